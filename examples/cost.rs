//! What evidence, all explanations and the page cost beside the clustering itself; best of some rounds.
//!
//! `RAYON_NUM_THREADS=1 cargo run --release --features html --example cost -- [--articles N] [--week] [--rounds N] [FILE…]`
//!
//! All of it runs on so many threads.
//!
//! Without files, articles are generated, two thousand a day or all in one week. `--until STAGE` ends after loading (`load`), after clustering that keeps the
//! stories only (`stories`), or after one that keeps evidence (`evidence`), explanations (`explain`), the page (`page`),
//! each on top of the one before it but for `stories`: so that a counter of instructions can be put around it.

#[path = "scale/news.rs"]
mod news;

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use lexopt::{Arg, Parser, ValueExt};
use samestory::ingest::Loader;
use samestory::render::{Html, html};
use samestory::{Article, Clusterer, Clustering, Keep};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut paths, mut articles, mut rounds, mut week, mut until) = (Vec::new(), 10_000, 3, false, None);
    let mut parser = Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("articles") => articles = parser.value()?.parse()?,
            Arg::Long("rounds") => rounds = parser.value()?.parse()?,
            Arg::Long("week") => week = true,
            Arg::Long("until") => until = Some(parser.value()?.string()?),
            Arg::Value(path) => paths.push(path),
            other => return Err(other.unexpected().into()),
        }
    }
    let calendar = if week { news::Calendar::Week } else { news::Calendar::Daily };
    let mut loaded = match paths.as_slice() {
        [] => news::articles(articles, 2900, calendar)?,
        _ => Loader::new().load(&paths)?.articles,
    };
    loaded.truncate(articles);
    let Some(until) = until else { return tell(&loaded, rounds) };
    match until.as_str() {
        "load" => {}
        "stories" => drop(clustered(&loaded, Keep::Stories)?),
        stage => {
            let clustering = clustered(&loaded, Keep::Evidence)?;
            if stage != "evidence" {
                explain(&clustering);
            }
            if stage == "page" {
                page(&clustering)?;
            }
        }
    }
    Ok(())
}

fn tell(articles: &[Article], rounds: usize) -> Result<(), Box<dyn Error>> {
    let mut best = [f64::INFINITY; 4];
    let mut bytes = 0;
    for _ in 0..rounds {
        let start = Instant::now();
        drop(clustered(articles, Keep::Stories)?);
        let stories = start.elapsed();
        let start = Instant::now();
        let clustering = clustered(articles, Keep::Evidence)?;
        let evidence = start.elapsed();
        let start = Instant::now();
        explain(&clustering);
        let explained = start.elapsed();
        let start = Instant::now();
        bytes = page(&clustering)?;
        for (best, time) in best.iter_mut().zip([stories, evidence, explained, start.elapsed()]) {
            *best = best.min(time.as_secs_f64());
        }
    }
    let [stories, evidence, explained, page] = best;
    let share = |seconds: f64| 100.0 * seconds / stories;
    println!("{} articles: clustered in {stories:.2} s", articles.len());
    println!("  keeping the evidence {:+.1} %", share(evidence - stories));
    println!("  all explanations {explained:.2} s, {:.1} %", share(explained));
    println!("  the page {page:.2} s, {:.1} %, {bytes} bytes", share(page));
    println!("  explanations and page {:.1} %", share(explained + page));
    Ok(())
}

fn clustered(articles: &[Article], keep: Keep) -> Result<Clustering, samestory::Error> {
    Clusterer::builder().keep(keep).build()?.cluster(articles)
}

fn explain(clustering: &Clustering) {
    clustering.explain_all(|explanation| drop(black_box(explanation)));
}

fn page(clustering: &Clustering) -> std::io::Result<usize> {
    let mut bytes = Vec::new();
    html(clustering, &Html::default(), &mut bytes)?;
    Ok(bytes.len())
}
