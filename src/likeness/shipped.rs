//! The shipped model, written by `examples/train.rs`.

use crate::likeness::features::Features;

pub(crate) const NAME: &str = "news-2026-11";
pub(crate) const BIAS: f64 = -1.8216717137407519;
#[rustfmt::skip]
pub(crate) const WEIGHTS: Features = [1.3027191868799284, 0.820512550845249, 5.322132755601488, 1.2075844573726022, -0.03983656449815783, -1.9898788193628318, 2.148538635498629];
