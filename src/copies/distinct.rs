//! A set of hashes that is emptied at no cost.

/// Holds hashes that are already well mixed; open addressing, emptied by turning a stamp.
#[derive(Debug, Default)]
pub(crate) struct Distinct {
    slots: Vec<(u64, u32)>,
    stamp: u32,
    len: u32,
}

impl Distinct {
    /// Empties it and makes room.
    pub(crate) fn clear(&mut self, room: usize) {
        let needed = (room * 2).next_power_of_two().max(16);
        if self.slots.len() < needed || self.stamp == u32::MAX {
            self.slots.clear();
            self.slots.resize(needed, (0, 0));
            self.stamp = 0;
        }
        self.stamp += 1;
        self.len = 0;
    }

    /// Adds a hash; whether it is new.
    pub(crate) fn insert(&mut self, hash: u64) -> bool {
        match self.find(hash) {
            Ok(_) => false,
            Err(free) => {
                self.slots[free] = (hash, self.stamp);
                self.len += 1;
                true
            }
        }
    }

    pub(crate) fn contains(&self, hash: u64) -> bool {
        self.find(hash).is_ok()
    }

    /// Number of hashes.
    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    fn find(&self, hash: u64) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (held, stamp) = self.slots[at];
            if stamp != self.stamp {
                return Err(at);
            }
            if held == hash {
                return Ok(at);
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_each_once_and_forgets() {
        let mut set = Distinct::default();
        for round in 0..3 {
            set.clear(100);
            let added = (0..200).filter(|i| set.insert(i % 100 + round * 50)).count();
            assert_eq!((added, set.len()), (100, 100));
            assert!(set.contains(round * 50) && !set.contains(round * 50 + 100));
        }
    }
}
