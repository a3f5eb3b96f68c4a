//! What holds for any set of articles: order and threads do not matter, nothing is lost, stored documents give the
//! same result.

use std::collections::BTreeSet;

use proptest::prelude::*;
use samestory::text::Document;
use samestory::{Article, ArticleId, Clusterer, Clustering, Story};

use crate::news::{EVENTS, articles, clustered, json, summit};

/// Each article in exactly one story and in exactly one report of it, and nothing else anywhere.
#[track_caller]
fn assert_whole(articles: &[Article], clustering: &Clustering) {
    let given: BTreeSet<&ArticleId> = articles.iter().map(Article::id).collect();
    let labelled: Vec<&ArticleId> = clustering.labels().map(|(id, _)| id).collect();
    assert!(labelled.iter().copied().eq(given.iter().copied()), "labels name every article once, in order");
    let in_stories = |of: &dyn Fn(&Story) -> Vec<ArticleId>| {
        let mut ids: Vec<ArticleId> = clustering.stories().iter().flat_map(of).collect();
        ids.sort();
        assert!(ids.iter().eq(given.iter().copied()), "every article once");
    };
    in_stories(&|story| story.articles.clone());
    in_stories(&|story| story.reports.iter().flat_map(|r| &r.articles).map(|m| m.id.clone()).collect());
    for (number, story) in clustering.stories().iter().enumerate() {
        assert_eq!(story.story as usize, number);
        assert!(story.articles.is_sorted());
        for report in &story.reports {
            assert!(story.articles.contains(&report.origin) && story.articles.contains(&report.shown));
        }
    }
    for (id, story) in clustering.labels() {
        assert_eq!(clustering.story_of(id).map(|s| s.story), Some(story));
    }
    assert_eq!(clustering.stories().iter().map(|s| s.reports.len()).sum::<usize>(), clustering.reports());
    assert_eq!(clustering.report_labels().iter().collect::<BTreeSet<_>>().len(), clustering.reports());
}

#[track_caller]
fn assert_same_in_any_threads(articles: &[Article], expected: &[u8]) {
    for threads in [1, 2, 4] {
        let clusterer = Clusterer::builder().threads(threads).build().expect("threads have no range");
        let found = json(&clusterer.cluster(articles).expect("no duplicate ids"));
        assert!(found == expected, "{threads} threads give other bytes");
    }
}

#[track_caller]
fn assert_same_from_documents(articles: &[Article], expected: &[u8]) {
    let clusterer = Clusterer::new();
    let stored: Vec<String> = articles
        .iter()
        .map(|article| serde_json::to_string(&clusterer.analyse(article)).expect("documents are plain data"))
        .collect();
    let mut documents: Vec<Document> =
        stored.iter().map(|text| serde_json::from_str(text).expect("what was written can be read")).collect();
    for (article, document) in articles.iter().zip(&documents) {
        assert_eq!(*document, clusterer.analyse(article), "a document survives being stored");
    }
    documents.reverse();
    let found = json(&clusterer.cluster_documents(&documents).expect("the same settings"));
    assert!(found == expected, "stored documents give other bytes");
}

