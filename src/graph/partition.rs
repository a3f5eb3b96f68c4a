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

    /// Whether two nodes are in one group.
    pub fn together(&self, a: u32, b: u32) -> bool {
        self.labels[a as usize] == self.labels[b as usize]
    }

    /// The division of the nodes when these groups are themselves grouped.
    ///
    /// ```
    /// use samestory::graph::Partition;
    /// let stories = Partition::from_labels(&[0, 1, 0, 2]);
    /// let storylines = Partition::from_labels(&[0, 0, 1]);
    /// assert_eq!(stories.grouped_by(&storylines).labels(), [0, 0, 0, 1]);
    /// ```
    ///
    /// # Panics
    /// When `upper` divides fewer nodes than there are groups here.
    #[must_use]
    pub fn grouped_by(&self, upper: &Partition) -> Partition {
        let labels: Vec<u32> = self.labels.iter().map(|&group| upper.labels[group as usize]).collect();
        Partition::from_labels(&labels)
    }

    /// Whether each group here lies within one group of `coarser`.
    pub fn refines(&self, coarser: &Partition) -> bool {
        let mut within = vec![None; self.count()];
        self.nodes() == coarser.nodes()
            && self
                .labels
                .iter()
                .zip(&coarser.labels)
                .all(|(&group, &outer)| *within[group as usize].get_or_insert(outer) == outer)
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
