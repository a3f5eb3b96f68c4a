//! Copies of one text. (interim)

use crate::text::Document;
use serde::{Deserialize, Serialize};

/// What an article is to its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The text the others are copies of, or an own text alone in its report.
    Origin,
    /// The same text.
    Verbatim,
}

impl Kind {
    /// name
    pub fn name(self) -> &'static str {
        match self {
            Kind::Origin => "origin",
            Kind::Verbatim => "verbatim",
        }
    }
}

/// Why an article is taken for the origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginBasis {
    /// It is the only one.
    Only,
    /// It has the earliest known time.
    Earliest,
}

/// interim
#[derive(Debug, Clone)]
pub struct CopyGroup {
    /// index of origin
    pub origin: u32,
    /// basis
    pub basis: OriginBasis,
    /// members
    pub members: Vec<(u32, Kind)>,
}

/// interim
pub fn find(documents: &[Document]) -> Vec<CopyGroup> {
    let mut seen: rustc_hash::FxHashMap<&[crate::text::Token], usize> = rustc_hash::FxHashMap::default();
    let mut groups: Vec<CopyGroup> = Vec::new();
    for (i, d) in documents.iter().enumerate() {
        if d.body_tokens().len() >= 8
            && let Some(&g) = seen.get(d.body_tokens())
        {
            groups[g].members.push((i as u32, Kind::Verbatim));
            groups[g].basis = OriginBasis::Earliest;
            continue;
        }
        seen.insert(d.body_tokens(), groups.len());
        groups.push(CopyGroup { origin: i as u32, basis: OriginBasis::Only, members: vec![(i as u32, Kind::Origin)] });
    }
    groups
}
