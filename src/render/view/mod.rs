//! What a theme sees: the data of each kind of page, ready to be printed.
//!
//! A page is drawn from four things under fixed names: `site` ([`Site`]), `page` ([`Page`]), `t` (the interface's words)
//! and one record named after the kind of page: `document`, `claim`, `question`, `entity`, `term`, `documents`, `claims`,
//! `questions`, `entities`, `terms`, `bibliography`, `lookup`, `timeline`, `home`, `prose` or `source`; the page 404 has none.
//! Every address in them is final and relative to the page; every date, figure and label is in the page's language.

mod claim;
mod document;
mod entity;
mod home;
mod lists;
mod lookup;
mod note;
mod page;
mod question;
mod shared;
mod term;
mod timeline;

pub use claim::{Basis, Beside, ClaimFacts, ClaimLine, ClaimPage, DocumentClaims, Quotation, Relation};
pub use document::{Capture, ContentNote, Counts, Credit, Document, Fold, Gap, Group, NameCount, Presence, Row, Side};
pub use entity::{Coordinates, DocumentNaming, Entity, NameForm, NameUse};
pub use home::{Doors, Home};
pub use lists::{
    Bibliography, BibliographyEntry, ClaimList, ClaimRow, DocumentList, DocumentRow, EntityGroup, EntityList, EntityRow, Letter,
    QuestionList, QuestionRow, TermGroup, TermList, TermRow,
};
pub use lookup::{Heading, HeadingPart, HeadingPlaces, Lookup, LookupGroup, LookupJump, LookupLetter, LookupWork};
pub use note::{Body, Mention, Note, NoteClaim, Reference, Translation, Wording};
pub use page::{Prose, Source, SourceFile};
pub use question::{FigureRow, FigureTable, Position, Question, QuestionKind, Scope};
pub use shared::{Direction, Draft, Html, License, Link, NavigationLink, Page, PlaceLink, Rights, Signature, Site, Time, Words};
pub use term::{Term, Usage};
pub use timeline::{
    Timeline, TimelineBar, TimelineClaim, TimelineDocument, TimelineEnd, TimelineEntry, TimelineEvent, TimelineJump,
    TimelineStretch,
};
