//! [`Article`]: one page of one source, the input of everything.

use std::fmt;

use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::sketch::hash::StableHasher;

/// Names an article. Unique within a set; compared byte by byte, so `a-10` stands before `a-9`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(Box<str>);

impl ArticleId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ArticleId {
    fn from(id: &str) -> Self {
        ArticleId(id.into())
    }
}

impl From<&ArticleId> for ArticleId {
    fn from(id: &ArticleId) -> Self {
        id.clone()
    }
}

impl From<String> for ArticleId {
    fn from(id: String) -> Self {
        ArticleId(id.into())
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How exactly a publication time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Only the day is known; the time of day stands at midnight UTC.
    Day,
    /// Known to the second.
    Second,
}

/// When an article was published: seconds since 1970-01-01T00:00:00Z, with their precision.
///
/// Written and read as RFC 3339 (`2019-04-18T09:30:00Z`) or, when only the day is known, as a plain date
/// (`2019-04-18`). RFC 2822 (`Thu, 18 Apr 2019 09:30:00 +0000`) is read too. Fractions of a second are dropped.
///
/// ```
/// use samestory::{Precision, Published};
/// let p: Published = "2019-04-18T11:30:00+02:00".parse()?;
/// assert_eq!((p.to_string().as_str(), p.precision()), ("2019-04-18T09:30:00Z", Precision::Second));
/// # Ok::<(), samestory::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Published {
    seconds: i64,
    precision: Precision,
}

impl Published {
    /// A time known to the second. `None` outside the years -9999 to 9999.
    pub fn from_seconds(seconds: i64) -> Option<Published> {
        Timestamp::from_second(seconds).ok()?;
        Some(Published { seconds, precision: Precision::Second })
    }

    /// A day, counted from 1970-01-01. `None` outside the years -9999 to 9999.
    pub fn from_day(day: i32) -> Option<Published> {
        let seconds = i64::from(day) * 86_400;
        Timestamp::from_second(seconds).ok()?;
        Some(Published { seconds, precision: Precision::Day })
    }

    /// Seconds since 1970-01-01T00:00:00Z; midnight when only the day is known.
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// Days since 1970-01-01, rounded down.
    pub fn day(self) -> i32 {
        self.seconds.div_euclid(86_400) as i32
    }

    /// How exactly the time is known.
    pub fn precision(self) -> Precision {
        self.precision
    }
}

impl std::str::FromStr for Published {
    type Err = Error;

    fn from_str(text: &str) -> Result<Published> {
        static RELAXED: jiff::fmt::rfc2822::DateTimeParser =
            jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
        let text = text.trim();
        let second = |t: Timestamp| Published { seconds: t.as_second(), precision: Precision::Second };
        if text.len() <= 10
            && let Ok(date) = text.parse::<civil::Date>()
            && let Ok(zoned) = date.to_zoned(jiff::tz::TimeZone::UTC)
        {
            return Ok(Published { seconds: zoned.timestamp().as_second(), precision: Precision::Day });
        }
        if let Ok(t) = text.parse::<Timestamp>() {
            return Ok(second(t));
        }
        if let Ok(t) = text.parse::<civil::DateTime>()
            && text.len() > 10
            && let Ok(zoned) = t.to_zoned(jiff::tz::TimeZone::UTC)
        {
            return Ok(second(zoned.timestamp()));
        }
        RELAXED.parse_timestamp(text).map(second).map_err(|_| Error::Published { value: text.to_owned() })
    }
}

impl TryFrom<String> for Published {
    type Error = Error;

    fn try_from(text: String) -> Result<Published> {
        text.parse()
    }
}

impl From<Published> for String {
    fn from(p: Published) -> String {
        p.to_string()
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ok(t) = Timestamp::from_second(self.seconds) else { return f.write_str("unknown") };
        match self.precision {
            Precision::Second => write!(f, "{t}"),
            Precision::Day => write!(f, "{}", t.to_zoned(jiff::tz::TimeZone::UTC).date()),
        }
    }
}

/// One page of one source: what goes in.
///
/// Only text is needed; everything else may be missing. A missing id is the stable hash of source, url, title, body
/// and publication time, so the same page always gets the same id.
///
/// ```
/// use samestory::Article;
/// let bare = Article::new("Kremlin confirms April summit", "The two leaders will meet in Vladivostok.");
/// let full = Article::builder("Kremlin confirms April summit", "The two leaders will meet in Vladivostok.")
///     .id("harbour-1")
///     .source("Harbour Post")
///     .published("2019-04-18")
///     .lang("en")
///     .build()?;
/// assert_eq!(full.id().as_str(), "harbour-1");
/// assert_eq!(bare.id().as_str().len(), 16);
/// # Ok::<(), samestory::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ArticleFields", into = "ArticleFields")]
pub struct Article {
    id: ArticleId,
    source: Option<Box<str>>,
    url: Option<Box<str>>,
    title: Box<str>,
    body: Box<str>,
    published: Option<Published>,
    lang: Option<Box<str>>,
}

impl Article {
    /// An article of which only the text is known.
    pub fn new(title: &str, body: &str) -> Article {
        let fields = ArticleFields { title: title.to_owned(), body: body.to_owned(), ..ArticleFields::default() };
        fields.with_published(None)
    }

    /// Starts an article with more than its text.
    pub fn builder(title: &str, body: &str) -> ArticleBuilder {
        ArticleBuilder(ArticleFields { title: title.to_owned(), body: body.to_owned(), ..ArticleFields::default() })
    }

