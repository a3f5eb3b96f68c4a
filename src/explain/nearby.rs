//! Which reports stand near each report, within its story and outside.

use crate::clustering::Clustering;
use crate::likeness::Likeness;
use crate::story::Story;

/// A report and how alike it is.
pub(crate) type Near = (Likeness, u32);

/// The likeliest edges of each report, of which reasons are made.
#[derive(Debug)]
pub(crate) struct Nearby {
    /// The likeliest two within its story.
    within: Vec<[Option<Near>; Nearby::TELLING]>,
    /// The least like report of its story it was compared with.
    farthest: Vec<Option<Near>>,
    /// The likeliest outside its story.
    outside: Vec<Option<Near>>,
    /// All reports, story by story, in the order of the story, and where each story begins.
    reports: Vec<u32>,
    starts: Vec<usize>,
    /// The report of the lead of each story of several reports.
    leads: Vec<Option<u32>>,
}

impl Nearby {
    /// # Complexity
    /// Linear in the edges.
    pub(crate) fn of(clustering: &Clustering) -> Nearby {
        let reports = clustering.reports();
        let mut nearby = Nearby {
            within: vec![[None; Nearby::TELLING]; reports],
            farthest: vec![None; reports],
            outside: vec![None; reports],
            reports: vec![0; reports],
            starts: vec![0],
            leads: clustering.stories().iter().map(|story| clustering.lead_of(story)).collect(),
        };
        for story in clustering.stories() {
            nearby.starts.push(nearby.starts[nearby.starts.len() - 1] + story.reports.len());
        }
        for report in 0..reports as u32 {
            if let Some((story, at)) = clustering.place_of_report(report) {
                nearby.reports[nearby.starts[story as usize] + at as usize] = report;
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
                let [first, second] = &mut nearby.within[report];
                if first.is_none_or(|known| nearer(near, known)) {
                    *second = first.replace(near);
                } else if second.is_none_or(|known| nearer(near, known)) {
                    *second = Some(near);
                }
                let farthest = &mut nearby.farthest[report];
                if farthest.is_none_or(|known| nearer(known, near)) {
                    *farthest = Some(near);
                }
            }
        }
        nearby
    }

    /// Reports that are a reason for one to be in its story, at most.
    pub(super) const TELLING: usize = 2;

    /// The reports that are a reason: the nearest of the story, and a further one that is alike enough by itself.
    pub(crate) fn telling(&self, report: u32, threshold: Likeness) -> impl Iterator<Item = Near> {
        let [first, second] = self.within[report as usize];
        first.into_iter().chain(second.filter(|near| near.0 >= threshold))
    }

    pub(crate) fn farthest(&self, report: u32) -> Option<Near> {
        self.farthest[report as usize]
    }

    /// The reports of a story, in its order.
    pub(crate) fn reports(&self, story: &Story) -> &[u32] {
        let story = story.story as usize;
        &self.reports[self.starts[story]..self.starts[story + 1]]
    }

    /// The report of a story's lead; `None` for a story of one report.
    pub(crate) fn lead(&self, story: u32) -> Option<u32> {
        self.leads[story as usize]
    }

    pub(crate) fn outside(&self, report: u32) -> Option<Near> {
        self.outside[report as usize]
    }
}
