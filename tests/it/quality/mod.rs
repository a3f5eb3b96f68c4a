//! How well the shipped settings do on the development data, each aim of `docs/quality.md` that can be tested.
//!
//! A bound that lies at what is, because the aim is not reached, says so. Without optimisation a sample is judged, and
//! all of it with `--release` or with `SAMESTORY_FULL` set.

mod bridges;
mod meantime;
mod mixed;
mod unknown;

use std::collections::HashMap;

use samestory::evaluate::{Labels, Scores, evaluate};
use samestory::ingest::Loader;
use samestory::sketch::hash::stable_hash;
use samestory::{Article, ArticleId, Clusterer, Clustering};

use crate::data;

/// Whether whole sets are judged and not samples of them.
pub(crate) fn full() -> bool {
    !cfg!(debug_assertions) || std::env::var_os("SAMESTORY_FULL").is_some()
}

/// A labelled set.
struct Set {
    articles: Vec<Article>,
    gold: HashMap<ArticleId, String>,
}

impl Set {
    /// A set of the data folder; a part of its stories where not all is judged.
    fn load(name: &str, one_in: u64) -> Option<Set> {
        let loaded = Loader::new().load(&[data::folder()?.join(name)]).expect(name);
        let gold: HashMap<_, _> = loaded.gold.into_iter().collect();
        let drawn = |article: &Article| full() || stable_hash(gold[article.id()].as_bytes()).is_multiple_of(one_in);
        Some(Set { articles: loaded.articles.into_iter().filter(drawn).collect(), gold })
    }

    fn scores(&self, clustering: &Clustering) -> Scores {
        let gold = self.articles.iter().map(|article| (article.id().clone(), self.gold[article.id()].clone()));
        evaluate(&Labels::new(gold).expect("labels"), &found(clustering)).expect("the same articles")
    }
}

fn found(clustering: &Clustering) -> Labels {
    Labels::new(clustering.labels().map(|(id, story)| (id.clone(), story))).expect("labels")
}

/// All articles of an unlabelled set, or the first `some` of them where not all is judged.
fn articles(name: &str, some: usize) -> Option<Vec<Article>> {
    let mut articles = Loader::new().load(&[data::folder()?.join(name)]).expect(name).articles;
    if !full() {
        articles.truncate(some);
    }
    Some(articles)
}

fn clustered(articles: &[Article]) -> Clustering {
    Clusterer::new().cluster(articles).expect("clusters")
}
