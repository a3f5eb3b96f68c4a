//! [`Edge`]: two nodes and how alike they are.

use serde::{Deserialize, Serialize};

use crate::likeness::Likeness;

/// An unordered pair of different nodes with its likeness; always `a < b`. Sorts by pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Edge {
    a: u32,
    b: u32,
    likeness: Likeness,
}

impl Edge {
    /// The edge between two nodes in either order; `None` when they are the same node.
    pub fn new(a: u32, b: u32, likeness: Likeness) -> Option<Edge> {
        (a != b).then(|| Edge { a: a.min(b), b: a.max(b), likeness })
    }

    /// The lower node.
    pub fn a(&self) -> u32 {
        self.a
    }

    /// The higher node.
    pub fn b(&self) -> u32 {
        self.b
    }

    /// How alike the two are.
    pub fn likeness(&self) -> Likeness {
        self.likeness
    }
}
