//! [`Postings`]: for each term the texts it stands in.

use std::hint::black_box;

use crate::events::vectors::{Entry, TermVectors, View};

/// A text in which a term stands, and the term's share of the text's vector.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    pub(super) place: u32,
    pub(super) weight: f32,
}

impl Posting {
    /// Whether it is the one behind a list.
    #[inline]
    pub(super) fn is_end(self) -> bool {
        self.place == END.place
    }
}

/// The postings of all terms in one view, flat: for each term the places of the texts it stands in, ascending, and
/// behind them one at no place, so that whoever reads on stops there.
pub(super) struct Postings {
    heads: Vec<usize>,
    postings: Vec<Posting>,
}

/// Postings to a cache line.
const LINE: usize = 8;
/// Behind all places.
const END: Posting = Posting { place: u32::MAX, weight: 0.0 };

impl Postings {
    /// Of the texts at the places of `order`; `listed` tells which terms are listed.
    pub(super) fn build(vectors: &TermVectors, order: &[u32], view: View, listed: &[bool]) -> Postings {
        let stands = |text: u32| {
            let listed = |entry: &&Entry| entry.counts.of(view) > 0 && listed[entry.term as usize];
            vectors.of(text).iter().filter(listed)
        };
        let mut heads = vec![0usize; vectors.terms() + 1];
        for entry in order.iter().flat_map(|&text| stands(text)) {
            heads[entry.term as usize + 1] += 1;
        }
        for term in 0..vectors.terms() {
            heads[term + 1] += heads[term] + 1;
        }
        let mut postings = vec![END; heads[vectors.terms()]];
        for (place, &text) in (0..).zip(order) {
            for entry in stands(text) {
                let at = &mut heads[entry.term as usize];
                postings[*at] = Posting { place, weight: vectors.unit_weight(text, entry, view) as f32 };
                *at += 1;
            }
        }
        // each head has moved to the end of its list, one before the next
        heads.rotate_right(1);
        heads[0] = 0;
        heads[1..].iter_mut().for_each(|head| *head += 1);
        heads.pop();
        Postings { heads, postings }
    }

    /// Where the list of each term begins.
    pub(super) fn heads(&self) -> &[usize] {
        &self.heads
    }

    /// All postings from one on: those of its term, and what is behind them.
    #[inline]
    pub(super) fn from(&self, at: usize) -> &[Posting] {
        &self.postings[at..]
    }

    /// Reads on from a posting, so that what follows need not be waited for piece by piece.
    #[inline]
    pub(super) fn expect(&self, at: usize) {
        let ahead = |more: usize| self.postings.get(at + more * LINE).map_or(0, |posting| posting.place);
        black_box(ahead(0) ^ ahead(1) ^ ahead(2) ^ ahead(3));
    }

    /// The first posting from one on, of the same term, that is at a place or behind it.
    #[inline]
    pub(super) fn reach(&self, at: usize, place: u32) -> usize {
        at + self.postings[at..].iter().take_while(|posting| posting.place < place).count()
    }
}
