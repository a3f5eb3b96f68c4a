//! Integration tests, one binary.

mod graph;
