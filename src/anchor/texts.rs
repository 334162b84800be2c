//! Says how the notes of a document stand in each of its texts, and which text has changed under them.

use rayon::prelude::*;

use super::drift::NameWords;
use super::reading::Reading;
use super::standing::{Asked, Search, anchorage};
use crate::model::{
    Anchorage, Counted, DocumentDraft, Note, Quote, RecordQuotes, Remedy, Sameness, Side, TextState, TranslationDraft, Written,
};
use crate::problem::{Code, Problem, Problems};
use crate::source::digest::sha256;
use crate::source::{Placed, SourceFile, Sources};

use super::words::shown;

/// So many words show which paragraph is meant.
const BEGINNING_WORDS: usize = 9;

/// So many notes are compared side by side before it is asked whether there is time for more: what is told is the same on every machine.
const TOGETHER: usize = 16;

/// What is to be told of notes that stand where they should in a text that has not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Survey {
    /// Nothing, and of those that do not it is told where they are looked up.
    Changed,
    /// Nothing: there is nothing to do.
    OfTrouble,
    /// That they do.
    OfAll,
}

/// The hash that a record has for a text, and whether the text is another one.
pub fn sameness<A>(sources: &Sources, draft: &DocumentDraft<A>, side: Side) -> Sameness {
    let (recorded, file) = recorded(draft, side);
    match (recorded, &sources.file(file).sha256) {
        (Some(written), Some(hash)) if !written.value.eq_ignore_ascii_case(hash) => Sameness::Changed,
        (Some(_), Some(_)) => Sameness::Same,
        (None, _) | (_, None) => Sameness::Unsaid,
    }
}

fn recorded<A>(draft: &DocumentDraft<A>, side: Side) -> (Option<&Placed<String>>, crate::source::FileIndex) {
    match side {
        Side::Original => (draft.record.text_sha256.as_ref(), draft.file),
        Side::Translation(number) => {
            let translation = &draft.translations[number.get()];
            (translation.record.text_sha256.as_ref(), translation.file)
        }
    }
}

/// How the notes of one text stand.
pub struct Of<'a> {
    /// All files.
    pub sources: &'a Sources,
    /// The document.
    pub draft: &'a DocumentDraft<Quote>,
    /// The text.
    pub reading: Reading<'a>,
    /// Words of names.
    pub names: &'a NameWords,
    /// Whether breaks and leftovers were found.
    pub record: RecordQuotes,
}

impl Of<'_> {
    /// The state of the text; `found` tells of each note of the document whether its quotation was found in it.
    pub fn state(&self, notes: &[&Note<Written, Quote>], found: impl Fn(&str) -> bool, survey: Survey) -> TextState {
        let sameness = sameness(self.sources, self.draft, self.reading.side);
        let (recorded, file) = recorded(self.draft, self.reading.side);
        let file = self.sources.file(file);
        let only_line_ends = sameness == Sameness::Changed && recorded.is_some_and(|hash| differs_in_line_ends(file, hash));
        let of_words = if only_line_ends { Sameness::Same } else { sameness };
        let is_wanted = |note: &Note<Written, Quote>| match survey {
            _ if sameness == Sameness::Changed => true,
            Survey::OfAll => true,
            Survey::OfTrouble => !found(&note.id.value),
            Survey::Changed => false,
        };
        let wanted: Vec<&Note<Written, Quote>> = notes.iter().copied().filter(|note| is_wanted(note)).collect();
        let mut anchored: Vec<Anchorage> = Vec::with_capacity(wanted.len());
        let mut cells = 0;
        for together in wanted.chunks(TOGETHER) {
            let asked = Asked { reading: self.reading, sameness: of_words, names: self.names, search: Search::after(cells) };
            // Documents are anchored side by side, but where one text has changed under thousands of notes, that is all there is to do.
            let found: Vec<(Anchorage, usize)> =
                together.into_par_iter().map(|note| anchorage(asked, &note.id.value, &note.anchor)).collect();
            cells += found.iter().map(|(_, cells)| cells).sum::<usize>();
            anchored.extend(found.into_iter().map(|(anchorage, _)| anchorage));
        }
        TextState {
            document: self.draft.id.clone(),
            translation: match self.reading.side {
                Side::Original => None,
                Side::Translation(_) => Some(self.reading.language.to_owned()),
            },
            text: sameness,
            only_line_ends,
            recorded: recorded.cloned(),
            sha256: file.sha256.clone().unwrap_or_default(),
            counted: self.counted(notes),
            record: self.record,
            notes: anchored,
        }
    }

    /// The paragraphs of the text that are named by nothing but their numbers.
    fn counted(&self, notes: &[&Note<Written, Quote>]) -> Vec<Counted> {
        let pairs = |number: usize| self.draft.translations[number].record.align.iter().flat_map(|align| &align.value);
        let mut named: Vec<(usize, &str)> = match self.reading.side {
            Side::Original => {
                let described = self.draft.record.content_notes.iter();
                let described =
                    described.flat_map(|note| note.paragraphs.iter().map(|number| (number.value, note.about.as_str())));
                let aligned = (0..self.draft.translations.len()).flat_map(pairs).flat_map(|pair| &pair.source);
                described.chain(aligned.map(|number| (*number, "align"))).collect()
            }
            Side::Translation(number) => {
                pairs(number.get()).flat_map(|pair| &pair.translation).map(|number| (*number, "align")).collect()
            }
        };
        let everywhere = notes.iter().filter(|note| note.anchor.every);
        named.extend(everywhere.filter_map(|note| Some((note.anchor.paragraph.as_ref()?.value, note.id.value.as_str()))));
        named.sort_unstable();
        named.dedup();
        let begins = |number: usize| {
            let paragraph = self.reading.text.paragraphs.get(number.checked_sub(1)?)?;
            let words = paragraph.of(self.reading.plain());
            Some(words.split_whitespace().take(BEGINNING_WORDS).collect::<Vec<_>>().join(" "))
        };
        let counted = |(number, said): (usize, &str)| Counted {
            paragraph: format!("p{number}"),
            said: said.to_owned(),
            begins: begins(number),
        };
        let mut all: Vec<Counted> = named.into_iter().map(counted).collect();
        let last = self.reading.text.paragraphs.len();
        all.extend(self.beside().into_iter().map(|said| Counted { paragraph: format!("p1–p{last}"), said, begins: begins(1) }));
        all
    }

    /// The texts beside which this one stands paragraph by paragraph, for no record says otherwise.
    fn beside(&self) -> Vec<String> {
        let is_one_to_one = |translation: &&TranslationDraft| translation.record.align.is_none();
        match self.reading.side {
            Side::Original => {
                let beside = self.draft.translations.iter().filter(is_one_to_one);
                beside.map(|other| format!("beside the translation into {}", other.record.language.value.tag)).collect()
            }
            Side::Translation(number) => {
                let own = self.draft.translations.get(number.get()).filter(is_one_to_one);
                own.map(|_| "beside the original".to_owned()).into_iter().collect()
            }
        }
    }
}

