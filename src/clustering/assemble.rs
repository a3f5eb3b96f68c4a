//! From what the stages found to a [`Clustering`].

use std::sync::Arc;

use crate::clustering::{Card, Clustering, Manifest};
use crate::constraints::Resolved;
use crate::copies::{CopyGroup, Dropped};
use crate::explain::Kept;
use crate::graph::{Cut, Edge, MergeTree, Partition};
use crate::story::{self, Findings};
use crate::text::Document;

/// What the stages found.
#[derive(Debug)]
pub(crate) struct Found<'a> {
    pub(crate) copies: &'a [CopyGroup],
    /// Reports to stories.
    pub(crate) partition: &'a Partition,
    /// Where each story would come apart first, by any of its reports; empty when reports were not compared.
    pub(crate) cuts: &'a [Option<Cut>],
    pub(crate) tree: MergeTree,
    pub(crate) edges: Vec<Edge>,
    pub(crate) manifest: Manifest,
    pub(crate) dropped: Dropped,
    pub(crate) constraints: Resolved,
}

impl Clustering {
    /// Makes stories of what was found over documents in the order of their ids. `keep` gets the documents when they are no longer needed.
    pub(crate) fn assembled(
        found: Found<'_>,
        documents: Vec<Document>,
        keep: impl FnOnce(Vec<Document>) -> Option<Kept>,
    ) -> Clustering {
        let Found { copies, partition, cuts, tree, edges, manifest, dropped, constraints } = found;
        let findings = Findings { documents: &documents, copies, stories: partition, cuts, edges: &edges };
        let (report_of, story_of, stories) = story::assemble(&findings);
        let mut places = vec![(0, 0); copies.len()];
        for story in &stories {
            for (at, report) in (0..).zip(&story.reports) {
                if let Ok(origin) = documents.binary_search_by(|d| d.id().cmp(&report.origin)) {
                    places[report_of[origin] as usize] = (story.story, at);
                }
            }
        }
        let cards: Vec<Card> = documents.iter().map(Card::from).collect();
        let kept = keep(documents).map(Arc::new);
        Clustering { cards, report_of, story_of, stories, places, edges, tree, manifest, dropped, constraints, kept }
    }
}
