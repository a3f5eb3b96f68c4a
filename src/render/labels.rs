//! Article id, tab, story number.

use std::io::{self, Write};

use crate::clustering::Clustering;

/// Writes one line an article, in the order of the ids: id, tab, story number.
///
/// Tabs, line ends and backslashes in ids are written `\t`, `\n`, `\r` and `\\`.
///
/// # Errors
/// Those of the writer.
pub fn labels(clustering: &Clustering, out: &mut dyn Write) -> io::Result<()> {
    for (id, story) in clustering.labels() {
        let id = id.as_str();
        if id.contains(['\t', '\n', '\r', '\\']) {
            let id = id.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
            writeln!(out, "{id}\t{story}")?;
        } else {
            writeln!(out, "{id}\t{story}")?;
        }
    }
    Ok(())
}
