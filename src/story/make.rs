//! Groups of reports made into stories.

use std::cmp::Reverse;

use crate::article::Published;
use crate::copies::{self, CopyGroup, Kind};
use crate::graph::{Cut, Edge, Partition};
use crate::likeness::Likeness;
use crate::parallel;
use crate::story::{Card, Counts, Member, Report, Story};
use crate::text::{NameForms, NameWords, WORD_ENDS};

/// Names shown for a story at most.
const NAMES: usize = 8;

/// What the earlier stages found, over articles in the order of their ids.
#[derive(Debug)]
pub(crate) struct Findings<'a> {
    pub(crate) cards: &'a [Card],
    /// The spellings of the names in each article.
    pub(crate) names: &'a [NameForms],
    pub(crate) copies: &'a [CopyGroup],
    /// Reports to stories.
    pub(crate) stories: &'a Partition,
    /// Where groups of reports would come apart first.
    pub(crate) cuts: &'a [Option<Cut>],
    pub(crate) edges: &'a [Edge],
}

/// What was made of the findings.
#[derive(Debug)]
pub(crate) struct Assembled {
    /// Of each article.
    pub(crate) report_of: Vec<u32>,
    /// Of each article.
    pub(crate) story_of: Vec<u32>,
    pub(crate) stories: Vec<Story>,
    /// Of each report its story, and its place there.
    pub(crate) places: Vec<(u32, u32)>,
}

