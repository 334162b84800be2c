//! Writes XML: elements that are closed in order, and texts in which nothing is mark-up.

/// XML in the making.
#[derive(Debug, Default)]
pub struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document that begins with the XML declaration.
    pub fn document() -> Xml {
        Xml { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Begins an element; attributes without a value are left out.
    pub fn open(&mut self, name: &'static str, attributes: &[(&str, Option<&str>)]) {
        self.tag(name, attributes);
        self.text.push('>');
        self.open.push(name);
    }

    /// Ends the innermost open element.
    pub fn close(&mut self) {
        let name = self.open.pop().expect("only what was opened is closed");
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.tag(name, attributes);
        self.text.push_str("/>");
    }

    /// An element with a text.
    pub fn element(&mut self, name: &'static str, attributes: &[(&str, Option<&str>)], text: &str) {
        self.open(name, attributes);
        self.words(text);
        self.close();
    }

    /// Text.
    pub fn words(&mut self, text: &str) {
        escape(text, &mut self.text);
    }

    /// A line end between elements that hold no text of their own.
    pub fn line(&mut self) {
        self.text.push('\n');
    }

    /// The document, closed.
    pub fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.text.push('\n');
        self.text.into_bytes()
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            if let Some(value) = value {
                self.text.push_str(&format!(" {name}=\""));
                escape(value, &mut self.text);
                self.text.push('"');
            }
        }
    }
}

/// Text as XML writes it; what XML cannot hold at all is left out.
fn escape(text: &str, xml: &mut String) {
    for character in text.chars() {
        match character {
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '&' => xml.push_str("&amp;"),
            '"' => xml.push_str("&quot;"),
            control if control.is_control() && !matches!(control, '\n' | '\t' | '\u{7f}'..='\u{9f}') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            character => xml.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn no_text_is_mark_up() {
        let mut xml = Xml::default();
        xml.open("p", &[("n", Some("\"><b>")), ("rend", None)]);
        xml.words("a ]]> & <b>\u{0}");
        assert_eq!(String::from_utf8(xml.finish()).unwrap(), "<p n=\"&quot;&gt;&lt;b&gt;\">a ]]&gt; &amp; &lt;b&gt;</p>\n");
    }
}
