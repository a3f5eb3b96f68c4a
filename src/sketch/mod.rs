//! Sets of word runs and their signatures.
//!
//! A text becomes the set of its word runs ([`shingle`]); a [`Sketcher`] draws that set down to a [`Signature`] of a
//! few hundred bytes, from which the resemblance of two texts can be estimated; [`Banding`] says which signatures are
//! worth comparing.
//!
//! # Which scheme
//!
//! | | [`Scheme::FastSimilarity`] | [`Scheme::MinHash`] |
//! |---|---|---|
//! | error at J = .5–.6, 128 lanes | .039 | .044 |
//! | cost a shingle | about 6 ns, any number of lanes | grows with the lanes |
//! | choose it | always, unless you need | signatures that can be cut to fewer lanes |

mod banding;
mod fast_similarity;
pub mod hash;
mod minhash;
mod shingle;
mod signature;

pub use banding::Banding;
pub use fast_similarity::FastSimilarity;
pub use minhash::MinHash;
pub use shingle::{shingle, shingle_into};
pub use signature::{Recipe, Scheme, Signature, Signatures, Sketcher};
