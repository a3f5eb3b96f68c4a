//! Fits the shipped model to labelled sets and writes it as source.
//!
//! `cargo run --release --example train -- OUT FILE.jsonl…`; the shipped `src/likeness/shipped.rs` is made of
//! `allsides_dev.jsonl ecbplus.jsonl neus_dev.jsonl uci_titles.jsonl`.

use std::collections::HashMap;

use samestory::ingest::{Loaded, Loader};
use samestory::likeness::train::{Example, Showing, fit, fit_first_sight};
use samestory::likeness::{Model, Weights};
use samestory::{Clusterer, Result};

/// Name under which the model is shipped.
const NAME: &str = "news-2026-11";
/// Pairs kept for each report: its nearest.
const NEAREST: usize = 20;
const RIDGE: f64 = 1.0;

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let out = args.next().ok_or("usage: train OUT FILE.jsonl…")?;
    let sets = args.map(|file| Loader::new().load(&[&file])).collect::<Result<Vec<_>>>()?;
    // what the pairs look like at first sight does not depend on a model; what surrounds them depends on the first sight
    let first_sight = fit_first_sight(&examples(&sets, &Model::shipped())?, RIDGE);
    let seen = Model::new(NAME, first_sight, first_sight);
    let model = fit(NAME, first_sight, &examples(&sets, &seen)?, RIDGE);
    Ok(std::fs::write(out, source(first_sight, &model))?)
}

/// The labelled pairs of every set in every view.
fn examples(sets: &[Loaded], model: &Model) -> Result<Vec<Vec<Example>>> {
    let clusterer = Clusterer::builder().model(model.clone()).build()?;
    let mut examples = Vec::new();
    for set in sets {
        let gold: HashMap<_, _> = set.gold.iter().cloned().collect();
        for showing in Showing::ALL {
            let articles: Vec<_> = set.articles.iter().map(|article| showing.of(article)).collect();
            examples.push(clusterer.examples(&articles, NEAREST, |a, b| gold.get(a) == gold.get(b))?);
        }
    }
    Ok(examples)
}

fn source(first_sight: Weights, model: &Model) -> String {
    let (bias, weights) = model.weights();
    format!(
        "//! The shipped model, written by `examples/train.rs`.\n\n\
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
