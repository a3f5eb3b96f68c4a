//! The development sets beside the project: planted pairs, and five pages on one event.

use samestory::copies::{Basis, Kind, among};
use samestory::ingest::Loader;
use samestory::{Article, Clusterer};

use crate::copies::reading;

fn sorted(mut groups: Vec<Vec<&str>>) -> Vec<Vec<&str>> {
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    groups
}

/// Every planted pair is a report, and nothing else is.
#[test]
fn planted_near_duplicates() {
    for size in ["100", "1000", "2500"] {
        let Some(articles) = reading::articles(&format!("neardup/docs_{size}.jsonl")) else { return };
        let pairs = reading::text(&format!("neardup/pairs_{size}.tsv")).unwrap();
        let planted = sorted(pairs.lines().map(|line| line.split('\t').collect()).collect());

        let clustering = Clusterer::new().cluster(&articles).unwrap();
        let ids = clustering.copies().map(|report| report.articles.iter().map(|member| member.id.as_str()).collect());
        let found = sorted(ids.collect());
        assert_eq!(found, planted, "{size}");

        // as plain strings too
        let strings: Vec<&str> = articles.iter().map(Article::body).collect();
        let alone = among(&strings);
        assert_eq!(alone.reports.len(), articles.len() - planted.len(), "{size}");
        println!(
            "data tests ran: neardup/{size}, {} pairs, {} others",
            planted.len(),
            articles.len() - 2 * planted.len()
        );
    }
}

/// Two outlets print one agency text, one of them edited and with its own links; three write for themselves.
#[test]
fn the_five_pages() {
    let Some(folder) = crate::data::folder() else { return };
    let loaded = Loader::new().load(&[folder.join("seeds")]).unwrap();
    let clustering = Clusterer::new().cluster(&loaded.articles).unwrap();
    let begins = |id: &samestory::ArticleId, with: &str| id.as_str().contains(with);
    assert_eq!(clustering.reports(), 4);
    let copies: Vec<_> = clustering.copies().collect();
    let [report] = copies[..] else { panic!("one report of two pages: {copies:?}") };
    assert_eq!(report.articles.len(), 2);
    // both of one day, of which 001 is signed by the agency and 000 credits it for a picture
    assert!(begins(&report.origin, "001_") && report.basis == Basis::Agency, "{report:?}");
    assert_eq!(report.agency.as_deref(), Some("reuters"));
    assert!(begins(&report.articles[1].id, "000_") && report.articles[1].role == Kind::Edited, "{report:?}");
    println!("data tests ran: seeds as copies");
}
