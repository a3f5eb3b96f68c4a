//! [`MergeTree`]: every merge with its height; any resolution is a cut of it.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::graph::partition::Partition;
use crate::likeness::Likeness;

/// Two groups that became one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Merge {
    a: u32,
    b: u32,
    likeness: Likeness,
}

impl Merge {
    /// The lowest node of both groups.
    pub fn a(&self) -> u32 {
        self.a
    }

    /// The lowest node of the group without [`Merge::a`].
    pub fn b(&self) -> u32 {
        self.b
    }

    /// How alike the two groups were.
    pub fn likeness(&self) -> Likeness {
        self.likeness
    }
}

/// All merges of a clustering, from the likeliest down to a floor.
///
/// Stands between the linkage and the stories: a story is a group of one cut, a storyline a group of a lower one.
///
/// Heights are monotone: no merge is likelier than the merges that made its two groups. So a lower cut only joins
/// groups of a higher one, and a higher cut only splits them.
///
/// ```
/// use samestory::graph::{Constraints, Edge, LinkageSettings, Zero, agglomerate};
/// use samestory::likeness::Likeness;
/// // two reports of a summit, one of the visit that followed, one of a flood
/// let edges = [Edge::new(0, 1, Likeness::new(0.9)), Edge::new(1, 2, Likeness::new(0.3))].map(Option::unwrap);
/// let tree = agglomerate(4, &edges, &Zero, &LinkageSettings::default(), &Constraints::none());
/// assert_eq!(tree.cut(Likeness::new(0.5)).labels(), [0, 0, 1, 2]);
/// assert_eq!(tree.cut(Likeness::new(0.1)).labels(), [0, 0, 0, 1]);
/// assert_eq!(tree.height_between(0, 3), None);
/// ```
///
/// # Complexity
/// 20 bytes per merge and 8 per node. A cut of n nodes takes O(n log n), a height between two nodes O(log n).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct MergeTree {
    floor: Likeness,
    /// Likeliest first, a group's making before its further merges.
    merges: Vec<Merge>,
    /// The node to which each node was attached when its group was the smaller one of a merge …
    parent: Vec<u32>,
    /// … and the index of that merge; `NEVER` at the top. Rises on the way up, which takes at most log₂ n steps.
    attached: Vec<u32>,
}

const NEVER: u32 = u32::MAX;

/// Two groups, each named by any of its nodes, to be joined.
pub(super) type Join = (u32, u32, Likeness);

impl MergeTree {
    /// A tree without merges: every node alone at every cut.
    pub fn without_merges(nodes: usize) -> MergeTree {
        MergeTree::from_joins(nodes, Likeness::ZERO, Vec::new())
    }

    /// Builds a tree from joins in the order in which they happened. A join likelier than those that made its groups
    /// is clipped to them; one within a group is left out.
    pub(super) fn from_joins(nodes: usize, floor: Likeness, joins: Vec<Join>) -> MergeTree {
        let mut tree = MergeTree {
            floor,
            merges: joins.iter().map(|&(a, b, likeness)| Merge { a, b, likeness }).collect(),
            parent: (0..nodes as u32).collect(),
            attached: vec![NEVER; nodes],
        };
        drop(joins);
        tree.join_all();
        if !tree.merges.is_sorted_by(|x, y| x.likeness >= y.likeness) {
            // stable, so that a merge stays after those that made its groups
            tree.merges.sort_by_key(|merge| std::cmp::Reverse(merge.likeness));
            tree.parent = (0..nodes as u32).collect();
            tree.attached = vec![NEVER; nodes];
            tree.join_all();
        }
        tree.merges.shrink_to_fit();
        tree
    }

    /// Carries out `merges` in their order: names groups by their lowest nodes, clips heights, fills `parent`.
    fn join_all(&mut self) {
        #[derive(Clone, Copy)]
        struct Group {
            size: u32,
            lowest: u32,
            likeness: Likeness,
        }
        let mut groups: Vec<Group> =
            (0..self.parent.len() as u32).map(|lowest| Group { size: 1, lowest, likeness: Likeness::ONE }).collect();
        let mut merges = std::mem::take(&mut self.merges);
        let mut count = 0;
        merges.retain_mut(|merge| {
            let (x, y) = (self.top(merge.a), self.top(merge.b));
            if x == y {
                return false;
            }
            let (left, right) = (groups[x as usize], groups[y as usize]);
            // on equal sizes the lower node decides, so that equal merges are equal trees
            let upper = |group: Group| (group.size, std::cmp::Reverse(group.lowest));
            let (kept, gone) = if upper(left) > upper(right) { (x, y) } else { (y, x) };
            merge.likeness = merge.likeness.min(left.likeness).min(right.likeness);
            (merge.a, merge.b) = (left.lowest.min(right.lowest), left.lowest.max(right.lowest));
            groups[kept as usize] = Group { size: left.size + right.size, lowest: merge.a, likeness: merge.likeness };
            self.parent[gone as usize] = kept;
            self.attached[gone as usize] = count;
            count += 1;
            true
        });
        self.merges = merges;
    }

