//! How deep templates lead into each other: the engine calls itself for each `include` and `extends`, and falls where they are too many.

use std::collections::{BTreeMap, BTreeSet};

use super::template::TemplateFault;
use crate::source::Position;

/// How deep templates may lead into each other. An engine on a thread with 2 MiB of stack falls at some 180.
const DEPTH_MAX: usize = 64;

/// So many templates one page may be made of, where each loop goes round twice; pages of the default theme are made of 550 at most.
/// Forty templates that include the next one twice would be a page that nobody lives to see.
const DRAWN_MAX: u64 = 65_536;

/// A statement that leads from one template to another.
#[derive(Debug, Clone, Copy)]
struct Lead<'t> {
    to: &'t str,
    /// The byte where it begins.
    at: usize,
    /// In how many loops it stands.
    loops: u32,
}

/// A template that leads deeper than the engine can go, or back to itself, or to too many others, if there is one.
pub fn fault(sources: &[(String, String)]) -> Option<TemplateFault> {
    let leads: BTreeMap<&str, Vec<Lead<'_>>> = sources.iter().map(|(name, text)| (name.as_str(), leads(text))).collect();
    // Level by level, so that nothing here calls itself either: the templates from which one can go on 0, 1, 2 … times.
    let mut levels: Vec<BTreeSet<&str>> = vec![leads.keys().copied().collect()];
    for level in 0..=DEPTH_MAX {
        if levels[level].is_empty() {
            return excess(&leads, &levels[..level]).and_then(|(name, lead)| told(sources, name, lead, TOO_MANY.to_owned()));
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
    told(sources, name, lead, message)
}

fn told(sources: &[(String, String)], name: &str, lead: Lead<'_>, message: String) -> Option<TemplateFault> {
    let (_, text) = sources.iter().find(|(known, _)| known == name)?;
    let Position { line, column } = Position::behind(&text[..lead.at]);
    Some(TemplateFault { name: name.to_owned(), line, column, message })
}

/// What is said of a template that leads to too many.
const TOO_MANY: &str = "what it includes, each again for each loop and each time it is named, are more than 65,536 templates";

/// The first template from which more templates are drawn than a page may have, with the lead that brings most of them.
///
/// `levels` are the templates from which one can go on 0, 1, 2 … times.
fn excess<'t>(leads: &BTreeMap<&'t str, Vec<Lead<'t>>>, levels: &[BTreeSet<&'t str>]) -> Option<(&'t str, Lead<'t>)> {
    let mut drawn: BTreeMap<&str, u64> = BTreeMap::new();
    for (level, names) in levels.iter().enumerate() {
        // Those that go on further come later: by then it is known of all to which they lead.
        let goes_on = |name: &&&str| levels.get(level + 1).is_some_and(|above| above.contains(**name));
        for name in names.iter().filter(|name| !goes_on(name)) {
            let of = |lead: &Lead<'_>| drawn.get(lead.to).map_or(0, |count| count.saturating_mul(1 << lead.loops.min(32)));
            let count = leads[name].iter().map(of).fold(1, u64::saturating_add);
            if count > DRAWN_MAX {
                return leads[name].iter().max_by_key(|lead| of(lead)).map(|lead| (*name, *lead));
            }
            drawn.insert(name, count);
        }
    }
    None
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
    let (mut at, mut loops) = (0, 0_u32);
    while let Some(start) = text[at..].find("{%").map(|found| at + found) {
        // What is remarked or quoted leads nowhere.
        if let Some(remark) = text[at..start].find("{#").map(|found| at + found) {
            at = text[remark..].find("#}").map_or(text.len(), |end| remark + end + 2);
            continue;
        }
        let statement = &text[start + 2..];
        leads.extend(to(statement).map(|range| Lead { to: &statement[range], at: start, loops }));
        let word = statement.trim_start_matches('-').trim_start();
        let is_raw = word.starts_with("raw");
        if word.starts_with("for") {
            loops += 1;
        } else if word.starts_with("endfor") {
            loops = loops.saturating_sub(1);
        }
        at = start + 2 + if is_raw { statement.find("endraw").unwrap_or(statement.len()) } else { 0 };
    }
    leads
}

#[cfg(test)]
mod tests {
    use super::super::template::TemplateFault;
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
    fn templates_that_multiply_are_told_where_they_do() {
        let chain = |each: &str, links: usize| -> Option<TemplateFault> {
            let link = |number: usize| (format!("{number:02}"), each.replace("NEXT", &format!("{:02}", number + 1)));
            fault(&(0..links).map(link).chain([(format!("{links:02}"), String::new())]).collect::<Vec<_>>())
        };
        let (once, twice) = ("{% include 'NEXT' %}", "{% include 'NEXT' %}\n{% include 'NEXT' %}");
        let looped = "{% for a in b %}{% if a %} {% include 'NEXT' %}{% endif %}{% endfor %}";
        let behind = "{% for a in b %}{% endfor %}{% include 'NEXT' %}";
        assert_eq!([chain(once, 60), chain(behind, 60), chain(twice, 15), chain(looped, 15)], [None, None, None, None]);
        for each in [twice, looped] {
            let fault = chain(each, 39).expect("it never ends");
            assert!(fault.message.contains("65,536") && fault.name == "23", "{fault:?}");
        }
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
