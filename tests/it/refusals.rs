//! What is refused, and in which words: settings, ids used twice, documents of other settings, a run that was stopped.

use std::sync::Mutex;

use samestory::observe::{Observer, Stage};
use samestory::{Article, Clusterer, Error, Language};

fn article(id: &str, source: &str, title: &str) -> Article {
    Article::builder(title, "Deck crews walked out over rosters.").id(id).source(source).build().expect("no date given")
}

#[test]
fn settings_out_of_range_are_named() {
    let cases = [
        (Clusterer::builder().threshold(-0.1), "setting `threshold` = -0.1, outside 0..=1"),
        (Clusterer::builder().threshold(1.5), "setting `threshold` = 1.5, outside 0..=1"),
        (Clusterer::builder().threshold(f64::NAN), "setting `threshold` = NaN, outside 0..=1"),
        (Clusterer::builder().window_days(0.0), "setting `window_days` = 0, outside above 0"),
        (Clusterer::builder().window_days(-3.0), "setting `window_days` = -3, outside above 0"),
        (Clusterer::builder().window_days(f64::NAN), "setting `window_days` = NaN, outside above 0"),
    ];
    for (builder, expected) in cases {
        let error = builder.build().expect_err(expected);
        assert!(matches!(error, Error::Setting { .. }));
        assert_eq!(error.to_string(), expected);
    }
    for builder in [Clusterer::builder().threshold(0.0), Clusterer::builder().threshold(1.0).window_days(f64::INFINITY)]
    {
        assert!(builder.build().is_ok(), "the ends of a range are within it");
    }
}

#[test]
fn one_id_for_two_articles_names_both() {
    let one = article("17", "Harbour Post", "Ferry strike enters third day");
    let other = article("17", "Kestrel News", "Tower voted down");
    let expected = "article id `17` used twice with different content: \
                    \"Ferry strike enters third day\" (Harbour Post) and \"Tower voted down\" (Kestrel News)";
    for articles in [[one.clone(), other.clone(), one.clone()], [other.clone(), one.clone(), one.clone()]] {
        let error = Clusterer::new().cluster(&articles).expect_err(expected);
        assert_eq!(error.to_string(), expected);
        assert!(matches!(error, Error::DuplicateId { id, .. } if id.as_str() == "17"));
        let documents = articles.map(|article| Clusterer::new().analyse(&article));
        assert_eq!(Clusterer::new().cluster_documents(&documents).expect_err(expected).to_string(), expected);
    }
}

#[test]
fn the_same_article_twice_counts_once() {
    let one = article("17", "Harbour Post", "Ferry strike enters third day");
    let clustering = Clusterer::new().cluster(&[one.clone(), one]).expect("the same content");
    assert_eq!((clustering.labels().len(), clustering.stories()[0].articles.len()), (1, 1));
}

#[test]
fn documents_of_other_settings_are_refused() {
    let english = Clusterer::builder().language(Language::ENGLISH).build().expect("no setting out of range");
    let document = english.analyse(&article("17", "Harbour Post", "Ferry strike enters third day"));
    let error = Clusterer::new().cluster_documents(std::slice::from_ref(&document)).expect_err("another fingerprint");
    assert!(matches!(&error, Error::Fingerprint { what, found, expected }
        if what.contains("17") && *found == document.fingerprint() && found != expected));
    assert!(english.cluster_documents(&[document]).is_ok());
}

/// Stops a run at a stage.
struct StopAt {
    stage: Stage,
    seen: Mutex<Vec<Stage>>,
}

impl Observer for StopAt {
    fn progress(&self, stage: Stage, done: usize, total: usize) {
        assert!(done <= total);
        self.seen.lock().expect("no panic while held").push(stage);
    }

    fn cancelled(&self) -> bool {
        self.seen.lock().expect("no panic while held").contains(&self.stage)
    }
}

#[test]
fn an_observer_can_stop_a_run_at_any_stage() {
    let articles = [article("17", "Harbour Post", "Ferry strike"), article("18", "Kestrel News", "Tower voted down")];
    for stage in [Stage::Analyse, Stage::Copies, Stage::Candidates, Stage::Likeness, Stage::Grouping, Stage::Stories] {
        let observer = StopAt { stage, seen: Mutex::default() };
        let result = Clusterer::new().cluster_observed(&articles, &observer);
        assert!(matches!(result, Err(Error::Cancelled { stage: at }) if at == stage), "{stage}");
        let seen = observer.seen.into_inner().expect("no panic while held");
        assert!(seen.is_sorted(), "stages in their order: {seen:?}");
    }
}
