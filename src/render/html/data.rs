//! What the page knows, as short as it can be written: ten thousand articles fit into five megabytes.
//!
//! Outlets, names and words are told by their place in one list of texts; articles by their place in the list of cards.

use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

use crate::article::{ArticleId, Precision};
use crate::clustering::{Clustering, Manifest, Ranking, Role, Totals};
use crate::explain::{Across, Explainer, Few, Gap, LISTED, Nearby, phrase};
use crate::likeness::{EMBEDDING, FEATURES};
use crate::parallel;
use crate::render::html::Html;
use crate::render::html::found::{Found, Pair, SUMS};
use crate::story::Story;

/// Everything the page shows.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    totals: Totals,
    manifest: &'a Manifest,
    remarks: Vec<String>,
    /// Names of the features, and what each is about.
    features: Vec<(&'static str, &'static str)>,
    texts: Vec<&'a str>,
    cards: Vec<Card<'a>>,
    /// In the order of their ranking by texts.
    stories: Vec<Told>,
}

/// Id, headline, outlet (−1: unknown), time in seconds, whether only the day is known, address, opening.
type Card<'a> = (&'a str, &'a str, i32, Option<i64>, u8, Option<&'a str>, String);

#[derive(Serialize)]
struct Told {
    /// Number of the story in the clustering.
    n: u32,
    /// Place of the lead among the cards.
    lead: u32,
    /// Articles, texts, outlets, with agency credit, undated.
    c: [u32; 5],
    /// First and last seen, in seconds; left out for a single article, whose card tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<[i64; 2]>,
    /// Likeness of the weakest cut, in hundredths.
    #[serde(skip_serializing_if = "Option::is_none")]
    weak: Option<u32>,
    /// Places, in `reports`, of the texts on its smaller side.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    side: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    names: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    look: Vec<String>,
    reports: Vec<Text>,
    /// Two places in `reports`, and the likeness in hundredths.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    edges: Vec<(u32, u32, u32)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    near: Vec<(u32, Why)>,
}

/// A text of a story.
#[derive(Serialize)]
struct Text {
    /// Place of the origin among the cards.
    o: u32,
    /// Role of the origin; left out for a text of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<&'static str>,
    /// Mean likeness to the story, and margin over the threshold, in hundredths.
    #[serde(skip_serializing_if = "Option::is_none")]
    l: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    m: Option<u32>,
    /// Agency credited.
    #[serde(skip_serializing_if = "Option::is_none")]
    g: Option<u32>,
    /// Copies: place among the cards, kind, place of what it was made from, containment and Jaccard in percent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copies: Vec<(u32, &'static str, u32, u32, u32)>,
    /// Names and numbers, those that are new, and some new names.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<(u32, u32, Vec<u32>)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    why: Vec<Why>,
}

/// Why two texts are one event: the other's card, likeness in hundredths, names, words, gap, and what each feature
/// brings in hundredths, after the base.
type Why = (u32, Option<u32>, Few<u32, LISTED>, Few<u32, LISTED>, Apart, Few<i32, SUMS>);

/// How far texts are apart in time, in words; nothing where that is unknown.
struct Apart(Gap);

impl Serialize for Apart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 == Gap::Unknown { serializer.serialize_str("") } else { serializer.collect_str(&self.0) }
    }
}

/// One list of texts, each once.
#[derive(Default)]
struct Texts<'a> {
    places: FxHashMap<&'a str, u32>,
    list: Vec<&'a str>,
}

impl<'a> Texts<'a> {
    fn place(&mut self, text: &'a str) -> u32 {
        *self.places.entry(text).or_insert_with(|| {
            self.list.push(text);
            self.list.len() as u32 - 1
        })
    }

