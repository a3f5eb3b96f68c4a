//! [`Sketches`]: all the copy stage keeps of the texts.

use std::ops::Range;

use crate::copies::blocks;
use crate::copies::sample;
use crate::copies::settings::CopySettings;
use crate::copies::source::{TextSource, TextView};
use crate::error::{Error, Result};
use crate::sketch::hash::{combine, mix};
use crate::sketch::{Signatures, Sketcher, shingle_into};

/// Signatures and sampled shingles of a set of texts: about 800 bytes for a text of 500 words.
///
/// Made in one pass over the texts, before copies are looked for; the words need not be kept.
#[derive(Debug, Clone)]
pub struct Sketches {
    fingerprint: u64,
    width: usize,
    fraction: u64,
    /// The highest hash that is sampled.
    limit: u64,
    sketcher: Sketcher,
    signatures: Signatures,
    /// Sampled shingles, text by text, ascending, each once.
    sampled: Vec<u32>,
    /// One past the last sampled shingle of each text.
    sampled_ends: Vec<u64>,
    texts: Vec<TextSketch>,
    /// Scratch.
    shingles: Vec<u64>,
}

/// What is kept of a text besides signature and sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextSketch {
    /// Hash of all words in order, from the shingles in theirs; headline and body kept apart.
    pub(crate) identity: u64,
    /// Hash of all lines in order, whatever the language they were read in; 0 when there are none.
    pub(crate) lines: u64,
    /// Number of words.
    pub(crate) words: u32,
}

/// Texts whose sketches are made side by side.
const ROUND: usize = 1 << 12;

impl Sketches {
    /// None yet.
    pub fn new(settings: &CopySettings) -> Sketches {
        let sketcher = Sketcher::new(settings.recipe());
        Sketches {
            fingerprint: settings.fingerprint(),
            width: settings.knobs.width.into(),
            fraction: settings.knobs.fraction.into(),
            limit: u64::MAX / u64::from(settings.knobs.fraction),
            signatures: Signatures::new(sketcher.recipe()),
            sketcher,
            sampled: Vec::new(),
            sampled_ends: Vec::new(),
            texts: Vec::new(),
            shingles: Vec::new(),
        }
    }

    /// Those of all texts of a source, in its order.
    pub fn of<S: TextSource + ?Sized>(source: &S, settings: &CopySettings) -> Sketches {
        let empty = Sketches::new(settings);
        let mut all = empty.clone();
        all.signatures.reserve(source.len());
        all.sampled_ends.reserve_exact(source.len());
        all.texts.reserve_exact(source.len());
        // a round at a time, as parts are held twice while they are put together
        for begun in (0..source.len()).step_by(ROUND) {
            let parts = blocks::map((source.len() - begun).min(ROUND), |block: Range<usize>| {
                let mut part = empty.clone();
                for text in block {
                    source.with_text(begun + text, &mut |view| part.push(view));
                }
                part.shingles = Vec::new();
                part.sampled.shrink_to_fit();
                part
            });
            for part in parts {
                all.append(part);
            }
        }
        all.sampled.shrink_to_fit();
        all
    }

    /// Adds one more text.
    pub fn push(&mut self, view: TextView<'_>) {
        self.shingles.clear();
        shingle_into(view.title, self.width, &mut self.shingles);
        shingle_into(view.body, self.width, &mut self.shingles);
        self.signatures.push(&self.sketcher, &self.shingles);

        let (limit, fraction) = (self.limit, self.fraction);
        let start = self.sampled.len();
        // below the limit the top bits say nothing: scale the rest up, so that 32 bits tell hashes apart. Written first
        // and counted then, as no one can foresee which hashes are below
        self.sampled.resize(start + self.shingles.len(), 0);
        let room = &mut self.sampled[start..];
        // of each hash times 2·i + 1 the sum, by sums of sums: two additions a hash
        let (mut end, mut sum, mut sums) = (0, 0_u64, 0_u64);
        for &hash in &self.shingles {
            room[end] = (hash.wrapping_mul(fraction) >> 32) as u32;
            end += usize::from(hash <= limit);
            sum = sum.wrapping_add(hash);
            sums = sums.wrapping_add(sum);
        }
        let odd = sum.wrapping_mul(2 * self.shingles.len() as u64 + 1).wrapping_sub(sums.wrapping_mul(2));
        let identity = (view.title.len() as u64).wrapping_add(odd);
        let sample = &mut room[..end];
        sample::sort(sample);
        let mut kept = usize::from(end > 0);
        for at in 1..end {
            sample[kept] = sample[at];
            kept += usize::from(sample[at] != sample[kept - 1]);
        }
        kept += start;
        self.sampled.truncate(kept);
        self.sampled_ends.push(kept as u64);
        self.texts.push(TextSketch {
            identity: mix(identity),
            lines: view.lines.iter().fold(0, |hash, line| combine(hash, line.hash)),
            words: (view.title.len() + view.body.len()) as u32,
        });
    }

