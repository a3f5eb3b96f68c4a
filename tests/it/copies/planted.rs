//! Planted copies are found, planted look-alikes are kept apart.

use samestory::Article;
use samestory::copies::{Copies, CopyMeta, CopySettings, find};
use samestory::observe::Silent;

use crate::copies::plain_words::{PlainText, PlainTexts};
use crate::copies::reading;
use crate::copies::templates::{FRAMES, filled, refilled};
use crate::generate::{Language, Random, beginning, edited};

pub(super) fn fold(texts: &PlainTexts, metas: &[CopyMeta]) -> Copies {
    find(texts, metas, &CopySettings::default(), &Silent).unwrap()
}

fn unknown(texts: usize) -> Vec<CopyMeta> {
    vec![CopyMeta::default(); texts]
}

/// Of pairs of texts that stand next to each other, the share that is in one report.
fn together(texts: &PlainTexts) -> (usize, usize) {
    let labels = fold(texts, &unknown(texts.0.len())).labels();
    (labels.chunks(2).filter(|pair| pair[0] == pair[1]).count(), labels.len() / 2)
}

/// Each text with a reprint of its first part under another headline, with an introduction and perhaps page clutter.
fn with_truncations(bases: &[(String, String)], share: f64, furniture: bool, random: &mut Random) -> PlainTexts {
    let mut texts = Vec::with_capacity(2 * bases.len());
    for (title, body) in bases {
        let cut = beginning(body, share);
        let other = &bases[random.below(bases.len())];
        let introduction: Vec<&str> = other.1.split(' ').skip(70).take(18).collect();
        let mut page = format!("{}. {cut}", introduction.join(" "));
        let clutter = if furniture { cut.split(' ').count() * 3 / 10 } else { 0 };
        for _ in 0..clutter.div_ceil(8) {
            page.push_str(" . ");
            page.push_str(&bases[random.below(bases.len())].0);
        }
        texts.push(PlainText::read(title, body));
        texts.push(PlainText::read(&bases[random.below(bases.len())].0, &page));
    }
    PlainTexts(texts)
}

fn truncations_are_found(bases: &[(String, String)], what: &str) {
    let mut random = Random::new(3);
    let (mut found, mut planted) = (0, 0);
    for share in [0.3, 0.4, 0.6] {
        for furniture in [false, true] {
            let (hits, all) = together(&with_truncations(bases, share, furniture, &mut random));
            println!("{what}: first {share}, furniture {furniture}: {hits} of {all}");
            (found, planted) = (found + hits, planted + all);
        }
    }
    assert!(found as f64 >= 0.98 * planted as f64, "{what}: {found} of {planted}");
}

fn generated_articles(count: usize, seed: u64) -> Vec<(String, String)> {
    let language = Language::new(seed);
    let mut random = Random::new(seed);
    let article = |_| {
        let words = 150 + random.below(450);
        (language.text(&mut random, 8), language.text(&mut random, words))
    };
    (0..count).map(article).collect()
}

fn real_articles(file: &str, count: usize) -> Option<Vec<(String, String)>> {
    let mut all: Vec<Article> = reading::articles(file)?;
    all.retain(|article| article.body().split_whitespace().count() >= 120);
    Random::new(1).shuffle(&mut all);
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(all.iter().take(count).map(|a| (one_line(a.title()), one_line(a.body()))).collect())
}

#[test]
fn generated_truncations() {
    truncations_are_found(&generated_articles(340, 5), "generated");
}

#[test]
fn real_truncations() {
    for file in ["reuters21578.jsonl.gz", "longform.jsonl.gz"] {
        if let Some(articles) = real_articles(file, 340) {
            truncations_are_found(&articles, file);
        }
    }
}

#[test]
fn word_edits() {
    let language = Language::new(8);
    let sets = [Some(generated_articles(1_000, 9)), real_articles("reuters21578.jsonl.gz", 1_000)];
    for articles in sets.into_iter().flatten() {
        let mut random = Random::new(4);
        let pair = |(title, body): &(String, String)| {
            let copy = edited(body, 0.05, &language, &mut random);
            [PlainText::read(title, body), PlainText::read(title, &copy)]
        };
        let (found, planted) = together(&PlainTexts(articles.iter().flat_map(pair).collect()));
        println!("edits of 5 %: {found} of {planted}");
        assert!(found as f64 >= 0.99 * planted as f64, "{found} of {planted}");
    }
}

