//! [`Partition`]: every node in exactly one group.

use serde::{Deserialize, Serialize};

/// A division of nodes 0..n into groups.
///
/// Every node is in exactly one group, alone if need be. Groups are numbered by their smallest node, so that equal
/// divisions are equal values.
///
/// ```
/// use samestory::graph::Partition;
/// let p = Partition::from_labels(&[7, 3, 7]);
/// assert_eq!(p.labels(), [0, 1, 0]);
/// assert_eq!(p.groups(), [vec![0, 2], vec![1]]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<u32>", into = "Vec<u32>")]
pub struct Partition {
    labels: Vec<u32>,
    count: u32,
}

impl Partition {
    /// Nodes with equal labels are a group.
    pub fn from_labels(labels: &[u32]) -> Partition {
        let mut seen = rustc_hash::FxHashMap::default();
        let labels: Vec<u32> = labels
            .iter()
            .map(|&label| {
                let next = seen.len() as u32;
                *seen.entry(label).or_insert(next)
            })
            .collect();
        Partition { labels, count: seen.len() as u32 }
    }

    /// Each of `nodes` nodes alone.
    pub fn singletons(nodes: usize) -> Partition {
        Partition { labels: (0..nodes as u32).collect(), count: nodes as u32 }
    }

    /// The group of each node.
    pub fn labels(&self) -> &[u32] {
        &self.labels
    }

    /// Number of nodes.
    pub fn nodes(&self) -> usize {
        self.labels.len()
    }

    /// Number of groups.
    pub fn count(&self) -> usize {
        self.count as usize
    }

    /// The nodes of each group, ascending.
    pub fn groups(&self) -> Vec<Vec<u32>> {
        let mut groups = vec![Vec::new(); self.count()];
        for (node, &label) in self.labels.iter().enumerate() {
            groups[label as usize].push(node as u32);
        }
        groups
    }
}

impl From<Vec<u32>> for Partition {
    fn from(labels: Vec<u32>) -> Partition {
        Partition::from_labels(&labels)
    }
}

impl From<Partition> for Vec<u32> {
    fn from(partition: Partition) -> Vec<u32> {
        partition.labels
    }
}
