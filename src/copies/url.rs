//! Addresses of one page written one way.

/// Names of query parts that say how a reader came, not which page it is.
const TRACKERS: [&str; 34] = [
    "_ga",
    "_gl",
    "cmp",
    "cmpid",
    "dclid",
    "fbclid",
    "ftag",
    "gclid",
    "gclsrc",
    "guccounter",
    "icid",
    "igshid",
    "ito",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ncid",
    "ocid",
    "ref",
    "ref_src",
    "ref_url",
    "referer",
    "referrer",
    "rss",
    "s_cid",
    "smid",
    "smtyp",
    "spm",
    "trk",
    "twclid",
    "wt_mc",
    "xtor",
    "yclid",
];

/// Beginnings of such names.
const TRACKER_FAMILIES: [&str; 4] = ["utm_", "at_", "hsa_", "pk_"];

/// An address without what does not name the page.
///
/// Scheme, `www.`, user, default port, fragment, known trackers, empty query parts and a closing slash are left out;
/// the host is lower case and the query sorted. What is left is not an address to open, it is a key to compare. Any
/// text is legal.
///
/// ```
/// use samestory::copies::url::normalise;
/// let a = normalise("https://WWW.Harbour-Post.example/2019/kim/?utm_source=feed&page=2&id=7#comments");
/// assert_eq!(a, "harbour-post.example/2019/kim?id=7&page=2");
/// assert_eq!(a, normalise("http://harbour-post.example:80/2019/kim?id=7&page=2&fbclid=x"));
/// ```
pub fn normalise(address: &str) -> String {
    let address = address.trim();
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) if scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)) => {
            (scheme.to_ascii_lowercase(), rest)
        }
        _ => (String::new(), address.strip_prefix("//").unwrap_or(address)),
    };
    // `#!` began the path of a page in some old applications
    let rest = match rest.split_once('#') {
        Some((before, fragment)) if !fragment.starts_with('!') => before,
        _ => rest,
    };
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = place.find('/').map_or((place, ""), |slash| place.split_at(slash));

    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host).to_lowercase();
    let port = if scheme == "https" { ":443" } else { ":80" };
    let host = host.strip_suffix(port).unwrap_or(&host).trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);

    let mut out = if matches!(scheme.as_str(), "" | "http" | "https") { String::new() } else { scheme + "://" };
    out.push_str(host);
    out.push_str(&escapes(path.trim_end_matches('/')));
    let mut parts: Vec<String> =
        query.split('&').filter(|part| !part.is_empty() && !tracks(part)).map(escapes).collect();
    parts.sort_unstable();
    for (i, part) in parts.iter().enumerate() {
        out.push(if i == 0 { '?' } else { '&' });
        out.push_str(part);
    }
    out
}

fn tracks(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default().to_ascii_lowercase();
    TRACKERS.binary_search(&name.as_str()).is_ok() || TRACKER_FAMILIES.iter().any(|family| name.starts_with(family))
}

/// Writes `%2f` as `%2F`, and `%61` as the `a` it stands for.
fn escapes(text: &str) -> String {
    let hex = |b: u8| char::from(b).to_digit(16);
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    let mut at = 0;
    while at + 2 < bytes.len() {
        if bytes[at] == b'%'
            && let (Some(high), Some(low)) = (hex(bytes[at + 1]), hex(bytes[at + 2]))
        {
            out.push_str(&text[from..at]);
            let byte = (high * 16 + low) as u8;
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                out.push(char::from(byte));
            } else {
                out.push_str(&text[at..at + 3].to_ascii_uppercase());
            }
            at += 3;
            from = at;
        } else {
            at += 1;
        }
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_one_key() {
        for (a, b) in [
            ("http://News.Example/a", "https://news.example/a/"),
            ("http://news.example/a#top", "http://news.example/a"),
            ("http://news.example/a?b=1&a=2", "http://news.example/a?a=2&b=1"),
            ("http://news.example/a?UTM_medium=x&", "http://news.example/a"),
            ("http://news.example/%7Ekim/%e4", "http://news.example/~kim/%E4"),
            ("//news.example/a", "news.example/a"),
            ("https://news.example:443/a", "http://user@news.example/a"),
            (" http://www.news.example ", "http://news.example/"),
        ] {
            assert_eq!(normalise(a), normalise(b));
        }
    }

    #[test]
    fn different_pages_stay_different() {
        for (a, b) in [
            ("http://news.example/A", "http://news.example/a"),
            ("http://news.example/a?id=1", "http://news.example/a?id=2"),
            ("http://news.example/a", "http://other.example/a"),
            ("http://news.example/#!/a", "http://news.example/#!/b"),
            ("http://news.example:8080/a", "http://news.example/a"),
            ("ftp://news.example/a", "http://news.example/a"),
        ] {
            assert_ne!(normalise(a), normalise(b));
        }
    }

    #[test]
    fn any_text_is_legal_and_normal_form_is_stable() {
        assert!(TRACKERS.is_sorted());
        for text in ["", "%", "%%4", "?", "#", "://", "a://b://c", "Äpfel/ß?ü=%C3%BC&%", "http://", "@:80/?&=&"] {
            let once = normalise(text);
            assert_eq!(normalise(&once), once, "{text:?}");
        }
    }
}
