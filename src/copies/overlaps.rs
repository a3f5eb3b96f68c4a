//! What many pairs of a few texts have in common: the texts of one group of copies.

use crate::copies::report::Overlap;

/// Texts that are compared with one another. Their shingles are numbered in the order of their coming, so that a text
/// is a row of bits and what two have in common is counted 64 at a time.
#[derive(Debug, Default)]
pub(crate) struct Overlaps {
    /// A power of two of them, at most half full: 1 + the number of a shingle, 0 when free.
    slots: Vec<u32>,
    /// The shingles by number.
    shingles: Vec<u64>,
    texts: Vec<u32>,
    rows: Vec<Row>,
    /// Scratch.
    read: Vec<u64>,
}

#[derive(Debug, Default)]
struct Row {
    /// Which shingles the text has.
    bits: Vec<u64>,
    /// How many those are.
    len: u32,
}

/// Texts held at most, and shingles from which on no further text is added.
const TEXTS: usize = 64;
const SHINGLES: usize = 1 << 14;

const LEAST_SLOTS: usize = 1 << 12;

impl Overlaps {
    /// What two texts have in common; `own` is the side of `a`. `read` gives the shingles of a text not held yet.
    ///
    /// Pairs should come group by group: when neither text is held, a new group begins and the old one is forgotten.
    pub(crate) fn of(&mut self, a: u32, b: u32, mut read: impl FnMut(u32, &mut Vec<u64>)) -> Overlap {
        let held = [a, b].map(|text| self.row(text));
        let full = self.texts.len() + 2 > TEXTS || self.shingles.len() > SHINGLES;
        if held == [None, None] || full && held.contains(&None) {
            self.forget();
        }
        let [a, b] = [a, b].map(|text| self.row(text).unwrap_or_else(|| self.add(text, &mut read)));
        let (a, b) = (&self.rows[a], &self.rows[b]);
        let common = a.bits.iter().zip(&b.bits).map(|(x, y)| (x & y).count_ones()).sum();
        Overlap { common, own: a.len, other: b.len }
    }

    fn row(&self, text: u32) -> Option<usize> {
        self.texts.iter().position(|&held| held == text)
    }

    fn forget(&mut self) {
        self.texts.clear();
        self.shingles.clear();
        self.slots.clear();
        self.slots.resize(LEAST_SLOTS, 0);
    }

    fn add(&mut self, text: u32, read: &mut impl FnMut(u32, &mut Vec<u64>)) -> usize {
        let mut shingles = std::mem::take(&mut self.read);
        shingles.clear();
        read(text, &mut shingles);
        while self.slots.len() < 2 * (self.shingles.len() + shingles.len()) {
            self.grow();
        }
        let at = self.texts.len();
        self.texts.push(text);
        if self.rows.len() == at {
            self.rows.push(Row::default());
        }
        let mut row = std::mem::take(&mut self.rows[at]);
        row.bits.clear();
        row.bits.resize((self.shingles.len() + shingles.len()).div_ceil(64), 0);
        row.len = 0;
        let mut next = usize::MAX;
        for &shingle in &shingles {
            // copies go on as the text before them does
            let number = if self.shingles.get(next) == Some(&shingle) { next } else { self.number(shingle) };
            next = number + 1;
            let (word, bit) = (&mut row.bits[number / 64], 1 << (number % 64));
            row.len += u32::from(*word & bit == 0);
            *word |= bit;
        }
        self.rows[at] = row;
        self.read = shingles;
        at
    }

    /// The number of a shingle, the next one if it is new.
    #[inline]
    fn number(&mut self, shingle: u64) -> usize {
        let slots = self.slots.as_mut_slice();
        let mask = slots.len() - 1;
        let mut at = shingle as usize & mask;
        while let Some(number) = (slots[at] as usize).checked_sub(1) {
            if self.shingles[number] == shingle {
                return number;
            }
            at = (at + 1) & mask;
        }
        self.shingles.push(shingle);
        slots[at] = self.shingles.len() as u32;
        self.shingles.len() - 1
    }

    fn grow(&mut self) {
        let slots = (self.slots.len() * 2).max(LEAST_SLOTS);
        self.slots.clear();
        self.slots.resize(slots, 0);
        for (number, &shingle) in (1..).zip(&self.shingles) {
            let mut at = shingle as usize & (slots - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (slots - 1);
            }
            self.slots[at] = number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;
    use std::collections::HashSet;

    #[test]
    fn counts_are_those_of_sets_in_any_order_of_pairs() {
        // copies with edits and repeats, strangers, an empty text and a long one
        let shingles = |text: u32, out: &mut Vec<u64>| {
            let len = if text == 7 { 40_000 } else { u64::from(text % 5) * 300 };
            let own = |i: u64| mix(i ^ u64::from(text)).is_multiple_of(9);
            out.extend(
                (0..len)
                    .map(|i| if own(i) { mix(i % 50) ^ u64::from(text) } else { mix(i % 1100 + u64::from(text % 2)) }),
            );
        };
        let set = |text: u32| {
            let mut all = Vec::new();
            shingles(text, &mut all);
            all.into_iter().collect::<HashSet<u64>>()
        };
        let mut overlaps = Overlaps::default();
        for case in 0..600 {
            let (a, b) = ((mix(case) % 90) as u32, (mix(case + 1000) % 90) as u32);
            let (x, y) = (set(a), set(b));
            let expected =
                Overlap { common: x.intersection(&y).count() as u32, own: x.len() as u32, other: y.len() as u32 };
            assert_eq!(overlaps.of(a, b, shingles), expected, "{a} {b}");
        }
    }
}
