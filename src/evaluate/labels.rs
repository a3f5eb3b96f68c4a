//! [`Labels`]: which article is in which story, by article id.

use std::collections::BTreeMap;
use std::fmt;

use crate::article::ArticleId;
use crate::error::{Error, Result};
use crate::graph::Partition;

/// A labelling of articles: gold or found, read from a file or from a clustering.
///
/// Held in the order of the ids, whatever order the labels came in; what the labels are called is forgotten, only who
/// shares one is kept. So two labellings that say the same are equal.
///
/// ```
/// use samestory::evaluate::Labels;
/// let gold = Labels::new([("post-1", "summit"), ("herald-7", "storm"), ("post-2", "summit")])?;
/// let same = Labels::new([("herald-7", 4), ("post-1", 9), ("post-2", 9)])?;
/// assert_eq!(gold, same);
/// assert_eq!(gold.get(&"post-1".into()), gold.get(&"post-2".into()));
/// assert!(Labels::new([("post-1", 1), ("post-1", 2)]).is_err());
/// # Ok::<(), samestory::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    ids: Vec<ArticleId>,
    stories: Partition,
}

impl Labels {
    /// Takes article ids with their labels, in any order.
    ///
    /// # Errors
    /// [`Error::DuplicateLabel`] when an id stands twice, be it with the same label.
    ///
    /// # Complexity
    /// O(n log n) comparisons of ids and labels.
    pub fn new<A, L>(labels: impl IntoIterator<Item = (A, L)>) -> Result<Labels>
    where
        A: Into<ArticleId>,
        L: Ord + fmt::Display,
    {
        let mut pairs: Vec<(ArticleId, L)> = labels.into_iter().map(|(id, label)| (id.into(), label)).collect();
        // by label too, so that the error reads the same in any input order
        pairs.sort_unstable();
        if let Some(twice) = pairs.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let [first, second] = [&twice[0].1, &twice[1].1].map(ToString::to_string);
            return Err(Error::DuplicateLabel { id: twice[0].0.clone(), first, second });
        }
        let (ids, labels): (Vec<ArticleId>, Vec<L>) = pairs.into_iter().unzip();
        let mut numbers = BTreeMap::new();
        let numbered: Vec<u32> = labels
            .iter()
            .map(|label| {
                let next = numbers.len() as u32;
                *numbers.entry(label).or_insert(next)
            })
            .collect();
        Ok(Labels { ids, stories: Partition::from_labels(&numbered) })
    }

    /// The ids, ascending.
    pub fn ids(&self) -> &[ArticleId] {
        &self.ids
    }

    /// The stories, over the positions in [`ids`](Labels::ids).
    pub fn stories(&self) -> &Partition {
        &self.stories
    }

    /// The number of the story that an article is in; `None` when it has no label.
    pub fn get(&self, id: &ArticleId) -> Option<u32> {
        let at = self.ids.binary_search(id).ok()?;
        Some(self.stories.labels()[at])
    }

    /// Checks that two labellings speak of the same articles.
    pub(super) fn check_same_articles(&self, found: &Labels) -> Result<()> {
        if self.ids == found.ids {
            return Ok(());
        }
        let (missing, missing_example) = only_in(&self.ids, &found.ids);
        let (extra, extra_example) = only_in(&found.ids, &self.ids);
        Err(Error::Labels { gold: self.ids.len(), missing, missing_example, extra, extra_example })
    }
}

/// How many ids are not among the others, and the lowest of them in the words of [`Error::Labels`].
fn only_in(ids: &[ArticleId], others: &[ArticleId]) -> (usize, String) {
    let mut only = ids.iter().filter(|id| others.binary_search(id).is_err());
    match only.next() {
        Some(first) => (1 + only.count(), format!(", for example {:?}", first.as_str())),
        None => (0, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_and_extra_articles_are_named() {
        let gold = Labels::new([("a", 0), ("b", 0), ("c", 1), ("d", 1)]).unwrap();
        let found = Labels::new([("z", 0), ("c", 0), ("a", 1)]).unwrap();
        assert_eq!(
            gold.check_same_articles(&found).unwrap_err().to_string(),
            "labels of different articles: 2 of 4 without a found label, for example \"b\", \
             1 not in the gold labels, for example \"z\""
        );
        let fewer = Labels::new([("a", 0), ("b", 0), ("d", 1)]).unwrap();
        assert_eq!(
            gold.check_same_articles(&fewer).unwrap_err().to_string(),
            "labels of different articles: 1 of 4 without a found label, for example \"c\", 0 not in the gold labels"
        );
    }

    #[test]
    fn an_id_stands_once() {
        for labels in [[("b", "storm"), ("a", "x"), ("b", "fire")], [("b", "fire"), ("b", "storm"), ("a", "x")]] {
            assert_eq!(
                Labels::new(labels).unwrap_err().to_string(),
                "article id `b` labelled twice: `fire` and `storm`"
            );
        }
        assert!(matches!(Labels::new([("b", 1), ("b", 1)]), Err(Error::DuplicateLabel { .. })));
    }
}
