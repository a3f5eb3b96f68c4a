//! From raw text to a signature of 128 lanes, by each system.

use gaoya::minhash::{MinHasher, MinHasher32};
use minhash_rs::prelude::MinHash;
use probminhash::densminhash::OptDensMinHash;
use samestory::Article;
use samestory::copies::{CopySettings, Sketches};
use samestory::text::{Analyzer, Document, Stemming, Workspace};
use txtfp::{Canonicalizer, Fingerprinter, MinHashFingerprinter, MinHashSig, ShingleTokenizer, WordTokenizer};
use xxhash_rust::xxh3::xxh3_64;

use crate::corpus::{run, words_of};

pub type Rs = MinHash<u32, 128>;
pub type Txtfp = MinHashFingerprinter<ShingleTokenizer<WordTokenizer>, 128>;

/// Articles as the library is given them.
pub fn articles(texts: &[String]) -> Vec<Article> {
    texts.iter().map(|text| Article::builder("", text).lang("en").build().expect("no date")).collect()
}

pub fn analyzer(stemming: Stemming) -> Analyzer {
    Analyzer::new().stemming(stemming)
}

/// What `Clusterer` does: the whole reading, then signatures.
pub fn samestory(articles: &[Article], analyzer: &Analyzer) -> (Vec<Document>, Sketches) {
    let mut workspace = Workspace::default();
    let documents: Vec<Document> = articles.iter().map(|a| analyzer.analyse_with(&mut workspace, a)).collect();
    let sketches = Sketches::of(&documents, &CopySettings::default());
    (documents, sketches)
}

pub fn gaoya(texts: &[String]) -> Vec<Vec<u32>> {
    let hasher = MinHasher32::new(128);
    let sign = |text: &String| {
        let small = text.to_lowercase();
        let mut words = Vec::new();
        words_of(&small, &mut words);
        hasher.create_signature(words.windows(5))
    };
    texts.iter().map(sign).collect()
}

fn hashes(text: &str, hashes: &mut Vec<u64>) {
    let small = text.to_lowercase();
    let mut words = Vec::new();
    words_of(&small, &mut words);
    let words: Vec<u64> = words.iter().map(|word| xxh3_64(word.as_bytes())).collect();
    hashes.clear();
    hashes.extend(words.windows(5).map(run));
}

pub fn minhash_rs(texts: &[String]) -> Vec<Rs> {
    let mut set = Vec::new();
    let sign = |text: &String| {
        hashes(text, &mut set);
        set.iter().copied().collect()
    };
    texts.iter().map(sign).collect()
}

pub fn probminhash(texts: &[String]) -> Vec<Vec<f32>> {
    type Plain = std::hash::BuildHasherDefault<probminhash::nohasher::NoHashHasher>;
    let mut set = Vec::new();
    let mut sketcher: OptDensMinHash<f32, u64, probminhash::nohasher::NoHashHasher> =
        OptDensMinHash::new(128, Plain::default());
    let mut sign = |text: &String| {
        hashes(text, &mut set);
        sketcher.reinit();
        sketcher.sketch_slice(&set).expect("a set");
        sketcher.get_hsketch().clone()
    };
    texts.iter().map(|text| sign(text)).collect()
}

pub fn txtfp(texts: &[String]) -> Vec<MinHashSig<128>> {
    let sketcher = Txtfp::new(Canonicalizer::default(), ShingleTokenizer { k: 5, inner: WordTokenizer });
    texts.iter().map(|text| sketcher.fingerprint(text).expect("a text of five words")).collect()
}
