//! Stories people can trust: reasons are true, sums add up, nothing is lost on the way out.

mod dial;
mod out;
mod reasons;
mod runs;
mod schema;
mod seeds;
mod shown;

pub(crate) use out::assert_fits as fitting;
use samestory::{Article, Clusterer, Clustering, Keep};

/// The stories of some articles, with what explanations need.
pub(crate) fn explained(articles: &[Article]) -> Clustering {
    let clusterer = Clusterer::builder().keep(Keep::Evidence).build().expect("defaults");
    clusterer.cluster(articles).expect("no duplicate ids")
}
