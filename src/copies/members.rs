//! From a group of texts to a report: kinds, versions, credit.

use rustc_hash::FxHashMap;

use crate::article::Published;
use crate::copies::kind;
use crate::copies::report::{Basis, CopyGroup, Kind, Member, Overlap};
use crate::copies::source::CopyMeta;

/// One text of a group and how it was verified.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verified {
    pub(crate) text: u32,
    /// The text that stands for all of the same words.
    pub(crate) words: u32,
    pub(crate) against: u32,
    pub(crate) overlap: Overlap,
    /// Whether the bodies are the same word for word.
    pub(crate) same_body: bool,
}

/// The report of a group with a chosen origin. `verified` holds every text, the origin against itself.
pub(crate) fn report((origin, basis): (u32, Basis), mut verified: Vec<Verified>, metas: &[CopyMeta]) -> CopyGroup {
    verified.sort_unstable_by_key(|v| v.text);
    let mut members: Vec<Member> = verified
        .iter()
        .map(|v| Member {
            text: v.text,
            kind: if v.text == origin { Kind::Origin } else { kind::of(v.overlap, v.same_body) },
            against: v.against,
            overlap: v.overlap,
            revises: None,
            superseded: false,
        })
        .collect();
    let shown = versions(&mut members, &verified, origin, metas);
    let agency = agency(&members, origin, metas);
    CopyGroup { origin, basis, shown, agency, compilation: false, also_covers: Vec::new(), members }
}

/// Marks later versions and same pages, and returns the newest version of the origin.
fn versions(members: &mut [Member], verified: &[Verified], origin: u32, metas: &[CopyMeta]) -> u32 {
    // oldest first; where times do not tell, what announces itself as a new version is later, then what is longer
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_unstable_by_key(|&m| {
        let (text, meta) = (members[m].text, &metas[members[m].text as usize]);
        let time = meta.published.map_or(i64::MAX, Published::seconds);
        (text != origin, time, meta.correction, members[m].overlap.own, text)
    });
    // the newest text so far of each address and of each outlet
    let mut newest: FxHashMap<(bool, u64), usize> = FxHashMap::default();
    // whether it is a version of the origin
    let mut of_origin = vec![false; members.len()];
    let mut shown = origin;
    for m in order {
        let meta = &metas[members[m].text as usize];
        let (url, source) = (meta.url.map(|url| (true, url)), meta.source.map(|source| (false, source)));
        let same_address = url.and_then(|url| newest.get(&url).copied());
        let same_outlet = source.and_then(|source| newest.get(&source).copied());
        of_origin[m] = members[m].text == origin;
        if let Some(earlier) = same_address.or(same_outlet) {
            let same_words = verified[m].words == verified[earlier].words;
            if same_words && same_address.is_some() {
                members[m].kind = Kind::SamePage;
                members[m].revises = Some(members[earlier].text);
            } else if same_words && members[earlier].kind == Kind::Revision {
                // the new version once more
                members[m].kind = Kind::Revision;
                members[m].revises = members[earlier].revises;
            } else if !same_words {
                members[m].kind = Kind::Revision;
                members[m].revises = Some(members[earlier].text);
                members[earlier].superseded = true;
            }
            of_origin[m] = of_origin[earlier];
            if of_origin[m] && !same_words {
                shown = members[m].text;
            }
        }
        for place in [url, source].into_iter().flatten() {
            newest.insert(place, m);
        }
    }
    shown
}

/// The agency the origin credits, else the one most members credit; with the lowest member that does.
fn agency(members: &[Member], origin: u32, metas: &[CopyMeta]) -> Option<(u64, u32)> {
    if let Some(agency) = metas[origin as usize].agency {
        return Some((agency, origin));
    }
    let mut credits: Vec<(u64, u32)> =
        members.iter().filter_map(|m| Some((metas[m.text as usize].agency?, m.text))).collect();
    credits.sort_unstable();
    let most = credits
        .chunk_by(|a, b| a.0 == b.0)
        .map(|of_one| (of_one.len(), std::cmp::Reverse(of_one[0].1), of_one[0]))
        .max();
    most.map(|(.., credit)| credit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(time: i64, source: u64, url: u64) -> CopyMeta {
        CopyMeta {
            published: Published::from_seconds(time),
            source: (source > 0).then_some(source),
            url: (url > 0).then_some(url),
            ..CopyMeta::default()
        }
    }

    /// Texts with equal `words` are equal; else they share 90 of 100 shingles with the first.
    fn group(metas: &[CopyMeta], words: &[u32]) -> CopyGroup {
        let verified = (0..)
            .zip(words)
            .map(|(text, &words)| {
                let common = if words == 0 { 100 } else { 90 };
                Verified {
                    text,
                    words,
                    against: 0,
                    overlap: Overlap { common, own: 100, other: 100 },
                    same_body: false,
                }
            })
            .collect();
        report((0, Basis::Earliest), verified, metas)
    }

    fn kinds(report: &CopyGroup) -> Vec<Kind> {
        report.members.iter().map(|m| m.kind).collect()
    }

    #[test]
    fn five_versions_of_one_outlet_are_one_text() {
        // out of order: 3 is the second version
        let metas = [meta(0, 1, 0), meta(400, 1, 0), meta(300, 1, 0), meta(100, 1, 0), meta(900, 1, 0)];
        let report = group(&metas, &[0, 1, 2, 3, 4]);
        assert_eq!(kinds(&report), [Kind::Origin, Kind::Revision, Kind::Revision, Kind::Revision, Kind::Revision]);
        assert_eq!(report.shown, 4);
        let revises: Vec<Option<u32>> = report.members.iter().map(|m| m.revises).collect();
        assert_eq!(revises, [None, Some(2), Some(3), Some(0), Some(1)]);
        assert_eq!(report.members.iter().filter(|m| !m.superseded).map(|m| m.text).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn one_address_in_three_feeds_is_one_page() {
        let metas = [meta(0, 1, 8), meta(10, 2, 8), meta(20, 3, 8)];
        let report = group(&metas, &[0, 0, 0]);
        assert_eq!(kinds(&report), [Kind::Origin, Kind::SamePage, Kind::SamePage]);
        assert!(report.members.iter().all(|m| !m.superseded));
        assert_eq!(report.shown, 0);
    }

    #[test]
    fn a_reprint_that_is_corrected_is_a_revision_of_the_reprint() {
        let metas = [meta(0, 1, 0), meta(10, 2, 0), meta(20, 2, 0), meta(30, 3, 0)];
        let report = group(&metas, &[0, 0, 1, 2]);
        assert_eq!(kinds(&report), [Kind::Origin, Kind::Verbatim, Kind::Revision, Kind::Edited]);
        assert_eq!((report.members[2].revises, report.members[1].superseded, report.shown), (Some(1), true, 0));
    }

    #[test]
    fn the_agency_is_known_from_a_credit() {
        let mut metas = [meta(0, 1, 0), meta(10, 2, 0), meta(20, 3, 0), meta(30, 4, 0)];
        (metas[1].agency, metas[2].agency, metas[3].agency) = (Some(70), Some(60), Some(60));
        assert_eq!(group(&metas, &[0, 1, 2, 3]).agency, Some((60, 2)));
        metas[0].agency = Some(50);
        assert_eq!(group(&metas, &[0, 1, 2, 3]).agency, Some((50, 0)));
    }
}
