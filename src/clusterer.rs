//! [`Clusterer`]: the whole way from articles to stories. The only file that knows all stages.

use crate::article::{Article, ArticleId};
use crate::clustering::{Clustering, Found, Manifest, digest};
use crate::copies::{self, Copies, CopyGroup, CopyMeta, CopySettings};
use crate::corpus::{self, Frequencies};
use crate::error::{Error, Result};
use crate::events::{self, Background, CandidateSettings, Forms, TermVectors};
use crate::explain::{Compared, Keep, Kept};
use crate::graph::{Constraints, Edge, Levels, Linkage, MergeTree, Partition, Unproposed, weakest_cuts};
use crate::likeness::train::Example;
use crate::likeness::{self, Likeness, Model, Neighbours, Pair};
use crate::observe::{Observer, Silent, Stage, step};
use crate::parallel;
use crate::story::{self, with_compilations};
use crate::text::{Analyzer, Document, Language, Workspace};

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

/// Sets up a [`Clusterer`]; see [`Clusterer::builder`].
#[derive(Debug, Clone)]
#[must_use]
pub struct ClustererBuilder {
    analyzer: Analyzer,
    model: Model,
    threshold: f64,
    linkage: Linkage,
    level: Level,
    candidates: CandidateSettings,
    copies: CopySettings,
    keep: Keep,
    threads: usize,
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
        ClustererBuilder {
            analyzer: Analyzer::new(),
            model: Model::shipped(),
            threshold: 0.25,
            linkage: Linkage::default(),
            level: Level::default(),
            candidates: CandidateSettings::default(),
            copies: CopySettings::default(),
            keep: Keep::default(),
            threads: 0,
        }
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
    /// As [`cluster`](Clusterer::cluster), and [`Error::Fingerprint`] when a document was made with other settings.
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
        let manifest = self.manifest(&documents);
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
        let evidence = self.compare(&texts, &times(&copies, &documents));
        step(observer, Stage::Candidates, texts.len(), texts.len())?;
        let edges = evidence.edges(&self.model);
        step(observer, Stage::Likeness, edges.len(), edges.len())?;

        let linking = between_texts(&edges, &copies);
        let tree = self.group(&evidence, &linking);
        let groups = tree.cut(self.settings.threshold);
        let partition = with_compilations(&groups, |r| copies[r as usize].compilation, &edges, self.settings.threshold);
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
        Manifest {
            samestory: env!("CARGO_PKG_VERSION").to_owned(),
            model: self.model.name().to_owned(),
            threshold: *threshold,
            settings: settings.map(|(name, value)| (name.to_owned(), value)).into(),
            articles: documents.len() as u32,
            input: format!("{:016x}", digest(documents)),
        }
    }

    /// Term vectors, proposed pairs and neighbourhoods of some texts.
    fn compare(&self, texts: &[&Document], days: &[f64]) -> Evidence {
        let terms: Vec<_> =
            parallel::map(texts.len(), |i| (texts[i as usize].language(), events::term_counts(texts[i as usize])));
        let epoch = Frequencies::count(terms.iter().map(|(_, terms)| terms.iter().map(|&(hash, _)| hash)));
        let vectors = TermVectors::build(&terms, &epoch, &self.background).with_forms(Forms::of(texts));
        let proposed = events::candidates(&vectors, days, &self.settings.candidates);
        let pairs = parallel::map(proposed.len(), |i| Pair::of(proposed[i as usize], &vectors, days));
        let neighbours = Neighbours::of(texts.len(), &pairs, &self.model);
        Evidence { epoch, vectors, days: days.to_vec(), pairs, neighbours }
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
        let articles = sorted_by_id(articles, |a| a.id(), |a| describe(a.source(), a.title()))?;
        let mut workspace = Workspace::default();
        let documents = articles.iter().map(|a| self.analyzer.analyse_with(&mut workspace, a)).collect();
        let documents = corpus::without_recurring_lines(documents);
        let metas: Vec<CopyMeta> = documents.iter().map(CopyMeta::from).collect();
        let copies = copies::find(&documents, &metas, &self.settings.copies, &Silent)?.reports;
        let texts: Vec<&Document> = copies.iter().map(|group| &documents[group.origin as usize]).collect();
        let evidence = self.compare(&texts, &times(&copies, &documents));
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

/// What is known of the reports before they are grouped.
struct Evidence {
    epoch: Frequencies,
    vectors: TermVectors,
    days: Vec<f64>,
    pairs: Vec<Pair>,
    neighbours: Neighbours,
}

impl Evidence {
    fn edges(&self, model: &Model) -> Vec<Edge> {
        let edge = |i: u32| {
            let pair = &self.pairs[i as usize];
            Edge::new(pair.a, pair.b, model.likeness(&likeness::features(pair, &self.neighbours)))
        };
        parallel::map(self.pairs.len(), edge).into_iter().flatten().collect()
    }

    /// What explanations need of it.
    fn kept(self, model: &Model, candidates: &CandidateSettings) -> Compared {
        let Evidence { epoch, vectors, days, neighbours, .. } = self;
        Compared { epoch, vectors, days, neighbours, model: model.clone(), candidates: *candidates }
    }
}

/// Scores pairs that were not proposed as if they had been.
struct FromVectors<'a> {
    evidence: &'a Evidence,
    model: &'a Model,
}

