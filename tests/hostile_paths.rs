//! An archive from a stranger: its files may be links, pipes or devices and have any name, and building it runs nothing.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![allow(clippy::disallowed_methods, reason = "a test measures how long the program takes")]
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Somebody who owns nothing.
const NOBODY: u32 = 65_534;

/// Makes an archive hostile, given its folder `content/`.
type Deed = fn(&Path);

/// What a stranger may do, how the program ends, and words that it says.
const DEEDS: &[(&str, Deed, i32, &[&str])] = &[
    (
        "a link out of the archive",
        |content| link("/etc/passwd", &content.join("terms.yaml")),
        3,
        &["terms.yaml", "symbolic link"],
    ),
    ("a link to a folder outside", |content| link("/etc", &content.join("static")), 3, &["content/static", "symbolic link"]),
    ("a link upwards", |content| link("../../outside/secret", &content.join("pages/a.md")), 3, &["pages/a.md", "symbolic link"]),
    ("a link to itself", |content| link("questions.yaml", &content.join("questions.yaml")), 3, &["questions.yaml", "link"]),
    ("links in a circle", |content| link("..", &content.join("documents")), 3, &["content/documents", "symbolic link"]),
    ("a link to nothing", |content| link("nowhere", &content.join("static/x")), 3, &["static/x", "symbolic link"]),
    ("the folder content is a link", content_elsewhere, 3, &["content", "symbolic link", "not followed"]),
    ("the theme is a link", theme_elsewhere, 3, &["themes/mine", "symbolic link", "not followed"]),
    ("all themes are a link", themes_elsewhere, 3, &["themes", "symbolic link", "not followed"]),
    ("a file of a theme is a link", file_of_theme_elsewhere, 1, &["templates/base.html", "symbolic links are not followed"]),
    ("a pipe", |content| pipe(&content.join("terms.yaml")), 3, &["terms.yaml", "pipe"]),
    ("a pipe among what is copied", |content| pipe(&content.join("static/film.mp4")), 3, &["static/film.mp4", "pipe"]),
    ("a socket", |content| socket(&content.join("entities.sock")), 3, &["entities.sock", "socket"]),
    ("an endless device", |content| link("/dev/zero", &content.join("static/zero")), 3, &["static/zero", "symbolic link"]),
    ("a folder for a file", |content| folder(&content.join("terms.yaml/x")), 3, &["terms.yaml", "folder"]),
    ("a file for a folder", |content| file(&content.join("documents"), "x"), 1, &["content/documents"]),
    ("a name that is not UTF-8", |content| file(&content.join("static").join(OsStr::from_bytes(b"caf\xe9")), "x"), 3, &["UTF-8"]),
    ("a line break in a name", |content| file(&content.join("static/a\nb"), "x"), 1, &["invalid-name"]),
    ("a terminal's orders in a name", |content| file(&content.join("static/\u{1b}[2J"), "x"), 1, &["invalid-name"]),
    ("two points in a name", |content| file(&content.join("static/..\\..\\x"), "x"), 1, &["invalid-name"]),
    ("a device of Windows", |content| file(&content.join("static/nul.txt"), "x"), 1, &["invalid-name"]),
    ("a disk of Windows", |content| file(&content.join("static/c:x"), "x"), 1, &["invalid-name"]),
    ("a space at the end", |content| file(&content.join("static/x "), "x"), 1, &["invalid-name"]),
    ("an identifier that leads upwards", |content| file(&content.join("pages/a...md"), "# A\n"), 1, &["invalid-id"]),
    ("a document that leads upwards", |content| document(content, "a.."), 1, &["invalid-id"]),
    ("two names that differ in capitals", |content| both(content, "static/A", "static/a"), 1, &["name-taken"]),
    ("two names that differ in composition", |content| both(content, "static/\u{e9}", "static/e\u{301}"), 1, &["name-taken"]),
    ("two documents that differ in capitals", |content| (document(content, "a"), document(content, "A")).1, 1, &["invalid-id"]),
    ("a page of one address", |content| both(content, "pages/a.md", "static/a.html"), 1, &["name-taken"]),
    ("a page of postil's", |content| file(&content.join("pages/claims.md"), "# A\n"), 1, &["name-taken"]),
    ("the list of what was written", |content| file(&content.join("static/manifest-sha256.txt"), "x"), 1, &["name-taken"]),
    ("the mark of what is prepared", |content| file(&content.join("static/.postil-stage"), "x"), 1, &["name-taken"]),
    ("two records of one address", two_terms, 1, &["duplicate-id"]),
    ("a name that is too long", |content| document(content, &"x".repeat(254)), 1, &["invalid-name", "xxx"]),
    ("folders without an end", deep, 3, &["content/static"]),
    ("a folder that withholds itself", |content| withheld(&content.join("documents"), "x"), 3, &["content/documents"]),
    ("a file that withholds itself", |content| withheld_file(&content.join("terms.yaml")), 3, &["terms.yaml", "unreadable-file"]),
];

