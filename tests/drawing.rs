//! Draws random texts with random marks, reads them back as a browser does, and asks whether every word and mark is there.

#![allow(clippy::unwrap_used, reason = "a test may stop where its own premise fails")]

use std::ops::Range;

use page::{Shown, read, show, written};
use postil::model::{ClosedList, Piece, Status, Target, Text};
use postil::render::body::{self, Body, Frame, Link, Mark, MarkKind, Numbers};
use postil::source::Span;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
use proptest::test_runner::{Config, TestCaseError};

mod page;
mod texts;

fn draw(text: &Text<Target>, marks: &[Mark], ranges: &[Range<usize>]) -> Vec<String> {
    let link = |target: &Target| match target {
        // A link without words shows the name of its target, which is no word of the text: here it has none.
        Target::Address(address) => Some(Link { href: address.clone(), name: String::new(), language: None, elsewhere: None }),
        Target::Document(_)
        | Target::Note(_)
        | Target::Question(_)
        | Target::Entity(_)
        | Target::Term(_)
        | Target::Page(_)
        | Target::Work(_)
        | Target::Elsewhere(_)
        | Target::Static(_)
        | Target::None => None,
    };
    let frame = Frame {
        numbers: Numbers::Paragraphs { suffix: "", label: &|number| format!("Paragraph {number}") },
        link: &link,
        cite: &|_, _| "<a class=\"cited\" href=\"bibliography.html\">X</a>".to_owned(),
        code: &|code, _| {
            let mut html = "<span class=\"hl-x\">".to_owned();
            body::escape(code, &mut html);
            html + "</span>"
        },
    };
    let body = Body::new(text, marks);
    let drawn = ranges.iter().map(|range| {
        let mut html = String::new();
        body.draw(range.clone(), &frame, &mut html);
        html
    });
    drawn.collect()
}

/// Reads fragments as one page, each sound by itself.
fn read_all(fragments: &[String]) -> Result<Shown, TestCaseError> {
    let mut steps = Vec::new();
    for fragment in fragments {
        let (read, errors) = read(fragment);
        prop_assert!(errors.is_empty(), "{errors:?} in {fragment}");
        prop_assert_eq!(&written(fragment), &read, "read otherwise than written: {}", fragment);
        steps.extend(read);
    }
    show(&steps)
}

/// Where the bytes that are seen stand in `plain`.
fn seen(text: &Text<Target>) -> Vec<usize> {
    let spans = text.pieces.iter().filter_map(|piece| match piece {
        Piece::Words { span, .. } | Piece::SoftBreak(span) | Piece::LineBreak(span) => Some(*span),
        Piece::Open(_) | Piece::Close | Piece::EditorialBreak | Piece::Rule => None,
        Piece::Image(_) | Piece::Citation(_) => None,
    });
    spans.flat_map(|span| span.start()..span.end()).collect()
}

/// The seen bytes of a mark, by their number among all that are seen.
fn bytes_of(seen: &[usize], span: Span) -> Range<usize> {
    seen.partition_point(|at| *at < span.start())..seen.partition_point(|at| *at < span.end())
}

fn check_runs(text: &Text<Target>, marks: &[Mark], shown: &Shown) -> Result<(), TestCaseError> {
    let seen = seen(text);
    let mut classes = vec![[false; 5]; seen.len()];
    let mut names: Vec<Option<(usize, usize)>> = vec![None; seen.len()];
    let mut notes: Vec<Vec<String>> = vec![Vec::new(); seen.len()];
    let mut statuses = vec![None; seen.len()];
    for (number, mark) in marks.iter().enumerate() {
        let bytes = bytes_of(&seen, mark.span);
        for byte in bytes.clone() {
            notes[byte].extend(mark.reference.as_ref().map(|_| format!("note-{number}")));
            match mark.kind {
                MarkKind::Claim(status) => {
                    classes[byte][0] = true;
                    statuses[byte] = Some(statuses[byte].map_or(status, |other: Status| other.min(status)));
                }
                MarkKind::Words => classes[byte][1] = true,
                MarkKind::Comment => classes[byte][2] = true,
                MarkKind::Name { .. } => {
                    classes[byte][3] = true;
                    let rank = (seen[bytes.end - 1] - seen[bytes.start], number);
                    names[byte] = Some(names[byte].map_or(rank, |other| other.min(rank)));
                }
            }
        }
    }
    for span in &text.furniture {
        bytes_of(&seen, *span).for_each(|byte| classes[byte][4] = true);
    }
    for (byte, shown) in shown.bytes.iter().enumerate() {
        prop_assert_eq!(shown.classes, classes[byte], "the classes of byte {}", byte);
        prop_assert_eq!(
            &shown.status,
            &statuses[byte].map(|status| status.name()).unwrap_or_default(),
            "the status of byte {}",
            byte
        );
        prop_assert_eq!(&shown.notes, &notes[byte].join(" "), "the notes of byte {}", byte);
        let expected = names[byte].filter(|_| !shown.link).map(|(_, number)| format!("name:{number}&\""));
        prop_assert_eq!(&shown.name, &expected, "the link of byte {}", byte);
    }
    Ok(())
}

