//! Integration tests, one binary.

#[cfg(feature = "json")]
mod ingest;
