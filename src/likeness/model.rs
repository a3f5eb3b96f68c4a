//! [`Model`]: features to likeness.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::likeness::features::{AT_FIRST_SIGHT, FEATURES, Features};
use crate::likeness::shipped;
use crate::likeness::value::Likeness;

/// A logistic model over the named features.
///
/// It judges twice. At first sight, from cosines and times alone, it estimates how many of the near neighbours of each
/// report tell of the same event; that becomes a feature of the second judgement, which counts.
///
/// Stored by serde with the names of its features; a model of other features is refused when it is read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Model {
    name: String,
    first_sight: Weights,
    second: Weights,
}

/// Bias and one weight for each feature.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// The log-odds when all features are 0.
    pub bias: f64,
    /// In the order of [`FEATURES`].
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
    /// The model that comes with the crate; `examples/train.rs` rebuilds it.
    pub fn shipped() -> Model {
        Model::new(shipped::NAME, shipped::FIRST_SIGHT, shipped::SECOND)
    }

    /// A shipped model by name; older ones stay.
    pub fn named(name: &str) -> Option<Model> {
        (name == shipped::NAME).then(Model::shipped)
    }

    /// A model from its parts. At first sight only the first eight features are known; the others are 0.
    pub fn new(name: &str, first_sight: Weights, second: Weights) -> Model {
        Model { name: name.to_owned(), first_sight, second }
    }

    /// The bias, and the weight of each feature.
    pub fn weights(&self) -> (f64, &[f64]) {
        (self.second.bias, &self.second.weights)
    }

    /// Name under which the model can be loaded.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The sum of weighted features.
    pub fn logit(&self, features: &Features) -> f64 {
        self.second.logit(features)
    }

    /// The probability that two reports with these features tell of one event.
    pub fn likeness(&self, features: &Features) -> Likeness {
        Likeness::new(probability(self.logit(features)))
    }

    /// The same as far as the first eight features tell.
    pub(super) fn at_first_sight(&self, features: &Features) -> f64 {
        debug_assert!(features[AT_FIRST_SIGHT.end..].iter().all(|&value| value == 0.0));
        probability(self.first_sight.logit(features))
    }
}

fn probability(logit: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-logit))
}

/// A model as it is stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    name: String,
    features: Vec<String>,
    first_sight: Weights,
    second: Weights,
}

impl From<Model> for Stored {
    fn from(model: Model) -> Stored {
        let features = FEATURES.map(str::to_owned).into();
        Stored { name: model.name, features, first_sight: model.first_sight, second: model.second }
    }
}

impl TryFrom<Stored> for Model {
    type Error = Error;

    fn try_from(stored: Stored) -> Result<Model> {
        let malformed = |reason: String| Error::Malformed { what: "model", reason };
        if stored.features != FEATURES {
            return Err(malformed(format!("features {:?}, not {FEATURES:?}", stored.features)));
        }
        let numbers = [stored.first_sight, stored.second];
        if numbers.iter().any(|w| !w.bias.is_finite() || w.weights.iter().any(|weight| !weight.is_finite())) {
            return Err(malformed("a weight that is no number".to_owned()));
        }
        Ok(Model::new(&stored.name, stored.first_sight, stored.second))
    }
}
