//! Words that decide what is said, language by language: those that deny, and those that count.
//!
//! A quotation in which one of them differs is never repaired unseen. The lists are asked together, whatever the language
//! of a text: texts quote one another, and a word too many only means that an editor is asked. To add a language, add a row.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::spelling::without_marks;

/// Words that deny, folded and in lower case; Arabic ones without the “and” or “so” that is written onto them.
const NEGATIONS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "without", "cannot", "hardly",
            "scarcely", "barely", "except", "unless", "deny", "denies", "denied", "false", "falsely", "ain't",
        ],
    ),
    (
        "id",
        &[
            "tidak",
            "tak",
            "bukan",
            "bukanlah",
            "tidaklah",
            "jangan",
            "belum",
            "tanpa",
            "tiada",
            "nggak",
            "ndak",
            "non",
            "kecuali",
            "membantah",
            "dibantah",
            "menyangkal",
        ],
    ),
    (
        "ar",
        &[
            "لا",
            "لم",
            "لن",
            "ليس",
            "ليست",
            "ليسوا",
            "لست",
            "لسنا",
            "ما",
            "غير",
            "بدون",
            "دون",
            "بلا",
            "سوى",
            "إلا",
            "عدم",
            "كلا",
            "لما",
            "نفى",
            "نفت",
            "ينفي",
            "تنفي",
        ],
    ),
];

/// Words that count, folded and in lower case, and months, which are the numbers of dates.
///
/// Of these are left out those that are more often something else: “may”, “march”, مارس (he practised), آب (a father, without
/// its marks). Written large, or of two letters, another in their place is never one of spelling.
const NUMBER_WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
            "hundred",
            "hundreds",
            "thousand",
            "thousands",
            "million",
            "millions",
            "billion",
            "billions",
            "dozen",
            "dozens",
            "score",
            "scores",
            "half",
            "third",
            "quarter",
            "once",
            "twice",
            "first",
            "second",
            "fifth",
            "eighth",
            "ninth",
            "twelfth",
            "both",
            "all",
            "some",
            "few",
            "many",
            "most",
            "several",
            "single",
            "double",
            "january",
            "february",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
    ),
    (
        "id",
        &[
            "nol",
            "satu",
            "dua",
            "tiga",
            "empat",
            "lima",
            "enam",
            "tujuh",
            "delapan",
            "sembilan",
            "sepuluh",
            "sebelas",
            "belas",
            "puluh",
            "puluhan",
            "belasan",
            "ratus",
            "ratusan",
            "seratus",
            "ribu",
            "ribuan",
            "seribu",
            "juta",
            "jutaan",
            "sejuta",
            "miliar",
            "miliaran",
            "lusin",
            "setengah",
            "separuh",
            "kedua",
            "ketiga",
            "pertama",
            "semua",
            "beberapa",
            "banyak",
            "sebagian",
            "seluruh",
            "januari",
            "februari",
            "maret",
            "april",
            "mei",
            "juni",
            "juli",
            "agustus",
            "september",
            "oktober",
            "november",
            "desember",
        ],
    ),
    (
        "ar",
        &[
            "صفر",
            "واحد",
            "واحدة",
            "اثنان",
            "اثنين",
            "اثنتان",
            "ثلاث",
            "ثلاثة",
            "أربع",
            "أربعة",
            "خمس",
            "خمسة",
            "ست",
            "ستة",
            "سبع",
            "سبعة",
            "ثمان",
            "ثماني",
            "ثمانية",
            "تسع",
            "تسعة",
            "عشر",
            "عشرة",
            "عشرات",
            "عشرون",
            "عشرين",
            "ثلاثون",
            "ثلاثين",
            "أربعون",
            "أربعين",
            "خمسون",
            "خمسين",
            "ستون",
            "ستين",
            "سبعون",
            "سبعين",
            "ثمانون",
            "ثمانين",
            "تسعون",
            "تسعين",
            "مئة",
            "مائة",
            "مئات",
            "مئتان",
            "مئتين",
            "ألف",
            "ألفا",
            "آلاف",
            "ألوف",
            "مليون",
            "ملايين",
            "نصف",
            "ثلث",
            "ربع",
            "كل",
            "جميع",
            "بعض",
            "معظم",
            "أول",
            "أولى",
            "ثان",
            "ثاني",
            "ثانية",
            "ثالث",
            "ثالثة",
            "رابع",
            "رابعة",
            "خامس",
            "خامسة",
            "سادس",
            "سادسة",
            "سابع",
            "سابعة",
            "ثامن",
            "ثامنة",
            "تاسع",
            "تاسعة",
            "عاشر",
            "عاشرة",
            "حادي",
            "حادية",
            "يناير",
            "فبراير",
            "أبريل",
            "إبريل",
            "مايو",
            "يونيو",
            "يونيه",
            "يوليو",
            "يوليه",
            "أغسطس",
            "سبتمبر",
            "أكتوبر",
            "نوفمبر",
            "ديسمبر",
            "كانون",
            "شباط",
            "آذار",
            "نيسان",
            "أيار",
            "حزيران",
            "تموز",
            "أيلول",
            "تشرين",
        ],
    ),
];

