//! The shipped model, written by `examples/train.rs`.

#![expect(clippy::unreadable_literal, reason = "written by a program, to the last digit")]

use crate::likeness::features::Features;

pub(crate) const NAME: &str = "news-2026-11";
pub(crate) const BIAS: f64 = -1.940274473359843;
#[rustfmt::skip]
pub(crate) const WEIGHTS: Features = [1.0574070599546739, 0.8900178855816444, 5.318336751637458, 1.2331255750150536, -0.05442603782679102, -2.3558276788118953, 2.4553588575749066];
