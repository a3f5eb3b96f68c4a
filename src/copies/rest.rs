//! Whether what a text has beyond its shared part likely tells of the same event as that part.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::copies::hand::Text;

/// Kinship from which on the two parts count as one event. The rests of 5,000 real articles, cut after their first 30
/// or 40 %, lie above it with 99 %; of as many rests taken from another article of the same desk 80 % lie below.
const KIN: f64 = 0.16;

/// The same for two texts: of 6,700 pairs on one event 1 to 5 % lie below it, of 28,000 on different ones, a fifth of
/// them of one day, 80 to 99 %. Passages of 70 words on one event lie below it more often, one in four.
const KIN_TEXTS: f64 = 0.28;

/// Weight of shared names beside shared words.
const NAMES: f64 = 0.3;

/// What stands for the share of names when there are too few to tell.
const FEW_NAMES: f64 = 0.3;

/// Whether the words of `text` that are not `covered` tell of the same event as those that are.
///
/// Both parts of one report keep speaking of the same things: the cosine of their content words, damped so that
/// repetition does not rule, and the share of names in common.
pub(crate) fn same_event(text: &Text, covered: &[bool]) -> bool {
    let side = |at: usize| covered.get(at).map(|&covered| usize::from(covered));
    kinship(|add| each(text, side, add)) >= KIN
}

/// The same of two passages of a text.
pub(crate) fn same_event_passages(text: &Text, one: &[bool], other: &[bool]) -> bool {
    let side = |at: usize| if one[at] { Some(0) } else { other[at].then_some(1) };
    kinship(|add| each(text, side, add)) >= KIN_TEXTS
}

/// The same of two texts.
pub(crate) fn same_event_texts(one: &Text, other: &Text) -> bool {
    let both = |add: &mut dyn FnMut(Found, usize)| {
        each(one, |_| Some(0), add);
        each(other, |_| Some(1), add);
    };
    kinship(both) >= KIN_TEXTS
}

/// A content word or a name, by its key.
enum Found {
    Word(u64),
    Name(u64),
}

/// Hands out the content words and names of a text with the side on which they stand, if any.
fn each(text: &Text, side: impl Fn(usize) -> Option<usize>, add: &mut dyn FnMut(Found, usize)) {
    for (at, word) in text.tokens().iter().enumerate().filter(|(_, word)| !word.is_stop_word()) {
        if let Some(side) = side(at) {
            add(Found::Word(word.hash()), side);
        }
    }
    for name in text.mentions(Text::NAMES) {
        if let Some(side) = side(name.at as usize) {
            add(Found::Name(name.key), side);
        }
    }
}

/// How much two sides speak of the same things.
fn kinship(each: impl FnOnce(&mut dyn FnMut(Found, usize))) -> f64 {
    let mut words: FxHashMap<u64, [u32; 2]> = FxHashMap::default();
    let mut names: [FxHashSet<u64>; 2] = Default::default();
    each(&mut |found, side| match found {
        Found::Word(key) => words.entry(key).or_default()[side] += 1,
        Found::Name(key) => drop(names[side].insert(key)),
    });
    cosine(words) + NAMES * in_common(&names)
}

fn cosine(counts: FxHashMap<u64, [u32; 2]>) -> f64 {
    let damped = |count: u32| if count == 0 { 0.0 } else { 1.0 + libm::log(f64::from(count)) };
    let mut each: Vec<(u64, [u32; 2])> = counts.into_iter().collect();
    // sums in one order, whatever the table's
    each.sort_unstable();
    let (mut product, mut squares) = (0.0, [0.0, 0.0]);
    for (_, counts) in each {
        let [one, other] = counts.map(damped);
        product += one * other;
        squares[0] += one * one;
        squares[1] += other * other;
    }
    if product > 0.0 { product / libm::sqrt(squares[0] * squares[1]) } else { 0.0 }
}

fn in_common([one, other]: &[FxHashSet<u64>; 2]) -> f64 {
    let fewer = one.len().min(other.len());
    if fewer < 3 { FEW_NAMES } else { one.intersection(other).count() as f64 / fewer as f64 }
}
