//! Which language a text is in, for articles that do not say. The only file that names `whatlang`.

use std::collections::BTreeMap;

use crate::text::language::Language;

/// Bytes that are looked at; more costs time and decides nothing.
const LOOKED_AT: usize = 800;
/// Shorter texts, in characters, are not judged by themselves.
const LEAST: usize = 60;
/// Among others a text is taken to be in their language if nearly all of them are in one: nine in ten.
const NEARLY_ALL: [u64; 2] = [9, 10];

/// The language of a text by its letters and their neighbours; unknown when the text is short or the signs are weak.
pub(crate) fn detect(title: &str, body: &str) -> Language {
    let text = beginning(title, body);
    if text.chars().count() < LEAST {
        return Language::UNKNOWN;
    }
    match whatlang::detect(&text) {
        Some(found) if found.is_reliable() => Language::from_tag(found.lang().code()),
        _ => Language::UNKNOWN,
    }
}

/// Of these languages, each with the number of its texts, the one that nearly all texts in the script of this one are
/// in; unknown when there is none.
pub(crate) fn in_company(title: &str, body: &str, company: &BTreeMap<Language, u64>) -> Language {
    let Some(script) = whatlang::detect_script(&beginning(title, body)) else { return Language::UNKNOWN };
    let of_script = script.langs().iter().map(|lang| Language::from_tag(lang.code()));
    let texts: Vec<(u64, Language)> = of_script.filter_map(|l| Some((*company.get(&l)?, l))).collect();
    let all: u64 = texts.iter().map(|(texts, _)| texts).sum();
    let [share, of] = NEARLY_ALL;
    let most = texts.into_iter().max().filter(|(texts, _)| texts * of >= all * share);
    most.map_or(Language::UNKNOWN, |(_, language)| language)
}

fn beginning(title: &str, body: &str) -> String {
    let end = (0..=body.len().min(LOOKED_AT)).rev().find(|&at| body.is_char_boundary(at)).unwrap_or(0);
    format!("{title} {}", &body[..end])
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

    #[test]
    fn a_headline_among_others() {
        let [german, russian] = ["de", "ru"].map(Language::from_tag);
        let company = BTreeMap::from([(Language::ENGLISH, 18), (german, 2), (russian, 1)]);
        assert_eq!(in_company("Ferry strike enters third day", "", &company), Language::ENGLISH);
        assert_eq!(in_company("Паром встал", "", &company), russian);
        assert_eq!(in_company("1,200", "", &company), Language::UNKNOWN);
        assert_eq!(in_company("Απεργία στα πλοία", "", &company), Language::UNKNOWN);
        let mixed = BTreeMap::from([(Language::ENGLISH, 17), (german, 2)]);
        assert_eq!(in_company("Ferry strike enters third day", "", &mixed), Language::UNKNOWN);
    }
}
