//! Citations in editors' prose: `[@key, p. 3; @other]`.

use crate::model::{Citation, Element, LinkIndex, Piece, Text, exact};
use crate::parse::origin::Places;
use crate::source::{Placed, Span};

/// Turns `[@key, p. 3; @other]` in the words of prose into citations.
pub fn cite(text: &mut Text<Placed<String>>, places: &Places<'_>) {
    if !text.plain.contains("[@") {
        return;
    }
    let mut links = std::mem::take(&mut text.links).into_vec();
    let (mut pieces, mut in_code) = (Vec::new(), Vec::new());
    for piece in std::mem::take(&mut text.pieces) {
        match piece {
            Piece::Open(ref element) => {
                in_code.push(matches!(element, Element::InlineCode | Element::Code(_)));
                pieces.push(piece);
            }
            Piece::Close => {
                in_code.pop();
                pieces.push(piece);
            }
            Piece::Words { span, source } if !in_code.contains(&true) => {
                let source = source as usize;
                let mut rest = span;
                while let Some((before, citations, after)) = next_citation(&text.plain, rest) {
                    let skipped = rest.start() - span.start();
                    if before.start() < before.end() {
                        pieces.push(Piece::words(before, source + skipped));
                    }
                    for (key, locator) in citations {
                        let at = source + key.start() - span.start();
                        let place = places.of(Span::new(at - 1, at + key.end() - key.start()));
                        let link = LinkIndex::after(&links);
                        links.push(Placed::new(format!("@{}", key.of(&text.plain)), place));
                        pieces.push(Piece::Citation(Box::new(Citation { link, locator })));
                    }
                    rest = after;
                }
                if rest.start() < rest.end() {
                    pieces.push(Piece::words(rest, source + (rest.start() - span.start())));
                }
            }
            piece => pieces.push(piece),
        }
    }
    (text.pieces, text.links) = (exact(pieces), exact(links));
}

/// The key of each work, without its `@`, and where in the work.
type Citations = Vec<(Span, Option<String>)>;

/// The first citation of a span: what stands before it, its works, what stands after it.
fn next_citation(plain: &str, span: Span) -> Option<(Span, Citations, Span)> {
    let words = span.of(plain);
    let mut from = 0;
    while let Some(found) = words[from..].find("[@") {
        let start = from + found;
        // No bracket stands in a citation: one that opens before it is closed begins another.
        let end = start + 1 + words[start + 1..].find(['[', ']'])?;
        if words[end..].starts_with('[') {
            from = end;
            continue;
        }
        let mut at = span.start() + start + 1;
        let parts: Option<Citations> = words[start + 1..end]
            .split(';')
            .map(|part| {
                let citation = citation(part, at);
                at += part.len() + 1;
                citation
            })
            .collect();
        if let Some(citations) = parts {
            let before = Span::new(span.start(), span.start() + start);
            return Some((before, citations, Span::new(span.start() + end + 1, span.end())));
        }
        from = start + 2;
    }
    None
}

/// `@key, p. 3`, which begins at byte `start`.
fn citation(part: &str, start: usize) -> Option<(Span, Option<String>)> {
    let spaces = part.len() - part.trim_start().len();
    let (key, locator) =
        part.trim().strip_prefix('@')?.split_once(',').map_or((part.trim().strip_prefix('@')?, None), |(key, rest)| {
            (key, Some(rest.trim()).filter(|text| !text.is_empty()).map(str::to_owned))
        });
    let key = key.trim_end();
    let start = start + spaces + 1;
    (!key.is_empty() && !key.contains(char::is_whitespace)).then(|| (Span::new(start, start + key.len()), locator))
}
