//! Articles for tests: the bundled set, and small generated sets of it-could-be news.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking too")]

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use samestory::ingest::Loader;
use samestory::{Article, Clusterer, Clustering, render};

/// The bundled articles around a summit.
pub(crate) fn summit() -> Vec<Article> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/summit/articles.jsonl");
    Loader::new().load(&[path]).unwrap().articles
}

/// A clustering as its JSON Lines: the bytes that must not differ.
pub(crate) fn json(clustering: &Clustering) -> Vec<u8> {
    let mut bytes = Vec::new();
    render::json_lines(clustering, &mut bytes).unwrap();
    bytes
}

/// The same, straight from articles.
pub(crate) fn clustered(articles: &[Article]) -> Clustering {
    Clusterer::new().cluster(articles).unwrap()
}

/// Four events, eight sentences each.
pub(crate) const EVENTS: [[&str; 8]; 4] = [
    [
        "The harbour ferry to Osmarra will not sail before Friday, the line said after a night of talks.",
        "Deck crews walked out on Monday over rosters that give them nine nights at sea in a row.",
        "About 14,000 islanders depend on the boat for bread, post and medicine.",
        "Union secretary Ilse Brandvold called the company's last offer an insult with a bow on it.",
        "The company answered that two weeks of strike cost more than the pay rise asked for.",
        "Fishing boats have begun to carry patients to the hospital at Kaldvik.",
        "A mediator named by the ministry of transport is to meet both sides on Thursday.",
        "Ferry workers last struck in 1998, when the boats lay still for eleven days.",
    ],
    [
        "Voters in Wexbridge turned down the plan for a glass tower on the old fish market.",
        "The count ended after midnight with 61 percent against, in a turnout nobody had expected.",
        "Mayor Tobias Quill said the town had spoken and that he had heard it.",
        "The developer, Larkspur Estates, had promised 300 flats and a public roof garden.",
        "Opponents feared for the view of the cathedral and for the last stalls of the market.",
        "A second design, half as tall, was already on the table in spring.",
        "Larkspur Estates may now go to court over the cost of its permits.",
        "The market halls date from 1884 and have been empty for six years.",
    ],
    [
        "Goalkeeper Mina Okafor saved two penalties as Tellingsund reached the cup final.",
        "The match was level after ninety minutes and dull for eighty of them.",
        "Castel Lima hit the post twice in extra time through substitute Rui Pardo.",
        "Coach Henrik Voss had changed his goalkeeper only a week ago.",
        "In the final Tellingsund meet the winner of Wednesday's game in Norby Harbour.",
        "Some 23,000 saw the game in driving rain, and few left early.",
        "Okafor said she had studied the takers on the bus with a borrowed tablet.",
        "It is the first final for the club since its founding in 1911.",
    ],
    [
        "Astronomers at the Brenmoor observatory have found water ice in the shadow of a small moon.",
        "The spectrum was taken over forty nights with a mirror no wider than a dinner table.",
        "Ice so near the planet should have vanished long ago, the group writes.",
        "A thin coat of dust may have kept it from the sunlight, says Anjali Rao, who led the work.",
        "Other groups will look for it with larger instruments in autumn.",
        "The moon was found in 1979 and has been passed by two probes since.",
        "Critics point out that a mineral with bound water gives nearly the same line.",
        "The study appears in this month's issue of a journal of planetary science.",
    ],
];

/// Some articles of up to four events: own selections of sentences, second-hand copies, clutter, gaps in what is known.
pub(crate) fn articles() -> impl Strategy<Value = Vec<Article>> {
    prop::collection::vec(article(), 0..24).prop_flat_map(|drafts| {
        let copied = prop::collection::vec(any::<Index>(), 0..4);
        (Just(drafts), copied).prop_map(|(mut drafts, copied)| {
            if !drafts.is_empty() {
                drafts.extend(copied.iter().map(|which| drafts[which.index(drafts.len())].clone()).collect::<Vec<_>>());
            }
            drafts.into_iter().enumerate().map(|(n, draft)| draft.with_id(format!("news-{n}"))).collect()
        })
    })
}

fn article() -> impl Strategy<Value = Article> {
    let source = prop::option::of(prop::sample::select(vec!["Harbour Post", "Kestrel News", "Meridian Wire"]));
    let day = prop::option::of(1..28_u32);
    let lang = prop::option::of(prop::sample::select(vec!["en", "de", "und"]));
    (0..EVENTS.len(), subsequence((0..8).collect::<Vec<_>>(), 1..8), source, day, lang, any::<bool>()).prop_map(
        |(event, sentences, source, day, lang, clutter)| {
            let sentences: Vec<&str> = sentences.into_iter().map(|s| EVENTS[event][s]).collect();
            let menu = if clutter { "Home | World | Sport | Weather\nSign in to comment\n" } else { "" };
            let mut builder = Article::builder(sentences[0], &format!("{menu}{}", sentences.join("\n")));
            if let Some(source) = source {
                builder = builder.source(source);
            }
            if let Some(day) = day {
                builder = builder.published(&format!("2019-04-{day:02}"));
            }
            if let Some(lang) = lang {
                builder = builder.lang(lang);
            }
            builder.build().unwrap()
        },
    )
}
