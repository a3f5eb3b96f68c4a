//! [`ClustererBuilder`]: every setting, checked.

use std::sync::Arc;

use crate::article::ArticleId;
use crate::clusterer::{Clusterer, Level, Settings};
use crate::constraints::Constraints;
use crate::copies::CopySettings;
use crate::error::{Error, Result};
use crate::events::{Background, CandidateSettings};
use crate::explain::Keep;
use crate::graph::{Linkage, Threshold};
use crate::likeness::{Embedder, Embedding, Model};
use crate::text::{Analyzer, Language};

/// Sets up a [`Clusterer`]; see [`Clusterer::builder`].
#[derive(Debug, Clone)]
#[must_use]
pub struct ClustererBuilder {
    clusterer: Clusterer,
}

impl Default for ClustererBuilder {
    fn default() -> Self {
        let settings = Settings {
            threshold: Threshold::default(),
            linkage: Linkage::default(),
            level: Level::default(),
            candidates: CandidateSettings::default(),
            copies: CopySettings::default(),
            constraints: Constraints::none(),
            keep: Keep::default(),
            threads: 0,
        };
        let (analyzer, model, background) = (Analyzer::new(), Model::shipped(), Background::english());
        ClustererBuilder { clusterer: Clusterer { analyzer, model, embedder: None, background, settings } }
    }
}

impl ClustererBuilder {
    /// Least likeness of a story. Default 0.25, range 0..=1.
    ///
    /// The setting that matters most. Lower welds stories that share people and places; higher leaves reports of one
    /// event apart. A [`Threshold`] can also be read off the set at hand; the manifest tells what came of it.
    pub fn threshold(mut self, threshold: impl Into<Threshold>) -> Self {
        self.clusterer.settings.threshold = threshold.into();
        self
    }

    /// Reports further apart than this, in days, are not compared. Default 30, range above 0.
    ///
    /// Time also weighs within the window, so that this is mainly a matter of speed: shorter cuts long-running
    /// stories, longer compares more.
    pub fn window_days(mut self, days: f64) -> Self {
        self.clusterer.settings.candidates.window_days = days;
        self
    }

    /// How far to go. Default [`Level::Stories`].
    pub fn level(mut self, level: Level) -> Self {
        self.clusterer.settings.level = level;
        self
    }

    /// When two texts are copies of one; see [`CopySettings`] for each setting. Default: common word runs of at least
    /// half of all, or a text of which 85 % stand in a longer one.
    pub fn copies(mut self, copies: CopySettings) -> Self {
        self.clusterer.settings.copies = copies;
        self
    }

    /// How reports are grouped. Default [`Linkage::PowerMean`].
    pub fn linkage(mut self, linkage: Linkage) -> Self {
        self.clusterer.settings.linkage = linkage;
        self
    }

    /// Two articles that belong into one story, however little alike they are; added to those given before.
    ///
    /// Obeyed at every threshold and [`level`](ClustererBuilder::level). What is linked to the same article is linked,
    /// and where a cannot-link contradicts, the must-link wins; see [`constraints`](crate::constraints).
    ///
    /// ```
    /// use samestory::{Article, Clusterer};
    /// let articles = [
    ///     Article::builder("Kim to meet Putin in Vladivostok", "The Kremlin confirmed the summit.").id("summit").build()?,
    ///     Article::builder("Armoured train reaches the border", "The green carriages stopped at Khasan.").id("train").build()?,
    /// ];
    /// let clustering = Clusterer::builder().must_link("summit", "train").build()?.cluster(&articles)?;
    /// assert_eq!(clustering.stories().len(), 1);
    /// # Ok::<(), samestory::Error>(())
    /// ```
    pub fn must_link(mut self, a: impl Into<ArticleId>, b: impl Into<ArticleId>) -> Self {
        self.clusterer.settings.constraints.must_link.push((a.into(), b.into()));
        self
    }

