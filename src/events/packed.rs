//! [`Packed`]: the terms of all texts in three bytes each.

use std::hint::black_box;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::events::vectors::{Entry, PartCounts, TermVectors, View};

/// Terms of one upper half.
pub(super) const BLOCK: usize = 1 << 16;
/// Term numbers to a cache line.
const LINE: usize = 32;

/// The terms of all texts in three bytes each instead of eight: of texts that are compared in no order, most have to be
/// waited for.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    /// The lower half of each term.
    lower: Vec<u16>,
    /// Which of the counts that occur.
    codes: Vec<u8>,
    /// Of each text, for each upper half, where its terms begin; then where the last ones end.
    blocks: Vec<usize>,
    /// How many upper halves there are.
    uppers: usize,
    /// Of each code the counts, and the weights of such a term that has the idf 1.
    known: Vec<(PartCounts, [f64; 2])>,
    /// The counts that have no code, by place, ascending.
    rare: Vec<(usize, PartCounts)>,
}

/// Entries of one text, one after the other.
#[derive(Debug, Clone)]
struct Entries<'a> {
    packed: &'a Packed,
    /// Where the terms of this upper half and of the higher ones end.
    ends: &'a [usize],
    /// The first term of the upper half.
    upper: u32,
    place: usize,
}

impl Iterator for Entries<'_> {
    type Item = Entry;

    #[inline]
    fn next(&mut self) -> Option<Entry> {
        while self.place == *self.ends.first()? {
            self.ends = &self.ends[1..];
            self.upper = self.upper.wrapping_add(BLOCK as u32);
        }
        let (packed, place) = (self.packed, self.place);
        self.place += 1;
        Some(Entry { term: self.upper | u32::from(packed.lower[place]), counts: packed.counts(place) })
    }
}

/// The code of counts that are looked up.
const RARE: u8 = u8::MAX;

impl Packed {
    pub(crate) fn new(vectors: &TermVectors) -> Packed {
        let count = (0..vectors.len() as u32).map(|text| vectors.of(text).len()).sum();
        let mut packed = Packed {
            lower: Vec::with_capacity(count),
            codes: Vec::with_capacity(count),
            uppers: vectors.terms().div_ceil(BLOCK),
            ..Packed::default()
        };
        let (mut codes, mut last) = (FxHashMap::default(), None);
        for entry in (0..vectors.len() as u32).flat_map(|text| vectors.of(text)) {
            let code = match last {
                // most terms stand in a text once, as the one before did
                Some((counts, code)) if counts == entry.counts => code,
                _ => *codes.entry(entry.counts).or_insert_with(|| {
                    if packed.known.len() == usize::from(RARE) {
                        return RARE;
                    }
                    packed.known.push((entry.counts, vectors.tf(entry.counts)));
                    packed.known.len() as u8 - 1
                }),
            };
            if code == RARE {
                packed.rare.push((packed.lower.len(), entry.counts));
            }
            last = Some((entry.counts, code));
            packed.lower.push(entry.term as u16);
            packed.codes.push(code);
        }
        packed.blocks.reserve_exact(vectors.len() * packed.uppers + 1);
        let mut from = 0;
        for text in 0..vectors.len() as u32 {
            let own = vectors.of(text);
            let begins = |upper| from + own.partition_point(|e| (e.term as usize) < upper * BLOCK);
            packed.blocks.extend((0..packed.uppers).map(begins));
            from += own.len();
        }
        packed.blocks.push(from);
        packed
    }

    /// Memory in use, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.lower.capacity() * size_of::<u16>()
            + self.codes.capacity()
            + self.blocks.capacity() * size_of::<usize>()
            + self.rare.capacity() * size_of::<(usize, PartCounts)>()
    }

    /// Of each upper half, as the first of its terms, where its terms of a text are.
    pub(super) fn blocks(&self, text: u32) -> impl Iterator<Item = (u32, Range<usize>)> + '_ {
        let ends = self.ends(text).windows(2).map(|two| two[0]..two[1]);
        (0..).step_by(BLOCK).zip(ends)
    }

    /// Where the terms of each upper half begin in a text, and where the last ones end.
    fn ends(&self, text: u32) -> &[usize] {
        &self.blocks[text as usize * self.uppers..=(text as usize + 1) * self.uppers]
    }

    /// The lower halves of the terms at some places.
    #[inline]
    pub(super) fn lower(&self, places: Range<usize>) -> &[u16] {
        &self.lower[places]
    }

    /// The weights of the term at a place if it had the idf 1; `None` where that is to be worked out.
    #[inline]
    pub(super) fn tf(&self, place: usize) -> Option<[f64; 2]> {
        Some(self.known.get(usize::from(self.codes[place]))?.1)
    }

    /// How often the term at a place stands where.
    #[inline]
    pub(super) fn counts(&self, place: usize) -> PartCounts {
        match self.known.get(usize::from(self.codes[place])) {
            Some((counts, _)) => *counts,
            None => self.rare[self.rare.partition_point(|(rare, _)| *rare < place)].1,
        }
    }

    /// The entries of a text, ascending by term.
    pub(super) fn entries(&self, text: u32) -> impl Iterator<Item = Entry> + '_ {
        let (place, ends) = match self.ends(text) {
            [first, ends @ ..] => (*first, ends),
            [] => (0, [].as_slice()),
        };
        Entries { packed: self, ends, upper: 0, place }
    }

    /// Reads on in what is known of a text that will be compared soon, so that it need not be waited for piece by piece.
    pub(crate) fn expect(&self, vectors: &TermVectors, text: u32) {
        let mut read = vectors.norm(text, View::All).to_bits();
        if let &[first, .., end] = self.ends(text) {
            for at in (first..end).step_by(LINE) {
                read ^= u64::from(self.lower[at]);
            }
            for at in (first..end).step_by(2 * LINE) {
                read ^= u64::from(self.codes[at]);
            }
        }
        black_box(read);
    }
}
