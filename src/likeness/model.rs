//! [`Model`]: features to likeness.

use serde::{Deserialize, Serialize};

use crate::likeness::features::{FEATURES, Features};
use crate::likeness::shipped;
use crate::likeness::value::Likeness;

/// A logistic model over the named features.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    name: String,
    bias: f64,
    weights: Vec<f64>,
}

impl Default for Model {
    fn default() -> Self {
        Model::shipped()
    }
}

impl Model {
    /// The model that comes with the crate; `examples/train.rs` rebuilds it.
    pub fn shipped() -> Model {
        Model::new(shipped::NAME, shipped::BIAS, shipped::WEIGHTS)
    }

    /// A shipped model by name; older ones stay.
    pub fn named(name: &str) -> Option<Model> {
        (name == shipped::NAME).then(Model::shipped)
    }

    /// A model from its parts.
    pub fn new(name: &str, bias: f64, weights: Features) -> Model {
        Model { name: name.to_owned(), bias, weights: weights.to_vec() }
    }

    /// The bias, and the weight of each feature.
    pub fn weights(&self) -> (f64, &[f64]) {
        (self.bias, &self.weights)
    }

    /// Name under which the model can be loaded.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The sum of weighted features.
    pub fn logit(&self, features: &Features) -> f64 {
        debug_assert_eq!(self.weights.len(), FEATURES.len());
        self.weights.iter().zip(features).fold(self.bias, |sum, (weight, value)| sum + weight * value)
    }

    /// The probability that two reports with these features tell of one event.
    pub fn likeness(&self, features: &Features) -> Likeness {
        Likeness::new(1.0 / (1.0 + libm::exp(-self.logit(features))))
    }
}
