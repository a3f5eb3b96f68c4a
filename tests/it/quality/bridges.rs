//! Stories that hang on one bridge: two sides that are alike by less than the threshold, or that a single pair joins.

use std::collections::HashSet;

use samestory::Clustering;
use samestory::graph::Edge;
use samestory::story::Story;

use super::{articles, clustered};

/// Half a percent of the articles at most.
#[test]
fn few_articles_are_in_stories_that_hang_on_a_bridge() {
    for (name, some) in [("longform.jsonl.gz", 2_000), ("reuters21578.jsonl.gz", 3_000)] {
        let Some(all) = articles(name, some) else { return };
        let clustering = clustered(&all);
        let threshold = clustering.manifest().threshold;
        let weak = clustering.stories().iter().filter(|story| {
            story.counts.texts > 1 && story.confidence.is_some_and(|confidence| confidence < threshold)
        });
        let (stories, held) = weak.fold((0, 0), |(n, held), story| (n + 1, held + story.articles.len()));
        println!("data tests ran: {name}: {held} of {} articles in {stories} stories held by a bridge", all.len());
        assert!(held as f64 <= 0.005 * all.len() as f64, "{name}: {held} of {}", all.len());
        let thin = clustering
            .stories()
            .iter()
            .filter(|story| one_pair_across(story, &clustering).is_some_and(|likeness| likeness < threshold.value()));
        let (stories, held) = thin.fold((0, 0), |(n, held), story| (n + 1, held + story.articles.len()));
        println!(
            "data tests ran: {name}: {held} of {} articles in {stories} stories held by one pair of all",
            all.len()
        );
        assert!(held as f64 <= 0.005 * all.len() as f64, "{name}: {held} of {}", all.len());
    }
}

/// How alike the two sides of a story's weakest cut are by the mean square over all pairs across, where only one of them
/// was proposed and the others count as 0.
fn one_pair_across(story: &Story, clustering: &Clustering) -> Option<f64> {
    let report = |id| clustering.report_of(id).expect("an article of the run");
    let side: HashSet<u32> = story.weakest.iter().map(report).collect();
    let all: HashSet<u32> = story.articles.iter().map(report).collect();
    let edges = clustering.edges();
    let from =
        |a: u32| edges[edges.partition_point(|edge| edge.a() < a)..].iter().take_while(move |edge| edge.a() == a);
    let across = |edge: &&Edge| all.contains(&edge.b()) && side.contains(&edge.a()) != side.contains(&edge.b());
    let mut pairs = all.iter().flat_map(|&a| from(a)).filter(across);
    let only = pairs.next().filter(|_| pairs.next().is_none())?;
    Some(only.likeness().value() / ((side.len() * (all.len() - side.len())) as f64).sqrt())
}
