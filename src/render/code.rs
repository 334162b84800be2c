//! Colours code by a few classes, so that a theme decides what a comment or a string looks like.

use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::body::escape;
use super::grammar::yaml;

/// Code that is longer is not coloured: 64 KB take a tenth of a second already.
const LIMIT_BYTES: usize = 64 * 1024;

/// The grammar of YAML and the scopes that have a class, made when the first block with a language is drawn.
struct Grammars {
    yaml: SyntaxSet,
    comment: Scope,
    punctuation: Scope,
    /// Scopes that words inside them share with nothing further out.
    inner: Vec<(Scope, &'static str)>,
}

static GRAMMARS: OnceLock<Option<Grammars>> = OnceLock::new();

/// The grammars of other languages, loaded when the first is asked for: 0.5 ms.
static OTHERS: OnceLock<SyntaxSet> = OnceLock::new();

/// Code as HTML for the inside of `<pre><code>`: escaped, with spans of class `hl-comment`, `hl-string`, `hl-keyword`,
/// `hl-entity`, `hl-constant` and `hl-punctuation`.
///
/// Each word has one class at most. The library's own writer nests a span with every scope: 9 to 60 times the size of the
/// code. Without a known language, and over 64 KB, the code is only escaped.
pub fn highlight(code: &str, language: Option<&str>) -> String {
    highlight_after(code, language, None).0
}

/// The same, with what it takes to colour the next version of the code: lines that are as in `before`, and reached in the same
/// state, are not looked at again.
pub fn highlight_after(code: &str, language: Option<&str>, before: Option<&Coloured>) -> (String, Option<Coloured>) {
    let coloured = language.filter(|_| code.len() <= LIMIT_BYTES).and_then(|language| {
        let grammars = GRAMMARS.get_or_init(load).as_ref()?;
        let known = |syntaxes| find(syntaxes, language);
        let syntax = known(&grammars.yaml).or_else(|| known(OTHERS.get_or_init(SyntaxSet::load_defaults_newlines)))?;
        colour(code, syntax, grammars, before)
    });
    match coloured {
        Some(coloured) => (coloured.html(), Some(coloured)),
        None => {
            let mut html = String::with_capacity(code.len() + code.len() / 8);
            escape(code, &mut html);
            (html, None)
        }
    }
}

/// Code with the classes of its words, line by line.
#[derive(Debug)]
pub struct Coloured {
    lines: Vec<Line>,
}

#[derive(Debug, Clone)]
struct Line {
    text: String,
    /// How far the grammar has come before the line.
    before: Reached,
    /// Where words of one class end in the line, with the class.
    runs: Vec<(usize, Option<&'static str>)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Reached {
    state: ParseState,
    stack: ScopeStack,
}

impl Coloured {
    /// How many of its first bytes another text has as well.
    pub fn shared_bytes(&self, code: &str) -> usize {
        let lines = code.split_inclusive('\n').zip(&self.lines).take_while(|(text, line)| *text == line.text);
        lines.map(|(text, _)| text.len()).sum()
    }

    fn html(&self) -> String {
        let mut html = Writer::default();
        for line in &self.lines {
            let mut done = 0;
            for (end, class) in &line.runs {
                html.words(&line.text[done..*end], *class);
                done = *end;
            }
        }
        html.finish()
    }
}

/// A grammar with the set that it stands in.
type Syntax<'a> = (&'a SyntaxSet, &'a SyntaxReference);

fn find<'a>(syntaxes: &'a SyntaxSet, language: &str) -> Option<Syntax<'a>> {
    syntaxes.find_syntax_by_token(language).map(|syntax| (syntaxes, syntax))
}

fn load() -> Option<Grammars> {
    let scope = |name: &str| Scope::new(name).ok();
    let classes = [
        ("string", "hl-string"),
        ("keyword", "hl-keyword"),
        ("storage", "hl-keyword"),
        ("entity", "hl-entity"),
        ("constant", "hl-constant"),
    ];
    Some(Grammars {
        yaml: yaml()?,
        comment: scope("comment")?,
        punctuation: scope("punctuation")?,
        inner: classes.into_iter().filter_map(|(name, class)| Some((scope(name)?, class))).collect(),
    })
}

