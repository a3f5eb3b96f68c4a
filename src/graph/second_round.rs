//! [`second_round`]: the groups of one cut, judged anew as wholes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::apart::Apart;
use crate::graph::allowance::{MOST, allowance, within};
use crate::graph::components::connected;
use crate::graph::constraints::Constraints;
use crate::graph::edge::{Edge, tidy};
use crate::graph::exponent::{Exponent, Power};
use crate::graph::merge_tree::{Join, Merge, MergeTree};
use crate::graph::partition::Partition;
use crate::graph::unproposed::{Cross, Scorer, Spokesmen, Unproposed};
use crate::likeness::Likeness;

/// The tree with groups of its cut at `threshold` merged that are alike as wholes.
///
/// The linkage asks as much of every merge, however loose the groups are. But reports of one story may have little in
/// common with each other, and what is as far from them as they are from each other belongs to them too. So
/// likeness across two groups, the power mean over all pairs as in [`agglomerate`](crate::graph::agglomerate), counts for
/// more here where the groups are loose themselves: times .625 over the likeness within the tighter of the two, a fifth
/// more at most. Within a group pairs that were never compared count as 0, so that a large group passes for loose. Groups
/// that then reach the threshold are merged, the likeliest first, each merge judged with those before it. Nothing changes between two single nodes, which are no groups, and between groups that a single edge joins, which
/// would hang on a bridge.
///
/// Stands between the linkage and [`split_at_weakest_cuts`](crate::graph::split_at_weakest_cuts), which judges the sides of
/// a cut by the same measure. The merges enter the tree at the likeness that counted, at most at that of what they join, so that a
/// cut above it divides them again; cuts below the threshold are coarser by them. Cannot-links are obeyed.
///
/// ```
/// use samestory::graph::{Constraints, Edge, Exponent, LinkageSettings, Zero, agglomerate, second_round};
/// use samestory::likeness::Likeness;
/// let edge = |a, b, likeness| Edge::new(a, b, Likeness::new(likeness)).unwrap();
/// // three reports of a strike that have little in common, and a fourth; two of a flood that are nearly the same, and one
/// let strike = [edge(0, 1, 0.55), edge(0, 2, 0.5), edge(1, 2, 0.5), edge(0, 3, 0.36), edge(1, 3, 0.1), edge(2, 3, 0.1)];
/// let flood = [edge(4, 5, 0.95), edge(4, 6, 0.3), edge(5, 6, 0.1)];
/// let (edges, threshold, free) = ([strike.as_slice(), &flood].concat(), Likeness::new(0.25), Constraints::none());
/// let tree = agglomerate(7, &edges, &Zero, &LinkageSettings::default(), &free);
/// assert_eq!(tree.cut(threshold).labels(), [0, 0, 0, 1, 2, 2, 3]);
/// let tree = second_round(tree, threshold, &edges, &Zero, Exponent::SQUARE, &free);
/// assert_eq!(tree.cut(threshold).labels(), [0, 0, 0, 0, 1, 1, 2]);
/// ```
///
/// # Panics
/// When an edge names a node outside the tree.
///
/// # Complexity
/// O(nodes · log nodes + edges) for taking up the groups. A merge judges all links of the new group, with at most 64 calls
/// of `unproposed` each; groups that a merge could concern are few.
///
/// # References
/// G. Karypis, E.-H. Han, V. Kumar, *Chameleon: hierarchical clustering using dynamic modeling* (Computer 1999) for
/// likeness across measured by likeness within.
#[must_use]
pub fn second_round(
    tree: MergeTree,
    threshold: Likeness,
    edges: &[Edge],
    unproposed: &dyn Unproposed,
    exponent: Exponent,
    constraints: &Constraints,
) -> MergeTree {
    let edges = tidy(tree.nodes(), edges);
    // what is not recorded of the first round is not known here either
    let threshold = threshold.max(tree.floor());
    let round = Round { threshold, edges: &edges, unproposed, exponent };
    let groups = round.groups(&tree.cut(threshold));
    if groups.is_empty() {
        return tree;
    }
    let above = tree.merges().partition_point(|merge| merge.likeness() >= threshold);
    let joins = |merges: &[Merge]| -> Vec<Join> {
        merges.iter().map(|merge| (merge.a(), merge.b(), merge.likeness())).collect()
    };
    let (mut all, mut below) = (joins(&tree.merges()[..above]), joins(&tree.merges()[above..]));
    let pairs = constraints.apart(tree.nodes());
    let mut apart = if pairs.is_empty() { Apart::none() } else { Apart::new(tree.nodes(), &pairs) };
    for &(a, b, _) in &all {
        apart.meet(a, b);
    }
    all.extend(round.merged(groups, &mut apart));
    // a group that is larger now may not meet all that its parts might have met
    below.retain(|&(a, b, _)| apart.meet(a, b));
    all.extend(below);
    MergeTree::from_joins(tree.nodes(), tree.floor(), all)
}

