//! What a user can teach: vectors, own labels, calibration, a threshold of the set's own.

use std::collections::HashMap;
use std::sync::Arc;

use samestory::explain::{About, Borderline};
use samestory::graph::{Edge, Threshold};
use samestory::likeness::train::{LabelledSet, Showing, Training};
use samestory::likeness::{EMBEDDING, Embedder, Embedding, Likeness, Model, Wording};
use samestory::sketch::hash::stable_hash;
use samestory::{Article, ArticleId, Clusterer, ClustererBuilder, Clustering, Error, Keep};

use crate::news::{json, summit};

/// Feature hashing of words, as Weinberger et al. (2009) have it: each word adds or takes one at one of 64 places.
struct Hashing;

impl Embedder for Hashing {
    fn name(&self) -> &'static str {
        "hashing 64"
    }

    fn embed(&self, wording: Wording<'_>) -> Vec<f32> {
        let mut vector = vec![0.0; 64];
        for word in wording.title.split_whitespace().chain(wording.body.split_whitespace()) {
            let hash = stable_hash(word.to_lowercase().as_bytes());
            vector[(hash % 64) as usize] += if hash >> 63 == 0 { 1.0 } else { -1.0 };
        }
        vector
    }
}

/// Gives what a function of the headline gives.
struct Of(fn(&str) -> Vec<f32>);

impl Embedder for Of {
    fn name(&self) -> &'static str {
        "of the headline"
    }

    fn embed(&self, wording: Wording<'_>) -> Vec<f32> {
        (self.0)(wording.title)
    }
}

fn with(embedder: impl Embedder + 'static) -> ClustererBuilder {
    Clusterer::builder().embedder(Arc::new(embedder))
}

fn saying(weight: f64, neutral: f64) -> Model {
    Model::shipped().with_embedding(Embedding { weight, neutral, embedder: None })
}

/// The bundled set with the stories that people named.
fn labelled() -> LabelledSet {
    let labels = include_str!("../../examples/data/summit/labels.tsv").lines().skip(1).map(|line| {
        let mut columns = line.split('\t');
        (ArticleId::from(columns.next().unwrap()), columns.next().unwrap())
    });
    LabelledSet::new(summit(), labels).unwrap()
}

#[test]
fn vectors_give_the_same_bytes_in_any_order_with_any_threads() {
    let mut articles = summit();
    let run = |articles: &[Article], threads| {
        json(&with(Hashing).threads(threads).build().unwrap().cluster(articles).unwrap())
    };
    let expected = run(&articles, 0);
    articles.reverse();
    for threads in [1, 2, 4] {
        assert!(run(&articles, threads) == expected, "{threads} threads");
    }
}

#[test]
fn vectors_of_no_weight_change_nothing() {
    let without = Clusterer::new().cluster(&summit()).unwrap();
    let with = with(Hashing).model(saying(0.0, 0.5)).build().unwrap().cluster(&summit()).unwrap();
    assert!(json(&with) == json(&without));
    assert_eq!(with.edges(), without.edges());
    // but the manifest says that they were there
    assert_eq!(with.manifest().settings["embedder"], "hashing 64");
    assert!(with.manifest().settings.contains_key("model"));
    assert!(
        !without.manifest().settings.contains_key("embedder") && !without.manifest().settings.contains_key("model")
    );
}

#[test]
fn near_vectors_speak_for_a_pair_far_ones_against_and_the_sum_is_the_logit() {
    let without: HashMap<(u32, u32), Edge> =
        Clusterer::new().cluster(&summit()).unwrap().edges().iter().map(|e| ((e.a(), e.b()), *e)).collect();
    let run = |neutral| {
        let clusterer = with(Hashing).model(saying(3.0, neutral)).keep(Keep::Evidence).build().unwrap();
        clusterer.cluster(&summit()).unwrap()
    };
    // so that half of the pairs are nearer and half are farther than what says nothing
    let cosine = |pair: &Borderline| pair.pair.breakdown.as_ref().unwrap().contributions.last().unwrap().value;
    let mut cosines: Vec<f64> = run(0.0).review(0.0..=1.0, usize::MAX).iter().map(cosine).collect();
    cosines.sort_by(f64::total_cmp);
    let neutral = cosines[cosines.len() / 2];
    let clustering = run(neutral);
    let pairs = clustering.review(0.0..=1.0, usize::MAX);
    assert_eq!(pairs.len(), without.len());
    let (mut nearer, mut farther) = (0, 0);
    for pair in pairs {
        let breakdown = pair.pair.breakdown.as_ref().unwrap();
        let sum = breakdown.base + breakdown.contributions.iter().map(|c| c.logit).sum::<f64>();
        assert!((sum - breakdown.logit).abs() <= 1e-9, "{sum} is not {}", breakdown.logit);
        let said = breakdown.contributions.last().unwrap();
        assert_eq!((said.feature, said.about), (EMBEDDING, About::Vectors));
        assert!((said.logit - 3.0 * (said.value - neutral)).abs() < 1e-12);
        assert_eq!(said.reference.to_bits(), neutral.to_bits());
        let report = |id| clustering.report_of(id).unwrap();
        let (a, b) = (report(&pair.pair.text), report(&pair.pair.other.id));
        let (before, after) = (without[&(a.min(b), a.max(b))].likeness(), breakdown.likeness);
        if said.value > neutral {
            assert!(after >= before, "{after:?} after {before:?} at a cosine of {}", said.value);
            nearer += u32::from(after > before);
        } else {
            assert!(after <= before, "{after:?} after {before:?} at a cosine of {}", said.value);
            farther += u32::from(after < before);
        }
        assert!(breakdown.to_string().contains("meaning, as the vectors have it"));
    }
    assert!(nearer > 50 && farther > 50, "{nearer} nearer, {farther} farther");
}

