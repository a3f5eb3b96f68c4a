//! [`split_bridges`]: takes groups apart that a single edge holds together.

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::graph::constraints::Constraints;
use crate::graph::edge::{Edge, tidy};
use crate::graph::exponent::{Exponent, Power};
use crate::graph::partition::Partition;
use crate::graph::pieces::{Piece, Pieces};
use crate::graph::unproposed::{Cross, Scorer, Spokesmen, Unproposed};
use crate::likeness::Likeness;

/// Splits every group at edges that alone hold it together, where its two sides are not alike.
///
/// A repair for groups that were made in another way than by [`agglomerate`](crate::graph::agglomerate): components,
/// Leiden, a second round, a user's own. Among the edges of at least `threshold` a *bridge* is one whose removal
/// disconnects what it connects. At each bridge, the weakest first (ties by nodes), the power mean over all pairs
/// across is taken, as the linkage would; below the threshold the smaller side becomes a group of its own. Each bridge
/// is judged once. Must-linked nodes are never split.
///
/// ```
/// use samestory::graph::{Constraints, Edge, Exponent, Zero, components, split_bridges};
/// use samestory::likeness::Likeness;
/// let edges = [(0, 1, 0.8), (0, 2, 0.7), (1, 2, 0.9), (2, 3, 0.9), (3, 4, 0.8), (3, 5, 0.6), (4, 5, 0.9)]
///     .map(|(a, b, p)| Edge::new(a, b, Likeness::new(p)).unwrap());
/// let threshold = Likeness::new(0.5);
/// let groups = components(6, &edges, threshold);
/// assert_eq!(groups.count(), 1);
/// let repaired = split_bridges(&groups, &edges, &Zero, Exponent::SQUARE, threshold, &Constraints::none());
/// assert_eq!(repaired.labels(), [0, 0, 0, 1, 1, 1]);
/// ```
///
/// # Panics
/// When an edge names a node outside the partition.
///
/// # Complexity
/// O(n + m), and for each bridge O(edges of its smaller side), or of its group where unproposed pairs have to be
/// scored.
///
/// # References
/// R. E. Tarjan, *A note on finding the bridges of a graph* (Information Processing Letters 1974).
pub fn split_bridges(
    groups: &Partition,
    edges: &[Edge],
    unproposed: &dyn Unproposed,
    exponent: Exponent,
    threshold: Likeness,
    constraints: &Constraints,
) -> Partition {
    let edges = tidy(groups.nodes(), edges);
    let closure = (!constraints.must_link.is_empty()).then(|| constraints.closure(groups.nodes()));
    let parts = Pieces::new(groups, &edges).map(|piece| {
        let mut splitter = Splitter::new(&piece, closure.as_ref(), threshold);
        splitter.split(unproposed, exponent, exponent.power(threshold));
        // parts named by their first nodes
        let mut first = vec![None; splitter.sizes.len()];
        let named = piece.nodes.iter().zip(&splitter.parts);
        named.map(|(&node, &part)| (node, *first[part as usize].get_or_insert(node))).collect::<Vec<_>>()
    });
    let mut labels: Vec<u32> = (0..groups.nodes() as u32).collect();
    for (node, part) in parts.into_iter().flatten() {
        labels[node as usize] = part;
    }
    Partition::from_labels(&labels)
}

struct Splitter<'a> {
    piece: &'a Piece<'a>,
    /// Must-linked nodes count as one in `strong` and `bridges`; here are the nodes of each.
    members: Vec<Vec<u32>>,
    /// Edges of at least the threshold, and those of them that are bridges, weakest first.
    strong: Vec<Vec<u32>>,
    bridges: Vec<(Likeness, u32, u32)>,
    removed: FxHashSet<(u32, u32)>,
    /// The edges of each node.
    near: Vec<Vec<(u32, Likeness)>>,
    /// The part of each node, and how many nodes each part has.
    parts: Vec<u32>,
    sizes: Vec<u32>,
}

