//! One JSON object a story.

use std::io::{self, Write};

use crate::clustering::Clustering;

/// Writes one JSON object a story and line, in the order of their numbers. The keys are the fields of
/// [`Story`](crate::Story).
///
/// # Errors
/// Those of the writer.
pub fn json_lines(clustering: &Clustering, out: &mut dyn Write) -> io::Result<()> {
    for story in clustering.stories() {
        serde_json::to_writer(&mut *out, story)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
