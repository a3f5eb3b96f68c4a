//! Opening a file or standard input, unpacking gzip on the way.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::error::{Error, Result};
use crate::ingest::format::{is_gz, is_stdin};

/// Fewer calls to the system than with the 8 KiB of the standard library; larger ones were no faster.
const BUFFER: usize = 1 << 16;

/// The first bytes of every gzip file.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Opens a file, or standard input for `-`.
pub(super) fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if is_stdin(path) {
        return unpacked(io::stdin().lock(), path);
    }
    let file = File::open(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
    unpacked(BufReader::with_capacity(BUFFER, file), path)
}

/// Looks at the first two bytes and unpacks gzip. A `.gz` file that was unpacked on its way here is taken as it is.
pub(super) fn unpacked<'a>(mut reader: impl BufRead + 'a, path: &Path) -> Result<Box<dyn BufRead + 'a>> {
    let mut head = Vec::with_capacity(GZIP.len());
    let read = reader.by_ref().take(GZIP.len() as u64).read_to_end(&mut head);
    read.map_err(|source| Error::Io { path: path.to_owned(), source })?;
    let gzipped = head == GZIP || (head.len() < GZIP.len() && is_gz(path));
    let whole = io::Cursor::new(head).chain(reader);
    if !gzipped {
        return Ok(Box::new(whole));
    }
    #[cfg(feature = "json")]
    return Ok(Box::new(BufReader::with_capacity(BUFFER, flate2::bufread::MultiGzDecoder::new(whole))));
    #[cfg(not(feature = "json"))]
    return Err(unsupported(path, "gzip"));
}

/// What is wrong with a gzip stream that could not be read on; `None` when the system is to blame.
pub(super) fn damage(error: &io::Error) -> Option<String> {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Some("gzip data cut off".to_owned()),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Some(format!("gzip data damaged: {error}")),
        _ => None,
    }
}

/// A file that this build cannot read.
#[cfg(not(feature = "json"))]
pub(super) fn unsupported(path: &Path, what: &str) -> Error {
    let reason = format!("{what}, which needs the feature `json`");
    Error::Io { path: path.to_owned(), source: io::Error::new(io::ErrorKind::Unsupported, reason) }
}
