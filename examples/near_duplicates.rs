//! Only the copies: which articles are one text, whatever event they tell of.
//!
//! `cargo run --example near_duplicates`

use samestory::{Article, Clusterer, Error};

const WIRE: &str = "BRENMOOR - Astronomers have found water ice in the shadow of a small moon, where it should have \
                    vanished long ago. The spectrum was taken over forty nights with a mirror no wider than a dinner \
                    table. A thin coat of dust may have kept the ice from the sunlight, the group writes.";

fn main() -> Result<(), Error> {
    let articles = [
        Article::builder("Ice found on small moon", WIRE).id("wire").published("2019-04-16T08:00:00Z").build()?,
        Article::builder("Frozen water in the dark", WIRE).id("reprint").published("2019-04-16T11:30:00Z").build()?,
        Article::builder(
            "What the ice tells",
            "Ice in the shadow of a moon is a message from its youth. A visit to the group that found it.",
        )
        .id("feature")
        .published("2019-04-17")
        .build()?,
    ];
    for report in Clusterer::new().cluster(&articles)?.copies() {
        println!("{} ({:?})", report.origin, report.basis);
        for copy in report.articles.iter().filter(|member| member.copy_of.is_some()) {
            println!("  {} {}", copy.role.name(), copy.id);
        }
    }
    Ok(())
}
