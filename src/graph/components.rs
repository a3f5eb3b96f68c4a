//! Connected components, and the merge tree whose cuts they are.

use petgraph::unionfind::UnionFind;

use crate::apart::Apart;
use crate::graph::constraints::Constraints;
use crate::graph::edge::{Edge, tidy};
use crate::graph::merge_tree::{Join, MergeTree};
use crate::graph::partition::Partition;
use crate::likeness::Likeness;

/// The groups that edges of at least `threshold` connect.
///
/// One strong edge is enough to join two groups: right for copies of one text, for stories only where topics do not
/// crowd.
///
/// ```
/// use samestory::graph::{Edge, components};
/// use samestory::likeness::Likeness;
/// let edges = [(0, 1, 0.9), (1, 2, 0.6), (2, 3, 0.2)].map(|(a, b, p)| Edge::new(a, b, Likeness::new(p)).unwrap());
/// assert_eq!(components(4, &edges, Likeness::new(0.5)).labels(), [0, 0, 0, 1]);
/// ```
///
/// # Panics
/// When an edge names a node outside `0..nodes`.
///
/// # Complexity
/// O(n + m α(n)) for n nodes and m edges; 5 bytes per node.
///
/// # References
/// R. E. Tarjan, *Efficiency of a good but not linear set union algorithm* (JACM 1975).
pub fn components(nodes: usize, edges: &[Edge], threshold: Likeness) -> Partition {
    connected(nodes, edges, threshold, None)
}

/// What edges of at least `threshold` and must-links connect, the latter given as the groups they make.
pub(super) fn connected(nodes: usize, edges: &[Edge], threshold: Likeness, closure: Option<&Partition>) -> Partition {
    let mut groups = UnionFind::<u32>::new(nodes);
    if let Some(closure) = closure {
        let mut first = vec![None; closure.count()];
        for (node, &group) in (0..).zip(closure.labels()) {
            groups.union(node, *first[group as usize].get_or_insert(node));
        }
    }
    for edge in edges.iter().filter(|edge| edge.likeness() >= threshold) {
        groups.union(edge.a(), edge.b());
    }
    Partition::from_labels(&groups.into_labeling())
}

/// The tree whose cut at any threshold down to `floor` is [`components`] of that threshold.
///
/// Edges are taken from the likeliest down (ties by nodes). With cannot-links, an edge that would bring together two
/// nodes which must stay apart is left out: so between them the weakest edges give way.
///
/// ```
/// use samestory::graph::{Constraints, Edge, single_linkage};
/// use samestory::likeness::Likeness;
/// let edges = [(0, 1, 0.9), (1, 2, 0.6)].map(|(a, b, p)| Edge::new(a, b, Likeness::new(p)).unwrap());
/// let wishes = Constraints { cannot_link: vec![(0, 2)], ..Constraints::none() };
/// let tree = single_linkage(3, &edges, Likeness::ZERO, &wishes);
/// assert_eq!(tree.cut(Likeness::new(0.5)).labels(), [0, 0, 1]);
/// ```
///
/// # Panics
/// When an edge names a node outside `0..nodes`.
///
/// # Complexity
/// O(m log m); 4 bytes per edge besides the tree.
///
/// # References
/// J. C. Gower, G. J. S. Ross, *Minimum Spanning Trees and Single Linkage Cluster Analysis* (Applied Statistics 1969).
pub fn single_linkage(nodes: usize, edges: &[Edge], floor: Likeness, constraints: &Constraints) -> MergeTree {
    let edges = tidy(nodes, edges);
    let mut order: Vec<u32> = (0..edges.len() as u32).filter(|&i| edges[i as usize].likeness() >= floor).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(edges[i as usize].likeness()));
    let mut groups = Apart::new(nodes, &constraints.apart(nodes));
    let mut joins: Vec<Join> = Vec::new();
    for &(a, b) in constraints.must_link.iter().filter(|&&(a, b)| (a.max(b) as usize) < nodes) {
        if groups.try_join(a, b) {
            joins.push((a, b, Likeness::ONE));
        }
    }
    for edge in order.into_iter().map(|i| edges[i as usize]) {
        if groups.try_join(edge.a(), edge.b()) {
            joins.push((edge.a(), edge.b(), edge.likeness()));
        }
    }
    MergeTree::from_joins(nodes, floor, joins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn must_links_hold_where_no_edge_does() {
        let wishes = Constraints { must_link: vec![(0, 3)], cannot_link: vec![(1, 3)] };
        let edges = [Edge::new(0, 1, Likeness::new(0.9)), Edge::new(1, 2, Likeness::new(0.8))].map(Option::unwrap);
        let tree = single_linkage(4, &edges, Likeness::ZERO, &wishes);
        assert_eq!(tree.cut(Likeness::new(0.5)).labels(), [0, 1, 1, 0]);
        assert_eq!(tree.height_between(0, 3), Some(Likeness::ONE));
    }

    #[test]
    fn no_nodes_no_groups() {
        assert_eq!(components(0, &[], Likeness::ZERO).count(), 0);
        assert_eq!(single_linkage(0, &[], Likeness::ZERO, &Constraints::none()).nodes(), 0);
    }
}
