//! Four articles, two events, one of them printed twice.
//!
//! `cargo run --example quickstart`

use samestory::{Article, Clusterer, Error};

fn main() -> Result<(), Error> {
    let strike = "Ferry crews on the Osmarra line walked out on Monday over night rosters. The company called the \
                  strike unlawful and said no boat would leave the harbour before Friday.";
    let articles = [
        Article::builder("Ferry crews walk out", strike)
            .id("harbour-1")
            .source("Harbour Post")
            .published("2019-04-15")
            .lang("en")
            .build()?,
        Article::builder("No boats before Friday", strike)
            .id("gazette-7")
            .source("Fairwater Gazette")
            .published("2019-04-16")
            .lang("en")
            .build()?,
        Article::builder(
            "Osmarra cut off as ferry strike begins",
            "No ferry left for Osmarra on Monday after the crews walked out. They refuse the company's night rosters.",
        )
        .id("kestrel-3")
        .source("Kestrel News")
        .published("2019-04-15")
        .lang("en")
        .build()?,
        // only text is needed
        Article::new("Wexbridge votes down tower", "Voters in Wexbridge turned down the glass tower by a wide margin."),
    ];
    for story in Clusterer::new().cluster(&articles)?.stories() {
        println!("{}: articles {}, texts {}", story.headline, story.articles.len(), story.reports.len());
    }
    Ok(())
}
