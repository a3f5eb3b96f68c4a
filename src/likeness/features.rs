//! The named features of a pair of reports.

use crate::likeness::neighbours::Neighbours;
use crate::likeness::pair::Pair;

/// Names of the features, in their order.
pub const FEATURES: [&str; 8] = [
    "cosine",
    "lead cosine",
    "opening cosine",
    "time",
    "undated",
    "share of best neighbour",
    "share of five best neighbours",
    "common neighbours",
];

/// One value per feature.
pub type Features = [f64; FEATURES.len()];

/// Cosines of a lonely pair are read against this, so that two articles alone are not each other's proof.
const FLOOR: f64 = 0.15;

/// The features of a proposed pair.
pub fn features(pair: &Pair, neighbours: &Neighbours) -> Features {
    let [cosine, lead, opening, _] = pair.cosines;
    let gap = if pair.gap.is_nan() { 2.0 } else { pair.gap };
    let share = |reference: f64| (cosine / reference.max(FLOOR)).min(1.5);
    let best = share(neighbours.best(pair.a)).min(share(neighbours.best(pair.b)));
    let mean = share(neighbours.mean(pair.a)).max(share(neighbours.mean(pair.b)));
    [
        cosine,
        lead,
        opening,
        libm::exp(-gap * gap / 4.0),
        f64::from(u8::from(pair.gap.is_nan())),
        best,
        mean,
        neighbours.common(pair.a, pair.b),
    ]
}
