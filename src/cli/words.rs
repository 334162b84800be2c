//! How sizes and times are said, and what is to be typed.

use std::time::Duration;

/// “812 bytes”, “1.9 MB”: a thousand at a time, as file managers and hosts count.
pub fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    UNITS
        .iter()
        .find(|(unit, _)| bytes >= *unit)
        .map_or_else(|| format!("{bytes} bytes"), |(unit, name)| format!("{:.1} {name}", bytes as f64 / *unit as f64))
}

/// “84 ms”, “12.3 s”.
pub fn time(duration: Duration) -> String {
    if duration < Duration::from_secs(10) {
        format!("{} ms", duration.as_millis())
    } else {
        format!("{:.1} s", duration.as_secs_f64())
    }
}

/// A word as a shell takes it: between quotation marks where a letter of it would mean something else.
pub fn typed(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-._/+,:@%".contains(letter) || (cfg!(windows) && letter == '\\');
    if !word.is_empty() && word.chars().all(is_plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// So many letters of what was typed tell which it is.
const LETTERS_MAX: usize = 200;

/// A message in which every name that is longer than anybody reads is cut.
pub fn short(text: &str) -> String {
    let cut = |word: &str| match word.char_indices().nth(LETTERS_MAX) {
        Some((end, _)) => format!("{}…{}", &word[..end], &word[word.trim_end().len()..]),
        None => word.to_owned(),
    };
    text.split_inclusive(char::is_whitespace).map(cut).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{short, size, time, typed};

    #[test]
    fn sizes_and_times_are_said_in_the_unit_that_fits() {
        assert_eq!([812, 1_000, 1_900_000, 2_340_000_000].map(size), ["812 bytes", "1.0 kB", "1.9 MB", "2.3 GB"]);
        assert_eq!([84, 12_345].map(|millis| time(Duration::from_millis(millis))), ["84 ms", "12.3 s"]);
    }

    #[test]
    fn what_nobody_would_read_is_cut() {
        assert_eq!(short("no `x`\n"), "no `x`\n");
        assert_eq!(short(&format!("no {} here\n", "é".repeat(1_000))), format!("no {}… here\n", "é".repeat(200)));
    }

    #[test]
    fn a_word_is_typed_so_that_a_shell_takes_it_whole() {
        assert_eq!(
            ["a/b-1", "löw", "My Arch/one", "it's", "$x", ""].map(typed),
            ["a/b-1", "löw", "'My Arch/one'", r"'it'\''s'", "'$x'", "''"]
        );
    }
}
