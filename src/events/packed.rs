//! [`Packed`]: the terms of all texts in three bytes each.

use std::hint::black_box;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::events::vectors::{Entry, PartCounts};

/// Terms of one upper half.
pub(super) const BLOCK: usize = 1 << 16;
/// Term numbers to a cache line.
const LINE: usize = 32;

/// The terms of all texts in three bytes each instead of eight: of texts that are compared in no order, most have to be
/// waited for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Packed {
    /// The lower half of each term.
    lower: Vec<u16>,
    /// Which of the counts that occur.
    codes: Vec<u8>,
    /// Of each text, for each upper half, where its terms begin; and where the last ones end.
    blocks: Vec<usize>,
    /// How many upper halves there are.
    uppers: usize,
    known: KnownCounts,
    /// Of each code the weights of such a term that has the idf 1.
    tf: Vec<[f64; 2]>,
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

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.ends.last().map_or(0, |end| end - self.place);
        (left, Some(left))
    }

    /// One upper half after the other, which is what loops over all entries should use.
    #[inline]
    fn fold<B, F: FnMut(B, Entry) -> B>(self, first: B, mut f: F) -> B {
        let Entries { packed, ends, mut upper, mut place } = self;
        let mut folded = first;
        for &end in ends {
            let (lower, codes) = (&packed.lower[place..end], &packed.codes[place..end]);
            for ((&lower, &code), place) in lower.iter().zip(codes).zip(place..) {
                let known = packed.known.counts.get(usize::from(code)).copied();
                let counts = known.unwrap_or_else(|| packed.rare_counts(place));
                folded = f(folded, Entry { term: upper | u32::from(lower), counts });
            }
            (upper, place) = (upper.wrapping_add(BLOCK as u32), end);
        }
        folded
    }
}

/// The code of counts that are looked up.
const RARE: u8 = u8::MAX;

/// Counts that have a code.
#[derive(Debug, Clone, Default)]
struct KnownCounts {
    counts: Vec<PartCounts>,
    codes: FxHashMap<PartCounts, u8>,
    /// Most terms stand in a text once, as the one before did.
    last: Option<(PartCounts, u8)>,
}

impl KnownCounts {
    fn code(&mut self, counts: PartCounts) -> u8 {
        if let Some((last, code)) = self.last
            && last == counts
        {
            return code;
        }
        let code = *self.codes.entry(counts).or_insert_with(|| {
            if self.counts.len() == usize::from(RARE) {
                return RARE;
            }
            self.counts.push(counts);
            self.counts.len() as u8 - 1
        });
        self.last = Some((counts, code));
        code
    }
}

/// The terms of some texts, to be [put together](Packed::of_parts) with others.
#[derive(Debug, Default)]
pub(crate) struct Part {
    lower: Vec<u16>,
    codes: Vec<u8>,
    /// Of each text, for each upper half, where its terms begin.
    begins: Vec<u32>,
    uppers: usize,
    known: KnownCounts,
    rare: Vec<(usize, PartCounts)>,
}

impl Part {
    /// Of no text yet; `terms` is the number of different terms.
    pub(crate) fn new(terms: usize) -> Part {
        Part { uppers: terms.div_ceil(BLOCK), ..Part::default() }
    }

    /// Adds a text, given as its entries, ascending by term.
    pub(crate) fn push(&mut self, entries: impl Iterator<Item = Entry>) {
        let first = self.begins.len();
        for Entry { term, counts } in entries {
            debug_assert!(self.begins.len() - first <= term as usize / BLOCK + 1, "terms ascend");
            while self.begins.len() - first <= term as usize / BLOCK {
                self.begins.push(self.lower.len() as u32);
            }
            let code = self.known.code(counts);
            if code == RARE {
                self.rare.push((self.lower.len(), counts));
            }
            self.lower.push(term as u16);
            self.codes.push(code);
        }
        self.begins.resize(first + self.uppers, self.lower.len() as u32);
    }
}

