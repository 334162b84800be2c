//! Addresses of pages: the only place where one is made.

/// The path of each kind of page below the site's folder, as it is on disk.
pub mod path {
    /// A document.
    pub fn document(id: &str) -> String {
        format!("documents/{id}.html")
    }

    /// The notes of a document as YAML.
    pub fn source(document: &str) -> String {
        format!("documents/{document}/notes.html")
    }

    /// A claim.
    pub fn claim(document: &str, note: &str) -> String {
        format!("claims/{document}/{note}.html")
    }

    /// The claims that have a status.
    ///
    /// One folder deeper than any claim, so that no document and no note can take the place of a list.
    pub fn claims_with(status: &str) -> String {
        format!("claims/by/status/{status}.html")
    }

    /// The claims of a document.
    pub fn claims_of(document: &str) -> String {
        format!("claims/by/document/{document}.html")
    }

    /// The claims on a question.
    pub fn claims_on(question: &str) -> String {
        format!("claims/by/question/{question}.html")
    }

    /// A question.
    pub fn question(id: &str) -> String {
        format!("questions/{id}.html")
    }

    /// An entity.
    pub fn entity(id: &str) -> String {
        format!("entities/{id}.html")
    }

    /// A term.
    pub fn term(id: &str) -> String {
        format!("terms/{id}.html")
    }

    /// A page of prose.
    pub fn page(id: &str) -> String {
        format!("{id}.html")
    }

    /// How things are computed.
    pub const COMPUTED: &str = "computed.html";

    /// Names of pages that the program makes itself; no page of prose may be called so.
    pub const OWN: &[&str] = &[
        "index",
        "404",
        "documents",
        "claims",
        "questions",
        "entities",
        "terms",
        "bibliography",
        "lookup",
        "computed",
        "search",
        "data",
        "timeline",
    ];
}

/// What leads from a page to the site's root: nothing, or `../` repeated.
pub fn root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// An address inside the site, from a page with the given root.
pub fn address(root: &str, path: &str) -> String {
    let mut url = String::with_capacity(root.len() + path.len());
    url.push_str(root);
    encode(path, &mut url);
    url
}

/// An address with a fragment.
pub fn place(root: &str, path: &str, fragment: &str) -> String {
    let mut url = address(root, path);
    url.push('#');
    encode(fragment, &mut url);
    url
}

/// A fragment of the page itself.
pub fn fragment(id: &str) -> String {
    let mut url = String::from("#");
    encode(id, &mut url);
    url
}

/// Writes what is not plain in an address as RFC 3986 does.
fn encode(text: &str, url: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
}