#[test]
fn template_clones() {
    let language = Language::new(21);
    let mut random = Random::new(22);
    let mut texts = Vec::new();
    for at in 0..200 {
        let frame = FRAMES[at % FRAMES.len()];
        let base = filled(frame, &language, &mut random);
        // everything new, or only what is of one kind
        let clone = match at / FRAMES.len() % 4 {
            0 => filled(frame, &language, &mut random),
            1 => refilled(frame, &base, '#', &language, &mut random),
            2 => refilled(frame, &base, '@', &language, &mut random),
            _ => refilled(frame, &base, '&', &language, &mut random),
        };
        texts.extend([PlainText::read("", &base), PlainText::read("", &clone)]);
    }
    let texts = PlainTexts(texts);
    let labels = fold(&texts, &unknown(texts.0.len())).labels();
    let called: Vec<usize> = (0..200).filter(|&at| labels[2 * at] == labels[2 * at + 1]).collect();
    let reports = labels.iter().collect::<std::collections::BTreeSet<_>>().len();
    println!("template clones called copies: {called:?} of 200; {reports} reports of {} texts", labels.len());
    assert!(called.len() <= 2, "{called:?}");
    assert!(reports >= 396, "{reports}");
}

#[test]
fn an_issue_of_a_column_is_no_revision_of_the_last() {
    let language = Language::new(31);
    let mut random = Random::new(32);
    for frame in FRAMES {
        let base = filled(frame, &language, &mut random);
        let next = refilled(frame, &base, '#', &language, &mut random);
        let texts = PlainTexts::bodies(&[base, next]);
        let meta = |day: &str| CopyMeta::new(Some("Harbour Post"), None, day.parse().ok(), None, "");
        // new figures within hours are a new version, a week later another issue
        let same_day = fold(&texts, &[meta("2019-04-18"), meta("2019-04-18")]);
        let a_week_later = fold(&texts, &[meta("2019-04-18"), meta("2019-04-25")]);
        assert_eq!((same_day.reports.len(), a_week_later.reports.len()), (1, 2));
    }
}

