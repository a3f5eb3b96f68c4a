//! The shipped model, written by `examples/train.rs`.

#![expect(clippy::unreadable_literal, reason = "written by a program, to the last digit")]

use crate::likeness::model::Weights;

pub(crate) const NAME: &str = "news-2026-11";
#[rustfmt::skip]
pub(crate) const FIRST_SIGHT: Weights = Weights { bias: -6.538076386999879, weights: [0.9467643201469575, 0.7947276871017107, 10.121349658082057, 1.496899745380791, 0.0789510895296415, -0.13367841116825252, 2.4338104688308397, -3.582406496415656, 0.0, 0.0, 0.0, 0.0, 0.0] };
#[rustfmt::skip]
pub(crate) const SECOND: Weights = Weights { bias: -6.284713297317191, weights: [0.0, 0.0, 7.350981044494469, 0.8882851196355529, 0.31684165376106366, 0.5869641634097419, 1.0775563351946962, -1.363006701685905, 1.387996419845717, 0.9342846338942407, 0.25449957978885973, 2.253332551143752, 1.0] };
