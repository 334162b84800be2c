//! Notes of other programs come in where their words stand, to the letter and at one place; whatever else comes is told.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::{Value, json};
use tempfile::TempDir;

fn postil(words: &[&str], archive: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_postil")).args(words).arg("-C").arg(archive).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn demonstration() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// The demonstration, and the real archive where it lies beside the project.
fn archives() -> Vec<PathBuf> {
    let real = demonstration().join("../shared/archive");
    [Some(demonstration()), real.join("content/archive.yaml").exists().then_some(real)].into_iter().flatten().collect()
}

fn build(archive: &Path, site: &Path) {
    let ran = postil(&["build", "-o", site.to_str().unwrap(), "--base-url", "https://example.org/other/"], archive);
    assert!(ran.status.success(), "{}", said(&ran));
}

/// A copy of an archive without its notes.
fn without_notes(archive: &Path) -> TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
            let is_notes = name.to_string_lossy().starts_with("notes.");
            if path.is_dir() {
                copy(&path, &to.join(name));
            } else if !is_notes {
                fs::copy(&path, to.join(name)).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(&archive.join("content"), &folder.path().join("content"));
    folder
}

/// A published table without the columns that a format does not carry.
fn table(site: &Path, name: &str, without: &[&str]) -> Vec<Value> {
    let text = fs::read_to_string(site.join(format!("data/{name}.json"))).unwrap();
    let mut rows: Vec<Value> = serde_json::from_str(&text).unwrap();
    for row in &mut rows {
        without.iter().for_each(|column| drop(row.as_object_mut().unwrap().remove(*column)));
    }
    rows
}

/// Every archive with the site that was built of it, once for all tests.
fn published() -> &'static [(PathBuf, TempDir)] {
    static SITES: OnceLock<Vec<(PathBuf, TempDir)>> = OnceLock::new();
    SITES.get_or_init(|| {
        let built = |archive: PathBuf| {
            let site = tempfile::tempdir().unwrap();
            build(&archive, site.path());
            (archive, site)
        };
        archives().into_iter().map(built).collect()
    })
}

/// The files of a name that documents have.
fn of_documents(site: &Path, name: &str) -> Vec<PathBuf> {
    let folders = fs::read_dir(site.join("documents")).unwrap().map(|entry| entry.unwrap().path());
    folders.map(|folder| folder.join(name)).filter(|path| path.exists()).collect()
}

/// What is published is taken out of a copy and brought in again from the files of one format.
fn comes_back(archive: &Path, before: &Path, kind: &str, files: &[PathBuf], compared: &[(&str, &[&str])]) {
    let folder = tempfile::tempdir().unwrap();
    let after = folder.path().join("after");
    let copy = without_notes(archive);
    let files: Vec<String> = files.iter().map(|path| path.to_str().unwrap().to_owned()).collect();
    let words = ["import", kind, "--base-url", "https://example.org/other/"];
    let words: Vec<&str> = words.into_iter().chain(files.iter().map(String::as_str)).collect();
    let ran = postil(&words, copy.path());
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    build(copy.path(), &after);
    for (name, without) in compared {
        let (old, new) = (table(before, name, without), table(&after, name, without));
        assert!(old.len() > 10, "{name} says something");
        for (old, new) in old.iter().zip(&new) {
            assert_eq!(old, new, "{name} by {kind}");
        }
        assert_eq!(old.len(), new.len(), "{name} by {kind}");
    }
    if archive != demonstration() {
        return;
    }
    // Brought in twice they stand there once.
    let again = postil(&words, copy.path());
    assert!(again.status.success() && said(&again).contains("0 notes written"), "{}", said(&again));
}

#[test]
fn the_tables_bring_every_note_back_with_all_that_it_says() {
    const ALL: &[(&str, &[&str])] =
        &[("notes", &[]), ("claims", &[]), ("bases", &[]), ("figures", &[]), ("relations", &[]), ("mentions", &[])];
    for (archive, site) in published() {
        comes_back(archive, site.path(), "csv", &[site.path().join("data")], ALL);
    }
}

#[test]
fn tables_bring_back_what_notes_quoted_before() {
    let archive = small();
    let history = "  history:\n    - {on: 2024-05-06, by: ada, was: Fourty men left, change: spelling}\n";
    let notes = format!("- id: left\n  quote: Forty men left\n{history}  note: Who says so?\n");
    fs::write(archive.path().join("content/documents/d/notes.yaml"), notes).unwrap();
    let site = tempfile::tempdir().unwrap();
    build(archive.path(), site.path());
    fs::remove_file(archive.path().join("content/documents/d/notes.yaml")).unwrap();
    let ran = postil(&["import", "csv", site.path().join("data").to_str().unwrap()], archive.path());
    assert!(ran.status.success(), "{}", said(&ran));
    let written = sidecar(archive.path(), "csv");
    for part in ["on: 2024-05-06", "by: ada", "was: Fourty men left", "change: spelling"] {
        assert!(written.contains(part), "{part}\n{written}");
    }
}

