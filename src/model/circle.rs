//! Chains that lead back to themselves.

use super::{EntityId, NoteId, QuestionId};

/// A chain that leads back to itself, so that nobody is the first.
///
/// Every claim, and every entity, that is on one is told in one; where very many hang together, of those that are left is told only
/// how many there are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Circle {
    /// Claims, each of which repeats or quotes the next, and the last the first.
    Claims(Vec<NoteId>),
    /// Claims that are on circles beyond those that are told.
    MoreClaims(Vec<NoteId>),
    /// Entities, each of which is said to have it from the next, and the last from the first; with claims that say so.
    Entities {
        /// The question on which they are said to.
        question: QuestionId,
        /// The entities.
        entities: Vec<EntityId>,
        /// For each step the first claim that says so.
        claims: Vec<NoteId>,
    },
    /// Entities that are on circles beyond those that are told; with claims that say so.
    MoreEntities {
        /// The question on which they are said to.
        question: QuestionId,
        /// How many entities.
        count: usize,
        /// Of each the first claim that says so.
        claims: Vec<NoteId>,
    },
    /// A claim whose own chain comes back to somebody.
    Chain {
        /// The claim.
        claim: NoteId,
        /// To whom it comes back.
        entity: EntityId,
    },
}
