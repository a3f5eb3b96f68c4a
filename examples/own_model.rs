//! A model of one's own: fits weights and a calibration to half of the labelled stories, scores the other half against
//! the shipped model, and writes the model as JSON.
//!
//! `cargo run --release --example own_model -- [OUT.json FILE.jsonl…]`; without a file the bundled articles are taken,
//! which are too few for a good model.

use std::error::Error;
use std::path::Path;

use samestory::evaluate::{Labels, evaluate};
use samestory::ingest::{Loaded, Loader};
use samestory::likeness::Model;
use samestory::likeness::train::{LabelledSet, Training};
use samestory::sketch::hash::stable_hash;
use samestory::{ArticleId, Clusterer, Result};

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let out = args.next();
    let files: Vec<String> = args.collect();
    let sets = if files.is_empty() {
        vec![bundled()?]
    } else {
        let load = |file| {
            let Loaded { articles, gold, .. } = Loader::new().load(&[file])?;
            LabelledSet::new(articles, gold)
        };
        files.iter().map(load).collect::<Result<Vec<_>>>()?
    };
    // whole stories are held back: the same event on both sides would be known already
    let held_back =
        |set: &LabelledSet, id: &ArticleId| set.story(id).is_some_and(|s| stable_hash(s.as_bytes()).is_multiple_of(2));
    let learn: Vec<LabelledSet> = sets.iter().map(|set| set.filtered(|id| !held_back(set, id))).collect();
    let test: Vec<LabelledSet> = sets.iter().map(|set| set.filtered(|id| held_back(set, id))).collect();

    let model = Clusterer::new().train("own-1", &learn, &Training { ridge: 10.0, ..Training::default() })?;
    let calibration = Clusterer::builder().model(model.clone()).build()?.calibrate(&learn)?;
    for (name, model) in [
        ("shipped", Model::shipped()),
        ("own", model.clone()),
        ("own, calibrated", model.clone().with_calibration(calibration)),
    ] {
        for set in &test {
            println!("{name:<16} B-Cubed F1 {:.3}", f1(set, &model)?);
        }
    }
    if let Some(out) = out {
        std::fs::write(out, serde_json::to_string(&model.with_calibration(calibration))?)?;
    }
    Ok(())
}

fn bundled() -> std::result::Result<LabelledSet, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/summit");
    let labels = std::fs::read_to_string(folder.join("labels.tsv"))?;
    let labels = labels.lines().skip(1).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((ArticleId::from(columns.next()?), columns.next()?.to_owned()))
    });
    Ok(LabelledSet::new(Loader::new().load(&[folder.join("articles.jsonl")])?.articles, labels)?)
}

fn f1(set: &LabelledSet, model: &Model) -> Result<f64> {
    let labelled = |id: &ArticleId| Some((id.clone(), set.story(id)?.to_owned()));
    let clustering = Clusterer::builder().model(model.clone()).build()?.cluster(set.articles())?;
    let found = clustering.labels().filter(|(id, _)| set.story(id).is_some());
    let gold = Labels::new(set.articles().iter().filter_map(|article| labelled(article.id())))?;
    Ok(evaluate(&gold, &Labels::new(found.map(|(id, story)| (id.clone(), story)))?)?.bcubed.f1)
}