/// The coloured code; `None` where a grammar cannot be used.
fn colour(code: &str, (syntaxes, syntax): Syntax<'_>, grammars: &Grammars, before: Option<&Coloured>) -> Option<Coloured> {
    let texts: Vec<&str> = code.split_inclusive('\n').collect();
    let old = before.map_or(&[][..], |before| before.lines.as_slice());
    let mut reached = Reached { state: ParseState::new(syntax), stack: ScopeStack::new() };
    let is_same = |(text, line): &(&&str, &Line)| **text == line.text;
    // A grammar comes in the same state to the end of the same beginning.
    let begins = old.first().is_some_and(|line| line.before == reached);
    let first = if begins { texts.iter().zip(old).take_while(is_same).count() } else { 0 };
    let last = texts.iter().rev().zip(old.iter().rev()).take_while(is_same).count();
    // The state behind the last of these lines is not kept; it is reached again from before it.
    let first = if first < old.len() { first } else { first.saturating_sub(1) };
    let mut lines: Vec<Line> = old[..first].to_vec();
    if let Some(line) = old.get(first).filter(|_| first > 0) {
        reached = line.before.clone();
    }
    for (number, text) in texts.iter().enumerate().skip(first) {
        // Where all that follows is the same, and begins in the same state, so are its colours.
        let rest = texts.len() - number;
        let same = old.len().checked_sub(rest).filter(|_| rest <= last).map(|at| &old[at..]);
        if let Some(same) = same.filter(|same| same[0].before == reached) {
            lines.extend_from_slice(same);
            break;
        }
        let before = reached.clone();
        let runs = runs(text, &mut reached, syntaxes, grammars)?;
        lines.push(Line { text: (*text).to_owned(), before, runs });
    }
    Some(Coloured { lines })
}

fn runs(
    line: &str,
    reached: &mut Reached,
    syntaxes: &SyntaxSet,
    grammars: &Grammars,
) -> Option<Vec<(usize, Option<&'static str>)>> {
    let mut runs = Vec::new();
    let mut done = 0;
    for (at, change) in reached.state.parse_line(line, syntaxes).ok()? {
        line.get(done..at)?;
        runs.push((at, class(&reached.stack, grammars)));
        reached.stack.apply(&change).ok()?;
        done = at;
    }
    runs.push((line.len(), class(&reached.stack, grammars)));
    Some(runs)
}

/// The class of words: all of a comment is comment; else the innermost scope with a class, punctuation last.
fn class(stack: &ScopeStack, grammars: &Grammars) -> Option<&'static str> {
    let scopes = stack.as_slice();
    if scopes.iter().any(|scope| grammars.comment.is_prefix_of(*scope)) {
        return Some("hl-comment");
    }
    let known = |scope: &Scope| grammars.inner.iter().find(|(known, _)| known.is_prefix_of(*scope)).map(|(_, class)| *class);
    let punctuation = || scopes.iter().any(|scope| grammars.punctuation.is_prefix_of(*scope)).then_some("hl-punctuation");
    scopes.iter().rev().find_map(known).or_else(punctuation)
}

/// Writes words in spans, one for neighbours of the same class.
#[derive(Default)]
struct Writer {
    html: String,
    open: Option<&'static str>,
}

