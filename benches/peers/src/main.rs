//! Other crates and packages beside samestory, over the same texts, one thread each.
//!
//! `cargo run --release -- [--docs N] [--rounds N] [--task NAME] [--python PYTHON] [--python-docs N] [--stories FILE.jsonl] [--json]`

mod copies;
mod corpus;
mod measure;
mod python;
mod sketch;
mod task;

use std::error::Error;
use std::path::PathBuf;

use corpus::Corpus;
use measure::{Counting, peak, seconds};
use python::Python;
use samestory::Clusterer;
use samestory::copies::Sketches;
use samestory::ingest::Loader;
use samestory::text::Stemming;
use task::{Run, Task, Work, quality};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

struct Args {
    docs: usize,
    rounds: usize,
    task: Option<String>,
    python: Option<String>,
    python_docs: usize,
    stories: Option<PathBuf>,
    json: bool,
}

fn parse() -> Result<Args, Box<dyn Error>> {
    use lexopt::prelude::{Long, ValueExt};
    let mut args =
        Args { docs: 100_000, rounds: 3, task: None, python: None, python_docs: 10_000, stories: None, json: false };
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("docs") => args.docs = parser.value()?.parse()?,
            Long("rounds") => args.rounds = parser.value()?.parse()?,
            Long("task") => args.task = Some(parser.value()?.string()?),
            Long("python") => args.python = Some(parser.value()?.string()?),
            Long("python-docs") => args.python_docs = parser.value()?.parse()?,
            Long("stories") => args.stories = Some(parser.value()?.into()),
            Long("json") => args.json = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(args)
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = parse()?;
    // one thread for every system: the calling one
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global()?;
    let wanted = |task: &str| args.task.as_deref().is_none_or(|only| only == task);
    let corpus = Corpus::new(args.docs);
    let python = Python {
        interpreter: args.python.clone(),
        texts: std::env::temp_dir().join(format!("samestory-peers-{}.jsonl", std::process::id())),
    };
    let some = args.python_docs.min(args.docs);
    if python.interpreter.is_some() {
        python.write(&corpus.texts[..some], corpus.related(some))?;
    }
    for (name, stemming) in [("sketch", Stemming::Snowball), ("sketch_unstemmed", Stemming::Off)] {
        if wanted(name) {
            sketching(name, stemming, &corpus, &python).run(args.rounds, args.json);
        }
    }
    for (name, jaccard) in [("copies_0.5", 0.5), ("copies_0.8", 0.8)] {
        if wanted(name) {
            pairing(name, jaccard, &corpus, &python, &args);
        }
    }
    if let Some(file) = args.stories.as_ref().filter(|_| wanted("stories")) {
        let articles = Loader::new().load(&[file])?.articles;
        let bytes = articles.iter().map(|a| a.title().len() + a.body().len()).sum();
        let clusterer = Clusterer::new();
        let run = || clusterer.cluster(&articles).expect("ids differ");
        let mut systems: Vec<(&str, Work<'_>)> = vec![("samestory", timed(articles.len(), bytes, run, |_| None))];
        for system in ["sklearn_components", "average_linkage", "single_pass", "datasketch_components"] {
            systems.push((system, python.work("stories", system, file)));
        }
        Task { name: "stories", systems }.run(args.rounds, args.json);
    }
    if python.interpreter.is_some() {
        std::fs::remove_file(&python.texts)?;
        std::fs::remove_file(python.texts.with_extension("tsv"))?;
    }
    Ok(())
}

/// A system in this process.
fn timed<'a, T>(
    docs: usize,
    bytes: usize,
    run: impl Fn() -> T + 'a,
    judge: impl Fn(&T) -> Option<(f64, f64)> + 'a,
) -> Work<'a> {
    Box::new(move |looking| {
        let mut told = Run { docs, bytes, ..Run::default() };
        if looking {
            let (most, out) = peak(&run);
            told.peak_bytes = Some(most);
            told.quality = judge(&out);
        } else {
            told.seconds = seconds(&run);
        }
        Some(told)
    })
}

fn sketching<'a>(name: &'static str, stemming: Stemming, corpus: &'a Corpus, python: &'a Python) -> Task<'a> {
    let (texts, docs, bytes) = (&corpus.texts, corpus.texts.len(), corpus.bytes());
    let articles = sketch::articles(texts);
    let analyzer = sketch::analyzer(stemming).furniture(samestory::text::Furniture::Kept);
    let bare = sketch::articles(texts);
    let mut systems: Vec<(&'static str, Work<'a>)> = vec![
        ("samestory", timed(docs, bytes, move || sketch::samestory(&articles, &sketch::analyzer(stemming)), |_| None)),
        ("samestory_no_furniture", timed(docs, bytes, move || sketch::samestory(&bare, &analyzer), |_| None)),
        ("gaoya_minhasher32", timed(docs, bytes, || sketch::gaoya(texts), |_| None)),
        ("probminhash_optdens", timed(docs, bytes, || sketch::probminhash(texts), |_| None)),
        ("minhash_rs_u32", timed(docs, bytes, || sketch::minhash_rs(texts), |_| None)),
        ("txtfp", timed(docs, bytes, || sketch::txtfp(texts), |_| None)),
    ];
    for system in ["rensa", "datasketch"] {
        systems.push((system, python.work("sketch", system, &python.texts)));
    }
    Task { name, systems }
}

fn pairing(name: &'static str, jaccard: f64, corpus: &Corpus, python: &Python, args: &Args) {
    let (texts, docs, bytes) = (&corpus.texts, corpus.texts.len(), corpus.bytes());
    let truth = corpus.truth(jaccard);
    // unstemmed, as the truth is; the words are made before
    let (documents, _) = sketch::samestory(&sketch::articles(texts), &sketch::analyzer(Stemming::Off));
    let settings = copies::settings(jaccard);
    let sketches = Sketches::of(&documents, &settings);
    let (gaoya, rs, txtfp) = (sketch::gaoya(texts), sketch::minhash_rs(texts), sketch::txtfp(texts));
    let judge = |found: &copies::Pairs| Some(quality(found, &truth));
    let mut systems: Vec<(&'static str, Work<'_>)> = vec![
        ("samestory", timed(docs, bytes, || copies::samestory_pairs(&documents, &sketches, jaccard), judge)),
        (
            "samestory_reports",
            timed(docs, bytes, || copies::samestory_reports(&documents, &sketches, jaccard), |_| None),
        ),
        ("gaoya_minhasher32", timed(docs, bytes, || copies::gaoya(&gaoya, jaccard), judge)),
        ("txtfp", timed(docs, bytes, || copies::txtfp(&txtfp, jaccard), judge)),
        ("minhash_rs_u32", timed(docs, bytes, || copies::minhash_rs(&rs, jaccard), judge)),
    ];
    for system in ["rensa", "datasketch"] {
        systems.push((system, python.work(name, system, &python.texts)));
    }
    Task { name, systems }.run(args.rounds, args.json);
}
