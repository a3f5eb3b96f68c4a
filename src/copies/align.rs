//! Where two similar texts differ, word by word.

use std::ops::Range;

use crate::text::Token;

/// A stretch between two matching words in which the texts differ; one of the two sides may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
}

impl Gap {
    /// Whether words stand on both sides: something was exchanged, not added or left out.
    pub(crate) fn is_exchange(&self) -> bool {
        !self.a.is_empty() && !self.b.is_empty()
    }
}

/// Words that must match in a row to tie the texts together.
const ANCHOR: usize = 3;

/// Up to how many words a stretch is compared word by word; a longer one is a passage of its own.
const FINE: usize = 48;

/// Finds the differences between texts; keeps its tables from pair to pair.
#[derive(Debug, Default)]
pub(crate) struct Aligner {
    /// Open addressing, a power of two, at most half full: where runs of words begin in the second text.
    slots: Vec<Slot>,
    /// What is in the table of earlier pairs counts as free.
    pair: u32,
    /// Whether a run of the second text is the first of its words there and not tied yet.
    free: Vec<bool>,
    /// Ties in the order of the first text: place in both, and the tie before in the longest series ending here.
    found: Vec<(usize, usize, usize)>,
    /// The tie with the least end of a series of each length.
    least_ends: Vec<usize>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u64,
    place: u32,
    pair: u32,
}

/// What a run of words is looked up by. Words are good hashes already.
#[inline]
fn key([one, two, three]: [Token; ANCHOR]) -> u64 {
    one.hash().wrapping_add(two.hash().rotate_left(21)).wrapping_add(three.hash().rotate_left(42))
}

/// Runs of words.
#[inline]
fn runs(words: &[Token]) -> impl Iterator<Item = [Token; ANCHOR]> {
    words.windows(ANCHOR).map(|run| [run[0], run[1], run[2]])
}

impl Aligner {
    /// The differences between two texts, in order.
    ///
    /// Runs of three equal words tie the texts together where they first occur in both; of these ties the longest
    /// series that goes forward in both texts holds, and between its ties short stretches are compared word by word.
    ///
    /// # Complexity
    /// O(n log n) for texts of n words; near n for texts that are much the same.
    ///
    /// # References
    /// Hunt, Szymanski: *A fast algorithm for computing longest common subsequences* (CACM 1977).
    pub(crate) fn gaps(&mut self, a: &[Token], b: &[Token]) -> Vec<Gap> {
        let mut out = Vec::new();
        // one past the words matched so far
        let (mut i, mut j) = (0, 0);
        for (x, y) in self.ties(a, b) {
            if x >= i && y >= j {
                between(a, b, i..x, j..y, &mut out);
            } else if x + j != y + i {
                // overlaps what is matched, shifted
                continue;
            }
            (i, j) = (x + ANCHOR, y + ANCHOR);
        }
        between(a, b, i..a.len(), j..b.len(), &mut out);
        out
    }

    /// Places of equal runs, ascending in both texts.
    fn ties(&mut self, a: &[Token], b: &[Token]) -> Vec<(usize, usize)> {
        self.clear(b.len());
        let mut free = std::mem::take(&mut self.free);
        free.clear();
        let pair = self.pair;
        free.extend((0..).zip(runs(b)).map(|(place, run)| {
            let key = key(run);
            let slot = self.slot(key);
            // the first of equal runs stays
            let is_first = slot.pair != pair;
            if is_first {
                *slot = Slot { key, place, pair };
            }
            is_first
        }));
        // longest increasing series by patience
        let (mut found, mut least_ends) = (std::mem::take(&mut self.found), std::mem::take(&mut self.least_ends));
        found.clear();
        least_ends.clear();
        // where the second text goes on as the first does
        let mut next = usize::MAX;
        for (x, run) in runs(a).enumerate() {
            // behind a tie all words but the last are known to be the same
            let goes_on = free.get(next) == Some(&true) && b.get(next + ANCHOR - 1) == Some(&run[ANCHOR - 1]);
            let y = if goes_on {
                next
            } else {
                let slot = self.slot(key(run));
                if slot.pair == pair { slot.place as usize } else { usize::MAX }
            };
            // nothing follows what is tied nowhere
            next = usize::MAX;
            // each place of b once: the first run of a that fits keeps it
            let Some(free) = free.get_mut(y).filter(|free| **free) else { continue };
            *free = false;
            next = y + 1;
            let goes_on = least_ends.last().is_none_or(|&tie: &usize| found[tie].1 < y);
            let length = if goes_on { least_ends.len() } else { least_ends.partition_point(|&tie| found[tie].1 < y) };
            let before = if length == 0 { usize::MAX } else { least_ends[length - 1] };
            if length == least_ends.len() {
                least_ends.push(found.len());
            } else {
                least_ends[length] = found.len();
            }
            found.push((x, y, before));
        }
        let mut series = Vec::with_capacity(least_ends.len());
        let mut tie = least_ends.last().copied().unwrap_or(usize::MAX);
        while let Some(&(x, y, before)) = found.get(tie) {
            series.push((x, y));
            tie = before;
        }
        series.reverse();
        (self.found, self.least_ends, self.free) = (found, least_ends, free);
        series
    }

