//! Records are written in their place, and everything else stays as it is.

use std::path::Path;

use postil::model::{Passage, Quoting, RecordKind, Value};
use postil::pipeline::{self, Added, Addition, Marked, NotWritten};
use postil::problem::Problems;
use postil::source::{SourceFile, Sources, Span};

/// The files of the demonstration archive.
pub fn demonstration() -> Sources {
    let (sources, problems) = postil::shell::load::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert!(problems.is_empty());
    sources
}

pub fn files(files: &[(&str, &str)]) -> Sources {
    let site = [("archive.yaml", "title: A\nlanguage: en\n")];
    let file = |(path, text): &(&str, &str)| SourceFile {
        path: format!("content/{path}"),
        text: (*text).to_owned(),
        ..SourceFile::default()
    };
    Sources::new(site.iter().chain(files).map(file).collect())
}

pub fn fields(pairs: &[(&str, &str)]) -> Vec<(String, Value)> {
    pairs.iter().map(|(name, words)| ((*name).to_owned(), Value::text(*words))).collect()
}

fn text<'a>(sources: &'a Sources, path: &str) -> &'a str {
    &sources.find(&format!("content/{path}")).unwrap().1.text
}

fn note(sources: &Sources, document: &str, pairs: &[(&str, &str)]) -> Result<Added, NotWritten> {
    let fields = fields(pairs);
    pipeline::add(sources, &Addition { kind: RecordKind::Comment, fields: &fields, document: Some(document), file: None })
}

const TEXT: &str = "The river rose on Monday.\n\nOn Tuesday it rose again; the mill was lost.\n\nThe river rose on Friday.\n";
const RECORD: &str = "title: D\nlanguage: en\nkind: report\n";
const NOTES: &str = "# What the chronicle says.\n\n- id: monday # the first\n  quote: 'on Monday'\n  note: >-\n    Long\n    lines.\n\n# On the mill.\n- id: mill\n  quote: the mill was lost\n  note: B\n\n- id: friday\n  quote: on Friday\n";

fn chronicle(notes: &str) -> Sources {
    files(&[("documents/d/document.yaml", RECORD), ("documents/d/text.txt", TEXT), ("documents/d/notes.yaml", notes)])
}

#[test]
fn a_note_comes_where_its_words_are_read() {
    let new = "- id: rose-again\n  quote: rose again\n  note: 'C: a remark, it is.'\n";
    let added = note(&chronicle(NOTES), "d", &[("quote", "rose again"), ("note", "C: a remark, it is.")]).unwrap();
    assert_eq!(
        text(&added.sources, "documents/d/notes.yaml"),
        NOTES.replace("# On the mill.", &format!("{new}\n# On the mill."))
    );
    assert_eq!((added.id.as_str(), added.path.as_str(), added.line), ("rose-again", "content/documents/d/notes.yaml", 9));

    let first = note(&chronicle(NOTES), "d", &[("quote", "The river"), ("in", "p1"), ("id", "river")]).unwrap();
    assert!(
        text(&first.sources, "documents/d/notes.yaml")
            .starts_with("# What the chronicle says.\n\n- id: river\n  quote: The river\n  in: p1\n\n- id: monday")
    );
    // The words stand twice, so that their paragraph is in the name.
    let last = note(&chronicle(NOTES), "d", &[("quote", "The river rose"), ("in", "p3")]).unwrap();
    assert_eq!(last.id, "the-river-rose-p3");
    let windows = NOTES.replace('\n', "\r\n");
    let added = note(&chronicle(&windows), "d", &[("quote", "rose again"), ("note", "C")]).unwrap();
    let expected = NOTES.replace("# On the mill.", "- id: rose-again\n  quote: rose again\n  note: C\n\n# On the mill.");
    assert_eq!(text(&added.sources, "documents/d/notes.yaml"), expected.replace('\n', "\r\n"));
    assert_eq!(
        note(&chronicle(NOTES), "d", &[("quote", "on"), ("id", "mill")]).unwrap_err(),
        NotWritten::Taken("mill".to_owned())
    );
    assert_eq!(note(&chronicle(NOTES), "e", &[("quote", "on")]).unwrap_err(), NotWritten::NoDocument);
    let broken = chronicle("- id: a\n  quote: b: c\n");
    let expected = NotWritten::NotWhole("content/documents/d/notes.yaml".to_owned());
    assert_eq!(note(&broken, "d", &[("quote", "rose again")]).unwrap_err(), expected);
}

