//! Groups from edges.

mod best_first;
mod components;
mod constraints;
mod edge;
mod exponent;
mod linkage;
mod merge_tree;
mod partition;
mod pieces;
mod unproposed;

pub use components::{components, single_linkage};
pub use constraints::{Conflict, Constraints};
pub use edge::Edge;
pub use exponent::Exponent;
pub use linkage::{LinkageSettings, agglomerate};
pub use merge_tree::{Merge, MergeTree};
pub use partition::Partition;
pub use petgraph;
pub use unproposed::{Unproposed, Zero};
