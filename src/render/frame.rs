//! What stands around every page: the site, its navigation, the page's own title, policy and style.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::pages::document::license;
use super::sheet::{Sheet, direction};
use super::urls;
use super::view;
use super::web;
use crate::source::word::shortened;

/// What a template sees: the site, the page, and one record under the name of its kind.
#[derive(Serialize)]
pub struct Scene<'a, T: Serialize> {
    /// The site.
    pub site: view::Site,
    /// The page.
    pub page: view::Page,
    /// The record.
    #[serde(flatten)]
    pub record: Named<'a, T>,
}

/// A record under the name of its kind.
pub struct Named<'a, T: Serialize> {
    /// The name in templates.
    pub name: &'static str,
    /// The record.
    pub value: &'a T,
}

impl<T: Serialize> Serialize for Named<'_, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.name, self.value)?;
        map.end()
    }
}

/// The pages in the head of every page: key of the label, path, and the folder of the pages that belong to it.
const NAVIGATION: &[(&str, &str, &str)] = &[
    ("nav_documents", "documents.html", "documents/"),
    ("nav_claims", "claims.html", "claims/"),
    ("nav_questions", "questions.html", "questions/"),
    ("nav_timeline", "timeline.html", "timeline/"),
    ("nav_entities", "entities.html", "entities/"),
    ("nav_terms", "terms.html", "terms/"),
    ("nav_lookup", "lookup.html", "lookup/"),
    ("nav_bibliography", "bibliography.html", "bibliography.html"),
];

/// The site as a page shows it.
pub fn site(sheet: &Sheet<'_>) -> view::Site {
    let context = sheet.context;
    let site = &context.archive.site;
    let tag = &context.language.tag;
    let text = |found: &crate::model::Localised| found.best(tag).map(|(text, _)| text.trim().to_owned());
    let mut navigation: Vec<view::NavigationLink> = NAVIGATION
        .iter()
        .filter(|(_, path, _)| match *path {
            "bibliography.html" => !context.archive.works.is_empty(),
            "lookup.html" => !context.indexes.lookup.letters.is_empty(),
            "timeline.html" => !context.indexes.chronology.dates.is_empty(),
            _ => true,
        })
        .map(|(key, path, folder)| view::NavigationLink {
            label: context.phrases.text(key),
            url: here(sheet, path),
            current: sheet.path == *path || sheet.path.strip_prefix("part/").unwrap_or(&sheet.path).starts_with(folder),
        })
        .collect();
    navigation.extend(context.archive.pages.iter().map(|page| {
        let path = urls::path::page(&page.id);
        view::NavigationLink { label: page.title.clone(), url: here(sheet, &path), current: sheet.path == path }
    }));
    if context.archive.site.searchable {
        let (label, url) = (context.phrases.text("nav_search"), here(sheet, "search.html"));
        navigation.push(view::NavigationLink { label, url, current: sheet.path == "search.html" });
    }
    view::Site {
        title: text(&site.title).unwrap_or_default(),
        subtitle: text(&site.subtitle),
        description: text(&site.description),
        language: context.language.tag.clone(),
        direction: direction(&context.language),
        license: license(sheet),
        navigation,
        home: here(sheet, "index.html"),
        computed: here(sheet, urls::path::COMPUTED),
        data: (!context.data.is_empty()).then(|| here(sheet, urls::path::DATA)),
        base_url: context.base_url.clone(),
        feed: context.has_feed.then(|| here(sheet, web::FEED)),
        generator: concat!("postil ", env!("CARGO_PKG_VERSION")).to_owned(),
        draft: context.gaps.as_ref().map(|gaps| view::Draft { problems: gaps.len() }),
    }
}

/// An address inside the site that also says the page itself by its name.
fn here(sheet: &Sheet<'_>, path: &str) -> String {
    urls::address(&sheet.root, path)
}

/// The page's own title, address, style and policy.
pub fn page(sheet: &Sheet<'_>, title: String, description: &str, style: Option<String>) -> view::Page {
    let context = sheet.context;
    let words: Vec<&str> = description.split_whitespace().collect();
    view::Page {
        title,
        description: shortened(&words.join(" "), 200),
        canonical: sheet.published(),
        language: context.language.tag.clone(),
        direction: direction(&context.language),
        root: sheet.root.clone(),
        linked_data: None,
        csp: policy(style.as_deref()),
        style,
    }
}

/// A policy that lets a page load what is beside it and nothing else; its own style is named by its hash.
fn policy(style: Option<&str>) -> String {
    let own = style.map_or_else(String::new, |css| format!(" 'sha256-{}'", base64(&Sha256::digest(css.as_bytes()))));
    format!(
        "default-src 'none'; style-src 'self'{own}; script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'"
    )
}

/// Base 64 as RFC 4648 writes it, for the 32 bytes of a hash.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for digit in 0..4 {
            let value = (bits >> (18 - 6 * digit)) & 63;
            text.push(if digit <= group.len() { char::from(DIGITS[value as usize]) } else { '=' });
        }
    }
    text
}
