//! [`Manifest`]: what a result was made of and with, so that it can be made again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::likeness::Likeness;
use crate::parallel;
use crate::sketch::hash::StableHasher;
use crate::text::Document;

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

/// One number for documents in the order of their ids.
pub(crate) fn digest(documents: &[Document]) -> u64 {
    let mut all = StableHasher::new();
    for digest in parallel::map_with(documents.len(), Vec::new, |words, i| of_one(&documents[i as usize], words)) {
        all.field(&digest.to_le_bytes());
    }
    all.finish()
}

fn of_one(document: &Document, words: &mut Vec<u8>) -> u64 {
    let mut hasher = StableHasher::new();
    words.clear();
    words.extend(document.tokens().iter().flat_map(|token| token.hash().to_le_bytes()));
    hasher.field(document.id().as_str().as_bytes());
    for field in [document.source(), document.url(), Some(document.title()), document.agency()] {
        hasher.field(field.unwrap_or_default().as_bytes());
    }
    let published = document.published().map(|p| (p.seconds(), p.precision() as u8));
    hasher.field(format!("{published:?}{}", document.language()).as_bytes());
    hasher.field(words);
    hasher.finish()
}
