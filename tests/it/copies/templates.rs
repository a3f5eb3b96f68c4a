//! Frames that newsrooms fill again and again: `#` is a number, `@` a place, `&` a person, `%` a firm.

use crate::generate::{Language, Random};

pub(super) const FRAMES: [&str; 6] = [
    "Shares in % fell # percent on the @ exchange after the company said that profit in the first quarter had dropped \
     to # million dollars from # million a year before. Chief executive & told reporters in @ that weak demand and \
     higher costs for energy had weighed on the result, but that the group kept its forecast for the full year. \
     Analysts had expected a profit of # million dollars. The company, which employs # people, said that it would \
     cut spending further and close a plant in @ by the end of the year. Unions called the plan unacceptable and \
     asked for talks with the board before any decision is made on jobs.",
    "Police in @ are looking for witnesses after a man of # was hurt in a crash on the road between @ and @ late on \
     the evening before last. A car left the road at about # minutes past eight and struck a tree, a spokesman said. \
     The driver was taken to hospital with serious injuries, and a passenger named by neighbours as & was treated at \
     the scene. The road was closed for # hours while officers examined the scene. Anyone who saw the car before the \
     accident, or who has pictures from a camera, is asked to call the station and to give the number of the case.",
    "The weather office in @ has warned of strong winds and heavy rain along the coast from tomorrow morning. Gusts of \
     up to # kilometres an hour are possible near @, and up to # millimetres of rain may fall within a day. Ferries \
     may be late or cancelled, and drivers of high vehicles should take care on bridges. & of the weather office said \
     that the storm would move away to the east by the following night. People who live close to rivers are asked to \
     follow the advice of the authorities and to keep away from the water until the warning has been lifted.",
    "% said that it had agreed to buy a rival based in @ for # million dollars in cash. The deal is expected to add to \
     earnings within # months and to save costs of about # million dollars a year. It needs the approval of the \
     authorities in @ and of the shareholders of both companies. & will lead the combined business, which will have # \
     employees and offices in many countries. The companies did not say whether jobs would be lost, but a person close \
     to the talks said that the offices in @ would be kept open for at least another year.",
    "@ beat @ # to # in front of a large crowd to move up one place in the table. & scored the first goal after # \
     minutes when the defence failed to clear a corner, and the home side never looked back. The visitors had most of \
     the ball in the second half but made little of it, and their coach said afterwards that his players had been too \
     slow and too polite. The winners have now gone # matches without defeat and meet the leaders away from home at \
     the end of the week, while the losers stay near the bottom with little time left to save themselves.",
    "The city council of @ has voted by # to # to build a new school on land behind the old hospital. The school is to \
     have room for # pupils and should open within three years if the ministry agrees to pay its part of the cost, \
     which is put at # million. & of the council said that the old buildings could no longer be repaired. Some people \
     who live nearby fear noise and traffic, and have asked for a second way in from the north. A public meeting will \
     be held in the town hall next month, and the plans can be seen there from the beginning of the week.",
];

/// A frame filled with names and numbers of its own.
pub(super) fn filled(frame: &str, language: &Language, random: &mut Random) -> String {
    let mut out = String::with_capacity(frame.len() + 100);
    for c in frame.chars() {
        match c {
            '#' => out.push_str(&(11 + random.below(980)).to_string()),
            '@' => out.push_str(language.name(random)),
            '&' => {
                let (first, last) = (language.name(random), language.name(random));
                out.extend([first, " ", last]);
            }
            '%' => out.extend([language.name(random), " Holdings"]),
            c => out.push(c),
        }
    }
    out
}

/// A frame filled like `before`, but for every filling of one kind.
pub(super) fn refilled(frame: &str, before: &str, kind: char, language: &Language, random: &mut Random) -> String {
    let fresh = filled(frame, language, random);
    // both are the frame's words with fillings at the same places; a person is two words, a firm one and "Holdings"
    let kinds: Vec<char> = frame
        .split_whitespace()
        .flat_map(|word| match word.chars().find(|c| "#@&%".contains(*c)) {
            Some('&') => vec!['&', '&'],
            Some('%') => vec!['%', '%'],
            Some(kind) => vec![kind],
            None => vec![' '],
        })
        .collect();
    let words = before.split(' ').zip(fresh.split(' ')).zip(kinds);
    words.map(|((old, new), of)| if of == kind { new } else { old }).collect::<Vec<_>>().join(" ")
}
