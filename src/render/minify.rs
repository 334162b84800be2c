//! Compacts a template once, when it is loaded, so that every page comes out small at no cost of its own.
//!
//! The library was made for pages, not for templates: left alone it takes the quotation marks from `href="{{ root }}x"`,
//! reads `{% if a %} class="b"{% endif %}` inside a tag as attributes, deletes the space between `{{ a }} {{ b }}` and
//! between two links in a `<div>`, and drops `lang=""`. So it is shown none of that. What a template engine reads goes
//! behind placeholders, a space that a reader may see becomes a character that is no space, and a tag with anything unusual
//! in it keeps its attributes as they are. If tags or placeholders come back in another order, the template is left as it
//! was written.

mod style;
mod tokens;

use std::borrow::Cow;

use minify_html::{Cfg, minify};
pub use style::style;
use tokens::{Token, tokens};

/// The placeholder number n is `OPEN n CLOSE`; the four characters are for private use, and no template may hold them.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';
/// A space that may be seen.
const SPACE: char = '\u{e002}';
/// An ampersand: the library decides by what follows whether it must be written `&amp;`, and here that is not known yet.
const AMPERSAND: char = '\u{e003}';

/// How deep elements may stand in one another.
const DEPTH_MAX: usize = 128;

/// Elements that are never closed.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path", "rect", "line",
];

/// Elements at whose edges white space is not seen.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "base",
    "blockquote",
    "body",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// A template that renders to the same page with less white space, without comments and with shorter attributes.
///
/// White space at the beginning and the end of a template goes, for a file ends with a line feed that is no word.
pub fn template(source: &str) -> String {
    compact(source).unwrap_or_else(|| source.to_owned())
}

/// The compact template; `None` where it cannot be taken apart, or would not come back whole.
fn compact(source: &str) -> Option<String> {
    if source.contains([OPEN, CLOSE, SPACE, AMPERSAND]) {
        return None;
    }
    let before = tokens(source)?;
    if is_deep(&before) {
        return None;
    }
    let hidden = Hidden::new(&before);
    let configuration = Cfg { keep_closing_tags: true, keep_html_and_head_opening_tags: true, ..Cfg::default() };
    let configuration = Cfg { preserve_brace_template_syntax: true, ..configuration };
    let shown = minify(hidden.html.as_bytes(), &configuration);
    let compact = hidden.restore(std::str::from_utf8(&shown).ok()?)?;
    let after = tokens(&compact)?;
    structure(&before).eq(structure(&after)).then_some(compact)
}

/// Whether elements may stand in one another so deep that the library, which calls itself for each, has no stack left.
fn is_deep(tokens: &[Token<'_>]) -> bool {
    let mut open = 0_usize;
    tokens.iter().any(|token| {
        match token {
            Token::Tag { closing: true, .. } => open = open.saturating_sub(1),
            Token::Tag { name, .. } => open += usize::from(!VOID.contains(&name.as_str())),
            Token::Text(_) | Token::Raw(_) | Token::Declaration(_) | Token::Template(_) => {}
        }
        open > DEPTH_MAX
    })
}

/// The tags and template tags of a template, which stay what they are.
fn structure<'a>(tokens: &'a [Token<'_>]) -> impl Iterator<Item = (&'a str, bool)> {
    tokens.iter().filter_map(|token| match token {
        Token::Tag { name, closing, .. } => Some((name.as_str(), *closing)),
        Token::Template(text) => Some((*text, false)),
        Token::Text(_) | Token::Raw(_) | Token::Declaration(_) => None,
    })
}

/// A template as the library may see it, and what stands behind its placeholders.
struct Hidden<'a> {
    html: String,
    behind: Vec<Cow<'a, str>>,
}

