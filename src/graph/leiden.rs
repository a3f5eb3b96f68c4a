//! [`leiden`]: communities that beat a given density, after Traag, Waltman and van Eck.

use serde::{Deserialize, Serialize};

use crate::apart::Apart;
use crate::graph::communities::{Network, Price};
use crate::graph::components::connected;
use crate::graph::constraints::Constraints;
use crate::graph::edge::{Edge, tidy};
use crate::graph::partition::Partition;
use crate::graph::pieces::{Piece, Pieces};
use crate::likeness::Likeness;

/// What counts as a community.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeidenSettings {
    /// The mean likeness over all pairs that a community has to beat, unproposed pairs counting as 0. Default: 0.1,
    /// which found all of 2,000 planted stories. Towards 0 communities become components, towards 1 single nodes.
    pub resolution: Likeness,
}

impl Default for LeidenSettings {
    fn default() -> Self {
        LeidenSettings { resolution: Likeness::new(0.1) }
    }
}

/// Groups nodes so that inside the groups edges weigh as much as possible above `resolution` for each pair.
///
/// Maximises the constant Potts model (CPM): the sum over groups of likeness inside − resolution × pairs inside. Unlike
/// modularity it does not look at the size of the whole graph, so that a story stays the same among ten thousand
/// others. It has no merge tree: another resolution is another run.
///
/// Guarantees: every group is connected by edges above 0 (or must-links); the quality is at least that of single nodes
/// and of the connected components. Nothing is random: nodes are visited in their order, and refinement takes the best
/// step where the paper draws one. Weights are whole numbers, so that sums are exact.
///
/// Must-linked nodes move as one. Cannot-links are obeyed afterwards: a community that holds a forbidden pair is built
/// anew from its edges, the likeliest first, leaving out those that would bring the two together.
///
/// ```
/// use samestory::graph::{Constraints, Edge, LeidenSettings, leiden};
/// use samestory::likeness::Likeness;
/// // two stories of three reports each, and a weak edge between them
/// let edges = [(0, 1, 0.8), (0, 2, 0.7), (1, 2, 0.9), (2, 3, 0.2), (3, 4, 0.8), (3, 5, 0.6), (4, 5, 0.9)]
///     .map(|(a, b, p)| Edge::new(a, b, Likeness::new(p)).unwrap());
/// let stories = leiden(6, &edges, &LeidenSettings::default(), &Constraints::none());
/// assert_eq!(stories.labels(), [0, 0, 0, 1, 1, 1]);
/// ```
///
/// # Panics
/// When an edge names a node outside `0..nodes`.
///
/// # Complexity
/// About O(m log n) in practice; some 80 bytes per edge of the components being worked on.
///
/// # References
/// V. A. Traag, L. Waltman, N. J. van Eck, *From Louvain to Leiden: guaranteeing well-connected communities*
/// (Scientific Reports 2019), algorithm A.2. V. A. Traag, P. Van Dooren, Y. Nesterov, *Narrow scope for
/// resolution-limit-free community detection* (Physical Review E 2011) for CPM.
pub fn leiden(nodes: usize, edges: &[Edge], settings: &LeidenSettings, constraints: &Constraints) -> Partition {
    let edges = tidy(nodes, edges);
    let closure = (!constraints.must_link.is_empty()).then(|| constraints.closure(nodes));
    let apart = constraints.apart(nodes);
    // the least likeness above 0
    let least = Likeness::new(1.0 / f64::from(1 << 30));
    let connected = connected(nodes, &edges, least, closure.as_ref());
    let named = Pieces::new(&connected, &edges).map(|piece| {
        let fixed = piece.fixed(closure.as_ref());
        let mut groups = communities(&piece, &fixed, settings.resolution);
        forbid(&piece, &fixed, &mut groups, &piece.pairs_within(&apart));
        // by nodes of the graph
        (piece.nodes.to_vec(), groups.into_iter().map(|group| piece.nodes[group as usize]).collect::<Vec<u32>>())
    });
    let mut labels: Vec<u32> = (0..nodes as u32).collect();
    for (nodes, groups) in named {
        for (node, group) in nodes.into_iter().zip(groups) {
            labels[node as usize] = group;
        }
    }
    Partition::from_labels(&labels)
}

