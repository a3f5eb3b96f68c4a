//! [`Spread`]: one text laid out, so that many others can be compared with it.

use std::hint::black_box;

use crate::events::forms;
use crate::events::vectors::TermVectors;

/// Words of the filter of facts, so that of thirty facts hardly one is found there by chance.
const FILTER: usize = 64;
/// Entries to a cache line.
const LINE: usize = 8;

/// The weights of one text, found by term, and its names and numbers. A merge of two sorted lists looks at every term
/// of both; here the terms of the other text alone are looked up, which is some four times faster from the second
/// comparison on.
#[derive(Debug, Default)]
pub(crate) struct Spread {
    text: Option<u32>,
    /// A bit for each term, set where the text holds it: few enough bytes to stay in the nearest cache.
    holds: Vec<u64>,
    /// The place of the weights of each term that the text holds.
    slots: Vec<u32>,
    weights: Vec<[f64; 2]>,
    /// A bit for the lower bits of each fact.
    filter: Vec<u64>,
    /// Facts of the other text that pass the filter.
    met: Vec<u32>,
}

impl Spread {
    /// Reads on in what is known of a text that will be compared soon, so that it need not be waited for piece by piece.
    pub(crate) fn expect(vectors: &TermVectors, text: u32) {
        let mut read = vectors.norm(text, crate::events::View::All).to_bits();
        for entry in vectors.of(text).iter().step_by(LINE) {
            read ^= u64::from(entry.term);
        }
        if let Some(parts) = vectors.forms().parts(text) {
            read ^= u64::from(parts.facts.first().copied().unwrap_or_default());
        }
        black_box(read);
    }

    /// The same as [`TermVectors::cosines`], to the last bit.
    pub(crate) fn cosines(&mut self, vectors: &TermVectors, a: u32, b: u32) -> [f64; 2] {
        self.lay_out(vectors, a);
        let weigher = vectors.weigher(b);
        let mut dots = [0.0; 2];
        for entries in vectors.of(b).chunks(64) {
            let mut met = 0;
            for (at, entry) in entries.iter().enumerate() {
                // without a branch: most terms are not met, but which is as good as random
                met |= (self.holds[entry.term as usize / 64] >> (entry.term % 64) & 1) << at;
            }
            while met != 0 {
                let entry = entries[met.trailing_zeros() as usize];
                met &= met - 1;
                let ours = self.weights[self.slots[entry.term as usize] as usize];
                let theirs = weigher.weights(entry);
                dots = [dots[0] + ours[0] * theirs[0], dots[1] + ours[1] * theirs[1]];
            }
        }
        vectors.normalised(dots, a, b)
    }

    /// The same as [`Forms::in_common`](crate::events::Forms::in_common).
    pub(crate) fn in_common(&mut self, vectors: &TermVectors, a: u32, b: u32) -> [f64; 2] {
        self.lay_out(vectors, a);
        let (Some(x), Some(y)) = (vectors.forms().parts(a), vectors.forms().parts(b)) else { return [0.0; 2] };
        let (filter, met) = (&self.filter, &mut self.met);
        let mut common = |ours: &[u32], theirs: &[u32]| {
            if met.len() <= theirs.len() {
                met.resize(theirs.len() + 1, 0);
            }
            let mut count = 0;
            for &fact in theirs {
                met[count] = fact;
                count += (filter[fact as usize / 64 % FILTER] >> (fact % 64) & 1) as usize;
            }
            met[..count].iter().filter(|fact| ours.binary_search(fact).is_ok()).count() as u32
        };
        let facts = common(x.facts, y.facts);
        forms::in_common(x, y, facts, || common(x.numbers, y.numbers))
    }

    fn lay_out(&mut self, vectors: &TermVectors, text: u32) {
        if self.text == Some(text) {
            return;
        }
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
        self.filter.clear();
        self.filter.resize(FILTER, 0);
        for fact in vectors.forms().parts(text).map_or(&[][..], |parts| parts.facts) {
            self.filter[*fact as usize / 64 % FILTER] |= 1 << (fact % 64);
        }
        self.text = Some(text);
    }
}
