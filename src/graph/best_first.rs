//! Best-first merging of one connected piece of the graph: the engine of [`agglomerate`](super::agglomerate).
//!
//! For every two groups that some edge joins, one [`Link`] sums the powers of their edges. A queue holds for each link a
//! key that its value does not exceed. The highest key is taken out; if the value is as high, the groups are merged,
//! else the link goes back with its value. So values, and with them the sample of unproposed pairs, are worked out
//! only for merges whose turn has come.
//!
//! Why the keys are bounds: without a sample a group that grows only dilutes its links, and the value over two groups
//! together lies between the values over each (the linkage is reducible), so old keys stay bounds and a merge has to
//! touch the links of the group with fewer of them only. With a sample the mean over the proposed pairs alone is the
//! bound, and links whose estimate went stale are put back with it.
//!
//! Groups are named by their *highest* node when likeness ties: names then only grow, so that a key with an old name
//! never comes up too late.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::apart::Apart;
use crate::graph::exponent::Power;
use crate::graph::linkage::LinkageSettings;
use crate::graph::merge_tree::Join;
use crate::graph::neighbours::Neighbours;
use crate::graph::partition::Partition;
use crate::graph::pieces::Piece;
use crate::graph::queue::Queue;
use crate::graph::unproposed::{Cross, Sample, Scorer, Spokesmen, Unproposed};
use crate::likeness::Likeness;

/// All edges between two groups.
#[derive(Debug, Clone, Copy)]
struct Link {
    /// Sum of the powers of the edges, exact but for a sum of more than 2²⁴ certain ones.
    sum: Power,
    /// The key under which the queue holds the link; other entries for it are out of date.
    key: Power,
    /// Number of edges.
    edges: u32,
}

/// The key of two groups that must stay apart; higher than any power.
const FORBIDDEN: Power = Power::MAX;

/// So many pairs of two groups are all scored; a sample of more is renewed when a group has grown by a quarter.
const EXACT: u32 = 64;

#[derive(Debug, Clone)]
struct Group {
    size: u32,
    /// Size when its samples were last renewed.
    renewed: u32,
    highest: u32,
    /// Index of its link with each group that an edge joins to it.
    links: Neighbours,
    /// Members that stand for all, and groups with which a sample was drawn; unused without a sample.
    spokesmen: Spokesmen,
    sampled: Vec<u32>,
}

pub(super) struct BestFirst<'a> {
    settings: &'a LinkageSettings,
    unproposed: &'a dyn Unproposed,
    nodes: &'a [u32],
    piece: &'a Piece<'a>,
    floor: Power,
    scored: Power,
    /// Which nodes are in one group; a root's number is that of its [`Group`].
    roots: Apart,
    groups: Vec<Group>,
    links: Vec<Link>,
    samples: FxHashMap<u32, Sample>,
    queue: Queue,
    joins: Vec<Join>,
}

