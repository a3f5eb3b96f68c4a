//! [`Model`]: features to likeness.

use serde::{Deserialize, Serialize};

use crate::likeness::features::{FEATURES, Features};
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
        Model {
            name: "prototype".to_owned(),
            bias: -12.29,
            weights: vec![4.51, 2.24, 2.91, 5.37, 2.29, 1.73, 1.48, 3.17],
        }
    }
}

impl Model {
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
