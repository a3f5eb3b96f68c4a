//! Whether what a text has beyond its shared part likely tells of the same event as that part.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::copies::hand::Text;

/// Kinship from which on the two parts count as one event. The rests of 5,000 real articles, cut after their first 30
/// or 40 %, lie above it with 99 %; of as many rests taken from another article of the same desk 80 % lie below.
const KIN: f64 = 0.16;

/// Weight of shared names beside shared words.
const NAMES: f64 = 0.3;

/// What stands for the share of names when there are too few to tell.
const FEW_NAMES: f64 = 0.3;

/// Whether the words of `text` that are not `covered` tell of the same event as those that are.
///
/// Both parts of one report keep speaking of the same things: the cosine of their content words, damped so that
/// repetition does not rule, and the share of names in common.
pub(crate) fn same_event(text: &Text, covered: &[bool]) -> bool {
    cosine(text, covered) + NAMES * names(text, covered) >= KIN
}

fn cosine(text: &Text, covered: &[bool]) -> f64 {
    let mut counts: FxHashMap<u64, [u32; 2]> = FxHashMap::default();
    counts.reserve(text.tokens().len() / 2);
    for (word, &covered) in text.tokens().iter().zip(covered).filter(|(word, _)| !word.is_stop_word()) {
        counts.entry(word.hash()).or_default()[usize::from(covered)] += 1;
    }
    let damped = |count: u32| if count == 0 { 0.0 } else { 1.0 + libm::log(f64::from(count)) };
    let mut each: Vec<(u64, [u32; 2])> = counts.into_iter().collect();
    // sums in one order, whatever the table's
    each.sort_unstable();
    let (mut product, mut squares) = (0.0, [0.0, 0.0]);
    for (_, counts) in each {
        let [rest, shared] = counts.map(damped);
        product += rest * shared;
        squares[0] += rest * rest;
        squares[1] += shared * shared;
    }
    if product > 0.0 { product / libm::sqrt(squares[0] * squares[1]) } else { 0.0 }
}

fn names(text: &Text, covered: &[bool]) -> f64 {
    let of = |wanted: bool| -> FxHashSet<u64> {
        text.mentions(Text::NAMES)
            .iter()
            .filter(|m| covered.get(m.at as usize) == Some(&wanted))
            .map(|m| m.key)
            .collect()
    };
    let (rest, shared) = (of(false), of(true));
    let fewer = rest.len().min(shared.len());
    if fewer < 3 { FEW_NAMES } else { rest.intersection(&shared).count() as f64 / fewer as f64 }
}
