//! Scores a clustering against gold labels, and tells how long it took.
//!
//! `cargo run --release --example evaluate -- FILE.jsonl… [--predicted LABELS.tsv] [--threshold T] [--json]`

mod table;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use samestory::evaluate::{CandidateRecall, Labels, Scores, candidate_recall, evaluate};
use samestory::ingest::Loader;
use samestory::{ArticleId, Clusterer};
use serde::Serialize;

const HELP: &str = "\
Scores stories against gold labels, the key `story` of each line.

Usage: evaluate FILE.jsonl... [--predicted LABELS.tsv] [--threshold T] [--threads N] [--json]

  --predicted FILE  score these labels (article id, tab, story) instead of clustering
  --threshold T     as for `stories`
  --threads N       as for `stories`
  --json            one JSON object a file and line
";

/// All that is told of one file.
#[derive(Debug, Serialize)]
struct Outcome {
    file: String,
    articles: usize,
    found_stories: usize,
    reports: Option<usize>,
    scores: Option<Scores>,
    candidates: Option<CandidateRecall>,
    seconds: Option<f64>,
    articles_per_second: Option<f64>,
    peak_bytes: Option<u64>,
}

#[derive(Default)]
struct Args {
    files: Vec<PathBuf>,
    predicted: Option<PathBuf>,
    threshold: Option<f64>,
    threads: usize,
    json: bool,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("evaluate: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let Some(args) = parse()? else {
        print!("{HELP}");
        return Ok(());
    };
    let mut builder = Clusterer::builder().threads(args.threads);
    if let Some(threshold) = args.threshold {
        builder = builder.threshold(threshold);
    }
    let clusterer = builder.build()?;
    for file in &args.files {
        let outcome = score(file, args.predicted.as_deref(), &clusterer)?;
        if args.json {
            println!("{}", serde_json::to_string(&outcome)?);
        } else {
            print!("{}", table::table(&outcome));
        }
    }
    Ok(())
}

fn parse() -> Result<Option<Args>, Box<dyn Error>> {
    use lexopt::prelude::{Long, Short, Value, ValueExt};
    let mut args = Args::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("help") | Short('h') => return Ok(None),
            Long("predicted") => args.predicted = Some(parser.value()?.into()),
            Long("threshold") => args.threshold = Some(parser.value()?.parse()?),
            Long("threads") => args.threads = parser.value()?.parse()?,
            Long("json") => args.json = true,
            Value(file) => args.files.push(file.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    if args.files.is_empty() {
        return Err("no file named; --help tells more".into());
    }
    if args.predicted.is_some() && args.files.len() > 1 {
        return Err("--predicted goes with one file".into());
    }
    Ok(Some(args))
}

fn score(file: &Path, predicted: Option<&Path>, clusterer: &Clusterer) -> Result<Outcome, Box<dyn Error>> {
    let loaded = Loader::new().load(&[file])?;
    let mut outcome = Outcome {
        file: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        articles: loaded.articles.len(),
        found_stories: 0,
        reports: None,
        scores: None,
        candidates: None,
        seconds: None,
        articles_per_second: None,
        peak_bytes: None,
    };
    let gold = if loaded.gold.is_empty() { None } else { Some(Labels::new(loaded.gold)?) };
    if let Some(predicted) = predicted {
        let found = read_labels(predicted)?;
        outcome.found_stories = found.stories().count();
        outcome.scores = gold.map(|gold| evaluate(&gold, &found)).transpose()?;
        return Ok(outcome);
    }
    let start = Instant::now();
    let clustering = clusterer.cluster(&loaded.articles)?;
    let seconds = start.elapsed().as_secs_f64();
    outcome.seconds = Some(seconds);
    outcome.articles_per_second = Some(loaded.articles.len() as f64 / seconds);
    outcome.peak_bytes = peak_bytes();
    outcome.found_stories = clustering.stories().len();
    outcome.reports = Some(clustering.reports());
    if let Some(gold) = gold {
        let found = Labels::new(clustering.labels().map(|(id, story)| (id.clone(), story)))?;
        outcome.scores = Some(evaluate(&gold, &found)?);
        // pairs of reports stand for pairs of their articles
        let reports = clustering.report_labels();
        let mut first = vec![0; clustering.reports()];
        for (article, &report) in reports.iter().enumerate().rev() {
            first[report as usize] = article as u32;
        }
        let pairs = clustering.edges().iter().map(|edge| (first[edge.a() as usize], first[edge.b() as usize]));
        outcome.candidates = Some(candidate_recall(gold.stories().labels(), pairs, Some(reports)));
    }
    Ok(outcome)
}

/// Labels as `stories --labels` writes them.
fn read_labels(path: &Path) -> Result<Labels, Box<dyn Error>> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut labels: Vec<(ArticleId, String)> = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let (id, story) = line
            .rsplit_once('\t')
            .ok_or_else(|| format!("{}:{}: expected article id, tab, story", path.display(), number + 1))?;
        labels.push((ArticleId::from(id), story.to_owned()));
    }
    Ok(Labels::new(labels)?)
}

/// Highest memory of this process so far, where the system tells.
fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}
