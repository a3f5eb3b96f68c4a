//! The time of day beside a date.

/// `, 21:44`, ` at 10:42 am ET`: seconds since midnight UTC.
pub(super) fn clock_after(text: &str) -> Option<i32> {
    let at = text.find(|c: char| c.is_ascii_digit()).filter(|&at| at <= 12)?;
    let mut links = text[..at].split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let linked = links.all(|w| ["at", "um", "à", "a", "las", "às", "в", "T", "kl", "ore", "om"].contains(&w));
    let (seconds, _) = clock(&text[at..]).filter(|_| linked)?;
    Some(seconds)
}

/// `21:44 `, `10:31 PM CDT `: the clock just before a date.
pub(super) fn clock_before(text: &str) -> Option<i32> {
    let colon = text.rfind(':')?;
    let hour = text[..colon]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let (seconds, rest) = clock(&text[hour..])?;
    rest.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-' | '|' | '·' | '.')).then_some(seconds)
}

/// A time of day at the beginning, in seconds since midnight UTC, and what follows it.
fn clock(text: &str) -> Option<(i32, &str)> {
    let number = |text: &str| -> Option<(i32, usize)> {
        let len = text.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&len).then(|| text[..len].parse().ok().map(|n| (n, len)))?
    };
    let (mut hour, len) = number(text)?;
    let rest = &text[len..];
    let (minute, rest) =
        match rest.strip_prefix([':', '.', 'h']).and_then(|rest| number(rest).map(|(n, len)| (n, len, rest))) {
            Some((n, 2, rest)) => (n, &rest[2..]),
            _ => (-1, rest),
        };
    let rest = rest.strip_prefix(':').and_then(|r| number(r).filter(|n| n.1 == 2).map(|_| &r[2..])).unwrap_or(rest);
    let half = rest.trim_start();
    let lower = half.get(..4.min(half.len())).unwrap_or_default().to_ascii_lowercase();
    let (pm, rest) = match () {
        () if lower.starts_with("p.m.") || lower.starts_with("a.m.") => (Some(lower.starts_with('p')), &half[4..]),
        () if lower.starts_with("pm") || lower.starts_with("am") => (Some(lower.starts_with('p')), &half[2..]),
        () => (None, rest),
    };
    if minute < 0 && pm.is_none() {
        return None;
    }
    if let Some(pm) = pm {
        hour = hour % 12 + if pm { 12 } else { 0 };
    }
    let minute = minute.max(0);
    if hour > 23 || minute > 59 {
        return None;
    }
    let (offset, rest) = zone(rest);
    Some((hour * 3600 + minute * 60 - offset, rest))
}

/// Seconds east of UTC of the zone named at the beginning; 0 when none is, or its letters mean several.
fn zone(text: &str) -> (i32, &str) {
    let bare = text.trim_start_matches([' ', '\u{a0}', '(']);
    let word = &bare[..bare.bytes().take_while(u8::is_ascii_alphabetic).count()];
    let hours = match word {
        "GMT" | "UTC" | "Z" | "WET" | "Uhr" | "IST" | "CST" => 0,
        "BST" | "CET" | "WEST" => 1,
        "CEST" | "EET" | "SAST" => 2,
        "MSK" | "EEST" | "EAT" => 3,
        "EDT" | "ET" => -4,
        "EST" | "CDT" => -5,
        "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        "JST" | "KST" => 9,
        _ => {
            let signed = bare.strip_prefix(['+', '-']).filter(|rest| rest.len() >= 5 && rest.as_bytes()[2] == b':');
            let Some(hours) = signed.and_then(|rest| rest.get(..2)?.parse::<i32>().ok()) else { return (0, text) };
            return (if bare.starts_with('-') { -hours } else { hours } * 3600, &bare[6..]);
        }
    };
    (hours * 3600, bare[word.len()..].trim_start_matches(')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day() {
        let at = |hour: i32, minute: i32| Some(hour * 3600 + minute * 60);
        for (text, expected) in [
            (" 21:44", at(21, 44)),
            (", at 10:42 am", at(10, 42)),
            ("T09:30:05Z", at(9, 30)),
            (" um 9.05 Uhr", at(9, 5)),
            (", 5 p.m. EDT", at(21, 0)),
            (" 12:10 AM", at(0, 10)),
            (" 11:30+02:00", at(9, 30)),
            (" 31:44", None),
            (" by 5 p.m.", None),
            (" 300 reporters", None),
        ] {
            assert_eq!(clock_after(text), expected, "{text}");
        }
        assert_eq!(clock_before("Updated: 10:31 PM CDT "), at(27, 31));
        assert_eq!(clock_before("21:44, "), at(21, 44));
        assert_eq!(clock_before("The score was 2:10 on "), None);
    }
}
