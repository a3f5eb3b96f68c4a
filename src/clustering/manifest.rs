//! [`Manifest`]: what a result was made of and with, so that it can be made again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::likeness::Likeness;
use crate::sketch::hash::StableHasher;
use crate::story::Card;
use crate::text::Token;

/// What a result was made of and with. Equal manifests mean equal results, byte for byte.
///
/// Holds neither the time of the run nor anything of the machine: those do not change the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this crate.
    pub samestory: String,
    /// Name of the likeness model.
    pub model: String,
    /// Least likeness of a story.
    pub threshold: Likeness,
    /// Every other setting by its name.
    pub settings: BTreeMap<String, String>,
    /// Number of articles that went in, an article that was given twice counted once.
    pub articles: u32,
    /// Stable hash of all articles as they were read, in hexadecimal; their order does not matter.
    pub input: String,
}

/// One number for texts in the order of their ids, given one for [each](digest_of).
pub(crate) fn digest(of_each: &[u64]) -> u64 {
    let mut all = StableHasher::new();
    for digest in of_each {
        all.field(&digest.to_le_bytes());
    }
    all.finish()
}

/// One number for an article as it was read; `bytes` is used again.
pub(crate) fn digest_of(card: &Card, words: &[Token], bytes: &mut Vec<u8>) -> u64 {
    let mut hasher = StableHasher::new();
    bytes.clear();
    bytes.extend(words.iter().flat_map(|token| token.hash().to_le_bytes()));
    hasher.field(card.id.as_str().as_bytes());
    for field in [card.source.as_deref(), card.url.as_deref(), Some(&*card.title), card.agency.as_deref()] {
        hasher.field(field.unwrap_or_default().as_bytes());
    }
    let published = card.published.map(|p| (p.seconds(), p.precision() as u8));
    hasher.field(format!("{published:?}{}", card.language).as_bytes());
    hasher.field(bytes);
    hasher.finish()
}
