//! News agencies, and the places where a page credits one.

use std::borrow::Cow;

use super::scan::{first_bytes, last_bytes};

/// What an agency did for a text, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The text is the agency's: `By Reuters`, `MOSCOW (AP) —`, a text that ends `(PTI)`.
    Author,
    /// The outlet wrote the text with the agency's help: `With reporting by TASS and AFP`.
    Contributor,
    /// A picture is the agency's: `Photo: Reuters`.
    Picture,
}

/// A news agency credited on a page.
///
/// ```
/// use samestory::text::{Role, page};
/// let page = page::read("", "Pilots walk out\n\nANTWERP, April 18 (Reuters) - Pilots walked out on Monday, the port authority said.");
/// let credit = page.credit.unwrap();
/// assert_eq!((credit.agency(), credit.role()), ("reuters", Role::Author));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    agency: Cow<'static, str>,
    role: Role,
}

impl Credit {
    /// The agency in lower case, under its short name: `reuters`, `ap`, `afp`.
    pub fn agency(&self) -> &str {
        &self.agency
    }

    /// What the agency did.
    pub fn role(&self) -> Role {
        self.role
    }
}

/// Agencies whose bare name is a credit: short name first, then the others. All else needs a word like "agency".
const KNOWN: [&[&str]; 30] = [
    &["reuters", "thomson reuters"],
    &["ap", "associated press", "the associated press"],
    &["afp", "agence france-presse", "agence france presse"],
    &["dpa", "deutsche presse-agentur"],
    &["tass", "itar-tass"],
    &["interfax"],
    &["ria", "ria novosti"],
    &["xinhua"],
    &["kyodo", "kyodo news"],
    &["yonhap"],
    &["kcna", "korean central news agency"],
    &["ani"],
    &["pti", "press trust of india"],
    &["ians"],
    &["upi", "united press international"],
    &["efe"],
    &["ansa"],
    &["apa"],
    &["ntb"],
    &["ritzau"],
    &["tt"],
    &["belga"],
    &["anp"],
    &["lusa"],
    &["irna"],
    &["anadolu", "anadolu agency", "aa"],
    &["bernama"],
    &["antara"],
    &["nan"],
    &["pa", "press association", "pa media"],
];

/// Words that make the name before them an agency: "Harbour Wire", "Saba News Agency".
const KINDS: [&str; 7] = ["wire", "newswire", "news agency", "press agency", "photo agency", "press", "news service"];

/// The agency that `name` names, in lower case under its short name.
pub(super) fn agency(name: &str) -> Option<Cow<'static, str>> {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    if name.len() < 2 || name.len() > 48 {
        return None;
    }
    for names in KNOWN {
        // short names are also words and parts of addresses (Pa., an, tt): as agencies they stand in capitals
        let short = |known: &str| known.len() <= 4 && *known != *"dpa";
        let matches =
            |known: &&&str| known.eq_ignore_ascii_case(name) && (!short(known) || !name.contains(char::is_lowercase));
        if names.iter().any(|known| matches(&known)) {
            return Some(Cow::Borrowed(names[0]));
        }
    }
    let kind = KINDS.iter().any(|kind| {
        let split = name.len().saturating_sub(kind.len());
        name.get(split..).is_some_and(|end| end.eq_ignore_ascii_case(kind)) && name[..split].ends_with(' ')
    });
    let words = name.split_whitespace().count();
    let capital = name.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase()));
    (kind && capital && (2..=5).contains(&words)).then(|| Cow::Owned(name.to_lowercase()))
}

/// The strongest credit seen so far.
#[derive(Debug, Default)]
pub(super) struct Credits(Option<Credit>);

impl Credits {
    fn add(&mut self, role: Role, name: &str) -> bool {
        let Some(agency) = agency(name) else { return false };
        if self.0.as_ref().is_none_or(|known| role < known.role) {
            self.0 = Some(Credit { agency, role });
        }
        true
    }

    pub(super) fn strongest(self) -> Option<Credit> {
        self.0
    }

    /// A line that is only a byline: `By Reuters`, `Reuters`, `AP - Moscow`.
    pub(super) fn byline(&mut self, line: &str) {
        for name in line.split([',', '|', '·', ';']).take(4) {
            let name = name.trim();
            let bare =
                ["By ", "by ", "Von ", "Por ", "Par ", "Di ", "Source: "].iter().find_map(|by| name.strip_prefix(by));
            self.add(Role::Author, bare.unwrap_or(name));
        }
    }

    /// The first sentence of a report: `MOSCOW, April 18 (Reuters) -`, `WASHINGTON (AP) —`, `(CNN)`.
    pub(super) fn dateline(&mut self, line: &str) {
        let head = first_bytes(line, 90);
        if let Some(open) = head.find('(')
            && let Some(close) = head[open..].find(')')
            && dashed_or_first(&head[..open], &line[open + close + 1..])
        {
            self.add(Role::Author, &head[open + 1..open + close]);
        }
    }

