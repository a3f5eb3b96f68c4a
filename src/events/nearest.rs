//! [`Nearest`]: the nearest neighbours of a text, gathered on several threads.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

/// A neighbour: how near it is, and which text.
pub(super) type Near = (f32, u32);

/// The nearest of all neighbours that were added, at most so many; in whatever order they came, the same ones.
pub(super) struct Nearest {
    limit: usize,
    /// How near the last of as many as are wanted was when they were last counted, as the bits of a positive number, which rise with it.
    bar: AtomicU32,
    near: Mutex<Vec<Near>>,
}

impl Nearest {
    /// None yet.
    pub(super) fn new(limit: usize) -> Nearest {
        Nearest { limit, bar: AtomicU32::new(0), near: Mutex::default() }
    }

    /// What is less near is not kept.
    #[inline]
    pub(super) fn bar(&self) -> f32 {
        f32::from_bits(self.bar.load(Ordering::Relaxed))
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// Adds neighbours; how near they are is above 0.
    #[inline]
    pub(super) fn add(&self, neighbours: &[Near]) {
        // the bar only rises: what is below an old one is below all later ones
        let bar = self.bar();
        if neighbours.iter().any(|near| near.0 >= bar) {
            self.add_above(neighbours, bar);
        }
    }

    #[cold]
    fn add_above(&self, neighbours: &[Near], bar: f32) {
        let mut near = self.near.lock().unwrap_or_else(PoisonError::into_inner);
        let most = self.limit + self.limit / 2;
        for neighbour in neighbours.iter().filter(|near| near.0 >= bar) {
            if near.len() == near.capacity() {
                let more = near.len().max(8).min(most.saturating_sub(near.len()).max(1));
                near.reserve_exact(more);
            }
            near.push(*neighbour);
            if near.len() >= most {
                self.raise_bar(&mut near);
            }
        }
        // many at once tell at once how near the last is
        if neighbours.len() > 1 {
            self.raise_bar(&mut near);
        }
    }

    fn raise_bar(&self, near: &mut Vec<Near>) {
        if let Some(last) = keep_nearest(near, self.limit) {
            self.bar.store(last.to_bits(), Ordering::Relaxed);
        }
    }

    /// The nearest of all that were added, in no order.
    pub(super) fn finish(&self) -> Vec<u32> {
        let mut near = std::mem::take(&mut *self.near.lock().unwrap_or_else(PoisonError::into_inner));
        keep_nearest(&mut near, self.limit);
        near.into_iter().map(|(_, text)| text).collect()
    }
}

/// Drops all but the nearest, and tells how near the last of them is if any had to go.
pub(super) fn keep_nearest(near: &mut Vec<Near>, limit: usize) -> Option<f32> {
    let nearer = |x: &Near, y: &Near| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1));
    let last = (limit > 0 && near.len() > limit).then(|| near.select_nth_unstable_by(limit - 1, nearer).1.0);
    near.truncate(limit);
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    #[test]
    fn the_order_in_which_they_come_shows_in_nothing() {
        let near = |seed: u64| (0..500).map(move |n| ((mix(n ^ seed) % 40 + 1) as f32 / 40.0, n as u32));
        let mut wanted: Vec<Near> = near(1).collect();
        wanted.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        let mut wanted: Vec<u32> = wanted[..30].iter().map(|near| near.1).collect();
        wanted.sort_unstable();
        for order in 0..20 {
            let mut shuffled: Vec<Near> = near(1).collect();
            shuffled.sort_by_key(|near| mix(u64::from(near.1) ^ order << 32));
            let kept = Nearest::new(30);
            let (one_by_one, at_once) = shuffled.split_at(17 * order as usize);
            for near in one_by_one {
                kept.add(&[*near]);
            }
            kept.add(at_once);
            let mut found: Vec<u32> = kept.finish();
            found.sort_unstable();
            assert_eq!(found, wanted);
        }
        let none = Nearest::new(0);
        none.add(&[(0.5, 1)]);
        assert_eq!(none.finish(), [0; 0]);
    }
}