#[test]
fn web_annotations_bring_back_kind_words_place_and_what_they_carry() {
    const CARRIED: &[(&str, &[&str])] = &[
        ("notes", &["from", "original", "certainty", "method", "rendered_by"]),
        ("claims", &["when", "where", "status", "ground", "lineages"]),
        ("relations", &[]),
        ("mentions", &[]),
    ];
    for (archive, site) in published() {
        comes_back(archive, site.path(), "annotations", &of_documents(site.path(), "annotations.jsonld"), CARRIED);
    }
}

#[test]
fn documents_in_tei_bring_back_what_they_carry() {
    // Days, and what an editor adds to a relation, have no place there; a unit is that of the question where none is given.
    const CARRIED: &[(&str, &[&str])] = &[
        ("notes", &["created", "modified"]),
        ("claims", &["created", "modified"]),
        ("bases", &[]),
        ("figures", &[]),
        ("relations", &["note"]),
        ("mentions", &[]),
    ];
    for (archive, site) in published() {
        comes_back(archive, site.path(), "tei", &of_documents(site.path(), "document.tei.xml"), CARRIED);
    }
}

#[test]
fn tei_that_defines_signs_or_points_at_nothing_is_told() {
    let archive = small();
    let define = "<!DOCTYPE TEI [<!ENTITY a \"b\">]><TEI/>";
    for text in [define, "<html/>", "<TEI>", &"<a>".repeat(100_000)] {
        assert_eq!(import(archive.path(), "tei", text, &[]).0, Some(2));
    }
    let text = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><standOff><spanGrp><span xml:id=\"s\" from=\"#a\" to=\"#z\">Forty men left\
        </span></spanGrp><note target=\"#s\"><p>How <hi>many</hi>?</p></note><note target=\"#t\"><p>Gone.</p></note></standOff><text><body>\
        <div type=\"original\"><p xml:id=\"p1\">The mill burned. Forty men came.</p><p xml:id=\"p2\">The mill burned. <anchor \
        xml:id=\"a\"/>Forty men left<anchor xml:id=\"z\"/>.</p></div></body></text></TEI>";
    let (code, report) = import(archive.path(), "tei", text, &["--into", "d"]);
    let fates: Vec<&Value> = report["notes"].as_array().unwrap().iter().map(|note| &note["fate"]).collect();
    assert_eq!((code, fates), (Some(1), vec![&json!("written"), &json!("not-taken")]), "{report:#}");
    assert!(
        sidecar(archive.path(), "tei").contains("quote: Forty men left\n  note: How many?"),
        "{}",
        sidecar(archive.path(), "tei")
    );
}

#[test]
fn notes_that_tei_has_elsewhere_than_we_publish_them_are_told() {
    let archive = small();
    let text = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><notesStmt><note>Of the file.</note></notesStmt></teiHeader>\
        <text><body><p>Forty men left<note>A remark.</note></p><note xml:id=\"n1\">Another.</note></body><back><noteGrp><note><p>At \
        the <note>end</note>.</p></note></noteGrp></back></text><standOff><listAnnotation><annotation target=\"#a\"><note>Apart.\
        </note></annotation></listAnnotation><listPlace><place><note>A mill.</note></place></listPlace></standOff></TEI>";
    let (code, report) = import(archive.path(), "tei", text, &["--into", "d"]);
    let told: Vec<String> = report["notes"].as_array().unwrap().iter().map(|note| note["why"][0].to_string()).collect();
    assert_eq!((code, told.len()), (Some(1), 4), "{report:#}");
    for (told, words) in told.iter().zip(["A remark.", "Another.", "At the end.", "Apart."]) {
        assert!(told.contains(&format!("“{words}”")), "{told}");
    }
}

#[test]
fn a_quotation_that_nobody_would_read_is_cut() {
    let archive = small();
    fs::write(archive.path().join("notes.csv"), format!("quote\n{}\n", "nowhere ".repeat(10_000))).unwrap();
    let table = archive.path().join("notes.csv");
    let ran = postil(&["import", "csv", table.to_str().unwrap(), "--into", "d"], archive.path());
    assert!(said(&ran).contains("it quotes “nowhere") && said(&ran).len() < 2_000, "{}", said(&ran).len());
}

const TEXT: &str = "😀 The mill burned. Forty men came.\n\nThe mill burned. Forty men left.\n\nThe “old” bridge fell.\n";