#[track_caller]
fn assert_stories_survive_being_stored(clustering: &Clustering) {
    for story in clustering.stories() {
        let text = serde_json::to_string(story).expect("stories are plain data");
        let back: Story = serde_json::from_str(&text).expect("what was written can be read");
        assert_eq!(back, *story, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_news(articles in articles()) {
        let clustering = clustered(&articles);
        let expected = json(&clustering);
        assert_whole(&articles, &clustering);
        assert_same_in_any_threads(&articles, &expected);
        assert_same_from_documents(&articles, &expected);
        assert_stories_survive_being_stored(&clustering);
    }

    #[test]
    fn order_of_generated_news((sorted, shuffled) in articles().prop_flat_map(|a| (Just(a.clone()), Just(a).prop_shuffle()))) {
        prop_assert!(json(&clustered(&sorted)) == json(&clustered(&shuffled)));
    }

    #[test]
    fn counting_an_article_again_changes_nothing(articles in articles(), again: prop::sample::Index) {
        prop_assume!(!articles.is_empty());
        let mut more = articles.clone();
        more.push(articles[again.index(articles.len())].clone());
        prop_assert!(json(&clustered(&more)) == json(&clustered(&articles)));
    }

    #[test]
    fn exact_copies_share_a_report(articles in articles(), which: prop::sample::Index, outlet in "[A-Z][a-z]{3,8}") {
        // a text of some length, under outlets of its own, so that nothing recurs on their pages
        let event = EVENTS[which.index(EVENTS.len())];
        let text = |id: &str, source: &str| {
            let body = event.join("\n");
            Article::builder(event[0], &body).id(id).source(source).lang("en").build().expect("no date given")
        };
        let mut all = articles;
        all.extend([text("copy-1", &format!("{outlet} One")), text("copy-2", &format!("{outlet} Two"))]);
        let clustering = clustered(&all);
        prop_assert_eq!(clustering.report_of(&"copy-1".into()), clustering.report_of(&"copy-2".into()));
        let shared = |r: &samestory::Report| ["copy-1", "copy-2"].iter().all(|id| r.articles.iter().any(|m| m.id.as_str() == *id));
        prop_assert_eq!(clustering.copies().filter(|report| shared(report)).count(), 1);
    }

    #[test]
    fn order_of_the_bundled_set(shuffled in Just(summit()).prop_shuffle().no_shrink()) {
        static EXPECTED: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| json(&clustered(&summit())));
        prop_assert!(json(&clustered(&shuffled)) == *EXPECTED);
    }
}

#[test]
fn the_bundled_set() {
    let articles = summit();
    let clustering = clustered(&articles);
    let expected = json(&clustering);
    assert_whole(&articles, &clustering);
    assert_same_in_any_threads(&articles, &expected);
    assert_same_from_documents(&articles, &expected);
    assert_stories_survive_being_stored(&clustering);
}

#[test]
fn every_bundled_article_printed_twice() {
    let articles = summit();
    let reprints = articles.iter().map(|a| a.clone().with_id(format!("{}-again", a.id())));
    let all: Vec<Article> = articles.iter().cloned().chain(reprints).collect();
    let clustering = clustered(&all);
    for article in &articles {
        let again = ArticleId::from(format!("{}-again", article.id()));
        assert_eq!(clustering.report_of(article.id()), clustering.report_of(&again), "{}", article.id());
    }
}

#[test]
fn nothing_is_a_set_too() {
    let clustering = clustered(&[]);
    assert_eq!((clustering.stories().len(), clustering.labels().len(), clustering.reports()), (0, 0, 0));
    assert_eq!(clustering.story_of(&"harbour-1".into()), None);
}

/// Texts that break things: all legal, none lost.
#[test]
fn odd_texts() {
    let long = "the harbour ferry will not sail ".repeat(1 << 15);
    assert!(long.len() >= 1 << 20);
    let marks = format!("e{}", "\u{301}".repeat(500));
    let texts = [
        "",
        " \t\n",
        "\0",
        "ferry\0strike\0ends",
        "ferry",
        "🚢🚢🚢 🇳🇴 👩\u{200d}🚀",
        "שביתת המעבורות נכנסת ליומה השלישי\u{202e}abc\u{202c}",
        "إضراب العبارات يدخل يومه الثالث",
        &marks,
        "渡轮罢工进入第三天",
        "การประท้วงของเรือข้ามฟาก",
        "\u{feff}\u{feff}ferry\u{2028}strike\u{2029}ends\r\r\n",
        "'''''''' --- ... ,,, 1,2,3.4.5 ---",
        "İİİ ẞß ﬀ ǅ ισαισα",
        &long,
    ];
    let mut articles = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        for (m, (title, body)) in [(*text, ""), ("", *text), (*text, *text)].into_iter().enumerate() {
            if m == 2 && text.len() > 1 << 20 {
                continue;
            }
            for (d, date) in ["0001-01-01", "2019-04-18", "9999-12-30"].into_iter().enumerate() {
                if d > 0 && text.len() > 1 << 20 {
                    continue;
                }
                let builder = Article::builder(title, body).id(&format!("odd-{n}-{m}-{d}")).source(text);
                articles.push(builder.published(date).lang(["el", "und", "x"][d]).build().expect("dates within range"));
            }
        }
    }
    let clustering = clustered(&articles);
    assert_whole(&articles, &clustering);
    let expected = json(&clustering);
    articles.reverse();
    assert!(json(&clustered(&articles)) == expected);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_texts(texts in prop::collection::vec(("(?s).{0,60}", "(?s).{0,300}", prop::option::of("[a-z]{2}")), 0..8)) {
        let articles: Vec<Article> = texts
            .iter()
            .enumerate()
            .map(|(n, (title, body, lang))| {
                let builder = Article::builder(title, body).id(&format!("any-{n}")).source("Kestrel News");
                builder.lang(lang.as_deref().unwrap_or_default()).build().expect("no date given")
            })
            .collect();
        assert_whole(&articles, &clustered(&articles));
    }
}
