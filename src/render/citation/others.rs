//! “Smith et al.” where a work names one author “and others”, of whom the citation library would make a person of that name.

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, TermForm};
use hayagriva::{BufWriteFormat, Elem, ElemChild, ElemChildren, ElemMeta, Formatted, Formatting};

/// The words for those who are not named: those that a style has for a language or for all, or else those of the language.
pub fn et_al(style: &IndependentStyle, locale: Option<&LocaleCode>, locales: &[Locale]) -> String {
    let base = locale.and_then(|locale| locale.0.split('-').next()).map(|base| LocaleCode(base.to_owned()));
    let of_style = [locale, base.as_ref(), None].map(|tag| (style.locale.as_slice(), tag));
    let found = of_style.into_iter().chain([(locales, locale)]).find_map(|(locales, tag)| {
        let own = locales.iter().find(|own| own.lang.as_ref() == tag)?;
        own.term(Term::Other(OtherTerm::EtAl), TermForm::Long)?.single()
    });
    found.unwrap_or("et al.").to_owned()
}

/// A reference with these words, and one full stop behind them, where it would name “others”.
pub fn with_others(mut reference: ElemChildren, et_al: &str) -> ElemChildren {
    cut_behind_dash(&mut reference.0, et_al);
    replace(&mut reference.0, et_al, &mut Behind::Other);
    reference
}

/// Takes away what joined names, where for all of them a style has a dash: “———, and .”.
fn cut_behind_dash(children: &mut [ElemChild], et_al: &str) {
    let mut is_behind_words = false;
    for child in children {
        let ElemChild::Elem(Elem { children: ElemChildren(inner), meta, .. }) = child else {
            is_behind_words = true;
            continue;
        };
        let named =
            if let Some(ElemMeta::Names(people)) = meta { people.iter().map(|(people, _)| people.len()).max() } else { None };
        let joins = named.unwrap_or_default().saturating_sub(1);
        if joins > 0 && is_behind_words && inner.iter().all(|child| matches!(child, ElemChild::Text(_))) {
            let shortened = inner.iter().position(|words| text(words).ends_with(et_al));
            inner.drain(..shortened.map_or(joins, |at| at + 1).min(inner.len()));
        } else {
            cut_behind_dash(inner, et_al);
        }
        is_behind_words = false;
    }
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

fn is_name(child: &ElemChild) -> bool {
    matches!(child, ElemChild::Elem(name) if matches!(name.meta, Some(ElemMeta::Name(..))))
}

fn text(child: &ElemChild) -> String {
    let mut text = String::new();
    // Writing to a string cannot be refused.
    let _ = ElemChildren(vec![child.clone()]).write_buf(&mut text, BufWriteFormat::Plain);
    text
}
