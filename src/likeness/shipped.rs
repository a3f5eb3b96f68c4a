//! The shipped model, written by `examples/train.rs`.

#![expect(clippy::unreadable_literal, reason = "written by a program, to the last digit")]

use crate::likeness::model::Weights;

pub(crate) const NAME: &str = "news-2026-11";
#[rustfmt::skip]
pub(crate) const FIRST_SIGHT: Weights = Weights { bias: -6.538076386999879, weights: [0.9467643201469575, 0.7947276871017107, 10.121349658082057, 1.496899745380791, 0.0789510895296415, -0.13367841116825252, 2.4338104688308397, -3.582406496415656, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0] };
#[rustfmt::skip]
pub(crate) const SECOND: Weights = Weights { bias: -6.2762234929590885, weights: [0.0, 0.0, 7.344193096397857, 0.8839884200376777, 0.31532554428144355, 0.5907723913874612, 1.0786214867897548, -1.351020749256484, 1.388257562329739, 0.941998835829088, 0.25637569151925044, 2.259111737208628, 1.0, -6.0] };
