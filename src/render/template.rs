//! Loads the templates of a theme and draws pages with them.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Error, ErrorKind, Kwargs, Map, State, Tera, TeraResult, Value, escape_html};

use super::minify;
use super::nesting;
use super::openings::unclosed;
use super::strings::{Strings, Words};
use crate::problem::did_you_mean;
use crate::source::Position;
use crate::source::hidden::shown;

/// The templates of a theme, sound in themselves, with the words of the interface.
pub struct Templates {
    /// The templates as pages are drawn with them: compact.
    compact: Tera,
    /// Their names and texts as they are written, so that a fault has the line in which its author finds it.
    sources: Vec<(String, String)>,
    strings: Arc<Strings>,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// The template.
    pub name: String,
    /// Line, from 1; 0 where none is known.
    pub line: usize,
    /// Column in characters, from 1; 0 where none is known.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// Makes templates ready, by name and text; every template sees the words of the interface as `t`.
///
/// Values are escaped in `.html`. The filter `count` gives a number of something: `{{ n | count(key="count_claims") }}`.
///
/// Errors: every template that cannot be read; if all can, every name in them that leads nowhere.
pub fn load<'a>(sources: impl Iterator<Item = (&'a str, &'a str)>, strings: Strings) -> Result<Templates, Vec<TemplateFault>> {
    let strings = Arc::new(strings);
    let sources: Vec<(String, String)> = sources.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let branched: Vec<TemplateFault> = sources.iter().filter_map(|(name, text)| branched(name, text)).collect();
    if !branched.is_empty() {
        return Err(branched);
    }
    if let Some(fault) = nesting::fault(&sources) {
        return Err(vec![fault]);
    }
    let compacted: Vec<(&str, Cow<'_, str>)> =
        sources.par_iter().map(|(name, text)| (name.as_str(), compacted(name, text))).collect();
    let mut compact = engine(&strings);
    if compact.add_raw_templates(compacted).is_err() {
        // What is wrong is told of the templates as they are written; if nothing is, they serve as they are.
        compact = written(&sources, &strings)?;
    }
    Ok(Templates { compact, sources, strings })
}

/// An engine with the templates as they are written.
///
/// Errors: as [`load`].
fn written(sources: &[(String, String)], strings: &Arc<Strings>) -> Result<Tera, Vec<TemplateFault>> {
    let unreadable: Vec<TemplateFault> = sources.iter().filter_map(|(name, text)| unreadable(name, text)).collect();
    if !unreadable.is_empty() {
        return Err(unreadable);
    }
    let mut written = engine(strings);
    let named = sources.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    match written.add_raw_templates(named) {
        Ok(()) => Ok(written),
        Err(error) => Err(faults(&error, "").into_iter().map(|fault| placed(fault, sources)).collect()),
    }
}

impl Templates {
    /// The words of the interface.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// Draws a page: a template with what it may see, behind what `out` holds already.
    ///
    /// Errors: what the template names and the page does not have; what was written of the page until then stays in `out`.
    pub fn render(&self, name: &str, context: &impl Serialize, out: &mut Vec<u8>) -> Result<(), TemplateFault> {
        let failed = |error: &Error| first(faults(error, name), name);
        let context = Context::from_serialize(context).map_err(|error| failed(&error))?;
        self.compact.render_to(name, &context, &mut *out).map_err(|error| {
            let written = written(&self.sources, &self.strings).ok();
            let told = written.and_then(|written| written.render_to(name, &context, std::io::sink()).err());
            failed(told.as_ref().unwrap_or(&error))
        })
    }
}

/// An engine without templates, which knows the words of the interface.
fn engine(strings: &Arc<Strings>) -> Tera {
    let mut tera = Tera::new();
    tera.set_escape_fn(escape);
    let words = Arc::clone(strings);
    tera.register_filter("count", move |number: u64, arguments: Kwargs, _: &State| -> TeraResult<String> {
        let key: Cow<'_, str> = arguments.must_get::<&str>("key")?.into();
        words.count(&key, number).ok_or_else(|| Error::message(format!("no words stand under `{key}`")))
    });
    tera.global_context().insert_value("t", values(strings));
    tera
}

/// Writes a value so that it is read as it is, with a sign for each character that nobody sees.
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    escape_html(&shown(text), out)
}

