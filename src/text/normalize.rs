//! One spelling of a word: NFKC, lower case, straight apostrophes.

use icu_normalizer::ComposingNormalizerBorrowed;

/// Brings words with characters beyond ASCII into one spelling. Holds its buffer.
#[derive(Debug, Default)]
pub(crate) struct Normalizer {
    buffer: String,
}

impl Normalizer {
    /// The word in NFKC and lower case, apostrophes straight, possessive `'s` cut off.
    pub(crate) fn word(&mut self, word: &str) -> &str {
        let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(word);
        self.buffer.clear();
        for c in composed.chars() {
            match c {
                '’' | '‘' => self.buffer.push('\''),
                // dotted capital I lower-cases to two characters; one is enough to compare by
                'İ' => self.buffer.push('i'),
                _ => self.buffer.extend(c.to_lowercase()),
            }
        }
        if self.buffer.ends_with("'s") {
            self.buffer.truncate(self.buffer.len() - 2);
        }
        &self.buffer
    }
}

/// Whether a script is written without spaces, so that words cannot be told by them: Han, Kana, Thai, Lao, Khmer,
/// Burmese.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The letters and digits of a name without case, marks and what stands between: `Kim Jong-un` is `kimjongun`.
pub(crate) fn name_key(name: &str, key: &mut String) {
    key.clear();
    if name.is_ascii() {
        key.reserve(name.len());
        for byte in name.bytes().filter(u8::is_ascii_alphanumeric) {
            key.push(char::from(byte.to_ascii_lowercase()));
        }
        return;
    }
    let decomposed = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd().normalize(name);
    for c in decomposed.chars().filter(|c| c.is_alphanumeric()) {
        key.extend(c.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_case_and_marks() {
        let mut key = String::new();
        for (name, expected) in [
            ("Kim Jong-un", "kimjongun"),
            ("KIM JONG UN", "kimjongun"),
            ("São Tomé", "saotome"),
            ("Łódź", "łodz"),
            ("Путин", "путин"),
            ("’ – ’", ""),
        ] {
            name_key(name, &mut key);
            assert_eq!(key, expected);
        }
    }
}
