//! The five pages the project began with, line by line.
//!
//! The lists were made by reading the pages: the beginning of every line of the report, in order, each once. All other
//! lines are furniture or repetition. Subheadings count as the report's.

use samestory::Published;
use samestory::text::{Role, page};

struct Seed {
    file: &'static str,
    title: &'static str,
    published: Option<&'static str>,
    credit: Option<(&'static str, Role)>,
    source: Option<&'static str>,
    report: &'static [&'static str],
}

const SEEDS: [Seed; 5] = [
    Seed {
        file: "000_bc4965da56f0fe68.txt",
        title: "Kim Jong Un to Meet Russi",
        published: Some("2019-04-18"),
        credit: Some(("reuters", Role::Picture)),
        source: None,
        report: &[
            "The Kremlin gave no furth",
            "Moscow: North Korean lead",
            "The announcement coincide",
            "North Korea said on Thurs",
            "The pro-Kremlin Izvestia ",
            "It added however that a s",
            "Kim came to power in 2011",
            "It was not clear how Kim ",
            "A North Korean official, ",
            "U.S. Special Representati",
            "The embassy said in a sta",
            "The Trump-Kim meeting in ",
            "Trump administration offi",
        ],
    },
    Seed {
        file: "001_7b51488d4958bd6d.txt",
        title: "North Korea's Kim Jong Un",
        published: Some("2019-04-18"),
        credit: Some(("reuters", Role::Author)),
        source: Some("themoscowtimes.com"),
        report: &[
            "North Korean leader Kim J",
            "The announcement coincide",
            "North Korea said on Thurs",
            "The pro-Kremlin Izvestia ",
            "It added though that a su",
            "The Kremlin gave no furth",
            "It was not clear how Kim ",
            "A North Korean official, ",
            "U.S. Special Representati",
            "The Trump-Kim meeting in ",
            "Trump administration offi",
        ],
    },
    Seed {
        file: "002_49105f3110046623.txt",
        title: "North Korea Confirms Lead",
        published: None,
        credit: Some(("kcna", Role::Contributor)),
        source: Some("RFE/RL"),
        report: &[
            "North Korea has confirmed",
            "The official KCNA news ag",
            "\"They [Kim and Putin] wil",
            "The Russian newspaper Kom",
            "The Kremlin said on April",
            "Putin is due to visit Chi",
            "Kim Jong Un's chief aide,",
            "NK News, a news outlet th",
            "The expected meeting come",
            "At summits in June 2018 a",
            "The Trump administration ",
            "U.S. Special Representati",
            "In March, the United Stat",
        ],
    },
    Seed {
        file: "003_137e2a66756e9f36.txt",
        title: "Kim Jong-un will visit Ru",
        published: Some("2019-04-22T21:44:00Z"),
        credit: None,
        source: Some("rt.com"),
        report: &[
            "North Korean leader Kim J",
            "Kremlin spokesman Dmitry ",
            "KCNA did not elaborate on",
            "Kim recently spoke of his",
            "Kim is expected to visit ",
            "Kim has not yet visited t",
            "North Korea has shown str",
            "Negotiations between the ",
        ],
    },
    Seed {
        file: "004_d4ff3d725e338e5f.txt",
        title: "Putin invites Kim Jong-un",
        published: None,
        credit: None,
        source: None,
        report: &[
            "This is the first summit ",
            "North Korean leader Kim J",
            "The Kremlin did not give ",
            "Kim Jong-un, who came to ",
            "The United States is seek",
            "Contact problem",
            "Kim Jong-un witnessed Wed",
            "On Thursday, the Pyongyan",
            "According to the Russian ",
            "Towards a “total and veri",
            "It is not known how Kim J",
            "North Korean official Kim",
            "US Special Representative",
            "The two men, during a “co",
        ],
    },
];

#[test]
fn every_line_of_the_seeds() {
    let Some(folder) = crate::data::folder() else { return };
    for seed in SEEDS {
        let body = std::fs::read_to_string(folder.join("seeds").join(seed.file)).expect("a seed");
        let page = page::read("", &body);
        let starts = |text: &str| text.chars().take(25).collect::<String>();
        let got: Vec<String> = page.report_lines().map(|line| starts(line.text)).collect();
        assert_eq!(got, seed.report, "{}", seed.file);
        assert_eq!(starts(page.title), seed.title, "{}", seed.file);
        assert_eq!(page.published, seed.published.map(|p| p.parse::<Published>().unwrap()), "{}", seed.file);
        assert!(!page.absurd_date);
        let credit = page.credit.as_ref().map(|credit| (credit.agency(), credit.role()));
        assert_eq!((credit, page.source), (seed.credit, seed.source), "{}", seed.file);
        let non_blank = body.lines().filter(|line| !line.trim().is_empty()).count();
        assert_eq!(page.lines.len(), non_blank, "{}: no line is lost", seed.file);
    }
}
