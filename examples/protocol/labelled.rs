//! A labelled set, and models fitted to some of them.

use std::collections::HashMap;

use samestory::ingest::{Loaded, Loader};
use samestory::likeness::train::{Example, Showing, fit_both};
use samestory::likeness::{Model, Weights};
use samestory::sketch::hash::stable_hash;
use samestory::{Article, ArticleId, Clusterer, Result};

/// Pairs kept for each report: its nearest.
const NEAREST: usize = 20;
const RIDGE: f64 = 1.0;
pub(crate) const FOLDS: u64 = 5;

/// A labelled set.
#[derive(Clone)]
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) articles: Vec<Article>,
    pub(crate) gold: HashMap<ArticleId, String>,
}

impl Set {
    pub(crate) fn load(file: &String) -> Result<Set> {
        let Loaded { articles, gold, .. } = Loader::new().load(&[file])?;
        let name = file.rsplit('/').next().unwrap_or(file).to_owned();
        Ok(Set { name, articles, gold: gold.into_iter().collect() })
    }

    /// Folds go by story.
    pub(crate) fn fold(&self, id: &ArticleId) -> u64 {
        self.gold.get(id).map_or(0, |story| stable_hash(story.as_bytes()) % FOLDS)
    }

    /// The labelled pairs as this view shows them, in a fixed order; `pair` hears of each.
    pub(crate) fn examples(
        &self,
        showing: Showing,
        nearest: usize,
        model: &Model,
        pair: impl Fn(&ArticleId, &ArticleId),
    ) -> Result<Vec<Example>> {
        let articles: Vec<_> = self.articles.iter().map(|article| showing.of(article)).collect();
        let clusterer = Clusterer::builder().model(model.clone()).build()?;
        clusterer.examples(&articles, nearest, |a, b| {
            pair(a, b);
            self.gold.get(a) == self.gold.get(b)
        })
    }
}

/// How a model is fitted.
#[derive(Clone, Copy)]
pub(crate) struct Fit<'a> {
    pub(crate) showings: &'a [Showing],
    /// Features that count as 0 throughout.
    pub(crate) without: &'a [usize],
    /// Pairs of stories in this fold are held back.
    pub(crate) held_back: Option<u64>,
}

impl Fit<'_> {
    /// As `examples/train.rs` fits: every set in every view.
    pub(crate) const SHIPPED: Fit<'static> = Fit { showings: &Showing::ALL, without: &[], held_back: None };

    pub(crate) fn to(self, sets: &[&Set]) -> Result<Model> {
        let model = fit_both("fitted", RIDGE, |model| self.views(sets, model))?;
        let first_sight = model.first_sight();
        let (bias, weights) = model.weights();
        let mut second = Weights { bias, weights: weights.try_into().unwrap_or_default() };
        for &feature in self.without {
            // the weights that are not fitted as well
            second.weights[feature] = 0.0;
        }
        Ok(Model::new("fitted", first_sight, second))
    }

    fn views(self, sets: &[&Set], model: &Model) -> Result<Vec<Vec<Example>>> {
        let views = sets.iter().flat_map(|set| self.showings.iter().map(move |&showing| (set, showing)));
        views.map(|(set, showing)| self.view(set, showing, model)).collect()
    }

    fn view(self, set: &Set, showing: Showing, model: &Model) -> Result<Vec<Example>> {
        let folds = std::cell::RefCell::new(Vec::new());
        let pair = |a: &ArticleId, b: &ArticleId| folds.borrow_mut().push([set.fold(a), set.fold(b)]);
        let mut examples = set.examples(showing, NEAREST, model, pair)?;
        for example in &mut examples {
            for &feature in self.without {
                example.features[feature] = 0.0;
            }
        }
        let kept = |folds: &[u64; 2]| self.held_back.is_none_or(|held_back| !folds.contains(&held_back));
        Ok(examples
            .into_iter()
            .zip(folds.take())
            .filter(|(_, folds)| kept(folds))
            .map(|(example, _)| example)
            .collect())
    }
}
