//! Integration tests, one binary.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[cfg(feature = "json")]
mod company;
#[cfg(feature = "json")]
mod constraints;
mod copies;
#[cfg(feature = "json")]
mod data;
mod evaluate;
mod generate;
#[cfg(feature = "json")]
mod golden;
mod graph;
#[cfg(feature = "json")]
mod ingest;
#[cfg(feature = "json")]
mod intake;
#[cfg(feature = "json")]
mod learning;
#[cfg(feature = "json")]
mod news;
#[cfg(feature = "json")]
mod page;
#[cfg(feature = "json")]
mod pipeline;
#[cfg(feature = "json")]
mod quality;
#[cfg(feature = "json")]
mod reading;
mod refusals;
#[cfg(feature = "json")]
mod shared_data;
#[cfg(feature = "json")]
mod trust;
