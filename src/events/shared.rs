//! [`Shared`]: the terms that two texts share, one by one.

use crate::events::vectors::{Entry, TermVectors};

/// The terms that two texts share, and what each brings; kept to be used again for other pairs. As in
/// [`Spread`](crate::events::Spread), one text is laid out by term, so that others of which it is told together are
/// quickly compared.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    text: Option<u32>,
    /// A bit for each term, set where the text holds it.
    holds: Vec<u64>,
    /// The place among its entries of each term that the text holds.
    slots: Vec<u32>,
    /// The entries of that text, and of the other one.
    entries: [Vec<Entry>; 2],
    /// Scratch: where the two texts meet, as places in the other text.
    meet: Vec<u32>,
    terms: Vec<(u32, [f64; 2])>,
}

impl Shared {
    /// Looks up what two texts share, and tells their dot products in every view, to the last bit those behind
    /// [`TermVectors::cosines`]. `text` is laid out, unless it was before.
    pub(crate) fn look_up(&mut self, vectors: &TermVectors, text: u32, other: u32) -> [f64; 2] {
        if self.text != Some(text) {
            self.lay_out(vectors, text);
        }
        let [ours, theirs] = &mut self.entries;
        theirs.clear();
        vectors.of(other).for_each(|entry| theirs.push(entry));
        if self.meet.len() <= theirs.len() {
            self.meet.resize(theirs.len() + 1, 0);
        }
        let mut met = 0;
        for (at, entry) in (0..).zip(&*theirs) {
            self.meet[met] = at;
            // without a branch: most terms are not met, but which is as good as random
            met += (self.holds[entry.term as usize / 64] >> (entry.term % 64) & 1) as usize;
        }
        let (of_text, of_other) = (vectors.weigher(text), vectors.weigher(other));
        let mut dots = [0.0; 2];
        self.terms.clear();
        self.terms.extend(self.meet[..met].iter().map(|&at| {
            let entry = theirs[at as usize];
            let ours = of_text.weights(ours[self.slots[entry.term as usize] as usize]);
            let theirs = of_other.weights(entry);
            let products = [ours[0] * theirs[0], ours[1] * theirs[1]];
            dots = [dots[0] + products[0], dots[1] + products[1]];
            (entry.term, products)
        }));
        dots
    }

    fn lay_out(&mut self, vectors: &TermVectors, text: u32) {
        self.slots.resize(vectors.terms(), 0);
        self.holds.resize(vectors.terms().div_ceil(64), 0);
        let ours = &mut self.entries[0];
        for entry in &*ours {
            self.holds[entry.term as usize / 64] = 0;
        }
        ours.clear();
        vectors.of(text).for_each(|entry| ours.push(entry));
        for (slot, entry) in (0..).zip(&*ours) {
            self.holds[entry.term as usize / 64] |= 1 << (entry.term % 64);
            self.slots[entry.term as usize] = slot;
        }
        self.text = Some(text);
    }

    /// The terms, ascending, with their part of the dot product in every view.
    pub(crate) fn terms(&self) -> &[(u32, [f64; 2])] {
        &self.terms
    }
}
