//! How well likeness carries over: leaves each labelled set out in turn, and a fifth of each set's stories.
//!
//! `cargo run --release --example protocol -- FILE.jsonl…`

use std::collections::HashMap;

use samestory::evaluate::{Labels, Scores, evaluate};
use samestory::ingest::{Loaded, Loader};
use samestory::likeness::Model;
use samestory::likeness::train::{Example, Showing, fit, fit_first_sight};
use samestory::sketch::hash::stable_hash;
use samestory::{Article, ArticleId, Clusterer, Result};

const NEAREST: usize = 20;
const RIDGE: f64 = 1.0;
const FOLDS: u64 = 5;
const THRESHOLDS: [f64; 8] = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6];

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let sets = files.iter().map(Set::load).collect::<Result<Vec<_>>>()?;
    println!("B-Cubed F1, pairs F1, found/gold stories at the shipped threshold");
    let all: Vec<&Set> = sets.iter().collect();
    let model = fitted(&all)?;
    for set in &sets {
        println!("fitted on all    {}", line(set, &scored(&set.articles, &set.gold, &model, None)?));
    }
    for (left_out, set) in sets.iter().enumerate() {
        let others: Vec<&Set> = sets.iter().enumerate().filter(|&(i, _)| i != left_out).map(|(_, set)| set).collect();
        println!("fitted on others {}", line(set, &scored(&set.articles, &set.gold, &fitted(&others)?, None)?));
    }
    for set in &sets {
        let mut sum = [0.0; 2];
        for fold in 0..FOLDS {
            let (test, rest): (Vec<_>, Vec<_>) = set.articles.iter().cloned().partition(|a| set.fold(a.id()) == fold);
            let rest = Set { name: set.name.clone(), articles: rest, gold: set.gold.clone() };
            let model = fitted_as_it_is(&rest)?;
            // the threshold is chosen on the other folds too
            let mut best = (0.0, 0.25);
            for threshold in THRESHOLDS {
                let f1 = scored(&rest.articles, &rest.gold, &model, Some(threshold))?.bcubed.f1;
                best = if f1 > best.0 { (f1, threshold) } else { best };
            }
            let scores = scored(&test, &set.gold, &model, Some(best.1))?;
            sum[0] += scores.bcubed.f1 / FOLDS as f64;
            sum[1] += scores.pairwise.f1 / FOLDS as f64;
        }
        println!("five folds       {:<22} {:.3}  {:.3}", set.name, sum[0], sum[1]);
    }
    Ok(())
}

/// A labelled set.
struct Set {
    name: String,
    articles: Vec<Article>,
    gold: HashMap<ArticleId, String>,
}

impl Set {
    fn load(file: &String) -> Result<Set> {
        let Loaded { articles, gold, .. } = Loader::new().load(&[file])?;
        let name = file.rsplit('/').next().unwrap_or(file).to_owned();
        Ok(Set { name, articles, gold: gold.into_iter().collect() })
    }

    /// Folds go by story.
    fn fold(&self, id: &ArticleId) -> u64 {
        self.gold.get(id).map_or(0, |story| stable_hash(story.as_bytes()) % FOLDS)
    }

    fn examples(&self, showing: Showing, model: &Model) -> Result<Vec<Example>> {
        let articles: Vec<_> = self.articles.iter().map(|article| showing.of(article)).collect();
        let clusterer = Clusterer::builder().model(model.clone()).build()?;
        clusterer.examples(&articles, NEAREST, |a, b| self.gold.get(a) == self.gold.get(b))
    }
}

/// As `examples/train.rs` fits: every set in every view.
fn fitted(sets: &[&Set]) -> Result<Model> {
    let views = |model: &Model| {
        let each = sets.iter().flat_map(|set| Showing::ALL.map(|showing| set.examples(showing, model)));
        each.collect::<Result<Vec<_>>>()
    };
    let first_sight = fit_first_sight(&views(&Model::shipped())?, RIDGE);
    Ok(fit("left out", first_sight, &views(&Model::new("first sight", first_sight, first_sight))?, RIDGE))
}

fn fitted_as_it_is(set: &Set) -> Result<Model> {
    let first_sight = fit_first_sight(&[set.examples(Showing::Whole, &Model::shipped())?], RIDGE);
    let seen = Model::new("first sight", first_sight, first_sight);
    Ok(fit("fold", first_sight, &[set.examples(Showing::Whole, &seen)?], RIDGE))
}

fn scored(
    articles: &[Article],
    gold: &HashMap<ArticleId, String>,
    model: &Model,
    threshold: Option<f64>,
) -> Result<Scores> {
    let mut builder = Clusterer::builder().model(model.clone());
    if let Some(threshold) = threshold {
        builder = builder.threshold(threshold);
    }
    let clustering = builder.build()?.cluster(articles)?;
    let found = Labels::new(clustering.labels().map(|(id, story)| (id.clone(), story)))?;
    evaluate(&Labels::new(articles.iter().map(|a| (a.id().clone(), gold[a.id()].clone())))?, &found)
}

fn line(set: &Set, scores: &Scores) -> String {
    format!("{:<22} {:.3}  {:.3}  {:.2}", set.name, scores.bcubed.f1, scores.pairwise.f1, scores.story_ratio)
}
