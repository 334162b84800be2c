//! Dates as EDTF level 1 writes them: known in part, about, uncertain, open at an end.

/// A moment or a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// As the editor wrote it.
    pub written: String,
    /// Where it begins; equal to `end` for a single moment.
    pub start: Bound,
    /// Where it ends.
    pub end: Bound,
    /// Whether it was written with a `/`.
    pub interval: bool,
}

/// An end of a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// A moment.
    At(Moment),
    /// Open: it goes on (`..`).
    Open,
    /// There is an end, which nobody knows (nothing written).
    Unknown,
}

/// A year, a month or a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Four digits, the last of which may be `X` (not known); a minus for years before the common era.
    pub year: String,
    /// 1–12, or a season 21–24.
    pub month: Option<u8>,
    /// 1–31.
    pub day: Option<u8>,
    /// `~` or `%`: about.
    pub about: bool,
    /// `?` or `%`: uncertain.
    pub uncertain: bool,
}
