//! [`Spread`]: one text laid out by term, so that many others can be compared with it.

use crate::events::vectors::{TermVectors, View};

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
        self.meet.resize(entries.len() + 1, (0, 0));
        let mut met = 0;
        for (at, entry) in (0..).zip(entries) {
            let slot = self.slots[entry.term as usize];
            self.meet[met] = (at, slot);
            // without a branch: most terms are not met, but which is as good as random
            met += usize::from(slot > 0);
        }
        let mut dots = [0.0; 2];
        for &(at, slot) in &self.meet[..met] {
            let weights = vectors.weights(b, &entries[at as usize]);
            for view in View::ALL {
                dots[view as usize] += self.weights[slot as usize - 1][view as usize] * weights[view as usize];
            }
        }
        vectors.normalised(dots, a, b)
    }

    fn lay_out(&mut self, vectors: &TermVectors, text: u32) {
        self.slots.resize(vectors.terms(), 0);
        if let Some(before) = self.text {
            vectors.of(before).iter().for_each(|entry| self.slots[entry.term as usize] = 0);
        }
        self.weights.clear();
        for (slot, entry) in (1..).zip(vectors.of(text)) {
            self.slots[entry.term as usize] = slot;
            self.weights.push(vectors.weights(text, entry));
        }
        self.text = Some(text);
    }
}
