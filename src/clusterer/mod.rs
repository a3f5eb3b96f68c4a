//! [`Clusterer`]: the whole way from articles to stories. The only folder that knows all stages.

mod builder;
mod evidence;
mod intake;
mod order;

use crate::article::{Article, ArticleId};
use crate::clustering::{Clustering, Found, Manifest, StageMemory, Told, digest};
use crate::copies::{self, Copies, CopyGroup, CopyMeta, CopySettings, Sketches};
use crate::corpus;
use crate::error::{Error, Result};
use crate::events::{Background, CandidateSettings};
use crate::explain::{Keep, Kept};
use crate::graph::{Constraints, Edge, Levels, Linkage, MergeTree, Partition, weakest_cuts};
use crate::likeness::train::Example;
use crate::likeness::{self, Likeness, Model};
use crate::observe::{Observer, Silent, Stage, step};
use crate::parallel;
use crate::story::{self, Card, with_compilations};
use crate::text::{Analyzer, Document, Workspace};

pub use builder::ClustererBuilder;
use evidence::{Content, Evidence, FromVectors};
pub use intake::Intake;
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
    background: Background,
    settings: Settings,
}

#[derive(Debug, Clone)]
struct Settings {
    threshold: Likeness,
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
    /// threads cannot be started. Never because of text.
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
            let articles = sorted_by_id(articles.iter().collect(), |a| a.id(), |a| describe(a.source(), a.title()))?;
            step(observer, Stage::Analyse, 0, articles.len())?;
            let documents = parallel::map_with(articles.len(), Workspace::default, |workspace, i| {
                self.analyzer.analyse_with(workspace, articles[i as usize])
            });
            step(observer, Stage::Analyse, articles.len(), articles.len())?;
            self.run(documents, &articles, observer)
        })?
    }

    /// Groups articles that come one after the other, without holding their texts; the same result, byte for byte, as
    /// clustering them together.
    ///
    /// ```
    /// use samestory::{Article, Clusterer};
    /// let wire = (0..3).map(|n| Article::builder("Ferry strike enters third day", "").id(&n.to_string()).build());
    /// let clustering = Clusterer::new().cluster_iter(wire)?;
    /// assert_eq!(clustering.stories().len(), 1);
    /// # Ok::<(), samestory::Error>(())
    /// ```
    ///
    /// # Errors
    /// The first error that comes instead of an article; else as [`cluster`](Clusterer::cluster).
    ///
    /// # Complexity
    /// Memory for a [`Document`] of each article and 1,024 texts; see [`Intake`] for what then cannot be had.
    pub fn cluster_iter(&self, articles: impl IntoIterator<Item = Result<Article>>) -> Result<Clustering> {
        let mut intake = self.intake();
        articles.into_iter().try_for_each(|article| intake.push(article?))?;
        intake.cluster()
    }

    /// Takes articles in one by one, for sources that call rather than iterate.
    pub fn intake(&self) -> Intake<'_> {
        Intake::new(self)
    }

    /// Groups documents into stories; the same result, byte for byte, as clustering their articles.
    ///
    /// # Errors
    /// As [`cluster`](Clusterer::cluster), and [`Error::Fingerprint`] when a document was made with other settings.
    pub fn cluster_documents(&self, documents: &[Document]) -> Result<Clustering> {
        let expected = self.analyzer.fingerprint();
        if let Some(other) = documents.iter().find(|d| d.fingerprint() != expected) {
            let what = format!("document `{}`", other.id());
            return Err(Error::Fingerprint { what, found: other.fingerprint(), expected });
        }
        parallel::with_threads(self.settings.threads, || {
            let documents = sorted_by_id(documents.iter().collect(), |d| d.id(), |d| describe(d.source(), d.title()))?;
            self.run(documents.into_iter().cloned().collect(), &[], &Silent)
        })?
    }

    /// All stages after the analysis. Documents are sorted by id, so that an index is a rank and ties go by id;
    /// `articles` are theirs, or none where only documents are at hand.
    fn run(&self, documents: Vec<Document>, articles: &[&Article], observer: &dyn Observer) -> Result<Clustering> {
        let total = documents.len();
        let manifest = self.manifest(&documents);
        let mut memory = Vec::new();
        let mut note = |stage, bytes| memory.push(StageMemory { stage, bytes: bytes as u64 });
        note(Stage::Analyse, all_bytes(&documents));
        let documents = corpus::without_recurring_lines(documents);
        note(Stage::Corpus, all_bytes(&documents));
        step(observer, Stage::Corpus, total, total)?;

        let metas: Vec<CopyMeta> = documents.iter().map(CopyMeta::from).collect();
        let sketches = Sketches::of(&documents, &self.settings.copies);
        let Copies { reports: copies, refusals, dropped, .. } =
            copies::find_sketched(&sketches, &documents, &metas, &self.settings.copies, observer)?;
        note(Stage::Copies, all_bytes(&documents) + sketches.bytes());
        drop((sketches, metas));

        let days = times(&copies, &documents);
        let compared = self.settings.level == Level::Stories;
        let mut is_origin = vec![false; total];
        copies.iter().for_each(|group| is_origin[group.origin as usize] = compared);
        let content = |i: u32, document: &Document| is_origin[i as usize].then(|| Content::of(document));
        // from here on words are needed for explanations only
        let (told, mut contents, documents) = match self.settings.keep {
            Keep::Stories => {
                let take = |i, document: Document| (content(i, &document), Card::take(document));
                let (contents, told): (Vec<_>, Vec<_>) = parallel::consume(documents, take).into_iter().unzip();
                (Told::from(told), contents, Vec::new())
            }
            Keep::Evidence => {
                let contents = parallel::map(total, |i| content(i, &documents[i as usize]));
                (Told::beside(&documents), contents, documents)
            }
        };
        let held = told.bytes() + all_bytes(&documents);
        let kept = |compared| match self.settings.keep {
            Keep::Stories => None,
            Keep::Evidence => Some(Kept::new(&self.analyzer, articles, documents, refusals, compared)),
        };
        if !compared {
            let partition = Partition::singletons(copies.len());
            let tree = MergeTree::without_merges(copies.len());
            let (edges, cuts) = (Vec::new(), &[]);
            let found = Found { copies: &copies, partition: &partition, cuts, tree, edges, manifest, dropped, memory };
            return Ok(Clustering::assembled(found, told, || kept(None)));
        }
        let of_report = |group: &CopyGroup| {
            let origin = group.origin as usize;
            let content = contents[origin].take().unwrap_or_else(|| unreachable!("a report has an origin of its own"));
            (content, told.cards[origin].source.as_deref())
        };
        let mut evidence = self.evidence(copies.iter().map(of_report), days);
        note(Stage::Candidates, held + evidence.bytes());
        step(observer, Stage::Candidates, copies.len(), copies.len())?;
        let edges = evidence.edges(&self.model);
        note(Stage::Likeness, held + evidence.bytes() + size_of_val(edges.as_slice()));
        step(observer, Stage::Likeness, edges.len(), edges.len())?;

        let linking = between_texts(&edges, &copies);
        let tree = self.group(&evidence, &linking);
        let groups = tree.cut(self.settings.threshold);
        let partition = with_compilations(&groups, |r| copies[r as usize].compilation, &edges, self.settings.threshold);
        let unproposed = FromVectors { evidence: &evidence, model: &self.model };
        let cuts = weakest_cuts(&groups, &linking, &unproposed, self.settings.linkage.exponent());
        note(Stage::Grouping, held + evidence.bytes() + size_of_val(edges.as_slice()));
        step(observer, Stage::Grouping, copies.len(), copies.len())?;

        let compared = match self.settings.keep {
            Keep::Stories => {
                drop((evidence, linking));
                None
            }
            Keep::Evidence => Some(evidence.kept(&self.model, &self.settings.candidates)),
        };
        let found =
            Found { copies: &copies, partition: &partition, cuts: &cuts, tree, edges, manifest, dropped, memory };
        let clustering = Clustering::assembled(found, told, || kept(compared));
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
        Manifest {
            samestory: env!("CARGO_PKG_VERSION").to_owned(),
            model: self.model.name().to_owned(),
            threshold: *threshold,
            settings: settings.map(|(name, value)| (name.to_owned(), value)).into(),
            articles: documents.len() as u32,
            input: format!("{:016x}", digest(documents)),
        }
    }

    fn evidence<'a>(&self, contents: impl Iterator<Item = (Content, Option<&'a str>)>, days: Vec<f64>) -> Evidence {
        Evidence::gather(contents, days, &self.background, &self.settings.candidates, &self.model)
    }

    /// All merges of the reports.
    fn group(&self, evidence: &Evidence, edges: &[Edge]) -> MergeTree {
        let levels = Levels { threshold: self.settings.threshold, floor: FLOOR.min(self.settings.threshold) };
        let unproposed = FromVectors { evidence, model: &self.model };
        self.settings.linkage.merge_tree(evidence.vectors.len(), edges, &unproposed, levels, &Constraints::none())
    }

    /// The proposed pairs of reports of labelled articles, with their features and whether they are of one story.
    ///
    /// Stops before anything is grouped; for fitting a model to own labels with
    /// [`likeness::train`](crate::likeness::train). `same` tells whether two articles are of one story. Reports that
    /// propose more than `nearest` pairs keep those with the highest cosines.
    ///
    /// # Errors
    /// As [`cluster`](Clusterer::cluster).
    pub fn examples(
        &self,
        articles: &[Article],
        nearest: usize,
        same: impl Fn(&ArticleId, &ArticleId) -> bool,
    ) -> Result<Vec<Example>> {
        let articles = sorted_by_id(articles.iter().collect(), |a| a.id(), |a| describe(a.source(), a.title()))?;
        let mut workspace = Workspace::default();
        let documents = articles.iter().map(|a| self.analyzer.analyse_with(&mut workspace, a)).collect();
        let documents = corpus::without_recurring_lines(documents);
        let metas: Vec<CopyMeta> = documents.iter().map(CopyMeta::from).collect();
        let copies = copies::find(&documents, &metas, &self.settings.copies, &Silent)?.reports;
        let texts: Vec<&Document> = copies.iter().map(|group| &documents[group.origin as usize]).collect();
        let contents = texts.iter().map(|text| (Content::of(text), text.source()));
        let evidence = self.evidence(contents, times(&copies, &documents));
        let mut ranked: Vec<(u32, f64, usize)> = Vec::new();
        for (i, pair) in evidence.pairs.iter().enumerate() {
            ranked.extend([(pair.a, pair.cosines[0], i), (pair.b, pair.cosines[0], i)]);
        }
        ranked.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)).then(x.2.cmp(&y.2)));
        let mut kept: Vec<usize> =
            ranked.chunk_by(|x, y| x.0 == y.0).flat_map(|list| list.iter().take(nearest).map(|x| x.2)).collect();
        kept.sort_unstable();
        kept.dedup();
        let example = |i: usize| {
            let pair = &evidence.pairs[i];
            Example {
                features: likeness::features(pair, &evidence.neighbours),
                same: same(texts[pair.a as usize].id(), texts[pair.b as usize].id()),
            }
        };
        Ok(kept.into_iter().map(example).collect())
    }
}

fn all_bytes(documents: &[Document]) -> usize {
    documents.iter().map(Document::bytes).sum()
}

/// The time of each report in days, not-a-number when unknown.
fn times(copies: &[CopyGroup], documents: &[Document]) -> Vec<f64> {
    let published = |text: u32| documents[text as usize].published();
    let day = |group| story::published(group, published).map_or(f64::NAN, |p| p.seconds() as f64 / 86_400.0);
    copies.iter().map(day).collect()
}

/// The edges that link stories: those of compilations would tie together what they merely list.
fn between_texts(edges: &[Edge], copies: &[CopyGroup]) -> Vec<Edge> {
    let text = |report: u32| !copies[report as usize].compilation;
    edges.iter().filter(|edge| text(edge.a()) && text(edge.b())).copied().collect()
}
