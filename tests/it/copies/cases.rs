//! Named cases: compilations, appended events, revisions, one page in many feeds.

use samestory::copies::{Basis, Copies, CopyMeta, Kind, Reason};

use crate::copies::plain_words::PlainTexts;
use crate::copies::planted::fold;
use crate::generate::{Language, Random, beginning, edited};

/// Articles on events that have nothing to do with each other.
fn events(count: usize, words: usize) -> Vec<String> {
    let language = Language::new(77);
    let mut random = Random::new(78);
    (0..count).map(|_| language.text(&mut random, words)).collect()
}

fn meta(source: &str, url: &str, published: &str) -> CopyMeta {
    let known = |text: &'static str| (!text.is_empty()).then_some(text);
    let (source, url) = (source.to_owned().leak(), url.to_owned().leak());
    CopyMeta::new(known(source), known(url), published.parse().ok(), None, "")
}

fn copies(texts: &[String], metas: &[CopyMeta]) -> Copies {
    fold(&PlainTexts::bodies(texts), metas)
}

#[test]
fn a_live_blog_over_three_stories_is_a_compilation() {
    let mut texts = events(3, 160);
    texts.push(format!("Our live blog of the day. {} And now this. {} More later. {}", texts[0], texts[1], texts[2]));
    // a reprint of the first story joins the story, not the blog
    texts.push(texts[0].clone() + " Reprinted with permission of the agency and the paper.");
    let found = copies(&texts, &[CopyMeta::default(); 5]);
    assert_eq!(found.labels(), [0, 1, 2, 3, 0]);
    let blog = &found.reports[3];
    assert!(blog.compilation && blog.members.len() == 1);
    assert_eq!(blog.also_covers, [0, 1, 2]);
    assert!(found.reports[..3].iter().all(|report| !report.compilation && report.also_covers.is_empty()));
}

#[test]
fn a_live_blog_and_its_next_version_are_one_report() {
    let mut texts = events(3, 160);
    texts.push(format!("Our live blog. {} Now this. {}", texts[0], texts[1]));
    texts.push(format!("Our live blog. {} Now this. {} At last this. {}", texts[0], texts[1], texts[2]));
    let blog = |time| meta("Harbour Post", "http://post.example/live", time);
    let mut metas = vec![CopyMeta::default(); 3];
    metas.extend([blog("2019-04-18T09:00:00Z"), blog("2019-04-18T12:00:00Z")]);
    let found = copies(&texts, &metas);
    assert_eq!(found.labels(), [0, 1, 2, 3, 3]);
    let report = &found.reports[3];
    assert!(report.compilation);
    assert_eq!((report.origin, report.shown), (3, 4));
    assert_eq!(report.members[1].kind, Kind::Revision);
    assert_eq!(report.also_covers, [0, 1, 2]);
}

