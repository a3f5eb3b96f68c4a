//! The bundled articles around a summit in spring 2019, as a reader wants them: each story with its texts and their
//! copies, and the nearest text that was kept apart.
//!
//! `cargo run --release --example summit [-- --all]`, and as one page to open in a browser
//! `cargo run --release --features html --example summit -- --html summit.html`

mod listing;

use std::error::Error;
use std::path::Path;

use lexopt::{Arg, Parser};
use samestory::evaluate::{Labels, evaluate};
use samestory::ingest::Loader;
use samestory::{Clusterer, Clustering, Keep};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut all, mut page) = (false, None);
    let mut parser = Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("all") => all = true,
            Arg::Long("html") => page = Some(parser.value()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/summit");
    let articles = Loader::new().load(&[folder.join("articles.jsonl")])?.articles;
    let keep = if page.is_some() { Keep::Evidence } else { Keep::Stories };
    let clustering = Clusterer::builder().keep(keep).build()?.cluster(&articles)?;
    if let Some(path) = page {
        return write_page(&clustering, Path::new(&path));
    }
    print!("{}", listing::listing(&clustering, all));

    // id, story, report and role, as people see it
    let gold = std::fs::read_to_string(folder.join("labels.tsv"))?;
    let gold: Vec<(&str, &str)> = gold.lines().skip(1).filter_map(two_columns).collect();
    let found = Labels::new(clustering.labels().map(|(id, story)| (id.clone(), story)))?;
    let b = evaluate(&Labels::new(gold)?, &found)?.bcubed;
    println!("B-Cubed against labels.tsv: precision {:.3}, recall {:.3}, F1 {:.3}", b.precision, b.recall, b.f1);
    Ok(())
}

#[cfg(feature = "html")]
fn write_page(clustering: &Clustering, path: &Path) -> Result<(), Box<dyn Error>> {
    use samestory::render::{Html, html};
    let page = Html { title: "Spring 2019: the bundled articles".to_owned(), ..Html::default() };
    let mut bytes = Vec::new();
    html(clustering, &page, &mut bytes)?;
    Ok(std::fs::write(path, bytes)?)
}

#[cfg(not(feature = "html"))]
fn write_page(_: &Clustering, _: &Path) -> Result<(), Box<dyn Error>> {
    Err("--html needs the feature: cargo run --release --features html --example summit -- --html FILE".into())
}

fn two_columns(line: &str) -> Option<(&str, &str)> {
    let mut columns = line.split('\t');
    Some((columns.next()?, columns.next()?))
}