    /// Two articles that may not stand in one story, however alike they are; added to those given before.
    ///
    /// Obeyed at every threshold, and by the copies as well: the two are never printings of one text. An id that no
    /// article has is no error: it stands in [`Clustering::conflicts`](crate::Clustering::conflicts).
    ///
    /// ```
    /// use samestory::{Article, Clusterer};
    /// let quake = |id, day| Article::builder("Quake shakes Lima", "A quake shook Lima.").id(id).published(day).build();
    /// let articles = [quake("spring", "2019-04-02")?, quake("autumn", "2019-04-03")?];
    /// let builder = Clusterer::builder().cannot_link("spring", "autumn").cannot_link("spring", "winter");
    /// let clustering = builder.build()?.cluster(&articles)?;
    /// assert_eq!((clustering.stories().len(), clustering.conflicts().len()), (2, 1));
    /// assert_eq!(clustering.conflicts()[0].to_string(), "constraint on `spring` and `winter` not used: no article `winter`");
    /// # Ok::<(), samestory::Error>(())
    /// ```
    pub fn cannot_link(mut self, a: impl Into<ArticleId>, b: impl Into<ArticleId>) -> Self {
        self.clusterer.settings.constraints.cannot_link.push((a.into(), b.into()));
        self
    }

    /// All must-links and cannot-links at once, in place of those given before. Default none.
    pub fn constraints(mut self, constraints: Constraints) -> Self {
        self.clusterer.settings.constraints = constraints;
        self
    }

    /// Language of articles that name none and show none. Default: that of nearly all others in their script, else
    /// unknown: crude stems, no stop words, and still good.
    pub fn language(mut self, language: Language) -> Self {
        self.clusterer.analyzer = self.clusterer.analyzer.default_language(language);
        self
    }

    /// How likeness is weighed. Default: the shipped model.
    pub fn model(mut self, model: Model) -> Self {
        self.clusterer.model = model;
        self
    }

    /// Vectors as one more feature of proposed pairs. Default: none.
    ///
    /// A model that was not fitted with vectors takes [`Embedding::default`](crate::likeness::Embedding): a guess, and
    /// a small one. Vectors are made of texts, so that documents alone can then not be clustered.
    pub fn embedder(mut self, embedder: Arc<dyn Embedder>) -> Self {
        self.clusterer.embedder = Some(embedder);
        self
    }

    /// How articles are read. Default [`Analyzer::new`].
    pub fn analyzer(mut self, analyzer: Analyzer) -> Self {
        self.clusterer.analyzer = analyzer;
        self
    }

    /// What the result holds besides the stories. Default [`Keep::Stories`]; [`Keep::Evidence`] also keeps what
    /// explanations need. No influence on the stories.
    pub fn keep(mut self, keep: Keep) -> Self {
        self.clusterer.settings.keep = keep;
        self
    }

    /// Number of threads. Default 0: as many as there are cores. No influence on the result.
    pub fn threads(mut self, threads: usize) -> Self {
        self.clusterer.settings.threads = threads;
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
        if let Threshold::Given(threshold) = self.clusterer.settings.threshold {
            within("threshold", threshold, 0.0, 1.0, "0..=1")?;
        }
        within(
            "window_days",
            self.clusterer.settings.candidates.window_days,
            f64::MIN_POSITIVE,
            f64::INFINITY,
            "above 0",
        )?;
        let mut clusterer = self.clusterer;
        clusterer.settings.constraints = clusterer.settings.constraints.tidy();
        clusterer.model = with_vectors(clusterer.model, clusterer.embedder.as_deref())?;
        Ok(clusterer)
    }
}

/// The model as it is used with this embedder, or with none.
fn with_vectors(model: Model, embedder: Option<&dyn Embedder>) -> Result<Model> {
    let setting = |value: &str, range| Err(Error::Setting { name: "embedder", value: value.to_owned(), range });
    match (model.embedding(), embedder) {
        (None, None) => Ok(model),
        (None, Some(_)) => Ok(model.with_embedding(Embedding::default())),
        (Some(_), None) => setting("none", "the one that the model was fitted with"),
        (Some(embedding), Some(embedder)) => {
            if !embedding.is_sound() {
                let value = format!("{embedding:?}");
                return Err(Error::Setting { name: "model", value, range: "a finite weight and neutral in -1..=1" });
            }
            match &embedding.embedder {
                Some(other) if other != embedder.name() => {
                    setting(embedder.name(), "the one that the model was fitted with")
                }
                _ => Ok(model),
            }
        }
    }
}
