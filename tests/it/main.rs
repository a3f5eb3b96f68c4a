//! Integration tests, one binary.

mod evaluate;
