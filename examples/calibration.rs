//! What a likeness of 0.9 is worth: among proposed pairs of labelled articles, how many are of one story, by likeness,
//! before and after a calibration.
//!
//! `cargo run --release --example calibration -- FILE.jsonl…`. Every pair is judged by a model and a calibration that
//! saw none of its fold (five, by the story of a pair's first report), and once more by those that saw nothing of its
//! set. Sets weigh the same in the sum.

use std::error::Error;

use samestory::ingest::{Loaded, Loader};
use samestory::likeness::train::{
    Example, LabelledPair, LabelledSet, Showing, Training, calibrate, fit, fit_first_sight,
};
use samestory::likeness::{Calibration, Likeness, Model, Weights};
use samestory::sketch::hash::stable_hash;
use samestory::{ArticleId, Clusterer, Result};

const FOLDS: u64 = 5;
/// Bins of fewer pairs are told, but do not count.
const FEW: u32 = 200;

/// Pairs, and by weight: all, the sum of their likenesses, those of one story.
#[derive(Clone, Copy, Default)]
struct Bin(u32, f64, f64, f64);

/// Ten bins for each set, before and after.
type Bins = Vec<[[Bin; 10]; 2]>;

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let names: Vec<&str> = files.iter().map(|file| file.rsplit('/').next().unwrap_or(file)).collect();
    let sets = files.iter().map(|file| Set::load(file)).collect::<Result<Vec<_>>>()?;

    // the first sight decides only what the pairs of a set look like, so that one fit of it does for all folds
    let mut folds: Bins = vec![[[Bin::default(); 10]; 2]; sets.len()];
    let first_sight = first_sight(&sets.iter().collect::<Vec<_>>())?;
    let seen = sets.iter().map(|set| set.seen(first_sight)).collect::<Result<Vec<_>>>()?;
    for fold in 0..FOLDS {
        // by one report only: pairs of two stories lie in two folds, and without both of them what is left would hold
        // a larger share of pairs of one story than there is
        let apart = |pair: &Folded| pair.fold != fold;
        let (model, calibration) = fitted(first_sight, &seen.iter().collect::<Vec<_>>(), apart);
        for (seen, bins) in seen.iter().zip(&mut folds) {
            count(seen.all.iter().filter(|pair| pair.fold == fold), &model, calibration, bins);
        }
    }
    print("five folds by story", &names, &folds);

    let mut left_out: Bins = vec![[[Bin::default(); 10]; 2]; sets.len()];
    for (left, bins) in left_out.iter_mut().enumerate() {
        let others: Vec<&Set> = sets.iter().enumerate().filter(|&(at, _)| at != left).map(|(_, set)| set).collect();
        if others.is_empty() {
            return Ok(());
        }
        let first_sight = self::first_sight(&others)?;
        let seen = others.iter().map(|set| set.seen(first_sight)).collect::<Result<Vec<_>>>()?;
        let (model, calibration) = fitted(first_sight, &seen.iter().collect::<Vec<_>>(), |_| true);
        count(sets[left].seen(first_sight)?.all.iter(), &model, calibration, bins);
    }
    print("each set left out", &names, &left_out);
    Ok(())
}

/// A labelled set in every view.
struct Set {
    views: Vec<LabelledSet>,
}

/// Its pairs by one first sight: for the fit the nearest in every view, for calibration all of the whole set.
struct Seen {
    views: Vec<Vec<Folded>>,
    all: Vec<Folded>,
}

/// A pair with the fold of its first report.
struct Folded {
    example: Example,
    fold: u64,
}

impl Set {
    fn load(file: &str) -> Result<Set> {
        let Loaded { articles, gold, .. } = Loader::new().load(&[file])?;
        let whole = LabelledSet::new(articles, gold)?;
        Ok(Set { views: Showing::ALL.map(|showing| whole.shown(showing)).into() })
    }

    fn pairs(view: &LabelledSet, nearest: usize, model: &Model) -> Result<Vec<Folded>> {
        let fold = |id: &ArticleId| view.story(id).map_or(0, |story| stable_hash(story.as_bytes()) % FOLDS);
        let folded = |LabelledPair { a, example, .. }: LabelledPair| Folded { example, fold: fold(&a) };
        let clusterer = Clusterer::builder().model(model.clone()).build()?;
        Ok(clusterer.pairs(view, nearest)?.into_iter().map(folded).collect())
    }

    fn nearest(&self, model: &Model) -> Result<Vec<Vec<Folded>>> {
        self.views.iter().map(|view| Set::pairs(view, Training::default().nearest, model)).collect()
    }

    fn seen(&self, first_sight: Weights) -> Result<Seen> {
        let model = Model::new("first sight", first_sight, first_sight);
        Ok(Seen { views: self.nearest(&model)?, all: Set::pairs(&self.views[0], usize::MAX, &model)? })
    }
}

fn first_sight(sets: &[&Set]) -> Result<Weights> {
    let mut views = Vec::new();
    for set in sets {
        views.extend(set.nearest(&Model::shipped())?.iter().map(|view| examples(view, |_| true)));
    }
    Ok(fit_first_sight(&views, Training::default().ridge))
}

fn examples(pairs: &[Folded], keep: impl Fn(&Folded) -> bool) -> Vec<Example> {
    pairs.iter().filter(|pair| keep(pair)).map(|pair| pair.example).collect()
}

/// A model and its calibration, by the pairs that are kept.
fn fitted(first_sight: Weights, seen: &[&Seen], keep: impl Fn(&Folded) -> bool) -> (Model, Calibration) {
    let views: Vec<_> = seen.iter().flat_map(|seen| &seen.views).map(|view| examples(view, &keep)).collect();
    let model = fit("fitted", first_sight, &views, Training::default().ridge);
    let all: Vec<_> = seen.iter().map(|seen| examples(&seen.all, &keep)).collect();
    let calibration = calibrate(&model, &all);
    println!("{calibration:?}");
    (model, calibration)
}

fn count<'a>(
    pairs: impl Iterator<Item = &'a Folded>,
    model: &Model,
    calibration: Calibration,
    bins: &mut [[Bin; 10]; 2],
) {
    let calibrated = model.clone().with_calibration(calibration);
    for Folded { example, .. } in pairs {
        for (bins, model) in bins.iter_mut().zip([model, &calibrated]) {
            let likeness = model.likeness(&example.features);
            let bin = &mut bins[(u64::from(likeness.units()) * 10 / (u64::from(Likeness::ONE.units()) + 1)) as usize];
            *bin = Bin(bin.0 + 1, bin.1 + 1.0, bin.2 + likeness.value(), bin.3 + f64::from(u8::from(example.same)));
        }
    }
}

fn print(how: &str, names: &[&str], sets: &Bins) {
    for (when, name) in ["before", "after"].into_iter().enumerate() {
        println!("\n{how}, {name} calibration");
        let mut pooled = [Bin::default(); 10];
        for (name, bins) in names.iter().zip(sets) {
            let pairs: f64 = bins[when].iter().map(|bin| bin.1).sum();
            for (sum, bin) in pooled.iter_mut().zip(bins[when]) {
                *sum = Bin(sum.0 + bin.0, sum.1 + bin.1 / pairs, sum.2 + bin.2 / pairs, sum.3 + bin.3 / pairs);
            }
            table(name, &bins[when]);
        }
        table("all, sets weighted equally", &pooled);
    }
}

fn table(name: &str, bins: &[Bin; 10]) {
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
