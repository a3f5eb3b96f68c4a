//! [`Cited`]: an article as a sentence names it; [`Gap`]: how far two are apart.

use std::fmt;

use serde::Serialize;

use crate::article::{ArticleId, Precision, Published};
use crate::story::Card;

/// An article as a sentence names it: “headline” (Outlet, 18 Apr 2019).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// The article.
    pub id: ArticleId,
    /// Its headline; empty when it has none.
    pub headline: String,
    /// Its outlet.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
}

impl From<&Card> for Cited {
    fn from(card: &Card) -> Cited {
        Cited {
            id: card.id.clone(),
            headline: card.title.to_string(),
            source: card.source.as_deref().map(str::to_owned),
            published: card.published,
        }
    }
}

impl fmt::Display for Cited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.headline.as_str() {
            "" => write!(f, "{} without a headline", self.id)?,
            headline => write!(f, "“{headline}”")?,
        }
        let day = self.published.map(day);
        let facts: Vec<&str> = [self.source.as_deref(), day.as_deref()].into_iter().flatten().collect();
        if facts.is_empty() { Ok(()) } else { write!(f, " ({})", facts.join(", ")) }
    }
}

/// A day as people write it: 18 Apr 2019.
pub(crate) fn day(published: Published) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let text = published.to_string();
    let mut parts = text.split('T').next().unwrap_or_default().rsplitn(3, '-');
    let mut number = || parts.next().and_then(|part| part.parse::<i64>().ok());
    match (number(), number().and_then(|month| MONTHS.get(month as usize - 1)), number()) {
        (Some(day), Some(month), Some(year)) => format!("{day} {month} {year}"),
        _ => text,
    }
}

/// How far two texts are apart in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// The time of one of them is unknown.
    Unknown,
    /// Whole days; of one of them only the day is known.
    Days(u32),
    /// Both are known to the second.
    Seconds(u64),
}

impl Gap {
    /// Between two times, as exactly as both are known.
    pub fn between(a: Option<Published>, b: Option<Published>) -> Gap {
        let (Some(a), Some(b)) = (a, b) else { return Gap::Unknown };
        if a.precision().min(b.precision()) == Precision::Day {
            return Gap::Days(a.day().abs_diff(b.day()));
        }
        Gap::Seconds(a.seconds().abs_diff(b.seconds()))
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = |f: &mut fmt::Formatter<'_>, n: u64| write!(f, "{n} day{} apart", if n == 1 { "" } else { "s" });
        match *self {
            Gap::Unknown => f.write_str("the time of one is unknown"),
            Gap::Days(0) => f.write_str("same day"),
            Gap::Days(n) => days(f, n.into()),
            Gap::Seconds(n) if n < 60 => f.write_str("same minute"),
            Gap::Seconds(n) if n < 3_600 => write!(f, "{} min apart", n / 60),
            Gap::Seconds(n) if n < 172_800 => write!(f, "{} h apart", (n + 1_800) / 3_600),
            Gap::Seconds(n) => days(f, (n + 43_200) / 86_400),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_gaps_as_people_write_them() {
        let at = |text: &str| Some(text.parse::<Published>().unwrap());
        assert_eq!(day(at("2019-04-18").unwrap()), "18 Apr 2019");
        for (a, b, expected) in [
            (at("2019-04-18"), at("2019-04-18T23:00:00Z"), "same day"),
            (at("2019-04-18"), at("2019-04-19T01:00:00Z"), "1 day apart"),
            (at("2019-04-18T23:00:00Z"), at("2019-04-19T04:10:00Z"), "5 h apart"),
            (at("2019-04-18T23:00:00Z"), at("2019-04-18T23:40:00Z"), "40 min apart"),
            (at("2019-04-18T23:00:00Z"), at("2019-04-22T22:00:00Z"), "4 days apart"),
            (at("2019-04-18"), None, "the time of one is unknown"),
        ] {
            assert_eq!(Gap::between(a, b).to_string(), expected);
            assert_eq!(Gap::between(b, a).to_string(), expected);
        }
    }

    #[test]
    fn an_article_is_named_by_what_is_known_of_it() {
        let mut cited = Cited {
            id: "a-1".into(),
            headline: "Kremlin confirms April summit".to_owned(),
            source: Some("Harbour Post".to_owned()),
            published: "2019-04-18T10:20:00Z".parse().ok(),
        };
        assert_eq!(cited.to_string(), "“Kremlin confirms April summit” (Harbour Post, 18 Apr 2019)");
        (cited.headline, cited.source, cited.published) = (String::new(), None, None);
        assert_eq!(cited.to_string(), "a-1 without a headline");
    }
}