#[test]
fn a_vector_of_zeros_says_nothing() {
    let without = Clusterer::new().cluster(&summit()).unwrap();
    let clusterer = with(Of(|_| vec![0.0; 3])).keep(Keep::Evidence).build().unwrap();
    let clustering = clusterer.cluster(&summit()).unwrap();
    assert_eq!(clustering.edges(), without.edges());
    let pair = &clustering.review(0.0..=1.0, 1)[0].pair;
    assert!(pair.breakdown.as_ref().unwrap().contributions.iter().all(|c| c.feature != EMBEDDING));
}

#[test]
fn vectors_that_cannot_be_used_are_refused_by_article() {
    let article = |id: &str, title: &str| Article::new(title, "").with_id(id);
    let articles = [article("a-ferry", "Ferry"), article("b-tower", "Tower"), article("c-moon", "Moon")];
    let error = |of| with(Of(of)).build().unwrap().cluster(&articles).unwrap_err();
    for (of, says) in [
        (
            (|title| vec![1.0; if title == "Tower" { 2 } else { 3 }]) as fn(&str) -> Vec<f32>,
            "embedding of article `b-tower`: a vector of 2 numbers, that of `a-ferry` has 3",
        ),
        (
            |title| vec![1.0, if title == "Moon" { f32::NAN } else { 1.0 }],
            "embedding of article `c-moon`: NaN at place 1 of its vector",
        ),
        (
            |title| vec![if title == "Ferry" { f32::INFINITY } else { 1.0 }],
            "embedding of article `a-ferry`: inf at place 0 of its vector",
        ),
        (|_| Vec::new(), "embedding of article `a-ferry`: a vector without numbers"),
    ] {
        let error = error(of);
        assert!(matches!(error, Error::Embedding { .. }));
        assert_eq!(error.to_string(), says);
    }
    // documents have no text
    let clusterer = with(Hashing).build().unwrap();
    let documents: Vec<_> = articles.iter().map(|article| clusterer.analyse(article)).collect();
    let error = clusterer.cluster_documents(&documents).unwrap_err();
    assert!(matches!(&error, Error::Embedding { id, .. } if id.as_str() == "a-ferry"), "{error}");
    assert_eq!(clusterer.cluster_documents(&[]).unwrap().stories().len(), 0);
}

#[test]
fn a_model_is_used_with_the_embedder_it_was_fitted_with() {
    let clusterer = with(Hashing).build().unwrap();
    let training = Training::default();
    let model = clusterer.train_embedding(&[labelled()], &training).unwrap();
    let embedding = model.embedding().unwrap();
    assert_eq!(embedding.embedder.as_deref(), Some("hashing 64"));
    assert!(embedding.weight > 0.0, "words in common speak for a pair: {embedding:?}");
    assert_eq!(model.weights().1, Model::shipped().weights().1, "all other weights stay");
    assert!(with(Hashing).model(model.clone()).build().is_ok());
    let refused = |builder: ClustererBuilder| builder.model(model.clone()).build().unwrap_err().to_string();
    assert_eq!(
        refused(with(Of(|_| vec![1.0]))),
        "setting `embedder` = of the headline, outside the one that the model was fitted with"
    );
    assert_eq!(
        refused(Clusterer::builder()),
        "setting `embedder` = none, outside the one that the model was fitted with"
    );
    let broken = with(Hashing).model(saying(f64::NAN, 0.5)).build().unwrap_err();
    assert!(matches!(broken, Error::Setting { name: "model", .. }), "{broken}");
}

