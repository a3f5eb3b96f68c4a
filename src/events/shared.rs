//! [`Shared`]: the terms that two texts share, one by one.

use crate::events::vectors::TermVectors;

/// The terms that two texts share, and what each brings; kept to be used again for other pairs.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// Scratch: where the two texts meet, as places among the entries of both.
    meet: Vec<(u32, u32)>,
    terms: Vec<(u32, [f64; 2])>,
}

impl Shared {
    /// Looks up what two texts share, and tells their dot products in every view, to the last bit those behind
    /// [`TermVectors::cosines`].
    pub(crate) fn look_up(&mut self, vectors: &TermVectors, a: u32, b: u32) -> [f64; 2] {
        let (x, y) = (vectors.of(a), vectors.of(b));
        self.meet.resize(x.len().min(y.len()) + 1, (0, 0));
        let (mut i, mut j, mut met) = (0, 0, 0);
        while i < x.len() && j < y.len() {
            let (p, q) = (x[i].term, y[j].term);
            // without a branch: which terms meet is as good as random
            self.meet[met] = (i as u32, j as u32);
            met += usize::from(p == q);
            i += usize::from(p <= q);
            j += usize::from(q <= p);
        }
        let (of_a, of_b) = (vectors.weigher(a), vectors.weigher(b));
        let mut dots = [0.0; 2];
        self.terms.clear();
        self.terms.extend(self.meet[..met].iter().map(|&(i, j)| {
            let (ours, theirs) = (of_a.weights(x[i as usize]), of_b.weights(y[j as usize]));
            let products = [ours[0] * theirs[0], ours[1] * theirs[1]];
            dots = [dots[0] + products[0], dots[1] + products[1]];
            (x[i as usize].term, products)
        }));
        dots
    }

    /// The terms, ascending, with their part of the dot product in every view.
    pub(crate) fn terms(&self) -> &[(u32, [f64; 2])] {
        &self.terms
    }
}
