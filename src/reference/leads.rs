//! What an address of the site leads to: the way back from [`urls`](super::urls), for data that somebody brings home.

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// A document's page.
    Document(String),
    /// A text as it is read: of a document, in the language of a translation.
    Text(String, Option<String>),
    /// A note as an annotation: its document and its id, maybe with `/disputes/d/m` behind it.
    Note(String, String),
    /// A document in TEI.
    Tei(String),
    /// An entity.
    Entity(String),
    /// A term.
    Term(String),
    /// A question, maybe one of its positions.
    Question(String, Option<String>),
    /// A scope of a question.
    Scope(String, String),
    /// A work of the bibliography.
    Work(String),
    /// A word of the vocabulary.
    Word(String),
}

/// What an address leads to; nothing where it is not one of the site, or of nothing that a note could name.
///
/// An address of the site begins with one of `bases`, or is relative.
pub fn lead(address: &str, bases: &[&str]) -> Option<Lead> {
    let below = bases.iter().find_map(|base| address.strip_prefix(base)).or_else(|| relative(address))?;
    let (path, fragment) = below.split_once('#').map_or((below, None), |(path, fragment)| (path, Some(fragment)));
    let path = decoded(path)?;
    let fragment = fragment.map_or(Some(None), |fragment| decoded(fragment).map(Some))?;
    if path == "data/vocabulary.jsonld" {
        return fragment.map(Lead::Word);
    }
    if path == super::urls::path::BIBLIOGRAPHY {
        return Some(Lead::Work(fragment?.strip_prefix("work-")?.to_owned()));
    }
    let (folder, rest) = path.split_once('/')?;
    if let Some((document, file)) = rest.split_once('/') {
        let document = document.to_owned();
        return match (folder, file) {
            ("documents", "text.txt") => Some(Lead::Text(document, None)),
            ("documents", "annotations.jsonld") => Some(Lead::Note(document, fragment?)),
            ("documents", "document.tei.xml") => match fragment {
                Some(fragment) => Some(Lead::Note(document, fragment.strip_prefix("n-")?.to_owned())),
                None => Some(Lead::Tei(document)),
            },
            ("claims", file) if !file.contains('/') => Some(Lead::Note(document, file.strip_suffix(".html")?.to_owned())),
            ("documents", file) => {
                let on = file.strip_prefix("text.")?.strip_suffix(".txt")?;
                Some(Lead::Text(document, Some(on.to_owned())))
            }
            (_, _) => None,
        };
    }
    let id = rest.strip_suffix(".html")?.to_owned();
    match (folder, fragment) {
        ("documents", _) => Some(Lead::Document(id)),
        ("entities", _) => Some(Lead::Entity(id)),
        ("terms", _) => Some(Lead::Term(id)),
        ("questions", Some(part)) => match (part.strip_prefix("position-"), part.strip_prefix("scope-")) {
            (Some(position), _) => Some(Lead::Question(id, Some(position.to_owned()))),
            (None, Some(scope)) => Some(Lead::Scope(id, scope.to_owned())),
            (None, None) => Some(Lead::Question(id, None)),
        },
        ("questions", None) => Some(Lead::Question(id, None)),
        (_, _) => None,
    }
}

/// An address without a scheme or a host, from the site's folder.
fn relative(address: &str) -> Option<&str> {
    let mut rest = address;
    while let Some(up) = rest.strip_prefix("../").or_else(|| rest.strip_prefix("./")) {
        rest = up;
    }
    let head = rest.split(['/', '#', '?']).next().unwrap_or_default();
    (!rest.starts_with('/') && !head.contains(':')).then_some(rest)
}

/// Takes back what RFC 3986 writes with a per cent sign.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok())?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Lead, lead};
    use crate::reference::urls::{address, path, place};

    #[test]
    fn what_urls_makes_is_read_again() {
        for root in ["https://example.org/a/", "../../", ""] {
            let read = |made: &str| lead(made, &["https://example.org/a/"]);
            let text = |text: &str| text.to_owned();
            assert_eq!(read(&address(root, &path::entity("شام"))), Some(Lead::Entity(text("شام"))));
            assert_eq!(read(&address(root, &path::term("t"))), Some(Lead::Term(text("t"))));
            assert_eq!(read(&address(root, &path::document("d"))), Some(Lead::Document(text("d"))));
            assert_eq!(read(&place(root, &path::document("d"), "p3")), Some(Lead::Document(text("d"))));
            assert_eq!(read(&address(root, &path::document_data("d", "text.txt"))), Some(Lead::Text(text("d"), None)));
            let translation = address(root, &path::document_data("d", "text.pt-BR.txt"));
            assert_eq!(read(&translation), Some(Lead::Text(text("d"), Some(text("pt-BR")))));
            let note = place(root, &path::document_data("d", "annotations.jsonld"), "n/disputes/d/m");
            assert_eq!(read(&note), Some(Lead::Note(text("d"), text("n/disputes/d/m"))));
            let tei = path::document_data("d", "document.tei.xml");
            assert_eq!(read(&address(root, &tei)), Some(Lead::Tei(text("d"))));
            assert_eq!(read(&place(root, &tei, "n-x")), Some(Lead::Note(text("d"), text("x"))));
            assert_eq!(read(&address(root, &path::claim("d", "x"))), Some(Lead::Note(text("d"), text("x"))));
            assert_eq!(read(&address(root, &path::claims_with("x"))), None);
            let position = place(root, &path::question("q"), "position-yes");
            assert_eq!(read(&position), Some(Lead::Question(text("q"), Some(text("yes")))));
            assert_eq!(read(&place(root, "bibliography.html", "work-Key:1")), Some(Lead::Work(text("Key:1"))));
            assert_eq!(read(&place(root, &path::data("vocabulary.jsonld"), "claiming")), Some(Lead::Word(text("claiming"))));
        }
    }

    #[test]
    fn what_is_not_of_the_site_leads_nowhere() {
        for stranger in [
            "https://example.com/documents/d.html",
            "//example.org/documents/d.html",
            "/documents/d.html",
            "mailto:documents/d.html",
            "",
            "%",
            "%f",
            "documents/%ff.html",
            "https://example.org/a/index.html",
            "documents/d/text.txt.txt.exe",
        ] {
            assert_eq!(lead(stranger, &["https://example.org/a/"]), None, "{stranger}");
        }
    }
}