/// Tells that a text has changed, with how its notes stand in it; reports `text-changed` and `anchor-in-doubt`.
///
/// Gives the ids of notes that were found, but of which nobody can tell whether it is at the place that was meant.
pub fn tell(
    sources: &Sources,
    reading: &Reading,
    state: &TextState,
    found: impl Fn(&str) -> bool,
    problems: &mut Problems,
) -> Vec<String> {
    let (Sameness::Changed, Some(written)) = (state.text, &state.recorded) else { return Vec::new() };
    problems.push(changed(&sources.file(reading.file).path, state, written));
    let mut doubtful = Vec::new();
    for note in state.notes.iter().filter(|note| !note.drift.is_safe() && found(&note.note)) {
        let name = format!("{}/{}", state.document, note.note);
        let message = format!("{} is found in a text that has changed, but {}", shown(&note.was), why(note));
        let problem = Problem::new(Code::AnchorInDoubt, note.place, message);
        problems.push(problem.help(next_step(note, &name)));
        doubtful.push(note.note.clone());
    }
    doubtful
}

/// That a text has changed, and what to do about it.
fn changed(path: &str, state: &TextState, written: &Placed<String>) -> Problem {
    let message = format!("`{path}` is not the text that the notes were made for");
    let problem = Problem::new(Code::TextChanged, written.place, message);
    if state.only_line_ends {
        // A new hash would be that of this clone alone.
        return problem
            .help("only its lines end otherwise: git or an editor has written their ends anew")
            .help("keep git from it by a line in .gitattributes: `content/documents/*/text* -text`")
            .help(format!("then take the text back: `git restore {path}`"));
    }
    let counts = || format!("its notes: {} (`postil anchors {}` shows each)", state.counts(), state.document);
    let problem = problem.help(format!("if nobody meant to change it, take it back: `git restore {path}`"));
    let problem = problem.maybe_help((!state.notes.is_empty()).then(counts));
    if !state.stands() {
        problem.help("`postil anchors repair --safe` takes what is the same without a doubt; the new hash is written when every note stands")
    } else if state.counted.is_empty() {
        problem.help("`postil anchors repair --safe` writes the new hash: all of them stand")
    } else {
        problem.help(format!(
            "all of them stand; `postil anchors repair --safe {}` shows the paragraphs that are named by number",
            state.document
        ))
    }
}

/// Whether a text is the one of its record but for the ends of its lines.
fn differs_in_line_ends(file: &SourceFile, recorded: &Placed<String>) -> bool {
    let short = file.text.replace("\r\n", "\n");
    let long = short.replace('\n', "\r\n");
    [short, long].iter().any(|text| sha256(text.as_bytes()).eq_ignore_ascii_case(&recorded.value))
}

fn why(note: &Anchorage) -> &str {
    note.differences.first().map_or("nothing tells whether this is the place that was meant", String::as_str)
}

/// What happened to a note, and what an editor can do about it.
pub fn next_step(note: &Anchorage, name: &str) -> String {
    let drift = note.drift.name();
    match note.remedy() {
        Remedy::Nothing => drift.to_owned(),
        Remedy::RepairTogether => format!("{drift}: `postil anchors repair --safe` takes the words of the text"),
        Remedy::Repair => format!("{drift}: `postil anchors repair {name}` takes the words of the text"),
        Remedy::Accept => {
            let or = if note.several.is_empty() { "" } else { "; if another place is meant, write its `in` first" };
            format!("{drift}: where the note still holds, `postil anchors accept {name}` takes the words of the text{or}")
        }
        Remedy::QuoteMore if note.several.is_empty() => {
            format!("{drift}: quote more words, or say with `prefix` or `suffix` which place is meant")
        }
        Remedy::QuoteMore => {
            let places: Vec<String> = note.several.iter().map(|paragraph| format!("`{paragraph}`")).collect();
            let places = places.join(", ");
            format!("{drift}, in {places}: quote more words, or say with `prefix` or `suffix` which one is meant")
        }
        Remedy::Compare => {
            let why = note.differences.first().map_or("", String::as_str);
            format!("{drift}: {why}")
        }
        Remedy::QuoteOther => {
            format!("{drift}: no place has half of its words, or several have just half; quote other words, or remove the note")
        }
    }
}
