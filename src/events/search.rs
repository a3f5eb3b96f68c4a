//! [`Search`]: for one text after the other, its neighbours among those before it.

use std::ops::Range;

use crate::events::nearest::{Bar, Near, Nearest, keep_nearest};
use crate::events::postings::{Posting, Postings};
use crate::events::vectors::{Entry, TermVectors, View};

/// Places whose sums are made together: so few that they stay in a near cache.
const TILE: usize = if cfg!(test) { 32 } else { 16_384 };
/// Places that are looked at together.
const LANES: usize = 16;
/// So many lists ahead is looked whether the next one is at hand.
const AHEAD: usize = 2;
/// After so many places bars are looked up anew.
const STALE: u32 = 32;

/// What all threads look things up in.
pub(super) struct Index<'a> {
    pub(super) vectors: &'a TermVectors,
    /// The text at each place.
    pub(super) texts: &'a [u32],
    /// In each view.
    pub(super) postings: [Postings; 2],
    /// Of the text at each place.
    pub(super) kept: &'a [Nearest],
    pub(super) bars: &'a [Bar],
    /// Least cosine over all terms.
    pub(super) floor: f32,
}

/// A list that is about to be entered: its term in the text that looks back, where it was left off, and the place there.
type Left = (Entry, usize, u32);

/// The list of a term: which posting is next, and how much the term weighs in the text that looks back.
struct Reading {
    next: usize,
    weight: f32,
}

/// One thread's search.
pub(super) struct Search {
    /// Of each term where its list in each view was last entered: texts that follow each other in time read on from there.
    entered: [Vec<usize>; 2],
    /// The place from which on that was.
    since: u32,
    left: Vec<Left>,
    readings: [Vec<Reading>; 2],
    sums: [Box<[f32]>; 2],
    /// How near a text has to be to the one at each place to be kept there, as of some places ago.
    bars: Vec<f32>,
    as_of: u32,
    near: Vec<Near>,
}

impl Search {
    pub(super) fn new(index: &Index<'_>) -> Search {
        Search {
            entered: index.postings.each_ref().map(|postings| postings.heads().to_vec()),
            since: 0,
            left: Vec::new(),
            readings: [Vec::new(), Vec::new()],
            sums: [0, 1].map(|_| vec![0.0; TILE].into()),
            bars: vec![0.0; index.texts.len() + LANES],
            as_of: u32::MAX,
            near: Vec::new(),
        }
    }

    /// Looks for neighbours of the text at a place: among the undated ones at the first places, and among those of its
    /// window. Both ends of a pair hear of it.
    pub(super) fn look_back(&mut self, index: &Index<'_>, place: u32, undated: Range<u32>, window: Range<u32>) {
        if place.abs_diff(self.as_of) >= STALE {
            for range in [&undated, &window].map(|range| range.start as usize..range.end as usize) {
                let bars = self.bars[range.clone()].iter_mut().zip(&index.bars[range]);
                bars.for_each(|(known, bar)| *known = bar.get());
            }
            self.as_of = place;
        }
        self.near.clear();
        let mut bar = index.bars[place as usize].get();
        for (range, from_head) in [(undated, true), (window, false)] {
            if range.is_empty() {
                continue;
            }
            self.enter(index, place, range.start, from_head);
            for from in range.clone().step_by(TILE) {
                let end = range.end.min(from + TILE as u32);
                self.sum(index, from, end);
                bar = self.pass(index, place, from, end, bar);
            }
        }
        index.kept[place as usize].add(&self.near, &index.bars[place as usize]);
    }

    /// Finds for each term of the text at `place` where its list enters the range that begins at `since`.
    fn enter(&mut self, index: &Index<'_>, place: u32, since: u32, from_head: bool) {
        if !from_head {
            if since < self.since {
                // lists are only read on, never back
                self.entered = index.postings.each_ref().map(|postings| postings.heads().to_vec());
            }
            self.since = since;
        }
        let text = index.texts[place as usize];
        let (weigher, norms) = (index.vectors.weigher(text), View::ALL.map(|view| index.vectors.norm(text, view)));
        for view in View::ALL {
            let (postings, entered) = (&index.postings[view as usize], &mut self.entered[view as usize]);
            let readings = &mut self.readings[view as usize];
            readings.clear();
            let heads = if from_head { postings.heads() } else { &*entered };
            let stands = index.vectors.of(text).iter().filter(|entry| entry.counts.of(view) > 0);
            // read first and judged then, so that one list is not waited for before the next
            self.left.clear();
            self.left.extend(stands.map(|entry| {
                let head = heads[entry.term as usize];
                (*entry, head, postings.from(head)[0].place)
            }));
            for &(entry, head, first) in &self.left {
                let (mut next, mut at) = (head, first);
                if at < since {
                    next = postings.reach(head, since);
                    entered[entry.term as usize] = next;
                    at = postings.from(next)[0].place;
                }
                if at < place {
                    let weight = weigher.weight(entry, view) / norms[view as usize];
                    readings.push(Reading { next, weight: weight as f32 });
                }
            }
        }
    }

    /// Sums up the products with the texts at some places, at most as many as a tile has.
    fn sum(&mut self, index: &Index<'_>, from: u32, end: u32) {
        for view in View::ALL {
            let (sums, readings) = (&mut self.sums[view as usize], &mut self.readings[view as usize]);
            sums[..((end - from) as usize).next_multiple_of(LANES)].fill(0.0);
            for at in 0..readings.len() {
                if let Some(soon) = readings.get(at + AHEAD) {
                    index.postings[view as usize].expect(soon.next);
                }
                let reading = &mut readings[at];
                let list = index.postings[view as usize].from(reading.next);
                let mut add = |posting: &Posting| {
                    sums[(posting.place - from) as usize & (TILE - 1)] += reading.weight * posting.weight;
                };
                let mut rest = list;
                while let [some @ .., fourth] = rest.first_chunk::<4>().map_or(&[][..], |four| four)
                    && fourth.place < end
                    && !some.iter().any(|posting| posting.is_end())
                {
                    some.iter().for_each(&mut add);
                    add(fourth);
                    rest = &rest[4..];
                }
                while let Some((posting, after)) = rest.split_first()
                    && posting.place < end
                {
                    add(posting);
                    rest = after;
                }
                reading.next += list.len() - rest.len();
            }
        }
    }

    /// Passes those on that are near enough for either end, and tells what is near enough for this one from now on.
    fn pass(&mut self, index: &Index<'_>, place: u32, from: u32, end: u32, mut bar: f32) -> f32 {
        let (text, limit) = (index.texts[place as usize], index.kept[place as usize].limit());
        let [cosines, openings] = &self.sums;
        let bars = &self.bars[from as usize..];
        let count = (end - from) as usize;
        for at in (0..count).step_by(LANES) {
            let lanes = at..at + LANES;
            let (cosines, openings, bars) = (&cosines[lanes.clone()], &openings[lanes.clone()], &bars[lanes]);
            // without a branch, several at once
            let mut any = 0;
            for lane in 0..LANES {
                let lower = if bars[lane] < bar { bars[lane] } else { bar };
                any |= u32::from(cosines[lane] >= index.floor) & u32::from(cosines[lane] + openings[lane] >= lower);
            }
            if any == 0 {
                continue;
            }
            for lane in 0..LANES.min(count - at) {
                let (cosine, nearness) = (cosines[lane], cosines[lane] + openings[lane]);
                if cosine > 0.0 && cosine >= index.floor {
                    let other = from as usize + at + lane;
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
