//! Groups the articles of files and folders into stories.
//!
//! `cargo run --release --example stories -- --help`

mod args;
mod progress;

use std::ffi::OsString;
use std::fmt;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use args::{Args, Command, Form};
use progress::Progress;
use samestory::ingest::{Loaded, Loader};
use samestory::render::{self, Listing};
use samestory::{Clusterer, Clustering, Error, Keep, Level};

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    ExitCode::from(run(std::env::args_os().skip(1), &mut out, &mut io::stderr()))
}

/// The whole program, with its streams as parameters; returns the exit status.
fn run(command_line: impl IntoIterator<Item = OsString>, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let done = match args::parse(command_line) {
        Ok(Command::Help) => out.write_all(args::HELP.as_bytes()).map_err(Failure::Write),
        Ok(Command::Run(args)) => stories(&args, out, err),
        Err(usage) => Err(Failure::Usage(usage)),
    };
    match done.and_then(|()| out.flush().map_err(Failure::Write)) {
        Ok(()) => 0,
        // whoever reads the output has seen enough
        Err(Failure::Write(error)) if error.kind() == ErrorKind::BrokenPipe => 0,
        Err(failure) => {
            let _ = writeln!(err, "stories: {failure}");
            failure.status()
        }
    }
}

/// Loads, remarks on what was left out, clusters and writes.
fn stories(args: &Args, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Failure> {
    let loaded = Loader::new().lenient(args.lenient).load(&args.paths)?;
    if !args.quiet {
        remark(&loaded, err).map_err(Failure::Write)?;
    }
    let progress = Progress::new(args.quiet);
    cluster_and_write(args, &loaded, &progress, out, err)
}

/// Clusters the articles and writes the stories in the form asked for.
fn cluster_and_write(
    args: &Args,
    loaded: &Loaded,
    progress: &Progress,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Failure> {
    let mut builder = Clusterer::builder().threads(args.threads.unwrap_or(0));
    if let Some(days) = args.window_days {
        builder = builder.window_days(days);
    }
    if let Some(threshold) = args.threshold {
        builder = builder.threshold(threshold);
    }
    for (a, b) in &args.must_link {
        builder = builder.must_link(a.as_str(), b.as_str());
    }
    for (a, b) in &args.cannot_link {
        builder = builder.cannot_link(a.as_str(), b.as_str());
    }
    if args.copies {
        builder = builder.level(Level::Reports);
    }
    if matches!(args.form, Form::Document | Form::Html | Form::Review) {
        builder = builder.keep(Keep::Evidence);
    }
    let clustering = builder.build()?.cluster_observed(&loaded.articles, progress)?;
    progress.finish();
    if !args.quiet {
        for conflict in clustering.conflicts() {
            writeln!(err, "{conflict}").map_err(Failure::Write)?;
        }
    }
    match args.form {
        Form::Listing => render::listing(&clustering, Listing::default(), out),
        Form::Labels => render::labels(&clustering, out),
        Form::Json => render::json_lines(&clustering, out),
        Form::Csv => render::csv(&clustering, out),
        Form::Document => render::document(&clustering, out),
        Form::Dot => render::dot(&clustering, out),
        Form::Graphml => render::graphml(&clustering, out),
        Form::Review => review(&clustering, args.review.unwrap_or_default(), out),
        Form::Html => page(&clustering, loaded, args.page.as_deref().unwrap_or(Path::new("stories.html"))),
    }
    .map_err(Failure::Write)
}

/// Pairs at most in a review.
const PAIRS: usize = 200;

/// Pairs of texts that were hard to decide, those nearest to the threshold first.
fn review(clustering: &Clustering, (low, high): (f64, f64), out: &mut dyn Write) -> io::Result<()> {
    for pair in clustering.review(low..=high, PAIRS) {
        let verdict = if pair.together { "one story" } else { "kept apart" };
        writeln!(out, "{verdict}: {}\n  {}\n", pair.text, pair.pair)?;
    }
    Ok(())
}

/// The page, with what was skipped while loading.
#[cfg(feature = "html")]
fn page(clustering: &Clustering, loaded: &Loaded, path: &Path) -> io::Result<()> {
    let counts = [(loaded.skipped.len(), "lines skipped"), (loaded.ignored, "entries of folders ignored")];
    let skipped = counts.into_iter().filter(|&(count, _)| count > 0).map(|(count, what)| format!("{what}: {count}"));
    let mut remarks = vec![format!("files read: {}", loaded.files)];
    remarks.extend(skipped);
    remarks.extend(loaded.skipped.iter().take(5).map(|line| format!("skipped {line}")));
    let page = render::Html { remarks, ..render::Html::default() };
    let mut file = BufWriter::new(std::fs::File::create(path)?);
    render::html(clustering, &page, &mut file)?;
    file.flush()
}

#[cfg(not(feature = "html"))]
fn page(_: &Clustering, _: &Loaded, _: &Path) -> io::Result<()> {
    Err(io::Error::other("--html needs the feature: cargo run --release --features html --example stories -- …"))
}

/// Tells what was not loaded as it stands.
fn remark(loaded: &Loaded, err: &mut dyn Write) -> io::Result<()> {
    for skipped in &loaded.skipped {
        writeln!(err, "skipped {skipped}")?;
    }
    for path in &loaded.lossy {
        writeln!(err, "mended {}: bytes that are not UTF-8 became U+FFFD", path.display())?;
    }
    let counts = [
        (loaded.skipped.len(), "lines skipped"),
        (loaded.ignored, "hidden or other entries of folders ignored"),
        (loaded.without_text(), "articles with neither title nor body"),
    ];
    for (count, what) in counts.into_iter().filter(|&(count, _)| count > 0) {
        writeln!(err, "{what}: {count}")?;
    }
    Ok(())
}

/// Why the program ends early.
#[derive(Debug)]
enum Failure {
    Usage(String),
    Samestory(Error),
    Write(io::Error),
}

impl Failure {
    fn status(&self) -> u8 {
        match self {
            // every setting comes from the command line
            Failure::Usage(_) | Failure::Samestory(Error::Setting { .. }) => 2,
            Failure::Samestory(_) | Failure::Write(_) => 1,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(mistake) => write!(f, "{mistake}; --help shows the usage"),
            Failure::Samestory(error @ Error::Line { .. }) => write!(f, "{error} (--lenient skips such lines)"),
            Failure::Samestory(error) => write!(f, "{error}"),
            Failure::Write(error) => write!(f, "{error}"),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Samestory(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exit status, standard output and standard error of a run.
    fn ran(command_line: &[&str]) -> (u8, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = run(command_line.iter().map(OsString::from), &mut out, &mut err);
        (status, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    #[test]
    fn help_goes_to_standard_output_and_mistakes_to_standard_error() {
        assert_eq!(ran(&["--help"]), (0, args::HELP.to_owned(), String::new()));
        let expected = "stories: invalid option '--lables'; --help shows the usage\n";
        assert_eq!(ran(&["--lables", "a.jsonl"]), (2, String::new(), expected.to_owned()));
    }

    #[test]
    fn constraints_are_obeyed_or_remarked_on() {
        let path = std::env::temp_dir().join(format!("samestory-constraints-{}.jsonl", std::process::id()));
        let line = |id| format!("{{\"id\": \"{id}\", \"title\": \"Summit confirmed\"}}\n");
        std::fs::write(&path, ["a", "b", "c"].map(line).concat()).unwrap();
        let named = path.to_str().unwrap();
        let ran = ran(&["--labels", "--must-link", "a,c", "--cannot-link", "a,b", "--must-link", "a,x", named]);
        std::fs::remove_file(&path).unwrap();
        assert_eq!((ran.0, ran.1.as_str()), (0, "a\t0\nb\t1\nc\t0\n"));
        assert!(ran.2.ends_with("constraint on `a` and `x` not used: no article `x`\n"), "{}", ran.2);
    }

    #[test]
    fn what_cannot_be_loaded_is_named() {
        let path = std::env::temp_dir().join(format!("samestory-stories-{}.jsonl", std::process::id()));
        let named = path.to_str().unwrap();
        let (status, out, err) = ran(&[named]);
        assert_eq!((status, out.as_str()), (1, ""));
        assert!(err.starts_with(&format!("stories: {named}: ")), "{err}");

        std::fs::write(&path, "{\"id\": \"harbour-1\", \"title\": \"Summit confirmed\"}\nnonsense\n{\"id\": 2}\n")
            .unwrap();
        let reason = format!("{named}:2: expected ident at column 2");
        let expected = format!("stories: {reason} (--lenient skips such lines)\n");
        assert_eq!(ran(&[named]), (1, String::new(), expected));

        let (_, _, err) = ran(&["--lenient", named]);
        let remarks = format!("skipped {reason}\nlines skipped: 1\narticles with neither title nor body: 1\n");
        assert!(err.starts_with(&remarks), "{err}");
        let (_, _, err) = ran(&["--lenient", "--quiet", named]);
        assert!(!err.contains("skipped"), "{err}");
        std::fs::remove_file(&path).unwrap();
    }
}
