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

/// All proposed pairs, ascending.
///
/// Those of each report `a` have an allocation of their own, which finds room where the words of texts were; one for all
/// would not.
#[derive(Debug, Default)]
pub(crate) struct Proposals(Vec<Box<[Proposed]>>);

impl Proposals {
    /// Given for each report the pairs in which it is the lower one, ascending.
    pub(crate) fn new(of_each: Vec<Box<[Proposed]>>) -> Proposals {
        Proposals(of_each)
    }

    /// All pairs, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Proposed> {
        self.0.iter().flatten()
    }

    /// The pair of two reports.
    pub(crate) fn get(&self, x: u32, y: u32) -> Option<&Proposed> {
        let of_lower = self.0.get(x.min(y) as usize)?;
        Some(&of_lower[of_lower.binary_search_by_key(&x.max(y), |pair| pair.b).ok()?])
    }

    /// Number of pairs.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(|of_one| of_one.len()).sum()
    }

    /// For each report the pairs in which it is the lower one.
    pub(crate) fn into_lists(self) -> Vec<Box<[Proposed]>> {
        self.0
    }

    /// Memory in use, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<Box<[Proposed]>>() + self.len() * size_of::<Proposed>()
    }
}