#[test]
fn a_note_is_changed_field_by_field_and_goes_with_its_remarks() {
    let sources = chronicle(NOTES);
    let mut fields = pipeline::note_fields(&sources, "d", "monday").unwrap();
    fields.retain(|(name, _)| name != "note");
    fields.push(("in".to_owned(), Value::text("p1")));
    fields.iter_mut().filter(|(name, _)| name == "quote").for_each(|(_, value)| *value = Value::text("rose on Monday"));
    let claim = vec![("says".to_owned(), Value::text("It's so.")), ("modality".to_owned(), Value::text("asserted"))];
    fields.push(("claim".to_owned(), Value::Fields(claim)));
    let revised = pipeline::revise(&sources, "d", "monday", &fields).unwrap();
    let expected = NOTES.replace(
        "  quote: 'on Monday'\n  note: >-\n    Long\n    lines.\n",
        "  quote: 'rose on Monday'\n  in: p1\n  claim:\n    says: It's so.\n    modality: asserted\n",
    );
    assert_eq!(text(&revised, "documents/d/notes.yaml"), expected);
    assert_eq!(pipeline::note_fields(&revised, "d", "monday").unwrap().len(), 4);
    let same = pipeline::note_fields(&sources, "d", "mill").unwrap();
    let untouched = pipeline::revise(&sources, "d", "mill", &same).unwrap();
    assert_eq!(text(&untouched, "documents/d/notes.yaml"), NOTES);
    let without = pipeline::remove(&sources, "d", "mill").unwrap();
    let expected = NOTES.replace("# On the mill.\n- id: mill\n  quote: the mill was lost\n  note: B\n\n", "");
    assert_eq!(text(&without, "documents/d/notes.yaml"), expected);
    assert!(pipeline::remove(&sources, "d", "absent").is_none());
}

#[test]
fn a_remark_inside_braces_or_behind_a_sign_is_not_lost() {
    let notes = "- id: a\n  quote: on Monday\n  claim: {says: So., # why\n    modality: asserted, when: 2025 # the day\n    }\n  note: >- # folded\n    Long\n    lines.\n";
    let sources = chronicle(notes);
    let fields = pipeline::note_fields(&sources, "d", "a").unwrap();
    let changed = |field: &str, value: Option<&str>| {
        let mut fields = fields.clone();
        let claim = fields.iter_mut().find(|(name, _)| name == "claim");
        if let (Some((_, Value::Fields(inner))), None) = (claim, value) {
            inner.retain(|(name, _)| name != field);
        }
        if let Some(value) = value {
            fields.iter_mut().filter(|(name, _)| name == field).for_each(|(_, old)| *old = Value::text(value));
        }
        pipeline::revise(&sources, "d", "a", &fields)
    };
    for field in ["says", "when"] {
        let kept = text(&changed(field, None).unwrap(), "documents/d/notes.yaml").to_owned();
        assert!(["# why", "# the day", "# folded"].iter().all(|remark| kept.contains(remark)), "{kept}");
        assert!(!kept.contains(field), "{kept}");
    }
    let shorter = text(&changed("note", Some("Short.")).unwrap(), "documents/d/notes.yaml").to_owned();
    assert!(shorter.contains("  # folded\n  note: Short.\n"), "{shorter}");
}

