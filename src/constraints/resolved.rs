//! [`Resolved`]: the constraints of a run over its articles and reports.

use crate::apart::Apart;
use crate::article::ArticleId;
use crate::constraints::{Conflict, Constraints};
use crate::graph::{self, Partition};

/// What is obeyed of the constraints of a run, and what is not.
#[derive(Debug, Clone, Default)]
pub(crate) struct Resolved {
    /// The obeyed ones over articles by number, sorted, `a < b`.
    articles: graph::Constraints,
    /// The same over reports, where copies are folded.
    reports: graph::Constraints,
    conflicts: Vec<Conflict>,
}

impl Resolved {
    /// Tidy constraints over the articles of these ids, ascending.
    pub(crate) fn of<'a>(constraints: &Constraints, ids: impl Iterator<Item = &'a ArticleId>) -> Resolved {
        if constraints.is_empty() {
            return Resolved::default();
        }
        let ids: Vec<&ArticleId> = ids.collect();
        let (mut articles, mut conflicts) = constraints.numbered(&ids);
        let id = |number: u32| ids[number as usize].clone();
        for conflict in articles.conflicts(ids.len()) {
            match conflict {
                graph::Conflict::Contradiction { cannot: (a, b), through } => conflicts.push(Conflict::Contradiction {
                    cannot: (id(a), id(b)),
                    through: through.into_iter().map(id).collect(),
                }),
                graph::Conflict::SameNode { node } => conflicts.push(Conflict::SameArticle { article: id(node) }),
                graph::Conflict::UnknownNode { .. } => unreachable!("only known articles have a number"),
            }
        }
        articles.must_link.retain(|(a, b)| a != b);
        articles.cannot_link = articles.apart(ids.len());
        Resolved { articles, reports: graph::Constraints::none(), conflicts }
    }

    /// The articles as the copy stage may group them: must-linked ones together from the start, so that no report can
    /// make a cannot-link impossible to obey.
    pub(crate) fn apart(&self, articles: usize) -> Apart {
        if self.articles.cannot_link.is_empty() {
            return Apart::none();
        }
        let mut apart = Apart::new(articles, &self.articles.cannot_link);
        for &(a, b) in &self.articles.must_link {
            apart.meet(a, b);
        }
        apart
    }

    /// The same constraints, with those over reports: `report_of` holds the report of each article.
    #[must_use]
    pub(crate) fn over(mut self, report_of: impl FnOnce() -> Vec<u32>) -> Resolved {
        if !self.articles.is_empty() {
            // numbered by their lowest article, as partitions are
            self.reports = self.articles.over(&Partition::from_labels(&report_of()));
            self.reports.must_link.retain(|(a, b)| a != b);
        }
        self
    }

    /// Whether a pair of reports is left open: neither joined by must-links nor kept apart by a cannot-link of what
    /// they join.
    pub(crate) fn open(&self, reports: usize) -> impl FnMut(u32, u32) -> bool {
        let together = self.reports.closure(reports);
        let mut apart = Apart::new(reports, &self.reports.cannot_link);
        for &(a, b) in &self.reports.must_link {
            apart.meet(a, b);
        }
        move |a, b| !together.together(a, b) && apart.may_meet(a, b)
    }

    /// The obeyed constraints over articles by number.
    pub(crate) fn articles(&self) -> &graph::Constraints {
        &self.articles
    }

    /// The obeyed constraints over reports.
    pub(crate) fn reports(&self) -> &graph::Constraints {
        &self.reports
    }

    /// What is not obeyed.
    pub(crate) fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }
}
