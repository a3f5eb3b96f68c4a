//! Work in blocks, on one thread or several, with the same result.

use std::ops::Range;

use crate::parallel;

/// Items in a block: enough that handing them out costs nothing, few enough to keep several threads busy.
const BLOCK: usize = 512;

/// `f` of each block of 0..items, in order. Blocks do not depend on the number of threads.
pub(crate) fn map<T: Send>(items: usize, f: impl Fn(Range<usize>) -> T + Sync + Send) -> Vec<T> {
    let range = |block: usize| block * BLOCK..((block + 1) * BLOCK).min(items);
    parallel::map(items.div_ceil(BLOCK), |block| f(range(block as usize)))
}
