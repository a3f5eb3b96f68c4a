//! Loading from files, folders and readers.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking too")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use samestory::ingest::{Loaded, Loader};
use samestory::{Article, Error};

/// A folder of its own for each test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("samestory-ingest-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = Folder(std::env::temp_dir().join(name));
        fs::create_dir_all(&folder.0).unwrap();
        folder
    }

    fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, contents).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn ids(loaded: &Loaded) -> Vec<&str> {
    loaded.articles.iter().map(|article| article.id().as_str()).collect()
}

/// The line and the reason of the error of a strict load, and what a lenient load makes of the same file.
fn strict_and_lenient(path: &Path) -> (usize, String, Loaded) {
    let Err(Error::Line { path: named, line, reason }) = Loader::new().load(&[path]) else { panic!("no line error") };
    assert_eq!(named, path);
    (line, reason, Loader::new().lenient(true).load(&[path]).unwrap())
}

const WIRE: &str = "{\"id\": 1, \"title\": \"Summit confirmed\", \"story\": \"summit\"}\n\
                    {\"id\": 2, \"title\": \"Ferry strike enters third day\"}\n";

#[test]
fn one_file_keeps_its_ids() {
    let folder = Folder::new();
    let loaded = Loader::new().load(&[folder.write("wire.jsonl", WIRE)]).unwrap();
    assert_eq!(ids(&loaded), ["1", "2"]);
    assert_eq!(loaded.gold, [("1".into(), "summit".to_owned())]);
    assert_eq!((loaded.files, loaded.ignored, loaded.without_text(), loaded.skipped.len()), (1, 0, 0, 0));
}

#[test]
fn several_files_are_told_apart_by_their_stems() {
    let folder = Folder::new();
    let paths = [
        folder.write("wire.jsonl.gz", gzip(WIRE.as_bytes())),
        folder.write("more.ndjson", "{\"title\": \"No id\"}"),
        folder.write("harbour.txt", "Summit confirmed\n"),
    ];
    let loaded = Loader::new().load(&paths).unwrap();
    let hash = Article::new("No id", "").id().to_string();
    assert_eq!(ids(&loaded), ["wire/1", "wire/2", &format!("more/{hash}"), "harbour"]);
    assert_eq!(loaded.gold, [("wire/1".into(), "summit".to_owned())]);
    assert_eq!((loaded.articles[3].title(), loaded.articles[3].body()), ("", "Summit confirmed\n"));
}

