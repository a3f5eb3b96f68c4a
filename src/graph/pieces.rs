//! [`Pieces`]: a graph taken apart into groups that can be worked on one by one.

use crate::graph::edge::Edge;
use crate::graph::partition::Partition;

/// The groups of two nodes and more of a partition, with the edges inside each.
///
/// Edges between groups belong to no piece. Groups keep the order of the partition.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    edges: &'a [Edge],
    /// Nodes by group, ascending within each, and where each group begins.
    nodes: Vec<u32>,
    node_starts: Vec<u32>,
    /// Indices of edges by group, and where each group begins.
    inside: Vec<u32>,
    edge_starts: Vec<u32>,
    /// The number of each node within its group.
    local: Vec<u32>,
    /// The groups of two nodes and more.
    large: Vec<u32>,
}

/// One group with its own numbering: node `i` of the piece is `nodes[i]`.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// The nodes, ascending.
    pub(super) nodes: &'a [u32],
    /// The edges inside, in the numbering of the piece, sorted as the edges they come from.
    pub(super) edges: Vec<Edge>,
    local: &'a [u32],
}

impl<'a> Pieces<'a> {
    /// Takes a graph apart along a partition of its nodes.
    pub(super) fn new(groups: &Partition, edges: &'a [Edge]) -> Pieces<'a> {
        let labels = groups.labels();
        let (nodes, node_starts) = by_group(groups.count(), || (0..).zip(labels.iter().copied()));
        let (inside, edge_starts) = by_group(groups.count(), || {
            (0..).zip(edges).filter_map(|(i, edge)| {
                let label = labels[edge.a() as usize];
                (label == labels[edge.b() as usize]).then_some((i, label))
            })
        });
        let local = (0..).zip(&nodes).fold(vec![0; nodes.len()], |mut local, (place, &node): (u32, _)| {
            local[node as usize] = place - node_starts[labels[node as usize] as usize];
            local
        });
        let large = (0..groups.count() as u32)
            .filter(|&group| node_starts[group as usize + 1] - node_starts[group as usize] > 1)
            .collect();
        Pieces { edges, nodes, node_starts, inside, edge_starts, local, large }
    }

    /// Does something with every piece, on several threads when that feature is on; results in the order of pieces.
    pub(super) fn map<T: Send>(&self, work: impl Fn(Piece<'_>) -> T + Sync) -> Vec<T> {
        #[cfg(feature = "parallel")]
        return {
            use rayon::prelude::*;
            self.large.par_iter().map(|&group| work(self.piece(group))).collect()
        };
        #[cfg(not(feature = "parallel"))]
        self.large.iter().map(|&group| work(self.piece(group))).collect()
    }

    fn piece(&self, group: u32) -> Piece<'_> {
        let range = |starts: &[u32]| starts[group as usize] as usize..starts[group as usize + 1] as usize;
        let edges = self.inside[range(&self.edge_starts)].iter().map(|&i| {
            let edge = self.edges[i as usize];
            edge.renumbered(self.local[edge.a() as usize], self.local[edge.b() as usize])
        });
        Piece { nodes: &self.nodes[range(&self.node_starts)], edges: edges.collect(), local: &self.local }
    }
}

impl Piece<'_> {
    /// Those of some pairs that lie within the piece, in its numbering.
    pub(super) fn pairs_within(&self, pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
        if pairs.is_empty() {
            return Vec::new();
        }
        let find = |node: u32| {
            let local = self.local[node as usize];
            (self.nodes.get(local as usize) == Some(&node)).then_some(local)
        };
        // `pairs` is sorted by its first node, and so are the nodes
        let range = |node: u32| {
            let start = pairs.partition_point(|pair| pair.0 < node);
            pairs[start..].iter().take_while(move |pair| pair.0 == node)
        };
        self.nodes.iter().flat_map(|&node| range(node)).filter_map(|&(a, b)| Some((find(a)?, find(b)?))).collect()
    }
}

/// Items sorted by group, and where each group begins: a counting sort.
fn by_group<I: Iterator<Item = (u32, u32)>>(groups: usize, items: impl Fn() -> I) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0; groups + 1];
    for (_, group) in items() {
        starts[group as usize + 1] += 1;
    }
    for group in 0..groups {
        starts[group + 1] += starts[group];
    }
    let mut sorted = vec![0; starts[groups] as usize];
    let mut place = starts.clone();
    for (item, group) in items() {
        sorted[place[group as usize] as usize] = item;
        place[group as usize] += 1;
    }
    (sorted, starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::likeness::Likeness;

    #[test]
    fn each_group_has_its_nodes_and_edges() {
        let edges = [(0, 3), (1, 2), (2, 4), (3, 5)].map(|(a, b)| Edge::new(a, b, Likeness::ONE).unwrap());
        let groups = Partition::from_labels(&[0, 1, 1, 0, 2, 0]);
        let pieces = Pieces::new(&groups, &edges);
        let seen = pieces.map(|piece| {
            let edges: Vec<_> = piece.edges.iter().map(|edge| (edge.a(), edge.b())).collect();
            (piece.nodes.to_vec(), edges, piece.pairs_within(&[(0, 5), (1, 2), (1, 4)]))
        });
        assert_eq!(
            seen,
            [(vec![0, 3, 5], vec![(0, 1), (1, 2)], vec![(0, 2)]), (vec![1, 2], vec![(0, 1)], vec![(0, 1)])]
        );
    }
}
