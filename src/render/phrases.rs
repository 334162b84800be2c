//! Dates, figures and names of things as phrases in the language of the interface.

use std::collections::BTreeMap;

use isolang::Language as Known;

use super::strings::Strings;
use super::view::Time;
use crate::model::{Amount, Bound, Claim, ClosedList, Date, Figure, Linked, Moment, Question};

/// The words of the interface, asked for by what they mean.
#[derive(Clone, Copy)]
pub struct Phrases<'a> {
    strings: &'a Strings,
}

impl<'a> Phrases<'a> {
    /// The phrases that a table of strings holds.
    pub fn new(strings: &'a Strings) -> Phrases<'a> {
        Phrases { strings }
    }

    /// The words of a key; the key itself where the theme has none, which its loader has reported.
    pub fn text(self, key: &str) -> String {
        self.strings.text(key).unwrap_or(key).to_owned()
    }

    /// The words of a key with names filled in.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        self.strings.fill(key, values).unwrap_or_else(|| key.to_owned())
    }

    /// So many of something.
    pub fn count(self, key: &str, count: usize) -> String {
        self.strings.count(key, count as u64).unwrap_or_else(|| count.to_string())
    }

    /// How many of something are said for each plural category; empty where the theme has no such words.
    pub fn forms(self, key: &str) -> BTreeMap<String, String> {
        self.strings.forms(key).cloned().unwrap_or_default()
    }

    /// A word of a closed list.
    pub fn word(self, list: &str, word: impl ClosedList) -> String {
        self.text(&format!("{list}_{}", word.name()))
    }

    /// The sentence of a claim as it is read. That of a denial is what is denied, so it begins with the denial.
    pub fn says(self, claim: &Claim<Linked>) -> String {
        if claim.is_denial() {
            return self.fill("says_denied", &[("says", &claim.says)]);
        }
        claim.says.clone()
    }

    /// The name of a language: the theme's, else the English one.
    pub fn language(self, tag: &str) -> String {
        let key = format!("language_{tag}");
        if let Some(name) = self.strings.text(&key) {
            return name.to_owned();
        }
        let subtag = tag.split('-').next().unwrap_or(tag);
        let theme_name = self.strings.text(&format!("language_{subtag}")).map(str::to_owned);
        let known = Known::from_639_1(subtag).or_else(|| Known::from_639_3(subtag));
        theme_name.or_else(|| known.map(|language| language.to_name().to_owned())).unwrap_or_else(|| tag.to_owned())
    }

    /// A date as it is read.
    pub fn time(self, date: &Date) -> Time {
        let datetime = match (&date.start, date.interval) {
            (Bound::At(moment), false) => machine(moment),
            (Bound::At(_) | Bound::Open | Bound::Unknown, _) => None,
        };
        Time { text: self.date(date), datetime }
    }

    fn date(self, date: &Date) -> String {
        match (&date.start, &date.end, date.interval) {
            (Bound::At(moment), _, false) => self.moment(moment),
            (Bound::At(start), Bound::At(end), true) => {
                self.fill("date_range", &[("from", &self.moment(start)), ("until", &self.moment(end))])
            }
            (Bound::At(start), Bound::Open, true) => self.fill("date_since", &[("date", &self.moment(start))]),
            (Bound::At(start), Bound::Unknown, true) => self.fill("date_since_unknown", &[("date", &self.moment(start))]),
            (Bound::Open, Bound::At(end), _) => self.fill("date_until", &[("date", &self.moment(end))]),
            (Bound::Unknown, Bound::At(end), _) => self.fill("date_until_unknown", &[("date", &self.moment(end))]),
            (Bound::Open | Bound::Unknown, Bound::Open | Bound::Unknown, _) => date.written.clone(),
        }
    }

    /// A year, a month or a day as it is read.
    pub fn moment(self, moment: &Moment) -> String {
        let year = self.year(moment);
        let day = moment.day.map(|day| day.to_string());
        let plain = match (moment.month, day) {
            (Some(month), Some(day)) => self.fill("date_day", &[("day", &day), ("month", &self.month(month)), ("year", &year)]),
            (Some(month), None) => {
                let month = self.fill("date_month", &[("month", &self.month(month)), ("year", &year)]);
                if moment.day_unknown { self.fill("date_day_unknown", &[("date", &month)]) } else { month }
            }
            (None, Some(day)) => self.fill("date_day_of_unknown_month", &[("day", &day), ("year", &year)]),
            (None, None) if moment.month_unknown => self.fill("date_month_unknown", &[("date", &year)]),
            (None, None) => year,
        };
        match (moment.about, moment.uncertain) {
            (false, false) => plain,
            (true, false) => self.fill("date_about", &[("date", &plain)]),
            (false, true) => self.fill("date_uncertain", &[("date", &plain)]),
            (true, true) => self.fill("date_about_uncertain", &[("date", &plain)]),
        }
    }

