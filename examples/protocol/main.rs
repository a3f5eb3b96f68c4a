//! How well likeness carries over: leaves each labelled set out in turn, and a fifth of each set's stories.
//!
//! `cargo run --release --example protocol -- FILE.jsonl…`, with `--ablate` what each feature and the way of grouping
//! add.

mod ablation;
mod labelled;

use samestory::evaluate::{Labels, Scores, evaluate};
use samestory::graph::Threshold;
use samestory::likeness::Model;
use samestory::likeness::train::Showing;
use samestory::{Clusterer, Result};

use labelled::{FOLDS, Fit, Set};

const THRESHOLDS: [f64; 8] = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6];

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let (options, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let sets = files.iter().map(Set::load).collect::<Result<Vec<_>>>()?;
    if options.iter().any(|option| option == "--ablate") {
        return Ok(ablation::print(&sets)?);
    }
    println!("B-Cubed F1, pairs F1, found/gold stories at the shipped threshold");
    let model = Fit::SHIPPED.to(&sets.iter().collect::<Vec<_>>())?;
    for set in &sets {
        println!("fitted on all    {}", line(set, &model)?);
    }
    for left_out in 0..sets.len() {
        println!("fitted on others {}", line(&sets[left_out], &fitted_without(&sets, left_out, Fit::SHIPPED)?)?);
    }
    for set in &sets {
        let mut sum = [0.0; 2];
        for fold in 0..FOLDS {
            let (test, rest): (Vec<_>, Vec<_>) = set.articles.iter().cloned().partition(|a| set.fold(a.id()) == fold);
            let [test, rest] = [test, rest].map(|articles| Set { articles, ..set.clone() });
            let model = Fit { showings: &[Showing::Whole], ..Fit::SHIPPED }.to(&[&rest])?;
            // the threshold is chosen on the other folds too
            let mut best = (0.0, 0.25);
            for threshold in THRESHOLDS {
                let f1 = scored(&rest, &clusterer(&model, Some(threshold))?)?.bcubed.f1;
                best = if f1 > best.0 { (f1, threshold) } else { best };
            }
            let scores = scored(&test, &clusterer(&model, Some(best.1))?)?;
            sum[0] += scores.bcubed.f1 / FOLDS as f64;
            sum[1] += scores.pairwise.f1 / FOLDS as f64;
        }
        println!("five folds       {:<22} {:.3}  {:.3}", set.name, sum[0], sum[1]);
    }
    println!("B-Cubed F1 by a threshold read off the set, and the threshold");
    for set in &sets {
        let mut told = Vec::new();
        for rule in [Threshold::default(), Threshold::ExpectedF1, Threshold::Valley] {
            let clusterer = Clusterer::builder().threshold(rule).build()?;
            let threshold = clusterer.cluster(&set.articles)?.manifest().threshold;
            told.push(format!("{rule:?} {:.3} at {:.3}", scored(set, &clusterer)?.bcubed.f1, threshold.value()));
        }
        println!("{:<22} {}", set.name, told.join("   "));
    }
    Ok(())
}

/// A model fitted on all sets but one.
fn fitted_without(sets: &[Set], left_out: usize, fit: Fit<'_>) -> Result<Model> {
    let others: Vec<&Set> = sets.iter().enumerate().filter(|&(i, _)| i != left_out).map(|(_, set)| set).collect();
    fit.to(&others)
}

fn clusterer(model: &Model, threshold: Option<f64>) -> Result<Clusterer> {
    let builder = Clusterer::builder().model(model.clone());
    threshold.map_or(builder.clone(), |threshold| builder.threshold(threshold)).build()
}

fn scored(set: &Set, clusterer: &Clusterer) -> Result<Scores> {
    let clustering = clusterer.cluster(&set.articles)?;
    let found = Labels::new(clustering.labels().map(|(id, story)| (id.clone(), story)))?;
    let gold = set.articles.iter().map(|a| (a.id().clone(), set.gold[a.id()].clone()));
    evaluate(&Labels::new(gold)?, &found)
}

fn line(set: &Set, model: &Model) -> Result<String> {
    let scores = scored(set, &clusterer(model, None)?)?;
    Ok(format!("{:<22} {:.3}  {:.3}  {:.2}", set.name, scores.bcubed.f1, scores.pairwise.f1, scores.story_ratio))
}
