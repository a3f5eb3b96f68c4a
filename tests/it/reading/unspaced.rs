//! Scripts without spaces: one event in two wordings comes together and another stays apart, by pairs and by dictionary.

use samestory::text::Analyzer;
use samestory::{Article, Clusterer};

/// Two reports of a strike in a port, and one of a storm, in each language.
const NEWS: [(&str, [&str; 3]); 3] = [
    (
        "zh",
        [
            "港口领航员星期四罢工。安特卫普港务局说，船只被送往其他港口，谈判星期五恢复。领航员要求提高工资。",
            "安特卫普港领航员罢工，要求提高工资。港务局表示，星期五恢复谈判，船只已改道其他港口。",
            "暴风雨袭击南部海岸，学校和道路关闭。气象台警告说，大风将持续到周末，居民应留在家中。",
        ],
    ),
    (
        "ja",
        [
            "アントワープ港の水先案内人は木曜日にストライキに入った。港湾局によると、船は別の港に向かい、交渉は金曜日に再開される。",
            "水先案内人のストライキでアントワープ港の船は別の港へ。港湾局は金曜日に交渉を再開すると述べた。",
            "嵐が南部の海岸を襲い、学校と道路が閉鎖された。気象庁は強風が週末まで続くと警告した。",
        ],
    ),
    (
        "th",
        [
            "คนนำร่องที่ท่าเรือแอนต์เวิร์ปหยุดงานเมื่อวันพฤหัสบดี การท่าเรือกล่าวว่าเรือถูกส่งไปยังท่าเรืออื่นและการเจรจาจะเริ่มใหม่ในวันศุกร์",
            "การท่าเรือแอนต์เวิร์ปกล่าวว่าคนนำร่องหยุดงาน เรือถูกส่งไปยังท่าเรืออื่น การเจรจาจะเริ่มใหม่ในวันศุกร์",
            "พายุพัดถล่มชายฝั่งภาคใต้ โรงเรียนและถนนถูกปิด กรมอุตุนิยมวิทยาเตือนว่าลมแรงจะพัดต่อเนื่องถึงสุดสัปดาห์",
        ],
    ),
];

fn one_event_and_another(analyzer: &Analyzer) {
    let clusterer = Clusterer::builder().analyzer(analyzer.clone()).build().unwrap();
    for (language, texts) in NEWS {
        let article = |text: &&str| Article::builder("", text).lang(language).build().unwrap();
        let articles: Vec<Article> = texts.iter().map(article).collect();
        let clustering = clusterer.cluster(&articles).unwrap();
        let story = |article: &Article| clustering.labels().find(|(id, _)| *id == article.id()).map(|(_, story)| story);
        assert_eq!(story(&articles[0]), story(&articles[1]), "{language}: one event");
        assert_ne!(story(&articles[0]), story(&articles[2]), "{language}: another event");
    }
}

#[test]
fn by_pairs_of_characters() {
    one_event_and_another(&Analyzer::new());
}

#[cfg(feature = "cjk")]
#[test]
fn by_dictionary() {
    one_event_and_another(&Analyzer::new().dictionary_words());
    for (language, texts) in NEWS {
        let article = Article::builder("", texts[0]).lang(language).build().unwrap();
        let tokens = |analyzer: Analyzer| analyzer.analyse(&article).tokens().len();
        let (pairs, words) = (tokens(Analyzer::new()), tokens(Analyzer::new().dictionary_words()));
        assert!(words * 4 <= pairs * 3, "{language}: {words} words, {pairs} pairs");
    }
}
