//! The sites that were written after the rules, and run once.

use super::{AUTHORS, MONTHS, Page, Story, body, headline, site};

pub(super) fn radio(s: &Story<'_>) -> Page {
    let mut p = Page::new();
    site(
        &mut p,
        &["LISTEN LIVE", "Harbour Public Radio", "Donate", "Schedule", "Shows & Series", "Jazz 24", "All Streams", ""],
    );
    site(&mut p, &["All Things Maritime", "Next Up: 7:00 PM Evening Concert", "0:00", "0:00", ""]);
    headline(&mut p, s);
    site(&mut p, &["", &format!("Harbour Public Radio | By {}", AUTHORS[s.number % 5])]);
    site(
        &mut p,
        &[
            &format!("Published {} {}, 2019 at 5:03 AM EDT", MONTHS[s.number % 4], s.number % 27 + 1),
            "Listen • 3:41",
            "",
        ],
    );
    body(&mut p, s, true, |i| match i {
        2 => vec!["Toggle caption".into(), String::new()],
        5 => vec![
            "Stories like these are made possible by contributions from people like you. Thank you.".into(),
            String::new(),
        ],
        _ => Vec::new(),
    });
    site(
        &mut p,
        &[
            "Copyright 2019 HPR. To see more, visit https://www.hpr.example.",
            "",
            "Tags",
            "HPR News",
            "Elections 2018",
            "",
        ],
    );
    site(&mut p, &[AUTHORS[s.number % 5], &format!("See stories by {}", AUTHORS[s.number % 5]), ""]);
    site(&mut p, &["Latest Stories"]);
    for other in &s.others[..5] {
        site(&mut p, &[other]);
    }
    site(&mut p, &["", "Stay Connected", "twitter", "instagram", "facebook", "© 2019 Harbour Public Radio", ""]);
    site(
        &mut p,
        &[
            "Programming",
            "Underwriting",
            "Board of Directors",
            "FCC Applications",
            "Annual EEO Report",
            "Vehicle donation",
        ],
    );
    p
}

pub(super) fn gatherer(s: &Story<'_>) -> Page {
    let mut p = Page::new();
    site(
        &mut p,
        &[
            "Mail",
            "Finance",
            "Fantasy",
            "Horoscopes",
            "Shopping",
            "Try the new app",
            "Notifications",
            "What to watch tonight",
        ],
    );
    site(&mut p, &["Our team sifts the web so that you don't have to."]);
    site(&mut p, &["The Lighthouse"]);
    headline(&mut p, s);
    site(
        &mut p,
        &[
            AUTHORS[s.number % 5],
            "·Senior Correspondent",
            &format!("{} {}, 2019·5 min read", MONTHS[s.number % 4], s.number % 27 + 1),
            "In this article:",
        ],
    );
    site(&mut p, &["Oops!", "Something went wrong.", "Please try again later."]);
    body(&mut p, s, false, |i| match i {
        1 => vec!["View comments (112)".into()],
        4 => vec!["Scroll to continue with content".into(), "Ad".into()],
        7 => vec!["Up next:".into(), s.others[0].into(), "1:15".into(), s.others[1].into(), "2:48".into()],
        _ => Vec::new(),
    });
    site(
        &mut p,
        &[
            "Originally published by The Lighthouse.",
            "This post may contain links from our sponsors and affiliates, and we may earn money when you use them.",
        ],
    );
    site(&mut p, &["Other readers opened"]);
    for other in &s.others[2..7] {
        site(&mut p, &["The Lighthouse Weekly", other, "1d ago"]);
    }
    site(
        &mut p,
        &[
            "Ads help keep this service free for everyone.",
            "Hide ads like this",
            "Terms",
            "Your privacy choices",
            "CA privacy notice",
            "Help",
            "About our ads",
        ],
    );
    p
}
