//! From a flat text to its paragraphs: lines, and hard-wrapped lines joined again.

use std::ops::Range;

use super::scan::{Ending, ending};
use crate::text::eight::find_byte;

/// A non-blank line, or the lines of one hard-wrapped paragraph; as a range of the body, without outer spaces.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub(super) at: Range<usize>,
    /// No blank line stands between it and the one before.
    pub(super) follows: bool,
}

/// Lines longer than this, in characters, are no hard-wrapped ones.
const WIDEST: usize = 100;

/// All paragraphs, in order. Every non-blank character of `body` lies in exactly one.
pub(super) fn paragraphs(body: &str) -> Vec<Paragraph> {
    let break_at = if find_byte(body.as_bytes(), b'\n').is_some() { b'\n' } else { b'\r' };
    let mut lines = Vec::new();
    let (mut start, mut follows) = (0, false);
    loop {
        let rest = &body[start..];
        let line = find_byte(rest.as_bytes(), break_at).map_or(rest, |end| &rest[..end]);
        let text = line.trim_start();
        let left = start + (line.len() - text.len());
        let text = text.trim_end();
        if text.is_empty() {
            follows = false;
        } else {
            lines.push(Paragraph { at: left..left + text.len(), follows });
            follows = true;
        }
        if line.len() == rest.len() {
            break;
        }
        start += line.len() + 1;
    }
    match width(body, &lines) {
        Some(width) => join(body, &lines, width),
        None => lines,
    }
}

/// The width at which the text was wrapped by hand or machine, if it was.
///
/// Lines that stop within a sentence and go on with a small letter below are rare otherwise; wrapped ones are also
/// about equally long.
fn width(body: &str, lines: &[Paragraph]) -> Option<usize> {
    let (mut soft, mut near, mut pairs, mut full) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut widest = 0;
    let is_longer = |line: &&Paragraph| line.at.len() > WIDEST && length(&body[line.at.clone()]) > WIDEST;
    // what takes more than four bytes a character need not be counted
    let surely = lines.iter().filter(|line| line.at.len() > 4 * WIDEST).count();
    let longer = if surely * 10 > lines.len() { surely } else { lines.iter().filter(is_longer).count() };
    if longer * 10 > lines.len() {
        return None;
    }
    let lengths: Vec<usize> = lines.iter().map(|line| length(&body[line.at.clone()])).collect();
    for (pair, lengths) in lines.windows(2).zip(lengths.windows(2)) {
        let (this, next) = (&body[pair[0].at.clone()], &body[pair[1].at.clone()]);
        if pair[1].follows && lengths[0] <= WIDEST && is_soft(this, next) {
            soft += 1;
            widest = widest.max(lengths[0]);
        }
    }
    let every = lengths.iter().copied().filter(|&n| n <= WIDEST).max().unwrap_or(0);
    for (pair, lengths) in lines.windows(2).zip(lengths.windows(2)) {
        let (this, next) = (&body[pair[0].at.clone()], &body[pair[1].at.clone()]);
        if !pair[1].follows {
            continue;
        }
        pairs += 1;
        near += usize::from(is_soft(this, next) && lengths[0] * 10 >= widest * 7);
        full += usize::from(no_room(lengths[0], next, every));
    }
    // one soft end suffices in a text without a single long line; among many lines of other kinds it takes more
    let by_case = near * 3 >= soft * 2
        && (soft >= 4 && widest >= 30
            || soft >= 2 && widest >= 30 && soft * 5 >= pairs
            || soft >= 1 && every <= 80 && widest >= 45);
    let by_room = lines.len() >= 6 && every >= 30 && full * 10 >= pairs * 7 && longer == 0;
    if by_case {
        Some(widest)
    } else if by_room {
        Some(every)
    } else {
        None
    }
}

fn length(line: &str) -> usize {
    if line.len() > 4 * WIDEST { line.len() } else { line.chars().count() }
}

/// `this` stops within a sentence and `next` goes on with a small letter.
fn is_soft(this: &str, next: &str) -> bool {
    next.starts_with(char::is_lowercase) && !matches!(ending(this), Ending::Stop | Ending::Cry)
}

/// The first word of `next` would not have fitted behind a line of `length` characters.
fn no_room(length: usize, next: &str, width: usize) -> bool {
    let word = next.chars().take(WIDEST).take_while(|c| !c.is_whitespace()).count();
    length + 1 + word > width
}

fn join(body: &str, lines: &[Paragraph], width: usize) -> Vec<Paragraph> {
    let mut joined: Vec<Paragraph> = Vec::with_capacity(lines.len() / 4 + 1);
    let mut previous: Option<&Paragraph> = None;
    for line in lines {
        let text = &body[line.at.clone()];
        let continues = previous.is_some_and(|before| {
            let (above, between) = (&body[before.at.clone()], &body[before.at.end..line.at.start]);
            // an indented line begins a paragraph
            let indent = between.rsplit(['\n', '\r']).next().map_or(0, str::len);
            let above_length = length(above);
            line.follows
                && indent < 2
                && above_length <= WIDEST
                && !super::shape::starts_like_an_item(text)
                && (is_soft(above, text) || no_room(above_length, text, width))
        });
        match joined.last_mut() {
            Some(last) if continues => last.at.end = line.at.end,
            _ => joined.push(line.clone()),
        }
        previous = Some(line);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(body: &str) -> Vec<&str> {
        paragraphs(body).into_iter().map(|p| &body[p.at]).collect()
    }

    #[test]
    fn plain_lines_stay_as_they_are() {
        assert_eq!(texts("  One.\r\n\r\n\tTwo goes on \n\nThree"), ["One.", "Two goes on", "Three"]);
        assert_eq!(texts("One.\rTwo."), ["One.", "Two."]);
        assert!(texts(" \n\u{a0}\n\t").is_empty());
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let body = "    The port authority said on Monday that all of its\n\
                    cranes would be idle until the strike of the pilots\n\
                    ended, and that ships were turned to other harbours.\n    \
                    A spokesman for the pilots said talks would resume\n\
                    on Friday at the earliest.\n";
        let got = texts(body);
        assert_eq!(got.len(), 2, "{got:?}");
        assert!(got[0].ends_with("other harbours.") && got[1].ends_with("at the earliest."));
    }

    #[test]
    fn lists_and_verse_are_not_joined() {
        let list = "border security\nthe hiring of pilots without papers from other ports\nguest rules\na path";
        assert_eq!(texts(list).len(), 4);
        let verse =
            "The ships lie in a row\nThe wind has gone to sleep\nAnd nobody will know\nThe secrets that they keep";
        assert_eq!(texts(verse).len(), 4);
    }
}
