//! Every language goes through, nothing is lost, and hardly a word of English leaves the fast path.

use std::collections::{BTreeMap, BTreeSet};

use samestory::text::{Analyzer, Flags, Furniture, Workspace};
use samestory::{Article, ArticleId};
use unicode_segmentation::UnicodeSegmentation;

use crate::data::rows;
use crate::news::clustered;

/// Of `longform`, every so-manieth article is read without optimisation, and all with it.
const STEP: usize = if cfg!(debug_assertions) { 8 } else { 1 };

#[test]
fn english_words_stay_on_the_fast_path() {
    let Some(rows) = rows("longform.jsonl.gz") else { return };
    let (analyzer, mut workspace) = (Analyzer::new(), Workspace::default());
    let mut tokens = 0;
    for row in rows.iter().step_by(STEP) {
        let article = Article::builder(&row.title, &row.body).lang(&row.lang).build().unwrap();
        tokens += analyzer.analyse_with(&mut workspace, &article).tokens().len();
    }
    let counts = workspace.counts();
    println!("longform: {} of {} words by Unicode rules", counts.unicode, counts.words);
    assert_eq!(counts.words, tokens, "each word is a token");
    assert!(counts.words > 500_000 && counts.unicode * 1000 <= counts.words, "{counts:?}");
}

fn multilingual() -> Option<BTreeMap<String, Vec<Article>>> {
    let mut by_language: BTreeMap<String, Vec<Article>> = BTreeMap::new();
    for row in rows("multilingual.jsonl")? {
        let article = Article::builder(&row.title, &row.body).id(&row.id).lang(&row.lang).build().unwrap();
        by_language.entry(row.lang).or_default().push(article);
    }
    Some(by_language)
}

#[test]
fn articles_in_are_articles_out_in_every_language() {
    let Some(by_language) = multilingual() else { return };
    assert_eq!(by_language.len(), 22);
    for (language, articles) in by_language {
        let given: BTreeSet<&ArticleId> = articles.iter().map(Article::id).collect();
        let clustering = clustered(&articles);
        assert!(clustering.labels().map(|(id, _)| id).eq(given.iter().copied()), "{language}: every id once");
        let analyzer = Analyzer::new();
        for article in &articles {
            let document = analyzer.analyse(article);
            assert_eq!(document.language().tag(), language);
            assert!(!document.flags().contains(Flags::UNKNOWN_LANGUAGE), "{}", article.id());
            let text = article.title().chars().chain(article.body().chars()).any(char::is_alphabetic);
            assert_eq!(document.tokens().is_empty(), !text, "{}", article.id());
        }
    }
}

#[test]
fn no_word_of_any_language_is_lost() {
    let Some(by_language) = multilingual() else { return };
    let analyzer = Analyzer::new().furniture(Furniture::Kept);
    for (language, articles) in by_language {
        let (mut expected, mut got) = (0, 0);
        for article in &articles {
            // Unicode's own rules; they keep "3,5" and "p.m" whole, as we do, but take "Jong's" and "U.S" for one, too
            expected += article.title().unicode_words().count() + article.body().unicode_words().count();
            got += analyzer.analyse(article).tokens().len();
        }
        let share = got as f64 / expected as f64;
        println!("{language}: {got} tokens for {expected} words");
        assert!((0.995..1.03).contains(&share), "{language}: {got} tokens for {expected} words");
    }
}

#[test]
fn greek_that_broke_a_stemmer_is_read() {
    for text in ["ισαισα", "ισα ισαισαμε", "Ισαισα, είπε ο υπουργός."] {
        let article = Article::builder("", text).lang("el").build().unwrap();
        let document = Analyzer::new().analyse(&article);
        assert_eq!(document.tokens().len(), text.split(' ').count(), "{text}");
        assert_eq!(clustered(&[article]).stories().len(), 1);
    }
}
