//! [`StoryIds`]: names of stories that stay from run to run.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::clustering::Clustering;
use crate::sketch::hash::{StableHasher, mix};

/// The name of a story across runs: 16 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoryId(Box<str>);

impl StoryId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What has to be kept from one run for the next: the story id of every article, and where ids went that are gone.
///
/// Plain data; the default is what there is before the first run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StoryIds {
    /// The story of every article of the last run.
    pub stories: BTreeMap<ArticleId, StoryId>,
    /// The id that took over from one that is gone, so that old links still lead somewhere.
    pub redirects: BTreeMap<StoryId, StoryId>,
}

impl StoryIds {
    /// The id under which a story is found today: its own, or that of the story it went into.
    pub fn current<'a>(&'a self, id: &'a StoryId) -> &'a StoryId {
        let mut id = id;
        // a chain ends, since a redirect leads to an id that was alive when it was made
        for _ in 0..=self.redirects.len() {
            match self.redirects.get(id) {
                Some(next) => id = next,
                None => break,
            }
        }
        id
    }
}

/// The ids of a run, and what became of those of the run before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The id of each story, in the order of their numbers.
    pub ids: Vec<StoryId>,
    /// Ids that are new in this run, ascending.
    pub fresh: Vec<StoryId>,
    /// Stories that took in the whole or the rest of others, whose ids are gone.
    pub merged: Vec<Merged>,
    /// Earlier stories whose articles are in several stories now.
    pub split: Vec<Split>,
    /// Ids of which no article is left, ascending.
    pub ended: Vec<StoryId>,
    /// What to keep for the next run.
    pub memory: StoryIds,
}

/// A story that took in others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// The id that stays.
    pub into: StoryId,
    /// The ids that are gone, ascending.
    pub from: Vec<StoryId>,
}

/// A story that came apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// The earlier id.
    pub from: StoryId,
    /// The ids of the stories that hold its articles now, that with the most of them first.
    pub into: Vec<StoryId>,
}

impl Clustering {
    /// Gives each story the id of the earlier story that holds most of its articles.
    ///
    /// An earlier id goes to one story only: of all pairs of a story and an earlier one that of most common articles
    /// is settled first; ties go to the lower id, then to the story of the lower article. Stories without an earlier
    /// one get an id made of their articles, which no earlier story had.
    ///
    /// ```
    /// use samestory::{Article, Clusterer, runs::StoryIds};
    /// let articles = [Article::new("Kremlin confirms April summit", "Kim Jong Un will meet Vladimir Putin in Vladivostok.")];
    /// let clustering = Clusterer::new().cluster(&articles)?;
    /// let monday = clustering.carry_ids(&StoryIds::default());
    /// let tuesday = clustering.carry_ids(&monday.memory);
    /// assert_eq!((tuesday.ids, tuesday.fresh.len()), (monday.ids, 0));
    /// # Ok::<(), samestory::Error>(())
    /// ```
    ///
    /// # Complexity
    /// O(articles · log articles).
    pub fn carry_ids(&self, previous: &StoryIds) -> Carried {
        let mut overlaps: BTreeMap<(&StoryId, u32), u32> = BTreeMap::new();
        for (article, story) in self.labels() {
            if let Some(id) = previous.stories.get(article) {
                *overlaps.entry((id, story)).or_default() += 1;
            }
        }
        let mut ranked: Vec<(Reverse<u32>, &StoryId, u32)> =
            overlaps.iter().map(|(&(id, story), &count)| (Reverse(count), id, story)).collect();
        ranked.sort_unstable();
        let mut ids: Vec<Option<StoryId>> = vec![None; self.stories().len()];
        let mut carried: BTreeMap<&StoryId, u32> = BTreeMap::new();
        for &(_, id, story) in &ranked {
            if !carried.contains_key(id) && ids[story as usize].is_none() {
                carried.insert(id, story);
                ids[story as usize] = Some(id.clone());
            }
        }
        let known: BTreeSet<&StoryId> = previous.stories.values().chain(previous.redirects.keys()).collect();
        let (ids, fresh) = self.named(ids, &known);
        let parts = |id: &StoryId| {
            let mut parts: Vec<(Reverse<u32>, u32)> =
                overlaps.range((id, 0)..=(id, u32::MAX)).map(|(&(_, story), &count)| (Reverse(count), story)).collect();
            parts.sort_unstable();
            parts.into_iter().map(|(_, story)| ids[story as usize].clone()).collect::<Vec<_>>()
        };
        let (mut merged, mut split, mut ended) = (BTreeMap::<StoryId, Vec<StoryId>>::new(), Vec::new(), Vec::new());
        let mut redirects = previous.redirects.clone();
        let earlier: BTreeSet<&StoryId> = previous.stories.values().collect();
        for &id in &earlier {
            let into = parts(id);
            match into.first() {
                None => ended.push(id.clone()),
                Some(first) if !carried.contains_key(id) => {
                    merged.entry(first.clone()).or_default().push(id.clone());
                    redirects.insert(id.clone(), first.clone());
                }
                Some(_) => {}
            }
            if into.len() > 1 {
                split.push(Split { from: id.clone(), into });
            }
        }
        let stories = self.labels().map(|(id, story)| (id.clone(), ids[story as usize].clone())).collect();
        let merged = merged.into_iter().map(|(into, from)| Merged { into, from }).collect();
        Carried { ids, fresh, merged, split, ended, memory: StoryIds { stories, redirects } }
    }

    /// Names the stories that have no id yet; returns all ids and the new ones.
    fn named(&self, ids: Vec<Option<StoryId>>, known: &BTreeSet<&StoryId>) -> (Vec<StoryId>, Vec<StoryId>) {
        let mut fresh: BTreeSet<StoryId> = BTreeSet::new();
        let mut name = |story: &crate::Story| {
            let mut hash = StableHasher::new();
            for article in &story.articles {
                hash.field(article.as_str().as_bytes());
            }
            let mut hash = hash.finish();
            loop {
                let id = StoryId(format!("{hash:016x}").into());
                if !known.contains(&id) && fresh.insert(id.clone()) {
                    return id;
                }
                hash = mix(hash.wrapping_add(1));
            }
        };
        let ids = ids.into_iter().zip(self.stories()).map(|(id, story)| id.unwrap_or_else(|| name(story))).collect();
        (ids, fresh.into_iter().collect())
    }
}
