//! [`Clusterer`]: the whole way from articles to stories. The only folder that knows all stages.

mod builder;
mod evidence;
mod order;
mod training;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::Article;
use crate::clustering::{Clustering, Found, Manifest, digest};
use crate::copies::{self, Copies, CopyGroup, CopyMeta, CopySettings};
use crate::corpus;
use crate::error::{Error, Result};
use crate::events::{Background, CandidateSettings};
use crate::explain::{Keep, Kept};
use crate::graph::{Constraints, Edge, Levels, Linkage, MergeTree, Partition, Threshold, weakest_cuts};
use crate::likeness::embedding::Embedded;
use crate::likeness::{Embedder, Likeness, Model};
use crate::observe::{Observer, Silent, Stage, step};
use crate::parallel;
use crate::story::{self, with_compilations};
use crate::text::{Analyzer, Document, Workspace};

pub use builder::ClustererBuilder;
use evidence::{Evidence, FromVectors};
use order::{describe, sorted_by_id};

/// Merges below this likeness are not recorded: coarser than any storyline.
const FLOOR: Likeness = Likeness::from_percent(5);

/// Groups articles into stories.
///
/// ```
/// use samestory::{Article, Clusterer};
/// let articles = [
///     Article::new("Kremlin confirms April summit", "Kim Jong Un will meet Vladimir Putin in Vladivostok, the Kremlin said."),
///     Article::new("Kim to meet Putin in Vladivostok", "The Kremlin confirmed that Kim Jong Un is to meet Vladimir Putin in April."),
///     Article::new("Storm reaches the coast", "Heavy rain and wind closed schools and roads along the southern coast."),
/// ];
/// let clustering = Clusterer::new().cluster(&articles)?;
/// assert_eq!(clustering.stories().len(), 2);
/// # Ok::<(), samestory::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Clusterer {
    analyzer: Analyzer,
    model: Model,
    embedder: Option<Arc<dyn Embedder>>,
    background: Background,
    settings: Settings,
}

#[derive(Debug, Clone)]
struct Settings {
    threshold: Threshold,
    linkage: Linkage,
    level: Level,
    candidates: CandidateSettings,
    copies: CopySettings,
    keep: Keep,
    threads: usize,
}

/// How far a run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// Copies are folded and nothing more: every report is a story of its own.
    Reports,
    /// Reports of one event are grouped; the default.
    #[default]
    Stories,
}

impl Default for Clusterer {
    fn default() -> Self {
        Clusterer::new()
    }
}

impl Clusterer {
    /// The shipped settings, which fit most news.
    pub fn new() -> Clusterer {
        let builder = Clusterer::builder();
        builder.build().unwrap_or_else(|_| unreachable!("the defaults lie within their ranges"))
    }

    /// Starts from the shipped settings.
    pub fn builder() -> ClustererBuilder {
        ClustererBuilder::default()
    }

    /// Reads one article. The document can be stored and clustered later, with others, by
    /// [`cluster_documents`](Clusterer::cluster_documents).
    pub fn analyse(&self, article: &Article) -> Document {
        self.analyzer.analyse(article)
    }

    /// Groups articles into stories.
    ///
    /// The result depends neither on the order of the articles nor on the number of threads.
    ///
    /// # Errors
    /// [`Error::DuplicateId`] when two articles with different content carry one id, [`Error::Threads`] when worker
    /// threads cannot be started, [`Error::Embedding`] when an embedder gives a vector that cannot be used. Never
    /// because of text.
    ///
    /// # Complexity
    /// Time about linear in the articles for a constant daily volume; memory linear.
    pub fn cluster(&self, articles: &[Article]) -> Result<Clustering> {
        self.cluster_observed(articles, &Silent)
    }

