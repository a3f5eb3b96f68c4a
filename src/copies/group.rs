//! Groups of texts around one of them, from verified pairs.

use crate::apart::Apart;
use crate::copies::report::Overlap;
use crate::copies::source::TextSource;
use crate::copies::verify::Verifier;

/// A verified pair, lower text first; `overlap.own` is the lower one's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) overlap: Overlap,
    /// Whether they are copies; else one contains the other beside something else.
    pub(crate) is_copy: bool,
    /// Whether their bodies are the same word for word.
    pub(crate) same_body: bool,
}

/// A group: its centre first, the others ascending, each a verified copy of the centre.
pub(crate) type Star = Vec<u32>;

/// Neighbours' neighbours compared with a centre, beyond four for each of its neighbours.
const SECOND_LOOKS: usize = 64;

/// The groups of 0..texts; every text in exactly one.
///
/// A chain of copies does not make a group: A may be a copy of B and B of C while A is none of C. So a group is a star:
/// the text with the most copies, counted with `weight`, is its centre and takes all its copies; texts two steps away
/// are compared with it too; then the rest of the component goes on with its own centre. A text that must stay apart
/// from one that is in the group already is not taken.
///
/// Returns the groups, further links that were found on the way, and how many comparisons were left out.
pub(crate) fn stars<S: TextSource + ?Sized>(
    texts: usize,
    links: &[Link],
    weight: impl Fn(u32) -> u32,
    apart: &mut Apart,
    verifier: &mut Verifier<'_, S>,
) -> (Vec<Star>, Vec<Link>, u64) {
    let neighbours = Neighbours::of(texts, links);
    let mut taken = vec![false; texts];
    let mut further = Vec::new();
    let mut left_out = 0;
    let mut groups: Vec<Star> = Vec::new();
    // most copies first; within a component that is the order of the centres, but for texts lost to earlier centres,
    // which are counted anew when their turn comes
    let count = |text: u32, taken: &[bool]| -> u64 {
        neighbours
            .of_text(text)
            .iter()
            .filter(|&&other| !taken[other as usize])
            .map(|&other| u64::from(weight(other)))
            .sum()
    };
    let length = |text: u32| neighbours.length[text as usize];
    let key = |text: u32, taken: &[bool]| (count(text, taken), length(text), std::cmp::Reverse(text));
    let mut queue: std::collections::BinaryHeap<_> = (0..texts as u32).map(|text| key(text, &taken)).collect();
    while let Some(entry) = queue.pop() {
        let centre = entry.2.0;
        if taken[centre as usize] {
            continue;
        }
        let now = key(centre, &taken);
        if now < entry {
            queue.push(now);
            continue;
        }
        taken[centre as usize] = true;
        let free = neighbours.of_text(centre).iter().copied().filter(|&other| !taken[other as usize]);
        let mut members: Vec<u32> = free.filter(|&other| apart.meet(centre, other)).collect();
        for &member in &members {
            taken[member as usize] = true;
        }
        let mut second: Vec<u32> = members
            .iter()
            .flat_map(|&member| neighbours.of_text(member))
            .copied()
            .filter(|&other| !taken[other as usize])
            .collect();
        second.sort_unstable();
        second.dedup();
        let looks = 4 * members.len() + SECOND_LOOKS;
        left_out += second.len().saturating_sub(looks) as u64;
        for &other in second.iter().take(looks) {
            let (a, b) = (centre.min(other), centre.max(other));
            let verdict = verifier.verify(a, b);
            if verdict.is_copy() && apart.meet(centre, other) {
                taken[other as usize] = true;
                members.push(other);
                further.push(verdict.link(a, b));
            }
        }
        members.sort_unstable();
        members.insert(0, centre);
        groups.push(members);
    }
    (groups, further, left_out)
}

/// The copies of each text.
struct Neighbours {
    starts: Vec<u32>,
    others: Vec<u32>,
    /// Shingles of each text that has a neighbour.
    length: Vec<u32>,
}

impl Neighbours {
    fn of(texts: usize, links: &[Link]) -> Neighbours {
        let mut length = vec![0; texts];
        let mut both: Vec<u64> = Vec::with_capacity(2 * links.len());
        for link in links.iter().filter(|link| link.is_copy) {
            both.push(u64::from(link.a) << 32 | u64::from(link.b));
            both.push(u64::from(link.b) << 32 | u64::from(link.a));
            length[link.a as usize] = link.overlap.own;
            length[link.b as usize] = link.overlap.other;
        }
        both.sort_unstable();
        let mut starts = vec![0; texts + 1];
        for &pair in &both {
            starts[(pair >> 32) as usize + 1] += 1;
        }
        for text in 0..texts {
            starts[text + 1] += starts[text];
        }
        Neighbours { starts, others: both.into_iter().map(|pair| pair as u32).collect(), length }
    }

    fn of_text(&self, text: u32) -> &[u32] {
        &self.others[self.starts[text as usize] as usize..self.starts[text as usize + 1] as usize]
    }
}
