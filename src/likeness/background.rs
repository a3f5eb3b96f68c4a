//! [`Background`]: how common words are in news at large.

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

    /// Counts a background over texts given as their distinct terms.
    pub fn count<'a>(texts: impl Iterator<Item = &'a [u64]>) -> Background {
        let mut background = Background::default();
        for text in texts {
            background.texts += 1.0;
            for &term in text {
                *background.terms.entry(term).or_default() += 1;
            }
        }
        background
    }

    /// Texts and document frequency of a term, set and background together.
    pub(crate) fn with(&self, hash: u64, texts: u32, frequency: u32) -> (f64, f64) {
        let known = self.terms.get(&hash).copied().unwrap_or(0);
        (self.texts + f64::from(texts), f64::from(known) + f64::from(frequency))
    }
}
