//! Words that sites put around reports: a small lexicon in a dozen languages, one signal among others.
//!
//! No word of it decides anything alone. Shape says what a line may be; cues say which of two readings of a shape
//! is meant, and how dense they stand in a sentence tells a notice from a report.

/// What a cue word hints at; a set, as some words hint at several things.
pub(in crate::text) type Cue = u16;

/// Speaks to the reader or of the site itself: you, our.
pub(super) const ADDRESS: Cue = 1;
/// What a reader can do on a site: subscribe, share, click.
pub(super) const ACT: Cue = 2;
/// What sites are made of: newsletter, cookies, comments.
pub(super) const THING: Cue = 4;
/// Announces other articles: related, recommended, also.
pub(super) const LIST: Cue = 8;
/// Speaks of pictures: photo, caption.
pub(super) const IMAGE: Cue = 16;
/// Stands around a date: updated, published, GMT.
pub(super) const TIME: Cue = 32;
/// Introduces an author: by, von.
pub(super) const BY: Cue = 64;
/// Hardly ever said in a report: newsletter, unsubscribe.
pub(super) const SITE: Cue = 128;
/// Stands in the credits of a report: contributed, editing.
pub(super) const CREDIT: Cue = 256;

const LEXICON: &[(Cue, &str)] = &[
    (
        ADDRESS,
        "you your yours we our vous votre vos nous notre nos ihre ihren ihrem ihrer wir unser unsere unserer \
        tu tus te nuestro nuestra nuestros nuestras você sua nosso nossa vostra nostro nostra uw onze вы вас вам ваш ваша вашу \
        мы нас наш наша нашего нашем siz bizim",
    ),
    (
        ACT,
        "click clicking tap subscribe subscribed unsubscribe subscribing sign login log logout signup register \
        registered share shared follow download print save bookmark tweet retweet comment reply submit send enter join \
        skip loading load search browse accept agree allow enable disable upgrade listen play view show hide close toggle scroll \
        resize notify continue continued continues donate buy cancel customize manage consent contact abonnieren \
        anmelden registrieren teilen drucken merken kommentieren weiterlesen zustimmen ablehnen akzeptieren abonnez \
        partager imprimer commenter suivre inscrivez connectez cliquez suscríbete suscribirse suscribete compartir \
        guardar imprimir comentar iniciar acceder aceptar assine compartilhar entrar condividi iscriviti accedi accetta \
        abonneer delen reageren подписаться подписывайтесь подпишитесь Подписаться Подписывайтесь Подпишитесь поделиться \
        Поделиться войти Войти комментировать Комментировать",
    ),
    (
        THING,
        "cookie cookies newsletter newsletters inbox email mail account accounts password username app apps \
        privacy policy terms conditions copyright rights reserved permission reprint reprints reproduction \
        advertisement advertisements advertise advertiser advertising advert ad ads sponsored sponsor promoted promotion \
        podcast podcasts website websites site sitemap browser javascript notification notifications alerts subscriber subscribers \
        subscription membership member paywall comments commenting commenter replies moderated permalink bookmarks rss feed feeds \
        facebook twitter instagram whatsapp linkedin youtube pinterest telegram tiktok reddit flipboard \
        menu navigation links link homepage page button icon svg logo breadcrumb footer header sidebar slideshow gallery photogallery \
        captcha recaptcha form fields required disclaimer liability trademark trademarks licence license licensing \
        editions archive archives masthead careers jobs faq help feedback tip tips settings preferences accessibility \
        content contents partner partners affiliate commissions commission purchases \
        transcript audio video videos livestream live tv playlist player \
        anzeige werbung datenschutz datenschutzerklärung impressum agb nutzungsbedingungen kommentar kommentare konto \
        postfach abo zugriffe inhalt inhalte publicité connexion commentaires compte mentions légales confidentialité courriel \
        publicidad sesión comentarios correo boletín condiciones aviso legal privacidad derechos reservados terceros servicios \
        publicidade comentários privacidade direitos pubblicità commenti diritti riservati advertentie reacties privacybeleid \
        реклама Реклама комментарии Комментарии рассылка рассылку подписка çerez çerezler yorum yorumlar \
        कुकी टिप्पणी تعليق تعليقات إعلان",
    ),
    (
        LIST,
        "related recommended recommend recommendations trending popular latest more most also next previous read reading \
        watch see elsewhere missed miss picks pick stories story headlines articles posts topics topic tags tagged filed similar \
        suggested further featured coverage previously \
        auch interessieren mehr meistgelesen thema themen verwandte artikel lesen \
        aussi lire voir articles associés plus lus relacionados relacionadas relacionado más leído leídas visto vistas noticias \
        mais lidas leia também veja leggi anche correlati letti lees ook meer \
        читайте Читайте также новости Новости материалы теме самое Самое популярное Популярное ilgili haberler \
        اقرأ أيضا المزيد और पढ़ें",
    ),
    (
        IMAGE,
        "photo photos photograph photographs photographer image images picture pictures pictured caption illustration \
        foto fotos bild bilder imagen imágenes imagem fotografía fotografia courtesy handout \
        фото Фото صورة تصویر",
    ),
    (
        TIME,
        "published posted updated modified date am pm gmt utc est edt cst cdt mst mdt pst pdt et pt ist cet cest bst msk uhr \
        minute minutes min mins hour hours hrs ago read first last sec seconds \
        monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag \
        lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo \
        понедельник вторник среда четверг пятница суббота воскресенье \
        stand aktualisiert veröffentlicht lesezeit publié heures actualizado publicado publicada hora horas atualizado \
        aggiornato pubblicato bijgewerkt gepubliceerd опубликовано Опубликовано обновлено Обновлено",
    ),
    (
        SITE,
        "newsletter newsletters cookie cookies inbox subscribe unsubscribe copyright advertisement advertisements \
        login logout signup username recaptcha captcha permalink homepage rss icon svg sitemap breadcrumb sidebar slideshow \
        photogallery loading bookmark paywall masthead commenter podcast podcasts anzeige werbung datenschutz impressum \
        abonnieren weiterlesen publicité abonnez publicidad boletín suscríbete publicidade pubblicità advertentie \
        реклама Реклама подписывайтесь подпишитесь Подписывайтесь Подпишитесь",
    ),
    (
        CREDIT,
        "contributed contributing contributors reporting editing writing compiled additional agencies material avec información",
    ),
    (BY, "by von par por di door av af автор Автор written edited reported"),
];

