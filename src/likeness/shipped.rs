//! The shipped model, written by `examples/train.rs`.

#![expect(clippy::unreadable_literal, reason = "written by a program, to the last digit")]

use crate::likeness::model::Weights;

pub(crate) const NAME: &str = "news-2026-11";
#[rustfmt::skip]
pub(crate) const FIRST_SIGHT: Weights = Weights { bias: -6.538076333027576, weights: [0.9467643368828159, 0.7947276764525644, 10.121349631680257, 1.4968997455059492, 0.07895106370989442, -0.1336784495720021, 2.4338104767917983, -3.5824064576477612, 0.0, 0.0, 0.0] };
#[rustfmt::skip]
pub(crate) const SECOND: Weights = Weights { bias: -6.85182211846282, weights: [-0.12052750375894866, -0.4519369276474834, 7.69335618957484, 1.1687750181019494, 0.276874213368081, 0.6044956950596022, 1.258029503327117, -2.0042361496627317, 2.07009688291343, 2.167561604385876, 1.0] };
