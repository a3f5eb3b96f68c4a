//! Any text is legal: nothing is lost, nothing panics, nothing takes long.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use samestory::text::{dates, page};

/// Every non-blank character of the body stands in the lines, in order.
fn nothing_is_lost(title: &str, body: &str) {
    let page = page::read(title, body);
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let lines: String = page.lines.iter().map(|line| squeeze(line.text)).collect();
    assert_eq!(lines, squeeze(body));
    assert!(page.lines.iter().all(|line| !line.text.trim().is_empty()));
    let mut end = 0;
    for date in dates(body) {
        assert!(date.at.start >= end && !body[date.at.clone()].is_empty());
        assert_eq!(date.is_real() && date.year.is_some(), date.day_number(None).is_some());
        end = date.at.end;
    }
}

/// `PROPTEST_CASES`, else enough for every run.
fn cases() -> ProptestConfig {
    ProptestConfig::with_cases(std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2000))
}

// a million cases: PROPTEST_CASES=1000000 cargo test --release --all-features --test it page::any
proptest! {
    #![proptest_config(cases())]

    #[test]
    fn arbitrary_text(title in "\\PC{0,40}", body in "(?s).{0,400}") {
        nothing_is_lost(&title, &body);
    }

    #[test]
    fn lines_like_those_of_pages(parts in proptest::collection::vec(prop_oneof![
        Just("\n"), Just("\r\n"), Just("\n\n"), Just(" "), Just("."), Just("Read more"), Just("© 2019"), Just("April 18, 2019"),
        Just("18/"), Just("2019-04-"), Just("18 de "), Just("April "), Just("7 May, "), Just("年4月"), Just("(Reuters)"), Just("/"), Just("Lund Ada LundHarbour"), Just(" MORE "), Just("0:00"),
        Just("The port said that ships were sent to other harbours on Monday."), Just("Also on a.bc "), Just("By "), Just("。"),
        Just("¡\u{301}\u{301}"), Just("https://a.bc/2019/04/18/x"), Just("newsletter"), Just("your "), Just("we "), Just("क"),
    ], 0..60)) {
        nothing_is_lost("", &parts.concat());
    }
}

#[test]
fn nothing_takes_long() {
    let mut texts = vec![
        ("one long line", "word ".repeat(2_000_000)),
        ("one long sentence", "The port said so. ".repeat(500_000)),
        ("letters on lines", "a\n".repeat(400_000)),
        ("NULs", "\0".repeat(1_000_000)),
        ("combining marks", format!("e{}", "\u{301}".repeat(500_000))),
        ("closing marks", ")\" ".repeat(300_000)),
        ("digits", "1 1.1 ".repeat(200_000)),
        ("buttons", "Lund Lund MORE ".repeat(100_000)),
        ("capitals", "A".repeat(1_000_000)),
        ("spaces", " ".repeat(1_000_000)),
        ("returns", "\r".repeat(1_000_000)),
        ("months", "April April 1 ".repeat(100_000)),
        ("boxes", "Read more\nHeadline of another\n".repeat(100_000)),
        ("credits", "With reporting by AP\n".repeat(100_000)),
        ("wide", "北京".repeat(500_000)),
    ];
    texts.push(("wrapped", "the ships lay in the harbour and waited for the pilots who\n".repeat(50_000)));
    for (name, text) in texts {
        let start = Instant::now();
        let page = page::read("", &text);
        let took = start.elapsed();
        println!("{name}: {took:?}, {} lines", page.lines.len());
        assert!(took < Duration::from_secs(1), "{name}: {took:?}");
    }
}