impl<'a> Hidden<'a> {
    fn new(tokens: &[Token<'a>]) -> Hidden<'a> {
        let mut hidden = Hidden { html: String::new(), behind: Vec::new() };
        let mut part = Part::Body;
        for (index, token) in tokens.iter().enumerate() {
            match token {
                Token::Template(text) => hidden.hide(Cow::Borrowed(text)),
                Token::Raw(text) => hidden.html.push_str(&ampersands(text)),
                Token::Declaration(text) => hidden.html.push_str(text),
                Token::Tag { name, closing, attributes } => {
                    if name == "head" {
                        part = if *closing { Part::Body } else { Part::Head };
                    }
                    hidden.html.push_str(if *closing { "</" } else { "<" });
                    hidden.tag(name, attributes);
                }
                Token::Text(text) => {
                    let before = index.checked_sub(1).and_then(|before| tokens.get(before));
                    let after = tokens.get(index + 1);
                    hidden.text(text, Edge::at(before, part), Edge::at(after, part));
                }
            }
        }
        hidden
    }

    fn hide(&mut self, text: Cow<'a, str>) {
        self.html.push(OPEN);
        self.html.push_str(&self.behind.len().to_string());
        self.html.push(CLOSE);
        self.behind.push(text);
    }

    /// The name and the attributes of a tag, to its end.
    fn tag(&mut self, name: &str, attributes: &str) {
        self.html.push_str(name);
        let (kept, slash) = match attributes.trim_end().strip_suffix('/') {
            Some(kept) => (kept.trim(), "/"),
            None => (attributes.trim(), ""),
        };
        // Empty attributes would be dropped, though `lang=""` says that a language is not known.
        if kept.contains(['{', '&']) || kept.contains("=\"\"") || kept.contains("=''") {
            self.html.push(' ');
            self.hide(Cow::Owned(tokens::narrow(kept)));
        } else if !kept.is_empty() {
            self.html.push(' ');
            self.html.push_str(kept);
        }
        self.html.push_str(slash);
        self.html.push('>');
    }

    /// Text with each run of white space as one space, and none at an edge where it is not seen.
    fn text(&mut self, text: &str, before: Edge, after: Edge) {
        let is_space = |character: char| character.is_ascii_whitespace();
        let words = text.trim_matches(is_space);
        if words.is_empty() {
            self.html.extend((before == Edge::Seen && after == Edge::Seen).then_some(SPACE));
            return;
        }
        self.html.extend((before == Edge::Seen && text.starts_with(is_space)).then_some(SPACE));
        let words: Vec<&str> = words.split_ascii_whitespace().collect();
        self.html.push_str(&ampersands(&words.join(" ")));
        self.html.extend((after == Edge::Seen && text.ends_with(is_space)).then_some(SPACE));
    }

    /// The template with everything back in its place; `None` if a placeholder is lost, doubled or moved.
    fn restore(&self, shown: &str) -> Option<String> {
        let mut whole = String::with_capacity(shown.len() * 2);
        let mut next = 0;
        let mut rest = shown;
        while let Some(at) = rest.find([OPEN, CLOSE, SPACE, AMPERSAND]) {
            whole.push_str(&rest[..at]);
            let mark = rest[at..].chars().next()?;
            rest = &rest[at + mark.len_utf8()..];
            match mark {
                SPACE => whole.push(' '),
                AMPERSAND => whole.push('&'),
                OPEN => {
                    let (number, behind) = rest.split_once(CLOSE)?;
                    if number.parse() != Ok(next) {
                        return None;
                    }
                    whole.push_str(self.behind.get(next)?);
                    next += 1;
                    rest = behind;
                }
                _ => return None,
            }
        }
        whole.push_str(rest);
        (next == self.behind.len()).then_some(whole)
    }
}

/// The part of a page in which a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Body,
}

/// Whether white space at an end of a text is seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Seen,
    /// There the file ends, or a block does; or all of it is in the head of a page.
    Unseen,
}

impl Edge {
    /// The edge of a text at what stands beside it.
    fn at(token: Option<&Token<'_>>, part: Part) -> Edge {
        let is_unseen = match token {
            None | Some(Token::Declaration(_)) => true,
            Some(Token::Tag { name, .. }) => part == Part::Head || BLOCKS.contains(&name.as_str()),
            Some(Token::Template(_) | Token::Text(_) | Token::Raw(_)) => part == Part::Head,
        };
        if is_unseen { Edge::Unseen } else { Edge::Seen }
    }
}

