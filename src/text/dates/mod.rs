//! Calendar dates in text: `April 18, 2019`, `18. April`, `2019-04-18`, `18.04.2019`, `18 апреля 2019`, `2019年4月18日`.

mod month;

use std::ops::Range;

use jiff::civil;

use crate::article::Published;
use crate::text::eight::find_digit;
use month::month;

/// A date as a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextDate {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// The year; `None` when the text leaves it out.
    pub year: Option<i16>,
    /// The month, as written: 1 to 12 when [`TextDate::is_real`].
    pub month: u8,
    /// The day of the month, as written.
    pub day: u8,
}

impl TextDate {
    /// Whether the calendar has this day: there is no 31 April. Without a year, 29 February passes.
    pub fn is_real(&self) -> bool {
        self.in_year(self.year.unwrap_or(2000)).is_some()
    }

    /// The day, counted from 1970-01-01. A date without a year is the one closest to `near`; without that it is
    /// unknown.
    pub fn day_number(&self, near: Option<Published>) -> Option<i32> {
        if let Some(year) = self.year {
            return self.day_number_in(year);
        }
        let near = near?;
        let year =
            civil::Date::new(1970, 1, 1).ok()?.checked_add(jiff::Span::new().try_days(near.day()).ok()?).ok()?.year();
        (year - 1..=year + 1).filter_map(|year| self.day_number_in(year)).min_by_key(|day| day.abs_diff(near.day()))
    }

    fn in_year(&self, year: i16) -> Option<civil::Date> {
        civil::Date::new(year, i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?).ok()
    }

    fn day_number_in(&self, year: i16) -> Option<i32> {
        let date = self.in_year(year)?;
        let epoch = civil::Date::new(1970, 1, 1).ok()?;
        Some(epoch.until(date).ok()?.get_days())
    }
}

/// The dates of a text, in order and without overlap.
///
/// Stands beside names and numbers in the analysis of a text, and reads the date lines of a page. Month names are known
/// in a dozen languages. `18/04/2019` is read, `04/05/2019` is not: it is two different days on the two sides of the
/// Atlantic. Days that no calendar has (31 April) are given too, for [`TextDate::is_real`] to tell.
///
/// ```
/// use samestory::text::dates;
/// let found: Vec<_> = dates("The summit of April 25, 2019, announced on 18 April, drew 300 reporters.").collect();
/// assert_eq!((found[0].year, found[0].month, found[0].day), (Some(2019), 4, 25));
/// assert_eq!((found[1].year, found[1].month, found[1].day), (None, 4, 18));
/// assert_eq!(found[1].day_number(Some("2019-04-20".parse()?)), Some(18_004));
/// # Ok::<(), samestory::Error>(())
/// ```
///
/// # Complexity
/// Linear; eight bytes without a digit cost a few cycles.
pub fn dates(text: &str) -> Dates<'_> {
    Dates { text, at: 0 }
}

/// The same where it is known where runs of letters and digits begin with a digit. Digits behind a letter are no date.
pub(super) fn dates_at<'a>(text: &'a str, digits: &'a [u32]) -> impl Iterator<Item = TextDate> + 'a {
    let mut dates = Dates { text, at: 0 };
    digits.iter().filter_map(move |&start| {
        let start = start as usize;
        if start < dates.at { None } else { dates.of_digits(start) }
    })
}

/// Iterator of [`dates`].
#[derive(Debug, Clone)]
pub struct Dates<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Dates<'_> {
    type Item = TextDate;

    fn next(&mut self) -> Option<TextDate> {
        let bytes = self.text.as_bytes();
        loop {
            let start = find_digit(bytes, self.at)?;
            if let Some(date) = self.of_digits(start) {
                return Some(date);
            }
        }
    }
}

