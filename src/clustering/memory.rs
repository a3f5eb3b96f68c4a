//! [`StageMemory`]: what each stage of a run held.

use crate::clustering::assemble::Told;
use crate::graph::Edge;
use crate::observe::Stage;
use crate::story::{Card, Member, Report, Story};
use crate::text::NameForms;

/// Memory that a stage of a run left in use, for what it made and for what later stages still needed.
///
/// Counted from the sizes of the data, so that it is the same on every machine and for every number of threads. What a
/// stage needs only while it works, and what the allocator adds, is not in it; `examples/scale` shows the process as a
/// whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageMemory {
    /// The stage.
    pub stage: Stage,
    /// Bytes at its end.
    pub bytes: u64,
}

impl Told {
    pub(crate) fn bytes(&self) -> usize {
        let cards: usize = self.cards.iter().map(Card::bytes).sum();
        let names = self.names.iter().map(|names| size_of::<NameForms>() + names.bytes());
        cards + names.sum::<usize>()
    }
}

/// Bytes of stories and of the edges between their reports.
pub(super) fn result(stories: &[Story], edges: &[Edge]) -> usize {
    let member = |member: &Member| {
        size_of::<Member>() + member.id.as_str().len() + member.copy_of.as_ref().map_or(0, |id| id.as_str().len())
    };
    let report = |report: &Report| {
        let ids = report.origin.as_str().len() + report.shown.as_str().len();
        let agency = report.agency.as_ref().map_or(0, String::len);
        size_of::<Report>() + ids + agency + report.articles.iter().map(member).sum::<usize>()
    };
    let texts = |texts: &[String]| texts.iter().map(|text| size_of::<String>() + text.len()).sum::<usize>();
    let story = |story: &Story| {
        let ids = story.articles.iter().chain(&story.weakest).map(|id| size_of_val(id) + id.as_str().len());
        size_of::<Story>()
            + story.headline.len()
            + texts(&story.sources)
            + texts(&story.names)
            + ids.sum::<usize>()
            + story.reports.iter().map(report).sum::<usize>()
    };
    stories.iter().map(story).sum::<usize>() + size_of_val(edges)
}