    /// Number of nodes.
    pub fn nodes(&self) -> usize {
        self.parent.len()
    }

    /// The likeness below which merges were not recorded.
    pub fn floor(&self) -> Likeness {
        self.floor
    }

    /// The merges, likeliest first; the merges that made a group stand before those it takes part in.
    pub fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// The groups after all merges of at least this likeness. Below the floor the same as at the floor.
    pub fn cut(&self, threshold: Likeness) -> Partition {
        let done = self.merges.partition_point(|merge| merge.likeness >= threshold) as u32;
        let labels: Vec<u32> = (0..self.nodes() as u32)
            .map(|mut node| {
                while self.attached[node as usize] < done {
                    node = self.parent[node as usize];
                }
                node
            })
            .collect();
        Partition::from_labels(&labels)
    }

    /// The highest cut at which two nodes are in one group: the height of the merge that brings them together.
    /// `None` when none does, [`Likeness::ONE`] of a node with itself.
    ///
    /// # Panics
    /// When there is no such node.
    pub fn height_between(&self, mut a: u32, mut b: u32) -> Option<Likeness> {
        let mut last = None;
        while a != b {
            let (x, y) = (self.attached[a as usize], self.attached[b as usize]);
            if x.min(y) == NEVER {
                return None;
            }
            last = Some(x.min(y));
            if x < y {
                a = self.parent[a as usize];
            } else {
                b = self.parent[b as usize];
            }
        }
        Some(last.map_or(Likeness::ONE, |merge| self.merges[merge as usize].likeness))
    }

    /// This tree with a second round on top, in which `groups` were the nodes.
    ///
    /// The groups are taken at their word: within each the merges of this tree are kept, members that this tree never
    /// joins are joined with [`Likeness::ONE`], and merges that reach across groups are left out, because the second
    /// round judged those groups anew. Heights stay monotone by clipping.
    ///
    /// So with `groups = first.cut(t)` the cut at `t` is `groups.grouped_by(&second.cut(t))`.
    ///
    /// ```
    /// use samestory::graph::{Constraints, Edge, LinkageSettings, Zero, agglomerate};
    /// use samestory::likeness::Likeness;
    /// let edge = |a, b, likeness| Edge::new(a, b, Likeness::new(likeness)).unwrap();
    /// let round = |nodes, edges: &[Edge]| {
    ///     agglomerate(nodes, edges, &Zero, &LinkageSettings::default(), &Constraints::none())
    /// };
    /// let threshold = Likeness::new(0.5);
    /// // headlines: two pairs are alike, the pairs hardly
    /// let first = round(4, &[edge(0, 1, 0.8), edge(2, 3, 0.7), edge(1, 2, 0.2)]);
    /// let groups = first.cut(threshold);
    /// // pooled, the two groups of headlines turn out to tell of one event
    /// let both = first.extended(&groups, &round(2, &[edge(0, 1, 0.6)]));
    /// assert_eq!(both.cut(threshold).count(), 1);
    /// assert_eq!(both.cut(Likeness::new(0.65)), groups);
    /// ```
    ///
    /// # Panics
    /// When `groups` divides other nodes than this tree's, or `second` has other nodes than the groups.
    #[must_use]
    pub fn extended(self, groups: &Partition, second: &MergeTree) -> MergeTree {
        assert_eq!(groups.nodes(), self.nodes(), "groups of other nodes");
        assert_eq!(second.nodes(), groups.count(), "a second round over other groups");
        let mut last: Vec<Option<u32>> = vec![None; groups.count()];
        let mut joins = Vec::with_capacity(self.nodes());
        // along the leaves neighbours of a group are joined at the heights at which the tree joins its members
        for node in self.leaves() {
            if let Some(before) = last[groups.labels()[node as usize] as usize].replace(node) {
                joins.push((before, node, self.height_between(before, node).unwrap_or(Likeness::ONE)));
            }
        }
        joins.sort_by_key(|&(_, _, likeness)| std::cmp::Reverse(likeness));
        // any member names its group
        let of_group = |group: u32| last[group as usize].unwrap_or_default();
        joins.extend(second.merges.iter().map(|merge| (of_group(merge.a), of_group(merge.b), merge.likeness)));
        MergeTree::from_joins(self.nodes(), self.floor.max(second.floor), joins)
    }

