//! A task, the systems that do it, and how they compare.

use std::collections::HashSet;

use crate::measure::median;

/// What one run of a system showed.
#[derive(Debug, Default, Clone)]
pub struct Run {
    pub seconds: f64,
    /// Texts and bytes it worked on.
    pub docs: usize,
    pub bytes: usize,
    pub quality: Option<(f64, f64)>,
    pub peak_bytes: Option<usize>,
}

/// Runs once; `true` when memory and pairs are wanted rather than the time.
pub type Work<'a> = Box<dyn FnMut(bool) -> Option<Run> + 'a>;

/// Systems doing the same, samestory first.
pub struct Task<'a> {
    pub name: &'static str,
    pub systems: Vec<(&'static str, Work<'a>)>,
}

impl Task<'_> {
    /// All systems in turn, `rounds` times; one line for each.
    pub fn run(mut self, rounds: usize, json: bool) {
        let first: Vec<Option<Run>> = self.systems.iter_mut().map(|(_, work)| work(true)).collect();
        let mut seconds: Vec<Vec<f64>> = vec![Vec::new(); self.systems.len()];
        for _ in 0..rounds {
            for (i, (_, work)) in self.systems.iter_mut().enumerate().filter(|(i, _)| first[*i].is_some()) {
                seconds[i].extend(work(false).map(|run| run.seconds));
            }
        }
        let mut ours = None;
        for (((system, _), run), seconds) in self.systems.iter().zip(first).zip(seconds) {
            let Some(run) = run.filter(|_| !seconds.is_empty()) else {
                eprintln!("skipped: {} by {system}", self.name);
                continue;
            };
            let seconds = median(seconds);
            let rate = run.docs as f64 / seconds;
            let ours = *ours.get_or_insert(rate);
            let mb_per_s = run.bytes as f64 / 1e6 / seconds;
            let (precision, recall) = run.quality.unzip();
            if json {
                let line = serde_json::json!({
                    "task": self.name, "system": system, "docs_per_s": rate, "mb_per_s": mb_per_s,
                    "ratio": ours / rate, "precision": precision, "recall": recall, "peak_bytes": run.peak_bytes,
                });
                println!("{line}");
            } else {
                let share = |s: Option<f64>| s.map_or("-".to_owned(), |s| format!("{s:.3}"));
                println!(
                    "{:<17} {system:<24} {rate:>9.0} docs/s {mb_per_s:>7.1} MB/s  ratio {:>7.2}  P {} R {}  peak {} MB",
                    self.name,
                    ours / rate,
                    share(precision),
                    share(recall),
                    run.peak_bytes.map_or("-".to_owned(), |bytes| format!("{:.1}", bytes as f64 / 1e6)),
                );
            }
        }
    }
}

/// Precision and recall of pairs.
pub fn quality(found: &[(u32, u32)], truth: &HashSet<(u32, u32)>) -> (f64, f64) {
    let found: HashSet<(u32, u32)> = found.iter().copied().collect();
    let both = found.intersection(truth).count() as f64;
    (both / found.len().max(1) as f64, both / truth.len().max(1) as f64)
}
