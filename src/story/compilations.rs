//! Where pages that hold several texts go: they link nothing, and follow the text they are most like.

use crate::graph::{Edge, Partition};
use crate::likeness::Likeness;

/// `groups` with each compilation put into the group of the text it is most like, when that is likely enough.
///
/// A higher threshold only ever takes a compilation out, so that cuts of one tree stay refinements of each other.
pub(crate) fn with_compilations(
    groups: &Partition,
    is_compilation: impl Fn(u32) -> bool,
    edges: &[Edge],
    threshold: Likeness,
) -> Partition {
    let mut labels = groups.labels().to_vec();
    let mut nearest: Vec<Option<(Likeness, u32)>> = vec![None; labels.len()];
    for edge in edges.iter().filter(|edge| edge.likeness() >= threshold) {
        for (report, other) in [(edge.a(), edge.b()), (edge.b(), edge.a())] {
            let near = &mut nearest[report as usize];
            let better = near.is_none_or(|(likeness, _)| edge.likeness() > likeness);
            if better && is_compilation(report) && !is_compilation(other) {
                *near = Some((edge.likeness(), other));
            }
        }
    }
    for (report, near) in nearest.into_iter().enumerate() {
        if let Some((_, other)) = near {
            labels[report] = groups.labels()[other as usize];
        }
    }
    Partition::from_labels(&labels)
}