#[test]
fn records_of_lists_come_in_the_order_of_the_alphabet_where_their_file_is() {
    let sources = files(&[
        ("entities/people.yaml", "- {id: b, type: person, name: B}\n- {id: d, type: person, name: D}\n"),
        ("entities/more.yaml", "- {id: z, type: place, name: Z}\n\n- {id: a, type: person, name: A}\n"),
        ("bibliography.yaml", "# Works.\na: {type: book, title: A}\nc: {type: book, title: C}\n"),
    ]);
    let add = |kind, pairs: &[(&str, &str)]| {
        pipeline::add(&sources, &Addition { kind, fields: &fields(pairs), document: None, file: None }).unwrap()
    };
    let person = add(RecordKind::Entity, &[("type", "person"), ("name", "C")]);
    assert_eq!((person.path.as_str(), person.line), ("content/entities/people.yaml", 2));
    let place = add(RecordKind::Entity, &[("type", "place"), ("name", "C")]);
    assert_eq!((place.path.as_str(), place.line), ("content/entities/more.yaml", 5));
    let event = add(RecordKind::Entity, &[("type", "event"), ("name", "The Flood")]);
    assert_eq!((event.path.as_str(), event.id.as_str()), ("content/entities/events.yaml", "the-flood"));
    let work = add(RecordKind::Work, &[("type", "book"), ("title", "B"), ("id", "b")]);
    let expected = "# Works.\na: {type: book, title: A}\nb:\n  type: book\n  title: B\nc: {type: book, title: C}\n";
    assert_eq!(text(&work.sources, "bibliography.yaml"), expected);
    let term = add(RecordKind::Term, &[("term", "high water"), ("scheme", "technical")]);
    assert_eq!(text(&term.sources, "terms.yaml"), "- id: high-water\n  term: high water\n  scheme: technical\n");
}

/// A number after another that looks like chance, and is the same on every run.
pub fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*seed ^ (*seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)) as usize
}

/// The plain texts of a document, with the language of each translation.
fn texts(sources: &Sources, document: &str) -> Vec<(Option<String>, String)> {
    let survey = pipeline::survey(sources, Problems::default());
    let draft = survey.documents.into_iter().find(|draft| draft.id == document).unwrap();
    let translations =
        draft.translations.iter().map(|draft| (Some(draft.record.language.value.tag.clone()), draft.text.plain.to_string()));
    std::iter::once((None, draft.text.plain.to_string())).chain(translations).collect()
}

#[test]
fn whatever_is_marked_is_quoted_so_that_the_note_stands_exactly_there() {
    let sources = demonstration();
    let mut seed = 7;
    for document in ["pantai-suriah", "object-lesson", "hecatomb"] {
        let folder = format!("content/documents/{document}/");
        let sources = sources.only(|path| path == "content/archive.yaml" || path.starts_with(&folder));
        for (on, plain) in texts(&sources, document) {
            let letters: Vec<(usize, char)> = plain.char_indices().collect();
            for round in 0..24 {
                let start = next(&mut seed) % letters.len();
                // Short ones stand often.
                let length = 1 + next(&mut seed) % [3, 8, 40, 300][round % 4];
                let end = (start + length).min(letters.len());
                let marked = Marked::Characters { on: on.as_deref(), start, end };
                let from = letters[start].0;
                let to = letters.get(end).map_or(plain.len(), |(at, _)| *at);
                let words = plain[from..to].trim();
                let quoting = pipeline::quoting(&sources, document, marked).unwrap();
                if words.is_empty() {
                    assert!(matches!(quoting, Quoting::Absent(_)));
                    continue;
                }
                let Quoting::One(place) = quoting else { panic!("{document} {start}..{end} {words:?}: {quoting:?}") };
                let span = place.proposal.span;
                assert!(span.of(&plain).contains(words), "{words}");
                assert!(span.of(&plain).chars().count() <= words.chars().count() + 12, "only whole characters are added");
                if round % 6 > 0 {
                    continue;
                }
                let mut fields = pipeline::placing(&place);
                fields.extend(on.iter().map(|on| ("on".to_owned(), Value::text(on.clone()))));
                let addition =
                    Addition { kind: RecordKind::Comment, fields: &fields, document: Some(document), file: Some("notes.yaml") };
                let added = pipeline::add(&sources, &addition).unwrap();
                assert_eq!(places(&added.sources, document, &added.id), [span], "{fields:?}");
            }
        }
    }
}

