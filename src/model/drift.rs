//! What became of the anchors of notes when a text changed under them.

use super::closed_list;
use crate::source::{Place, Placed, Span};

closed_list! {
    /// How the words of a text differ from those that a note quotes; the gravest difference counts.
    Change {
        /// In spaces, the form of quotation marks and dashes, invisible characters, or the signs between thousands.
        Cosmetic = "cosmetic",
        /// In the letters of a word, or in a comma, colon or full stop.
        Spelling = "spelling",
        /// The words are the same, but whether they stand at the place that was meant cannot be told.
        Place = "place",
        /// In words.
        Wording = "wording",
        /// In a number.
        Number = "number",
        /// In a word that denies.
        Negation = "negation",
    }
}

/// What became of one anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drift {
    /// The words stand in the text as they are quoted, at one place, without a doubt.
    Exact,
    /// Words stand in the text that differ from the quotation, or from what the record says of its place.
    Changed(Change),
    /// Several places would do, and none more than the others.
    Several,
    /// Whether words of the text are like the quotation is not known: to compare them would take too long.
    Uncompared,
    /// Nothing in the text is like the quotation.
    Gone,
}

/// What a record would have to say for its note to stand at one place of the text as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The words of the text.
    pub quote: String,
    /// Words right before, where the record has some or needs some.
    pub prefix: Option<String>,
    /// Words right after, where the record has some or needs some.
    pub suffix: Option<String>,
    /// The paragraph, from 1, where the record names one and the words do not run over its end.
    pub paragraph: Option<usize>,
    /// Where the words stand: bytes of the text as it is read.
    pub span: Span,
}

impl Proposal {
    /// The fields of a note that say where it stands, in the order of the format: those that it has.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, String)> {
        let fields = [
            ("quote", Some(self.quote.clone())),
            ("prefix", self.prefix.clone()),
            ("suffix", self.suffix.clone()),
            ("in", self.paragraph.map(|number| format!("p{number}"))),
        ];
        fields.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }
}

/// A place of a text with what to write for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedPlace {
    /// What to write.
    pub proposal: Proposal,
    /// The paragraph in which it begins, from 1.
    pub paragraph: usize,
    /// The words in `[ ]`, with some before and after them.
    pub around: String,
}

/// What came of looking for words that a note is to stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quoting {
    /// They stand here.
    One(QuotedPlace),
    /// They stand at so many places, and nothing tells which is meant; the first of them, as many as somebody may read.
    Several(usize, Vec<QuotedPlace>),
    /// They do not stand in the text: why not, then what may help, a sentence each.
    Absent(Vec<String>),
}

/// How the anchor of one note stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchorage {
    /// The id of the note in its document.
    pub note: String,
    /// Where its quotation is written.
    pub place: Place,
    /// What became of it.
    pub drift: Drift,
    /// The words that it quotes, on one line.
    pub quote: String,
    /// The words that are compared: those that it quotes, with those before and after where these tell the place.
    pub was: String,
    /// The words of the text in their place, as far.
    pub is: Option<String>,
    /// How they differ, or why the place is in doubt: sentences without a full stop.
    pub differences: Vec<String>,
    /// The words of the text in `[ ]`, with some before and after them, where it is the place that is in doubt.
    pub around: Option<String>,
    /// The paragraphs of the places of which none is meant more than the others: `p3`, `p7`.
    pub several: Vec<String>,
    /// The paragraph of these words: `p3`.
    pub paragraph: Option<String>,
    /// What to write; absent where nothing is to be changed or nothing can be proposed.
    pub proposal: Option<Proposal>,
}

/// What an editor can do about a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// There is nothing to do.
    Nothing,
    /// Take the words of the text, together with others and unseen.
    RepairTogether,
    /// Take them for this note.
    Repair,
    /// Take them where what the note says still holds.
    Accept,
    /// Say which place is meant.
    QuoteMore,
    /// Look for the words in the text.
    Compare,
    /// Quote something else, or give the note up.
    QuoteOther,
}

