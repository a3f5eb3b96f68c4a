//! Reports that do not weld: every member is a copy of its origin or of the report's centre, by a recount on strings
//! and by a second look at the two alone.

use std::collections::BTreeSet;

use samestory::copies::{Copies, CopyMeta};

use crate::copies::plain_words::PlainTexts;
use crate::copies::planted::fold;
use crate::copies::reading;
use crate::copies::templates::{FRAMES, filled, refilled};
use crate::generate::{Language, Random, beginning, edited};

const WIDTH: usize = 5;

fn shingles(texts: &PlainTexts, text: u32) -> BTreeSet<String> {
    let text = &texts.0[text as usize];
    let (title, body) = text.words.split_at(text.title.len());
    let of_part = |words: &[String]| -> Vec<String> {
        match words.len() {
            0 => Vec::new(),
            few if few < WIDTH => vec![words.join(" ")],
            _ => words.windows(WIDTH).map(|run| run.join(" ")).collect(),
        }
    };
    of_part(title).into_iter().chain(of_part(body)).collect()
}

/// Counts members and asserts that each is what it is said to be. `alone` folds two texts and nothing else.
fn nothing_is_welded(texts: &PlainTexts, found: &Copies, alone: impl Fn(u32, u32) -> bool) -> usize {
    let mut members = 0;
    for report in &found.reports {
        let against: BTreeSet<u32> =
            report.members.iter().map(|member| member.against).filter(|&text| text != report.origin).collect();
        assert!(against.len() <= 1, "one origin and one centre: {report:?}");
        let centre = against.first().copied().unwrap_or(report.origin);
        assert!(report.members.iter().any(|member| member.text == centre));
        for member in report.members.iter().filter(|member| member.text != member.against) {
            members += 1;
            let (own, other) = (shingles(texts, member.text), shingles(texts, member.against));
            let common = own.intersection(&other).count() as u32;
            let overlap = member.overlap;
            assert_eq!((overlap.common, overlap.own, overlap.other), (common, own.len() as u32, other.len() as u32));
            assert!(overlap.jaccard() >= 0.5 || overlap.containment() >= 0.4, "{member:?}");
            assert!(alone(member.text, member.against), "refused when alone: {member:?}");
        }
        // the centre is tied to the origin as well
        assert!(centre == report.origin || alone(centre, report.origin), "{report:?}");
    }
    members
}

/// Texts that invite chains: each a little further from the first, cuts from both ends, pages of several, templates.
fn inviting(seed: u64) -> Vec<String> {
    let language = Language::new(60);
    let mut random = Random::new(seed);
    let mut texts = Vec::new();
    for _ in 0..4 {
        let words = 60 + random.below(300);
        let first = language.text(&mut random, words);
        let mut last = first.clone();
        for _ in 0..5 {
            last = edited(&last, 0.03 + 0.02 * random.below(5) as f64, &language, &mut random);
            texts.push(last.clone());
        }
        // each goes on where the one before broke off
        let mut words: Vec<String> = first.split(' ').map(str::to_owned).collect();
        for _ in 0..4 {
            let cut = words.len() / 4;
            let more = language.text(&mut random, cut);
            words = words[cut..].iter().cloned().chain(more.split(' ').map(str::to_owned)).collect();
            texts.push(words.join(" "));
        }
        let other = language.text(&mut random, 150);
        texts.extend([format!("{first} {other}"), beginning(&first, 0.45), first, other]);
    }
    let frame = FRAMES[random.below(FRAMES.len())];
    let base = filled(frame, &language, &mut random);
    texts.extend(['#', '@', '&'].map(|kind| refilled(frame, &base, kind, &language, &mut random)));
    texts.push(base);
    random.shuffle(&mut texts);
    texts
}

#[test]
fn random_corpora() {
    let mut members = 0;
    for seed in 0..40 {
        let strings = inviting(seed);
        let texts = PlainTexts::bodies(&strings);
        let found = fold(&texts, &vec![CopyMeta::default(); strings.len()]);
        members += nothing_is_welded(&texts, &found, |a, b| {
            let two = PlainTexts(vec![texts.0[a as usize].clone(), texts.0[b as usize].clone()]);
            fold(&two, &[CopyMeta::default(); 2]).reports.len() == 1
        });
    }
    println!("members verified again: {members}");
    assert!(members > 1_000, "{members}");
}

#[test]
fn reuters() {
    let Some(articles) = reading::articles("reuters21578.jsonl.gz") else { return };
    let texts = PlainTexts::of(&articles);
    let metas: Vec<CopyMeta> =
        articles.iter().map(|a| CopyMeta::new(a.source(), a.url(), a.published(), None, a.title())).collect();
    let found = fold(&texts, &metas);
    let members = nothing_is_welded(&texts, &found, |a, b| {
        let two = PlainTexts(vec![texts.0[a as usize].clone(), texts.0[b as usize].clone()]);
        fold(&two, &[metas[a as usize], metas[b as usize]]).reports.len() == 1
    });
    println!("members verified again: {members}, {} reports of {} texts", found.reports.len(), articles.len());
    assert!(members > 500, "{members}");
}