fn places(sources: &Sources, document: &str, note: &str) -> Vec<Span> {
    let survey = pipeline::survey(sources, Problems::default());
    assert!(survey.problems.is_empty(), "{:?}", survey.problems);
    let draft = survey.documents.into_iter().find(|draft| draft.id == document).unwrap();
    let note = draft.notes.iter().find(|other| other.id.value == note).unwrap().clone();
    note.anchor.into_iter().map(|Passage { span, .. }| span).collect()
}

#[test]
fn words_that_are_typed_are_found_or_what_is_near_them_is_told() {
    let sources = chronicle("");
    let typed = |pairs: &[(&str, &str)]| pipeline::quoting(&sources, "d", Marked::Words(&fields(pairs))).unwrap();
    let Quoting::Several(2, places) = typed(&[("quote", "The river rose")]) else { panic!("it stands twice") };
    let told: Vec<_> = places.iter().map(|place| (place.paragraph, place.proposal.paragraph)).collect();
    assert_eq!(told, [(1, Some(1)), (3, Some(3))]);
    assert_eq!(places[1].around, "rose again; the mill was lost. [The river rose] on Friday.");
    assert!(matches!(typed(&[("quote", "The river rose"), ("in", "p3")]), Quoting::One(place) if place.paragraph == 3));
    assert!(matches!(typed(&[("quote", "rose"), ("prefix", "it")]), Quoting::One(place) if place.paragraph == 2));
    let Quoting::Absent(told) = typed(&[("quote", "the mill was lots")]) else { panic!("it does not stand there") };
    assert!(told.iter().any(|line| line.contains("the mill was lost")), "{told:?}");
    assert!(matches!(typed(&[("quote", "on Monday"), ("in", "p9")]), Quoting::Absent(_)));
    assert!(pipeline::quoting(&sources, "d", Marked::Characters { on: Some("ar"), start: 0, end: 3 }).is_none());
}

#[test]
fn of_many_places_so_many_are_told_apart_as_somebody_reads() {
    let text = "The river rose. ".repeat(12);
    let sources = files(&[("documents/d/document.yaml", RECORD), ("documents/d/text.txt", &text)]);
    let typed = fields(&[("quote", "river")]);
    let quoting = pipeline::quoting(&sources, "d", Marked::Words(&typed));
    assert!(matches!(quoting, Some(Quoting::Several(12, places)) if places.len() == 9));
}

#[test]
fn what_was_wrong_before_is_not_new() {
    let before = chronicle("- id: a\n  quote: absent words\n\n- id: b\n  quote: on Friday\n");
    let added = note(&before, "d", &[("quote", "on Monday")]).unwrap();
    assert!(pipeline::newly_wrong(&before, &added.sources).is_empty());
    let wrong = note(&before, "d", &[("quote", "on Sunday")]).unwrap();
    let codes: Vec<_> = pipeline::newly_wrong(&before, &wrong.sources).iter().map(|problem| problem.code.name()).collect();
    assert_eq!(codes, ["quote-not-found"]);
}

/// What two texts share at their beginning and at their end, in bytes; an archive's own files are the input.
fn shared(left: &str, right: &str) -> (usize, usize) {
    let start = left.bytes().zip(right.bytes()).take_while(|(left, right)| left == right).count();
    let end = left.bytes().rev().zip(right.bytes().rev()).take_while(|(left, right)| left == right).count();
    (start, end)
}

