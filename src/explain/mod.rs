//! Why each article is where it is, in figures and in words.

mod all;
mod around;
mod breakdown;
mod cited;
mod constrained;
mod explainer;
mod explanation;
mod few;
mod forms;
mod in_common;
mod index;
mod kept;
mod keywords;
mod names;
mod nearby;
mod phrases;
mod recalled;
mod same_event;
mod shared;
mod timeline;
mod why_not;
mod written;

pub use around::{Borderline, Related};
pub use breakdown::{About, Breakdown, Contribution};
pub use cited::{Cited, Gap};
pub use explainer::Explainer;
pub use explanation::{Explanation, Reason};
pub use kept::Keep;
pub use keywords::Keyword;
pub use phrases::phrase;
pub use same_event::SameEvent;
pub use timeline::Step;
pub use why_not::{Decided, NeverCompared, NoCopy, WhyNot};

#[cfg(feature = "json")]
pub(crate) use around::{Across, related};
#[cfg(feature = "html")]
pub(crate) use few::Few;
#[cfg(feature = "html")]
pub(crate) use in_common::InCommon;
pub(crate) use kept::{Compared, Kept, Originals};
#[cfg(feature = "json")]
pub(crate) use keywords::keywords;
pub(crate) use nearby::Nearby;
#[cfg(feature = "html")]
pub(crate) use recalled::With;
#[cfg(feature = "html")]
pub(crate) use shared::LISTED;
#[cfg(feature = "json")]
pub(crate) use timeline::timeline;
#[cfg(feature = "html")]
pub(crate) use timeline::{Added, added};

use crate::article::ArticleId;
use crate::clustering::Clustering;

impl Clustering {
    /// Why an article is where it is; `None` for an id that did not go in.
    ///
    /// Copies are explained by their overlap in any case. That two texts tell of one event is explained by words only
    /// when the run [kept its evidence](crate::ClustererBuilder::keep). For all articles
    /// [`explain_all`](Clustering::explain_all) is faster, for some an [`Explainer`].
    ///
    /// ```
    /// use samestory::{Article, Clusterer, Keep};
    /// let articles = [
    ///     Article::builder("Kremlin confirms April summit", "Kim Jong Un will meet Vladimir Putin in Vladivostok, the Kremlin said.")
    ///         .id("a").source("Harbour Post").build()?,
    ///     Article::builder("Kim to meet Putin in Vladivostok", "The Kremlin confirmed that Kim Jong Un is to meet Vladimir Putin in April.")
    ///         .id("b").source("Kestrel News").build()?,
    /// ];
    /// let clustering = Clusterer::builder().keep(Keep::Evidence).build()?.cluster(&articles)?;
    /// let lines = clustering.explain(&"a".into()).map(|why| why.to_string()).unwrap_or_default();
    /// assert!(lines.contains("Same event as “Kim to meet Putin in Vladivostok” (Kestrel News): both name Vladivostok, Kim Jong Un"));
    /// # Ok::<(), samestory::Error>(())
    /// ```
    ///
    /// # Complexity
    /// Linear in the pairs that were compared, for the first question to a clustering.
    pub fn explain(&self, id: &ArticleId) -> Option<Explanation> {
        Explainer::new(self).explain(id)
    }
}