/// What [`leiden`] maximises: likeness inside groups, less `resolution` for each pair inside. 0 for single nodes.
///
/// # Panics
/// When an edge names a node outside the partition.
pub fn cpm_quality(edges: &[Edge], groups: &Partition, resolution: Likeness) -> f64 {
    let edges = tidy(groups.nodes(), edges);
    let inside = edges.iter().filter(|edge| groups.together(edge.a(), edge.b()));
    let gain: i128 = inside.map(|edge| i128::from(edge.likeness().units())).sum();
    let pairs: i128 = groups.groups().iter().map(|group| group.len() as i128 * (group.len() as i128 - 1) / 2).sum();
    (gain - pairs * i128::from(resolution.units())) as f64 / f64::from(Likeness::ONE.units())
}

fn communities(piece: &Piece<'_>, fixed: &[u32], resolution: Likeness) -> Vec<u32> {
    let count = fixed.iter().max().map_or(0, |&last| last as usize + 1);
    let mut network = Network::new(piece.nodes.len(), &piece.edges);
    if count < piece.nodes.len() {
        network = network.contracted(fixed, count);
    }
    let found = network.communities(Price(resolution.units()));
    fixed.iter().map(|&node| found[node as usize]).collect()
}

/// Builds communities that hold a forbidden pair anew from their edges, likeliest first.
fn forbid(piece: &Piece<'_>, fixed: &[u32], groups: &mut [u32], apart: &[(u32, u32)]) {
    let mut broken = vec![false; groups.len()];
    for &(a, b) in apart {
        broken[groups[a as usize] as usize] |= groups[a as usize] == groups[b as usize];
    }
    if !broken.contains(&true) {
        return;
    }
    let mut parts = Apart::new(groups.len(), apart);
    let mut first = vec![None; groups.len()];
    for (node, &number) in (0..).zip(fixed) {
        parts.try_join(*first[number as usize].get_or_insert(node), node);
    }
    let within = |edge: &&Edge| {
        let group = groups[edge.a() as usize];
        edge.likeness() > Likeness::ZERO && group == groups[edge.b() as usize] && broken[group as usize]
    };
    let mut inside: Vec<&Edge> = piece.edges.iter().filter(within).collect();
    inside.sort_by_key(|edge| std::cmp::Reverse(edge.likeness()));
    for edge in inside {
        parts.try_join(edge.a(), edge.b());
    }
    // sound communities by their first node, broken ones by the roots of their parts
    let mut name = vec![None; groups.len()];
    for node in 0..groups.len() as u32 {
        let group = groups[node as usize] as usize;
        groups[node as usize] = if broken[group] { parts.root(node) } else { *name[group].get_or_insert(node) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(list: &[(u32, u32, f64)]) -> Vec<Edge> {
        list.iter().map(|&(a, b, likeness)| Edge::new(a, b, Likeness::new(likeness)).unwrap()).collect()
    }

    #[test]
    fn the_resolution_is_the_density_to_beat() {
        let edges = edges(&[(0, 1, 0.9), (1, 2, 0.9), (2, 3, 0.9)]);
        for (resolution, expected) in [(0.0, [0, 0, 0, 0]), (0.5, [0, 0, 1, 1]), (0.95, [0, 1, 2, 3])] {
            let settings = LeidenSettings { resolution: Likeness::new(resolution) };
            assert_eq!(leiden(4, &edges, &settings, &Constraints::none()).labels(), expected, "{resolution}");
        }
    }

    #[test]
    fn wishes_are_obeyed() {
        let edges = edges(&[(0, 1, 0.9), (0, 2, 0.8), (1, 2, 0.7), (3, 4, 0.6)]);
        let wishes = Constraints { must_link: vec![(4, 5)], cannot_link: vec![(1, 2)] };
        let found = leiden(6, &edges, &LeidenSettings::default(), &wishes);
        assert_eq!(found.labels(), [0, 0, 1, 2, 2, 2]);
    }
}
