//! Which text of a report is its origin.

use crate::article::Precision;
use crate::copies::report::Basis;
use crate::copies::source::CopyMeta;

/// One text that may be the origin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Claim<'a> {
    pub(crate) text: u32,
    pub(crate) words: u32,
    pub(crate) meta: &'a CopyMeta,
}

/// The origin and why: the earliest known time, else the text nearest to a news agency, else the fullest.
///
/// Times of which only the day is known do not decide between texts of that day. Texts of unknown time are left out
/// when any time is known.
///
/// # Panics
/// When there are no claims.
pub(crate) fn choose(claims: &[Claim<'_>]) -> (u32, Basis) {
    if let [only] = claims {
        return (only.text, Basis::Only);
    }
    let first_day = claims.iter().filter_map(|claim| claim.meta.published).map(crate::article::Published::day).min();
    let mut left: Vec<Claim<'_>> = match first_day {
        Some(day) => claims.iter().filter(|c| c.meta.published.is_some_and(|p| p.day() == day)).copied().collect(),
        None => claims.to_vec(),
    };
    // of the texts of that day known to the second only the first can be the origin
    let second = |claim: &Claim<'_>| claim.meta.published.filter(|p| p.precision() == Precision::Second);
    if let Some(first) = left.iter().filter_map(second).min() {
        left.retain(|claim| second(claim).is_none_or(|time| time == first));
    }
    if let [earliest] = left[..] {
        return (earliest.text, Basis::Earliest);
    }
    // an agency's own page before pages that credit one
    let publishes = |claim: &Claim<'_>| {
        claim.meta.source.is_some() && claims.iter().any(|other| other.meta.agency == claim.meta.source)
    };
    let nearness = |claim: &Claim<'_>| if publishes(claim) { 2 } else { u8::from(claim.meta.agency.is_some()) };
    let nearest = left.iter().map(nearness).max().unwrap_or(0);
    let before = left.len();
    left.retain(|claim| nearness(claim) == nearest);
    let basis = if left.len() < before { Basis::Agency } else { Basis::Fullest };
    let fullest = left.iter().max_by_key(|claim| (claim.words, std::cmp::Reverse(claim.text)));
    (fullest.map_or(claims[0].text, |claim| claim.text), basis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Published;

    fn meta(published: &str, source: Option<u64>, agency: Option<u64>) -> CopyMeta {
        let published = (!published.is_empty()).then(|| published.parse::<Published>().unwrap());
        CopyMeta { source, published, agency, ..CopyMeta::default() }
    }

    fn chosen(texts: &[(CopyMeta, u32)]) -> (u32, Basis) {
        let claims: Vec<Claim<'_>> =
            (0..).zip(texts).map(|(text, (meta, words))| Claim { text, words: *words, meta }).collect();
        choose(&claims)
    }

    #[test]
    fn time_then_agency_then_length() {
        let (early, late, day) = ("2019-04-18T09:00:00Z", "2019-04-18T11:00:00Z", "2019-04-18");
        let plain = |time: &str| meta(time, None, None);
        let credits = |time: &str| meta(time, Some(1), Some(7));
        let agency = |time: &str| meta(time, Some(7), None);
        for (texts, expected) in [
            (vec![(plain(late), 9)], (0, Basis::Only)),
            (vec![(plain(late), 9), (plain(early), 5)], (1, Basis::Earliest)),
            (vec![(plain(""), 9), (plain(late), 5)], (1, Basis::Earliest)),
            (vec![(plain("2019-04-19"), 9), (plain(late), 5)], (1, Basis::Earliest)),
            // the day alone does not decide against a time of that day
            (vec![(plain(day), 9), (plain(late), 5)], (0, Basis::Fullest)),
            (vec![(plain(day), 9), (credits(late), 5)], (1, Basis::Agency)),
            (vec![(plain(day), 9), (credits(late), 5), (plain(early), 4)], (0, Basis::Fullest)),
            (vec![(credits(""), 9), (agency(""), 5), (plain(""), 20)], (1, Basis::Agency)),
            (vec![(plain(""), 9), (plain(""), 12), (plain(""), 12)], (1, Basis::Fullest)),
            (vec![(credits(""), 9), (credits(""), 12)], (1, Basis::Fullest)),
        ] {
            assert_eq!(chosen(&texts), expected, "{texts:?}");
        }
    }
}
