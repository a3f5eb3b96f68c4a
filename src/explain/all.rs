//! All explanations of a clustering.

use crate::clustering::Clustering;
use crate::explain::explainer::Explainer;
use crate::explain::explanation::Explanation;
use crate::parallel;

/// Articles that are explained before they are handed on: some megabytes of explanations.
const AT_A_TIME: usize = 1024;

impl Clustering {
    /// Hands the explanation of every article to `each`: story by story, the articles of one in the order of their ids.
    /// What [`explain`](Clustering::explain) says of each, computed story by story on all threads of the
    /// machine: a large story is the work of one.
    ///
    /// ```
    /// use samestory::{Article, Clusterer};
    /// let clustering = Clusterer::new().cluster(&[Article::new("Harbour reopens", ""), Article::new("Kim in Vladivostok", "")])?;
    /// let mut stories = Vec::new();
    /// clustering.explain_all(|why| stories.push(why.membership.story));
    /// assert_eq!(stories, [0, 1]);
    /// # Ok::<(), samestory::Error>(())
    /// ```
    ///
    /// # Complexity
    /// Linear in the pairs that were compared, and in the texts.
    pub fn explain_all(&self, mut each: impl FnMut(Explanation)) {
        let story_of: Vec<u32> = self.labels().map(|(_, story)| story).collect();
        // articles are in the order of their ids
        let mut order: Vec<usize> = (0..story_of.len()).collect();
        order.sort_by_key(|&place| story_of[place]);
        let stories: Vec<&[usize]> = order.chunk_by(|&x, &y| story_of[x] == story_of[y]).collect();
        if parallel::threads() == 1 {
            let mut explainer = Explainer::new(self);
            // none is held
            return order.iter().filter_map(|&place| explainer.explain_at(place)).for_each(each);
        }
        let mut rest = &stories[..];
        while !rest.is_empty() {
            let mut sum = 0;
            let is_room = |story: &&&[usize]| {
                let before = sum;
                sum += story.len();
                before < AT_A_TIME
            };
            let some = rest.iter().take_while(is_room).count();
            let explain = |explainer: &mut Explainer<'_>, story: u32| -> Vec<Explanation> {
                rest[story as usize].iter().filter_map(|&place| explainer.explain_at(place)).collect()
            };
            let explained = parallel::map_with(some, || Explainer::new(self), explain);
            explained.into_iter().flatten().for_each(&mut each);
            rest = &rest[some..];
        }
    }
}