impl Anchorage {
    /// What an editor can do about it.
    pub fn remedy(&self) -> Remedy {
        match (self.drift, &self.proposal) {
            (Drift::Exact, _) => Remedy::Nothing,
            (Drift::Changed(Change::Cosmetic), Some(_)) => Remedy::RepairTogether,
            (Drift::Changed(Change::Spelling), Some(_)) => Remedy::Repair,
            (Drift::Changed(_), Some(_)) => Remedy::Accept,
            (Drift::Changed(_), None) | (Drift::Several, _) => Remedy::QuoteMore,
            (Drift::Uncompared, _) => Remedy::Compare,
            (Drift::Gone, _) => Remedy::QuoteOther,
        }
    }
}

/// One text of a document and the anchors in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextState {
    /// The document.
    pub document: String,
    /// The language of the translation; none for the original.
    pub translation: Option<String>,
    /// Whether the text is the one for which its notes were made.
    pub text: Sameness,
    /// Whether only its lines end otherwise, so that no word is another one and no paragraph has moved.
    pub only_line_ends: bool,
    /// The SHA-256 that the record has, where it has one.
    pub recorded: Option<Placed<String>>,
    /// The SHA-256 of the file.
    pub sha256: String,
    /// The paragraphs of this text that are named by number alone (`content_notes`, `align`, `every` with `in`, a translation without
    /// `align`): a change may have moved them.
    pub counted: Vec<Counted>,
    /// Whether what the record itself quotes of the text, its breaks and leftovers, stands in it.
    pub record: RecordQuotes,
    /// Its notes, in the order of their files.
    pub notes: Vec<Anchorage>,
}

/// Whether a text is the one for which its notes were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// It is.
    Same,
    /// Nobody has said for which it was.
    Unsaid,
    /// It is another one.
    Changed,
}

/// A paragraph that is named by its number, or several: `p1–p4`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The number: `p3`.
    pub paragraph: String,
    /// What is said of it: what is described there, `align`, the id of a note, beside which text it stands.
    pub said: String,
    /// The words with which the paragraph begins that has the number now; none if there is no such paragraph.
    pub begins: Option<String>,
}

/// Whether breaks and leftovers stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordQuotes {
    /// They do.
    Stand,
    /// Some do not.
    Missing,
}

impl Drift {
    /// The word for it, the same in every list.
    pub fn name(self) -> &'static str {
        match self {
            Drift::Exact => "exact",
            Drift::Changed(change) => change.told(),
            Drift::Several => "several places",
            Drift::Uncompared => "not compared",
            Drift::Gone => "gone",
        }
    }

    /// Whether it may be repaired together with others, unseen: the words are the same without a doubt.
    pub fn is_safe(self) -> bool {
        match self {
            Drift::Exact | Drift::Changed(Change::Cosmetic) => true,
            Drift::Changed(Change::Spelling | Change::Place | Change::Wording | Change::Number | Change::Negation)
            | Drift::Several
            | Drift::Uncompared
            | Drift::Gone => false,
        }
    }
}

impl Change {
    /// The word for it in messages.
    pub fn told(self) -> &'static str {
        match self {
            Change::Cosmetic => "cosmetic",
            Change::Spelling => "spelling",
            Change::Place => "place in doubt",
            Change::Wording => "wording changed",
            Change::Number => "number changed",
            Change::Negation => "negation changed",
        }
    }
}

impl TextState {
    /// Whether every note stands exactly in the text.
    pub fn is_settled(&self) -> bool {
        self.record == RecordQuotes::Stand && self.notes.iter().all(|note| note.drift == Drift::Exact)
    }

    /// Whether what is quoted of it stands in it, if with other marks.
    pub fn stands(&self) -> bool {
        self.record == RecordQuotes::Stand && self.notes.iter().all(|note| note.drift.is_safe())
    }

    /// How messages call it: `meridian`, or `meridian (en)`.
    pub fn name(&self) -> String {
        match &self.translation {
            None => self.document.clone(),
            Some(language) => format!("{} ({language})", self.document),
        }
    }

    /// How many notes there are of each kind: “11 exact, 1 number changed”; the gravest last.
    pub fn counts(&self) -> String {
        let mut drifts: Vec<Drift> = self.notes.iter().map(|note| note.drift).collect();
        drifts.sort_unstable();
        let told: Vec<String> =
            drifts.chunk_by(|left, right| left == right).map(|same| format!("{} {}", same.len(), same[0].name())).collect();
        if told.is_empty() { "no notes".to_owned() } else { told.join(", ") }
    }
}