/// An archive of one document with an address, an editor and a licence.
fn small() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let site = "title: A\nbase_url: https://example.org/a/\nlicense: CC-BY-4.0\neditors: {id: ada, name: Ada Lind}\n";
    let record = "title: D\nlanguage: en\nkind: post\nurl: https://news.example/mill\n";
    for (path, text) in [
        ("archive.yaml", site),
        ("documents/d/document.yaml", record),
        ("documents/d/text.txt", TEXT),
        ("entities/all.yaml", "- {id: mill, type: place, name: the mill, match: true}\n"),
    ] {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn sidecar(archive: &Path, layer: &str) -> String {
    fs::read_to_string(archive.join(format!("content/documents/d/notes.{layer}.yaml"))).unwrap_or_default()
}

/// Brings a file in; gives the exit code and the report for programs.
fn import(archive: &Path, kind: &str, text: &str, words: &[&str]) -> (Option<i32>, Value) {
    let file = archive.join("offered");
    fs::write(&file, text).unwrap();
    let words: Vec<&str> =
        ["import", kind, file.to_str().unwrap(), "--format", "json"].into_iter().chain(words.iter().copied()).collect();
    let ran = postil(&words, archive);
    let report = serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| Value::String(said(&ran)));
    (ran.status.code(), report)
}

fn hypothesis(quote: &Value, more: &Value) -> Value {
    let mut row = json!({
        "id": "x1", "user": "acct:jo@hypothes.is", "user_info": {"display_name": "Jo *Berg*"}, "uri": "https://news.example/mill#top",
        "created": "2024-05-06T07:08:09.1+00:00", "updated": "2024-05-06T07:08:09.1+00:00", "text": "Who says so?", "tags": [],
        "permissions": {"read": ["group:__world__"]}, "links": {"html": "https://hypothes.is/a/x1"},
        "target": [{"source": "https://news.example/mill", "selector": [quote]}],
    });
    for (name, value) in more.as_object().unwrap() {
        row[name] = value.clone();
    }
    row
}

fn quoted(exact: &str) -> Value {
    json!({"type": "TextQuoteSelector", "exact": exact})
}

#[test]
fn a_note_of_hypothesis_stands_behind_a_picture_where_it_was_made() {
    let archive = small();
    // A browser counts the picture as two, we as one. In the text as it is read one line end parts paragraphs.
    let read = TEXT.replace("\n\n", "\n");
    let second = read.match_indices("The mill burned").nth(1).unwrap().0;
    let start = read[..second].encode_utf16().count();
    let position = json!({"type": "TextPositionSelector", "start": start, "end": start + "The mill burned".len()});
    let row = hypothesis(&quoted("The mill burned"), &json!({}));
    let mut placed = row.clone();
    placed["target"][0]["selector"] = json!([quoted("The mill burned"), position]);
    let (code, report) = import(archive.path(), "hypothesis", &json!({"rows": [placed]}).to_string(), &[]);
    assert_eq!((code, &report["notes"][0]["fate"]), (Some(0), &json!("written")), "{report:#}");
    let written = sidecar(archive.path(), "hypothesis");
    assert!(written.contains("quote: The mill burned\n  in: p2"), "{written}");
    // Whoever is no editor is named under the note, and what they wrote is shown as they wrote it.
    assert!(written.contains("Who says so?") && written.contains("— Jo \\*Berg\\*, [https://hypothes.is/a/x1]"), "{written}");
    assert!(written.contains("created: 2024-05-06") && !written.contains("by:"), "{written}");
    // Without a position nobody can tell which of two is meant; a position that counts otherwise is none of the two.
    let mut counted = row.clone();
    counted["target"][0]["selector"] =
        json!([quoted("The mill burned"), {"type": "TextPositionSelector", "start": start - 1, "end": start + 14}]);
    for row in [row, counted] {
        let (code, report) = import(archive.path(), "hypothesis", &json!([row]).to_string(), &["--layer", "other"]);
        assert_eq!((code, &report["notes"][0]["fate"]), (Some(1), &json!("not-placed")), "{report:#}");
        assert!(report["notes"][0]["why"].as_array().unwrap().len() == 3, "both places are shown: {report:#}");
    }
    assert_eq!(sidecar(archive.path(), "other"), "");
}