impl Dates<'_> {
    /// The date to which the digits at `start` belong, if they belong to one; looks on behind it.
    fn of_digits(&mut self, start: usize) -> Option<TextDate> {
        let bytes = self.text.as_bytes();
        let end = digits_end(bytes, start);
        let found = if end - start <= 4 && !glued(bytes, start) { self.around(start, end) } else { None };
        self.at = found.as_ref().map_or(end, |date| date.at.end);
        found
    }

    /// The date to which the number at `start..end` belongs.
    fn around(&self, start: usize, end: usize) -> Option<TextDate> {
        let number = number(&self.text[start..end])?;
        match end - start {
            4 => self.year_first(start, end, number),
            1 | 2 => {
                let day = u8::try_from(number).ok()?;
                self.numeric(start, end, day)
                    .or_else(|| self.day_first(start, end, day))
                    .or_else(|| self.month_first(start, end, day))
            }
            _ => None,
        }
    }

    /// `2019-04-18`, `2019/4/18`, `2019年4月18日`.
    fn year_first(&self, start: usize, end: usize, year: u16) -> Option<TextDate> {
        let rest = &self.text[end..];
        let (month, day, len) = if let Some(after) = rest.strip_prefix('年') {
            let (month, after) = leading(after)?;
            let (day, after) = leading(after.strip_prefix('月')?)?;
            (month, day, rest.len() - after.strip_prefix('日').unwrap_or(after).len())
        } else {
            let sign = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
            let (month, after) = leading(&rest[1..])?;
            let (day, after) = leading(after.strip_prefix(sign)?)?;
            (month, day, rest.len() - after.len())
        };
        let date = TextDate { at: start..end + len, year: i16::try_from(year).ok(), month, day };
        (month <= 31 && day <= 31).then_some(date)
    }

    /// `18.04.2019`, `18/04/2019`, `04/18/2019`, `18-04-2019`.
    fn numeric(&self, start: usize, end: usize, first: u8) -> Option<TextDate> {
        let rest = &self.text[end..];
        let sign = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
        let spaced = if sign == '.' { rest[1..].trim_start_matches(' ') } else { &rest[1..] };
        let (second, after) = leading(spaced)?;
        let after = after.strip_prefix(sign)?;
        let (year, len) = year(if sign == '.' { after.trim_start_matches(' ') } else { after })?;
        let after = &(if sign == '.' { after.trim_start_matches(' ') } else { after })[len..];
        let (day, month) = match (first, second) {
            (13.., 13..) => return None,
            (_, 13..) => (second, first),
            (13.., _) => (first, second),
            _ if sign == '.' || first == second => (first, second),
            _ => return None,
        };
        Some(TextDate { at: start..self.text.len() - after.len(), year: Some(year), month, day })
    }

    /// `18 April 2019`, `22 Apr, 2019`, `18. April`, `18 de abril de 2019`, `18-Apr-19`.
    fn day_first(&self, start: usize, end: usize, day: u8) -> Option<TextDate> {
        let rest = &self.text[end..];
        let mut after = rest.trim_start_matches(['.', 'º', '°', ' ', '\u{a0}']);
        for ordinal in ["st", "nd", "rd", "th", "er"] {
            after = rest.strip_prefix(ordinal).filter(|tail| tail.starts_with([' ', '\u{a0}'])).unwrap_or(after);
        }
        let hyphen = rest.starts_with('-');
        after = after
            .trim_start_matches([' ', '\u{a0}'])
            .strip_prefix('-')
            .unwrap_or(after.trim_start_matches([' ', '\u{a0}']));
        for link in ["of ", "de ", "d'"] {
            after = after.strip_prefix(link).unwrap_or(after);
        }
        let word = after.find(|c: char| !c.is_alphabetic() && !is_mark(c)).map_or(after, |n| &after[..n]);
        let (month, shy) = month(word)?;
        let tail = &after[word.len()..];
        let month_end = self.text.len() - tail.len();
        if hyphen
            && let Some(year) = tail.strip_prefix('-').and_then(|t| t.get(..2)).and_then(number)
            && digits_end(tail.as_bytes(), 1) == 3
        {
            let year = if year < 70 { 2000 + year } else { 1900 + year };
            return Some(TextDate { at: start..month_end + 3, year: i16::try_from(year).ok(), month, day });
        }
        let mut links = tail.trim_start_matches(['.', ',', ' ', '\u{a0}', '-']);
        for link in ["de ", "del ", "of "] {
            links = links.strip_prefix(link).unwrap_or(links);
        }
        let year = if links.len() < tail.len() { year(links) } else { None };
        dated(
            start,
            day,
            month,
            shy && word.starts_with(char::is_lowercase),
            year,
            month_end,
            self.text.len() - links.len(),
        )
    }

    /// `April 18, 2019`, `Apr. 18`, `April 26-27`.
    fn month_first(&self, start: usize, end: usize, day: u8) -> Option<TextDate> {
        let before = self.text[..start].trim_end_matches([' ', '\u{a0}']);
        if before.len() == start {
            return None;
        }
        let before = before.strip_suffix('.').unwrap_or(before);
        let mut begin = before.len();
        for (at, c) in before.char_indices().rev().take(13) {
            if !c.is_alphabetic() && !is_mark(c) {
                break;
            }
            begin = at;
        }
        // the month may belong to the date before: "18 April 7"
        let word = before.get(begin..).filter(|_| begin >= self.at)?;
        let (month, shy) = month(word)?;
        let rest = &self.text[end..];
        let mut after = rest;
        for ordinal in ["st", "nd", "rd", "th"] {
            after = after.strip_prefix(ordinal).unwrap_or(after);
        }
        let day_end = self.text.len() - after.len();
        let links = after.trim_start_matches([',', ' ', '\u{a0}']);
        // "May 18 2019" has a comma or a year of our time; "May 18 1200 people" has neither
        let year = year(links).filter(|&(y, _)| {
            links.len() < after.len() && (after[..after.len() - links.len()].contains(',') || (1500..2200).contains(&y))
        });
        dated(
            begin,
            day,
            month,
            shy && word.starts_with(char::is_lowercase),
            year,
            day_end,
            self.text.len() - links.len(),
        )
    }
}

