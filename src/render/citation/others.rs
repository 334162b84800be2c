//! “Smith et al.” where a work names one author “and others”, of whom the citation library would make a person of that name.

use std::borrow::Cow;

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{Locale, LocaleCode, TermForm};
use hayagriva::types::Person;
use hayagriva::{BufWriteFormat, ElemChild, ElemChildren, ElemMeta, Entry, Formatted, Formatting};

/// The words of a language for those who are not named.
pub fn et_al(locale: Option<&LocaleCode>, locales: &[Locale]) -> String {
    let own = locales.iter().find(|own| own.lang.as_ref() == locale);
    let term = own.and_then(|own| own.term(Term::Other(OtherTerm::EtAl), TermForm::Long)?.single());
    term.unwrap_or("et al.").to_owned()
}

/// A reference to a work with these words, and one full stop behind them, if it has such authors or editors.
pub fn with_others<'r>(reference: &'r ElemChildren, entry: &Entry, et_al: &str) -> Cow<'r, ElemChildren> {
    let mut people = [entry.authors(), entry.editors()].into_iter().flatten();
    if !people.any(|people| people.last().is_some_and(is_others)) {
        return Cow::Borrowed(reference);
    }
    let mut reference = reference.clone();
    replace(&mut reference.0, et_al, &mut Behind::Other);
    Cow::Owned(reference)
}

fn is_others(person: &Person) -> bool {
    person.name == "others" && person.given_name.is_none()
}

/// What the next words stand behind.
#[derive(PartialEq)]
enum Behind {
    /// The full stop of the words for others.
    Stop,
    Other,
}

/// Puts the words in the place of the last of some names and of what joins it to the one before; `behind` is what has just been passed.
fn replace(children: &mut Vec<ElemChild>, et_al: &str, behind: &mut Behind) {
    let is_name = |child: &ElemChild| matches!(child, ElemChild::Elem(name) if matches!(name.meta, Some(ElemMeta::Name(..))));
    let names: Vec<usize> = (0..children.len()).filter(|at| is_name(&children[*at])).collect();
    let others = names.windows(2).find(|pair| text(&children[pair[1]]).eq_ignore_ascii_case("others"));
    if let Some(&[before, others]) = others {
        let joined: String = children[before + 1..others].iter().map(text).collect();
        let comma =
            joined.chars().next().filter(|sign| [',', '،', '、', ';'].contains(sign)).map(String::from).unwrap_or_default();
        let words = Formatted { text: format!("{comma} {et_al}"), formatting: Formatting::default() };
        children.splice(before + 1..=others, [ElemChild::Text(words)]);
    }
    for child in children {
        match child {
            ElemChild::Elem(inner) => replace(&mut inner.children.0, et_al, behind),
            ElemChild::Text(words) if *behind == Behind::Stop => {
                if words.text.starts_with('.') {
                    words.text.remove(0);
                }
                *behind = Behind::Other;
            }
            ElemChild::Text(words) if et_al.ends_with('.') && words.text.ends_with(et_al) => *behind = Behind::Stop,
            ElemChild::Text(_) | ElemChild::Markup(_) | ElemChild::Link { .. } | ElemChild::Transparent { .. } => {
                *behind = Behind::Other
            }
        }
    }
}

fn text(child: &ElemChild) -> String {
    let mut text = String::new();
    // Writing to a string cannot be refused.
    let _ = ElemChildren(vec![child.clone()]).write_buf(&mut text, BufWriteFormat::Plain);
    text
}
