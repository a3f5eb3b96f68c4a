//! Candidate pairs from an inverted index over weighted terms.

use std::ops::Range;

use crate::events::nearest::{Bar, Nearest};
use crate::events::search::{Index, Search, TILE, Tile};
use crate::events::vectors::TermVectors;
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
    /// A term that stands in more reports than this proposes nothing; it still counts in a cosine.
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
/// neighbours by the sum of the cosines over all terms and over the openings; a pair is proposed when either side
/// proposes it.
///
/// # Complexity
/// O(entries · postings within the window), the latter capped; for every 8,192 texts besides O(terms), and O(entries) for
/// the texts whose window reaches them. Memory linear in entries and proposals.
pub fn candidates(vectors: &TermVectors, days: &[f64], settings: &CandidateSettings) -> Vec<(u32, u32)> {
    let paired = proposals(vectors, days, settings);
    let of = |lower: u32| paired.higher(lower).iter().map(move |&higher| (lower, higher));
    (0..paired.texts() as u32).flat_map(of).collect()
}

/// The same as lists.
pub(crate) fn proposals(vectors: &TermVectors, days: &[f64], settings: &CandidateSettings) -> Paired {
    let order = Order::of(days);
    let listed = in_at_most(settings.posting_cap, vectors);
    let kept: Vec<Nearest> = order.days.iter().map(|day| Nearest::new(settings.limit(*day))).collect();
    let bars: Vec<Bar> = order.days.iter().map(|_| Bar::default()).collect();
    let index = Index { vectors, texts: &order.texts, kept: &kept, bars: &bars, floor: settings.floor as f32 };
    let places = order.texts.len() as u32;
    let since: Vec<u32> =
        (0..).zip(&order.days).map(|(place, day)| order.since(*day, settings.window_days).min(place)).collect();
    let tile = |from: u32, parts: usize| {
        let places = from..places.min(from.saturating_add(TILE as u32));
        Tile::new(&index, places, &listed, parts)
    };
    // the latest first, so that texts of one time meet before others and bars are high early; nothing is looked up before
    // there is a tile, the others are made meanwhile
    let mut tiles = (0..places).step_by(TILE).rev();
    let mut next = tiles.next().map(|from| tile(from, parallel::threads()));
    while let Some(now) = next.take() {
        let Range { start: from, end } = now.places();
        // each text looks at those before it
        let behind = since[order.undated as usize..].partition_point(|&since| since < end) as u32;
        let last = if from < order.undated { places } else { order.undated + behind };
        let search = |search: &mut Search, at: u32| {
            let place = from + at;
            search.look_back(&index, &now, place, 0..order.undated.min(place), since[place as usize]..place);
        };
        let look_back = || parallel::map_with((last - from) as usize, Search::new, search);
        next = parallel::join(look_back, || tiles.next().map(|from| tile(from, 1))).1;
    }
    let near = parallel::consume(kept, |_, kept| kept.finish());
    Paired::of_near(&order.texts, near)
}

/// For each text the higher ones that it is paired with.
#[derive(Debug)]
pub(crate) struct Paired {
    /// Where those of each text lie.
    ranges: Vec<Range<usize>>,
    higher: Vec<u32>,
}

impl Paired {
    /// Of the text at each place and its neighbours.
    pub(crate) fn of_near(texts: &[u32], near: Vec<Vec<u32>>) -> Paired {
        let mut ranges = vec![0..0; texts.len()];
        for (&text, near) in texts.iter().zip(&near) {
            for &other in near {
                ranges[text.min(other) as usize].end += 1;
            }
        }
        let all = ranges.iter_mut().fold(0, |begin, range| {
            let next = begin + range.end;
            *range = begin..begin;
            next
        });
        let mut higher = vec![0; all];
        for (&text, near) in texts.iter().zip(near) {
            for other in near {
                let end = &mut ranges[text.min(other) as usize].end;
                higher[*end] = text.max(other);
                *end += 1;
            }
        }
        Paired { ranges, higher }.tidied()
    }

    /// Ascending, each once.
    fn tidied(mut self) -> Paired {
        let (mut lists, mut rest) = (Vec::with_capacity(self.ranges.len()), self.higher.as_mut_slice());
        for range in &self.ranges {
            let list;
            (list, rest) = rest.split_at_mut(range.len());
            lists.push(list);
        }
        let lengths = parallel::consume(lists, |_, list| {
            list.sort_unstable();
            let mut kept = 0;
            for at in 0..list.len() {
                if at == 0 || list[at] != list[kept - 1] {
                    list[kept] = list[at];
                    kept += 1;
                }
            }
            kept
        });
        for (range, length) in self.ranges.iter_mut().zip(lengths) {
            range.end = range.start + length;
        }
        self
    }

