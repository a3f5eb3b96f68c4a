//! Clusterings as text: a listing to read, labels, JSON, CSV, graphs, one HTML page.
//!
//! Every form holds every article, and is the same byte for byte for the same articles and settings.

#[cfg(feature = "csv")]
mod csv;
#[cfg(feature = "json")]
mod document;
mod graphs;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "json")]
mod json;
mod labels;
mod listing;

#[cfg(feature = "csv")]
pub use csv::csv;
#[cfg(feature = "json")]
pub use document::document;
pub use graphs::{dot, graphml};
#[cfg(feature = "html")]
pub use html::{Html, html};
#[cfg(feature = "json")]
pub use json::json_lines;
pub use labels::labels;
pub use listing::{Listing, listing};
