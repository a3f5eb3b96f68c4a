//! Loading articles: JSON Lines, page text files, and folders of both.
//!
//! The way in from files; everything after it works on [`Article`]s alone and never touches a file.
//!
//! | given | read as |
//! |---|---|
//! | `.jsonl`, `.ndjson`, `.json` | JSON Lines: one object a line with the keys `id`, `source`, `url`, `title`, `body`, `published`, `lang` |
//! | `.txt` | page text: the whole file is the body of one article, whose id is the file stem |
//! | a folder | all of these in it and below, in the order of their names; hidden and other files are counted and left out |
//! | `-` | JSON Lines from standard input |
//! | any other file | JSON Lines if its first visible character is `{`, else page text |
//!
//! Gzip is noticed by its first bytes, whatever the file is called. JSON Lines and gzip need the feature `json`.

mod format;
#[cfg(feature = "json")]
mod jsonl;
mod open;
mod page_text;
mod walk;

use std::fmt;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use crate::article::{Article, ArticleId};
use crate::error::{Error, Result};
use format::Format;

/// Loads articles from files, folders and standard input.
///
/// Articles come in the order of the paths given, within a folder in the order of the names, within a file in the order
/// of the lines. As soon as there is more than one file, the articles of a JSON Lines file are named `file-stem/id`
/// (`wire.jsonl.gz` has the stem `wire`), so that files that count from 1 can be loaded together; a page text file is
/// always named by its stem.
///
/// ```
/// use samestory::ingest::Loader;
/// let folder = std::env::temp_dir().join(format!("samestory-pages-{}", std::process::id()));
/// std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("harbour.txt"), "Kremlin confirms April summit\n\nThe leaders will meet in Vladivostok.")?;
/// let loaded = Loader::new().load(&[&folder])?;
/// assert_eq!(loaded.articles[0].id().as_str(), "harbour");
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
#[must_use]
pub struct Loader {
    lenient: bool,
}

impl Loader {
    /// A loader that refuses whatever it cannot read.
    pub fn new() -> Loader {
        Loader::default()
    }

    /// Whether what cannot be read is left out and reported instead of being an error.
    ///
    /// Default: `false`. With `true`, a bad line is skipped, the rest of a damaged gzip file is given up (what came
    /// before it is kept) and bytes of a page that are not UTF-8 are replaced by U+FFFD; [`Loaded::skipped`] and
    /// [`Loaded::lossy`] tell of each. A path that cannot be opened stays an error: it is more likely a typing mistake
    /// than a bad line.
    pub fn lenient(mut self, lenient: bool) -> Loader {
        self.lenient = lenient;
        self
    }

    /// Loads everything under `paths`.
    ///
    /// # Errors
    /// [`Error::Io`] for a path that cannot be opened, and for JSON Lines or gzip without the feature `json`;
    /// [`Error::Line`] with file, line and reason for what cannot be read, unless the loader is
    /// [lenient](Loader::lenient).
    ///
    /// # Complexity
    /// One pass over the bytes. Memory for the articles and the longest line.
    pub fn load<P: AsRef<Path>>(&self, paths: &[P]) -> Result<Loaded> {
        let found = walk::expand(paths)?;
        let loaded = Loaded { files: found.files.len(), ignored: found.ignored, ..Loaded::default() };
        let mut loading = Loading { lenient: self.lenient, prefixed: found.files.len() > 1, loaded };
        for path in &found.files {
            loading.file(path)?;
        }
        Ok(loading.loaded)
    }

    /// Loads JSON Lines, plain or gzipped, from any reader; `name` stands for the file in errors and reports.
    ///
    /// ```
    /// use samestory::ingest::Loader;
    /// let lines = r#"{"id": 17, "title": "Kremlin confirms April summit", "source": "Harbour Post"}
    ///                {"id": 18, "title": "Ferry strike enters third day", "published": "soon"}"#;
    /// let error = Loader::new().read("wire", lines.as_bytes()).unwrap_err();
    /// assert!(error.to_string().starts_with("wire:2: published: "));
    ///
    /// let loaded = Loader::new().lenient(true).read("wire", lines.as_bytes())?;
    /// assert_eq!((loaded.articles.len(), loaded.skipped[0].line), (1, 2));
    /// # Ok::<(), samestory::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`load`](Loader::load).
    #[cfg(feature = "json")]
    pub fn read(&self, name: impl AsRef<Path>, reader: impl io::Read) -> Result<Loaded> {
        let path = name.as_ref();
        let loaded = Loaded { files: 1, ..Loaded::default() };
        let mut loading = Loading { lenient: self.lenient, prefixed: false, loaded };
        let reader = open::unpacked(io::BufReader::new(reader), path)?;
        loading.contents(path, Format::JsonLines, reader)?;
        Ok(loading.loaded)
    }
}

