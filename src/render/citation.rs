//! Works as a citation style prints them; each is formatted once.

mod others;

use std::collections::BTreeMap;

use hayagriva::citationberg::{
    Display, FontStyle, FontVariant, FontWeight, IndependentStyle, Locale, LocaleCode, TextDecoration, VerticalAlign,
};
use hayagriva::types::{ChunkKind, ChunkedString, EntryType, FormatString, Person, StringChunk};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, Elem, ElemChild, ElemChildren, Entry,
    Formatted, Rendered, select,
};

use super::body::{escape, verbatim};
use crate::model::{Archive, WorkEntry, WorkId, each_person, is_web_address, styles};

/// Every work in its short and its full form.
#[derive(Debug, Default)]
pub struct Citations {
    short: Vec<String>,
    full: Vec<String>,
    order: Vec<WorkId>,
    around: Around,
}

/// What a style puts around works that are cited together, and between them.
#[derive(Debug, Default)]
struct Around {
    before: String,
    between: String,
    behind: String,
    is_raised: bool,
}

/// The locale of an archive, and those there are.
type Locales<'l> = (Option<LocaleCode>, &'l [Locale]);

impl Citations {
    /// Formats the works of an archive in its style and language, whether or not a theme has words in it.
    pub fn new(archive: &Archive) -> Citations {
        if archive.works.is_empty() {
            return Citations::default();
        }
        let mut style = styles::style(style_of(archive));
        // Works that are cited alike get letters behind their years: where the library adds first names to citations, it takes them out
        // of the bibliography.
        style.citation.disambiguate_add_givenname = false;
        style.citation.disambiguate_add_names = false;
        let layout = &mut style.citation.layout;
        let around = Around {
            before: layout.prefix.take().unwrap_or_default(),
            between: layout.delimiter.clone().unwrap_or_else(|| "; ".to_owned()),
            // The full stop of a note would stand within the sentence that cites, or double its own.
            behind: layout.suffix.take().filter(|suffix| suffix != ".").unwrap_or_default(),
            is_raised: layout.vertical_align == Some(VerticalAlign::Sup),
        };
        let language = &archive.site.language.tag;
        let locales = styles::locales(language);
        let locale = locale(&locales, language);
        let entries: Vec<Entry> = archive.works.iter().map(|work| as_meant(&work.entry)).collect();
        let keys: BTreeMap<&str, u32> =
            archive.works.iter().enumerate().map(|(index, work)| (work.key.value.as_str(), index as u32)).collect();
        let et_al = others::et_al(&style, locale.as_ref(), &locales);
        let locales = (locale, locales.as_slice());
        let listed = listed(entries.iter().collect(), &style, &locales);
        let rendered = printed(&listed, &style, &locales);
        let (mut short, mut full) = (vec![String::new(); entries.len()], vec![String::new(); entries.len()]);
        for (entry, citation) in listed.iter().zip(&rendered.citations) {
            let Some(index) = keys.get(entry.key()) else { continue };
            short[*index as usize] = plain(&others::with_others(citation.citation.clone(), &et_al));
        }
        let mut order = Vec::new();
        for item in rendered.bibliography.iter().flat_map(|bibliography| &bibliography.items) {
            let Some(index) = keys.get(item.key.as_str()) else { continue };
            let html = &mut full[*index as usize];
            if let Some(label) = item.first_field.clone() {
                html.push_str("<span class=\"cite-number\">");
                drawn(&ElemChildren(vec![label]), html);
                html.push_str("</span> ");
            }
            drawn(&others::with_others(item.content.clone(), &et_al), html);
            order.push(WorkId(*index));
        }
        Citations { short, full, order, around }
    }

    /// All that [`Citations::new`] depends on.
    pub fn made_from(archive: &Archive) -> Vec<String> {
        let works = archive.works.iter().flat_map(|work| [work.key.value.clone(), work.entry.text().to_owned()]);
        [archive.site.language.tag.clone(), style_of(archive).to_owned()].into_iter().chain(works).collect()
    }

    /// The works in the order of the style's bibliography.
    pub fn order(&self) -> &[WorkId] {
        &self.order
    }

    /// A work as the bibliography prints it, as HTML.
    pub fn full(&self, id: WorkId) -> &str {
        &self.full[id.0 as usize]
    }

