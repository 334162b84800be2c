//! Dates as TEI has them: for programs as W3C's schema types write them, no more certain than they are, and in words as EDTF.

use super::xml::Xml;
use crate::model::{Date, Day, Moment};

/// Writes a date.
pub fn date(date: &Date, xml: &mut Xml) {
    let dated = datable(date);
    let attributes: Vec<(&str, Option<&str>)> = dated.iter().map(|(name, value)| (*name, Some(value.as_str()))).collect();
    xml.element("date", &attributes, &date.written);
}

/// The attributes of a date; what they cannot hold is left to the words.
pub fn datable(date: &Date) -> Vec<(&'static str, String)> {
    let mut attributes = Vec::new();
    if date.moments().any(|moment| moment.season().is_some()) {
        let days = date.days();
        let ends = [("notBefore", days.earliest), ("notAfter", days.latest)];
        attributes.extend(ends.into_iter().filter_map(|(name, day)| Some((name, written(day?)?))));
    } else {
        let names: &[_] = if date.interval { &[("from", &date.start), ("to", &date.end)] } else { &[("when", &date.start)] };
        attributes.extend(names.iter().filter_map(|(name, bound)| Some((*name, known(bound.moment()?)?))));
    }
    if date.moments().any(|moment| moment.about) {
        attributes.push(("precision", "low".to_owned()));
    }
    if date.moments().any(|moment| moment.uncertain) {
        attributes.push(("cert", "low".to_owned()));
    }
    attributes
}

/// Years before our era are counted otherwise there.
fn known(moment: &Moment) -> Option<String> {
    if !moment.has_whole_year() || moment.year.starts_with('-') || moment.year == "0000" {
        return None;
    }
    let day = moment.month.and(moment.day);
    let month = moment.month.map_or(String::new(), |month| format!("-{month:02}"));
    let day = day.map_or(String::new(), |day| format!("-{day:02}"));
    Some(format!("{}{month}{day}", moment.year))
}

fn written(day: Day) -> Option<String> {
    let (year, month, day) = day.calendar();
    (year > 0).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::datable;
    use crate::model::{Bound, Date, Moment};

    fn attributes(year: &str, month: Option<u8>, change: impl Fn(&mut Moment)) -> String {
        let (month_unknown, day_unknown, about, uncertain) = (false, false, false, false);
        let mut moment = Moment { year: year.to_owned(), month, day: None, month_unknown, day_unknown, about, uncertain };
        change(&mut moment);
        let (start, end) = (Bound::At(moment.clone()), Bound::At(moment));
        let date = Date { written: String::new(), start, end, interval: false };
        datable(&date).iter().map(|(name, value)| format!("{name}={value} ")).collect()
    }

    #[test]
    fn nothing_is_more_certain_than_it_is() {
        assert_eq!(attributes("2025", Some(3), |_| {}), "when=2025-03 ");
        assert_eq!(attributes("2025", Some(3), |moment| moment.about = true), "when=2025-03 precision=low ");
        assert_eq!(attributes("2025", None, |moment| moment.uncertain = true), "when=2025 cert=low ");
        assert_eq!(attributes("2025", Some(21), |_| {}), "notBefore=2025-03-01 notAfter=2025-05-31 ");
        assert_eq!(attributes("-0044", None, |moment| moment.uncertain = true), "cert=low ");
        assert_eq!(attributes("202X", None, |_| {}), "");
    }
}
