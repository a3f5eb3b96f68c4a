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
    let frame = template.render(context! {
        title => &page.title,
        style => include_str!("page.css"),
        script => include_str!("page.js"),
        data => DATA,
    });
    let frame = frame.map_err(io::Error::other)?;
    // the title stands before it, and what is behind it is the crate's own
    let (before, behind) = frame.rsplit_once(DATA).unwrap_or((&frame, ""));
    out.write_all(before.as_bytes())?;
    for_a_script(&json, out)?;
    out.write_all(behind.as_bytes())
}

/// Stands for the data until these are written: a template would copy them.
const DATA: &str = "{{ data }}";

/// Writes JSON such that it cannot end the script element it stands in.
fn for_a_script(json: &str, out: &mut dyn Write) -> io::Result<()> {
    // written up to here; characters that need no other spelling stand among what is written at once
    let (mut done, mut from) = (0, 0);
    while let Some(at) = next_special(&json.as_bytes()[from..]) {
        let at = from + at;
        let (spelling, len): (&str, usize) = match &json.as_bytes()[at..] {
            [b'<', ..] => ("\\u003c", 1),
            [b'>', ..] => ("\\u003e", 1),
            [b'&', ..] => ("\\u0026", 1),
            [0xe2, 0x80, 0xa8, ..] => ("\\u2028", 3),
            [0xe2, 0x80, 0xa9, ..] => ("\\u2029", 3),
            _ => ("", 0),
        };
        from = at + len.max(1);
        if len > 0 {
            out.write_all(&json.as_bytes()[done..at])?;
            out.write_all(spelling.as_bytes())?;
            done = from;
        }
    }
    out.write_all(&json.as_bytes()[done..])
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
