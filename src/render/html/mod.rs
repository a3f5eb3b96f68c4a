//! One page that shows everything, in one file.

mod data;
mod found;

use std::io::{self, Write};

use minijinja::{Environment, context};

use crate::clustering::Clustering;

/// What a page says besides the stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Html {
    /// Title of the page. Default: “Stories”.
    pub title: String,
    /// Lines about what was read, such as how many lines were skipped and why. Default: none.
    pub remarks: Vec<String>,
}

impl Default for Html {
    fn default() -> Self {
        Html { title: "Stories".to_owned(), remarks: Vec::new() }
    }
}

/// Writes one self-contained HTML page: all stories to filter, sort and open, with reasons, timeline and graph of each.
///
/// The page asks no network for anything and forbids itself to (by a content security policy). All text of articles
/// stays text: it is handed to the page as data and never becomes markup; links are made of http and https addresses
/// only. Reasons name words when the run [kept its evidence](crate::ClustererBuilder::keep).
///
/// Ten thousand articles take less than five megabytes. Up to two thousand articles, each text comes with its opening.
///
/// # Errors
/// Those of the writer.
pub fn html(clustering: &Clustering, page: &Html, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string(&data::data(clustering, page))?;
    let mut environment = Environment::new();
    environment.add_template("page.html", include_str!("page.html")).map_err(io::Error::other)?;
    let template = environment.get_template("page.html").map_err(io::Error::other)?;
    let page = template.render(context! {
        title => &page.title,
        style => include_str!("page.css"),
        script => include_str!("page.js"),
        data => for_a_script(&json),
    });
    out.write_all(page.map_err(io::Error::other)?.as_bytes())
}

/// JSON that cannot end the script element it stands in.
fn for_a_script(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + json.len() / 64);
    let mut rest = json;
    while let Some(at) = next_special(rest.as_bytes()) {
        let (before, mut from) = rest.split_at(at);
        safe.push_str(before);
        if let Some(c) = from.chars().next() {
            match c {
                '<' => safe.push_str("\\u003c"),
                '>' => safe.push_str("\\u003e"),
                '&' => safe.push_str("\\u0026"),
                '\u{2028}' => safe.push_str("\\u2028"),
                '\u{2029}' => safe.push_str("\\u2029"),
                c => safe.push(c),
            }
            from = &from[c.len_utf8()..];
        }
        rest = from;
    }
    safe.push_str(rest);
    safe
}

/// Where the next character may be that has to be written in another way; most text has none, and is looked at in
/// blocks.
fn next_special(bytes: &[u8]) -> Option<usize> {
    const BLOCK: usize = 32;
    // 0xe2 begins the two characters that end a line for scripts of old
    let special = |byte: &u8| matches!(byte, b'<' | b'>' | b'&' | 0xe2);
    let plain = |block: &&[u8; BLOCK]| !block.iter().fold(false, |found, byte| found | special(byte));
    let from = bytes.as_chunks().0.iter().take_while(plain).count() * BLOCK;
    bytes[from..].iter().position(special).map(|at| from + at)
}
