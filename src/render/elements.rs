//! Opens and closes the elements of a text: paragraphs with their numbers, lists, tables, links.

use super::body::{Numbers, escape, verbatim};
use super::pen::{Beginning, Filling, Opened, Pen};
use crate::model::{Element, LinkIndex};

impl<'a> Pen<'a, '_> {
    /// Opens an element.
    pub(super) fn open(&mut self, element: &'a Element, beginning: Beginning, filling: Filling) {
        let start = self.out.len();
        let (mut links, mut holds) = (0, 0);
        let close = match element {
            Element::Paragraph => self.open_paragraph("<p", ">", "</p>", beginning),
            Element::Heading(level) => {
                let (open, close) = self.heading(*level);
                self.open_paragraph(open, ">", close, beginning)
            }
            Element::Code(_) => {
                holds = 1;
                self.open_paragraph("<pre", ">", "</pre>", beginning);
                self.out.push_str("<code>");
                // `</pre>` follows what waits for `</code>`.
                "</code>"
            }
            Element::Table => self.open_table(),
            Element::Row { heading: true } => self.open_heading_row(),
            Element::Row { heading: false } => self.open_row(),
            Element::Cell { heading: false } => self.tag("<td>", "</td>"),
            Element::Cell { heading: true } => self.open_heading_cell(),
            Element::Quotation => self.tag("<blockquote>", "</blockquote>"),
            Element::List(Some(first)) => self.open_numbered(u64::from(*first)),
            Element::List(None) => self.tag("<ul>", "</ul>"),
            Element::Item(None) => self.tag("<li>", "</li>"),
            Element::Item(Some(number)) => {
                self.out.push_str(&format!("<li value=\"{number}\">"));
                "</li>"
            }
            Element::Emphasis => self.tag("<em>", "</em>"),
            Element::Strong => self.tag("<strong>", "</strong>"),
            Element::Struck => self.tag("<s>", "</s>"),
            Element::InlineCode => {
                holds = 1;
                self.tag("<code>", "</code>")
            }
            Element::Link(link) => {
                let close = self.open_link(*link, filling);
                links = usize::from(!close.is_empty());
                holds = links;
                close
            }
        };
        self.links += links;
        self.holds += holds;
        // A link that shows the name of its target has content, though no piece of the text stands in it.
        let named = filling == Filling::Nothing && links > 0;
        let tag = (!element.is_block() && !named).then_some(start..self.out.len());
        self.open.push(Opened { element, close, tag, links, holds, in_body: false });
    }

    /// Opens a list, an item or a quotation that began before this range; `first` is the number of a list's first item in it.
    pub(super) fn open_again(&mut self, element: &'a Element, first: u64) {
        let close = match element {
            Element::List(Some(_)) => self.open_numbered(first),
            // A theme leaves out the bullet or number, for the item already had it.
            Element::Item(_) => self.tag("<li class=\"continued\">", "</li>"),
            Element::List(None)
            | Element::Quotation
            | Element::Paragraph
            | Element::Heading(_)
            | Element::Code(_)
            | Element::Table
            | Element::Row { .. }
            | Element::Cell { .. }
            | Element::Emphasis
            | Element::Strong
            | Element::Struck
            | Element::InlineCode
            | Element::Link(_) => {
                return self.open(element, Beginning::Source, Filling::Something);
            }
        };
        self.open.push(Opened { element, close, tag: None, links: 0, holds: 0, in_body: false });
    }

    /// Closes the innermost element, then writes what waited for it.
    pub(super) fn close(&mut self) {
        self.close_run();
        let Some(opened) = self.open.pop() else { return };
        match opened.tag {
            // Nothing stands in it: a break of the editors lies at its edge, and a link without words helps nobody.
            Some(tag) if tag.end == self.out.len() => self.out.truncate(tag.start),
            Some(_) | None => {
                self.out.push_str(if opened.in_body { "</tbody>" } else { "" });
                self.out.push_str(opened.close);
            }
        }
        self.links -= opened.links;
        self.holds -= opened.holds;
        self.write_waiting();
        if matches!(opened.element, Element::Code(_)) {
            self.out.push_str("</pre>");
        }
    }

    fn tag(&mut self, open: &str, close: &'static str) -> &'static str {
        self.out.push_str(open);
        close
    }

    fn open_numbered(&mut self, first: u64) -> &'static str {
        match first {
            1 => self.out.push_str("<ol>"),
            _ => self.out.push_str(&format!("<ol start=\"{first}\">")),
        }
        "</ol>"
    }

    /// Opens a paragraph with its id and its number.
    fn open_paragraph(&mut self, open: &str, end: &str, close: &'static str, beginning: Beginning) -> &'static str {
        self.number += 1;
        let number = self.number;
        self.out.push_str(open);
        match self.frame.numbers {
            Numbers::Prose => self.out.push_str(end),
            Numbers::Paragraphs { suffix, label } => {
                self.id_of_paragraph(number, suffix);
                self.out.push_str(end);
                // The theme hides the number of a translation where the original stands beside it.
                self.out.push_str("<a class=\"pn\" href=\"");
                escape(&format!("#p{number}{suffix}"), self.out);
                self.out.push_str("\" aria-label=\"");
                escape(&label(number), self.out);
                self.out.push_str(&format!("\">{number}</a>"));
            }
        }
        if beginning == Beginning::Editors {
            // The sign itself is drawn by the style sheet: it is no word of the text.
            self.out.push_str("<span class=\"break\"></span>");
        }
        close
    }

    fn id_of_paragraph(&mut self, number: usize, suffix: &str) {
        self.out.push_str(&format!(" id=\"p{number}"));
        escape(suffix, self.out);
        self.out.push('"');
    }

    fn heading(&self, level: u8) -> (&'static str, &'static str) {
        let level = match self.frame.numbers {
            Numbers::Prose => level,
            Numbers::Paragraphs { .. } => (level + 2).saturating_sub(self.body.highest),
        };
        match level {
            0..=2 => ("<h2", "</h2>"),
            3 => ("<h3", "</h3>"),
            4 => ("<h4", "</h4>"),
            5 => ("<h5", "</h5>"),
            6.. => ("<h6", "</h6>"),
        }
    }

    /// Opens a table in a region of its own, which can be scrolled by keyboard where it is too wide.
    fn open_table(&mut self) -> &'static str {
        match self.frame.numbers {
            Numbers::Prose => {
                // Without a name it must not be a landmark.
                self.open_paragraph("<div class=\"scroll\" tabindex=\"0\" role=\"group\"", ">", "", Beginning::Source);
            }
            Numbers::Paragraphs { label, .. } => {
                let mut end = String::from(" tabindex=\"0\" role=\"region\" aria-label=\"");
                escape(&label(self.number + 1), &mut end);
                end.push_str("\">");
                self.open_paragraph("<div class=\"scroll\"", &end, "", Beginning::Source);
            }
        }
        self.out.push_str("<table>");
        "</table></div>"
    }

    /// Opens a row of headings: before the body in a `<thead>`, else as any other.
    fn open_heading_row(&mut self) -> &'static str {
        if self.open.last().is_some_and(|table| !table.in_body) {
            return self.tag("<thead><tr>", "</tr></thead>");
        }
        self.open_row()
    }

    /// Opens a row in the one `<tbody>`.
    fn open_row(&mut self) -> &'static str {
        let Some(table) = self.open.last_mut() else { return "" };
        if !std::mem::replace(&mut table.in_body, true) {
            self.out.push_str("<tbody>");
        }
        self.tag("<tr>", "</tr>")
    }

    fn open_heading_cell(&mut self) -> &'static str {
        let in_heading_row = matches!(self.open.last().map(|row| row.element), Some(Element::Row { heading: true }));
        self.tag(if in_heading_row { "<th scope=\"col\">" } else { "<th scope=\"row\">" }, "</th>")
    }

    /// Opens a link; one that leads nowhere, or stands inside another, shows its words alone.
    fn open_link(&mut self, link: LinkIndex, filling: Filling) -> &'static str {
        let found = (self.frame.link)(self.body.text.target(link));
        let Some(found) = found.filter(|_| self.links == 0) else { return "" };
        self.out.push_str("<a href=\"");
        verbatim(&found.href, self.out);
        self.out.push('"');
        if let Some(elsewhere) = &found.elsewhere {
            self.out.push_str(" class=\"elsewhere\" title=\"");
            escape(elsewhere, self.out);
            self.out.push('"');
        }
        if filling == Filling::Nothing
            && let Some((language, direction)) = &found.language
        {
            self.out.push_str(" lang=\"");
            escape(language, self.out);
            self.out.push_str("\" dir=\"");
            self.out.push_str(direction);
            self.out.push('"');
        }
        self.out.push('>');
        if filling == Filling::Nothing {
            escape(&found.name, self.out);
        }
        "</a>"
    }
}

#[cfg(test)]
mod tests;
