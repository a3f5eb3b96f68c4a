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

Grouping
  --copies         stop after folding the copies of one text: groups are texts, not events
  --threads N      worker threads (default: one a core); the output does not depend on it
  --window-days D  how many days apart reports of one story may be
  --threshold T    how alike reports of one story must be, 0 to 1; higher means more, smaller stories

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
}

/// All that can be said on the command line. What is `None` was not said.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Args {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) form: Form,
    pub(crate) copies: bool,
    pub(crate) threads: Option<usize>,
    pub(crate) window_days: Option<f64>,
    pub(crate) threshold: Option<f64>,
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
            Arg::Long("copies") => args.copies = true,
            Arg::Long("threads") => args.threads = Some(number(&mut parser, "--threads")?),
            Arg::Long("window-days") => args.window_days = Some(number(&mut parser, "--window-days")?),
            Arg::Long("threshold") => args.threshold = Some(number(&mut parser, "--threshold")?),
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
        return Err("more than one of --labels, --json, --csv".to_owned());
    }
    args.form = form;
    Ok(())
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
        let line = "--json --copies --threads 3 --window-days=2.5 a.jsonl --threshold .4 --lenient --quiet - -- --odd";
        let expected = Args {
            paths: ["a.jsonl", "-", "--odd"].map(PathBuf::from).to_vec(),
            form: Form::Json,
            copies: true,
            threads: Some(3),
            window_days: Some(2.5),
            threshold: Some(0.4),
            lenient: true,
            quiet: true,
        };
        assert_eq!(parsed(line), Ok(Command::Run(expected)));
        let bare = Args { paths: vec!["a.txt".into()], ..Args::default() };
        assert_eq!(parsed("a.txt"), Ok(Command::Run(bare)));
        assert_eq!(parsed("--json --help"), Ok(Command::Help));
    }

    #[test]
    fn mistakes_are_named() {
        for (line, expected) in [
            ("", "no PATH given"),
            ("--labels", "no PATH given"),
            ("--labels --csv a", "more than one of --labels, --json, --csv"),
            ("--thread 3 a", "invalid option '--thread'"),
            ("-x a", "invalid option '-x'"),
            ("--quiet=yes a", "unexpected argument for option '--quiet': \"yes\""),
            ("a --threads", "--threads: missing argument for option '--threads'"),
            ("--threads two a", "--threads: cannot parse argument \"two\": invalid digit found in string"),
            ("--threads -1 a", "--threads: cannot parse argument \"-1\": invalid digit found in string"),
            ("--threshold high a", "--threshold: cannot parse argument \"high\": invalid float literal"),
        ] {
            assert_eq!(parsed(line), Err(expected.to_owned()), "{line}");
        }
    }
}
