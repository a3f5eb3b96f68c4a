//! Groups of reports made into stories.

use rustc_hash::FxHashMap;

use crate::article::Published;
use crate::copies::CopyGroup;
use crate::graph::{Edge, Partition};
use crate::likeness::Likeness;
use crate::story::{Member, Report, Story};
use crate::text::Document;

/// Names shown for a story at most.
const NAMES: usize = 8;

/// What the earlier stages found, over documents in the order of their ids.
#[derive(Debug)]
pub(crate) struct Findings<'a> {
    pub(crate) documents: &'a [Document],
    pub(crate) copies: &'a [CopyGroup],
    /// Reports to stories.
    pub(crate) stories: &'a Partition,
    pub(crate) edges: &'a [Edge],
}

/// Makes stories of what was found.
pub(crate) fn assemble(findings: &Findings<'_>) -> (Vec<u32>, Vec<u32>, Vec<Story>) {
    let Findings { documents, copies, stories, edges } = *findings;
    let mut report_of = vec![0; documents.len()];
    for (report, group) in copies.iter().enumerate() {
        for (member, _) in &group.members {
            report_of[*member as usize] = report as u32;
        }
    }
    // numbered by their lowest article
    let of_article: Vec<u32> = report_of.iter().map(|&r| stories.labels()[r as usize]).collect();
    let of_article = Partition::from_labels(&of_article);
    let closeness = closeness(stories, edges);
    let mut reports: Vec<Vec<u32>> = vec![Vec::new(); of_article.count()];
    for (report, group) in copies.iter().enumerate() {
        reports[of_article.labels()[group.origin as usize] as usize].push(report as u32);
    }
    let made = reports
        .into_iter()
        .enumerate()
        .map(|(number, reports)| story(number as u32, reports, findings, &closeness))
        .collect();
    (report_of, of_article.labels().to_vec(), made)
}

/// Mean likeness of each report to the others of its story; nothing for a report alone.
fn closeness(stories: &Partition, edges: &[Edge]) -> Vec<Option<Likeness>> {
    let mut sums = vec![0u64; stories.nodes()];
    for edge in edges {
        if stories.labels()[edge.a() as usize] == stories.labels()[edge.b() as usize] {
            sums[edge.a() as usize] += u64::from(edge.likeness().units());
            sums[edge.b() as usize] += u64::from(edge.likeness().units());
        }
    }
    let mut sizes = vec![0u64; stories.count()];
    for &label in stories.labels() {
        sizes[label as usize] += 1;
    }
    let mean = |(report, sum): (usize, u64)| {
        let others = sizes[stories.labels()[report] as usize] - 1;
        (others > 0).then(|| Likeness::new((sum / others) as f64 / f64::from(Likeness::ONE.units())))
    };
    sums.into_iter().enumerate().map(mean).collect()
}

fn story(number: u32, mut members: Vec<u32>, findings: &Findings<'_>, closeness: &[Option<Likeness>]) -> Story {
    let Findings { documents, copies, .. } = *findings;
    let origin = |report: u32| &documents[copies[report as usize].origin as usize];
    // undated last, then by id, which is the order of the documents
    members.sort_by_key(|&r| (origin(r).published().map_or(i64::MAX, Published::seconds), copies[r as usize].origin));
    let central = members.iter().copied().max_by_key(|&r| (closeness[r as usize], std::cmp::Reverse(r)));
    let articles: Vec<u32> = {
        let all = members.iter().flat_map(|&r| copies[r as usize].members.iter().map(|m| m.0));
        let mut all: Vec<u32> = all.collect();
        all.sort_unstable();
        all
    };
    let seen = || members.iter().filter_map(|&r| origin(r).published());
    let mut sources: Vec<String> =
        articles.iter().filter_map(|&a| documents[a as usize].source()).map(str::to_owned).collect();
    sources.sort();
    sources.dedup();
    let confidence = match articles.len() {
        1 => None,
        _ => members.iter().filter_map(|&r| closeness[r as usize]).min(),
    };
    Story {
        story: number,
        headline: central.map(|r| origin(r).title().to_owned()).unwrap_or_default(),
        first_seen: seen().min(),
        last_seen: seen().max(),
        sources,
        names: names(members.iter().map(|&r| origin(r))),
        articles: articles.iter().map(|&a| documents[a as usize].id().clone()).collect(),
        reports: members.iter().map(|&r| report(&copies[r as usize], documents, closeness[r as usize])).collect(),
        confidence,
    }
}

fn report(group: &CopyGroup, documents: &[Document], likeness: Option<Likeness>) -> Report {
    let id = |article: u32| documents[article as usize].id().clone();
    let member = |&(article, role): &(u32, crate::copies::Kind)| Member {
        id: id(article),
        role,
        copy_of: (article != group.origin).then(|| id(group.origin)),
        jaccard: None,
        containment: None,
    };
    Report {
        origin: id(group.origin),
        basis: group.basis,
        shown: id(group.origin),
        agency: None,
        compilation: false,
        also_covers: Vec::new(),
        likeness,
        articles: group.members.iter().map(member).collect(),
    }
}

/// Names that stand in most of the texts, in the spelling most of them use.
fn names<'a>(texts: impl Iterator<Item = &'a Document>) -> Vec<String> {
    let mut spellings: FxHashMap<u64, FxHashMap<&str, u32>> = FxHashMap::default();
    let mut total = 0;
    for text in texts {
        total += 1;
        for name in text.name_forms() {
            *spellings.entry(name.key).or_default().entry(&name.form).or_default() += 1;
        }
    }
    let mut ranked: Vec<(u32, &str)> = spellings
        .into_values()
        .map(|forms| {
            let texts = forms.values().sum();
            let most_used =
                forms.into_iter().max_by(|x, y| x.1.cmp(&y.1).then(y.0.cmp(x.0))).map_or("", |(form, _)| form);
            (texts, most_used)
        })
        .filter(|&(texts, _)| texts * 2 > total)
        .collect();
    ranked.sort_unstable_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(y.1)));
    ranked.into_iter().take(NAMES).map(|(_, form)| form.to_owned()).collect()
}
