//! [`Pair`]: two reports that were proposed, and how alike their words are.

use crate::events::{Packed, Spread, TermVectors, View};
use crate::parallel;

/// A proposed pair of reports, `a < b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The lower report.
    pub a: u32,
    /// The higher report.
    pub b: u32,
    /// Cosine in each view, in the order of [`View::ALL`](crate::events::View::ALL).
    pub cosines: [f64; 2],
    /// Days between the two; not-a-number when one is undated.
    pub gap: f64,
    /// Content words of the shorter text, the title counted twice.
    pub shorter: u32,
    /// Whether the two are one outlet's form, filled with other names and numbers.
    pub filled_again: bool,
    /// Share of the numbers at the beginning of the poorer text that the other has there too; within 0..=1.
    pub numbers: f64,
    /// Share of the runs of three words at the beginning of the shorter text that the other has there too, where names
    /// and numbers are shared as well; within 0..=1.
    pub wording: f64,
}

/// Pairs with a lower cosine are unlikely anyway and not looked at for forms.
const LEAST_FOR_FORMS: f64 = 0.1;

impl Pair {
    /// Compares two proposed reports; `days` holds their times in days, not-a-number when unknown.
    pub fn of((a, b): (u32, u32), vectors: &TermVectors, days: &[f64]) -> Pair {
        Pair::new((a, b), vectors.cosines(a, b), vectors.forms().in_common(a, b), vectors, days)
    }

    /// All proposed pairs, in their order.
    pub(crate) fn all(proposed: &[(u32, u32)], vectors: &TermVectors, days: &[f64]) -> Vec<Pair> {
        let packed = Packed::new(vectors);
        parallel::map_with(proposed.len(), Spread::default, |spread, i| {
            let (a, b) = proposed[i as usize];
            if let Some(&(_, next)) = proposed.get(i as usize + 1) {
                packed.expect(next);
            }
            Pair::new((a, b), spread.cosines(&packed, a, b), spread.in_common(vectors, a, b), vectors, days)
        })
    }

    fn new(
        (a, b): (u32, u32),
        cosines: [f64; 2],
        [numbers, wording]: [f64; 2],
        vectors: &TermVectors,
        days: &[f64],
    ) -> Pair {
        Pair {
            a,
            b,
            cosines,
            filled_again: cosines[View::All as usize] >= LEAST_FOR_FORMS && vectors.forms().filled_again(a, b),
            numbers,
            wording,
            gap: (days[a as usize] - days[b as usize]).abs(),
            shorter: vectors.length(a).min(vectors.length(b)),
        }
    }

    /// What ranks the neighbours of a report: the cosine over all terms and that of the openings, added up; 0..=2.
    pub fn nearness(&self) -> f64 {
        self.cosines.iter().sum()
    }
}
