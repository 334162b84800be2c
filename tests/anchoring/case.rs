//! A document small enough for a test, and what anchoring made of it.

use std::sync::Arc;

use postil::anchor::anchor;
use postil::model::{
    Broken, Content, Direction, DocumentDraft, DocumentKind, DocumentRecord, Drafts, Element, Language, Localised, Note,
    Passages, Piece, Quote, Signature, Site, Text, TranslationDraft, TranslationRecord,
};
use postil::problem::{Code, Problem, Problems};
use postil::source::{FileIndex, Place, Placed, SourceFile, Sources, Span};

pub const RECORD: FileIndex = FileIndex(0);
pub const TEXT: FileIndex = FileIndex(1);
pub const ENGLISH: FileIndex = FileIndex(2);

/// A place in the record that can be told from others by its number.
pub fn place(number: usize) -> Place {
    Place { file: RECORD, span: Span::new(number, number + 1) }
}

pub fn language(tag: &str) -> Language {
    Language { tag: tag.to_string(), direction: Direction::LeftToRight }
}

pub fn quote(exact: &str) -> Quote {
    let exact = Placed::new(exact.to_string(), place(0));
    Quote { exact, prefix: None, suffix: None, paragraph: None, every: false, on: None }
}

pub fn words(written: &str) -> Option<Box<Placed<String>>> {
    Some(Box::new(Placed::new(written.to_string(), place(1))))
}

pub fn on(tag: &str) -> Option<Box<Placed<Language>>> {
    Some(Box::new(Placed::new(language(tag), place(3))))
}

pub fn inside(paragraph: usize) -> Option<Placed<usize>> {
    Some(Placed::new(paragraph, place(2)))
}

/// Paragraphs as a plain text: in the file they are apart by an empty line, as they are read by a line end.
pub fn text(paragraphs: &[&str]) -> Text<Placed<String>> {
    let (mut plain, mut pieces, mut spans) = (String::new(), Vec::new(), Vec::new());
    let mut source = 0;
    for paragraph in paragraphs {
        let span = Span::new(plain.len(), plain.len() + paragraph.len());
        plain.push_str(paragraph);
        plain.push('\n');
        spans.push(span);
        pieces.extend([Piece::Open(Element::Paragraph), Piece::words(span, source), Piece::Close]);
        source += paragraph.len() + 2;
    }
    Text {
        plain: plain.into(),
        pieces: pieces.into(),
        links: Box::default(),
        paragraphs: spans.into(),
        furniture: Box::default(),
    }
}

pub fn file(path: &str, paragraphs: &[&str]) -> SourceFile {
    let sha256 = Some("c0ffee".to_string());
    SourceFile { path: path.to_string(), text: paragraphs.join("\n\n"), bytes: Vec::new(), sha256, readable: true }
}

/// A document with its files, before anchoring.
pub struct Case {
    pub sources: Sources,
    pub draft: DocumentDraft<Quote>,
}

/// What anchoring made of it.
pub struct Anchored {
    pub sources: Sources,
    pub document: DocumentDraft<Passages>,
    pub broken: Broken,
    pub problems: Vec<Problem>,
}

pub fn case(paragraphs: &[&str]) -> Case {
    case_with_english(paragraphs, &[])
}

pub fn case_with_english(paragraphs: &[&str], english: &[&str]) -> Case {
    let files = vec![file("1/record", &[]), file("2/text.txt", paragraphs), file("3/text.en.txt", english)];
    let record = DocumentRecord {
        title: "A title".to_string(),
        title_supplied: false,
        title_translated: Localised::default(),
        siglum: None,
        language: language("id"),
        kind: DocumentKind::Other,
        publisher: Vec::new(),
        creator: Vec::new(),
        provenance: None,
        issued: None,
        issued_note: None,
        url: None,
        capture: None,
        rights: None,
        content_notes: Vec::new(),
        text_sha256: None,
        note: None,
    };
    let translation = TranslationDraft {
        record: TranslationRecord {
            language: Placed::new(language("en"), place(4)),
            method: None,
            by: None,
            align: None,
            text_sha256: None,
        },
        file: ENGLISH,
        text: text(english),
    };
    let draft = DocumentDraft {
        id: "report".to_string(),
        record,
        record_file: RECORD,
        file: TEXT,
        text: text(paragraphs),
        translations: if english.is_empty() { Vec::new() } else { vec![translation] },
        breaks: Vec::new(),
        furniture: Vec::new(),
        notes: Vec::new(),
        sidecars: Vec::new(),
    };
    Case { sources: Sources::new(files), draft }
}

