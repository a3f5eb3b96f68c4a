//! The named features of a pair of reports.

use crate::likeness::neighbours::Neighbours;
use crate::likeness::pair::Pair;

/// Names of the features, in their order.
pub const FEATURES: [&str; 7] = [
    // ln of the cosine over all terms, of the openings
    "cosine",
    "opening",
    // exp(−days apart / 3)
    "time",
    // share of common reports among the six nearest of both
    "common neighbours",
    // ln of the cosine over that to the crowd, mean of both sides
    "prominence",
    // 0 for headlines, 1 for articles, by the shorter text
    "text",
    "prominence in text",
];

/// One value per feature.
pub type Features = [f64; FEATURES.len()];

/// Cosines below this are alike: nothing.
const LEAST: f64 = 0.02;
/// Days over which nearness in time falls to a third.
const DAYS: f64 = 3.0;

/// The features of a proposed pair.
pub fn features(pair: &Pair, neighbours: &Neighbours) -> Features {
    let ln = |cosine: f64| libm::log(cosine.max(LEAST));
    // an unknown time speaks as three days do: neither for nor against
    let gap = if pair.gap.is_nan() { DAYS } else { pair.gap };
    let crowd = f64::midpoint(libm::log(neighbours.crowd(pair.a)), libm::log(neighbours.crowd(pair.b)));
    let prominence = ln(pair.cosines[0]) - crowd;
    let text = text_share(pair.shorter);
    [
        ln(pair.cosines[0]),
        ln(pair.cosines[2]),
        libm::exp(-gap / DAYS),
        neighbours.common(pair.a, pair.b),
        prominence,
        text,
        prominence * text,
    ]
}

/// From headline (0) to article (1): a soft step at 25 content words of the shorter text.
fn text_share(words: u32) -> f64 {
    let steps = 3.0 * libm::log(f64::from(words.max(1)) / 25.0);
    1.0 / (1.0 + libm::exp(-steps))
}