impl Writer {
    fn words(&mut self, words: &str, class: Option<&'static str>) {
        if words.is_empty() {
            return;
        }
        // White space has no colour: it needs no span of its own, and does not end one.
        if self.open != class && !words.trim().is_empty() {
            self.close();
            if let Some(class) = class {
                self.html.push_str("<span class=\"");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.open = class;
        }
        escape(words, &mut self.html);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::{LIMIT_BYTES, highlight, highlight_after};

    /// What is read when the tags are taken away.
    fn words(html: &str) -> String {
        let mut words = String::new();
        let mut inside = false;
        for character in html.chars() {
            match character {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => words.push(character),
                _ => {}
            }
        }
        words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    }

    #[test]
    fn code_keeps_its_words_and_gains_a_few_classes() {
        let code = "# a comment\n- id: toll\n  quote: \"<b> & “1,300”\"\n  figures: {min: 1001}\n";
        let html = highlight(code, Some("yaml"));
        assert_eq!(words(&html), code);
        assert!(html.starts_with("<span class=\"hl-comment\"># a comment\n"), "{html}");
        assert!(html.contains("<span class=\"hl-entity\">quote</span>"), "{html}");
        assert!(html.contains("<span class=\"hl-string\">&quot;&lt;b&gt; &amp; “1,300”&quot;"), "{html}");
        assert!(html.contains("<span class=\"hl-constant\">1001</span>"), "{html}");
        assert!(html.len() < code.len() * 8, "{} bytes from {}", html.len(), code.len());
    }

    #[test]
    fn every_part_of_a_sidecar_has_its_class() {
        let code =
            "- id: a#b # c\n  note: |\n    d: 1\n\n     'e\n  f: -2.5 # g\n  'h i': [j k, \"l\\\"m\", true]\n  n: o, p [q]\n";
        let expected = [
            ("id", "entity"),
            ("a#b", "string"),
            ("# c", "comment"),
            ("note", "entity"),
            ("|", "keyword"),
            ("d: 1\n\n     'e", "string"),
            ("f", "entity"),
            ("-2.5", "constant"),
            ("# g", "comment"),
            ("'h i'", "entity"),
            ("j k", "string"),
            ("\"l", "string"),
            ("\\\"", "constant"),
            ("m\"", "string"),
            ("true", "constant"),
            ("n", "entity"),
            ("o, p [q]", "string"),
        ];
        let html = highlight(code, Some("yaml"));
        let spans = html.split("<span class=\"hl-").skip(1).map(|span| span.split_once("\">").unwrap());
        let spans = spans.map(|(class, rest)| (words(rest.split("</span>").next().unwrap()), class.to_owned()));
        let spans: Vec<(String, String)> = spans.filter(|(_, class)| class != "punctuation").collect();
        let spans: Vec<(&str, &str)> = spans.iter().map(|(words, class)| (words.trim(), class.as_str())).collect();
        assert_eq!(spans, expected, "{html}");
    }

    #[test]
    fn every_span_is_closed_and_none_stands_in_another() {
        let html = highlight("fn main() { /* a\nb */ let x = \"y\\n\"; }", Some("rust"));
        let mut open = 0;
        for tag in html.split('<').skip(1) {
            open += if tag.starts_with('/') { -1 } else { 1 };
            assert!((0..=1).contains(&open), "{html}");
        }
        assert_eq!(open, 0);
    }

    #[test]
    fn the_next_version_of_a_code_has_the_colours_that_it_has_alone() {
        let code = "# a\n- id: b\n  note: |\n    c: d\n    e\n- id: \"f\n  g\"\n  h: {i: 1, j: [k]} # l\n- m\n";
        let pieces = ["", "\"", "|\n", "# ", "{", "]", "\n", "x: ", "- y: 1\n", "  "];
        let (_, mut before) = highlight_after(code, Some("yaml"), None);
        for start in 0..=code.len() {
            for (number, piece) in pieces.iter().enumerate() {
                let end = (start + number % 4).min(code.len());
                let changed = format!("{}{piece}{}", &code[..start], &code[end..]);
                let (html, coloured) = highlight_after(&changed, Some("yaml"), before.as_ref());
                assert_eq!(html, highlight(&changed, Some("yaml")), "{changed}");
                before = coloured;
            }
        }
        assert!(before.is_some_and(|before| before.shared_bytes(code) > 0));
    }

    #[test]
    fn without_a_known_language_code_is_only_escaped() {
        assert_eq!(highlight("a < b", None), "a &lt; b");
        assert_eq!(highlight("a < b", Some("klingon")), "a &lt; b");
    }

    #[test]
    fn a_very_long_block_is_only_escaped() {
        let code = "# x\n".repeat(LIMIT_BYTES / 4 + 1);
        assert_eq!(highlight(&code, Some("yaml")), code);
    }
}