/// The date if it is one: a day that needs a year has it. `year` stands at `year_at`, with its length.
fn dated(
    start: usize,
    day: u8,
    month: u8,
    needs_year: bool,
    year: Option<(i16, usize)>,
    end: usize,
    year_at: usize,
) -> Option<TextDate> {
    match year {
        Some((year, len)) => Some(TextDate { at: start..year_at + len, year: Some(year), month, day }),
        None if needs_year || day == 0 || day > 31 => None,
        None => Some(TextDate { at: start..end, year: None, month, day }),
    }
}

/// A number that goes on before `start` is not a day: `1,918`, `3.18`, `$18`, `A18`.
fn glued(bytes: &[u8], start: usize) -> bool {
    let Some(before) = start.checked_sub(1).map(|i| bytes[i]) else { return false };
    match before {
        b'.' | b',' | b'-' | b'/' | b':' => start >= 2 && bytes[start - 2].is_ascii_digit(),
        b'$' | b'#' | b'%' => true,
        _ => before.is_ascii_alphabetic(),
    }
}

fn digits_end(bytes: &[u8], start: usize) -> usize {
    start + bytes[start..].iter().position(|b| !b.is_ascii_digit()).unwrap_or(bytes.len() - start)
}

fn number(digits: &str) -> Option<u16> {
    digits.parse().ok()
}

