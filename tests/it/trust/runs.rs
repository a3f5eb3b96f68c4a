//! From run to run: ids stay, changes are told.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use samestory::ingest::Loader;
use samestory::likeness::Likeness;
use samestory::runs::{Carried, Diff, StoryId, StoryIds};
use samestory::{Article, ArticleId, Clustering};

use crate::data;
use crate::news::{articles, clustered, summit};

/// Each story has one id of its own, and what is remembered says the same.
#[track_caller]
fn assert_whole(carried: &Carried, clustering: &Clustering) {
    assert_eq!(carried.ids.len(), clustering.stories().len());
    assert_eq!(carried.ids.iter().collect::<BTreeSet<_>>().len(), carried.ids.len(), "an id for one story only");
    for (id, story) in clustering.labels() {
        assert_eq!(carried.memory.stories.get(id), carried.ids.get(story as usize));
    }
    for gone in carried.ended.iter().chain(carried.merged.iter().flat_map(|merged| &merged.from)) {
        assert!(!carried.ids.contains(gone), "{gone} is gone and there");
    }
}

#[track_caller]
fn assert_nothing_changes(articles: &[Article]) {
    let clustering = clustered(articles);
    let first = clustering.carry_ids(&StoryIds::default());
    assert_whole(&first, &clustering);
    assert_eq!(first.fresh.len(), first.ids.len());
    let again = clustered(articles).carry_ids(&first.memory);
    assert_eq!((&again.ids, again.fresh.len(), again.ended.len()), (&first.ids, 0, 0));
    assert!(again.merged.is_empty() && again.split.is_empty());
    assert_eq!(again.memory, first.memory);
}

#[test]
fn the_bundled_set_again() {
    assert_nothing_changes(&summit());
}

/// Clusters without every tenth article and with all; returns how many ids stay, and how many there were.
fn with_a_tenth_more(articles: &[Article], held_back: usize) -> (usize, usize) {
    let some = articles.iter().enumerate().filter(|(n, _)| n % 10 != held_back).map(|(_, article)| article.clone());
    let monday = clustered(&some.collect::<Vec<_>>());
    let first = monday.carry_ids(&StoryIds::default());
    let tuesday = clustered(articles);
    let then = tuesday.carry_ids(&first.memory);
    assert_whole(&then, &tuesday);
    let gone = then.ended.len() + then.merged.iter().map(|merged| merged.from.len()).sum::<usize>();
    let stay = first.ids.iter().filter(|id| then.ids.contains(id)).count();
    assert_eq!(stay + gone, first.ids.len(), "an id that is gone is accounted for");
    (stay, first.ids.len())
}

#[test]
fn ids_that_go_are_accounted_for() {
    let articles = summit();
    for held_back in 0..10 {
        let (stay, all) = with_a_tenth_more(&articles, held_back);
        assert!(stay * 10 >= all * 9, "{stay} of {all} ids stay");
    }
}

#[test]
fn a_tenth_of_new_articles_leaves_the_ids() {
    let Some(folder) = data::folder() else { return };
    let mut articles = Loader::new().load(&[folder.join("allsides_dev.jsonl")]).expect("the set loads").articles;
    if cfg!(debug_assertions) {
        articles.truncate(600);
    }
    let (stay, all) = with_a_tenth_more(&articles, 0);
    assert!(stay * 100 >= all * 98, "{stay} of {all} ids stay");
    println!("data tests ran: ids, {stay} of {all} stay");
}

/// Labels as if they were a run: articles of the bundled set by hand.
fn memory(stories: &[(&str, &str)], clustering: &Clustering) -> StoryIds {
    let id = |name: &str| serde_json::from_str::<StoryId>(&format!("{name:?}")).expect("an id is a string");
    let known: BTreeSet<&str> = clustering.labels().map(|(id, _)| id.as_str()).collect();
    assert!(stories.iter().all(|(article, _)| known.contains(article)));
    let stories = stories.iter().map(|&(article, story)| (ArticleId::from(article), id(story))).collect();
    StoryIds { stories, redirects: BTreeMap::new() }
}

