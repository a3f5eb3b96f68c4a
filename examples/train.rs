//! Fits the shipped model to labelled sets and writes it as source.
//!
//! `cargo run --release --example train -- OUT FILE.jsonl…`; the shipped `src/likeness/shipped.rs` is made of
//! `allsides_dev.jsonl ecbplus.jsonl neus_dev.jsonl uci_titles.jsonl`.

use samestory::ingest::{Loaded, Loader};
use samestory::likeness::Model;
use samestory::likeness::train::{LabelledSet, Training};
use samestory::{Clusterer, Result};

/// Name under which the model is shipped.
const NAME: &str = "news-2026-11";

/// How the source begins.
const WRITTEN: &str = "//! The shipped model, written by `examples/train.rs`.";

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let out = args.next().ok_or("usage: train OUT FILE.jsonl…")?;
    // a forgotten OUT must not cost a file of articles
    if std::fs::exists(&out)? && !std::fs::read(&out)?.starts_with(WRITTEN.as_bytes()) {
        return Err(format!("{out} is there and was not written by train; usage: train OUT FILE.jsonl…").into());
    }
    let load = |file| {
        let Loaded { articles, gold, .. } = Loader::new().load(&[&file])?;
        LabelledSet::new(articles, gold)
    };
    let sets = args.map(load).collect::<Result<Vec<_>>>()?;
    let model = Clusterer::new().train(NAME, &sets, &Training::default())?;
    Ok(std::fs::write(out, source(&model))?)
}

fn source(model: &Model) -> String {
    let (first_sight, (bias, weights)) = (model.first_sight(), model.weights());
    format!(
        "{WRITTEN}\n\n\
         #![expect(clippy::unreadable_literal, reason = \"written by a program, to the last digit\")]\n\n\
         use crate::likeness::model::Weights;\n\n\
         pub(crate) const NAME: &str = {:?};\n\
         #[rustfmt::skip]\npub(crate) const FIRST_SIGHT: Weights = Weights {{ bias: {:?}, weights: {:?} }};\n\
         #[rustfmt::skip]\npub(crate) const SECOND: Weights = Weights {{ bias: {bias:?}, weights: {weights:?} }};\n",
        model.name(),
        first_sight.bias,
        first_sight.weights,
    )
}
