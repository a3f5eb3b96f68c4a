//! For any articles and any constraints.

use proptest::prelude::*;
use proptest::sample::Index;
use samestory::constraints::Constraints;
use samestory::graph::{Linkage, Partition};
use samestory::likeness::Likeness;
use samestory::{Article, ArticleId, Clusterer, Clustering, Level, render};

use crate::constraints::{Pair, assert_obeyed, clustered_under};
use crate::news::{articles, clustered, json, summit};

/// Everything that is told of a clustering, manifest and conflicts included.
fn document(clustering: &Clustering) -> Vec<u8> {
    let mut bytes = Vec::new();
    render::document(clustering, &mut bytes).unwrap();
    bytes
}

/// Constraints on the ids of some articles, and now and then on one that is not there.
fn on(articles: &[Article]) -> impl Strategy<Value = Constraints> + use<> {
    let mut ids: Vec<ArticleId> = articles.iter().map(|article| article.id().clone()).collect();
    ids.push("nowhere".into());
    let links = |most| prop::collection::vec((any::<Index>(), any::<Index>()), 0..most);
    (links(10), links(10)).prop_map(move |(must, cannot)| {
        let named = |links: Vec<(Index, Index)>| -> Vec<Pair> {
            links.into_iter().map(|(a, b)| (a.get(&ids).clone(), b.get(&ids).clone())).collect()
        };
        Constraints { must_link: named(must), cannot_link: named(cannot) }
    })
}

fn constrained() -> impl Strategy<Value = (Vec<Article>, Constraints)> {
    articles().prop_flat_map(|articles| {
        let constraints = on(&articles);
        (Just(articles), constraints)
    })
}

/// The bundled set, whose live blog and round-up are compilations, with every text printed a second time.
fn bundled() -> impl Strategy<Value = (Vec<Article>, Constraints)> {
    let mut articles = summit();
    let again: Vec<Article> =
        articles.iter().map(|article| article.clone().with_id(format!("{}-2", article.id()))).collect();
    articles.extend(again);
    let constraints = on(&articles);
    (Just(articles).no_shrink(), constraints)
}

#[track_caller]
fn assert_obeyed_by_all(articles: &[Article], constraints: &Constraints) {
    let leiden = Linkage::LeidenCpm { resolution: Likeness::new(0.25) };
    for linkage in [Linkage::default(), Linkage::Components, leiden] {
        let clusterer = Clusterer::builder().linkage(linkage).constraints(constraints.clone()).build().unwrap();
        let clustering = clusterer.cluster(articles).unwrap();
        assert_obeyed(&clustering, constraints);
        let cuts: Vec<Partition> =
            (0..=20).map(|n| Partition::from_labels(&clustering.at(Likeness::new(f64::from(n) / 20.0)))).collect();
        assert!(cuts.windows(2).all(|two| two[1].refines(&two[0])), "a higher cut only splits");
    }
    let reports = Clusterer::builder().level(Level::Reports).constraints(constraints.clone()).build().unwrap();
    let reports = reports.cluster(articles).unwrap();
    assert_obeyed(&reports, constraints);
    let stories = clustered_under(constraints, articles);
    assert_eq!(reports.report_labels(), stories.report_labels());
    assert!(reports.conflicts() == stories.conflicts());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_linkages_obey((articles, constraints) in constrained()) {
        assert_obeyed_by_all(&articles, &constraints);
    }

    #[test]
    fn no_order_shows(
        ((articles, constraints), (shuffled, must, cannot)) in constrained().prop_flat_map(|(articles, given)| {
            let shuffled = Just(articles.clone()).prop_shuffle();
            let (must, cannot) = (Just(given.must_link.clone()).prop_shuffle(), Just(given.cannot_link.clone()).prop_shuffle());
            (Just((articles, given)), (shuffled, must, cannot))
        })
    ) {
        let expected = document(&clustered_under(&constraints, &articles));
        let turned = |pairs: Vec<Pair>| pairs.into_iter().map(|(a, b)| (b, a)).collect();
        let other = Constraints { must_link: turned(must), cannot_link: turned(cannot) };
        prop_assert!(document(&clustered_under(&other, &shuffled)) == expected);
    }

    #[test]
    fn threads_and_stored_documents_do_not_show((articles, constraints) in constrained()) {
        let clusterer = |threads| Clusterer::builder().threads(threads).constraints(constraints.clone()).build().unwrap();
        let expected = document(&clusterer(1).cluster(&articles).unwrap());
        prop_assert!(document(&clusterer(3).cluster(&articles).unwrap()) == expected);
        let documents: Vec<_> = articles.iter().rev().map(|article| clusterer(2).analyse(article)).collect();
        prop_assert!(document(&clusterer(2).cluster_documents(&documents).unwrap()) == expected);
    }

    /// Constraints that say what is so anyway, or speak of nobody, change not a byte of the stories.
    #[test]
    fn what_holds_anyway_changes_nothing((articles, wishes) in constrained()) {
        let free = clustered(&articles);
        let storylines = free.at(Likeness::ZERO);
        let place = |id: &ArticleId| free.labels().position(|(other, _)| other == id);
        let so = |pair: &Pair, is_so: &dyn Fn(usize, usize) -> bool| {
            place(&pair.0).zip(place(&pair.1)).is_none_or(|(a, b)| is_so(a, b))
        };
        let mut so_anyway = wishes;
        so_anyway.must_link.retain(|pair| so(pair, &|a, b| free.report_labels()[a] == free.report_labels()[b]));
        so_anyway.cannot_link.retain(|pair| so(pair, &|a, b| a != b && storylines[a] != storylines[b]));
        let found = clustered_under(&so_anyway, &articles);
        assert_obeyed(&found, &so_anyway);
        prop_assert!(json(&found) == json(&free));
        prop_assert_eq!(found.manifest() == free.manifest(), so_anyway.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_linkages_obey_on_the_bundled_set((articles, constraints) in bundled()) {
        assert_obeyed_by_all(&articles, &constraints);
    }
}

#[test]
fn none_given_is_as_before() {
    let articles = summit();
    let none = Clusterer::builder().constraints(Constraints::none()).build().unwrap();
    let found = none.cluster(&articles).unwrap();
    assert!(document(&found) == document(&clustered(&articles)));
    assert!(found.conflicts().is_empty() && !found.manifest().settings.contains_key("constraints"));
}