#[test]
fn what_does_not_stand_to_the_letter_is_told_and_not_written() {
    let archive = small();
    let between = json!({"type": "TextQuoteSelector", "exact": "Forty men left", "prefix": "The barn burned. "});
    for (selector, told) in [
        (quoted("The \"old\" bridge"), "other marks"),
        (quoted("Fifty men came"), "does not stand in"),
        (between, "other words stand around them"),
        (json!({"type": "TextPositionSelector", "start": 3, "end": 9}), "by numbers alone"),
    ] {
        let row = hypothesis(&selector, &json!({}));
        let (code, report) = import(archive.path(), "hypothesis", &json!([row]).to_string(), &[]);
        assert_eq!((code, &report["notes"][0]["fate"]), (Some(1), &json!("not-placed")), "{report:#}");
        let why = report["notes"][0]["why"].to_string();
        assert!(why.contains(told), "{told}: {why}");
    }
    for (more, told) in [
        (json!({"permissions": {"read": ["acct:jo@hypothes.is"]}}), "not public"),
        (json!({"references": ["y"]}), "a reply"),
        (json!({"hidden": true}), "hidden"),
        (json!({"target": [{"source": "https://news.example/mill"}]}), "quotes no words"),
        (
            json!({"uri": "https://other.example/", "target": [{"source": "https://other.example/", "selector": [quoted("Forty men left")]}]}),
            "--into",
        ),
    ] {
        let row = hypothesis(&quoted("Forty men left"), &more);
        let (code, report) = import(archive.path(), "hypothesis", &json!([row]).to_string(), &[]);
        assert_eq!((code, &report["notes"][0]["fate"]), (Some(1), &json!("not-taken")), "{report:#}");
        assert!(report["notes"][0]["why"].to_string().contains(told), "{told}: {report:#}");
    }
    assert_eq!(sidecar(archive.path(), "hypothesis"), "");
}

#[test]
fn words_of_others_have_no_meaning_here_and_nothing_of_them_is_lost_unsaid() {
    let archive = small();
    let row = hypothesis(
        &quoted("Forty men came"),
        &json!({"text": "[see](entity:nobody) <b>*</b>", "tags": ["fire"], "user": "acct:ada", "user_info": {"display_name": "Ada Lind"}}),
    );
    let (code, report) = import(archive.path(), "hypothesis", &json!({"rows": [row]}).to_string(), &[]);
    assert_eq!(code, Some(0), "{report:#}");
    assert_eq!(report["notes"][0]["left"], json!(["the tag “fire”"]));
    let written = sidecar(archive.path(), "hypothesis");
    assert!(written.contains("by: ada") && written.contains("\\[see\\](entity:nobody) \\<b\\>\\*\\</b\\>"), "{written}");
    let site = tempfile::tempdir().unwrap();
    build(archive.path(), site.path());
    assert!(table(site.path(), "notes", &[])[0]["note"].as_str().unwrap().starts_with("[see](entity:nobody) <b>*</b>"));
    // The same file again writes nothing.
    let (code, report) = import(archive.path(), "hypothesis", &fs::read_to_string(archive.path().join("offered")).unwrap(), &[]);
    assert_eq!((code, &report["counts"]["there"], &report["files"]), (Some(0), &json!(1), &json!([])), "{report:#}");
    assert_eq!(sidecar(archive.path(), "hypothesis"), written);
}

#[test]
fn web_annotations_of_others_come_in_whatever_form_the_model_allows() {
    let archive = small();
    let target = json!({"source": "https://news.example/mill", "selector": quoted("Forty men came")});
    for (body, note) in [
        (json!({"bodyValue": "plain *words*"}), "plain \\*words\\*"),
        (json!({"body": {"type": "TextualBody", "value": "<p>one &amp; two</p>", "format": "text/html"}}), "one \\& two"),
        (json!({"body": [{"value": "**bold**", "format": "text/markdown"}]}), "**bold**"),
        (json!({"body": "https://example.com/page"}), "[https\\://example.com/page](https://example.com/page)"),
        (json!({"body": {"type": "Choice", "items": ["a"]}}), ""),
    ] {
        let mut annotation =
            json!({"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x:1", "type": "Annotation", "target": target});
        body.as_object().unwrap().iter().for_each(|(name, value)| annotation[name] = value.clone());
        let (code, report) = import(archive.path(), "annotations", &annotation.to_string(), &[]);
        assert_eq!(code, Some(0), "{report:#}");
        let written = sidecar(archive.path(), "annotations");
        assert!(written.contains(&note.replace("\\://", "://")) || written.contains(note), "{note}: {written}");
        fs::remove_file(archive.path().join("content/documents/d/notes.annotations.yaml")).unwrap();
    }
    let refining = json!({"type": "TextQuoteSelector", "exact": "The mill", "refinedBy": quoted("mill")});
    for (selector, told) in [(refining, "refinedBy"), (json!({"type": "SvgSelector", "value": "<svg/>"}), "quotes no words")] {
        let annotation = json!({"type": "Annotation", "target": {"source": "https://news.example/mill", "selector": selector}});
        let (code, report) = import(archive.path(), "annotations", &annotation.to_string(), &[]);
        assert_eq!(code, Some(1));
        assert!(report["notes"][0]["why"].to_string().contains(told), "{report:#}");
    }
}

