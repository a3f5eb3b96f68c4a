//! A set of hashes that is used again and again.

/// Holds hashes that are already well mixed; open addressing, at most a quarter full, so that the first look decides.
#[derive(Debug, Default)]
pub(crate) struct Distinct {
    /// A power of two of them in use; 0 is free.
    slots: Vec<u64>,
    /// Each hash once, in the order of their coming.
    hashes: Vec<u64>,
}

impl Distinct {
    /// Takes these hashes instead of those it held.
    pub(crate) fn fill(&mut self, hashes: &[u64]) {
        self.slots.clear();
        self.slots.resize((hashes.len() * 4).next_power_of_two().max(16), 0);
        self.hashes.clear();
        for &hash in hashes {
            let free = self.find(hash);
            if self.slots[free] == 0 {
                self.slots[free] = stored(hash);
                self.hashes.push(hash);
            }
        }
    }

    pub(crate) fn contains(&self, hash: u64) -> bool {
        self.slots[self.find(hash)] != 0
    }

    /// Number of hashes that are in both.
    pub(crate) fn common(&self, other: &Distinct) -> u32 {
        // in the order of the text hits come in runs, which a processor foresees
        let (fewer, more) = if self.len() <= other.len() { (self, other) } else { (other, self) };
        fewer.hashes.iter().map(|&hash| u32::from(more.contains(hash))).sum()
    }

    /// Number of hashes.
    pub(crate) fn len(&self) -> u32 {
        self.hashes.len() as u32
    }

    /// Where the hash is, or the free slot where it would be.
    #[inline]
    fn find(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at] != 0 && self.slots[at] != stored(hash) {
            at = (at + 1) & mask;
        }
        at
    }
}

/// 0 marks a free slot, so the hash 0 is held as another.
fn stored(hash: u64) -> u64 {
    hash | u64::from(hash == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(hashes: impl Iterator<Item = u64>) -> Distinct {
        let mut set = Distinct::default();
        set.fill(&hashes.collect::<Vec<u64>>());
        set
    }

    #[test]
    fn holds_each_once_and_forgets() {
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
}
