//! [`Network`]: the engine of [`leiden`](super::leiden) on one connected piece of the graph.
//!
//! Three steps in turns, as in the paper: move single nodes while that gains, refine each community from single nodes
//! again, contract what the refinement found and go on with the contracted network. Weights and sizes are whole
//! numbers, gains are exact, so every step strictly gains and the turns end.

use std::collections::VecDeque;

use crate::graph::edge::Edge;

/// Nodes with sizes and weighted edges; contracted nodes are as large as what went into them.
#[derive(Debug, Clone)]
pub(super) struct Network {
    /// Where each node's neighbours begin in `near`.
    starts: Vec<u32>,
    near: Vec<(u32, u64)>,
    sizes: Vec<u64>,
}

/// A partition costs this much for each pair inside, in units of [`Likeness::units`](crate::likeness::Likeness::units).
#[derive(Debug, Clone, Copy)]
pub(super) struct Price(pub(super) u32);

impl Price {
    fn of(self, size: u64, other: u64) -> i128 {
        i128::from(self.0) * i128::from(size) * i128::from(other)
    }
}

/// Weights from one node to each community, cleared after use.
struct Tally {
    weights: Vec<u64>,
    touched: Vec<u32>,
}

impl Tally {
    fn new(communities: usize) -> Tally {
        Tally { weights: vec![0; communities], touched: Vec::new() }
    }

    fn add(&mut self, community: u32, weight: u64) {
        if self.weights[community as usize] == 0 {
            self.touched.push(community);
        }
        self.weights[community as usize] += weight;
    }

    fn of(&self, community: u32) -> i128 {
        i128::from(self.weights[community as usize])
    }

    fn clear(&mut self) {
        for community in self.touched.drain(..) {
            self.weights[community as usize] = 0;
        }
    }
}