    fn places<L: FromIterator<u32>>(&mut self, texts: &[&'a str]) -> L {
        texts.iter().map(|text| self.place(text)).collect()
    }
}

/// Up to this many articles the page holds the opening of each, and the names of single ones.
const WITH_OPENINGS: usize = 2_000;
/// Characters of an opening.
const OPENING: usize = 260;
/// Edges drawn for a story, the likeliest.
const EDGES: usize = 160;
/// Texts drawn for a story, the earliest.
const DRAWN: u32 = 40;

pub(super) fn data<'a>(clustering: &'a Clustering, page: &'a Html) -> Data<'a> {
    let mut texts = Texts::default();
    let opening = |place: usize| match clustering.kept() {
        Some(kept) if clustering.cards().len() <= WITH_OPENINGS => {
            let opening = kept.places.get(place).zip(kept.articles.get(place));
            opening.map(|(places, article)| places.opening(article, OPENING)).unwrap_or_default()
        }
        _ => String::new(),
    };
    let cards = clustering.cards().iter().enumerate().map(|(place, card)| {
        let outlet = card.source.as_deref().map_or(-1, |source| texts.place(source).cast_signed());
        let day = card.published.is_some_and(|p| p.precision() == Precision::Day);
        let time = card.published.map(crate::Published::seconds);
        (card.id.as_str(), &*card.title, outlet, time, u8::from(day), card.url.as_deref(), opening(place))
    });
    let cards: Vec<Card<'_>> = cards.collect();
    let order = clustering.ranked(Ranking::Texts);
    let (nearby, across) = (clustering.nearby(), Across::of(clustering));
    let mut edges = edges(clustering);
    let explainer = || Explainer::new(clustering);
    let found = parallel::map_with(order.len(), explainer, |explainer, at| {
        Found::of(explainer, order[at as usize], nearby, &across)
    });
    let stories = order.iter().zip(found).map(|(story, found)| {
        let edges = std::mem::take(&mut edges[story.story as usize]);
        told(clustering, story, nearby, found, edges, &mut texts)
    });
    let stories = stories.collect();
    let about = |feature: &'static str| (phrase(feature), feature);
    let conflicts = clustering.conflicts().iter().map(ToString::to_string);
    let remarks = page.remarks.iter().cloned().chain(conflicts).collect();
    let with_vectors = clustering.kept().and_then(|kept| kept.compared.as_ref()).is_some_and(|c| c.embedded.is_some());
    Data {
        totals: clustering.totals(),
        manifest: clustering.manifest(),
        remarks,
        features: FEATURES.into_iter().chain(with_vectors.then_some(EMBEDDING)).map(about).collect(),
        texts: texts.list,
        cards,
        stories,
    }
}

/// Of each story its edges, by places among its reports.
fn edges(clustering: &Clustering) -> Vec<Vec<(u32, u32, u32)>> {
    let mut edges = vec![Vec::new(); clustering.stories().len()];
    for edge in clustering.edges() {
        let places = [edge.a(), edge.b()].map(|report| clustering.place_of_report(report));
        if let [Some((story, a)), Some((other, b))] = places
            && story == other
            && a.max(b) < DRAWN
        {
            let likeness = hundredths(edge.likeness().value());
            if likeness > 0 {
                edges[story as usize].push((a.min(b), a.max(b), likeness));
            }
        }
    }
    for list in &mut edges {
        list.sort_by_key(|&(a, b, likeness)| (std::cmp::Reverse(likeness), a, b));
        list.truncate(EDGES);
    }
    edges
}

fn told<'a>(
    clustering: &Clustering,
    story: &'a Story,
    nearby: &Nearby,
    found: Found<'a>,
    edges: Vec<(u32, u32, u32)>,
    texts: &mut Texts<'a>,
) -> Told {
    let place = |id: &ArticleId| clustering.place(id).unwrap_or_default() as u32;
    let Found { keywords, reasons, steps, near } = found;
    let (mut reasons, mut steps) = (reasons.into_iter(), steps.into_iter());
    let (lead, numbers) = (nearby.lead(story.story), nearby.reports(story));
    let reports = story.reports.iter().zip(numbers).map(|(report, &number)| {
        let copies = report.articles.iter().filter_map(|member| {
            let share = |share: Option<f64>| hundredths(share.unwrap_or_default());
            let of = place(member.copy_of.as_ref()?);
            Some((place(&member.id), member.role.name(), of, share(member.containment), share(member.jaccard)))
        });
        Text {
            o: clustering.origin(number),
            r: Role::of_origin(report).filter(|&role| role != Role::OwnText).map(Role::name),
            l: report.likeness.map(|likeness| hundredths(likeness.value())),
            m: clustering.margin(story, lead, number).map(hundredths),
            g: report.agency.as_deref().map(|agency| texts.place(agency)),
            copies: copies.collect(),
            new: steps.next().map(|added| (added.facts, added.new, texts.places(&added.names))),
            why: reasons.next().unwrap_or_default().iter().map(|pair| why(pair, texts)).collect(),
        }
    });
    let reports: Vec<Text> = reports.collect();
    let look = clustering.concerns_of(story, lead, numbers.iter().copied());
    let origin_at = |id: &ArticleId| story.reports.iter().position(|report| report.origin == *id);
    let is_lead = |origin: u32| clustering.cards()[origin as usize].id == story.lead;
    let counts = story.counts;
    let (alone, small) = (story.articles.len() == 1, clustering.cards().len() <= WITH_OPENINGS);
    Told {
        n: story.story,
        lead: reports.iter().map(|text| text.o).find(|&o| is_lead(o)).unwrap_or_else(|| place(&story.lead)),
        c: [counts.articles, counts.texts, counts.outlets, counts.agency, counts.undated],
        seen: story.first_seen.zip(story.last_seen).filter(|_| !alone).map(|(a, b)| [a.seconds(), b.seconds()]),
        weak: story.confidence.map(|confidence| hundredths(confidence.value())),
        side: story.weakest.iter().filter_map(|id| origin_at(id).map(|at| at as u32)).collect(),
        names: if alone && !small { Vec::new() } else { story.names.iter().map(|name| texts.place(name)).collect() },
        words: texts.places(&keywords),
        look: look.iter().map(ToString::to_string).collect(),
        reports,
        edges,
        near: near.iter().map(|(story, pair)| (*story, why(pair, texts))).collect(),
    }
}

fn why<'a>(pair: &Pair<'a>, texts: &mut Texts<'a>) -> Why {
    let Pair { card, likeness, names, words, gap, sums } = pair;
    (*card, *likeness, texts.places(names), texts.places(words), Apart(*gap), *sums)
}

pub(super) fn hundredths(value: f64) -> u32 {
    (value * 100.0).round() as u32
}