#[test]
fn folders_are_walked_in_the_order_of_names() {
    let folder = Folder::new();
    for name in ["b/2.txt", "b/10.txt", "a.txt", "c.JSONL", ".hidden.txt", ".git/x.txt", "notes.md", "b/pairs.tsv"] {
        folder.write(name, "{\"id\": \"x\", \"title\": \"T\"}");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(&folder.0, folder.0.join("circle")).unwrap();
    let loaded = Loader::new().load(&[&folder.0]).unwrap();
    assert_eq!(ids(&loaded), ["a", "10", "2", "c/x"]);
    assert_eq!((loaded.files, loaded.ignored), (4, 4 + usize::from(cfg!(unix))));
}

#[test]
fn files_of_other_names_are_known_by_what_they_hold() {
    let folder = Folder::new();
    let paths = [
        folder.write("dump", "\u{feff}\n {\"id\": 1, \"title\": \"T\"}\n\n{\"id\": 2, \"title\": \"U\"}"),
        folder.write("packed.bin", gzip(WIRE.as_bytes())),
        folder.write("page.html", "Summit {confirmed}"),
        folder.write("unpacked.jsonl.gz", WIRE),
        folder.write("packed.txt", gzip("\u{feff}Fähre".as_bytes())),
        folder.write("empty.jsonl", ""),
        folder.write("empty.txt", ""),
    ];
    let loaded = Loader::new().load(&paths).unwrap();
    let expected = ["dump/1", "dump/2", "packed/1", "packed/2", "page", "unpacked/1", "unpacked/2", "packed", "empty"];
    assert_eq!(ids(&loaded), expected);
    assert_eq!((loaded.articles[7].body(), loaded.without_text()), ("Fähre", 1));
}

#[test]
fn blank_lines_marks_and_carriage_returns_are_no_lines_of_their_own() {
    let text =
        "\u{feff}{\"id\": 1, \"title\": \"T\"}\r\n\r\n  \t\n\u{feff}{\"id\": 2, \"title\": \"U\"}\r\n{\"id\": oops}";
    let folder = Folder::new();
    let (line, reason, loaded) = strict_and_lenient(&folder.write("wire.jsonl", text));
    assert_eq!((line, reason.as_str()), (5, "expected value at column 8"));
    assert_eq!(ids(&loaded), ["1", "2"]);
}

#[test]
fn a_bad_line_is_named_or_skipped() {
    let folder = Folder::new();
    let mut bytes = b"{\"id\": 1, \"title\": \"caf\xe9\"}\n".to_vec();
    bytes.extend_from_slice(WIRE.as_bytes());
    bytes.extend_from_slice(b"{\"headline\": \"T\"}\n{\"id\": 3, \"title\": \"T\"}\n");
    let path = folder.write("wire.jsonl", bytes);
    let (line, reason, loaded) = strict_and_lenient(&path);
    assert_eq!((line, reason.as_str()), (1, "invalid UTF-8 at column 24"));
    assert_eq!(ids(&loaded), ["1", "2", "3"]);
    assert_eq!(loaded.skipped.iter().map(|skipped| skipped.line).collect::<Vec<_>>(), [1, 4]);
    assert_eq!(loaded.skipped[0].to_string(), format!("{}:1: invalid UTF-8 at column 24", path.display()));
}

#[test]
fn what_stands_before_the_damage_in_a_gzip_file_is_kept() {
    let folder = Folder::new();
    let lines: Vec<String> = (1..=2000).map(|n| format!("{{\"id\": {n}, \"title\": \"{}\"}}\n", n * 7919)).collect();
    let text = lines.concat();
    let packed = gzip(text.as_bytes());

    let (line, reason, loaded) = strict_and_lenient(&folder.write("cut.jsonl.gz", &packed[..packed.len() / 2]));
    assert_eq!((reason.as_str(), loaded.articles.len(), loaded.skipped.len()), ("gzip data cut off", line - 1, 1));
    assert!(line > 500, "{line}");

    let mut damaged = packed.clone();
    let checksum = damaged.len() - 8;
    damaged[checksum] ^= 1;
    let (line, reason, loaded) = strict_and_lenient(&folder.write("damaged.jsonl.gz", damaged));
    assert!(reason.starts_with("gzip data damaged: "), "{reason}");
    assert_eq!((line, loaded.articles.len()), (2001, 2000));

    for start in 0..12 {
        let (line, reason, loaded) = strict_and_lenient(&folder.write("start.jsonl.gz", &packed[..start]));
        assert_eq!((line, reason.as_str(), loaded.articles.len()), (1, "gzip data cut off", 0), "{start} bytes");
    }

    let page = gzip("Ferry strike\nenters third day\n".repeat(5000).as_bytes());
    let (line, reason, loaded) = strict_and_lenient(&folder.write("page.txt.gz", &page[..page.len() - 9]));
    assert_eq!((reason.as_str(), loaded.articles.len()), ("gzip data cut off", 1));
    assert_eq!(loaded.articles[0].body().matches('\n').count() + 1, line);

    let both = [gzip(WIRE.as_bytes()), gzip(b"{\"id\": 3, \"title\": \"T\"}")].concat();
    assert_eq!(ids(&Loader::new().load(&[folder.write("both.jsonl.gz", both)]).unwrap()), ["1", "2", "3"]);
}

#[test]
fn a_page_that_is_not_utf8_is_named_or_mended() {
    let folder = Folder::new();
    let path = folder.write("page.txt", b"Summit\nin the caf\xe9\n");
    let (line, reason, loaded) = strict_and_lenient(&path);
    assert_eq!((line, reason.as_str()), (2, "invalid UTF-8 at column 11"));
    assert_eq!((loaded.articles[0].body(), loaded.lossy), ("Summit\nin the caf\u{fffd}\n", vec![path]));
}

#[test]
fn a_path_that_does_not_exist_is_an_error_before_anything_is_read() {
    let folder = Folder::new();
    let paths = [folder.write("wire.jsonl", "nonsense"), folder.0.join("missing.jsonl")];
    for loader in [Loader::new(), Loader::new().lenient(true)] {
        assert!(matches!(loader.load(&paths), Err(Error::Io { path, .. }) if path == paths[1]));
    }
    assert!(Loader::new().load::<PathBuf>(&[]).unwrap().articles.is_empty());
}

#[test]
fn shared_data_loads_whole() {
    let data = std::env::var_os("SAMESTORY_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    if !data.is_dir() {
        println!("skipped: no folder {}", data.display());
        return;
    }
    let loaded = Loader::new().load(&[data.join("seeds"), data.join("ecbplus.jsonl")]).unwrap();
    assert_eq!((loaded.articles.len(), loaded.gold.len(), loaded.files), (5 + 982, 982, 6));
    let reuters = Loader::new().load(&[data.join("reuters21578.jsonl.gz")]).unwrap();
    assert_eq!((reuters.articles.len(), reuters.gold.len(), reuters.without_text()), (21_578, 0, 0));
}

fn articles() -> impl Strategy<Value = Vec<Article>> {
    let text = || "(?s).{0,40}";
    let article = (text(), text(), text(), "[0-9]{4}", 1800..2200, 1..13, 1..29).prop_map(
        |(title, body, source, id, year, month, day)| {
            let builder = Article::builder(&title, &body).id(&id).source(&source).url(&source).lang("en");
            builder.published(&format!("{year}-{month:02}-{day:02}")).build().unwrap()
        },
    );
    prop::collection::vec(article, 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(articles in articles(), packed: bool) {
        let mut lines = Vec::new();
        for article in &articles {
            serde_json::to_writer(&mut lines, article).unwrap();
            lines.push(b'\n');
        }
        let bytes = if packed { gzip(&lines) } else { lines };
        prop_assert_eq!(Loader::new().read("lines", bytes.as_slice()).unwrap().articles, articles);
    }

    #[test]
    fn no_bytes_stop_a_lenient_loader(lines in prop::collection::vec(
        prop_oneof![prop::collection::vec(any::<u8>(), 0..30), r#"[{]?("title"|"id"|[{}:, \[\]"0-9a]){0,9}"#.prop_map(String::into_bytes)],
        0..12,
    )) {
        let bytes = lines.join(&b'\n');
        prop_assume!(!bytes.starts_with(&[0x1f, 0x8b]));
        let loaded = Loader::new().lenient(true).read("noise", bytes.as_slice()).unwrap();
        let visible = |line: &&[u8]| !line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line).trim_ascii().is_empty();
        let lines = bytes.split(|&byte| byte == b'\n').filter(visible).count();
        prop_assert_eq!(loaded.articles.len() + loaded.skipped.len(), lines);
        if let Some(first) = loaded.skipped.first() {
            let strict = Loader::new().read("noise", bytes.as_slice()).unwrap_err();
            prop_assert_eq!(strict.to_string(), first.to_string());
        }
    }
}
