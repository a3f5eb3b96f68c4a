//! Ten invented news sites that wrap an article the way real ones do, line by line.
//!
//! Written before the rules they test. `OPEN` served while the rules were made; `HELD_OUT` was not run until they stood.

/// Who a line of a wrapped page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Site,
    Headline,
    Article,
    Blank,
}

/// An article and headlines of other articles, to be wrapped.
pub(super) struct Story<'a> {
    pub(super) title: &'a str,
    pub(super) paragraphs: Vec<&'a str>,
    pub(super) others: Vec<&'a str>,
    /// Varies names, dates and counts from page to page.
    pub(super) number: usize,
}

pub(super) type Page = Vec<(Owner, String)>;
pub(super) type Site = fn(&Story<'_>) -> Page;

pub(super) const OPEN: [(&str, Site); 7] = [
    ("daily", daily),
    ("wire", wire),
    ("portal", portal),
    ("anzeiger", anzeiger),
    ("blog", blog),
    ("mobile", mobile),
    ("station", station),
];

pub(super) const HELD_OUT: [(&str, Site); 3] = [("diario", diario), ("markets", markets), ("magazine", magazine)];

const AUTHORS: [&str; 5] = ["Marta Olsson", "Jonas P. Whitfield", "Lena Okafor", "Tariq Benhaddou", "Ines Carvalho"];
const MONTHS: [&str; 4] = ["March", "April", "May", "June"];

fn site(page: &mut Page, lines: &[&str]) {
    for line in lines {
        let owner = if line.trim().is_empty() { Owner::Blank } else { Owner::Site };
        page.push((owner, (*line).to_owned()));
    }
}

fn headline(page: &mut Page, story: &Story<'_>) {
    page.push((Owner::Headline, story.title.to_owned()));
}

/// The article, with `between(i)` put before its i-th paragraph.
fn body(page: &mut Page, story: &Story<'_>, apart: bool, between: impl Fn(usize) -> Vec<String>) {
    for (i, paragraph) in story.paragraphs.iter().enumerate() {
        for line in between(i) {
            site(page, &[&line]);
        }
        page.push((Owner::Article, (*paragraph).to_owned()));
        if apart {
            site(page, &[""]);
        }
    }
}

fn plain(_: usize) -> Vec<String> {
    Vec::new()
}

fn daily(s: &Story<'_>) -> Page {
    let (author, day) = (AUTHORS[s.number % 5], s.number % 27 + 1);
    let mut p = Page::new();
    site(&mut p, &["Skip to main content", "", "Harbour Post", "Search", "Sign in", "Menu", ""]);
    site(&mut p, &["News", "Opinion", "Business", "Sport", "Culture", "Weather", "Podcasts", "Crossword", ""]);
    site(&mut p, &["Home > World > Politics", ""]);
    headline(&mut p, s);
    site(
        &mut p,
        &["", &format!("By {author}"), &format!("{} {day}, 2019 | Updated 10:42 am", MONTHS[s.number % 4]), ""],
    );
    site(&mut p, &["Share", "Tweet", "Email", "Print", "12 comments", "", "Photo: Ida Lund / Harbour Post", ""]);
    body(&mut p, s, true, |i| match i {
        3 | 7 => vec!["Advertisement".into(), String::new()],
        5 => [&["More on this story"], &s.others[..3], &[""]].concat().iter().map(|&l| l.to_owned()).collect(),
        _ => Vec::new(),
    });
    site(&mut p, &["Topics:", "Elections", "Courts", "Shipping", ""]);
    site(&mut p, &["The Morning Tide", "Start your day with our five-minute briefing, delivered free to your inbox."]);
    site(&mut p, &["Enter your email address", "Subscribe", "You can unsubscribe at any time.", ""]);
    site(&mut p, &["Most read"]);
    for (rank, other) in s.others[3..8].iter().enumerate() {
        site(&mut p, &[&format!("{}", rank + 1), other, &format!("{day} April 2019")]);
    }
    site(
        &mut p,
        &["", "Join the conversation", "Comments are moderated and may take a while to appear.", "Name", "Comment"],
    );
    site(&mut p, &["Post comment", "", "About us", "Contact", "Advertise with us", "Privacy policy", "Terms of use"]);
    site(
        &mut p,
        &["We use cookies to make this site work and to improve your experience. By staying here you accept them."],
    );
    site(&mut p, &["Accept all", "Manage settings", "© 2019 Harbour Media Group. All rights reserved."]);
    p
}

fn wire(s: &Story<'_>) -> Page {
    let mut p = Page::new();
    site(&mut p, &["Exclusive news, data and analytics for professionals", "World", "Markets", "Breakingviews"]);
    site(&mut p, &["Video", "My watchlist"]);
    headline(&mut p, s);
    site(&mut p, &[AUTHORS[s.number % 5], &format!("{} {} 2019 6:15 PM GMT", s.number % 27 + 1, MONTHS[s.number % 4])]);
    site(&mut p, &["4 Min Read", "Listen to this article", "0:00", "/", "4:12", "1x"]);
    body(&mut p, s, false, |i| match i {
        2 => vec![format!("Related Coverage {}", s.others[0])],
        6 => vec![format!("Slideshow ({} Images)", s.number % 9 + 2)],
        _ => Vec::new(),
    });
    site(
        &mut p,
        &["Reporting by Anna Feld and Mo Castillo; Editing by Ruth Ames", "Our Standards: The Trust Charter."],
    );
    site(&mut p, &["Read Next"]);
    for (i, other) in s.others[1..6].iter().enumerate() {
        site(&mut p, &[["Energy", "Americas", "Legal"][i % 3], other, &format!("{} hours ago", i + 2)]);
    }
    site(&mut p, &["Follow us on", "Facebook", "Instagram", "LinkedIn", "Apps", "Newsletters", "Reuse rights"]);
    site(
        &mut p,
        &["All quotes delayed a minimum of 15 minutes. See here for a complete list of exchanges and delays."],
    );
    site(&mut p, &["Do Not Sell My Personal Information", "(c) 2019 Northern Wire Ltd"]);
    p
}

fn portal(s: &Story<'_>) -> Page {
    let mut p = Page::new();
    site(
        &mut p,
        &["svg-arrow-left svg-arrow-right svg-bell svg-burger svg-close svg-cloud svg-cog svg-eye svg-flag svg-heart"],
    );
    site(&mut p, &["English हिन्दी বাংলা தமிழ் اردو Français Español Русский 中文 Kiswahili"]);
    site(
        &mut p,
        &["HOME LATEST VIDEOS PHOTOS CRICKET MOVIES TECH LIFESTYLE ASTRO ELECTIONS", "LIVE TV", "Trending Now"],
    );
    site(&mut p, &["#Monsoon2019", "#WorldCup", "#BudgetSession"]);
    headline(&mut p, s);
    headline(&mut p, s);
    site(
        &mut p,
        &[&format!("Edited by {} | Published: {:02}.04.2019, 09:12 AM IST", AUTHORS[s.number % 5], s.number % 27 + 1)],
    );
    site(&mut p, &["Whatsapp", "Telegram", "Copy link", "A-", "A+", "Loading..."]);
    body(&mut p, s, false, |i| if i == 4 { vec![format!("Also Read | {}", s.others[0])] } else { Vec::new() });
    body(&mut p, s, false, plain);
    let twice = p.len() - s.paragraphs.len();
    for line in &mut p[twice..] {
        line.0 = Owner::Site; // the text printed a second time
    }
    site(&mut p, &["Loading...", "First Published:", "Tags", "Big Story", "-"]);
    for other in &s.others[1..6] {
        site(&mut p, &[other, "-", "Wednesday 17 April , 2019"]);
    }
    site(
        &mut p,
        &["Opinion Poll", "Will the monsoon arrive on time?", "Yes", "No", "Can't say", "Submit", "View Results"],
    );
    site(
        &mut p,
        &["Countdown to Kickoff", "11 d", "07 h", "52 m", "30 s", "Photogallery", "In Pics: Ten Bridges You Must See"],
    );
    site(
        &mut p,
        &[
            "Download the app",
            "Partner Sites",
            "Sitemap",
            "RSS",
            "Grievance Redressal",
            "Copyright 2019 Portal Networks",
        ],
    );
    p
}

fn anzeiger(s: &Story<'_>) -> Page {
    let mut p = Page::new();
    site(
        &mut p,
        &[
            "Zum Inhalt springen",
            "Anmelden",
            "Abo",
            "E-Paper",
            "Menü",
            "",
            "Politik",
            "Wirtschaft",
            "Kultur",
            "Reise",
            "",
        ],
    );
    site(
        &mut p,
        &["Startseite", "Ausland", &format!("{}. April 2019, 17:20 Uhr", s.number % 27 + 1), "Lesezeit: 4 Min.", ""],
    );
    headline(&mut p, s);
    site(
        &mut p,
        &["", &format!("Von {}, Hamburg", AUTHORS[s.number % 5]), "Drucken", "Teilen", "Merken", "Bild vergrößern", ""],
    );
    body(&mut p, s, true, |i| match i {
        2 | 8 => vec!["Anzeige".into(), String::new()],
        6 => vec![format!("Lesen Sie auch: {}", s.others[0]), String::new()],
        _ => Vec::new(),
    });
    site(&mut p, &["Zur Startseite", "", "Das könnte Sie auch interessieren"]);
    site(&mut p, &["Hafen bekommt neue Kräne", "Was Mieter jetzt wissen müssen", "Die schönsten Seen im Norden", ""]);
    site(&mut p, &["Newsletter abonnieren", "Die wichtigsten Nachrichten des Tages, jeden Abend in Ihrem Postfach."]);
    site(
        &mut p,
        &[
            "Ihre E-Mail-Adresse",
            "Jetzt anmelden",
            "",
            "Kommentare (34)",
            "Diskutieren Sie mit und beachten Sie dabei unsere Netiquette.",
        ],
    );
    site(&mut p, &["Alle Kommentare anzeigen", "", "Impressum", "Datenschutz", "AGB", "Kontakt", "Mediadaten"]);
    site(
        &mut p,
        &["Wir verwenden Cookies, um Inhalte zu personalisieren und die Zugriffe auf unsere Website zu analysieren."],
    );
    site(&mut p, &["Zustimmen", "© Hafenanzeiger Verlag GmbH"]);
    p
}

fn blog(s: &Story<'_>) -> Page {
    let (author, day) = (AUTHORS[s.number % 5], s.number % 27 + 1);
    let mut p = Page::new();
    site(&mut p, &["The Crow's Nest", "Notes on power and the people who hold it", "", "About", "Archive", ""]);
    headline(&mut p, s);
    site(&mut p, &["", &format!("Posted on {} {day}, 2019 by {author}", MONTHS[s.number % 4]), "7 Replies", ""]);
    body(&mut p, s, true, plain);
    site(&mut p, &["Share this:", "", "• Twitter", "• Facebook", "• Pocket", "", "Like this:", "Like Loading...", ""]);
    site(&mut p, &[&format!("Filed under Politics and tagged congress, media. Bookmark the permalink."), ""]);
    site(&mut p, &[&format!("← {}", s.others[0]), &format!("{} →", s.others[1]), "", "Leave a Reply", ""]);
    site(
        &mut p,
        &[
            "Your email address will not be published. Required fields are marked *",
            "Comment",
            "Name *",
            "Email *",
            "Website",
        ],
    );
    site(
        &mut p,
        &["Save my name and website in this browser for the next time I comment.", "Notify me of new posts.", ""],
    );
    site(
        &mut p,
        &[
            "Recent Posts",
            &format!("* {}", s.others[2]),
            &format!("* {}", s.others[3]),
            &format!("* {}", s.others[4]),
            "",
        ],
    );
    site(&mut p, &["Archives", "* April 2019 (14)", "* March 2019 (21)", "* February 2019 (9)", ""]);
    site(&mut p, &["Meta", "Log in", "Entries feed", "", "Follow Blog via Email"]);
    site(
        &mut p,
        &[
            "Enter your address to follow this blog and be told of new posts.",
            "Join 1,204 other followers",
            "Follow",
            "",
        ],
    );
    site(&mut p, &["Proudly powered by Inkwell | Theme: Lantern", "Create a free website at inkwell.example."]);
    p
}

fn mobile(s: &Story<'_>) -> Page {
    let mut p = Page::new();
    site(&mut p, &["☰", "Open in app", "GET UNLIMITED ACCESS FOR $1", "×"]);
    headline(&mut p, s);
    site(
        &mut p,
        &[&format!("{} · {}/{:02}/2019", AUTHORS[s.number % 5], 4, s.number % 15 + 13), "Gift this article", "Save"],
    );
    body(&mut p, s, false, |i| match i {
        1 => vec![format!("READ ALSO: {}", s.others[0])],
        3 | 9 => vec!["Story continues below".into()],
        5 => vec![format!("WATCH: {}", s.others[1].to_uppercase())],
        8 => vec![format!("{} Read more", s.others[2])],
        _ => Vec::new(),
    });
    site(&mut p, &["Trending"]);
    for (rank, other) in s.others[3..8].iter().enumerate() {
        site(&mut p, &[&format!("{}. {other}", rank + 1)]);
    }
    site(&mut p, &["Sponsored", "Doctors Stunned By This One Kitchen Trick", "HealthyHome", "Learn More"]);
    site(&mut p, &["The Ten Cheapest Cars To Insure", "AutoSaver", "Learn More", "by AdLoop"]);
    site(
        &mut p,
        &["Enjoying this? Get full access to everything we publish.", "Subscribe now", "Already a subscriber? Log in"],
    );
    site(&mut p, &["Send us feedback", "Back to top", "Choose your privacy settings"]);
    p
}

fn station(s: &Story<'_>) -> Page {
    let day = s.number % 27 + 1;
    let mut p = Page::new();
    site(
        &mut p,
        &["54°", "Mostly Cloudy", "Closings (3)", "WATCH LIVE", "KHBR Channel 9", "Local", "Traffic", "StormTeam 9"],
    );
    site(&mut p, &["Investigates", "Contests", "Submit a News Tip", "Advertisement"]);
    headline(&mut p, s);
    site(
        &mut p,
        &[
            &format!("Updated: 10:31 PM CDT Apr {day}, 2019"),
            "Infinite Scroll Enabled",
            AUTHORS[s.number % 5],
            "Anchor/Reporter",
        ],
    );
    site(&mut p, &["Hide Transcript", "Show Transcript", "Copyright KHBR"]);
    body(&mut p, s, false, |i| match i {
        4 => vec!["Advertisement".into(), "Related Content".into(), s.others[0].into(), s.others[1].into()],
        _ => Vec::new(),
    });
    site(
        &mut p,
        &["Get breaking news alerts with our free mobile app. Get it from the app stores today.", "Top Picks"],
    );
    for other in &s.others[2..7] {
        site(&mut p, &[other]);
    }
    site(&mut p, &["LATEST FORECAST", "Tonight", "41°", "10%", "Tomorrow", "63°", "20%"]);
    site(
        &mut p,
        &["Contact Us", "News Team", "Careers at KHBR", "EEO Reports", "Captioning Contacts", "Public Inspection File"],
    );
    site(
        &mut p,
        &[
            "Harbour Television participates in various affiliate marketing programs, which means we may get paid commissions on purchases made through our links.",
        ],
    );
    site(&mut p, &["©2019, Harbour Television Inc.", "Privacy Notice", "Site Map"]);
    p
}

fn diario(s: &Story<'_>) -> Page {
    let mut p = Page::new();
    site(
        &mut p,
        &[
            "Ir al contenido",
            "Suscríbete",
            "Iniciar sesión",
            "Internacional",
            "Economía",
            "Deportes",
            "Gente",
            "El tiempo",
            "",
        ],
    );
    site(&mut p, &["Última hora", "Directo", ""]);
    headline(&mut p, s);
    site(
        &mut p,
        &[
            "",
            &format!("Por {}", AUTHORS[s.number % 5]),
            &format!("{} de abril de 2019 - 18:04 CEST", s.number % 27 + 1),
            "Compartir",
            "Guardar",
            "",
        ],
    );
    body(&mut p, s, true, |i| match i {
        3 => vec!["PUBLICIDAD".into(), String::new()],
        5 => vec!["Más información".into(), s.others[0].into(), s.others[1].into(), String::new()],
        _ => Vec::new(),
    });
    site(&mut p, &["Archivado en:", "Gobierno", "Elecciones", "Justicia", "", "Lo más visto"]);
    for other in &s.others[2..6] {
        site(&mut p, &[other]);
    }
    site(
        &mut p,
        &[
            "",
            "Recibe cada mañana nuestro boletín con las claves del día.",
            "Apúntate",
            "",
            "Comentarios",
            "Normas de participación",
        ],
    );
    site(
        &mut p,
        &[
            "Para comentar debes estar registrado e iniciar sesión.",
            "",
            "Aviso legal",
            "Política de privacidad",
            "Quiénes somos",
        ],
    );
    site(
        &mut p,
        &[
            "Utilizamos cookies propias y de terceros para mejorar nuestros servicios y mostrarle publicidad.",
            "Aceptar y continuar",
        ],
    );
    site(&mut p, &["Diario del Puerto, S.L. Todos los derechos reservados"]);
    p
}

fn markets(s: &Story<'_>) -> Page {
    let mut p = Page::new();
    site(
        &mut p,
        &[
            "DJIA 26,559.54 +110.00 0.42%",
            "S&P 500 2,905.03 +4.58 0.16%",
            "Crude 64.00 +0.24",
            "Gold 1,275.70 -1.20",
            "Quotes & Companies",
        ],
    );
    site(&mut p, &["Today's Paper", "Watchlist", "My Account", "Log Out", "EXCHANGE DESK"]);
    headline(&mut p, s);
    site(
        &mut p,
        &[
            &format!("Apr. {}, 2019 at 4:47 p.m. ET", s.number % 27 + 1),
            &format!("By {}", AUTHORS[s.number % 5]),
            "Resize",
            "Reprints",
            "Referenced Symbols",
            "SPX -0.11%",
        ],
    );
    body(&mut p, s, false, |i| match i {
        4 => vec![format!("See: {}", s.others[0])],
        7 => vec!["Don't miss".into(), s.others[1].into(), s.others[2].into(), s.others[3].into()],
        _ => Vec::new(),
    });
    site(
        &mut p,
        &[
            &format!("{} covers regulation and trade from the paper's Antwerp bureau.", AUTHORS[s.number % 5]),
            "Partner Content",
        ],
    );
    for other in &s.others[4..8] {
        site(
            &mut p,
            &[
                other,
                "What retail investors overlook when a quarter ends, and three charts that show why it matters.",
                "2 days ago",
            ],
        );
    }
    site(
        &mut p,
        &[
            "Compare brokers",
            "Best savings rates",
            "4.75% APY",
            "Min. balance $500",
            "Historical and current end-of-day data provided by Tapedeck.",
        ],
    );
    site(
        &mut p,
        &[
            "Intraday data delayed per exchange requirements. All quotes are in local exchange time.",
            "Customer Center",
            "Corrections",
            "Mobile Apps",
        ],
    );
    site(
        &mut p,
        &[
            "By using this site, you agree to the Subscriber Agreement.",
            "Copyright © 2019 Exchange Desk, Inc. All rights reserved.",
        ],
    );
    p
}

fn magazine(s: &Story<'_>) -> Page {
    let mut p = Page::new();
    site(
        &mut p,
        &[
            "Give a Gift",
            "Renew",
            "THE QUAY",
            "A weekly of politics and letters",
            "ISSUES BOOKS FICTION PUZZLES AUDIO",
            "Dispatch",
        ],
    );
    headline(&mut p, s);
    site(
        &mut p,
        &[
            AUTHORS[s.number % 5],
            &format!("Thursday, {} {}, 2019", MONTHS[s.number % 4], s.number % 27 + 1),
            "Illustration by Petra Wahl",
            "Play Audio",
            "21:07",
        ],
    );
    body(&mut p, s, true, |i| match i {
        2 => vec!["This article appears in the May issue.".into(), "Buy the print edition".into(), String::new()],
        6 => vec![
            "Keep exploring".into(),
            format!("Letters | {}", s.others[0]),
            format!("Essay | {}", s.others[1]),
            String::new(),
        ],
        _ => Vec::new(),
    });
    site(
        &mut p,
        &[
            "♦",
            &format!("{} is a contributing writer at The Quay and teaches rhetoric in Lund.", AUTHORS[s.number % 5]),
        ],
    );
    site(&mut p, &["Writers also filed these"]);
    for other in &s.others[2..6] {
        site(&mut p, &[other, "Volume 12"]);
    }
    site(
        &mut p,
        &[
            "Support long reads",
            "Independent journalism depends on readers like you. Please consider a donation today.",
            "$5",
            "$20",
            "Other",
        ],
    );
    site(
        &mut p,
        &["3 responses", "Sort by Oldest", "View all", "Masthead", "Stockists", "Pitch guidelines", "Accessibility"],
    );
    site(
        &mut p,
        &["Unless noted otherwise, text on these pages is published under the Quay reader licence.", "Made in Lund"],
    );
    p
}
