//! Copies: against brute force, on planted cases and on the development data.

mod alone;
mod brute_force;
mod cases;
mod plain_words;
mod planted;
mod reading;
#[cfg(feature = "json")]
mod shared_sets;
mod sketches;
mod templates;
mod welding;
