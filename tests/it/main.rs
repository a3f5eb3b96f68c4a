//! Integration tests, one binary.

mod evaluate;
#[cfg(feature = "json")]
mod ingest;
mod graph;
mod copies;
mod generate;
mod data;
mod page;
