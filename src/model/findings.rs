//! What is found by comparing: verdicts, lineages, positions, silence, statuses. Findings are not problems.

use std::collections::BTreeMap;
use std::mem::discriminant;

use super::{
    BasisKind, Circle, Differences, DocumentId, EntityId, FigureId, Interval, NoteId, QuestionId, RelationKind, Verdict,
    closed_list,
};

/// Examples that are kept for each figure and verdict, and for each sort of reason; counts are always of all.
pub const EXAMPLES_MAX: usize = 3;

/// Documents without a claim on a question that are named; of more only the number is kept.
pub const SILENT_MAX: usize = 60;

/// Documents up to which every two are compared ([`Findings::meetings`]).
pub const MEETINGS_MAX: usize = 200;

/// What is found by comparing everything that the documents say.
#[derive(Debug, Default)]
pub struct Findings {
    /// Of every claim.
    pub claims: BTreeMap<NoteId, ClaimFinding>,
    /// Of every question, by its number.
    pub questions: Vec<QuestionFinding>,
    /// Questions, the most contested first: by disputed claims, then by pairs of figures and of positions that conflict,
    /// then by independent lineages, then in the order of their file. Questions without a claim come last.
    pub most_contested: Vec<QuestionId>,
    /// Two documents that meet, the first with the lower number; empty where there are more than [`MEETINGS_MAX`].
    pub meetings: BTreeMap<(DocumentId, DocumentId), Meeting>,
    /// Chains that lead back to themselves.
    pub circles: Vec<Circle>,
}

closed_list! {
    /// How a claim stands: the first that applies.
    Status {
        /// A figure conflicts, another position is taken where only one can hold, or somebody disputes or contradicts.
        Disputed = "disputed",
        /// A claim of another document that rests on another lineage says the same.
        Agreed = "agreed",
        /// It has a stated basis.
        OneSource = "one-source",
        /// It has no stated basis.
        NoSource = "no-source",
    }
}

/// What is found of one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimFinding {
    /// How it stands.
    pub status: Status,
    /// Why it is disputed or agreed; empty for the other two, which [`ClaimFinding::ground`] explains.
    ///
    /// All relations are named; of figures and positions up to [`EXAMPLES_MAX`] for each figure and position, by the dates of
    /// their documents where they agree, or answer otherwise. Figures come first, then positions, then relations.
    pub reasons: Vec<Reason>,
    /// How many claims take another position where only one can hold. Exact.
    pub opposed: u64,
    /// How many figures of other claims are the same, those for which it is agreed; 0 if it is disputed. Exact.
    pub same_figures: u64,
    /// How many answers of other claims are the same, those for which it is agreed; 0 if it is disputed. Exact.
    pub same_answers: u64,
    /// On what it rests, in a word.
    pub ground: Ground,
    /// The lineages on which it rests, by number; those of the claims that it repeats, where it repeats any.
    pub lineages: Vec<EntityId>,
    /// From the document to whoever first knew.
    pub chain: Chain,
    /// Its figures, in their order; empty for a denial and for a claim without question.
    pub figures: Vec<FigureFinding>,
}

impl ClaimFinding {
    /// How many reasons of the sort of one there are where not all are named; 0 of relations, which are.
    pub fn reasons_like(&self, reason: &Reason) -> u64 {
        match reason {
            Reason::Figure { verdict: Verdict::Agree, .. } => self.same_figures,
            Reason::Figure { .. } => self.figures.iter().map(|figure| figure.verdicts.get(Verdict::Conflict)).sum(),
            Reason::Position { .. } if self.status == Status::Disputed => self.opposed,
            Reason::Position { .. } => self.same_answers,
            Reason::Relation(_) => 0,
        }
    }

    /// How many reasons are not named.
    pub fn unnamed(&self) -> u64 {
        let sorts = self.reasons.chunk_by(|left, right| discriminant(left) == discriminant(right));
        sorts.map(|named| self.reasons_like(&named[0]).saturating_sub(named.len() as u64)).sum()
    }
}

