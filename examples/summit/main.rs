//! The bundled articles around a summit in spring 2019, as a reader wants them: each story with its texts and their
//! copies, and the nearest text that was kept apart.
//!
//! `cargo run --release --example summit [-- --all]`

mod listing;

use std::error::Error;
use std::path::Path;

use samestory::Clusterer;
use samestory::evaluate::{Labels, evaluate};
use samestory::ingest::Loader;

fn main() -> Result<(), Box<dyn Error>> {
    let all = match std::env::args().nth(1).as_deref() {
        None => false,
        Some("--all") => true,
        Some(other) => return Err(format!("{other}? the only option is --all").into()),
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/summit");
    let articles = Loader::new().load(&[folder.join("articles.jsonl")])?.articles;
    let clustering = Clusterer::new().cluster(&articles)?;
    print!("{}", listing::listing(&clustering, all));

    // id, story, report and role, as people see it
    let gold = std::fs::read_to_string(folder.join("labels.tsv"))?;
    let gold: Vec<(&str, &str)> = gold.lines().skip(1).filter_map(two_columns).collect();
    let found = Labels::new(clustering.labels().map(|(id, story)| (id.clone(), story)))?;
    let b = evaluate(&Labels::new(gold)?, &found)?.bcubed;
    println!("B-Cubed against labels.tsv: precision {:.3}, recall {:.3}, F1 {:.3}", b.precision, b.recall, b.f1);
    Ok(())
}

fn two_columns(line: &str) -> Option<(&str, &str)> {
    let mut columns = line.split('\t');
    Some((columns.next()?, columns.next()?))
}
