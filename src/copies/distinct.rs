//! A set of hashes that is used again and again.

/// Holds hashes that are already well mixed, in the order of their coming; open addressing, at most a quarter full, so
/// that the first look decides.
#[derive(Debug, Default)]
pub(crate) struct Distinct {
    /// A power of two of them: 1 + the place of a hash that falls here, 0 when free.
    slots: Vec<u32>,
    /// All hashes that came.
    hashes: Vec<u64>,
    /// Places of those that had come before.
    repeats: Vec<u32>,
}

impl Distinct {
    /// Takes these hashes instead of those it held.
    pub(crate) fn fill(&mut self, hashes: &[u64]) {
        self.fill_by(|own| own.extend_from_slice(hashes));
    }

    /// Takes the hashes that `write` adds to an empty vector instead of those it held.
    pub(crate) fn fill_by(&mut self, write: impl FnOnce(&mut Vec<u64>)) {
        self.hashes.clear();
        self.repeats.clear();
        write(&mut self.hashes);
        self.slots.clear();
        self.slots.resize((self.hashes.len() * 4).next_power_of_two().max(16), 0);
        let (slots, hashes) = (self.slots.as_mut_slice(), self.hashes.as_slice());
        for (place, &hash) in (0..).zip(hashes) {
            let mut at = hash as usize & (slots.len() - 1);
            loop {
                match slots[at] {
                    0 => slots[at] = place + 1,
                    taken if hashes[taken as usize - 1] == hash => self.repeats.push(place),
                    _ => {
                        at = (at + 1) & (slots.len() - 1);
                        continue;
                    }
                }
                break;
            }
        }
    }

    pub(crate) fn contains(&self, hash: u64) -> bool {
        self.place(hash).is_some()
    }

    /// Number of hashes that are in both.
    ///
    /// Copies share long runs: from one hash that is in both on, the two are compared side by side.
    pub(crate) fn common(&self, other: &Distinct) -> u32 {
        let (fewer, more) = if self.hashes.len() <= other.hashes.len() { (self, other) } else { (other, self) };
        let (mut at, mut common) = (0, 0);
        while at < fewer.hashes.len() {
            let run = more.run(&fewer.hashes[at..]);
            common += run;
            at += run.max(1);
        }
        let twice = fewer.repeats.iter().filter(|&&repeat| more.contains(fewer.hashes[repeat as usize])).count();
        (common - twice) as u32
    }

    /// How many of these hashes, from the first on, come here too: at least so many, and 0 only if the first does not.
    #[inline]
    pub(crate) fn run(&self, hashes: &[u64]) -> usize {
        let place = hashes.first().and_then(|&first| self.place(first));
        place.map_or(0, |place| in_step(hashes, &self.hashes[place..]))
    }

    /// Number of different hashes.
    pub(crate) fn len(&self) -> u32 {
        (self.hashes.len() - self.repeats.len()) as u32
    }

    /// Where a hash came first.
    #[inline]
    fn place(&self, hash: u64) -> Option<usize> {
        let slots = self.slots.as_slice();
        let mut at = hash as usize & slots.len().checked_sub(1)?;
        loop {
            let place = (slots[at] as usize).checked_sub(1)?;
            if self.hashes[place] == hash {
                return Some(place);
            }
            at = (at + 1) & (slots.len() - 1);
        }
    }
}

/// How many hashes at the beginning of both are the same.
#[inline]
fn in_step(a: &[u64], b: &[u64]) -> usize {
    let (fours, _) = a.as_chunks::<4>();
    let (other_fours, _) = b.as_chunks::<4>();
    let same = 4 * fours.iter().zip(other_fours).take_while(|(x, y)| x == y).count();
    same + a[same..].iter().zip(&b[same..]).take_while(|(x, y)| x == y).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;
    use std::collections::HashSet;

    fn set(hashes: impl Iterator<Item = u64>) -> Distinct {
        let mut set = Distinct::default();
        set.fill(&hashes.collect::<Vec<u64>>());
        set
    }

    #[test]
    fn holds_each_once_and_forgets() {
        assert!(!Distinct::default().contains(0));
        let mut set = set((0..200).map(|i| i % 100));
        assert_eq!(set.len(), 100);
        set.fill(&[7, 200, 7]);
        assert_eq!((set.len(), set.contains(200), set.contains(8)), (2, true, false));
    }

    #[test]
    fn common_is_symmetric() {
        let (few, many) = (set(0..30), set(20..500));
        assert_eq!((few.common(&many), many.common(&few), few.common(&few)), (10, 10, 30));
    }

    #[test]
    fn common_counts_what_sets_share_in_any_order_and_with_repeats() {
        for case in 0..200_u64 {
            let draw = |side: u64, most: u64| -> Vec<u64> {
                let len = mix(case * 2 + side) % most;
                let run = |i: u64| if mix(i / 9 + case).is_multiple_of(3) { i } else { mix(i ^ side << 32) % 40 };
                (0..len).map(run).collect()
            };
            let (a, b) = (draw(0, 90), draw(1, 150));
            let of = |hashes: &[u64]| hashes.iter().copied().collect::<HashSet<u64>>();
            let expected = of(&a).intersection(&of(&b)).count() as u32;
            let (a, b) = (set(a.into_iter()), set(b.into_iter()));
            assert_eq!((a.common(&b), b.common(&a)), (expected, expected), "{case}");
        }
    }
}
