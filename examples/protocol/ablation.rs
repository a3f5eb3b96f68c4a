//! What each feature and the way of grouping add: all else fitted anew without it.

use samestory::graph::{Exponent, Linkage};
use samestory::likeness::train::Showing;
use samestory::likeness::{FEATURES, Likeness, Model};
use samestory::{Clusterer, Result};

use crate::labelled::{Fit, Set};
use crate::{fitted_without, scored};

/// Features that are left out together: the plain one and the same by length of text.
const GROUPS: [(&str, &[&str]); 11] = [
    ("cosine (first sight)", &["cosine"]),
    ("opening (first sight)", &["opening"]),
    ("time", &["time", "time in text"]),
    ("numbers in common", &["numbers in common"]),
    ("wording in common", &["wording in common"]),
    ("prominence", &["prominence", "prominence in text"]),
    (
        "shares of the best",
        &["share of both bests", "share of both bests in text", "share of one best", "share of one best in text"],
    ),
    ("share of the lesser best", &["share of one best", "share of one best in text"]),
    (
        "by length of text",
        &["text", "prominence in text", "time in text", "share of both bests in text", "share of one best in text"],
    ),
    ("surroundings", &["surroundings"]),
    ("form filled again", &["form filled again"]),
];

/// Prints B-Cubed F1 of each set and the mean, fitted on all and with each set left out.
pub(crate) fn print(sets: &[Set]) -> Result<()> {
    let all: Vec<&Set> = sets.iter().collect();
    let row = |name: &str, fit: Fit<'_>, linkage: Linkage| -> Result<()> {
        let model = fit.to(&all)?;
        let fitted = sets.iter().map(|set| f1(set, &model, linkage)).collect::<Result<Vec<_>>>()?;
        let left_out = (0..sets.len()).map(|i| f1(&sets[i], &fitted_without(sets, i, fit)?, linkage));
        let left_out = left_out.collect::<Result<Vec<_>>>()?;
        println!("{name:<26} {}   {}", figures(&fitted), figures(&left_out));
        Ok(())
    };
    let names: Vec<&str> = sets.iter().map(|set| set.name.split(['_', '.']).next().unwrap_or_default()).collect();
    println!("{:<26} {} mean   each left out of the fit", "without", names.join(" "));
    row("(nothing)", Fit::SHIPPED, Linkage::default())?;
    for (name, features) in GROUPS {
        let without: Vec<usize> = (0..FEATURES.len()).filter(|&i| features.contains(&FEATURES[i])).collect();
        row(name, Fit { without: &without, ..Fit::SHIPPED }, Linkage::default())?;
    }
    row("views", Fit { showings: &[Showing::Whole], ..Fit::SHIPPED }, Linkage::default())?;
    println!("with");
    for (name, linkage) in [
        ("plain mean", Linkage::PowerMean { exponent: Exponent::MEAN }),
        ("components", Linkage::Components),
        ("Leiden communities", Linkage::LeidenCpm { resolution: Likeness::new(0.25) }),
    ] {
        row(name, Fit::SHIPPED, linkage)?;
    }
    Ok(())
}

fn f1(set: &Set, model: &Model, linkage: Linkage) -> Result<f64> {
    let clusterer = Clusterer::builder().model(model.clone()).linkage(linkage).build()?;
    Ok(scored(set, &clusterer)?.bcubed.f1)
}

fn figures(f1: &[f64]) -> String {
    let mean = f1.iter().sum::<f64>() / f1.len().max(1) as f64;
    let each: Vec<String> = f1.iter().chain([&mean]).map(|f1| format!("{f1:.3}")).collect();
    each.join(" ")
}