/// Own short texts and whether they are copies: nothing under 36 words is folded unless hardly anything differs.
#[test]
fn short_texts() {
    let mut wrong = Vec::new();
    for (a, b, copies) in SHORT {
        let texts = PlainTexts(vec![PlainText::read(a.0, a.1), PlainText::read(b.0, b.1)]);
        if (fold(&texts, &unknown(2)).reports.len() == 1) != *copies {
            wrong.push((a, b));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(SHORT.len(), 40);
}

type Short = (&'static str, &'static str);

const SHORT: &[(Short, Short, bool)] = &[
    // nothing, or next to nothing, is nobody's copy
    (("", ""), ("", ""), false),
    (("", ""), ("Storm reaches coast", ""), false),
    (("Weather", ""), ("Weather", ""), false),
    (("Live", "Loading"), ("Live", "Loading"), false),
    (("Morning briefing", ""), ("Morning briefing", ""), false),
    (("Read more here", ""), ("Read more here", ""), false),
    // the same headline over other news
    (
        ("Stocks close higher", "Banks led the gains in Oslo."),
        ("Stocks close higher", "Oil shares rose in Lima."),
        false,
    ),
    (
        ("Five things to know today", "The strike at the port enters its third week."),
        ("Five things to know today", "The budget vote is due before noon."),
        false,
    ),
    (
        ("Letters to the editor", "Your report on the harbour left out the ferries."),
        ("Letters to the editor", "Why does nobody speak of the price of bread?"),
        false,
    ),
    (("Correction", "The mayor is 52, not 25."), ("Correction", "The bridge is in Kestria."), false),
    // one word makes another event
    (
        ("Dollar rises against yen in early Tokyo trade", ""),
        ("Dollar falls against yen in early Tokyo trade", ""),
        false,
    ),
    (
        ("Harbour United beat Ashdown in the cup final", ""),
        ("Harbour United beat Merivale in the cup final", ""),
        false,
    ),
    (("Man dies after crash on coast road", ""), ("Woman dies after crash on coast road", ""), false),
    (("Fire destroys school in Varenholm overnight", ""), ("Fire destroys hotel in Varenholm overnight", ""), false),
    (("Business as it happened on March 10", ""), ("Business as it happened on March 11", ""), false),
    (
        ("Minister to visit Kestria next week for trade talks", ""),
        ("Minister to visit Oslo next week for trade talks", ""),
        false,
    ),
    (("Court clears banker of fraud in long trial", ""), ("Court convicts banker of fraud in long trial", ""), false),
    (("Quake of magnitude 5 shakes Varenholm", ""), ("Quake of magnitude 6 shakes Varenholm", ""), false),
    (("Parliament votes for the new border law", ""), ("Parliament votes against the new border law", ""), false),
    (("Quarterly dividend of 15 cents payable May 1", ""), ("Quarterly dividend of 12 cents payable May 1", ""), false),
    // one template
    (
        (
            "Alco sets payout",
            "Quarterly dividend 15 cents, unchanged, payable on May 1 to holders of record on April 3.",
        ),
        (
            "Borel sets payout",
            "Quarterly dividend 12 cents, unchanged, payable on May 9 to holders of record on April 8.",
        ),
        false,
    ),
    (
        ("", "The bank raised its key rate to 4 percent from 3.5 percent, the governor said after the meeting."),
        ("", "The bank raised its key rate to 6 percent from 5.5 percent, the governor said after the meeting."),
        false,
    ),
    (
        ("", "A man of 34 was arrested in Ashdown after a robbery at a petrol station, police said on Monday."),
        ("", "A man of 51 was arrested in Merivale after a robbery at a petrol station, police said on Friday."),
        false,
    ),
    (
        ("", "The 9.40 train from Oslo to Kestria is cancelled because of a fault; use the next one."),
        ("", "The 7.15 train from Oslo to Lisbon is cancelled because of a fault; use the next one."),
        false,
    ),
    (
        ("Reservoir levels", "The lake stood at 81 percent at noon, the water board said in its daily note."),
        ("Reservoir levels", "The lake stood at 79 percent at noon, the water board said in its daily note."),
        false,
    ),
    // part of another, but short
    (
        ("", "The bridge is closed until noon."),
        ("", "Police said that the bridge is closed until noon because a lorry lost its load of sand at the ramp."),
        false,
    ),
    (
        ("Talks go on", "No deal was reached in the night."),
        (
            "Strike enters third week",
            "No deal was reached in the night. Both sides meet again after lunch in the town hall.",
        ),
        false,
    ),
    (
        ("", "He denied all charges."),
        ("", "He denied all charges. The trial goes on in June with new witnesses."),
        false,
    ),
    // a quotation in common
    (
        ("", "\"We will not give up this harbour without a fight\", the mayor said in the town hall on Monday."),
        ("", "Dockers cheered outside. \"We will not give up this harbour without a fight\", read one of the signs."),
        false,
    ),
    (
        ("", "Asked about the plan, she said that there was nothing to add to the statement of last week."),
        ("", "The club had no news on his knee: there was nothing to add to the statement of last week."),
        false,
    ),
    // the same words
    (("Kremlin confirms April summit in Vladivostok", ""), ("Kremlin confirms April summit in Vladivostok", ""), true),
    (("Kremlin confirms April summit in Vladivostok", ""), ("KREMLIN CONFIRMS APRIL SUMMIT IN VLADIVOSTOK", ""), true),
    (("Storm shuts schools along the coast - Harbour Post", ""), ("Storm shuts schools along the coast", ""), true),
    (
        ("Storm reaches coast", "Heavy rain and wind closed schools and roads along the southern coast on Thursday."),
        ("Storm reaches coast", "Heavy rain and wind closed schools and roads along the southern coast on Thursday."),
        true,
    ),
    (
        ("", "Heavy rain and wind closed schools and roads along the southern coast on Thursday, officials said."),
        ("", "Heavy rain and wind closed schools and roads along the southern coast on Thursday."),
        true,
    ),
    (
        ("", "(Reuters) The leaders will meet in the port city before the end of the month, the Kremlin said."),
        ("", "The leaders will meet in the port city before the end of the month, the Kremlin said."),
        true,
    ),
    // all words new
    (("Cat rescued from tree", "Firemen came with a ladder."), ("Budget passed at last", "The vote was close."), false),
    (("Snow in April", ""), ("Spring fair opens", "Stalls from nine until dusk on the green."), false),
    (("", "One two three four five six seven"), ("", "Seven six five four three two one"), false),
    (("Putin meets Kim in Vladivostok", ""), ("Kim meets Putin in Vladivostok", ""), false),
];