    /// Works as prose cites them together, each with a place in it, as HTML: “(Calder 2031, p. 3; Roe 2032)”; `link` gives the address
    /// to which a work leads. Numbers that a style raises stand without `blank`, right behind the words before.
    ///
    /// Many styles have nowhere to put a place, and a number that ran into the next would be a false one.
    pub fn short(&self, cited: &[(WorkId, Option<&str>)], blank: &str, link: impl Fn(WorkId) -> String) -> String {
        if cited.is_empty() {
            return String::new();
        }
        let Around { before, between, behind, is_raised } = &self.around;
        let is_closed = cited.iter().all(|(id, _)| in_brackets(&self.short[id.0 as usize]).is_some());
        let has_place = cited.iter().any(|(_, locator)| locator.is_some());
        let between = if has_place && !is_closed { "; " } else { between };
        let mut html = String::from(if *is_raised { "<span class=\"raised\">" } else { blank });
        for (number, (id, locator)) in cited.iter().enumerate() {
            escape(if number > 0 { between } else { "" }, &mut html);
            html.push_str("<a class=\"citation\" href=\"");
            escape(&link(*id), &mut html);
            html.push_str("\">");
            escape(if number == 0 { before } else { "" }, &mut html);
            escape(&with_place(&self.short[id.0 as usize], *locator), &mut html);
            escape(if number + 1 == cited.len() { behind } else { "" }, &mut html);
            html.push_str("</a>");
        }
        html.push_str(if *is_raised { "</span>" } else { "" });
        html
    }
}

/// The works in the order in which a style lists them, for it gives letters behind years in the order in which works are cited.
fn listed<'e>(entries: Vec<&'e Entry>, style: &IndependentStyle, locales: &Locales<'_>) -> Vec<&'e Entry> {
    let mut style = style.clone();
    let Some(list) = style.bibliography.as_mut().filter(|list| list.sort.is_some()) else { return entries };
    // Nothing is asked for but the order, which the library then has not to find again.
    list.layout.elements.clear();
    list.second_field_align = None;
    style.citation.layout.elements.clear();
    style.citation.disambiguate_add_year_suffix = false;
    let places: BTreeMap<&str, &Entry> = entries.iter().map(|entry| (entry.key(), *entry)).collect();
    let items = printed(&entries, &style, locales).bibliography.map(|list| list.items).unwrap_or_default();
    items.iter().filter_map(|item| places.get(item.key.as_str()).copied()).collect()
}

/// Works, each cited once, and their list.
fn printed(entries: &[&Entry], style: &IndependentStyle, (locale, locales): &Locales<'_>) -> Rendered {
    let mut driver = BibliographyDriver::new();
    for entry in entries {
        let items = vec![CitationItem::with_entry(*entry)];
        driver.citation(CitationRequest::new(items, style, locale.clone(), locales, None));
    }
    driver.finish(BibliographyRequest { style, locale: locale.clone(), locale_files: locales })
}

/// A work as it is cited, with a place in it, which stands in its brackets where it has some: “[1, p. 3]”.
fn with_place(short: &str, locator: Option<&str>) -> String {
    match (locator, in_brackets(short)) {
        (None, _) => short.to_owned(),
        (Some(locator), Some(inner)) => format!("[{inner}, {locator}]"),
        (Some(locator), None) => format!("{short}, {locator}"),
    }
}

/// What stands in the brackets that a style puts around each work.
fn in_brackets(short: &str) -> Option<&str> {
    short.strip_prefix('[')?.strip_suffix(']')
}

/// A work as its record means it, where the library would make something else of it.
///
/// An article that has appeared in nothing is to styles a preprint, which nobody has said. A book of several people's works would have
/// its own title twice, as that of the volume too (`In Whole, vol. 2 of Whole`), but for chapters; and so would the proceedings of
/// a conference, but where the title is that of a book. Capitals such as those of `HE` are none of a sentence, and stay.
fn as_meant(work: &WorkEntry) -> Entry {
    let entry = work.entry();
    let is_of_something = !entry.parents().is_empty() || entry.serial_number().is_some() || entry.publisher().is_some();
    let is_bare = *entry.entry_type() == EntryType::Article && !is_of_something;
    let is_part = *entry.entry_type() == EntryType::Anthos && !entry.parents().is_empty();
    let is_paper = select!(Article > Proceedings).matches(entry);
    let types = [
        (is_bare, "type: article\n", "type: misc\n"),
        (is_part, "type: anthos\n", "type: chapter\n"),
        (is_paper, "type: proceedings\n", "type: book\n"),
    ];
    // As the library writes it, the type stands in a form that is known.
    let written = |(_, from, to): (_, &str, &str)| {
        WorkEntry::of(entry.clone()).and_then(|work| WorkEntry::new(work.text().replace(from, to)))
    };
    let other = types.into_iter().find(|(is_so, ..)| *is_so).map(written).and_then(Result::ok);
    let mut meant = other.as_ref().unwrap_or(work).entry().clone();
    if is_paper {
        // By proceedings styles know a paper of a conference, whatever else it has appeared in.
        let proceedings = Entry::new(entry.key(), EntryType::Proceedings);
        meant.set_parents(meant.parents().iter().cloned().chain([proceedings]).collect());
    }
    if let Some(title) = meant.title().cloned() {
        meant.set_title(FormatString { value: with_capitals(&title.value), ..title });
    }
    each_person(&mut meant, with_particle);
    meant
}