impl Unproposed for FromVectors<'_> {
    fn likeness(&self, a: u32, b: u32) -> Likeness {
        let Evidence { vectors, days, neighbours, .. } = self.evidence;
        self.model.likeness(&likeness::features(&Pair::of((a, b), vectors, days), neighbours))
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

/// Items in the order of their ids; the same item twice counts once.
fn sorted_by_id<T: PartialEq + Sync>(
    items: &[T],
    id: impl Fn(&T) -> &ArticleId,
    describe: impl Fn(&T) -> String,
) -> Result<Vec<&T>> {
    let mut sorted: Vec<&T> = items.iter().collect();
    sorted.sort_by(|x, y| id(x).cmp(id(y)));
    sorted.dedup_by(|x, y| x == y);
    match sorted.windows(2).find(|two| id(two[0]) == id(two[1])) {
        None => Ok(sorted),
        Some(two) => {
            // whichever came first in the input, the message is the same
            let mut both = [describe(two[0]), describe(two[1])];
            both.sort();
            let [first, second] = both;
            Err(Error::DuplicateId { id: id(two[0]).clone(), first, second })
        }
    }
}

fn describe(source: Option<&str>, title: &str) -> String {
    match source {
        Some(source) => format!("{title:?} ({source})"),
        None => format!("{title:?}"),
    }
}

impl ClustererBuilder {
    /// Least likeness of a story. Default 0.25, range 0..=1.
    ///
    /// The setting that matters most. Lower welds stories that share people and places; higher leaves reports of one
    /// event apart.
    pub fn threshold(mut self, threshold: f64) -> Self {
        self.threshold = threshold;
        self
    }

    /// Reports further apart than this, in days, are not compared. Default 30, range above 0.
    ///
    /// Time also weighs within the window, so that this is mainly a matter of speed: shorter cuts long-running
    /// stories, longer compares more.
    pub fn window_days(mut self, days: f64) -> Self {
        self.candidates.window_days = days;
        self
    }

    /// How far to go. Default [`Level::Stories`].
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// When two texts are copies of one; see [`CopySettings`] for each setting. Default: common word runs of at least
    /// half of all, or a text of which 85 % stand in a longer one.
    pub fn copies(mut self, copies: CopySettings) -> Self {
        self.copies = copies;
        self
    }

    /// How reports are grouped. Default [`Linkage::PowerMean`].
    pub fn linkage(mut self, linkage: Linkage) -> Self {
        self.linkage = linkage;
        self
    }

    /// Language of articles that name none. Default unknown: no stemmer, no stop words, and still good.
    pub fn language(mut self, language: Language) -> Self {
        self.analyzer = self.analyzer.default_language(language);
        self
    }

    /// How likeness is weighed. Default: the shipped model.
    pub fn model(mut self, model: Model) -> Self {
        self.model = model;
        self
    }

    /// How articles are read. Default [`Analyzer::new`].
    pub fn analyzer(mut self, analyzer: Analyzer) -> Self {
        self.analyzer = analyzer;
        self
    }

    /// What the result holds besides the stories. Default [`Keep::Stories`]; [`Keep::Evidence`] also keeps what
    /// explanations need. No influence on the stories.
    pub fn keep(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    /// Number of threads. Default 0: as many as there are cores. No influence on the result.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Checks the settings.
    ///
    /// # Errors
    /// [`Error::Setting`] names the setting and its range.
    pub fn build(self) -> Result<Clusterer> {
        let within = |name, value: f64, low: f64, high: f64, range| {
            let fits = value >= low && value <= high;
            if fits { Ok(()) } else { Err(Error::Setting { name, value: value.to_string(), range }) }
        };
        within("threshold", self.threshold, 0.0, 1.0, "0..=1")?;
        within("window_days", self.candidates.window_days, f64::MIN_POSITIVE, f64::INFINITY, "above 0")?;
        Ok(Clusterer {
            analyzer: self.analyzer,
            model: self.model,
            background: Background::english(),
            settings: Settings {
                threshold: Likeness::new(self.threshold),
                linkage: self.linkage,
                level: self.level,
                candidates: self.candidates,
                copies: self.copies,
                keep: self.keep,
                threads: self.threads,
            },
        })
    }
}