#[test]
fn training_gives_the_same_model_in_any_order_and_what_it_gives_can_be_stored() {
    let set = labelled();
    let (clusterer, training) = (Clusterer::new(), Training { ridge: 10.0, ..Training::default() });
    let model = clusterer.train("own-1", std::slice::from_ref(&set), &training).unwrap();
    let mut articles = summit();
    articles.reverse();
    let labels =
        articles.iter().filter_map(|a| Some((a.id().clone(), set.story(a.id())?.to_owned()))).collect::<Vec<_>>();
    let reversed = LabelledSet::new(articles, labels).unwrap();
    assert_eq!(clusterer.train("own-1", &[reversed], &training).unwrap(), model);
    let stored = serde_json::to_string(&model).unwrap();
    let loaded: Model = serde_json::from_str(&stored).unwrap();
    let [one, other] =
        [model, loaded].map(|m| Clusterer::builder().model(m).build().unwrap().cluster(&summit()).unwrap());
    assert!(json(&one) == json(&other));
    assert_eq!(one.manifest(), other.manifest());
    assert_eq!(one.manifest().model, "own-1");
}

#[test]
fn nothing_to_learn_from_is_said() {
    let set = LabelledSet::new(summit(), Vec::<(ArticleId, String)>::new()).unwrap();
    let train = |training: Training| {
        Clusterer::new().train("own", std::slice::from_ref(&set), &training).unwrap_err().to_string()
    };
    let whole = Training { showings: vec![Showing::Whole], ..Training::default() };
    assert_eq!(train(whole.clone()), "setting `sets` = no proposed pair of one story, outside one or more");
    assert_eq!(train(Training { nearest: 0, ..whole.clone() }), "setting `nearest` = 0, outside 1 or more");
    assert_eq!(train(Training { ridge: f64::NAN, ..whole }), "setting `ridge` = NaN, outside 0 or more");
}

#[test]
fn a_calibrated_likeness_can_be_taken_at_its_word() {
    let (set, clusterer) = (labelled(), Clusterer::new());
    let calibration = clusterer.calibrate(std::slice::from_ref(&set)).unwrap();
    let model = Model::shipped().with_calibration(calibration);
    let pairs = clusterer.pairs(&set, usize::MAX).unwrap();
    let promised: f64 = pairs.iter().map(|pair| model.likeness(&pair.example.features).value()).sum();
    let same = pairs.iter().filter(|pair| pair.example.same).count() as f64;
    assert!((promised - same).abs() < 0.02 * same, "{promised} promised, {same} are");

    let run = |model: Model| {
        let builder = Clusterer::builder().model(model).keep(Keep::Evidence);
        builder.build().unwrap().cluster(&summit()).unwrap()
    };
    let (plain, calibrated) = (run(Model::shipped()), run(model));
    let mut likenesses: Vec<_> =
        plain.edges().iter().zip(calibrated.edges()).map(|(x, y)| (x.likeness(), y.likeness())).collect();
    likenesses.sort();
    assert!(likenesses.is_sorted_by_key(|pair| pair.1), "the order of pairs stays");
    assert!(likenesses.iter().any(|(x, y)| x != y));
    // and an explanation tells both
    let pair = calibrated.review(0.2..=0.8, 1).remove(0).pair;
    let breakdown = pair.breakdown.unwrap();
    assert_ne!(breakdown.likeness, breakdown.uncalibrated);
    assert!(breakdown.to_string().ends_with(&format!("; calibrated {}", breakdown.likeness)));
}

#[test]
fn a_threshold_read_off_the_set_is_told_and_gives_what_it_gives_when_given() {
    let run = |threshold: Threshold| -> Clustering {
        Clusterer::builder().threshold(threshold).build().unwrap().cluster(&summit()).unwrap()
    };
    for rule in [Threshold::ExpectedF1, Threshold::Valley] {
        let read = run(rule);
        let found = read.manifest().threshold;
        assert!(
            found.value() > 0.05 && found.value() < 0.95 && found != Likeness::from_percent(25),
            "{rule:?} {found:?}"
        );
        assert_eq!(read.manifest().settings["threshold"], format!("{rule:?}"));
        assert!(json(&read) == json(&run(Threshold::Given(found.value()))), "{rule:?}");
    }
    assert!(!run(Threshold::default()).manifest().settings.contains_key("threshold"));
    let refused = Clusterer::builder().threshold(Threshold::Given(1.5)).build().unwrap_err();
    assert_eq!(refused.to_string(), "setting `threshold` = 1.5, outside 0..=1");
}

#[test]
fn shipped_models_load_by_name() {
    for name in Model::NAMES {
        assert_eq!(Model::named(name).unwrap().name(), name);
    }
    assert_eq!(Model::named(Model::NAMES[0]), Some(Model::shipped()));
    assert_eq!(Model::named("news-1984-01"), None);
}