/// A person with what stands before the family name as part of it, `de Boer`, which styles put behind the given name if they will.
///
/// The library itself would leave it out where it cites, and take `El` of the family name `El Baradei` for such a word; that it does
/// not where the blank keeps both together.
fn with_particle(person: &mut Person) {
    if person.given_name.is_none() {
        return;
    }
    let family = person.name.replace(' ', "\u{a0}");
    person.name = person.prefix.take().map_or(family.clone(), |particle| {
        // d’Alembert, al-Assad
        let blank = if particle.ends_with(['-', '\'', '’']) { "" } else { " " };
        format!("{particle}{blank}{family}")
    });
}

/// A title in which words keep capitals that no rule would put there, whatever a style does with the others: `HRW`, `IDPs`, `U.N.`,
/// `McCain`, `al-Qaida`.
fn with_capitals(title: &ChunkedString) -> ChunkedString {
    // Behind letters that are kept the library drops a blank, if nothing stands before them.
    let mut kept = ChunkedString(vec![StringChunk::normal("")]);
    for chunk in &title.0 {
        if chunk.kind != ChunkKind::Normal {
            kept.push_chunk(chunk.clone());
            continue;
        }
        for word in chunk.value.split_inclusive(char::is_whitespace) {
            // A name that begins small is one; of another compound each part is judged: `Self-Determination` keeps nothing.
            let is_name = word.chars().find(|sign| sign.is_alphabetic()).is_some_and(char::is_lowercase);
            let parts: Vec<&str> = if is_name { vec![word] } else { word.split_inclusive(['-', '–', '/']).collect() };
            parts.into_iter().for_each(|part| keep_capitals(part, &mut kept));
        }
    }
    kept
}

/// A word of a title, as it stands if it has a capital behind its first letter.
fn keep_capitals(word: &str, kept: &mut ChunkedString) {
    let letters = word.trim_end_matches(|sign: char| !sign.is_alphanumeric());
    // The last point of `U.N.` is its own and ends no sentence.
    let is_shortened = letters.contains('.') && word[letters.len()..].starts_with('.');
    let (letters, rest) = word.split_at(letters.len() + usize::from(is_shortened));
    let is_address = letters.contains("://");
    let has_capital = letters.chars().filter(|sign| sign.is_alphabetic()).skip(1).any(char::is_uppercase);
    kept.push_str(letters, if has_capital || is_address { ChunkKind::Verbatim } else { ChunkKind::Normal });
    kept.push_str(rest, ChunkKind::Normal);
}

/// A reference without any form.
fn plain(reference: &ElemChildren) -> String {
    let mut text = String::new();
    // Writing to a string cannot be refused.
    let _ = reference.write_buf(&mut text, BufWriteFormat::Plain);
    text
}

/// A reference as HTML, with the classes that themes know.
///
/// The library writes HTML too, but every text as it is, mark-up and all; its styles a page's own policy would refuse.
fn drawn(reference: &ElemChildren, html: &mut String) {
    for child in &reference.0 {
        match child {
            ElemChild::Text(text) => words(text, html),
            ElemChild::Markup(text) => escape(text, html),
            ElemChild::Link { text, url } if is_web_address(url) => {
                html.push_str("<a href=\"");
                verbatim(url, html);
                html.push_str("\">");
                words(text, html);
                html.push_str("</a>");
            }
            ElemChild::Link { text, .. } => words(text, html),
            ElemChild::Elem(inner) => block(inner, html),
            ElemChild::Transparent { .. } => {}
        }
    }
}

