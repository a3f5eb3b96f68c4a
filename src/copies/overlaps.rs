//! What many pairs of a few texts have in common: the texts of one group of copies.

use std::ops::Range;

use crate::copies::report::Overlap;
use crate::text::Token;

/// Texts that are compared with one another.
///
/// Their words are laid out in a row, those of a later text only where no text before has its shingles, so that a
/// shingle is the place at which it begins and a text a set of places, of which two are counted against one another 64
/// at a time. Copies go on as the text before them does: from one shingle in common on, words are compared side by
/// side, and neither hashed nor looked up.
#[derive(Debug)]
pub(crate) struct Overlaps {
    /// Words in a shingle.
    width: usize,
    /// A power of two of them, at most three quarters full: 1 + the place of a shingle, 0 when free.
    slots: Vec<u32>,
    /// Shingles in the slots.
    taken: usize,
    words: Vec<Token>,
    /// For each word the end of the piece it is in. No shingle goes on from one piece to the next.
    ends: Vec<u32>,
    texts: Vec<u32>,
    rows: Vec<Row>,
    /// Scratch: where the shingles are that came with the last text.
    new: Vec<Range<usize>>,
}

/// A text that is held.
#[derive(Debug, Default)]
struct Row {
    /// At which places its shingles are.
    bits: Vec<u64>,
    /// How many those are.
    len: u32,
}

/// Texts held at most, and words from which on no further text is added.
const TEXTS: usize = 64;
const WORDS: usize = 1 << 14;

const LEAST_SLOTS: usize = 1 << 12;

impl Overlaps {
    /// Holds no texts yet; for shingles of so many words.
    pub(crate) fn new(width: usize) -> Overlaps {
        Overlaps {
            width: width.max(1),
            slots: vec![0; LEAST_SLOTS],
            taken: 0,
            words: Vec::new(),
            ends: Vec::new(),
            texts: Vec::new(),
            rows: Vec::new(),
            new: Vec::new(),
        }
    }

    /// What two texts have in common; `own` is the side of `a`. `read` lends the words of a text not held yet: headline
    /// and body.
    ///
    /// Pairs should come group by group: when neither text is held, a new group begins and the old one is forgotten.
    pub(crate) fn of(&mut self, a: u32, b: u32, read: impl Fn(u32, &mut dyn FnMut([&[Token]; 2]))) -> Overlap {
        let held = [a, b].map(|text| self.row(text));
        let full = self.texts.len() + 2 > TEXTS || self.words.len() > WORDS;
        if held == [None, None] || full && held.contains(&None) {
            self.forget();
        }
        let [a, b] = [a, b].map(|text| self.row(text).unwrap_or_else(|| self.add(text, &read)));
        let (a, b) = (&self.rows[a], &self.rows[b]);
        let common = a.bits.iter().zip(&b.bits).map(|(x, y)| (x & y).count_ones()).sum();
        Overlap { common, own: a.len, other: b.len }
    }

    fn row(&self, text: u32) -> Option<usize> {
        self.texts.iter().position(|&held| held == text)
    }

    fn forget(&mut self) {
        self.texts.clear();
        self.words.clear();
        self.ends.clear();
        self.taken = 0;
        self.slots.truncate(LEAST_SLOTS);
        self.slots.fill(0);
    }

    fn add(&mut self, text: u32, read: &impl Fn(u32, &mut dyn FnMut([&[Token]; 2]))) -> usize {
        let at = self.texts.len();
        self.texts.push(text);
        if self.rows.len() == at {
            self.rows.push(Row::default());
        }
        let mut bits = std::mem::take(&mut self.rows[at].bits);
        bits.clear();
        bits.resize(self.words.len().div_ceil(64), 0);
        self.new.clear();
        let before = self.words.len();
        read(text, &mut |parts| parts.into_iter().for_each(|words| self.lay_out(words, before, &mut bits)));
        bits.resize(self.words.len().div_ceil(64), 0);
        for range in self.new.drain(..) {
            set(&mut bits, range);
        }
        self.rows[at] = Row { len: bits.iter().map(|bits| bits.count_ones()).sum(), bits };
        at
    }

    /// Finds the shingles of some words, sets the bits of those that came `before` the text, and lays out those that are
    /// new.
    fn lay_out(&mut self, words: &[Token], before: usize, bits: &mut [u64]) {
        let width = self.width.min(words.len());
        let shingles = words.len() + 1 - width;
        if width == 0 {
            return;
        }
        while 3 * self.slots.len() < 4 * (self.taken + shingles) {
            self.grow();
        }
        let (mut at, mut start) = (0, self.words.len());
        while at < shingles {
            let shingle = &words[at..at + width];
            // the common width is spelled out so that the inner loops unroll
            match if width == 5 { self.find(&shingle[..5]) } else { self.find(shingle) } {
                Err(slot) => {
                    if self.words.len() == start {
                        self.words.extend_from_slice(shingle);
                    } else {
                        self.words.push(shingle[width - 1]);
                    }
                    self.slots[slot] = (self.words.len() + 1 - width) as u32;
                    at += 1;
                }
                Ok(place) => {
                    start = self.close(start, width);
                    let end = self.ends[place] as usize;
                    let same = in_step(&words[at..], &self.words[place..end]);
                    let shared = same + 1 - width;
                    if place < before {
                        set(bits, place..place + shared);
                    }
                    at += shared;
                }
            }
        }
        self.close(start, width);
    }