#[test]
fn a_briefs_page_is_a_compilation_of_its_briefs() {
    let mut texts = events(8, 60);
    texts.push(texts.join(" "));
    let found = copies(&texts, &[CopyMeta::default(); 9]);
    assert_eq!(found.reports.len(), 9);
    assert!(found.reports[8].compilation);
    assert_eq!(found.reports[8].also_covers, [0, 1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn a_page_of_first_sentences_is_a_compilation() {
    let articles = events(4, 260);
    let first = |at: usize| beginning(&articles[at], 0.2);
    let page = format!("The day in brief. {} Also. {} Abroad. {} At last. {}", first(0), first(1), first(2), first(3));
    let texts: Vec<String> = articles.iter().cloned().chain([page]).collect();
    let found = copies(&texts, &[CopyMeta::default(); 5]);
    assert_eq!(found.labels(), [0, 1, 2, 3, 4]);
    assert!(found.reports[4].compilation);
    assert_eq!(found.reports[4].also_covers, [0, 1, 2, 3]);
}

#[test]
fn an_article_beside_a_list_of_other_news_is_none() {
    let articles = events(4, 260);
    let teaser = |at: usize| beginning(&articles[at], 0.13);
    let own = Language::new(79).text(&mut Random::new(80), 260);
    let reprint = articles[3].clone();
    let list = format!("{} {} {}", teaser(0), teaser(1), teaser(2));
    let texts: Vec<String> =
        articles.iter().cloned().chain([format!("{own} {list}"), format!("{reprint} {list}")]).collect();
    let found = copies(&texts, &[CopyMeta::default(); 6]);
    assert!(found.reports.iter().all(|report| !report.compilation && report.also_covers.is_empty()));
    assert_eq!(found.labels(), [0, 1, 2, 3, 4, 3]);
}

#[test]
fn a_full_report_of_two_bulletins_is_no_compilation() {
    let full = events(1, 400).remove(0);
    let words: Vec<&str> = full.split(' ').collect();
    let more = |seed| Language::new(77).text(&mut Random::new(seed), 200);
    // each bulletin goes on with something of its own
    let bulletins = [words[..120].join(" ") + " " + &more(90), words[150..270].join(" ") + " " + &more(91)];
    let texts = [full, bulletins[0].clone(), bulletins[1].clone()];
    let found = copies(&texts, &[CopyMeta::default(); 3]);
    assert!(found.reports.iter().all(|report| !report.compilation));
}

#[test]
fn a_late_reprint_does_not_make_a_story_longer() {
    use samestory::{Article, Clusterer};
    let text = events(1, 200).remove(0);
    let article = |id: &str, source: &str, body: &str, published: &str| {
        Article::builder("", body).id(id).source(source).published(published).build().unwrap()
    };
    let first = article("wire", "Harbour Post", &text, "2019-04-18T08:00:00Z");
    let corrected = article("corrected", "Harbour Post", &format!("{text} And a line more."), "2019-04-18T10:00:00Z");
    let late = article("reprint", "Coast Daily", &text, "2019-06-18T08:00:00Z");
    let clustering = Clusterer::new().cluster(&[first, corrected, late]).unwrap();
    let [story] = clustering.stories() else { panic!("one story") };
    assert_eq!((story.reports.len(), story.articles.len()), (1, 3));
    let seen = [story.first_seen, story.last_seen].map(|time| time.unwrap().to_string());
    assert_eq!(seen, ["2019-04-18T08:00:00Z", "2019-04-18T10:00:00Z"]);
}

/// A thousand notices of one form, and what the caps leave out is told.
#[test]
fn what_caps_leave_out_is_told() {
    use samestory::{Article, Clusterer};
    let (language, mut random) = (Language::new(90), Random::new(91));
    let frame = crate::copies::templates::FRAMES[2];
    let notices: Vec<String> =
        (0..1_000).map(|_| crate::copies::templates::filled(frame, &language, &mut random)).collect();
    let found = copies(&notices, &vec![CopyMeta::default(); notices.len()]);
    println!("{:?}, {} reports", found.dropped, found.reports.len());
    assert!(found.dropped.bucket_pairs + found.dropped.posting_pairs > 0);
    let articles: Vec<Article> = notices.iter().map(|notice| Article::new("", notice)).collect();
    let dropped = Clusterer::new().cluster(&articles).unwrap().dropped();
    assert!(dropped.bucket_pairs + dropped.posting_pairs > 0, "{dropped:?}");
    let few = Clusterer::new().cluster(&articles[..20]).unwrap().dropped();
    assert_eq!(few, samestory::copies::Dropped::default());
}

/// The bundled set: what its labels call a compilation, and nothing else, is one.
#[cfg(feature = "json")]
#[test]
fn the_live_blog_and_the_briefs_page_of_the_bundled_set() {
    use samestory::{Article, Clusterer};
    let articles: Vec<Article> = include_str!("../../../examples/data/summit/articles.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let labels = include_str!("../../../examples/data/summit/labels.tsv");
    let labels: Vec<Vec<&str>> = labels.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let clustering = Clusterer::new().cluster(&articles).unwrap();
    let mut found = Vec::new();
    for story in clustering.stories() {
        for report in story.reports.iter().filter(|report| report.compilation) {
            assert_eq!(report.articles.len(), 1, "a report of its own: {}", report.origin);
            let of = |number: u32| clustering.stories()[number as usize].articles[0].as_str().to_owned();
            let gold = |id: &str| labels.iter().find(|label| label[0] == id).map(|label| label[1]);
            let covers: Vec<&str> = report.also_covers.iter().filter_map(|&number| gold(&of(number))).collect();
            found.push((report.origin.as_str().to_owned(), covers));
        }
    }
    found.sort();
    println!("{found:?}");
    let mut expected: Vec<&str> =
        labels.iter().filter(|label| label[3] == "compilation").map(|label| label[0]).collect();
    expected.sort_unstable();
    assert_eq!(found.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), expected);
    assert!(found[1].1.contains(&"india-second-phase"), "{found:?}");
}

#[test]
fn two_cuts_of_one_text_do_not_make_it_a_compilation() {
    let text = events(1, 400).remove(0);
    let words: Vec<&str> = text.split(' ').collect();
    let texts = [text.clone(), words[..220].join(" "), words[120..].join(" ")];
    let found = copies(&texts, &[CopyMeta::default(); 3]);
    assert_eq!(found.labels(), [0, 0, 0]);
    assert!(!found.reports[0].compilation);
    assert_eq!((found.reports[0].origin, found.reports[0].basis), (0, Basis::Fullest));
}

#[test]
fn an_unrelated_event_appended() {
    let wire = events(1, 200).remove(0);
    let other = Language::new(501).text(&mut Random::new(502), 400);
    // shorter than the wire text: still a copy of it
    let short = format!("{wire} {}", beginning(&other, 0.3));
    let found = copies(&[wire.clone(), short], &[CopyMeta::default(); 2]);
    assert_eq!(found.labels(), [0, 0]);
    // longer: a text of its own, and the refusal says why
    let long = format!("{wire} {other}");
    let found = copies(&[wire, long], &[CopyMeta::default(); 2]);
    assert_eq!(found.labels(), [0, 1]);
    assert_eq!(found.refusals[0].reason, Reason::UnrelatedRest);
    assert!(found.refusals[0].overlap.containment() > 0.99);
}

/// A page that opens with a wire text and goes on with other news is no copy of it, though only one of its texts is
/// in the set.
#[test]
fn a_briefs_page_is_no_extended_wire_text() {
    let language = Language::new(300);
    let (mut folded, pages) = (0, 40);
    for seed in 0..pages {
        let article = |at: u64| language.text(&mut Random::new(10 * seed + at), 200);
        let wire = article(0);
        let others: Vec<String> = (1..5).map(|at| beginning(&article(at), 0.3)).collect();
        let page = format!("{} {}", beginning(&wire, 0.5), others.join(" "));
        folded += usize::from(copies(&[wire, page], &[CopyMeta::default(); 2]).reports.len() == 1);
    }
    println!("briefs pages folded into a wire text: {folded} of {pages}");
    assert!(folded * 10 <= pages as usize, "{folded}");
}

#[test]
fn a_text_that_goes_on_about_its_event_is_extended() {
    let text = events(1, 500).remove(0);
    let found = copies(&[text.clone(), beginning(&text, 0.35)], &[CopyMeta::default(); 2]);
    assert_eq!(found.labels(), [0, 0]);
    assert_eq!(found.reports[0].members[1].kind, Kind::Trimmed);
    let early = |time| meta("", "", time);
    let metas = [early("2019-04-18T12:00:00Z"), early("2019-04-18T09:00:00Z")];
    let found = copies(&[text.clone(), beginning(&text, 0.35)], &metas);
    assert_eq!((found.reports[0].origin, found.reports[0].basis), (1, Basis::Earliest));
    assert_eq!(found.reports[0].members[0].kind, Kind::Extended);
}

#[test]
fn five_revisions_by_one_outlet_are_one_text() {
    let language = Language::new(6);
    let mut random = Random::new(7);
    let mut texts = vec![language.text(&mut random, 150)];
    for _ in 0..4 {
        // figures change and a paragraph is added
        let last = texts.last().unwrap();
        let figures =
            |word: &str| word.starts_with(|c: char| c.is_ascii_digit()).then(|| format!("{}", 1 + word.len() * 37));
        let mut changed = 0;
        let words = last.split(' ').map(|word| match figures(word) {
            Some(figure) if changed < 3 => {
                changed += 1;
                figure
            }
            _ => word.to_owned(),
        });
        let next = words.collect::<Vec<_>>().join(" ");
        texts.push(format!("{next} {}", language.text(&mut random, 25)));
    }
    let metas: Vec<CopyMeta> =
        (0..5).map(|hour| meta("Harbour Post", "", &format!("2019-04-18T1{hour}:00:00Z"))).collect();
    let found = copies(&texts, &metas);
    assert_eq!(found.labels(), [0; 5]);
    let report = &found.reports[0];
    assert_eq!((report.origin, report.shown, report.basis), (0, 4, Basis::Earliest));
    assert!(report.members[1..].iter().all(|member| member.kind == Kind::Revision));
    assert_eq!(report.members.iter().filter(|member| !member.superseded).count(), 1);
}

#[test]
fn one_url_in_three_feeds_is_one_page() {
    let text = events(1, 120).remove(0);
    let texts = [text.clone(), text.clone(), text];
    let metas = [
        meta("Feed A", "https://www.Post.example/kim?utm_source=a", "2019-04-18T09:00:00Z"),
        meta("Feed B", "http://post.example/kim/#comments", "2019-04-18T09:05:00Z"),
        meta("Feed C", "http://post.example/kim?fbclid=1", "2019-04-18T09:10:00Z"),
    ];
    let found = copies(&texts, &metas);
    let kinds: Vec<Kind> = found.reports[0].members.iter().map(|member| member.kind).collect();
    assert_eq!(kinds, [Kind::Origin, Kind::SamePage, Kind::SamePage]);
    assert!(kinds.iter().all(|kind| !kind.is_further_text()));
}

/// Stems differ from language to language; the lines of a page do not.
#[test]
fn the_same_page_under_two_languages() {
    use samestory::{Article, Clusterer};
    let body =
        "The ministers signed the laws on Monday.\nSeveral parties had voted against them, saying they were rushed.";
    let article = |id: &str, lang: &str, body: &str| {
        Article::builder("Ministers sign laws", body).id(id).source(id).lang(lang).build().unwrap()
    };
    let page = [article("a", "en", body), article("b", "fr", body), article("c", "de", body), article("d", "en", body)];
    let [a, b] = [&page[0], &page[1]].map(|article| Clusterer::new().analyse(article));
    assert_ne!(a.tokens(), b.tokens(), "the stems differ");
    let clustering = Clusterer::new().cluster(&page).unwrap();
    assert_eq!((clustering.reports(), clustering.copies().count()), (1, 1));
    let report = clustering.copies().next().unwrap();
    assert!(report.articles[1..].iter().all(|member| member.role == Kind::Verbatim), "{report:?}");
    // other lines, other text
    let other = article("e", "fr", &body.replace("Monday", "Sunday"));
    assert_eq!(Clusterer::new().cluster(&[page[0].clone(), other]).unwrap().reports(), 2);
}

#[test]
fn one_page_in_three_feeds_is_one_outlet() {
    use samestory::{Article, Clusterer};
    let text = events(1, 120).remove(0);
    let feeds = ["?utm_source=a", "#comments", "?fbclid=1"].iter().enumerate().map(|(feed, ending)| {
        let url = format!("http://post.example/kim{ending}");
        Article::builder("", &text).id(&format!("{feed}")).source(&format!("Feed {feed}")).url(&url).build().unwrap()
    });
    let clustering = Clusterer::new().cluster(&feeds.collect::<Vec<_>>()).unwrap();
    let [story] = clustering.stories() else { panic!("one story") };
    assert_eq!((story.articles.len(), story.reports.len(), &story.sources[..]), (3, 1, &["Feed 0".to_owned()][..]));
}

#[test]
fn one_url_with_changed_figures_is_a_revision_however_late() {
    let frame = crate::copies::templates::FRAMES[0];
    let (language, mut random) = (Language::new(1), Random::new(2));
    let base = crate::copies::templates::filled(frame, &language, &mut random);
    let next = crate::copies::templates::refilled(frame, &base, '#', &language, &mut random);
    let metas =
        [meta("", "http://post.example/a", "2019-04-18"), meta("", "http://post.example/a?ref=home", "2019-06-18")];
    let found = copies(&[base, next], &metas);
    assert_eq!(found.labels(), [0, 0]);
    assert_eq!(found.reports[0].members[1].kind, Kind::Revision);
}

#[test]
fn a_correction_by_name_is_no_template_clone() {
    let frame = crate::copies::templates::FRAMES[3];
    let (language, mut random) = (Language::new(1), Random::new(2));
    let base = crate::copies::templates::filled(frame, &language, &mut random);
    let next = crate::copies::templates::refilled(frame, &base, '#', &language, &mut random);
    let meta = |title| CopyMeta::new(None, None, "2019-04-18".parse().ok(), None, title);
    let texts = [base, next];
    assert_eq!(copies(&texts, &[meta("Firm buys rival"), meta("CORRECTED-Firm buys rival")]).reports.len(), 1);
    let apart = copies(&texts, &[meta("Firm buys rival"), meta("Firm buys rival")]);
    assert_eq!(apart.reports.len(), 2);
    assert!(
        matches!(&apart.refusals[0].reason, Reason::Numbers { lower, higher } if lower.len() == higher.len() && lower.len() > 1)
    );
}

#[test]
fn a_late_reprint_is_found_unless_a_window_is_set() {
    use samestory::copies::{CopySettings, find};
    let text = events(1, 200).remove(0);
    let language = Language::new(1);
    let texts = PlainTexts::bodies(&[text.clone(), edited(&text, 0.03, &language, &mut Random::new(1))]);
    let metas = [meta("A", "", "2001-01-01"), meta("B", "", "2019-04-18")];
    assert_eq!(fold(&texts, &metas).reports.len(), 1);
    let week = CopySettings::builder().window_days(Some(7)).build().unwrap();
    let found = find(&texts, &metas, &week, &samestory::observe::Silent).unwrap();
    assert_eq!(found.reports.len(), 2);
}

#[test]
fn the_agency_is_known_though_its_own_page_is_absent() {
    let text = events(1, 200).remove(0);
    let credit = |source, time: &str, agency| CopyMeta::new(Some(source), None, time.parse().ok(), agency, "");
    let metas = [
        credit("Harbour Post", "2019-04-18", Some("reuters")),
        credit("Coast Daily", "2019-04-18", None),
        credit("Reuters", "2019-04-18", None),
    ];
    let texts = [text.clone(), text.clone() + " And more of it.", text.clone() + " Editing by the desk."];
    let without = copies(&texts[..2], &metas[..2]);
    let reuters = CopyMeta::name_key("Reuters");
    assert_eq!(without.reports[0].agency, Some((reuters, 0)));
    assert_eq!((without.reports[0].origin, without.reports[0].basis), (0, Basis::Agency));
    // its own page is nearer than one that credits it
    let with = copies(&texts, &metas);
    assert_eq!((with.reports[0].origin, with.reports[0].basis), (2, Basis::Agency));
}

#[test]
fn a_reheadlined_text_is_verbatim() {
    let body = events(1, 200).remove(0);
    let read = |title: &str| crate::copies::plain_words::PlainText::read(title, &body);
    let texts =
        PlainTexts(vec![read("Kremlin confirms April summit"), read("Two leaders plan to meet in the far east")]);
    let found = fold(&texts, &[meta("A", "", ""), meta("B", "", "")]);
    // of two texts of unknown time the fuller is the origin, here by its headline
    assert_eq!((found.reports[0].origin, found.reports[0].members[0].kind), (1, Kind::Verbatim));
}
