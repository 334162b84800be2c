//! Reads a number as it is written, in the digits of any script, so that two writings of one number can be told from two numbers.

/// The zero of each decimal script of Unicode (general category Nd); its digits follow it in order.
const ZEROS: [u32; 66] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20, 0x1040,
    0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0,
    0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650,
    0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC,
    0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
];

/// Languages in which a full stop stands between thousands and a comma before decimals; in the others of which something
/// is known it is the other way round.
const STOPS_BETWEEN_THOUSANDS: [&str; 14] = ["id", "de", "es", "it", "nl", "pt", "tr", "da", "el", "ro", "hr", "sr", "sl", "vi"];
const COMMAS_BETWEEN_THOUSANDS: [&str; 8] = ["en", "ar", "he", "ms", "zh", "ja", "ko", "th"];

/// What a digit counts, in whatever script.
pub fn digit(character: char) -> Option<u32> {
    let code = u32::from(character);
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code)].last()?;
    (code - zero < 10).then_some(code - zero)
}

/// Whether a word has a digit in it.
pub fn has_digit(word: &str) -> bool {
    word.chars().any(|character| digit(character).is_some() || (character.is_numeric() && !character.is_alphabetic()))
}

/// A number in one form: digits of ASCII, nothing between thousands, a full stop before decimals.
///
/// What a single sign before digits means depends on the language; where that is not known, or it is not what the language
/// has there, the sign is told apart, so that another writing is another number.
pub fn canonical(word: &str, language: &str) -> String {
    let narrow = |character| if is_sign(character) { half_width(character) } else { character };
    let plain: String = word.chars().map(|character| digit(character).map_or_else(|| narrow(character), ascii)).collect();
    let core = plain.trim_start_matches('0');
    let is_number = !plain.is_empty() && plain.chars().all(|character| character.is_ascii_digit() || is_sign(character));
    if !is_number || core.is_empty() {
        return plain;
    }
    match divide(&plain, language) {
        None => plain,
        Some(Divided { whole, decimals, .. }) if decimals.is_empty() => whole,
        Some(Divided { whole, sign, decimals }) => format!("{whole}{sign}{decimals}"),
    }
}

/// A number in its two parts.
struct Divided {
    /// The digits before the decimals.
    whole: String,
    /// `.` where what stands before the decimals is what the language has there, or is never anything else; else another
    /// sign for each: “2,5” may be two numbers to an English reader.
    sign: char,
    decimals: String,
}

fn ascii(digit: u32) -> char {
    char::from_digit(digit, 10).unwrap_or('0')
}

/// A sign as it is written in half of the width: Chinese and Japanese write `％` for `%`.
pub fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => u32::from(character).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(character),
        '〜' => '~',
        '￥' => '¥',
        '￡' => '£',
        '￦' => '₩',
        _ => character,
    }
}

/// One of the signs that mean the same beside numbers, for all of them.
pub fn plain_sign(character: char) -> char {
    match half_width(character) {
        '٪' => '%',
        '∶' => ':',
        '⁄' | '∕' => '/',
        '‐' | '‑' | '−' => '-',
        other => other,
    }
}

/// Signs that stand inside numbers; blanks are those that hold digits together.
pub fn is_sign(character: char) -> bool {
    matches!(half_width(character), '.' | ',' | '\'' | '’' | '\u{66B}' | '\u{66C}' | ' ' | '_')
}

/// Signs that belong to the number right behind them: a minus, “more than”, “about”, a currency.
pub fn is_sign_before(character: char) -> bool {
    matches!(plain_sign(character), '-' | '+') || is_bound_before(character)
}

/// Signs that belong to the number behind them also where a blank stands between.
pub fn is_bound_before(character: char) -> bool {
    matches!(half_width(character), '±' | '<' | '>' | '≤' | '≥' | '~' | '≈') || is_currency(character)
}

/// Signs that belong to the number right before them: a per cent, “and more”, a currency.
pub fn is_sign_after(character: char) -> bool {
    half_width(character) == '+' || is_bound_after(character)
}

/// Signs that belong to the number before them also where a blank stands between, as French writes it.
pub fn is_bound_after(character: char) -> bool {
    matches!(plain_sign(character), '%' | '‰' | '°') || is_currency(character)
}

fn is_currency(character: char) -> bool {
    matches!(half_width(character), '$' | '€' | '£' | '¥' | '₺' | '₤' | '₽' | '₹' | '₪' | '₩')
}

