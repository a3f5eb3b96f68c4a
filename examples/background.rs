//! Counts the document frequencies of a background corpus and writes them as a table.
//!
//! `cargo run --release --example background -- OUT FILE.jsonl…`; the shipped table is made of
//! `reuters21578.jsonl.gz` and `longform.jsonl.gz`.

use samestory::corpus::Frequencies;
use samestory::events::Background;
use samestory::events::term_counts;
use samestory::ingest::Loader;
use samestory::text::{Analyzer, Workspace};

/// Terms kept: what fits into 300 KiB.
const TERMS: usize = 70_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let out = args.next().ok_or("usage: background OUT FILE.jsonl…")?;
    // a forgotten OUT must not cost a file of articles
    if std::fs::exists(&out)? && Background::from_bytes(&std::fs::read(&out)?).is_err() {
        return Err(format!("{out} is there and is no background table; usage: background OUT FILE.jsonl…").into());
    }
    let loaded = Loader::new().load(&args.collect::<Vec<_>>())?;
    let (analyzer, mut workspace) = (Analyzer::new(), Workspace::default());
    let mut terms_of = |article| {
        let document = analyzer.analyse_with(&mut workspace, article);
        term_counts(&document).into_iter().map(|(hash, _)| hash).collect::<Vec<_>>()
    };
    let texts: Vec<Vec<u64>> = loaded.articles.iter().map(&mut terms_of).collect();
    let frequencies = Frequencies::count(texts.iter().map(|terms| terms.iter().copied()));
    let bytes = Background::from_frequencies(&frequencies, TERMS).to_bytes();
    println!("{} texts, {} terms, {} bytes", frequencies.texts(), frequencies.terms().len(), bytes.len());
    Ok(std::fs::write(out, bytes)?)
}