    /// Ends the piece that began at `start`, if any word is in it. Returns where the next one begins.
    fn close(&mut self, start: usize, width: usize) -> usize {
        let end = self.words.len();
        if end > start {
            let shingles = start..end + 1 - width;
            self.taken += shingles.len();
            self.ends.resize(end, end as u32);
            self.new.push(shingles);
        }
        end
    }

    /// The place of a shingle, or else the slot that is free for it.
    #[inline]
    fn find(&self, shingle: &[Token]) -> Result<usize, usize> {
        let slots = self.slots.as_slice();
        let mut slot = hash(shingle) & (slots.len() - 1);
        while let Some(place) = (slots[slot] as usize).checked_sub(1) {
            if self.words[place..].starts_with(shingle) && self.width_at(place) == shingle.len() {
                return Ok(place);
            }
            slot = (slot + 1) & (slots.len() - 1);
        }
        Err(slot)
    }

    /// Words in the shingle at a place: fewer than usual when it is a whole headline or body.
    #[inline]
    fn width_at(&self, place: usize) -> usize {
        // a piece not ended yet is of the usual ones
        self.ends.get(place).map_or(self.width, |&end| self.width.min(end as usize - place))
    }

    fn grow(&mut self) {
        let taken = std::mem::take(&mut self.slots);
        self.slots.resize(taken.len() * 2, 0);
        for place in taken.into_iter().filter(|&place| place > 0) {
            let at = place as usize - 1;
            if let Err(slot) = self.find(&self.words[at..at + self.width_at(at)]) {
                self.slots[slot] = place;
            }
        }
    }
}

/// Words are good hashes already: turned by their places and summed they tell shingles apart.
#[inline]
fn hash(shingle: &[Token]) -> usize {
    let turned = shingle.iter().zip(0..).map(|(word, place)| word.hash().rotate_left(13 * place));
    turned.fold(shingle.len() as u64, u64::wrapping_add) as usize
}

/// How many words at the beginning of both are the same.
#[inline]
fn in_step(a: &[Token], b: &[Token]) -> usize {
    let (fours, _) = a.as_chunks::<4>();
    let (other_fours, _) = b.as_chunks::<4>();
    let equal = |(x, y): &(&[Token; 4], &[Token; 4])| (0..4).fold(0, |d, i| d | (x[i].hash() ^ y[i].hash())) == 0;
    let same = 4 * fours.iter().zip(other_fours).take_while(equal).count();
    same + a[same..].iter().zip(&b[same..]).take_while(|(x, y)| x == y).count()
}

/// Sets some bits.
#[inline]
fn set(bits: &mut [u64], range: Range<usize>) {
    let (first, last) = (range.start / 64, (range.end - 1) / 64);
    let (from, to) = (u64::MAX << (range.start % 64), u64::MAX >> (63 - (range.end - 1) % 64));
    if first == last {
        bits[first] |= from & to;
        return;
    }
    bits[first] |= from;
    bits[first + 1..last].fill(u64::MAX);
    bits[last] |= to;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;
    use crate::sketch::shingle;
    use std::collections::HashSet;

    #[test]
    fn counts_are_those_of_sets_in_any_order_of_pairs() {
        // copies with edits and repeats, strangers, an empty text, a long one and some of few words
        let words = |text: u32| -> [Vec<Token>; 2] {
            let len = if text == 7 { 40_000 } else { u64::from(text % 5) * 300 };
            let own = |i: u64| mix(i ^ u64::from(text)).is_multiple_of(9 + 30 * u64::from(text % 3));
            let word = |i: u64| match i {
                i if own(i) => mix(i % 50) ^ u64::from(text),
                // a passage that comes twice
                i if text % 4 == 1 && i % 600 > 500 => mix(i % 600),
                i => mix(i % 1100 + u64::from(text % 2)),
            };
            let title = u64::from(text % 7);
            [title.min(len), len].map(|len| (0..len).map(|i| Token::new(word(i), false)).collect())
        };
        let texts: Vec<_> = (0..90).map(words).collect();
        for width in [1, 2, 5, 9] {
            let sets: Vec<HashSet<u64>> =
                texts.iter().map(|parts| parts.iter().flat_map(|words| shingle(words, width)).collect()).collect();
            let mut overlaps = Overlaps::new(width);
            for case in 0..600 {
                let (a, b) = ((mix(case) % 90) as usize, (mix(case + 1000) % 90) as usize);
                let (x, y) = (&sets[a], &sets[b]);
                let expected =
                    Overlap { common: x.intersection(y).count() as u32, own: x.len() as u32, other: y.len() as u32 };
                let lend = |text: u32, lend: &mut dyn FnMut([&[Token]; 2])| {
                    let [title, body] = &texts[text as usize];
                    lend([title, body]);
                };
                assert_eq!(overlaps.of(a as u32, b as u32, lend), expected, "{a} {b} {width}");
            }
        }
    }
}
