//! [`Constraints`]: what a user knows better than any likeness.

use std::collections::VecDeque;

use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::graph::partition::Partition;

/// Pairs of nodes that belong together and pairs that do not, whatever their likeness.
///
/// Must-links are joined before anything else, and what is linked to the same node is linked. A cannot-link forbids
/// every merge that would bring its two nodes into one group. Where both speak of the same two nodes, directly or
/// through others, **the must-link wins**: it is a statement of fact about two texts, and without it the rest of the
/// chain would hang in the air. Nothing is dropped silently: what is not obeyed is listed by [`Constraints::conflicts`].
///
/// ```
/// use samestory::graph::{Conflict, Constraints};
/// // an editor says that reports 0, 1 and 2 tell of one summit, that 3 tells of another, and errs about 0 and 2
/// let wishes = Constraints { must_link: vec![(0, 1), (1, 2)], cannot_link: vec![(0, 3), (2, 0)] };
/// assert_eq!(wishes.closure(4).labels(), [0, 0, 0, 1]);
/// assert_eq!(wishes.conflicts(4), [Conflict::Contradiction { cannot: (2, 0), through: vec![2, 1, 0] }]);
/// ```
///
/// # References
/// K. Wagstaff, C. Cardie, S. Rogers, S. Schrödl, *Constrained K-means Clustering with Background Knowledge*
/// (ICML 2001), section 3. I. Davidson, S. S. Ravi, *Agglomerative Hierarchical Clustering with Constraints*
/// (PKDD 2005).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Constraints {
    /// Pairs that belong into one group.
    pub must_link: Vec<(u32, u32)>,
    /// Pairs that may not stand in one group.
    pub cannot_link: Vec<(u32, u32)>,
}

/// A constraint that is not obeyed, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Conflict {
    /// A cannot-link between nodes that must-links join.
    Contradiction {
        /// The cannot-link, as it was given.
        cannot: (u32, u32),
        /// The nodes from one to the other, each must-linked to the next; a shortest such chain.
        through: Vec<u32>,
    },
    /// A cannot-link of a node with itself.
    SameNode {
        /// The node.
        node: u32,
    },
    /// A constraint that names a node outside the set.
    UnknownNode {
        /// The pair, as it was given.
        pair: (u32, u32),
    },
}

impl Constraints {
    /// No constraints.
    pub fn none() -> Constraints {
        Constraints::default()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.must_link.is_empty() && self.cannot_link.is_empty()
    }

    /// The groups that the must-links alone make of `nodes` nodes.
    pub fn closure(&self, nodes: usize) -> Partition {
        let mut groups = UnionFind::<u32>::new(nodes);
        for &(a, b) in within(&self.must_link, nodes) {
            groups.union(a, b);
        }
        Partition::from_labels(&groups.into_labeling())
    }

    /// The cannot-links that are obeyed: those of known nodes that no must-link contradicts; sorted, `a < b`.
    pub fn apart(&self, nodes: usize) -> Vec<(u32, u32)> {
        if self.cannot_link.is_empty() {
            return Vec::new();
        }
        let closure = self.closure(nodes);
        let mut apart: Vec<(u32, u32)> = within(&self.cannot_link, nodes)
            .filter(|(a, b)| !closure.together(*a, *b))
            .map(|&(a, b)| (a.min(b), a.max(b)))
            .collect();
        apart.sort_unstable();
        apart.dedup();
        apart
    }

    /// What is not obeyed, in the order in which it was given, must-links first.
    pub fn conflicts(&self, nodes: usize) -> Vec<Conflict> {
        let known = |&(a, b): &(u32, u32)| (a.max(b) as usize) < nodes;
        let unknown = |pairs: &[(u32, u32)]| -> Vec<Conflict> {
            pairs.iter().filter(|pair| !known(pair)).map(|&pair| Conflict::UnknownNode { pair }).collect()
        };
        let mut conflicts = unknown(&self.must_link);
        let closure = self.closure(nodes);
        let mut linked: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for &(a, b) in within(&self.must_link, nodes) {
            linked.entry(a).or_default().push(b);
            linked.entry(b).or_default().push(a);
        }
        for &(a, b) in &self.cannot_link {
            if !known(&(a, b)) {
                conflicts.push(Conflict::UnknownNode { pair: (a, b) });
            } else if a == b {
                conflicts.push(Conflict::SameNode { node: a });
            } else if closure.together(a, b) {
                conflicts.push(Conflict::Contradiction { cannot: (a, b), through: chain(&linked, a, b) });
            }
        }
        conflicts
    }

    /// The same constraints over groups of nodes instead of nodes, for a round that works on groups.
    #[must_use]
    pub fn over(&self, groups: &Partition) -> Constraints {
        let lift = |pairs: &[(u32, u32)]| {
            let labels = groups.labels();
            within(pairs, groups.nodes()).map(|&(a, b)| (labels[a as usize], labels[b as usize])).collect()
        };
        Constraints { must_link: lift(&self.must_link), cannot_link: lift(&self.cannot_link) }
    }
}

/// A shortest chain of must-links from one node to another, breadth first.
fn chain(linked: &FxHashMap<u32, Vec<u32>>, from: u32, to: u32) -> Vec<u32> {
    // from the far end, so that the steps read from `from` to `to`
    let mut next = FxHashMap::from_iter([(to, to)]);
    let mut queue = VecDeque::from([to]);
    while let Some(node) = queue.pop_front()
        && !next.contains_key(&from)
    {
        for &x in linked.get(&node).into_iter().flatten() {
            next.entry(x).or_insert_with(|| {
                queue.push_back(x);
                node
            });
        }
    }
    let mut chain = vec![from];
    while let Some(&last) = chain.last()
        && last != to
        && let Some(&step) = next.get(&last)
    {
        chain.push(step);
    }
    chain
}

fn within(pairs: &[(u32, u32)], nodes: usize) -> impl Iterator<Item = &(u32, u32)> {
    pairs.iter().filter(move |&&(a, b)| (a.max(b) as usize) < nodes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_are_listed_with_their_reason() {
        let wishes = Constraints {
            must_link: vec![(0, 1), (3, 1), (9, 0), (2, 2)],
            cannot_link: vec![(3, 0), (2, 2), (0, 2), (4, 7)],
        };
        assert_eq!(
            wishes.conflicts(5),
            [
                Conflict::UnknownNode { pair: (9, 0) },
                Conflict::Contradiction { cannot: (3, 0), through: vec![3, 1, 0] },
                Conflict::SameNode { node: 2 },
                Conflict::UnknownNode { pair: (4, 7) },
            ]
        );
        assert_eq!(wishes.apart(5), [(0, 2)]);
        assert_eq!(wishes.closure(5).labels(), [0, 0, 1, 0, 2]);
    }

    #[test]
    fn constraints_move_up_to_groups() {
        let wishes = Constraints { must_link: vec![(0, 3)], cannot_link: vec![(1, 2), (0, 8)] };
        let lifted = wishes.over(&Partition::from_labels(&[0, 0, 1, 2]));
        assert_eq!(lifted, Constraints { must_link: vec![(0, 2)], cannot_link: vec![(0, 1)] });
    }
}
