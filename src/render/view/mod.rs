//! What a theme sees: the data of each kind of page, ready to be printed.
//!
//! A page is drawn from four things under fixed names: `site` ([`Site`]), `page` ([`Page`]), `t` (the interface's words)
//! and one record named after the kind of page: `document`, `claim`, `question`, `entity`, `term`, `documents`, `claims`,
//! `questions`, `entities`, `terms`, `bibliography`, `lookup`, `timeline`, `search`, `data`, `home`, `prose` or `source`; the page 404
//! has none.
//! Every address in them is final and relative to the page; every date, figure and label is in the page's language.

mod chain;
mod claim;
mod data;
mod document;
mod entity;
mod figures;
mod home;
mod lists;
mod lookup;
mod matrix;
mod note;
mod page;
mod question;
mod search;
mod shared;
mod status;
mod term;
mod timeline;

pub use chain::{Chain, ChainNode, ChainPicture, ChainSign, ChainStep, Circle, Ground, Origin, OriginClaim};
pub use claim::{Basis, Beside, ClaimFacts, ClaimLine, ClaimPage, DocumentClaims, Quotation, Relation};
pub use data::{DataDocument, DataFile, DataFormat, DataPage};
pub use document::{
    Capture, ComparedRow, ContentNote, Counts, Credit, Document, Fold, Gap, Group, NameCount, Presence, Row, RowReference, Side,
};
pub use entity::{Coordinates, DocumentNaming, Entity, NameForm, NameUse};
pub use figures::{Counted, FigureRow, FigureTable, Mark, MarkKind, RowVerdict, Strip, Tick};
pub use home::{Doors, Home};
pub use lists::{
    Bibliography, BibliographyEntry, ClaimGroup, ClaimList, ClaimRow, CountedLink, DocumentList, DocumentRow, EntityGroup,
    EntityList, EntityRow, Letter, Meeting, MeetingPair, MeetingPairs, MeetingRow, Meetings, Parts, QuestionList, QuestionRow,
    TermGroup, TermList, TermRow,
};
pub use lookup::{Heading, HeadingPart, HeadingPlaces, Lookup, LookupGroup, LookupJump, LookupLetter, LookupWork};
pub use matrix::{Matrix, MatrixCell, MatrixRow, MatrixTranslation};
pub use note::{Body, Mention, Note, NoteClaim, Reference, Translation, Wording};
pub use page::{Prose, Source, SourceFile};
pub use question::{
    Differing, Documents, Found, Lineage, Pair, Position, PositionMatrix, PositionRow, Question, QuestionKind, Scope, Stance,
};
pub use search::{Search, SearchChoice};
pub use shared::{
    Citation, Direction, Draft, Html, License, Link, NavigationLink, Page, PlaceLink, Revision, Rights, Signature, Site, Tag,
    Time, Words,
};
pub use status::{Computed, ComputedWord, Reason, Reasons, Rule, StatusCount, StatusLine, Why};
pub use term::{Term, TermTable, TermTableCell, TermTableRow, Usage};
pub use timeline::{
    Timeline, TimelineBar, TimelineClaim, TimelineDocument, TimelineEnd, TimelineEntry, TimelineEvent, TimelineJump,
    TimelineStretch,
};
