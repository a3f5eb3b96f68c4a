//! The bundled set's result, frozen: a digest of its JSON output, and its stories to read.
//!
//! The digest is the same on every machine, in any order of the articles and with any number of threads. Whatever
//! regroups articles, or changes a likeness in its last digit, changes it; look at the difference, then update with
//!
//! ```text
//! INSTA_UPDATE=always cargo test --test it golden
//! ```
//!
//! and tell of it in CHANGELOG.md under "Changed – results".

use std::fmt::Write;

use samestory::sketch::hash::stable_hash;

use crate::news::{clustered, json, summit};

#[test]
fn digest_of_the_bundled_set() {
    let digest = stable_hash(&json(&clustered(&summit())));
    insta::assert_snapshot!("digest", format!("{digest:016x}"));
}

#[test]
fn stories_of_the_bundled_set() {
    let clustering = clustered(&summit());
    let mut text = String::new();
    for story in clustering.stories() {
        let _ = writeln!(text, "{}", story.headline);
        for report in &story.reports {
            let members: Vec<String> =
                report.articles.iter().map(|member| format!("{} {}", member.role.name(), member.id)).collect();
            let _ = writeln!(text, "  {}", members.join(", "));
        }
    }
    insta::assert_snapshot!("stories", text);
}
