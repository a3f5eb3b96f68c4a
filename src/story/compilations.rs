//! Where pages that hold several texts go: they link nothing, and follow the text they are most like.

use crate::apart::Apart;
use crate::graph::{Constraints, Edge, MergeTree, Partition};
use crate::likeness::Likeness;

/// The cut of `tree` at `threshold`, with each compilation put into the group of the text it is most like, when that is
/// likely enough.
///
/// A higher threshold only ever takes a compilation out, so that cuts of one tree stay refinements of each other. Hence
/// a text that is in one storyline with what a cannot-link keeps from the compilation does not count, whether or not
/// this cut divides the two. A compilation that is must-linked to a text stays there; must-linked ones go together.
pub(crate) fn with_compilations(
    tree: &MergeTree,
    threshold: Likeness,
    is_compilation: impl Fn(u32) -> bool,
    edges: &[Edge],
    constraints: &Constraints,
) -> Partition {
    let groups = tree.cut(threshold);
    let mut near: Vec<(Likeness, u32, u32)> = Vec::new();
    for edge in edges {
        match (is_compilation(edge.a()), is_compilation(edge.b())) {
            (true, false) => near.push((edge.likeness(), edge.a(), edge.b())),
            (false, true) => near.push((edge.likeness(), edge.b(), edge.a())),
            _ => {}
        }
    }
    if near.is_empty() {
        return groups;
    }
    near.sort_by_key(|&(likeness, ..)| std::cmp::Reverse(likeness));
    let together = constraints.closure(groups.nodes());
    let mut settled = vec![false; together.count()];
    for report in (0..groups.nodes() as u32).filter(|&report| !is_compilation(report)) {
        settled[together.labels()[report as usize] as usize] = true;
    }
    let mut apart = storylines(tree, constraints);
    let mut follows = vec![None; together.count()];
    for (likeness, report, text) in near {
        let own = together.labels()[report as usize] as usize;
        if !settled[own] && apart.meet(report, text) {
            settled[own] = true;
            follows[own] = (likeness >= threshold).then_some(text);
        }
    }
    let labels: Vec<u32> = (0..groups.nodes() as u32)
        .map(|report| {
            let text = follows[together.labels()[report as usize] as usize];
            groups.labels()[text.unwrap_or(report) as usize]
        })
        .collect();
    Partition::from_labels(&labels)
}

/// The coarsest groups of a tree, and which of them must stay apart.
fn storylines(tree: &MergeTree, constraints: &Constraints) -> Apart {
    let pairs = constraints.apart(tree.nodes());
    if pairs.is_empty() {
        return Apart::none();
    }
    let mut apart = Apart::new(tree.nodes(), &pairs);
    for merge in tree.merges() {
        apart.meet(merge.a(), merge.b());
    }
    apart
}