/// Makes stories of what was found.
pub(crate) fn assemble(findings: &Findings<'_>) -> Assembled {
    let Findings { cards, copies, stories, cuts, edges, .. } = *findings;
    let mut report_of = vec![0; cards.len()];
    for (report, group) in copies.iter().enumerate() {
        for member in &group.members {
            report_of[member.text as usize] = report as u32;
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
    // a cut is known by any report of its smaller side
    let mut cut_of: Vec<Option<&Cut>> = vec![None; reports.len()];
    for cut in cuts.iter().flatten() {
        if let Some(&report) = cut.side().first() {
            cut_of[of_article.labels()[copies[report as usize].origin as usize] as usize] = Some(cut);
        }
    }
    let story_of_report = |report: u32| of_article.labels()[copies[report as usize].origin as usize];
    let made = parallel::consume(reports, |number, reports| {
        let ordered = in_order(reports, findings);
        let mut story = story(number, &ordered, findings, &closeness, cut_of[number as usize]);
        for (report, &of) in story.reports.iter_mut().zip(&ordered) {
            let covered = copies[of as usize].also_covers.iter().map(|&r| story_of_report(r));
            report.also_covers = covered.filter(|&other| other != number).collect();
            report.also_covers.sort_unstable();
            report.also_covers.dedup();
        }
        (story, ordered)
    });
    let (mut places, mut stories) = (vec![(0, 0); copies.len()], Vec::with_capacity(made.len()));
    for (story, ordered) in made {
        for (at, report) in (0..).zip(ordered) {
            places[report as usize] = (story.story, at);
        }
        stories.push(story);
    }
    Assembled { report_of, story_of: of_article.labels().to_vec(), stories, places }
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

/// Reports by their earliest time, undated last, then by id, which is the order of the articles.
fn in_order(mut reports: Vec<u32>, findings: &Findings<'_>) -> Vec<u32> {
    let Findings { cards, copies, .. } = *findings;
    let time = |r: u32| {
        published(&copies[r as usize], |text| cards[text as usize].published).map_or(i64::MAX, Published::seconds)
    };
    reports.sort_by_key(|&r| (time(r), copies[r as usize].origin));
    reports
}

/// Earliest known time of a report: that of its origin, else that of its first copy.
pub(crate) fn published(group: &CopyGroup, of: impl Fn(u32) -> Option<Published>) -> Option<Published> {
    of(group.origin).or_else(|| group.members.iter().filter_map(|member| of(member.text)).min())
}

/// A story of reports in [order](in_order).
fn story(
    number: u32,
    ordered: &[u32],
    findings: &Findings<'_>,
    closeness: &[Option<Likeness>],
    cut: Option<&Cut>,
) -> Story {
    let Findings { cards, copies, .. } = *findings;
    let group = |report: u32| &copies[report as usize];
    let mut articles: Vec<u32> = ordered.iter().flat_map(|&r| group(r).members.iter().map(|m| m.text)).collect();
    articles.sort_unstable();
    let time = |text: u32| cards[text as usize].published;
    let first_seen = ordered.iter().filter_map(|&r| published(group(r), time)).min();
    let revised = ordered.iter().flat_map(|&r| &group(r).members).filter(|m| m.kind == Kind::Revision);
    let revised = revised.filter_map(|m| cards[m.text as usize].published);
    let last_seen = ordered.iter().filter_map(|&r| published(group(r), time)).chain(revised).max();
    // one page in three feeds is no further outlet
    let printed = ordered.iter().flat_map(|&r| &group(r).members).filter(|m| m.kind != Kind::SamePage);
    let mut sources: Vec<String> =
        printed.filter_map(|m| cards[m.text as usize].source.as_deref()).map(str::to_owned).collect();
    sources.sort();
    sources.dedup();
    let confidence = match (ordered.len(), articles.len()) {
        (_, 1) => None,
        // one text and its copies: the weakest verified overlap
        (1, _) => group(ordered[0]).members.iter().map(|m| Likeness::new(m.overlap.containment())).min(),
        _ => cut.map(Cut::likeness),
    };
    // the most central text, no compilation if there is another
    let mut central = ordered.to_vec();
    central.sort_by_key(|&r| (group(r).compilation, Reverse(closeness[r as usize]), group(r).origin));
    let titles = central.iter().flat_map(|&r| {
        let group = group(r);
        let others = group.members.iter().map(|m| m.text);
        [group.shown, group.origin].into_iter().chain(others).map(|text| &*cards[text as usize].title)
    });
    let undated = articles.iter().filter(|&&a| cards[a as usize].published.is_none()).count();
    let counts = Counts {
        articles: articles.len() as u32,
        texts: ordered.len() as u32,
        outlets: sources.len() as u32,
        agency: ordered.iter().filter(|&&r| group(r).agency.is_some()).count() as u32,
        undated: undated as u32,
    };
    Story {
        story: number,
        lead: cards[group(central[0]).shown as usize].id.clone(),
        counts,
        weakest: cut
            .map(|cut| cut.side().iter().map(|&r| cards[group(r).origin as usize].id.clone()).collect())
            .unwrap_or_default(),
        headline: titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default().to_owned(),
        first_seen,
        last_seen,
        sources,
        names: names(ordered.iter().map(|&r| &findings.names[group(r).origin as usize])),
        articles: articles.iter().map(|&a| cards[a as usize].id.clone()).collect(),
        reports: ordered.iter().map(|&r| report(group(r), cards, closeness[r as usize])).collect(),
        confidence,
    }
}

fn report(group: &CopyGroup, cards: &[Card], likeness: Option<Likeness>) -> Report {
    let id = |article: u32| cards[article as usize].id.clone();
    let member = |m: &copies::Member| {
        let copy = m.text != group.origin;
        Member {
            id: id(m.text),
            role: m.kind,
            copy_of: copy.then(|| id(m.against)),
            jaccard: copy.then(|| m.overlap.jaccard()),
            containment: copy.then(|| m.overlap.containment()),
        }
    };
    let mut members: Vec<&copies::Member> = group.members.iter().collect();
    let time = |text: u32| cards[text as usize].published.map_or(i64::MAX, Published::seconds);
    members.sort_by_key(|m| (m.text != group.origin, time(m.text), m.text));
    Report {
        origin: id(group.origin),
        basis: group.basis,
        shown: id(group.shown),
        agency: group.agency.and_then(|(_, text)| cards[text as usize].agency.as_deref()).map(str::to_owned),
        compilation: group.compilation,
        also_covers: Vec::new(),
        likeness,
        articles: members.into_iter().map(member).collect(),
    }
}

/// Days, months and forms of address, which are capitalised in English and name no one.
const NO_NAMES: [&str; 31] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "mr",
    "mrs",
    "ms",
    "dr",
    "gov",
    "sen",
    "rep",
    "lt",
    "st",
    "prof",
    "rev",
    "capt",
];

/// Whether a capitalised word names no one by itself.
pub(crate) fn is_no_name(form: &str) -> bool {
    if form.is_ascii() {
        return NO_NAMES.iter().any(|no_name| no_name.eq_ignore_ascii_case(form));
    }
    NO_NAMES.contains(&form.to_lowercase().as_str())
}

/// A name and how many words it has.
struct Name<'a> {
    form: &'a str,
    count: usize,
    /// A bit for each word; two words may have the same.
    words: u64,
}

impl<'a> Name<'a> {
    fn new(form: &'a str) -> Name<'a> {
        // letters that most words differ in: few names share a bit by chance
        let bit = |word: &str| match word.as_bytes() {
            [] => 0,
            [first, .., last] => 1 << ((usize::from(*first) * 7 + usize::from(*last) * 3 + word.len()) % 64),
            [only] => 1 << (only % 64),
        };
        Name { form, count: count(form), words: words(form).map(bit).fold(0, |bits, bit: u64| bits | bit) }
    }

    /// Whether it says less than another: some of its words, or an adjective's ending away from it.
    fn is_part(&self, of: &Name<'_>) -> bool {
        let within = of.count > self.count
            && self.words & !of.words == 0
            && words(self.form).all(|word| words(of.form).any(|other| other == word));
        let longer = self.form.len().wrapping_sub(of.form.len());
        within || ((1..=2).contains(&longer) && self.form.starts_with(of.form))
    }
}

fn words(form: &str) -> impl Iterator<Item = &str> {
    form.split([' ', '-'])
}

/// How many these are.
fn count(form: &str) -> usize {
    1 + form.bytes().filter(|byte| matches!(byte, b' ' | b'-')).count()
}

/// Whether a long run of capitals is two names side by side, of which one stands alone elsewhere.
fn is_two_names(form: &str, names: &[&str]) -> bool {
    let several = |name: &str| name.contains(' ') && name.len() < form.len();
    let mut parts = names.iter().filter(|name| several(name));
    form.bytes().filter(|&byte| byte == b' ').count() > 2
        && parts.any(|name| {
            form.strip_prefix(name).or(form.strip_suffix(name)).is_some_and(|rest| rest.trim().contains(' '))
        })
}

/// Names with the texts they stand in, spelling variants put to the first of them.
fn variants_as_one<'a>(ranked: impl Iterator<Item = (&'a str, Vec<u32>)>) -> Vec<(&'a str, Vec<u32>)> {
    let mut kept: Vec<(&str, Vec<u32>, Option<NameWords<'_>>)> = Vec::new();
    for (form, texts) in ranked {
        // two spellings in one text are two persons
        let apart = |other: &[u32]| texts.iter().all(|text| !other.contains(text));
        // one word alone is no variant
        let spelling = form.contains(WORD_ENDS).then(|| NameWords::new(form));
        let same = spelling.as_ref().and_then(|spelling| {
            let variant =
                |known: &Option<NameWords<'_>>| known.as_ref().is_some_and(|known| known.is_variant(spelling));
            kept.iter_mut().find(|(_, other, known)| apart(other) && variant(known))
        });
        match same {
            Some((_, all, _)) => all.extend(texts),
            None => kept.push((form, texts, spelling)),
        }
    }
    kept.into_iter().map(|(form, texts, _)| (form, texts)).collect()
}

/// Names that stand in most of the texts, in the spelling most of them use; spelling variants count together.
fn names<'a>(mut texts: impl ExactSizeIterator<Item = &'a NameForms>) -> Vec<String> {
    if texts.len() == 1 {
        // most stories are of one text, where each name has one spelling
        let names = texts.next().into_iter().flat_map(NameForms::iter).map(|name| name.form);
        return told(names.filter(|form| !is_no_name(form)).map(|form| (form, 1)).collect());
    }
    let total = texts.len();
    let of_text = |(text, names): (u32, &'a NameForms)| names.iter().map(move |name| (name.key, name.form, text));
    let mut all: Vec<(u64, &str, u32)> = (0..).zip(texts).flat_map(of_text).collect();
    all.sort_unstable();
    // most used form, and the texts the name stands in
    let most_used = |name: &[(u64, &'a str, u32)]| {
        let forms = name.chunk_by(|x, y| x.1 == y.1);
        forms.rev().max_by_key(|same| same.len()).map_or("", |same| same[0].1)
    };
    let names = all.chunk_by(|x, y| x.0 == y.0);
    let mut ranked: Vec<_> = names.map(|name| (most_used(name), name)).collect();
    ranked.sort_unstable_by(|x, y| y.1.len().cmp(&x.1.len()).then(x.0.cmp(y.0)));
    let common = ranked.iter().take_while(|(_, texts)| texts.len() * 4 > total).count();
    ranked.truncate(common.max(NAMES * 4));
    let texts = |name: &[(u64, &str, u32)]| name.iter().map(|&(_, _, text)| text).collect();
    let mut kept = variants_as_one(ranked.into_iter().map(|(form, name)| (form, texts(name))));
    kept.retain(|(form, texts)| texts.len() * 2 > total && !is_no_name(form));
    told(kept.into_iter().map(|(form, texts)| (form, texts.len())).collect())
}

/// Those of the names that say most, given with the number of texts they stand in.
fn told(mut names: Vec<(&str, usize)>) -> Vec<String> {
    // of names that stand in as many texts the fuller first
    names.sort_by_cached_key(|&(form, texts)| (Reverse(texts), Reverse(count(form)), form));
    let forms: Vec<&str> = names.into_iter().map(|(form, _)| form).collect();
    // “North Korea Stephen Biegun” of “the envoy to North Korea Stephen Biegun”
    let names: Vec<Name<'_>> =
        forms.iter().filter(|form| !is_two_names(form, &forms)).map(|form| Name::new(form)).collect();
    let whole = names.iter().filter(|name| !names.iter().any(|other| name.is_part(other)));
    whole.take(NAMES).map(|name| name.form.to_owned()).collect()
}
