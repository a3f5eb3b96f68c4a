//! What a line shows by itself, wherever it stands: a clock, an address, a caption, a teaser, a notice.

use super::Furniture;
use super::credit::{Credits, is_desk_credit};
use super::cue::{self, cue};
use super::scan::{Ending, Initial, words};
use super::shape::{Prose, Shape};
use crate::text::dates::dates;

/// A line's own signs of being furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Nothing,
    /// Furniture if it stands before, after or beside the report.
    Likely(Furniture),
    /// Furniture anywhere.
    Sure(Furniture),
}

impl Sign {
    pub(super) fn of(text: &str, shape: &Shape, prose: Prose) -> Sign {
        if shape.words == shape.digits {
            return numbers(text, shape);
        }
        if shape.speaks_for_the_site() && shape.words <= 90 {
            return Sign::Sure(Furniture::Notice);
        }
        if is_legal(text, shape) {
            return Sign::Sure(Furniture::Notice);
        }
        if shape.credits >= 1
            && text.len() <= 400
            && (is_desk_credit(text) || shape.words <= 40 && Credits::default().contributors(text))
        {
            return Sign::Sure(Furniture::Credit);
        }
        if is_caption(text, shape, prose) {
            return Sign::Sure(Furniture::Caption);
        }
        if prose == Prose::Strong {
            return if shape.may_speak_for_the_site() { Sign::Likely(Furniture::Notice) } else { Sign::Nothing };
        }
        if prose == Prose::None && is_date_line(text, shape) {
            return Sign::Likely(Furniture::Date);
        }
        if is_teaser(text, shape, prose) {
            return Sign::Sure(Furniture::Teaser);
        }
        if shape.ending == Ending::Open && is_run_of_names(text, shape) {
            return Sign::Likely(Furniture::Menu);
        }
        if prose == Prose::None {
            if is_address(text) {
                return Sign::Sure(Furniture::Mark);
            }
            if shape.words <= 6 && (shape.cues == shape.words || shape.site >= 1 && shape.cues * 2 >= shape.words) {
                return Sign::Sure(Furniture::Mark);
            }
            if is_byline(text, shape) {
                return Sign::Likely(Furniture::Byline);
            }
            if shape.words <= 12 && shape.site_words() * 3 >= shape.words {
                return Sign::Likely(Furniture::Mark);
            }
        }
        if shape.may_speak_for_the_site() { Sign::Likely(Furniture::Notice) } else { Sign::Nothing }
    }

    pub(super) fn furniture(self) -> Option<Furniture> {
        match self {
            Sign::Nothing => None,
            Sign::Likely(furniture) | Sign::Sure(furniture) => Some(furniture),
        }
    }
}

/// A line without letters: rules, arrows and clocks are furniture; other numbers may be a table.
fn numbers(text: &str, shape: &Shape) -> Sign {
    if shape.words == 0 {
        return Sign::Sure(Furniture::Mark);
    }
    let clock = text
        .as_bytes()
        .windows(4)
        .any(|w| w[0].is_ascii_digit() && w[1] == b':' && w[2..].iter().all(u8::is_ascii_digit));
    if clock && text.len() <= 20 {
        Sign::Sure(Furniture::Mark)
    } else if is_date_line(text, shape) {
        Sign::Likely(Furniture::Date)
    } else {
        Sign::Nothing
    }
}

/// Only a web or mail address.
fn is_address(text: &str) -> bool {
    let one_word = !text.contains(char::is_whitespace);
    let web = ["http://", "https://", "www."]
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|t| t.eq_ignore_ascii_case(start)));
    one_word && (web || text.contains('@') && text.contains('.'))
}

