//! [`Nearest`]: the nearest neighbours of a text, gathered on several threads.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

/// A neighbour: how near it is, and which text.
pub(super) type Near = (f32, u32);

/// The nearest of all neighbours that were added, at most so many; in whatever order they came, the same ones.
pub(super) struct Nearest {
    limit: usize,
    near: Mutex<Vec<Near>>,
}

/// How near the last of as many neighbours as are wanted was when they were last counted; what is less near is not kept.
/// As the bits of a positive number, which rise with it. By itself, since all bars are looked up again and again.
#[derive(Default)]
pub(super) struct Bar(AtomicU32);

impl Bar {
    #[inline]
    pub(super) fn get(&self) -> f32 {
        f32::from_bits(self.0.load(Ordering::Relaxed))
    }

    fn raise(&self, bar: f32) {
        self.0.store(bar.to_bits(), Ordering::Relaxed);
    }
}

impl Nearest {
    /// None yet.
    pub(super) fn new(limit: usize) -> Nearest {
        Nearest { limit, near: Mutex::default() }
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// Adds neighbours; how near they are is above 0.
    #[inline]
    pub(super) fn add(&self, neighbours: &[Near], bar: &Bar) {
        // the bar only rises: what is below an old one is below all later ones
        let now = bar.get();
        if neighbours.iter().any(|near| near.0 >= now) {
            self.add_above(neighbours, now, bar);
        }
    }

    #[cold]
    fn add_above(&self, neighbours: &[Near], now: f32, bar: &Bar) {
        let mut near = self.near.lock().unwrap_or_else(PoisonError::into_inner);
        let most = self.limit.saturating_add(self.limit / 2);
        for neighbour in neighbours.iter().filter(|near| near.0 >= now) {
            if near.len() == near.capacity() {
                let more = near.len().max(8).min(most.saturating_sub(near.len()).max(1));
                near.reserve_exact(more);
            }
            near.push(*neighbour);
            if near.len() >= most {
                self.raise_bar(&mut near, bar);
            }
        }
        // many at once tell at once how near the last is
        if neighbours.len() > 1 {
            self.raise_bar(&mut near, bar);
        }
    }

    fn raise_bar(&self, near: &mut Vec<Near>, bar: &Bar) {
        if let Some(last) = keep_nearest(near, self.limit) {
            bar.raise(last);
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
            let (kept, bar) = (Nearest::new(30), Bar::default());
            let (one_by_one, at_once) = shuffled.split_at(17 * order as usize);
            for near in one_by_one {
                kept.add(&[*near], &bar);
            }
            kept.add(at_once, &bar);
            let mut found: Vec<u32> = kept.finish();
            found.sort_unstable();
            assert_eq!(found, wanted);
        }
        let none = Nearest::new(0);
        none.add(&[(0.5, 1)], &Bar::default());
        assert_eq!(none.finish(), [0; 0]);
    }
}
