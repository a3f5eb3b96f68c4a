//! Ten pages of each invented site read together: what recurs on them goes, and no sentence with it.

use samestory::text::{Analyzer, Document, Furniture, Token, Workspace};
use samestory::{Article, Clusterer, corpus};

use super::sites::{Tally, sentences};
use super::templates::{FRESH, HELD_OUT, OPEN, Owner, Page, Site, Story};
use crate::data::{Row, rows};

/// Pages of each site.
const PAGES: usize = 10;

/// The pages of a site, every one with another article.
fn pages(site: Site, articles: &[Row], first: usize) -> Vec<Page> {
    let page = |n: usize| {
        let i = first + n * 113;
        let row = &articles[i % articles.len()];
        let others = (1..=8).map(|k| articles[(i + k * 97) % articles.len()].title.trim()).collect();
        let paragraphs = row.body.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        site(&Story { title: row.title.trim(), paragraphs, others, number: i })
    };
    (0..PAGES).map(page).collect()
}

fn article(name: &str, body: &str) -> Article {
    Article::builder("", body).source(name).lang("en").build().unwrap()
}

/// The words of a piece of text, as they stand in a document.
fn words(workspace: &mut Workspace, text: &str) -> Vec<Token> {
    let kept = Analyzer::new().furniture(Furniture::Kept);
    kept.analyse_with(workspace, &article("", text)).body_tokens().to_vec()
}

fn contains(text: &[Token], words: &[Token]) -> bool {
    text.windows(words.len()).any(|window| window == words)
}

/// Whether a line of the document begins or ends with these words.
fn has_line(document: &Document, words: &[Token]) -> bool {
    let starts = document.lines().iter().map(|line| line.start as usize);
    let ends = starts.clone().skip(1).chain([document.tokens().len()]);
    let mut lines = starts.zip(ends).map(|(start, end)| &document.tokens()[start..end]);
    lines.any(|line| line.starts_with(words) || line.ends_with(words))
}

#[test]
fn ten_pages_of_each_site() {
    let Some(rows) = rows("allsides_dev.jsonl") else { return };
    let articles: Vec<Row> = rows.into_iter().filter(|r| r.body.len() > 1500 && !r.title.is_empty()).collect();
    let mut all = Tally::default();
    let (mut reader, mut plain) = (Workspace::default(), Workspace::default());
    for (n, (name, site)) in OPEN.into_iter().chain(HELD_OUT).chain(FRESH).enumerate() {
        let pages = pages(site, &articles, n * 7);
        let bodies =
            pages.iter().map(|page| page.iter().flat_map(|(_, line)| [line.as_str(), "\n"]).collect::<String>());
        let read = |body: String| Analyzer::new().analyse_with(&mut reader, &article(name, &body));
        let documents = corpus::without_recurring_lines(bodies.map(read).collect());
        let mut tally = Tally::default();
        for (page, document) in pages.iter().zip(&documents) {
            // a headline of another article may be a line of the report as well
            let own: Vec<Vec<Token>> = page
                .iter()
                .filter(|(owner, _)| matches!(owner, Owner::Article | Owner::Headline))
                .map(|(_, line)| words(&mut plain, line))
                .collect();
            for (owner, line) in page {
                match owner {
                    Owner::Article => {
                        let paragraph = words(&mut plain, line);
                        for sentence in sentences(line) {
                            let words = words(&mut plain, sentence);
                            // cut apart within "U.S." it is no sentence, and has other words
                            if contains(&paragraph, &words) {
                                tally.sentences += 1;
                                tally.kept += usize::from(contains(document.body_tokens(), &words));
                            }
                        }
                    }
                    Owner::Site => {
                        let words = words(&mut plain, line);
                        if !words.is_empty() && !own.iter().any(|own| own.starts_with(&words) || own.ends_with(&words))
                        {
                            tally.site_lines += 1;
                            tally.gone += usize::from(!has_line(document, &words));
                        }
                    }
                    Owner::Headline | Owner::Blank => {}
                }
            }
        }
        println!(
            "{name}: {:.2} % of sentences kept, {:.2} % of site lines gone",
            100.0 * tally.kept_share(),
            100.0 * tally.gone_share()
        );
        all.add(tally);
    }
    println!(
        "all: {:.2} % of {} sentences kept, {:.2} % of {} site lines gone",
        100.0 * all.kept_share(),
        all.sentences,
        100.0 * all.gone_share(),
        all.site_lines
    );
    assert!(all.sentences > 1000 && all.site_lines > 1000);
    assert!(all.kept_share() >= 0.98, "sentences kept: {:.4}", all.kept_share());
    assert!(all.gone_share() >= 0.97, "site lines gone: {:.4}", all.gone_share());
}

#[test]
fn who_keeps_furniture_keeps_what_recurs() {
    let line = "All our reports from the harbour and the islands, every morning at six.";
    let reports = [
        "Pilots in the port of Antwerp walked out on Thursday, and forty ships were sent to other harbours.",
        "The museum opened a new wing with two hundred paintings that nobody had seen since the war ended.",
        "Farmers in the valley lost most of their cherries to the frost that came in the night to Sunday.",
        "A court found the former mayor guilty of taking gifts from the builder of the new tram line.",
    ];
    let articles: Vec<Article> = reports
        .iter()
        .enumerate()
        .map(|(n, report)| {
            let body = format!("{report}\n{line}\n{report} Nobody was there to say what comes next for {n}.");
            Article::builder("", &body).id(&n.to_string()).source("Harbour Post").lang("en").build().unwrap()
        })
        .collect();
    let words = |furniture| {
        let analyzer = Analyzer::new().furniture(furniture);
        let clustering = Clusterer::builder().analyzer(analyzer).build().unwrap().cluster(&articles).unwrap();
        clustering.cards().iter().map(|card| card.words).sum::<u32>()
    };
    let of_lines = articles.len() * line.split(' ').count();
    assert_eq!(words(Furniture::Kept) - words(Furniture::Off), of_lines as u32);
}
