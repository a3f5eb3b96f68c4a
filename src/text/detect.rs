//! Which language a text is in, for articles that do not say. The only file that names `whatlang`.

use crate::text::language::Language;

/// Bytes that are looked at; more costs time and decides nothing.
const LOOKED_AT: usize = 800;
/// Shorter texts, in characters, are not judged.
const LEAST: usize = 60;

/// The language of a text by its letters and their neighbours; unknown when the text is short or the signs are weak.
pub(crate) fn detect(title: &str, body: &str) -> Language {
    let end = (0..=body.len().min(LOOKED_AT)).rev().find(|&at| body.is_char_boundary(at)).unwrap_or(0);
    let text = format!("{title} {}", &body[..end]);
    if text.chars().count() < LEAST {
        return Language::UNKNOWN;
    }
    match whatlang::detect(&text) {
        Some(found) if found.is_reliable() => Language::from_tag(found.lang().code()),
        _ => Language::UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_texts_only() {
        let english = "The minister said on Thursday that the bridge would stay closed until the end of the month. \
            Engineers had found cracks in two of the piers, and the ferry would run every hour instead.";
        let german = "Die Ministerin sagte am Donnerstag, die Brücke bleibe bis zum Ende des Monats geschlossen. \
            Fachleute hätten Risse in zwei Pfeilern gefunden, und die Fähre werde stattdessen jede Stunde fahren.";
        assert_eq!(detect("", english), Language::ENGLISH);
        assert_eq!(detect("", german), Language::from_tag("de"));
        assert_eq!(detect("Putin", ""), Language::UNKNOWN);
        assert_eq!(detect("", &"🙂".repeat(500)), Language::UNKNOWN);
    }
}