const SLOTS: usize = 4096;

/// Slot by slot: 1 + where the word begins in `TEXT`, or 0.
struct Table {
    words: [&'static str; 700],
    cues: [Cue; 700],
    slots: [u16; SLOTS],
    /// Which combinations of first two letters, last letter and odd length occur: no more is asked of most words.
    ends: [u64; 1024],
}

/// The first two letters, the last letter and the parity of the length of a word in 16 bits, letters without case.
#[inline]
const fn ends(first: u8, second: u8, last: u8, len: usize) -> usize {
    (first as usize & 31) << 11 | (second as usize & 31) << 6 | (last as usize & 31) << 1 | len & 1
}

static TABLE: Table = build();

/// A hash of first, middle and last byte and the length, letters without case. The rest is compared.
const fn slot(word: &[u8]) -> usize {
    let n = word.len();
    let (a, b, c) = ((word[0] | 32) as usize, (word[n / 2] | 32) as usize, (word[n - 1] | 32) as usize);
    let mix = a.wrapping_mul(0x9E5) ^ b.wrapping_mul(0x3D) ^ c.wrapping_mul(0x1F7) ^ n.wrapping_mul(0xB3B);
    mix % SLOTS
}

const fn build() -> Table {
    let mut table = Table { words: [""; 700], cues: [0; 700], slots: [0; SLOTS], ends: [0; 1024] };
    let (mut count, mut row) = (0, 0);
    while row < LEXICON.len() {
        let (cue, mut rest) = LEXICON[row];
        while !rest.is_empty() {
            let bytes = rest.as_bytes();
            let mut end = 0;
            while end < bytes.len() && bytes[end] != b' ' {
                end += 1;
            }
            let (word, after) = rest.split_at(end);
            if !word.is_empty() {
                let letters = word.as_bytes();
                let shape = ends(letters[0], letters[1], letters[letters.len() - 1], letters.len());
                table.ends[shape / 64] |= 1 << (shape % 64);
                let mut at = slot(word.as_bytes());
                while table.slots[at] != 0
                    && !same(table.words[table.slots[at] as usize - 1].as_bytes(), word.as_bytes())
                {
                    at = (at + 1) % SLOTS;
                }
                if table.slots[at] == 0 {
                    table.words[count] = word;
                    count += 1;
                    table.slots[at] = count as u16;
                }
                table.cues[table.slots[at] as usize - 1] |= cue;
            }
            rest = if after.is_empty() { after } else { after.split_at(1).1 };
        }
        row += 1;
    }
    table
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if !a[i].eq_ignore_ascii_case(&b[i]) {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether `word` is of sites and labels rather than of reports, as *newsletter* is and *caption*: where labels stand in
/// one line with what they label they stay in the text, but to share them says nothing.
pub(crate) fn is_of_sites(word: &str) -> bool {
    cue(word) & (SITE | IMAGE) != 0
}

/// What `word` hints at; 0 for nearly every word of a report.
#[inline]
pub(super) fn cue(word: &str) -> Cue {
    cue_of(word.as_bytes())
}

/// The same for the bytes of a word.
#[inline]
pub(in crate::text) fn cue_of(word: &[u8]) -> Cue {
    let ([first, second, ..], [.., last]) = (word, word) else { return 0 };
    let shape = ends(*first, *second, *last, word.len());
    if TABLE.ends[shape / 64] & 1 << (shape % 64) == 0 { 0 } else { look_up(word) }
}

#[inline(never)]
fn look_up(bytes: &[u8]) -> Cue {
    let mut at = slot(bytes);
    loop {
        let index = TABLE.slots[at];
        if index == 0 {
            return 0;
        }
        if same(TABLE.words[usize::from(index) - 1].as_bytes(), bytes) {
            return TABLE.cues[usize::from(index) - 1];
        }
        at = (at + 1) % SLOTS;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_lexicon_is_found() {
        for (cues, words) in LEXICON {
            for word in words.split_ascii_whitespace() {
                assert_eq!(cue(word) & cues, *cues, "{word}");
            }
        }
        assert_eq!(cue("Newsletter"), THING | SITE);
        assert_eq!(cue("SUBSCRIBE"), cue("subscribe"));
        assert_eq!((cue("Kremlin"), cue(""), cue("a")), (0, 0, 0));
        assert!(is_of_sites("Copyright") && is_of_sites("caption") && !is_of_sites("story"));
    }
}
