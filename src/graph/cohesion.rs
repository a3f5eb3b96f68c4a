//! [`weakest_cuts`]: where each group would come apart first.

use std::collections::BinaryHeap;

use serde::{Deserialize, Serialize};

use crate::apart::Apart;
use crate::graph::allowance::{Allowance, within};
use crate::graph::constraints::Constraints;
use crate::graph::edge::{Edge, tidy};
use crate::graph::exponent::Exponent;
use crate::graph::partition::Partition;
use crate::graph::pieces::{Piece, Pieces};
use crate::graph::unproposed::{Cross, Scorer, Spokesmen, Unproposed};
use crate::likeness::Likeness;

/// The lightest cut through a group: the two sides that edges hold together least.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    side: Vec<u32>,
    edges: u32,
    likeness: Likeness,
}

impl Cut {
    /// The nodes of the smaller side, ascending.
    pub fn side(&self) -> &[u32] {
        &self.side
    }

    /// How many edges lead across.
    pub fn edges(&self) -> u32 {
        self.edges
    }

    /// How alike the two sides are, as the linkage judges it: the power mean over all pairs across. With the allowance of
    /// [`second_round`](crate::graph::second_round) in a cut that
    /// [`split_at_weakest_cuts`](crate::graph::split_at_weakest_cuts) tells.
    ///
    /// This is the cohesion of the group. Below the threshold of a story the group is held by a bridge.
    pub fn likeness(&self) -> Likeness {
        self.likeness
    }
}

/// The weakest cut of each group; `None` for a single node, and for a group that must-links alone hold together.
///
/// Stands after the clustering, for the badge of a story: a group is as trustworthy as its weakest place. The cut is
/// the one across which the likenesses of edges sum to least (on a tie the one found first, always the same); it is
/// then judged as a mean, with unproposed pairs scored as in [`agglomerate`](crate::graph::agglomerate).
///
/// No cut divides what must-links join: there nothing can come apart. Cannot-links play no part.
///
/// The cut is the minimum cut for every group of up to 200 nodes. In a larger one the search ends after 200 rounds,
/// few of which are usual; the cut found by then is one that exists, maybe not the lightest.
///
/// ```
/// use samestory::graph::{Constraints, Edge, Exponent, Partition, Zero, weakest_cuts};
/// use samestory::likeness::Likeness;
/// // the summit and the flood, three reports each, wrongly held together by one pair
/// let edges = [(0, 1, 0.8), (0, 2, 0.7), (1, 2, 0.9), (2, 3, 0.9), (3, 4, 0.8), (3, 5, 0.6), (4, 5, 0.9)]
///     .map(|(a, b, p)| Edge::new(a, b, Likeness::new(p)).unwrap());
/// let one_group = Partition::from_labels(&[0; 6]);
/// let cuts = weakest_cuts(&one_group, &edges, &Zero, Exponent::MEAN, &Constraints::none());
/// let cut = cuts[0].as_ref().unwrap();
/// assert_eq!((cut.side(), cut.edges()), ([3, 4, 5].as_slice(), 1));
/// assert_eq!(cut.likeness(), Likeness::new(0.1));
/// ```
///
/// # Panics
/// When an edge names a node outside the partition.
///
/// # Complexity
/// O(m log n) a round for the m edges and n nodes of a group; a cohesive group takes a few rounds, at worst there are
/// as many as nodes.
///
/// # References
/// M. Stoer, F. Wagner, *A simple min-cut algorithm* (JACM 1997). H. Nagamochi, T. Ono, T. Ibaraki, *Implementing an
/// efficient minimum capacity cut algorithm* (Mathematical Programming 1994) for contracting many edges a round.
pub fn weakest_cuts(
    groups: &Partition,
    edges: &[Edge],
    unproposed: &dyn Unproposed,
    exponent: Exponent,
    constraints: &Constraints,
) -> Vec<Option<Cut>> {
    cuts_allowing(groups, edges, unproposed, exponent, constraints, |_, _| 1.0)
}

/// As [`weakest_cuts`], the sides of a cut judged with an allowance.
pub(super) fn cuts_allowing(
    groups: &Partition,
    edges: &[Edge],
    unproposed: &dyn Unproposed,
    exponent: Exponent,
    constraints: &Constraints,
    allowance: Allowance,
) -> Vec<Option<Cut>> {
    let edges = tidy(groups.nodes(), edges);
    let closure = (!constraints.must_link.is_empty()).then(|| constraints.closure(groups.nodes()));
    let found = Pieces::new(groups, &edges).map(|piece| {
        let side = lightest_cut(&piece, &piece.fixed(closure.as_ref()));
        (piece.nodes[0], side.map(|side| judged(&piece, &side, unproposed, exponent, allowance)))
    });
    let mut cuts = vec![None; groups.count()];
    for (node, cut) in found {
        cuts[groups.labels()[node as usize] as usize] = cut;
    }
    cuts
}

