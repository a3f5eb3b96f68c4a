//! Fits the shipped model to labelled sets and writes it as source.
//!
//! `cargo run --release --example train -- OUT FILE.jsonl…`; the shipped `src/likeness/shipped.rs` is made of
//! `allsides_dev.jsonl ecbplus.jsonl neus_dev.jsonl uci_titles.jsonl`.

use std::collections::HashMap;

use samestory::Clusterer;
use samestory::ingest::Loader;
use samestory::likeness::train::{Showing, fit};

/// Pairs kept for each report: its nearest.
const NEAREST: usize = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let out = args.next().ok_or("usage: train OUT FILE.jsonl…")?;
    let clusterer = Clusterer::new();
    let mut sets = Vec::new();
    for file in args {
        let loaded = Loader::new().load(&[&file])?;
        let gold: HashMap<_, _> = loaded.gold.into_iter().collect();
        for showing in Showing::ALL {
            let articles: Vec<_> = loaded.articles.iter().map(|article| showing.of(article)).collect();
            sets.push(clusterer.examples(&articles, NEAREST, |a, b| gold.get(a) == gold.get(b))?);
        }
    }
    let model = fit("news-2026-11", &sets, 1.0);
    let (bias, weights) = model.weights();
    let source = format!(
        "//! The shipped model, written by `examples/train.rs`.\n\n\
         #![expect(clippy::unreadable_literal, reason = \"written by a program, to the last digit\")]\n\nuse crate::likeness::features::Features;\n\n\
         pub(crate) const NAME: &str = {:?};\npub(crate) const BIAS: f64 = {bias:?};\n\
         #[rustfmt::skip]\npub(crate) const WEIGHTS: Features = {weights:?};\n",
        model.name()
    );
    Ok(std::fs::write(out, source)?)
}