#[test]
fn notes_of_the_demonstration_can_be_changed_and_taken_out() {
    let sources = demonstration();
    let mut seen = 0;
    for (_, file) in sources.iter() {
        let Some((document, name)) = file.path.strip_prefix("content/documents/").and_then(|path| path.split_once('/')) else {
            continue;
        };
        if !name.starts_with("notes.") {
            continue;
        }
        let sources = sources.only(|path| path == file.path);
        let ids: Vec<&str> = file.text.lines().filter_map(|line| line.strip_prefix("- id: ")).collect();
        for (number, id) in ids.iter().enumerate().step_by(3) {
            seen += 1;
            let mut fields = pipeline::note_fields(&sources, document, id).unwrap();
            fields.retain(|(name, _)| name != "note");
            fields.push(("note".to_owned(), Value::text("A: remark, in two\n\nparagraphs # of it.")));
            let revised = pipeline::revise(&sources, document, id, &fields).unwrap_or_else(|| panic!("{document}/{id}"));
            let after = &revised.find(&file.path).unwrap().1.text;
            let (start, end) = shared(&file.text, after);
            let own = file.text.find(&format!("- id: {id}\n")).unwrap();
            let next = ids.get(number + 1).map_or(file.text.len(), |next| file.text.find(&format!("- id: {next}\n")).unwrap());
            assert!(start > own && file.text.len() - end <= next, "{document}/{id} alone has changed");
            let back = pipeline::note_fields(&sources, document, id).unwrap();
            let restored = pipeline::revise(&revised, document, id, &back).unwrap();
            assert_eq!(pipeline::note_fields(&restored, document, id).unwrap().len(), back.len());
            let removed = pipeline::remove(&sources, document, id).unwrap();
            let after = &removed.find(&file.path).unwrap().1.text;
            let (start, end) = shared(&file.text, after);
            assert!(start + end >= after.len(), "{document}/{id} is taken out and nothing put in");
        }
    }
    assert!(seen > 60, "{seen}");
}

const HEADS: [&str; 5] = ["", "# Notes.\n\n", "---\n", "# yaml-language-server: $schema=../x.json\n", "# A.\n\n# B.\n\n\n"];
const GAPS: [&str; 6] = ["", "\n", "\n\n", "\n# On it.\n", "\n# Part two.\n\n", "# right below\n"];
const BODIES: [&str; 6] = [
    "- id: ID\n  quote: QUOTE\n  note: A # remark\n",
    "- {id: ID, quote: 'QUOTE'}\n",
    "-   id: ID # its name\n    quote: \"QUOTE\"\n    # inside\n    note: |-\n      One.\n\n      - Two.\n",
    "- quote: >-\n    QUOTE\n\n  id: ID\n\n  mention:\n  - a\n  - b\n",
    "- id: ID\n  quote: QUOTE\n  claim: {says: 'It''s: so', modality: asserted, figures: [{min: 1}, {value: 2}]}\n",
    "- id: ID\n  quote: QUOTE\n  relates:\n    - to: x/y # there\n      as: repeats\n\n    # on the second\n    - {to: y, as: quotes}\n",
];

/// Fields that a note may be given.
fn any_fields() -> Vec<(String, Value)> {
    let claim = vec![
        ("says".to_owned(), Value::text("It's so: yes.")),
        ("modality".to_owned(), Value::text("denied")),
        ("figures".to_owned(), Value::List(vec![Value::Fields(fields(&[("min", "3"), ("about", "true")]))])),
    ];
    let relation = |to: &str| Value::Fields(fields(&[("to", to), ("as", "quotes")]));
    let mut all = fields(&[("note", "Other words: of it.\n\n# Two"), ("prefix", "and"), ("quote", "and word")]);
    all.push(("claim".to_owned(), Value::Fields(claim)));
    all.push(("relates".to_owned(), Value::List(vec![relation("z"), relation("y")])));
    all.push(("mention".to_owned(), Value::List(vec![Value::text("b, c"), Value::text("a"), Value::text("#d")])));
    all
}

