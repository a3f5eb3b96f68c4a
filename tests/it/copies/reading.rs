//! Reading the texts beside the project, when they are there.

use std::path::PathBuf;

use samestory::Article;

fn folder() -> PathBuf {
    std::env::var_os("SAMESTORY_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from)
}

/// The articles of a JSON Lines file, or `None` with a printed line when it is not there.
#[cfg(feature = "json")]
pub(crate) fn articles(file: &str) -> Option<Vec<Article>> {
    use std::io::{BufRead, BufReader, Read};
    let path = folder().join(file);
    let Ok(bytes) = std::fs::File::open(&path) else {
        println!("skipped: no {file} in the data folder");
        return None;
    };
    let reader: Box<dyn Read> = if std::path::Path::new(file).extension().is_some_and(|end| end == "gz") {
        Box::new(flate2::read::GzDecoder::new(bytes))
    } else {
        Box::new(bytes)
    };
    let lines = BufReader::new(reader).lines().map(|line| line.unwrap());
    Some(lines.filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(&line).unwrap()).collect())
}

/// None can be read.
#[cfg(not(feature = "json"))]
pub(crate) fn articles(file: &str) -> Option<Vec<Article>> {
    println!("skipped: {} needs the feature `json`", folder().join(file).display());
    None
}

/// A plain text of the folder, or `None` with a printed line when it is not there.
#[cfg(feature = "json")]
pub(crate) fn text(file: &str) -> Option<String> {
    let text = std::fs::read_to_string(folder().join(file)).ok();
    if text.is_none() {
        println!("skipped: no {file} in the data folder");
    }
    text
}
