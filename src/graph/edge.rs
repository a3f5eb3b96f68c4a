//! [`Edge`]: two nodes and how alike they are.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::likeness::Likeness;

/// An unordered pair of different nodes with its likeness; always `a < b`. Sorts by pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Edge {
    a: u32,
    b: u32,
    likeness: Likeness,
}

impl Edge {
    /// The edge between two nodes in either order; `None` when they are the same node.
    pub fn new(a: u32, b: u32, likeness: Likeness) -> Option<Edge> {
        (a != b).then(|| Edge { a: a.min(b), b: a.max(b), likeness })
    }

    /// The same likeness between two other nodes, `a < b`.
    pub(super) fn renumbered(&self, a: u32, b: u32) -> Edge {
        debug_assert!(a < b, "{a} < {b}");
        Edge { a, b, likeness: self.likeness }
    }

    /// The lower node.
    pub fn a(&self) -> u32 {
        self.a
    }

    /// The higher node.
    pub fn b(&self) -> u32 {
        self.b
    }

    /// How alike the two are.
    pub fn likeness(&self) -> Likeness {
        self.likeness
    }
}

/// Edges sorted by pair, each pair once with its highest likeness. Borrowed when they are so already.
///
/// # Panics
/// When an edge names a node outside `0..nodes`.
pub(super) fn tidy(nodes: usize, edges: &[Edge]) -> Cow<'_, [Edge]> {
    if let Some(edge) = edges.iter().find(|edge| edge.b as usize >= nodes) {
        panic!("edge {}-{} among {nodes} nodes", edge.a, edge.b);
    }
    if edges.is_sorted_by(|x, y| (x.a, x.b) < (y.a, y.b)) {
        return Cow::Borrowed(edges);
    }
    let mut sorted = edges.to_vec();
    sorted.sort_unstable_by_key(|edge| (edge.a, edge.b, std::cmp::Reverse(edge.likeness)));
    sorted.dedup_by_key(|edge| (edge.a, edge.b));
    Cow::Owned(sorted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_sorted_and_each_pair_stands_once() {
        let edge = |a, b, likeness| Edge::new(a, b, Likeness::new(likeness)).unwrap();
        let mixed = [edge(4, 2, 0.5), edge(0, 1, 0.2), edge(2, 4, 0.9)];
        let tidied = tidy(5, &mixed);
        assert_eq!(*tidied, [edge(0, 1, 0.2), edge(2, 4, 0.9)]);
        assert!(matches!(tidy(5, &tidied), Cow::Borrowed(_)));
    }
}