impl Network {
    /// The network of some edges; those of likeness 0 are none.
    pub(super) fn new(nodes: usize, edges: &[Edge]) -> Network {
        let edges = || edges.iter().filter(|edge| edge.likeness().units() > 0);
        let mut starts = vec![0; nodes + 1];
        for edge in edges() {
            starts[edge.a() as usize + 1] += 1;
            starts[edge.b() as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut place = starts.clone();
        let mut near = vec![(0, 0); starts[nodes] as usize];
        for edge in edges() {
            for (from, to) in [(edge.a(), edge.b()), (edge.b(), edge.a())] {
                near[place[from as usize] as usize] = (to, u64::from(edge.likeness().units()));
                place[from as usize] += 1;
            }
        }
        Network { starts, near, sizes: vec![1; nodes] }
    }

    /// The network in which each group is one node.
    pub(super) fn contracted(&self, groups: &[u32], count: usize) -> Network {
        let mut members = vec![Vec::new(); count];
        let mut sizes = vec![0; count];
        for (node, &group) in (0..).zip(groups) {
            members[group as usize].push(node);
            sizes[group as usize] += self.sizes[node as usize];
        }
        let mut starts = vec![0];
        let mut near = Vec::new();
        let mut tally = Tally::new(count);
        for (group, members) in (0..).zip(&members) {
            for &(to, weight) in members.iter().flat_map(|&node| self.near(node)) {
                if groups[to as usize] != group {
                    tally.add(groups[to as usize], weight);
                }
            }
            near.extend(tally.touched.iter().map(|&to| (to, tally.weights[to as usize])));
            tally.clear();
            starts.push(near.len() as u32);
        }
        Network { starts, near, sizes }
    }

    /// The communities: the best of what the turns find, split where it is not connected, and of all nodes as one.
    pub(super) fn communities(&self, price: Price) -> Vec<u32> {
        // a second start from the first result mends most of what the order of nodes spoilt; more starts hardly ever gain
        const STARTS: usize = 4;
        let mut found: Vec<u32> = (0..self.nodes() as u32).collect();
        for _ in 0..STARTS {
            let better = self.turns(found.clone(), price);
            let same = better == found;
            found = better;
            if same {
                break;
            }
        }
        let found = self.connected(&found);
        let one = vec![0; self.nodes()];
        if self.quality(&one, price) > self.quality(&found, price) { one } else { found }
    }

    fn turns(&self, mut groups: Vec<u32>, price: Price) -> Vec<u32> {
        let mut contracted;
        let mut network = self;
        let mut place: Vec<u32> = (0..self.nodes() as u32).collect();
        loop {
            network.move_nodes(&mut groups, price);
            let count = renumber(&mut groups);
            if count == network.nodes() {
                break;
            }
            let mut refined = network.refined(&groups, price);
            let count = renumber(&mut refined);
            if count == network.nodes() {
                break;
            }
            let mut upper = vec![0; count];
            for (&fine, &group) in refined.iter().zip(&groups) {
                upper[fine as usize] = group;
            }
            for place in &mut place {
                *place = refined[*place as usize];
            }
            contracted = network.contracted(&refined, count);
            network = &contracted;
            groups = upper;
        }
        let mut groups: Vec<u32> = place.into_iter().map(|node| groups[node as usize]).collect();
        renumber(&mut groups);
        groups
    }

    /// Moves nodes to the neighbouring (or an empty) community that gains most, until no move gains.
    fn move_nodes(&self, groups: &mut [u32], price: Price) {
        let nodes = self.nodes();
        let mut sizes = vec![0; nodes];
        for (node, &group) in groups.iter().enumerate() {
            sizes[group as usize] += self.sizes[node];
        }
        let mut empty: Vec<u32> = (0..nodes as u32).filter(|&group| sizes[group as usize] == 0).collect();
        let mut tally = Tally::new(nodes);
        let mut queue: VecDeque<u32> = (0..nodes as u32).collect();
        let mut queued = vec![true; nodes];
        while let Some(node) = queue.pop_front() {
            queued[node as usize] = false;
            let size = self.sizes[node as usize];
            let current = groups[node as usize];
            for &(to, weight) in self.near(node) {
                tally.add(groups[to as usize], weight);
            }
            sizes[current as usize] -= size;
            let gain = |group: u32| tally.of(group) - price.of(size, sizes[group as usize]);
            let stay = gain(current);
            let best = tally.touched.iter().map(|&group| (gain(group), std::cmp::Reverse(group))).max();
            let mut target = current;
            if let Some((gain, std::cmp::Reverse(group))) = best
                && gain > stay.max(0)
            {
                target = group;
            } else if stay < 0
                && let Some(group) = empty.pop()
            {
                target = group;
            }
            tally.clear();
            sizes[target as usize] += size;
            if target == current {
                continue;
            }
            if sizes[current as usize] == 0 {
                empty.push(current);
            }
            groups[node as usize] = target;
            for &(to, _) in self.near(node) {
                if groups[to as usize] != target && !std::mem::replace(&mut queued[to as usize], true) {
                    queue.push_back(to);
                }
            }
        }
    }

    /// Splits each community into well-connected parts, built up from single nodes within it.
    fn refined(&self, groups: &[u32], price: Price) -> Vec<u32> {
        let nodes = self.nodes();
        let mut whole = vec![0; nodes];
        for (node, &group) in groups.iter().enumerate() {
            whole[group as usize] += self.sizes[node];
        }
        let mut parts: Vec<u32> = (0..nodes as u32).collect();
        let mut sizes = self.sizes.clone();
        // weight from each part to the rest of its community
        let mut outward: Vec<u64> = vec![0; nodes];
        for node in 0..nodes as u32 {
            let inside = self.near(node).iter().filter(|&&(to, _)| groups[to as usize] == groups[node as usize]);
            outward[node as usize] = inside.map(|&(_, weight)| weight).sum();
        }
        let mut alone = vec![true; nodes];
        let mut tally = Tally::new(nodes);
        for node in 0..nodes as u32 {
            let size = self.sizes[node as usize];
            let community = whole[groups[node as usize] as usize];
            let well_connected = |outward: &[u64], sizes: &[u64], part: u32| {
                let size = sizes[part as usize];
                i128::from(outward[part as usize]) >= price.of(size, community - size)
            };
            if !alone[node as usize] || !well_connected(&outward, &sizes, node) {
                continue;
            }
            for &(to, weight) in self.near(node) {
                if groups[to as usize] == groups[node as usize] {
                    tally.add(parts[to as usize], weight);
                }
            }
            let best = (tally.touched.iter())
                .filter(|&&part| well_connected(&outward, &sizes, part))
                .map(|&part| (tally.of(part) - price.of(size, sizes[part as usize]), std::cmp::Reverse(part)))
                .max();
            if let Some((gain, std::cmp::Reverse(part))) = best
                && gain > 0
            {
                let between = tally.weights[part as usize];
                outward[part as usize] = outward[part as usize] + outward[node as usize] - 2 * between;
                sizes[part as usize] += size;
                // a part is named by the node it began with
                alone[part as usize] = false;
                alone[node as usize] = false;
                parts[node as usize] = part;
            }
            tally.clear();
        }
        parts
    }

    /// The connected parts of each group.
    fn connected(&self, groups: &[u32]) -> Vec<u32> {
        let mut parts = vec![u32::MAX; self.nodes()];
        let mut stack = Vec::new();
        for start in 0..self.nodes() as u32 {
            if parts[start as usize] != u32::MAX {
                continue;
            }
            parts[start as usize] = start;
            stack.push(start);
            while let Some(node) = stack.pop() {
                for &(to, _) in self.near(node) {
                    if parts[to as usize] == u32::MAX && groups[to as usize] == groups[node as usize] {
                        parts[to as usize] = start;
                        stack.push(to);
                    }
                }
            }
        }
        parts
    }

    /// What a partition gains over single nodes.
    fn quality(&self, groups: &[u32], price: Price) -> i128 {
        let mut sizes = vec![0; self.nodes()];
        let (mut inside, mut cost) = (0, 0);
        for node in 0..self.nodes() as u32 {
            let group = groups[node as usize];
            cost += price.of(self.sizes[node as usize], sizes[group as usize]);
            sizes[group as usize] += self.sizes[node as usize];
            let below = self.near(node).iter().filter(|&&(to, _)| to < node && groups[to as usize] == group);
            inside += below.map(|&(_, weight)| i128::from(weight)).sum::<i128>();
        }
        inside - cost
    }

    fn nodes(&self) -> usize {
        self.sizes.len()
    }

    fn near(&self, node: u32) -> &[(u32, u64)] {
        &self.near[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }
}

/// Numbers groups in the order of their first nodes; returns how many there are. Labels must lie below the length.
pub(super) fn renumber(groups: &mut [u32]) -> usize {
    let mut numbers = vec![None; groups.len()];
    let mut count = 0;
    for group in groups {
        *group = *numbers[*group as usize].get_or_insert_with(|| {
            count += 1;
            count - 1
        });
    }
    count as usize
}
