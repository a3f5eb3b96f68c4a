//! One run over one set: seconds per stage, memory, and the shape of the set.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use samestory::observe::{Observer, Stage};
use samestory::text::{Analyzer, Workspace};
use samestory::{Article, Clusterer, Error};
use serde::{Deserialize, Serialize};

/// What is told of one run.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) set: String,
    pub(crate) articles: usize,
    pub(crate) bytes: usize,
    pub(crate) seconds: f64,
    /// Of all threads together, which other programs disturb less.
    pub(crate) processor_seconds: Option<f64>,
    /// By stage, in order.
    pub(crate) stages: Vec<(String, f64)>,
    /// Mebibytes in use at the end of each stage.
    pub(crate) held: Vec<(String, f64)>,
    pub(crate) texts: usize,
    pub(crate) stories: usize,
    pub(crate) pairs: usize,
    /// Highest memory beyond the loaded articles.
    pub(crate) peak_bytes: Option<u64>,
    pub(crate) shape: Shape,
}

/// How the words of a set fall off, and how many an article has.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Shape {
    /// Slope of log frequency over log rank, ranks 10 to 3000.
    pub(crate) zipf: f64,
    /// Distinct terms of an article, stop words left out, among its first 400 words.
    pub(crate) terms: f64,
}

/// Adds up the time between one report of progress and the next.
struct Clock(Mutex<(Instant, Vec<(Stage, f64)>)>);

impl Observer for Clock {
    fn progress(&self, stage: Stage, _: usize, _: usize) {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = inner.0.elapsed().as_secs_f64();
        inner.0 = Instant::now();
        match inner.1.last_mut() {
            Some((last, sum)) if *last == stage => *sum += seconds,
            _ => inner.1.push((stage, seconds)),
        }
    }
}

/// Clusters the articles with the default settings.
pub(crate) fn run(set: String, articles: &[Article], threads: usize) -> Result<Row, Error> {
    let shape = Shape::of(articles);
    let clusterer = Clusterer::builder().threads(threads).build()?;
    let loaded = memory("VmRSS:");
    let clock = Clock(Mutex::new((Instant::now(), Vec::new())));
    let (start, busy) = (Instant::now(), processor());
    let clustering = clusterer.cluster_observed(articles, &clock)?;
    let seconds = start.elapsed().as_secs_f64();
    let processor_seconds = processor().zip(busy).map(|(now, before)| now - before);
    let stages = clock.0.into_inner().unwrap_or_else(PoisonError::into_inner).1;
    Ok(Row {
        set,
        articles: articles.len(),
        bytes: articles.iter().map(|a| a.title().len() + a.body().len()).sum(),
        seconds,
        processor_seconds,
        stages: stages.into_iter().map(|(stage, seconds)| (stage.to_string(), seconds)).collect(),
        held: clustering.memory().iter().map(|m| (m.stage.to_string(), m.bytes as f64 / f64::from(1 << 20))).collect(),
        texts: clustering.reports(),
        stories: clustering.stories().len(),
        pairs: clustering.edges().len(),
        peak_bytes: memory("VmHWM:").zip(loaded).map(|(peak, loaded)| peak.saturating_sub(loaded)),
        shape,
    })
}

/// A figure the system tells of this process, in bytes.
fn memory(key: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(key))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}

/// Seconds that all threads of this process have run, as Linux counts them: in hundredths.
fn processor() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks: Vec<u64> = fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    Some(ticks.iter().sum::<u64>() as f64 / 100.0)
}

impl Shape {
    /// Of about a thousand articles.
    fn of(articles: &[Article]) -> Shape {
        let (analyzer, mut workspace) = (Analyzer::new(), Workspace::default());
        let mut counts: HashMap<u64, u32> = HashMap::new();
        let (mut terms, mut read) = (0, 0);
        for article in articles.iter().step_by((articles.len() / 1000).max(1)) {
            let document = analyzer.analyse_with(&mut workspace, article);
            for token in document.tokens() {
                *counts.entry(token.hash()).or_default() += 1;
            }
            let first = document.tokens().iter().filter(|token| !token.is_stop_word()).take(400);
            terms += first.map(|token| token.hash()).collect::<HashSet<_>>().len();
            read += 1;
        }
        let mut counts: Vec<u32> = counts.into_values().collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        Shape { zipf: slope(&counts), terms: terms as f64 / f64::from(read.max(1)) }
    }
}

/// Least squares through points that lie evenly on the logarithm of the rank.
fn slope(counts: &[u32]) -> f64 {
    let ranks = (0..60).map(|i| 10.0 * 300_f64.powf(f64::from(i) / 59.0));
    let points: Vec<(f64, f64)> =
        ranks.filter_map(|rank| Some((rank.ln(), f64::from(*counts.get(rank as usize)?).ln()))).collect();
    exponent(&points)
}

/// The slope of a line through some points.
pub(crate) fn exponent(points: &[(f64, f64)]) -> f64 {
    let n = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0 / n, sum.1 + point.1 / n));
    let (above, below) = points
        .iter()
        .fold((0.0, 0.0), |sum, point| (sum.0 + (point.0 - x) * (point.1 - y), sum.1 + (point.0 - x).powi(2)));
    above / below
}
