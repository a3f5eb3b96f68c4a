//! [`Clusterer`]: the whole way from articles to stories. The only folder that knows all stages.

mod batch;
mod builder;
mod contents;
mod evidence;
mod intake;
mod order;
mod run;
mod texts;
mod training;

use std::sync::Arc;

use crate::article::Article;
use crate::clustering::Clustering;
use crate::constraints::Constraints;
use crate::copies::CopySettings;
use crate::error::{Error, Result};
use crate::events::{Background, CandidateSettings};
use crate::explain::{Keep, Originals};
use crate::graph::{Linkage, Threshold};
use crate::likeness::{Embedder, Model};
use crate::observe::{Observer, Silent, Stage, step};
use crate::parallel;
use crate::text::{Analyzer, Document};

pub use builder::ClustererBuilder;
pub use intake::Intake;
use order::{describe, sorted_by_id};
use texts::Texts;

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
            let articles = sorted_by_id(articles.iter().collect(), |a| a.id(), |a| describe(a.source(), a.title()))?;
            step(observer, Stage::Analyse, 0, articles.len())?;
            let (texts, places) = self.read(&articles);
            step(observer, Stage::Analyse, articles.len(), articles.len())?;
            self.run(texts, Originals { articles: &articles, places }, observer)
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
    /// Memory for what a [`Document`] of each article holds, words packed, and 1,024 texts; see [`Intake`] for what then
    /// cannot be had.
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
    /// As [`cluster`](Clusterer::cluster), [`Error::Fingerprint`] when a document was made with other settings, and
    /// [`Error::Embedding`] with an embedder: documents hold no text that could be embedded.
    pub fn cluster_documents(&self, documents: &[Document]) -> Result<Clustering> {
        let expected = self.analyzer.fingerprint();
        if let Some(other) = documents.iter().find(|d| d.fingerprint() != expected) {
            let what = format!("document `{}`", other.id());
            return Err(Error::Fingerprint { what, found: other.fingerprint(), expected });
        }
        parallel::with_threads(self.settings.threads, || {
            let documents = sorted_by_id(documents.iter().collect(), |d| d.id(), |d| describe(d.source(), d.title()))?;
            let read = |(): &mut (), i: usize| (documents[i].clone(), ());
            let texts = Texts::in_order(batch::read(documents.len(), batch::FEWEST, || (), read).0);
            self.run(texts, Originals::default(), &Silent)
        })?
    }
}
