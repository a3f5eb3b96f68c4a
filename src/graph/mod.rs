//! Groups from edges.

mod edge;
mod partition;

pub use edge::Edge;
pub use partition::Partition;