/// What a [`Loader`] has loaded, and what it has not.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Loaded {
    /// The articles, in the order in which they were read.
    pub articles: Vec<Article>,
    /// The labels given under the key `story`, with the articles that carry one; in the order of the articles. Labels
    /// stand as given: files that number their stories from 1 are better loaded and compared one by one.
    pub gold: Vec<(ArticleId, String)>,
    /// What was left out by a [lenient](Loader::lenient) loader.
    pub skipped: Vec<Skipped>,
    /// Page text files in which a [lenient](Loader::lenient) loader replaced bytes that are not UTF-8.
    pub lossy: Vec<PathBuf>,
    /// Files that were read, standard input included.
    pub files: usize,
    /// Entries of folders that were not read: hidden ones, files of other endings, links to folders.
    pub ignored: usize,
}

impl Loaded {
    /// How many articles have neither title nor body. They are legal, but many of them hint at other keys in the file.
    pub fn without_text(&self) -> usize {
        self.articles.iter().filter(|article| article.title().is_empty() && article.body().is_empty()).count()
    }
}

/// A line that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Skipped {
    /// The file, as it was given or found.
    pub path: PathBuf,
    /// The line, counted from 1; of a damaged gzip file the line that could not be read to its end.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path.display(), self.line, self.reason)
    }
}

/// A load under way.
struct Loading {
    lenient: bool,
    /// Whether ids of JSON Lines articles get the file stem in front.
    #[cfg_attr(not(feature = "json"), expect(dead_code, reason = "JSON Lines alone have ids of their own"))]
    prefixed: bool,
    loaded: Loaded,
}

impl Loading {
    fn file(&mut self, path: &Path) -> Result<()> {
        let mut reader = open::open(path)?;
        if let Some(format) = Format::named(path) {
            return self.contents(path, format, reader);
        }
        match Format::sniffed(&mut reader) {
            Ok((format, head)) => self.contents(path, format, io::Read::chain(&head[..], reader)),
            Err(error) => self.broken(path, 1, error),
        }
    }

    fn contents(&mut self, path: &Path, format: Format, reader: impl BufRead) -> Result<()> {
        match format {
            Format::PageText => page_text::read(reader, path, self),
            #[cfg(feature = "json")]
            Format::JsonLines => jsonl::read(reader, path, self),
            #[cfg(not(feature = "json"))]
            Format::JsonLines => Err(open::unsupported(path, "JSON Lines")),
        }
    }

    /// A line that cannot be read as what it should be.
    fn reject(&mut self, path: &Path, line: usize, reason: String) -> Result<()> {
        let path = path.to_owned();
        if self.lenient {
            self.loaded.skipped.push(Skipped { path, line, reason });
            return Ok(());
        }
        Err(Error::Line { path, line, reason })
    }

    /// The end of what can be read of a file: damage is a matter of its contents, anything else of the system.
    fn broken(&mut self, path: &Path, line: usize, error: io::Error) -> Result<()> {
        match open::damage(&error) {
            Some(reason) => self.reject(path, line, reason),
            None => Err(Error::Io { path: path.to_owned(), source: error }),
        }
    }
}

/// One wording for text that is not UTF-8; `column` counts bytes from 1.
fn not_utf8(column: usize) -> String {
    format!("invalid UTF-8 at column {column}")
}

#[cfg(all(test, not(feature = "json")))]
mod tests {
    use super::*;

    #[test]
    fn without_the_feature_json_lines_and_gzip_are_refused_by_name() {
        let folder = std::env::temp_dir().join(format!("samestory-plain-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (name, contents, what) in
            [("a.jsonl", b"{}".as_slice(), "JSON Lines"), ("b", b"{}", "JSON Lines"), ("c.txt", b"\x1f\x8b", "gzip")]
        {
            let path = folder.join(name);
            std::fs::write(&path, contents).unwrap();
            let error = Loader::new().lenient(true).load(&[&path]).unwrap_err().to_string();
            assert_eq!(error, format!("{}: {what}, which needs the feature `json`", path.display()));
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
