//! Reads claims: who says what, how, on what ground, and the figures in it.

use super::fields::{Faults, Fields};
use super::values::with_full_stop;
use super::wanted::Wanted;
use super::yaml::{Map, Node};
use crate::format::{BASIS, CLAIM, FIGURE, Takes};
use crate::model::{Amount, Asserter, Basis, Claim, Figure, Modality, UNNAMED, Written};
use crate::problem::{Code, Problem};
use crate::source::{Placed, SourceFile};

/// Reads one claim.
pub fn claim(file: &SourceFile, map: Map) -> (Claim<Written>, Faults) {
    let mut fields = Fields::new(file, &CLAIM, map);
    let says = fields.required_text("says").value;
    let question = fields.text("question");
    let answer = fields.texts("answer");
    let asserter = asserter(&mut fields);
    let via = fields.texts("via");
    let modality = fields.choice("modality").unwrap_or(Modality::Asserted);
    let basis = fields.maps("basis").into_iter().filter_map(|map| basis(&mut fields, map)).collect();
    let figures = fields.maps("figures").into_iter().map(|map| figure(&mut fields, map)).collect();
    let when = fields.date("when");
    let places = fields.texts("where");
    if let (Modality::Denied, Some(answer)) = (modality, answer.first()) {
        let message = "a denied claim takes no position: `says` is the sentence that is denied";
        fields.fault(Problem::new(Code::ConflictingFields, answer.place, message).help("remove `answer`"));
    }
    if let (None, Some(answer)) = (&question, answer.first()) {
        let message = "`answer` needs the `question` that it answers";
        fields.lacks("question", Problem::new(Code::ConflictingFields, answer.place, message).help("add a line `question: …`"));
    }
    let claim = Claim { says, question, answer, asserter, via, modality, basis, figures, when, places };
    (claim, fields.finish())
}

fn asserter(fields: &mut Fields<'_>) -> Asserter<Written> {
    let names = fields.texts("asserter");
    match names.as_slice() {
        [] => Asserter::Document,
        [only] if only.value == UNNAMED => Asserter::Unnamed,
        several => {
            for name in several.iter().filter(|name| name.value == UNNAMED) {
                let problem =
                    Problem::new(Code::UnknownEntity, name.place, "`unnamed` stands alone, for somebody who is not named");
                fields.fault(problem.help("take it out of the list, or write `asserter: unnamed`"));
            }
            Asserter::Entities(several.iter().filter(|name| name.value != UNNAMED).cloned().collect())
        }
    }
}

fn basis(fields: &mut Fields<'_>, map: Map) -> Option<Basis<Written>> {
    let mut inner = Fields::new(fields.file, &BASIS, map);
    let kind = inner.choice("kind");
    let (by, lineage, cite) = (inner.texts("by"), inner.text("lineage"), inner.text("cite"));
    let note = inner.prose("note");
    fields.absorb(inner.finish());
    // A ground without its kind belongs to a note that is broken and left out; its names are still looked at.
    Some(Basis { kind: kind.unwrap_or(crate::model::BasisKind::Unstated), by, lineage, cite, note })
}

fn figure(fields: &mut Fields<'_>, map: Map) -> Figure<Written> {
    let place = map.place;
    let mut inner = Fields::new(fields.file, &FIGURE, map);
    let value = inner.amount("value");
    let (min, max) = (inner.amount("min"), inner.amount("max"));
    let figure = Figure {
        written: place,
        min: value.as_ref().or(min.as_ref()).map(|amount| amount.value),
        max: value.as_ref().or(max.as_ref()).map(|amount| amount.value),
        about: inner.flag("about"),
        of: inner.text("of"),
        as_of: inner.date("as_of"),
        unit: inner.text("unit").map(|text| text.value),
        event: inner.text("event"),
        place: inner.text("place"),
        period: inner.date("period"),
    };
    match (&value, min.as_ref().or(max.as_ref())) {
        (Some(_), Some(other)) => {
            let message = "a figure is either one `value` or a range from `min` to `max`";
            inner.fault(
                Problem::new(Code::ConflictingFields, other.place, message).help("remove `value`, or remove `min` and `max`"),
            );
        }
        (None, None) if inner.is_sound() && inner.is_all_asked() => inner.missing("value", place),
        (None | Some(_), None) | (None, Some(_)) => {}
    }
    if let (Some(min), Some(max)) = (&min, &max)
        && max.value < min.value
    {
        let problem = Problem::new(Code::InvalidNumber, max.place, "the highest number is lower than the lowest");
        inner.fault(problem.related(min.place, "the lowest").help("`min` is the lower of the two"));
    }
    fields.absorb(inner.finish());
    figure
}

