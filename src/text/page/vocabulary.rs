//! Which words a report uses, to tell whether another sentence or a headline belongs to it.

use super::scan::{Initial, words};
use crate::sketch::hash::{mix, stable_hash};

const SLOTS: u64 = 1 << 15;

/// Turns the slot of a word into that of the word as a name, capitalised within a sentence.
const CAPITAL: u64 = 0x5A5A;

/// A set of words in 4 kB that may hold a word too many, never one too few.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    bits: Box<[u64]>,
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

impl Vocabulary {
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Vocabulary {
        let mut vocabulary = Vocabulary { bits: vec![0; (SLOTS / 64) as usize].into_boxed_slice() };
        for line in lines {
            let mut previous_end = usize::MAX;
            for word in words(line) {
                let slot = slot(&line[word.start..word.end]);
                vocabulary.put(slot);
                // one sign apart from the word before: within a sentence, not at its beginning
                if word.initial == Initial::Upper && word.start == previous_end.wrapping_add(1) {
                    vocabulary.put(slot ^ CAPITAL);
                }
                previous_end = word.end;
            }
        }
        vocabulary
    }

    fn put(&mut self, slot: u64) {
        self.bits[(slot / 64) as usize] |= 1 << (slot % 64);
    }

    fn has(&self, slot: u64) -> bool {
        self.bits[(slot / 64) as usize] >> (slot % 64) & 1 == 1
    }

    pub(super) fn overlap(&self, line: &str) -> Overlap {
        let mut overlap = Overlap::default();
        for word in words(line) {
            let text = &line[word.start..word.end];
            let capital = word.initial == Initial::Upper;
            if text.len() >= 4 && COMMON.binary_search(&text).is_err() || capital && text.len() >= 2 {
                let slot = slot(text);
                overlap.of += 1;
                overlap.shared += u32::from(self.has(slot));
                // two letters in capitals (US, EU) stand in half of all reports
                let name = capital && (text.len() >= 4 || word.shouted && text.len() >= 3);
                overlap.names += u32::from(name && self.has(slot ^ CAPITAL));
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

/// The word's slot; letters of ASCII without case.
fn slot(word: &str) -> u64 {
    let mut small = [0; 24];
    match small.get_mut(..word.len()) {
        Some(small) => {
            small.copy_from_slice(word.as_bytes());
            small.make_ascii_lowercase();
            let mut hash = 0;
            for chunk in small.chunks(8) {
                let mut bytes = [0; 8];
                bytes[..chunk.len()].copy_from_slice(chunk);
                hash = mix(hash ^ u64::from_le_bytes(bytes));
            }
            hash % SLOTS
        }
        None => stable_hash(word.as_bytes()) % SLOTS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_words_and_names() {
        let report = ["Pilots in Antwerp will strike.", "The harbour stands still."];
        let vocabulary = Vocabulary::of(report.into_iter());
        let near = vocabulary.overlap("Strike of pilots halts Antwerp");
        assert_eq!((near.of, near.shared, near.names), (4, 3, 1)); // not "halts"
        assert!(COMMON.is_sorted());
        assert_eq!(vocabulary.overlap("Ten recipes for rhubarb").shared, 0);
        assert_eq!(vocabulary.overlap("Elections: Will He Win").names, 0);
    }
}
