//! [`Spread`]: one text laid out, so that many others can be compared with it.

use crate::events::packed::BLOCK;
use crate::events::vectors::{Entry, TermVectors};

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
    pub(crate) fn cosines(&mut self, vectors: &TermVectors, a: u32, b: u32) -> [f64; 2] {
        let texts = vectors.packed();
        self.lay_out(vectors, a);
        let weigher = vectors.weigher(b);
        let one_scale = vectors.weighed_alike(a, b);
        let mut dots = [0.0; 2];
        for ((upper, block), holds) in texts.blocks(b).zip(&self.holds) {
            let (mut from, end) = (block.start, block.end);
            for lower in texts.lower(from..end).chunks(64) {
                let mut met = among(holds, lower);
                while met != 0 {
                    let at = met.trailing_zeros() as usize;
                    met &= met - 1;
                    let term = upper | u32::from(lower[at]);
                    let (ours, idf) = self.weights[self.slots[term as usize] as usize];
                    let theirs = match texts.tf(from + at) {
                        Some(tf) if one_scale => tf.map(|tf| tf * idf),
                        _ => weigher.weights(Entry { term, counts: texts.counts(from + at) }),
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
        if let Some(before) = self.text {
            vectors.of(before).for_each(|entry| holds[entry.term as usize / 64] = 0);
        }
        self.weights.clear();
        let weigher = vectors.weigher(text);
        vectors.of(text).for_each(|entry| {
            holds[entry.term as usize / 64] |= 1 << (entry.term % 64);
            self.slots[entry.term as usize] = self.weights.len() as u32;
            self.weights.push((weigher.weights(entry), weigher.idf(entry.term)));
        });
        self.text = Some(text);
    }
}
