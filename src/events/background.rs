//! [`Background`]: how common words are in news at large.

use rustc_hash::FxHashMap;

use crate::corpus::Frequencies;
use crate::error::{Error, Result};

/// First bytes of a stored table: name and version of the format.
const MAGIC: &[u8; 8] = b"ssback01";
/// A stored frequency grows by this factor from one byte value to the next; off by 2 % at most.
const STEP: f64 = 1.045;

/// Document frequencies of a background corpus, added to those of the set.
///
/// With them, weights in a set of five articles are like those in a set of five thousand, and one threshold fits both.
/// Words are known by the upper half of their stable hash, frequencies to within 2 %: that changes no weight by more
/// than a hundredth and keeps the table small.
///
/// A table belongs to one language. Words of other languages meet it hardly ever, so that their weights come from the
/// set alone.
#[derive(Debug, Clone, Default)]
pub struct Background {
    texts: f64,
    terms: FxHashMap<u32, u8>,
}

impl Background {
    /// No background: the set's own frequencies alone.
    pub fn none() -> Background {
        Background::default()
    }

    /// The shipped table of English news, counted by `examples/background.rs`.
    pub fn english() -> Background {
        Background::from_bytes(include_bytes!("background.en")).unwrap_or_default()
    }

    /// A background of one's own: the `most` most frequent terms, and all others as if never seen.
    pub fn from_frequencies(frequencies: &Frequencies, most: usize) -> Background {
        let ids = 0..frequencies.terms().len() as u32;
        let mut ranked: Vec<(u32, u64)> = ids
            .map(|id| (frequencies.of(id), frequencies.terms()[id as usize]))
            .filter(|&(count, _)| count > 1)
            .collect();
        ranked.sort_unstable_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)));
        ranked.truncate(most);
        let mut terms = FxHashMap::default();
        for (count, hash) in ranked {
            // the most frequent of two that share their upper half stays
            terms.entry(upper(hash)).or_insert_with(|| (libm::log(f64::from(count)) / libm::log(STEP) + 0.5) as u8);
        }
        Background { texts: f64::from(frequencies.texts()), terms }
    }

    /// Number of texts counted.
    pub fn texts(&self) -> f64 {
        self.texts
    }

    /// In how many of them a term stands, by its stable hash.
    pub fn frequency(&self, hash: u64) -> f64 {
        self.terms.get(&upper(hash)).map_or(0.0, |&level| libm::pow(STEP, f64::from(level)))
    }

    /// The stored form: magic and version, number of texts as u32, then for each term, ascending, the distance to the
    /// term before as LEB128 and its level as one byte. Little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.texts as u32).to_le_bytes());
        let mut terms: Vec<(u32, u8)> = self.terms.iter().map(|(&term, &level)| (term, level)).collect();
        terms.sort_unstable();
        let mut before = 0;
        for (term, level) in terms {
            let mut gap = term - before;
            before = term;
            while gap >= 0x80 {
                bytes.push(gap as u8 | 0x80);
                gap >>= 7;
            }
            bytes.extend([gap as u8, level]);
        }
        bytes
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the bytes are not a table of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Background> {
        let malformed = |reason: &str| Error::Malformed { what: "background table", reason: reason.to_owned() };
        let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| malformed("other name or version"))?;
        let (texts, mut rest) = rest.split_first_chunk::<4>().ok_or_else(|| malformed("cut off"))?;
        let mut background = Background { texts: f64::from(u32::from_le_bytes(*texts)), ..Background::default() };
        let mut term = 0u32;
        while !rest.is_empty() {
            let (mut gap, mut shift) = (0u32, 0);
            loop {
                let (&byte, tail) = rest.split_first().ok_or_else(|| malformed("cut off"))?;
                rest = tail;
                let part = u32::from(byte & 0x7f).checked_shl(shift).ok_or_else(|| malformed("term out of range"))?;
                gap |= part;
                shift += 7;
                if byte < 0x80 {
                    break;
                }
            }
            let (&level, tail) = rest.split_first().ok_or_else(|| malformed("cut off"))?;
            rest = tail;
            term = term.checked_add(gap).ok_or_else(|| malformed("term out of range"))?;
            background.terms.insert(term, level);
        }
        Ok(background)
    }

    /// One number for the whole table, for fingerprints.
    pub fn digest(&self) -> u64 {
        crate::sketch::hash::stable_hash(&self.to_bytes())
    }
}

fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_and_read_again() {
        let texts: Vec<Vec<u64>> = (0..50u64).map(|t| (0..=t).map(crate::sketch::hash::mix).collect()).collect();
        let frequencies = Frequencies::count(texts.iter().map(|t| t.iter().copied()));
        let background = Background::from_frequencies(&frequencies, 40);
        let again = Background::from_bytes(&background.to_bytes()).unwrap();
        assert_eq!((again.texts, &again.terms), (background.texts, &background.terms));
        assert_eq!(again.terms.len(), 40);
        for id in 0..50u64 {
            let frequency = again.frequency(crate::sketch::hash::mix(id));
            let expected = if id < 40 { 50.0 - id as f64 } else { 0.0 };
            assert!((frequency - expected).abs() <= 0.023 * expected, "{id}: {frequency}");
        }
        for cut in [0, 5, 9, 13] {
            assert!(Background::from_bytes(&background.to_bytes()[..cut]).is_err());
        }
    }

    #[test]
    fn the_shipped_table_is_whole_and_small() {
        let bytes = include_bytes!("background.en");
        assert!(bytes.len() <= 300 << 10);
        assert!(Background::from_bytes(bytes).unwrap().texts >= 29_000.0);
    }
}