#[test]
fn a_table_needs_a_document_and_words_and_what_makes_an_error_is_left_out_alone() {
    let archive = small();
    // What a file of records cannot hold spoils its own note and no other.
    let table = "quote,note\nForty men left,\u{0}\u{1b}[31m\nForty men came,plain\n";
    let (_, report) = import(archive.path(), "csv", table, &["--into", "d", "--layer", "odd"]);
    assert_eq!(report["notes"][1]["fate"], json!("written"), "{report:#}");
    fs::remove_file(archive.path().join("content/documents/d/notes.odd.yaml")).unwrap();
    let table = "quote,note,kind,mention,weather\nForty men left,How many?,,,dry\nThe “old” bridge,,mention,bridge,\nForty men came,,mention,mill,\n";
    let (code, report) = import(archive.path(), "csv", table, &["--into", "d", "--dry-run"]);
    assert_eq!(code, Some(1), "{report:#}");
    assert_eq!(sidecar(archive.path(), "csv"), "", "nothing is written by --dry-run");
    let (code, report) = import(archive.path(), "csv", table, &["--into", "d"]);
    let fates: Vec<&Value> = report["notes"].as_array().unwrap().iter().map(|note| &note["fate"]).collect();
    assert_eq!((code, fates), (Some(1), vec![&json!("written"), &json!("not-taken"), &json!("written")]), "{report:#}");
    assert!(report["notes"][1]["why"].to_string().contains("no entity `bridge`"), "{report:#}");
    assert_eq!(report["notes"][0]["left"], json!(["the column `weather`, “dry”"]));
    assert!(postil(&["check"], archive.path()).status.success());
}

#[test]
fn a_row_without_the_fields_of_its_kind_is_no_comment_instead() {
    for kind in ["claim", "translation", "wording", "mention"] {
        let archive = small();
        let table = format!("quote,kind,says,note\nForty men left,{kind},,\nForty men came,comment,,plain\n");
        let (code, report) = import(archive.path(), "csv", &table, &["--into", "d"]);
        assert_eq!((code, &report["notes"][0]["fate"]), (Some(1), &json!("not-taken")), "{report:#}");
        assert!(report["notes"][0]["why"].to_string().contains(&format!("it is a {kind}, and no column has")), "{report:#}");
        assert_eq!(report["notes"][1]["fate"], json!("written"), "{report:#}");
    }
}

#[test]
fn what_is_not_of_the_format_is_wrong_use() {
    let archive = small();
    let deep = "[".repeat(100_000);
    for (kind, text) in [
        ("hypothesis", "{}"),
        ("hypothesis", "not json"),
        ("hypothesis", deep.as_str()),
        ("annotations", "{\"type\":\"Note\"}"),
        ("annotations", "7"),
        ("csv", ""),
        ("csv", "a,b\n1\n"),
        ("csv", "\"open"),
    ] {
        let (code, report) = import(archive.path(), kind, text, &[]);
        assert_eq!(code, Some(2), "{kind}: {report:#}");
    }
    assert_eq!(import(archive.path(), "csv", "quote\nx\n", &["--layer", "../x"]).0, Some(2));
    assert_eq!(import(archive.path(), "csv", "quote\nx\n", &["--into", "nowhere"]).0, Some(2));
    assert_eq!(postil(&["import", "csv", "nowhere.csv"], archive.path()).status.code(), Some(3));
}

#[test]
fn a_table_that_names_no_words_is_not_of_its_kind() {
    let archive = small();
    for text in ["\0\0\0", "note\n", "note,by\nx,y\n", &"\0".repeat(100_000)] {
        assert_eq!(import(archive.path(), "csv", text, &["--into", "d"]).0, Some(2), "{}", &text[..3]);
    }
    for text in ["quote\n", "Quotation;note\n"] {
        assert_eq!(import(archive.path(), "csv", text, &["--into", "d"]).0, Some(0), "{text}");
    }
}

#[test]
fn what_is_near_is_looked_up_for_the_first_hundred() {
    let archive = small();
    let rows: String = (0..120).map(|number| format!("nope {number},x\n")).collect();
    let (code, told) = import(archive.path(), "csv", &format!("quote,note\n{rows}"), &["--into", "d"]);
    assert_eq!(code, Some(1));
    let later = "what is nearest to it is told when those before it are corrected";
    let is_later = |note: &Value| note["why"].as_array().unwrap().iter().any(|why| why == later);
    let notes = told["notes"].as_array().unwrap();
    assert_eq!(notes.iter().map(is_later).collect::<Vec<_>>(), (0..120).map(|number| number >= 100).collect::<Vec<_>>());
}

