//! What a file holds, by its name or by its first character.

use std::io::{self, BufRead};
use std::path::Path;

/// The kinds of files that hold articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// One article a line.
    JsonLines,
    /// One article a file.
    PageText,
}

impl Format {
    /// By the ending of the name, `.gz` aside.
    pub(super) fn named(path: &Path) -> Option<Format> {
        if is_stdin(path) {
            return Some(Format::JsonLines);
        }
        let name = without_gz(path);
        match Path::new(&name).extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" | "json" => Some(Format::JsonLines),
            "txt" => Some(Format::PageText),
            _ => None,
        }
    }

    /// By the first visible character. Returns what had to be read to see it: a pipe cannot be opened twice.
    pub(super) fn sniffed(reader: &mut impl BufRead) -> io::Result<(Format, Vec<u8>)> {
        // the bytes of a byte order mark are invisible too; one by one, since a pipe may deliver them one by one
        let visible = |byte: &u8| !byte.is_ascii_whitespace() && !BYTE_ORDER_MARK.contains(byte);
        let mut head = Vec::new();
        loop {
            let chunk = reader.fill_buf()?;
            let first = chunk.iter().copied().find(visible);
            let len = chunk.len();
            head.extend_from_slice(chunk);
            reader.consume(len);
            match first {
                Some(b'{') => return Ok((Format::JsonLines, head)),
                Some(_) => return Ok((Format::PageText, head)),
                None if len == 0 => return Ok((Format::PageText, head)),
                None => {}
            }
        }
    }
}

/// U+FEFF in UTF-8, as some editors put it before a text.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Whether a path means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The name of a file without folder and ending; `wire` for `news/wire.jsonl.gz`.
pub(super) fn stem(path: &Path) -> String {
    if is_stdin(path) {
        return "stdin".to_owned();
    }
    let name = without_gz(path);
    Path::new(&name).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether the name says gzip.
pub(super) fn is_gz(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"))
}

/// The file name with `.gz` cut off.
fn without_gz(path: &Path) -> String {
    let name = if is_gz(path) { path.file_stem() } else { path.file_name() };
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_and_stems_of_names() {
        for (name, format, expected) in [
            ("news/wire.jsonl", Some(Format::JsonLines), "wire"),
            ("news/wire.JSONL.GZ", Some(Format::JsonLines), "wire"),
            ("wire.ndjson", Some(Format::JsonLines), "wire"),
            ("wire.2019.json", Some(Format::JsonLines), "wire.2019"),
            ("000_page.v2.txt", Some(Format::PageText), "000_page.v2"),
            ("page.txt.gz", Some(Format::PageText), "page"),
            ("wire.gz", None, "wire"),
            ("notes.md", None, "notes"),
            ("notes", None, "notes"),
            ("-", Some(Format::JsonLines), "stdin"),
            ("./-", None, "-"),
            (".gz", None, ".gz"),
        ] {
            assert_eq!((Format::named(Path::new(name)), stem(Path::new(name)).as_str()), (format, expected), "{name}");
        }
    }

    #[test]
    fn the_first_visible_character_decides() {
        for (text, expected) in [
            ("{\"title\": \"a\"}", Format::JsonLines),
            ("\u{feff}\r\n\t {", Format::JsonLines),
            ("[1]", Format::PageText),
            ("Kremlin confirms {summit}", Format::PageText),
            ("\u{ff01}{", Format::PageText),
            (" \n ", Format::PageText),
            ("", Format::PageText),
        ] {
            // a reader that gives one byte at a time, as a pipe may
            let mut reader = io::BufReader::with_capacity(1, text.as_bytes());
            let (format, mut head) = Format::sniffed(&mut reader).unwrap();
            assert_eq!(format, expected, "{text:?}");
            io::Read::read_to_end(&mut reader, &mut head).unwrap();
            assert_eq!(head, text.as_bytes(), "{text:?}");
        }
    }
}
