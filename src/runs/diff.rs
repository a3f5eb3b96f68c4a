//! [`Diff`]: what changed between two groupings of articles.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::clustering::Clustering;

/// What changed between two groupings of articles: two runs, two settings, two cuts of the dial.
///
/// Stories are told by their numbers in each. Only articles that are in both count for splits, merges and moves.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Diff {
    /// Articles that only the later grouping has, ascending.
    pub added: Vec<ArticleId>,
    /// Articles that only the earlier grouping has, ascending.
    pub gone: Vec<ArticleId>,
    /// Stories whose articles are in several later ones.
    pub split: Vec<StorySplit>,
    /// Later stories with articles of several earlier ones.
    pub merged: Vec<StoriesMerged>,
    /// Articles that left their story for another one that was there before, ascending.
    pub moved: Vec<Move>,
    /// Stories with the same articles in both, newly added and gone ones aside.
    pub unchanged: u32,
}

/// A story whose articles are in several later ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorySplit {
    /// Its earlier number.
    pub story: u32,
    /// The later numbers, that with most of its articles first.
    pub into: Vec<u32>,
}

/// A later story with articles of several earlier ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoriesMerged {
    /// The earlier numbers, that with most of its articles first.
    pub stories: Vec<u32>,
    /// Its later number.
    pub into: u32,
}

/// An article that changed its story.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Move {
    /// The article.
    pub article: ArticleId,
    /// Number of its earlier story.
    pub from: u32,
    /// Number of its later story.
    pub to: u32,
}

impl Diff {
    /// Compares two groupings, each given as articles with the numbers of their stories; of an article that stands
    /// twice the last number counts.
    ///
    /// ```
    /// use samestory::{ArticleId, runs::Diff};
    /// let ids: Vec<ArticleId> = ["a", "b", "c", "d"].map(ArticleId::from).into();
    /// let labels = |stories: [u32; 4]| ids.iter().cloned().zip(stories).collect::<Vec<_>>();
    /// let diff = Diff::between(labels([0, 0, 1, 1]), labels([0, 1, 1, 1]));
    /// assert_eq!((diff.split[0].story, diff.merged[0].into, diff.moved[0].article.as_str()), (0, 1, "b"));
    /// ```
    ///
    /// # Complexity
    /// O(articles · log articles).
    pub fn between(
        before: impl IntoIterator<Item = (ArticleId, u32)>,
        after: impl IntoIterator<Item = (ArticleId, u32)>,
    ) -> Diff {
        let before: BTreeMap<ArticleId, u32> = before.into_iter().collect();
        let after: BTreeMap<ArticleId, u32> = after.into_iter().collect();
        let mut overlaps: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for (id, from) in &before {
            if let Some(to) = after.get(id) {
                *overlaps.entry((*from, *to)).or_default() += 1;
            }
        }
        let mut ranked: Vec<(Reverse<u32>, u32, u32)> =
            overlaps.iter().map(|(&(from, to), &count)| (Reverse(count), from, to)).collect();
        ranked.sort_unstable();
        let (mut into, mut of): (BTreeMap<u32, Vec<u32>>, BTreeMap<u32, Vec<u32>>) = Default::default();
        let (mut heir, mut heritage): (BTreeMap<u32, u32>, BTreeMap<u32, u32>) = Default::default();
        for &(_, from, to) in &ranked {
            into.entry(from).or_default().push(to);
            of.entry(to).or_default().push(from);
            if !heir.contains_key(&from) && !heritage.contains_key(&to) {
                heir.insert(from, to);
                heritage.insert(to, from);
            }
        }
        let moved = before.iter().filter_map(|(id, &from)| {
            let &to = after.get(id)?;
            let elsewhere = heritage.get(&to).is_some_and(|&other| other != from);
            elsewhere.then(|| Move { article: id.clone(), from, to })
        });
        let one_to_one = into.iter().filter(|(_, to)| to.len() == 1 && of[&to[0]].len() == 1).count();
        let several = |list: &Vec<u32>| list.len() > 1;
        let split = into.iter().filter(|(_, into)| several(into));
        let merged = of.iter().filter(|(_, stories)| several(stories));
        Diff {
            added: after.keys().filter(|id| !before.contains_key(*id)).cloned().collect(),
            gone: before.keys().filter(|id| !after.contains_key(*id)).cloned().collect(),
            moved: moved.collect(),
            unchanged: one_to_one as u32,
            split: split.map(|(&story, into)| StorySplit { story, into: into.clone() }).collect(),
            merged: merged.map(|(&into, stories)| StoriesMerged { stories: stories.clone(), into }).collect(),
        }
    }

    /// Whether no common article changed its company.
    pub fn is_empty(&self) -> bool {
        self.split.is_empty() && self.merged.is_empty() && self.moved.is_empty()
    }
}

impl Clustering {
    /// What changed from this clustering to a later one; see [`Diff`].
    pub fn diff(&self, later: &Clustering) -> Diff {
        let labels = |clustering: &Clustering| -> Vec<(ArticleId, u32)> {
            clustering.labels().map(|(id, story)| (id.clone(), story)).collect()
        };
        Diff::between(labels(self), labels(later))
    }
}
