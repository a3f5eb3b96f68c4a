//! [`Background`]: how common words are in news at large.

use crate::corpus::Frequencies;

/// Document frequencies of a background corpus, added to those of the set.
///
/// With them, weights in a set of five articles are like those in a set of five thousand, and one threshold fits both.
#[derive(Debug, Clone, Default)]
pub struct Background {
    texts: f64,
    terms: rustc_hash::FxHashMap<u64, u32>,
}

impl Background {
    /// No background: the set's own frequencies alone.
    pub fn none() -> Background {
        Background::default()
    }

    /// A background of one's own.
    pub fn from_frequencies(frequencies: &Frequencies) -> Background {
        let terms =
            (0..frequencies.terms().len() as u32).map(|id| (frequencies.terms()[id as usize], frequencies.of(id)));
        Background { texts: f64::from(frequencies.texts()), terms: terms.collect() }
    }

    /// Texts and document frequency of a term, set and background together.
    pub(crate) fn with(&self, hash: u64, texts: u32, frequency: u32) -> (f64, f64) {
        let known = self.terms.get(&hash).copied().unwrap_or(0);
        (self.texts + f64::from(texts), f64::from(known) + f64::from(frequency))
    }
}
