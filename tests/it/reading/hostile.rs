//! Hostile texts: long lines, long runs, odd characters. None may take long, none may panic.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use samestory::text::{Analyzer, Document, Furniture};
use samestory::{Article, Clusterer};

/// What a second becomes without optimisation, on a machine that does other things too.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 8 } else { 1 });

/// Texts that grow what a careless reader squares.
fn hostile() -> Vec<(&'static str, String)> {
    vec![
        ("10 MB on one line", "The pilots of Antwerp walked out, and ships were turned away ".repeat(164_000)),
        ("400,000 repeated words", "word ".repeat(400_000)),
        ("400,000 repeated names", "Lund ".repeat(400_000)),
        ("400,000 repeated numbers", "1,200 ".repeat(400_000)),
        ("500 combining marks", format!("e{} goes on", "\u{301}".repeat(500))),
        ("500 combining marks a thousand times", format!("e{} ", "\u{301}".repeat(500)).repeat(1000)),
        ("one word of a megabyte", "a".repeat(1_000_000)),
        ("one name of a megabyte", "Ab-".repeat(330_000)),
        ("initials", "A.".repeat(500_000)),
        ("apostrophes", "a'".repeat(500_000)),
        ("points between digits", "1.".repeat(500_000)),
        ("commas between digits", "1,".repeat(500_000)),
        ("unspaced", "北京".repeat(500_000)),
        ("thai", "ท่าเรือ".repeat(50_000)),
        ("half wide", "aé".repeat(500_000)),
        ("emoji joined", "👩\u{200d}🚀".repeat(100_000)),
        ("right to left", "\u{202e}שלום ".repeat(150_000)),
        ("NULs", "\0".repeat(1_000_000)),
        ("openings", "\"(“".repeat(300_000)),
        ("sentences of one name", "Lund. ".repeat(200_000)),
    ]
}

fn within_a_second(name: &str, read: impl FnOnce() -> Document) {
    let start = Instant::now();
    let document = read();
    let took = start.elapsed();
    println!("{name}: {took:?}, {} tokens", document.tokens().len());
    assert!(took < LONGEST, "{name}: {took:?}");
}

#[test]
fn no_text_takes_long() {
    let articles: Vec<_> = hostile().into_iter().map(|(name, text)| (name, Article::new("", &text))).collect();
    for (name, article) in &articles {
        within_a_second(name, || Analyzer::new().analyse(article));
        #[cfg(feature = "cjk")]
        within_a_second(name, || Analyzer::new().dictionary_words().analyse(article));
    }
}

#[test]
fn no_text_holds_up_the_others() {
    let articles: Vec<Article> = hostile().iter().map(|(_, text)| Article::new("", text)).collect();
    let start = Instant::now();
    let clustering = Clusterer::new().cluster(&articles).unwrap();
    println!("all {} clustered: {:?}", articles.len(), start.elapsed());
    assert_eq!(clustering.labels().len(), articles.len());
    assert!(start.elapsed() < LONGEST * 10);
}

/// Pieces that meet each other at the borders of the rules.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[A-Za-z]{1,9}",
        2 => Just(" ".to_owned()),
        1 => "[0-9]{1,4}",
        1 => prop::sample::select(vec![".", ",", "'", "’", "-", "‐", "—", "\u{a0}", "…", "“", "\n", "\r\n", "\0", "s ", "’s "])
            .prop_map(str::to_owned),
        1 => prop::sample::select(vec!["é", "ß", "İ", "Å", "\u{301}", "ﬁ", "Ⅷ", "北", "京", "カタカナ", "ท่า", "크", "ነ", "א", "🙂", "२", "ισαισα", "Ж"])
            .prop_map(str::to_owned),
        1 => prop::sample::select(vec!["Read more", " MORE ", "© 2019", "April 18, 2019", "18/04/", "(Reuters)", "By Ada Lund", "0:00"])
            .prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ]
}

/// What must hold of a document, whatever the text.
fn is_sound(document: &Document) {
    let all = document.tokens().len() as u32;
    assert!(document.title_tokens().len() as u32 <= all);
    let mut at = document.title_tokens().len() as u32;
    for line in document.lines() {
        assert!(line.start >= at && line.start <= all, "lines are in order");
        at = line.start;
    }
    for mention in document.names().iter().chain(document.numbers()) {
        assert!(mention.at < all);
    }
    assert!(document.dates().iter().all(|mention| mention.at <= all));
    let keys = document.name_forms();
    assert!(keys.iter().is_sorted_by(|one, next| one.key < next.key));
    assert!(document.names().iter().all(|mention| keys.get(mention.key).is_some()));
}

#[test]
fn texts_that_once_broke_the_reading() {
    // pairs of characters that overlap, behind a hyphen that joins names
    is_sound(&Analyzer::new().analyse(&Article::new("", "A-ท่า北")));
}

// a million cases: PROPTEST_CASES=1000000 cargo test --release --all-features --test it reading::hostile::any
proptest! {
    #[test]
    fn any_text_is_read(
        title in prop::collection::vec(fragment(), 0..6),
        body in prop::collection::vec(fragment(), 0..40),
        lang in prop::sample::select(vec!["", "en", "de", "el", "tr", "zh", "ar", "xx"]),
    ) {
        let article = Article::builder(&title.concat(), &body.concat()).lang(lang).build().unwrap();
        let analyzer = Analyzer::new();
        let document = analyzer.analyse(&article);
        is_sound(&document);
        let kept = analyzer.clone().furniture(Furniture::Kept).analyse(&article);
        is_sound(&kept);
        assert!(kept.body_tokens().len() >= document.body_tokens().len());
        #[cfg(feature = "cjk")]
        is_sound(&analyzer.dictionary_words().analyse(&article));
    }
}
