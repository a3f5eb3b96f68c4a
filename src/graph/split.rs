//! [`split_at_weakest_cuts`]: takes groups apart whose two sides are not alike.

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::graph::allowance::allowance;
use crate::graph::cohesion::{Cut, cuts_allowing};
use crate::graph::constraints::Constraints;
use crate::graph::edge::{Edge, tidy};
use crate::graph::exponent::Exponent;
use crate::graph::merge_tree::{Join, MergeTree};
use crate::graph::partition::Partition;
use crate::graph::unproposed::Unproposed;
use crate::likeness::Likeness;

/// A tree in which no group of one cut hangs on a bridge, and the weakest cut of each of its groups there.
///
/// The linkage merges the two groups that are likeliest at the time and never looks back: two halves that met early may
/// turn out unlike. Stands after the linkage and the [second round](crate::graph::second_round), with whose allowance the
/// sides of a cut are judged: every group of the tree at `threshold` whose
/// [weakest cut](crate::graph::weakest_cuts) is judged below the threshold is split there, and its parts again, as long
/// as `may_split` says so of the nodes of a group.
///
/// The result is a tree too: above the threshold its groups are those of the given one, divided; the parts of a group
/// meet again at the likeness across their cut, at the latest where the group meets others. Must-linked nodes are never
/// split.
///
/// ```
/// use samestory::graph::{Constraints, Edge, Exponent, MergeTree, Zero, single_linkage, split_at_weakest_cuts};
/// use samestory::likeness::Likeness;
/// // the summit and the flood, three reports each, wrongly held together by one pair
/// let edges = [(0, 1, 0.8), (0, 2, 0.7), (1, 2, 0.9), (2, 3, 0.9), (3, 4, 0.8), (3, 5, 0.6), (4, 5, 0.9)]
///     .map(|(a, b, p)| Edge::new(a, b, Likeness::new(p)).unwrap());
/// let (threshold, free) = (Likeness::new(0.5), Constraints::none());
/// let tree = single_linkage(6, &edges, Likeness::new(0.05), &free);
/// assert_eq!(tree.cut(threshold).count(), 1);
/// let (tree, cuts) = split_at_weakest_cuts(tree, threshold, &edges, &Zero, Exponent::MEAN, &free, &|_| true);
/// assert_eq!(tree.cut(threshold).labels(), [0, 0, 0, 1, 1, 1]);
/// assert_eq!(tree.height_between(0, 5), Some(Likeness::new(0.1)));
/// assert_eq!(cuts.len(), 2);
/// ```
///
/// # Panics
/// When an edge names a node outside the tree.
///
/// # Complexity
/// That of [`weakest_cuts`](crate::graph::weakest_cuts) for all groups, and again for the parts of those that are split,
/// once a round; a round adds O(nodes), and there are as many as splits follow each other within one group. Then
/// O(merges · log nodes).
pub fn split_at_weakest_cuts(
    tree: MergeTree,
    threshold: Likeness,
    edges: &[Edge],
    unproposed: &dyn Unproposed,
    exponent: Exponent,
    constraints: &Constraints,
    may_split: &dyn Fn(&[u32]) -> bool,
) -> (MergeTree, Vec<Option<Cut>>) {
    let groups = tree.cut(threshold);
    let cuts = cuts_allowing(&groups, edges, unproposed, exponent, constraints, allowance);
    if cuts.iter().flatten().all(|cut| cut.likeness() >= threshold) {
        return (tree, cuts);
    }
    let mut edges = tidy(groups.nodes(), edges);
    let mut parts = Parts::new(&tree, &groups, threshold);
    let (mut found, mut settled) = (cuts, Vec::new());
    loop {
        let mut open = FxHashSet::default();
        for cut in found.into_iter().flatten() {
            if cut.likeness() < threshold && may_split(parts.around(&cut)) {
                open.extend(parts.split(&cut));
            } else {
                settled.push(cut);
            }
        }
        if open.is_empty() {
            break;
        }
        // what is open now was within what was open before
        let inside = |edge: &&Edge| {
            let part = parts.labels[edge.a() as usize];
            part == parts.labels[edge.b() as usize] && open.contains(&part)
        };
        edges = Cow::Owned(edges.iter().filter(inside).copied().collect());
        found = cuts_allowing(&parts.only(&open), &edges, unproposed, exponent, constraints, allowance);
    }
    let tree = parts.apart(&tree);
    let groups = tree.cut(threshold);
    let mut cuts = vec![None; groups.count()];
    for cut in settled {
        // a cut is known by any node of its side
        let group = groups.labels()[cut.side()[0] as usize];
        cuts[group as usize] = Some(cut);
    }
    (tree, cuts)
}

