//! Which reports stand near each report, within its story and outside.

use crate::clustering::Clustering;
use crate::likeness::Likeness;

/// A report and how alike it is.
pub(crate) type Near = (Likeness, u32);

/// The likeliest edges of each report, of which reasons are made.
#[derive(Debug)]
pub(crate) struct Nearby {
    /// Within its story, the likeliest first, at most `WITHIN`.
    within: Vec<Vec<Near>>,
    /// The least like report of its story it was compared with.
    farthest: Vec<Option<Near>>,
    /// The likeliest outside its story.
    outside: Vec<Option<Near>>,
    /// The place of its origin among the articles.
    origins: Vec<u32>,
}

/// Edges kept for a report.
const WITHIN: usize = 3;

impl Nearby {
    /// # Complexity
    /// Linear in the edges.
    pub(crate) fn of(clustering: &Clustering) -> Nearby {
        let reports = clustering.reports();
        let mut nearby = Nearby {
            within: vec![Vec::new(); reports],
            farthest: vec![None; reports],
            outside: vec![None; reports],
            origins: vec![0; reports],
        };
        for (place, (card, &report)) in (0..).zip(clustering.cards().iter().zip(clustering.report_labels())) {
            if clustering.report(report).is_some_and(|report| report.origin == card.id) {
                nearby.origins[report as usize] = place;
            }
        }
        let nearer = |x: Near, y: Near| (x.0, std::cmp::Reverse(x.1)) > (y.0, std::cmp::Reverse(y.1));
        for edge in clustering.edges() {
            let together = clustering.story_number_of_report(edge.a()) == clustering.story_number_of_report(edge.b());
            for (report, other) in [(edge.a(), edge.b()), (edge.b(), edge.a())] {
                let (near, report) = ((edge.likeness(), other), report as usize);
                if !together {
                    let outside = &mut nearby.outside[report];
                    if outside.is_none_or(|known| nearer(near, known)) {
                        *outside = Some(near);
                    }
                    continue;
                }
                let within = &mut nearby.within[report];
                let at = within.iter().position(|&known| nearer(near, known)).unwrap_or(within.len());
                within.insert(at, near);
                within.truncate(WITHIN);
                let farthest = &mut nearby.farthest[report];
                if farthest.is_none_or(|known| nearer(known, near)) {
                    *farthest = Some(near);
                }
            }
        }
        nearby
    }

    pub(crate) fn within(&self, report: u32) -> &[Near] {
        &self.within[report as usize]
    }

    pub(crate) fn farthest(&self, report: u32) -> Option<Near> {
        self.farthest[report as usize]
    }

    /// The place of a report's origin among the articles.
    pub(crate) fn origin(&self, report: u32) -> u32 {
        self.origins[report as usize]
    }

    pub(crate) fn outside(&self, report: u32) -> Option<Near> {
        self.outside[report as usize]
    }
}
