//! Integration tests, one binary.

mod data;
mod page;