/// `© 2019 Harbour Post`, `Copyright 2019 …`, `(c) Harbour Post`.
fn is_legal(text: &str, shape: &Shape) -> bool {
    if shape.words > 60 {
        return false;
    }
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    let year = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    if bare.starts_with('©') || bare.strip_prefix("(c) ").or_else(|| bare.strip_prefix("(C) ")).is_some_and(year) {
        return true;
    }
    let Some(rest) =
        bare.get(..9).filter(|start| start.eq_ignore_ascii_case("copyright")).map(|_| bare[9..].trim_start())
    else {
        return shape.wide && shape.words <= 20 && text.contains('©');
    };
    rest.starts_with(['©', '(', ':']) || year(rest) || rest.starts_with("by ")
}

/// A line under a picture: it speaks of one and names who took it.
fn is_caption(text: &str, shape: &Shape, prose: Prose) -> bool {
    if text.len() > 600 || shape.words < 2 || prose == Prose::Strong && shape.images == 0 {
        return false;
    }
    let slash = credited_by_slash(text);
    let bracket = text.trim_end().strip_suffix(')').and_then(|t| t.rfind('(').map(|open| &t[open + 1..]));
    let credited =
        slash || bracket.is_some_and(|inner| inner.len() <= 60 && inner.split(['/', ',', ':']).any(names_pictures));
    match prose {
        Prose::Strong => shape.images >= 1 && credited,
        _ => {
            credited && (slash || shape.images >= 1 || prose == Prose::None && shape.words >= 5)
                || shape.first & cue::IMAGE != 0
                    && prose == Prose::None
                    && (text.contains(':') && shape.words <= 14 || shape.words <= 9)
                || shape.images >= 1 && doubled(text)
        }
    }
}

/// Ends in `Name / AGENCY` or `AGENCY/Name`, and is no sentence after that.
fn credited_by_slash(text: &str) -> bool {
    let Some(slash) = text.rfind('/') else { return false };
    let (before, after) = (text[..slash].trim_end(), text[slash + 1..].trim());
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    after.split_whitespace().count() <= 4 && (names_pictures(last) || names_pictures(after) || after == "File Photo")
}

/// An agency, or one of the houses that deal in pictures only.
fn names_pictures(name: &str) -> bool {
    let houses = ["Getty", "Shutterstock", "iStock", "EPA", "EPA-EFE", "Corbis", "Alamy", "Bloomberg", "SIPA"];
    let name = name.trim();
    let name =
        [" Photo", " Photos", " Images", " via AP"].iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name);
    houses.contains(&name) || super::credit::agency(name).is_some()
}

/// Says its last words twice: the text of a picture and its caption, a button and its label.
pub(super) fn doubled(text: &str) -> bool {
    if text.len() > 300 {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let n = words.len();
    (1..=n / 2).any(|k| (k >= 2 || n <= 3) && words[n - k..] == words[n - 2 * k..n - k])
}

/// A headline of another article with its label: `Related article: …`, `READ ALSO | …`, `… Read more`.
fn is_teaser(text: &str, shape: &Shape, prose: Prose) -> bool {
    if text.len() > 300 || shape.words < 3 || shape.ending == Ending::Stop {
        return false;
    }
    let listing = cue::LIST | cue::ACT | cue::THING | cue::IMAGE;
    if shape.first & listing != 0 {
        let label = text.find([':', '|']).filter(|&at| at <= 40).map(|at| &text[..at]);
        if let Some(label) = label {
            let (mut known, mut all) = (0, 0);
            for word in words(label) {
                all += 1;
                known += u32::from(cue(&label[word.start..word.end]) & listing != 0);
            }
            if all <= 4 && known * 2 >= all && shape.words >= all + 2 {
                return true;
            }
        }
        let mut first = words(text).map(|w| &text[w.start..w.end]);
        let (one, two) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
        let capital = |w: &str| w.starts_with(char::is_uppercase);
        if prose == Prose::None && cue(one) & cue::LIST != 0 {
            // "Also on harbourpost.example Pilots walk out", "Related Coverage Pilots walk out"
            let site = two.eq_ignore_ascii_case("on") && text.split_whitespace().take(4).any(is_host);
            if site || capital(two) && cue(two) & (cue::LIST | cue::THING) != 0 && shape.words >= 4 {
                return true;
            }
        }
    }
    if prose == Prose::None && shape.words >= 4 {
        let mut last = text.split_whitespace().rev();
        let (two, one) = (last.next().unwrap_or_default(), last.next().unwrap_or_default());
        let button = |w: &str| cue(w) & (cue::LIST | cue::ACT) != 0;
        return button(one) && button(two) && one.starts_with(char::is_uppercase);
    }
    false
}

/// `harbourpost.example`: letters, a dot, letters.
pub(super) fn is_host(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ':']);
    word.len() <= 60
        && word.contains('.')
        && word.split('.').all(|part| part.len() >= 2 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        && word.rsplit('.').next().is_some_and(|top| top.bytes().all(|b| b.is_ascii_lowercase()))
}

