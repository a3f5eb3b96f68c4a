//! Cards inside a paragraph: the box that pops up over a name, flattened into the sentence.
//!
//! Some sites put a card behind the names of well-known people: the full name and the latest headlines about them,
//! closed by a button in capitals. As flat text it stands in the sentence, glued together:
//!
//! ```text
//! … said Mayor Ada Lund Ada Maria LundHarbour vote delayed again Mayor opens bridge MORE on Monday.
//! ```
//!
//! What gives a card away is the surname said twice, the second time at the end of a longer name, and the button.

use std::ops::Range;

use super::cue::{self, cue};
use super::scan::{Initial, Word, words};

/// No card is longer than this, in words.
const LONGEST: usize = 90;

/// The cards in a paragraph, in order.
pub(super) fn cards(text: &str) -> Vec<Range<usize>> {
    // the only button seen; looking for it first makes paragraphs without cards cost next to nothing
    if !text.contains(" MORE") {
        return Vec::new();
    }
    let all: Vec<Word> = words(text).collect();
    let mut found = Vec::new();
    let mut from = 0;
    for (i, button) in all.iter().enumerate() {
        let token = &text[button.start..button.end];
        if !button.shouted || token.len() < 4 || cue(token) & cue::LIST == 0 {
            continue;
        }
        if let Some(first) = opening(text, &all[from..i]) {
            found.push(all[from + first].start..button.end);
        }
        from = i + 1;
    }
    found
}

/// Among the words before a button, the first that belongs to the card.
fn opening(text: &str, before: &[Word]) -> Option<usize> {
    let floor = before.len().saturating_sub(LONGEST);
    let opens_at = |glued: bool| (floor..before.len()).rev().find_map(|end| full_name(text, before, end, glued));
    opens_at(true).or_else(|| opens_at(false))
}

/// Where the longer name begins whose surname is word `end`, if the same surname stands before that name;
/// `glued` to the first headline (`LundHarbour`) or apart from it.
fn full_name(text: &str, before: &[Word], end: usize, glued: bool) -> Option<usize> {
    let token = &text[before[end].start..before[end].end];
    (1..=7).find_map(|back| {
        let surname = before.get(end.checked_sub(back + 1)?)?;
        let between = &before[end - back..end];
        let name = &text[surname.start..surname.end];
        let rest = token.strip_prefix(name)?;
        let fits = if glued { rest.starts_with(|c: char| !c.is_lowercase()) } else { rest.is_empty() };
        let names = between
            .iter()
            .all(|w| w.initial == Initial::Upper && !text[..w.start].trim_end().ends_with(['.', '!', '?']));
        (fits && name.len() >= 2 && surname.initial == Initial::Upper && names).then_some(end - back)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let (mut out, mut at) = (String::new(), 0);
        for card in cards(text) {
            out.push_str(&text[at..card.start]);
            at = card.end;
        }
        out + &text[at..]
    }

    #[test]
    fn cards_are_cut_out() {
        assert_eq!(
            cut("said Mayor Ada Lund Ada Maria LundHarbour vote delayed again Mayor opens bridge MORE on Monday."),
            "said Mayor Ada Lund  on Monday."
        );
        assert_eq!(
            cut(
                "Rep. Jo Berg Johan (Jo) BergTen bills to watch MORE (D-N.Y.) and Sen. Al Vik Alvin Vik Vote nears MORE agreed."
            ),
            "Rep. Jo Berg  (D-N.Y.) and Sen. Al Vik  agreed."
        );
    }

    #[test]
    fn sentences_without_cards_stay() {
        for text in ["We want MORE ships, she said.", "Lund met Lund in Oslo. He wants MORE", "ONE MORE TIME"] {
            assert_eq!(cut(text), text);
        }
    }
}
