//! Constraints: which articles are one story and which are not, whatever the texts say.
//!
//! An editor knows better than any likeness. A **must-link** puts two articles into one story; a **cannot-link** keeps
//! two articles out of one. They are given to the [builder](crate::ClustererBuilder::must_link) and obeyed by every
//! stage, at every threshold:
//!
//! | stage | must-link | cannot-link |
//! |---|---|---|
//! | copies | makes no report: two texts stay two | the two are never folded into one report, nor is a third text folded with both |
//! | candidates, likeness | the pair need not be proposed | no influence |
//! | grouping | joined first, as certain | no merge brings the two together, at any height |
//! | compilations | goes where it is linked to, not to the text it is most like | follows the likeliest text of a storyline without the other |
//! | [`Level::Reports`](crate::Level::Reports) | the linked reports are one story, as nothing else is | as under copies |
//!
//! What is linked to the same article is linked. Where must-links join what a cannot-link divides, **the must-link
//! wins**. Nothing is dropped silently: each constraint that is not obeyed is a [`Conflict`] of
//! [`Clustering::conflicts`](crate::Clustering::conflicts).
//!
//! The order in which constraints are given, and in which the two articles of one are named, changes nothing. For
//! constraints over the nodes of a graph of one's own see [`graph::Constraints`].

mod conflict;
mod resolved;

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::graph;
use crate::sketch::hash::StableHasher;

pub use conflict::Conflict;
pub(crate) use resolved::Resolved;

/// Pairs of articles that belong into one story and pairs that do not.
///
/// Plain data, to be stored beside the articles. Ids that are not in a set do no harm there; they are reported.
///
/// ```
/// use samestory::{Article, Clusterer, constraints::Constraints};
/// let article = |id: &str, title: &str, body: &str| Article::builder(title, body).id(id).build();
/// let articles = [
///     article("kremlin", "Kremlin confirms April summit", "Kim Jong Un will meet Vladimir Putin in Vladivostok, the Kremlin said.")?,
///     article("putin", "Kim to meet Putin in Vladivostok", "The Kremlin confirmed that Kim Jong Un is to meet Vladimir Putin in April.")?,
///     article("train", "Armoured train reaches the border", "The green carriages stopped at Khasan for bread and salt.")?,
/// ];
/// let constraints = Constraints {
///     must_link: vec![("kremlin".into(), "train".into())],
///     cannot_link: vec![("kremlin".into(), "putin".into())],
/// };
/// let clustering = Clusterer::builder().constraints(constraints).build()?.cluster(&articles)?;
/// assert_eq!(clustering.labels().map(|(_, story)| story).collect::<Vec<_>>(), [0, 1, 0]);
/// # Ok::<(), samestory::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Constraints {
    /// Pairs of articles that belong into one story.
    pub must_link: Vec<(ArticleId, ArticleId)>,
    /// Pairs of articles that may not stand in one story.
    pub cannot_link: Vec<(ArticleId, ArticleId)>,
}

impl Constraints {
    /// No constraints.
    pub fn none() -> Constraints {
        Constraints::default()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.must_link.is_empty() && self.cannot_link.is_empty()
    }

    /// The same, each once, the lower id first, in the order of the ids.
    pub(crate) fn tidy(mut self) -> Constraints {
        for pairs in [&mut self.must_link, &mut self.cannot_link] {
            for (a, b) in pairs.iter_mut().filter(|(a, b)| a > b) {
                std::mem::swap(a, b);
            }
            pairs.sort();
            pairs.dedup();
        }
        self
    }

    /// How many there are, and one number for all of them, for the manifest; of tidy ones.
    pub(crate) fn digest(&self) -> String {
        let mut all = StableHasher::new();
        for pairs in [&self.must_link, &self.cannot_link] {
            all.field(&(pairs.len() as u64).to_le_bytes());
            for id in pairs.iter().flat_map(|(a, b)| [a, b]) {
                all.field(id.as_str().as_bytes());
            }
        }
        format!("{} must-link, {} cannot-link, {:016x}", self.must_link.len(), self.cannot_link.len(), all.finish())
    }

    /// The same over articles by number, their ids ascending; tidy ones stay sorted. Of unknown articles: as conflicts.
    fn numbered(&self, ids: &[&ArticleId]) -> (graph::Constraints, Vec<Conflict>) {
        let mut unknown = Vec::new();
        let mut known = |pairs: &[(ArticleId, ArticleId)]| -> Vec<(u32, u32)> {
            let number = |id: &ArticleId| ids.binary_search(&id).ok().map(|place| place as u32);
            let numbers = |pair: &(ArticleId, ArticleId)| {
                let found = number(&pair.0).zip(number(&pair.1));
                if found.is_none() {
                    let missing = [&pair.0, &pair.1].into_iter().filter(|id| number(id).is_none());
                    let mut missing: Vec<ArticleId> = missing.cloned().collect();
                    missing.dedup();
                    unknown.push(Conflict::UnknownArticle { pair: pair.clone(), missing });
                }
                found
            };
            pairs.iter().filter_map(numbers).collect()
        };
        let must_link = known(&self.must_link);
        (graph::Constraints { must_link, cannot_link: known(&self.cannot_link) }, unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(of: &[(&str, &str)]) -> Vec<(ArticleId, ArticleId)> {
        of.iter().map(|&(a, b)| (a.into(), b.into())).collect()
    }

    #[test]
    fn order_and_repetition_do_not_show() {
        let one = Constraints { must_link: pairs(&[("b", "a"), ("c", "d")]), cannot_link: pairs(&[("a", "e")]) };
        let other =
            Constraints { must_link: pairs(&[("d", "c"), ("a", "b"), ("c", "d")]), cannot_link: pairs(&[("e", "a")]) };
        assert_ne!(one, other);
        assert_eq!(one.clone().tidy(), other.clone().tidy());
        let digest = one.clone().tidy().digest();
        assert!(digest.starts_with("2 must-link, 1 cannot-link, "), "{digest}");
        assert_eq!(digest, other.tidy().digest());
        let turned = Constraints { must_link: one.cannot_link, cannot_link: one.must_link };
        assert_ne!(turned.tidy().digest(), digest);
    }

    #[test]
    fn unknown_ids_are_named_once() {
        let ids = ["a", "c"].map(ArticleId::from);
        let wishes = Constraints { must_link: pairs(&[("a", "c"), ("x", "x")]), cannot_link: pairs(&[("a", "y")]) };
        let (known, unknown) = wishes.numbered(&ids.iter().collect::<Vec<_>>());
        assert_eq!(known, graph::Constraints { must_link: vec![(0, 1)], cannot_link: Vec::new() });
        let expected = [(("x", "x"), "x"), (("a", "y"), "y")].map(|(pair, missing)| Conflict::UnknownArticle {
            pair: (pair.0.into(), pair.1.into()),
            missing: vec![missing.into()],
        });
        assert_eq!(unknown, expected);
    }
}