/// A group that may be merged with others.
#[derive(Debug, Clone, Default)]
struct Group {
    nodes: Vec<u32>,
    /// Sum of the powers of its edges.
    within: Power,
    /// The edges to each other group.
    links: FxHashMap<u32, Link>,
    /// How often it has changed.
    changes: u32,
}

/// All edges between two groups.
#[derive(Debug, Clone, Copy, Default)]
struct Link {
    sum: Power,
    edges: u64,
}

impl Link {
    fn add(&mut self, other: Link) {
        self.sum = self.sum.saturating_add(other.sum);
        self.edges += other.edges;
    }
}

/// A merge: how alike the two are, one node of each, and which groups they are, each with the number of its changes.
type Turn = (Likeness, Reverse<(u32, u32)>, [(u32, u32); 2]);

struct Round<'a> {
    threshold: Likeness,
    edges: &'a [Edge],
    unproposed: &'a dyn Unproposed,
    exponent: Exponent,
}

impl Round<'_> {
    /// The groups of which some pair might reach the threshold.
    fn groups(&self, partition: &Partition) -> Vec<Group> {
        let of = |node: u32| partition.labels()[node as usize] as usize;
        // a mean is never above the largest, and unproposed pairs are never taken to be above the mean
        let least = Likeness::new(self.threshold.value() / MOST);
        // along such edges a merge may bring others within reach, but not among single nodes only
        let reach = connected(partition.nodes(), self.edges, least, Some(partition));
        let mut reach_of = vec![0; partition.count()];
        for (node, &label) in (0..).zip(reach.labels()) {
            reach_of[of(node)] = label;
        }
        let (mut nodes, mut groups) = (vec![0_u32; reach.count()], vec![0_u32; reach.count()]);
        for &label in reach.labels() {
            nodes[label as usize] += 1;
        }
        for &label in &reach_of {
            groups[label as usize] += 1;
        }
        let concerned = |&label: &u32| groups[label as usize] > 1 && nodes[label as usize] > groups[label as usize];
        let mut count = 0;
        let place: Vec<Option<u32>> = (reach_of.iter().map(concerned))
            .map(|concerned| {
                count += u32::from(concerned);
                concerned.then(|| count - 1)
            })
            .collect();
        let mut groups = vec![Group::default(); count as usize];
        for (node, &label) in (0..).zip(partition.labels()) {
            if let Some(place) = place[label as usize] {
                groups[place as usize].nodes.push(node);
            }
        }
        for edge in self.edges {
            let (Some(a), Some(b)) = (place[of(edge.a())], place[of(edge.b())]) else { continue };
            let link = Link { sum: self.exponent.power(edge.likeness()), edges: 1 };
            if a == b {
                let group = &mut groups[a as usize];
                group.within = group.within.saturating_add(link.sum);
            } else {
                groups[a as usize].links.entry(b).or_default().add(link);
                groups[b as usize].links.entry(a).or_default().add(link);
            }
        }
        groups
    }

    /// Merges until no two groups reach the threshold.
    fn merged(&self, mut groups: Vec<Group>, apart: &mut Apart) -> Vec<Join> {
        let mut queue = BinaryHeap::new();
        for a in 0..groups.len() as u32 {
            queue.extend(self.turns(&groups, a, |b| a < b));
        }
        let mut joins = Vec::new();
        while let Some((likeness, Reverse((x, y)), [(a, a_changes), (b, b_changes)])) = queue.pop() {
            let now = [a, b].map(|group| groups[group as usize].changes);
            if now != [a_changes, b_changes] || !apart.meet(x, y) {
                continue;
            }
            joins.push((x, y, likeness));
            let gone = std::mem::take(&mut groups[b as usize]);
            groups[b as usize].changes = gone.changes + 1;
            let across = groups[a as usize].links.remove(&b).unwrap_or_default();
            for (&other, &link) in gone.links.iter().filter(|&(&other, _)| other != a) {
                let both = groups[a as usize].links.entry(other).or_default();
                both.add(link);
                let both = *both;
                groups[other as usize].links.remove(&b);
                groups[other as usize].links.insert(a, both);
            }
            let group = &mut groups[a as usize];
            group.within = group.within.saturating_add(gone.within).saturating_add(across.sum);
            group.nodes.extend(gone.nodes);
            group.changes += 1;
            queue.extend(self.turns(&groups, a, |_| true));
        }
        joins
    }

    /// The merges of a group with others that reach the threshold.
    fn turns(&self, groups: &[Group], a: u32, with: impl Fn(u32) -> bool) -> Vec<Turn> {
        let others = groups[a as usize].links.iter().filter(|&(&b, _)| with(b));
        let turn = |(&b, &link): (&u32, &Link)| {
            let (a, b) = (a.min(b), a.max(b));
            let (one, other) = (&groups[a as usize], &groups[b as usize]);
            let likeness = self.likeness(one, other, link)?;
            let names = (one.nodes[0].min(other.nodes[0]), one.nodes[0].max(other.nodes[0]));
            Some((likeness, Reverse(names), [(a, one.changes), (b, other.changes)]))
        };
        others.filter_map(turn).collect()
    }

    /// How alike two groups are as wholes, where that reaches the threshold; nothing of two single nodes and across a
    /// single edge.
    fn likeness(&self, one: &Group, other: &Group, link: Link) -> Option<Likeness> {
        let [left, right] = [one, other].map(|group| within(group.within, group.nodes.len(), self.exponent));
        left.max(right).filter(|_| link.edges > 1)?;
        let allowance = allowance(left, right);
        let counted = |across: Power| Likeness::new(self.exponent.root(across).value() * allowance);
        let enough = |across: Power| counted(across) >= self.threshold;
        let pairs = one.nodes.len() as u64 * other.nodes.len() as u64;
        let cross = Cross { sum: link.sum, proposed: link.edges, pairs };
        if !enough(cross.ceiling()) {
            return None;
        }
        let across = cross.mean(self.unproposed, || {
            let [left, right] = [one, other].map(|group| Spokesmen::among(group.nodes.iter().copied()));
            let is_proposed = |a, b| self.edges.binary_search_by_key(&(a, b), |edge| (edge.a(), edge.b())).is_ok();
            Scorer { exponent: self.exponent, unproposed: self.unproposed, is_proposed }.sample(
                &left,
                &right,
                None,
                |first| enough(cross.with(first)),
            )
        });
        enough(across).then(|| counted(across))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::unproposed::Zero;
    use crate::graph::{LinkageSettings, agglomerate};
    use crate::sketch::hash::mix;

    const NODES: u32 = 30;

    fn random_edges(seed: u64) -> Vec<Edge> {
        let hash = |a: u32, b: u32| mix(seed * 7919 + u64::from(a * NODES + b));
        let pairs = (0..NODES).flat_map(|a| (a + 1..NODES).map(move |b| (a, b)));
        let near = pairs.filter(|&(a, b)| a / 5 == b / 5 || hash(a, b).is_multiple_of(9));
        let likeness = |a, b| Likeness::new((hash(b, a) % 1000) as f64 / 1250.0);
        near.filter_map(|(a, b)| Edge::new(a, b, likeness(a, b))).collect()
    }

    /// Mean square of the pairs that `which` takes of all nodes.
    fn mean_square(edges: &[Edge], which: impl Fn(u32, u32) -> bool) -> Option<f64> {
        let pairs = (0..NODES).flat_map(|a| (a + 1..NODES).map(move |b| (a, b))).filter(|&(a, b)| which(a, b)).count();
        let sum: f64 =
            edges.iter().filter(|edge| which(edge.a(), edge.b())).map(|edge| edge.likeness().value().powi(2)).sum();
        (pairs > 0).then(|| sum / pairs as f64)
    }

    fn as_wholes(edges: &[Edge], labels: &[u32], x: u32, y: u32) -> Option<f64> {
        let of = |node: u32| labels[node as usize];
        let within = [x, y].map(|group| mean_square(edges, |a, b| of(a) == group && of(b) == group).map(f64::sqrt));
        let leads_across = |a, b| (of(a), of(b)) == (x, y) || (of(a), of(b)) == (y, x);
        let bridge = edges.iter().filter(|edge| leads_across(edge.a(), edge.b())).count() == 1;
        let across = mean_square(edges, leads_across).filter(|_| !bridge)?.sqrt();
        let tighter = within.into_iter().flatten().reduce(f64::max)?;
        Some(across * (0.625 / tighter).clamp(1.0, 1.2))
    }

    #[test]
    fn groups_are_merged_until_none_reach_the_threshold() {
        let (threshold, free) = (Likeness::new(0.25), Constraints::none());
        let mut merged = 0;
        for seed in 0..60 {
            let edges = random_edges(seed);
            let first = agglomerate(NODES as usize, &edges, &Zero, &LinkageSettings::default(), &free);
            let both = second_round(first.clone(), threshold, &edges, &Zero, Exponent::SQUARE, &free);
            let (before, after) = (first.cut(threshold), both.cut(threshold));
            assert!(before.refines(&after), "{seed}");
            for (x, y) in (0..after.count() as u32).flat_map(|y| (0..y).map(move |x| (x, y))) {
                let left = as_wholes(&edges, after.labels(), x, y).unwrap_or_default();
                assert!(left < 0.25 + 1e-6, "{seed}: {x} and {y} are alike by {left}");
            }
            if before.count() == after.count() + 1 {
                // one merge, of two whole groups
                let split = before.labels();
                let (x, y) = (0..NODES as usize)
                    .flat_map(|b| (0..b).map(move |a| (a, b)))
                    .find(|&(a, b)| split[a] != split[b] && after.labels()[a] == after.labels()[b])
                    .expect("one merge");
                let likeness = as_wholes(&edges, split, split[x], split[y]).expect("not both single");
                let height = both.height_between(x as u32, y as u32).expect("merged").value();
                // no higher than what it joins
                let made = [x, y].into_iter().filter_map(|node| {
                    let others = (0..NODES as usize).filter(|&other| other != node && split[other] == split[node]);
                    let heights = others.map(|other| first.height_between(node as u32, other as u32));
                    heights.flatten().min()
                });
                let most = made.min().map_or(1.0, Likeness::value);
                assert!(
                    likeness >= 0.25 && (height - likeness.min(most)).abs() < 1e-6,
                    "{seed}: {height}, {likeness}, {most}"
                );
            }
            for percent in 1..=100 {
                let at = Likeness::from_percent(percent);
                assert!(first.cut(at).refines(&both.cut(at)), "{seed}: only merges are added, at {percent}");
            }
            merged += usize::from(before != after);
        }
        assert!((20..60).contains(&merged), "{merged} of 60 had something to merge");
    }

    #[test]
    fn a_merge_brings_others_within_reach() {
        let edge = |a, b, likeness| Edge::new(a, b, Likeness::new(likeness)).unwrap();
        // 3 is near to 2 alone, and 2 a single node until it joins 0 and 1
        let edges = [(0, 1, 0.5), (0, 2, 0.22), (0, 3, 0.2), (1, 2, 0.22), (1, 3, 0.2), (2, 3, 0.24)];
        let edges = edges.map(|(a, b, likeness)| edge(a, b, likeness));
        let (threshold, free) = (Likeness::new(0.25), Constraints::none());
        let tree = agglomerate(4, &edges, &Zero, &LinkageSettings::default(), &free);
        assert_eq!(tree.cut(threshold).labels(), [0, 0, 1, 2]);
        let tree = second_round(tree, threshold, &edges, &Zero, Exponent::SQUARE, &free);
        assert_eq!(tree.cut(threshold).labels(), [0; 4]);
    }

    #[test]
    fn what_must_not_meet_stays_apart_at_every_cut() {
        let edge = |a, b, likeness| Edge::new(a, b, Likeness::new(likeness)).unwrap();
        // 3 is as near to the loose group 0 1 2 as is allowed, nearer to 4, and 4 may not meet 0
        let edges = [
            edge(0, 1, 0.45),
            edge(0, 2, 0.45),
            edge(0, 3, 0.35),
            edge(1, 2, 0.45),
            edge(1, 3, 0.15),
            edge(2, 3, 0.05),
            edge(3, 4, 0.24),
        ];
        let cut = |cannot_link: Vec<(u32, u32)>, at: f64| {
            let wishes = Constraints { cannot_link, ..Constraints::none() };
            let tree = agglomerate(5, &edges, &Zero, &LinkageSettings::default(), &wishes);
            assert_eq!(tree.cut(Likeness::new(0.25)).labels(), [0, 0, 0, 1, 2]);
            let tree = second_round(tree, Likeness::new(0.25), &edges, &Zero, Exponent::SQUARE, &wishes);
            tree.cut(Likeness::new(at)).labels().to_vec()
        };
        assert_eq!(cut(vec![], 0.25), [0, 0, 0, 0, 1]);
        assert_eq!(cut(vec![], 0.2), [0, 0, 0, 0, 0]);
        assert_eq!(cut(vec![(0, 4)], 0.05), [0, 0, 0, 0, 1], "4 met 3 in the first round, below the threshold");
        assert_eq!(cut(vec![(0, 3)], 0.25), [0, 0, 0, 1, 2]);
    }
}
