//! Why articles are where they are: a sample of explanations, or one article, or what keeps two apart.
//!
//! `cargo run --release --example explain -- FILE… [--sample N] [--seed S] [--id ID] [--not ID ID]`

use std::error::Error;

use lexopt::{Arg, Parser, ValueExt};
use samestory::ingest::Loader;
use samestory::sketch::hash::{combine, mix, stable_hash};
use samestory::{ArticleId, Clusterer, Clustering, Keep};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut paths, mut sample, mut seed) = (Vec::new(), 30, 1u64);
    let (mut ids, mut apart) = (Vec::<ArticleId>::new(), Vec::<[ArticleId; 2]>::new());
    let mut parser = Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("sample") => sample = parser.value()?.parse()?,
            Arg::Long("seed") => seed = parser.value()?.parse()?,
            Arg::Long("id") => ids.push(parser.value()?.string()?.into()),
            Arg::Long("not") => apart.push([parser.value()?.string()?.into(), parser.value()?.string()?.into()]),
            Arg::Value(path) => paths.push(path),
            other => return Err(other.unexpected().into()),
        }
    }
    let articles = Loader::new().load(&paths)?.articles;
    let clustering = Clusterer::builder().keep(Keep::Evidence).build()?.cluster(&articles)?;
    for [a, b] in &apart {
        println!("{:#}", clustering.why_not(a, b).ok_or("no such article")?);
    }
    if ids.is_empty() && apart.is_empty() {
        ids = drawn(&clustering, sample, seed);
    }
    for id in &ids {
        println!("[{id}]\n{:#}", clustering.explain(id).ok_or("no such article")?);
    }
    Ok(())
}

/// Some articles of stories with several texts or copies, the same for the same seed.
fn drawn(clustering: &Clustering, sample: usize, seed: u64) -> Vec<ArticleId> {
    let grouped = clustering.stories().iter().filter(|story| story.articles.len() > 1);
    let mut ids: Vec<ArticleId> = grouped.flat_map(|story| story.articles.clone()).collect();
    ids.sort_by_key(|id| mix(combine(stable_hash(id.as_str().as_bytes()), seed)));
    ids.truncate(sample);
    ids
}
