//! How deep templates lead into each other: the engine calls itself for each `include` and `extends`, and falls where they are too many.

use std::collections::{BTreeMap, BTreeSet};

use super::template::TemplateFault;
use crate::source::Position;

/// How deep templates may lead into each other. An engine on a thread with 2 MiB of stack falls at some 180.
const DEPTH_MAX: usize = 64;

/// A statement that leads from one template to another.
#[derive(Debug, Clone, Copy)]
struct Lead<'t> {
    to: &'t str,
    /// The byte where it begins.
    at: usize,
}

/// A template that leads deeper than the engine can go, or back to itself, if there is one.
pub fn fault(sources: &[(String, String)]) -> Option<TemplateFault> {
    let leads: BTreeMap<&str, Vec<Lead<'_>>> = sources.iter().map(|(name, text)| (name.as_str(), leads(text))).collect();
    // Level by level, so that nothing here calls itself either: the templates from which one can go on 0, 1, 2 … times.
    let mut levels: Vec<BTreeSet<&str>> = vec![leads.keys().copied().collect()];
    for level in 0..=DEPTH_MAX {
        if levels[level].is_empty() {
            return None;
        }
        let goes_on = |found: &[Lead<'_>]| found.iter().any(|lead| levels[level].contains(lead.to));
        levels.push(leads.iter().filter(|(_, found)| goes_on(found)).map(|(name, _)| *name).collect());
    }
    let deepest = *levels[DEPTH_MAX + 1].first()?;
    let mut way: Vec<(&str, Lead<'_>)> = Vec::new();
    let mut name = deepest;
    for level in levels[..=DEPTH_MAX].iter().rev() {
        let lead = *leads[name].iter().find(|lead| level.contains(lead.to))?;
        way.push((name, lead));
        name = lead.to;
    }
    // Whoever leads to a circle is not at fault for it.
    let circle = (0..way.len()).find(|at| way[at + 1..].iter().any(|(later, _)| later == &way[*at].0));
    let (at, message) = match circle {
        Some(at) => (at, "it leads back to itself".to_owned()),
        None => (0, format!("what it includes or extends nests more than {DEPTH_MAX} deep")),
    };
    let (name, lead) = way[at];
    let (_, text) = sources.iter().find(|(known, _)| known == name)?;
    let Position { line, column } = Position::behind(&text[..lead.at]);
    Some(TemplateFault { name: name.to_owned(), line, column, message })
}

/// The statements of a template that lead to others, as far as they can be seen without reading the rest of it.
fn leads(text: &str) -> Vec<Lead<'_>> {
    let to = |statement: &'_ str| -> Option<std::ops::Range<usize>> {
        let inside = statement.trim_start_matches('-').trim_start();
        let named = inside.strip_prefix("include").or_else(|| inside.strip_prefix("extends"))?.trim_start();
        let quote = named.chars().next().filter(|first| "\"'`".contains(*first))?;
        let start = statement.len() - named.len() + 1;
        Some(start..start + named[1..].find(quote)?)
    };
    let mut leads = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("{%").map(|found| at + found) {
        // What is remarked or quoted leads nowhere.
        if let Some(remark) = text[at..start].find("{#").map(|found| at + found) {
            at = text[remark..].find("#}").map_or(text.len(), |end| remark + end + 2);
            continue;
        }
        let statement = &text[start + 2..];
        leads.extend(to(statement).map(|range| Lead { to: &statement[range], at: start }));
        let is_raw = statement.trim_start_matches('-').trim_start().starts_with("raw");
        at = start + 2 + if is_raw { statement.find("endraw").unwrap_or(statement.len()) } else { 0 };
    }
    leads
}

#[cfg(test)]
mod tests {
    use super::{DEPTH_MAX, fault};

    fn told(sources: &[(&str, &str)]) -> Option<(String, usize, usize)> {
        let sources: Vec<_> = sources.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        fault(&sources).map(|fault| (fault.name, fault.line, fault.column))
    }

    #[test]
    fn what_leads_back_to_itself_is_told_where_it_does() {
        let base = ("base.html", "{% block main %}{% endblock main %}");
        assert_eq!(told(&[("a.html", "{% extends \"base.html\" %}"), base]), None);
        let circle = [
            ("a.html", "{%- include 'b.html' %}"),
            ("b.html", "\n é {% if x %}{%-  include `c.html` -%}"),
            ("c.html", "{% include \"b.html\" %}"),
        ];
        assert_eq!(told(&circle), Some(("b.html".to_owned(), 2, 14)));
        assert_eq!(told(&[("a.html", "{% extends \"a.html\" %}")]), Some(("a.html".to_owned(), 1, 1)));
        let quoted = "{# {% include \"a.html\" %} #}{% raw %}{% include \"a.html\" %}{% endraw %}{# {% include \"a.html\" %}";
        assert_eq!(told(&[("a.html", quoted)]), None);
        assert_eq!(
            told(&[("a.html", "{# é #}{% raw %}{% endraw %}{% include \"a.html\" %}")]),
            Some(("a.html".to_owned(), 1, 29))
        );
    }

    #[test]
    fn a_chain_may_have_so_many_links() {
        let chain = |links: usize| -> Vec<(String, String)> {
            let link = |number: usize| (format!("{number:05}"), format!("{{% include \"{:05}\" %}}", number + 1));
            (0..links).map(link).chain([(format!("{links:05}"), String::new())]).collect()
        };
        assert_eq!(fault(&chain(DEPTH_MAX)), None);
        assert!(fault(&chain(DEPTH_MAX + 1)).is_some());
        assert_eq!(fault(&chain(20_000)).map(|fault| fault.name).as_deref(), Some("00000"));
    }
}