    /// The id: as given, else the stable hash of the rest in 16 hexadecimal digits.
    pub fn id(&self) -> &ArticleId {
        &self.id
    }

    /// The outlet, as given.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The address, as given.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The headline; empty when there is none.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The text; empty when there is none.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// When it was published, when known.
    pub fn published(&self) -> Option<Published> {
        self.published
    }

    /// The language as a BCP 47 tag, as given.
    pub fn lang(&self) -> Option<&str> {
        self.lang.as_deref()
    }

    /// The same article with other text and time.
    pub(crate) fn with_text(&self, title: &str, body: &str, published: Option<Published>) -> Article {
        Article { title: title.into(), body: body.into(), published, ..self.clone() }
    }

    /// The same article under another id.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<ArticleId>) -> Article {
        self.id = id.into();
        self
    }
}

/// Puts an [`Article`] together; see [`Article::builder`].
#[derive(Debug, Clone)]
#[must_use]
pub struct ArticleBuilder(ArticleFields);

impl ArticleBuilder {
    /// Sets the id. Default: the stable hash of the rest.
    pub fn id(mut self, id: &str) -> Self {
        self.0.id = Some(id.to_owned());
        self
    }

    /// Sets the outlet. Default: unknown.
    pub fn source(mut self, source: &str) -> Self {
        self.0.source = Some(source.to_owned());
        self
    }

    /// Sets the address. Default: unknown.
    pub fn url(mut self, url: &str) -> Self {
        self.0.url = Some(url.to_owned());
        self
    }

    /// Sets the publication time: RFC 3339, RFC 2822 or `YYYY-MM-DD`. Default: unknown.
    pub fn published(mut self, published: &str) -> Self {
        self.0.published = Some(published.to_owned());
        self
    }

    /// Sets the language as a BCP 47 tag. Default: unknown.
    pub fn lang(mut self, lang: &str) -> Self {
        self.0.lang = Some(lang.to_owned());
        self
    }

    /// Checks the fields and makes the article.
    ///
    /// # Errors
    /// [`Error::Published`] when the publication time cannot be read.
    pub fn build(self) -> Result<Article> {
        Article::try_from(self.0)
    }
}

/// An article as it stands in JSON. Empty strings count as missing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct ArticleFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    title: String,
    body: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
}

impl ArticleFields {
    fn with_published(self, published: Option<Published>) -> Article {
        let known = |field: Option<String>| field.filter(|text| !text.trim().is_empty()).map(String::into_boxed_str);
        let (source, url) = (known(self.source), known(self.url));
        let id = known(self.id).map_or_else(
            || {
                let mut hash = StableHasher::new();
                for field in [source.as_deref(), url.as_deref(), Some(&self.title), Some(&self.body)] {
                    hash.field(field.unwrap_or_default().as_bytes());
                }
                hash.field(published.map(|p| p.to_string()).unwrap_or_default().as_bytes());
                ArticleId::from(format!("{:016x}", hash.finish()))
            },
            ArticleId,
        );
        Article { id, source, url, title: self.title.into(), body: self.body.into(), published, lang: known(self.lang) }
    }
}

impl TryFrom<ArticleFields> for Article {
    type Error = Error;

    fn try_from(mut fields: ArticleFields) -> Result<Article> {
        let published = fields.published.take().filter(|text| !text.trim().is_empty());
        let published = published.map(|text| text.parse()).transpose()?;
        Ok(fields.with_published(published))
    }
}

impl From<Article> for ArticleFields {
    fn from(a: Article) -> ArticleFields {
        ArticleFields {
            id: Some(a.id.as_str().to_owned()),
            source: a.source.map(String::from),
            url: a.url.map(String::from),
            title: a.title.into(),
            body: a.body.into(),
            published: a.published.map(|p| p.to_string()),
            lang: a.lang.map(String::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_every_accepted_form() {
        for (text, expected) in [
            ("2014-03-10T16:52:50.698000Z", "2014-03-10T16:52:50Z"),
            ("2019-04-18", "2019-04-18"),
            (" 2019-04-18T11:30:00+02:00 ", "2019-04-18T09:30:00Z"),
            ("2019-04-18T11:30:00", "2019-04-18T11:30:00Z"),
            ("Fri, 18 Apr 2019 09:30:00 GMT", "2019-04-18T09:30:00Z"),
            ("0001-01-01", "0001-01-01"),
            ("9999-12-30T00:00:00Z", "9999-12-30T00:00:00Z"),
        ] {
            let p: Published = text.parse().unwrap();
            assert_eq!(p.to_string(), expected, "{text}");
            assert_eq!(p, p.to_string().parse().unwrap(), "{text}");
        }
        assert!(matches!("yesterday".parse::<Published>(), Err(Error::Published { value }) if value == "yesterday"));
    }

    #[test]
    fn a_missing_id_depends_on_every_other_field() {
        let base = || Article::builder("Title", "Body").source("A").url("u").published("2019-04-18");
        let ids = [
            base().build().unwrap(),
            base().source("B").build().unwrap(),
            base().url("v").build().unwrap(),
            base().published("2019-04-19").build().unwrap(),
            Article::new("Title", "Body"),
            Article::new("TitleB", "ody"),
        ]
        .map(|a| a.id().to_string());
        assert_eq!(std::collections::BTreeSet::from(ids.clone()).len(), ids.len());
        assert_eq!(base().build().unwrap().id().as_str(), ids[0]);
    }
}
