//! Stories that hang on one bridge: two sides that are alike by less than the threshold.

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
    }
}
