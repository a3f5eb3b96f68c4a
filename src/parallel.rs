//! Work over many items, on several threads where the feature `parallel` allows; results in the order of the items.

use std::sync::{Mutex, PoisonError};

/// `each(workspace, 0)`, `each(workspace, 1)`, … in order, computed on any number of threads, each with workspaces of
/// its own. What a workspace holds from earlier items must not show in the results.
#[cfg(feature = "parallel")]
pub(crate) fn map_with<W, T: Send>(
    items: usize,
    workspace: impl Fn() -> W + Sync + Send,
    each: impl Fn(&mut W, u32) -> T + Sync + Send,
) -> Vec<T> {
    use rayon::prelude::*;
    (0..items as u32).into_par_iter().with_min_len(16).map_init(workspace, each).collect()
}

/// `each(workspace, 0)`, `each(workspace, 1)`, … in order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map_with<W, T: Send>(
    items: usize,
    workspace: impl Fn() -> W + Sync + Send,
    each: impl Fn(&mut W, u32) -> T + Sync + Send,
) -> Vec<T> {
    let mut workspace = workspace();
    (0..items as u32).map(|item| each(&mut workspace, item)).collect()
}

/// `each(0)`, `each(1)`, … in order, computed on any number of threads.
pub(crate) fn map<T: Send>(items: usize, each: impl Fn(u32) -> T + Sync + Send) -> Vec<T> {
    map_with(items, || (), |(), item| each(item))
}

/// The same for few items that take long, with no more workspaces than threads.
pub(crate) fn map_long<W: Send, T: Send>(
    items: usize,
    workspace: impl Fn() -> W + Sync + Send,
    each: impl Fn(&mut W, u32) -> T + Sync + Send,
) -> Vec<T> {
    let idle: Mutex<Vec<W>> = Mutex::default();
    let idle = || idle.lock().unwrap_or_else(PoisonError::into_inner);
    consume(vec![(); items], |item, ()| {
        let own = idle().pop();
        let mut own = own.unwrap_or_else(&workspace);
        let made = each(&mut own, item);
        idle().push(own);
        made
    })
}

/// `each(0, item 0)`, `each(1, item 1)`, … in order, computed on any number of threads; the items are given up one by one.
pub(crate) fn consume<T: Send, U: Send>(items: Vec<T>, each: impl Fn(u32, T) -> U + Sync + Send) -> Vec<U> {
    consume_with(items, || (), |(), i, item| each(i, item))
}

/// The same with workspaces as for [`map_with`].
#[cfg(feature = "parallel")]
pub(crate) fn consume_with<W, T: Send, U: Send>(
    items: Vec<T>,
    workspace: impl Fn() -> W + Sync + Send,
    each: impl Fn(&mut W, u32, T) -> U + Sync + Send,
) -> Vec<U> {
    use rayon::prelude::*;
    let each = |workspace: &mut W, (i, item)| each(workspace, i as u32, item);
    items.into_par_iter().enumerate().map_init(workspace, each).collect()
}

/// The same with a workspace.
#[cfg(not(feature = "parallel"))]
pub(crate) fn consume_with<W, T: Send, U: Send>(
    items: Vec<T>,
    workspace: impl Fn() -> W + Sync + Send,
    each: impl Fn(&mut W, u32, T) -> U + Sync + Send,
) -> Vec<U> {
    let mut workspace = workspace();
    (0..).zip(items).map(|(i, item)| each(&mut workspace, i, item)).collect()
}

/// Runs `work` on `threads` threads; 0 takes as many as there are cores.
#[cfg(feature = "parallel")]
pub(crate) fn with_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> crate::error::Result<T> {
    if threads == 0 {
        return Ok(work());
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|e| crate::error::Error::Threads { reason: e.to_string() })?;
    Ok(pool.install(work))
}

/// Runs `work` on the calling thread.
#[cfg(not(feature = "parallel"))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature with threads")]
pub(crate) fn with_threads<T: Send>(_threads: usize, work: impl FnOnce() -> T + Send) -> crate::error::Result<T> {
    Ok(work())
}

/// The results of both, computed side by side where the feature `parallel` allows.
#[cfg(feature = "parallel")]
pub(crate) fn join<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(a, b)
}

/// The results of both, one after the other.
#[cfg(not(feature = "parallel"))]
pub(crate) fn join<A, B>(a: impl FnOnce() -> A, b: impl FnOnce() -> B) -> (A, B) {
    (a(), b())
}

/// Sorts; equal items cannot be told apart.
#[cfg(feature = "parallel")]
pub(crate) fn sort<T: Ord + Send>(items: &mut [T]) {
    use rayon::prelude::*;
    items.par_sort_unstable();
}

/// Sorts; equal items cannot be told apart.
#[cfg(not(feature = "parallel"))]
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    items.sort_unstable();
}

/// Number of threads at work.
#[cfg(feature = "parallel")]
pub(crate) fn threads() -> usize {
    rayon::current_num_threads()
}

/// Number of threads at work.
#[cfg(not(feature = "parallel"))]
pub(crate) fn threads() -> usize {
    1
}
