//! The names of the months, in a dozen languages.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The month a word names, and whether the word is too common to name one in small letters without a year.
pub(super) fn month(word: &str) -> Option<(u8, bool)> {
    static BY_NAME: LazyLock<FxHashMap<&str, (u8, bool)>> = LazyLock::new(|| {
        let rows = MONTHS.iter().zip(1..);
        rows.flat_map(|(names, number)| {
            names.split_ascii_whitespace().map(move |name| (name.trim_end_matches('?'), (number, name.ends_with('?'))))
        })
        .collect()
    });
    let bytes = word.as_bytes();
    if bytes.len() < 3 || bytes.len() > 30 {
        return None;
    }
    if !word.is_ascii() {
        return BY_NAME.get(word.to_lowercase().as_str()).copied();
    }
    let mut lower = [0; 10];
    let lower = lower.get_mut(..bytes.len())?;
    lower.copy_from_slice(bytes);
    lower.make_ascii_lowercase();
    BY_NAME.get(std::str::from_utf8(lower).ok()?).copied()
}

/// Names of the months in small letters; `?` marks words that also mean something else.
const MONTHS: [&str; 12] = [
    "january jan? januar jänner janvier janv enero ene? gennaio gen? janeiro januari января янв stycznia ocak يناير जनवरी",
    "february feb februar février févr febrero febbraio fevereiro fev? februari февраля фев lutego şubat فبراير फरवरी फ़रवरी",
    "march? mar? märz mars marzo março maart mrt марта мар marca mart مارس मार्च",
    "april apr avril avr abril abr? aprile апреля апр kwietnia nisan? أبريل ابريل अप्रैल",
    "may? mai mayo? maggio mag? maio mei? maj? мая maja mayıs مايو मई",
    "june jun juni juin junio giugno giu? junho июня июн czerwca haziran يونيو जून",
    "july jul juli juillet juil julio luglio lug? julho июля июл lipca temmuz يوليو जुलाई",
    "august? aug août agosto ago? augustus augusti августа авг sierpnia ağustos أغسطس اغسطس अगस्त",
    "september sept sep septembre septiembre settembre set? setembro сентября сен сент września eylül سبتمبر सितंबर सितम्बर",
    "october oct oktober okt octobre octubre ottobre ott? outubro out? октября окт października ekim أكتوبر اكتوبر अक्टूबर",
    "november nov novembre noviembre novembro ноября ноя listopada kasım نوفمبر नवंबर नवम्बर",
    "december dec dezember dez? décembre déc diciembre dic? dicembre dezembro декабря дек grudnia aralık ديسمبر दिसंबर दिसम्बर",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_months() {
        let names = ["April", "SEPT", "März", "févr", "мая", "ДЕКАБРЯ", "अप्रैल", "أبريل"];
        assert_eq!(names.map(|name| month(name).map(|(number, _)| number)), [4, 9, 3, 2, 5, 12, 4, 4].map(Some));
        assert_eq!(month("may"), Some((5, true)));
        assert_eq!((month("maybe"), month("ma"), month("reporters")), (None, None, None));
    }
}
