//! From signatures to pairs of copies, by each system; every text is put in and asked for.

use gaoya::minhash::MinHashIndex;
use minhash_rs::prelude::{LshIndex, MinHasher, QueryState, Store};
use samestory::copies::{CopyMeta, CopySettings, Sketches, find_sketched, similar_pairs_sketched};
use samestory::observe::Silent;
use samestory::text::Document;
use txtfp::{LshIndex as TxtfpIndex, MinHashSig};

use crate::sketch::Rs;

/// Lower text first; the others find each pair from either side and tell it once.
pub type Pairs = Vec<(u32, u32)>;

pub fn settings(jaccard: f64) -> CopySettings {
    CopySettings::builder().jaccard(jaccard).build().expect("a share")
}

/// Bands and rows of 128 lanes for a threshold.
pub fn bands(jaccard: f64) -> (usize, usize) {
    if jaccard < 0.65 { (32, 4) } else { (16, 8) }
}

/// Pairs of the resemblance asked for, each verified on the words.
pub fn samestory_pairs(documents: &[Document], sketches: &Sketches, jaccard: f64) -> Pairs {
    let found = similar_pairs_sketched(sketches, documents, &settings(jaccard), &Silent).expect("nobody cancels");
    found.iter().map(|found| (found.lower, found.higher)).collect()
}

/// The stage as `Clusterer` calls it, behind the signatures: pairs, contained texts, vetoes, compilations, reports.
pub fn samestory_reports(documents: &[Document], sketches: &Sketches, jaccard: f64) -> Pairs {
    let metas: Vec<CopyMeta> = documents.iter().map(CopyMeta::from).collect();
    let found = find_sketched(sketches, documents, &metas, &settings(jaccard), &Silent).expect("metas for all");
    let mut pairs = Pairs::new();
    for report in &found.reports {
        let members: Vec<u32> = report.members.iter().map(|member| member.text).collect();
        for (i, &a) in members.iter().enumerate() {
            pairs.extend(members[i + 1..].iter().map(|&b| (a.min(b), a.max(b))));
        }
    }
    pairs
}

pub fn gaoya(signatures: &[Vec<u32>], jaccard: f64) -> Pairs {
    let (bands, rows) = bands(jaccard);
    let mut index: MinHashIndex<u32, u32> = MinHashIndex::new(bands, rows, jaccard);
    for (id, signature) in (0..).zip(signatures) {
        index.insert(id, signature.clone());
    }
    let mut pairs = Pairs::new();
    for (id, signature) in (0..).zip(signatures) {
        pairs.extend(index.query(signature).into_iter().filter(|&&other| other > id).map(|&other| (id, other)));
    }
    pairs
}

pub fn txtfp(signatures: &[MinHashSig<128>], jaccard: f64) -> Pairs {
    let (bands, rows) = bands(jaccard);
    let mut index: TxtfpIndex<128> = TxtfpIndex::with_bands_rows(bands, rows).expect("128 lanes");
    for (id, signature) in (0..).zip(signatures) {
        index.insert(id, *signature);
    }
    let mut pairs = Pairs::new();
    for (id, signature) in (0..).zip(signatures) {
        let found = index.query_with_threshold(signature, jaccard as f32);
        pairs.extend(found.into_iter().map(|other| other as u32).filter(|&other| other > id).map(|other| (id, other)));
    }
    pairs
}

pub fn minhash_rs(signatures: &[Rs], jaccard: f64) -> Pairs {
    if bands(jaccard).0 == 32 { banded::<32>(signatures, jaccard) } else { banded::<16>(signatures, jaccard) }
}

fn banded<const BANDS: usize>(signatures: &[Rs], jaccard: f64) -> Pairs {
    let index: LshIndex<Rs, 128, BANDS, Store> = LshIndex::from_signatures(signatures.iter().cloned());
    let (mut pairs, mut state) = (Pairs::new(), QueryState::new());
    for (id, signature) in (0..).zip(signatures) {
        for candidate in index.candidates(signature, &mut state) {
            let other = candidate.id as u32;
            if other > id && signature.estimate_jaccard_index(&signatures[other as usize]) >= jaccard {
                pairs.push((id, other));
            }
        }
    }
    pairs
}