impl<'a> BestFirst<'a> {
    /// Prepares a piece. `closure` holds the groups that must-links make of the whole graph, if there are any; `apart`
    /// pairs of the piece, in its numbering.
    pub(super) fn new(
        piece: &'a Piece<'a>,
        settings: &'a LinkageSettings,
        unproposed: &'a dyn Unproposed,
        closure: Option<&Partition>,
        apart: &[(u32, u32)],
    ) -> BestFirst<'a> {
        let exact = unproposed.all_zero();
        let groups = (0..).zip(piece.nodes).map(|(highest, &node)| Group {
            size: 1,
            renewed: 1,
            highest,
            links: Neighbours::default(),
            spokesmen: if exact { Spokesmen::default() } else { Spokesmen::of(node) },
            sampled: Vec::new(),
        });
        let mut this = BestFirst {
            settings,
            unproposed,
            nodes: piece.nodes,
            piece,
            floor: settings.exponent.power(settings.floor),
            scored: settings.exponent.power(settings.scored),
            roots: Apart::new(piece.nodes.len(), apart),
            groups: groups.collect(),
            links: Vec::with_capacity(piece.edges.len()),
            samples: FxHashMap::default(),
            queue: Queue::new(0),
            joins: Vec::with_capacity(piece.nodes.len() - 1),
        };
        if let Some(closure) = closure {
            this.join_must_links(closure);
        }
        this.sum_edges();
        this
    }

    fn join_must_links(&mut self, closure: &Partition) {
        let mut first = vec![None; self.nodes.len()];
        for (node, group) in (0..).zip(self.piece.fixed(Some(closure))) {
            let kept = *first[group as usize].get_or_insert(node);
            if kept != node {
                self.unite(kept, node);
                self.joins.push((self.nodes[kept as usize], self.nodes[node as usize], Likeness::ONE));
            }
        }
    }

    fn sum_edges(&mut self) {
        let mut degrees = vec![0; self.groups.len()];
        for edge in &self.piece.edges {
            degrees[self.roots.root(edge.a()) as usize] += 1;
            degrees[self.roots.root(edge.b()) as usize] += 1;
        }
        for (group, degree) in self.groups.iter_mut().zip(degrees) {
            group.links = Neighbours::with_capacity(degree);
        }
        let mut ends = Vec::with_capacity(self.piece.edges.len());
        for edge in &self.piece.edges {
            let (a, b) = (self.roots.root(edge.a()), self.roots.root(edge.b()));
            if a == b {
                continue;
            }
            let index = self.groups[a as usize].links.get(b).unwrap_or_else(|| {
                let index = self.links.len() as u32;
                self.groups[a as usize].links.insert(b, index);
                self.groups[b as usize].links.insert(a, index);
                self.links.push(Link { sum: 0, key: 0, edges: 0 });
                ends.push((a, b));
                index
            });
            let link = &mut self.links[index as usize];
            link.sum = link.sum.saturating_add(self.settings.exponent.power(edge.likeness()));
            link.edges += 1;
        }
        self.queue = Queue::new(self.links.len());
        for (index, (a, b)) in (0..).zip(ends) {
            let key = self.bound(a, b, index);
            self.links[index as usize].key = key;
            if key >= self.floor {
                self.queue.push((key, Reverse(self.names(a, b))));
            }
        }
    }

    /// Merges until no merge above the floor is left.
    pub(super) fn run(mut self) -> Vec<Join> {
        while let Some((key, Reverse(names))) = self.queue.pop() {
            let (a, b) = (self.roots.root(names.0), self.roots.root(names.1));
            if a == b {
                continue;
            }
            let Some(index) = self.groups[a as usize].links.get(b) else { continue };
            if self.links[index as usize].key != key {
                continue;
            }
            if !self.roots.may_join(a, b) {
                self.links[index as usize].key = FORBIDDEN;
                continue;
            }
            let value = self.value(a, b, index);
            let current = self.names(a, b);
            if value == key && current == names {
                self.merge(a, b, value);
            } else {
                self.links[index as usize].key = value;
                if value >= self.floor {
                    self.queue.push((value, Reverse(current)));
                }
            }
        }
        self.joins
    }

    fn merge(&mut self, a: u32, b: u32, value: Power) {
        let highest = |group: u32| self.nodes[self.groups[group as usize].highest as usize];
        self.joins.push((highest(a), highest(b), self.settings.exponent.root(value)));
        let few_links = |group: u32| self.groups[group as usize].links.len();
        let (kept, gone) = if few_links(a) >= few_links(b) { (a, b) } else { (b, a) };
        let moved = std::mem::take(&mut self.groups[gone as usize].links);
        self.unite(kept, gone);

        let mut touched = Vec::with_capacity(moved.len());
        for (other, index) in moved.into_entries() {
            self.samples.remove(&index);
            if other == kept {
                self.groups[kept as usize].links.remove(gone);
                continue;
            }
            self.groups[other as usize].links.remove(gone);
            if let Some(into) = self.groups[kept as usize].links.get(other) {
                self.samples.remove(&into);
                let from = self.links[index as usize];
                let link = &mut self.links[into as usize];
                link.sum = link.sum.saturating_add(from.sum);
                link.edges += from.edges;
                // forbidden if one of both is; else a bound of both
                link.key = link.key.max(from.key);
                touched.push((other, into));
            } else {
                self.groups[kept as usize].links.insert(other, index);
                self.groups[other as usize].links.insert(kept, index);
                touched.push((other, index));
            }
        }
        if self.unproposed.all_zero() {
            return;
        }
        for (other, index) in touched {
            self.raise(kept, other, index);
        }
        self.renew(kept);
    }

    /// Puts links of a group that grew back under their bounds: those of few pairs, which are then scored on, and
    /// those whose sample has grown too old.
    fn renew(&mut self, grown: u32) {
        let group = &mut self.groups[grown as usize];
        let size = group.size;
        let old = u64::from(size) * 4 >= u64::from(group.renewed) * 5;
        if old {
            group.renewed = size;
        }
        if !old && size > EXACT {
            return;
        }
        let mut sampled = std::mem::take(&mut group.sampled);
        sampled.retain(|&other| {
            let other = self.roots.root(other);
            let Some(index) = self.groups[grown as usize].links.get(other) else { return false };
            if !self.samples.contains_key(&index) {
                return false;
            }
            let few = u64::from(size) * u64::from(self.groups[other as usize].size) <= u64::from(EXACT);
            if !few && old {
                self.samples.remove(&index);
            }
            if few || old {
                self.raise(grown, other, index);
            }
            few || !old
        });
        self.groups[grown as usize].sampled = sampled;
    }

    /// Makes one group of two, but for their links.
    fn unite(&mut self, kept: u32, gone: u32) {
        self.roots.join(kept, gone);
        let spokesmen = std::mem::take(&mut self.groups[gone as usize].spokesmen);
        let (size, highest) = (self.groups[gone as usize].size, self.groups[gone as usize].highest);
        let group = &mut self.groups[kept as usize];
        group.size += size;
        group.highest = group.highest.max(highest);
        if !self.unproposed.all_zero() {
            group.spokesmen.join(&spokesmen);
        }
    }

    /// Puts a link whose value may have risen back under its bound.
    fn raise(&mut self, a: u32, b: u32, index: u32) {
        let bound = self.bound(a, b, index);
        if bound > self.links[index as usize].key {
            self.links[index as usize].key = bound;
            if bound >= self.floor {
                self.queue.push((bound, Reverse(self.names(a, b))));
            }
        }
    }

    /// What the value of a link cannot exceed while no sample has been drawn.
    fn bound(&self, a: u32, b: u32, index: u32) -> Power {
        let cross = self.cross(a, b, index);
        let ceiling = cross.ceiling();
        if self.unproposed.all_zero() || ceiling < self.scored { cross.strict() } else { ceiling }
    }

    /// The power mean over all pairs of two groups, drawing a sample of the missing ones when there is none.
    fn value(&mut self, a: u32, b: u32, index: u32) -> Power {
        let cross = self.cross(a, b, index);
        if self.unproposed.all_zero() || !cross.has_missing() || cross.ceiling() < self.scored {
            return cross.strict();
        }
        // in the order of the roots, which a group keeps
        let (a, b) = (a.min(b), a.max(b));
        let (left, right) = (&self.groups[a as usize], &self.groups[b as usize]);
        let before = self.samples.get(&index).copied();
        if let Some(sample) = before
            && sample.is_complete(left.size, right.size)
        {
            return cross.with(sample);
        }
        let scorer = Scorer {
            exponent: self.settings.exponent,
            unproposed: self.unproposed,
            is_proposed: |x, y| self.piece.is_proposed(x, y),
        };
        let sample = scorer.sample(&left.spokesmen, &right.spokesmen, before, |first| cross.with(first) >= self.scored);
        self.samples.insert(index, sample);
        if before.is_none() {
            self.groups[a as usize].sampled.push(b);
            self.groups[b as usize].sampled.push(a);
        }
        cross.with(sample)
    }

    fn cross(&self, a: u32, b: u32, index: u32) -> Cross {
        let link = self.links[index as usize];
        let pairs = u64::from(self.groups[a as usize].size) * u64::from(self.groups[b as usize].size);
        Cross { sum: link.sum, proposed: u64::from(link.edges), pairs }
    }

    fn names(&self, a: u32, b: u32) -> (u32, u32) {
        let (x, y) = (self.groups[a as usize].highest, self.groups[b as usize].highest);
        (x.min(y), x.max(y))
    }
}