/// Groups as they come apart.
struct Parts {
    /// The part of each node; those of the groups come first.
    labels: Vec<u32>,
    /// Of each part its nodes.
    nodes: Vec<Vec<u32>>,
    /// Where each part meets another at the latest.
    meets: Vec<Likeness>,
    /// The splits, the last one first to be undone.
    joins: Vec<Join>,
    threshold: Likeness,
    /// Groups that were split.
    split: FxHashSet<u32>,
    groups: Vec<u32>,
}

impl Parts {
    fn new(tree: &MergeTree, groups: &Partition, threshold: Likeness) -> Parts {
        let (labels, count) = (groups.labels().to_vec(), groups.count());
        let mut nodes = vec![Vec::new(); count];
        for (node, &label) in (0..).zip(&labels) {
            nodes[label as usize].push(node);
        }
        let mut meets = vec![tree.floor(); count];
        // the likeliest last
        for merge in tree.merges().iter().rev().filter(|merge| merge.likeness() < threshold) {
            for node in [merge.a(), merge.b()] {
                meets[labels[node as usize] as usize] = merge.likeness();
            }
        }
        Parts {
            groups: labels.clone(),
            labels,
            nodes,
            meets,
            threshold,
            joins: Vec::new(),
            split: FxHashSet::default(),
        }
    }

    /// The nodes of the part that a cut goes through.
    fn around(&self, cut: &Cut) -> &[u32] {
        &self.nodes[self.labels[cut.side()[0] as usize] as usize]
    }

    /// Splits a part at its cut and tells the two.
    fn split(&mut self, cut: &Cut) -> [u32; 2] {
        let (side, whole, new) = (cut.side(), self.labels[cut.side()[0] as usize], self.nodes.len() as u32);
        for &node in side {
            self.labels[node as usize] = new;
        }
        let labels = &self.labels;
        self.nodes[whole as usize].retain(|&node| labels[node as usize] == whole);
        let meets = cut.likeness().max(self.meets[whole as usize]);
        if meets < self.threshold {
            self.joins.push((self.nodes[whole as usize][0], side[0], meets));
        }
        self.meets[whole as usize] = meets;
        self.meets.push(meets);
        self.nodes.push(side.to_vec());
        self.split.insert(self.groups[side[0] as usize]);
        [whole, new]
    }

    /// These parts, all other nodes by themselves.
    fn only(&self, open: &FxHashSet<u32>) -> Partition {
        let mut labels: Vec<u32> = (0..self.labels.len() as u32).collect();
        for nodes in open.iter().map(|&part| &self.nodes[part as usize]) {
            for &node in nodes {
                labels[node as usize] = nodes[0];
            }
        }
        Partition::from_labels(&labels)
    }

