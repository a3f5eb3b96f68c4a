//! What a likeness of 0.9 is worth: among proposed pairs of labelled articles, how many are of one story, by likeness.
//!
//! `cargo run --release --example calibration -- FILE.jsonl…`

use std::collections::HashMap;
use std::error::Error;

use samestory::Clusterer;
use samestory::ingest::Loader;
use samestory::likeness::Model;

/// Each report is asked for so many of its nearest.
const NEAREST: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let (clusterer, model) = (Clusterer::new(), Model::shipped());
    for path in std::env::args_os().skip(1) {
        let loaded = Loader::new().load(&[&path])?;
        let labels: HashMap<_, _> = loaded.gold.into_iter().collect();
        let labelled: Vec<_> = loaded.articles.into_iter().filter(|a| labels.contains_key(a.id())).collect();
        let pairs = clusterer.examples(&labelled, NEAREST, |a, b| labels.get(a) == labels.get(b))?;
        // pairs, sum of their likenesses, pairs of one story
        let mut bins = [(0u32, 0.0, 0u32); 10];
        for pair in &pairs {
            let likeness = model.likeness(&pair.features).value();
            let bin = &mut bins[((likeness * 10.0) as usize).min(9)];
            *bin = (bin.0 + 1, bin.1 + likeness, bin.2 + u32::from(pair.same));
        }
        println!("{}\n  likeness    pairs    mean   of one story", path.display());
        for (n, (count, sum, same)) in (0..).zip(bins).filter(|(_, bin)| bin.0 > 0) {
            let (low, high) = (f64::from(n) / 10.0, f64::from(n + 1) / 10.0);
            let (mean, share) = (sum / f64::from(count), f64::from(same) / f64::from(count));
            println!("  {low:.1}..{high:.1} {count:>10}   {mean:.3}   {share:.3}");
        }
    }
    Ok(())
}
