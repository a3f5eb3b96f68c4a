//! [`Postings`]: for each term the texts it stands in.

use std::hint::black_box;
use std::ops::Range;

use crate::events::vectors::{Entry, TermVectors, View};

/// The postings of all terms in one view, over a few texts in a row: for each term the places of the texts it stands in,
/// ascending and counted from the first, and beside them the term's shares of these texts' vectors.
pub(super) struct Postings {
    /// Where the list of each term begins, and where the last one ends.
    heads: Vec<u32>,
    places: Vec<u16>,
    weights: Vec<f32>,
}

/// Bytes to a cache line.
const LINE: usize = 64;
/// After so many lines in a row the machine fetches the next ones by itself.
const AT_ONCE: usize = 3;

impl Postings {
    /// Of at most 65,536 texts in the order of their places; `listed` tells which terms are listed.
    pub(super) fn build(vectors: &TermVectors, texts: &[u32], view: View, listed: &[bool]) -> Postings {
        let stands = |text: u32| {
            let listed = |entry: &Entry| entry.counts.of(view) > 0 && listed[entry.term as usize];
            vectors.of(text).filter(listed)
        };
        let mut heads = vec![0u32; vectors.terms() + 2];
        for entry in texts.iter().flat_map(|&text| stands(text)) {
            heads[entry.term as usize + 2] += 1;
        }
        for term in 0..vectors.terms() {
            heads[term + 2] += heads[term + 1];
        }
        let all = heads[vectors.terms() + 1] as usize;
        let (mut places, mut weights) = (vec![0; all], vec![0.0; all]);
        for (place, &text) in (0..=u16::MAX).zip(texts) {
            for entry in stands(text) {
                // moves from the beginning of the list to its end, where the next begins
                let at = &mut heads[entry.term as usize + 1];
                places[*at as usize] = place;
                weights[*at as usize] = vectors.unit_weight(text, &entry, view) as f32;
                *at += 1;
            }
        }
        heads.pop();
        Postings { heads, places, weights }
    }

    /// Where the list of a term lies.
    #[inline]
    pub(super) fn list(&self, term: u32) -> Range<u32> {
        self.heads[term as usize]..self.heads[term as usize + 1]
    }

    /// Where the list of each term begins.
    pub(super) fn heads(&self) -> &[u32] {
        &self.heads
    }

    /// Where some of a list comes to a place or behind it.
    #[inline]
    pub(super) fn reach(&self, some: Range<u32>, place: u16) -> u32 {
        let places = &self.places[some.start as usize..some.end as usize];
        some.start + places.iter().take_while(|&&other| other < place).count() as u32
    }

    /// Reads on in a list, so that it need not be waited for piece by piece.
    #[inline]
    pub(super) fn expect(&self, list: &Range<u32>) {
        let places = (list.start as usize..list.end as usize).step_by(LINE / size_of::<u16>());
        let weights = (list.start as usize..list.end as usize).step_by(LINE / size_of::<f32>());
        let read = places.take(AT_ONCE).fold(0, |read, at| read ^ u32::from(self.places[at]));
        black_box(weights.take(AT_ONCE).fold(read, |read, at| read ^ self.weights[at].to_bits()));
    }

    /// Places and weights of some postings.
    #[inline]
    pub(super) fn get(&self, some: &Range<u32>) -> (&[u16], &[f32]) {
        let some = some.start as usize..some.end as usize;
        (&self.places[some.clone()], &self.weights[some])
    }
}