/// The fates of the notes of a report.
fn fates(report: &Value) -> Vec<&str> {
    report["notes"].as_array().unwrap().iter().map(|note| note["fate"].as_str().unwrap()).collect()
}

fn put(archive: &Path, name: &str, text: &str) {
    let path = archive.join("content/documents").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn a_note_whose_words_another_note_quotes_gets_another_name() {
    let archive = small();
    // Of an archive with several documents a document alone has other numbers of files.
    put(archive.path(), "a/document.yaml", "title: A\nlanguage: en\nkind: post\n");
    put(archive.path(), "a/text.txt", "Nobody came.\n");
    put(archive.path(), "a/notes.yaml", "- {id: nobody, quote: Nobody, note: x}\n");
    put(archive.path(), "d/notes.yaml", "- {id: forty-men-left, quote: Forty men left, note: x}\n");
    let table = "document,quote,note\nd,Forty men left,A remark.\na,Nobody came,Another.\nd,Forty men left,A third.\n";
    let (code, report) = import(archive.path(), "csv", table, &[]);
    assert_eq!((code, fates(&report)), (Some(0), vec!["written"; 3]), "{report:#}");
    let names: Vec<&Value> = report["notes"].as_array().unwrap().iter().map(|note| &note["note"]).collect();
    assert_eq!(names, ["forty-men-left-2", "nobody-came", "forty-men-left-3"]);
}

#[test]
fn a_sidecar_into_which_nothing_is_written_is_not_there_afterwards() {
    let archive = small();
    let (code, report) =
        import(archive.path(), "csv", "quote,note,kind,mention\nForty men left,x,mention,nobody\n", &["--into", "d"]);
    assert_eq!((code, fates(&report), &report["files"]), (Some(1), vec!["not-taken"], &json!([])), "{report:#}");
    let (code, report) = import(archive.path(), "csv", "quote,note\nFifty men left,x\n", &["--into", "d"]);
    assert_eq!((code, fates(&report), &report["files"]), (Some(1), vec!["not-placed"], &json!([])), "{report:#}");
    assert!(!archive.path().join("content/documents/d/notes.csv.yaml").exists());
}

#[test]
fn a_sidecar_that_cannot_be_read_takes_none_and_says_so_at_once() {
    let archive = small();
    let broken = "- id: x\n  quote: \"unclosed\n";
    put(archive.path(), "d/notes.csv.yaml", broken);
    put(archive.path(), "a/document.yaml", "title: A\nlanguage: en\nkind: post\n");
    put(archive.path(), "a/text.txt", "Nobody came.\n");
    let rows: String = (0..1000).map(|number| format!("d,Forty men left,{number}\n")).collect();
    let (code, report) = import(archive.path(), "csv", &format!("document,quote,note\n{rows}a,Nobody came,x\n"), &[]);
    assert_eq!(code, Some(1));
    let fates = fates(&report);
    assert!(fates[..1000].iter().all(|fate| *fate == "not-taken") && fates[1000] == "written", "{report:#}");
    let why = report["notes"][999]["why"].to_string();
    assert!(why.contains("notes.csv.yaml cannot be read whole") && why.contains("postil check"), "{why}");
    assert_eq!(sidecar(archive.path(), "csv"), broken);
}

#[test]
fn of_two_notes_that_come_with_one_name_the_first_has_it() {
    let archive = small();
    // What stands between the two is none of it.
    let table = "id,quote,note\na,Forty men came,x\na,bridge fell,x\nb,Forty men left,x\n";
    let (code, report) = import(archive.path(), "csv", table, &["--into", "d"]);
    assert_eq!((code, fates(&report)), (Some(1), vec!["written", "not-taken", "written"]), "{report:#}");
    let why = report["notes"][1]["why"].to_string();
    assert!(why.contains("another note is called d/a: the one on “Forty men came”"), "{why}");
}

#[test]
fn the_name_of_a_note_that_is_refused_is_free_for_the_next() {
    let archive = small();
    let table = "id,quote,note,kind,mention\na,Forty men came,x,mention,nobody\na,bridge fell,y,,\na,Forty men left,z,,\n";
    let (code, report) = import(archive.path(), "csv", table, &["--into", "d"]);
    assert_eq!((code, fates(&report)), (Some(1), vec!["not-taken", "written", "not-taken"]), "{report:#}");
    let why = |at: usize| report["notes"][at]["why"].to_string();
    assert!(why(0).contains("nobody") && why(2).contains("the one on “bridge fell”"), "{report:#}");
    assert!(sidecar(archive.path(), "csv").contains("id: a\n"), "{}", sidecar(archive.path(), "csv"));
}

#[test]
fn a_note_that_comes_twice_is_written_once() {
    for id in ["a", ""] {
        let archive = small();
        let table = format!("id,quote,note\n{id},Forty men came,x\n{id},bridge fell,y\n{id},Forty men came,x\n");
        let (code, report) = import(archive.path(), "csv", &table, &["--into", "d"]);
        let (wanted, second) = if id.is_empty() { (0, "written") } else { (1, "not-taken") };
        assert_eq!((code, fates(&report)), (Some(wanted), vec!["written", second, "there"]), "{report:#}");
        assert_eq!(report["notes"][2]["note"], report["notes"][0]["note"]);
    }
    // What cannot be written cannot be written again.
    let archive = small();
    let row = "a,Forty men came,x,mention,nobody\n";
    let (code, report) = import(archive.path(), "csv", &format!("id,quote,note,kind,mention\n{row}{row}"), &["--into", "d"]);
    assert_eq!((code, fates(&report)), (Some(1), vec!["not-taken"; 2]), "{report:#}");
    assert_eq!(report["notes"][0]["why"], report["notes"][1]["why"]);
    // Two that have names of their own are two notes.
    let table = "id,quote,note\na,bridge fell,x\nb,bridge fell,x\n";
    for fate in ["written", "there"] {
        let (code, report) = import(archive.path(), "csv", table, &["--into", "d"]);
        assert_eq!((code, fates(&report)), (Some(0), vec![fate; 2]), "{report:#}");
        assert_eq!(report["notes"][1]["note"], json!("b"));
    }
}

/// Brings in a folder of tables that has notes and relations.
fn import_related(archive: &Path, notes: &str, relations: &str, words: &[&str]) -> (Option<i32>, Value) {
    let tables = tempfile::tempdir().unwrap();
    fs::write(tables.path().join("notes.csv"), format!("id,document,quote,note,kind,mention\n{notes}")).unwrap();
    fs::write(tables.path().join("relations.csv"), format!("from,to,as\n{relations}")).unwrap();
    let words = [&["import", "csv", tables.path().to_str().unwrap(), "--format", "json"], words].concat();
    let ran = postil(&words, archive);
    (ran.status.code(), serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| Value::String(said(&ran))))
}

