//! [`Conflict`]: a constraint that is not obeyed, and why.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;

/// A constraint that is not obeyed, and why. Of the two articles of a pair the lower id stands first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Conflict {
    /// A cannot-link between articles that must-links join; the must-links win.
    Contradiction {
        /// The cannot-link.
        cannot: (ArticleId, ArticleId),
        /// The articles from one to the other, each must-linked to the next; a shortest such chain.
        through: Vec<ArticleId>,
    },
    /// A cannot-link of an article with itself.
    SameArticle {
        /// The article.
        article: ArticleId,
    },
    /// A must-link or cannot-link that names an article outside the set. It joins nothing, also not as part of a chain.
    UnknownArticle {
        /// The constraint.
        pair: (ArticleId, ArticleId),
        /// The ids of it that did not go in.
        missing: Vec<ArticleId>,
    },
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Conflict::Contradiction { cannot: (a, b), through } => {
                write!(f, "cannot-link of `{a}` and `{b}` not obeyed: must-links join ")?;
                for (at, id) in through.iter().enumerate() {
                    write!(f, "{}`{id}`", if at == 0 { "" } else { " to " })?;
                }
                Ok(())
            }
            Conflict::SameArticle { article } => write!(f, "cannot-link of `{article}` with itself"),
            Conflict::UnknownArticle { pair: (a, b), missing } => {
                write!(f, "constraint on `{a}` and `{b}` not used: no article ")?;
                for (at, id) in missing.iter().enumerate() {
                    write!(f, "{}`{id}`", if at == 0 { "" } else { " and no article " })?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_are_sentences() {
        let id = |id: &str| ArticleId::from(id);
        let contradiction =
            Conflict::Contradiction { cannot: (id("a"), id("c")), through: vec![id("a"), id("b"), id("c")] };
        let unknown = Conflict::UnknownArticle { pair: (id("x"), id("y")), missing: vec![id("x"), id("y")] };
        assert_eq!(
            [contradiction, Conflict::SameArticle { article: id("a") }, unknown].map(|c| c.to_string()),
            [
                "cannot-link of `a` and `c` not obeyed: must-links join `a` to `b` to `c`",
                "cannot-link of `a` with itself",
                "constraint on `x` and `y` not used: no article `x` and no article `y`",
            ]
        );
    }
}
