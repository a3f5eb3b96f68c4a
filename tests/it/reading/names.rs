//! Which names are one and which are two, by key in any text and by likeness within a pair.

use samestory::Article;
use samestory::text::{Analyzer, name_variants};

/// Key of the only name in a sentence about it.
fn key(name: &str) -> u64 {
    let sentence = format!("They spoke of {name} on that day.");
    let document = Analyzer::new().analyse(&Article::builder("", &sentence).lang("en").build().unwrap());
    let keys: Vec<u64> = document.names().iter().map(|mention| mention.key).collect();
    assert_eq!(keys.len(), 1, "{name}: {:?}", document.name_forms());
    keys[0]
}

#[test]
fn spellings_of_one_name_share_a_key() {
    for (one, other) in [
        ("Kim Jong Un", "Kim Jong-un"),
        ("Kim Jong Un", "KIM JONG UN"),
        ("Kim Jong Un", "Kim Jong-Un"),
        ("Kim Jong Un", "Kim Jong‐un"),
        ("Kim Jong Un", "Kim\u{a0}Jong\u{a0}Un"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Sao Tome", "São Tomé"),
    ] {
        assert_eq!(key(one), key(other), "{one}, {other}");
    }
}

#[test]
fn other_names_have_other_keys_and_are_no_variants() {
    for (one, other) in [
        ("Kim Jong Un", "Kim Jong Il"),
        ("Kim Jong Un", "Kim Jong Nam"),
        ("Kim Jong Un", "Kim Yo Jong"),
        ("Kim Jong Un", "Kim Chang Son"),
        ("Kim Jong Il", "Kim Jong Nam"),
        ("Iran", "Iraq"),
        ("Austria", "Australia"),
        ("Obama", "Osama"),
        ("Samuel A", "Samuel Ode"),
    ] {
        assert_ne!(key(one), key(other), "{one}, {other}");
        assert!(name_variants(&[one], &[other]).is_empty(), "{one}, {other}");
        assert!(name_variants(&[other], &[one]).is_empty(), "{other}, {one}");
    }
}

#[test]
fn misspelt_names_meet_within_a_pair_only() {
    for (one, other) in
        [("Kim Jong Un", "Kim Jung-a"), ("Kim Jong-un", "Kim Jung-un"), ("Vladimir Putin", "Vladimir Poutine")]
    {
        assert_ne!(key(one), key(other), "{one}, {other}: no key may join them for all texts");
        assert_eq!(name_variants(&[one], &[other]), [(0, 0)]);
        assert_eq!(name_variants(&[other], &[one]), [(0, 0)]);
    }
    // initials tell people apart
    assert!(name_variants(&["George H"], &["George W"]).is_empty());
    // one text writes both: two people, however alike
    assert_eq!(name_variants(&["Kim Jong Un"], &["Kim Jung-a", "Kim Jong Un"]), [(0, 1)]);
    // a small syllable belongs to the name even where the language has it for a stop word
    assert_ne!(key("Kim Jung-a"), key("Kim Jung"));
    // one to one, the most alike first
    assert_eq!(name_variants(&["Kim Jong-un"], &["Kim Jung-a", "Kim Jung-un"]), [(0, 1)]);
}