fn judged(
    piece: &Piece<'_>,
    side: &[bool],
    unproposed: &dyn Unproposed,
    exponent: Exponent,
    allowance: Allowance,
) -> Cut {
    // within the one side, within the other, across
    let (mut sums, mut edges) = ([0; 3], 0);
    for edge in &piece.edges {
        let at = match (side[edge.a() as usize], side[edge.b() as usize]) {
            (true, true) => 0,
            (false, false) => 1,
            _ => 2,
        };
        sums[at] = exponent.power(edge.likeness()).saturating_add(sums[at]);
        edges += u32::from(at == 2);
    }
    let members = |of: bool| piece.nodes.iter().zip(side).filter(move |&(_, &at)| at == of).map(|(&node, _)| node);
    let side: Vec<u32> = members(true).collect();
    let others = piece.nodes.len() - side.len();
    let cross = Cross { sum: sums[2], proposed: u64::from(edges), pairs: side.len() as u64 * others as u64 };
    let power = cross.mean(unproposed, || {
        let (left, right) = (Spokesmen::among(side.iter().copied()), Spokesmen::among(members(false)));
        Scorer { exponent, unproposed, is_proposed: |x, y| piece.is_proposed(x, y) }
            .sample(&left, &right, None, |_| true)
    });
    let allowance = allowance(within(sums[0], side.len(), exponent), within(sums[1], others, exponent));
    let likeness = Likeness::new(exponent.root(power).value() * allowance);
    Cut { side, edges, likeness }
}

/// Which nodes of a piece are on the smaller side of its lightest cut; on equal sides the one without node 0. Nodes of
/// one number in `fixed` are on one side; nothing when all are of one.
fn lightest_cut(piece: &Piece<'_>, fixed: &[u32]) -> Option<Vec<bool>> {
    const ROUNDS: usize = 200;
    let nodes = piece.nodes.len();
    let weight = |edge: &Edge| (edge.a(), edge.b(), u64::from(edge.likeness().units()));
    let mut edges: Vec<(u32, u32, u64)> = piece.edges.iter().map(weight).filter(|edge| edge.2 > 0).collect();
    // the contracted node that each node is part of
    let mut place: Vec<u32> = fixed.to_vec();
    let mut count = fixed.iter().max().map_or(0, |&last| last as usize + 1);
    if count == 1 {
        return None;
    }
    if count < nodes {
        edges = contracted(&edges, &place);
    }
    let mut lightest = u64::MAX;
    let mut side = vec![false; nodes];
    for _ in 0..ROUNDS {
        let scan = Scan::new(count, &edges);
        let alone = (0..).zip(&scan.degrees).min_by_key(|&(node, &degree)| (degree, node));
        if let Some((node, &degree)) = alone
            && degree < lightest
        {
            lightest = degree;
            side = place.iter().map(|&at| at == node).collect();
        }
        if lightest == 0 {
            break;
        }
        let (mut groups, reached) = scan.contractible(lightest);
        if let Some(reached) = reached {
            // not even connected
            side = place.iter().map(|&at| reached[at as usize]).collect();
            break;
        }
        let mut numbers = vec![None; count];
        let mut next = 0;
        let merged: Vec<u32> = (0..count as u32)
            .map(|node| {
                *numbers[groups.root(node) as usize].get_or_insert_with(|| {
                    next += 1;
                    next - 1
                })
            })
            .collect();
        count = next as usize;
        if count == 1 {
            break;
        }
        for at in &mut place {
            *at = merged[*at as usize];
        }
        edges = contracted(&edges, &merged);
    }
    let on = side.iter().filter(|&&on| on).count();
    if 2 * on > nodes || (2 * on == nodes && side[0]) {
        for on in &mut side {
            *on = !*on;
        }
    }
    Some(side)
}

/// One round of the search: the nodes in maximum adjacency order.
struct Scan<'a> {
    starts: Vec<u32>,
    near: Vec<(u32, u64)>,
    degrees: Vec<u64>,
    edges: &'a [(u32, u32, u64)],
}

impl Scan<'_> {
    fn new(nodes: usize, edges: &[(u32, u32, u64)]) -> Scan<'_> {
        let mut starts = vec![0; nodes + 1];
        for &(a, b, _) in edges {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut free = starts.clone();
        let mut near = vec![(0, 0); edges.len() * 2];
        let mut degrees = vec![0; nodes];
        for &(a, b, weight) in edges {
            for (from, to) in [(a, b), (b, a)] {
                near[free[from as usize] as usize] = (to, weight);
                free[from as usize] += 1;
                degrees[from as usize] += weight;
            }
        }
        Scan { starts, near, degrees, edges }
    }

    /// Groups of nodes that no cut lighter than `lightest` separates, at least one of more than one node; or, when
    /// not all nodes are connected, which of them are reached from the first.
    fn contractible(&self, lightest: u64) -> (Apart, Option<Vec<bool>>) {
        let nodes = self.degrees.len();
        let mut groups = Apart::new(nodes, &[]);
        let mut attraction = vec![0; nodes];
        let mut done = vec![false; nodes];
        let mut heap = BinaryHeap::with_capacity(self.edges.len());
        heap.push((0, std::cmp::Reverse(0)));
        let (mut last, mut before) = (0, 0);
        while let Some((_, std::cmp::Reverse(node))) = heap.pop() {
            if std::mem::replace(&mut done[node as usize], true) {
                continue;
            }
            (before, last) = (last, node);
            for &(to, weight) in
                &self.near[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
            {
                if done[to as usize] {
                    continue;
                }
                attraction[to as usize] += weight;
                heap.push((attraction[to as usize], std::cmp::Reverse(to)));
                // as well connected to what was scanned as to this node
                if attraction[to as usize] >= lightest {
                    groups.try_join(node, to);
                }
            }
        }
        // the lightest cut between the last two is around the last alone, and its degree was looked at
        groups.try_join(before, last);
        let reached = done.contains(&false).then_some(done);
        (groups, reached)
    }
}

