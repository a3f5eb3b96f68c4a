//! From the paths given to the files to read.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::ingest::format::{Format, is_stdin};

/// The files to read, and how many entries of folders are not among them.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) files: Vec<PathBuf>,
    pub(super) ignored: usize,
}

/// Replaces folders by the files below them. Fails on a path that does not exist, before anything is read.
pub(super) fn expand<P: AsRef<Path>>(paths: &[P]) -> Result<Found> {
    let mut found = Found::default();
    for path in paths {
        let path = path.as_ref();
        let is_folder = |path| fs::metadata(path).map(|meta| meta.is_dir());
        if !is_stdin(path) && is_folder(path).map_err(|source| Error::Io { path: path.to_owned(), source })? {
            folder(path, &mut found)?;
        } else {
            found.files.push(path.to_owned());
        }
    }
    Ok(found)
}

fn folder(path: &Path, found: &mut Found) -> Result<()> {
    let failed = |source| Error::Io { path: path.to_owned(), source };
    let mut entries = fs::read_dir(path).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if !hidden && entry.file_type().map_err(failed)?.is_dir() {
            folder(&path, found)?;
        // follows links to files but not, above, to folders, which could lead in a circle
        } else if !hidden && Format::named(&path).is_some() && fs::metadata(&path).is_ok_and(|meta| meta.is_file()) {
            found.files.push(path);
        } else {
            found.ignored += 1;
        }
    }
    Ok(())
}