/// A sidecar as somebody might have written it, on some of the words of a text, in any order.
fn any_sidecar(words: &[&str], seed: &mut u64) -> (String, Vec<usize>) {
    let mut text = HEADS[next(seed) % HEADS.len()].to_owned();
    let mut quoted = Vec::new();
    for (number, word) in words.iter().enumerate() {
        if next(seed).is_multiple_of(3) {
            let body = BODIES[next(seed) % BODIES.len()];
            text.push_str(&body.replace("ID", &format!("n{number}")).replace("QUOTE", word));
            text.push_str(GAPS[next(seed) % GAPS.len()]);
            quoted.push(number);
        }
    }
    if next(seed).is_multiple_of(5) {
        text.truncate(text.trim_end().len());
    }
    (if next(seed).is_multiple_of(3) { text.replace('\n', "\r\n") } else { text }, quoted)
}

#[test]
fn however_a_file_is_written_nothing_in_it_changes_but_the_record() {
    let words: Vec<String> = (0..12).map(|number| format!("word{number}x")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let body = words.join(" and\n\n");
    let mut seed = 42;
    for round in 0..300 {
        let (notes, quoted) = any_sidecar(&words, &mut seed);
        let sources =
            files(&[("documents/d/document.yaml", RECORD), ("documents/d/text.txt", &body), ("documents/d/notes.yaml", &notes)]);
        let number = next(&mut seed) % words.len();
        let added = note(&sources, "d", &[("quote", words[number]), ("note", "New: a, b\n\nand c"), ("id", "new")]);
        let added = added.unwrap_or_else(|refused| panic!("round {round}: {refused:?}\n{notes}"));
        let after = text(&added.sources, "documents/d/notes.yaml");
        let (start, end) = shared(&notes, after);
        assert!(start + end >= notes.trim_end().len(), "round {round}: put in at one place\n{notes}\n=>\n{after}");
        assert!(
            !notes.contains('\r') || !after.replace("\r\n", "").contains('\n'),
            "round {round}: line ends are those of the file"
        );
        // In reading order, where the others are: behind the last one before it.
        let line_of = |name: &str| after.find(&format!("id: {name}")).unwrap_or(0);
        let before = quoted.iter().filter(|other| **other < number).max();
        assert!(before.is_none_or(|before| line_of(&format!("n{before}")) < line_of("new")), "round {round}\n{after}");
        let removed = pipeline::remove(&added.sources, "d", "new").unwrap();
        let left = text(&removed, "documents/d/notes.yaml");
        assert_eq!(left.trim_end(), notes.trim_end(), "round {round}: what was put in is taken out");
        for other in quoted {
            let name = format!("n{other}");
            let mut fields = pipeline::note_fields(&sources, "d", &name).unwrap();
            fields.retain(|(name, _)| ["id", "quote"].contains(&name.as_str()) || next(&mut seed).is_multiple_of(2));
            for (name, value) in any_fields() {
                if next(&mut seed).is_multiple_of(2) {
                    fields.retain(|(other, _)| *other != name);
                    fields.push((name, value));
                }
            }
            let revised = pipeline::revise(&sources, "d", &name, &fields);
            let revised = revised.unwrap_or_else(|| panic!("round {round}: {name}\n{notes}"));
            let after = text(&revised, "documents/d/notes.yaml");
            for remark in ["# On it.", "# Part two.", "# remark", "# its name", "# inside", "# there", "# on the second"] {
                let count = |text: &str| text.matches(remark).count();
                assert_eq!(count(after), count(&notes), "round {round}: {remark} of {name} stays\n{notes}\n=>\n{after}");
            }
        }
    }
}