/// The edges between contracted nodes, one for each pair.
fn contracted(edges: &[(u32, u32, u64)], place: &[u32]) -> Vec<(u32, u32, u64)> {
    let moved = edges.iter().map(|&(a, b, weight)| {
        let (a, b) = (place[a as usize], place[b as usize]);
        (a.min(b), a.max(b), weight)
    });
    let mut moved: Vec<_> = moved.filter(|edge| edge.0 != edge.1).collect();
    moved.sort_unstable_by_key(|edge| (edge.0, edge.1));
    moved.dedup_by(|from, into| {
        let same = (from.0, from.1) == (into.0, into.1);
        if same {
            into.2 += from.2;
        }
        same
    });
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::unproposed::Zero;

    #[test]
    fn each_side_of_a_cut_is_measured_by_itself() {
        // two nodes, loose, and three that are tighter; one pair of six across
        let edges = [(0, 1, 0.5), (1, 2, 0.3), (2, 3, 0.55), (2, 4, 0.55), (3, 4, 0.55)];
        let edges = edges.map(|(a, b, likeness)| Edge::new(a, b, Likeness::new(likeness)).unwrap());
        let (all, free) = (Partition::from_labels(&[0; 5]), Constraints::none());
        let cuts = cuts_allowing(&all, &edges, &Zero, Exponent::SQUARE, &free, |one, other| {
            let [one, other] = [one, other].map(|within| within.map_or(0.0, Likeness::value));
            assert!((one - 0.5).abs() < 1e-6 && (other - 0.55).abs() < 1e-6, "{one} and {other}");
            1.1
        });
        let cut = cuts[0].as_ref().expect("a cut");
        let across = (0.3_f64.powi(2) / 6.0).sqrt();
        assert_eq!((cut.side(), cut.edges()), ([0, 1].as_slice(), 1));
        assert!((cut.likeness().value() - 1.1 * across).abs() < 1e-6, "{:?}", cut.likeness());
    }

    #[test]
    fn a_group_without_edges_between_its_parts_has_no_cohesion() {
        let edges = [Edge::new(0, 1, Likeness::new(0.9)), Edge::new(2, 3, Likeness::new(0.9))].map(Option::unwrap);
        let cuts = weakest_cuts(
            &Partition::from_labels(&[0, 0, 0, 0, 1]),
            &edges,
            &Zero,
            Exponent::SQUARE,
            &Constraints::none(),
        );
        let expected = Cut { side: vec![2, 3], edges: 0, likeness: Likeness::ZERO };
        assert_eq!(cuts, [Some(expected), None]);
    }

    #[test]
    fn what_must_links_join_is_not_cut() {
        let edges = [(0, 1, 0.1), (1, 2, 0.4), (2, 3, 0.6)].map(|(a, b, p)| Edge::new(a, b, Likeness::new(p)).unwrap());
        let side = |must_link: Vec<(u32, u32)>| {
            let wishes = Constraints { must_link, ..Constraints::none() };
            let cuts = weakest_cuts(&Partition::from_labels(&[0; 4]), &edges, &Zero, Exponent::MEAN, &wishes);
            cuts[0].as_ref().map(|cut| cut.side().to_vec())
        };
        assert_eq!(side(Vec::new()), Some(vec![0]));
        assert_eq!(side(vec![(0, 1)]), Some(vec![2, 3]));
        assert_eq!(side(vec![(0, 2)]), Some(vec![1]), "both its edges are lighter than the other");
        assert_eq!(side(vec![(0, 1), (2, 3), (3, 1)]), None);
    }

    #[test]
    fn a_long_chain_is_cut_at_its_weakest_link() {
        let likeness = |i: u32| Likeness::new(if i == 1200 { 0.2 } else { 0.3 + f64::from(i % 70) / 100.0 });
        let edges: Vec<Edge> = (0..2999).map(|i| Edge::new(i, i + 1, likeness(i)).unwrap()).collect();
        let cuts =
            weakest_cuts(&Partition::from_labels(&[0; 3000]), &edges, &Zero, Exponent::MEAN, &Constraints::none());
        assert_eq!(cuts[0].as_ref().unwrap().side().len(), 1201);
    }
}