    /// The tree with its merges divided among the parts.
    fn apart(self, tree: &MergeTree) -> MergeTree {
        let above = tree.merges().partition_point(|merge| merge.likeness() >= self.threshold);
        let (above, below) = tree.merges().split_at(above);
        let mut joins: Vec<Join> = Vec::with_capacity(tree.merges().len());
        // of a group that is named by its lowest node, one node of each part that it has members of
        let mut members: FxHashMap<u32, FxHashMap<u32, u32>> = FxHashMap::default();
        let alone = |node: u32| FxHashMap::from_iter([(self.labels[node as usize], node)]);
        for merge in above {
            let (a, b) = (merge.a(), merge.b());
            if !self.split.contains(&self.groups[a as usize]) {
                joins.push((a, b, merge.likeness()));
                continue;
            }
            let [one, other] = [a, b].map(|name| members.remove(&name).unwrap_or_else(|| alone(name)));
            let (mut many, few) = if one.len() < other.len() { (other, one) } else { (one, other) };
            let mut few: Vec<(u32, u32)> = few.into_iter().collect();
            few.sort_unstable();
            for (part, node) in few {
                match many.entry(part) {
                    Entry::Occupied(known) => joins.push((*known.get(), node, merge.likeness())),
                    Entry::Vacant(free) => _ = free.insert(node),
                }
            }
            members.insert(a, many);
        }
        joins.extend(self.joins.into_iter().rev());
        joins.extend(below.iter().map(|merge| (merge.a(), merge.b(), merge.likeness())));
        MergeTree::from_joins(tree.nodes(), tree.floor(), joins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::unproposed::Zero;
    use crate::graph::{LinkageSettings, agglomerate, single_linkage};
    use crate::sketch::hash::mix;

    fn random_edges(nodes: u64, seed: u64) -> Vec<Edge> {
        let likeness = |a, b| Likeness::new(mix(seed * 7919 + a * nodes + b) as f64 / u64::MAX as f64);
        let pairs = (0..nodes).flat_map(|a| (a + 1..nodes).map(move |b| (a, b)));
        let near = pairs.filter(|(a, b)| mix(seed + a * 31 + b * 17).is_multiple_of(6));
        near.filter_map(|(a, b)| Edge::new(a as u32, b as u32, likeness(a, b))).collect()
    }

    #[test]
    fn no_group_hangs_on_a_bridge_and_the_tree_stays_one() {
        let (threshold, free) = (Likeness::new(0.3), Constraints::none());
        let mut split = 0;
        for seed in 0..60 {
            let edges = random_edges(40, seed);
            let given = if seed % 2 == 0 {
                single_linkage(40, &edges, Likeness::new(0.05), &free)
            } else {
                agglomerate(40, &edges, &Zero, &LinkageSettings::default(), &free)
            };
            let (tree, cuts) =
                split_at_weakest_cuts(given.clone(), threshold, &edges, &Zero, Exponent::SQUARE, &free, &|_| true);
            let stories = tree.cut(threshold);
            assert_eq!(cuts, cuts_allowing(&stories, &edges, &Zero, Exponent::SQUARE, &free, allowance));
            assert!(cuts.iter().flatten().all(|cut| cut.likeness() >= threshold));
            for percent in 1..=100 {
                let at = Likeness::from_percent(percent);
                let (before, after) = (given.cut(at), tree.cut(at));
                let expected: Vec<(u32, u32)> =
                    before.labels().iter().copied().zip(stories.labels().iter().copied()).collect();
                for node in 1..40 {
                    let together = after.together(0, node);
                    if at >= threshold {
                        assert_eq!(together, expected[0] == expected[node as usize], "{seed} at {percent}");
                    } else {
                        assert!(!together || before.together(0, node), "{seed} at {percent}");
                        assert!(together || !stories.together(0, node), "{seed} at {percent}");
                    }
                }
            }
            assert_eq!(tree.cut(tree.floor()), given.cut(given.floor()), "nothing is lost at the floor");
            split += usize::from(stories != given.cut(threshold));
        }
        assert!(split > 20, "{split} of 60 had something to split");
    }

    #[test]
    fn parts_stay_apart_in_a_tree_that_ends_at_the_threshold() {
        let list = [(0, 1, 0.8), (0, 2, 0.7), (1, 2, 0.9), (2, 3, 0.9), (3, 4, 0.8), (3, 5, 0.6), (4, 5, 0.9)];
        let edges = list.map(|(a, b, likeness)| Edge::new(a, b, Likeness::new(likeness)).unwrap());
        let (threshold, free) = (Likeness::new(0.5), Constraints::none());
        let tree = single_linkage(6, &edges, threshold, &free);
        let (tree, cuts) = split_at_weakest_cuts(tree, threshold, &edges, &Zero, Exponent::MEAN, &free, &|_| true);
        assert_eq!(tree.cut(threshold).labels(), [0, 0, 0, 1, 1, 1]);
        assert_eq!(tree.height_between(0, 5), None);
        assert!(cuts.iter().flatten().all(|cut| cut.likeness() >= threshold) && cuts.len() == 2);
    }

    #[test]
    fn what_must_stay_stays() {
        let list = [(0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.9), (2, 3, 0.6), (3, 4, 0.9), (3, 5, 0.9), (4, 5, 0.9)];
        let edges = list.map(|(a, b, likeness)| Edge::new(a, b, Likeness::new(likeness)).unwrap());
        let threshold = Likeness::new(0.5);
        let groups = |wishes: &Constraints, may: &dyn Fn(&[u32]) -> bool| {
            let tree = single_linkage(6, &edges, Likeness::new(0.05), wishes);
            split_at_weakest_cuts(tree, threshold, &edges, &Zero, Exponent::SQUARE, wishes, may).0.cut(threshold)
        };
        assert_eq!(groups(&Constraints::none(), &|_| true).labels(), [0, 0, 0, 1, 1, 1]);
        assert_eq!(groups(&Constraints::none(), &|nodes| nodes.len() > 6).count(), 1);
        assert_eq!(groups(&Constraints { must_link: vec![(0, 4)], ..Constraints::none() }, &|_| true).count(), 1);
    }
}
