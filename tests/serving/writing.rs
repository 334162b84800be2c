//! What pages of the preview may write: notes, in `content/`, and nobody else anything.

use serde_json::{Value, json};

use super::archive::{Archive, below};
use super::client::{Answer, Preview};

const NOTES: &str = "content/documents/gull/notes.yaml";

impl Preview {
    /// Asks as the script of the preview does.
    fn write(&self, token: &str, name: &str, body: &Value) -> Answer {
        let origin = format!("Origin: http://{}", self.host());
        let headers =
            [&format!("X-Postil-Token: {token}"), "Content-Type: application/json", &origin, "Sec-Fetch-Site: same-origin"];
        self.ask("POST", &format!("/.postil/{name}"), &headers, body.to_string().as_bytes())
    }
}

fn told(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{answer:?}"))
}

/// The paragraphs of the gull.
const GULL: [&str; 3] = ["Boats", "At least 40 boats were seized, the union said.", "The port was closed."];

/// Marked letters of one paragraph of the gull.
fn selection(paragraph: usize, from: usize, to: usize, words: &str) -> Value {
    let letter = |letters: usize| json!({ "paragraph": paragraph, "letters": letters });
    let whole = GULL.get(paragraph - 1).copied().unwrap_or_default();
    json!({ "document": "gull", "on": null, "from": letter(from), "to": letter(to), "words": words, "whole": whole })
}

fn comment(selection: Value, words: &str) -> Value {
    json!({ "selection": selection, "kind": "comment", "fields": { "note": words } })
}

#[test]
fn a_note_is_added_changed_undone_and_removed() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let token = preview.token();
    let before = archive.text(NOTES);
    // “the union said”, behind 25 letters; there is white space of the page between them.
    let body = comment(selection(2, 25, 37, "the\n union said"), "Which one?");
    let draft = told(&preview.write(&token, "draft", &body));
    assert_eq!(draft["yaml"], "- id: the-union-said\n  quote: the union said\n  note: Which one?\n");
    assert_eq!(archive.text(NOTES), before, "a draft writes nothing");
    let added = told(&preview.write(&token, "add", &body));
    assert_eq!((added["file"].as_str(), added["id"].as_str()), (Some(NOTES), Some("the-union-said")), "{added}");
    let line = added["line"].as_u64().unwrap() as usize;
    assert_eq!(archive.text(NOTES).lines().nth(line - 1), Some("- id: the-union-said"));
    let mut events = preview.events();
    while !preview.get("/documents/gull.html").text().contains("Which one?") {
        events.next().expect("what is written is shown");
    }

    let named = json!({ "document": "gull", "note": "the-union-said" });
    let fields = told(&preview.write(&token, "note", &named))["fields"].clone();
    assert_eq!(fields, json!({ "id": "the-union-said", "quote": "the union said", "note": "Which one?" }));
    let changed = json!({ "document": "gull", "note": "the-union-said", "seen": fields, "fields": { "id": "the-union-said", "quote": "the union said", "note": "That one." } });
    assert_eq!(preview.write(&token, "revise", &changed).status, 200);
    assert!(archive.text(NOTES).contains("  note: That one.\n"));
    assert_eq!(told(&preview.write(&token, "undo", &json!({})))["left"], 1);
    assert!(archive.text(NOTES).contains("  note: Which one?\n"));
    let removed = json!({ "document": "gull", "note": "the-union-said", "seen": fields });
    assert_eq!(preview.write(&token, "remove", &removed).status, 200);
    assert_eq!(archive.text(NOTES), before);
    for left in [1, 0] {
        assert_eq!(told(&preview.write(&token, "undo", &json!({})))["left"], left);
    }
    assert_eq!(archive.text(NOTES), before);
    assert_eq!(preview.write(&token, "undo", &json!({})).status, 409);
}

#[test]
fn what_was_saved_since_a_form_was_opened_is_not_written_over() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let token = preview.token();
    told(&preview.write(&token, "add", &comment(selection(2, 25, 37, "the\n union said"), "Which one?")));
    let named = json!({ "document": "gull", "note": "the-union-said" });
    let seen = told(&preview.write(&token, "note", &named))["fields"].clone();
    let saved = archive.text(NOTES).replace("Which one?", "A long thought.");
    archive.put(NOTES, &saved);
    let mut body = json!({ "document": "gull", "note": "the-union-said", "seen": seen, "fields": { "id": "the-union-said", "quote": "the union said", "note": "Mine." } });
    for name in ["revise", "remove"] {
        assert_eq!(preview.write(&token, name, &body).status, 409);
        assert_eq!(archive.text(NOTES), saved);
    }
    body["seen"] = told(&preview.write(&token, "note", &named))["fields"].clone();
    assert_eq!(preview.write(&token, "revise", &body).status, 200);
}

#[test]
fn what_somebody_else_has_changed_is_not_undone() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let token = preview.token();
    preview.write(&token, "add", &comment(selection(3, 0, 7, "The port"), "A port."));
    let theirs = archive.text(NOTES) + "# theirs\n";
    archive.put(NOTES, &theirs);
    let refused = preview.write(&token, "undo", &json!({}));
    assert_eq!(refused.status, 409);
    assert!(told(&refused)["refused"].as_str().unwrap().contains(NOTES), "{refused:?}");
    assert_eq!(archive.text(NOTES), theirs);
}

#[test]
fn a_file_that_was_made_goes_when_it_is_undone() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let token = preview.token();
    let mut body = comment(selection(3, 0, 7, "The port"), "A port.");
    body["file"] = json!("notes.review.yaml");
    let file = "content/documents/gull/notes.review.yaml";
    assert_eq!(told(&preview.write(&token, "add", &body))["file"], file);
    assert!(archive.root().join(file).exists());
    assert_eq!(preview.write(&token, "undo", &json!({})).status, 200);
    assert!(!archive.root().join(file).exists());
}