impl<'a> Splitter<'a> {
    fn new(piece: &'a Piece<'a>, closure: Option<&Partition>, threshold: Likeness) -> Splitter<'a> {
        let nodes = piece.nodes.len();
        let fixed = piece.fixed(closure);
        let mut members = vec![Vec::new(); nodes];
        for (node, &at) in (0..).zip(&fixed) {
            members[at as usize].push(node);
        }
        let mut links: FxHashMap<(u32, u32), Likeness> = FxHashMap::default();
        for edge in piece.edges.iter().filter(|edge| edge.likeness() >= threshold) {
            let (x, y) = (fixed[edge.a() as usize], fixed[edge.b() as usize]);
            if x != y {
                let likeness = links.entry((x.min(y), x.max(y))).or_default();
                *likeness = edge.likeness().max(*likeness);
            }
        }
        let mut links: Vec<(u32, u32, Likeness)> =
            links.into_iter().map(|((x, y), likeness)| (x, y, likeness)).collect();
        links.sort_unstable();
        let mut graph = UnGraph::<(), Likeness>::with_capacity(nodes, links.len());
        for _ in 0..nodes {
            graph.add_node(());
        }
        let mut strong = vec![Vec::new(); nodes];
        for &(x, y, likeness) in &links {
            graph.add_edge(NodeIndex::new(x as usize), NodeIndex::new(y as usize), likeness);
            strong[x as usize].push(y);
            strong[y as usize].push(x);
        }
        let bridges = petgraph::algo::bridges(&graph)
            .map(|edge| (*edge.weight(), edge.source().index() as u32, edge.target().index() as u32));
        let mut bridges: Vec<_> = bridges.collect();
        bridges.sort_unstable();
        let mut near = vec![Vec::new(); if bridges.is_empty() { 0 } else { nodes }];
        if !bridges.is_empty() {
            for edge in &piece.edges {
                near[edge.a() as usize].push((edge.b(), edge.likeness()));
                near[edge.b() as usize].push((edge.a(), edge.likeness()));
            }
        }
        Splitter {
            piece,
            members,
            strong,
            bridges,
            removed: FxHashSet::default(),
            near,
            parts: vec![0; nodes],
            sizes: vec![nodes as u32],
        }
    }

    fn split(&mut self, unproposed: &dyn Unproposed, exponent: Exponent, threshold: Power) {
        for (_, x, y) in std::mem::take(&mut self.bridges) {
            self.removed.insert((x, y));
            let side = self.smaller_side(x, y);
            if self.mean_across(&side, unproposed, exponent) < threshold {
                let part = self.sizes.len() as u32;
                self.sizes[self.parts[side[0] as usize] as usize] -= side.len() as u32;
                self.sizes.push(side.len() as u32);
                for node in side {
                    self.parts[node as usize] = part;
                }
            } else {
                self.removed.remove(&(x, y));
            }
        }
    }

    /// The nodes on one side of a bridge that was just removed: two searches take turns, the first to end wins.
    fn smaller_side(&self, x: u32, y: u32) -> Vec<u32> {
        let mut searches = [x, y].map(|start| (vec![start], 0, FxHashSet::from_iter([start])));
        loop {
            for (reached, next, seen) in &mut searches {
                let Some(&at) = reached.get(*next) else {
                    return reached.iter().flat_map(|&at| &self.members[at as usize]).copied().collect();
                };
                *next += 1;
                for &to in &self.strong[at as usize] {
                    if !self.removed.contains(&(at.min(to), at.max(to))) && seen.insert(to) {
                        reached.push(to);
                    }
                }
            }
        }
    }

    fn mean_across(&self, side: &[u32], unproposed: &dyn Unproposed, exponent: Exponent) -> Power {
        let within: FxHashSet<u32> = side.iter().copied().collect();
        let part = self.parts[side[0] as usize];
        let mut cross = Cross::default();
        for &node in side {
            for &(to, likeness) in &self.near[node as usize] {
                if self.parts[to as usize] == part && !within.contains(&to) {
                    cross.sum = cross.sum.saturating_add(exponent.power(likeness));
                    cross.proposed += 1;
                }
            }
        }
        cross.pairs = side.len() as u64 * (u64::from(self.sizes[part as usize]) - side.len() as u64);
        cross.mean(unproposed, || {
            let name = |node: &u32| self.piece.nodes[*node as usize];
            let rest = (0..self.parts.len() as u32)
                .filter(|node| self.parts[*node as usize] == part && !within.contains(node))
                .map(|node| name(&node));
            let (left, right) = (Spokesmen::among(side.iter().map(name)), Spokesmen::among(rest));
            Scorer { exponent, unproposed, is_proposed: |x, y| self.piece.is_proposed(x, y) }.sample(
                &left,
                &right,
                None,
                |_| true,
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::unproposed::Zero;

    fn edges(list: &[(u32, u32, f64)]) -> Vec<Edge> {
        list.iter().map(|&(a, b, likeness)| Edge::new(a, b, Likeness::new(likeness)).unwrap()).collect()
    }

    struct Alike;
    impl Unproposed for Alike {
        fn likeness(&self, _: u32, _: u32) -> Likeness {
            Likeness::new(0.8)
        }
    }

    #[test]
    fn what_is_alike_but_was_not_proposed_stays() {
        let chain = edges(&[(0, 1, 0.8), (1, 2, 0.8), (2, 3, 0.8)]);
        let split = |unproposed: &dyn Unproposed| {
            let (one, threshold) = (Partition::from_labels(&[0; 4]), Likeness::new(0.5));
            split_bridges(&one, &chain, unproposed, Exponent::SQUARE, threshold, &Constraints::none())
        };
        assert_eq!(split(&Zero).labels(), [0, 1, 1, 1], "three in a row are alike enough, four are not");
        assert_eq!(split(&Alike).count(), 1);
    }

    #[test]
    fn weak_edges_across_do_not_hide_a_bridge_and_must_links_hold() {
        let mut list =
            edges(&[(0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.9), (2, 3, 0.6), (3, 4, 0.9), (3, 5, 0.9), (4, 5, 0.9)]);
        list.extend(edges(&[(0, 4, 0.1), (1, 5, 0.1)]));
        let split = |wishes: &Constraints| {
            let (one, threshold) = (Partition::from_labels(&[0; 6]), Likeness::new(0.5));
            split_bridges(&one, &list, &Zero, Exponent::SQUARE, threshold, wishes)
        };
        assert_eq!(split(&Constraints::none()).labels(), [0, 0, 0, 1, 1, 1]);
        let wishes = Constraints { must_link: vec![(0, 4)], ..Constraints::none() };
        assert_eq!(split(&wishes).count(), 1);
    }
}