/// A small archive with a second document.
fn with_second() -> TempDir {
    let archive = small();
    put(archive.path(), "e/document.yaml", "title: E\nlanguage: en\nkind: post\n");
    put(archive.path(), "e/text.txt", "The bridge fell on Monday.\n");
    archive
}

#[test]
fn a_relation_does_not_come_back_if_its_other_note_does_not() {
    let related = "d/a,d/b,agrees-with\ne/c,d/b,disputes\n";
    // Its name is another note's; its words do not stand; it is wrong; nothing is known of its document.
    for (row, name) in [
        ("d/b,d,bridge fell,y,,", "d/b"),
        ("d/b,d,bridge stood,y,,", "d/b"),
        ("d/b,d,bridge fell,y,mention,nobody", "d/b"),
        ("z/b,z,bridge fell,y,,", "z/b"),
    ] {
        let archive = with_second();
        let other = if row.ends_with("y,,") { "b" } else { "other" };
        put(archive.path(), "d/notes.yaml", &format!("- {{id: {other}, quote: Forty men left, note: unrelated}}\n"));
        let notes = format!("d/a,d,Forty men came,x,,\n{row}\ne/c,e,bridge fell,z,,\n");
        let (code, report) = import_related(archive.path(), &notes, &related.replace("d/b", name), &[]);
        let told = fates(&report);
        assert_eq!((code, told[0], told[2]), (Some(1), "written", "written"), "{row}: {report:#}");
        let left = json!([format!("the relation `disputes` to {name}, which is not taken over")]);
        assert_eq!(report["notes"][2]["left"], left, "{row}");
        assert!(!sidecar(archive.path(), "csv").contains("relates"), "{row}");
        let (code, report) = import_related(archive.path(), &notes, &related.replace("d/b", name), &[]);
        assert_eq!((code, fates(&report)), (Some(1), vec!["there", told[1], "there"]), "{row}: {report:#}");
    }
}

#[test]
fn a_relation_leads_to_its_note_whatever_that_is_called_here() {
    let archive = with_second();
    put(archive.path(), "d/notes.yaml", "- {id: other, quote: bridge fell, note: y}\n- {id: far, quote: Forty men left}\n");
    let notes = "d/a,d,Forty men came,x,,\nd/b,d,bridge fell,y,,\ne/c,e,bridge fell,z,,\n";
    // A name that is not among those that come is one of the archive.
    let related = "d/a,d/b,agrees-with\ne/c,d/b,disputes\ne/c,d/far,qualifies\n";
    for fate in ["written", "there"] {
        let (code, report) = import_related(archive.path(), notes, related, &[]);
        assert_eq!((code, fates(&report)), (Some(0), vec![fate, "there", fate]), "{report:#}");
        assert!(report["notes"].as_array().unwrap().iter().all(|note| note["left"] == json!([])), "{report:#}");
    }
    let of_e = fs::read_to_string(archive.path().join("content/documents/e/notes.csv.yaml")).unwrap();
    assert!(of_e.contains("d/other") && of_e.contains("d/far") && !of_e.contains("d/b"), "{of_e}");
}

