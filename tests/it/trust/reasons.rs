//! Every reason is true: what it names stands in both texts, and its figures add up.

use proptest::prelude::*;
use samestory::explain::{About, Explainer, Explanation, Reason, SameEvent};
use samestory::{Article, ArticleId, Clustering};

use crate::news::{articles, summit};
use crate::trust::explained;

/// Letters and digits only, without accents: a name is one however it is spelled.
fn bare(text: &str) -> String {
    const ACCENTS: [(&str, char); 6] =
        [("áàâäãå", 'a'), ("éèêë", 'e'), ("íìîï", 'i'), ("óòôöõ", 'o'), ("úùûü", 'u'), ("ñ", 'n')];
    let plain = |c: char| ACCENTS.iter().find(|(all, _)| all.contains(c)).map_or(c, |&(_, plain)| plain);
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).map(plain).collect()
}

/// Whether a word stands in the text as it is written, whatever its case, with nothing of a word before or after it.
fn says(article: &Article, word: &str) -> bool {
    let text = format!("{} {}", article.title(), article.body()).to_lowercase();
    let word = word.to_lowercase();
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(&word)
        .any(|(at, _)| free(text[..at].chars().next_back()) && free(text[at + word.len()..].chars().next()))
}

fn find<'a>(articles: &'a [Article], id: &ArticleId) -> &'a Article {
    articles.iter().find(|article| article.id() == id).expect("a reason cites an article of the set")
}

#[track_caller]
fn assert_true_of_both(event: &SameEvent, articles: &[Article]) {
    let both = [find(articles, &event.text), find(articles, &event.other.id)];
    for article in both {
        let letters = bare(&format!("{} {}", article.title(), article.body()));
        for name in &event.names {
            assert!(letters.contains(&bare(name)), "{name} is not in {}", article.id());
        }
        for word in &event.words {
            assert!(says(article, word), "{word:?} is not in {}", article.id());
        }
    }
}

#[track_caller]
fn assert_adds_up(event: &SameEvent, clustering: &Clustering) {
    let Some(breakdown) = &event.breakdown else { return };
    let sum: f64 = breakdown.base + breakdown.contributions.iter().map(|c| c.logit).sum::<f64>();
    assert!((sum - breakdown.logit).abs() <= 1e-9, "{sum} is not {}", breakdown.logit);
    let words: f64 = event.terms_logit().expect("a breakdown comes with its terms");
    assert!((words - breakdown.of(About::Words)).abs() <= 1e-9, "{words} is not {}", breakdown.of(About::Words));
    let report = |id: &ArticleId| clustering.report_of(id).expect("an id of the set");
    let (a, b) = (report(&event.text), report(&event.other.id));
    let edge = clustering.edges().iter().find(|edge| (edge.a(), edge.b()) == (a.min(b), a.max(b)));
    assert_eq!(
        edge.map(samestory::graph::Edge::likeness),
        event.likeness.filter(|_| event.compared),
        "the likeness of the run"
    );
}

#[track_caller]
fn assert_true(explanation: &Explanation, articles: &[Article], clustering: &Clustering) {
    let of_reason = |reason: &Reason| if let Reason::SameEvent(event) = reason { Some(event.clone()) } else { None };
    let events = explanation.reasons.iter().filter_map(of_reason);
    for event in events.chain(explanation.unlike.clone()).chain(explanation.nearest_outside.clone()) {
        assert_true_of_both(&event, articles);
        assert_adds_up(&event, clustering);
    }
    let story = clustering.story_of(&explanation.article.id).expect("an id of the set");
    assert_eq!(explanation.reasons.iter().any(|r| matches!(r, Reason::Alone)), story.articles.len() == 1);
    let text = explanation.to_string();
    assert!(text.starts_with(&explanation.article.to_string()), "{text}");
}

#[track_caller]
pub(crate) fn assert_all_true(articles: &[Article]) {
    let clustering = explained(articles);
    let mut explainer = Explainer::new(&clustering);
    // of another run: what one question has looked up answers the next
    let mut all = Vec::new();
    explained(articles).explain_all(|explanation| all.push(explanation));
    let place = |explanation: &Explanation| (explanation.membership.story, explanation.article.id.clone());
    assert!(all.is_sorted_by_key(place) && all.len() == articles.len());
    all.sort_by_key(|explanation| explanation.article.id.clone());
    for article in articles {
        let explanation = explainer.explain(article.id()).expect("an id of the set");
        assert_eq!(Some(&explanation), clustering.explain(article.id()).as_ref());
        let at =
            all.binary_search_by_key(&article.id(), |explanation| &explanation.article.id).expect("an explanation");
        assert_eq!(explanation, all[at], "the order of questions shows");
        assert_true(&explanation, articles, &clustering);
    }
    assert!(clustering.explain(&"no such id".into()).is_none());
}

#[test]
fn of_the_bundled_set() {
    assert_all_true(&summit());
}

#[test]
fn copies_are_explained_without_evidence() {
    let articles = summit();
    let clustering = crate::news::clustered(&articles);
    let explanation = clustering.explain(&"fairwater-putin-kim".into()).expect("an id of the set");
    let text = explanation.to_string();
    assert!(text.contains("Trimmed copy of “") && text.contains(" % of this text is in it."), "{text}");
    let events = explanation.reasons.iter().filter_map(|r| if let Reason::SameEvent(e) = r { Some(e) } else { None });
    for event in events {
        assert!(event.names.is_empty() && event.words.is_empty() && event.breakdown.is_none());
        assert!(event.likeness.is_some());
    }
}

#[test]
fn of_long_articles() {
    let Some(folder) = crate::data::folder() else { return };
    let loaded = samestory::ingest::Loader::new().load(&[folder.join("allsides_dev.jsonl")]).expect("the set loads");
    assert_all_true(&loaded.articles[..300]);
    println!("data tests ran: reasons of 300 articles");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_generated_news(articles in articles()) {
        assert_all_true(&articles);
    }
}
