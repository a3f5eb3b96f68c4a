//! The five pages the project began with, as a reader is told of them.

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
    let (a, b) = (id(&articles, "000"), id(&articles, "001"));
    assert_eq!(clustering.report_of(&a), clustering.report_of(&b), "one text");
    let membership = clustering.membership(&a).expect("a seed");
    assert!(
        membership.copy_of.is_some_and(|of| of == b) || clustering.membership(&b).is_some_and(|m| m.copy_of == Some(a))
    );
    assert!(story.names.contains(&"Kim Jong Un".to_owned()) ^ story.names.contains(&"Kim Jong-un".to_owned()));
    println!("data tests ran: seeds as a story");
}
