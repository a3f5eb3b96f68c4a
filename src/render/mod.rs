//! Clusterings as text: a listing to read, labels, JSON Lines, CSV.
//!
//! Every form holds every article, and is the same byte for byte for the same articles and settings.

#[cfg(feature = "csv")]
mod csv;
#[cfg(feature = "json")]
mod json;
mod labels;
mod listing;

#[cfg(feature = "csv")]
pub use csv::csv;
#[cfg(feature = "json")]
pub use json::json_lines;
pub use labels::labels;
pub use listing::{Listing, listing};
