//! The shipped model, written by `examples/train.rs`.

#![expect(clippy::unreadable_literal, reason = "written by a program, to the last digit")]

use crate::likeness::model::Weights;

pub(crate) const NAME: &str = "news-2026-11";
#[rustfmt::skip]
pub(crate) const FIRST_SIGHT: Weights = Weights { bias: -5.839664785953156, weights: [1.267233532955474, 0.8028676367054683, 10.049462932084646, 0.3721401964516436, -0.12642419972710467, 2.38707602456302, -3.1886404443228056, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0] };
#[rustfmt::skip]
pub(crate) const SECOND: Weights = Weights { bias: -5.914853372166562, weights: [0.0, 0.0, 7.6930409535639965, 0.3176633064589463, -0.7995699499842107, 2.3198428644715303, -1.5059632220851091, 1.5948879116739016, 0.18192899183946634, 0.5017320128213889, 1.5415187444769591, 2.6369892454481665, 7.537840184059162, 1.0, -6.0] };
