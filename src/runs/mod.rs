//! From one run to the next: ids that stay, and what changed.

mod carry;
mod diff;
mod sensitivity;

pub use carry::{Carried, Merged, Split, StoryId, StoryIds};
pub use diff::{Diff, Move, StoriesMerged, StorySplit};
pub use sensitivity::Sensitivity;
