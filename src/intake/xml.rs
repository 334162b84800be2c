//! XML as a tree, without anything that a document could define for itself: a document type is refused, names of entities are.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements may stand inside one another so deep; our own exports stay far below.
const DEPTH_MAX: usize = 200;

/// An element.
#[derive(Debug, Clone, Default)]
pub struct Element {
    /// Its name, without the prefix of a namespace.
    pub name: String,
    /// Its attributes, with their prefixes: `xml:id`.
    pub attributes: Vec<(String, String)>,
    /// What it holds.
    pub children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug, Clone)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// The value of an attribute; nothing where it is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    }

    /// The elements right inside it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements of a name anywhere inside it, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            found.extend(element.all(name));
        }
        found
    }

    /// All of its text.
    pub fn text(&self) -> String {
        let part = |node: &Node| match node {
            Node::Element(element) => element.text(),
            Node::Text(text) => text.clone(),
        };
        self.children.iter().map(part).collect()
    }
}

/// Reads a document; the error says where and why it cannot be read.
pub fn read(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event();
        let line = || {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len());
            text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1
        };
        let no_xml = || format!("it is not XML: line {}", line());
        let event = event.map_err(|_| no_xml())?;
        let top = open.last_mut().expect("the document itself is never closed");
        match event {
            Event::Start(tag) => {
                if open.len() > DEPTH_MAX {
                    return Err(format!("its elements stand inside one another more than {DEPTH_MAX} deep: line {}", line()));
                }
                open.push(element(&tag).ok_or_else(no_xml)?);
            }
            Event::Empty(tag) => top.children.push(Node::Element(element(&tag).ok_or_else(no_xml)?)),
            Event::End(_) => {
                let closed = open.pop().filter(|_| !open.is_empty()).ok_or_else(no_xml)?;
                open.last_mut().ok_or_else(no_xml)?.children.push(Node::Element(closed));
            }
            Event::Text(words) => top.children.push(Node::Text(words.xml10_content().into_owned())),
            Event::CData(words) => top.children.push(Node::Text(words.xml10_content().into_owned())),
            Event::GeneralRef(name) => {
                let sign = sign(&name).ok_or_else(|| format!("it names a sign that XML does not have: line {}", line()))?;
                top.children.push(Node::Text(sign.to_string()));
            }
            Event::DocType(_) => return Err("it has a document type, which is not read".to_owned()),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    let [document] = <[Element; 1]>::try_from(open).map_err(|_| "it ends inside an element".to_owned())?;
    document.elements().next().cloned().ok_or_else(|| "it holds no element".to_owned())
}

fn element(tag: &BytesStart) -> Option<Element> {
    let name = tag.local_name().into_inner().to_owned();
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
        attributes.push((attribute.key.into_inner().to_owned(), value));
    }
    Some(Element { name, attributes, children: Vec::new() })
}

/// The sign that a reference means: one of the five of XML, or one by its number.
fn sign(name: &BytesRef) -> Option<char> {
    if let Some(sign) = name.resolve_char_ref().ok()? {
        return Some(sign);
    }
    match name.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn elements_and_signs_are_read() {
        let root =
            read("<?xml version=\"1.0\"?><a x=\"1 &amp; 2\"><!-- c --><t:b>c &lt;&#x64;</t:b><![CDATA[<e>]]></a>").unwrap();
        assert_eq!((root.get("x"), root.text().as_str()), (Some("1 & 2"), "c <d<e>"));
        assert_eq!(root.all("b").len(), 1);
    }

    #[test]
    fn a_tag_may_have_very_many_attributes_and_each_once() {
        let attributes: String = (0..50_000).map(|number| format!(" a{number}=\"\"")).collect();
        assert_eq!(read(&format!("<a{attributes}/>")).unwrap().attributes.len(), 50_000);
        assert!(read(&format!("<a{attributes} a7=\"\"/>")).is_err());
    }

    #[test]
    fn what_defines_something_or_is_no_xml_is_refused() {
        let deep = "<a>".repeat(1_000);
        for text in
            ["", "words", "<a>", "<a></b>", "</a>", "<a>&b;</a>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a x=1/>", &deep]
        {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