    /// A year; where digits are unknown, the years that it may be.
    fn year(self, moment: &Moment) -> String {
        let (first, last) = moment.years();
        if first != last {
            return self.fill("date_some_year", &[("from", &self.known_year(first)), ("until", &self.known_year(last))]);
        }
        self.known_year(first)
    }

    /// A year in astronomical counting, whose year 0 is 1 BCE.
    pub fn known_year(self, year: i32) -> String {
        match year {
            ..=0 => self.fill("date_bce", &[("year", &(1 - year).to_string())]),
            1.. => self.fill("date_year", &[("year", &year.to_string())]),
        }
    }

    /// The name of a month, 1–12, or of a season, 21–24.
    pub fn month(self, month: u8) -> String {
        let season = ["season_spring", "season_summer", "season_autumn", "season_winter"];
        match month {
            1..=12 => self.strings.item("months", usize::from(month) - 1).map_or_else(|| month.to_string(), str::to_owned),
            _ => season.get(usize::from(month.saturating_sub(21))).map_or_else(|| month.to_string(), |key| self.text(key)),
        }
    }

    /// A number with the separators of the interface.
    pub fn number(self, amount: Amount) -> String {
        amount.written(&self.text("number_group"), &self.text("number_decimal"))
    }

    /// How many, as a phrase: “at least 1,001”.
    pub fn figure(self, figure: &Figure<Linked>) -> String {
        let (exact, range, at_least, at_most) = match figure.about {
            false => ("figure_exact", "figure_range", "figure_min", "figure_max"),
            true => ("figure_about", "figure_about_range", "figure_about_min", "figure_about_max"),
        };
        match (figure.min, figure.max) {
            (Some(min), Some(max)) if min == max => self.fill(exact, &[("n", &self.number(min))]),
            (Some(min), Some(max)) => self.fill(range, &[("min", &self.number(min)), ("max", &self.number(max))]),
            (Some(min), None) => self.fill(at_least, &[("n", &self.number(min))]),
            (None, Some(max)) => self.fill(at_most, &[("n", &self.number(max))]),
            (None, None) => String::new(),
        }
    }

    /// Words of a figure with what it counts, its own unit or else that of its question: “3 days”.
    pub fn with_unit(self, words: String, figure: &Figure<Linked>, question: Option<&Question<Linked>>) -> String {
        match figure.unit.as_ref().or_else(|| question?.unit.as_ref()) {
            Some(unit) => self.fill("figure_with_unit", &[("figure", &words), ("unit", &self.counted(unit, figure))]),
            None => words,
        }
    }

    /// What a figure counts, in the form that its last number asks for.
    fn counted(self, unit: &str, figure: &Figure<Linked>) -> String {
        let number = figure.max.or(figure.min).filter(|amount| amount.hundredths % 100 == 0);
        let number = number.and_then(|amount| u64::try_from(amount.hundredths / 100).ok());
        number.and_then(|number| self.strings.count(&format!("counted_{unit}"), number)).unwrap_or_else(|| self.unit(unit))
    }

    /// What is counted; the word itself where the theme has no name for it.
    pub fn unit(self, unit: &str) -> String {
        self.strings.text(&format!("unit_{unit}")).unwrap_or(unit).to_owned()
    }
}

/// A date as HTML's `datetime` holds it; `None` where it has unknown digits or a season.
fn machine(moment: &Moment) -> Option<String> {
    if !moment.has_whole_year() || moment.year.starts_with('-') || moment.season().is_some() {
        return None;
    }
    let mut text = moment.year.clone();
    if let Some(month) = moment.month {
        text.push_str(&format!("-{month:02}"));
    }
    if let (Some(_), Some(day)) = (moment.month, moment.day) {
        text.push_str(&format!("-{day:02}"));
    }
    Some(text)
}
