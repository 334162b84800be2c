//! Works as a citation style prints them; each is formatted once.

use std::collections::BTreeMap;

use hayagriva::archive::{ArchivedStyle, LOCALES};
use hayagriva::citationberg::{IndependentStyle, Locale, Style};
use hayagriva::io::from_yaml_str;
use hayagriva::{BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, ElemChildren, Library};

use crate::model::{Archive, WorkId};

/// The style where an archive names none.
const STYLE: &str = "chicago-author-date";

/// Every work in its short and its full form.
#[derive(Debug, Default)]
pub struct Citations {
    short: Vec<String>,
    full: Vec<String>,
    order: Vec<WorkId>,
}

impl Citations {
    /// Formats the works of an archive in its style and language.
    pub fn new(archive: &Archive, language: &str) -> Citations {
        if archive.works.is_empty() {
            return Citations::default();
        }
        let name = archive.site.citation_style.as_ref().map_or(STYLE, |style| &style.value);
        let style = style(name);
        let locales = locales_of(language);
        let entries: Vec<Library> = archive
            .works
            .iter()
            .map(|work| from_yaml_str(&work.entry).expect("a work that was parsed can be parsed again"))
            .collect();
        let keys: BTreeMap<&str, u32> =
            archive.works.iter().enumerate().map(|(index, work)| (work.key.value.as_str(), index as u32)).collect();
        let mut driver = BibliographyDriver::new();
        for entry in entries.iter().flat_map(Library::iter) {
            driver.citation(CitationRequest::from_items(vec![CitationItem::with_entry(entry)], &style, &locales));
        }
        let rendered = driver.finish(BibliographyRequest { style: &style, locale: None, locale_files: &locales });
        let short = rendered.citations.iter().map(|citation| written(&citation.citation, BufWriteFormat::Plain)).collect();
        let mut full = vec![String::new(); archive.works.len()];
        let mut order = Vec::new();
        for item in rendered.bibliography.iter().flat_map(|bibliography| &bibliography.items) {
            let Some(index) = keys.get(item.key.as_str()) else { continue };
            full[*index as usize] = classed(&written(&item.content, BufWriteFormat::Html));
            order.push(WorkId(*index));
        }
        Citations { short, full, order }
    }

    /// All that [`Citations::new`] depends on.
    pub fn made_from(archive: &Archive, language: &str) -> Vec<String> {
        let style = archive.site.citation_style.as_ref().map_or(STYLE, |style| &style.value);
        let works = archive.works.iter().flat_map(|work| [work.key.value.clone(), work.entry.clone()]);
        [language.to_owned(), style.to_owned()].into_iter().chain(works).collect()
    }

    /// The works in the order of the style's bibliography.
    pub fn order(&self) -> &[WorkId] {
        &self.order
    }

    /// A work as the bibliography prints it, as HTML.
    pub fn full(&self, id: WorkId) -> &str {
        &self.full[id.0 as usize]
    }

    /// A work as prose cites it, with a place in it: “(Calder 2031, p. 3)”.
    pub fn short(&self, id: WorkId, locator: Option<&str>) -> String {
        let short = &self.short[id.0 as usize];
        match (locator, short.strip_suffix(')')) {
            (None, _) => short.clone(),
            (Some(locator), Some(open)) => format!("{open}, {locator})"),
            (Some(locator), None) => format!("{short}, {locator}"),
        }
    }
}

/// A reference in a format; without one the library writes for a terminal, with its escapes for bold and italics.
fn written(reference: &ElemChildren, format: BufWriteFormat) -> String {
    let mut text = String::new();
    // Writing to a string cannot be refused.
    let _ = reference.write_buf(&mut text, format);
    text
}

/// What the library writes as styles, which a page's policy does not let through, and the classes that themes know.
const CLASSES: &[(&str, &str)] = &[
    ("font-style: italic;", "italic"),
    ("font-weight: bold;", "bold"),
    ("font-weight: lighter;", "light"),
    ("text-decoration: underline;", "underlined"),
    ("font-variant: small-caps;", "small-caps"),
    ("vertical-align: sub;", "lowered"),
    ("vertical-align: super;", "raised"),
    ("padding-left: 4em;", "cite-indent"),
    ("float: left;", "cite-number"),
    ("float: right; clear: both;", "cite-entry"),
];

/// The same HTML with classes for styles.
fn classed(html: &str) -> String {
    let mut classed = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once(" style=\"") {
        let (style, after) = behind.split_once('"').unwrap_or((behind, ""));
        let classes: Vec<&str> = CLASSES.iter().filter(|(words, _)| style.contains(words)).map(|(_, class)| *class).collect();
        classed.push_str(before);
        // In a text the words would stand outside of a tag, and stay what they are.
        if before.ends_with("<span") || before.ends_with("<div") {
            classed.push_str(&format!(" class=\"{}\"", classes.join(" ")));
        } else {
            classed.push_str(&format!(" style=\"{style}\""));
        }
        rest = after;
    }
    classed.push_str(rest);
    classed
}

fn style(name: &str) -> IndependentStyle {
    let archived =
        ArchivedStyle::by_name(name).or_else(|| ArchivedStyle::by_name(STYLE)).expect("the default style is in the library");
    match archived.get() {
        Style::Independent(style) => style,
        Style::Dependent(_) => match ArchivedStyle::by_name(STYLE).expect("the default style is in the library").get() {
            Style::Independent(style) => style,
            Style::Dependent(_) => unreachable!("the default style stands on its own"),
        },
    }
}

/// The locale of a language and American English, on which styles fall back.
///
/// Decoding all sixty takes 40 ms; the tag stands readable near the start of each, so that two are decoded.
fn locales_of(language: &str) -> Vec<Locale> {
    let wanted = |tag: &str| tag == "en-US" || tag == language || tag.split('-').next() == Some(language);
    let is_near = |bytes: &[u8]| {
        let head = &bytes[..bytes.len().min(400)];
        [language, "en-US"].iter().any(|tag| head.windows(tag.len()).any(|window| window == tag.as_bytes()))
    };
    let decode = |bytes: &&[u8]| ciborium::from_reader::<Locale, _>(*bytes).ok();
    let found = LOCALES.iter().filter(|bytes| is_near(bytes)).filter_map(decode);
    found.filter(|locale| locale.lang.as_ref().is_some_and(|tag| wanted(&tag.0))).collect()
}

#[cfg(test)]
mod tests {
    use super::classed;

    #[test]
    fn styles_become_classes() {
        assert_eq!(
            classed("A. <span style=\"font-style: italic;font-variant: small-caps;\">B</span> and style=\"C\""),
            "A. <span class=\"italic small-caps\">B</span> and style=\"C\"",
        );
        assert_eq!(classed("<div style=\"float: right; clear: both;\">B</div>"), "<div class=\"cite-entry\">B</div>");
    }
}