/// The words of the interface as templates see them.
fn values(strings: &Strings) -> Value {
    let mut map = Map::new();
    for (key, words) in strings.words() {
        let value = match words {
            Words::Text(text) => Value::normal_string(text),
            Words::Plural(forms) => Value::from_serializable(forms),
            Words::List(texts) => Value::from_serializable(texts),
        };
        map.insert(key.to_owned().into(), value);
    }
    Value::from(map)
}

fn compacted<'a>(name: &str, text: &'a str) -> Cow<'a, str> {
    if name.ends_with(".html") { Cow::Owned(minify::template(text)) } else { Cow::Borrowed(text) }
}

/// How many branches one template may have; the engine calls itself for each `elif`.
const BRANCHES_MAX: usize = 500;

/// A template that would fell the engine before it can be told what is wrong with it.
fn branched(name: &str, text: &str) -> Option<TemplateFault> {
    let message = || format!("it has more than {BRANCHES_MAX} branches (`elif`)");
    let fault = || TemplateFault { name: name.to_owned(), line: 0, column: 0, message: message() };
    (text.matches("elif").count() > BRANCHES_MAX).then(fault)
}

/// What is wrong with a template by itself; names that lead to other templates are looked at when all are known.
fn unreadable(name: &str, text: &str) -> Option<TemplateFault> {
    let error = Tera::new().add_raw_template(name, text).err()?;
    matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| match unclosed(text) {
        Some((Position { line, column }, message)) => TemplateFault { name: name.to_owned(), line, column, message },
        None => first(faults(&error, name), name),
    })
}

/// A fault of which the engine does not know the line: it is that of the template that it extends.
fn placed(fault: TemplateFault, sources: &[(String, String)]) -> TemplateFault {
    let text = sources.iter().find(|(name, _)| fault.line == 0 && *name == fault.name).map(|(_, text)| text);
    match text.and_then(|text| Some(Position::behind(&text[..text.find("extends")?]))) {
        Some(Position { line, column }) => TemplateFault { line, column, ..fault },
        None => fault,
    }
}

fn first(faults: Vec<TemplateFault>, name: &str) -> TemplateFault {
    let unknown = || TemplateFault { name: name.to_owned(), line: 0, column: 0, message: "it cannot be drawn".to_owned() };
    faults.into_iter().next().unwrap_or_else(unknown)
}

/// The faults that an error of the engine tells; `name` where it does not say in which template.
fn faults(error: &Error, name: &str) -> Vec<TemplateFault> {
    let at = |name: &str, message: String| vec![TemplateFault { name: name.to_owned(), line: 0, column: 0, message }];
    #[expect(clippy::wildcard_enum_match_arm, reason = "the engine's errors are its own, and more may come")]
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (line, column) = (report.span().start_line, report.span().start_col + 1);
            let name = if report.filename().is_empty() { name } else { report.filename() };
            vec![TemplateFault { name: name.to_owned(), line, column, message: told(report.message()) }]
        }
        ErrorKind::MissingParent { current, parent } => at(current, format!("it extends `{parent}`, which does not exist")),
        ErrorKind::TemplateNotFound(missing) => at(missing, "there is no such template".to_owned()),
        ErrorKind::Msg(message) => reports(message).unwrap_or_else(|| at(name, message.clone())),
        other => at(name, other.to_string()),
    }
}

/// The faults in a text of several reports: unknown names come as one message, and have their place only there.
fn reports(message: &str) -> Option<Vec<TemplateFault>> {
    let mut faults = Vec::new();
    for report in message.split("\n\n") {
        let mut lines = report.lines();
        let message = lines.next()?.strip_prefix("error: ")?;
        let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line) = (place.next()?.parse().ok()?, place.next()?.parse().ok()?);
        faults.push(TemplateFault { name: place.next()?.to_owned(), line, column, message: told(message) });
    }
    Some(faults)
}