    /// Number of texts.
    pub(crate) fn texts(&self) -> usize {
        self.ranges.len()
    }

    /// The higher texts that one is paired with, ascending, each once.
    pub(crate) fn higher(&self, text: u32) -> &[u32] {
        &self.higher[self.ranges[text as usize].clone()]
    }
}

/// Which terms stand in at most so many texts.
fn in_at_most(cap: usize, vectors: &TermVectors) -> Vec<bool> {
    vectors.standing().iter().map(|&texts| texts as usize <= cap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::corpus::Frequencies;
    use crate::events::{Background, Entry, View, term_counts};
    use crate::sketch::hash::mix;
    use crate::text::Analyzer;

    #[test]
    fn a_window_of_time_begins_at_a_place() {
        let days = [5.0, f64::NAN, 1.0, 9.0, 3.0, f64::NAN, 3.0];
        let order = Order::of(&days);
        assert_eq!((order.texts.as_slice(), order.undated), ([1, 5, 2, 4, 6, 0, 3].as_slice(), 2));
        assert_eq!(order.since(3.0, 2.0), 2);
        assert_eq!(order.since(9.0, 3.9), 6);
        assert_eq!(order.since(f64::NAN, 1.0), 2);
    }

    /// Texts of rare and common words, one in so many of them undated, and their days.
    fn some_texts(seed: u64, texts: u64, undated: u64) -> (TermVectors, Vec<f64>) {
        let random = |text: u64, what: u64| mix(seed << 40 | text << 20 | what);
        let words = |text: u64| {
            let word = |n| format!("w{}", (160_f64.powf((random(text, n) % 1000) as f64 / 1000.0)) as u32);
            (0..5 + random(text, 1000) % 80).map(word).collect::<Vec<_>>().join(" ")
        };
        let read = |text: u64| {
            let article =
                Article::builder("", &words(text)).id(&text.to_string()).lang(["en", "de"][text as usize % 2]);
            Analyzer::new().analyse(&article.build().unwrap())
        };
        let terms: Vec<_> = (0..texts).map(read).map(|read| (read.language(), term_counts(&read))).collect();
        let epoch = Frequencies::count(terms.iter().map(|(_, terms)| terms.iter().map(|&(hash, _)| hash)));
        let day = |text| if random(text, 1001) % undated == 0 { f64::NAN } else { (random(text, 1002) % 90) as f64 };
        (TermVectors::build(terms, &epoch, &Background::none()), (0..texts).map(day).collect())
    }

    /// What the search stands for, pair by pair.
    fn by_definition(vectors: &TermVectors, days: &[f64], settings: &CandidateSettings) -> Vec<(u32, u32)> {
        let texts = 0..vectors.len() as u32;
        let listed = in_at_most(settings.posting_cap, vectors);
        let sum = |a: u32, b: u32, view| {
            let weight = |text: u32, entry: &Entry| vectors.unit_weight(text, entry, view) as f32;
            let met = |x: Entry| vectors.of(b).find(|y| y.term == x.term).map(|y| weight(a, &x) * weight(b, &y));
            let listed = vectors.of(a).filter(|x| listed[x.term as usize]);
            listed.filter_map(met).fold(0.0, |sum, product| sum + product)
        };
        let mut pairs = Vec::new();
        for a in texts.clone() {
            let mut near = Vec::new();
            for b in texts.clone().filter(|&b| b != a) {
                let far = (days[a as usize] - days[b as usize]).abs() > settings.window_days;
                let cosine = sum(a, b, View::All);
                if !far && cosine > 0.0 && cosine >= settings.floor as f32 {
                    near.push((cosine + sum(a, b, View::Opening), b));
                }
            }
            near.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
            near.truncate(settings.limit(days[a as usize]));
            pairs.extend(near.into_iter().map(|(_, b)| (a.min(b), a.max(b))));
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    #[test]
    fn tile_by_tile_the_same_pairs_as_pair_by_pair() {
        let few = CandidateSettings { neighbours: 5, neighbours_undated: 9, ..CandidateSettings::default() };
        let strict = CandidateSettings { floor: 0.2, posting_cap: 60, window_days: 7.0, ..few };
        for seed in 0..4 {
            let (vectors, days) = some_texts(seed, 170, [9, 2, 1, 20][seed as usize]);
            for settings in [few, strict, CandidateSettings { neighbours: 0, ..strict }] {
                let found = candidates(&vectors, &days, &settings);
                assert_eq!(found, by_definition(&vectors, &days, &settings), "{seed}");
                assert!(found.len() > 20, "{}", found.len());
            }
        }
        for texts in [0, 1, 2, 32, 33, 64] {
            let (vectors, days) = some_texts(7, texts, 3);
            assert_eq!(candidates(&vectors, &days, &few), by_definition(&vectors, &days, &few), "{texts}");
        }
    }
}
