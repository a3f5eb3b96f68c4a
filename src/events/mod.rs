//! Pairs of reports that might tell of one event.
//!
//! `MinHash` finds copies only; reports of one event by different desks share few word runs. They share rare terms,
//! so the candidates come from an inverted index over weighted terms.

mod background;
mod candidates;
mod facts;
mod forms;
mod nearest;
mod packed;
mod postings;
mod search;
mod shared;
mod spread;
mod vectors;

pub use background::Background;
pub use candidates::{CandidateSettings, candidates};
pub(crate) use candidates::{Paired, proposals};
pub(crate) use facts::Facts;
pub(crate) use forms::{Form, Forms};
pub(crate) use packed::Part;
pub(crate) use shared::Shared;
pub(crate) use spread::Spread;
pub use vectors::{Entry, PartCounts, TermVectors, View, term_counts};
pub(crate) use vectors::{PlacedTerm, placed};
