//! [`Proposals`]: the proposed pairs and what is kept of them.

/// Two proposed reports, `a < b`, with their cosines: what is kept of all pairs at a time. The rest is soon worked out
/// again.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Proposed {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) cosines: [f64; 2],
}

impl Proposed {
    /// As [`Pair::nearness`](crate::likeness::Pair::nearness).
    pub(crate) fn nearness(&self) -> f64 {
        self.cosines.iter().sum()
    }
}

/// What is kept of a pair beside its lower report: 20 bytes, since the cosines stand in halves.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Higher {
    b: u32,
    cosines: [[u32; 2]; 2],
}

impl Higher {
    pub(crate) fn new(b: u32, cosines: [f64; 2]) -> Higher {
        let halves = |cosine: f64| [cosine.to_bits() as u32, (cosine.to_bits() >> 32) as u32];
        Higher { b, cosines: cosines.map(halves) }
    }

    fn with(self, a: u32) -> Proposed {
        let whole = |[low, high]: [u32; 2]| f64::from_bits(u64::from(high) << 32 | u64::from(low));
        Proposed { a, b: self.b, cosines: self.cosines.map(whole) }
    }
}

/// All proposed pairs, ascending.
///
/// Those of each report `a` have an allocation of their own, which finds room where other lists were; one for all would
/// not.
#[derive(Debug, Default)]
pub(crate) struct Proposals(Vec<Box<[Higher]>>);

impl Proposals {
    /// Given for each report the pairs in which it is the lower one, ascending.
    pub(crate) fn new(of_each: Vec<Box<[Higher]>>) -> Proposals {
        Proposals(of_each)
    }

    /// All pairs, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Proposed> + '_ {
        self.below(self.reports())
    }

    /// Those whose lower report comes before an end, by their lower report, then by their higher one.
    pub(crate) fn below(&self, end: usize) -> impl Iterator<Item = Proposed> + '_ {
        (0..).zip(&self.0[..end]).flat_map(|(a, of_one)| of_one.iter().map(move |higher| higher.with(a)))
    }

    /// Those of a lower report, ascending.
    pub(crate) fn of_lower(&self, a: u32) -> impl Iterator<Item = Proposed> + '_ {
        self.0[a as usize].iter().map(move |higher| higher.with(a))
    }

    /// The pair of two reports.
    pub(crate) fn get(&self, x: u32, y: u32) -> Option<Proposed> {
        let a = x.min(y);
        let of_lower = self.0.get(a as usize)?;
        Some(of_lower[of_lower.binary_search_by_key(&x.max(y), |pair| pair.b).ok()?].with(a))
    }

    /// Number of pairs.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(|of_one| of_one.len()).sum()
    }

    /// Takes the pairs of the first reports from one on: `most` of them, or more if one report has more. And the next
    /// report.
    pub(crate) fn take_some(&mut self, from: usize, most: usize) -> (Vec<Proposed>, usize) {
        let (mut some, mut next) = (Vec::with_capacity(most), from);
        while let Some(of_one) = self.0.get_mut(next)
            && (some.is_empty() || some.len() + of_one.len() <= most)
        {
            let of_one = std::mem::take(of_one);
            some.extend(of_one.iter().map(|higher| higher.with(next as u32)));
            next += 1;
        }
        (some, next)
    }

    /// Number of reports.
    pub(crate) fn reports(&self) -> usize {
        self.0.len()
    }

    /// Memory in use, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<Box<[Higher]>>() + self.len() * size_of::<Higher>()
    }
}
