//! How alike two reports are: named features, one logistic model, a probability.

mod background;
mod features;
mod form;
mod model;
mod neighbours;
mod pair;
mod shipped;
pub mod train;
mod value;

pub use background::Background;
pub use features::{FEATURES, Features, features};
pub(crate) use form::Forms;
pub use model::{Model, Weights};
pub use neighbours::Neighbours;
pub use pair::Pair;
pub use value::Likeness;
