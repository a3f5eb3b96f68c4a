//! The five pages the project began with, as a reader is told of them.

use samestory::clustering::Role;
use samestory::copies::Kind;
use samestory::explain::Reason;
use samestory::ingest::Loader;
use samestory::{Article, ArticleId};

use crate::data;
use crate::trust::explained;

fn seeds() -> Option<Vec<Article>> {
    let folder = data::folder()?.join("seeds");
    Some(Loader::new().load(&[folder]).expect("seeds load").articles)
}

fn id(articles: &[Article], number: &str) -> ArticleId {
    articles.iter().map(Article::id).find(|id| id.as_str().starts_with(number)).expect("a seed").clone()
}

#[test]
fn one_story_with_its_counts() {
    let Some(articles) = seeds() else { return };
    let clustering = explained(&articles);
    assert_eq!(clustering.stories().len(), 1);
    let story = &clustering.stories()[0];
    assert_eq!((story.counts.articles, story.counts.texts), (5, 4));
    assert_eq!(story.counts.outlets as usize, story.sources.len());
    // one dispatch on two pages, one of them full of clutter
    let (a, b) = (id(&articles, "000"), id(&articles, "001"));
    assert_eq!(clustering.report_of(&a), clustering.report_of(&b), "one text");
    let [one, other] = [&a, &b].map(|id| clustering.membership(id).expect("a seed"));
    let (copy, origin) = if one.copy_of.is_some() { (one, other) } else { (other, one) };
    assert_eq!((copy.copy_of.as_ref(), origin.role), (Some(&origin.id), Role::Origin));
    assert_ne!(copy.kind, Kind::Origin);
    println!("data tests ran: seeds as a story");
}

#[test]
fn names_are_written_one_way() {
    let Some(articles) = seeds() else { return };
    let clustering = explained(&articles);
    let mut told: Vec<String> = clustering.stories()[0].names.clone();
    for article in &articles {
        let explanation = clustering.explain(article.id()).expect("a seed");
        for reason in explanation.reasons {
            if let Reason::SameEvent(event) = reason {
                told.extend(event.names);
            }
        }
    }
    told.extend(
        clustering.timeline(&clustering.stories()[0], &[]).expect("evidence").into_iter().flat_map(|s| s.names),
    );
    for spellings in [["Kim Jong Un", "Kim Jong-un"], ["Kim Chang Son", "Kim Chang-son"]] {
        let used: Vec<_> = spellings.iter().filter(|name| told.iter().any(|told| told == *name)).collect();
        assert_eq!(used.len(), 1, "{spellings:?} in {told:?}");
    }
}

#[test]
fn the_timeline_runs_through_the_days_of_the_pages() {
    let Some(articles) = seeds() else { return };
    let clustering = explained(&articles);
    let story = &clustering.stories()[0];
    let steps = clustering.timeline(story, &[]).expect("evidence");
    assert_eq!(steps.len(), 4);
    let days: Vec<String> =
        steps.iter().filter_map(|step| step.article.published).map(|time| time.to_string()[..10].to_owned()).collect();
    assert!(
        days.is_sorted() && days.iter().all(|day| ("2019-04-18"..="2019-04-23").contains(&day.as_str())),
        "{days:?}"
    );
    assert_eq!(days.first().map(String::as_str), Some("2019-04-18"));
    assert!(steps[1..].iter().all(|step| step.new < step.facts), "no later page tells of something else altogether");
}

#[test]
fn every_reason_is_true_of_both_pages() {
    let Some(articles) = seeds() else { return };
    super::reasons::assert_all_true(&articles);
}