fn file(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn folder(path: &Path) {
    fs::create_dir_all(path).unwrap();
}

fn link(target: &str, path: &Path) {
    folder(path.parent().unwrap());
    symlink(target, path).unwrap();
}

fn pipe(path: &Path) {
    folder(path.parent().unwrap());
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn socket(path: &Path) {
    drop(std::os::unix::net::UnixListener::bind(path).unwrap());
}

fn document(content: &Path, id: &str) {
    file(&content.join("documents").join(id).join("document.yaml"), "title: D\nlanguage: en\nkind: post\n");
    file(&content.join("documents").join(id).join("text.md"), "Text.\n");
}

fn both(content: &Path, one: &str, other: &str) {
    file(&content.join(one), "# One\n");
    file(&content.join(other), "# Other\n");
}

fn two_terms(content: &Path) {
    let term = "- id: tide\n  term: tide\n  scheme: technical\n  language: en\n";
    file(&content.join("terms.yaml"), &format!("{term}{term}"));
}

fn content_elsewhere(content: &Path) {
    fs::rename(content, content.with_file_name("elsewhere")).unwrap();
    link("elsewhere", content);
}

fn mine(content: &Path) -> PathBuf {
    file(&content.join("archive.yaml"), "title: A\ntheme: mine\n");
    content.with_file_name("themes")
}

fn theme_elsewhere(content: &Path) {
    link("../../outside", &mine(content).join("mine"));
}

fn themes_elsewhere(content: &Path) {
    folder(&content.with_file_name("elsewhere/mine"));
    link("elsewhere", &mine(content));
}

fn file_of_theme_elsewhere(content: &Path) {
    link("/etc/passwd", &mine(content).join("mine/templates/base.html"));
}

fn deep(content: &Path) {
    // A path longer than the machine takes in one request is made from inside.
    let deepen =
        "i=0; while [ $i -lt 900 ]; do mkdir folder && cd -P folder || exit 0; i=$((i + 1)); done; mkdir static 2>&- ; exit 0";
    folder(&content.join("static"));
    assert!(Command::new("sh").args(["-c", deepen]).current_dir(content.join("static")).status().unwrap().success());
}

fn withheld(path: &Path, name: &str) {
    folder(&path.join(name));
    fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
}

fn withheld_file(path: &Path) {
    file(path, "");
    fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
}

/// An archive in a folder of its own, and beside it something that is none of its business.
struct Stranger {
    folder: tempfile::TempDir,
}

impl Stranger {
    fn new() -> Stranger {
        let stranger = Stranger { folder: tempfile::tempdir().unwrap() };
        file(&stranger.root().join("content/archive.yaml"), "title: A\n");
        file(&stranger.path("outside/secret"), "do not publish");
        stranger
    }

    fn path(&self, path: &str) -> PathBuf {
        fs::canonicalize(self.folder.path()).unwrap().join(path)
    }

    fn root(&self) -> PathBuf {
        self.path("archive")
    }

    /// The program, run as somebody from whom files can be withheld, which they cannot from root.
    fn run(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        let owned = Command::new("chown").args(["-Rh", &NOBODY.to_string()]).arg(self.folder.path()).output().unwrap();
        if owned.status.success() {
            command.uid(NOBODY);
        }
        command.current_dir(self.folder.path()).env("HOME", self.path("home")).env("RAYON_NUM_THREADS", "1");
        command
    }

    /// Everything in the folder but the site, by its path; of files the bytes.
    fn around(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let walker = walkdir::WalkDir::new(self.folder.path()).sort_by_file_name().into_iter();
        let entries = walker.filter_entry(|entry| !entry.path().ends_with("archive/public")).filter_map(Result::ok);
        let bytes = |entry: &walkdir::DirEntry| {
            if entry.file_type().is_file() { fs::read(entry.path()).unwrap_or_default() } else { Vec::new() }
        };
        entries.map(|entry| (entry.path().to_owned(), bytes(&entry))).collect()
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        // What was withheld would stay for ever.
        let _ = Command::new("chmod").args(["-R", "u+rwX"]).arg(self.folder.path()).status();
        let _ = Command::new("rm").arg("-rf").arg(self.root()).status();
    }
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_postil");

/// The program where nobody may start it, too; cargo may have put it where only we can.
fn copy_of_program(folder: &Path) -> PathBuf {
    let copy = folder.join("postil");
    fs::copy(PROGRAM, &copy).unwrap();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    copy
}

#[test]
fn each_hostile_path_is_told_at_once_and_nothing_leaves_or_enters_the_archive() {
    let mut wrong = Vec::new();
    let place = tempfile::tempdir().unwrap();
    let program = copy_of_program(place.path());
    for (name, deed, code, words) in DEEDS {
        let stranger = Stranger::new();
        deed(&stranger.root().join("content"));
        let mut command = stranger.run(&program);
        let before = stranger.around();
        let begun = Instant::now();
        let ended = command.args(["build", "-C", "archive"]).output().unwrap();
        let taken = begun.elapsed();
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        if ended.status.code() != Some(*code) || words.iter().any(|word| !said.contains(word)) {
            wrong.push(format!("{name}: exit {:?} with {said:?}, and not {code} with {words:?}", ended.status.code()));
        }
        if said.contains(['\u{1b}', '\r'])
            || said.contains("panicked")
            || said.contains("root:x:")
            || said.contains("do not publish")
        {
            wrong.push(format!("{name}: says {said:?}"));
        }
        if taken > Duration::from_secs(2) {
            wrong.push(format!("{name}: took {taken:?}"));
        }
        if stranger.around() != before {
            wrong.push(format!("{name}: something beside the site has changed"));
        }
        if stranger.root().join("public").exists() {
            wrong.push(format!("{name}: something was published"));
        }
    }
    assert!(DEEDS.len() > 30 && wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The requests of a traced build that name files, other programs or the network.
fn traced(words: &[&str], stranger: &Stranger) -> Option<String> {
    let trace = stranger.path("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-y", "-s", "300", "-e", "trace=%file,%network,%process", "-o"]).arg(&trace).arg(PROGRAM);
    let Ok(ended) = command.args(words).current_dir(stranger.root()).output() else {
        // Said so that it is seen when the test passes.
        let left_out = "LEFT OUT: strace is not installed (apt-get install strace), so that nobody looked what a build does\n";
        std::io::stderr().write_all(left_out.as_bytes()).unwrap();
        return None;
    };
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    Some(String::from_utf8_lossy(&fs::read(trace).unwrap()).into_owned())
}

/// The name of a request in a line of a trace.
fn request(line: &str) -> &str {
    line.split_once(' ').map_or(line, |(_, rest)| rest.trim_start()).split('(').next().unwrap_or_default()
}

const NETWORK: &[&str] = &["socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg"];

#[test]
fn a_build_runs_no_program_asks_no_network_and_opens_nothing_outside() {
    let stranger = Stranger::new();
    document(&stranger.root().join("content"), "quay");
    let term = "- id: tide\n  term: tide\n  scheme: technical\n  says: See <https://example.org/>.\n  language: en\n";
    file(&stranger.root().join("content/terms.yaml"), term);
    file(&stranger.root().join("content/pages/links.md"), "# Links\n\nSee [](entity:coast:hts).\n");
    let copy = r#"{"items":[{"name":"entity:hts","label":"HTS","address":"https://example.com/entities/hts.html"}]}"#;
    file(&stranger.root().join("content/archives/coast.json"), copy);
    let with_theme = mine(&stranger.root().join("content"));
    let archives = "title: A\ntheme: mine\narchives: {id: coast, inventory: 'https://example.com/data/inventory.json'}\n";
    file(&stranger.root().join("content/archive.yaml"), archives);
    file(&with_theme.join("mine/assets/tokens.css"), ":root{}");
    for _ in 0..2 {
        let Some(trace) = traced(&["build", "--base-url", "https://example.org/"], &stranger) else { return };
        let (mut programs, mut outside) = (0, Vec::new());
        for line in trace.lines() {
            let name = request(line);
            assert!(!NETWORK.contains(&name), "{line}");
            programs += usize::from(name.starts_with("execve"));
            assert!(!name.starts_with("fork") && !name.starts_with("vfork"), "{line}");
            let is_thread = line.contains("CLONE_THREAD");
            assert!(!name.starts_with("clone") || is_thread || line.contains("resumed"), "{line}");
            let opened = name.starts_with("open") && !line.contains("ENOENT");
            let path = line.split('"').nth(1).unwrap_or_default();
            let library = ["/etc/ld.so.", "/lib/", "/lib64/", "/usr/lib/"];
            // How the machine gives out memory, which whoever manages that of a program asks first.
            let memory = ["/proc/sys/vm/overcommit_memory", "/sys/kernel/mm/transparent_hugepage/enabled"];
            let system = ["/proc/self/", "/sys/fs/cgroup/", "/dev/null"];
            let own = [stranger.root().to_str().unwrap(), "content", "public"].iter().any(|own| path.starts_with(own));
            if opened && !own && !library.iter().chain(&memory).chain(&system).any(|known| path.starts_with(known)) {
                outside.push(line.to_owned());
            }
        }
        assert_eq!(programs, 1, "the program itself, and no other");
        assert!(outside.is_empty(), "{}", outside.join("\n"));
        // The second build changes something, so that its stand-in is traced too.
        file(&stranger.root().join("content/pages/about.md"), "# About\n\nText.\n");
    }
}

#[test]
fn for_the_history_a_build_runs_git_and_nothing_else() {
    let stranger = Stranger::new();
    file(&stranger.root().join("content/terms.yaml"), "- {id: tide, term: tide, scheme: technical, language: en}\n");
    file(&stranger.root().join("evil"), "#!/bin/sh\ntouch evil-was-here\ncat\n");
    fs::set_permissions(stranger.root().join("evil"), fs::Permissions::from_mode(0o755)).unwrap();
    file(&stranger.root().join(".gitattributes"), "*.yaml diff=evil\n");
    let git = |words: &[&str]| {
        let name = ["-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "init.defaultBranch=main"];
        let ended = Command::new("git").args(name).args(words).current_dir(stranger.root()).output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    // Settings that came with the archive, and name a program.
    git(&["config", "core.fsmonitor", "./evil"]);
    git(&["config", "diff.evil.textconv", "./evil"]);
    git(&["config", "core.pager", "./evil"]);
    let Some(trace) = traced(&["build", "--history"], &stranger) else { return };
    assert!(!stranger.root().join("evil-was-here").exists(), "a setting of the archive has run a program");
    let mut asked = 0;
    for line in trace.lines() {
        assert!(!NETWORK.contains(&request(line)) || line.contains("AF_UNIX"), "{line}");
        if request(line) == "execve" && !line.contains(PROGRAM) {
            assert!(line.contains("/git\", ["), "{line}");
            asked += 1;
        }
    }
    assert!(asked > 0, "git was asked");
}