/// One or two digits at the beginning, and what follows them.
fn leading(text: &str) -> Option<(u8, &str)> {
    let end = digits_end(text.as_bytes(), 0);
    if end == 0 || end > 2 {
        return None;
    }
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// A year of four digits at the beginning, and its length.
fn year(text: &str) -> Option<(i16, usize)> {
    let end = digits_end(text.as_bytes(), 0);
    if end != 4 {
        return None;
    }
    Some((text[..4].parse().ok()?, 4))
}

/// Vowel signs and viramas, which are no letters to Unicode but stand within Indian month names.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{93a}'..='\u{94f}' | '\u{64b}'..='\u{65f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let show = |d: TextDate| format!("{}-{}-{}", d.year.map_or("?".to_owned(), |y| y.to_string()), d.month, d.day);
        dates(text).map(show).collect()
    }

    #[test]
    fn forms_of_dates() {
        for (text, expected) in [
            ("date 2019-04-18 English", "2019-4-18"),
            ("April 18, 2019", "2019-4-18"),
            ("22 Apr, 2019 21:44", "2019-4-22"),
            ("Thursday 18 April , 2019", "2019-4-18"),
            ("18.04.2019", "2019-4-18"),
            ("18. 4. 2019", "2019-4-18"),
            ("18/04/2019", "2019-4-18"),
            ("4/18/2019", "2019-4-18"),
            ("am 18. April 2019 um 9 Uhr", "2019-4-18"),
            ("18 de abril de 2019", "2019-4-18"),
            ("18 апреля 2019 года", "2019-4-18"),
            ("le 1er mai 2019", "2019-5-1"),
            ("18 अप्रैल 2019", "2019-4-18"),
            ("2019年4月18日(木)", "2019-4-18"),
            ("07-Sep-05", "2005-9-7"),
            ("on April 26-27 in China", "?-4-26"),
            ("on Apr. 18", "?-4-18"),
            ("the 18th of April", "?-4-18"),
            ("2019-04-18T09:30:00Z", "2019-4-18"),
            ("2019-02-31", "2019-2-31"),
            ("on 18 April 7 ships", "?-4-18"),
        ] {
            assert_eq!(all(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "04/05/2019",
            "a 3-4 win",
            "the 18 may leave",
            "they march 5 miles",
            "1,918 April",
            "$18 April-like",
            "10.1.2.3",
            "5-0",
            "version 3.18",
            "Apollo 11",
            "0:00 24:55",
            "2 days ago 18 people",
            "18:30",
            "12345-04-18",
            "",
        ] {
            assert!(all(text).is_empty(), "{text}: {:?}", all(text));
        }
    }

    #[test]
    fn the_runs_that_begin_with_a_digit_show_all_dates() {
        use crate::sketch::hash::mix;
        use crate::text::runs::Runs;
        let parts = [
            "18",
            "4",
            "2019",
            "7",
            "05",
            "123",
            "April",
            "Sep",
            "may",
            "апреля",
            "年",
            "月",
            "日",
            "th",
            "st",
            " ",
            " ",
            " ",
            ".",
            "-",
            "/",
            ",",
            "T09",
            "B52",
            "of ",
            "é",
            "\u{a0}",
            "de ",
        ];
        let mut runs = Runs::default();
        let mut found = 0;
        for case in 0..20_000_u64 {
            let part = |i: u64| parts[(mix(case << 8 | i) % parts.len() as u64) as usize];
            let text: String = (0..3 + mix(case) % 12).map(part).collect();
            runs.find(&text);
            let runs = runs.of(0..text.len());
            let starts = runs.iter().filter(|&(start, _)| text.as_bytes()[start].is_ascii_digit());
            let digits: Vec<u32> = starts.map(|(start, _)| start as u32).collect();
            let expected: Vec<TextDate> = dates(&text).collect();
            found += expected.len();
            assert_eq!(dates_at(&text, &digits).collect::<Vec<_>>(), expected, "{text}");
        }
        assert!(found > 1000, "{found}");
    }

    #[test]
    fn the_year_left_out_is_the_closest() {
        let near: Published = "2019-01-02".parse().unwrap();
        let found = dates("since December 28").next().unwrap();
        assert_eq!(found.day_number(Some(near)), Some("2018-12-28".parse::<Published>().unwrap().day()));
        assert_eq!(found.day_number(None), None);
        assert!(!dates("31 April 2019").next().unwrap().is_real());
        assert_eq!(dates("1 January 0001").next().unwrap().day_number(None), Some(-719_162));
    }
}