/// A part of a reference, in a block of its own where the style asks for one.
fn block(part: &Elem, html: &mut String) {
    let open = part.display.map(|display| match display {
        Display::Block => "<div>",
        Display::Indent => "<div class=\"cite-indent\">",
        Display::LeftMargin => "<div class=\"cite-number\">",
        Display::RightInline => "<div class=\"cite-entry\">",
    });
    html.push_str(open.unwrap_or_default());
    drawn(&part.children, html);
    html.push_str(open.map_or("", |_| "</div>"));
}

/// Words of a reference in their form.
fn words(text: &Formatted, html: &mut String) {
    let form = &text.formatting;
    let classes = [
        (form.font_style == FontStyle::Italic, "italic"),
        (form.font_weight == FontWeight::Bold, "bold"),
        (form.font_weight == FontWeight::Light, "light"),
        (form.text_decoration == TextDecoration::Underline, "underlined"),
        (form.font_variant == FontVariant::SmallCaps, "small-caps"),
        (form.vertical_align == VerticalAlign::Sub, "lowered"),
        (form.vertical_align == VerticalAlign::Sup, "raised"),
    ];
    let classes: Vec<&str> = classes.into_iter().filter(|(on, _)| *on).map(|(_, class)| class).collect();
    if !classes.is_empty() {
        html.push_str(&format!("<span class=\"{}\">", classes.join(" ")));
    }
    escape(&text.text, html);
    html.push_str(if classes.is_empty() { "" } else { "</span>" });
}

/// The locale of a language among some: its own, the one that is usual, or any that is not there to fall back on.
fn locale(locales: &[Locale], language: &str) -> Option<LocaleCode> {
    let own = LocaleCode(language.to_owned());
    let wanted = [own.fallback(), Some(own)];
    let rank = |tag: &LocaleCode| (wanted.iter().rposition(|wanted| wanted.as_ref() == Some(tag)), *tag != LocaleCode::en_us());
    locales.iter().filter_map(|locale| locale.lang.clone()).max_by_key(rank)
}

/// The style that an archive names.
fn style_of(archive: &Archive) -> &str {
    archive.site.citation_style.as_ref().map_or(styles::DEFAULT, |style| &style.value)
}

#[cfg(test)]
mod tests {
    use hayagriva::citationberg::{Display, FontStyle, FontVariant};
    use hayagriva::{Elem, ElemChild, ElemChildren, Formatted, Formatting};

    use super::{Around, Citations, WorkId, drawn};

    fn text(text: &str) -> Formatted {
        Formatted { text: text.to_owned(), formatting: Formatting::default() }
    }

    fn html(children: Vec<ElemChild>) -> String {
        let mut html = String::new();
        drawn(&ElemChildren(children), &mut html);
        html
    }

    #[test]
    fn a_style_asks_for_forms_and_gets_classes() {
        let form = Formatting { font_style: FontStyle::Italic, font_variant: FontVariant::SmallCaps, ..Formatting::default() };
        let titled = ElemChild::Text(Formatted { text: "B".to_owned(), formatting: form });
        assert_eq!(html(vec![ElemChild::Text(text("A. ")), titled]), "A. <span class=\"italic small-caps\">B</span>");
        let entry = Elem { children: ElemChildren(vec![text("B").into()]), display: Some(Display::RightInline), meta: None };
        assert_eq!(html(vec![ElemChild::Elem(entry)]), "<div class=\"cite-entry\">B</div>");
    }

    #[test]
    fn no_style_brings_mark_up_between_works() {
        let around = Around { between: " & ".to_owned(), ..Around::default() };
        let citations = Citations { short: vec!["A".to_owned()], around, ..Citations::default() };
        let html = citations.short(&[(WorkId(0), None), (WorkId(0), None)], "", |_| String::new());
        assert!(html.contains("</a> &amp; <a"), "{html}");
    }

    #[test]
    fn no_work_brings_mark_up_of_its_own() {
        let hostile = "<img src=x onerror=\"a()\">";
        let escaped = "&lt;img src=x onerror=&quot;a()&quot;&gt;";
        assert_eq!(html(vec![ElemChild::Text(text(hostile))]), escaped);
        assert_eq!(html(vec![ElemChild::Markup(hostile.to_owned())]), escaped);
        let link = |url: &str| html(vec![ElemChild::Link { text: text("A"), url: url.to_owned() }]);
        assert_eq!(link("javascript:a()"), "A");
        assert_eq!(link("https://a.org/\">"), "A");
        assert_eq!(link("https://a.org/?b=1&c"), "<a href=\"https://a.org/?b=1&amp;c\">A</a>");
    }
}
