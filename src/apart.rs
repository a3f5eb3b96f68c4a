//! [`Apart`]: groups that grow by joining, where some nodes must stay apart.

/// Groups that grow by joining, and know which of them must stay apart.
#[derive(Debug, Clone)]
pub(crate) struct Apart {
    parent: Vec<u32>,
    /// For each root the nodes that no member may meet; empty when there are no cannot-links at all.
    strangers: Vec<Vec<u32>>,
}

impl Apart {
    /// Each of `nodes` nodes alone, the pairs of `apart` never to meet.
    pub(crate) fn new(nodes: usize, apart: &[(u32, u32)]) -> Apart {
        let mut strangers = vec![Vec::new(); if apart.is_empty() { 0 } else { nodes }];
        for &(a, b) in apart {
            strangers[a as usize].push(b);
            strangers[b as usize].push(a);
        }
        Apart { parent: (0..nodes as u32).collect(), strangers }
    }

    /// Nodes that nothing keeps apart; [`meet`](Apart::meet) lets them all.
    pub(crate) fn none() -> Apart {
        Apart::new(0, &[])
    }

    /// Whether nothing keeps any two nodes apart.
    pub(crate) fn is_none(&self) -> bool {
        self.strangers.is_empty()
    }

    /// The node that stands for the group of `node`.
    pub(crate) fn root(&mut self, mut node: u32) -> u32 {
        while self.parent[node as usize] != node {
            let grandparent = self.parent[self.parent[node as usize] as usize];
            self.parent[node as usize] = grandparent;
            node = grandparent;
        }
        node
    }

    /// Whether two groups, given by their roots, may become one.
    pub(crate) fn may_join(&mut self, a: u32, b: u32) -> bool {
        if self.strangers.is_empty() {
            return true;
        }
        let (few, other) =
            if self.strangers[a as usize].len() <= self.strangers[b as usize].len() { (a, b) } else { (b, a) };
        // taken out while roots are looked up, then put back
        let strangers = std::mem::take(&mut self.strangers[few as usize]);
        let free = strangers.iter().all(|&stranger| self.root(stranger) != other);
        self.strangers[few as usize] = strangers;
        free
    }

    /// Joins two groups, given by their roots; `kept` stands for both afterwards.
    pub(crate) fn join(&mut self, kept: u32, gone: u32) {
        self.parent[gone as usize] = kept;
        if !self.strangers.is_empty() {
            let mut more = std::mem::take(&mut self.strangers[gone as usize]);
            let strangers = &mut self.strangers[kept as usize];
            if strangers.len() < more.len() {
                std::mem::swap(strangers, &mut more);
            }
            strangers.append(&mut more);
        }
    }

    /// Joins the groups of two nodes if they are different and may meet.
    pub(crate) fn try_join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let free = a != b && self.may_join(a, b);
        if free {
            self.join(a.min(b), a.max(b));
        }
        free
    }

    /// Whether two nodes may be in one group, or are.
    pub(crate) fn may_meet(&mut self, a: u32, b: u32) -> bool {
        if self.is_none() {
            return true;
        }
        let (a, b) = (self.root(a), self.root(b));
        a == b || self.may_join(a, b)
    }

    /// Puts two nodes into one group where that may be; whether they are in one then. Where nothing keeps any two nodes
    /// apart, groups are not even kept.
    pub(crate) fn meet(&mut self, a: u32, b: u32) -> bool {
        if self.is_none() {
            return true;
        }
        let (a, b) = (self.root(a), self.root(b));
        a == b || self.try_join(a, b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_inherit_whom_they_may_not_meet() {
        let mut groups = Apart::new(5, &[(0, 1), (2, 3)]);
        assert!(groups.try_join(0, 2));
        assert!(!groups.try_join(1, 2));
        assert!(groups.try_join(1, 4));
        assert!(!groups.try_join(4, 0));
        assert!(groups.try_join(1, 3), "nothing keeps these two apart");
        assert!(!groups.try_join(3, 0));
        assert!(groups.meet(0, 2) && groups.may_meet(1, 3) && !groups.may_meet(0, 1) && !groups.meet(2, 4));
        assert!(Apart::none().meet(7, 9));
    }
}
