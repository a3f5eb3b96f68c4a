//! What a copy is to the text it was verified against, and which texts are versions of one another.

use crate::copies::report::{Kind, Overlap};

/// Below this share of the other's length a text is trimmed, and above its inverse extended.
const TRIMMED: f64 = 0.8;

/// Below this share of the other's length a text that is nearly all in the other is a teaser of it.
const EXCERPT: f64 = 0.25;

/// Share of a teaser that is in the text it advertises.
const EXCERPT_WITHIN: f64 = 0.8;

/// Share of the other text that a page with it and little else has: a line put between two paragraphs breaks a few word
/// runs. And up to what length that is, beside the other's, little else.
const ALL: f64 = 0.98;
const LITTLE_ELSE: f64 = 1.1;

/// What the overlap with the text it was verified against makes of a copy.
pub(crate) fn of(overlap: Overlap, same_body: bool) -> Kind {
    let Overlap { own, other, .. } = overlap;
    let length = f64::from(own) / f64::from(other.max(1));
    let on_a_page = overlap.of_other() >= ALL && (1.0..=LITTLE_ELSE).contains(&length);
    if same_body || overlap.is_total() || on_a_page {
        Kind::Verbatim
    } else if length < EXCERPT && overlap.of_own() >= EXCERPT_WITHIN {
        Kind::Excerpt
    } else if length < TRIMMED {
        Kind::Trimmed
    } else if length > 1.0 / TRIMMED {
        Kind::Extended
    } else {
        Kind::Edited
    }
}

/// First words of headlines by which outlets announce a new version, in the languages of the large agencies.
const ANNOUNCEMENTS: [&str; 18] = [
    "actualisation",
    "actualización",
    "berichtigung",
    "clarification",
    "corrección",
    "corrected",
    "correction",
    "corrects",
    "corrigé",
    "errata",
    "korrektur",
    "rectificatif",
    "refile",
    "refiled",
    "исправлено",
    "update",
    "updated",
    "updates",
];

/// Whether a headline announces a new version of an earlier text: "CORRECTED-", "UPDATE 2-", "(Updated)".
///
/// ```
/// use samestory::copies::announces_revision;
/// assert!(announces_revision("UPDATE 2-Kremlin confirms April summit"));
/// assert!(announces_revision("Kremlin confirms April summit (corrected)"));
/// assert!(!announces_revision("Kremlin gives update on April summit"));
/// ```
pub fn announces_revision(title: &str) -> bool {
    let title = title.to_lowercase();
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end();
    // "Updated rules" is an ordinary headline: what follows the word must not be one
    let begins = announcement(title)
        .is_some_and(|rest| rest.trim_start().starts_with(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’')));
    let bracketed = title.strip_suffix([')', ']']).and_then(|title| title.rsplit_once(['(', '[']));
    begins || bracketed.is_some_and(|(_, inside)| announcement(inside).is_some())
}

/// What follows the announcement with which a text begins.
fn announcement(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    ANNOUNCEMENTS.contains(&&text[..end]).then(|| &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_shares_decide() {
        for (common, own, other, expected) in [
            (400, 400, 400, Kind::Verbatim),
            (396, 430, 400, Kind::Verbatim),
            (396, 450, 400, Kind::Edited),
            (390, 400, 400, Kind::Edited),
            (350, 400, 400, Kind::Edited),
            (300, 310, 400, Kind::Trimmed),
            (400, 520, 400, Kind::Extended),
            (80, 85, 400, Kind::Excerpt),
            (60, 95, 400, Kind::Trimmed),
            (0, 0, 0, Kind::Verbatim),
        ] {
            assert_eq!(of(Overlap { common, own, other }, false), expected, "{common} of {own} and {other}");
        }
    }

    #[test]
    fn announcements() {
        for (title, expected) in [
            ("CORRECTED-Bank raises rates", true),
            ("UPDATE 1-Bank raises rates", true),
            ("Update: storm reaches coast", true),
            ("[Updated] Storm reaches coast", true),
            ("CORRECTED - <ALCO> SETS PAYOUT", true),
            ("Storm reaches coast (UPDATED 3 pm)", true),
            ("Updated rules for drones take effect", false),
            ("Update on the storm", false),
            ("Correction's cost", false),
            ("", false),
        ] {
            assert_eq!(announces_revision(title), expected, "{title}");
        }
    }
}
