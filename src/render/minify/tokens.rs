//! Takes a template apart into template tags, HTML tags and what stands between them.

/// A part of a template.
#[derive(Debug, Clone, PartialEq)]
pub enum Token<'a> {
    /// `{{ … }}` or `{% … %}`, a comment that trims what stands beside it, or all of `{% raw %} … {% endraw %}`.
    Template(&'a str),
    /// An HTML tag: its name in lower case, and everything behind the name.
    Tag {
        /// The name.
        name: String,
        /// It begins with `</`.
        closing: bool,
        /// What stands between the name and `>`.
        attributes: &'a str,
    },
    /// Words, in which white space may be shortened.
    Text(String),
    /// Words of an element that keeps its white space, or whose content is no HTML.
    Raw(&'a str),
    /// `<!doctype html>`.
    Declaration(&'a str),
}

/// Elements whose content is no HTML: it ends with their closing tag and nothing else.
const WITHOUT_TAGS: &[&str] = &["script", "style", "textarea", "title"];

/// The parts of a template, without its comments; `None` where something does not end, or HTML comes from a template tag.
pub fn tokens(source: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = source;
    // The element without tags that is open, and how many `<pre>`.
    let mut without_tags: Option<String> = None;
    let mut pre = 0_usize;
    while !rest.is_empty() {
        if let Some(length) = template_tag(rest)? {
            let (tag, behind) = rest.split_at(length);
            rest = behind;
            if !tag.starts_with("{#") || tag.starts_with("{#-") || tag.ends_with("-#}") {
                tokens.push(Token::Template(tag));
            }
            continue;
        }
        if without_tags.is_none()
            && let Some(comment) = rest.strip_prefix("<!--")
        {
            let length = comment.find("-->")?;
            // What a template engine does there would be lost.
            if comment[..length].contains(['{']) {
                return None;
            }
            rest = &comment[length + 3..];
            continue;
        }
        if without_tags.is_none() && rest.starts_with("<!") {
            let (declaration, behind) = rest.split_at(rest.find('>')? + 1);
            tokens.push(Token::Declaration(declaration));
            rest = behind;
            continue;
        }
        let ends_element = |name: &String| starts_with_tag(rest, name);
        if without_tags.as_ref().is_none_or(ends_element)
            && let Some((name, closing)) = tag_name(rest)
        {
            let start = 1 + usize::from(closing) + name.len();
            let length = tag_length(&rest[start..])?;
            let attributes = &rest[start..start + length];
            // A name of another kind, or one that a template tag completes.
            if !attributes.is_empty() && !attributes.starts_with(|next: char| next.is_ascii_whitespace() || next == '/') {
                return None;
            }
            let name = name.to_ascii_lowercase();
            without_tags = (!closing && WITHOUT_TAGS.contains(&name.as_str())).then(|| name.clone());
            pre = match (name.as_str(), closing) {
                ("pre", false) => pre + 1,
                ("pre", true) => pre.saturating_sub(1),
                _ => pre,
            };
            tokens.push(Token::Tag { name, closing, attributes });
            rest = &rest[start + length + 1..];
            continue;
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let length = rest[first..].find(['<', '{']).map_or(rest.len(), |length| first + length);
        let (words, behind) = rest.split_at(length);
        rest = behind;
        match tokens.last_mut() {
            _ if pre > 0 || without_tags.is_some() => tokens.push(Token::Raw(words)),
            Some(Token::Text(text)) => text.push_str(words),
            Some(Token::Template(_) | Token::Tag { .. } | Token::Raw(_) | Token::Declaration(_)) | None => {
                tokens.push(Token::Text(words.to_owned()));
            }
        }
    }
    Some(tokens)
}

/// Attributes with one space between them; what stands in quotes and in template tags stays.
pub fn narrow(attributes: &str) -> String {
    let mut narrow = String::with_capacity(attributes.len());
    let mut rest = attributes;
    while let Some(first) = rest.chars().next() {
        let quoted = matches!(first, '"' | '\'').then(|| quoted_length(rest)).flatten();
        let length = template_tag(rest).flatten().or(quoted).unwrap_or(first.len_utf8());
        if first.is_ascii_whitespace() {
            narrow.push(' ');
            rest = rest.trim_ascii_start();
        } else {
            narrow.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    narrow
}

/// The length of the template tag at the beginning: `Some(None)` if there is none, `None` if it does not end.
fn template_tag(text: &str) -> Option<Option<usize>> {
    let Some(kind) = text.strip_prefix('{').and_then(|inside| inside.chars().next()) else { return Some(None) };
    match kind {
        '#' => text.find("#}").map(|end| Some(end + 2)),
        '{' => template_end(text, "}}").map(Some),
        '%' => {
            let end = template_end(text, "%}")?;
            let inside = text[2..end - 2].trim_matches(|character: char| character == '-' || character.is_whitespace());
            if inside != "raw" {
                return Some(Some(end));
            }
            let end_raw = text[end..].find("endraw")?;
            text[end + end_raw..].find("%}").map(|behind| Some(end + end_raw + behind + 2))
        }
        _ => Some(None),
    }
}

/// Where a template tag ends: behind the first `end` outside of strings, whatever is open inside; so reads the engine.
fn template_end(text: &str, end: &str) -> Option<usize> {
    let mut at = 2;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(end) {
            return Some(at + end.len());
        }
        let first = rest.chars().next()?;
        at += if matches!(first, '"' | '\'' | '`') { string_length(rest)? } else { first.len_utf8() };
    }
    None
}

/// The length of a template engine's string at the beginning, in which a backslash takes its meaning from a quote.
fn string_length(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut escaped = false;
    let end = text[1..].find(|character| {
        let ends = character == quote && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    })?;
    Some(end + 2)
}

/// The length of an attribute's value in quotes at the beginning; template tags inside may hold the same quote.
fn quoted_length(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut at = 1;
    while at < text.len() {
        let rest = &text[at..];
        let first = rest.chars().next()?;
        if first == quote {
            return Some(at + 1);
        }
        at += template_tag(rest)?.unwrap_or(first.len_utf8());
    }
    None
}

/// The name of the HTML tag at the beginning, and whether it closes.
fn tag_name(text: &str) -> Option<(&str, bool)> {
    let inside = text.strip_prefix('<')?;
    let (inside, closing) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
    let length = inside.find(|character: char| !(character.is_ascii_alphanumeric() || character == '-')).unwrap_or(inside.len());
    inside.starts_with(|first: char| first.is_ascii_alphabetic()).then(|| (&inside[..length], closing))
}

fn starts_with_tag(text: &str, name: &str) -> bool {
    tag_name(text).is_some_and(|(found, closing)| closing && found.eq_ignore_ascii_case(name))
}

/// The length of what stands before the `>` of an HTML tag.
fn tag_length(text: &str) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let first = rest.chars().next()?;
        match first {
            '>' => return Some(at),
            '"' | '\'' => at += quoted_length(rest)?,
            _ => at += template_tag(rest)?.unwrap_or(first.len_utf8()),
        }
    }
    None
}
