//! The copy stage used alone, on strings of any kind.

use proptest::prelude::*;
use samestory::copies::{CopySettings, among, among_with};
use samestory::text::{Analyzer, Furniture, Stemming};

use crate::generate::{Language, Random, beginning, edited};

#[test]
fn duplicates_among_strings() {
    let language = Language::new(40);
    let mut random = Random::new(41);
    let originals: Vec<String> = (0..50).map(|_| language.text(&mut random, 120)).collect();
    let mut texts = originals.clone();
    texts.extend(originals[..10].iter().cloned());
    texts.extend(originals[10..20].iter().map(|text| edited(text, 0.04, &language, &mut random)));
    texts.extend(originals[20..30].iter().map(|text| beginning(text, 0.6)));
    let labels = among(&texts).labels();
    let expected: Vec<u32> = (0..50).chain(0..30).collect();
    assert_eq!(labels, expected);
}

#[test]
fn a_reader_of_ones_own() {
    let texts = ["He signs the law on the new border.", "He signed the laws on the new borders."];
    assert_eq!(among(&texts).reports.len(), 2);
    let english = Analyzer::new().default_language(samestory::Language::ENGLISH);
    let loose = CopySettings::default();
    assert_eq!(among_with(&texts, &english, &loose).reports.len(), 1, "equal stems");
    let unstemmed = english.stemming(Stemming::Off).furniture(Furniture::Kept);
    assert_eq!(among_with(&texts, &unstemmed, &loose).reports.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any strings: nothing panics, nothing is lost, and whether two are copies does not depend on which comes first.
    #[test]
    fn any_strings(texts in prop::collection::vec("\\PC{0,200}|(a b c d e f g h |kim putin 7 ){0,30}", 0..6)) {
        let found = among(&texts);
        let mut members: Vec<u32> =
            found.reports.iter().flat_map(|report| report.members.iter().map(|member| member.text)).collect();
        members.sort_unstable();
        prop_assert_eq!(members, (0..texts.len() as u32).collect::<Vec<_>>());
        for (at, one) in texts.iter().enumerate() {
            for other in &texts[at + 1..] {
                let (forward, backward) = (among(&[one, other]), among(&[other, one]));
                prop_assert_eq!(forward.reports.len(), backward.reports.len());
            }
        }
    }
}
