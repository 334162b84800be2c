//! The rules of the house: who may enter whom, one door for each crate, small files that say what they are for.

#![allow(clippy::disallowed_methods, reason = "tests read their own files")]

use std::fs;
use std::path::{Path, PathBuf};

/// A file of `src/` by its path there, with its text.
struct Room {
    path: String,
    text: String,
}

fn rooms() -> Vec<Room> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut rooms = Vec::new();
    collect(&root, &root, &mut rooms);
    rooms.sort_by(|left, right| left.path.cmp(&right.path));
    assert!(rooms.len() > 40, "the house has its rooms");
    rooms
}

fn collect(root: &Path, folder: &Path, rooms: &mut Vec<Room>) {
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path: PathBuf = entry.expect("src can be listed").path();
        if path.is_dir() {
            collect(root, &path, rooms);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).expect("it lies below src").to_string_lossy().replace('\\', "/");
            rooms.push(Room { path: name, text: fs::read_to_string(&path).expect("source files are text") });
        }
    }
}

/// The code of a room without comments, line by line.
fn code(room: &Room) -> impl Iterator<Item = (usize, &str)> {
    room.text.lines().enumerate().map(|(index, line)| (index + 1, line.split("//").next().unwrap_or_default()))
}

fn refuse(faults: Vec<String>) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

const STAGES: &[&str] = &["parse", "anchor", "link", "check", "index", "search", "data", "render", "intake"];

/// What each part of the house may name of the others.
const MAY_ENTER: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("problem", &["source"]),
    ("model", &["source"]),
    ("format", &["model"]),
    ("reference", &["source", "model"]),
    ("parse", &["source", "problem", "model", "format"]),
    ("anchor", &["source", "problem", "model"]),
    ("link", &["source", "problem", "model"]),
    ("check", &["source", "problem", "model"]),
    ("index", &["source", "problem", "model"]),
    ("search", &["source", "problem", "model"]),
    ("data", &["source", "problem", "model", "reference"]),
    ("render", &["source", "problem", "model", "reference"]),
    ("changes", &["source", "model"]),
    ("intake", &["model", "reference"]),
    ("shell", &["source", "problem", "model"]),
    ("cli", &["source", "problem", "model", "format", "pipeline", "shell"]),
];

#[test]
fn no_part_of_the_house_enters_one_that_it_may_not() {
    let mut faults = Vec::new();
    for room in rooms() {
        let part = room.path.split(['/', '.']).next().unwrap_or_default();
        let Some((_, allowed)) = MAY_ENTER.iter().find(|(name, _)| *name == part) else { continue };
        for (line, code) in code(&room) {
            for (at, _) in code.match_indices("crate::") {
                let entered: String =
                    code[at + 7..].chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect();
                let is_part = MAY_ENTER.iter().any(|(name, _)| *name == entered) || entered == "pipeline";
                if is_part && entered != part && !allowed.contains(&entered.as_str()) {
                    faults.push(format!("src/{}:{line}: {part} may not enter {entered}", room.path));
                }
            }
        }
    }
    refuse(faults);
}

/// What cargo runs before it compiles the rest.
const BUILD_SCRIPT: &str = "model/styles/pack.rs";

#[test]
fn disk_clock_environment_and_terminal_are_in_the_shell_only() {
    let words = ["std::fs", "std::env", "std::time", "std::net", "std::process", "println!", "print!", "eprintln!", "eprint!"];
    let mut faults = Vec::new();
    for room in rooms() {
        let part = room.path.split(['/', '.']).next().unwrap_or_default();
        if part == "shell" || part == "main" || part == "cli" || room.path == BUILD_SCRIPT {
            continue;
        }
        for (line, code) in code(&room) {
            for word in words.iter().filter(|word| code.contains(**word)) {
                faults.push(format!("src/{}:{line}: {word} belongs to the shell", room.path));
            }
        }
    }
    refuse(faults);
}

/// Who may start another program; what each of them starts, and when, its first lines say.
const STARTERS: &[&str] = &["shell/fetch.rs", "shell/git.rs", "shell/program.rs"];

#[test]
fn other_programs_are_started_by_three_files_only() {
    let starts = |room: &&Room| room.text.contains("use std::process::{Command") || room.text.contains("process::Command");
    let rooms = rooms();
    let starters: Vec<&str> = rooms.iter().filter(starts).map(|room| room.path.as_str()).collect();
    assert_eq!(starters, STARTERS);
}

