//! What a page tells about itself: when, by whom, where.

use std::ops::Range;

use super::clock::{clock_after, clock_before};
use super::credit::{Credit, Credits};
use super::cue::{self, cue};
use super::scan::{first_bytes, words};
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
    let head = if report.is_empty() { &lines[..lines.len().min(3)] } else { &lines[..opening] };
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
        let place = first_bytes(text, 90 + '—'.len_utf8());
        let place = place.find([')', '—', '–']).filter(|&at| at <= 90).map(|at| &text[..at])?;
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

/// The author a byline names, without what stands after the name.
fn author<'a>(line: &Line<'a>) -> Option<&'a str> {
    if !matches!(line.sign, Sign::Likely(Furniture::Byline | Furniture::Date)) {
        return None;
    }
    let text = line.text;
    let by = words(text).find(|w| PREPOSITIONS.contains(&text[w.start..w.end].to_lowercase().as_str()))?;
    let name = text[by.end..].trim_start_matches([':', ' ', '\u{a0}']);
    let end = name.find(['|', ',', '·', '•', ';', '(']).unwrap_or(name.len());
    let end = [" - ", " – ", " — "].iter().filter_map(|dash| name.find(dash)).chain([end]).min().unwrap_or(end);
    let name = name[..end].trim();
    let words = name.split_whitespace().count();
    let capital = name.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase());
    (capital && (1..=8).contains(&words) && super::credit::agency(name).is_none()).then_some(name)
}

fn credit(lines: &[Line<'_>], head: &[Line<'_>], report: &Range<usize>) -> Option<Credit> {
    let mut credits = Credits::default();
    let is_caption = |line: &Line<'_>| line.sign == Sign::Sure(Furniture::Caption);
    for line in head.iter().filter(|line| line.prose == Prose::None && line.text.len() <= 140 && !is_caption(line)) {
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
    let on_a_site = teasers.filter_map(|line| {
        let mut words = line.text.split_whitespace().skip(1);
        words.next().filter(|word| word.eq_ignore_ascii_case("on")).and(words.next())
    });
    if let Some(host) = on_a_site.into_iter().find(|word| is_host(word)) {
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
    signed.map(|pair| pair[0].text).or_else(|| tail.iter().rev().find_map(|line| copyright_holder(line)))
}

/// The only line after the report that is an address, if it is long enough to be that of an article.
fn sole_address<'a>(tail: &[Line<'a>]) -> Option<&'a str> {
    let mut addresses = tail
        .iter()
        .map(|line| line.text)
        .filter(|text| text.starts_with("http") && !text.contains(char::is_whitespace));
    addresses.next().filter(|address| addresses.next().is_none() && address.len() >= 40)
}

/// `Harbour Post` of `© 2019 Harbour Post. All rights reserved.`
fn copyright_holder<'a>(line: &Line<'a>) -> Option<&'a str> {
    if line.sign != Sign::Sure(Furniture::Notice) || line.text.len() > 200 {
        return None;
    }
    let text = match line.text.find('©') {
        Some(sign) => &line.text[sign..],
        None => line.text.get(9..).filter(|_| line.text[..9].eq_ignore_ascii_case("copyright"))?,
    };
    let name = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let name = name.strip_prefix("by ").or_else(|| name.strip_prefix("BY ")).unwrap_or(name);
    let name = name[..name.find([',', '.', '|', ';', '(']).unwrap_or(name.len())].trim();
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let words = name.split_whitespace().count();
    // who sells columns to many outlets is none
    let sells = ["agency", "syndicate", "creators"].iter().any(|word| name.to_lowercase().contains(word));
    let fits =
        (1..=6).contains(&words) && name.starts_with(char::is_uppercase) && super::credit::agency(name).is_none();
    (fits && !sells).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::read;

    /// A page with `head` between headline and report.
    fn with(head: &str, tail: &str) -> String {
        let report = "Pilots in the port of Antwerp walked out on Thursday, and ships were sent to other harbours.\n\
            The port authority of Antwerp said on April 2, 2011 that talks with the pilots would resume.\n";
        format!("Pilots walk out in Antwerp\n{head}\n{report}{tail}\n")
    }

    #[test]
    fn dates_of_pages() {
        for (head, expected) in [
            ("April 18, 2019", Some("2019-04-18")),
            ("22 Apr, 2019 21:44", Some("2019-04-22T21:44:00Z")),
            ("Thursday 18 April , 2019", Some("2019-04-18")),
            ("Updated April 19, 2019\nPublished April 18, 2019", Some("2019-04-18")),
            ("2019-04-18T11:30:00+02:00", Some("2019-04-18T09:30:00Z")),
            ("Published: 18.04.2019, 09:12 AM", Some("2019-04-18T09:12:00Z")),
            ("Apr. 18, 2019 at 4:47 p.m. EDT", Some("2019-04-18T20:47:00Z")),
            ("Updated: 10:31 PM CDT Apr 18, 2019", Some("2019-04-19T03:31:00Z")),
            ("18 апреля 2019, 17:20", Some("2019-04-18T17:20:00Z")),
            ("By Marta Olsson | April 18, 2019 | 5 min read", Some("2019-04-18")),
            ("Marta Olsson", None),
            ("Year to September 30, 1986", None),
        ] {
            let body = with(head, "Most read\nStorm closes bridges\n17 April 2019\nTen recipes\n16 April 2019");
            let page = read("", &body);
            assert_eq!(page.published.map(|p| p.to_string()).as_deref(), expected, "{head}");
            assert!(!page.absurd_date, "{head}");
        }
        for absurd in ["January 1, 0001", "31 April 2019", "Published: 9999-12-31"] {
            let page_body = with(absurd, "");
            let page = read("", &page_body);
            assert_eq!((page.published, page.absurd_date), (None, true), "{absurd}");
        }
    }

    #[test]
    fn dates_elsewhere_on_the_page() {
        let dateline = "MOSCOW, April 18, 2019 (Reuters) - The two leaders will meet in Vladivostok, the Kremlin said.";
        assert_eq!(read("", dateline).published.map(|p| p.to_string()).as_deref(), Some("2019-04-18"));
        let address = with("", "Original url:\nhttps://www.harbourpost.example/2019/04/18/pilots-walk-out");
        let page = read("", &address);
        assert_eq!(page.published.map(|p| p.to_string()).as_deref(), Some("2019-04-18"));
        assert_eq!(page.source, Some("harbourpost.example"));
        assert_eq!(read("", &with("", "")).published, None);
    }

    #[test]
    fn who_and_where() {
        let body = with("By Marta Olsson, Antwerp", "© 2019 Harbour Post Ltd. All rights reserved.");
        let page = read("", &body);
        assert_eq!((page.byline, page.source), (Some("Marta Olsson"), Some("Harbour Post Ltd")));
        let body = with("By Reuters", "");
        let page = read("", &body);
        assert_eq!((page.byline, page.credit.as_ref().map(super::Credit::agency)), (None, Some("reuters")));
    }
}
