//! What date was meant by one that is not written as EDTF has it: the usual ways to write a date, put into its form.

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// No date has more letters: “about the 24th of September, 1882”.
const LETTERS_MAX: usize = 40;

/// The dates that may be meant, each in its form; more than one where nobody can tell the day from the month.
pub fn meant(written: &str) -> Vec<String> {
    if written.len() > LETTERS_MAX {
        return Vec::new();
    }
    let text = written.trim().to_lowercase();
    let text = text.trim_end_matches(['.', ',']);
    for word in ["circa", "about", "ca.", "c.", "ca ", "c ", "~"] {
        if let Some(rest) = text.strip_prefix(word) {
            return meant(rest)
                .into_iter()
                .chain(year(rest.trim()).map(str::to_owned))
                .take(1)
                .map(|date| format!("{date}~"))
                .collect();
        }
    }
    for era in ["bce", "bc", "b.c.e", "b.c"] {
        if let Some(before) = text.strip_suffix(era) {
            // There is a year 0000, which is 1 BCE.
            let year = before.trim().parse::<u32>().ok().filter(|year| (1..=10_000).contains(year));
            return year
                .map(|year| if year == 1 { "0000".to_owned() } else { format!("-{:04}", year - 1) })
                .into_iter()
                .collect();
        }
    }
    for between in [" - ", " to ", " until ", "–", "—"] {
        if let Some((first, last)) = text.split_once(between) {
            return one(first).zip(one(last)).map(|(first, last)| format!("{first}/{last}")).into_iter().collect();
        }
    }
    let decade = text.strip_suffix("s").filter(|year| year.len() == 4 && year.ends_with('0')).and_then(year);
    if let Some(decade) = decade {
        return vec![format!("{}X", &decade[..3])];
    }
    if let Some((first, last)) = years(text) {
        return vec![format!("{first}/{last}")];
    }
    let parts: Vec<&str> = text.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [first, month, day] if year(first).is_some() => whole(first, number_of(month), number(day)),
        [first, second, last] if year(last).is_some() => match (named(first), named(second)) {
            (Some(month), _) => whole(last, Some(month), number(second)),
            (_, Some(month)) => whole(last, Some(month), number(first)),
            (None, None) => {
                let mut both = whole(last, number(second), number(first));
                both.extend(whole(last, number(first), number(second)));
                both.dedup();
                both
            }
        },
        [first, last] if year(last).is_some() && named(first).is_some() => {
            named(first).map(|month| format!("{last}-{month:02}")).into_iter().collect()
        }
        [first, month] if year(first).is_some() => {
            number_of(month).map(|month| format!("{first}-{month:02}")).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// One end of an interval: a date in its form, or one that can only mean one.
fn one(text: &str) -> Option<String> {
    let text = text.trim();
    if super::parse(text).is_ok() {
        return Some(text.to_owned());
    }
    let mut dates = meant(text);
    dates.pop().filter(|_| dates.is_empty())
}

fn whole(year: &str, month: Option<u8>, day: Option<u8>) -> Vec<String> {
    let date = month.filter(|month| (1..=12).contains(month)).zip(day.filter(|day| (1..=31).contains(day)));
    date.map(|(month, day)| format!("{year}-{month:02}-{day:02}")).into_iter().collect()
}

/// Two years with a hyphen between them.
fn years(text: &str) -> Option<(&str, &str)> {
    text.split_once('-').filter(|(first, last)| year(first).is_some() && year(last).is_some())
}

fn year(text: &str) -> Option<&str> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

fn number(text: &str) -> Option<u8> {
    let digits = text.trim_end_matches(|letter: char| letter.is_alphabetic());
    digits.parse().ok()
}

fn named(text: &str) -> Option<u8> {
    let month = MONTHS.iter().position(|month| text.len() >= 3 && month.starts_with(text));
    month.map(|month| month as u8 + 1)
}

fn number_of(text: &str) -> Option<u8> {
    named(text).or_else(|| number(text))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn the_usual_ways_to_write_a_date_are_known() {
        for (written, expected) in [
            ("1882-3-4", "1882-03-04"),
            ("1882/03/04", "1882-03-04"),
            ("4 March 1882", "1882-03-04"),
            ("March 4th, 1882", "1882-03-04"),
            ("Mar. 1882", "1882-03"),
            ("c. 1882", "1882~"),
            ("~1911", "1911~"),
            ("ca. 4 March 1882", "1882-03-04~"),
            ("1880s", "188X"),
            ("1882-1883", "1882/1883"),
            ("1882–1883", "1882/1883"),
            ("1957-05-05 - 1957-05-06", "1957-05-05/1957-05-06"),
            ("March 1882 to 4 May 1883", "1882-03/1883-05-04"),
            ("12.05.1911", "1911-05-12|1911-12-05"),
            ("25.12.1911", "1911-12-25"),
            ("05.05.1911", "1911-05-05"),
            ("2012-13-01", ""),
            ("yesterday", ""),
            ("", ""),
        ] {
            assert_eq!(meant(written).join("|"), expected, "{written}");
        }
    }
}
