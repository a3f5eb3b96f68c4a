//! [`StopWords`]: words that say nothing about what a text is about.
//!
//! The lists are the short ones of NLTK: rare content words that longer collections hold (`case`, `state`, `fire`)
//! matter in news, and frequent ones are weighed down by their document frequency anyway.

use rustc_hash::FxHashSet;

use crate::sketch::hash::stable_hash;
use crate::text::language::Language;

/// The stop words of one language, as stable hashes of their normalised forms.
#[derive(Debug, Clone, Default)]
pub struct StopWords {
    hashes: FxHashSet<u64>,
}

impl StopWords {
    /// The list of a language; empty when there is none, and when the language is unknown.
    pub fn of(language: Language) -> StopWords {
        stop_words::lookup(language.tag())
            .map_or_else(StopWords::default, |words| StopWords::from_words(words.iter().copied()))
    }

    /// A list of one's own. Words are compared in lower case with straight apostrophes.
    pub fn from_words<'a>(words: impl IntoIterator<Item = &'a str>) -> StopWords {
        let mut normalizer = crate::text::normalize::Normalizer::default();
        StopWords { hashes: words.into_iter().map(|word| stable_hash(normalizer.word(word).as_bytes())).collect() }
    }

    /// Whether the word with this stable hash is in the list.
    pub fn contains(&self, word_hash: u64) -> bool {
        self.hashes.contains(&word_hash)
    }

    /// The stable hashes of its words, in no order.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = u64> {
        self.hashes.iter().copied()
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// One number for the whole list, for fingerprints: independent of order.
    pub(crate) fn digest(&self) -> u64 {
        self.hashes.iter().fold(self.hashes.len() as u64, |sum, &hash| sum.wrapping_add(crate::sketch::hash::mix(hash)))
    }
}