    /// The last sentence of a report, or one line after it: `(PTI)`, `(Reporting by …)`, `— AFP`.
    pub(super) fn close(&mut self, line: &str) {
        let line = line.trim_end();
        let tail = last_bytes(line, 60);
        if let Some(inner) = tail.strip_suffix(')')
            && let Some(open) = inner.rfind('(')
        {
            self.add(Role::Author, &inner[open + 1..]);
        }
        if let Some(dash) = tail.rfind(['—', '–'])
            && tail[..dash].trim_end().ends_with(['.', '"', '”', '!', '?'])
        {
            self.add(Role::Author, tail[dash..].trim_start_matches(['—', '–']));
        }
    }

    /// `With reporting by KCNA, TASS, and AFP`, `The Associated Press contributed to this report.` True when it is one.
    pub(super) fn contributors(&mut self, line: &str) -> bool {
        if line.len() > 300 {
            return false;
        }
        if let Some((names, _)) = line.split_once(" contributed to this ") {
            self.listed(names);
            return true;
        }
        let lead = [
            "With reporting by ",
            "With additional reporting by ",
            "Additional reporting by ",
            "Contributing: ",
            "With agencies",
            "Mit Material von ",
            "Avec ",
            "Con información de ",
        ];
        let Some(names) = lead.iter().find_map(|lead| line.strip_prefix(lead)) else {
            return is_desk_credit(line);
        };
        self.listed(names);
        lead.iter().take(4).any(|lead| line.starts_with(lead))
    }

    fn listed(&mut self, names: &str) {
        for name in names.split([',', ';', '/']).flat_map(|part| part.split(" and ")) {
            let name = name.trim();
            self.add(Role::Contributor, name.strip_prefix("and ").unwrap_or(name));
        }
    }

    /// The credit of a picture: anything between slashes and brackets.
    pub(super) fn picture(&mut self, line: &str) {
        for name in line.split(['/', '(', ')', ':', ',', '|']) {
            self.add(Role::Picture, name.trim());
        }
    }
}

/// `(Reporting by A and B; Editing by C)`, with or without brackets.
pub(super) fn is_desk_credit(line: &str) -> bool {
    let line = line.trim_start_matches(['(', '[', '—', '-', ' ']);
    let leads = ["Reporting by ", "Reporting and writing by ", "Writing by ", "Editing by ", "Compiled by "];
    let name = leads.iter().find_map(|lead| line.strip_prefix(lead));
    name.is_some_and(|name| name.starts_with(char::is_uppercase)) && line.len() < 300
}

/// Before an agency in brackets stands a place in capitals, or nothing; after it a dash or the sentence.
fn dashed_or_first(before: &str, after: &str) -> bool {
    let after = after.trim_start();
    let dash = after.starts_with(['-', '—', '–', ':']);
    let place = before.trim();
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = place.chars().filter(|c| c.is_uppercase()).count();
    dash || place.is_empty() || capitals * 2 > letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(read: impl Fn(&mut Credits)) -> Option<(String, Role)> {
        let mut credits = Credits::default();
        read(&mut credits);
        credits.strongest().map(|c| (c.agency.into_owned(), c.role))
    }

    #[test]
    fn places_of_credits() {
        let reuters = Some(("reuters".to_owned(), Role::Author));
        assert_eq!(found(|c| c.byline("By Reuters")), reuters);
        assert_eq!(found(|c| c.dateline("MOSCOW, April 18 (Reuters) - The Kremlin said")), reuters);
        assert_eq!(found(|c| c.dateline("The firm (Reuters) said on Monday")), None);
        assert_eq!(
            found(|c| c.dateline("ANTWERP (Harbour Wire) — Pilots walked out.")),
            Some(("harbour wire".to_owned(), Role::Author))
        );
        assert_eq!(found(|c| c.close("Talks resume on Friday. (PTI)")), Some(("pti".to_owned(), Role::Author)));
        assert_eq!(found(|c| c.close("Talks resume on Friday. — AFP")), Some(("afp".to_owned(), Role::Author)));
        assert_eq!(found(|c| c.close("He joined the union (in 1998)")), None);
        let with = found(|c| assert!(c.contributors("With reporting by KCNA, TASS, and AFP.")));
        assert_eq!(with, Some(("kcna".to_owned(), Role::Contributor)));
        let ap = found(|c| assert!(c.contributors("The Associated Press contributed to this report.")));
        assert_eq!(ap, Some(("ap".to_owned(), Role::Contributor)));
        assert_eq!(found(|c| c.picture("Kim Jong Un Kin Cheung / AP / TASS")), Some(("ap".to_owned(), Role::Picture)));
        assert!(is_desk_credit("(Reporting by A; Editing by B)"));
    }
}
