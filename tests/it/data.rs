//! Finds the development data, which lies beside the project and belongs to its publishers.

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
