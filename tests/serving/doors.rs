//! Who is let in, and what is answered.

use std::io::{Read, Write};
use std::process::Command;

use super::archive::Archive;
use super::client::{Preview, published};

#[test]
fn only_browsers_of_this_machine_on_its_own_pages_are_let_in() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let port = preview.port;
    let own = format!("Host: 127.0.0.1:{port}");
    let allowed = [
        vec![own.clone()],
        vec![format!("Host: localhost:{port}")],
        vec![format!("Host: LOCALHOST:{port}"), format!("Origin: http://localhost:{port}")],
        vec![format!("Host: [::1]:{port}")],
        vec![own.clone(), "Sec-Fetch-Site: same-origin".to_owned()],
        vec![own.clone(), "Sec-Fetch-Site: none".to_owned()],
    ];
    let refused = [
        vec![],
        vec!["Host: example.org".to_owned()],
        vec![format!("Host: example.org:{port}")],
        vec![format!("Host: 127.0.0.1.example.org:{port}")],
        vec!["Host: 127.0.0.1:1".to_owned()],
        vec!["Host: 127.0.0.1".to_owned()],
        vec![own.clone(), own.clone()],
        vec![own.clone(), "Origin: https://example.org".to_owned()],
        vec![own.clone(), "Origin: null".to_owned()],
        vec![own.clone(), format!("Origin: http://localhost:{port}")],
        vec![own.clone(), format!("Origin: https://127.0.0.1:{port}")],
        vec![own.clone(), "Sec-Fetch-Site: cross-site".to_owned()],
        vec![own.clone(), "Sec-Fetch-Site: same-site".to_owned()],
    ];
    for path in ["/", "/.postil/events", "/.postil/state", "/.postil/preview.js"] {
        for (headers, expected) in allowed.iter().map(|it| (it, 200)).chain(refused.iter().map(|it| (it, 403))) {
            let words: Vec<&str> = headers.iter().map(String::as_str).collect();
            // A stream of events does not end; its head says the same.
            let answer = preview.ask_as("HEAD", path, &words, b"");
            assert_eq!(answer.status, expected, "{path} {headers:?}");
            assert_eq!(answer.header("access-control-allow-origin"), None);
        }
    }
    assert!(!preview.ask_as("GET", "/", &["Host: example.org"], b"").text().contains("data-token"));
}

#[test]
fn nothing_outside_the_site_is_given_out() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let paths = [
        "/../content/archive.yaml",
        "/%2e%2e/content/archive.yaml",
        "/..%2fcontent%2farchive.yaml",
        "/documents/../../content/archive.yaml",
        "/content/archive.yaml",
        "//content/archive.yaml",
        "/..\\content\\archive.yaml",
        "/.postil/../content/archive.yaml",
        "/.postil/..%2f..%2fcontent/archive.yaml",
        "/etc/passwd",
        "//etc/passwd",
        "/.git/config",
    ];
    for path in paths {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("base_url") && !answer.text().contains("root:"), "{path}");
    }
}

#[test]
fn pages_are_answered_as_a_server_of_files_does() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let page = preview.get("/documents/gull.html");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let head = preview.ask("HEAD", "/documents/gull.html", &[], b"");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), page.header("content-length"));
    assert_eq!(head.header("content-length").unwrap(), page.body.len().to_string());
    let tag = page.header("etag").unwrap();
    for known in [tag.to_owned(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        let same = preview.ask("GET", "/documents/gull.html", &[&format!("If-None-Match: {known}")], b"");
        assert_eq!((same.status, same.body.len()), (304, 0), "{known}");
    }
    assert_eq!(page.header("cache-control"), Some("no-cache"));

    let missing = preview.get("/nothing.html");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("<h1>Gone</h1>"), "{}", missing.text());
    // That page names its style by the path of the published address.
    assert_eq!(preview.get("/harbour/assets/style.css").status, 200);
    assert_eq!(preview.get("/mark.txt").text(), "a mark\n");
    assert_eq!(preview.get("/").body, preview.get("/index.html").body);
    assert_eq!(preview.ask("DELETE", "/", &[], b"").status, 405);
    assert_eq!(preview.ask("POST", "/", &[], b"x").status, 405);
    // Whoever sends too much hears of it, though nobody waits for the rest.
    assert_eq!(preview.ask("POST", "/", &[], &vec![b'x'; 4 * 1024 * 1024]).status, 413);
    archive.put("content/static/folder/index.html", "<p>inside");
    let mut events = preview.events();
    while preview.get("/folder/").status != 200 {
        events.next();
    }
    // What somebody has brought is handed on as it is: it gets no token, and may not ask for one.
    let inside = preview.get("/folder/");
    assert_eq!((inside.text().as_str(), inside.header("content-security-policy")), ("<p>inside", Some("sandbox")));
    let folder = preview.get("/folder");
    assert_eq!((folder.status, folder.header("location")), (301, Some("/folder/")));
}