/// What the engine says; of all names that are there, which may be hundreds, only the one that may be meant.
fn told(message: &str) -> String {
    let Some((said, known)) = message.split_once(" Available fields: ") else { return message.to_owned() };
    let name = said.split('`').nth(1).unwrap_or_default();
    let help = did_you_mean(name, known.split(", ")).map_or_else(String::new, |help| format!(": {help}"));
    format!("{}{help}", said.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::{TemplateFault, Templates, load};
    use crate::render::strings::{Strings, read};

    fn strings() -> Strings {
        read("by: B<y\ncount_claims:\n  one: \"{n} claim\"\n  other: \"{n} claims\"\nmonths:\n  - January", "en").0
    }

    fn loaded(sources: &[(&str, &str)]) -> Templates {
        load(sources.iter().copied(), strings()).unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    fn drawn(sources: &[(&str, &str)], context: &Json) -> String {
        let mut out = Vec::new();
        loaded(sources).render(sources[0].0, context, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn refused(sources: &[(&str, &str)]) -> Vec<(String, usize, usize)> {
        let Err(faults) = load(sources.iter().copied(), strings()) else { panic!("it was loaded") };
        faults.into_iter().map(|fault| (fault.name, fault.line, fault.column)).collect()
    }

    #[test]
    fn templates_see_the_words_and_count() {
        let source =
            "<p>{{ t.by }}, {{ n | count(key=\"count_claims\") }}, {{ 1 | count(key=\"count_claims\") }}, {{ t.months[0] }}</p>";
        assert_eq!(drawn(&[("a.html", source)], &json!({"n": 12})), "<p>B&lt;y, 12 claims, 1 claim, January</p>");
    }

    #[test]
    fn values_are_escaped_in_html_alone() {
        assert_eq!(drawn(&[("a.html", "{{ x }}{{ x | safe }}")], &json!({"x": "<"})), "&lt;<");
        assert_eq!(drawn(&[("a.txt", "{{ x }}\n")], &json!({"x": "<"})), "<\n");
    }

    #[test]
    fn components_and_included_templates_see_the_words() {
        let sources = [
            (
                "page.html",
                "{% extends \"base.html\" %}{% block main %}{% include \"part.html\" %}{{<card x={y} />}}{% endblock main %}",
            ),
            ("base.html", "<main>{% block main %}{% endblock main %}</main>"),
            ("part.html", "<p>{{ t.by }}</p>\n"),
            ("components.html", "{% component card(x: string) %}<p>{{ x }}</p>{% endcomponent card %}"),
        ];
        assert_eq!(drawn(&sources, &json!({"y": "z"})), "<main><p>B&lt;y</p><p>z</p></main>");
    }

    #[test]
    fn every_template_that_cannot_be_read_is_told() {
        let sources = [("a.html", "<p>\n  {{ x | }}</p>"), ("b.html", "x"), ("c.html", "{% if x %}")];
        let faults = refused(&sources);
        assert_eq!(
            faults.iter().map(|(name, line, _)| (name.as_str(), *line)).collect::<Vec<_>>(),
            [("a.html", 2), ("c.html", 1)]
        );
    }

    #[test]
    fn every_name_that_leads_nowhere_is_told_where_it_stands() {
        let sources = [("a.html", "<p>\n\n  {{ x | loudly }}</p>\n{% include \"z.html\" %}"), ("b.html", "{{ f() }}")];
        let faults = refused(&sources);
        assert_eq!(
            faults.iter().map(|(name, line, _)| (name.as_str(), *line)).collect::<Vec<_>>(),
            [("a.html", 3), ("a.html", 4), ("b.html", 1)]
        );
        assert_eq!(refused(&[("a.html", "{# x #}\n{% extends \"z.html\" %}")]), [("a.html".to_owned(), 2, 4)]);
    }

    #[test]
    fn a_name_that_a_page_does_not_have_is_told_with_the_line_its_author_knows() {
        let sources =
            [("a.html", "<p>\n</p>\n{% include \"b.html\" %}"), ("b.html", "<div>\n\n  <p>{{ page.nothing }}</p></div>")];
        let fault = loaded(&sources).render("a.html", &json!({"page": {"title": ""}}), &mut Vec::new()).unwrap_err();
        let TemplateFault { name, line, column, message } = fault;
        assert_eq!((name.as_str(), line), ("b.html", 3));
        assert!(column > 1 && message.contains("nothing"), "{column} {message}");
        let fault = loaded(&sources).render("z.html", &json!({}), &mut Vec::new()).unwrap_err();
        assert_eq!((fault.name.as_str(), fault.line), ("z.html", 0));
    }

    /// What a reader sees: words with one space between them, and a line for each block.
    fn seen(html: &str) -> Vec<String> {
        const BLOCKS: &[&str] = &[
            "p", "li", "ul", "div", "section", "td", "tr", "table", "tbody", "h1", "main", "dd", "dt", "dl", "body", "html",
            "head",
        ];
        fn walk(element: scraper::ElementRef<'_>, text: &mut String) {
            for child in element.children() {
                if let Some(inner) = scraper::ElementRef::wrap(child) {
                    let block = BLOCKS.contains(&inner.value().name());
                    text.push_str(if block { "\u{1}" } else { "" });
                    walk(inner, text);
                    text.push_str(if block { "\u{1}" } else { "" });
                } else if let Some(words) = child.value().as_text() {
                    text.push_str(words);
                }
            }
        }
        let mut text = String::new();
        walk(scraper::Html::parse_document(html).root_element(), &mut text);
        let lines = text.split('\u{1}').map(|line| line.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn a_compact_template_shows_the_same_words_as_the_written_one() {
        let sources = [
            (
                "page.html",
                "{# A page. #}\n{% extends \"base.html\" %}\n{% block main %}\n<div class=\"a\">\n  <b>{{ x }}</b> <i>{{ x }}</i>\n  {% for n in list %}\n  <a href=\"{{ root }}{{ n }}\">{{ n }}</a>\n  {% endfor %}\n  <p {% if yes and 1 < 2 %}class=\"b\"{% else %}lang=\"\"{% endif %} title=\"{{ list | join(sep=\" > \") }}\">\n   {{ x }} {{ x }}{% if yes %}, {{ x }}{% endif %}\n   text {# no #} text</p>\n</div>\n<table>{% for n in list %}{% include \"row.html\" %}{% endfor %}</table>\n<ul>\n{% for n in list %}\n<li>{{ n }}\n{% if not loop.last %} <span>and</span> {% endif %}\n</li>\n{% endfor %}\n</ul>\n{{ <card x={x} /> }} {{<card x={x} />}}\n{% endblock main %}\n",
            ),
            (
                "base.html",
                "<!doctype html>\n<html lang=\"en\">\n<head>\n<title>{% if x %}{{ x }} — {% endif %}y</title>\n</head>\n<body>\n<main>\n{% block main %}{% endblock main %}\n</main>\n<p>a &amp;{{ x }} <a href=\"x\">b</a>\n<a href=\"y\">c</a></p></body></html>\n",
            ),
            ("row.html", "<tr>\n  <td>{{ n }}</td>\n  <td><span>{{ n }}</span> <span>{{ n }}</span></td>\n</tr>\n"),
            ("components.html", "{% component card(x: string) %}\n<span>\n {{ x }}</span>\n{% endcomponent card %}\n"),
        ];
        let context = json!({"x": "lt; words", "yes": true, "list": ["one", "two"], "root": "../"});
        let templates = loaded(&sources);
        let context = super::Context::from_serialize(&context).unwrap();
        let compact = templates.compact.render("page.html", &context).unwrap();
        let written = super::written(&templates.sources, &templates.strings).unwrap().render("page.html", &context).unwrap();
        assert_eq!(seen(&compact), seen(&written), "{compact}");
        assert!(compact.len() < written.len(), "{compact}");
    }
}