impl Packed {
    /// Of `texts` texts in parts, each part given with the numbers of its texts; `tf` weighs counts.
    pub(crate) fn of_parts(texts: usize, parts: Vec<(Vec<u32>, Part)>, tf: impl Fn(PartCounts) -> [f64; 2]) -> Packed {
        let all = parts.iter().map(|(_, part)| part.lower.len()).sum();
        let uppers = parts.iter().map(|(_, part)| part.uppers).max().unwrap_or_default();
        let mut packed = Packed {
            lower: Vec::with_capacity(all),
            codes: Vec::with_capacity(all),
            blocks: vec![0; texts * (uppers + 1)],
            uppers,
            ..Packed::default()
        };
        for (texts, mut part) in parts {
            let from = packed.lower.len();
            part.begins.push(part.lower.len() as u32);
            for (at, text) in (0..).map(|at| at * uppers).zip(texts) {
                let blocks = &mut packed.blocks[text as usize * (uppers + 1)..][..=uppers];
                let begins = part.begins[at..].iter().map(|&begin| from + begin as usize);
                blocks.iter_mut().zip(begins).for_each(|(block, begin)| *block = begin);
            }
            let codes: Vec<u8> = part.known.counts.iter().map(|&counts| packed.known.code(counts)).collect();
            let mut rare = part.rare.into_iter();
            for (place, &code) in (from..).zip(&part.codes) {
                let code = match codes.get(usize::from(code)) {
                    Some(&code) if code != RARE => code,
                    _ => {
                        let known = part.known.counts.get(usize::from(code)).copied();
                        let counts = known.or_else(|| Some(rare.next()?.1)).unwrap_or_default();
                        let code = packed.known.code(counts);
                        if code == RARE {
                            packed.rare.push((place, counts));
                        }
                        code
                    }
                };
                packed.codes.push(code);
            }
            packed.lower.append(&mut part.lower);
        }
        packed.tf = packed.known.counts.iter().map(|&counts| tf(counts)).collect();
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
    pub(super) fn blocks(&self, text: u32) -> impl Iterator<Item = (u32, Range<usize>)> + Clone + '_ {
        let ends = self.ends(text).windows(2).map(|two| two[0]..two[1]);
        (0..).step_by(BLOCK).zip(ends)
    }

    /// Where the terms of each upper half begin in a text, and where the last ones end.
    fn ends(&self, text: u32) -> &[usize] {
        &self.blocks[text as usize * (self.uppers + 1)..][..=self.uppers]
    }

    /// The lower halves of the terms at some places.
    #[inline]
    pub(super) fn lower(&self, places: Range<usize>) -> &[u16] {
        &self.lower[places]
    }

    /// The weights of the term at a place if it had the idf 1; `None` where that is to be worked out.
    #[inline]
    pub(super) fn tf(&self, place: usize) -> Option<[f64; 2]> {
        self.tf.get(usize::from(self.codes[place])).copied()
    }

    /// How often the term at a place stands where.
    #[inline]
    pub(super) fn counts(&self, place: usize) -> PartCounts {
        match self.known.counts.get(usize::from(self.codes[place])) {
            Some(&counts) => counts,
            None => self.rare_counts(place),
        }
    }

    #[cold]
    fn rare_counts(&self, place: usize) -> PartCounts {
        self.rare[self.rare.partition_point(|(rare, _)| *rare < place)].1
    }

    /// Whether a term stands in a text.
    pub(super) fn holds(&self, text: u32, term: u32) -> bool {
        let mut blocks = self.blocks(text).skip(term as usize / BLOCK);
        blocks.next().is_some_and(|(_, places)| self.lower[places].binary_search(&(term as u16)).is_ok())
    }

    /// The entries of a text, ascending by term.
    pub(super) fn entries(&self, text: u32) -> impl Iterator<Item = Entry> + Clone + '_ {
        let (place, ends) = match self.ends(text) {
            [first, ends @ ..] => (*first, ends),
            [] => (0, [].as_slice()),
        };
        Entries { packed: self, ends, upper: 0, place }
    }

    /// Reads on in what is known of a text that will be compared soon, so that it need not be waited for piece by piece.
    pub(super) fn expect(&self, text: u32) {
        let mut read = 0;
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