fn check_ids(text: &Text<Target>, marks: &[Mark], shown: &Shown) -> Result<(), TestCaseError> {
    let seen = seen(text);
    for (number, mark) in marks.iter().enumerate() {
        let bytes = bytes_of(&seen, mark.span);
        let find = |id: &str| shown.ids.iter().filter(|(other, ..)| other == id).cloned().collect::<Vec<_>>();
        let (first, reference) = (find(&format!("m-{number}")), find(&format!("r-{number}")));
        let (firsts, references) = match (bytes.is_empty(), mark.reference.is_some()) {
            (true, _) => (0, 0),
            (false, true) => (0, 1),
            (false, false) => (1, 0),
        };
        prop_assert_eq!(first.len(), firsts, "first words of mark {}", number);
        prop_assert_eq!(reference.len(), references, "references of mark {}", number);
        if let Some((_, at, class)) = first.first() {
            prop_assert_eq!(*at, bytes.start, "the first words of mark {}", number);
            prop_assert!(class.is_empty() || shown.bytes[*at].classes != [false; 5]);
        }
        if let Some((_, at, class)) = reference.first() {
            let held = shown.bytes[bytes.end - 1].held;
            let place = held.map_or(bytes.end, |held| shown.held_until[held]);
            prop_assert_eq!(*at, place, "the reference of mark {}", number);
            let expected = match mark.kind {
                MarkKind::Claim(status) => status.name(),
                MarkKind::Words => "x",
                MarkKind::Name { .. } => "x m",
                MarkKind::Comment => "k",
            };
            prop_assert_eq!(class.as_str(), format!("r {expected}"));
        }
    }
    for group in &shown.references {
        let numbers: Vec<usize> = group.iter().map(|id| id[2..].parse().unwrap()).collect();
        prop_assert!(numbers.is_sorted(), "references out of order: {numbers:?}");
    }
    let paragraphs = shown.ids.iter().filter(|(id, ..)| id.starts_with('p')).map(|(id, ..)| id.clone());
    let expected: Vec<String> = (1..=text.paragraphs.len()).map(|number| format!("p{number}")).collect();
    prop_assert_eq!(paragraphs.collect::<Vec<_>>(), expected);
    Ok(())
}

proptest! {
    #![proptest_config(Config { cases: 1500, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_word_and_mark_is_drawn_where_it_stands((text, marks, mut cuts) in texts::case()) {
        let count = text.paragraphs.len();
        let plain = seen(&text).iter().map(|at| text.plain.as_bytes()[*at]).collect::<Vec<u8>>();
        let unmarked = read_all(&draw(&text, &[], std::slice::from_ref(&(0..count))))?;
        prop_assert_eq!(unmarked.text.as_bytes(), &plain);

        let whole = read_all(&draw(&text, &marks, std::slice::from_ref(&(0..count))))?;
        prop_assert_eq!(whole.text.as_bytes(), &plain);
        check_runs(&text, &marks, &whole)?;
        check_ids(&text, &marks, &whole)?;

        cuts.sort_unstable();
        let ends = cuts.iter().copied().chain([count]);
        let ranges: Vec<Range<usize>> = [0].into_iter().chain(cuts.iter().copied()).zip(ends).map(|(a, b)| a..b).collect();
        let parts = read_all(&draw(&text, &marks, &ranges))?;
        prop_assert_eq!(parts.text.as_bytes(), &plain, "in ranges {:?}", ranges);
        check_runs(&text, &marks, &parts)?;
        check_ids(&text, &marks, &parts)?;
    }
}
