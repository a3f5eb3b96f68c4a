//! [`Showing`]: views of a labelled set.

use crate::article::Article;

/// How a labelled set is shown to the training: whole, and with parts held back.
///
/// Every labelled set is alone in its kind: one has dates, one has titles only. A fit on the sets as they are learns
/// to tell the sets apart; a fit on every view of every set cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// As it is.
    Whole,
    /// Without dates.
    Undated,
    /// Titles alone.
    Titles,
    /// Titles and the first 40 words of the text.
    Leads,
}

impl Showing {
    /// All of them.
    pub const ALL: [Showing; 4] = [Showing::Whole, Showing::Undated, Showing::Titles, Showing::Leads];

    /// An article as this view shows it. Where there is no title, the first sentence is taken for one.
    pub fn of(self, article: &Article) -> Article {
        let first = || article.body().split(". ").next().unwrap_or_default();
        let leads;
        let (title, body) = match self {
            Showing::Whole | Showing::Undated => (article.title(), article.body()),
            Showing::Titles if article.title().is_empty() => (first(), ""),
            Showing::Titles => (article.title(), ""),
            Showing::Leads => {
                leads = article.body().split_whitespace().take(40).collect::<Vec<_>>().join(" ");
                (article.title(), leads.as_str())
            }
        };
        let published = article.published().filter(|_| self != Showing::Undated);
        article.with_text(title, body, published)
    }
}