#[test]
fn notes_that_are_related_to_each_other_are_known_under_other_names() {
    let archive = small();
    let there = "- {id: one, quote: Forty men came, relates: {to: two, as: agrees-with}}\n\
        - {id: two, quote: bridge fell, relates: {to: one, as: qualifies}}\n";
    put(archive.path(), "d/notes.yaml", there);
    let notes = "d/a,d,Forty men came,,,\nd/b,d,bridge fell,,,\n";
    let (code, report) = import_related(archive.path(), notes, "d/a,d/b,agrees-with\nd/b,d/a,qualifies\n", &[]);
    assert_eq!((code, fates(&report)), (Some(0), vec!["there"; 2]), "{report:#}");
}

#[test]
fn a_relation_goes_with_its_notes_into_another_document() {
    let archive = with_second();
    let notes = "e/a,e,Forty men came,x,,\ne/b,e,bridge fell,y,,\n";
    let (code, report) = import_related(archive.path(), notes, "e/a,e/b,disputes\n", &["--into", "d"]);
    assert_eq!((code, fates(&report)), (Some(0), vec!["written"; 2]), "{report:#}");
    assert!(sidecar(archive.path(), "csv").contains("d/b"), "{}", sidecar(archive.path(), "csv"));
}

#[test]
fn the_name_of_a_note_that_cannot_be_read_is_not_given_again() {
    let archive = small();
    put(archive.path(), "d/notes.yaml", "- {id: left, quote: Forty men left, in: second}\n");
    let (code, report) = import(archive.path(), "csv", "id,quote\nleft,Forty men left\ncame,Forty men came\n", &["--into", "d"]);
    assert_eq!((code, fates(&report)), (Some(1), vec!["not-taken", "written"]), "{report:#}");
    assert!(report["notes"][0]["why"].to_string().contains("another note is called d/left"), "{report:#}");
}

#[test]
fn a_cell_that_cannot_be_read_is_told() {
    let archive = small();
    let table =
        "quote,start,end,places,url,note\nForty men left,1.5,zz,three,here,a\nForty men came,20,,0,,b\nbridge fell,,,1,,c\n";
    let (code, report) = import(archive.path(), "csv", table, &["--into", "d"]);
    assert_eq!((code, fates(&report)), (Some(0), vec!["written"; 3]), "{report:#}");
    let left: Vec<&Value> = report["notes"].as_array().unwrap().iter().map(|note| &note["left"]).collect();
    let column = |name: &str, text: &str| format!("the column `{name}`, “{text}”");
    let all = [column("start", "1.5"), column("end", "zz"), column("places", "three"), column("url", "here")];
    assert_eq!(left, [&json!(all), &json!([column("start", "20"), column("places", "0")]), &json!([])]);
}

#[test]
fn what_is_no_paragraph_is_told_as_check_tells_it() {
    let archive = small();
    for (paragraph, told) in [("1", "“1” does not name a paragraph"), ("p9", "the text has no `p9`")] {
        let table = format!("quote,paragraph,note\nForty men left,{paragraph},x\n");
        let (code, report) = import(archive.path(), "csv", &table, &["--into", "d"]);
        assert_eq!((code, fates(&report)), (Some(1), vec!["not-placed"]), "{report:#}");
        let why = report["notes"][0]["why"].to_string();
        assert!(why.contains(told) && why.contains("`p1`"), "{why}");
    }
}

#[test]
fn a_layer_is_the_same_however_it_is_named() {
    let archive = small();
    for (layer, quote) in [("odd", "Forty men left"), ("odd.yaml", "Forty men came"), ("notes.odd.yaml", "bridge fell")] {
        let (code, report) = import(archive.path(), "csv", &format!("quote\n{quote}\n"), &["--into", "d", "--layer", layer]);
        assert_eq!((code, &report["files"]), (Some(0), &json!(["content/documents/d/notes.odd.yaml"])), "{report:#}");
        let words = ["add", "comment", "--document", "d", "--quote", quote, "--note", "x", "--layer", layer];
        let ran = postil(&words, archive.path());
        assert!(ran.status.success() && said(&ran).starts_with("content/documents/d/notes.odd.yaml:"), "{}", said(&ran));
    }
}
