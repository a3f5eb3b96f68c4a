//! What a likeness of 0.9 is worth: among proposed pairs of labelled articles, how many are of one story, by likeness.
//!
//! `cargo run --release --example calibration -- FILE.jsonl…`. Each pair is judged by a model that saw no pair of its
//! story: every fifth of the stories is held back in turn. Sets weigh the same in the sum.

#[path = "protocol/labelled.rs"]
mod labelled;

use std::cell::RefCell;
use std::error::Error;

use samestory::likeness::train::Showing;
use samestory::{ArticleId, Result};

use labelled::{FOLDS, Fit, Set};

/// Each report is asked for so many of its nearest.
const NEAREST: usize = 100;
/// Bins of fewer pairs are told, but do not count.
const FEW: u32 = 200;

/// Pairs, and by weight: all, the sum of their likenesses, those of one story.
#[derive(Clone, Copy, Default)]
struct Bin(u32, f64, f64, f64);

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let sets = files.iter().map(Set::load).collect::<Result<Vec<_>>>()?;
    let mut each = vec![[Bin::default(); 10]; sets.len()];
    for fold in 0..FOLDS {
        let fit = Fit { held_back: Some(fold), ..Fit::SHIPPED };
        let model = fit.to(&sets.iter().collect::<Vec<_>>())?;
        for (set, bins) in sets.iter().zip(&mut each) {
            // a pair of two folds is judged in that of its first report
            let folds = RefCell::new(Vec::new());
            let pair = |a: &ArticleId, _: &ArticleId| folds.borrow_mut().push(set.fold(a));
            let examples = set.examples(Showing::Whole, NEAREST, &model, pair)?;
            for (example, _) in examples.iter().zip(folds.take()).filter(|&(_, of)| of == fold) {
                let likeness = model.likeness(&example.features).value();
                let bin = &mut bins[((likeness * 10.0) as usize).min(9)];
                let same = f64::from(u8::from(example.same));
                *bin = Bin(bin.0 + 1, bin.1 + 1.0, bin.2 + likeness, bin.3 + same);
            }
        }
    }
    let mut pooled = [Bin::default(); 10];
    for (set, bins) in sets.iter().zip(&each) {
        print(&set.name, bins);
        let pairs: f64 = bins.iter().map(|bin| bin.1).sum();
        for (sum, bin) in pooled.iter_mut().zip(bins) {
            *sum = Bin(sum.0 + bin.0, sum.1 + bin.1 / pairs, sum.2 + bin.2 / pairs, sum.3 + bin.3 / pairs);
        }
    }
    print("all, sets weighted equally", &pooled);
    Ok(())
}

fn print(name: &str, bins: &[Bin]) {
    println!("{name}\n  likeness    pairs    mean   of one story");
    let mut worst = 0.0_f64;
    for (n, Bin(count, weight, sum, same)) in (0..).zip(bins).filter(|(_, bin)| bin.0 > 0) {
        let (low, high) = (f64::from(n) / 10.0, f64::from(n + 1) / 10.0);
        let (mean, share) = (sum / weight, same / weight);
        println!("  {low:.1}..{high:.1} {count:>10}   {mean:.3}   {share:.3}");
        if *count >= FEW {
            worst = worst.max((mean - share).abs());
        }
    }
    println!("  off by at most {worst:.3} in bins of at least {FEW} pairs");
}
