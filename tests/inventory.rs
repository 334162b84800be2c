//! Links into another archive, the whole way: it is built and served, its inventory fetched, linked to, changed, and fetched again.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read their own files, and one that cannot be set up fails"
)]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

use scraper::{Html, Selector};

/// A server of one file at every address; it goes with the test.
struct Server {
    port: u16,
    /// The head without its last empty line, and the body.
    answer: Arc<Mutex<(String, Vec<u8>)>>,
    asked: Arc<Mutex<usize>>,
}

impl Server {
    fn new() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (answer, asked) = (Arc::new(Mutex::new((String::new(), Vec::new()))), Arc::new(Mutex::new(0)));
        let (given, counted) = (Arc::clone(&answer), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = Vec::new();
                let mut part = [0; 1024];
                while !request.ends_with(b"\r\n\r\n") {
                    let read = stream.read(&mut part).unwrap();
                    request.extend(&part[..read]);
                }
                *counted.lock().unwrap() += 1;
                let (head, body) = given.lock().unwrap().clone();
                // Whoever refuses what comes need not hear all of it.
                let _ = stream.write_all(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes());
                let _ = stream.write_all(&body);
            }
        });
        Server { port, answer, asked }
    }

    fn gives(&self, head: &str, body: &[u8]) {
        *self.answer.lock().unwrap() = (head.to_owned(), body.to_vec());
    }

    fn asked(&self) -> usize {
        *self.asked.lock().unwrap()
    }
}

struct Archive(tempfile::TempDir);

impl Archive {
    fn with(files: &[(&str, &str)]) -> Archive {
        let archive = Archive(tempfile::tempdir().unwrap());
        files.iter().for_each(|(path, text)| archive.put(path, text));
        archive
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        command.args(words).current_dir(self.0.path()).env("HOME", self.0.path());
        command
    }

    /// Runs the program; what it says goes with the exit code.
    #[track_caller]
    fn runs(&self, words: &[&str], code: i32) -> (String, String) {
        ended(self.command(words).output().unwrap(), code)
    }

