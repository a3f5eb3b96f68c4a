//! The truth by counting on strings, and whether the copy stage finds it.

use std::collections::HashMap;

use samestory::copies::{CopySettings, SimilarPair, similar_pairs};
use samestory::observe::Silent;

use crate::copies::plain_words::PlainTexts;
use crate::copies::reading;
use crate::generate::{Language, Random, beginning, edited};

const WIDTH: usize = 5;

/// The different shingles of each text, as strings.
fn shingles(texts: &PlainTexts) -> Vec<Vec<String>> {
    let of_part = |words: &[String]| -> Vec<String> {
        if words.len() < WIDTH {
            return if words.is_empty() { Vec::new() } else { vec![words.join(" ")] };
        }
        words.windows(WIDTH).map(|run| run.join(" ")).collect()
    };
    texts
        .0
        .iter()
        .map(|text| {
            let (title, body) = text.words.split_at(text.title.len());
            let mut all = of_part(title);
            all.extend(of_part(body));
            all.sort_unstable();
            all.dedup();
            all
        })
        .collect()
}

/// (lower, higher, common, own, other) of all pairs with a resemblance of at least `threshold`.
pub(super) fn truth(texts: &PlainTexts, threshold: f64) -> Vec<(u32, u32, u32, u32, u32)> {
    let shingles = shingles(texts);
    let mut holders: HashMap<&str, Vec<u32>> = HashMap::new();
    for (text, own) in (0..).zip(&shingles) {
        for shingle in own {
            holders.entry(shingle).or_default().push(text);
        }
    }
    let mut found = Vec::new();
    let mut common: HashMap<u32, u32> = HashMap::new();
    for (text, own) in (0u32..).zip(&shingles) {
        common.clear();
        for shingle in own {
            for &other in holders[shingle.as_str()].iter().take_while(|&&other| other < text) {
                *common.entry(other).or_default() += 1;
            }
        }
        for (&other, &common) in &common {
            let (a, b) = (shingles[other as usize].len() as u32, own.len() as u32);
            if f64::from(common) / f64::from(a + b - common) >= threshold {
                found.push((other, text, common, a, b));
            }
        }
    }
    found.sort_unstable();
    found
}

/// Texts and variants of them: edited, trimmed, extended, with sentences moved.
pub(super) fn corpus(texts: usize, seed: u64) -> PlainTexts {
    let language = Language::new(seed);
    let mut random = Random::new(seed + 1);
    let mut all: Vec<String> = Vec::with_capacity(texts);
    while all.len() < texts {
        let words = 20 + random.below(260);
        let base = language.text(&mut random, words);
        let variants = if random.chance(0.3) { 1 + random.below(5) } else { 0 };
        for _ in 0..variants {
            let variant = match random.below(4) {
                0 => edited(&base, 0.02 + 0.08 * random.below(10) as f64 / 10.0, &language, &mut random),
                1 => beginning(&base, 0.4 + random.below(60) as f64 / 100.0),
                2 => {
                    let more = random.below(words);
                    format!("{base} {}", language.text(&mut random, more))
                }
                _ => {
                    let mut sentences: Vec<&str> = base.split_inclusive(". ").collect();
                    random.shuffle(&mut sentences);
                    sentences.concat()
                }
            };
            all.push(variant);
        }
        all.push(base);
    }
    all.truncate(texts);
    random.shuffle(&mut all);
    PlainTexts::bodies(&all)
}

fn compare(texts: &PlainTexts, what: &str) {
    for threshold in [0.5, 0.8] {
        let settings = CopySettings::builder().jaccard(threshold).build().unwrap();
        let found: Vec<_> = similar_pairs(texts, &settings, &Silent)
            .unwrap()
            .into_iter()
            .map(|SimilarPair { lower, higher, overlap: o }| (lower, higher, o.common, o.own, o.other))
            .collect();
        let truth = truth(texts, threshold);
        let hits = found.iter().filter(|pair| truth.binary_search(pair).is_ok()).count();
        let (precision, recall) = (hits as f64 / found.len() as f64, hits as f64 / truth.len() as f64);
        println!("{what}, J ≥ {threshold}: {} pairs, precision {precision:.4}, recall {recall:.4}", truth.len());
        assert!(truth.len() > 100);
        assert_eq!(hits, found.len(), "every pair found is one, with the counted overlap");
        assert!(recall >= 0.985, "{recall}");
    }
}

#[test]
fn generated_texts() {
    compare(&corpus(if cfg!(debug_assertions) { 5_000 } else { 20_000 }, 11), "generated");
}

#[test]
fn reuters() {
    if let Some(articles) = reading::articles("reuters21578.jsonl.gz") {
        compare(&PlainTexts::of(&articles), "Reuters-21578");
    }
}