    /// Adds all of another made with equal settings, in order.
    ///
    /// # Panics
    /// When the settings were not equal.
    pub fn append(&mut self, mut other: Sketches) {
        assert_eq!(self.fingerprint, other.fingerprint, "equal settings");
        let before = self.sampled.len() as u64;
        self.sampled_ends.extend(other.sampled_ends.iter().map(|end| end + before));
        self.sampled.append(&mut other.sampled);
        self.texts.append(&mut other.texts);
        self.signatures.append(other.signatures);
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The fingerprint of the settings they were made with.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// The signatures.
    pub fn signatures(&self) -> &Signatures {
        &self.signatures
    }

    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        self.signatures.bytes()
            + self.sampled.capacity() * size_of::<u32>()
            + self.sampled_ends.capacity() * size_of::<u64>()
            + self.texts.capacity() * size_of::<TextSketch>()
    }

    /// Whether there is one for each of so many texts, made with such settings.
    pub(crate) fn check(&self, texts: usize, settings: &CopySettings) -> Result<()> {
        if texts != self.len() {
            let value = format!("{texts} texts, {} sketches", self.len());
            return Err(Error::Setting { name: "sketches", value, range: "as many as texts" });
        }
        let (found, expected) = (self.fingerprint, settings.fingerprint());
        if found != expected {
            return Err(Error::Fingerprint { what: "sketches".to_owned(), found, expected });
        }
        Ok(())
    }

    pub(crate) fn text(&self, text: u32) -> TextSketch {
        self.texts[text as usize]
    }

    /// The sampled shingles of a text, ascending.
    pub(crate) fn sampled(&self, text: u32) -> &[u32] {
        let text = text as usize;
        let start = if text == 0 { 0 } else { self.sampled_ends[text - 1] };
        &self.sampled[start as usize..self.sampled_ends[text] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Token;

    fn texts(count: u64) -> Vec<Vec<Token>> {
        (0..count).map(|t| (0..100 * (t % 4)).map(|w| Token::new(mix(w % 90 + t), false)).collect()).collect()
    }

    #[test]
    fn one_by_one_is_all_at_once() {
        let settings = CopySettings::default();
        let texts = texts(3000);
        let all = Sketches::of(&texts, &settings);
        let mut one = Sketches::new(&settings);
        for body in &texts {
            one.push(TextView { body, ..TextView::default() });
        }
        assert_eq!(all.len(), texts.len());
        assert_eq!(all.signatures(), one.signatures());
        assert_eq!((&all.sampled, &all.sampled_ends, &all.texts), (&one.sampled, &one.sampled_ends, &one.texts));
        assert!((0..3000).all(|t| all.sampled(t).is_sorted_by(|a, b| a < b)));
    }

    #[test]
    fn the_sample_is_the_named_fraction() {
        let settings = CopySettings::builder().fraction(4).build().unwrap();
        let text: Vec<Vec<Token>> = vec![(0..40_000).map(|w| Token::new(mix(w), false)).collect()];
        let sampled = Sketches::of(&text, &settings).sampled(0).len();
        assert!((9_600..10_400).contains(&sampled), "{sampled}");
    }
}
