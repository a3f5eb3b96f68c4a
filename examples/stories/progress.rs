//! A progress bar for the stages of a run.

use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use samestory::observe::{Observer, Stage};

/// A bar on standard error while that is a terminal, else nothing.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    stage: Mutex<Option<Stage>>,
}

impl Progress {
    pub(crate) fn new(quiet: bool) -> Progress {
        // a bar on standard error draws nothing by itself when that is no terminal
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let style = ProgressStyle::with_template("{msg:10} {bar:40} {pos}/{len}");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        Progress { bar: ProgressBar::with_draw_target(None, target).with_style(style), stage: Mutex::default() }
    }

    /// Takes the bar away, so that what is printed next stands alone.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observer for Progress {
    fn progress(&self, stage: Stage, done: usize, total: usize) {
        let Ok(mut current) = self.stage.lock() else { return };
        if current.replace(stage) != Some(stage) {
            self.bar.set_length(total as u64);
            self.bar.set_position(0);
            self.bar.set_message(stage.to_string());
        }
        // threads may report in another order than they counted in
        self.bar.set_position(self.bar.position().max(done as u64));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_follows_the_stages_and_never_runs_back() {
        let progress = Progress::new(true);
        let mut seen = Vec::new();
        for (stage, done, total) in
            [(Stage::Analyse, 2, 10), (Stage::Analyse, 8, 10), (Stage::Analyse, 6, 10), (Stage::Copies, 1, 4)]
        {
            progress.progress(stage, done, total);
            seen.push((progress.bar.message(), progress.bar.position(), progress.bar.length()));
        }
        let expected = [("analyse", 2, 10), ("analyse", 8, 10), ("analyse", 8, 10), ("copies", 1, 4)]
            .map(|(message, position, length)| (message.to_owned(), position, Some(length)));
        assert_eq!(seen, expected);
    }
}
