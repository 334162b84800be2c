//! Texts that change at random: no note ever slips, unseen, onto other words than those that it was written about.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use postil::model::{Anchorage, Change, DocumentDraft, Drafts, Drift, Passages, Piece, Side, Text, TextState};
use postil::problem::Problems;
use postil::source::{SourceFile, Sources, Span};
use postil::{anchor, parse};
use rayon::prelude::*;

use super::changes::{Changing, Dice};

/// The files of one document of `content/`, with what names and editors it needs.
fn files_of(document: &str) -> Vec<SourceFile> {
    let (sources, _) = postil::shell::load::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let folder = format!("content/documents/{document}/");
    let is_wanted =
        |path: &str| path == "content/archive.yaml" || path.starts_with("content/entities/") || path.starts_with(&folder);
    sources.iter().map(|(_, file)| file.clone()).filter(|file| is_wanted(&file.path)).collect()
}

/// Notes on words that a text has more than once, told apart by the paragraph or by the words that follow: the easiest to mislead.
fn look_alikes<L>(document: &str, text: &Text<L>) -> SourceFile {
    let mut notes = String::new();
    for (number, paragraph) in text.paragraphs.iter().enumerate() {
        let words: Vec<&str> = text.plain[paragraph.start()..paragraph.end()].split_whitespace().collect();
        let is_plain = |word: &str| word.len() > 4 && word.chars().all(char::is_alphabetic);
        let often = |word: &str| text.plain.matches(word).count() > 1;
        let Some(at) = (0..words.len()).find(|at| is_plain(words[*at]) && often(words[*at])) else { continue };
        let (word, suffix) = (words[at], words[at + 1..].iter().take(2).copied().collect::<Vec<_>>().join(" "));
        notes.push_str(&format!("- {{id: in-{number}, quote: {word}, in: p{}}}\n", number + 1));
        if !suffix.is_empty() {
            notes.push_str(&format!("- {{id: by-{number}, quote: {word}, suffix: '{}'}}\n", suffix.replace('\'', "''")));
        }
    }
    let path = format!("content/documents/{document}/notes.look-alikes.yaml");
    SourceFile { path, text: notes, bytes: Vec::new(), sha256: None, readable: true }
}

/// A document that is read once, and its text as often as it changes.
struct Subject {
    sources: Sources,
    drafts: Drafts,
    /// The files without notes: what is needed to read another text.
    bare: Sources,
    text: String,
    places: BTreeMap<String, (usize, usize)>,
}

impl Subject {
    fn new(document: &str) -> Subject {
        let mut files = files_of(document);
        let read = parse::parse(&Sources::new(files.clone()), &mut Problems::default());
        let (read, _) = anchor::survey(&Sources::new(files.clone()), read, &mut Problems::default());
        files.push(look_alikes(document, &read.documents[0].text));
        let is_text = |file: &SourceFile| file.path.ends_with("/text.md") || file.path.ends_with("/text.txt");
        let text = files.iter().find(|file| is_text(file)).unwrap().text.clone();
        let bare =
            files.iter().filter(|file| !file.path.contains("/notes") && !file.path.contains("/entities/")).cloned().collect();
        let sources = Sources::new(files);
        let drafts = parse::parse(&sources, &mut Problems::default());
        let (found, _) = anchor::survey(&sources, drafts.clone(), &mut Problems::default());
        let places = places(&found.documents[0]);
        assert!(places.keys().any(|id| id.starts_with("in-")) && places.keys().any(|id| id.starts_with("by-")), "{places:?}");
        Subject { places, sources, drafts, bare: Sources::new(bare), text }
    }

    /// How its notes stand in another text.
    fn changed(&self, text: &str) -> (Arc<DocumentDraft<Passages>>, TextState) {
        let of = |sources: &Sources| {
            let path = &self.sources.file(self.drafts.documents[0].file).path;
            let (index, _) = sources.find(path).unwrap();
            sources.with_text(index, text.to_owned())
        };
        let read = parse::parse(&of(&self.bare), &mut Problems::default());
        let mut drafts = self.drafts.clone();
        let document = Arc::make_mut(&mut drafts.documents[0]);
        document.text = read.documents[0].text.clone();
        let recorded = document.record.text_sha256.as_mut().unwrap();
        recorded.value = "0".repeat(64);
        let (mut found, mut states) = anchor::survey(&of(&self.sources), drafts, &mut Problems::default());
        (found.documents.remove(0), states.remove(0))
    }
}

/// A stretch of the words as they are read, in bytes of the file.
fn in_file<L>(text: &Text<L>, span: Span) -> Option<(usize, usize)> {
    let place = |offset: usize| {
        text.pieces.iter().find_map(|piece| match piece {
            Piece::Words { span, source } if (span.start()..span.end()).contains(&offset) => {
                Some(*source as usize + offset - span.start())
            }
            Piece::Words { .. }
            | Piece::Open(_)
            | Piece::Close
            | Piece::SoftBreak(_)
            | Piece::LineBreak(_)
            | Piece::EditorialBreak
            | Piece::Rule
            | Piece::Image(_)
            | Piece::Citation(_) => None,
        })
    };
    let last = text.plain[span.start()..span.end()].chars().next_back()?.len_utf8();
    Some((place(span.start())?, place(span.end() - last)? + last))
}

