//! What a page tells about itself: when, by whom, where.

use std::ops::Range;

use super::credit::{Credit, Credits};
use super::cue::{self, cue};
use super::scan::words;
use super::shape::Prose;
use super::sign::{PREPOSITIONS, Sign, is_host};
use super::{Furniture, Line, LineKind};
use crate::article::Published;
use crate::text::dates::{TextDate, dates};

/// What was found; unknown stays `None`.
#[derive(Debug, Default)]
pub(super) struct Metadata<'a> {
    pub(super) published: Option<Published>,
    pub(super) absurd_date: bool,
    pub(super) byline: Option<&'a str>,
    pub(super) credit: Option<Credit>,
    pub(super) source: Option<&'a str>,
}

/// Reads the lines around the report, which is empty when there is none; its text proper begins at `opening`.
pub(super) fn read<'a>(lines: &[Line<'a>], report: &Range<usize>, opening: usize) -> Metadata<'a> {
    let mut found = Metadata::default();
    let head = if report.is_empty() { &lines[..lines.len().min(8)] } else { &lines[..opening] };
    let tail = &lines[report.end..];
    date(&mut found, head, tail, lines.get(report.start).filter(|_| !report.is_empty()));
    found.byline = head.iter().find_map(author);
    found.source = source(lines, tail);
    found.credit = credit(lines, head, report);
    found
}

/// The page's own date: below the headline rather than above, as published rather than as updated; from the address
/// of the page if it is shown, or a line after the report that says when it was published.
fn date(found: &mut Metadata<'_>, head: &[Line<'_>], tail: &[Line<'_>], opening: Option<&Line<'_>>) {
    let below = head.iter().position(|line| line.kind == Some(LineKind::Title)).unwrap_or(0);
    let (above, below) = head.split_at(below);
    let mut best: Option<(u8, TextDate, &str)> = None;
    for (line, above) in below.iter().map(|l| (l, 0)).chain(above.iter().map(|l| (l, 2))) {
        if let Some(date) = own_date(line) {
            let before = line.text[..date.at.start].to_lowercase();
            let updated = ["updat", "modif", "aktualis", "actuali", "обнов"].iter().any(|word| before.contains(word));
            let rank = above + u8::from(updated);
            if best.as_ref().is_none_or(|&(known, ..)| rank < known) {
                best = Some((rank, date, line.text));
            }
        }
    }
    let closing = || {
        let mut dated =
            tail.iter().filter(|line| matches!(line.sign, Sign::Likely(Furniture::Date | Furniture::Byline)));
        let only = dated.next().filter(|line| dated.next().is_none() && line.shape.first & cue::TIME != 0)?;
        Some((dates(only.text).find(|d| d.year.is_some())?, only.text))
    };
    let address = || {
        let line = sole_address(tail)?;
        let date = dates(line).find(|d| d.year.is_some() && line[..d.at.start].ends_with('/'))?;
        Some((date, line))
    };
    let dateline = || {
        let text = opening?.text;
        let place = text.find([')', '—', '–']).filter(|&at| at <= 90).map(|at| &text[..at])?;
        let capitals = place.chars().take(4).all(|c| c.is_uppercase() || !c.is_alphabetic());
        Some((dates(place).find(|d| d.year.is_some() && capitals)?, text))
    };
    let best = best.map(|(_, date, text)| (date, text)).or_else(closing).or_else(address).or_else(dateline);
    if let Some((date, text)) = best {
        found.published = moment(&date, text);
        found.absurd_date = found.published.is_none();
    }
}

/// The date of a date line, a byline, or a menu that begins with one ("date 2019-04-18 English Hindi …").
fn own_date(line: &Line<'_>) -> Option<TextDate> {
    let date = dates(line.text).find(|date| date.year.is_some())?;
    match line.sign {
        Sign::Likely(Furniture::Date | Furniture::Byline) => Some(date),
        _ if line.kind == Some(LineKind::Furniture(Furniture::Menu)) && date.at.start <= 40 => {
            words(&line.text[..date.at.start]).all(|w| cue(&line.text[w.start..w.end]) & cue::TIME != 0).then_some(date)
        }
        _ => None,
    }
}

