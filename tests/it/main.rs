//! Integration tests, one binary.

mod copies;
mod generate;
