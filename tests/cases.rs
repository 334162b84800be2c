//! One file, one behaviour: small archives with their mistakes marked where they stand (`tests/cases/README.md`).

#![allow(clippy::disallowed_methods, reason = "tests read their own files")]

use std::fs;
use std::path::Path;

use postil::pipeline;
use postil::problem::Problems;
use postil::source::{SourceFile, Sources};

/// A case taken apart.
struct Case {
    name: String,
    files: Vec<SourceFile>,
    /// `path:line:column code` for every mark.
    expected: Vec<String>,
}

/// Files that stand in wherever a case does not bring its own.
const STAND_INS: &[(&str, &str)] = &[("content/archive.yaml", "title: A\nlanguage: en\n")];

fn read(path: &Path) -> Case {
    let name = path.file_stem().expect("a case has a name").to_string_lossy().into_owned();
    let text = fs::read_to_string(path).expect("a case is text");
    let mut files: Vec<(String, String)> = Vec::new();
    let mut expected = Vec::new();
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            files.push((format!("content/{path}"), String::new()));
        } else if let Some((path, body)) = files.last_mut() {
            match mark(line) {
                // A mark stands under the line that it is about.
                Some((column, code)) => expected.push(format!("{path}:{}:{column} {code}", body.lines().count().max(1))),
                None => {
                    body.push_str(line);
                    body.push('\n');
                }
            }
        }
    }
    for (path, body) in STAND_INS {
        if !files.iter().any(|(other, _)| other == path) {
            files.push(((*path).to_owned(), (*body).to_owned()));
        }
    }
    expected.sort();
    Case { name, files: files.into_iter().map(file).collect(), expected }
}

fn file((path, text): (String, String)) -> SourceFile {
    let sha256 = path.contains("/text.").then(|| hash(text.as_bytes()));
    SourceFile { bytes: text.clone().into_bytes(), path, text, sha256, readable: true }
}

fn hash(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads `      ^^^^ quote-not-found`: the column of the first caret, from 1, and the code.
fn mark(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches(' ');
    let column = line.len() - rest.len() + 1;
    let code = rest.trim_start_matches('^').trim();
    let is_mark =
        rest.starts_with('^') && !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_lowercase() || b"-8".contains(&byte));
    is_mark.then_some((column, code))
}

fn found(files: &[SourceFile]) -> Vec<String> {
    let sources = Sources::new(files.to_vec());
    let (_, problems) = pipeline::check(&sources, Problems::default());
    let mut found: Vec<String> = problems
        .iter()
        .map(|problem| {
            let position = sources.position(problem.place);
            let path = &sources.file(problem.place.file).path;
            format!("{path}:{}:{} {}", position.line, position.column, problem.code.name())
        })
        .collect();
    found.sort();
    found
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths = Vec::new();
    for room in fs::read_dir(root).expect("there are cases") {
        let room = room.expect("cases can be listed").path();
        if room.is_dir() {
            paths.extend(
                fs::read_dir(room).expect("a room can be listed").map(|entry| entry.expect("a case can be listed").path()),
            );
        }
    }
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

#[test]
fn each_case_tells_exactly_the_mistakes_that_it_marks() {
    let cases = cases();
    let mut faults = Vec::new();
    for case in &cases {
        let found = found(&case.files);
        if found != case.expected {
            faults.push(format!("{}\n  marked: {:#?}\n  found:  {found:#?}", case.name, case.expected));
        }
    }
    assert!(faults.is_empty(), "{} of {} cases:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

#[test]
fn a_build_finds_what_a_check_finds_and_lets_go_only_of_texts_of_which_nothing_was_told() {
    let mut let_go = 0;
    for case in cases() {
        let whole = Sources::new(case.files);
        let (archive, problems) = pipeline::check(&whole, Problems::default());
        // Nobody else keeps the files.
        let mut spared = Sources::new(whole.iter().map(|(_, file)| file.clone()).collect());
        let (again, told) = pipeline::check_sparingly(&mut spared, Problems::default());
        assert_eq!(told, problems, "{}", case.name);
        assert_eq!(format!("{again:?}"), format!("{archive:?}"), "{}", case.name);
        let late = pipeline::let_go(&spared, &told);
        for (index, file) in whole.iter().filter(|(index, file)| file.text != spared.file(*index).text) {
            let is_told = told.iter().any(|problem| problem.place.file == index);
            assert!(file.sha256.is_some() && spared.file(index).text.is_empty(), "{}: {}", case.name, file.path);
            assert_eq!(late.contains(&index), is_told, "{}: {}", case.name, file.path);
            let_go += 1;
        }
    }
    assert!(let_go > 100, "{let_go} texts");
}

#[test]
fn there_are_at_least_sixty_archives_with_one_mistake_each() {
    let single = cases().iter().filter(|case| case.expected.len() == 1).count();
    assert!(single >= 60, "{single} cases with one mistake");
}

/// Puts many broken archives into one, each with names of its own, and expects every mistake of each.
#[test]
fn an_archive_with_all_mistakes_tells_all_of_them_in_one_run() {
    let mut files: Vec<SourceFile> = Vec::new();
    let mut expected = Vec::new();
    // Only folders of documents can stand beside each other; records of one name in one file would be one mistake more.
    let documents = cases().into_iter().filter(|case| {
        case.expected.len() == 1
            && case.files.iter().all(|file| {
                file.path.starts_with("content/documents/") || file.path == "content/archive.yaml" && file.text == STAND_INS[0].1
            })
    });
    for (number, case) in documents.enumerate() {
        let renamed = |path: &str| match path.strip_prefix("content/documents/") {
            Some(rest) => format!("content/documents/n{number}-{rest}"),
            None => path.to_owned(),
        };
        expected.extend(case.expected.iter().map(|line| renamed(line)));
        let own = case.files.into_iter().filter(|file| file.path != "content/archive.yaml");
        files.extend(own.map(|file| SourceFile { path: renamed(&file.path), ..file }));
    }
    assert!(expected.len() >= 200, "{} mistakes together", expected.len());
    files.push(file((STAND_INS[0].0.to_owned(), STAND_INS[0].1.to_owned())));
    expected.sort();
    assert_eq!(found(&files), expected);
}
