//! What constraints did to a text: the must-links that put it where it is, the cannot-link that keeps it from another.

use crate::article::ArticleId;
use crate::clustering::Clustering;
use crate::explain::cited::Cited;
use crate::likeness::Likeness;

impl Clustering {
    /// The articles of other reports that must-links join to a report, those linked to the article at `own` first.
    pub(super) fn must_linked(&self, own: usize, report: u32) -> Vec<Cited> {
        let pairs = self.constraints().articles().must_link.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
        let of_report = |&(ours, theirs): &(u32, u32)| {
            self.report_labels()[ours as usize] == report && self.report_labels()[theirs as usize] != report
        };
        let mut links: Vec<(bool, u32)> =
            pairs.filter(of_report).map(|(ours, theirs)| (ours as usize != own, theirs)).collect();
        links.sort_unstable();
        let mut others: Vec<u32> = Vec::new();
        for (_, other) in links {
            if !others.contains(&other) {
                others.push(other);
            }
        }
        others.into_iter().map(|other| Cited::from(&self.cards()[other as usize])).collect()
    }

    /// The cannot-link between what copies and must-links join to one report and to another, the first one's side
    /// first.
    pub(super) fn divided(&self, a: u32, b: u32) -> Option<(ArticleId, ArticleId)> {
        let together = self.constraints().reports().closure(self.reports());
        self.cannot_link(|report| together.together(report, a), |report| together.together(report, b))
    }

    /// The cannot-link between the stories of two reports.
    pub(super) fn stories_divided(&self, a: u32, b: u32) -> Option<(ArticleId, ArticleId)> {
        let of = |report: u32| self.story_number_of_report(report);
        self.cannot_link(|report| of(report) == of(a), |report| of(report) == of(b))
    }

    /// The cannot-link between a compilation and the storyline of a text, which keeps it from following that text.
    pub(super) fn storyline_divided(&self, compilation: u32, text: u32) -> Option<(ArticleId, ArticleId)> {
        let together = self.constraints().reports().closure(self.reports());
        let lines = self.partition_at(Likeness::ZERO);
        self.cannot_link(|report| together.together(report, compilation), |report| lines.together(report, text))
    }

    /// The first cannot-link from some reports to others.
    fn cannot_link(&self, from: impl Fn(u32) -> bool, to: impl Fn(u32) -> bool) -> Option<(ArticleId, ArticleId)> {
        let report = |article: u32| self.report_labels()[article as usize];
        let id = |article: u32| self.cards()[article as usize].id.clone();
        let mut ways = self.constraints().articles().cannot_link.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
        ways.find(|&(a, b)| from(report(a)) && to(report(b))).map(|(a, b)| (id(a), id(b)))
    }
}
