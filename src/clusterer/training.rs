//! Labelled pairs, and models fitted to them.

use crate::article::{Article, ArticleId};
use crate::clusterer::Clusterer;
use crate::clusterer::contents::Contents;
use crate::clusterer::evidence::Evidence;
use crate::clusterer::order::{describe, sorted_by_id};
use crate::clusterer::run::times;
use crate::copies;
use crate::error::{Error, Result};
use crate::events::Facts;
use crate::likeness::train::{self, Example, LabelledPair, LabelledSet, Training, fit_both};
use crate::likeness::{Calibration, Embedding, Features, Model, Proposed};
use crate::observe::Silent;

/// Two reports by their origins, with their features and the cosine of their vectors.
type Compared = (ArticleId, ArticleId, Features, Option<f64>);

impl Clusterer {
    /// Fits a model to labelled sets, every set with the same weight; the whole way of `examples/train.rs`, by which
    /// the shipped model was made.
    ///
    /// Articles are read, folded and proposed by this clusterer's settings; its model plays no part. With an
    /// [`embedder`](crate::ClustererBuilder::embedder), the model gets weights for its vectors. The
    /// [guide](crate::likeness#training-on-your-own-labels) says when to train and when not.
    ///
    /// # Errors
    /// [`Error::Setting`] when the training is out of range or the sets hold no proposed pair of one story; else as
    /// [`cluster`](Clusterer::cluster).
    ///
    /// # Complexity
    /// Twice that of clustering each set in each view.
    pub fn train(&self, name: &str, sets: &[LabelledSet], training: &Training) -> Result<Model> {
        let outside = |name, value: String, range| Error::Setting { name, value, range };
        if !(training.ridge >= 0.0 && training.ridge.is_finite()) {
            return Err(outside("ridge", training.ridge.to_string(), "0 or more"));
        }
        if training.nearest == 0 {
            return Err(outside("nearest", "0".to_owned(), "1 or more"));
        }
        let views = || sets.iter().flat_map(|set| training.showings.iter().map(|&showing| set.shown(showing)));
        let model = fit_both(name, training.ridge, |model| {
            let clusterer = self.with_model(model);
            let mut each = Vec::with_capacity(sets.len() * training.showings.len());
            for view in views() {
                let pairs = clusterer.pairs(&view, training.nearest)?;
                each.push(pairs.into_iter().map(|pair| pair.example).collect());
            }
            if !each.iter().flatten().any(|example: &Example| example.same) {
                return Err(outside("sets", "no proposed pair of one story".to_owned(), "one or more"));
            }
            Ok(each)
        })?;
        Ok(self.of_embedder(model))
    }

    /// Fits to labelled sets what vectors say, and leaves all other weights of this clusterer's model as they are; see
    /// [`train::fit_embedding`]. Without an embedder the model comes back as it is.
    ///
    /// # Errors
    /// As [`train`](Clusterer::train).
    pub fn train_embedding(&self, sets: &[LabelledSet], training: &Training) -> Result<Model> {
        let mut each: Vec<Vec<Example>> = Vec::new();
        for set in sets {
            let pairs = self.pairs(set, training.nearest)?;
            each.push(pairs.into_iter().map(|pair| pair.example).collect());
        }
        Ok(self.of_embedder(train::fit_embedding(&self.model, &each, training.ridge)))
    }

    /// Fits a calibration of this clusterer's model to all proposed pairs of labelled sets, every set with the same
    /// weight; to be given to [`Model::with_calibration`].
    ///
    /// # Errors
    /// As [`cluster`](Clusterer::cluster).
    pub fn calibrate(&self, sets: &[LabelledSet]) -> Result<Calibration> {
        let mut each: Vec<Vec<Example>> = Vec::with_capacity(sets.len());
        for set in sets {
            each.push(self.pairs(set, usize::MAX)?.into_iter().map(|pair| pair.example).collect());
        }
        Ok(train::calibrate(&self.model, &each))
    }

    /// The proposed pairs of reports of a labelled set, where both have a label. Reports that propose more than
    /// `nearest` pairs keep those with the highest cosines. Nothing is grouped.
    ///
    /// # Errors
    /// As [`cluster`](Clusterer::cluster).
    pub fn pairs(&self, set: &LabelledSet, nearest: usize) -> Result<Vec<LabelledPair>> {
        let pair = |(a, b, features, embedding): Compared| {
            let same = set.same(&a, &b)?;
            Some(LabelledPair { a, b, example: Example { features, embedding, same } })
        };
        Ok(self.compared(set.articles(), nearest)?.into_iter().filter_map(pair).collect())
    }

    /// The same for articles whose truth stands elsewhere: `same` tells whether two of them are of one story.
    ///
    /// # Errors
    /// As [`cluster`](Clusterer::cluster).
    pub fn examples(
        &self,
        articles: &[Article],
        nearest: usize,
        same: impl Fn(&ArticleId, &ArticleId) -> bool,
    ) -> Result<Vec<Example>> {
        let example = |(a, b, features, embedding): Compared| Example { features, embedding, same: same(&a, &b) };
        Ok(self.compared(articles, nearest)?.into_iter().map(example).collect())
    }

    /// The proposed pairs, each report's `nearest`.
    fn compared(&self, articles: &[Article], nearest: usize) -> Result<Vec<Compared>> {
        let articles = sorted_by_id(articles.iter().collect(), |a| a.id(), |a| describe(a.source(), a.title()))?;
        let (mut texts, _) = self.read(&articles);
        texts.in_company(&self.analyzer);
        self.without_recurring_lines(&mut texts);
        let copies = copies::find(&texts, &texts.metas(), &self.settings.copies, &Silent)?.reports;
        let origins: Vec<u32> = copies.iter().map(|group| group.origin).collect();
        let contents = Contents::of(&mut texts, &origins, true);
        let days = times(&copies, &texts.told.cards);
        let origins = texts.of(&origins);
        let embedded = self.embedded(&origins, &articles)?;
        let outlets = origins.iter().map(|text| text.source.as_deref());
        let evidence = Evidence::gather(contents, outlets, days, embedded, self);
        let pairs: Vec<Proposed> = evidence.pairs.iter().collect();
        let mut ranked: Vec<(u32, f64, usize)> = Vec::new();
        for (i, pair) in pairs.iter().enumerate() {
            ranked.extend([(pair.a, pair.cosines[0], i), (pair.b, pair.cosines[0], i)]);
        }
        ranked.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)).then(x.2.cmp(&y.2)));
        let mut kept: Vec<usize> =
            ranked.chunk_by(|x, y| x.0 == y.0).flat_map(|list| list.iter().take(nearest).map(|x| x.2)).collect();
        kept.sort_unstable();
        kept.dedup();
        let mut facts = Facts::default();
        let compared = |i: usize| {
            let pair = evidence.pair(&mut facts, &pairs[i]);
            let (features, cosine) = evidence.features(&pair);
            let [a, b] = [pair.a, pair.b].map(|report| origins[report as usize].id.clone());
            (a, b, features, cosine)
        };
        Ok(kept.into_iter().map(compared).collect())
    }

    /// The same clusterer with another model.
    fn with_model(&self, model: &Model) -> Clusterer {
        Clusterer { model: model.clone(), ..self.clone() }
    }

    /// The model, naming the embedder that it was fitted with.
    fn of_embedder(&self, model: Model) -> Model {
        match (&self.embedder, model.embedding().cloned()) {
            (Some(embedder), Some(embedding)) => {
                model.with_embedding(Embedding { embedder: Some(embedder.name().to_owned()), ..embedding })
            }
            _ => model,
        }
    }
}
