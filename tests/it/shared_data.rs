//! The development sets, where they lie beside the project: they load, and every article comes out once.
//!
//! Each test that ran prints a line `data tests ran: …`; where the data is missing, a line `skipped: …`.

use std::collections::BTreeSet;

use samestory::ArticleId;
use samestory::ingest::Loader;

use crate::data;
use crate::news::clustered;

/// Articles of each set that are clustered without optimisation.
const SOME: usize = if cfg!(debug_assertions) { 400 } else { usize::MAX };

/// The five pages tell of one event.
const SEED_STORIES: usize = 1;

#[test]
fn seeds_load_and_cluster() {
    let Some(folder) = data::folder() else { return };
    let loaded = Loader::new().load(&[folder.join("seeds")]).expect("seeds load");
    assert_eq!((loaded.articles.len(), loaded.files, loaded.without_text()), (5, 5, 0));
    let clustering = clustered(&loaded.articles);
    assert_eq!(clustering.labels().len(), 5);
    let stories = clustering.stories().len();
    assert!(stories <= SEED_STORIES, "one event, told by five pages: {stories} stories");
    println!("data tests ran: seeds");
}

#[test]
fn every_set_clusters_and_loses_nothing() {
    let Some(folder) = data::folder() else { return };
    for (name, articles) in [
        ("allsides_dev.jsonl", 1_882),
        ("ecbplus.jsonl", 982),
        ("meantime.jsonl", 480),
        ("multilingual.jsonl", 1_324),
        ("neus_dev.jsonl", 3_000),
        ("uci_titles.jsonl", 6_366),
    ] {
        let loaded = Loader::new().load(&[folder.join(name)]).expect(name);
        assert_eq!(loaded.articles.len(), articles, "{name}");
        let some = &loaded.articles[..loaded.articles.len().min(SOME)];
        let given: BTreeSet<&ArticleId> = some.iter().map(samestory::Article::id).collect();
        let clustering = clustered(some);
        assert!(clustering.labels().map(|(id, _)| id).eq(given.iter().copied()), "{name}: every id once, in order");
        println!("data tests ran: {name}, {} articles", some.len());
    }
}
