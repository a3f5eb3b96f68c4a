//! Which of many proposed pairs to compare: leaders of groups, and texts that stand for their copies.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::copies::group::Link;

/// Whether each text is a leader: taken in the order of the number of proposed pairs, if it is in none with a leader
/// before it. `pairs` are packed as lower << 32 | higher.
pub(crate) fn leaders(pairs: &[u64], texts: usize) -> Vec<bool> {
    let mut both: Vec<u64> = pairs.iter().flat_map(|&pair| [pair, pair.rotate_left(32)]).collect();
    both.sort_unstable();
    let mut queue: Vec<&[u64]> = both.chunk_by(|a, b| a >> 32 == b >> 32).collect();
    // equally many: by text, in which order they are
    queue.sort_by_key(|of_one| Reverse(of_one.len()));
    let mut leads = vec![false; texts];
    let mut led = vec![false; texts];
    for of_one in queue {
        let text = (of_one[0] >> 32) as usize;
        if !led[text] {
            leads[text] = true;
            for &pair in of_one {
                led[pair as u32 as usize] = true;
            }
        }
    }
    leads
}

/// Who is a verified copy of which leader.
#[derive(Debug, Default)]
pub(crate) struct Follows {
    /// (copy, leader), ascending.
    pairs: Vec<(u32, u32)>,
}

impl Follows {
    /// Adds the copies among links of which one text leads.
    pub(crate) fn add(&mut self, links: &[Link], leads: &[bool]) {
        let copies = links.iter().filter(|link| link.is_copy);
        self.pairs.extend(copies.map(|link| if leads[link.a as usize] { (link.b, link.a) } else { (link.a, link.b) }));
        self.pairs.sort_unstable();
    }

    fn leaders(&self, text: u32) -> impl Iterator<Item = u32> {
        let first = self.pairs.partition_point(|&(copy, _)| copy < text);
        self.pairs[first..].iter().take_while(move |&&(copy, _)| copy == text).map(|&(_, leader)| leader)
    }

    /// Whether both texts of a pair are copies of one leader.
    pub(crate) fn one_leader(&self, pair: u64) -> bool {
        self.leaders((pair >> 32) as u32).any(|leader| self.leaders(pair as u32).any(|other| other == leader))
    }
}

/// Components of up to so many copies take part in the search for containment as a whole.
const WHOLE: usize = 8;

/// The texts among which containment is looked for.
///
/// Of a large component of copies only some that, between them, are linked to all others, so that a shingle of a text
/// reprinted a thousand times is not in a thousand texts. Full ones first: what is cut is cut from them.
pub(crate) fn standing_for_all(nodes: &[u32], links: &[Link], texts: usize, words: impl Fn(u32) -> u32) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..texts as u32).collect();
    let mut linked: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for link in links.iter().filter(|link| link.is_copy) {
        let (a, b) = (root(&mut parent, link.a), root(&mut parent, link.b));
        parent[a.max(b) as usize] = a.min(b);
        linked.entry(link.a).or_default().push(link.b);
        linked.entry(link.b).or_default().push(link.a);
    }
    let mut keyed: Vec<(u32, u32)> = nodes.iter().map(|&node| (root(&mut parent, node), node)).collect();
    keyed.sort_unstable();
    let mut chosen = Vec::with_capacity(nodes.len());
    let mut stood_for = vec![false; texts];
    for component in keyed.chunk_by(|a, b| a.0 == b.0) {
        let mut component: Vec<u32> = component.iter().map(|&(_, text)| text).collect();
        if component.len() > WHOLE {
            component.sort_unstable_by_key(|&text| (Reverse(words(text)), text));
            component.retain(|text| {
                let stands = !stood_for[*text as usize];
                if stands {
                    for &other in linked.get(text).into_iter().flatten() {
                        stood_for[other as usize] = true;
                    }
                }
                stands
            });
        }
        chosen.append(&mut component);
    }
    chosen.sort_unstable();
    chosen
}

/// The text that stands for those a text hangs together with.
pub(crate) fn root(parent: &mut [u32], mut text: u32) -> u32 {
    while parent[text as usize] != text {
        parent[text as usize] = parent[parent[text as usize] as usize];
        text = parent[text as usize];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::report::Overlap;

    fn pack(pairs: &[(u64, u64)]) -> Vec<u64> {
        pairs.iter().map(|&(a, b)| a << 32 | b).collect()
    }

    fn links(pairs: &[(u32, u32)]) -> Vec<Link> {
        pairs
            .iter()
            .map(|&(a, b)| Link { a, b, overlap: Overlap::default(), is_copy: true, same_body: false })
            .collect()
    }

    #[test]
    fn one_leader_for_each_group() {
        let pairs = pack(&[(0, 1), (0, 2), (1, 2), (1, 3), (5, 6)]);
        let leads = leaders(&pairs, 7);
        assert_eq!(leads, [false, true, false, false, false, true, false]);
        let mut follows = Follows::default();
        follows.add(&links(&[(0, 1), (1, 2)]), &leads);
        assert!(follows.one_leader(pack(&[(0, 2)])[0]));
        assert!(!follows.one_leader(pack(&[(0, 3)])[0]) && !follows.one_leader(pack(&[(0, 1)])[0]));
    }

    #[test]
    fn a_large_component_is_stood_for() {
        let star: Vec<(u32, u32)> = (1..20).map(|copy| (0, copy)).collect();
        let nodes: Vec<u32> = (0..25).collect();
        let chosen = standing_for_all(&nodes, &links(&star), 25, |text| if text == 0 { 900 } else { 100 });
        assert_eq!(chosen, [0, 20, 21, 22, 23, 24]);
    }
}