/// Why a claim is disputed or agreed.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// A figure of another claim conflicts (disputed) or is the same (agreed).
    Figure {
        /// Which figure of this claim, from 0.
        own: usize,
        /// The other.
        other: FigureId,
        /// The scope for which both stand.
        scope: Option<usize>,
        /// [`Verdict::Conflict`] or [`Verdict::Agree`].
        verdict: Verdict,
    },
    /// Another claim takes other positions (disputed) or the same (agreed).
    Position {
        /// All that the other takes; of those that both take, the one that is meant, or where only one can hold all of them.
        positions: Vec<usize>,
        /// The other claim.
        other: NoteId,
    },
    /// A relation stands between this claim and a note.
    Relation(Bearing),
}

/// A relation as one of its two notes sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearing {
    /// The note at the other end.
    pub other: NoteId,
    /// What is written.
    pub kind: RelationKind,
    /// Which end this note is.
    pub end: End,
    /// Its number among the relations of the note that says so.
    pub number: usize,
}

/// Which end of a relation a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// This note says so of the other (“disputes”).
    Says,
    /// The other says so of this note (“disputed by”).
    IsSaid,
}

closed_list! {
    /// On what a claim rests, in a word.
    Ground {
        /// On at least one lineage that is named.
        Lineage = "lineage",
        /// A basis is stated, but not who first counted or saw: an eyewitness without a name, a picture.
        Unnamed = "unnamed",
        /// No basis is stated: there is none, or `kind: unstated` only.
        Unstated = "unstated",
        /// It repeats claims that repeat one another in a circle, so that nobody is the first.
        Circular = "circular",
    }
}

/// How a claim came into its document: one trunk, and a branch for each ground.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chain {
    /// The document, who passed it on (the last hand first), who says so.
    pub trunk: Vec<Step>,
    /// For each claim that it repeats or quotes one step to it; then its bases, each with who knew and who first knew.
    pub branches: Vec<Vec<Step>>,
}

/// One step of a chain.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// The document in which it stands.
    Document(DocumentId),
    /// Somebody who passed it on.
    Via(EntityId),
    /// The document itself says so; its publishers, where they are known.
    Voice(Vec<EntityId>),
    /// Somebody says so whom the document does not name.
    Unnamed,
    /// Those who say so.
    Asserter(Vec<EntityId>),
    /// A claim that this one repeats or quotes; its own chain goes on from there.
    Claim {
        /// The other claim.
        claim: NoteId,
        /// `repeats` or `quotes`.
        kind: RelationKind,
    },
    /// How it is known, and by whom; nobody where the basis names nobody.
    Basis {
        /// What kind of ground.
        kind: BasisKind,
        /// Who saw, counted, wrote.
        by: Vec<EntityId>,
    },
    /// Who first counted or saw, where that is written and is not the one before.
    Lineage(EntityId),
}

/// What is found of one figure.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureFinding {
    /// The numbers that it allows.
    pub interval: Interval,
    /// The scope, as written.
    pub scope: Option<usize>,
    /// The verdicts with all figures of the question. Exact.
    pub verdicts: VerdictCounts,
    /// Figures of which the verdict is agree, conflict, later is higher or part exceeds whole: of each up to [`EXAMPLES_MAX`],
    /// in no promised order.
    pub examples: Vec<(FigureId, Verdict)>,
}

/// How many verdicts of each word. Exact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VerdictCounts {
    counts: [u64; 7],
}

impl VerdictCounts {
    /// How many of one word.
    pub fn get(&self, verdict: Verdict) -> u64 {
        self.counts[verdict as usize]
    }

    /// Adds some of one word.
    pub fn add(&mut self, verdict: Verdict, count: u64) {
        self.counts[verdict as usize] += count;
    }

    /// Says how many there are of one word.
    pub fn set(&mut self, verdict: Verdict, count: u64) {
        self.counts[verdict as usize] = count;
    }

    /// Adds others, word by word.
    pub fn add_all(&mut self, others: &VerdictCounts) {
        self.counts.iter_mut().zip(others.counts).for_each(|(count, other)| *count += other);
    }

    /// Takes others off, word by word; they must be among these.
    pub fn subtract(&mut self, others: &VerdictCounts) {
        self.counts.iter_mut().zip(others.counts).for_each(|(count, other)| *count -= other);
    }

    /// Pairs that were counted at both ends, counted once.
    pub fn halve(&mut self) {
        self.counts.iter_mut().for_each(|count| *count /= 2);
    }

    /// How many in all.
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many are of figures that count the same: agree, overlap, conflict, later is higher.
    pub fn comparable(&self) -> u64 {
        [Verdict::Agree, Verdict::LaterIsHigher, Verdict::Overlap, Verdict::Conflict]
            .map(|verdict| self.get(verdict))
            .iter()
            .sum()
    }
}

