//! Whether what a text has beyond its shared part likely tells of the same event as that part.

use crate::copies::hand::Text;

/// Kinship from which on the two parts count as one event, as a whole and in the mean over stretches of the rest. The
/// rests of 4,300 real articles, cut after their first 30 or 40 %, pass both with 99 %; of as many rests taken from
/// another article of the same source 9 % do, of rests made of the beginnings of several articles 12 %. As a whole
/// alone would let pass 12 and 27 %: the more matters a rest has, the more words of it are also in the other part.
const KIN: f64 = 0.19;
const KIN_MEAN: f64 = 0.13;

/// Words of a stretch.
const STRETCH: usize = 40;

/// The same for two texts: of 6,700 pairs on one event 1 to 5 % lie below it, of 28,000 on different ones, a fifth of
/// them of one day, 80 to 99 %. Passages of 70 words on one event lie below it more often, one in four.
const KIN_TEXTS: f64 = 0.28;

/// Share of names in common up to which two texts that have some are on different events, however alike their words: 1
/// to 2 % of the pairs on one event, 48 to 88 % of those on different ones.
const OTHER_NAMES: f64 = 0.1;
const SOME_NAMES: usize = 4;

/// Weight of shared names beside shared words.
const NAMES: f64 = 0.3;

/// What stands for the share of names when there are too few to tell.
const FEW_NAMES: f64 = 0.3;

/// Whether the words of `text` that are not `covered` tell of the same event as those that are.
///
/// # Complexity
/// O(n log n) for n words.
pub(crate) fn same_event(text: &Text, covered: &[bool]) -> bool {
    let shared = Speech::of(text, |at| covered[at]);
    if shared.kinship(&Speech::of(text, |at| !covered[at])) < KIN {
        return false;
    }
    let rest: Vec<usize> = (0..covered.len()).filter(|&at| !covered[at]).collect();
    let stretches = ((rest.len() + STRETCH / 2) / STRETCH).max(1);
    let sum: f64 = (0..stretches)
        .map(|stretch| {
            let [from, to] = [stretch, stretch + 1].map(|stretch| stretch * rest.len() / stretches);
            shared.kinship(&Speech::of_words(text, &rest[from..to]))
        })
        .sum();
    sum >= KIN_MEAN * stretches as f64
}

/// Whether two passages of a text tell of different events.
pub(crate) fn passages_differ(text: &Text, one: &[bool], other: &[bool]) -> bool {
    Speech::of(text, |at| one[at]).differs(&Speech::of(text, |at| other[at]))
}

/// Whether two texts tell of different events.
pub(crate) fn texts_differ(one: &Text, other: &Text) -> bool {
    Speech::of(one, |_| true).differs(&Speech::of(other, |_| true))
}

/// What some words of a text speak of.
struct Speech {
    /// Content words with their damped counts, so that repetition does not rule; ascending, so that sums have one
    /// order.
    words: Vec<(u64, f64)>,
    /// Sum of the squares of the counts.
    square: f64,
    /// Ascending.
    names: Vec<u64>,
}

impl Speech {
    fn of(text: &Text, here: impl Fn(usize) -> bool) -> Speech {
        let places: Vec<usize> = (0..text.tokens().len()).filter(|&at| here(at)).collect();
        Speech::of_words(text, &places)
    }

    /// Of the words at these places, ascending.
    fn of_words(text: &Text, places: &[usize]) -> Speech {
        let content = places.iter().map(|&at| text.tokens()[at]).filter(|word| !word.is_stop_word());
        let mut keys: Vec<u64> = content.map(crate::text::Token::hash).collect();
        keys.sort_unstable();
        let words: Vec<(u64, f64)> =
            keys.chunk_by(|x, y| x == y).map(|same| (same[0], 1.0 + libm::log(same.len() as f64))).collect();
        let square = words.iter().map(|(_, count)| count * count).sum();
        let mentions = text.mentions(Text::NAMES);
        let [from, to] = [places.first().copied().unwrap_or(0), places.last().map_or(0, |last| last + 1)]
            .map(|place| mentions.partition_point(|mention| (mention.at as usize) < place));
        let here = mentions
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .filter(|mention| places.binary_search(&(mention.at as usize)).is_ok());
        let mut names: Vec<u64> = here.map(|mention| mention.key).collect();
        names.sort_unstable();
        names.dedup();
        Speech { words, square, names }
    }

    /// How much two sides speak of the same things: both parts of one report keep doing so.
    fn kinship(&self, other: &Speech) -> f64 {
        self.cosine(other) + NAMES * self.names_in_common(other)
    }

    fn cosine(&self, other: &Speech) -> f64 {
        let (fewer, more) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let there = |key: u64| more.words.binary_search_by_key(&key, |&(key, _)| key).ok();
        let product: f64 = fewer.words.iter().filter_map(|&(key, count)| Some(count * more.words[there(key)?].1)).sum();
        if product > 0.0 { product / libm::sqrt(self.square * other.square) } else { 0.0 }
    }

    /// Whether the two are on different events: few words in common, or other names throughout, as in two notices of
    /// one form.
    fn differs(&self, other: &Speech) -> bool {
        let names = self.share_of_names(other, SOME_NAMES);
        self.kinship(other) < KIN_TEXTS || names.is_some_and(|share| share <= OTHER_NAMES)
    }

    fn names_in_common(&self, other: &Speech) -> f64 {
        self.share_of_names(other, 3).unwrap_or(FEW_NAMES)
    }

    /// Share of names in common, when both have so many.
    fn share_of_names(&self, other: &Speech, least: usize) -> Option<f64> {
        let fewer = self.names.len().min(other.names.len());
        let both = self.names.iter().filter(|&name| other.names.binary_search(name).is_ok()).count();
        (fewer >= least).then(|| both as f64 / fewer as f64)
    }
}
