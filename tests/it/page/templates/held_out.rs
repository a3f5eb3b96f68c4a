//! The sites that were not run until the rules stood.

use super::{AUTHORS, MONTHS, Page, Story, body, headline, site};

pub(super) fn diario(s: &Story<'_>) -> Page {
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

pub(super) fn markets(s: &Story<'_>) -> Page {
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

pub(super) fn magazine(s: &Story<'_>) -> Page {
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
