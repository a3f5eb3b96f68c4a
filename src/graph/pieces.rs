//! [`Pieces`]: a graph taken apart into groups that can be worked on one by one.

use rustc_hash::FxHashMap;

use crate::graph::edge::Edge;
use crate::graph::partition::Partition;
use crate::parallel;

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
    /// Where in `edges` those of each node with higher ones begin.
    starts: Vec<u32>,
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

    /// Does something with every piece, on any number of threads; results in the order of pieces.
    pub(super) fn map<T: Send>(&self, work: impl Fn(Piece<'_>) -> T + Sync + Send) -> Vec<T> {
        parallel::map(self.large.len(), |at| work(self.piece(self.large[at as usize])))
    }

    fn piece(&self, group: u32) -> Piece<'_> {
        let range = |starts: &[u32]| starts[group as usize] as usize..starts[group as usize + 1] as usize;
        let nodes = &self.nodes[range(&self.node_starts)];
        let edges: Vec<Edge> = (self.inside[range(&self.edge_starts)].iter())
            .map(|&i| {
                let edge = self.edges[i as usize];
                edge.renumbered(self.local[edge.a() as usize], self.local[edge.b() as usize])
            })
            .collect();
        let mut starts = vec![0; nodes.len() + 1];
        for edge in &edges {
            starts[edge.a() as usize + 1] += 1;
        }
        for node in 0..nodes.len() {
            starts[node + 1] += starts[node];
        }
        Piece { nodes, edges, starts, local: &self.local }
    }
}

impl Piece<'_> {
    /// Those of some sorted pairs that lie within the piece, in its numbering.
    pub(super) fn pairs_within(&self, pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
        if pairs.is_empty() {
            return Vec::new();
        }
        let of_node = |node: u32| {
            let start = pairs.partition_point(|pair| pair.0 < node);
            pairs[start..].iter().take_while(move |pair| pair.0 == node)
        };
        let pairs = self.nodes.iter().flat_map(|&node| of_node(node));
        pairs.filter_map(|&(a, b)| Some((self.place(a)?, self.place(b)?))).collect()
    }

    /// The must-link group of each node, numbered from 0 in the order of nodes; each node its own without must-links.
    pub(super) fn fixed(&self, closure: Option<&Partition>) -> Vec<u32> {
        let Some(closure) = closure else { return (0..self.nodes.len() as u32).collect() };
        let mut numbers = FxHashMap::default();
        let number = |node: &u32| {
            let next = numbers.len() as u32;
            *numbers.entry(closure.labels()[*node as usize]).or_insert(next)
        };
        self.nodes.iter().map(number).collect()
    }

    /// Whether two nodes of the graph are joined by an edge of the piece.
    pub(super) fn is_proposed(&self, x: u32, y: u32) -> bool {
        let (Some(x), Some(y)) = (self.place(x), self.place(y)) else { return false };
        let (low, high) = (x.min(y), x.max(y));
        let edges = &self.edges[self.starts[low as usize] as usize..self.starts[low as usize + 1] as usize];
        edges.binary_search_by_key(&high, Edge::b).is_ok()
    }

    /// The number of a node of the graph within the piece, if it is there.
    fn place(&self, node: u32) -> Option<u32> {
        let place = self.local[node as usize];
        (self.nodes.get(place as usize) == Some(&node)).then_some(place)
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