/// Each crate with the files that may name it; `a/` allows a folder.
const DOORS: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["parse/markdown.rs", "parse/markdown/dropped.rs"]),
    ("saphyr_parser", &["parse/yaml/"]),
    ("serde_yaml", &["parse/yaml/"]),
    (
        "hayagriva",
        &[
            "model/styles",
            "model/work.rs",
            "parse/bibliography.rs",
            "parse/biblatex.rs",
            "render/citation",
            "data/citations/works.rs",
        ],
    ),
    ("biblatex", &["parse/"]),
    ("ciborium", &["model/styles", "render/before.rs"]),
    ("miniz_oxide", &["model/styles"]),
    ("spdx", &["parse/site.rs"]),
    ("indexmap", &["render/strings.rs", "search/words.rs"]),
    ("isolang", &["parse/language.rs", "render/phrases.rs"]),
    ("icu_locale", &["parse/language.rs", "index/collation.rs", "render/plural.rs"]),
    ("icu_collator", &["index/collation.rs"]),
    ("icu_plurals", &["render/plural.rs"]),
    ("memchr", &["anchor/"]),
    ("mimalloc", &["main.rs"]),
    ("triple_accel", &["anchor/"]),
    ("unicode_segmentation", &["anchor/", "data/annotations/target.rs"]),
    ("pagefind_stem", &["search/stems.rs"]),
    ("aho_corasick", &["link/mentions.rs"]),
    ("tera", &["render/template.rs"]),
    ("minify_html", &["render/minify.rs"]),
    ("syntect", &["render/code.rs", "render/grammar.rs"]),
    ("annotate_snippets", &["problem/report/"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/completions.rs"]),
    ("clap_mangen", &["cli/man.rs"]),
    ("walkdir", &["shell/"]),
    ("rustix", &["shell/write/exchange.rs"]),
    ("httparse", &["shell/serve/request.rs"]),
    ("getrandom", &["shell/serve/token.rs"]),
    ("notify", &["shell/watch.rs"]),
    ("quick_xml", &["intake/xml.rs"]),
];

#[test]
fn each_crate_has_one_door() {
    let mut faults = Vec::new();
    for room in rooms() {
        for (line, code) in code(&room) {
            for (name, doors) in DOORS {
                let named = code.contains(&format!("{name}::")) || code.contains(&format!("use {name};"));
                if named && !doors.iter().any(|door| room.path.starts_with(door)) {
                    faults.push(format!("src/{}:{line}: {name} is named in {} only", room.path, doors.join(", ")));
                }
            }
        }
    }
    refuse(faults);
}

#[test]
fn every_door_is_in_use() {
    let rooms = rooms();
    let unused = DOORS.iter().filter(|(name, doors)| {
        let inside = rooms.iter().filter(|room| doors.iter().any(|door| room.path.starts_with(door)));
        !inside.into_iter().any(|room| room.text.contains(&format!("{name}::")))
    });
    refuse(unused.map(|(name, _)| format!("nothing behind its doors uses {name}")).collect());
}

#[test]
fn every_file_says_its_job_and_stays_small() {
    let mut faults = Vec::new();
    for room in rooms() {
        let first = room.text.lines().next().unwrap_or_default();
        if !first.starts_with("//! ") || !first.ends_with(['.', ':', '?']) {
            faults.push(format!("src/{}:1: the first line says the job of the file in a sentence", room.path));
        }
        let lines = room.text.lines().count();
        if lines > 400 {
            faults.push(format!("src/{}: {lines} lines; 400 is the wall", room.path));
        }
    }
    refuse(faults);
}

#[test]
fn no_list_is_walked_in_an_order_that_changes() {
    let mut faults = Vec::new();
    for room in rooms() {
        for (line, code) in code(&room) {
            if code.contains("HashMap") || code.contains("HashSet") {
                faults.push(format!("src/{}:{line}: a hash table has another order on every run", room.path));
            }
        }
    }
    refuse(faults);
}

#[test]
fn nothing_is_left_to_be_done_later() {
    let mut faults = Vec::new();
    for room in rooms() {
        for (index, line) in room.text.lines().enumerate() {
            for word in ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "dbg!("] {
                if line.contains(word) {
                    faults.push(format!("src/{}:{}: {word}", room.path, index + 1));
                }
            }
        }
    }
    refuse(faults);
}

