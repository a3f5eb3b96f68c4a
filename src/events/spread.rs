//! [`Spread`]: one text laid out, so that many others can be compared with it.

use std::hint::black_box;

use rustc_hash::FxHashMap;

use crate::events::vectors::{TermVectors, View};

/// Terms of one upper half.
const BLOCK: usize = 1 << 16;
/// Term numbers to a cache line.
const LINE: usize = 32;

/// The terms of all texts once more, in three bytes each instead of eight: of texts that are compared in no order, most
/// have to be waited for.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    /// The lower half of each term.
    lower: Vec<u16>,
    /// Which of the counts that occur.
    codes: Vec<u8>,
    /// Of each text, for each upper half, where its terms begin; then where the last ones end.
    blocks: Vec<usize>,
    /// How many upper halves there are.
    uppers: usize,
    /// Of each code the weights of such a term that has the idf 1.
    tf: Vec<[f64; 2]>,
}

/// The code of counts that are looked up.
const RARE: u8 = u8::MAX;

impl Packed {
    pub(crate) fn new(vectors: &TermVectors) -> Packed {
        let count = (0..vectors.len() as u32).map(|text| vectors.of(text).len()).sum();
        let (mut lower, mut codes) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut known, mut tf) = (FxHashMap::default(), Vec::new());
        let mut last = None;
        for entry in (0..vectors.len() as u32).flat_map(|text| vectors.of(text)) {
            let code = match last {
                // most terms stand in a text once, as the one before did
                Some((counts, code)) if counts == entry.counts => code,
                _ => *known.entry(entry.counts).or_insert_with(|| {
                    if tf.len() == usize::from(RARE) {
                        return RARE;
                    }
                    tf.push(vectors.tf(entry.counts));
                    tf.len() as u8 - 1
                }),
            };
            last = Some((entry.counts, code));
            lower.push(entry.term as u16);
            codes.push(code);
        }
        let uppers = vectors.terms().div_ceil(BLOCK);
        let mut blocks = Vec::with_capacity(vectors.len() * uppers + 1);
        let mut from = 0;
        for text in 0..vectors.len() as u32 {
            let own = vectors.of(text);
            blocks.extend((0..uppers).map(|upper| from + own.partition_point(|e| (e.term as usize) < upper * BLOCK)));
            from += own.len();
        }
        blocks.push(from);
        Packed { lower, codes, blocks, uppers, tf }
    }

    /// Memory in use, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.lower.capacity() * size_of::<u16>() + self.codes.capacity() + self.blocks.capacity() * size_of::<usize>()
    }

    /// Where the terms of each upper half begin in a text, and where the last ones end.
    fn blocks(&self, text: u32) -> &[usize] {
        &self.blocks[text as usize * self.uppers..=(text as usize + 1) * self.uppers]
    }

    /// Reads on in what is known of a text that will be compared soon, so that it need not be waited for piece by piece.
    pub(crate) fn expect(&self, vectors: &TermVectors, text: u32) {
        let mut read = vectors.norm(text, View::All).to_bits();
        if let &[first, .., end] = self.blocks(text) {
            for at in (first..end).step_by(LINE) {
                read ^= u64::from(self.lower[at]);
            }
            for at in (first..end).step_by(2 * LINE) {
                read ^= u64::from(self.codes[at]);
            }
        }
        black_box(read);
    }
}

/// The weights of one text, found by term. A merge of two sorted lists looks at every term
/// of both; here the terms of the other text alone are looked up, which is some four times faster from the second
/// comparison on.
#[derive(Debug, Default)]
pub(crate) struct Spread {
    text: Option<u32>,
    /// A bit for each term, set where the text holds it: few enough bytes to stay in the nearest cache.
    holds: Vec<[u64; BLOCK / 64]>,
    /// The place of the weights of each term that the text holds.
    slots: Vec<u32>,
    /// Weights in all views, and the idf.
    weights: Vec<([f64; 2], f64)>,
}

/// Which of up to 64 lower halves are held, as bits.
#[inline]
fn among(holds: &[u64; BLOCK / 64], lower: &[u16]) -> u64 {
    // without a branch: most terms are not met, but which is as good as random
    let bits = |some: &[u16]| {
        let held = |lower: u16| holds[usize::from(lower / 64)] >> (lower % 64) & 1;
        some.iter().rev().fold(0, |bits, &lower| bits << 1 | held(lower))
    };
    let (eights, rest) = lower.as_chunks::<8>();
    let met = eights.iter().enumerate().fold(0, |met, (at, eight)| met | bits(eight) << (8 * at));
    // nothing is left of a full chunk, nor would there be room
    if rest.is_empty() { met } else { met | bits(rest) << (8 * eights.len()) }
}

impl Spread {
    /// The text that is laid out.
    pub(crate) fn text(&self) -> Option<u32> {
        self.text
    }

    /// The same as [`TermVectors::cosines`], to the last bit.
    pub(crate) fn cosines(&mut self, (vectors, texts): (&TermVectors, &Packed), a: u32, b: u32) -> [f64; 2] {
        self.lay_out(vectors, a);
        let weigher = vectors.weigher(b);
        let one_scale = vectors.weighed_alike(a, b);
        let mut dots = [0.0; 2];
        let blocks = texts.blocks(b);
        for (upper, (block, holds)) in blocks.windows(2).zip(&self.holds).enumerate() {
            let (mut from, end) = (block[0], block[1]);
            for lower in texts.lower[from..end].chunks(64) {
                let mut met = among(holds, lower);
                while met != 0 {
                    let at = met.trailing_zeros() as usize;
                    met &= met - 1;
                    let term = upper * BLOCK + usize::from(lower[at]);
                    let (ours, idf) = self.weights[self.slots[term] as usize];
                    let code = texts.codes[from + at];
                    let theirs = if one_scale && code != RARE {
                        texts.tf[usize::from(code)].map(|tf| tf * idf)
                    } else {
                        weigher.weights(vectors.of(b)[from + at - blocks[0]])
                    };
                    dots = [dots[0] + ours[0] * theirs[0], dots[1] + ours[1] * theirs[1]];
                }
                from += lower.len();
            }
        }
        vectors.normalised(dots, a, b)
    }

    fn lay_out(&mut self, vectors: &TermVectors, text: u32) {
        if self.text == Some(text) {
            return;
        }
        self.slots.resize(vectors.terms(), 0);
        self.holds.resize(vectors.terms().div_ceil(BLOCK), [0; BLOCK / 64]);
        let holds = self.holds.as_flattened_mut();
        for entry in self.text.map_or(&[][..], |before| vectors.of(before)) {
            holds[entry.term as usize / 64] = 0;
        }
        self.weights.clear();
        let weigher = vectors.weigher(text);
        for (slot, entry) in (0..).zip(vectors.of(text)) {
            holds[entry.term as usize / 64] |= 1 << (entry.term % 64);
            self.slots[entry.term as usize] = slot;
            self.weights.push((weigher.weights(*entry), weigher.idf(entry.term)));
        }
        self.text = Some(text);
    }
}
