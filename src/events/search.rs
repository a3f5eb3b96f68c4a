//! [`Search`]: for one text after the other, its neighbours among those before it.

use std::ops::Range;

use crate::events::nearest::{Bar, Near, Nearest, keep_nearest};
use crate::events::postings::{Postings, number};
use crate::events::vectors::{Entry, TermVectors, View};

/// Places whose sums are made together: so few that sums and postings stay in a near cache.
pub(super) const TILE: usize = if cfg!(test) { 32 } else { 8_192 };
/// So many lists ahead is looked whether the next one is at hand.
const AHEAD: usize = 2;
/// Places that are looked at together.
const LANES: usize = 32;
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
    postings: Postings,
}

impl Tile {
    /// The texts at some places, at most as many as a tile has; `parts` as for [`Postings::build`].
    pub(super) fn new(index: &Index<'_>, places: Range<u32>, listed: &[bool], parts: usize) -> Tile {
        let texts = &index.texts[places.start as usize..places.end as usize];
        Tile { places, postings: Postings::build(index.vectors, texts, listed, parts) }
    }

    /// Where its texts are.
    pub(super) fn places(&self) -> Range<u32> {
        self.places.clone()
    }
}

/// Some postings of a term in each view, and how much the term weighs there in the text that looks back.
struct Reading {
    entry: Entry,
    some: [Range<u32>; 2],
    weights: [f32; 2],
}

/// One thread's search in one tile.
pub(super) struct Search {
    readings: Vec<Reading>,
    /// Where each list was last entered: texts that follow each other in time read on from there.
    entered: Vec<u32>,
    /// The place from which on that was.
    since: usize,
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
            entered: Vec::new(),
            since: 0,
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
            self.enter(index, tile, place, &range);
            self.sum(tile, &range);
            bar = self.pass(index, tile, place, range, bar);
        }
        index.kept[place as usize].add(&self.near, &index.bars[place as usize]);
    }

    /// Finds for each term of the text at `place` the postings from the beginning of a range on.
    fn enter(&mut self, index: &Index<'_>, tile: &Tile, place: u32, range: &Range<usize>) {
        let text = index.texts[place as usize];
        let (weigher, postings) = (index.vectors.weigher(text), &tile.postings);
        let norms = View::ALL.map(|view| index.vectors.norm(text, view));
        self.readings.clear();
        // looked up first, weighed and read then, so that one list is not waited for before the next
        index.vectors.of(text).for_each(|entry| {
            let mut some = postings.lists(entry.term);
            if entry.counts.of(View::Opening) == 0 {
                some[1].end = some[1].start;
            }
            if !some[0].is_empty() {
                self.readings.push(Reading { entry, some, weights: [0.0; 2] });
            }
        });
        for Reading { entry, weights, .. } in &mut self.readings {
            let all = weigher.weights(*entry);
            *weights = View::ALL.map(|view| (all[view as usize] / norms[view as usize]) as f32);
        }
        if range.start == 0 {
            return;
        }
        if self.entered.is_empty() || range.start < self.since {
            // lists are only read on, never back
            self.entered.clear();
            self.entered.extend_from_slice(postings.heads());
        }
        self.since = range.start;
        for Reading { entry, some, .. } in &mut self.readings {
            for (view, some) in View::ALL.into_iter().zip(some) {
                let entered = &mut self.entered[number(entry.term, view)];
                if some.start < some.end {
                    *entered = postings.reach(*entered..some.end, range.start as u16);
                    some.start = *entered;
                }
            }
        }
    }

    /// Sums up the products with the texts at some places of the tile.
    fn sum(&mut self, tile: &Tile, range: &Range<usize>) {
        let Search { sums: [cosines, openings], readings, .. } = self;
        cosines[range.clone()].fill(0.0);
        openings[range.clone()].fill(0.0);
        let (postings, whole) = (&tile.postings, range.end == tile.places.len());
        let before = |place: &u16| usize::from(*place) < range.end;
        for (at, Reading { some, weights, .. }) in readings.iter().enumerate() {
            if let Some(soon) = readings.get(at + AHEAD) {
                postings.expect(&(soon.some[0].start..soon.some[1].end));
            }
            for ((some, weight), sums) in some.iter().zip(weights).zip([&mut *cosines, &mut *openings]) {
                let (places, shares) = postings.get(some);
                let mut add = |(place, share): (&u16, &f32)| sums[usize::from(*place) & (TILE - 1)] += weight * share;
                if whole {
                    places.iter().zip(shares).for_each(add);
                    continue;
                }
                let mut done = 0;
                for eight in places.as_chunks::<8>().0.iter().take_while(|eight| before(&eight[7])) {
                    eight.iter().zip(&shares[done..]).for_each(&mut add);
                    done += 8;
                }
                places[done..].iter().take_while(|place| before(place)).zip(&shares[done..]).for_each(add);
            }
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