impl Case {
    pub fn note(mut self, anchor: Quote) -> Case {
        let id = Placed::new(format!("n{}", self.draft.notes.len()), place(9));
        let signature = Signature { by: None, created: None, modified: None };
        self.draft.notes.push(Box::new(Note {
            id,
            place: place(9),
            anchor,
            content: Content::Comment,
            note: None,
            relations: Box::default(),
            history: Box::default(),
            signature,
        }));
        self
    }

    pub fn breaks(mut self, quote: Quote) -> Case {
        self.draft.breaks.push(quote);
        self
    }

    pub fn anchored(self) -> Anchored {
        let site = Site {
            title: Localised::default(),
            subtitle: Localised::default(),
            description: Localised::default(),
            base_url: None,
            language: language("en"),
            editors: Vec::new(),
            archives: Vec::new(),
            license: None,
            theme: None,
            citation_style: None,
            searchable: true,
            data: Vec::new(),
        };
        let drafts = Drafts {
            site,
            documents: vec![Arc::new(self.draft)],
            questions: Vec::new(),
            entities: Vec::new(),
            terms: Vec::new(),
            works: Vec::new(),
            pages: Vec::new(),
            inventories: Vec::new(),
            statics: Vec::new(),
            broken: Broken::default(),
        };
        let mut problems = Problems::default();
        let mut drafts = anchor(&self.sources, drafts, None, &mut problems);
        let document = Arc::unwrap_or_clone(drafts.documents.pop().expect("one document went in"));
        Anchored { sources: self.sources, document, broken: drafts.broken, problems: problems.sorted() }
    }
}

impl Anchored {
    /// The places of a note, or nothing if it was dropped.
    pub fn spans(&self, note: usize) -> Option<Vec<(usize, usize)>> {
        let note = self.document.notes.iter().find(|known| known.id.value == format!("n{note}"))?;
        Some(note.anchor.iter().map(|passage| (passage.span.start(), passage.span.end())).collect())
    }

    /// The words at the places of the first note.
    pub fn found(&self) -> Vec<&str> {
        let places = self.spans(0).unwrap_or_default();
        places.into_iter().map(|(start, end)| &self.document.text.plain[start..end]).collect()
    }

    pub fn codes(&self) -> Vec<Code> {
        self.problems.iter().map(|problem| problem.code).collect()
    }

    pub fn paragraphs(&self) -> Vec<&str> {
        self.document.text.paragraphs.iter().map(|span| span.of(&self.document.text.plain)).collect()
    }

    /// The only problem: its code and everything that it says.
    pub fn told(&self) -> (Code, String) {
        assert_eq!(self.problems.len(), 1, "one mistake, one message: {:#?}", self.problems);
        let problem = &self.problems[0];
        (problem.code, format!("{}\n{}", problem.message, problem.help.join("\n")))
    }

    #[track_caller]
    pub fn tells(&self, code: Code, parts: &[&str]) {
        let (told_code, told) = self.told();
        assert_eq!(told_code, code, "{told}");
        for part in parts {
            assert!(told.contains(part), "“{part}” is not in:\n{told}");
        }
    }
}

pub fn anchored(paragraphs: &[&str], quote: Quote) -> Anchored {
    case(paragraphs).note(quote).anchored()
}
