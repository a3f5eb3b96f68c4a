//! Groups news articles from many sources into stories.

pub mod article;
mod clusterer;
mod clustering;
pub mod copies;
pub mod corpus;
pub mod error;
pub mod evaluate;
pub mod events;
pub mod graph;
pub mod ingest;
pub mod likeness;
pub mod observe;
mod parallel;
pub mod render;
pub mod sketch;
pub mod story;
pub mod text;

pub use article::{Article, ArticleBuilder, ArticleId, Precision, Published};
pub use clusterer::{Clusterer, ClustererBuilder};
pub use clustering::{Card, Clustering};
pub use error::{Error, Result};
pub use story::{Member, Report, Story};
pub use text::Language;
