//! How time and memory grow: seconds per stage, articles a second, highest memory, growth exponent, and a chart.
//!
//! `cargo run --release --example scale -- [--articles N,N,…] [--bytes N] [--threads N] [--svg FILE] [FILE.jsonl…]`

mod chart;
mod news;
mod run;

use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

use news::Calendar;
use run::{Row, exponent};
use samestory::ingest::Loader;

const HELP: &str = "\
Clusters generated articles and tells how time and memory grow.

Usage: scale [--articles N,N,...] [--bytes N] [--threads N] [--svg FILE] [FILE.jsonl...]

  --articles N,...  sizes of the generated sets; default 10000,20000,50000,100000
  --bytes N         bytes of an article; default 2900
  --threads N       as for `stories`
  --svg FILE        draws time and memory
  FILE              real articles, together one more set
";

#[derive(Debug, Default)]
struct Args {
    articles: Vec<usize>,
    bytes: usize,
    threads: usize,
    svg: Option<PathBuf>,
    files: Vec<PathBuf>,
    /// Set in the processes that do one run each, so that the memory of one does not show in another.
    one: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Some(args) = parse()? else {
        print!("{HELP}");
        return Ok(());
    };
    match &args.one {
        Some(set) => {
            let articles = match (set.as_str(), args.articles.as_slice()) {
                ("real", _) => Loader::new().load(&args.files)?.articles,
                ("a day's volume", &[n]) => news::articles(n, args.bytes, Calendar::Daily)?,
                (_, &[n]) => news::articles(n, args.bytes, Calendar::Week)?,
                _ => return Err("one size at a time".into()),
            };
            println!("{}", serde_json::to_string(&run::run(set.clone(), &articles, args.threads)?)?);
            Ok(())
        }
        None => all(&args),
    }
}

fn parse() -> Result<Option<Args>, Box<dyn Error>> {
    use lexopt::prelude::{Long, Short, Value, ValueExt};
    let mut args = Args { bytes: 2900, ..Args::default() };
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("help") | Short('h') => return Ok(None),
            Long("articles") => {
                args.articles = parser.value()?.string()?.split(',').map(str::parse).collect::<Result<_, _>>()?;
            }
            Long("bytes") => args.bytes = parser.value()?.parse()?,
            Long("threads") => args.threads = parser.value()?.parse()?,
            Long("svg") => args.svg = Some(parser.value()?.into()),
            Long("one") => args.one = Some(parser.value()?.string()?),
            Value(file) => args.files.push(file.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    if args.articles.is_empty() {
        args.articles = vec![10_000, 20_000, 50_000, 100_000];
    }
    Ok(Some(args))
}

fn all(args: &Args) -> Result<(), Box<dyn Error>> {
    println!(
        "{:<15} {:>8} {:>9} {:>10} {:>8} {:>9}  shape",
        "set", "articles", "seconds", "articles/s", "MiB", "KiB each"
    );
    let real = if args.files.is_empty() { None } else { Some(child(args, "real", 0)?) };
    real.iter().for_each(tell);
    let mut rows = Vec::new();
    for set in ["a day's volume", "one week"] {
        for &n in &args.articles {
            rows.push(child(args, set, n)?);
            rows.last().into_iter().for_each(tell);
        }
    }
    let mut sets: Vec<(String, Vec<&Row>)> = Vec::new();
    for row in &rows {
        match sets.last_mut() {
            Some((name, rows)) if *name == row.set => rows.push(row),
            _ => sets.push((row.set.clone(), vec![row])),
        }
    }
    for (name, rows) in sets.iter().filter(|(_, rows)| rows.len() > 1) {
        let grows = |value: &dyn Fn(&Row) -> f64| {
            exponent(&rows.iter().map(|row| ((row.articles as f64).ln(), value(row).ln())).collect::<Vec<_>>())
        };
        let memory = grows(&|row| row.peak_bytes.unwrap_or(1).max(1) as f64);
        println!("{name}: time grows with n^{:.2}, memory with n^{memory:.2}", grows(&|row| row.seconds));
    }
    if let Some(path) = &args.svg {
        std::fs::write(path, chart::svg(&sets))?;
    }
    Ok(())
}

/// One run in a process of its own.
fn child(args: &Args, set: &str, articles: usize) -> Result<Row, Box<dyn Error>> {
    let numbers = [("--articles", articles), ("--bytes", args.bytes), ("--threads", args.threads)];
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--one", set]);
    for (name, number) in numbers {
        command.args([name, &number.to_string()]);
    }
    let output = command.args(&args.files).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn tell(row: &Row) {
    let peak = row.peak_bytes.unwrap_or_default() as f64;
    println!(
        "{:<15} {:>8} {:>9.2} {:>10.0} {:>8.0} {:>9.1}  slope {:.2}, {:.0} terms, {:.1} pairs a text, {} texts, {} stories",
        row.set,
        row.articles,
        row.seconds,
        row.articles as f64 / row.seconds,
        peak / f64::from(1 << 20),
        peak / 1024.0 / row.articles as f64,
        row.shape.zipf,
        row.shape.terms,
        row.pairs as f64 / row.texts.max(1) as f64,
        row.texts,
        row.stories,
    );
    let stages: Vec<String> = row.stages.iter().map(|(stage, seconds)| format!("{stage} {seconds:.2}")).collect();
    let busy = row.processor_seconds.map_or(String::new(), |seconds| format!("; processor {seconds:.2}"));
    println!("                {}{busy}", stages.join(", "));
    let held: Vec<String> = row.held.iter().map(|(stage, mib)| format!("{stage} {mib:.0}")).collect();
    println!("                MiB held after {}", held.join(", "));
}