    fn site(&self, path: &str) -> String {
        fs::read_to_string(self.path("public").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

#[track_caller]
fn ended(output: Output, code: i32) -> (String, String) {
    let (said, told) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(code), "{said}{told}");
    (said, told)
}

/// Whether curl is here; that it is not is said so that it is seen when the test passes.
fn has_curl() -> bool {
    let has_curl = Command::new("curl").arg("--version").output().is_ok();
    if !has_curl {
        let left_out =
            "LEFT OUT: curl is not installed (apt-get install curl), so that nobody looked how inventories are fetched\n";
        std::io::stderr().write_all(left_out.as_bytes()).unwrap();
    }
    has_curl
}

#[track_caller]
fn says(text: &str, parts: &[&str]) {
    parts.iter().for_each(|part| assert!(text.contains(part), "{part:?} in {text}"));
}

const BASE: &str = "https://coast.example/a/";
const NOTES: &str = "- id: toll\n  quote: Over 1,000 died\n  claim:\n    says: Over 1,000 died.\n    question: toll\n    modality: asserted\n    figures: {min: 1001}\n";
const SAID: &str = "- id: said\n  quote: the post says\n  note: A plain word.\n";

/// An archive with something of every kind that can be referred to.
fn coast() -> Archive {
    Archive::with(&[
        ("archive.yaml", &format!("title: The “coast” & more\nlanguage: en\nbase_url: {BASE}\n")),
        ("documents/post/document.yaml", "title: A post\nlanguage: en\nkind: post\n"),
        ("documents/post/text.md", "Over 1,000 died, the post says of HTS.\n"),
        ("documents/post/notes.yaml", &format!("{NOTES}{SAID}")),
        ("questions.yaml", "- id: toll\n  asks: How many died?\n  kind: figure\n"),
        ("entities/bodies.yaml", "- id: hts\n  type: group\n  name: {ar: هيئة}\n  match: true\n  note: See [@count].\n"),
        ("terms.yaml", "- {id: hecatomb, term: hecatomb, language: en, scheme: loaded}\n"),
        ("bibliography.yaml", "count:\n  type: report\n  title: A count\n"),
        ("pages/about.md", "# About\n\nWords.\n"),
    ])
}

const LINKS: &str = "# Links\n\n[](document:coast:post), [the toll](note:coast:post/toll), [](note:coast:post/said), [](question:coast:toll),\n\
    [](entity:coast:hts), [](term:coast:hecatomb), [](page:coast:about), [a count](work:coast:count).\n";

/// An archive that links to the other one.
fn quay(server: &Server) -> Archive {
    let inventory = format!("http://127.0.0.1:{}/a/data/inventory.json", server.port);
    Archive::with(&[
        ("archive.yaml", &format!("title: The quay\nlanguage: en\narchives:\n  - id: coast\n    inventory: {inventory}\n")),
        ("pages/links.md", LINKS),
    ])
}

#[test]
fn an_archive_links_into_another_and_hears_of_its_changes_when_it_asks() {
    if !has_curl() {
        return;
    }
    let server = Server::new();
    let (coast, quay) = (coast(), quay(&server));
    coast.runs(&["build"], 0);
    let published = fs::read(coast.path("public/data/inventory.json")).unwrap();
    server.gives("HTTP/1.1 200 OK", &published);

    let (_, told) = quay.runs(&["check"], 1);
    says(&told, &["missing-file", "content/archive.yaml:4:9", "postil inventory update coast"]);
    assert!(!told.contains("broken-link"), "one mistake is one message: {told}");
    let (said, told) = quay.runs(&["inventory", "update"], 0);
    assert_eq!(said, "content/archives/coast.json\n");
    assert_eq!(told, "coast: 8 records\n");
    assert_eq!(fs::read(quay.path("content/archives/coast.json")).unwrap(), published, "as it was published");
    assert_eq!(server.asked(), 1);
    let (said, told) = quay.runs(&["inventory", "update", "coast"], 0);
    assert_eq!((said.as_str(), told.as_str()), ("", "coast: 8 records, the same as before\n"));

    quay.runs(&["build"], 0);
    let page = Html::parse_document(&quay.site("links.html"));
    let links: Vec<_> = page.select(&Selector::parse("main a.elsewhere").unwrap()).collect();
    assert_eq!(links.len(), 8);
    for link in &links {
        let address = link.attr("href").unwrap();
        let (path, place) = address.split_once('#').map_or((address, None), |(path, place)| (path, Some(place)));
        let there = Html::parse_document(&coast.site(path.strip_prefix(BASE).unwrap()));
        let has_place =
            |place: &str| there.select(&Selector::parse("[id]").unwrap()).any(|found| found.attr("id") == Some(place));
        assert!(place.is_none_or(has_place), "{address}");
        assert_eq!(link.attr("title"), Some("In another archive: The “coast” & more"));
    }
    let words: Vec<String> = links.iter().map(|link| link.text().collect()).collect();
    assert_eq!(words, ["A post", "the toll", "the post says", "How many died?", "هيئة", "hecatomb", "About", "a count"]);
    assert_eq!((links[4].attr("lang"), links[4].attr("dir")), (Some("ar"), Some("rtl")));
    let (said, _) = quay.runs(&["list", "archives"], 0);
    says(&said, &["coast", "8", "The “coast” & more", "content/archive.yaml:4"]);
    let (said, _) = quay.runs(&["show", "coast"], 0);
    says(&said, &["entity:hts  هيئة", "work:count  count"]);

    // The other archive changes: nothing here does, until somebody asks.
    let before = quay.site("manifest-sha256.txt");
    coast.put("documents/post/notes.yaml", NOTES);
    coast.put("archive.yaml", "title: The coast\nlanguage: en\nbase_url: https://coast.example/b/\n");
    coast.put("pages/more.md", "# More\n\nWords.\n");
    coast.runs(&["build"], 0);
    server.gives("HTTP/1.1 200 OK", &fs::read(coast.path("public/data/inventory.json")).unwrap());
    let asked = server.asked();
    quay.runs(&["build"], 0);
    quay.runs(&["check"], 0);
    assert_eq!((quay.site("manifest-sha256.txt"), server.asked()), (before, asked));
    let (said, told) = quay.runs(&["inventory", "update"], 1);
    assert_eq!(said, "content/archives/coast.json\n");
    says(
        &told,
        &["coast: 8 records, 1 added, 1 gone, 7 moved\n", "  added: page:more\n", "  gone: note:post/said\n", " and 2 more\n"],
    );
    says(&told, &["error[broken-link]", "content/pages/links.md:3:", "the archive `coast` has no note `post/said`"]);
    let (_, told) = quay.runs(&["check"], 1);
    says(&told, &["error[broken-link]", "content/pages/links.md:3:"]);
}

/// What another archive's server may answer, how the program ends, and words that it says.
const ANSWERS: &[(&str, &str, i32, &[&str])] = &[
    ("HTTP/1.1 404 Not Found", "no", 3, &["404"]),
    ("HTTP/1.1 302 Found\r\nLocation: /elsewhere", "", 1, &["invalid-inventory", "not JSON"]),
    ("HTTP/1.1 200 OK", "<!doctype html><title>Welcome</title>", 1, &["invalid-inventory", "not JSON", "coast.json:1:1"]),
    ("HTTP/1.1 200 OK", "", 1, &["invalid-inventory", "not JSON"]),
    ("HTTP/1.1 200 OK\r\nContent-Length: 90", "{\"items\":[", 3, &["curl"]),
    ("HTTP/1.1 200 OK\r\nContent-Length: 99999999", "{}", 3, &["curl"]),
    ("HTTP/1.1 200 OK", "{\"title\":\"A\",\"records\":[]}", 1, &["invalid-inventory", "`items`"]),
    ("HTTP/1.1 200 OK", "{\"items\":[{\"name\":\"entity:hts\",\"address\":\"entities/hts.html\"}]}", 1, &["base_url"]),
    (
        "HTTP/1.1 200 OK",
        "{\"items\":[{\"name\":\"entity:\\u001b[2J\",\"address\":\"data:,\"}]}",
        1,
        &["[U+001B]", "no address of the web"],
    ),
];

#[test]
fn nothing_is_written_unless_what_came_is_an_inventory() {
    if !has_curl() {
        return;
    }
    let server = Server::new();
    let quay = quay(&server);
    for (head, body, code, words) in ANSWERS {
        server.gives(head, body.as_bytes());
        let (said, told) = quay.runs(&["inventory", "update"], *code);
        says(&told, words);
        assert_eq!(said, "", "{head}");
        assert!(!quay.path("content/archives").exists() && !told.contains('\u{1b}'), "{head}: {told}");
    }
    // Nobody says beforehand how much comes.
    server.gives("HTTP/1.1 200 OK", &vec![b' '; 65 * 1024 * 1024]);
    says(&quay.runs(&["inventory", "update"], 3).1, &["cannot fetch"]);
    server.gives("HTTP/1.1 200 OK", b"\xff{}");
    says(&quay.runs(&["inventory", "update"], 3).1, &["not text in UTF-8"]);
    says(&quay.runs(&["inventory", "update", "coasts"], 2).1, &["did you mean `coast`?"]);
    let (_, told) = ended(quay.command(&["inventory", "update"]).env("PATH", "").output().unwrap(), 3);
    says(&told, &["curl is not installed", "apt-get install curl"]);
    quay.put("archive.yaml", "title: The quay\narchives: {id: coast, inventory: 'http://example.org/inventory.json'}\n");
    says(&quay.runs(&["inventory", "update"], 2).1, &["http://example.org/inventory.json", "https://"]);
    quay.put("archive.yaml", "title: The quay\n");
    says(&quay.runs(&["inventory", "update"], 2).1, &["archive.yaml names no other archive"]);
}

#[test]
fn what_hides_in_another_archives_words_is_shown() {
    let quay = Archive::with(&[
        ("archive.yaml", "title: The quay\narchives: {id: coast, inventory: 'https://example.org/inventory.json'}\n"),
        ("pages/links.md", "# Links\n\n[](entity:coast:hts)\n"),
        (
            "archives/coast.json",
            r#"{"title":"a\u202eb\"><b>","items":[{"name":"entity:hts","label":"<i>\u0007","address":"https://example.org/?a&b"}]}"#,
        ),
    ]);
    quay.runs(&["build"], 0);
    let page = quay.site("links.html");
    says(&page, &["&lt;i&gt;[U+0007]</a>", "a[U+202E]b&quot;&gt;&lt;b&gt;\"", "https://example.org/?a&amp;b"]);
    let (said, _) = quay.runs(&["show", "coast"], 0);
    says(&said, &["a[U+202E]b", "[U+0007]"]);
}

#[cfg(unix)]
#[test]
fn a_copy_is_never_written_behind_a_link() {
    if !has_curl() {
        return;
    }
    let server = Server::new();
    server.gives("HTTP/1.1 200 OK", b"{\"items\":[]}");
    let outside = tempfile::tempdir().unwrap();
    let links = |quay: &Archive, target: &Path, at: &str| {
        fs::create_dir_all(quay.path(at).parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, quay.path(at)).unwrap();
    };
    for at in ["content/archives", "content/archives/coast.json"] {
        let quay = quay(&server);
        links(&quay, outside.path(), at);
        says(&quay.runs(&["inventory", "update"], 3).1, &["symbolic link"]);
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }
}
