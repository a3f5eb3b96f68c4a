//! [`Stemmer`]: words to stems. The only file that names `rust_stemmers`.

use std::borrow::Cow;

use rust_stemmers::Algorithm;

use crate::text::language::Language;

/// Brings the forms of a word (*visit, visits, visited*) to one stem.
///
/// Eighteen languages have one: Arabic, Danish, Dutch, English, Finnish, French, German, Greek, Hungarian, Italian,
/// Norwegian, Portuguese, Romanian, Russian, Spanish, Swedish, Tamil, Turkish. For any other language, and an unknown
/// one, the first five letters of a word stand for its stem: in most languages words change at their ends.
///
/// # References
/// Porter: *Snowball: a language for stemming algorithms* (2001). First letters: Can et al.: *Information retrieval on
/// Turkish texts* (2008), where five do as well as an analyser of the language.
pub struct Stemmer(Kind);

enum Kind {
    None,
    FirstLetters,
    Snowball(rust_stemmers::Stemmer),
    // the Greek of rust_stemmers 1.2 panics on ισαισα and makes nothing of ισα (snowball issue 204)
    Greek(frostem::Stemmer),
}

impl Stemmer {
    /// The stemmer of a language.
    ///
    /// ```
    /// use samestory::{Language, text::Stemmer};
    /// assert_eq!(Stemmer::of(Language::ENGLISH).stem("summits"), "summit");
    /// assert_eq!(Stemmer::of(Language::UNKNOWN).stem("summits"), "summi");
    /// assert_eq!(Stemmer::none().stem("summits"), "summits");
    /// ```
    pub fn of(language: Language) -> Stemmer {
        let algorithm = match language.tag() {
            "ar" => Algorithm::Arabic,
            "da" => Algorithm::Danish,
            "nl" => Algorithm::Dutch,
            "en" => Algorithm::English,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "de" => Algorithm::German,
            "el" => return Stemmer(Kind::Greek(frostem::Stemmer::new(frostem::Algorithm::Greek))),
            "hu" => Algorithm::Hungarian,
            "it" => Algorithm::Italian,
            "no" => Algorithm::Norwegian,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "es" => Algorithm::Spanish,
            "sv" => Algorithm::Swedish,
            "ta" => Algorithm::Tamil,
            "tr" => Algorithm::Turkish,
            _ => return Stemmer(Kind::FirstLetters),
        };
        Stemmer(Kind::Snowball(rust_stemmers::Stemmer::create(algorithm)))
    }

    /// Leaves every word as it is.
    pub fn none() -> Stemmer {
        Stemmer(Kind::None)
    }

    /// The stem of a word in lower case; the word itself when the stemmer leaves nothing of it.
    pub fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        let stem = match &self.0 {
            Kind::None => return Cow::Borrowed(word),
            Kind::FirstLetters => return Cow::Borrowed(first_letters(word)),
            Kind::Snowball(stemmer) => stemmer.stem(word),
            Kind::Greek(stemmer) => stemmer.stem(word),
        };
        if stem.is_empty() { Cow::Borrowed(word) } else { stem }
    }
}

/// So many letters are taken for a stem where nothing is known of a language.
const LETTERS: usize = 5;

fn first_letters(word: &str) -> &str {
    word.char_indices().nth(LETTERS).map_or(word, |(end, _)| &word[..end])
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Kind::None => "Stemmer(none)",
            Kind::FirstLetters => "Stemmer(first letters)",
            Kind::Snowball(_) => "Stemmer(snowball)",
            Kind::Greek(_) => "Stemmer(greek)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighteen_languages() {
        // two forms of one word, which must meet
        for (tag, one, other) in [
            ("ar", "كتاب", "كتابه"),
            ("da", "huset", "huse"),
            ("nl", "verkiezingen", "verkiezing"),
            ("en", "visited", "visits"),
            ("fi", "talossa", "talosta"),
            ("fr", "élections", "élection"),
            ("de", "wahlen", "wahl"),
            ("el", "εκλογές", "εκλογών"),
            ("hu", "házban", "háznak"),
            ("it", "elezioni", "elezione"),
            ("no", "huset", "huser"),
            ("pt", "governos", "governo"),
            ("ro", "alegerile", "alegerilor"),
            ("ru", "выборы", "выборов"),
            ("es", "elecciones", "elección"),
            ("sv", "bilar", "bilen"),
            ("tr", "evler", "evlerin"),
        ] {
            let stemmer = Stemmer::of(Language::from_tag(tag));
            assert!(!matches!(stemmer.0, Kind::FirstLetters), "{tag}");
            assert_eq!(stemmer.stem(one), stemmer.stem(other), "{tag}");
        }
        // the plural ending goes, though the stem of the plural is not that of the singular
        let tamil = Stemmer::of(Language::from_tag("ta")).stem("மரங்கள்").into_owned();
        assert!(tamil.chars().count() < "மரங்கள்".chars().count(), "{tamil}");
    }

    #[test]
    fn greek_words_that_broke_a_stemmer() {
        let greek = Stemmer::of(Language::from_tag("el"));
        for word in ["ισαισα", "ισαισαμε", "ισα", ""] {
            assert_eq!(greek.stem(word).is_empty(), word.is_empty());
        }
    }
}