/// A date and hardly anything else: labels, weekdays, a clock, a name in capitals behind a label or before a dash.
pub(super) fn is_date_line(text: &str, shape: &Shape) -> bool {
    if text.len() > 160 || shape.digits == 0 || shape.words > 20 {
        return false;
    }
    let Some(date) = dates(text).find(|date| date.year.is_some()) else {
        return shape.digits > 0 && shape.times > 0 && shape.cues + shape.digits >= shape.words;
    };
    let (mut before, mut after, mut small) = (0, 0, 0);
    for word in words(text).filter(|w| w.end <= date.at.start || w.start >= date.at.end) {
        let token = &text[word.start..word.end];
        if cue(token) & (cue::TIME | cue::BY) != 0 || word.initial == Initial::Digit {
            continue;
        }
        small += u32::from(token.len() > 2 && word.initial == Initial::Lower);
        if word.start < date.at.start {
            before += 1;
        } else {
            after += 1;
        }
    }
    let labelled = shape.first & (cue::TIME | cue::BY) != 0;
    let apart = text[..date.at.start].trim_end().ends_with(['|', '·', '•', '-', '–', '—', '/']);
    before <= if labelled || apart { 5 } else { 1 } && after <= 5 && small <= 1
}

/// A menu on one line: the languages of a site in three scripts or more, or thirty names without a comma.
fn is_run_of_names(text: &str, shape: &Shape) -> bool {
    if shape.words >= 25 && !text.contains([',', ';', ':', '.', '،', '、', '。']) {
        return true;
    }
    if shape.uncased < 2 || shape.words > 100 {
        return false;
    }
    let mut scripts: Vec<u32> =
        text.chars().filter(|c| c.is_alphabetic()).map(|c| u32::from(c) >> 7).filter(|&s| s > 4).collect();
    scripts.sort_unstable();
    scripts.dedup();
    scripts.len() >= 3
}

/// The words that stand before an author's name.
pub(super) const PREPOSITIONS: [&str; 9] = ["by", "von", "par", "por", "di", "door", "av", "автор", "af"];

/// `By Marta Olsson`, `Von Marta Olsson, Hamburg`: only names before the first comma.
pub(super) fn is_byline(text: &str, shape: &Shape) -> bool {
    let by = words(text).take(2).any(|w| PREPOSITIONS.contains(&text[w.start..w.end].to_lowercase().as_str()));
    if shape.first & cue::BY == 0
        || !by
        || !(2..=16).contains(&shape.words)
        || shape.ending == Ending::Stop
        || text.len() > 140
    {
        return false;
    }
    let names = &text[..text.find([',', '|', '·', '(']).unwrap_or(text.len())];
    let joins = ["and", "und", "et", "y", "e", "en", "och", "og", "by", "и", "de", "van", "von", "der", "del", "da"];
    let mut all = words(names).skip(1).map(|w| (w, &names[w.start..w.end]));
    let mut count = 0;
    all.all(|(word, token)| {
        count += 1;
        word.initial != Initial::Lower || joins.contains(&token)
    }) && count >= 1
}
