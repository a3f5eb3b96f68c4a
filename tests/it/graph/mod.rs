//! Grouping against brute force, on random graphs.
#![expect(clippy::unwrap_used, reason = "strategies and oracles are tests too")]

mod groups;
mod linkage;
mod planted;
mod trees;

use proptest::prelude::*;
use samestory::graph::{Constraints, Edge, Partition, Unproposed};
use samestory::likeness::Likeness;

/// Likeness in sixteenths, so that powers and their means can be compared without rounding.
fn sixteenths(n: u32) -> Likeness {
    Likeness::new(f64::from(n) / 16.0)
}

/// A likeness for every pair, and which pairs were proposed.
#[derive(Debug, Clone)]
struct Matrix {
    nodes: usize,
    likeness: Vec<Vec<u32>>,
    proposed: Vec<Vec<bool>>,
}

impl Matrix {
    fn edges(&self) -> Vec<Edge> {
        let pairs = (0..self.nodes).flat_map(|a| (a + 1..self.nodes).map(move |b| (a, b)));
        pairs
            .filter(|&(a, b)| self.proposed[a][b])
            .map(|(a, b)| Edge::new(a as u32, b as u32, sixteenths(self.likeness[a][b])).unwrap())
            .collect()
    }
}

impl Unproposed for Matrix {
    fn likeness(&self, a: u32, b: u32) -> Likeness {
        assert!(a < b && !self.proposed[a as usize][b as usize], "asked of a proposed pair");
        sixteenths(self.likeness[a as usize][b as usize])
    }
}

fn matrices() -> impl Strategy<Value = Matrix> {
    (2_usize..=16, 0.05..1.0).prop_flat_map(|(nodes, density)| {
        // many zeros, many ties
        let likeness = prop_oneof![2 => Just(0_u32), 5 => 0_u32..=16, 1 => Just(16_u32)];
        let pairs = prop::collection::vec((likeness, prop::bool::weighted(density)), nodes * nodes);
        pairs.prop_map(move |pairs| {
            let pair = |a: usize, b: usize| pairs[a.min(b) * nodes + a.max(b)];
            let table = |a| (0..nodes).map(move |b| pair(a, b));
            Matrix {
                nodes,
                likeness: (0..nodes).map(|a| table(a).map(|(likeness, _)| likeness).collect()).collect(),
                proposed: (0..nodes).map(|a| table(a).map(|(_, proposed)| proposed).collect()).collect(),
            }
        })
    })
}

fn constraints() -> impl Strategy<Value = Constraints> {
    let pairs = || prop::collection::vec((0_u32..16, 0_u32..16), 0..4);
    prop_oneof![
        Just(Constraints::none()),
        (pairs(), pairs()).prop_map(|(must_link, cannot_link)| Constraints { must_link, cannot_link }),
    ]
}

/// Flood fill over edges of at least the threshold.
fn flood(nodes: usize, edges: &[Edge], threshold: Likeness) -> Partition {
    let mut labels: Vec<u32> = (0..nodes as u32).collect();
    let mut changed = true;
    while changed {
        changed = false;
        for edge in edges.iter().filter(|edge| edge.likeness() >= threshold) {
            let (a, b) = (edge.a() as usize, edge.b() as usize);
            let lower = labels[a].min(labels[b]);
            changed |= labels[a] != lower || labels[b] != lower;
            (labels[a], labels[b]) = (lower, lower);
        }
    }
    Partition::from_labels(&labels)
}
