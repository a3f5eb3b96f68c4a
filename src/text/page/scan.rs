//! Words and sentence enders of a line, byte by byte: what the shape of a line is measured from.

use crate::text::eight::run_end;

/// What the first character of a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Initial {
    Lower,
    Upper,
    Digit,
    /// A letter of a script without capitals.
    Uncased,
}

/// A word: a run of letters and digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) initial: Initial,
    /// Two or more letters, all capitals.
    pub(super) shouted: bool,
    /// Letters of scripts that put no spaces between words.
    pub(super) unspaced: u32,
}

/// What an ASCII byte begins.
static INITIAL: [Option<Initial>; 256] = {
    let mut table = [None; 256];
    let mut b = 0;
    while b < 128 {
        table[b] = match b as u8 {
            b'a'..=b'z' => Some(Initial::Lower),
            b'A'..=b'Z' => Some(Initial::Upper),
            b'0'..=b'9' => Some(Initial::Digit),
            _ => None,
        };
        b += 1;
    }
    table
};

/// The words of a text, in order.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
}

pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

impl Iterator for Words<'_> {
    type Item = Word;

    #[expect(
        clippy::inline_always,
        reason = "twice as fast where lines are counted: a word is not put together in memory"
    )]
    #[inline(always)]
    fn next(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        let initial = loop {
            match INITIAL[usize::from(*bytes.get(at)?)] {
                Some(initial) => break initial,
                None if bytes[at] < 0x80 => at += 1,
                None => {
                    let (letter, len) = wide(self.text, at);
                    if let Some(initial) = letter {
                        break initial;
                    }
                    at += len;
                }
            }
        };
        let start = at;
        let mut unspaced = 0;
        loop {
            at = run_end(bytes, at);
            if bytes.get(at).is_none_or(|&byte| byte < 0x80) {
                break;
            }
            let (letter, len) = wide(self.text, at);
            if letter.is_none() {
                break;
            }
            unspaced += u32::from(has_no_spaces(bytes, at));
            at += len;
        }
        self.at = at;
        // few words have no small letter in second place, so that the rest is seldom looked at
        let second = bytes.get(start + 1).is_some_and(|byte| !byte.is_ascii_lowercase() && *byte != b' ');
        let shouted = second && initial == Initial::Upper && is_shouted(&self.text[start..at]);
        Some(Word { start, end: at, initial, shouted, unspaced })
    }
}

/// Capitals only, two or more.
fn is_shouted(word: &str) -> bool {
    let mut at = 0;
    while let Some(&byte) = word.as_bytes().get(at) {
        let (letter, len) = if byte < 0x80 { (INITIAL[usize::from(byte)], 1) } else { wide(word, at) };
        if letter != Some(Initial::Upper) {
            return false;
        }
        at += len;
    }
    word.len() > 1
}

/// The character at `at`, which is not ASCII: the kind of letter it is, or none; and its length.
#[cold]
fn wide(text: &str, at: usize) -> (Option<Initial>, usize) {
    let Some(c) = text[at..].chars().next() else { return (None, 1) };
    let paired = |c: char| Some(if u32::from(c) % 2 == 0 { Initial::Upper } else { Initial::Lower });
    let letter = match u32::from(c) {
        0xC0..=0xD6 | 0xD8..=0xDE | 0x386 | 0x388..=0x3AB | 0x400..=0x42F | 0x531..=0x556 => Some(Initial::Upper),
        0x100..=0x17F | 0x48A..=0x52F | 0x1E00..=0x1EFF => paired(c),
        0xAA
        | 0xB5
        | 0xBA
        | 0xDF..=0xF6
        | 0xF8..=0xFF
        | 0x180..=0x24F
        | 0x3AC..=0x3FF
        | 0x430..=0x481
        | 0x561..=0x587 => Some(Initial::Lower),
        0x660..=0x669 | 0x6F0..=0x6F9 | 0x966..=0x96F | 0xFF10..=0xFF19 => Some(Initial::Digit),
        // punctuation, symbols, arrows, private use, emoji; combining marks stay within their word
        0x00..=0xBF
        | 0xD7
        | 0xF7
        | 0x37E
        | 0x387
        | 0x55A..=0x55F
        | 0x589..=0x58A
        | 0x5BE
        | 0x5C0
        | 0x5C3
        | 0x5F3..=0x5F4
        | 0x600..=0x60F
        | 0x61B..=0x61F
        | 0x66A..=0x66D
        | 0x6D4
        | 0x700..=0x70D
        | 0x964..=0x965
        | 0x970
        | 0xE2F
        | 0xE4F
        | 0xE5A..=0xE5B
        | 0xF04..=0xF14
        | 0x104A..=0x104F
        | 0x1360..=0x1368
        | 0x17D4..=0x17DA
        | 0x1800..=0x180A
        | 0x2000..=0x206F
        | 0x20A0..=0x20CF
        | 0x2100..=0x2BFF
        | 0x2E00..=0x2E7F
        | 0x3000..=0x3004
        | 0x3008..=0x3020
        | 0x3030
        | 0xE000..=0xF8FF
        | 0xFE10..=0xFE6F
        | 0xFEFF..=0xFF0F
        | 0xFF1A..=0xFF20
        | 0xFF3B..=0xFF40
        | 0xFF5B..=0xFF65
        | 0xFFF0..=0xFFFF
        | 0x1F000..=0x1FAFF
        | 0xE0000..=0xE0FFF => None,
        _ => Some(Initial::Uncased),
    };
    (letter, c.len_utf8())
}

