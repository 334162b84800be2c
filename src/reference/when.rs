//! When something appeared or was seen, as reference managers take dates: nothing is more certain than it is.

use serde_json::{Map, Value, json};

use crate::model::{Bound, Date, Moment};

/// Year, month and day, as far as they are known to the digit.
pub type Parts = Vec<i32>;

/// A date for reference managers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct When {
    /// As EDTF writes it, and BibLaTeX reads it; empty where nothing is known.
    edtf: String,
    /// One moment, or both ends of a stretch of time; empty where an end is open or its year not known to the digit.
    ends: Vec<Parts>,
    /// From 1, spring.
    season: Option<u8>,
    /// It is about then, or uncertain.
    doubtful: bool,
}

impl When {
    /// A date of the archive.
    pub fn of(date: Option<&Date>) -> When {
        let Some(date) = date else { return When::default() };
        let bounds = if date.interval { vec![&date.start, &date.end] } else { vec![&date.start] };
        let moments: Option<Vec<&Moment>> = bounds.into_iter().map(known).collect();
        let has_season = |moments: &[&Moment]| moments.iter().any(|moment| moment.season().is_some());
        // Of a stretch of seasons there are no parts.
        let moments = moments.filter(|moments| moments.len() < 2 || !has_season(moments)).unwrap_or_default();
        When {
            edtf: date.written.clone(),
            ends: moments.iter().map(|moment| parts(moment)).collect(),
            season: moments.first().and_then(|moment| moment.season()),
            doubtful: date.is_doubtful(),
        }
    }

    /// One moment.
    pub fn at(parts: Parts) -> When {
        When { edtf: iso(&parts, "-"), ends: vec![parts], season: None, doubtful: false }
    }

    /// About one moment.
    pub fn about(parts: Parts) -> When {
        When { edtf: format!("{}~", iso(&parts, "-")), ends: vec![parts], season: None, doubtful: true }
    }

    /// As EDTF writes it; empty where nothing is known.
    pub fn edtf(&self) -> &str {
        &self.edtf
    }

    /// What is certain of it, with a sign between the parts, for programs that know one moment only: of a stretch of time what both
    /// ends have in common, of a doubtful date nothing.
    pub fn certain(&self, separator: &str) -> Option<String> {
        let first = self.ends.first().filter(|_| !self.doubtful)?;
        let last = self.ends.last().unwrap_or(first);
        let common: Parts = first.iter().zip(last).take_while(|(one, other)| one == other).map(|(part, _)| *part).collect();
        (!common.is_empty()).then(|| iso(&common, separator))
    }

    /// As CSL-JSON has it; what it has no parts for, as it is written.
    pub fn csl(&self) -> Option<Value> {
        if self.edtf.is_empty() {
            return None;
        }
        if self.ends.is_empty() {
            return Some(json!({ "literal": self.edtf }));
        }
        let mut date = Map::new();
        date.insert("date-parts".to_owned(), json!(self.ends));
        if let Some(season) = self.season {
            date.insert("season".to_owned(), json!(season));
        }
        if self.doubtful {
            date.insert("circa".to_owned(), json!(true));
        }
        Some(Value::Object(date))
    }
}

fn known(bound: &Bound) -> Option<&Moment> {
    bound.moment().filter(|moment| moment.has_whole_year())
}

/// A season is left out.
fn parts(moment: &Moment) -> Parts {
    let month = moment.month.filter(|_| moment.season().is_none());
    let day = month.and(moment.day);
    let year = moment.years().0;
    std::iter::once(year).chain(month.map(i32::from)).chain(day.map(i32::from)).collect()
}

/// Parts of a date as ISO 8601 writes them, with a sign between them.
fn iso(parts: &[i32], separator: &str) -> String {
    let written = parts.iter().enumerate().map(|(index, part)| match (index, *part < 0) {
        (0, false) => format!("{part:04}"),
        (0, true) => format!("-{:04}", part.unsigned_abs()),
        _ => format!("{part:02}"),
    });
    written.collect::<Vec<_>>().join(separator)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{When, iso};
    use crate::model::{Bound, Date, Moment};

    fn moment(year: &str, month: Option<u8>, day: Option<u8>) -> Moment {
        let (month_unknown, day_unknown, about, uncertain) = (false, false, false, false);
        Moment { year: year.to_owned(), month, day, month_unknown, day_unknown, about, uncertain }
    }

    fn date(written: &str, start: Bound, end: Option<Bound>) -> When {
        let interval = end.is_some();
        When::of(Some(&Date { written: written.to_owned(), end: end.unwrap_or(start.clone()), start, interval }))
    }

    #[test]
    fn a_year_has_four_digits_before_our_era_too() {
        assert_eq!([iso(&[-44, 3, 15], "-"), iso(&[44], "-"), iso(&[2025, 3], "/")], ["-0044-03-15", "0044", "2025/03"]);
    }

    #[test]
    fn of_a_stretch_of_time_both_ends_are_told() {
        let day = |day| Bound::At(moment("2025", Some(3), Some(day)));
        let stretch = date("2025-03-06/2025-03-09", day(6), Some(day(9)));
        assert_eq!(stretch.csl(), Some(json!({ "date-parts": [[2025, 3, 6], [2025, 3, 9]] })));
        assert_eq!((stretch.edtf(), stretch.certain("/").as_deref()), ("2025-03-06/2025-03-09", Some("2025/03")));
    }

    #[test]
    fn what_is_doubtful_or_open_is_not_told_as_certain() {
        let about = Moment { about: true, ..moment("2025", Some(3), None) };
        let about = date("2025-03~", Bound::At(about), None);
        assert_eq!(about.csl(), Some(json!({ "date-parts": [[2025, 3]], "circa": true })));
        assert_eq!(about.certain("-"), None);
        let open = date("2025/..", Bound::At(moment("2025", None, None)), Some(Bound::Open));
        assert_eq!((open.csl(), open.certain("-")), (Some(json!({ "literal": "2025/.." })), None));
        let decade = date("202X", Bound::At(moment("202X", None, None)), None);
        assert_eq!((decade.csl(), decade.certain("-")), (Some(json!({ "literal": "202X" })), None));
    }

    #[test]
    fn a_season_is_none_of_the_months() {
        let spring = date("2025-21", Bound::At(moment("2025", Some(21), None)), None);
        assert_eq!(spring.csl(), Some(json!({ "date-parts": [[2025]], "season": 1 })));
        assert_eq!(spring.certain("-").as_deref(), Some("2025"));
        let season = |month| Bound::At(moment("2025", Some(month), None));
        assert_eq!(date("2025-21/2025-23", season(21), Some(season(23))).csl(), Some(json!({ "literal": "2025-21/2025-23" })));
    }

    #[test]
    fn nothing_known_is_nothing_told() {
        assert_eq!((When::of(None).csl(), When::of(None).certain("-"), When::of(None).edtf()), (None, None, ""));
    }
}
