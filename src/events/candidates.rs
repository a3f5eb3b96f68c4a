//! Candidate pairs from an inverted index over weighted terms.

use crate::events::nearest::Nearest;
use crate::events::postings::{Postings, Sums};
use crate::events::vectors::{TermVectors, View};
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

impl CandidateSettings {
    /// How many neighbours a text of a day proposes.
    fn limit(&self, day: f64) -> usize {
        if day.is_nan() { self.neighbours_undated } else { self.neighbours }
    }
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

    /// The first dated place within a window before a day; of all for an unknown one.
    fn since(&self, day: f64, window: f64) -> u32 {
        let dated = &self.days[self.undated as usize..];
        self.undated + dated.partition_point(|&other| other < day && day - other > window) as u32
    }
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
    let order = Order::of(days);
    let (all, opening) = parallel::join(
        || Postings::build(vectors, &order.texts, View::All),
        || Postings::build(vectors, &order.texts, View::Opening),
    );
    let kept: Vec<Nearest> = order.days.iter().map(|day| Nearest::new(settings.limit(*day))).collect();
    let workspace = || (Sums::new(vectors), Sums::new(vectors), Vec::<(f32, u32)>::new());
    // in the order of time, so that a list is read on where the text before left off; each text looks at those before it
    parallel::map_with(vectors.len(), workspace, |(cosines, openings, near), place| {
        let (text, day) = (order.texts[place as usize], order.days[place as usize]);
        let reach = [0..order.undated.min(place), order.since(day, settings.window_days).min(place)..place];
        for entry in vectors.of(text) {
            // a term is as common in openings as it is in texts
            if all.of(entry.term).len() <= settings.posting_cap {
                cosines.add(&all, entry.term, vectors.unit_weight(text, entry, View::All) as f32, &reach);
                let weight = vectors.unit_weight(text, entry, View::Opening) as f32;
                if weight > 0.0 {
                    openings.add(&opening, entry.term, weight, &reach);
                }
            }
        }
        near.clear();
        for other in reach.iter().cloned().flatten() {
            let cosine = cosines.of(other);
            if cosine > 0.0 && cosine >= settings.floor as f32 {
                let nearness = cosine + openings.of(other);
                near.push((nearness, order.texts[other as usize]));
                kept[other as usize].add(&[(nearness, text)]);
            }
        }
        for places in reach {
            cosines.clear(places.clone());
            openings.clear(places);
        }
        kept[place as usize].add(near);
    });
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for (kept, &text) in kept.into_iter().zip(&order.texts) {
        pairs.extend(kept.finish().map(|other| (text.min(other), text.max(other))));
    }
    parallel::sort(&mut pairs);
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_of_time_begins_at_a_place() {
        let days = [5.0, f64::NAN, 1.0, 9.0, 3.0, f64::NAN, 3.0];
        let order = Order::of(&days);
        assert_eq!((order.texts.as_slice(), order.undated), ([1, 5, 2, 4, 6, 0, 3].as_slice(), 2));
        assert_eq!(order.since(3.0, 2.0), 2);
        assert_eq!(order.since(9.0, 3.9), 6);
        assert_eq!(order.since(f64::NAN, 1.0), 2);
    }
}