/// Han, kana, Thai, Lao, Khmer, Myanmar and Tibetan, by their leading bytes; Hangul and the rest put spaces.
#[inline]
fn has_no_spaces(bytes: &[u8], at: usize) -> bool {
    matches!(
        (bytes[at], bytes.get(at + 1)),
        (0xE3..=0xE9 | 0xF0, _) | (0xE0, Some(0xB8..=0xBF)) | (0xE1, Some(0x80..=0x82 | 0x9E..=0x9F))
    )
}

/// The first `bytes` bytes of a text, or a few less so as not to cut a character.
pub(super) fn first_bytes(text: &str, bytes: usize) -> &str {
    let cut = (0..=bytes.min(text.len())).rev().find(|&cut| text.is_char_boundary(cut));
    &text[..cut.unwrap_or(0)]
}

/// The last `bytes` bytes of a text, or a few less.
pub(super) fn last_bytes(text: &str, bytes: usize) -> &str {
    let cut = (text.len().saturating_sub(bytes)..text.len()).find(|&cut| text.is_char_boundary(cut));
    &text[cut.unwrap_or(text.len())..]
}

/// How a text ends, closing quotation marks and brackets left aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// `.` or its like in any script.
    Stop,
    /// `?` or `!`.
    Cry,
    /// A dash, a comma, a colon or an ellipsis: more follows.
    More,
    /// A letter, a digit or any other sign.
    Open,
}

/// Whether `c` ends a sentence, and how.
pub(super) fn ender(c: char) -> Option<Ending> {
    Some(match c {
        '.' | '。' | '．' | '｡' | '।' | '॥' | '۔' | '።' | '᠃' | '։' | '။' | '។' | '།' | '๚' | '܀' => {
            Ending::Stop
        }
        '?' | '!' | '？' | '！' | '؟' | '፧' | '‽' | '⁇' | '⁈' | '⁉' | '՞' | '՜' | '\u{37e}' => {
            Ending::Cry
        }
        ':' | ';' | ',' | '،' | '؛' | '፡' | '፣' | '፤' | '፥' | '፦' | '：' | '，' | '、' | '；' | '…' | '—' | '–' => {
            Ending::More
        }
        _ => return None,
    })
}

/// Quotation marks, brackets, asterisks and spaces that may follow the end of a sentence.
pub(super) fn closes(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | ')'
            | ']'
            | '}'
            | '*'
            | '_'
            | '”'
            | '’'
            | '»'
            | '›'
            | '“'
            | '‘'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
    ) || c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// How `text` ends.
pub(super) fn ending(text: &str) -> Ending {
    // a run of closing signs longer than this is no end of a sentence, and must not cost more than it is worth
    let mut rest = text.chars().rev().take(64).skip_while(|&c| closes(c));
    let Some(last) = rest.next() else { return Ending::Open };
    match ender(last) {
        Some(Ending::Stop) if last == '.' && text.trim_end_matches(closes).ends_with("...") => Ending::More,
        Some(end) => end,
        None => Ending::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_many_scripts() {
        for (text, expected) in [
            ("Kim Jong-un's train, 21:44", "Kim|Jong|un|s|train|21|44"),
            ("«Владивосток» ждёт.", "Владивосток|ждёт"),
            ("“soon,” — he said…", "soon|he|said"),
            ("ምክር ቤቱ፣ ብሏል።", "ምክር|ቤቱ|ብሏል"),
            ("قال؟ نعم۔", "قال|نعم"),
            ("नई दिल्ली।", "नई|दिल्ली"),
            ("\u{0}\u{1} 🚀 •", ""),
        ] {
            let got: Vec<&str> = words(text).map(|w| &text[w.start..w.end]).collect();
            assert_eq!(got.join("|"), expected, "{text}");
        }
        let shouted: Vec<bool> = words("ADVERTISEMENT A MOSKVA МОСКВА Kim").map(|w| w.shouted).collect();
        assert_eq!(shouted, [true, false, true, true, false]);
        assert_eq!(words("北京举行").next().map(|w| w.unspaced), Some(4));
    }

    #[test]
    fn endings_of_many_scripts() {
        for text in ["He left.", "“He left.”", "He left. ''", "वह गया।", "ብሏል።", "離れた。", "چلا گیا۔"]
        {
            assert_eq!(ending(text), Ending::Stop, "{text}");
        }
        assert_eq!(ending("Who left?”"), Ending::Cry);
        assert_eq!(ending("Loading..."), Ending::More);
        assert_eq!(ending("Live TV"), Ending::Open);
        assert_eq!(ending(""), Ending::Open);
    }
}
