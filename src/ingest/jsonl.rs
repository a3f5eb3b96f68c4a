//! JSON Lines: one article a line.

use std::borrow::Cow;
use std::io::BufRead;
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::article::Article;
use crate::error::Result;
use crate::ingest::format::{BYTE_ORDER_MARK, stem};
use crate::ingest::{Loading, not_utf8};

/// Reads line by line into one buffer, so that a file costs no more memory than its articles and its longest line.
pub(super) fn read(mut reader: impl BufRead, path: &Path, loading: &mut Loading) -> Result<()> {
    let prefix = loading.prefixed.then(|| stem(path));
    let mut buffer = Vec::new();
    for number in 1.. {
        buffer.clear();
        match reader.read_until(b'\n', &mut buffer) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => return loading.broken(path, number, error),
        }
        // in front of any line: files that each begin with the mark may have been put together
        let line = buffer.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&buffer).trim_ascii_end();
        if line.is_empty() {
            continue;
        }
        let line = std::str::from_utf8(line).map_err(|error| not_utf8(error.valid_up_to() + 1));
        match line.and_then(article) {
            Ok((mut article, gold)) => {
                if let Some(stem) = &prefix {
                    let id = format!("{stem}/{}", article.id());
                    article = article.with_id(id);
                }
                loading.loaded.gold.extend(gold.map(|label| (article.id().clone(), label)));
                loading.loaded.articles.push(article);
            }
            Err(reason) => loading.reject(path, number, reason)?,
        }
    }
    Ok(())
}

/// The keys of a line as they stand there: numbers keep their spelling, and a wrong type can be told with its key.
#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    source: Option<&'a RawValue>,
    url: Option<&'a RawValue>,
    title: Option<&'a RawValue>,
    body: Option<&'a RawValue>,
    published: Option<&'a RawValue>,
    lang: Option<&'a RawValue>,
    story: Option<&'a RawValue>,
}

/// The article of a line and its gold label, or what is wrong with the line.
fn article(line: &str) -> Result<(Article, Option<String>), String> {
    if !line.trim_start().starts_with('{') {
        return Err(match serde_json::from_str::<IgnoredAny>(line) {
            Err(error) if !error.is_eof() => syntax(&error),
            _ => "not an object".to_owned(),
        });
    }
    let row: Row<'_> = serde_json::from_str(line).map_err(|error| syntax(&error))?;
    let keys = [row.id, row.source, row.url, row.title, row.body, row.published, row.lang];
    if keys.iter().all(Option::is_none) {
        return Err("none of the keys id, source, url, title, body, published, lang".to_owned());
    }
    let title = text("title", row.title)?.unwrap_or_default();
    let body = text("body", row.body)?.unwrap_or_default();
    let mut builder = Article::builder(&title, &body);
    if let Some(id) = label("id", row.id)? {
        builder = builder.id(&id);
    }
    if let Some(source) = text("source", row.source)? {
        builder = builder.source(&source);
    }
    if let Some(url) = text("url", row.url)? {
        builder = builder.url(&url);
    }
    if let Some(published) = text("published", row.published)? {
        builder = builder.published(&published);
    }
    if let Some(lang) = text("lang", row.lang)? {
        builder = builder.lang(&lang);
    }
    let gold = label("story", row.story)?.filter(|label| !label.is_empty()).map(Cow::into_owned);
    // the only field whose text can be wrong
    let article = builder.build().map_err(|error| format!("published: {error}"))?;
    Ok((article, gold))
}

/// The value of a key that holds text.
fn text<'a>(key: &str, value: Option<&'a RawValue>) -> Result<Option<Cow<'a, str>>, String> {
    let Some(json) = value.map(RawValue::get) else { return Ok(None) };
    let found = match json.as_bytes()[0] {
        b'"' if !json.contains('\\') => return Ok(Some(Cow::Borrowed(&json[1..json.len() - 1]))),
        b'"' => {
            let text = serde_json::from_str(json).map_err(|error| format!("{key}: {}", without_position(&error)))?;
            return Ok(Some(Cow::Owned(text)));
        }
        b'{' => "an object",
        b'[' => "an array",
        b't' | b'f' => "true or false",
        _ => "a number",
    };
    Err(format!("{key}: {found}, expected a string"))
}

/// The value of a key that holds a name: text, or a number as it is spelled.
fn label<'a>(key: &str, value: Option<&'a RawValue>) -> Result<Option<Cow<'a, str>>, String> {
    match value.map(RawValue::get) {
        Some(json) if json.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => Ok(Some(Cow::Borrowed(json))),
        _ => text(key, value),
    }
}

/// What the parser says, with the column alone: the line it counts is always 1.
fn syntax(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return format!("object not closed on its line: {} at column {}", without_position(error), error.column());
    }
    format!("{} at column {}", without_position(error), error.column())
}

fn without_position(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    if let Some(end) = message.rfind(" at line ") {
        message.truncate(end);
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_may_hold() {
        for (line, id, title, gold) in [
            (r#"{"id": "a", "title": "T", "story": "s1"}"#, "a", "T", Some("s1")),
            (r#"  {"story": 12, "title": "T", "id": 7}"#, "7", "T", Some("12")),
            (r#"{"id": 9007199254740993000001, "title": "T"}"#, "9007199254740993000001", "T", None),
            (r#"{"id": 1.50, "title": "T", "story": -3}"#, "1.50", "T", Some("-3")),
            (r#"{"id": "a\tb", "title": "caf\u00e9 \ud83d\ude00", "story": ""}"#, "a\tb", "café 😀", None),
            (r#"{"id": "a", "title": null, "body": "", "other": [{"title": 5}], "source": ""}"#, "a", "", None),
            (r#"{"id": "only"}"#, "only", "", None),
            (r#"{"\u0069d": "a", "title": "T"}"#, "a", "T", None),
        ] {
            let (article, label) = article(line).unwrap();
            assert_eq!((article.id().as_str(), article.title(), label.as_deref()), (id, title, gold), "{line}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_line() {
        for (line, reason) in [
            ("nonsense", "expected ident at column 2"),
            ("[", "not an object"),
            ("[{\"title\": \"T\"}]", "not an object"),
            ("\"title\"", "not an object"),
            ("7", "not an object"),
            ("{", "object not closed on its line: EOF while parsing an object at column 1"),
            (r#"{"title": "T"#, "object not closed on its line: EOF while parsing a string at column 12"),
            (r#"{"title": T}"#, "expected value at column 11"),
            (r#"{"title": "T", "id": 007}"#, "invalid number at column 23"),
            (r#"{"title": "T"} {"title": "U"}"#, "trailing characters at column 16"),
            (r#"{"title": "T", "title": "U"}"#, "duplicate field `title` at column 22"),
            (r#"{"headline": "T", "story": "s"}"#, "none of the keys id, source, url, title, body, published, lang"),
            ("{}", "none of the keys id, source, url, title, body, published, lang"),
            (r#"{"title": 5}"#, "title: a number, expected a string"),
            (r#"{"body": ["one", "two"]}"#, "body: an array, expected a string"),
            (r#"{"title": "T", "source": {"name": "CNN"}}"#, "source: an object, expected a string"),
            (r#"{"id": true}"#, "id: true or false, expected a string"),
            (r#"{"title": "\ud83d"}"#, "title: unexpected end of hex escape"),
            (
                r#"{"title": "T", "published": "yesterday"}"#,
                "published: publication time \"yesterday\", expected RFC 3339, RFC 2822 or YYYY-MM-DD",
            ),
        ] {
            assert_eq!(article(line).unwrap_err(), reason, "{line}");
        }
    }
}
