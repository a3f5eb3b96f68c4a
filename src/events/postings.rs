//! [`Postings`]: for each term the texts it stands in, and [`Sums`] of products over them.

use std::ops::Range;

use crate::events::vectors::{TermVectors, View};

/// A text in which a term stands, and the term's share of the text's vector.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Posting {
    place: u32,
    weight: f32,
}

/// The postings of all terms in one view, flat: for each term the places of the texts it stands in, ascending.
pub(super) struct Postings {
    heads: Vec<usize>,
    postings: Vec<Posting>,
}

impl Postings {
    /// Of the texts at the places of `order`.
    pub(super) fn build(vectors: &TermVectors, order: &[u32], view: View) -> Postings {
        let stands = |text: u32| vectors.of(text).iter().filter(move |entry| entry.counts.of(view) > 0);
        let mut heads = vec![0usize; vectors.terms() + 1];
        for entry in order.iter().flat_map(|&text| stands(text)) {
            heads[entry.term as usize + 1] += 1;
        }
        for term in 0..vectors.terms() {
            heads[term + 1] += heads[term];
        }
        let mut postings = vec![Posting::default(); heads[vectors.terms()]];
        let mut next = heads.clone();
        for (place, &text) in (0..).zip(order) {
            for entry in stands(text) {
                let at = &mut next[entry.term as usize];
                postings[*at] = Posting { place, weight: vectors.unit_weight(text, entry, view) as f32 };
                *at += 1;
            }
        }
        Postings { heads, postings }
    }

    pub(super) fn of(&self, term: u32) -> &[Posting] {
        &self.postings[self.heads[term as usize]..self.heads[term as usize + 1]]
    }
}

/// So short a list is read whole rather than searched.
const FEW: usize = 12;

/// For one text the sums of products with the texts at all places.
pub(super) struct Sums {
    sums: Vec<f32>,
    /// Of each term where its list was last entered and left: texts that follow each other in time read on from there.
    left_off: Vec<[u32; 2]>,
}

impl Sums {
    pub(super) fn new(vectors: &TermVectors) -> Sums {
        Sums { sums: vec![0.0; vectors.len()], left_off: vec![[0; 2]; vectors.terms()] }
    }

    /// Adds the products of `weight` with the postings of a term at some places, of which the first are the undated ones.
    pub(super) fn add(&mut self, postings: &Postings, term: u32, weight: f32, [undated, dated]: &[Range<u32>; 2]) {
        let list = postings.of(term);
        if list.len() <= FEW {
            for posting in list.iter().filter(|p| p.place < undated.end || dated.contains(&p.place)) {
                self.sums[posting.place as usize] += weight * posting.weight;
            }
            return;
        }
        let early = if undated.is_empty() { 0 } else { first_at(list, undated.end, 0) };
        let [from, to] = &mut self.left_off[term as usize];
        *from = first_at(list, dated.start, *from as usize) as u32;
        *to = first_at(list, dated.end, (*to).max(*from) as usize) as u32;
        for reached in [&list[..early], &list[*from as usize..*to as usize]] {
            for posting in reached {
                self.sums[posting.place as usize] += weight * posting.weight;
            }
        }
    }

    pub(super) fn of(&self, place: u32) -> f32 {
        self.sums[place as usize]
    }

    pub(super) fn clear(&mut self, places: Range<u32>) {
        self.sums[places.start as usize..places.end as usize].fill(0.0);
    }
}

/// The first posting at a place or behind it, looked for around a guess in growing steps.
fn first_at(list: &[Posting], place: u32, guess: usize) -> usize {
    let before = |at: usize| list[at].place < place;
    let (mut low, mut high) = (guess.min(list.len()), guess.min(list.len()));
    let mut step = 1;
    while low > 0 && !before(low - 1) {
        (high, low) = (low - 1, low.saturating_sub(step));
        step *= 2;
    }
    step = 1;
    while high < list.len() && before(high) {
        (low, high) = (high + 1, (high + step).min(list.len()));
        step *= 2;
    }
    low + list[low..high].partition_point(|posting| posting.place < place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    #[test]
    fn a_guess_changes_no_place() {
        for seed in 0..200 {
            let long = mix(seed) % 40;
            let mut places: Vec<u32> = (0..long).map(|i| (mix(seed << 8 | i) % 100) as u32).collect();
            places.sort_unstable();
            places.dedup();
            let list: Vec<Posting> = places.iter().map(|&place| Posting { place, ..Posting::default() }).collect();
            for place in 0..=100 {
                for guess in 0..50 {
                    assert_eq!(first_at(&list, place, guess), places.partition_point(|&p| p < place), "{places:?}");
                }
            }
        }
    }
}
