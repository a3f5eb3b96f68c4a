//! The dial: any cut of the one merge tree.

use proptest::prelude::*;
use samestory::graph::Partition;
use samestory::likeness::Likeness;
use samestory::{Article, Clustering};

use crate::news::{articles, clustered, summit};

#[track_caller]
fn assert_dial(clustering: &Clustering) {
    let stories: Vec<u32> = clustering.labels().map(|(_, story)| story).collect();
    assert_eq!(clustering.at(clustering.manifest().threshold), stories, "the default cut");
    let cuts: Vec<Partition> =
        (0..=20).map(|n| Partition::from_labels(&clustering.at(Likeness::new(f64::from(n) / 20.0)))).collect();
    for (n, two) in cuts.windows(2).enumerate() {
        assert!(two[1].refines(&two[0]), "a higher cut only splits, at {n}");
    }
    let reports = Partition::from_labels(clustering.report_labels());
    for cut in &cuts {
        assert!(reports.refines(cut), "copies stay together");
    }
}

#[test]
fn of_the_bundled_set() {
    let clustering = clustered(&summit());
    assert_dial(&clustering);
    let at = |threshold: f64| clustering.at(Likeness::new(threshold)).into_iter().max();
    assert!(at(0.05) < at(0.25) && at(0.25) < at(0.9), "storylines, stories, texts");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_generated_news(articles in articles()) {
        let articles: Vec<Article> = articles;
        assert_dial(&clustered(&articles));
    }
}
