//! [`Counts`]: how many of what, told so that a large number does not mean more than it does.

use serde::{Deserialize, Serialize};

/// How many articles a story has, and what stands behind that number.
///
/// Ten printings of one dispatch are ten articles, one text. Different texts may still go back to one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Pages, copies included.
    pub articles: u32,
    /// Different texts: an origin with its copies and revisions is one.
    pub texts: u32,
    /// Different outlets among the articles that name one; a page that came by several feeds counts for one of them.
    pub outlets: u32,
    /// Texts of which some printing credits a news agency.
    pub agency: u32,
    /// Articles without a publication time.
    pub undated: u32,
}
