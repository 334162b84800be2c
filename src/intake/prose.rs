//! Words of others as prose of the archive, in which a page shows what they wrote and nothing of it gets another meaning.

/// Plain text as prose: every sign that Markdown would read is shown as it is, line ends stay.
pub fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut prose = String::with_capacity(text.len());
    let lines: Vec<&str> = text.trim().split('\n').map(str::trim).collect();
    for (number, line) in lines.iter().enumerate() {
        line_of(line, &mut prose);
        match lines.get(number + 1) {
            Some(next) if line.is_empty() || next.is_empty() => prose.push('\n'),
            Some(_) => prose.push_str("\\\n"),
            None => {}
        }
    }
    prose
}

fn line_of(line: &str, prose: &mut String) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, letter) in line.char_indices() {
        let is_sign = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '!' => true,
            // A heading, a list, the line under a heading; elsewhere they are themselves.
            '#' | '-' | '+' | '=' | ':' => at == 0,
            '.' | ')' => at > 0 && at == digits,
            _ => false,
        };
        if is_sign {
            prose.push('\\');
        }
        prose.push(letter);
    }
}

/// Plain text in which citations, `[@key, p. 3]`, are citations: that of an archive.
pub fn of_archive(text: &str) -> String {
    let mut prose = String::new();
    let mut rest = text.trim();
    while let Some(from) = rest.find("[@") {
        let Some(length) = rest[from..].find(']') else { break };
        let citation = &rest[from..=from + length];
        if citation[1..].contains('[') || citation.contains('\n') {
            break;
        }
        join(&mut prose, &rest[..from]);
        prose.push_str(citation);
        rest = &rest[from + length + 1..];
    }
    join(&mut prose, rest);
    prose
}

/// Adds plain text behind prose; the blanks between them stay.
fn join(prose: &mut String, text: &str) {
    let inner = plain(text);
    let blank = |part: &str| if part.contains('\n') { "\\\n" } else { " " };
    if text.starts_with(char::is_whitespace) && !prose.is_empty() && !inner.is_empty() {
        let length = text.len() - text.trim_start().len();
        prose.push_str(blank(&text[..length]));
    }
    prose.push_str(&inner);
    if text.ends_with(char::is_whitespace) && (!prose.is_empty()) {
        prose.push_str(blank(&text[text.trim_end().len()..]));
    }
}

/// Markdown as prose, where it means here what it meant there; else as plain text.
///
/// Raw HTML, pictures, names of this archive and addresses that are none of the web would mean something else.
pub fn markdown(text: &str) -> String {
    let leads_to_the_web = |rest: &str| rest.starts_with("https://") || rest.starts_with("http://");
    let is_safe = !text.contains(['<', '\r', '\t'])
        && !text.contains("![")
        && !text.contains("[@")
        && !text.contains("]:")
        && !text.contains("][")
        && text.match_indices("](").all(|(at, _)| leads_to_the_web(&text[at + 2..]))
        && !text.lines().any(|line| line.starts_with("    "));
    if is_safe { text.trim().to_owned() } else { plain(text) }
}

#[cfg(test)]
mod tests {
    use super::{markdown, of_archive, plain};

    #[test]
    fn no_sign_of_plain_text_is_mark_up() {
        assert_eq!(plain("# *a* [x](entity:y) <b> &amp;"), "\\# \\*a\\* \\[x\\](entity:y) \\<b\\> \\&amp;");
        assert_eq!(plain("1. a\n- b\r\n\r\n    c"), "1\\. a\\\n\\- b\n\nc");
    }

    #[test]
    fn citations_of_an_archive_stay_citations() {
        assert_eq!(of_archive("see [@key, p. 3] and [2]"), "see [@key, p. 3] and \\[2\\]");
        assert_eq!(of_archive("a\n[@k]"), "a\\\n[@k]");
        assert_eq!(of_archive("[@never closed"), "\\[@never closed");
    }

    #[test]
    fn markdown_that_would_mean_something_else_is_shown_as_it_is() {
        assert_eq!(markdown("**a** [b](https://example.org)"), "**a** [b](https://example.org)");
        for text in ["<script>", "[a](entity:b)", "![x](https://a.org/i.png)", "[@key]", "[a]: entity:b", "    code"] {
            assert_eq!(markdown(text), plain(text));
        }
    }
}
