//! The command line of `stories`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use lexopt::{Arg, Parser, ValueExt};

pub(crate) const HELP: &str = "\
Groups news articles from many sources into stories.

Usage: stories [OPTIONS] PATH...

A PATH is a JSON Lines file (.jsonl, .ndjson, .json), a page text file (.txt), a folder of both,
or - for JSON Lines from standard input. Any of them may be gzipped.

Output, one of (default: a listing to read)
  --labels         article id, tab, story number; one line an article
  --json           one JSON object a story, one story a line
  --csv            one row an article, with a header
  --document       one JSON object: manifest, totals, stories with reasons (schema/document.json)
  --dot            the graph of texts for Graphviz
  --graphml        the same for Gephi, yEd and others
  --html FILE      one page to open in a browser, written to FILE (built with --features html)
  --review A..B    pairs of texts whose likeness lies between A and B, with reasons

Grouping
  --copies         stop after folding the copies of one text: groups are texts, not events
  --threads N      worker threads (default: one a core); the output does not depend on it
  --window-days D  how many days apart reports of one story may be
  --threshold T    how alike reports of one story must be, 0 to 1; higher means more, smaller stories
  --must-link A,B  the articles of these ids belong into one story; may be given again for other pairs
  --cannot-link A,B
                   the articles of these ids may not stand in one story; may be given again

Loading and messages
  --lenient        skip and report what cannot be read, instead of stopping at it
  --quiet          no progress bar and no remarks on standard error, only errors
  --help           show this text

Exit status: 0 done, 1 something could not be read or written, 2 wrong usage.
";

/// What the user wants.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Command {
    Help,
    Run(Args),
}

/// The form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Form {
    #[default]
    Listing,
    Labels,
    Json,
    Csv,
    Document,
    Dot,
    Graphml,
    Html,
    Review,
}

/// All that can be said on the command line. What is `None` was not said.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Args {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) form: Form,
    pub(crate) page: Option<PathBuf>,
    pub(crate) review: Option<(f64, f64)>,
    pub(crate) copies: bool,
    pub(crate) threads: Option<usize>,
    pub(crate) window_days: Option<f64>,
    pub(crate) threshold: Option<f64>,
    pub(crate) must_link: Vec<(String, String)>,
    pub(crate) cannot_link: Vec<(String, String)>,
    pub(crate) lenient: bool,
    pub(crate) quiet: bool,
}

/// Reads a command line without the program name. The error is a line for the user.
pub(crate) fn parse(command_line: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = Parser::from_args(command_line);
    let mut args = Args::default();
    while let Some(arg) = parser.next().map_err(|error| error.to_string())? {
        match arg {
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            Arg::Long("labels") => choose(&mut args, Form::Labels)?,
            Arg::Long("json") => choose(&mut args, Form::Json)?,
            Arg::Long("csv") => choose(&mut args, Form::Csv)?,
            Arg::Long("document") => choose(&mut args, Form::Document)?,
            Arg::Long("dot") => choose(&mut args, Form::Dot)?,
            Arg::Long("graphml") => choose(&mut args, Form::Graphml)?,
            Arg::Long("html") => {
                choose(&mut args, Form::Html)?;
                args.page = Some(parser.value().map_err(|error| format!("--html: {error}"))?.into());
            }
            Arg::Long("review") => {
                choose(&mut args, Form::Review)?;
                args.review = Some(range(&mut parser)?);
            }
            Arg::Long("copies") => args.copies = true,
            Arg::Long("threads") => args.threads = Some(number(&mut parser, "--threads")?),
            Arg::Long("window-days") => args.window_days = Some(number(&mut parser, "--window-days")?),
            Arg::Long("threshold") => args.threshold = Some(number(&mut parser, "--threshold")?),
            Arg::Long("must-link") => args.must_link.push(pair(&mut parser, "--must-link")?),
            Arg::Long("cannot-link") => args.cannot_link.push(pair(&mut parser, "--cannot-link")?),
            Arg::Long("lenient") => args.lenient = true,
            Arg::Long("quiet") => args.quiet = true,
            Arg::Value(path) => args.paths.push(path.into()),
            other => return Err(other.unexpected().to_string()),
        }
    }
    if args.paths.is_empty() {
        return Err("no PATH given".to_owned());
    }
    Ok(Command::Run(args))
}

