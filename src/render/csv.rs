//! One row an article.

use std::io::{self, Write};

use crate::clustering::Clustering;

/// Writes a header and one row an article, in the order of stories and reports: article id, story number, number of
/// the report within the clustering, role, the article it is a copy of, the verified overlap with that one, the
/// likeness of its report to the rest of the story. What does not apply stays empty.
///
/// # Errors
/// Those of the writer.
pub fn csv(clustering: &Clustering, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(["id", "story", "report", "role", "copy_of", "measure", "likeness"])?;
    for story in clustering.stories() {
        for report in &story.reports {
            for member in &report.articles {
                let number = |value: Option<f64>| value.map(|v| format!("{v:.4}")).unwrap_or_default();
                rows.write_record([
                    member.id.as_str(),
                    &story.story.to_string(),
                    &clustering.report_of(&member.id).map(|r| r.to_string()).unwrap_or_default(),
                    member.role.name(),
                    member.copy_of.as_ref().map(crate::ArticleId::as_str).unwrap_or_default(),
                    &number(member.jaccard),
                    &number(report.likeness.map(crate::likeness::Likeness::value)),
                ])?;
            }
        }
    }
    rows.flush()
}