impl Fields<'_> {
    /// A number in digits, with up to two decimals after a full stop.
    fn amount(&mut self, name: &'static str) -> Option<Placed<Amount>> {
        self.expect(name, |field| field.takes == Takes::Number);
        let node = self.node(name)?;
        let Node::Text(scalar) = node else {
            self.wrong_type(name, Wanted::Number, &node);
            return None;
        };
        let amount = amount(&scalar.text);
        if amount.is_none() {
            let what = if is_too_large(&scalar.text) { "is too large a number" } else { "is not a number in digits" };
            let problem = Problem::new(Code::InvalidNumber, scalar.place, format!("“{}” {what}", scalar.text));
            self.fault(problem.help(advice(name, &scalar.text)));
        }
        amount.map(|amount| Placed::new(amount, scalar.place))
    }
}

/// What is said of numbers that an amount does not hold.
const LARGEST: &str = "no number is larger than 92 thousand million million";

/// What to type instead of a number that is none.
fn advice(name: &str, text: &str) -> String {
    if is_too_large(text) {
        return LARGEST.to_owned();
    }
    if let Some(bound) = bound(text) {
        return bound;
    }
    let with_zero = format!("0{text}");
    if text.starts_with('.') && amount(&with_zero).is_some() {
        return format!("write `{name}: {with_zero}`");
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let separator = |character: char| character.is_whitespace() || ",.’'_".contains(character);
    let grouped = !digits.is_empty() && text.chars().all(|character| character.is_ascii_digit() || separator(character));
    if grouped && text.contains('.') && !text.contains(',') {
        return format!("write `{name}: {digits}` if the full stop parts thousands; a fraction has at most two digits");
    }
    if let Some(written) = with_full_stop(text).filter(|written| amount(written).is_some()) {
        return format!("write `{name}: {written}`: a fraction follows a full stop");
    }
    let digits = if digits.len() > 1 { digits.trim_start_matches('0') } else { &digits };
    match grouped {
        true if amount(digits).is_none() => LARGEST.to_owned(),
        true => format!("write `{name}: {digits}`"),
        false => "write the digits alone, a fraction after a full stop: `1300`, `12.5`".to_owned(),
    }
}

/// What to type instead of a number with a sign in front that says how it is meant.
fn bound(text: &str) -> Option<String> {
    let signs = [(">=", "min", 0), ("≥", "min", 0), ("<=", "max", 0), ("≤", "max", 0), (">", "min", 1), ("<", "max", -1)];
    let number = |rest: &str| rest.trim().parse::<i64>().ok();
    if let Some(number) = text.strip_prefix(['~', '≈']).and_then(number) {
        return Some(format!("write `{{value: {number}, about: true}}`"));
    }
    signs.iter().find_map(|(sign, field, step)| {
        let number = text.strip_prefix(sign).and_then(number)?.checked_add(*step).filter(|number| *number >= 0)?;
        Some(format!("write `{{{field}: {number}}}`"))
    })
}

/// Whether a text is a number in digits, and larger than an amount can be.
fn is_too_large(text: &str) -> bool {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let is_whole = !whole.is_empty() && !whole.starts_with('0') && whole.bytes().all(|byte| byte.is_ascii_digit());
    is_whole && amount(text).is_none() && amount(&text.replacen(whole, "1", 1)).is_some()
}

/// Three digits after a full stop are refused: in many languages `1.383` is more than a thousand.
fn amount(text: &str) -> Option<Amount> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || fraction.len() > 2 || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let fraction: i64 = format!("{fraction:0<2}").parse().ok()?;
    Some(Amount { hundredths: whole.checked_mul(100)?.checked_add(fraction)? })
}