/// Two forms at once are a mistake rather than a wish for the last one.
fn choose(args: &mut Args, form: Form) -> Result<(), String> {
    if args.form != Form::Listing && args.form != form {
        return Err("more than one form of output".to_owned());
    }
    args.form = form;
    Ok(())
}

/// The range after `--review`.
fn range(parser: &mut Parser) -> Result<(f64, f64), String> {
    let value = parser.value().and_then(ValueExt::string).map_err(|error| format!("--review: {error}"))?;
    let ends = value.split_once("..").map(|(low, high)| (low.parse(), high.trim_start_matches('=').parse()));
    match ends {
        Some((Ok(low), Ok(high))) => Ok((low, high)),
        _ => Err("--review: expected A..B, such as 0.4..0.7".to_owned()),
    }
}

/// The two ids after `option`. An id with a comma in it cannot be told from two.
fn pair(parser: &mut Parser, option: &str) -> Result<(String, String), String> {
    let value = parser.value().and_then(ValueExt::string).map_err(|error| format!("{option}: {error}"))?;
    match value.split_once(',') {
        Some((a, b)) if !a.is_empty() && !b.is_empty() && !b.contains(',') => Ok((a.to_owned(), b.to_owned())),
        _ => Err(format!("{option}: expected two ids A,B")),
    }
}

/// The number after `option`. Its range is checked where the clusterer is built.
fn number<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    parser: &mut Parser,
    option: &str,
) -> Result<T, String> {
    parser.value().and_then(|value| value.parse()).map_err(|error| format!("{option}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn everything_can_be_said() {
        let line = "--json --copies --threads 3 --window-days=2.5 a.jsonl --threshold .4 --must-link a,b \
            --must-link b,c --cannot-link=a,d --lenient --quiet - -- --odd";
        let expected = Args {
            paths: ["a.jsonl", "-", "--odd"].map(PathBuf::from).to_vec(),
            form: Form::Json,
            page: None,
            review: None,
            copies: true,
            threads: Some(3),
            window_days: Some(2.5),
            threshold: Some(0.4),
            must_link: vec![("a".into(), "b".into()), ("b".into(), "c".into())],
            cannot_link: vec![("a".into(), "d".into())],
            lenient: true,
            quiet: true,
        };
        assert_eq!(parsed(line), Ok(Command::Run(expected)));
        let bare = Args { paths: vec!["a.txt".into()], ..Args::default() };
        assert_eq!(parsed("a.txt"), Ok(Command::Run(bare)));
        assert_eq!(parsed("--json --help"), Ok(Command::Help));
        let page = Args { paths: vec!["a".into()], form: Form::Html, page: Some("b.html".into()), ..Args::default() };
        assert_eq!(parsed("a --html b.html"), Ok(Command::Run(page)));
        let review = Args { paths: vec!["a".into()], form: Form::Review, review: Some((0.4, 0.7)), ..Args::default() };
        assert_eq!(parsed("a --review .4..0.7"), Ok(Command::Run(review)));
    }

    #[test]
    fn mistakes_are_named() {
        for (line, expected) in [
            ("", "no PATH given"),
            ("--labels", "no PATH given"),
            ("--labels --csv a", "more than one form of output"),
            ("a --review .4", "--review: expected A..B, such as 0.4..0.7"),
            ("a --html", "--html: missing argument for option '--html'"),
            ("--thread 3 a", "invalid option '--thread'"),
            ("-x a", "invalid option '-x'"),
            ("--quiet=yes a", "unexpected argument for option '--quiet': \"yes\""),
            ("a --threads", "--threads: missing argument for option '--threads'"),
            ("--must-link a", "--must-link: expected two ids A,B"),
            ("--cannot-link a,b,c d", "--cannot-link: expected two ids A,B"),
            ("--threads two a", "--threads: cannot parse argument \"two\": invalid digit found in string"),
            ("--threads -1 a", "--threads: cannot parse argument \"-1\": invalid digit found in string"),
            ("--threshold high a", "--threshold: cannot parse argument \"high\": invalid float literal"),
        ] {
            assert_eq!(parsed(line), Err(expected.to_owned()), "{line}");
        }
    }
}
