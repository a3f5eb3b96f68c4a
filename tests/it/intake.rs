//! Articles that come one by one, and what is told of memory.

use samestory::observe::Stage;
use samestory::{Article, Clusterer, Error, Keep};

use crate::news::summit;

/// More than are read together, with one article given twice.
fn wire() -> Vec<Article> {
    let news = summit();
    let rounds = (0..20).flat_map(|round| news.iter().map(move |a| a.clone().with_id(format!("{round}/{}", a.id()))));
    let mut wire: Vec<Article> = rounds.collect();
    wire.push(wire[7].clone());
    wire
}

#[test]
fn one_by_one_and_all_at_once_are_the_same() {
    let articles = wire();
    assert!(articles.len() > 1024, "{}", articles.len());
    let clusterer = Clusterer::new();
    let together = clusterer.cluster(&articles).unwrap();
    let one_by_one = clusterer.cluster_iter(articles.iter().rev().cloned().map(Ok)).unwrap();
    assert_eq!(together.stories(), one_by_one.stories());
    assert_eq!(together.manifest(), one_by_one.manifest());
    let mut intake = clusterer.intake();
    for article in articles {
        intake.push(article).unwrap();
    }
    assert_eq!(together.stories(), intake.cluster().unwrap().stories());
    assert!(clusterer.cluster_iter([]).unwrap().stories().is_empty());
}

#[test]
fn the_first_error_and_ids_given_twice_are_told() {
    let clusterer = Clusterer::new();
    let one = |id: &str, title: &str| Article::builder(title, "").id(id).build().unwrap();
    let twice = [one("a", "Ferry strike enters third day"), one("b", "Storm"), one("a", "Storm reaches the coast")];
    let error = clusterer.cluster_iter(twice.iter().cloned().map(Ok)).unwrap_err().to_string();
    assert_eq!(error, clusterer.cluster(&twice).unwrap_err().to_string());
    let broken = [Ok(one("a", "Storm")), Err(Error::Threads { reason: "none left".to_owned() })];
    assert!(matches!(clusterer.cluster_iter(broken), Err(Error::Threads { .. })));
}

#[test]
fn memory_is_told_for_every_stage_and_words_are_given_back() {
    let articles = wire();
    let held = |keep| {
        let clustering = Clusterer::builder().keep(keep).build().unwrap().cluster(&articles).unwrap();
        clustering.memory().iter().map(|held| (held.stage, held.bytes)).collect::<Vec<_>>()
    };
    let (plain, evidence) = (held(Keep::Stories), held(Keep::Evidence));
    let stages: Vec<Stage> = plain.iter().map(|held| held.0).collect();
    let all = [Stage::Analyse, Stage::Corpus, Stage::Copies, Stage::Candidates, Stage::Likeness, Stage::Grouping];
    assert_eq!(stages, [&all[..], &[Stage::Stories]].concat());
    assert_eq!(plain[..3], evidence[..3]);
    assert!(plain[3].1 < plain[2].1 && evidence[3].1 > plain[3].1 + plain[0].1 / 2, "{plain:?} {evidence:?}");
    assert!(plain.iter().all(|held| held.1 > 0));
}

#[test]
fn a_headline_is_read_in_the_language_of_the_others() {
    // every other one is a headline, too short to show its language by itself
    let news: Vec<Article> = summit().into_iter().filter(|article| article.lang() == Some("en")).collect();
    let body = |place: usize| if place.is_multiple_of(2) { news[place].body() } else { "" };
    let read = |named: Option<&str>| -> Vec<Article> {
        let one = |(place, article): (usize, &Article)| {
            let one = Article::builder(article.title(), body(place)).id(article.id().as_str());
            named.into_iter().fold(one, samestory::ArticleBuilder::lang).build().unwrap()
        };
        news.iter().enumerate().map(one).collect()
    };
    let clusterer = Clusterer::new();
    let named = clusterer.cluster(&read(Some("en"))).unwrap();
    assert!(named.stories().len() < news.len());
    let bare = clusterer.cluster(&read(None)).unwrap();
    assert_eq!(named.stories(), bare.stories());
    assert_eq!(bare.stories(), clusterer.cluster_iter(read(None).into_iter().rev().map(Ok)).unwrap().stories());
    let alone: Vec<_> = read(None).iter().map(|article| clusterer.analyse(article)).collect();
    assert!(alone.iter().any(|document| !document.language().is_known()), "nothing to decide");
}
