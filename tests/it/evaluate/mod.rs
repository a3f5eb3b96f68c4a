//! The ruler against hand-worked cases, against another implementation and against brute force.

mod by_hand;
mod candidate_recall;
mod properties;
mod reference;

/// Equal but for rounding.
#[track_caller]
fn assert_close(got: f64, expected: f64, what: &str) {
    assert!((got - expected).abs() < 1e-12, "{what}: {got}, expected {expected}");
}