/// The moment a date line names: its day, and the time of day if one stands beside it. `None` outside 1800 to 2200.
///
/// A time without a zone, or in a zone whose letters mean several, is taken as UTC.
fn moment(date: &TextDate, text: &str) -> Option<Published> {
    let year = date.year.filter(|year| (1800..=2200).contains(year))?;
    let rest = &text[date.at.start..];
    let stamp = rest.split_whitespace().next().unwrap_or_default().trim_end_matches([',', ';', '.']);
    if stamp.len() > 10
        && stamp.as_bytes()[10..].starts_with(b"T")
        && let Ok(exact) = stamp.parse::<Published>()
    {
        return Some(exact);
    }
    let day = TextDate { year: Some(year), ..date.clone() }.day_number(None)?;
    let seconds = clock_after(&text[date.at.end..]).or_else(|| clock_before(&text[..date.at.start]));
    match seconds {
        Some(seconds) => Published::from_seconds(i64::from(day) * 86_400 + i64::from(seconds)),
        None => Published::from_day(day),
    }
}

/// `, 21:44`, ` at 10:42 am ET`: seconds since midnight UTC.
fn clock_after(text: &str) -> Option<i32> {
    let at = text.find(|c: char| c.is_ascii_digit()).filter(|&at| at <= 12)?;
    let mut links = text[..at].split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let linked = links.all(|w| ["at", "um", "à", "a", "las", "às", "в", "T", "kl", "ore", "om"].contains(&w));
    let (seconds, _) = clock(&text[at..]).filter(|_| linked)?;
    Some(seconds)
}

/// `21:44 `, `10:31 PM CDT `: the clock just before a date.
fn clock_before(text: &str) -> Option<i32> {
    let colon = text.rfind(':')?;
    let hour = text[..colon]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let (seconds, rest) = clock(&text[hour..])?;
    rest.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-' | '|' | '·' | '.')).then_some(seconds)
}

/// A time of day at the beginning, in seconds since midnight UTC, and what follows it.
fn clock(text: &str) -> Option<(i32, &str)> {
    let number = |text: &str| -> Option<(i32, usize)> {
        let len = text.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&len).then(|| text[..len].parse().ok().map(|n| (n, len)))?
    };
    let (mut hour, len) = number(text)?;
    let rest = &text[len..];
    let (minute, rest) =
        match rest.strip_prefix([':', '.', 'h']).and_then(|rest| number(rest).map(|(n, len)| (n, len, rest))) {
            Some((n, 2, rest)) => (n, &rest[2..]),
            _ => (-1, rest),
        };
    let rest = rest.strip_prefix(':').and_then(|r| number(r).filter(|n| n.1 == 2).map(|_| &r[2..])).unwrap_or(rest);
    let half = rest.trim_start();
    let lower = half.get(..4.min(half.len())).unwrap_or_default().to_ascii_lowercase();
    let (pm, rest) = match () {
        () if lower.starts_with("p.m.") || lower.starts_with("a.m.") => (Some(lower.starts_with('p')), &half[4..]),
        () if lower.starts_with("pm") || lower.starts_with("am") => (Some(lower.starts_with('p')), &half[2..]),
        () => (None, rest),
    };
    if minute < 0 && pm.is_none() {
        return None;
    }
    if let Some(pm) = pm {
        hour = hour % 12 + if pm { 12 } else { 0 };
    }
    let minute = minute.max(0);
    if hour > 23 || minute > 59 {
        return None;
    }
    let (offset, rest) = zone(rest);
    Some((hour * 3600 + minute * 60 - offset, rest))
}

/// Seconds east of UTC of the zone named at the beginning; 0 when none is, or its letters mean several.
fn zone(text: &str) -> (i32, &str) {
    let bare = text.trim_start_matches([' ', '\u{a0}', '(']);
    let word = &bare[..bare.bytes().take_while(u8::is_ascii_alphabetic).count()];
    let hours = match word {
        "GMT" | "UTC" | "Z" | "WET" | "Uhr" | "IST" | "CST" => 0,
        "BST" | "CET" | "WEST" => 1,
        "CEST" | "EET" | "SAST" => 2,
        "MSK" | "EEST" | "EAT" => 3,
        "EDT" | "ET" => -4,
        "EST" | "CDT" => -5,
        "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        "JST" | "KST" => 9,
        _ => {
            let signed = bare.strip_prefix(['+', '-']).filter(|rest| rest.len() >= 5 && rest.as_bytes()[2] == b':');
            let Some(hours) = signed.and_then(|rest| rest.get(..2)?.parse::<i32>().ok()) else { return (0, text) };
            return (if bare.starts_with('-') { -hours } else { hours } * 3600, &bare[6..]);
        }
    };
    (hours * 3600, bare[word.len()..].trim_start_matches(')'))
}

