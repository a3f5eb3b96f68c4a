//! What is shown of a story: lead, keywords, timeline, what lies around.

use samestory::clustering::{LeadBy, LeadSettings, Ranking};
use samestory::{Article, Clustering, Story};

use crate::news::summit;
use crate::trust::explained;

fn fire(clustering: &Clustering) -> &Story {
    clustering.story_of(&"corvane-notre-dame".into()).expect("a bundled article")
}

#[test]
fn the_lead_follows_wishes() {
    let clustering = explained(&summit());
    let story = fire(&clustering);
    let lead = |settings: LeadSettings| clustering.lead(story, &settings).expect("a story has articles").clone();
    let central = lead(LeadSettings::default());
    assert_eq!(central.id, story.lead);
    let fullest = lead(LeadSettings { by: LeadBy::Fullest, ..LeadSettings::default() });
    let earliest = lead(LeadSettings { by: LeadBy::Earliest, ..LeadSettings::default() });
    for id in &story.articles {
        let card = clustering.card(id).expect("an id of the set");
        assert!(card.words <= fullest.words);
        assert!(card.published.is_none_or(|time| Some(time) >= earliest.published));
    }
    let wished = LeadSettings { preferred: vec!["kestrel news".to_owned()], ..LeadSettings::default() };
    assert_eq!(lead(wished).source.as_deref(), Some("Kestrel News"));
    let outlet = central.source.as_deref().expect("a named outlet").to_owned();
    let barred = LeadSettings { barred: vec![outlet.clone()], ..LeadSettings::default() };
    assert_ne!(lead(barred).source.as_deref(), Some(outlet.as_str()));
    let all = LeadSettings { barred: story.sources.clone(), ..LeadSettings::default() };
    assert_eq!(lead(all).id, central.id, "barred outlets are better than none");
}

#[test]
fn keywords_stand_in_most_texts_as_they_are_written() {
    let articles = summit();
    let clustering = explained(&articles);
    let story = fire(&clustering);
    let keywords = clustering.keywords(story, 8);
    assert!(!keywords.is_empty());
    for keyword in &keywords {
        let bodies = story.reports.iter().map(|report| {
            let article = articles.iter().find(|a| *a.id() == report.origin).expect("an origin");
            format!("{} {}", article.title(), article.body())
        });
        assert!(bodies.into_iter().any(|body| body.contains(&keyword.word)), "{}", keyword.word);
        assert!(keyword.texts as usize * 2 > story.reports.len() && keyword.texts as usize <= story.reports.len());
    }
    assert!(crate::news::clustered(&articles).keywords(story, 8).is_empty(), "no words without evidence");
}

#[test]
fn the_timeline_counts_what_is_new() {
    let clustering = explained(&summit());
    for story in clustering.stories() {
        let steps = clustering.timeline(story, &[]).expect("evidence was kept");
        assert_eq!(steps.len(), story.reports.len());
        assert!(steps.iter().all(|step| step.new <= step.facts));
        assert_eq!(steps[0].new, steps[0].facts, "of the first text everything is new");
        let times: Vec<_> = steps.iter().filter_map(|step| step.article.published).collect();
        assert!(times.is_sorted(), "{}", story.headline);
        let read = clustering.timeline(story, &story.articles).expect("evidence was kept");
        assert!(read.iter().all(|step| step.new == 0 && step.names.is_empty()), "who has read all learns nothing");
        assert_eq!(steps.iter().map(|step| step.articles).sum::<u32>(), story.counts.articles);
    }
}

#[test]
fn related_stories_and_hard_pairs() {
    let clustering = explained(&summit());
    for story in clustering.stories() {
        let related = clustering.related(story.story);
        assert!(related.len() <= 5 && related.iter().all(|other| other.story != story.story));
        assert!(related.is_sorted_by(|x, y| x.reason.likeness >= y.reason.likeness));
        for other in &related {
            assert_eq!(clustering.story_of(&other.reason.text).map(|s| s.story), Some(story.story));
            assert_eq!(clustering.story_of(&other.reason.other.id).map(|s| s.story), Some(other.story));
            assert!(other.together_at.is_none_or(|height| height < clustering.manifest().threshold));
        }
    }
    let pairs = clustering.review(0.2..=0.5, 10);
    assert!(!pairs.is_empty() && pairs.len() <= 10);
    for borderline in &pairs {
        assert!((0.2..=0.5).contains(&borderline.pair.likeness.expect("a compared pair").value()));
        let stories =
            [&borderline.text.id, &borderline.pair.other.id].map(|id| clustering.story_of(id).map(|s| s.story));
        assert_eq!(borderline.together, stories[0] == stories[1]);
    }
}

#[test]
fn a_page_in_three_feeds_is_of_one_outlet() {
    let text = "Pilots in the port of Antwerp walked out on Thursday, and forty ships were sent to other harbours, the \
        port authority said. Talks with the pilots will resume on Friday at nine.";
    let feeds = [("Feed A", "https://post.example/pilots?utm_source=a"), ("Feed B", "https://post.example/pilots")];
    let articles = feeds.map(|(feed, url)| {
        Article::builder("Pilots walk out", text).id(feed).source(feed).url(url).lang("en").build().expect("an article")
    });
    let clustering = crate::news::clustered(&articles);
    assert_eq!(clustering.stories()[0].counts.outlets, 1);
    assert_eq!(clustering.totals().counts.outlets, 1);
}

#[test]
fn rankings() {
    let clustering = explained(&summit());
    let order = |ranking| clustering.ranked(ranking);
    assert!(order(Ranking::Texts).is_sorted_by_key(|s| std::cmp::Reverse((s.counts.texts, s.counts.articles))));
    assert!(order(Ranking::Outlets).is_sorted_by_key(|s| std::cmp::Reverse(s.counts.outlets)));
    let fresh = order(Ranking::Freshness);
    assert!(fresh.is_sorted_by_key(|s| std::cmp::Reverse(s.last_seen.map(samestory::Published::seconds))));
    assert_eq!(fresh.len(), clustering.stories().len());
}

#[test]
fn counts_say_what_stands_behind_them() {
    let articles = summit();
    let clustering = explained(&articles);
    let totals = clustering.totals();
    assert_eq!((totals.counts.articles as usize, totals.counts.texts as usize), (articles.len(), clustering.reports()));
    assert_eq!(totals.folded as usize, articles.len() - clustering.reports());
    assert_eq!(totals.languages.iter().map(|(_, count)| count).sum::<u32>(), totals.counts.articles);
    let sum = |count: fn(&Story) -> u32| clustering.stories().iter().map(count).sum::<u32>();
    assert_eq!(sum(|s| s.counts.undated), totals.counts.undated);
    assert_eq!(sum(|s| s.counts.agency), totals.counts.agency);
    for story in clustering.stories() {
        assert_eq!(story.confidence.is_none(), story.articles.len() == 1, "nothing confirms a single article");
        assert_eq!(story.weakest.is_empty(), story.reports.iter().filter(|r| !r.compilation).count() < 2);
        for id in &story.articles {
            let membership = clustering.membership(id).expect("an id of the set");
            assert!(membership.margin.is_none_or(|margin| (0.0..=1.0).contains(&margin)));
            assert_eq!(membership.loose, membership.margin.is_some_and(|margin| margin < 0.05));
        }
    }
}
