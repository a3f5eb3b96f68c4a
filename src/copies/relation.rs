//! [`Relation`]: how two texts belong together, whatever they say.

use crate::copies::source::CopyMeta;

/// How two texts belong together, whatever they say; the closest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Relation {
    /// Nothing is known.
    None,
    /// One outlet, but days apart: as likely two issues of a column as two versions of a text.
    Series,
    /// One outlet within days, or a headline that announces a new version.
    Versions,
    /// One address.
    Page,
}

impl Relation {
    /// Up to how many days apart two texts of one outlet are taken for versions of one text.
    const VERSION_DAYS: u64 = 3;

    pub(crate) fn of(a: &CopyMeta, b: &CopyMeta) -> Relation {
        let same = |a: Option<u64>, b: Option<u64>| a.is_some() && a == b;
        let near = days_apart(a, b).is_none_or(|days| days <= Relation::VERSION_DAYS);
        let same_outlet = same(a.source, b.source);
        if same(a.url, b.url) {
            Relation::Page
        } else if near && (same_outlet || a.correction || b.correction) {
            Relation::Versions
        } else if same_outlet {
            Relation::Series
        } else {
            Relation::None
        }
    }
}

/// Days between two texts, when both are known.
pub(crate) fn days_apart(a: &CopyMeta, b: &CopyMeta) -> Option<u64> {
    Some(i64::from(a.published?.day()).abs_diff(b.published?.day().into()))
}

/// Whether two texts of so many shingles are so short and so far apart that even the same words do not make them
/// copies: "Stocks open lower" comes back. An outlet also has forms of two sentences: "The bank left its rate unchanged
/// after today's meeting, a spokesman said."
pub(crate) fn recurs(a: &CopyMeta, b: &CopyMeta, shingles: u32, short: u32) -> bool {
    const DAYS: u64 = 7;
    let form = if Relation::of(a, b) == Relation::Series { 2 * short } else { short };
    shingles < form && days_apart(a, b).is_some_and(|days| days > DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_relation_wins() {
        let meta = |source: u64, url: u64, day: &str, correction: bool| CopyMeta {
            source: (source > 0).then_some(source),
            url: (url > 0).then_some(url),
            published: day.parse().ok(),
            correction,
            ..CopyMeta::default()
        };
        let base = meta(1, 5, "2019-04-18", false);
        for (other, expected) in [
            (meta(1, 5, "2020-04-18", false), Relation::Page),
            (meta(1, 6, "2019-04-20", false), Relation::Versions),
            (meta(1, 0, "", false), Relation::Versions),
            (meta(2, 0, "2019-04-18", true), Relation::Versions),
            (meta(2, 0, "2019-05-18", true), Relation::None),
            (meta(1, 0, "2019-05-18", false), Relation::Series),
            (meta(0, 0, "2019-04-18", false), Relation::None),
        ] {
            assert_eq!(Relation::of(&base, &other), expected, "{other:?}");
            assert_eq!(Relation::of(&other, &base), expected, "{other:?}");
        }
        assert_eq!(Relation::of(&CopyMeta::default(), &CopyMeta::default()), Relation::None);
    }

    #[test]
    fn forms_come_back() {
        let meta = |source: u64, day: &str| CopyMeta {
            source: Some(source),
            published: day.parse().ok(),
            ..CopyMeta::default()
        };
        let one = meta(1, "2019-04-18");
        for (other, shingles, expected) in [
            (meta(2, "2019-05-18"), 31, true),
            (meta(2, "2019-05-18"), 32, false),
            (meta(1, "2019-05-18"), 63, true),
            (meta(1, "2019-05-18"), 64, false),
            (meta(1, "2019-04-24"), 10, false),
            (CopyMeta::default(), 10, false),
        ] {
            assert_eq!(recurs(&one, &other, shingles, 32), expected, "{other:?} {shingles}");
        }
    }
}
