//! What other programs read: listed with true sizes and fingerprints, chosen by the archive, harmless in a spreadsheet.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use scraper::{Html, Selector};
use sha2::{Digest, Sha256};

/// A site by path.
struct Site(BTreeMap<String, Vec<u8>>);

impl Site {
    fn text(&self, path: &str) -> &str {
        std::str::from_utf8(self.0.get(path).unwrap_or_else(|| panic!("{path} is published"))).unwrap()
    }

    fn page(&self, path: &str) -> Html {
        Html::parse_document(self.text(path))
    }

    /// The data files, by path.
    fn data(&self) -> Vec<&str> {
        let is_page = |path: &&&str| !path.ends_with(".html");
        let is_data = |path: &&str| path.starts_with("data/") || path.starts_with("documents/");
        self.0.keys().map(String::as_str).filter(is_data).collect::<Vec<_>>().iter().filter(is_page).copied().collect()
    }
}

fn collect(root: &Path, folder: &Path, site: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, site);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            site.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// Builds an archive.
fn built(archive: &Path, words: &[&str]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("site");
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    let ran = command.arg("build").arg("-C").arg(archive).arg("-o").arg(&output).args(words).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let mut site = BTreeMap::new();
    collect(&output, &output, &mut site);
    Site(site)
}

/// Builds a small archive of these files below `content/`.
fn small(files: &[(&str, &str)]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    built(folder.path(), &[])
}

fn demonstration() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// The demonstration, and the real archive where it lies beside the project.
fn archives() -> Vec<PathBuf> {
    let real = demonstration().join("../shared/archive");
    [Some(demonstration()), real.join("content/archive.yaml").exists().then_some(real)].into_iter().flatten().collect()
}

const RECORD: (&str, &str) = ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n");

