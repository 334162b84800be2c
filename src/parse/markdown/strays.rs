//! Links of editors that Markdown takes for words: `[the count](a name with spaces.png)`.

use crate::model::{Element, Piece, Text};
use crate::parse::origin::Places;
use crate::problem::{Code, Problem, Problems};
use crate::source::{Placed, Span};

/// Reports what looks like a link or a picture and is none, because of a blank in its address (`broken-link`).
pub fn tell(text: &Text<Placed<String>>, source: &str, places: &Places<'_>, problems: &mut Problems) {
    if !text.plain.contains("](") {
        return;
    }
    let mut in_code = Vec::new();
    for piece in &text.pieces {
        match piece {
            Piece::Open(element) => in_code.push(matches!(element, Element::InlineCode | Element::Code(_))),
            Piece::Close => drop(in_code.pop()),
            Piece::Words { span, source: at } if !in_code.contains(&true) => {
                for (found, _) in span.of(&text.plain).match_indices(']') {
                    let start = *at as usize + found;
                    // Behind a backslash a bracket is meant as one.
                    let is_escaped = source[..start].ends_with('\\');
                    if let Some(address) = address(&source[start..]).filter(|_| !is_escaped) {
                        let place = places.of(Span::new(start + "](".len(), start + "](".len() + address.len()));
                        let problem = Problem::new(Code::BrokenLink, place, "this is no link: a blank ends the address of one");
                        problems
                            .push(problem.help(format!("write `(<{address}>)`; if it is no link, write `] (`, with a blank")));
                    }
                }
            }
            _ => {}
        }
    }
}

/// What stands in the round brackets right behind a square one, if blanks in it keep it from being an address.
fn address(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix("](")?;
    // What begins behind it is looked at by itself, so that nothing is read twice.
    let (address, _) = rest[..rest.find("](").unwrap_or(rest.len())].split('\n').next()?.split_once(')')?;
    // `[sic](i.e. as printed)` may well be words: what is meant has the ending of a file, or begins as addresses and names do.
    let ending = address.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = (2..=4).contains(&ending.len()) && ending.bytes().all(|letter| letter.is_ascii_alphanumeric());
    let begins = address.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|letter| letter.is_ascii_lowercase()));
    (address.contains(' ') && (is_file || begins)).then_some(address)
}