fn ampersands(text: &str) -> Cow<'_, str> {
    if text.contains('&') { Cow::Owned(text.replace('&', AMPERSAND.encode_utf8(&mut [0; 4]))) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::{compact, template};

    #[track_caller]
    fn becomes(source: &str, expected: &str) {
        assert_eq!(compact(source).as_deref(), Some(expected));
    }

    #[test]
    fn template_syntax_is_kept_to_the_letter() {
        becomes("<p>\n {% if a < b and c > d %}x{% endif %}\n</p>", "<p>{% if a < b and c > d %}x{% endif %}</p>");
        becomes("<p>{{x}} {{ \"a}}<b>\" | f(k=\"v\") }}</p>", "<p>{{x}} {{ \"a}}<b>\" | f(k=\"v\") }}</p>");
        becomes("<ul>{{<x a={b} />}}</ul>", "<ul>{{<x a={b} />}}</ul>");
        becomes("{% <card t={{\"a\": 1}}> %} <b>x</b> {% </card> %}", "{% <card t={{\"a\": 1}}> %} <b>x</b> {% </card> %}");
        becomes("{% raw %} {{ a }}  <i>{% endraw %}", "{% raw %} {{ a }}  <i>{% endraw %}");
    }

    #[test]
    fn comments_go_unless_they_trim_what_stands_beside_them() {
        becomes("{# one #}\n<p>a {# two #} b<!-- three --></p>", "<p>a b</p>");
        becomes("<p>a {#- two -#} b</p>", "<p>a {#- two -#} b</p>");
    }

    #[test]
    fn attributes_with_template_syntax_keep_their_quotes() {
        becomes("<p><a  href=\"{{ root }}x\"\n class=\"a\">b</a></p>", "<p><a href=\"{{ root }}x\" class=\"a\">b</a></p>");
        becomes(
            "<p {% if a %}class=\"b  c\"{% else %} class=\"d\"{% endif %} id=\"e\">f</p>",
            "<p {% if a %}class=\"b  c\"{% else %} class=\"d\"{% endif %} id=\"e\">f</p>",
        );
        becomes("<a title=\"{{ \"a\" | f(k=\"v\") }}\">b</a>", "<a title=\"{{ \"a\" | f(k=\"v\") }}\">b</a>");
        becomes("<a href=\"?a=1&amp;copy=2\">b</a>", "<a href=\"?a=1&amp;copy=2\">b</a>");
        becomes("<p lang=\"\">b</p>", "<p lang=\"\">b</p>");
        becomes("<p class=\"a\"  hidden=\"hidden\">b</p>", "<p class=a hidden>b</p>");
        becomes("<svg><circle cx=\"{{ x }}\" r=\"5\" /></svg>", "<svg><circle cx=\"{{ x }}\" r=\"5\" /></svg>");
        becomes("<p title=\"a\\\" class=\"{{ x }}\">b</p>", "<p title=\"a\\\" class=\"{{ x }}\">b</p>");
    }

    #[test]
    fn child_templates_and_fragments_stay_whole() {
        becomes(
            "{% extends \"base.html\" %}\n{% block main %}\n<h1>a</h1>\n{% endblock main %}\n",
            "{% extends \"base.html\" %} {% block main %}<h1>a</h1>{% endblock main %}",
        );
        becomes("<tr>\n<td>a</td>\n</tr>\n", "<tr><td>a</td></tr>");
        becomes("{% for a in b %}\n<li>{{ a }}</li>\n{% endfor %}", "{% for a in b %}<li>{{ a }}</li>{% endfor %}");
        becomes("<td>{{ a }}</td>", "<td>{{ a }}</td>");
        becomes(
            "{% if a %}<div>{% else %}<div id=\"{{ b }}\">{% endif %}\n c</div>",
            "{% if a %}<div>{% else %}<div id=\"{{ b }}\">{% endif %} c</div>",
        );
    }

    #[test]
    fn spaces_between_words_are_kept_wherever_they_stand() {
        for element in ["p", "li", "td", "dd", "span", "div", "section", "nav", "blockquote", "figure", "a"] {
            let source = format!(
                "<{element}>\n  <b>a</b>\n <i>b</i> {{{{ c }}}} {{{{ d }}}}\n{{% if e %}} f{{% endif %}} g\n</{element}>"
            );
            let compacted = compact(&source).unwrap();
            let words = "<b>a</b> <i>b</i> {{ c }} {{ d }} {% if e %} f{% endif %} g";
            assert!(compacted.contains(words), "{compacted}");
        }
    }

    #[test]
    fn entities_stay_what_they_are_before_a_value() {
        becomes("<p>&amp;{{ x }} &nbsp; &lt;b&gt; a < b</p>", "<p>&amp;{{ x }} &nbsp; &lt;b&gt; a &lt; b</p>");
    }

    #[test]
    fn code_styles_and_scripts_keep_their_white_space() {
        becomes("<pre>\n a  {{ b }}\n</pre>", "<pre>\n a  {{ b }}\n</pre>");
        becomes("<textarea> a  b\n</textarea>", "<textarea> a  b\n</textarea>");
        becomes("<style>{{ css | safe }}</style>", "<style>{{ css | safe }}</style>");
        becomes("<script>if (a < 1 && b) { c(\"</p>\"); }</script>", "<script>if (a < 1 && b) { c(\"</p>\"); }</script>");
    }

    #[test]
    fn what_would_not_come_back_whole_is_left_alone() {
        for source in [
            "<p>a  <div>b</div></p>",
            "<h{{ level }}>a  </h{{ level }}>",
            "<!-- {{ a }}  -->",
            "<p>{{ a  </p>",
            "<p class=\"a  </p>",
        ] {
            assert_eq!(template(source), source);
        }
    }

    #[test]
    fn a_compact_template_is_as_compact_as_it_gets() {
        let source = "<ul>\n<li class=\"a\">{{ b }}  <i>c</i>\n</li>\n</ul>\n";
        let once = template(source);
        assert_eq!(template(&once), once);
    }

    #[test]
    fn a_whole_page_comes_out_compact() {
        let source = "{# The frame. #}\n<!doctype html>\n<html lang=\"{{ page.language }}\">\n<head>\n<meta charset=\"utf-8\">\n\
            <title>{% if a %}{{ a }} — {% endif %}{{ b }}</title>\n{% if c %}<style>{{ c | safe }}</style>{% endif %}\n\
            <script src=\"{{ root }}a.js\" defer></script>\n</head>\n<body>\n<main id=\"main\">\n{% block main %}\n{% endblock main %}\n\
            </main>\n</body>\n</html>\n";
        becomes(
            source,
            "<!doctype html><html lang=\"{{ page.language }}\"><head><meta charset=utf-8><title>{% if a %}{{ a }} — {% endif %}\
             {{ b }}</title>{% if c %}<style>{{ c | safe }}</style>{% endif %}<script src=\"{{ root }}a.js\" defer></script></head>\
             <body><main id=main>{% block main %} {% endblock main %}</main></body></html>",
        );
    }
}
