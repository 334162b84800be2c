//! Files beside the pages that programs look for: a map of the site, a word to robots, a feed of notes.

use super::context::Context;
use super::marks::entry_id;
use super::sheet::Sheet;
use super::urls::{self, path};
use crate::model::{Date, Day, NoteId};
use crate::source::hidden::shown;

/// Addresses that one map may hold, by the protocol of sitemaps.
const MAP_MAX: usize = 50_000;

/// Notes that the feed tells.
const FEED_MAX: usize = 100;

/// The path of the feed.
pub const FEED: &str = "feed.xml";

/// The files, by path; those that an archive brings in `static/` are its own.
///
/// Maps and feed name whole addresses, so that they need a published one; the feed also needs notes with a day.
pub fn files(context: &Context<'_>, pages: &[&str]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    if let Some(base) = &context.base_url {
        files.extend(maps(base, pages));
        files.extend(feed(context, base).map(|feed| (FEED.to_owned(), feed)));
    }
    let map =
        context.base_url.as_ref().map_or(String::new(), |base| format!("Sitemap: {}\n", urls::address(base, "sitemap.xml")));
    files.push(("robots.txt".to_owned(), format!("User-agent: *\nAllow: /\n{map}")));
    files.retain(|(path, _)| !is_own(context, path));
    files
}

/// Whether a file of that name may be among them: an archive may bring its own instead, but no folder.
pub fn is_made(name: &str) -> bool {
    name == FEED || name == "robots.txt" || name.starts_with("sitemap") && name.ends_with(".xml")
}

/// Whether a site has a feed.
pub fn has_feed(context: &Context<'_>) -> bool {
    context.base_url.is_some() && (is_own(context, FEED) || !dated(context).is_empty())
}

/// Whether the archive brings a file of that name itself.
fn is_own(context: &Context<'_>, path: &str) -> bool {
    context.archive.statics.iter().any(|file| context.sources.file(*file).of_static() == Some(path))
}

fn maps(base: &str, pages: &[&str]) -> Vec<(String, String)> {
    let listed: Vec<&str> = pages.iter().copied().filter(|path| *path != "404.html").collect();
    let map = |pages: &[&str]| {
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for path in pages {
            let path = if *path == "index.html" { "" } else { path };
            xml.push_str(&format!("<url><loc>{}</loc></url>\n", escaped(&urls::address(base, path))));
        }
        xml.push_str("</urlset>\n");
        xml
    };
    if listed.len() <= MAP_MAX {
        return vec![("sitemap.xml".to_owned(), map(&listed))];
    }
    let parts: Vec<(String, String)> =
        listed.chunks(MAP_MAX).enumerate().map(|(index, part)| (format!("sitemap-{}.xml", index + 1), map(part))).collect();
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (path, _) in &parts {
        index.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escaped(&urls::address(base, path))));
    }
    index.push_str("</sitemapindex>\n");
    std::iter::once(("sitemap.xml".to_owned(), index)).chain(parts).collect()
}

/// The notes of which it is known when they were written or changed, the latest first.
fn dated(context: &Context<'_>) -> Vec<(Day, NoteId)> {
    let first_day = |date: &Date| date.days().earliest;
    let notes = context.archive.notes.iter().enumerate().filter_map(|(index, note)| {
        let signature = &note.note.signature;
        let day =
            signature.modified.as_deref().and_then(first_day).or_else(|| signature.created.as_deref().and_then(first_day))?;
        Some((day, NoteId(index as u32)))
    });
    let mut notes: Vec<(Day, NoteId)> = notes.collect();
    notes.sort_by_key(|(day, note)| (std::cmp::Reverse(*day), *note));
    notes.truncate(FEED_MAX);
    notes
}

/// New and changed notes as Atom (RFC 4287) tells them.
fn feed(context: &Context<'_>, base: &str) -> Option<String> {
    let notes = dated(context);
    let (latest, _) = notes.first()?;
    let sheet = Sheet { context, path: FEED.to_owned(), root: base.to_owned() };
    let site = &context.archive.site;
    let tag = &context.language.tag;
    let title = site.title.best(tag).map_or("", |(title, _)| title);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">\n\
         <title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n<link rel=\"self\" href=\"{}\"/>\n\
         <updated>{}</updated>\n<author><name>{}</name></author>\n",
        escaped(title),
        escaped(base),
        escaped(base),
        escaped(&urls::address(base, FEED)),
        moment(*latest),
        escaped(title),
    );
    for (day, id) in notes {
        let note = context.archive.note(id);
        let url = sheet.page_url(id);
        // Of the note alone: its page changes when somebody else answers it.
        let own = sheet.place(&path::document(&context.archive.document(note.document).id), &entry_id(&note.note.id.value));
        let author = note.note.signature.by.map(|editor| sheet.editor(editor).words.text);
        let author = author.map_or(String::new(), |name| format!("<author><name>{}</name></author>", escaped(&name)));
        xml.push_str(&format!(
            "<entry><title>{}</title><id>{}</id><link href=\"{}\"/><updated>{}</updated>{author}<summary>{}</summary></entry>\n",
            escaped(&sheet.note_name(id).text),
            escaped(&own),
            escaped(&url),
            moment(day),
            escaped(&summary(&sheet, id)),
        ));
    }
    xml.push_str("</feed>\n");
    Some(xml)
}

/// Who says it and how, the words, and where they stand: without these the sentence of a claim would read as the editors' own.
fn summary(sheet: &Sheet<'_>, id: NoteId) -> String {
    let document = sheet.context.archive.note(id).document;
    let words = format!("“{}” — {}", sheet.quotation(id, 0).text, sheet.title(document).text);
    let Some(claim) = sheet.context.archive.claim(id) else { return words };
    let asserters = sheet.asserters(document, claim).into_iter().map(|link| link.words.text);
    let modality = sheet.context.phrases.word("modality", claim.modality);
    asserters.chain([modality, words]).collect::<Vec<_>>().join(" · ")
}

/// The beginning of a day, as RFC 3339 writes it.
fn moment(day: Day) -> String {
    let (year, month, day) = day.calendar();
    format!("{year:04}-{month:02}-{day:02}T00:00:00Z")
}

/// A text as XML writes it, with a sign for what nobody sees; what XML cannot hold at all is left out.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for character in shown(text).chars() {
        match character {
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '&' => xml.push_str("&amp;"),
            '"' => xml.push_str("&quot;"),
            control if control.is_control() && !matches!(control, '\n' | '\t') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            character => xml.push(character),
        }
    }
    xml
}
