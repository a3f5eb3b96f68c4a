//! [`Model`]: features to likeness.

use serde::{Deserialize, Serialize};

use crate::likeness::calibration::Calibration;
use crate::likeness::embedding::Embedding;
use crate::likeness::features::{AT_FIRST_SIGHT, Features};
use crate::likeness::shipped;
use crate::likeness::stored::Stored;
use crate::likeness::value::Likeness;
use crate::sketch::hash::StableHasher;

/// A logistic model over the named features.
///
/// It judges twice. At first sight, from cosines and times alone, it estimates how many of the near neighbours of each
/// report tell of the same event; that becomes a feature of the second judgement, which counts. An [`Embedding`] says
/// what vectors add to it, a [`Calibration`] what the sum is worth; the shipped model has neither.
///
/// Stored by serde with the version of its form and the names of its features. A form or feature that this version
/// of the crate does not know is refused when it is read; a feature that the stored model does not know counts for
/// nothing in it.
///
/// ```
/// use samestory::likeness::Model;
/// let model = Model::named(Model::NAMES[0]).expect("a shipped model");
/// # #[cfg(feature = "json")] {
/// let stored = serde_json::to_string(&model)?;
/// assert_eq!(serde_json::from_str::<Model>(&stored)?, model);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Model {
    pub(super) name: String,
    pub(super) first_sight: Weights,
    pub(super) second: Weights,
    pub(super) embedding: Option<Embedding>,
    pub(super) calibration: Option<Calibration>,
}

/// Bias and one weight for each feature.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// The log-odds when all features are 0.
    pub bias: f64,
    /// In the order of [`FEATURES`](crate::likeness::FEATURES).
    pub weights: Features,
}

impl Weights {
    /// The sum of weighted features.
    pub fn logit(&self, features: &Features) -> f64 {
        self.weights.iter().zip(features).fold(self.bias, |sum, (weight, value)| sum + weight * value)
    }
}

impl Default for Model {
    fn default() -> Self {
        Model::shipped()
    }
}

impl Model {
    /// The names of all shipped models, the newest first; older ones stay.
    pub const NAMES: [&str; 1] = [shipped::NAME];

    /// The newest model that comes with the crate; `examples/train.rs` rebuilds it.
    pub fn shipped() -> Model {
        Model::new(shipped::NAME, shipped::FIRST_SIGHT, shipped::SECOND)
    }

    /// A shipped model by one of the [`NAMES`](Model::NAMES), so that results can stay as they were when a newer
    /// version of the crate ships another; `None` for any other name.
    pub fn named(name: &str) -> Option<Model> {
        match name {
            shipped::NAME => Some(Model::shipped()),
            _ => None,
        }
    }

    /// A model from its parts. At first sight only the first seven features are known; the others are 0.
    pub fn new(name: &str, first_sight: Weights, second: Weights) -> Model {
        Model { name: name.to_owned(), first_sight, second, embedding: None, calibration: None }
    }

    /// The same model, saying this of the vectors of an [`Embedder`](crate::likeness::Embedder).
    #[must_use]
    pub fn with_embedding(self, embedding: Embedding) -> Model {
        Model { embedding: Some(embedding), ..self }
    }

    /// The same model, its logits calibrated.
    #[must_use]
    pub fn with_calibration(self, calibration: Calibration) -> Model {
        Model { calibration: Some(calibration), ..self }
    }

    /// The same model under another name.
    #[must_use]
    pub fn renamed(self, name: &str) -> Model {
        Model { name: name.to_owned(), ..self }
    }

    /// The bias, and the weight of each feature.
    pub fn weights(&self) -> (f64, &[f64]) {
        (self.second.bias, &self.second.weights)
    }

    /// The weights of the first sight.
    pub fn first_sight(&self) -> Weights {
        self.first_sight
    }

    /// What it makes of vectors; `None` for a model that was fitted without.
    pub fn embedding(&self) -> Option<&Embedding> {
        self.embedding.as_ref()
    }

    /// What it makes of its logits; `None` for a model that takes them as they are.
    pub fn calibration(&self) -> Option<Calibration> {
        self.calibration
    }

    /// Name under which the model can be loaded.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Stable hash of all it judges by; its name has no part in it.
    pub fn fingerprint(&self) -> u64 {
        let Model { name: _, first_sight, second, embedding, calibration } = self;
        let mut hash = StableHasher::new();
        let mut numbers = |all: &[f64]| {
            let bytes: Vec<u8> = all.iter().flat_map(|number| number.to_bits().to_le_bytes()).collect();
            hash.field(&bytes);
        };
        for weights in [first_sight, second] {
            numbers(&[weights.bias]);
            numbers(&weights.weights);
        }
        numbers(&embedding.iter().flat_map(|e| [e.weight, e.neutral]).collect::<Vec<_>>());
        numbers(&calibration.iter().flat_map(|c| [c.alike, c.unlike, c.shift]).collect::<Vec<_>>());
        hash.finish()
    }

    /// The sum of weighted features.
    pub fn logit(&self, features: &Features) -> f64 {
        self.second.logit(features)
    }

    /// The same with what vectors of this cosine bring.
    pub fn logit_with(&self, features: &Features, cosine: Option<f64>) -> f64 {
        self.logit(features) + self.embedding.as_ref().map_or(0.0, |embedding| embedding.logit(cosine))
    }

    /// The probability that two reports with these features tell of one event.
    pub fn likeness(&self, features: &Features) -> Likeness {
        self.likeness_with(features, None)
    }

    /// The same for reports with vectors of this cosine.
    pub fn likeness_with(&self, features: &Features, cosine: Option<f64>) -> Likeness {
        let logit = self.logit_with(features, cosine);
        Likeness::new(probability(self.calibration.map_or(logit, |calibration| calibration.apply(logit))))
    }

    /// The same as far as the first seven features tell.
    pub(super) fn at_first_sight(&self, features: &Features) -> f64 {
        debug_assert!(features[AT_FIRST_SIGHT.end..].iter().all(|&value| value == 0.0));
        probability(self.first_sight.logit(features))
    }
}

fn probability(logit: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-logit))
}
