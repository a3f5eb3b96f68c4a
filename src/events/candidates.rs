//! Candidate pairs from an inverted index over weighted terms.

use std::ops::Range;

use crate::events::vectors::{Entry, TermVectors, View};
use crate::parallel;

/// How pairs of reports are proposed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CandidateSettings {
    /// Pairs further apart in time, in days, are not proposed. Unknown times are always proposed.
    pub window_days: f64,
    /// Least cosine over all terms, within 0..=1.
    pub floor: f64,
    /// How many neighbours a dated report proposes at most, the most alike first.
    pub neighbours: usize,
    /// The same for an undated report, which competes with those of all days.
    pub neighbours_undated: usize,
    /// A term that stands in more reports than this within one window proposes nothing; it still counts in a cosine.
    pub posting_cap: usize,
}

impl Default for CandidateSettings {
    fn default() -> Self {
        CandidateSettings {
            window_days: 30.0,
            floor: 0.03,
            neighbours: 100,
            neighbours_undated: 300,
            posting_cap: 4_000,
        }
    }
}

/// A text in which a term stands, and the term's share of the text's vector in each view.
#[derive(Clone, Copy, Default)]
struct Posting {
    place: u32,
    weights: [f32; 2],
}

/// The texts in the order of time, undated ones first, so that a window of time is a range of places.
struct Order {
    /// The text at each place.
    texts: Vec<u32>,
    /// The day at each place, not-a-number for the first ones.
    days: Vec<f64>,
    undated: u32,
}

impl Order {
    fn of(days: &[f64]) -> Order {
        let mut texts: Vec<u32> = (0..days.len() as u32).collect();
        let key = |text: u32| days[text as usize];
        texts.sort_unstable_by(|&x, &y| {
            let dated = (!key(x).is_nan()).cmp(&!key(y).is_nan());
            dated.then(key(x).total_cmp(&key(y))).then(x.cmp(&y))
        });
        let days: Vec<f64> = texts.iter().map(|&text| key(text)).collect();
        let undated = days.partition_point(|day| day.is_nan()) as u32;
        Order { texts, days, undated }
    }

    /// The dated places within a window around a day; all of them around an unknown one.
    fn within(&self, day: f64, window: f64) -> Range<u32> {
        if day.is_nan() {
            return self.undated..self.days.len() as u32;
        }
        let dated = &self.days[self.undated as usize..];
        let from = dated.partition_point(|&other| other < day && day - other > window) as u32;
        let to = dated.partition_point(|&other| other <= day || other - day <= window) as u32;
        self.undated + from..self.undated + to
    }
}

/// The postings of all terms, flat: for each term the texts it stands in, by place, with their normalised weights.
struct Index {
    heads: Vec<usize>,
    postings: Vec<Posting>,
}

impl Index {
    fn build(vectors: &TermVectors, order: &Order) -> Index {
        let mut heads = vec![0usize; vectors.terms() + 1];
        for entry in order.texts.iter().flat_map(|&text| vectors.of(text)) {
            heads[entry.term as usize + 1] += 1;
        }
        for term in 0..vectors.terms() {
            heads[term + 1] += heads[term];
        }
        let mut postings = vec![Posting::default(); heads[vectors.terms()]];
        let mut next = heads.clone();
        for (place, &text) in (0..).zip(&order.texts) {
            for entry in vectors.of(text) {
                let at = &mut next[entry.term as usize];
                postings[*at] = Posting { place, weights: unit_weights(vectors, text, *entry) };
                *at += 1;
            }
        }
        Index { heads, postings }
    }

    fn of(&self, term: u32) -> &[Posting] {
        &self.postings[self.heads[term as usize]..self.heads[term as usize + 1]]
    }
}

fn unit_weights(vectors: &TermVectors, text: u32, entry: Entry) -> [f32; 2] {
    View::ALL.map(|view| vectors.unit_weight(text, &entry, view) as f32)
}

/// The postings at some places of a list that is spread over `all` places: since texts come about evenly, the search
/// starts where the places should be.
fn at(list: &[Posting], places: &Range<u32>, all: usize) -> Range<usize> {
    let from = first_at(list, places.start, list.len() * places.start as usize / all.max(1));
    from..first_at(list, places.end, from + list.len() * places.len() / all.max(1))
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

/// Proposes pairs of texts that share enough weighted terms and are near enough in time: pairs `(a, b)` with `a < b`,
/// ascending, each once.
///
/// `days` holds the publication time of each text in days, not-a-number when unknown. Each text proposes its nearest
/// neighbours by the sum of the cosines over all terms and over the openings; a pair is proposed when either side proposes it.
///
/// # Complexity
/// O(entries · postings within the window), the latter capped; memory linear in entries and proposals.
pub fn candidates(vectors: &TermVectors, days: &[f64], settings: &CandidateSettings) -> Vec<(u32, u32)> {
    let texts = vectors.len();
    let order = Order::of(days);
    let index = Index::build(vectors, &order);
    let workspace = || (vec![[0f32; 2]; texts], Vec::<u32>::new());
    let proposals = parallel::map_with(texts, workspace, |(sums, touched), text| {
        let day = days[text as usize];
        let (undated, dated) = (0..order.undated, order.within(day, settings.window_days));
        for entry in vectors.of(text) {
            let list = index.of(entry.term);
            if list.len() > settings.posting_cap {
                continue;
            }
            let own = unit_weights(vectors, text, *entry);
            let reached = [at(list, &undated, texts), at(list, &dated, texts)];
            for posting in reached.into_iter().flat_map(|range| &list[range]) {
                let [all, opening] = &mut sums[posting.place as usize];
                if *all == 0.0 {
                    touched.push(posting.place);
                }
                *all += own[0] * posting.weights[0];
                *opening += own[1] * posting.weights[1];
            }
        }
        let mut near: Vec<(f32, u32)> = Vec::new();
        for &place in touched.iter() {
            let [cosine, opening] = std::mem::take(&mut sums[place as usize]);
            let other = order.texts[place as usize];
            let gap = (day - order.days[place as usize]).abs();
            if other != text && cosine >= settings.floor as f32 && (gap.is_nan() || gap <= settings.window_days) {
                near.push((cosine + opening, other));
            }
        }
        touched.clear();
        let limit = if day.is_nan() { settings.neighbours_undated } else { settings.neighbours };
        let nearer = |x: &(f32, u32), y: &(f32, u32)| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1));
        if near.len() > limit {
            near.select_nth_unstable_by(limit, nearer);
            near.truncate(limit);
        }
        near.into_iter().map(|(_, other)| (text.min(other), text.max(other))).collect::<Vec<_>>()
    });
    let mut pairs: Vec<(u32, u32)> = proposals.into_iter().flatten().collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
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

    #[test]
    fn a_window_of_time_is_a_range_of_places() {
        let days = [5.0, f64::NAN, 1.0, 9.0, 3.0, f64::NAN, 3.0];
        let order = Order::of(&days);
        assert_eq!((order.texts.as_slice(), order.undated), ([1, 5, 2, 4, 6, 0, 3].as_slice(), 2));
        assert_eq!(order.within(3.0, 2.0), 2..6);
        assert_eq!(order.within(9.0, 3.9), 6..7);
        assert_eq!(order.within(f64::NAN, 1.0), 2..7);
    }
}
