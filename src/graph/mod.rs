//! Groups from edges: the last step from likeness to stories.
//!
//! Everything here works on nodes `0..n` and [`Edge`]s between them, whatever they stand for: reports, groups of
//! reports in a second round, or a user's own things with a user's own likeness.
//!
//! ```text
//! Edges ─▶ Linkage ─▶ MergeTree ─▶ (second round, split) ─▶ cut ─▶ Partition
//! ```
//!
//! # Which one should I use?
//!
//! | | good at | bad at | resolution |
//! |---|---|---|---|
//! | [`Linkage::PowerMean`], the default | stories of 2 and of 300; edges that are only a choice of all pairs | nothing in particular; costs most when unproposed pairs are expensive to score | a cut of one tree |
//! | [`Linkage::LeidenCpm`] | many middle-sized groups, noisy edges | long chains of reports; a single run per resolution | another run |
//! | [`Linkage::Components`] | copies, very strict edges, a quick look | crowded topics: one wrong edge welds two stories | a cut of one tree |
//!
//! Rule of thumb: keep the default. Take components when an edge is as good as proof; take Leiden when edges are
//! plenty and single ones mean little.
//!
//! A user's wishes ([`Constraints`]) are obeyed by all of them. [`second_round`] merges a tree's groups that are alike as
//! wholes, [`split_at_weakest_cuts`] takes them apart where they are not, [`weakest_cuts`] tells how well a group holds,
//! [`split_bridges`] repairs groups that come from elsewhere, and [`StoryGraph`] hands the graph to [`petgraph`].

mod allowance;
mod best_first;
mod bridges;
mod cohesion;
mod communities;
mod components;
mod constraints;
mod edge;
mod exponent;
mod leiden;
mod linkage;
mod merge_tree;
mod method;
mod neighbours;
mod partition;
mod pieces;
mod queue;
mod second_round;
mod split;
mod story_graph;
mod threshold;
mod unproposed;

pub use bridges::split_bridges;
pub use cohesion::{Cut, weakest_cuts};
pub use components::{components, single_linkage};
pub use constraints::{Conflict, Constraints};
pub use edge::Edge;
pub use exponent::Exponent;
pub use leiden::{LeidenSettings, cpm_quality, leiden};
pub use linkage::{LinkageSettings, agglomerate};
pub use merge_tree::{Merge, MergeTree};
pub use method::{Levels, Linkage};
pub use partition::Partition;
pub use petgraph;
pub use second_round::second_round;
pub use split::split_at_weakest_cuts;
pub use story_graph::StoryGraph;
pub use threshold::Threshold;
pub use unproposed::{Unproposed, Zero};