/// The records of a CSV file (RFC 4180).
fn records(csv: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut characters = csv.chars().peekable();
    let mut inside = false;
    while let Some(character) = characters.next() {
        match character {
            '"' if inside && characters.peek() == Some(&'"') => field.extend(characters.next()),
            '"' => inside = !inside,
            ',' if !inside => record.push(std::mem::take(&mut field)),
            '\r' if !inside => {
                assert_eq!(characters.next(), Some('\n'), "lines end in CR LF");
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            other => field.push(other),
        }
    }
    assert!(field.is_empty() && record.is_empty(), "the last line ends");
    records
}

#[test]
fn the_page_lists_every_data_file_with_its_size_and_fingerprint() {
    for archive in archives() {
        let site = built(&archive, &[]);
        let page = site.page("data.html");
        let row = Selector::parse("table.files tbody tr").unwrap();
        let (link, code) = (Selector::parse("a").unwrap(), Selector::parse("code").unwrap());
        let mut listed = Vec::new();
        for row in page.select(&row) {
            let path = row.select(&link).next().unwrap().attr("href").unwrap();
            let shown: String = row.select(&code).next().unwrap().text().collect();
            let fingerprint: String = Sha256::digest(&site.0[path]).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(shown, fingerprint, "{path}");
            let size = row.text().collect::<String>();
            let tenths = site.0[path].len().div_ceil(100);
            let expected = format!("{}", tenths / 10);
            assert!(size.replace(',', "").contains(&expected), "{path}: {size} shows {expected} kB");
            listed.push(path);
        }
        listed.sort_unstable();
        assert_eq!(listed, site.data(), "what is listed is what there is");
    }
}

#[test]
fn every_page_leads_to_the_data_and_every_document_to_its_own() {
    let site = built(&demonstration(), &[]);
    let footer = Selector::parse("footer a[href$='data.html']").unwrap();
    let alternate = Selector::parse("link[rel=alternate][type]:not([type='application/atom+xml'])").unwrap();
    for path in site.0.keys().filter(|path| path.ends_with(".html")) {
        let page = site.page(path);
        assert!(page.select(&footer).next().is_some(), "{path}");
        let own = format!("documents/{}/", path.trim_start_matches("documents/").trim_end_matches(".html"));
        let mut files: Vec<&str> =
            site.data().into_iter().filter(|file| file.starts_with(&own) && !file.ends_with(".txt")).collect();
        let mut alternates: Vec<String> =
            page.select(&alternate).map(|link| link.attr("href").unwrap().replace("../", "")).collect();
        files.sort_unstable();
        alternates.sort_unstable();
        assert_eq!(alternates, files.iter().map(|file| (*file).to_owned()).collect::<Vec<_>>(), "{path}");
    }
}

#[test]
fn an_archive_chooses_its_formats() {
    let text = ("documents/d/text.md", "A text.\n");
    let all = small(&[("archive.yaml", "title: A\n"), RECORD, text]);
    let one = small(&[("archive.yaml", "title: A\ndata: json\n"), RECORD, text]);
    let none = small(&[("archive.yaml", "title: A\ndata: none\n"), RECORD, text]);
    assert!(all.data().len() > one.data().len() && all.data().contains(&"data/claims.csv"));
    assert!(one.data().iter().all(|path| path.ends_with(".json")) && one.data().contains(&"data/claims.json"));
    let texts = small(&[("archive.yaml", "title: A\ndata: dts\n"), RECORD, text]);
    let alone = "documents/d/p1/document.tei.xml";
    assert!(!all.0.contains_key("data/dts/entry.jsonld"), "what has files for each paragraph is published where it is asked for");
    assert!(
        texts.text(alone).contains("<ab xml:id=\"p1\" xml:lang=\"en\">A text.</ab>")
            && texts.0.contains_key("documents/d/document.tei.xml")
    );
    assert!(texts.text("data.html").contains("data/dts/entry.jsonld") && !texts.text("data.html").contains(alone));
    let ranges = small(&[("archive.yaml", "title: A\ndata: dts-ranges\n"), RECORD, text]);
    let range = "documents/d/document;start=p1;end=p1.tei.xml";
    assert!(!texts.0.contains_key(range) && ranges.text(range).contains("A text.") && ranges.0.contains_key(alone));
    assert_eq!(ranges.text("data.html").matches("entry.jsonld").count(), texts.text("data.html").matches("entry.jsonld").count());
    assert!(none.data().is_empty() && !none.0.contains_key("data.html"));
    assert!(!none.text("index.html").contains("data.html"));
}

#[test]
fn tables_have_a_cell_for_every_column_and_say_the_same_in_csv_and_json() {
    for archive in archives() {
        let site = built(&archive, &[]);
        let package: serde_json::Value = serde_json::from_str(site.text("data/datapackage.json")).unwrap();
        let mut cells = 0;
        for resource in package["resources"].as_array().unwrap() {
            let name = resource["name"].as_str().unwrap();
            let fields: Vec<&str> =
                resource["schema"]["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
            let records = records(site.text(&format!("data/{name}.csv")));
            let rows: Vec<serde_json::Value> = serde_json::from_str(site.text(&format!("data/{name}.json"))).unwrap();
            assert_eq!(records[0], fields, "{name}");
            assert_eq!(records.len(), rows.len() + 1, "{name}");
            for (record, row) in records[1..].iter().zip(&rows) {
                assert_eq!(record.len(), fields.len(), "{name}: {record:?}");
                assert_eq!(row.as_object().unwrap().len(), fields.len(), "{name}: {row}");
                for (cell, field) in record.iter().zip(&fields) {
                    cells += 1;
                    match &row[*field] {
                        serde_json::Value::String(text) if !text.starts_with(['=', '+', '-', '@', '\'']) => {
                            assert_eq!(cell, text)
                        }
                        serde_json::Value::Null => assert_eq!(cell, "", "{name}.{field}"),
                        serde_json::Value::Bool(flag) => assert_eq!(cell, &flag.to_string()),
                        serde_json::Value::Number(number) => assert_eq!(cell.parse::<f64>().unwrap(), number.as_f64().unwrap()),
                        serde_json::Value::String(_) | serde_json::Value::Array(_) => {}
                        serde_json::Value::Object(_) => panic!("no cell holds a record"),
                    }
                }
            }
        }
        assert!(cells > 5_000, "{cells}");
    }
}

#[test]
fn a_text_that_a_spreadsheet_would_run_is_guarded_and_said_to_be() {
    let site = small(&[
        ("archive.yaml", "title: A\n"),
        RECORD,
        ("documents/d/text.txt", "=HYPERLINK(\"https://example.org\") and +62, \"quoted\".\n"),
        (
            "documents/d/notes.yaml",
            "- id: formula\n  quote: '=HYPERLINK(\"https://example.org\")'\n  note: '@somebody, \"you\"'\n\
             - id: plus\n  quote: +62\n  note: a plain word\n",
        ),
    ]);
    let records = records(site.text("data/notes.csv"));
    let column = |name: &str| records[0].iter().position(|field| field == name).unwrap();
    assert_eq!(records[1][column("quotation")], "'=HYPERLINK(\"https://example.org\")");
    assert_eq!(records[1][column("note")], "'@somebody, \"you\"");
    assert_eq!(records[2][column("quotation")], "'+62");
    assert!(site.text("data/datapackage.json").contains("apostrophe"));
    assert!(site.text("data/notes.json").contains("\"quotation\":\"+62\""), "JSON holds the text itself");
}

#[test]
fn a_link_without_words_reads_as_what_it_leads_to() {
    let site = small(&[
        ("archive.yaml", "title: A\n"),
        RECORD,
        ("documents/d/text.txt", "One two.\n"),
        ("documents/d/notes.yaml", "- id: a\n  quote: One\n  note: See [](document:d) and [@w, p. 3].\n"),
        ("bibliography.yaml", "w: {type: book, title: W}\n"),
    ]);
    assert!(site.text("data/notes.json").contains("\"note\":\"See D and [@w, p. 3].\""));
}

#[test]
fn reference_managers_read_every_document_and_work() {
    for archive in archives() {
        let site = built(&archive, &["--base-url", "https://example.org/a/"]);
        let documents = fs::read_dir(archive.join("content/documents")).unwrap().count();
        let titles: Vec<serde_json::Value> = serde_json::from_str(site.text("data/documents.json")).unwrap();
        for (name, least) in [("documents", documents), ("bibliography", 10)] {
            let library = hayagriva::io::from_biblatex_str(site.text(&format!("data/{name}.bib"))).unwrap();
            let items: Vec<serde_json::Value> = serde_json::from_str(site.text(&format!("data/{name}.csl.json"))).unwrap();
            assert!(library.len() >= least, "{} in {name}.bib", library.len());
            assert_eq!(items.len(), library.len(), "{name}");
            for item in &items {
                let key = &item["id"];
                let entry = library.get(key.as_str().unwrap()).unwrap_or_else(|| panic!("{key} is in {name}.bib"));
                let title = &item["title"];
                let plain = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).collect::<String>();
                assert_eq!(plain(&entry.title().unwrap().to_string()), plain(title.as_str().unwrap()), "{key}");
                let year = item["issued"]["date-parts"][0][0].as_i64();
                assert_eq!(entry.date().map(|date| i64::from(date.year)), year, "{key}");
                if name == "documents" {
                    assert!(titles.iter().any(|row| row["id"] == *key && row["title"] == *title), "{key}");
                    let url = entry.url().unwrap().value.to_string();
                    assert!(url.starts_with("https://example.org/a/documents/"), "{url}");
                }
            }
        }
    }
}

/// What a page says to search engines: the graph of its JSON-LD.
fn linked(site: &Site, path: &str) -> Vec<serde_json::Value> {
    let block = Selector::parse("script[type='application/ld+json']").unwrap();
    let page = site.page(path);
    let graph = page.select(&block).next().map(|block| block.text().collect::<String>());
    let value: Option<serde_json::Value> = graph.map(|text| serde_json::from_str(&text).unwrap());
    value.map_or(Vec::new(), |value| value["@graph"].as_array().unwrap().clone())
}

#[test]
fn pages_say_what_they_are_and_every_address_in_it_leads_somewhere() {
    const BASE: &str = "https://example.org/a/";
    fn addresses<'v>(value: &'v serde_json::Value, found: &mut Vec<&'v str>) {
        match value {
            serde_json::Value::String(text) => found.extend(text.starts_with(BASE).then_some(text.as_str())),
            serde_json::Value::Array(values) => values.iter().for_each(|value| addresses(value, found)),
            serde_json::Value::Object(values) => values.values().for_each(|value| addresses(value, found)),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
        }
    }
    for archive in archives() {
        let site = built(&archive, &["--base-url", BASE]);
        let (mut claims, mut documents) = (0, 0);
        for path in site.0.keys().filter(|path| path.ends_with(".html")) {
            let graph = linked(&site, path);
            let types: Vec<&str> = graph.iter().map(|value| value["@type"].as_str().unwrap()).collect();
            let expected = match path.split('/').collect::<Vec<_>>()[..] {
                ["index.html"] => types == ["Dataset"],
                ["data.html"] => types == ["Dataset", "BreadcrumbList"],
                ["documents", _] => types.len() == 2 && types[1] == "BreadcrumbList",
                ["claims", "by", ..] => types.is_empty(),
                ["claims", ..] => types == ["Claim", "BreadcrumbList"] || types == ["BreadcrumbList"],
                ["questions" | "entities" | "terms", _] => types == ["BreadcrumbList"],
                _ => types.is_empty(),
            };
            assert!(expected, "{path}: {types:?}");
            claims += types.iter().filter(|word| **word == "Claim").count();
            documents += usize::from(path.starts_with("documents/") && !path.ends_with("/notes.html"));
            let mut found = Vec::new();
            graph.iter().for_each(|value| addresses(value, &mut found));
            for address in found {
                let file = address[BASE.len()..].split('#').next().unwrap();
                let file = if file.is_empty() { "index.html" } else { file };
                assert!(site.0.contains_key(file), "{path}: {address}");
            }
            assert!(!site.text(path).contains("Rating"), "{path}: nothing is rated");
        }
        let rows: Vec<serde_json::Value> = serde_json::from_str(site.text("data/claims.json")).unwrap();
        let has_page = |row: &&serde_json::Value| row["address"].as_str().is_some_and(|address| address.contains("/claims/"));
        let affirmed = rows.iter().filter(|row| row["modality"] != "denied").filter(has_page);
        assert_eq!(claims, affirmed.count(), "every claim with a page but the denials");
        assert!(documents >= 5);
    }
}

#[test]
fn no_text_of_an_editor_ends_the_block_for_search_engines() {
    let site = small(&[
        ("archive.yaml", "title: '</script><b>A</b> & <!-- B'\nbase_url: https://example.org/\n"),
        ("documents/d/document.yaml", "title: '</script><script>alert(1)</script>'\nlanguage: en\nkind: post\n"),
        ("documents/d/text.txt", "One.\n"),
    ]);
    let graph = linked(&site, "documents/d.html");
    assert_eq!(graph[0]["headline"], "</script><script>alert(1)</script>");
    assert_eq!(linked(&site, "index.html")[0]["name"], "</script><b>A</b> & <!-- B");
    let script = Selector::parse("script").unwrap();
    assert_eq!(site.page("documents/d.html").select(&script).count(), 3, "the block and the site's own two");
    assert!(linked(&small(&[("archive.yaml", "title: A\n")]), "index.html").is_empty(), "without an address nothing is named");
}
