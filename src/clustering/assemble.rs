//! From what the stages found to a [`Clustering`].

use std::sync::{Arc, OnceLock};

use crate::clustering::memory::{self, StageMemory};
use crate::clustering::{Clustering, Manifest};
use crate::constraints::Resolved;
use crate::copies::{CopyGroup, Dropped};
use crate::explain::Kept;
use crate::graph::{Cut, Edge, MergeTree, Partition};
use crate::observe::Stage;
use crate::story::{self, Assembled, Card, Findings};
use crate::text::NameForms;

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
    /// Of the stages so far.
    pub(crate) memory: Vec<StageMemory>,
    pub(crate) constraints: Resolved,
}

/// What is told of the articles in the end, once their words have served.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) cards: Vec<Card>,
    /// The spellings of the names in each.
    pub(crate) names: Vec<NameForms>,
}

impl Clustering {
    /// Makes stories of what was found over articles in the order of their ids. `keep` is asked when all is made.
    pub(crate) fn assembled(found: Found<'_>, told: Told, keep: impl FnOnce() -> Option<Kept>) -> Clustering {
        let Found { copies, partition, cuts, tree, edges, manifest, dropped, mut memory, constraints } = found;
        let Told { cards, names } = told;
        let findings = Findings { cards: &cards, names: &names, copies, stories: partition, cuts, edges: &edges };
        let Assembled { report_of, story_of, stories, places } = story::assemble(&findings);
        let origins = copies.iter().map(|group| group.origin).collect();
        let bytes = cards.iter().map(Card::bytes).sum::<usize>() + memory::result(&stories, &edges);
        memory.push(StageMemory { stage: Stage::Stories, bytes: bytes as u64 });
        let kept = keep().map(Arc::new);
        Clustering {
            cards,
            report_of,
            story_of,
            stories,
            places,
            origins,
            edges,
            tree,
            manifest,
            dropped,
            memory,
            constraints,
            kept,
            nearby: OnceLock::new(),
        }
    }
}
