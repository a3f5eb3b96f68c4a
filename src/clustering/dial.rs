//! The resolution dial: other cuts of the one merge tree.

use crate::clustering::Clustering;
use crate::graph::Partition;
use crate::likeness::Likeness;
use crate::story::with_compilations;

impl Clustering {
    /// The story number of every article, in the order of the ids, at another cut of the same merge tree; no second run
    /// is needed. Stories are merged and divided as wholes at the run's own threshold only, so that a run at another one
    /// may differ a little.
    ///
    /// At [`Likeness::ONE`] hardly more than texts, at the run's own threshold its stories, below it storylines, down
    /// to the floor of 0.05. A higher threshold only splits, a lower one only joins. Stories are numbered as in
    /// [`labels`](Clustering::labels), by their lowest article. [Constraints](crate::constraints) hold at every
    /// threshold.
    ///
    /// ```
    /// use samestory::{Article, Clusterer, likeness::Likeness};
    /// let articles = [
    ///     Article::new("Kremlin confirms April summit", "Kim Jong Un will meet Vladimir Putin in Vladivostok, the Kremlin said."),
    ///     Article::new("Kim to meet Putin in Vladivostok", "The Kremlin confirmed that Kim Jong Un is to meet Vladimir Putin in April."),
    ///     Article::new("Storm reaches the coast", "Heavy rain and wind closed schools and roads along the southern coast."),
    /// ];
    /// let clustering = Clusterer::new().cluster(&articles)?;
    /// let stories: Vec<u32> = clustering.labels().map(|(_, story)| story).collect();
    /// assert_eq!(clustering.at(clustering.manifest().threshold), stories);
    /// assert!(clustering.at(Likeness::ONE).into_iter().max() > stories.into_iter().max());
    /// # Ok::<(), samestory::Error>(())
    /// ```
    ///
    /// # Complexity
    /// O(articles · log reports + edges).
    pub fn at(&self, threshold: Likeness) -> Vec<u32> {
        let reports = self.partition_at(threshold);
        let labels: Vec<u32> = self.report_of.iter().map(|&report| reports.labels()[report as usize]).collect();
        Partition::from_labels(&labels).labels().to_vec()
    }

    /// The same over reports.
    pub(crate) fn partition_at(&self, threshold: Likeness) -> Partition {
        let compilation: Vec<bool> =
            (0..self.reports() as u32).map(|number| self.report(number).is_some_and(|r| r.compilation)).collect();
        let wishes = self.constraints.reports();
        with_compilations(&self.tree, threshold, |report| compilation[report as usize], &self.edges, wishes)
    }
}
