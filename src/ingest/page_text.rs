//! Page text: a file that holds one page, as scraped.

use std::io::BufRead;
use std::path::Path;

use crate::article::Article;
use crate::error::Result;
use crate::ingest::format::{BYTE_ORDER_MARK, stem};
use crate::ingest::{Loading, not_utf8};

/// The whole file is the body; title and date are found where pages are read, not here.
pub(super) fn read(mut reader: impl BufRead, path: &Path, loading: &mut Loading) -> Result<()> {
    let mut bytes = Vec::new();
    let end = reader.read_to_end(&mut bytes);
    if let Err(error) = end {
        loading.broken(path, line_of(&bytes), error)?;
    }
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
    let body = String::from_utf8_lossy(text);
    if let Err(error) = std::str::from_utf8(text) {
        if !loading.lenient {
            let before = &text[..error.valid_up_to()];
            let column = before.iter().rev().take_while(|&&byte| byte != b'\n').count() + 1;
            return loading.reject(path, line_of(before), not_utf8(column));
        }
        loading.loaded.lossy.push(path.to_owned());
    }
    loading.loaded.articles.push(Article::new("", &body).with_id(stem(path)));
    Ok(())
}

/// The line in which `before` ends.
fn line_of(before: &[u8]) -> usize {
    before.split(|&byte| byte == b'\n').count()
}
