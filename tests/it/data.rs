//! Finds and reads the development data, which lies beside the project and belongs to its publishers.

use std::io::Read;
use std::path::PathBuf;

/// The data folder: `SAMESTORY_DATA`, else `../shared/data` beside the manifest. Prints a line when there is none.
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("SAMESTORY_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no data folder (SAMESTORY_DATA)");
    None
}

/// One article of a data file, as it stands there.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    /// Unique within the file.
    pub(crate) id: String,
    /// Empty when the source has none.
    pub(crate) title: String,
    /// Empty when the source has none.
    pub(crate) body: String,
    /// BCP 47 tag.
    pub(crate) lang: String,
    /// Outlet or host; empty when unknown.
    pub(crate) source: String,
}

/// All rows of a `.jsonl` or `.jsonl.gz` file of the folder.
pub(crate) fn rows(name: &str) -> Option<Vec<Row>> {
    let path = folder()?.join(name);
    let mut text = String::new();
    let file = std::fs::File::open(&path).ok()?;
    if path.extension().is_some_and(|ending| ending == "gz") {
        flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).expect("gzip");
    } else {
        std::io::BufReader::new(file).read_to_string(&mut text).expect("text");
    }
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect())
}