#[test]
fn an_archive_that_is_taken_away_for_a_moment_is_shown_again() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let mut events = preview.events();
    events.next();
    let (path, away) = (archive.root().join("content/archive.yaml"), archive.beside("away"));
    std::fs::rename(&path, &away).unwrap();
    assert!(events.next().is_some_and(|told| told.to_string().contains("it is not there any more")));
    assert_eq!(preview.get("/").status, 200, "the last site stays");
    std::fs::write(&path, "title: Back again\ntheme: mine\n").unwrap();
    while !preview.get("/").text().contains("Back again") {
        events.next().expect("what is saved is shown");
    }
}

#[test]
fn two_readers_hear_of_each_build_on_connections_that_stay_open() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let (mut one, mut other) = (preview.events(), preview.events());
    assert_eq!(one.next(), other.next());
    let mut stream = preview.connect();
    for title in ["Quay", "Pier"] {
        archive.put("content/archive.yaml", &format!("title: {title}\ntheme: mine\n"));
        let told = one.next().unwrap();
        assert_eq!(Some(&told), other.next().as_ref());
        // The same connection answers before and after.
        write!(stream, "GET / HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host()).unwrap();
        let mut bytes = Vec::new();
        while !bytes.windows(9).any(|window| window == b"</script>") || !bytes.ends_with(b"\n") {
            let mut some = [0; 4096];
            let count = stream.read(&mut some).unwrap();
            assert!(count > 0, "the connection stays open");
            bytes.extend_from_slice(&some[..count]);
        }
        assert!(String::from_utf8_lossy(&bytes).contains(title));
    }
}

#[test]
fn problems_are_told_and_the_rest_is_shown_as_a_draft() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let mut events = preview.events();
    assert_eq!(events.next().unwrap()["wrong"]["counts"], "");
    let notes = archive.text("content/documents/gull/notes.yaml");
    archive.put("content/documents/gull/notes.yaml", &notes.replace("At least 40 boats were seized\n", "At least 41 boats\n"));
    let told = events.next().unwrap();
    assert_eq!(told["wrong"]["counts"], "1 error", "{told}");
    let first = &told["wrong"]["problems"][0];
    assert_eq!((first["file"].as_str(), first["line"].as_u64()), (Some("content/documents/gull/notes.yaml"), Some(2)));
    assert!(first["text"].as_str().unwrap().contains("error[quote-not-found]"), "{first}");
    assert!(preview.get("/").text().contains("class=draft") || preview.get("/").text().contains("class=\"draft\""));
    archive.put("content/documents/gull/notes.yaml", &notes);
    assert_eq!(events.next().unwrap()["wrong"]["problems"].as_array().unwrap().len(), 0);
    assert!(!preview.get("/").text().contains("class=draft"));

    // What is not there is answered for when all is there: a site that is overtaken before is not one to return to.
    assert_eq!(preview.get("/nothing").status, 404);
    let home = || String::from_utf8_lossy(published(&preview.get("/").body)).into_owned();
    let shown = home();
    archive.put("themes/mine/templates/home.html", "{{ nothing.at.all }}");
    // What is wrong in a template is known when its page is drawn, which is after the new site has begun to be shown.
    let told = events.find(|told| told["wrong"]["counts"] != "").unwrap();
    assert_eq!(told["wrong"]["problems"][0]["file"], "themes/mine/templates/home.html");
    assert_eq!(home(), shown, "the last good site stays");
}

#[test]
fn nothing_is_added_where_nothing_may_be_done() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &["--no-reload", "--read-only"]);
    let page = preview.get("/").text();
    assert!(!page.contains("data-reload") && !page.contains("data-write"), "{page}");
    assert_eq!(preview.ask("POST", "/.postil/open", &[], b"{}").status, 403);
    let token = format!("X-Postil-Token: {}", preview.token());
    assert_eq!(
        preview.ask("POST", "/.postil/open", &[&token], br#"{"file":"content/archive.yaml","line":1,"column":1}"#).status,
        422
    );
}

#[test]
fn a_port_that_is_taken_is_told() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let root = archive.root();
    let words = ["serve", "--port", &preview.port.to_string(), "-C", root.to_str().unwrap()];
    let ended = Command::new(env!("CARGO_BIN_EXE_postil")).args(words).output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
    let messages = String::from_utf8(ended.stderr).unwrap();
    assert!(messages.contains(&format!("port {} is taken", preview.port)), "{messages}");
}