/// The author a byline names, without what stands after the name.
fn author<'a>(line: &Line<'a>) -> Option<&'a str> {
    if !matches!(line.sign, Sign::Likely(Furniture::Byline | Furniture::Date)) {
        return None;
    }
    let text = line.text;
    let by = words(text).find(|w| PREPOSITIONS.contains(&text[w.start..w.end].to_lowercase().as_str()))?;
    let name = text[by.end..].trim_start_matches([':', ' ', '\u{a0}']);
    let end = name.find(['|', ',', '·', '•', ';', '(']).unwrap_or(name.len());
    let name = name[..end].trim();
    let words = name.split_whitespace().count();
    let capital = name.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase());
    (capital && (1..=8).contains(&words) && super::credit::agency(name).is_none()).then_some(name)
}

fn credit(lines: &[Line<'_>], head: &[Line<'_>], report: &Range<usize>) -> Option<Credit> {
    let mut credits = Credits::default();
    for line in head.iter().filter(|line| line.prose == Prose::None && line.text.len() <= 140) {
        credits.byline(line.text);
    }
    if let (Some(first), Some(last)) = (lines.get(report.start), report.end.checked_sub(1).and_then(|i| lines.get(i))) {
        credits.dateline(first.text);
        credits.close(last.text);
    }
    for line in lines {
        match line.sign {
            Sign::Sure(Furniture::Credit) => drop(credits.contributors(line.text)),
            Sign::Sure(Furniture::Caption) => credits.picture(line.text),
            _ => {}
        }
    }
    if let Some(line) = lines.get(report.end) {
        credits.close(line.text);
    }
    credits.strongest()
}

/// The host of the page's own address, of a teaser for the same site, the name over the outlet's words about itself,
/// or the holder of the copyright.
fn source<'a>(lines: &[Line<'a>], tail: &[Line<'a>]) -> Option<&'a str> {
    if let Some(address) = sole_address(tail) {
        let host = address.split_once("://").map_or(address, |(_, rest)| rest).split(['/', '?', '#', ':']).next()?;
        return Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| is_host(host));
    }
    let teasers = lines.iter().filter(|line| line.sign == Sign::Sure(Furniture::Teaser));
    if let Some(host) = teasers.flat_map(|line| line.text.split_whitespace().take(4)).find(|word| is_host(word)) {
        return Some(host);
    }
    let signed = tail.windows(2).find(|pair| {
        let (name, about) = (pair[0].text, pair[1].text);
        pair[0].prose == Prose::None
            && name.len() >= 2
            && pair[0].shape.words <= 5
            && pair[1].prose == Prose::Strong
            && {
                about.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')) && name.contains(char::is_uppercase)
            }
    });
    signed.map(|pair| pair[0].text).or_else(|| tail.iter().rev().find_map(|line| copyright_holder(line.text)))
}

/// The only line after the report that is an address.
fn sole_address<'a>(tail: &[Line<'a>]) -> Option<&'a str> {
    let mut addresses =
        tail.iter().map(|line| line.text).filter(|text| text.starts_with("http") && !text.contains(' '));
    addresses.next().filter(|_| addresses.next().is_none())
}

/// `Harbour Post` of `© 2019 Harbour Post. All rights reserved.`
fn copyright_holder(text: &str) -> Option<&str> {
    if !text.contains('©') && !text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("copyright"))
        || text.len() > 200
    {
        return None;
    }
    let rest = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = rest.get(..9).filter(|t| t.eq_ignore_ascii_case("copyright")).map_or(rest, |_| &rest[9..]);
    let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
    let end = rest.find([',', '.', '|', ';', '(']).unwrap_or(rest.len());
    let name = rest[..end].trim();
    let words = name.split_whitespace().count();
    let fits =
        (1..=6).contains(&words) && name.starts_with(char::is_uppercase) && super::credit::agency(name).is_none();
    fits.then_some(name)
}
