//! Own stop words and no stemming: for jargon, or for a language without a stemmer.
//!
//! `cargo run --example custom_analyzer`

use samestory::text::{Analyzer, Stemming, StopWords};
use samestory::{Article, Clusterer, Error};

fn main() -> Result<(), Error> {
    // a results desk, whose every text has these words
    let own = StopWords::from_words(["the", "of", "a", "and", "in", "quarter", "shares", "profit", "results"]);
    let analyzer = Analyzer::new().stemming(Stemming::Off).stop_words(own);
    let article = Article::builder("Shares of Corvane", "Profit rose in the quarter and the shares gained.").build()?;
    for (name, analyzer) in [("shipped", Analyzer::new()), ("own", analyzer.clone())] {
        let document = analyzer.analyse(&article);
        let left = document.tokens().iter().filter(|token| !token.is_stop_word()).count();
        println!(
            "{name}: {left} of {} words count, fingerprint {:016x}",
            document.tokens().len(),
            analyzer.fingerprint()
        );
    }

    // documents remember what they were made with, and refuse to be mixed
    let clusterer = Clusterer::builder().analyzer(analyzer).build()?;
    let foreign = Clusterer::new().analyse(&article);
    println!("{}", clusterer.cluster_documents(&[foreign]).expect_err("other settings"));
    println!("{} story", clusterer.cluster_documents(&[clusterer.analyse(&article)])?.stories().len());
    Ok(())
}
