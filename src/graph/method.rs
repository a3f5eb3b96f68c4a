//! [`Linkage`]: one of the ways to make groups of edges.

use serde::{Deserialize, Serialize};

use crate::graph::components::single_linkage;
use crate::graph::constraints::Constraints;
use crate::graph::edge::{Edge, tidy};
use crate::graph::exponent::Exponent;
use crate::graph::leiden::{LeidenSettings, leiden};
use crate::graph::linkage::{LinkageSettings, agglomerate};
use crate::graph::merge_tree::MergeTree;
use crate::graph::unproposed::Unproposed;
use crate::likeness::Likeness;

/// How groups are made of edges. The [module](crate::graph) says which one to use.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Linkage {
    /// The two likeliest groups are merged again and again: [`agglomerate`]. The default, with exponent 2.
    PowerMean {
        /// How far the mean leans towards the likeliest pairs.
        exponent: Exponent,
    },
    /// Whatever edges connect is a group: [`single_linkage`].
    Components,
    /// Communities denser than a resolution: [`leiden`].
    LeidenCpm {
        /// The mean likeness that a community has to beat.
        resolution: Likeness,
    },
}

/// Where a story is cut from the tree, and how far down the tree goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Levels {
    /// The likeness at which groups are stories. No default: it belongs to the model that gave the likenesses.
    pub threshold: Likeness,
    /// The likeness at which groups are storylines at best. Lower merges are not recorded.
    pub floor: Likeness,
}

impl Default for Linkage {
    fn default() -> Self {
        Linkage::PowerMean { exponent: Exponent::SQUARE }
    }
}

impl Linkage {
    /// How far means over pairs lean towards the likeliest; the plain mean for methods that take none.
    pub fn exponent(self) -> Exponent {
        match self {
            Linkage::PowerMean { exponent } => exponent,
            Linkage::Components | Linkage::LeidenCpm { .. } => Exponent::MEAN,
        }
    }

    /// Whether stories are judged anew as wholes, merged and divided: by the linkage that goes by the likeness of groups.
    pub(crate) fn looks_back(self) -> bool {
        matches!(self, Linkage::PowerMean { .. })
    }

    /// The merges of some edges. Their [cut](MergeTree::cut) at `levels.threshold` are the stories, unless some are
    /// [merged](crate::graph::second_round) or [taken apart](crate::graph::split_at_weakest_cuts) then.
    ///
    /// The tree of [`Linkage::LeidenCpm`] holds the communities of its resolution at the threshold and below; above,
    /// it splits them at their weakest edges, and it has no merges between communities.
    ///
    /// ```
    /// use samestory::graph::{Constraints, Edge, Levels, Linkage, Zero};
    /// use samestory::likeness::Likeness;
    /// let edges = [(0, 1, 0.9), (1, 2, 0.6), (2, 3, 0.9)].map(|(a, b, p)| Edge::new(a, b, Likeness::new(p)).unwrap());
    /// let levels = Levels { threshold: Likeness::new(0.5), floor: Likeness::new(0.05) };
    /// let stories = |linkage: Linkage| {
    ///     linkage.merge_tree(4, &edges, &Zero, levels, &Constraints::none()).cut(levels.threshold).count()
    /// };
    /// assert_eq!((stories(Linkage::default()), stories(Linkage::Components)), (2, 1));
    /// ```
    ///
    /// # Panics
    /// When an edge names a node outside `0..nodes`.
    pub fn merge_tree(
        self,
        nodes: usize,
        edges: &[Edge],
        unproposed: &dyn Unproposed,
        levels: Levels,
        constraints: &Constraints,
    ) -> MergeTree {
        match self {
            Linkage::PowerMean { exponent } => {
                // half the threshold: the stories on both sides of it are judged in full, storylines are not
                let scored = Likeness::new(levels.threshold.value() / 2.0);
                let settings = LinkageSettings { exponent, floor: levels.floor, scored };
                agglomerate(nodes, edges, unproposed, &settings, constraints)
            }
            Linkage::Components => single_linkage(nodes, edges, levels.floor, constraints),
            Linkage::LeidenCpm { resolution } => {
                let edges = tidy(nodes, edges);
                let groups = leiden(nodes, &edges, &LeidenSettings { resolution }, constraints);
                let inside = edges.iter().filter(|edge| edge.likeness() > Likeness::ZERO);
                let inside = inside.filter(|edge| groups.together(edge.a(), edge.b()));
                let raised =
                    inside.filter_map(|edge| Edge::new(edge.a(), edge.b(), edge.likeness().max(levels.threshold)));
                single_linkage(nodes, &raised.collect::<Vec<_>>(), levels.floor.min(levels.threshold), constraints)
            }
        }
    }
}
