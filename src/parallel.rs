//! Work over many items, on several threads where the feature `parallel` allows; results in the order of the items.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Items are handed out in about so many pieces for each thread: few enough that handing out costs nothing, and so many
/// that no thread is left alone with a large one at the end.
#[cfg(feature = "parallel")]
const PIECES: usize = 32;

/// Workspaces that no thread holds at the moment.
pub(crate) struct Idle<W>(Mutex<Vec<W>>);

/// A workspace for a while; it is given back when it is dropped.
pub(crate) struct Lent<'a, W> {
    workspace: Option<W>,
    idle: &'a Idle<W>,
}

impl<W> Default for Idle<W> {
    fn default() -> Self {
        Idle(Mutex::default())
    }
}

impl<W> Idle<W> {
    /// The one that was given back last, if there is one.
    pub(crate) fn lend(&self) -> Lent<'_, W> {
        Lent { workspace: self.workspaces().pop(), idle: self }
    }

    fn workspaces(&self) -> MutexGuard<'_, Vec<W>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W> Lent<'_, W> {
    /// The workspace, or a new one.
    pub(crate) fn get_or(&mut self, new: impl FnOnce() -> W) -> &mut W {
        self.workspace.get_or_insert_with(new)
    }
}

impl<W> Drop for Lent<'_, W> {
    fn drop(&mut self) {
        self.idle.workspaces().extend(self.workspace.take());
    }
}

/// `each(workspace, 0)`, `each(workspace, 1)`, … in order, computed on any number of threads, each with a workspace of
/// its own. What a workspace holds from earlier items must not show in the results.
pub(crate) fn map_with<W: Send, T: Send>(
    items: usize,
    workspace: impl Fn() -> W + Sync + Send,
    each: impl Fn(&mut W, u32) -> T + Sync + Send,
) -> Vec<T> {
    consume_with(vec![(); items], workspace, |workspace, item, ()| each(workspace, item))
}

/// `each(0)`, `each(1)`, … in order, computed on any number of threads.
pub(crate) fn map<T: Send>(items: usize, each: impl Fn(u32) -> T + Sync + Send) -> Vec<T> {
    map_with(items, || (), |(), item| each(item))
}

/// `each(0, item 0)`, `each(1, item 1)`, … in order, computed on any number of threads; the items are given up one by one.
pub(crate) fn consume<T: Send, U: Send>(items: Vec<T>, each: impl Fn(u32, T) -> U + Sync + Send) -> Vec<U> {
    consume_with(items, || (), |(), i, item| each(i, item))
}

/// The same with workspaces as for [`map_with`].
#[cfg(feature = "parallel")]
pub(crate) fn consume_with<W: Send, T: Send, U: Send>(
    items: Vec<T>,
    workspace: impl Fn() -> W + Sync + Send,
    each: impl Fn(&mut W, u32, T) -> U + Sync + Send,
) -> Vec<U> {
    use rayon::prelude::*;
    let most = (items.len() / (PIECES * threads())).max(1);
    let idle = Idle::default();
    let each = |lent: &mut Lent<'_, W>, (i, item)| each(lent.get_or(&workspace), i as u32, item);
    items.into_par_iter().enumerate().with_max_len(most).map_init(|| idle.lend(), each).collect()
}

/// The same with a workspace.
#[cfg(not(feature = "parallel"))]
pub(crate) fn consume_with<W: Send, T: Send, U: Send>(
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn every_item_once_and_in_order_with_no_more_workspaces_than_threads() {
        for items in [0, 1, 5, 100, 10_000] {
            let made = AtomicUsize::new(0);
            let workspace = || {
                made.fetch_add(1, Ordering::Relaxed);
                0_u32
            };
            let each = |done: &mut u32, item: u32| {
                *done += 1;
                (item, *done)
            };
            let found = with_threads(3, || map_with(items, workspace, each)).expect("three threads");
            assert!(found.iter().map(|&(item, _)| item).eq(0..items as u32));
            // what each workspace counted adds up
            let made = made.into_inner();
            assert!(made <= 3 && (items == 0 || made >= 1), "{made} workspaces");
            let most = found.iter().map(|&(_, done)| done as usize).max().unwrap_or_default();
            assert!(most * made >= items && most <= items, "{most} of {items} with one of {made}");
        }
    }
}