/// Beginnings of words that turn them over: “armed”, “unarmed”.
const DENYING_BEGINNINGS: &[&str] = &["un", "non", "in", "im", "ir", "il", "dis", "mis", "tak", "nir", "anti", "لا"];

/// What Arabic writes onto the word that follows: and, so, by, for.
const ARABIC_BEGINNINGS: &[char] = &['و', 'ف', 'ب', 'ل'];
/// What it also writes onto a word that counts: like. Of what denies, this makes other words: كما is “as”.
const ARABIC_BEGINNINGS_OF_NUMBERS: &[char] = &['و', 'ف', 'ب', 'ل', 'ك'];

static DENYING: LazyLock<BTreeSet<String>> = LazyLock::new(|| plain(NEGATIONS));
static COUNTING: LazyLock<BTreeSet<String>> = LazyLock::new(|| plain(NUMBER_WORDS));

/// All words of some lists as they are looked up.
fn plain(lists: &[(&str, &[&str])]) -> BTreeSet<String> {
    lists.iter().flat_map(|(_, words)| *words).map(|word| without_marks(word)).collect()
}

/// Whether a word denies; it is folded, neither its case nor its marks matter.
pub fn denies(word: &str) -> bool {
    let word = without_marks(&word.to_lowercase());
    word.ends_with("n't") || is_listed(&DENYING, ARABIC_BEGINNINGS, &word)
}

/// Whether a word counts.
pub fn counts(word: &str) -> bool {
    let word = without_marks(&word.to_lowercase());
    let is_own = |word: &str| is_listed(&COUNTING, ARABIC_BEGINNINGS_OF_NUMBERS, word);
    // An Arabic accusative has one more letter: رابعا of رابع.
    let is_counting = |word: &str| is_own(word) || word.strip_suffix('ا').is_some_and(is_own);
    let is_ordinal = || match word.strip_suffix("ieth") {
        Some(tens) => is_counting(&format!("{tens}y")),
        None => word.strip_suffix("th").is_some_and(is_counting),
    };
    is_counting(&word) || is_ordinal()
}

/// Whether one of two words is the other, turned over: “armed” and “unarmed”.
pub fn is_turned_over(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|word| without_marks(&word.to_lowercase()));
    let turns = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|beginning| DENYING_BEGINNINGS.contains(&beginning.trim_end_matches('-')))
    };
    turns(&one, &other) || turns(&other, &one)
}

fn is_listed(words: &BTreeSet<String>, beginnings: &[char], word: &str) -> bool {
    // Written onto it, the particle hides the word: ولم is و and لم; and so does the article: الثمانين, للثمانين.
    let bare = word.strip_prefix(beginnings).unwrap_or(word);
    let of_article =
        |word: &str| ["ال", "لل"].iter().any(|article| word.strip_prefix(article).is_some_and(|word| words.contains(word)));
    words.contains(word) || words.contains(bare) || of_article(word) || of_article(bare)
}

#[cfg(test)]
mod tests {
    use super::{counts, denies, is_turned_over};

    #[test]
    fn words_that_deny_are_known_in_three_languages() {
        let denying = ["not", "No", "wasn't", "tidak", "Bukan", "لم", "ولم", "فلا", "بدون"];
        assert_eq!(denying.map(denies), [true; 9]);
        assert_eq!(["لَمْ", "لَيْسَ", "الا", "ليـــس"].map(denies), [true; 4]);
        assert_eq!(["note", "nose", "tadi", "علم", "snow", "كما"].map(denies), [false; 6]);
        assert!(is_turned_over("armed", "unarmed") && is_turned_over("non-Muslim", "Muslim") && !is_turned_over("armed", "army"));
    }

    #[test]
    fn words_that_count_are_known_in_three_languages() {
        assert_eq!(
            ["Hundreds", "ratusan", "مئات", "ومئة", "والثمانين", "ninetieth", "nineteenth", "twelfth"].map(counts),
            [true; 8]
        );
        assert_eq!(["السابع", "بالرابع", "للخامسة", "كأول", "الاول", "ثَمَانِيَة", "ثمـــانين", "ورابعًا"].map(counts), [true; 8]);
        assert_eq!(["june", "Juni", "يونيو", "تموز"].map(counts), [true; 4]);
        assert_eq!(["hundredweight", "rata", "مدينة"].map(counts), [false; 3]);
    }
}