    /// The same, watched.
    ///
    /// # Errors
    /// As [`cluster`](Clusterer::cluster), and [`Error::Cancelled`] when the observer asks to stop.
    pub fn cluster_observed(&self, articles: &[Article], observer: &dyn Observer) -> Result<Clustering> {
        parallel::with_threads(self.settings.threads, || {
            let articles = sorted_by_id(articles, |a| a.id(), |a| describe(a.source(), a.title()))?;
            step(observer, Stage::Analyse, 0, articles.len())?;
            let documents = parallel::map_with(articles.len(), Workspace::default, |workspace, i| {
                self.analyzer.analyse_with(workspace, articles[i as usize])
            });
            step(observer, Stage::Analyse, articles.len(), articles.len())?;
            self.run(documents, &articles, observer)
        })?
    }

    /// Groups documents into stories; the same result, byte for byte, as clustering their articles.
    ///
    /// # Errors
    /// As [`cluster`](Clusterer::cluster), [`Error::Fingerprint`] when a document was made with other settings, and
    /// [`Error::Embedding`] with an embedder: documents hold no text that could be embedded.
    pub fn cluster_documents(&self, documents: &[Document]) -> Result<Clustering> {
        let expected = self.analyzer.fingerprint();
        if let Some(other) = documents.iter().find(|d| d.fingerprint() != expected) {
            let what = format!("document `{}`", other.id());
            return Err(Error::Fingerprint { what, found: other.fingerprint(), expected });
        }
        parallel::with_threads(self.settings.threads, || {
            let documents = sorted_by_id(documents, |d| d.id(), |d| describe(d.source(), d.title()))?;
            self.run(documents.into_iter().cloned().collect(), &[], &Silent)
        })?
    }

    /// All stages after the analysis. Documents are sorted by id, so that an index is a rank and ties go by id;
    /// `articles` are theirs, or none where only documents are at hand.
    fn run(&self, documents: Vec<Document>, articles: &[&Article], observer: &dyn Observer) -> Result<Clustering> {
        let total = documents.len();
        let mut manifest = self.manifest(&documents);
        let documents = corpus::without_recurring_lines(documents);
        step(observer, Stage::Corpus, total, total)?;

        let metas: Vec<CopyMeta> = documents.iter().map(CopyMeta::from).collect();
        let Copies { reports: copies, refusals, dropped, .. } =
            copies::find(&documents, &metas, &self.settings.copies, observer)?;

        let texts: Vec<&Document> = copies.iter().map(|group| &documents[group.origin as usize]).collect();
        let kept = |documents, compared| match self.settings.keep {
            Keep::Stories => None,
            Keep::Evidence => Some(Kept::new(&self.analyzer, articles, documents, refusals, compared)),
        };
        if self.settings.level == Level::Reports {
            let partition = Partition::singletons(copies.len());
            let tree = MergeTree::without_merges(copies.len());
            let found =
                Found { copies: &copies, partition: &partition, cuts: &[], tree, edges: Vec::new(), manifest, dropped };
            return Ok(Clustering::assembled(found, documents, |documents| kept(documents, None)));
        }
        let mut evidence = self.evidence(&texts, &times(&copies, &documents));
        evidence.embedded = self.embedded(&texts, articles)?;
        step(observer, Stage::Candidates, texts.len(), texts.len())?;
        let edges = evidence.edges(&self.model);
        step(observer, Stage::Likeness, edges.len(), edges.len())?;

        let linking = between_texts(&edges, &copies);
        let threshold = self.settings.threshold.of(&linking);
        manifest.threshold = threshold;
        let tree = self.group(&evidence, &linking, threshold);
        let groups = tree.cut(threshold);
        let partition = with_compilations(&groups, |r| copies[r as usize].compilation, &edges, threshold);
        let unproposed = FromVectors { evidence: &evidence, model: &self.model };
        let cuts = weakest_cuts(&groups, &linking, &unproposed, self.settings.linkage.exponent());
        step(observer, Stage::Grouping, texts.len(), texts.len())?;

        let found = Found { copies: &copies, partition: &partition, cuts: &cuts, tree, edges, manifest, dropped };
        let clustering = Clustering::assembled(found, documents, |documents| {
            kept(documents, Some(evidence.kept(&self.model, &self.settings.candidates)))
        });
        step(observer, Stage::Stories, total, total)?;
        Ok(clustering)
    }

