//! How well likeness carries over: leaves each labelled set out in turn, and a fifth of each set's stories.
//!
//! `cargo run --release --example protocol -- FILE.jsonl…`

use samestory::evaluate::{Labels, Scores, evaluate};
use samestory::graph::Threshold;
use samestory::ingest::{Loaded, Loader};
use samestory::likeness::Model;
use samestory::likeness::train::{LabelledSet, Showing, Training};
use samestory::sketch::hash::stable_hash;
use samestory::{Article, ArticleId, Clusterer, Result};

const FOLDS: u64 = 5;
const THRESHOLDS: [f64; 8] = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6];

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let sets = files.iter().map(load).collect::<Result<Vec<_>>>()?;
    let names: Vec<&str> = files.iter().map(|file| file.rsplit('/').next().unwrap_or(file)).collect();
    let named = || names.iter().zip(&sets);
    println!("B-Cubed F1, pairs F1, found/gold stories at the shipped threshold");
    let views = Training::default();
    let model = fitted(&sets, &views)?;
    for (name, set) in named() {
        println!("fitted on all    {}", line(name, &scored(set, &model, Threshold::default())?));
    }
    for (left_out, (name, set)) in named().enumerate() {
        let mut others = sets.clone();
        others.remove(left_out);
        let model = fitted(&others, &views)?;
        println!("fitted on others {}", line(name, &scored(set, &model, Threshold::default())?));
    }
    let as_it_is = Training { showings: vec![Showing::Whole], ..views };
    for (name, set) in named() {
        let mut sum = [0.0; 2];
        for fold in 0..FOLDS {
            let within = |id: &ArticleId| of_fold(set, id) == fold;
            let (test, rest) = (set.filtered(within), set.filtered(|id| !within(id)));
            let model = fitted(std::slice::from_ref(&rest), &as_it_is)?;
            // the threshold is chosen on the other folds too
            let mut best = (0.0, 0.25);
            for threshold in THRESHOLDS {
                let f1 = scored(&rest, &model, threshold.into())?.bcubed.f1;
                best = if f1 > best.0 { (f1, threshold) } else { best };
            }
            let scores = scored(&test, &model, best.1.into())?;
            sum[0] += scores.bcubed.f1 / FOLDS as f64;
            sum[1] += scores.pairwise.f1 / FOLDS as f64;
        }
        println!("five folds       {name:<22} {:.3}  {:.3}", sum[0], sum[1]);
    }
    println!("B-Cubed F1 by a threshold read off the set, and the threshold");
    for (name, set) in named() {
        let mut told = Vec::new();
        for rule in [Threshold::default(), Threshold::ExpectedF1, Threshold::Valley] {
            let clusterer = Clusterer::builder().threshold(rule).build()?;
            let clustering = clusterer.cluster(set.articles())?;
            let found = Labels::new(clustering.labels().map(|(id, story)| (id.clone(), story)))?;
            let f1 = evaluate(&gold(set)?, &found)?.bcubed.f1;
            told.push(format!("{rule:?} {f1:.3} at {:.3}", clustering.manifest().threshold.value()));
        }
        println!("{name:<22} {}", told.join("   "));
    }
    Ok(())
}

fn load(file: &String) -> Result<LabelledSet> {
    let Loaded { articles, gold, .. } = Loader::new().load(&[file])?;
    LabelledSet::new(articles, gold)
}

/// Folds go by story.
fn of_fold(set: &LabelledSet, id: &ArticleId) -> u64 {
    set.story(id).map_or(0, |story| stable_hash(story.as_bytes()) % FOLDS)
}

fn fitted(sets: &[LabelledSet], training: &Training) -> Result<Model> {
    Clusterer::new().train("fitted", sets, training)
}

fn gold(set: &LabelledSet) -> Result<Labels> {
    let ids = set.articles().iter().map(Article::id);
    Labels::new(ids.filter_map(|id| Some((id.clone(), set.story(id)?))))
}

fn scored(set: &LabelledSet, model: &Model, threshold: Threshold) -> Result<Scores> {
    let clusterer = Clusterer::builder().model(model.clone()).threshold(threshold).build()?;
    let clustering = clusterer.cluster(set.articles())?;
    let found = Labels::new(clustering.labels().map(|(id, story)| (id.clone(), story)))?;
    evaluate(&gold(set)?, &found)
}

fn line(name: &str, scores: &Scores) -> String {
    format!("{name:<22} {:.3}  {:.3}  {:.2}", scores.bcubed.f1, scores.pairwise.f1, scores.story_ratio)
}
