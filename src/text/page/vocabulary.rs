//! Which words a report uses, to tell whether another sentence or a headline belongs to it.

use std::cell::OnceCell;

use super::scan::{Initial, first_bytes, words};

const SLOTS: u64 = 1 << 15;

/// Turns the slot of a word into that of the word as a name, capitalised within a sentence.
const CAPITAL: u64 = 0x5A5A;

/// Of longer reports only so many bytes are read; what follows hardly adds words.
const READ: usize = 1 << 15;

/// The words of some lines, in 4 kB that may hold a word too many, never one too few.
///
/// Most pages need no look at it, so it is filled when first asked.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary<'a> {
    lines: Vec<&'a str>,
    bits: OnceCell<Box<[u64]>>,
}

/// How many of a line's words of weight the report uses too.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Overlap {
    /// Words of weight: four letters or more, or capitalised.
    pub(super) of: u32,
    pub(super) shared: u32,
    /// Shared words that are capitalised here, and within a sentence there.
    pub(super) names: u32,
}

impl Overlap {
    pub(super) fn at_least(self, percent: u32) -> bool {
        self.of > 0 && self.shared * 100 >= self.of * percent
    }
}

impl<'a> Vocabulary<'a> {
    pub(super) fn of(lines: impl IntoIterator<Item = &'a str>) -> Vocabulary<'a> {
        Vocabulary { lines: lines.into_iter().collect(), bits: OnceCell::new() }
    }

    fn filled(&self) -> Box<[u64]> {
        let mut bits = vec![0_u64; (SLOTS / 64) as usize].into_boxed_slice();
        let mut put = |slot: u64| bits[(slot / 64) as usize] |= 1 << (slot % 64);
        let mut left = READ;
        for line in &self.lines {
            let line = first_bytes(line, left);
            left -= line.len();
            let mut previous_end = usize::MAX;
            for word in words(line) {
                let slot = slot(&line.as_bytes()[word.start..word.end]);
                put(slot);
                // one sign apart from the word before: within a sentence, not at its beginning
                if word.initial == Initial::Upper && word.start == previous_end.wrapping_add(1) {
                    put(slot ^ CAPITAL);
                }
                previous_end = word.end;
            }
        }
        bits
    }

    pub(super) fn overlap(&self, line: &str) -> Overlap {
        let bits = self.bits.get_or_init(|| self.filled());
        let has = |slot: u64| bits[(slot / 64) as usize] >> (slot % 64) & 1 == 1;
        let mut overlap = Overlap::default();
        for word in words(line) {
            let text = &line[word.start..word.end];
            let capital = word.initial == Initial::Upper;
            if text.len() >= 4 && COMMON.binary_search(&text).is_err() || capital && text.len() >= 2 {
                let slot = slot(text.as_bytes());
                overlap.of += 1;
                overlap.shared += u32::from(has(slot));
                // two letters in capitals (US, EU) stand in half of all reports
                let name = capital && (text.len() >= 4 || word.shouted && text.len() >= 3);
                overlap.names += u32::from(name && has(slot ^ CAPITAL));
            }
        }
        overlap
    }
}

/// Long words that every English text uses; in other languages the share asked for allows for them.
const COMMON: [&str; 72] = [
    "about", "after", "also", "back", "because", "been", "before", "being", "between", "both", "come", "could", "does",
    "down", "each", "even", "every", "first", "from", "have", "here", "into", "just", "know", "last", "like", "made",
    "make", "many", "more", "most", "much", "must", "need", "only", "other", "over", "part", "people", "said", "same",
    "should", "some", "still", "such", "take", "than", "that", "their", "them", "then", "there", "these", "they",
    "this", "those", "through", "time", "under", "very", "want", "well", "were", "what", "when", "where", "which",
    "while", "will", "with", "would", "your",
];

/// The word's slot; letters of ASCII without case, others nearly so. Only for the set above: never stored, so it need not
/// be the stable hash.
#[inline]
fn slot(word: &[u8]) -> u64 {
    const NO_CASE: u64 = 0x2020_2020_2020_2020;
    let mut hash = 0_u64;
    for chunk in word.chunks(8) {
        let mut letters = 0;
        for &byte in chunk {
            letters = letters << 8 | u64::from(byte);
        }
        hash = (hash.rotate_left(5) ^ (letters | NO_CASE)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    hash >> 49
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_words_and_names() {
        let report = ["Pilots in Antwerp will strike.", "The harbour stands still."];
        let vocabulary = Vocabulary::of(report);
        let near = vocabulary.overlap("Strike of pilots halts Antwerp");
        assert_eq!((near.of, near.shared, near.names), (4, 3, 1)); // not "halts"
        assert!(COMMON.is_sorted());
        assert_eq!(vocabulary.overlap("Ten recipes for rhubarb").shared, 0);
        assert_eq!(vocabulary.overlap("Elections: Will He Win").names, 0);
    }
}
