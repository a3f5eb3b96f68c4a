//! Work in blocks, on one thread or several, with the same result.

use std::ops::Range;

/// Items in a block: enough that handing them out costs nothing, few enough to keep several threads busy.
const BLOCK: usize = 512;

/// `f` of each block of 0..items, in order. Blocks do not depend on the number of threads.
pub(crate) fn map<T: Send>(items: usize, f: impl Fn(Range<usize>) -> T + Sync + Send) -> Vec<T> {
    let range = |block: usize| block * BLOCK..((block + 1) * BLOCK).min(items);
    each(items.div_ceil(BLOCK), |block| f(range(block)))
}

/// `f` of each of 0..items, in order.
pub(crate) fn each<T: Send>(items: usize, f: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        (0..items).into_par_iter().map(f).collect()
    }
    #[cfg(not(feature = "parallel"))]
    (0..items).map(f).collect()
}

/// `f` of each of 0..items, in order, with scratch of each thread.
pub(crate) fn each_with<T: Send, S: Default>(items: usize, f: impl Fn(&mut S, usize) -> T + Sync + Send) -> Vec<T> {
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        (0..items).into_par_iter().map_init(S::default, f).collect()
    }
    #[cfg(not(feature = "parallel"))]
    {
        let mut scratch = S::default();
        (0..items).map(|item| f(&mut scratch, item)).collect()
    }
}
