//! [`Clusterer`]: the whole way from articles to stories. The only folder that knows all stages.

mod builder;
mod evidence;
mod intake;
mod order;
mod run;

use crate::article::{Article, ArticleId};
use crate::clustering::Clustering;
use crate::constraints::Constraints;
use crate::copies::{self, CopyMeta, CopySettings};
use crate::error::{Error, Result};
use crate::events::{Background, CandidateSettings};
use crate::explain::{Keep, Originals};
use crate::graph::Linkage;
use crate::likeness::train::Example;
use crate::likeness::{self, Likeness, Model};
use crate::observe::{Observer, Silent, Stage, step};
use crate::parallel;
use crate::text::{Analyzer, Document, Workspace};

pub use builder::ClustererBuilder;
use evidence::Content;
pub use intake::Intake;
use order::{describe, sorted_by_id};
use run::times;

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
    constraints: Constraints,
    keep: Keep,
    threads: usize,
}

/// How far a run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// Copies are folded and nothing more: every report is a story of its own, but for what must-links join.
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
            let (documents, places) = self.read(&articles);
            step(observer, Stage::Analyse, articles.len(), articles.len())?;
            self.run(documents, Originals { articles: &articles, places }, observer)
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
            self.run(documents.into_iter().cloned().collect(), Originals::default(), &Silent)
        })?
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
        let documents = self.without_recurring_lines(documents);
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
