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
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("{%").map(|found| at + found) {
        if let Some(comment) = text[at..found].find("{#").map(|comment| at + comment) {
            at = comment + text[comment..].find("#}")? + 2;
            continue;
        }
        let behind = found + text[found..].find("%}")? + 2;
        let tag = text[found + 2..behind - 2].trim_matches(['-', ' ', '\t', '\r', '\n']);
        let word = tag.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next().unwrap_or(tag);
        at = behind;
        if word == "raw" {
            // What stands in it is no tag.
            at += text[at..].find("endraw")?;
        } else if OPENINGS.contains(&word) && !(word == "set" && tag.contains('=')) {
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
