//! Integration tests, one binary.

#[cfg(feature = "json")]
mod data;
mod evaluate;
#[cfg(feature = "json")]
mod golden;
#[cfg(feature = "json")]
mod ingest;
#[cfg(feature = "json")]
mod news;
#[cfg(feature = "json")]
mod pipeline;
mod refusals;
#[cfg(feature = "json")]
mod shared_data;
