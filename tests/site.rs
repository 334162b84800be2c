//! The published site: complete, valid, without a link that leads nowhere, the same on every run.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use scraper::{Html, Selector};

type Site = BTreeMap<String, Vec<u8>>;

/// Runs the program on an archive; gives every file that it published.
fn build(archive: &Path, output: &Path, change: impl FnOnce(&mut Command)) -> Site {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    command.arg("build").arg("-C").arg(archive).arg("-o").arg(output);
    change(&mut command);
    let ran = command.output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    files(output)
}

fn files(root: &Path) -> Site {
    let mut found = Site::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

fn demonstration() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// The real archive, where it lies beside the project.
fn real() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/archive");
    path.join("content/archive.yaml").exists().then_some(path)
}

fn archives() -> Vec<PathBuf> {
    [Some(demonstration()), real()].into_iter().flatten().collect()
}

fn pages(site: &Site) -> BTreeMap<&str, Html> {
    let html = site.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.as_str(), Html::parse_document(std::str::from_utf8(bytes).unwrap()))).collect()
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut plain, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%').then(|| u8::from_str_radix(text.get(at + 1..at + 3)?, 16).ok()).flatten();
        plain.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(plain).unwrap()
}

/// The path that a relative address on a page leads to.
fn resolved(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {address} leaves the site"),
            "." | "" => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_and_fragment_lands() {
    for archive in archives() {
        let folder = tempfile::tempdir().unwrap();
        let site = build(&archive, &folder.path().join("site"), |_| {});
        let pages = pages(&site);
        let (with_id, links) = (Selector::parse("[id]").unwrap(), Selector::parse("[href], [src]").unwrap());
        let ids: BTreeMap<&str, BTreeSet<&str>> = pages
            .iter()
            .map(|(path, page)| (*path, page.select(&with_id).filter_map(|element| element.attr("id")).collect()))
            .collect();
        let mut checked = 0;
        for (path, page) in pages.iter().filter(|(path, _)| **path != "404.html") {
            for element in page.select(&links) {
                let address = element.attr("href").or(element.attr("src")).unwrap();
                if ["https:", "http:", "mailto:", "tel:", "data:", "geo:"].iter().any(|scheme| address.starts_with(scheme)) {
                    continue;
                }
                let (file, fragment) = address.split_once('#').unwrap_or((address, ""));
                let target = if file.is_empty() { (*path).to_owned() } else { resolved(path, &decoded(file)) };
                assert!(site.contains_key(&target), "{path}: {address} leads to {target}, which is not there");
                let fragment = decoded(fragment);
                let lands = fragment.is_empty() || ids[target.as_str()].contains(fragment.as_str());
                assert!(lands, "{path}: {address} leads to #{fragment}, which is not on that page");
                checked += 1;
            }
        }
        assert!(checked > 5_000, "{checked} links");
    }
}

#[test]
fn every_page_is_sound_html_with_unique_ids() {
    for archive in archives() {
        let folder = tempfile::tempdir().unwrap();
        let site = build(&archive, &folder.path().join("site"), |_| {});
        let with_id = Selector::parse("[id]").unwrap();
        for (path, page) in pages(&site) {
            assert!(page.errors.is_empty(), "{path}: {:?}", page.errors);
            let stray = page.root_element().text().flat_map(str::chars).find(|letter| letter.is_control() && *letter != '\n');
            assert_eq!(stray, None, "{path}: a control character");
            let mut ids = BTreeSet::new();
            for id in page.select(&with_id).filter_map(|element| element.attr("id")) {
                assert!(ids.insert(id), "{path}: the id {id} stands twice");
            }
        }
    }
}

/// A terminal's escapes, for one, are no part of a page.
#[test]
fn no_page_holds_a_control_character() {
    for archive in archives() {
        let folder = tempfile::tempdir().unwrap();
        let site = build(&archive, &folder.path().join("site"), |_| {});
        for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
            let text = String::from_utf8_lossy(bytes);
            let control = text.find(|character: char| character.is_control() && character != '\n');
            assert!(control.is_none(), "{path}: {:?}", control.map(|at| text[at..].chars().take(20).collect::<String>()));
        }
    }
}

/// Every note of the archive stands on its document's page, at its words.
#[test]
fn every_note_is_on_its_page() {
    for archive in archives() {
        let folder = tempfile::tempdir().unwrap();
        let site = build(&archive, &folder.path().join("site"), |_| {});
        let documents = archive.join("content/documents");
        let mut notes = 0;
        for document in fs::read_dir(documents).unwrap() {
            let document = document.unwrap();
            let page = &site[&format!("documents/{}.html", document.file_name().to_string_lossy())];
            let page = Html::parse_document(std::str::from_utf8(page).unwrap());
            for sidecar in fs::read_dir(document.path()).unwrap() {
                let sidecar = sidecar.unwrap();
                if !sidecar.file_name().to_string_lossy().starts_with("notes") {
                    continue;
                }
                for line in fs::read_to_string(sidecar.path()).unwrap().lines() {
                    let Some(id) = line.strip_prefix("- id: ") else { continue };
                    let there = |css: String| page.select(&Selector::parse(&css).unwrap()).count() == 1;
                    let has_entry = there(format!("li[id='n-{id}']")) && there(format!("a[id='r-{id}'][href='#n-{id}']"));
                    assert!(has_entry || there(format!("[id='m-{id}']")), "{id} of {:?}", document.file_name());
                    notes += 1;
                }
            }
        }
        assert!(notes > 100, "{notes} notes");
    }
}