    /// Frees all slots and makes room for so many runs.
    fn clear(&mut self, runs: usize) {
        let slots = (2 * runs).next_power_of_two().max(64);
        self.pair = self.pair.wrapping_add(1);
        if self.slots.len() < slots || self.pair == 0 {
            self.slots.clear();
            self.slots.resize(slots, Slot::default());
            self.pair = 1;
        }
    }

    /// The slot of a run, or the free one where it would be.
    #[inline]
    fn slot(&mut self, key: u64) -> &mut Slot {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].pair == self.pair && self.slots[at].key != key {
            at = (at + 1) & mask;
        }
        &mut self.slots[at]
    }
}

/// Adds the differences within one stretch.
#[expect(clippy::many_single_char_names, reason = "places in the two texts, as in the papers")]
fn between(a: &[Token], b: &[Token], mut x: Range<usize>, mut y: Range<usize>, out: &mut Vec<Gap>) {
    while !x.is_empty() && !y.is_empty() && a[x.start] == b[y.start] {
        (x.start, y.start) = (x.start + 1, y.start + 1);
    }
    while !x.is_empty() && !y.is_empty() && a[x.end - 1] == b[y.end - 1] {
        (x.end, y.end) = (x.end - 1, y.end - 1);
    }
    if x.is_empty() && y.is_empty() {
        return;
    }
    if x.is_empty() || y.is_empty() || x.len() > FINE || y.len() > FINE {
        out.push(Gap { a: x, b: y });
        return;
    }
    // longest common subsequence of the suffixes
    let width = y.len() + 1;
    let mut table = vec![0u8; (x.len() + 1) * width];
    for i in (0..x.len()).rev() {
        for j in (0..y.len()).rev() {
            table[i * width + j] = if a[x.start + i] == b[y.start + j] {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut gap = Gap { a: x.start..x.start, b: y.start..y.start };
    while i < x.len() && j < y.len() {
        if a[x.start + i] == b[y.start + j] {
            if gap.a.start < gap.a.end || gap.b.start < gap.b.end {
                out.push(gap);
            }
            (i, j) = (i + 1, j + 1);
            gap = Gap { a: x.start + i..x.start + i, b: y.start + j..y.start + j };
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            i += 1;
            gap.a.end = x.start + i;
        } else {
            j += 1;
            gap.b.end = y.start + j;
        }
    }
    gap.a.end = x.end;
    gap.b.end = y.end;
    if !gap.a.is_empty() || !gap.b.is_empty() {
        out.push(gap);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::{mix, stable_hash};

    fn words(text: &str) -> Vec<Token> {
        text.split_whitespace().map(|w| Token::new(stable_hash(w.as_bytes()), false)).collect()
    }

    /// The differences as text.
    fn differences(a: &str, b: &str) -> Vec<String> {
        let (x, y): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
        Aligner::default()
            .gaps(&words(a), &words(b))
            .into_iter()
            .map(|g| format!("{}|{}", x[g.a].join(" "), y[g.b].join(" ")))
            .collect()
    }

    #[test]
    fn finds_what_differs() {
        for (a, b, expected) in [
            ("the bank raised rates on Monday", "the bank raised rates on Monday", &[][..]),
            ("profit rose 5 pct to 3 mln dlrs", "profit rose 6 pct to 4 mln dlrs", &["5|6", "3|4"]),
            ("a b c d e f g", "a b c x d e f g", &["|x"]),
            ("a b c x d e f g", "a b c d e f g", &["x|"]),
            ("", "a b", &["|a b"]),
            ("a b", "c", &["a b|c"]),
            (
                "he met Kim in Hanoi on Monday morning",
                "he met Lee in Seoul on Monday morning",
                &["Kim|Lee", "Hanoi|Seoul"],
            ),
            ("new intro here p q r s t u v", "p q r s t u v end", &["new intro here|", "|end"]),
        ] {
            assert_eq!(differences(a, b), expected, "{a} / {b}");
        }
    }

    #[test]
    fn gaps_and_matches_make_up_both_texts() {
        let mut aligner = Aligner::default();
        for seed in 0..400u64 {
            let draw = |i: u64, of: u64| mix(seed * 1000 + i) % of;
            let a: Vec<Token> = (0..draw(0, 120)).map(|i| Token::new(mix(draw(i, 30)), false)).collect();
            let mut b = a.clone();
            for e in 0..draw(1, 12) {
                let at = draw(500 + e, b.len() as u64 + 1) as usize;
                match draw(600 + e, 3) {
                    0 => b.insert(at, Token::new(mix(draw(700 + e, 30)), false)),
                    1 if at < b.len() => drop(b.remove(at)),
                    _ if at < b.len() => b[at..].reverse(),
                    _ => {}
                }
            }
            let (mut i, mut j) = (0, 0);
            for gap in aligner.gaps(&a, &b).into_iter().chain([Gap { a: a.len()..a.len(), b: b.len()..b.len() }]) {
                assert!(i <= gap.a.start && j <= gap.b.start, "seed {seed}");
                assert_eq!(a[i..gap.a.start], b[j..gap.b.start], "seed {seed}");
                (i, j) = (gap.a.end, gap.b.end);
            }
        }
    }
}
