//! [`Neighbours`]: a small map from group to link, the memory of best-first merging.

use rustc_hash::FxHashMap;

/// Links by the group at the other end.
///
/// Most groups have some tens of neighbours: a plain list is smaller than a hash map and found in fewer cache lines.
/// Groups with many have a hash map, so that nothing is searched for long. The order of entries means nothing.
#[derive(Debug, Clone)]
pub(super) enum Neighbours {
    Few(Vec<(u32, u32)>),
    Many(FxHashMap<u32, u32>),
}

/// A list that grows beyond this becomes a map.
const FEW: usize = 48;

impl Default for Neighbours {
    fn default() -> Self {
        Neighbours::Few(Vec::new())
    }
}

impl Neighbours {
    /// With room for so many.
    pub(super) fn with_capacity(count: usize) -> Neighbours {
        if count <= FEW {
            Neighbours::Few(Vec::with_capacity(count))
        } else {
            Neighbours::Many(FxHashMap::with_capacity_and_hasher(count, rustc_hash::FxBuildHasher))
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Neighbours::Few(list) => list.len(),
            Neighbours::Many(map) => map.len(),
        }
    }

    pub(super) fn get(&self, group: u32) -> Option<u32> {
        match self {
            Neighbours::Few(list) => list.iter().find(|entry| entry.0 == group).map(|entry| entry.1),
            Neighbours::Many(map) => map.get(&group).copied(),
        }
    }

    /// Adds a group that is not there yet.
    pub(super) fn insert(&mut self, group: u32, link: u32) {
        match self {
            Neighbours::Few(list) if list.len() < FEW => list.push((group, link)),
            Neighbours::Few(list) => {
                let mut map: FxHashMap<u32, u32> = list.drain(..).collect();
                map.insert(group, link);
                *self = Neighbours::Many(map);
            }
            Neighbours::Many(map) => {
                map.insert(group, link);
            }
        }
    }

    pub(super) fn remove(&mut self, group: u32) {
        match self {
            Neighbours::Few(list) => {
                if let Some(place) = list.iter().position(|entry| entry.0 == group) {
                    list.swap_remove(place);
                }
            }
            Neighbours::Many(map) => {
                map.remove(&group);
            }
        }
    }

    /// All entries, in no order that means anything.
    pub(super) fn into_entries(self) -> Vec<(u32, u32)> {
        match self {
            Neighbours::Few(list) => list,
            Neighbours::Many(map) => map.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_become_many() {
        let mut neighbours = Neighbours::default();
        for group in 0..100 {
            neighbours.insert(group, group * 2);
        }
        neighbours.remove(7);
        neighbours.remove(7);
        assert_eq!((neighbours.len(), neighbours.get(7), neighbours.get(99)), (99, None, Some(198)));
        let mut entries = neighbours.into_entries();
        entries.sort_unstable();
        assert_eq!(entries[7], (8, 16));
    }
}
