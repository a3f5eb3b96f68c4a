//! [`Queue`]: what is to be merged next, the highest key first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::graph::exponent::Power;

/// A key and the names of two groups: higher keys first, then lower names.
pub(super) type Entry = (Power, Reverse<(u32, u32)>);

/// A priority queue of millions of entries.
///
/// Only the entries near the top are in a heap; those below wait in buckets by key until their turn comes, because a
/// heap of all of them would miss the cache at every step. Comes out in the same order as from one heap.
#[derive(Debug)]
pub(super) struct Queue {
    heap: BinaryHeap<Entry>,
    /// Entries below those of the heap; the last bucket is the highest.
    buckets: Vec<Vec<Entry>>,
    /// A key belongs to the bucket of its value without so many of its lowest bits.
    shift: u32,
}

impl Queue {
    /// For about so many entries.
    pub(super) fn new(entries: usize) -> Queue {
        // about a thousand entries for each bucket if keys were spread evenly
        let bits = (entries / 1024 + 1).ilog2().min(12);
        // keys go up to 2⁴⁰, and that included
        let buckets = if bits == 0 { 0 } else { (1 << bits) + 1 };
        Queue { heap: BinaryHeap::new(), buckets: vec![Vec::new(); buckets], shift: 40 - bits }
    }

    pub(super) fn push(&mut self, entry: Entry) {
        match self.buckets.get_mut((entry.0 >> self.shift) as usize) {
            Some(bucket) => bucket.push(entry),
            None => self.heap.push(entry),
        }
    }

    pub(super) fn pop(&mut self) -> Option<Entry> {
        while self.heap.is_empty() {
            // buckets from here on are those of the heap
            self.heap = BinaryHeap::from(self.buckets.pop()?);
        }
        self.heap.pop()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    #[test]
    fn the_order_is_that_of_one_heap() {
        let entry = |i: u64| ((mix(i) >> 24).min(mix(i + 1) >> 24), Reverse((mix(i) as u32 % 100, i as u32)));
        let entries: Vec<Entry> = (0..20_000).map(entry).chain([(1 << 40, Reverse((0, 0)))]).collect();
        let mut queue = Queue::new(entries.len());
        assert!(queue.buckets.len() > 2);
        for &entry in &entries {
            queue.push(entry);
        }
        let mut heap = BinaryHeap::from(entries);
        for i in 20_000.. {
            let (found, expected) = (queue.pop(), heap.pop());
            assert_eq!(found, expected);
            if found.is_none() {
                break;
            }
            if i % 3 == 0 {
                queue.push(entry(i));
                heap.push(entry(i));
            }
        }
    }
}
