//! Says in a terminal how a note stands in a text that has changed, and what can be done about it.

use crate::model::{Anchorage, Change, Drift, RecordQuotes, Remedy, Sameness, TextState};
use crate::source::hidden::harmless;
use crate::source::{Place, Position, Sources};

/// What is said of a record that cannot be changed without changing something else.
pub const BY_HAND: &str =
    "its record is left as it is: its file cannot be read whole (postil check says why), or not with this change in it";

/// A note with its words of then and now, one above the other.
pub fn told(sources: &Sources, note: &Anchorage) -> String {
    let Position { line, .. } = sources.position(note.place);
    let path = &sources.file(note.place.file).path;
    let mut text = format!("  {}  {}  {path}:{line}\n", note.note, note.drift.name());
    if note.drift == Drift::Exact {
        return text;
    }
    text.push_str(&format!("    was  {}\n", note.was));
    if let (Some(is), Some(paragraph)) = (&note.is, &note.paragraph) {
        let is = note.around.as_ref().map_or_else(|| is.clone(), |around| format!("… {around} …"));
        text.push_str(&format!("    is   {is}  ({paragraph})\n"));
    }
    if !note.several.is_empty() {
        text.push_str(&format!("    in   {}\n", note.several.join(", ")));
    }
    text.extend(note.differences.iter().map(|difference| format!("    {difference}\n")));
    // A text may hold what a terminal would obey, and what nobody would see.
    harmless(&text)
}

/// What to do about a note, on a line of its own; nothing where nothing is to be done.
pub fn step(state: &TextState, note: &Anchorage) -> String {
    let name = format!("{}/{}", state.document, note.note);
    if is_slip(state, note) {
        return "    quote the words as the text has them\n".to_owned();
    }
    match note.remedy() {
        Remedy::Nothing => String::new(),
        Remedy::RepairTogether => "    postil anchors repair --safe\n".to_owned(),
        Remedy::Repair => format!("    postil anchors repair {name}\n"),
        Remedy::Accept if note.several.is_empty() => format!("    postil anchors accept {name}\n"),
        Remedy::Accept => format!("    postil anchors accept {name}; if another is meant, write its `in` first\n"),
        Remedy::QuoteMore => "    quote more words, or add `prefix` or `suffix`\n".to_owned(),
        Remedy::Compare => "    look for the words in the text and quote them as it has them, or quote fewer\n".to_owned(),
        Remedy::QuoteOther => "    quote other words, or remove the note\n".to_owned(),
    }
}

/// What an editor is told when a note has been given the words of the text.
pub fn taken(sources: &Sources, name: &str, drift: Drift, place: Place) -> String {
    let Position { line, .. } = sources.position(place);
    let path = &sources.file(place.file).path;
    match drift {
        Drift::Changed(Change::Wording | Change::Number | Change::Negation) => {
            format!("{name}: the note now quotes the text; see whether what it says still holds: {path}:{line}\n")
        }
        Drift::Changed(Change::Cosmetic | Change::Spelling | Change::Place)
        | Drift::Exact
        | Drift::Several
        | Drift::Uncompared
        | Drift::Gone => {
            format!("{name}: the note now quotes the text\n")
        }
    }
}

/// Whether a quotation is wrong although its text is the one for which it was made: nothing has changed, of which a history could tell.
pub fn is_slip(state: &TextState, note: &Anchorage) -> bool {
    let is_other = matches!(note.drift, Drift::Changed(change) if change != Change::Cosmetic);
    state.text == Sameness::Same && is_other
}

/// That a note quotes what has never stood in the text.
pub fn slip(name: &str) -> String {
    format!("{name}: the text is as it was when the note was made, so that these words never stood in it\n")
}

/// That a note needs more than `repair`, which takes spelling only.
pub fn more_than_spelling(name: &str, note: &Anchorage) -> String {
    format!("{name}: {}, which is more than spelling; where the note still holds, accept it by name\n", note.drift.name())
}

/// Why a note cannot be given other words.
pub fn refusal(name: &str, note: &Anchorage) -> String {
    let drift = note.drift.name();
    match (note.drift, &note.proposal) {
        (Drift::Changed(_), Some(_)) => format!("{name}: {drift}; {BY_HAND}\n"),
        (Drift::Changed(_), None) => format!("{name}: {drift}; no few words tell the place from others\n"),
        (Drift::Exact | Drift::Several | Drift::Uncompared | Drift::Gone, _) => {
            format!("{name}: {drift}; there is nothing to take over\n")
        }
    }
}

/// That notes may be left out, of which nothing can be said.
pub fn unread(path: &str) -> String {
    format!("{path} cannot be read as it is (postil check); of notes that it loses nothing is said\n")
}

/// What is to be said beside the notes of a text: that its record quotes words that are not found.
pub fn record(state: &TextState) -> &'static str {
    match state.record {
        RecordQuotes::Stand => "",
        RecordQuotes::Missing => "; breaks or leftovers do not stand as document.yaml quotes them (postil check)",
    }
}

/// What to do where a text differs from that of its hash in the ends of its lines only.
pub fn line_ends(state: &TextState) -> String {
    format!(
        "{}: only the ends of its lines have changed, and the hash stays as it is: postil check says how to take the text back\n  if they are to be so: postil anchors accept {}\n",
        state.name(),
        state.document
    )
}

/// What is left to look at where a record names paragraphs by number.
pub fn counted(state: &TextState) -> String {
    let mut text = format!("{}: every note stands; are these still the paragraphs that are meant?\n", state.name());
    for counted in &state.counted {
        let begins = counted.begins.as_ref().map_or_else(|| "there is none".to_owned(), |words| format!("“{words} …”"));
        text.push_str(&format!("    {:4} {begins}  ({})\n", counted.paragraph, counted.said));
    }
    text.push_str(&format!("  if so: postil anchors accept {}\n", state.document));
    text
}
