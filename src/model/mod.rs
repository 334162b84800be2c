//! What an archive says, as plain data: the words of the format, without files, pages or rules.
//!
//! A record exists twice: as an editor wrote it ([`Written`], names are texts with a place) and as it is linked
//! ([`Linked`], names are numbers that cannot lead nowhere). One definition serves both.

mod address;
mod archive;
mod changes;
mod chronology;
mod circle;
mod claim;
mod data;
mod date;
mod days;
mod document;
mod drafts;
mod drift;
mod elsewhere;
mod entity;
mod figure;
mod findings;
pub mod form;
mod indexes;
mod interval;
mod kept;
mod language;
mod lookup;
mod note;
mod question;
mod rows;
mod search;
mod site;
mod stage;
pub mod styles;
mod term;
mod text;
mod theme;
mod verdict;
mod work;

pub use address::{is_web_address, stray_in_address};
pub use archive::{
    Archive, ArchiveNote, AutomaticMention, DocumentId, EntityId, NoteId, PageId, QuestionId, TermId, WorkId, all_meant,
};
pub use changes::{Aspect, Changes, Difference, Fate, WrittenRecord};
pub use chronology::{Chronology, DatedEntry, Happened, Happening};
pub use circle::Circle;
pub use claim::{Asserter, Basis, BasisKind, Claim, Modality, UNNAMED, without_stop};
pub use data::{DataExtent, DataFile, DataFormat, Fingerprint, Publish, RANGED_MAX, manifest_line};
pub use date::{Bound, Date, Day, Days, Moment, days_in_month};
pub use days::{Covered, PossibleDays};
pub use document::{
    Alignment, Capture, ContentNote, Document, DocumentKind, DocumentRecord, Method, Rights, Translated, TranslationRecord,
};
pub use drafts::{Broken, DocumentDraft, DraftNote, Drafts, TranslationDraft};
pub use drift::{Anchorage, Change, Counted, Drift, Proposal, QuotedPlace, Quoting, RecordQuotes, Remedy, Sameness, TextState};
pub use elsewhere::{Elsewhere, Inventory, OtherArchive, Referable};
pub use entity::{Entity, EntityType};
pub use figure::{Amount, Figure, grouped};
pub use findings::{
    Bearing, Chain, ClaimFinding, DocumentRow, EXAMPLES_MAX, End, FigureFinding, Findings, Ground, MEETINGS_MAX, Meeting,
    QuestionFinding, Reason, RelationPair, SILENT_MAX, Silence, Standing, Status, Step, VerdictCounts,
};
pub use form::{RecordFields, RecordKind, Value};
pub use indexes::{Indexes, Kin, MentionPlace, Orders, Referrer, Referrers, Uses, in_parts};
pub use interval::Interval;
pub use kept::Kept;
pub use language::{Direction, Language, Localised};
pub use lookup::{Extent, Heading, Locator, Lookup, LookupEntry, LookupLetter, MainEntry, Part, Subject, WorkPlaces};
pub use note::{
    Certainty, Content, Mention, Note, Passage, Passages, Quote, Relation, RelationKind, Revision, Side, Signature, Translation,
    TranslationIndex, Wording,
};
pub use question::{Position, Question, QuestionKind, Scope};
pub use rows::{rows, rows_beside, rows_of};
pub use search::{SearchIndex, SearchKind, SearchRecord, SearchRole, SearchStem, SearchTarget, SearchText, SearchWord};
pub use site::{Editor, License, Page, Site};
pub use stage::{Linked, Names, Target, Written};
pub use term::{Scheme, Term};
pub use text::{Citation, CodeInfo, Element, Image, LinkIndex, Piece, Prose, Text, exact};
pub use theme::Theme;
pub use verdict::{
    Comparison, Differences, Dimension, FigureId, Kinship, Measure, Setting, Verdict, compare, differences, exceeds, wholes,
};
pub use work::{Work, WorkEntry, WorkFault, each_person};

/// Gives a closed list its words: `name()` as written in YAML, `ALL` in the order of the format, and what each means.
macro_rules! closed_list {
    ($(#[$meta:meta])* $name:ident { $($(#[doc = $help:literal])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $help])* $variant,)* }

        impl $crate::model::ClosedList for $name {
            const ALL: &'static [$name] = &[$($name::$variant,)*];
            const WORDS: &'static [$crate::model::ListWord] =
                &[$($crate::model::ListWord { name: $word, help: concat!($($help),*).trim_ascii() },)*];

            fn name(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }
    };
}
pub(crate) use closed_list;

/// A field whose words are fixed by the format.
pub trait ClosedList: Copy + 'static {
    /// Every value, in the order of the format.
    const ALL: &'static [Self];
    /// The words of `ALL`, each with what it means.
    const WORDS: &'static [ListWord];

    /// The word as editors write it.
    fn name(self) -> &'static str;
}

/// A word of a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListWord {
    /// The word as editors write it.
    pub name: &'static str,
    /// What it means, in a sentence.
    pub help: &'static str,
}