/// Where each note of the original stands in its file, but for those that stand at every place of their words.
fn places(document: &DocumentDraft<Passages>) -> BTreeMap<String, (usize, usize)> {
    let single = document.notes.iter().filter(|note| note.anchor.len() == 1 && note.anchor[0].side == Side::Original);
    single.filter_map(|note| Some((note.id.value.clone(), in_file(&document.text, note.anchor[0].span)?))).collect()
}

/// So many changes of texts are tried; ten thousand of them take a minute.
const CHANGES: usize = 1_000;

/// What a note is silent about: it counts as standing where it should, and does not.
fn silent(subject: &Subject, changing: &Changing, note: &Anchorage, document: &DocumentDraft<Passages>) -> Option<String> {
    let name = note.drift.name();
    let (start, end) = *subject.places.get(&note.note)?;
    let bound = document.notes.iter().find(|found| found.id.value == note.note).map(|found| found.anchor[0].span);
    let span = match note.drift {
        Drift::Exact => bound,
        Drift::Changed(_) if note.drift.is_safe() => note.proposal.as_ref().map(|proposal| proposal.span),
        // Refused or proposed: an editor looks. But then it must not be bound meanwhile, and a number is no spelling.
        Drift::Changed(_) | Drift::Several | Drift::Uncompared | Drift::Gone => {
            let is = note.is.as_deref().unwrap_or_default();
            let misnamed = note.drift == Drift::Changed(Change::Spelling) && decisive(&note.was) != decisive(is);
            return (bound.is_some() || misnamed).then(|| format!("{name}, but bound or more: {:?} → {is:?}", note.was));
        }
    }?;
    let words = &document.text.plain[span.start()..span.end()];
    if letters(words) != letters(&note.quote) {
        return Some(format!("{name}, and its letters are others: {:?} → {words:?}", note.quote));
    }
    let (from, to) = in_file(&document.text, span)?;
    let origins = changing.origins(from, to);
    let own = origins.iter().filter(|origin| origin.is_some_and(|at| (start..end).contains(&at))).count();
    (own * 2 <= origins.len()).then(|| format!("{name}, and stands on other words: {:?}", note.was))
}

/// All that is not space or sign; what is compared here knows nothing of how the program compares.
fn letters(words: &str) -> String {
    words.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The digits and the words that deny, among those that changes put in.
fn decisive(words: &str) -> (String, usize) {
    let denying = words.split(|letter: char| !letter.is_alphanumeric());
    let denying = denying.filter(|word| ["not", "no", "tidak", "bukan"].contains(word)).count();
    (words.chars().filter(char::is_ascii_digit).collect(), denying)
}

/// A promise is worth as much as it was put to the test: `POSTIL_CHANGES=10000 cargo test --test all workbench::drift` tries ten times as often.
#[test]
fn texts_that_change_at_random_move_no_note_unseen() {
    let wanted = std::env::var("POSTIL_CHANGES").map_or(CHANGES, |number| number.parse().unwrap());
    let documents = ["good-jihadists", "hecatomb", "idlib-bloodbath", "object-lesson", "pantai-suriah"];
    let all: Vec<Subject> = documents.iter().map(|document| Subject::new(document)).collect();
    let counts: Mutex<BTreeMap<&str, usize>> = Mutex::default();
    let changes = AtomicUsize::new(0);
    // Each text is changed once to four times.
    let found: Vec<String> = (0..wanted as u64 / 2)
        .into_par_iter()
        .flat_map_iter(|seed| {
            let subject = &all[seed as usize % all.len()];
            let mut dice = Dice::new(seed + 1);
            let mut changing = Changing::new(&subject.text);
            for _ in 0..=dice.below(4) {
                changing.change(&mut dice);
                changes.fetch_add(1, Ordering::Relaxed);
            }
            let (document, state) = subject.changed(&changing.text());
            for note in &state.notes {
                *counts.lock().unwrap().entry(note.drift.name()).or_default() += 1;
            }
            let told = |note| silent(subject, &changing, note, &document).map(|why| format!("seed {seed}: {}: {why}", note.note));
            state.notes.iter().filter_map(told).collect::<Vec<_>>()
        })
        .collect();
    let told = format!("{changes:?} changes: {:?}", counts.lock().unwrap());
    assert!(changes.load(Ordering::Relaxed) >= wanted, "{told}");
    assert!(found.is_empty(), "{told}; {} are silent\n{}", found.len(), found[..found.len().min(40)].join("\n"));
    // Every state occurs, so that none of the above holds for want of an occasion.
    let states = ["exact", "cosmetic", "spelling", "place in doubt", "wording changed", "number changed", "negation changed"];
    let missing: Vec<&&str> = states.iter().filter(|name| !counts.lock().unwrap().contains_key(*name)).collect();
    assert!(missing.is_empty(), "{told}; {missing:?} never");
}
