//! Stories people can trust: reasons are true, sums add up, nothing is lost on the way out.

mod dial;
mod reasons;
mod seeds;

use samestory::{Article, Clusterer, Clustering, Keep};

/// The stories of some articles, with what explanations need.
pub(crate) fn explained(articles: &[Article]) -> Clustering {
    let clusterer = Clusterer::builder().keep(Keep::Evidence).build().expect("defaults");
    clusterer.cluster(articles).expect("no duplicate ids")
}
