//! The named features of a pair of reports.

use std::ops::Range;

use crate::events::View;
use crate::likeness::neighbours::Neighbours;
use crate::likeness::pair::Pair;

/// Names of the features, in their order.
pub const FEATURES: [&str; 14] = [
    // ln of the cosine over all terms, of the openings
    "cosine",
    "opening",
    // exp(−days apart / 3), less where all the company is of one day
    "time",
    // share of common reports among the six nearest of both
    "common neighbours",
    // ln of the cosine over that to the crowd, mean of both sides
    "prominence",
    // 0 for headlines, 1 for articles, by the shorter text
    "text",
    "prominence in text",
    "time in text",
    // ln of the nearness over that of the best neighbour, the smaller of both sides, and the larger
    "share of both bests",
    "share of both bests in text",
    "share of one best",
    "share of one best in text",
    // how much likelier than usual a near neighbour of the two tells of the same event, as ln of the odds
    "surroundings",
    // 1 for two fillings of one outlet's form
    "form filled again",
];

/// One value per feature.
pub type Features = [f64; FEATURES.len()];

/// The features that need nothing but cosines and times.
pub(crate) const AT_FIRST_SIGHT: Range<usize> = 0..8;
/// The features that are weighed at second sight: without the bare cosines, which mean something else in every set.
pub(crate) const AT_SECOND_SIGHT: Range<usize> = 2..12;
/// The surroundings shift the odds as they are.
pub(crate) const SURROUNDINGS: usize = 12;
/// A form filled again shifts them by a fixed weight: labelled sets hold too few to fit one.
pub(crate) const FORM: usize = 13;
pub(crate) const FORM_WEIGHT: f64 = -6.0;

/// Cosines below this are alike: nothing.
const LEAST: f64 = 0.02;
/// Days over which nearness in time falls to a third.
const DAYS: f64 = 3.0;
/// An unknown time speaks as so many days do: neither for nor against.
const UNKNOWN_DAYS: f64 = 1.5;
/// Among so many reports a day that all share counts in full; the fewer they are, the less.
const MANY: f64 = 400.0;

/// The features of a proposed pair.
pub fn features(pair: &Pair, neighbours: &Neighbours) -> Features {
    let mut values = first_sight(pair, neighbours);
    let (x, y) = (neighbours.best(pair.a), neighbours.best(pair.b));
    // a pair that was not proposed may be nearer than the best that was
    let share = |best: f64| libm::log(pair.nearness().max(LEAST) / best).min(0.0);
    let (both, one) = (share(x.max(y)), share(x.min(y)));
    let text = values[5];
    values[8..12].copy_from_slice(&[both, both * text, one, one * text]);
    values[SURROUNDINGS] = f64::midpoint(neighbours.surroundings(pair.a), neighbours.surroundings(pair.b));
    values[FORM] = f64::from(u8::from(pair.filled_again));
    values
}

/// The first eight features; the others are 0.
pub(super) fn first_sight(pair: &Pair, neighbours: &Neighbours) -> Features {
    let ln = |cosine: f64| libm::log(cosine.max(LEAST));
    let crowd = f64::midpoint(neighbours.ln_crowd(pair.a), neighbours.ln_crowd(pair.b));
    let prominence = ln(pair.cosines[View::All as usize]) - crowd;
    let text = text_share(pair.shorter);
    let time = nearness_in_time(pair, neighbours, text);
    let mut values = [0.0; FEATURES.len()];
    values[AT_FIRST_SIGHT].copy_from_slice(&[
        ln(pair.cosines[View::All as usize]),
        ln(pair.cosines[View::Opening as usize]),
        time,
        neighbours.common(pair.a, pair.b),
        prominence,
        text,
        prominence * text,
        time * text,
    ]);
    values
}

/// How near so many days apart are, within 0..=1.
pub(super) fn nearness_of_days(days: f64) -> f64 {
    libm::exp(-days / DAYS)
}

/// Where a few texts are all of one day, being of that day says no more than an unknown time does. Among many the crowd
/// tells what usual likeness is, and headlines have little else than their time.
fn nearness_in_time(pair: &Pair, neighbours: &Neighbours, text: f64) -> f64 {
    let unknown = nearness_of_days(UNKNOWN_DAYS);
    if pair.gap.is_nan() {
        return unknown;
    }
    let usual = f64::midpoint(neighbours.usual_time(pair.a), neighbours.usual_time(pair.b));
    let alone = (1.0 - neighbours.reports() as f64 / MANY).max(0.0);
    nearness_of_days(pair.gap) - alone * text * (usual - unknown).max(0.0)
}

/// From headline (0) to article (1): a soft step at 25 content words of the shorter text.
fn text_share(words: u32) -> f64 {
    let steps = 3.0 * libm::log(f64::from(words.max(1)) / 25.0);
    1.0 / (1.0 + libm::exp(-steps))
}