#[test]
fn every_allow_has_a_reason() {
    let mut faults = Vec::new();
    for room in rooms() {
        for (line, code) in code(&room) {
            if (code.contains("#[allow(") || code.contains("#![allow(")) && !code.contains("reason") {
                faults.push(format!("src/{}:{line}: an allow says why", room.path));
            }
        }
    }
    refuse(faults);
}

/// A call says `Whose::Editor`, where `false` would say nothing.
#[test]
fn no_function_takes_a_yes_or_no() {
    let mut faults = Vec::new();
    for room in rooms() {
        for (at, _) in room.text.match_indices("fn ") {
            let Some(taken) = parameters(&room.text[at..]) else { continue };
            let is_word = |word: &str| word == "bool";
            if taken.replace("-> bool", "").split(|sign: char| !sign.is_alphanumeric()).any(is_word) {
                faults.push(format!("src/{}:{}: give it an enum", room.path, room.text[..at].lines().count()));
            }
        }
    }
    refuse(faults);
}

/// What stands between the parentheses of a function; nothing where no function begins.
fn parameters(code: &str) -> Option<&str> {
    let head = code.strip_prefix("fn ")?;
    let name = head.find(['(', '<']).filter(|end| head[..*end].chars().all(|sign| sign.is_alphanumeric() || sign == '_'))?;
    let (mut angles, mut parentheses, mut start) = (0, 0, None);
    for (at, sign) in head.char_indices().skip(name) {
        match sign {
            '<' => angles += 1,
            '>' if !head[..at].ends_with('-') => angles -= 1,
            '(' => {
                parentheses += 1;
                start = start.or((angles == 0).then_some(at + 1));
            }
            ')' => {
                parentheses -= 1;
                if let Some(start) = start.filter(|_| parentheses == 0) {
                    return Some(&head[start..at]);
                }
            }
            _ => {}
        }
    }
    None
}

#[test]
fn stages_are_named_in_the_pipeline_alone() {
    let pipeline = rooms().into_iter().find(|room| room.path == "pipeline.rs").expect("there is a pipeline");
    for stage in STAGES {
        assert!(pipeline.text.contains(&format!("{stage}::")), "the pipeline runs {stage}");
    }
}

#[test]
fn every_code_has_a_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases = String::new();
    for room in fs::read_dir(&folder).expect("there are cases") {
        let room = room.expect("cases can be listed").path();
        if !room.is_dir() {
            continue;
        }
        for case in fs::read_dir(room).expect("a folder of cases can be listed") {
            cases.push_str(&fs::read_to_string(case.expect("cases can be listed").path()).expect("cases are text"));
        }
    }
    // What a text cannot hold is tested from the command line: bytes that are not UTF-8, files that cannot be read, a megabyte, 20,000 places, themes.
    let elsewhere = ["not-utf8", "unreadable-file", "file-too-large", "too-many-places", "theme-broken"];
    let missing = postil::problem::Code::ALL.iter().map(|code| code.name()).filter(|name| !elsewhere.contains(name));
    let missing = missing.filter(|name| !cases.contains(&format!("^ {name}")));
    refuse(missing.map(|name| format!("no case shows {name}")).collect());
}

#[test]
fn every_file_of_tests_is_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("what names the tests can be read");
    let (all, manifest) = (read("tests/all.rs"), read("Cargo.toml"));
    let files = fs::read_dir(root.join("tests")).expect("there are tests");
    let names = files.filter_map(|file| Some(file.ok()?.file_name().to_str()?.strip_suffix(".rs")?.to_owned()));
    let lost =
        names.filter(|name| !all.contains(&format!("mod {name};\n")) && !manifest.contains(&format!("name = \"{name}\"\n")));
    refuse(lost.map(|name| format!("tests/{name}.rs is neither in tests/all.rs nor a [[test]] of Cargo.toml")).collect());
}

#[test]
fn no_page_for_people_was_merged_by_half() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = ["README.md", "CHANGELOG.md", "src/README.md", "content/README.md", "themes/README.md", "tests/cases/README.md"];
    let marks = ["<<<<<<< ", ">>>>>>> "];
    refuse(
        pages
            .into_iter()
            .filter(|page| {
                let text = fs::read_to_string(root.join(page)).expect("pages for people can be read");
                text.lines().any(|line| marks.iter().any(|mark| line.starts_with(mark)))
            })
            .map(|page| format!("{page} has marks of a merge"))
            .collect(),
    );
}
