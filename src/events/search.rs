//! [`Search`]: for one text after the other, its neighbours among those before it.

use std::ops::Range;

use crate::events::nearest::{Bar, Near, Nearest, keep_nearest};
use crate::events::postings::Postings;
use crate::events::vectors::{TermVectors, View};
use crate::parallel;

/// Places whose sums are made together: so few that sums and postings stay in a near cache.
pub(super) const TILE: usize = if cfg!(test) { 32 } else { 8_192 };
/// So many lists ahead is looked whether the next one is at hand.
const AHEAD: usize = 2;
/// Places that are looked at together.
const LANES: usize = 16;
/// After so many places bars are looked up anew.
const STALE: u32 = 32;

/// What all threads look things up in.
pub(super) struct Index<'a> {
    pub(super) vectors: &'a TermVectors,
    /// The text at each place.
    pub(super) texts: &'a [u32],
    /// Of the text at each place.
    pub(super) kept: &'a [Nearest],
    pub(super) bars: &'a [Bar],
    /// Least cosine over all terms.
    pub(super) floor: f32,
}

/// Texts at places in a row, among which neighbours are looked for.
pub(super) struct Tile {
    places: Range<u32>,
    /// In each view.
    postings: [Postings; 2],
}

impl Tile {
    /// The texts at some places, at most as many as a tile has.
    pub(super) fn new(index: &Index<'_>, places: Range<u32>, listed: &[bool]) -> Tile {
        let texts = &index.texts[places.start as usize..places.end as usize];
        let postings = |view| Postings::build(index.vectors, texts, view, listed);
        let (all, opening) = parallel::join(|| postings(View::All), || postings(View::Opening));
        Tile { places, postings: [all, opening] }
    }
}

/// Some postings of a term, and how much the term weighs in the text that looks back.
struct Reading {
    term: u32,
    some: Range<u32>,
    weight: f32,
}

/// One thread's search in one tile.
pub(super) struct Search {
    readings: Vec<Reading>,
    /// Of each term where its list in each view was last entered: texts that follow each other in time read on from there.
    entered: [Vec<u32>; 2],
    /// The place from which on that was.
    since: [usize; 2],
    sums: [Box<[f32; TILE]>; 2],
    /// How near a text has to be to the one at each place to be kept there, as of some places ago.
    bars: Box<[f32; TILE]>,
    as_of: u32,
    near: Vec<Near>,
}

impl Search {
    pub(super) fn new() -> Search {
        let zeros = || -> Box<[f32; TILE]> {
            vec![0.0; TILE].try_into().unwrap_or_else(|_| unreachable!("as many as a tile has"))
        };
        Search {
            readings: Vec::new(),
            entered: [Vec::new(), Vec::new()],
            since: [0; 2],
            sums: [zeros(), zeros()],
            bars: zeros(),
            as_of: u32::MAX,
            near: Vec::new(),
        }
    }

    /// Looks in a tile for neighbours of the text at a place: among the undated ones at the first places, and among those
    /// of its window. Both ends of a pair hear of it.
    pub(super) fn look_back(
        &mut self,
        index: &Index<'_>,
        tile: &Tile,
        place: u32,
        undated: Range<u32>,
        window: Range<u32>,
    ) {
        let within = |range: Range<u32>| {
            let Range { start, end } = tile.places;
            (range.start.clamp(start, end) - start) as usize..(range.end.clamp(start, end) - start) as usize
        };
        let ranges = [within(undated), within(window)];
        if ranges.iter().all(Range::is_empty) {
            return;
        }
        if place.abs_diff(self.as_of) >= STALE {
            let bars = &index.bars[tile.places.start as usize..tile.places.end as usize];
            self.bars.iter_mut().zip(bars).for_each(|(known, bar)| *known = bar.get());
            self.as_of = place;
        }
        self.near.clear();
        let mut bar = index.bars[place as usize].get();
        for range in ranges.into_iter().filter(|range| !range.is_empty()) {
            for view in View::ALL {
                self.enter(index, tile, place, &range, view);
                self.sum(tile, &range, view);
            }
            bar = self.pass(index, tile, place, range, bar);
        }
        index.kept[place as usize].add(&self.near, &index.bars[place as usize]);
    }