#[test]
fn merges_and_splits_are_listed() {
    let clustering = clustered(&summit());
    // the fire was two stories, and the belt-and-road forum one with a storm
    let before = memory(
        &[
            ("corvane-notre-dame", "fire"),
            ("harbour-notre-dame", "fire"),
            ("fairwater-notre-dame", "fire"),
            ("corvane-notre-dame-inquiry", "inquiry"),
            ("oldmint-belt-road-opens", "forum"),
            ("banyan-belt-road", "forum"),
            ("kestrel-kenneth-fund", "forum"),
        ],
        &clustering,
    );
    let carried = clustering.carry_ids(&before);
    assert_whole(&carried, &clustering);
    let of = |id: &str| carried.memory.stories[&ArticleId::from(id)].as_str().to_owned();
    assert_eq!((of("corvane-notre-dame-inquiry").as_str(), of("banyan-belt-road").as_str()), ("fire", "forum"));
    let merged: Vec<_> = carried.merged.iter().map(|m| (m.into.as_str(), m.from.len())).collect();
    assert_eq!(merged, [("fire", 1)]);
    assert_eq!(carried.memory.current(&before.stories[&"corvane-notre-dame-inquiry".into()]).as_str(), "fire");
    assert_eq!(carried.split.len(), 1);
    assert_eq!((carried.split[0].from.as_str(), carried.split[0].into.len()), ("forum", 2));
    assert_ne!(of("kestrel-kenneth-fund"), "forum");
}

#[test]
fn sensitivity_of_the_bundled_set() {
    let clustering = clustered(&summit());
    let sensitivity = clustering.sensitivity(0.05);
    assert!(sensitivity.looser.split.is_empty() && sensitivity.stricter.merged.is_empty());
    let count = |threshold: Likeness| clustering.at(threshold).into_iter().max().map_or(0, |max| max as usize + 1);
    let merged: usize = sensitivity.looser.merged.iter().map(|m| m.stories.len() - 1).sum();
    assert_eq!(clustering.stories().len() - count(sensitivity.lower), merged);
    let split: usize = sensitivity.stricter.split.iter().map(|s| s.into.len() - 1).sum();
    assert_eq!(count(sensitivity.higher) - clustering.stories().len(), split);
    assert!(split + merged > 0, "some border of the bundled set is near");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_generated_news(articles in articles()) {
        assert_nothing_changes(&articles);
        let clustering = clustered(&articles);
        prop_assert!(clustering.diff(&clustered(&articles)).is_empty());
        prop_assert_eq!(clustering.diff(&clustering).unchanged as usize, clustering.stories().len());
    }

    /// Against counting by hand over any two groupings.
    #[test]
    fn differences_of_any_groupings(labels in prop::collection::vec((0..5_u32, 0..5_u32), 0..30)) {
        let id = |n: usize| ArticleId::from(format!("{n:02}"));
        let side = |which: fn(&(u32, u32)) -> u32| labels.iter().enumerate().map(|(n, l)| (id(n), which(l))).collect::<Vec<_>>();
        let diff = Diff::between(side(|l| l.0), side(|l| l.1));
        for story in 0..5 {
            let into: BTreeSet<u32> = labels.iter().filter(|l| l.0 == story).map(|l| l.1).collect();
            let told = diff.split.iter().find(|split| split.story == story);
            prop_assert_eq!(told.map(|split| split.into.iter().copied().collect()), (into.len() > 1).then_some(into));
            let from: BTreeSet<u32> = labels.iter().filter(|l| l.1 == story).map(|l| l.0).collect();
            let told = diff.merged.iter().find(|merged| merged.into == story);
            prop_assert_eq!(told.map(|merged| merged.stories.iter().copied().collect()), (from.len() > 1).then_some(from));
        }
        for moved in &diff.moved {
            let n: usize = moved.article.as_str().parse().expect("a number");
            prop_assert_eq!(labels[n], (moved.from, moved.to));
        }
        let same: BTreeSet<_> = labels.iter().collect();
        prop_assert_eq!(diff.is_empty(), diff.unchanged as usize == same.len());
    }
}
