//! Finds the tag of a template that is opened and not closed: the engine tells only where it noticed.

use crate::source::Position;

/// Tags that something else has to close: `{% for … %}` by `{% endfor %}`.
const OPENINGS: [&str; 6] = ["if", "for", "block", "filter", "component", "set"];

/// A tag that is open.
struct Open<'t> {
    name: &'t str,
    at: usize,
}

/// The place of the first tag that nothing closes where it should, from 1, and what is missing; nothing if all are closed.
pub fn unclosed(text: &str) -> Option<(Position, String)> {
    let plain = without_comments(text);
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut at = 0;
    while let Some(found) = plain[at..].find("{%").map(|found| at + found) {
        let behind = found + plain[found..].find("%}")? + 2;
        let tag = &plain[found + 2..behind - 2];
        let word = word(tag);
        at = behind;
        if OPENINGS.contains(&word) && !(word == "set" && tag.contains('=')) {
            open.push(Open { name: word, at: found });
        } else if let Some(closes) = word.strip_prefix("end").filter(|name| OPENINGS.contains(name)) {
            match open.last() {
                Some(last) if last.name == closes => drop(open.pop()),
                Some(last) => {
                    let line = Position::behind(&text[..found]).line;
                    return Some(missing(text, last, &format!(" before the `{word}` of line {line}")));
                }
                None => return Some((Position::behind(&text[..found]), format!("`{word}` closes nothing that is open"))),
            }
        }
    }
    open.last().map(|last| missing(text, last, ""))
}

/// The word with which a tag begins.
fn word(tag: &str) -> &str {
    let tag = tag.trim_start_matches(['-', ' ', '\t', '\r', '\n']);
    tag.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next().unwrap_or(tag)
}

/// A template with blanks for its comments, and for what stands between `raw` and `endraw`; all else keeps its place.
pub fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let from = &rest[at..];
        let end = |close: &str| from.find(close).map_or(rest.len(), |end| at + end + close.len());
        let blank = if from.starts_with("{#") {
            at..end("#}")
        } else if from.starts_with("{%") && word(&from[2..]) == "raw" {
            let behind = end("%}");
            behind..rest[behind..].find("endraw").map_or(rest.len(), |end| behind + end)
        } else {
            at + 1..at + 1
        };
        plain.push_str(&rest[..blank.start]);
        plain.extend(rest[blank.clone()].bytes().map(|_| ' '));
        rest = &rest[blank.end..];
    }
    plain + rest
}

fn missing(text: &str, open: &Open<'_>, before: &str) -> (Position, String) {
    (Position::behind(&text[..open.at]), format!("`{0}` is not closed: `{{% end{0} %}}` is missing{before}", open.name))
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    #[test]
    fn what_is_not_closed_is_told_where_it_was_opened() {
        for (text, line, column, words) in [
            (
                "{% block a %}\n  {% for b in c %}\n{% endblock a %}",
                2,
                3,
                "`for` is not closed: `{% endfor %}` is missing before the `endblock` of line 3",
            ),
            ("\n{%- if a %}x", 2, 1, "`if` is not closed: `{% endif %}` is missing"),
            ("{% if a %}{% endif %}\n{% endif %}", 2, 1, "`endif` closes nothing that is open"),
        ] {
            let (position, message) = unclosed(text).unwrap();
            assert_eq!((position.line, position.column, message.as_str()), (line, column, words));
        }
        let sound = "{# {% if x %} #}{% set a = 1 %}{% set b %}c{% endset %}{% raw %}{% if %}{% endraw %}{% if a %}{% elif b %}{% else %}{% endif %}";
        assert_eq!(unclosed(sound), None);
    }
}
