//! [`Language`]: which stemmer and which stop words.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// The language of a text: the primary subtag of a BCP 47 tag (`en` of `en-GB`), or unknown.
///
/// Any language can be named. For 18 of them words are stemmed, for more of them stop words are left out; a language
/// without a stemmer, and an unknown one, is clustered on the first five letters of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language([u8; 8]);

impl Language {
    /// No language is known.
    pub const UNKNOWN: Language = Language([0; 8]);
    /// English.
    pub const ENGLISH: Language = Language(*b"en\0\0\0\0\0\0");

    /// The language of a BCP 47 tag; anything that is not a tag, and `und`, is [`Language::UNKNOWN`].
    ///
    /// ```
    /// use samestory::Language;
    /// assert_eq!(Language::from_tag("en-GB"), Language::ENGLISH);
    /// assert_eq!(Language::from_tag("?"), Language::UNKNOWN);
    /// ```
    pub fn from_tag(tag: &str) -> Language {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        if !(2..=8).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Language::UNKNOWN;
        }
        let mut code = [0; 8];
        for (to, from) in code.iter_mut().zip(primary.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        // codes of languages that have a shorter one, those that a detector gives, and the two Norwegian ones
        let short: &[u8; 2] = match primary.to_ascii_lowercase().as_str() {
            "und" | "mul" | "zxx" => return Language::UNKNOWN,
            "afr" => b"af",
            "aka" => b"ak",
            "amh" => b"am",
            "ara" => b"ar",
            "aze" => b"az",
            "bel" => b"be",
            "ben" => b"bn",
            "bul" => b"bg",
            "cat" => b"ca",
            "ces" | "cze" => b"cs",
            "cmn" | "zho" | "chi" => b"zh",
            "cym" | "wel" => b"cy",
            "dan" => b"da",
            "deu" | "ger" => b"de",
            "ell" | "gre" => b"el",
            "eng" => b"en",
            "epo" => b"eo",
            "est" => b"et",
            "fas" | "per" | "pes" => b"fa",
            "fin" => b"fi",
            "fra" | "fre" => b"fr",
            "guj" => b"gu",
            "heb" => b"he",
            "hin" => b"hi",
            "hrv" => b"hr",
            "hun" => b"hu",
            "hye" | "arm" => b"hy",
            "ind" => b"id",
            "ita" => b"it",
            "jav" => b"jv",
            "jpn" => b"ja",
            "kan" => b"kn",
            "kat" | "geo" => b"ka",
            "khm" => b"km",
            "kor" => b"ko",
            "lat" => b"la",
            "lav" => b"lv",
            "lit" => b"lt",
            "mal" => b"ml",
            "mar" => b"mr",
            "mkd" | "mac" => b"mk",
            "mya" | "bur" => b"my",
            "nb" | "nn" | "nob" | "nno" | "nor" => b"no",
            "nep" => b"ne",
            "nld" | "dut" => b"nl",
            "ori" => b"or",
            "pan" => b"pa",
            "pol" => b"pl",
            "por" => b"pt",
            "ron" | "rum" => b"ro",
            "rus" => b"ru",
            "sin" => b"si",
            "slk" | "slo" => b"sk",
            "slv" => b"sl",
            "sna" => b"sn",
            "spa" => b"es",
            "srp" => b"sr",
            "swe" => b"sv",
            "tam" => b"ta",
            "tel" => b"te",
            "tgl" => b"tl",
            "tha" => b"th",
            "tuk" => b"tk",
            "tur" => b"tr",
            "ukr" => b"uk",
            "urd" => b"ur",
            "uzb" => b"uz",
            "vie" => b"vi",
            "yid" => b"yi",
            "zul" => b"zu",
            _ => return Language(code),
        };
        code = [0; 8];
        code[..2].copy_from_slice(short);
        Language(code)
    }

    /// The primary subtag; `und` when unknown.
    pub fn tag(&self) -> &str {
        if *self == Language::UNKNOWN {
            return "und";
        }
        let len = self.0.iter().position(|&b| b == 0).unwrap_or(8);
        std::str::from_utf8(&self.0[..len]).unwrap_or("und")
    }

    /// Whether the language is known.
    pub fn is_known(self) -> bool {
        self != Language::UNKNOWN
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl TryFrom<String> for Language {
    type Error = Error;

    fn try_from(tag: String) -> Result<Language, Error> {
        Ok(Language::from_tag(&tag))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.tag().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_language_has_one_tag() {
        for (long, short) in [("pol", "pl"), ("zho", "zh"), ("cmn-Hans", "zh"), ("nb-NO", "no"), ("FRE", "fr")] {
            assert_eq!(Language::from_tag(long), Language::from_tag(short), "{long}");
        }
        assert_eq!(Language::from_tag("haw").tag(), "haw");
    }

    #[cfg(feature = "detect")]
    #[test]
    fn what_is_detected_has_the_shortest_tag() {
        for lang in whatlang::Lang::all() {
            assert_eq!(Language::from_tag(lang.code()).tag().len(), 2, "{lang:?}");
        }
    }
}