/// Signs that make one number, time or date of the two between which they stand: `1/2`, `6:30`, `10–12`.
pub fn is_sign_between(character: char) -> bool {
    matches!(plain_sign(character), '-' | '–' | '/' | ':' | '·' | '×' | '*' | '^')
}

/// The parts of a number; nothing where it cannot be told.
fn divide(plain: &str, language: &str) -> Option<Divided> {
    let (body, sign, decimals) = match plain.find('\u{66B}') {
        Some(at) => (&plain[..at], '.', &plain[at + '\u{66B}'.len_utf8()..]),
        None => by_signs(plain, language)?,
    };
    let groups: Vec<&str> = body.split(is_sign).collect();
    let grouped = groups.len() == 1
        || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3) && one_sign(body));
    let is_number = grouped && decimals.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Divided { whole: groups.concat(), sign, decimals: decimals.to_owned() })
}

fn one_sign(body: &str) -> bool {
    let mut signs = body.chars().filter(|character| is_sign(*character));
    let first = signs.next();
    signs.all(|sign| Some(sign) == first)
}

/// Where `.` and `,` are the only signs of doubt: what stands before the decimals, their sign, and the decimals.
fn by_signs<'a>(plain: &'a str, language: &str) -> Option<(&'a str, char, &'a str)> {
    let points: Vec<(usize, char)> = plain.char_indices().filter(|(_, character)| matches!(character, '.' | ',')).collect();
    let Some((last_at, last)) = points.last().copied() else { return Some((plain, '.', "")) };
    let same = points.iter().filter(|(_, character)| *character == last).count();
    let after = &plain[last_at + 1..];
    if same > 1 {
        return Some((plain, '.', ""));
    }
    let thousands = between_thousands(language);
    // The last of two kinds of sign stands before decimals, and so does one behind which there are not three digits.
    if points.len() > 1 || plain[..last_at].contains([' ', '\'', '’', '\u{66C}']) {
        return Some((&plain[..last_at], '.', after));
    }
    if after.len() != 3 {
        let is_usual = thousands.is_some_and(|thousands| last != thousands);
        let sign = match last {
            _ if is_usual => '.',
            '.' => '·',
            _ => ',',
        };
        return Some((&plain[..last_at], sign, after));
    }
    if last == thousands? { Some((plain, '.', "")) } else { Some((&plain[..last_at], '.', after)) }
}

/// What a language writes between thousands, where it is known; the other of `.` and `,` stands before its decimals.
fn between_thousands(language: &str) -> Option<char> {
    let primary = language.split('-').next().unwrap_or(language);
    if STOPS_BETWEEN_THOUSANDS.contains(&primary) {
        Some('.')
    } else if COMMAS_BETWEEN_THOUSANDS.contains(&primary) {
        Some(',')
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{canonical, digit, has_digit};

    #[test]
    fn one_number_has_one_form_in_every_script() {
        let thousand = ["1300", "1,300", "١٬٣٠٠", "۱۳۰۰", "1 300", "1'300", "1’300", "१३००", "１３００"];
        assert_eq!(thousand.map(|written| canonical(written, "en")), ["1300"; 9]);
        assert_eq!(["1.300", "1300"].map(|written| canonical(written, "id")), ["1300"; 2]);
        let million = ["1,234,567", "1.234.567", "1234567", "١٬٢٣٤٬٥٦٧"];
        assert_eq!(million.map(|written| canonical(written, "x")), ["1234567"; 4]);
        assert_eq!(["1.5", "١٫٥"].map(|written| canonical(written, "ar")), ["1.5"; 2]);
        assert_eq!(canonical("1,5", "id"), "1.5");
        assert_eq!(canonical("1.234,56", "en"), "1234.56");
    }

    #[test]
    fn a_sign_that_may_mean_either_keeps_two_numbers_apart() {
        assert_ne!(canonical("1.383", "en"), canonical("1,383", "en"));
        assert_ne!(canonical("1.383", "id"), canonical("1,383", "id"));
        assert_ne!(canonical("1.383", "xx"), canonical("1383", "xx"));
        assert_ne!(canonical("12,34,56", "en"), canonical("123456", "en"));
        for language in ["en", "id", "xx"] {
            assert_ne!(canonical("2,5", language), canonical("2.5", language), "{language}");
        }
    }

    #[test]
    fn digits_are_known_in_every_script() {
        assert_eq!(['0', '٣', '۹', '९', '𝟘', 'a', '½'].map(digit), [Some(0), Some(3), Some(9), Some(9), Some(0), None, None]);
        assert!(has_digit("COVID-19") && has_digit("٣") && has_digit("½") && !has_digit("ten"));
    }
}
