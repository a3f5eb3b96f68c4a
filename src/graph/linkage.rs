//! [`agglomerate`]: power-mean linkage, which knows *unlike* from *not proposed*.

use serde::{Deserialize, Serialize};

use crate::graph::best_first::BestFirst;
use crate::graph::components::connected;
use crate::graph::constraints::Constraints;
use crate::graph::edge::{Edge, tidy};
use crate::graph::exponent::Exponent;
use crate::graph::merge_tree::MergeTree;
use crate::graph::pieces::Pieces;
use crate::graph::unproposed::Unproposed;
use crate::likeness::Likeness;

/// How groups are compared and how far down they are merged.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LinkageSettings {
    /// How far the mean leans towards the likeliest pairs; the setting that matters most. Default: 2. See
    /// [`Exponent`] for what goes wrong at each end.
    pub exponent: Exponent,
    /// Merges below this likeness are not carried out. Default: 0.05. It bounds how coarse a cut can get; far lower
    /// costs time (more of the graph hangs together) and yields storylines nobody follows, higher than the threshold
    /// of a story loses stories.
    pub floor: Likeness,
    /// Unproposed pairs are scored for merges that could reach this likeness; for others they count as 0. Default:
    /// 0.12, half of what is usual as the threshold of a story. Low values cost time for merges nobody looks at; a
    /// value above the threshold of a story breaks up large stories.
    pub scored: Likeness,
}

impl Default for LinkageSettings {
    fn default() -> Self {
        LinkageSettings { exponent: Exponent::SQUARE, floor: Likeness::new(0.05), scored: Likeness::new(0.12) }
    }
}

/// Merges the two likeliest groups, again and again, and returns all merges.
///
/// Stands between the scored edges and the stories, which are a [cut](MergeTree::cut) of the tree.
///
/// The likeness of two groups is the power mean over *all* pairs across them. A pair with an edge counts as its
/// likeness says, also when that is low: it was looked at and found unlike. A pair without an edge was not proposed,
/// and is scored by `unproposed`, when the merge would be next:
///
/// - All missing pairs of groups with at most 64 pairs between them.
/// - Else up to 64, chosen by node ids, which stand for all; only 8 of them when those already keep the value below
///   [`scored`](LinkageSettings::scored). The sample is renewed when one of the groups has grown by a quarter.
/// - Missing pairs are never taken to be likelier than the mean of the proposed ones, and count as 0 where that mean
///   is below [`scored`](LinkageSettings::scored).
///
/// Guarantees: only groups that an edge joins are merged, and only within what edges of at least the floor connect.
/// Must-links are joined first, as certain; what cannot-links forbid is not merged at any height. Heights are monotone
/// by clipping. Ties go to the pair of lower nodes (of a group its highest node counts). The result depends neither on
/// the order of the edges nor on threads; an edge that stands twice counts once, with its higher likeness.
///
/// ```
/// use samestory::graph::{Constraints, Edge, LinkageSettings, Zero, agglomerate};
/// use samestory::likeness::Likeness;
/// // four reports of a summit, all alike; a fifth, of sanctions, is like one of them only
/// let mut edges = vec![Edge::new(3, 4, Likeness::new(0.6)).unwrap()];
/// for (a, b) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
///     edges.push(Edge::new(a, b, Likeness::new(0.8)).unwrap());
/// }
/// let tree = agglomerate(5, &edges, &Zero, &LinkageSettings::default(), &Constraints::none());
/// assert_eq!(tree.cut(Likeness::new(0.5)).labels(), [0, 0, 0, 0, 1]);
/// // the root of the mean square over four pairs, three of them 0
/// assert_eq!(tree.height_between(0, 4), Some(Likeness::new(0.3)));
/// ```
///
/// # Panics
/// When an edge names a node outside `0..nodes`.
///
/// # Complexity
/// About O(m log² n) for n nodes and m edges, however large a piece gets: a merge moves the links of the group that
/// has fewer of them. Memory is linear: about 100 bytes per edge of the pieces being worked on, and 50 more where
/// unproposed pairs are scored. Calls of `unproposed` are as many as pairs of neighbouring groups that might be merged
/// have members to compare: a few for each edge where edges tell stories apart, and at worst, where likeness has no
/// structure at all, some tens for each edge.
///
/// # References
/// R. R. Sokal, C. D. Michener, *A statistical method for evaluating systematic relationships* (1958) for exponent 1.
/// D. Müllner, *Modern hierarchical, agglomerative clustering algorithms* (2011), section 3, for best-first merging
/// with bounds. L. Dhulipala, D. Eisenstat, J. Łącki, V. Mirrokni, J. Shi, *Hierarchical Agglomerative Graph
/// Clustering in Nearly-Linear Time* (ICML 2021) for average linkage over sparse edges.
pub fn agglomerate(
    nodes: usize,
    edges: &[Edge],
    unproposed: &dyn Unproposed,
    settings: &LinkageSettings,
    constraints: &Constraints,
) -> MergeTree {
    let edges = tidy(nodes, edges);
    let closure = (!constraints.must_link.is_empty()).then(|| constraints.closure(nodes));
    let apart = constraints.apart(nodes);
    let connected = connected(nodes, &edges, settings.floor, closure.as_ref());
    let joins = Pieces::new(&connected, &edges).map(|piece| {
        let apart = piece.pairs_within(&apart);
        BestFirst::new(&piece, settings, unproposed, closure.as_ref(), &apart).run()
    });
    MergeTree::from_joins(nodes, settings.floor, joins.concat())
}
