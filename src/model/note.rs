//! Notes: something said about words of a text.

use std::num::NonZeroU32;

use super::{Change, Claim, Date, Language, Linked, Method, Names, Prose, closed_list};
use crate::source::{Place, Placed, Span};

/// Something said about words of a text.
///
/// `A` is where it stands: a [`Quote`] as the editor wrote it, later the [`Passages`] that were found.
/// A large archive has hundreds of thousands of them: what few have lies apart, and lists have no room to grow.
#[derive(Debug, Clone, PartialEq)]
pub struct Note<N: Names, A> {
    /// Unique in its document.
    pub id: Placed<String>,
    /// Where the whole record stands in its sidecar.
    pub place: Place,
    /// Which words it is about.
    pub anchor: A,
    /// What it is.
    pub content: Content<N>,
    /// What an editor adds.
    pub note: Option<Prose<N>>,
    /// How it stands to other notes.
    pub relations: Box<[Relation<N>]>,
    /// What it quoted before its text changed, the oldest first.
    pub history: Box<[Revision<N>]>,
    /// Who wrote it and when.
    pub signature: Signature<N>,
}

/// A change of a quotation that an editor took over from its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision<N: Names> {
    /// The day.
    pub on: Date,
    /// The editor.
    pub by: Option<N::Editor>,
    /// The words before.
    pub was: String,
    /// What kind of change it was.
    pub change: Change,
}

/// Who wrote a record and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature<N: Names> {
    /// The editor.
    pub by: Option<N::Editor>,
    /// The day of writing.
    pub created: Option<Box<Date>>,
    /// The day of the last change.
    pub modified: Option<Box<Date>>,
}

/// What a note is: exactly one of these.
#[derive(Debug, Clone, PartialEq)]
pub enum Content<N: Names> {
    /// Someone says that something is so.
    Claim(Box<Claim<N>>),
    /// How words are rendered in another language.
    Translation(Box<Translation<N>>),
    /// A word that carries weight.
    Wording(Box<Wording<N>>),
    /// Somebody or something named.
    Mention(Mention<N>),
    /// A plain remark.
    Comment,
}

impl<N: Names> Content<N> {
    /// What the note is, in a word: that of its field, `comment` where it has none.
    pub fn kind(&self) -> &'static str {
        match self {
            Content::Claim(_) => "claim",
            Content::Translation(_) => "translation",
            Content::Wording(_) => "wording",
            Content::Mention(_) => "mention",
            Content::Comment => "comment",
        }
    }
}

/// How a word or phrase is rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct Translation<N: Names> {
    /// Into which language; the archive's by default.
    pub to: Option<Language>,
    /// The rendering.
    pub gloss: String,
    /// The language of a loan.
    pub from: Option<Language>,
    /// The word behind a loan.
    pub original: Option<String>,
    /// Other renderings.
    pub alternatives: Vec<String>,
    /// Word for word.
    pub literal: Option<String>,
    /// How sure the rendering is.
    pub certainty: Option<Certainty>,
    /// Who or what made it.
    pub method: Option<Method>,
    /// The editor who answers for it.
    pub by: Option<N::Editor>,
}

/// A word that carries weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording<N: Names> {
    /// Its entry among the terms.
    pub term: N::Term,
    /// What is meant by it here.
    pub gloss: Option<String>,
}

/// Somebody or something named.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention<N: Names> {
    /// One or more entities.
    pub entities: Vec<N::Entity>,
}

/// How a note stands to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation<N: Names> {
    /// Where the name of the other note is written.
    pub written: Place,
    /// The other note.
    pub to: N::Note,
    /// How it stands to it.
    pub kind: RelationKind,
    /// An editor's word about it.
    pub note: Option<Prose<N>>,
}

closed_list! {
    /// How sure a rendering is.
    Certainty {
        /// Sure.
        High = "high",
        /// Likely.
        Medium = "medium",
        /// One of several that are as likely.
        Low = "low",
    }
}

closed_list! {
    /// How a note stands to another; the other side is shown without being written.
    RelationKind {
        /// Says the same.
        AgreesWith = "agrees-with",
        /// Says otherwise.
        Contradicts = "contradicts",
        /// Answers it, and says otherwise.
        Disputes = "disputes",
        /// Says it with a difference.
        Qualifies = "qualifies",
        /// Says what came later.
        Updates = "updates",
        /// Says it again.
        Repeats = "repeats",
        /// Says it again in the same words.
        Quotes = "quotes",
        /// Gives a ground for it.
        Supports = "supports",
        /// Is its translation.
        Translates = "translates",
    }
}

impl RelationKind {
    /// Whether it says that a claim is taken from another.
    pub fn takes_over(self) -> bool {
        match self {
            RelationKind::Repeats | RelationKind::Quotes => true,
            RelationKind::AgreesWith
            | RelationKind::Contradicts
            | RelationKind::Disputes
            | RelationKind::Qualifies
            | RelationKind::Updates
            | RelationKind::Supports
            | RelationKind::Translates => false,
        }
    }

    /// Whether it says that the one or the other is not so; it weighs on both, for the tool takes no side.
    pub fn speaks_against(self) -> bool {
        match self {
            RelationKind::Contradicts | RelationKind::Disputes => true,
            RelationKind::AgreesWith
            | RelationKind::Qualifies
            | RelationKind::Updates
            | RelationKind::Repeats
            | RelationKind::Quotes
            | RelationKind::Supports
            | RelationKind::Translates => false,
        }
    }
}

/// The words that a note is about, as an editor wrote them.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// The words exactly as they are read.
    pub exact: Placed<String>,
    /// Words right before.
    pub prefix: Option<Box<Placed<String>>>,
    /// Words right after.
    pub suffix: Option<Box<Placed<String>>>,
    /// The paragraph, from 1.
    pub paragraph: Option<Placed<usize>>,
    /// Every place where the words stand.
    pub every: bool,
    /// The language of the translation that it quotes.
    pub on: Option<Box<Placed<Language>>>,
}

/// A place of a document where words stand: in its original or in one of its translations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// Which text.
    pub side: Side,
    /// Bytes of that text's `plain`, on borders of grapheme clusters.
    pub span: Span,
}

const _: () =
    assert!(size_of::<Note<Linked, Passages>>() <= 240, "a note has become larger: a large archive has a million of them");

/// Where a note stands: at one place at least.
pub type Passages = Box<[Passage]>;

/// Which text of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The source text.
    Original,
    /// A translation, by its number in the document.
    Translation(TranslationIndex),
}

/// The number of a translation in its document, counted from 1 inside: a [`Side`] takes no more memory than it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TranslationIndex(NonZeroU32);

impl TranslationIndex {
    /// The number as that of a place in a list.
    pub fn get(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl Side {
    /// The translation of a number.
    pub fn translation(number: usize) -> Side {
        let from_one = u32::try_from(number + 1).ok().and_then(NonZeroU32::new);
        Side::Translation(TranslationIndex(from_one.expect("a document has a file for each translation")))
    }
}
