//! [`Spread`]: one text laid out by term, so that many others can be compared with it.

use crate::events::vectors::TermVectors;

/// The weights of one text, found by term. A merge of two sorted lists looks at every term of both; here the terms of
/// the other text alone are looked up, which is some four times faster from the second comparison on.
#[derive(Debug, Default)]
pub(crate) struct Spread {
    text: Option<u32>,
    /// A bit for each term, set where the text holds it: few enough bytes to stay in the nearest cache.
    holds: Vec<u64>,
    /// The place of the weights of each term that the text holds.
    slots: Vec<u32>,
    weights: Vec<[f64; 2]>,
    /// Where the two texts meet, as places in the other text.
    meet: Vec<u32>,
}

impl Spread {
    /// The same as [`TermVectors::cosines`], to the last bit.
    pub(crate) fn cosines(&mut self, vectors: &TermVectors, a: u32, b: u32) -> [f64; 2] {
        if self.text != Some(a) {
            self.lay_out(vectors, a);
        }
        let entries = vectors.of(b);
        if self.meet.len() <= entries.len() {
            self.meet.resize(entries.len() + 1, 0);
        }
        let mut met = 0;
        for (at, entry) in (0..).zip(entries) {
            self.meet[met] = at;
            // without a branch: most terms are not met, but which is as good as random
            met += (self.holds[entry.term as usize / 64] >> (entry.term % 64) & 1) as usize;
        }
        let weigher = vectors.weigher(b);
        let mut dots = [0.0; 2];
        for entry in self.meet[..met].iter().map(|&at| entries[at as usize]) {
            let ours = self.weights[self.slots[entry.term as usize] as usize];
            let theirs = weigher.weights(entry);
            dots = [dots[0] + ours[0] * theirs[0], dots[1] + ours[1] * theirs[1]];
        }
        vectors.normalised(dots, a, b)
    }

    fn lay_out(&mut self, vectors: &TermVectors, text: u32) {
        self.slots.resize(vectors.terms(), 0);
        self.holds.resize(vectors.terms().div_ceil(64), 0);
        for entry in self.text.map_or(&[][..], |before| vectors.of(before)) {
            self.holds[entry.term as usize / 64] = 0;
        }
        self.weights.clear();
        let weigher = vectors.weigher(text);
        for (slot, entry) in (0..).zip(vectors.of(text)) {
            self.holds[entry.term as usize / 64] |= 1 << (entry.term % 64);
            self.slots[entry.term as usize] = slot;
            self.weights.push(weigher.weights(*entry));
        }
        self.text = Some(text);
    }
}