/// What a file for the search page hands over.
fn shard(bytes: &[u8]) -> serde_json::Value {
    let text = std::str::from_utf8(bytes).unwrap();
    serde_json::from_str(text.strip_prefix("postil(").and_then(|rest| rest.strip_suffix(")\n")).unwrap()).unwrap()
}

#[test]
fn every_search_result_lands_and_every_file_of_the_search_is_small_and_named() {
    for archive in archives() {
        let folder = tempfile::tempdir().unwrap();
        let site = build(&archive, &folder.path().join("site"), |_| {});
        let pages = pages(&site);
        let with_id = Selector::parse("[id]").unwrap();
        let form = pages["search.html"].select(&Selector::parse("form[data-start]").unwrap()).next().unwrap();
        let first = form.attr("data-start").unwrap();
        let start = shard(&site[first]);
        let (mut named, mut results) = (BTreeSet::from([first.to_owned()]), 0);
        for part in ["words", "records"] {
            named.extend(start[part].as_array().unwrap().iter().map(|file| format!("search/{}.js", file[1].as_str().unwrap())));
        }
        let files: BTreeSet<String> = site.keys().filter(|path| path.starts_with("search/")).cloned().collect();
        assert_eq!(files, named);
        for path in &files {
            let longest = shard(&site[path]).as_array().map_or(1, Vec::len);
            assert!(site[path].len() < 33_000 || longest == 1, "{path} has {} bytes", site[path].len());
            let value = shard(&site[path]);
            for record in value["records"].as_array().into_iter().flatten().filter(|_| path != first) {
                let address = value["heads"][record[0].as_u64().unwrap() as usize][0].as_str().unwrap();
                let page = &pages[decoded(address).as_str()];
                let fragment = record[1].as_str().unwrap();
                let lands = fragment.is_empty() || page.select(&with_id).any(|element| element.attr("id") == Some(fragment));
                assert!(lands, "{address}#{fragment}");
                results += 1;
            }
        }
        assert!(results > 300, "{results} results");
    }
}

#[test]
fn an_archive_that_wants_no_search_has_no_trace_of_one() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir_all(&content).unwrap();
    for (wanted, line) in [(true, ""), (true, "search: true\n"), (false, "search: false\n")] {
        fs::write(content.join("archive.yaml"), format!("title: A\n{line}")).unwrap();
        let site = build(folder.path(), &folder.path().join("public"), |_| {});
        assert_eq!(site.keys().any(|path| path.contains("search")), wanted, "{line}");
        let home = String::from_utf8(site["index.html"].clone()).unwrap();
        assert_eq!(home.contains("search"), wanted, "{line}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let mut entries: Vec<PathBuf> = fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
    // Another order of making them than that of the disk.
    entries.sort();
    entries.reverse();
    for path in entries {
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

#[test]
fn two_builds_of_one_archive_are_equal_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    for archive in archives() {
        let first = build(&archive, &folder.path().join("first"), |_| {});
        let elsewhere = folder.path().join("other place/أرشيف");
        copy(&archive.join("content"), &elsewhere.join("content"));
        let second = build(&elsewhere, &folder.path().join("second"), |command| {
            command.env("LC_ALL", "ar_SY.UTF-8").env("LANG", "id_ID.UTF-8").env("TZ", "Asia/Jakarta");
            command.env("RAYON_NUM_THREADS", "7").current_dir("/");
        });
        let third = build(&archive, &folder.path().join("third"), |command| {
            command.env("RAYON_NUM_THREADS", "1");
        });
        assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
        for (path, bytes) in &first {
            assert!(second[path] == *bytes && third[path] == *bytes, "{path} differs");
        }
        for name in ["first", "second", "third"] {
            fs::remove_dir_all(folder.path().join(name)).unwrap();
        }
        fs::remove_dir_all(folder.path().join("other place")).unwrap();
    }
}

/// Identifiers of any script give pages that can be reached.
#[test]
fn names_in_arabic_and_chinese_are_addresses() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    let document = content.join("documents/بيان-١");
    fs::create_dir_all(&document).unwrap();
    fs::create_dir_all(content.join("entities")).unwrap();
    fs::write(content.join("archive.yaml"), "title: A\nlanguage: ar\nbase_url: https://example.org/a/\n").unwrap();
    fs::write(content.join("entities/all.yaml"), "- id: 海港\n  type: place\n  name: الميناء\n  match: true\n").unwrap();
    fs::write(content.join("questions.yaml"), "- id: متى\n  asks: متى؟\n  kind: open\n").unwrap();
    fs::write(document.join("document.yaml"), "title: بيان\nlanguage: ar\nkind: other\n").unwrap();
    fs::write(document.join("text.txt"), "قال الناس إن الميناء أغلق.\n").unwrap();
    fs::write(
        document.join("notes.yaml"),
        "- id: 关闭\n  quote: أغلق\n  claim:\n    says: أغلق الميناء.\n    question: متى\n    modality: asserted\n",
    )
    .unwrap();
    let site = build(folder.path(), &folder.path().join("public"), |_| {});
    for path in ["documents/بيان-١.html", "claims/بيان-١/关闭.html", "entities/海港.html"] {
        assert!(site.contains_key(path), "{path} is published");
    }
    let page = String::from_utf8(site["documents/بيان-١.html"].clone()).unwrap();
    assert!(page.contains("dir=\"rtl\"") || page.contains("dir=rtl"), "an Arabic archive runs from right to left");
    assert!(page.contains("../entities/%E6%B5%B7%E6%B8%AF.html"), "links are encoded as addresses are");
}
