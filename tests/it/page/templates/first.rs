//! The sites that served while the rules were made.

use super::{AUTHORS, MONTHS, Owner, Page, Story, body, headline, plain, site};

pub(super) fn daily(s: &Story<'_>) -> Page {
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

pub(super) fn wire(s: &Story<'_>) -> Page {
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

pub(super) fn portal(s: &Story<'_>) -> Page {
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

pub(super) fn anzeiger(s: &Story<'_>) -> Page {
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

pub(super) fn blog(s: &Story<'_>) -> Page {
    let (author, day) = (AUTHORS[s.number % 5], s.number % 27 + 1);
    let mut p = Page::new();
    site(&mut p, &["The Crow's Nest", "Notes on power and the people who hold it", "", "About", "Archive", ""]);
    headline(&mut p, s);
    site(&mut p, &["", &format!("Posted on {} {day}, 2019 by {author}", MONTHS[s.number % 4]), "7 Replies", ""]);
    body(&mut p, s, true, plain);
    site(&mut p, &["Share this:", "", "• Twitter", "• Facebook", "• Pocket", "", "Like this:", "Like Loading...", ""]);
    site(&mut p, &["Filed under Politics and tagged congress, media. Bookmark the permalink.", ""]);
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

pub(super) fn mobile(s: &Story<'_>) -> Page {
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

pub(super) fn station(s: &Story<'_>) -> Page {
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
