//! Watching a run and stopping it.

use std::fmt;

use crate::error::{Error, Result};

/// A stage of the pipeline, in the order in which the stages run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Articles are read into documents.
    Analyse,
    /// Furniture lines and document frequencies are counted over the whole set.
    Corpus,
    /// Copies of one text are found and folded into reports.
    Copies,
    /// Pairs of reports that might tell of one event are proposed.
    Candidates,
    /// Proposed pairs are scored.
    Likeness,
    /// Reports are grouped.
    Grouping,
    /// Groups are made into stories.
    Stories,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stage::Analyse => "analyse",
            Stage::Corpus => "corpus",
            Stage::Copies => "copies",
            Stage::Candidates => "candidates",
            Stage::Likeness => "likeness",
            Stage::Grouping => "grouping",
            Stage::Stories => "stories",
        })
    }
}

/// Is told how far a run has come and may stop it.
///
/// Both methods may be called from several threads, `progress` a bounded number of times per stage. What an observer
/// does has no influence on the results, unless it cancels.
pub trait Observer: Sync {
    /// `done` of `total` items of `stage` are finished. Units are articles or reports, as fits the stage.
    fn progress(&self, stage: Stage, done: usize, total: usize) {
        let _ = (stage, done, total);
    }

    /// Whether the run should end with [`Error::Cancelled`]. Asked between blocks of work.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Watches nothing and never cancels.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {}

/// Reports progress and turns a cancelled observer into an error.
pub(crate) fn step(observer: &dyn Observer, stage: Stage, done: usize, total: usize) -> Result<()> {
    observer.progress(stage, done, total);
    if observer.cancelled() { Err(Error::Cancelled { stage }) } else { Ok(()) }
}
