//! [`Postings`]: for each term the texts it stands in.

use std::hint::black_box;
use std::ops::Range;

use crate::events::vectors::{Entry, TermVectors, View};
use crate::parallel;

/// The postings of all terms over a few texts in a row: for each term and view the places of the texts it stands in,
/// ascending and counted from the first, and beside them the term's shares of these texts' vectors. Whoever looks a term
/// up does so in all views, so that its lists follow each other.
pub(super) struct Postings {
    /// Where each list begins, and where the last one ends.
    heads: Vec<u32>,
    places: Vec<u16>,
    weights: Vec<f32>,
}

/// Bytes to a cache line.
const LINE: usize = 64;
/// After so many lines in a row the machine fetches the next ones by itself.
const AT_ONCE: usize = 3;

/// The number of a term's list in a view.
#[inline]
pub(super) fn number(term: u32, view: View) -> usize {
    View::ALL.len() * term as usize + view as usize
}

impl Postings {
    /// Of at most 65,536 texts in the order of their places; `listed` tells which terms are listed. Laid out in so many
    /// parts at a time, each of other terms, for which all texts are gone through.
    pub(super) fn build(vectors: &TermVectors, texts: &[u32], listed: &[bool], parts: usize) -> Postings {
        let each = |terms: &Range<u32>, text: u32, stands: &mut dyn FnMut(Entry, View)| {
            let entries = vectors.of(text).filter(|entry| terms.contains(&entry.term) && listed[entry.term as usize]);
            entries.for_each(|entry| {
                View::ALL.into_iter().filter(|&view| entry.counts.of(view) > 0).for_each(|view| stands(entry, view));
            });
        };
        let lists = View::ALL.len() * vectors.terms();
        let terms_each = vectors.terms().div_ceil(parts).max(1);
        let lists_each = View::ALL.len() * terms_each;
        let terms = |part: u32| part * terms_each as u32..(part + 1) * terms_each as u32;
        // counted two places further up
        let mut heads = vec![0u32; lists + 2];
        parallel::consume(heads[2..].chunks_mut(lists_each).collect(), |part, counts| {
            let (terms, first) = (terms(part), part as usize * lists_each);
            for &text in texts {
                each(&terms, text, &mut |entry, view| counts[number(entry.term, view) - first] += 1);
            }
        });
        for list in 0..lists {
            heads[list + 2] += heads[list + 1];
        }
        let all = heads[lists + 1] as usize;
        let (mut places, mut weights) = (vec![0; all], vec![0.0; all]);
        let ends: Vec<u32> =
            (heads[1..].chunks(lists_each).skip(1).map(|heads| heads[0])).chain([all as u32]).collect();
        let (mut some, mut rest) = (Vec::new(), (places.as_mut_slice(), weights.as_mut_slice(), 0));
        for (heads, end) in heads[1..=lists].chunks_mut(lists_each).zip(ends) {
            let (places, weights, begin) = rest;
            let ((places, more_places), (weights, more_weights)) =
                (places.split_at_mut((end - begin) as usize), weights.split_at_mut((end - begin) as usize));
            some.push((heads, begin, places, weights));
            rest = (more_places, more_weights, end);
        }
        parallel::consume(some, |part, (heads, begin, places, weights)| {
            let (terms, first) = (terms(part), part as usize * lists_each);
            for (place, &text) in (0..=u16::MAX).zip(texts) {
                each(&terms, text, &mut |entry, view| {
                    // moves from the beginning of the list to its end, where the next begins
                    let at = &mut heads[number(entry.term, view) - first];
                    places[(*at - begin) as usize] = place;
                    weights[(*at - begin) as usize] = vectors.unit_weight(text, &entry, view) as f32;
                    *at += 1;
                });
            }
        });
        heads.pop();
        Postings { heads, places, weights }
    }

    /// Where the list of a term in each view lies.
    #[inline]
    pub(super) fn lists(&self, term: u32) -> [Range<u32>; 2] {
        View::ALL.map(|view| self.heads[number(term, view)]..self.heads[number(term, view) + 1])
    }

    /// Where each list begins.
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
