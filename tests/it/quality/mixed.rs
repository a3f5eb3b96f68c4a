//! Few articles of one story among many others, and pairs in another language than the model was fitted on.

use samestory::ingest::Loader;
use samestory::{Article, ArticleId};

use super::{articles, clustered, full};
use crate::data;

#[test]
fn the_seeds_are_a_story_of_five_among_thousands() {
    let Some(folder) = data::folder() else { return };
    let seeds = Loader::new().load(&[folder.join("seeds")]).expect("seeds").articles;
    let mut all = seeds.clone();
    for name in ["allsides_dev.jsonl", "ecbplus.jsonl", "reuters21578.jsonl.gz"] {
        let Some(company) = articles(name, usize::MAX) else { return };
        all.extend(company.into_iter().enumerate().filter(|(at, _)| full() || at % 8 == 0).map(|(_, article)| {
            // two sets count from 1
            let id = format!("{name}/{}", article.id());
            article.with_id(id)
        }));
    }
    let clustering = clustered(&all);
    let mut own: Vec<&ArticleId> = seeds.iter().map(Article::id).collect();
    own.sort_unstable();
    let story = clustering.story_of(own[0]).expect("a seed");
    assert_eq!(story.articles.iter().collect::<Vec<_>>(), own);
    println!("data tests ran: seeds among {} articles", all.len());
}

#[test]
fn russian_pairs_are_told_apart() {
    let Some(folder) = data::folder() else { return };
    let mut all = Loader::new().load(&[folder.join("multilingual.jsonl")]).expect("multilingual").articles;
    all.retain(|article| article.lang() == Some("ru"));
    let clustering = clustered(&all);
    let pairs = std::fs::read_to_string(folder.join("multilingual_ru_pairs.tsv")).expect("pairs");
    let (mut wrong, mut missed, mut count) = (0, 0, 0);
    for line in pairs.lines().filter(|line| !line.is_empty()) {
        let [a, b, verdict] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
        let story = |id: &str| clustering.story_of(&id.into()).expect("a Russian article").story;
        match (story(a) == story(b), verdict == "same") {
            (true, false) => wrong += 1,
            (false, true) => missed += 1,
            _ => {}
        }
        count += 1;
    }
    assert_eq!(count, 32);
    println!("data tests ran: Russian pairs: {} of 32 right, {wrong} joined, {missed} missed", 32 - wrong - missed);
    assert!(wrong + missed <= 4, "{wrong} wrongly joined, {missed} missed");
}