    /// Finds for each term of the text at `place` the postings from the beginning of a range on.
    fn enter(&mut self, index: &Index<'_>, tile: &Tile, place: u32, range: &Range<usize>, view: View) {
        let text = index.texts[place as usize];
        let (weigher, norm) = (index.vectors.weigher(text), index.vectors.norm(text, view));
        let postings = &tile.postings[view as usize];
        self.readings.clear();
        let stands = index.vectors.of(text).filter(|entry| entry.counts.of(view) > 0);
        // looked up first and read then, so that one list is not waited for before the next
        self.readings.extend(stands.filter_map(|entry| {
            let some = postings.list(entry.term);
            let weight = weigher.weight(entry, view) / norm;
            (!some.is_empty()).then_some(Reading { term: entry.term, some, weight: weight as f32 })
        }));
        if range.start == 0 {
            return;
        }
        let entered = &mut self.entered[view as usize];
        if entered.is_empty() || range.start < self.since[view as usize] {
            // lists are only read on, never back
            entered.clear();
            entered.extend_from_slice(postings.heads());
        }
        self.since[view as usize] = range.start;
        for Reading { term, some, .. } in &mut self.readings {
            let entered = &mut entered[*term as usize];
            *entered = postings.reach(*entered..some.end, range.start as u16);
            some.start = *entered;
        }
    }

    /// Sums up the products with the texts at some places of the tile.
    fn sum(&mut self, tile: &Tile, range: &Range<usize>, view: View) {
        let (postings, sums) = (&tile.postings[view as usize], &mut self.sums[view as usize]);
        sums[range.clone()].fill(0.0);
        let whole = range.end == tile.places.len();
        let before = |place: &u16| usize::from(*place) < range.end;
        for (at, Reading { some, weight, .. }) in self.readings.iter().enumerate() {
            if let Some(soon) = self.readings.get(at + AHEAD) {
                postings.expect(&soon.some);
            }
            let (places, weights) = postings.get(some);
            let mut add = |(place, share): (&u16, &f32)| sums[usize::from(*place) & (TILE - 1)] += weight * share;
            if whole {
                places.iter().zip(weights).for_each(add);
                continue;
            }
            let mut done = 0;
            for eight in places.as_chunks::<8>().0.iter().take_while(|eight| before(&eight[7])) {
                eight.iter().zip(&weights[done..]).for_each(&mut add);
                done += 8;
            }
            places[done..].iter().take_while(|place| before(place)).zip(&weights[done..]).for_each(add);
        }
    }

    /// Passes those on that are near enough for either end, and tells what is near enough for this one from now on.
    fn pass(&mut self, index: &Index<'_>, tile: &Tile, place: u32, range: Range<usize>, mut bar: f32) -> f32 {
        let (text, limit) = (index.texts[place as usize], index.kept[place as usize].limit());
        let [cosines, openings] = &self.sums;
        for from in range.clone().step_by(LANES) {
            let lanes = from..(from + LANES).min(range.end);
            let (cosines, openings, bars) = (&cosines[lanes.clone()], &openings[lanes.clone()], &self.bars[lanes]);
            // without a branch, several at once
            let mut any = 0;
            for ((&cosine, &opening), &theirs) in cosines.iter().zip(openings).zip(bars) {
                let lower = if theirs < bar { theirs } else { bar };
                any |= u32::from(cosine >= index.floor) & u32::from(cosine + opening >= lower);
            }
            if any == 0 {
                continue;
            }
            for (lane, (&cosine, &opening)) in cosines.iter().zip(openings).enumerate() {
                let nearness = cosine + opening;
                if cosine > 0.0 && cosine >= index.floor {
                    let other = tile.places.start as usize + from + lane;
                    if nearness >= bars[lane] {
                        index.kept[other].add(&[(nearness, text)], &index.bars[other]);
                    }
                    if nearness >= bar {
                        self.near.push((nearness, index.texts[other]));
                        if self.near.len() / 2 >= limit
                            && let Some(last) = keep_nearest(&mut self.near, limit)
                        {
                            bar = bar.max(last);
                        }
                    }
                }
            }
        }
        bar
    }
}
