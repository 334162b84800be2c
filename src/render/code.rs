//! Colours code by a few classes, so that a theme decides what a comment or a string looks like.

use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::body::escape;

/// Code that is longer is not coloured: 64 KB take a tenth of a second already.
const LIMIT_BYTES: usize = 64 * 1024;

/// The grammars and the scopes that have a class, loaded when the first block with a language is drawn: 0.5 ms.
struct Grammars {
    syntaxes: SyntaxSet,
    comment: Scope,
    punctuation: Scope,
    /// Scopes that words inside them share with nothing further out.
    inner: Vec<(Scope, &'static str)>,
}

static GRAMMARS: OnceLock<Option<Grammars>> = OnceLock::new();

/// Code as HTML for the inside of `<pre><code>`: escaped, with spans of class `hl-comment`, `hl-string`, `hl-keyword`,
/// `hl-entity`, `hl-constant` and `hl-punctuation`.
///
/// Each word has one class at most. The library's own writer nests a span with every scope: 9 to 60 times the size of the
/// code. Without a known language, and over 64 KB, the code is only escaped.
pub fn highlight(code: &str, language: Option<&str>) -> String {
    let coloured = language.filter(|_| code.len() <= LIMIT_BYTES).and_then(|language| {
        let grammars = GRAMMARS.get_or_init(load).as_ref()?;
        let syntax = grammars.syntaxes.find_syntax_by_token(language)?;
        colour(code, syntax, grammars)
    });
    coloured.unwrap_or_else(|| {
        let mut html = String::with_capacity(code.len() + code.len() / 8);
        escape(code, &mut html);
        html
    })
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
        syntaxes: SyntaxSet::load_defaults_newlines(),
        comment: scope("comment")?,
        punctuation: scope("punctuation")?,
        inner: classes.into_iter().filter_map(|(name, class)| Some((scope(name)?, class))).collect(),
    })
}

/// The coloured code; `None` where a grammar cannot be used.
fn colour(code: &str, syntax: &SyntaxReference, grammars: &Grammars) -> Option<String> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut html = Writer::default();
    for line in code.split_inclusive('\n') {
        let mut done = 0;
        for (at, change) in state.parse_line(line, &grammars.syntaxes).ok()? {
            html.words(line.get(done..at)?, class(&stack, grammars));
            stack.apply(&change).ok()?;
            done = at;
        }
        html.words(&line[done..], class(&stack, grammars));
    }
    Some(html.finish())
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
    use super::{LIMIT_BYTES, highlight};

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
