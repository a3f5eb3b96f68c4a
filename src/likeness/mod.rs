//! How alike two reports are: named features, one logistic model, a probability.
//!
//! ```text
//! Pair + Neighbours ─▶ Features ─▶ logit ─▶ (Calibration) ─▶ Likeness
//!              (Embedder ─▶ cosine) ─┘
//! ```
//!
//! The shipped [`Model`] is meant to fit news that nobody has labelled. What follows is for those who have labels,
//! vectors or a likeness of their own.
//!
//! # Which of these do I need?
//!
//! | I have | do | what changes |
//! |---|---|---|
//! | nothing | nothing | the shipped model, threshold 0.25 |
//! | a hundred labelled articles | [choose the threshold](#choosing-a-threshold) by them | where stories are cut |
//! | some hundred labelled pairs | [calibrate](#calibrating) | what a likeness is worth; the order of pairs stays |
//! | vectors, and as many labels | [fit what they say](#vectors) | likenesses, by one more feature |
//! | thousands of labelled articles, better of several kinds | [train](#training-on-your-own-labels) | everything |
//!
//! # Training on your own labels
//!
//! A [`LabelledSet`](train::LabelledSet) is articles with the stories that people named;
//! [`Clusterer::train`](crate::Clusterer::train) makes a model of some sets. Each set weighs the same and is shown in
//! [four ways](train::Showing), so that the fit does not learn what only one set has. The result can be stored by serde,
//! under a name of your own.
//!
//! ```
//! use samestory::likeness::train::{LabelledSet, Training};
//! use samestory::{Article, ArticleId, Clusterer};
//!
//! let told = [
//!     ("summit", "Kremlin confirms April summit", "Kim Jong Un will meet Vladimir Putin in Vladivostok, the Kremlin said."),
//!     ("summit", "Kim to meet Putin in Vladivostok", "The Kremlin confirmed that Kim Jong Un is to meet Vladimir Putin in April."),
//!     ("visit", "Putin to visit China", "Vladimir Putin will visit China in April, the Kremlin said."),
//!     ("storm", "Storm reaches the coast", "Heavy rain and wind closed schools and roads along the southern coast."),
//! ];
//! let articles: Vec<Article> = told.iter().map(|(_, title, body)| Article::new(title, body)).collect();
//! let labels: Vec<(ArticleId, &str)> = articles.iter().zip(told).map(|(a, (story, ..))| (a.id().clone(), story)).collect();
//! let set = LabelledSet::new(articles, labels)?;
//!
//! // so few labels would not do for a model of one's own: the ridge has to be high
//! let training = Training { ridge: 100.0, ..Training::default() };
//! let model = Clusterer::new().train("own-1", &[set], &training)?;
//! let clusterer = Clusterer::builder().model(model).build()?;
//! # let _ = clusterer;
//! # Ok::<(), samestory::Error>(())
//! ```
//!
//! Hold some stories back ([`filtered`](train::LabelledSet::filtered)) and score the model on them by
//! [`evaluate`](mod@crate::evaluate) against [`Model::shipped`]; keep the shipped one if yours is not
//! better. `examples/own_model.rs` does all this for a file of yours.
//!
//! # Calibrating
//!
//! A likeness is a probability of the shipped sets, not of yours: there 0.4 may mean a half. A [`Calibration`] says
//! what it is worth among your pairs, without changing which of two pairs is likelier.
//!
//! ```
//! # use samestory::likeness::train::LabelledSet;
//! # use samestory::{Article, ArticleId, Clusterer};
//! use samestory::likeness::Model;
//! # let articles = vec![Article::new("Storm reaches the coast", ""), Article::new("Storm on the coast", "")];
//! # let labels: Vec<(ArticleId, &str)> = articles.iter().map(|a| (a.id().clone(), "storm")).collect();
//! # let sets = [LabelledSet::new(articles, labels)?];
//! let calibration = Clusterer::new().calibrate(&sets)?;
//! let model = Model::shipped().with_calibration(calibration).renamed("news-calibrated");
//! # let _ = model;
//! # Ok::<(), samestory::Error>(())
//! ```
//!
//! The threshold counts in calibrated likeness, so that 0.25 then cuts somewhere else: choose it anew. With scores of
//! another kind, [`Calibration::fit`] takes any logits with the truth.
//!
//! # Choosing a threshold
//!
//! With labels: cluster once, read [`Clustering::at`](crate::Clustering::at) at several thresholds and score each.
//! Without: [`graph::Threshold`](crate::graph::Threshold) reads one off the likenesses of the set at hand.
//!
//! ```
//! use samestory::{Clusterer, graph::Threshold};
//! let clusterer = Clusterer::builder().threshold(Threshold::ExpectedF1).build()?;
//! # let _ = clusterer;
//! # Ok::<(), samestory::Error>(())
//! ```
//!
//! # Vectors
//!
//! An [`Embedder`] turns texts into vectors; the cosine of two becomes the feature [`EMBEDDING`] of every proposed pair.
//! How much it says has to be fitted, since each embedder's cosines mean something else:
//! [`Clusterer::train_embedding`](crate::Clusterer::train_embedding) fits that alone and leaves the other weights,
//! [`Clusterer::train`](crate::Clusterer::train) fits all. Unfitted it says little ([`Embedding::default`]).

mod calibration;
pub(crate) mod embedding;
mod features;
mod model;
mod neighbours;
mod pair;
mod proposed;
mod shipped;
mod stored;
pub mod train;
mod value;

pub use calibration::Calibration;
pub use embedding::{EMBEDDING, Embedder, Embedding, Wording};
pub(crate) use features::TEXT;
pub use features::{FEATURES, Features, features};
pub use model::{Model, Weights};
pub use neighbours::Neighbours;
pub use pair::Pair;
pub(crate) use pair::{Comparison, LaidOut};
pub(crate) use proposed::{Proposals, Proposed};
pub use value::Likeness;
