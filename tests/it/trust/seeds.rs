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
    // the other two pages print no name of their outlet, see `with_what_the_pages_do_not_print`
    assert_eq!(story.sources, ["RFE/RL", "rt.com", "themoscowtimes.com"]);
    assert_eq!(story.counts.outlets, 3);
    // one dispatch on two pages, one of them full of clutter
    let (a, b) = (id(&articles, "000"), id(&articles, "001"));
    assert_eq!(clustering.report_of(&a), clustering.report_of(&b), "one text");
    let [one, other] = [&a, &b].map(|id| clustering.membership(id).expect("a seed"));
    let (copy, origin) = if one.copy_of.is_some() { (one, other) } else { (other, one) };
    assert_eq!((copy.copy_of.as_ref(), origin.role), (Some(&origin.id), Role::Origin));
    assert_ne!(copy.kind, Kind::Origin);
    println!("data tests ran: seeds as a story");
}

/// Page 000 prints no name of its outlet, 002 no day (“Updated”, and nothing behind it), 004 neither of them. With outlets
/// and the day given beside the pages, all is there.
#[test]
fn with_what_the_pages_do_not_print() {
    let Some(articles) = seeds() else { return };
    let given = [("000", Some("One"), None), ("002", None, Some("2019-04-23")), ("004", Some("Two"), None)];
    let articles = articles.iter().map(|article| {
        let mut builder = Article::builder(article.title(), article.body()).id(article.id().as_str());
        for (_, source, day) in given.iter().filter(|(number, ..)| article.id().as_str().starts_with(number)) {
            builder = source.map_or(builder.clone(), |source| builder.clone().source(source));
            builder = day.map_or(builder.clone(), |day| builder.published(day));
        }
        builder.build().expect("days that can be read")
    });
    let clustering = explained(&articles.collect::<Vec<_>>());
    let story = &clustering.stories()[0];
    assert_eq!(
        (clustering.stories().len(), story.counts.to_string().as_str()),
        (1, "5 articles · 4 texts · 5 outlets · 1 with an agency credit · 1 undated")
    );
    let steps = clustering.timeline(story, &[]).expect("evidence");
    let days: Vec<_> =
        steps.iter().map(|s| s.article.published.map(|time| time.to_string()[..10].to_owned())).collect();
    assert_eq!(days, [Some("2019-04-18"), Some("2019-04-22"), Some("2019-04-23"), None].map(|d| d.map(str::to_owned)));
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
