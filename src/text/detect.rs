//! Which language a text is in, for articles that do not say. The only file that names `whatlang`.

use std::collections::BTreeMap;

use whatlang::Script;

use crate::text::language::Language;

/// Bytes that are looked at; more costs time and decides nothing.
const LOOKED_AT: usize = 800;
/// Shorter texts, in characters, are not judged by themselves.
const LEAST: usize = 60;
/// Among others a text is taken to be in their language if nearly all of them are in one: nine in ten.
const NEARLY_ALL: [u64; 2] = [9, 10];
/// One decided text may speak for so many.
const ENOUGH: u64 = 50;

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

/// The languages of the texts around one.
#[derive(Debug, Default)]
pub(crate) struct Company {
    /// How many texts are in each known language.
    pub(crate) texts: BTreeMap<Language, u64>,
    /// Texts that are looking for theirs.
    pub(crate) undecided: u64,
}

impl Company {
    /// The language that nearly all texts are in that can be in the script of this one; unknown when there is none, and
    /// when next to none are decided.
    pub(crate) fn language_of(&self, title: &str, body: &str) -> Language {
        let Some(script) = whatlang::detect_script(&beginning(title, body)) else { return Language::UNKNOWN };
        let (mut all, mut most) = (0, (0, Language::UNKNOWN));
        for (&language, &texts) in &self.texts {
            // what the detector does not know could be in any script
            if written_in(script, language) || !is_detected(language) {
                all += texts;
                most = most.max((texts, language));
            }
        }
        let [share, of] = NEARLY_ALL;
        let (texts, language) = most;
        if texts * of >= all * share && texts * ENOUGH >= self.undecided { language } else { Language::UNKNOWN }
    }
}

/// Whether texts in a language can be in a script; characters of Chinese and Japanese are the same.
fn written_in(script: Script, language: Language) -> bool {
    let scripts: &[Script] = match script {
        Script::Mandarin | Script::Hiragana | Script::Katakana => &[Script::Mandarin, Script::Katakana],
        _ => &[script],
    };
    let langs = scripts.iter().flat_map(Script::langs);
    langs.into_iter().any(|lang| Language::from_tag(lang.code()) == language)
}

fn is_detected(language: Language) -> bool {
    whatlang::Lang::all().iter().any(|lang| Language::from_tag(lang.code()) == language)
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
        let company = |texts: &[(Language, u64)], undecided| {
            let company = Company { texts: texts.iter().copied().collect(), undecided };
            move |title: &str| company.language_of(title, "")
        };
        let of = company(&[(Language::ENGLISH, 18), (german, 2), (russian, 1)], 100);
        assert_eq!(of("Ferry strike enters third day"), Language::ENGLISH);
        // one Russian text does not speak for a hundred
        assert_eq!(of("Паром встал"), Language::UNKNOWN);
        assert_eq!(company(&[(russian, 1)], 50)("Паром встал"), russian);
        assert_eq!(of("1,200"), Language::UNKNOWN);
        assert_eq!(of("Απεργία στα πλοία"), Language::UNKNOWN);
        let mixed = company(&[(Language::ENGLISH, 17), (german, 2)], 1);
        assert_eq!(mixed("Ferry strike enters third day"), Language::UNKNOWN);
        // languages that are never detected count too, and so do those of one script
        let [icelandic, chinese, japanese] = ["is", "zh", "ja"].map(Language::from_tag);
        assert_eq!(company(&[(icelandic, 95), (Language::ENGLISH, 1)], 1)("Höfnin opnuð aftur"), icelandic);
        assert_eq!(company(&[(japanese, 95), (chinese, 1)], 1)("東京株式市場大幅反発"), japanese);
    }
}
