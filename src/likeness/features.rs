//! The named features of a pair of reports.

use std::ops::Range;
use std::sync::OnceLock;

use crate::events::View;
use crate::likeness::neighbours::Neighbours;
use crate::likeness::pair::Pair;

/// Names of the features, in their order.
pub const FEATURES: [&str; 15] = [
    // ln of the cosine over all terms, of the openings
    "cosine",
    "opening",
    // exp(−days apart / 3), less where all the company is of one day
    "time",
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
    // share of the numbers of the poorer text that the other tells too
    "numbers in common",
    // share of its word runs, where names and numbers are shared as well: a quotation, not a form filled again
    "wording in common",
    // how much likelier than usual a near neighbour of the two tells of the same event, as ln of the odds; the less the
    // longer the texts and the larger the set
    "surroundings",
    // 1 for two fillings of one outlet's form
    "form filled again",
];

/// One value per feature.
pub type Features = [f64; FEATURES.len()];

/// The features that need nothing but cosines and times.
pub(crate) const AT_FIRST_SIGHT: Range<usize> = 0..7;
/// The features that are weighed at second sight: without the bare cosines, which mean something else in every set.
pub(crate) const AT_SECOND_SIGHT: Range<usize> = 2..13;
/// The surroundings shift the odds as they are.
pub(crate) const SURROUNDINGS: usize = 13;
/// A form filled again shifts them by a fixed weight: labelled sets hold too few to fit one.
pub(crate) const FORM: usize = 14;
pub(crate) const FORM_WEIGHT: f64 = -6.0;

/// Cosines below this are alike: nothing.
const LEAST: f64 = 0.02;
/// Days over which nearness in time falls to a third.
const DAYS: f64 = 3.0;
/// An unknown time speaks as so many days do: neither for nor against.
const UNKNOWN_DAYS: f64 = 1.5;
/// Among so many reports a day that all share counts in full, and the surroundings of texts not at all; the fewer they
/// are, the less the one and the more the other.
const MANY: f64 = 400.0;

/// The features of a proposed pair.
pub fn features(pair: &Pair, neighbours: &Neighbours) -> Features {
    let mut values = first_sight(pair, neighbours);
    let (x, y) = (neighbours.best(pair.a), neighbours.best(pair.b));
    // a pair that was not proposed may be nearer than the best that was
    let share = |best: f64| libm::log(pair.nearness().max(LEAST) / best).min(0.0);
    let (both, one) = (share(x.max(y)), share(x.min(y)));
    let text = values[4];
    values[7..13].copy_from_slice(&[both, both * text, one, one * text, pair.numbers, pair.wording]);
    let surroundings = f64::midpoint(neighbours.surroundings(pair.a), neighbours.surroundings(pair.b));
    values[SURROUNDINGS] = surroundings * (1.0 - text * (1.0 - alone(neighbours)));
    values[FORM] = f64::from(u8::from(pair.filled_again));
    values
}

/// The first seven features; the others are 0.
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
    nearness_of_days(pair.gap) - alone(neighbours) * text * (usual - unknown).max(0.0)
}

/// From a large set (0) to a report by itself (1).
fn alone(neighbours: &Neighbours) -> f64 {
    (1.0 - neighbours.reports() as f64 / MANY).max(0.0)
}

/// Between headlines and texts lie so many content words, the title counted twice.
pub(crate) const TEXT: f64 = 25.0;

/// From headline (0) to article (1): a soft step, by the shorter text.
fn text_share(words: u32) -> f64 {
    static KNOWN: OnceLock<Vec<f64>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| (0..1024).map(step).collect());
    known.get(words as usize).copied().unwrap_or_else(|| step(words))
}

fn step(words: u32) -> f64 {
    let steps = 3.0 * libm::log(f64::from(words.max(1)) / TEXT);
    1.0 / (1.0 + libm::exp(-steps))
}
