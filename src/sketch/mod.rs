//! Sets of word runs and their signatures.

pub mod hash;
