//! [`Spread`]: one text laid out by term, so that many others can be compared with it.

use crate::events::vectors::TermVectors;

/// The weights of one text, found by term. A merge of two sorted lists looks at every term of both; here the terms of
/// the other text alone are looked up, which is some four times faster from the second comparison on.
#[derive(Debug, Default)]
pub(crate) struct Spread {
    text: Option<u32>,
    /// For each term one more than the place of its weights; 0 where the text does not hold it.
    slots: Vec<u32>,
    weights: Vec<[f64; 2]>,
    /// Where the two texts meet: place in the other text, and slot.
    meet: Vec<(u32, u32)>,
}

impl Spread {
    /// The same as [`TermVectors::cosines`], to the last bit.
    pub(crate) fn cosines(&mut self, vectors: &TermVectors, a: u32, b: u32) -> [f64; 2] {
        if self.text != Some(a) {
            self.lay_out(vectors, a);
        }
        let entries = vectors.of(b);
        if self.meet.len() <= entries.len() {
            self.meet.resize(entries.len() + 1, (0, 0));
        }
        let mut met = 0;
        for (at, entry) in (0..).zip(entries) {
            let slot = self.slots[entry.term as usize];
            self.meet[met] = (at, slot);
            // without a branch: most terms are not met, but which is as good as random
            met += usize::from(slot > 0);
        }
        let weigher = vectors.weigher(b);
        let mut dots = [0.0; 2];
        for &(at, slot) in &self.meet[..met] {
            let ours = self.weights[slot as usize - 1];
            let theirs = weigher.weights(entries[at as usize]);
            dots = [dots[0] + ours[0] * theirs[0], dots[1] + ours[1] * theirs[1]];
        }
        vectors.normalised(dots, a, b)
    }

    fn lay_out(&mut self, vectors: &TermVectors, text: u32) {
        self.slots.resize(vectors.terms(), 0);
        if let Some(before) = self.text {
            vectors.of(before).iter().for_each(|entry| self.slots[entry.term as usize] = 0);
        }
        self.weights.clear();
        let weigher = vectors.weigher(text);
        for (slot, entry) in (1..).zip(vectors.of(text)) {
            self.slots[entry.term as usize] = slot;
            self.weights.push(weigher.weights(*entry));
        }
        self.text = Some(text);
    }
}
