//! A small word splitter, enough to read texts without the analyser: lower case, no stems.

use samestory::Article;
use samestory::copies::{TextSource, TextView};
use samestory::sketch::hash::stable_hash;
use samestory::text::{Mention, Token};

const STOP_WORDS: &str = "a an the and or but of in on at to for from by with as is are was were be been being it its he \
                          she they we you i his her their our your this that these those not no nor so if than then \
                          there here what which who whom will would can could may might must shall should do does did \
                          has have had after before about into over under up down out off again more most some any all";

/// A text as words, with names and numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlainText {
    pub(crate) title: Vec<Token>,
    pub(crate) body: Vec<Token>,
    names: Vec<Mention>,
    numbers: Vec<Mention>,
    /// The words as strings, title first.
    pub(crate) words: Vec<String>,
}

pub(crate) fn token(word: &str) -> Token {
    Token::new(stable_hash(word.as_bytes()), STOP_WORDS.split(' ').any(|stop| stop == word))
}

impl PlainText {
    pub(crate) fn read(title: &str, body: &str) -> PlainText {
        let mut text = PlainText::default();
        text.title = text.add(title);
        text.body = text.add(body);
        text
    }

    fn add(&mut self, part: &str) -> Vec<Token> {
        let capitals = part.chars().filter(|c| c.is_uppercase()).count();
        let shouted = capitals * 2 > part.chars().filter(|c| c.is_alphabetic()).count();
        let mut tokens = Vec::new();
        let mut name: Option<(u32, String)> = None;
        let mut sentence_start = true;
        for chunk in part.split_whitespace() {
            for word in chunk.split(|c: char| !c.is_alphanumeric() && c != '.' && c != ',') {
                let inner = word.trim_matches(['.', ',']);
                let pieces: Vec<&str> = if inner.starts_with(|c: char| c.is_ascii_digit()) {
                    vec![inner]
                } else {
                    inner.split(['.', ',']).collect()
                };
                for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
                    let at = self.words.len() as u32;
                    let lower = piece.to_lowercase();
                    if piece.starts_with(|c: char| c.is_ascii_digit()) {
                        self.numbers.push(Mention { key: stable_hash(piece.replace(',', "").as_bytes()), at });
                    }
                    let capital = piece.starts_with(char::is_uppercase);
                    if capital && !shouted && !sentence_start && !token(&lower).is_stop_word() {
                        let (start, so_far) = name.take().unwrap_or((at, String::new()));
                        name = Some((start, so_far + " " + &lower));
                    } else if let Some((start, name)) = name.take() {
                        self.names.push(Mention { key: stable_hash(name.as_bytes()), at: start });
                    }
                    sentence_start = false;
                    tokens.push(token(&lower));
                    self.words.push(lower);
                }
                if word.ends_with(',') {
                    self.end_name(&mut name);
                }
            }
            if chunk.ends_with(['.', '!', '?', ':']) {
                sentence_start = true;
                self.end_name(&mut name);
            }
        }
        self.end_name(&mut name);
        tokens
    }

    fn end_name(&mut self, name: &mut Option<(u32, String)>) {
        if let Some((start, name)) = name.take() {
            self.names.push(Mention { key: stable_hash(name.as_bytes()), at: start });
        }
    }
}

/// A set of such texts.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlainTexts(pub(crate) Vec<PlainText>);

impl PlainTexts {
    pub(crate) fn of(articles: &[Article]) -> PlainTexts {
        PlainTexts(articles.iter().map(|a| PlainText::read(a.title(), a.body())).collect())
    }

    pub(crate) fn bodies<T: AsRef<str>>(texts: &[T]) -> PlainTexts {
        PlainTexts(texts.iter().map(|text| PlainText::read("", text.as_ref())).collect())
    }
}

impl TextSource for PlainTexts {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn with_text(&self, text: usize, read: &mut dyn FnMut(TextView<'_>)) {
        let PlainText { title, body, names, numbers, .. } = &self.0[text];
        read(TextView { title, body, names, numbers, ..TextView::default() });
    }
}