    /// What a run over these documents is made of and with.
    fn manifest(&self, documents: &[Document]) -> Manifest {
        let Settings { threshold, linkage, level, candidates, copies, .. } = &self.settings;
        let settings = [
            ("analysis", format!("{:016x}", self.analyzer.fingerprint())),
            ("background", format!("{} texts", self.background.texts())),
            ("candidates", format!("{candidates:?}")),
            ("copies", format!("{copies:?}")),
            ("level", format!("{level:?}")),
            ("linkage", format!("{linkage:?}")),
        ];
        let mut settings: BTreeMap<String, String> = settings.map(|(name, value)| (name.to_owned(), value)).into();
        if !matches!(threshold, Threshold::Given(_)) {
            settings.insert("threshold".to_owned(), format!("{threshold:?}"));
        }
        if Model::named(self.model.name()).as_ref() != Some(&self.model) {
            settings.insert("model".to_owned(), format!("{:016x}", self.model.fingerprint()));
        }
        settings.extend(self.embedder.as_ref().map(|embedder| ("embedder".to_owned(), embedder.name().to_owned())));
        Manifest {
            samestory: env!("CARGO_PKG_VERSION").to_owned(),
            model: self.model.name().to_owned(),
            // a rule needs the pairs; where it does not come to that, as if there were none
            threshold: threshold.of(&[]),
            settings,
            articles: documents.len() as u32,
            input: format!("{:016x}", digest(documents)),
        }
    }

    fn evidence(&self, texts: &[&Document], days: &[f64]) -> Evidence {
        Evidence::gather(texts, days, &self.background, &self.settings.candidates, &self.model)
    }

    /// The vectors of reports, given their origins; `articles` are those of the whole set, in the order of their ids.
    fn embedded(&self, texts: &[&Document], articles: &[&Article]) -> Result<Option<Embedded>> {
        let Some(embedder) = &self.embedder else { return Ok(None) };
        let mut of = Vec::with_capacity(texts.len());
        for text in texts {
            let Ok(at) = articles.binary_search_by(|article| article.id().cmp(text.id())) else {
                let reason = "no text, since a document went in instead of the article".to_owned();
                return Err(Error::Embedding { id: text.id().clone(), reason });
            };
            of.push(articles[at]);
        }
        let wording = |i: u32| {
            let text = texts[i as usize];
            (text.id(), text.title(), self.analyzer.opening(of[i as usize], usize::MAX))
        };
        Embedded::ask(embedder.as_ref(), texts.len(), wording).map(Some)
    }

    /// All merges of the reports.
    fn group(&self, evidence: &Evidence, edges: &[Edge], threshold: Likeness) -> MergeTree {
        let levels = Levels { threshold, floor: FLOOR.min(threshold) };
        let unproposed = FromVectors { evidence, model: &self.model };
        self.settings.linkage.merge_tree(evidence.vectors.len(), edges, &unproposed, levels, &Constraints::none())
    }
}

/// The time of each report in days, not-a-number when unknown.
fn times(copies: &[CopyGroup], documents: &[Document]) -> Vec<f64> {
    let day = |group| story::published(group, documents).map_or(f64::NAN, |p| p.seconds() as f64 / 86_400.0);
    copies.iter().map(day).collect()
}

/// The edges that link stories: those of compilations would tie together what they merely list.
fn between_texts(edges: &[Edge], copies: &[CopyGroup]) -> Vec<Edge> {
    let text = |report: u32| !copies[report as usize].compilation;
    edges.iter().filter(|edge| text(edge.a()) && text(edge.b())).copied().collect()
}
