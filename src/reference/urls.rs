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

    /// The folder of the lists of claims by document.
    pub const CLAIMS_OF: &str = "claims/by/document/";

    /// The claims of a document.
    pub fn claims_of(document: &str) -> String {
        format!("{CLAIMS_OF}{document}.html")
    }

    /// The claims on a question.
    pub fn claims_on(question: &str) -> String {
        format!("claims/by/question/{question}.html")
    }

    /// A part (from 0) of a long list; the first is the list itself.
    ///
    /// In a folder of their own, so that no record can take the place of a part.
    pub fn part(list: &str, part: usize) -> String {
        let name = list.strip_suffix(".html").unwrap_or(list);
        if part == 0 { list.to_owned() } else { format!("part/{name}/{}.html", part + 1) }
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

    /// A letter of the index, where each has a page of its own. What a file system may refuse is replaced.
    pub fn letter(letter: &str) -> String {
        let name = match letter {
            "#" => "signs",
            "0–9" => "digits",
            letter => letter,
        };
        format!("lookup/{name}.html")
    }

    /// A page of prose.
    pub fn page(id: &str) -> String {
        format!("{id}.html")
    }

    /// How things are computed.
    pub const COMPUTED: &str = "computed.html";

    /// A file that the search page looks into.
    pub fn shard(name: &str) -> String {
        format!("search/{name}.js")
    }

    /// The page that lists what other programs can read.
    pub const DATA: &str = "data.html";

    /// A data file of the whole archive.
    pub fn data(name: &str) -> String {
        format!("data/{name}")
    }

    /// A data file of one document.
    pub fn document_data(id: &str, name: &str) -> String {
        format!("documents/{id}/{name}")
    }

    /// The page of all works.
    pub const BIBLIOGRAPHY: &str = "bibliography.html";

    /// The id of a work there.
    pub fn work_id(key: &str) -> String {
        format!("work-{key}")
    }

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

/// Words of a text fragment that are given whole; of more the first and the last few.
const FRAGMENT_WORDS: usize = 12;

/// An address elsewhere, to be opened at these words: `#:~:text=first%20words,last%20words`.
pub fn text_fragment(address: &str, words: &str) -> String {
    let mut url = address.split('#').next().unwrap_or(address).to_owned();
    url.push_str("#:~:text=");
    let words: Vec<&str> = words.split_whitespace().collect();
    let part = |words: &[&str], url: &mut String| {
        // A hyphen, a comma and an ampersand have a meaning of their own in a fragment.
        words.join(" ").split('-').enumerate().for_each(|(index, piece)| {
            url.push_str(if index > 0 { "%2D" } else { "" });
            encode(piece, url);
        });
    };
    if words.len() <= FRAGMENT_WORDS {
        part(&words, &mut url);
    } else {
        part(&words[..FRAGMENT_WORDS / 3], &mut url);
        url.push(',');
        part(&words[words.len() - FRAGMENT_WORDS / 3..], &mut url);
    }
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

#[cfg(test)]
mod tests {
    use super::text_fragment;

    #[test]
    fn a_text_fragment_names_few_words_whole_and_of_many_the_first_and_the_last() {
        assert_eq!(
            text_fragment("https://a.org/x#y", "well-known, 40 dead"),
            "https://a.org/x#:~:text=well%2Dknown%2C%2040%20dead"
        );
        let many = "a b c d e f g h i j k l m";
        assert_eq!(text_fragment("https://a.org/", many), "https://a.org/#:~:text=a%20b%20c%20d,j%20k%20l%20m");
    }
}