#[test]
fn words_that_stand_twice_are_told_apart_by_themselves() {
    let archive = Archive::new();
    archive.put("content/documents/gull/text.md", "# Boats\n\nBoats and boats and more boats.\n\nThe port was closed.\n");
    archive.put(NOTES, "");
    let preview = Preview::start(&archive.root(), &[]);
    let token = preview.token();
    // The second “boats” of the second paragraph: Boats and | boats.
    let mut body = comment(selection(2, 8, 13, "boats"), "The second.");
    body["selection"]["whole"] = json!("Boats and boats and more boats.");
    let added = told(&preview.write(&token, "add", &body));
    assert!(added["refused"].is_null(), "{added}");
    let notes = archive.text(NOTES);
    assert!(notes.contains("quote: boats\n") && (notes.contains("prefix:") || notes.contains("suffix:")), "{notes}");
}

#[test]
fn nobody_else_writes_and_nothing_else_is_written() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let token = preview.token();
    let files = |archive: &Archive| archive.files().iter().map(|path| (path.clone(), archive.text(path))).collect::<Vec<_>>();
    let before = files(&archive);
    let body = comment(selection(3, 0, 7, "The port"), "A port.");
    let bytes = body.to_string();
    let with_token = format!("X-Postil-Token: {token}");
    let foreign = [
        vec![with_token.as_str(), "Origin: https://example.org"],
        vec![with_token.as_str(), "Origin: null"],
        vec![with_token.as_str(), "Sec-Fetch-Site: cross-site"],
        vec!["X-Postil-Token: 0123"],
        vec!["X-Postil-Token:"],
        vec![with_token.as_str(), "X-Postil-Token: 0123"],
        vec![],
    ];
    for name in ["add", "draft", "revise", "remove", "undo", "note", "offer", "open"] {
        for headers in &foreign {
            assert_eq!(
                preview.ask("POST", &format!("/.postil/{name}"), headers, bytes.as_bytes()).status,
                403,
                "{name} {headers:?}"
            );
        }
        assert_eq!(preview.ask("GET", &format!("/.postil/{name}"), &[&with_token], b"").status, 404, "{name}");
        assert_eq!(
            preview.ask("OPTIONS", &format!("/.postil/{name}"), &["Origin: https://example.org"], b"").status,
            403,
            "{name}"
        );
    }

    let refused = |body: &Value, status: u16| {
        let answer = preview.write(&token, "add", body);
        assert_eq!(answer.status, status, "{body}: {answer:?}");
        answer.text()
    };
    for file in
        ["../notes.yaml", "notes.../../x.yaml", "/etc/passwd", "document.yaml", "notes.a/b.yaml", "notes.yaml/", "archive.yaml"]
    {
        let mut body = body.clone();
        body["file"] = json!(file);
        refused(&body, 422);
    }
    for document in ["../gull", "", "absent", "gull/../tern", "."] {
        let mut body = body.clone();
        body["selection"]["document"] = json!(document);
        refused(&body, 409);
    }
    // What the page shows is not what the text says; letters that are not there; a note that would be wrong.
    refused(&comment(selection(3, 0, 7, "The pier"), "x"), 409);
    refused(&comment(selection(3, 0, 900, "The port"), "x"), 409);
    refused(&comment(selection(9, 0, 7, "The port"), "x"), 409);
    // The marked words stand where they were marked, but in a paragraph that was another one when the page was drawn.
    let mut elsewhere = comment(selection(3, 0, 7, "The port"), "x");
    elsewhere["selection"]["whole"] = json!("The port was open.");
    refused(&elsewhere, 409);
    refused(&comment(selection(3, 0, 7, "The port"), "[](entity:gone)"), 422);
    refused(&json!({ "selection": selection(3, 0, 7, "The port"), "kind": "question", "fields": {} }), 422);
    refused(&json!({ "selection": selection(3, 0, 7, "The port"), "kind": "comment", "fields": "x" }), 422);
    for body in [json!({}), json!([]), json!(1)] {
        let told = refused(&body, 422);
        assert!(told.contains("form sends") && !told.contains("expected") && !told.contains("New"), "{told}");
    }
    assert_eq!(files(&archive), before);

    #[cfg(unix)]
    {
        let outside = archive.beside("outside.yaml");
        std::fs::write(&outside, "").unwrap();
        std::fs::remove_file(archive.root().join(NOTES)).unwrap();
        std::os::unix::fs::symlink(&outside, archive.root().join(NOTES)).unwrap();
        refused(&body, 409);
        assert_eq!(std::fs::read_to_string(&outside).unwrap(), "");
    }
}

#[test]
fn a_preview_that_only_shows_writes_nothing() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &["--read-only"]);
    let token = preview.token();
    assert!(!preview.get("/documents/gull.html").text().contains("annotate.js"));
    let before = archive.text(NOTES);
    assert_eq!(preview.write(&token, "add", &comment(selection(3, 0, 7, "The port"), "A port.")).status, 403);
    assert_eq!(archive.text(NOTES), before);
}

#[test]
fn nothing_of_the_preview_is_published() {
    let archive = Archive::new();
    let site = archive.beside("published");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_postil"));
    assert!(command.args(["build", "-C"]).arg(archive.root()).arg("-o").arg(&site).output().unwrap().status.success());
    let mut paths = Vec::new();
    below(&site, &site, &mut paths);
    assert!(paths.len() > 20);
    for path in paths {
        let bytes = std::fs::read(site.join(&path)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(".postil/") && !text.contains("data-token") && !text.contains("postil-preview"), "{path}");
    }
}