    /// The nodes in an order in which every group of every cut stands together.
    fn leaves(&self) -> Vec<u32> {
        // the groups as chains, named by their lowest node, in which they begin
        let mut next: Vec<u32> = vec![NEVER; self.nodes()];
        let mut end: Vec<u32> = (0..self.nodes() as u32).collect();
        let mut begins = vec![true; self.nodes()];
        for merge in &self.merges {
            next[end[merge.a as usize] as usize] = merge.b;
            end[merge.a as usize] = end[merge.b as usize];
            begins[merge.b as usize] = false;
        }
        let mut leaves = Vec::with_capacity(self.nodes());
        for start in (0..self.nodes() as u32).filter(|&node| begins[node as usize]) {
            let mut node = start;
            while node != NEVER {
                leaves.push(node);
                node = next[node as usize];
            }
        }
        leaves
    }

    fn top(&self, mut node: u32) -> u32 {
        while self.parent[node as usize] != node {
            node = self.parent[node as usize];
        }
        node
    }
}

/// A tree as it is written.
#[derive(Serialize, Deserialize)]
struct Stored {
    nodes: u32,
    floor: Likeness,
    merges: Vec<Merge>,
}

impl From<MergeTree> for Stored {
    fn from(tree: MergeTree) -> Stored {
        Stored { nodes: tree.nodes() as u32, floor: tree.floor, merges: tree.merges }
    }
}

impl TryFrom<Stored> for MergeTree {
    type Error = Error;

    fn try_from(stored: Stored) -> Result<MergeTree> {
        let malformed = |reason: String| Error::Malformed { what: "merge tree", reason };
        if let Some(merge) = stored.merges.iter().find(|merge| merge.a.max(merge.b) >= stored.nodes) {
            return Err(malformed(format!("merge of {} and {} among {} nodes", merge.a, merge.b, stored.nodes)));
        }
        let joins = stored.merges.iter().map(|merge| (merge.a, merge.b, merge.likeness)).collect();
        let tree = MergeTree::from_joins(stored.nodes as usize, stored.floor, joins);
        if tree.merges != stored.merges {
            return Err(malformed("merges out of order".to_owned()));
        }
        Ok(tree)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(nodes: usize, joins: &[(u32, u32, f64)]) -> MergeTree {
        let joins = joins.iter().map(|&(a, b, likeness)| (a, b, Likeness::new(likeness))).collect();
        MergeTree::from_joins(nodes, Likeness::ZERO, joins)
    }

    #[test]
    fn heights_are_clipped_and_groups_named_by_their_lowest_node() {
        let tree = tree(6, &[(4, 3, 0.5), (3, 1, 0.8), (5, 2, 0.9), (4, 1, 0.7), (5, 4, 0.1)]);
        let merges: Vec<_> = tree.merges().iter().map(|m| (m.a(), m.b(), m.likeness().to_string())).collect();
        assert_eq!(
            merges,
            [(2, 5, "0.90".into()), (3, 4, "0.50".into()), (1, 3, "0.50".into()), (1, 2, "0.10".into())]
        );
        assert_eq!(tree.height_between(1, 4), Some(Likeness::new(0.5)));
        assert_eq!(tree.height_between(2, 4), Some(Likeness::new(0.1)));
        assert_eq!((tree.height_between(0, 4), tree.height_between(0, 0)), (None, Some(Likeness::ONE)));
        assert_eq!(tree.cut(Likeness::new(0.6)).labels(), [0, 1, 2, 3, 4, 2]);
        assert_eq!(tree.cut(Likeness::ZERO).count(), 2);
    }

    #[test]
    fn a_second_round_keeps_only_what_lies_within_its_groups() {
        let first = tree(5, &[(1, 2, 0.9), (0, 1, 0.8), (3, 4, 0.7)]);
        // 1 was split off, 2 and 3 were put together by hand
        let groups = Partition::from_labels(&[0, 1, 0, 2, 0]);
        let both = first.extended(&groups, &tree(3, &[(0, 2, 0.95)]));
        assert_eq!(both.height_between(0, 2), Some(Likeness::new(0.8)));
        assert_eq!(both.height_between(2, 4), Some(Likeness::ONE));
        assert_eq!(both.height_between(3, 4), Some(Likeness::new(0.8)), "no higher than what made the group");
        assert_eq!(both.height_between(0, 1), None);
    }

    #[cfg(feature = "json")]
    #[test]
    fn stored_trees_are_checked() {
        let tree = tree(3, &[(0, 1, 0.5), (1, 2, 0.25)]);
        let json = serde_json::to_string(&tree).unwrap();
        assert_eq!(
            json,
            r#"{"nodes":3,"floor":0.0,"merges":[{"a":0,"b":1,"likeness":0.5},{"a":0,"b":2,"likeness":0.25}]}"#
        );
        assert_eq!(serde_json::from_str::<MergeTree>(&json).unwrap(), tree);
        for bad in [json.replace("0.25", "0.75"), json.replace("\"nodes\":3", "\"nodes\":2")] {
            assert!(serde_json::from_str::<MergeTree>(&bad).is_err(), "{bad}");
        }
    }
}