closed_list! {
    /// How a question stands, in a word: the first that applies.
    Standing {
        /// No claim answers it.
        Unanswered = "unanswered",
        /// At least one of its claims is disputed for what is said on it, or a part exceeds its whole.
        Disputed = "disputed",
        /// Only one document answers it.
        OneDocument = "one-document",
        /// Several documents answer it, and at least one of its claims is a denial.
        WithDenials = "with-denials",
        /// At least one of its claims is agreed.
        Agreed = "agreed",
        /// It has figures, no two of different claims count the same, and no claim takes a position.
        NotComparable = "not-comparable",
        /// The answers stand beside each other: nothing speaks against their all being so.
        SideBySide = "side-by-side",
    }
}

/// What is found of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionFinding {
    /// How it stands.
    pub standing: Standing,
    /// Its claims, in reading order, denials included.
    pub claims: Vec<NoteId>,
    /// How many claims there are of each status, in the order of [`Status`]. Exact.
    pub statuses: [u64; 4],
    /// How many of its claims are disputed for what is said on this question, or by a note on none or another. Exact.
    pub contested: u64,
    /// How many pairs of figures there are of each verdict. Exact; every pair once.
    pub verdicts: VerdictCounts,
    /// Of each document, where several give figures, the pairs of its own figures by verdict. Exact; every pair once.
    pub inside: BTreeMap<DocumentId, VerdictCounts>,
    /// The pairs that are not comparable, by what they differ in. Exact; every pair once.
    pub differs: Vec<(Differences, u64)>,
    /// Pairs of claims that take positions of which only one can hold. Exact.
    pub opposed: u64,
    /// The independent lineages, each with the claims that rest on it, by number. Their number is M.
    pub lineages: Vec<(EntityId, Vec<NoteId>)>,
    /// Claims with a stated basis that names nobody, in reading order.
    pub unnamed: Vec<NoteId>,
    /// Claims without a stated basis, in reading order. Their number is K.
    pub unstated: Vec<NoteId>,
    /// Claims that only repeat one another, in reading order.
    pub circular: Vec<NoteId>,
    /// The documents that speak, by date. Their number is N.
    pub rows: Vec<DocumentRow>,
    /// How many of them give figures that are compared.
    pub counting: usize,
    /// Documents within reach that say nothing of it.
    pub silent: Silence,
    /// Documents out of reach: they appeared before the event of the question and say nothing of it.
    pub too_early: Silence,
    /// Relations between a claim of it and any note, by the note that says so. All of them.
    pub relations: Vec<RelationPair>,
}

impl QuestionFinding {
    /// How many of its claims have a status.
    pub fn claims_of(&self, status: Status) -> u64 {
        self.statuses[status as usize]
    }
}

/// Documents that say nothing on a question: all are counted, a few are named.
///
/// Most documents of a large archive are silent on most of its questions, so that naming all would grow with both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Silence {
    /// How many. Exact.
    pub count: usize,
    /// All of them, by date; empty where there are more than [`SILENT_MAX`].
    pub documents: Vec<DocumentId>,
}

/// What one document says on a question.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentRow {
    /// The document.
    pub document: DocumentId,
    /// For each position of the question the claims that take it, in reading order; most are empty.
    pub positions: Vec<Vec<NoteId>>,
    /// Claims that take no position, in reading order; those with figures are among them.
    pub others: Vec<NoteId>,
    /// Denials, in reading order.
    pub denials: Vec<NoteId>,
}

/// A relation between two notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RelationPair {
    /// The note that says so.
    pub from: NoteId,
    /// Its number among the relations of that note.
    pub number: usize,
    /// What it says.
    pub kind: RelationKind,
    /// The note of which it is said.
    pub to: NoteId,
}

/// Two documents, and how often they meet. Exact.
///
/// Counted are pairs of figures, pairs of claims on a position, and relations between claims that do not say again what the
/// figures or positions of these two claims say already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meeting {
    /// The same exact figure, the same position, `agrees-with` or `supports`.
    pub agree: u64,
    /// Figures in conflict, positions of which only one can hold, `disputes` or `contradicts`.
    pub conflict: u64,
    /// `repeats` or `quotes`.
    pub repeat: u64,
}
