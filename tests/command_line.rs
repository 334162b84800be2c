//! What the program does from outside: exit codes, what it refuses to do, what it leaves on the disk.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read their own files, and one that cannot be set up fails"
)]

mod changed_numbers;
mod changed_text;
mod helps;
mod listed;
mod written;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

/// An archive in a folder of its own, gone at the end of the test.
struct Archive {
    /// Holds the folder `archive` and whatever else a test needs beside it.
    folder: tempfile::TempDir,
}

/// How the program ended.
#[derive(Debug)]
struct Ended {
    code: i32,
    output: String,
    messages: String,
}

impl Archive {
    /// The smallest archive that builds, and more files below `content/`.
    fn with(files: &[(&str, &[u8])]) -> Archive {
        let archive = Archive { folder: tempfile::tempdir().unwrap() };
        archive.put("content/archive.yaml", b"title: A\n");
        for (path, bytes) in files {
            archive.put(&format!("content/{path}"), bytes);
        }
        archive
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("archive")
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn site(&self, path: &str) -> PathBuf {
        self.root().join("public").join(path)
    }

    /// Runs the program in the folder of the archive.
    fn run(&self, words: &[&str]) -> Ended {
        self.run_in(&self.root(), words)
    }

    fn run_in(&self, folder: &Path, words: &[&str]) -> Ended {
        ended(self.command(folder, words).output().unwrap())
    }

    fn command(&self, folder: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        command.args(words).current_dir(folder).env_remove("NO_COLOR").env_remove("TERM").env("HOME", self.folder.path());
        command
    }
}

fn ended(output: Output) -> Ended {
    Ended {
        code: output.status.code().expect("the program ends by itself"),
        output: String::from_utf8(output.stdout).unwrap(),
        messages: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ended {
    /// Checks the exit code and that each of the words stands in the messages.
    #[track_caller]
    fn says(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{self:?}");
        for word in words {
            assert!(self.messages.contains(word), "{word} in {self:?}");
        }
    }
}

/// A field that no archive has: one error, at 2:1.
const BROKEN: &[u8] = b"title: A\nnonsense: 1\n";

#[test]
fn a_sound_archive_is_built_and_the_last_lines_tell_what_and_where() {
    let archive = Archive::with(&[]);
    let built = archive.run(&["build"]);
    built.says(0, &[]);
    let lines: Vec<&str> = built.output.lines().collect();
    assert_eq!(lines.len(), 2, "{built:?}");
    assert!(lines[0].starts_with("Built 0 documents, 0 notes → ") && lines[0].ends_with(" → public/"), "{built:?}");
    assert_eq!(lines[1], "Open public/index.html in a browser.");
    assert!(archive.site("index.html").is_file() && archive.site("manifest-sha256.txt").is_file());
    archive.run(&["check"]).says(0, &["in 0 documents"]);
}

#[test]
fn the_archive_is_found_from_a_folder_inside_and_by_name_from_outside() {
    let archive = Archive::with(&[("pages/about.md", b"# About\n\nText.\n")]);
    archive.run_in(&archive.root().join("content/pages"), &["check"]).says(0, &[]);
    archive.run_in(archive.folder.path(), &["check", "-C", "archive"]).says(0, &[]);
    archive.run_in(archive.folder.path(), &["-C", "archive/content", "build", "-o", "site"]).says(0, &[]);
    assert!(archive.folder.path().join("site/about.html").is_file(), "-o counts from here");
}

#[test]
fn wrong_use_ends_with_2() {
    let archive = Archive::with(&[]);
    archive.run(&[]).says(2, &["Usage", "Examples"]);
    archive.run(&["biuld"]).says(2, &["build"]);
    archive.run(&["build", "--nonsense"]).says(2, &["--nonsense"]);
    archive.run(&["check", "--format", "xml"]).says(2, &["text", "json", "sarif"]);
    archive.run(&["check", "-C", "absent"]).says(2, &["absent", "does not exist"]);
    archive.run(&["build", "--theme", "absent"]).says(2, &["absent", "does not exist"]);
    archive.run_in(archive.folder.path(), &["build"]).says(2, &["content/archive.yaml", "-C FOLDER"]);
    for address in ["example.org", "ftp://example.org/", "https://", "https://a b/"] {
        archive.run(&["build", "--base-url", address]).says(2, &["--base-url"]);
    }
    assert!(!archive.site("").exists());
}

#[test]
fn help_and_version_go_to_standard_output() {
    let archive = Archive::with(&[]);
    for words in [
        &["--help"][..],
        &["-h"],
        &["build", "--help"],
        &["check", "-h"],
        &["anchors", "-h"],
        &["fmt", "--help"],
        &["add", "-h"],
        &["new", "-h"],
        &["ci", "-h"],
        &["ci", "init", "--help"],
        &["list", "-h"],
        &["show", "-h"],
    ] {
        let help = archive.run(words);
        help.says(0, &[]);
        let (examples, usage) = (help.output.find("Examples:").unwrap(), help.output.find("Usage:").unwrap());
        assert!(examples < usage && help.messages.is_empty(), "{help:?}");
    }
    assert!(archive.run(&["--version"]).output.starts_with("postil 0."));
}

#[test]
fn a_site_with_an_error_is_only_published_as_a_draft() {
    let archive = Archive::with(&[("archive.yaml", BROKEN)]);
    archive.run(&["check"]).says(1, &["error[unknown-field]", "content/archive.yaml:2:1", "1 error in 0 documents"]);
    archive.run(&["build"]).says(1, &["error[unknown-field]", "content/archive.yaml:2:1", "nothing was written", "--draft"]);
    assert!(!archive.site("").exists());
    let draft = archive.run(&["build", "--draft"]);
    draft.says(0, &["error[unknown-field]"]);
    assert!(draft.output.starts_with("Built a draft of 0 documents"), "{draft:?}");
    assert!(archive.site("index.html").is_file());
}

#[test]
fn a_file_that_is_not_utf8_is_told_at_its_first_wrong_byte() {
    let archive = Archive::with(&[("archive.yaml", b"title: A\ndescription: \xc3\xa9 caf\xe9 noir\n")]);
    archive.run(&["check"]).says(1, &["error[not-utf8]", "content/archive.yaml:2:19", "1 error in"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_the_machine_withholds_ends_with_3() {
    let archive = Archive::with(&[("terms.yaml", b"")]);
    std::os::unix::fs::symlink("/etc/hostname", archive.root().join("content/static")).unwrap();
    archive.run(&["check"]).says(3, &["error[unreadable-file]", "content/static:1:1", "symbolic link"]);
    archive.run(&["build"]).says(3, &["nothing was written"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_never_opened() {
    let archive = Archive::with(&[]);
    let pipe = archive.root().join("content/terms.yaml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    // Reading it would wait for ever.
    archive.run(&["check"]).says(3, &["error[unreadable-file]", "content/terms.yaml:1:1", "1 error in"]);
}

#[test]
fn a_folder_where_a_file_is_expected_is_told_once() {
    let archive = Archive::with(&[("questions.yaml/a.yaml", b"")]);
    archive.run(&["check"]).says(3, &["error[unreadable-file]", "content/questions.yaml:1:1", "1 error in"]);
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf8_ends_with_3() {
    use std::os::unix::ffi::OsStrExt;
    let archive = Archive::with(&[]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    fs::write(archive.root().join("content").join(name), "x").unwrap();
    archive.run(&["check"]).says(3, &["caf\u{fffd}.md"]);
}

#[test]
fn the_site_is_not_written_where_it_would_destroy_something() {
    let archive = Archive::with(&[]);
    archive.put("themes/mine/templates/x.html", b"");
    for folder in [".", "..", "/", "content", "content/public", "themes/mine", "public/../content", ".git", ".git/pages"] {
        archive.run(&["build", "-o", folder]).says(2, &["can be written into", "such as `public`"]);
    }
    // The home folder of these tests holds the archive; so does one that holds only another folder.
    let other = tempfile::tempdir().unwrap();
    let refused =
        archive.command(&archive.root(), &["build", "-o"]).arg(other.path()).env("HOME", other.path()).output().unwrap();
    ended(refused).says(2, &["home folder"]);
    assert!(!archive.root().join("content/public").exists() && !archive.root().join(".git").exists());
}

#[test]
fn an_output_folder_that_is_a_file_ends_with_3() {
    let archive = Archive::with(&[]);
    archive.put("public", b"precious");
    archive.run(&["build"]).says(3, &["public"]);
    assert_eq!(fs::read(archive.root().join("public")).unwrap(), b"precious");
}

#[test]
fn pages_that_are_no_longer_made_go_and_foreign_files_stay() {
    let archive = Archive::with(&[("pages/about.md", b"# About\n\nText.\n"), ("static/files/a.txt", b"a")]);
    archive.run(&["build"]).says(0, &[]);
    assert!(archive.site("about.html").is_file() && archive.site("files/a.txt").is_file());
    archive.put("public/CNAME", b"example.org");
    archive.put("public/.gitignore", b"*");
    fs::remove_file(archive.root().join("content/pages/about.md")).unwrap();
    fs::remove_dir_all(archive.root().join("content/static")).unwrap();
    archive.run(&["build"]).says(0, &[]);
    assert!(!archive.site("about.html").exists() && !archive.site("files").exists());
    assert!(archive.site("CNAME").is_file() && archive.site(".gitignore").is_file());
    let manifest = String::from_utf8(fs::read(archive.site("manifest-sha256.txt")).unwrap()).unwrap();
    assert!(manifest.contains("  index.html\n") && !manifest.contains("about.html") && !manifest.contains("CNAME"));
}

#[test]
fn what_hosts_look_for_is_copied_and_what_a_desktop_leaves_is_not() {
    let archive = Archive::with(&[
        ("static/.nojekyll", b""),
        ("static/.well-known/security.txt", b"Contact: mailto:a@b.c\n"),
        ("static/.DS_Store", b"x"),
        ("static/.gitkeep", b""),
        ("static/.#map.txt", b"x"),
        ("static/#map.txt#", b"x"),
        ("documents/#notes.yaml#", b"half"),
        ("documents/.notes.yaml.swo", b"x"),
        (".hidden", b"x"),
    ]);
    archive.run(&["build"]).says(0, &[]);
    assert!(archive.site(".nojekyll").exists() && archive.site(".well-known/security.txt").exists());
    for name in [".DS_Store", ".gitkeep", ".#map.txt", "#map.txt#", ".hidden"] {
        assert!(!archive.site(name).exists(), "{name}");
    }
}

#[test]
fn a_page_that_has_not_changed_keeps_its_time() {
    let archive = Archive::with(&[("static/robots.txt", b"1")]);
    archive.run(&["build"]).says(0, &[]);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for name in ["index.html", "robots.txt"] {
        fs::File::options().write(true).open(archive.site(name)).unwrap().set_modified(long_ago).unwrap();
    }
    archive.put("content/static/robots.txt", b"2");
    archive.run(&["build"]).says(0, &[]);
    let is_old = |name: &str| fs::metadata(archive.site(name)).unwrap().modified().unwrap() == long_ago;
    assert!(is_old("index.html") && !is_old("robots.txt"));
}

#[test]
fn a_second_build_says_who_builds_and_waits() {
    use std::io::Read;
    use std::process::Stdio;
    let archive = Archive::with(&[]);
    archive.put(".public.postil/lock", b"4711\n");
    let lock = fs::File::options().write(true).open(archive.root().join(".public.postil/lock")).unwrap();
    lock.lock().unwrap();
    let mut second = archive.command(&archive.root(), &["build"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = [0; 40];
    second.stderr.as_mut().unwrap().read_exact(&mut said).unwrap();
    assert_eq!(String::from_utf8_lossy(&said), "another build (process 4711) has been wr");
    assert!(second.try_wait().unwrap().is_none() && !archive.site("").exists(), "it waits");
    lock.unlock().unwrap();
    ended(second.wait_with_output().unwrap()).says(0, &["into public/", "waiting until it ends"]);
    assert!(archive.site("index.html").is_file() && !archive.root().join(".public.postil/lock").exists());
}

#[test]
fn a_lock_that_a_killed_build_left_holds_nobody_up() {
    let archive = Archive::with(&[]);
    archive.put(".public.postil/lock", b"4711\n");
    let built = archive.run(&["build"]);
    built.says(0, &[]);
    assert_eq!(built.messages, "");
    assert!(!archive.root().join(".public.postil/lock").exists());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_lock_is_told() {
    for target in ["content/archive.yaml", "nowhere"] {
        let archive = Archive::with(&[]);
        fs::create_dir(archive.root().join(".public.postil")).unwrap();
        std::os::unix::fs::symlink(archive.root().join(target), archive.root().join(".public.postil/lock")).unwrap();
        archive.run(&["build"]).says(3, &[".public.postil/lock", "remove it"]);
    }
}

#[test]
fn a_draft_says_where_in_a_text_something_is_wrong() {
    let archive = Archive::with(&[
        ("documents/d/document.yaml", b"title: D\nlanguage: en\nkind: post\n"),
        ("documents/d/text.md", b"A text.\n\n<<<<<<< ours\nOne.\n=======\nTwo.\n>>>>>>> theirs\n"),
    ]);
    archive.run(&["build", "--draft"]).says(0, &["content/documents/d/text.md:3:1"]);
    let page = fs::read_to_string(archive.site("documents/d.html")).unwrap();
    assert!(page.contains("text.md:3:1"), "{page}");
}

#[test]
fn a_citation_of_no_work_is_no_data_of_a_draft() {
    let note = "- id: mill\n  quote: the mill\n  note: 'The mill [@nowhere, p. 3] is told apart.'\n";
    let archive = Archive::with(&[
        ("documents/d/document.yaml", b"title: D\nlanguage: en\nkind: post\n"),
        ("documents/d/text.md", b"It burnt at the mill.\n"),
        ("documents/d/notes.yaml", note.as_bytes()),
    ]);
    archive.run(&["build", "--draft"]).says(0, &["nowhere"]);
    for path in ["data/notes.json", "data/notes.csv", "documents/d/annotations.jsonld", "documents/d/document.tei.xml"] {
        let told = fs::read_to_string(archive.site(path)).unwrap();
        assert!(told.contains("The mill  is told apart."), "{path}: {told}");
    }
}

#[test]
fn a_draft_puts_rows_that_do_not_fit_one_to_one() {
    let record = "title: D\nlanguage: id\nkind: post\ntranslations:\n  - language: en\n    align: [[p1, p1], [p2, p9]]\n";
    let notes = "- id: a\n  quote: Satu\n  claim: {says: One., modality: asserted, question: q, answer: y}\n";
    let archive = Archive::with(&[
        ("questions.yaml", b"- {id: q, asks: Is it?, kind: position, positions: [{id: y, says: It is.}]}\n"),
        ("documents/d/document.yaml", record.as_bytes()),
        ("documents/d/text.md", b"Satu.\n\nDua.\n"),
        ("documents/d/text.en.md", b"One.\n\nTwo.\n"),
        ("documents/d/notes.yaml", notes.as_bytes()),
    ]);
    archive.run(&["build", "--draft"]).says(0, &["misaligned"]);
    assert!(archive.site("claims/d/a.html").exists());
}

#[test]
fn what_is_to_be_withheld_is_in_no_draft() {
    let archive = Archive::with(&[
        ("documents/d/document.yaml", b"title: D\nlanguage: en\nkind: post\npublish: withheld\n"),
        ("documents/d/text.md", b"A text.\n"),
    ]);
    archive.run(&["build", "--draft"]).says(1, &["not honoured", "nothing was written, also as a draft"]);
    assert!(!archive.site("index.html").exists());
    let record = "title: D\nlanguage: en\nkind: post\n";
    let mistaken = [
        "Publish: withheld",
        "publsh: withheld",
        "publish withheld",
        "embargo_untill: 2030-01-01",
        "embargo-until: 2030-01-01",
        "publish: Withheld",
        "publish: metadata, see below",
        "publish: !x withheld",
        "publish: [withheld]",
        "publish:",
        "publish: full\npublish: withheld",
        "publish: withheld\n   note: N",
        "\tpublish: withheld",
        "<<<<<<< HEAD\npublish: withheld\n=======\npublish: full\n>>>>>>> b",
    ];
    for written in mistaken {
        archive.put("content/documents/d/document.yaml", format!("{record}{written}\n").as_bytes());
        archive.run(&["build", "--draft"]).says(1, &["nothing was written, also as a draft"]);
    }
    for harmless in [
        "# may we publish: yes, she said\ntitel: E",
        "publish: full\ntitel: E",
        "publisher: nobody\npublish: \"full\" # all of it",
    ] {
        archive.put("content/documents/d/document.yaml", format!("{record}{harmless}\n").as_bytes());
        archive.run(&["build", "--draft"]).says(0, &[]);
    }
    archive.put("content/documents/d/document.yaml", record.as_bytes());
    let entity = "- id: d\n  type: person\n  name: A\n";
    let mistaken = [
        "  witheld: {reason: safety}\n",
        "  withhold: [reason: safety\n",
        "   withhold: {reason: s}\n",
        "  x: [\n  withhold: {reason: s}\n",
        "  id: e\n  withhold: {reason: s}\n",
    ];
    for written in mistaken {
        archive.put("content/entities/all.yaml", format!("{entity}{written}").as_bytes());
        archive.run(&["build", "--draft"]).says(1, &["nothing was written, also as a draft"]);
    }
    archive.put("content/entities/all.yaml", format!("{entity}  nam: B\n").as_bytes());
    archive.run(&["build", "--draft"]).says(0, &[]);
    for (path, file) in [("documents/d/document.yaml", record), ("entities/all.yaml", entity)] {
        let bytes: Vec<u8> = format!("\u{FEFF}{file}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let before = fs::read(archive.root().join("content").join(path)).unwrap_or_default();
        archive.put(&format!("content/{path}"), &bytes);
        archive.run(&["build", "--draft"]).says(1, &["what cannot be read in it may be meant to withhold"]);
        archive.put(&format!("content/{path}"), &before);
    }
    fs::remove_dir_all(archive.root().join("content/entities")).unwrap();
    archive.put("content/people.yml", b"- id: d\n  withhold: {reason: s}\n");
    archive.run(&["build", "--draft"]).says(1, &["content/people.yml has errors, and `withhold`"]);
}

#[test]
fn what_a_killed_build_left_is_cleaned_away() {
    let archive = Archive::with(&[]);
    archive.put("public/.postil-unfinished/7", b"half a page");
    archive.run(&["build"]).says(0, &[]);
    assert!(!archive.site(".postil-unfinished").exists());
}

#[test]
fn problems_for_programs_are_json_on_standard_output() {
    let archive = Archive::with(&[("archive.yaml", BROKEN)]);
    let checked = archive.run(&["check", "--format", "json"]);
    checked.says(1, &["1 error in 0 documents"]);
    let report: serde_json::Value = serde_json::from_str(&checked.output).unwrap();
    assert_eq!(report["schema"], 1);
    assert_eq!(report["counts"], serde_json::json!({"errors": 1, "warnings": 0, "hints": 0}));
    let problem = &report["problems"][0];
    assert_eq!(problem["code"], "unknown-field");
    assert_eq!(problem["file"], "content/archive.yaml");
    assert_eq!(problem["range"]["start"], serde_json::json!({"line": 2, "column": 1, "byte": 9}));
    let sound = Archive::with(&[]).run(&["check", "--format", "json"]);
    sound.says(0, &[]);
    let report: serde_json::Value = serde_json::from_str(&sound.output).unwrap();
    assert_eq!(report["problems"], serde_json::json!([]));
}

#[test]
fn a_theme_overrides_single_files_and_may_hold_nothing_else() {
    let archive = Archive::with(&[("archive.yaml", b"title: A\ntheme: mine\n")]);
    archive.run(&["build"]).says(1, &["error[unknown-value]", "content/archive.yaml:2:8", "there is no theme `mine`"]);
    archive.put("themes/mine/assets/style.css", b"body { color: teal }");
    archive.run(&["build"]).says(0, &[]);
    assert_eq!(fs::read(archive.site("assets/style.css")).unwrap(), b"body{color:teal}");
    archive.put("themes/mine/style.scss", b"");
    archive.run(&["check"]).says(1, &["error[theme-broken]", "themes/mine/style.scss:1:1"]);
}

#[test]
fn a_small_theme_changes_tokens_one_template_and_some_words_and_nothing_else() {
    let archive = Archive::with(&[("archive.yaml", b"title: A\ntheme: mine\n"), ("pages/about.md", b"# About\n\nHello.\n")]);
    archive.put("themes/mine/assets/tokens.css", b":root { --claim: teal; --measure: 40rem; --fs: 1.25rem }");
    let page = "{% extends \"base.html\" %}{% block main %}<h1>{{ prose.title.text }}, mine</h1><p>{{ t['slogan'] }}</p>{{ prose.html | safe }}{% endblock main %}";
    archive.put("themes/mine/templates/prose.html", page.as_bytes());
    archive.put("themes/mine/i18n/en.yaml", b"menu: Contents\nslogan: Closely\n");
    archive.run(&["build"]).says(0, &[]);
    let read = |path: &str| String::from_utf8(fs::read(archive.site(path)).unwrap()).unwrap();
    let style = read("assets/style.css");
    assert!(style.contains("@layer tokens") && style.contains("--claim:teal") && style.contains("--measure:40rem"), "{style}");
    assert!(!archive.site("assets/tokens.css").exists());
    assert!(
        read("about.html").contains("About, mine")
            && read("about.html").contains("Closely")
            && read("about.html").contains("Contents")
    );
    assert!(read("documents.html").contains("Documents") && read("documents.html").contains("Contents"));
}

#[test]
fn a_broken_template_is_told_with_its_place() {
    let archive = Archive::with(&[]);
    archive.put("mine/templates/404.html", b"<p>\n{{ broken </p>\n");
    archive.run(&["build", "--theme", "mine"]).says(1, &["error[theme-broken]", "mine/templates/404.html:2:"]);
}

#[test]
fn check_tells_what_is_wrong_in_every_file_of_a_theme() {
    let archive = Archive::with(&[("archive.yaml", b"title: A\ntheme: mine\n")]);
    archive.put("themes/mine/templates/404.html", b"<p>\n{{ broken </p>\n");
    archive.put("themes/mine/i18n/en.yaml", b"\xef\xbb\xbfmenu: Contents\nmenue: Contents\nmonths:\n  - One\n");
    archive.put("themes/mine/i18n/fr.yaml", b"menu Contenu\n");
    archive.put("themes/mine/assets/tokens.css", b":root {\n  --claim: \xff }");
    archive.put("themes/mine/assets/Style.css", b"");
    archive.put("themes/mine/assets/aux.png", b"\xff");
    archive.run(&["check"]).says(
        1,
        &[
            "themes/mine/templates/404.html:2:",
            "themes/mine/i18n/en.yaml:2:1",
            "did you mean `menu`?",
            "themes/mine/i18n/en.yaml:3:1",
            "themes/mine/i18n/fr.yaml:1:1",
            "themes/mine/assets/tokens.css:2:12",
            "themes/mine/assets/Style.css:1:1",
            "themes/mine/assets/aux.png:1:1",
        ],
    );
    archive.run(&["build"]).says(1, &["themes/mine/i18n/en.yaml:2:1", "errors in the theme"]);
}

#[test]
fn check_draws_every_page_with_the_templates_of_a_theme() {
    let archive = Archive::with(&[("archive.yaml", b"title: A\ntheme: mine\n")]);
    archive.put("themes/mine/templates/404.html", b"<p>{# assets/gone.css #}\n{{ site.titel }}</p>\n");
    for command in ["check", "build"] {
        archive.run(&[command]).says(1, &["themes/mine/templates/404.html:2:", "`titel` is not defined: did you mean `title`?"]);
    }
    assert!(!archive.site("").exists());
    archive.put("themes/mine/templates/404.html", b"<p>{{ site.title }}</p>\n");
    archive.run(&["check"]).says(0, &["no problems"]);
}

#[test]
fn files_of_a_theme_under_a_wrong_name_and_assets_that_are_not_there_are_told() {
    let archive = Archive::with(&[("archive.yaml", b"title: A\ntheme: mine\n")]);
    let include = b"{% include \"part.html\" %}\n<link href=\"{{ page.root }}assets/fonts/a1.woff2\"><link href=\"{{ page.root }}assets/{{ x }}.css\">{% include \"others.html\" %}";
    archive.put("themes/mine/templates/404.html", include);
    archive.put("themes/mine/templates/part.html", b"{# assets/a.css #}<script src=\"{{ page.root }}assets/sites.js\"></script>");
    archive.put("themes/mine/templates/hom.html", b"x");
    archive.put("themes/mine/templates/own.html", b"{% component own() %}x{% endcomponent own %}");
    // Of somebody else, put together, in a comment, in backticks: nothing is wrong with these.
    let others = "<img src=\"https://example.org/assets/a.png\"><a href=\"{{ page.root }}img/assets/a.png\"></a><!-- \"{{ page.root }}assets/b.css\" -->{% raw %}{{ page.root }}assets/c.css{% endraw %}{% include `named.html` %}{{ page.root ~ \"assets/icon.\" ~ \"svg\" }}";
    archive.put("themes/mine/templates/others.html", others.as_bytes());
    archive.put("themes/mine/templates/named.html", b"x");
    archive.put("themes/mine/i18n/EN.yaml", b"menu: Contents\n");
    archive.put("themes/mine/i18n/sr-Latn.yaml", b"menu: Contents\n");
    let faults = [
        "themes/mine/i18n/EN.yaml:1:1: error[theme-broken]: a file of words is called by the tag of its language",
        "themes/mine/templates/404.html:2:28: error[theme-broken]: there is no `assets/fonts/a1.woff2` in the theme",
        "themes/mine/templates/hom.html:1:1: error[theme-broken]: no page is drawn with this template, and no template names it: did you mean `home.html`?",
        "themes/mine/templates/part.html:1:47: error[theme-broken]: there is no `assets/sites.js` in the theme: did you mean `site.js`?",
    ];
    let told = archive.run(&["check", "--format", "concise"]);
    told.says(1, &["4 errors"]);
    assert!(faults.iter().all(|fault| told.output.contains(fault)), "{told:?}");
}

#[test]
fn templates_that_lead_into_each_other_too_deep_are_refused() {
    let archive = Archive::with(&[]);
    for number in 0..400 {
        let text = format!("{{% include \"deep{}.html\" %}}", number + 1);
        archive.put(&format!("mine/templates/deep{number}.html"), text.as_bytes());
    }
    archive.put("mine/templates/deep400.html", b"x");
    archive.put("mine/templates/404.html", b"\n{% include \"deep0.html\" %}");
    archive
        .run(&["build", "--theme", "mine"])
        .says(1, &["error[theme-broken]", "mine/templates/404.html:2:1", "more than 64 deep"]);
}

#[test]
fn a_theme_whose_templates_multiply_is_refused() {
    let archive = Archive::with(&[]);
    for number in 0..40 {
        let text = format!("{{% for i in [1, 2] %}}{{% include \"more{}.html\" %}}{{% endfor %}}", number + 1);
        archive.put(&format!("mine/templates/more{number}.html"), text.as_bytes());
    }
    archive.put("mine/templates/more40.html", b"");
    archive.put("mine/templates/404.html", b"{% include \"more0.html\" %}");
    archive.run(&["build", "--theme", "mine"]).says(1, &["error[theme-broken]", "mine/templates/more", "more than 65,536"]);
}

#[test]
fn words_that_a_language_lacks_come_from_the_nearest() {
    let archive = Archive::with(&[("archive.yaml", b"title: A\nlanguage: ar-SY\ntheme: mine\n")]);
    archive.put("themes/mine/i18n/ar-SY.yaml", "menu: \"هنا\"\n".as_bytes());
    archive.run(&["build"]).says(0, &[]);
    let page = String::from_utf8(fs::read(archive.site("documents.html")).unwrap()).unwrap();
    assert!(page.contains("هنا") && !page.contains("Documents"), "{page}");
}

#[test]
fn two_versions_of_a_text_are_none_and_no_note_is_put_on_them() {
    let notes = "- id: a\n  quote: The mill stood still.\n  note: Who says so?\n";
    let text = "One.\n<<<<<<< HEAD\nThe mill stood.\n=======\nThe mill stood still for long.\n>>>>>>> other\n";
    let archive = Archive::with(&[
        ("documents/d/document.yaml", b"title: D\nlanguage: en\nkind: post\ntext_sha256: 0000000000000000000000000000000000000000000000000000000000000000\n"),
        ("documents/d/text.md", text.as_bytes()),
        ("documents/d/notes.yaml", notes.as_bytes()),
    ]);
    archive.run(&["check"]).says(1, &["error[merge-conflict]", "content/documents/d/text.md:2:1", "\n1 error in 1 document"]);
    archive.run(&["anchors"]).says(1, &["content/documents/d/text.md cannot be read as it is"]);
    archive.run(&["anchors", "accept", "d/a"]).says(2, &["content/documents/d/text.md cannot be read as it is"]);
    archive.run(&["verify"]).says(1, &["0 files what its record says, 1 unreadable"]);
    assert_eq!(fs::read_to_string(archive.root().join("content/documents/d/notes.yaml")).unwrap(), notes);
}

#[test]
fn a_draft_calls_no_document_silent_whose_claim_was_left_out() {
    let record = |title: &str| format!("title: {title}\nlanguage: en\nkind: post\n");
    let note =
        |quote: &str| format!("- id: n\n  quote: {quote}\n  claim: {{says: It burned., question: q, modality: asserted}}\n");
    let (first, other, quiet) = (record("First paper"), record("Other paper"), record("Quiet paper"));
    let (sound, broken) = (note("The mill"), note("The mall"));
    let archive = Archive::with(&[
        ("questions.yaml", b"- {id: q, asks: What burned?, kind: open}\n"),
        ("documents/a/document.yaml", first.as_bytes()),
        ("documents/a/text.md", b"The mill burned.\n"),
        ("documents/a/notes.yaml", sound.as_bytes()),
        ("documents/b/document.yaml", other.as_bytes()),
        ("documents/b/text.md", b"The mill burned.\n"),
        ("documents/b/notes.yaml", broken.as_bytes()),
        ("documents/c/document.yaml", quiet.as_bytes()),
        ("documents/c/text.md", b"Nothing burned.\n"),
    ]);
    archive.run(&["build", "--draft"]).says(0, &["quote-not-found"]);
    let page = String::from_utf8(fs::read(archive.site("questions/q.html")).unwrap()).unwrap();
    assert!(page.contains("Silent") && page.contains("Quiet paper") && !page.contains("Other paper"), "{page}");
    archive.put("content/documents/b/notes.yaml", sound.as_bytes());
    archive.run(&["build"]).says(0, &[]);
    let page = String::from_utf8(fs::read(archive.site("questions/q.html")).unwrap()).unwrap();
    assert!(page.contains("Other paper"), "{page}");
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let archive = Archive::with(&[("archive.yaml", BROKEN)]);
    assert!(!archive.run(&["check"]).messages.contains('\u{1b}'));
    assert!(!archive.run(&["check", "--color", "never"]).messages.contains('\u{1b}'));
    assert!(archive.run(&["check", "--color", "always"]).messages.contains('\u{1b}'));
}

#[test]
fn a_reader_that_leaves_is_no_panic() {
    use std::process::Stdio;
    let archive = Archive::with(&[("archive.yaml", BROKEN)]);
    let mut command = archive.command(&archive.root(), &["check", "--format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    ended(child.wait_with_output().unwrap()).says(1, &["1 error in"]);
}

/// Runs git in the folder of an archive as one author, on one day.
fn git(archive: &Archive, author: &str, day: &str, words: &[&str]) {
    let moment = format!("{day}T12:00:00+00:00");
    let status = Command::new("git")
        .args(words)
        .current_dir(archive.root())
        .env("GIT_AUTHOR_NAME", author)
        .env("GIT_AUTHOR_EMAIL", "someone@example.org")
        .env("GIT_COMMITTER_NAME", author)
        .env("GIT_COMMITTER_EMAIL", "someone@example.org")
        .env("GIT_AUTHOR_DATE", &moment)
        .env("GIT_COMMITTER_DATE", &moment)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
}

#[cfg(unix)]
#[test]
fn a_repository_in_an_archive_and_filters_run_nothing() {
    let archive = Archive::with(&[("archive.yaml", b"title: A\n"), (".gitattributes", b"* filter=x\n")]);
    let witness = archive.root().join("was-run");
    let filter =
        format!("[filter \"x\"]\n\tclean = touch '{}'; cat\n[filter \"x=y\"]\n\tclean = touch '{0}'; cat\n", witness.display());
    git(&archive, "Nora", "2025-03-07", &["init", "-q", "-b", "main"]);
    git(&archive, "Nora", "2025-03-07", &["add", "."]);
    git(&archive, "Nora", "2025-03-07", &["commit", "-qm", "one"]);
    archive.put("content/archive.yaml", b"title: B\n");
    let settings = fs::read_to_string(archive.root().join(".git/config")).unwrap();
    archive.put(".git/config", format!("{settings}{filter}").as_bytes());
    for attributes in ["* filter=x\n", "* filter=x=y\n"] {
        archive.put("content/.gitattributes", attributes.as_bytes());
        archive.run(&["check", "--changed-since", "HEAD"]).says(0, &[]);
        archive.run(&["build", "--history"]).says(0, &[]);
        assert!(!witness.exists(), "a filter of the repository was run");
    }
    // Folders of the archive that git would take for a repository.
    for name in ["HEAD", "config", "index", "objects", "refs"] {
        fs::rename(archive.root().join(".git").join(name), archive.root().join(name)).unwrap();
    }
    fs::remove_dir_all(archive.root().join(".git")).unwrap();
    archive.put("config", format!("[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n{filter}").as_bytes());
    archive.run(&["check", "--changed-since", "HEAD"]).says(2, &[]);
    archive.run(&["build", "--history"]).says(2, &[]);
    archive.run(&["diff", "HEAD"]).says(2, &[]);
    assert!(!witness.exists(), "a repository inside the archive was asked");
}

#[test]
fn records_are_signed_from_the_history_of_git_when_asked() {
    let terms = "- {id: tide, term: tide, scheme: technical, language: en}\n- id: ebb\n  term: ebb\n  scheme: technical\n  language: en\n";
    let archive = Archive::with(&[
        ("archive.yaml", b"title: A\neditors: [{id: nora, name: Nora Teller}]\n"),
        ("terms.yaml", terms.as_bytes()),
    ]);
    git(&archive, "Nora Teller", "2025-03-07", &["init", "-q"]);
    git(&archive, "Nora Teller", "2025-03-07", &["add", "."]);
    git(&archive, "Nora Teller", "2025-03-07", &["commit", "-qm", "one"]);
    archive.put("content/terms.yaml", format!("{terms}  says: Water that goes.\n").as_bytes());
    git(&archive, "Jon Quist", "2025-04-09", &["commit", "-qam", "two"]);
    archive.put(
        "content/terms.yaml",
        format!("{terms}  says: Water that goes.\n- {{id: neap, term: neap, scheme: technical, language: en}}\n").as_bytes(),
    );
    assert_eq!(archive.run(&["build", "--history"]).code, 0);
    let page = |name: &str| String::from_utf8(fs::read(archive.site(&format!("terms/{name}.html"))).unwrap()).unwrap();
    assert!(page("tide").contains("Nora Teller") && page("tide").contains("2025-03-07") && !page("tide").contains("2025-04-09"));
    assert!(page("ebb").contains("Nora Teller") && page("ebb").contains("2025-03-07") && page("ebb").contains("2025-04-09"));
    assert!(!page("neap").contains("2025-"), "what is not committed has no day yet");
    assert_eq!(archive.run(&["build"]).code, 0);
    assert!(!page("tide").contains("2025-03-07"), "without the word the same files give the same site everywhere");
}

#[test]
fn a_file_that_was_moved_merged_or_touched_keeps_the_days_of_its_lines() {
    let term = |id: &str| format!("- {{id: {id}, type: place, name: The {id}}}\n");
    let archive =
        Archive::with(&[("entities/old.yaml", term("old").as_bytes()), ("entities/calm.yaml", term("calm").as_bytes())]);
    let at = |author: &str, day: &str, words: &[&str]| git(&archive, author, day, words);
    at("Ana", "2025-01-01", &["init", "-q", "-b", "main"]);
    at("Ana", "2025-01-01", &["add", "."]);
    at("Ana", "2025-01-01", &["commit", "-qm", "one"]);
    at("Bo", "2025-02-02", &["mv", "content/entities/old.yaml", "content/entities/moved.yaml"]);
    archive.put("content/entities/beside.yaml", term("beside").as_bytes());
    at("Bo", "2025-02-02", &["add", "."]);
    at("Bo", "2025-02-02", &["commit", "-qm", "two"]);
    at("Cy", "2025-03-03", &["checkout", "-qb", "branch"]);
    archive.put("content/entities/branch.yaml", term("branch").as_bytes());
    at("Cy", "2025-03-03", &["add", "."]);
    at("Cy", "2025-03-03", &["commit", "-qm", "three"]);
    at("Di", "2025-04-04", &["checkout", "-q", "main"]);
    at("Di", "2025-04-04", &["merge", "-q", "--no-ff", "--no-commit", "branch"]);
    // What a merge changes by itself stands in neither of its parents.
    archive.put("content/entities/calm.yaml", (term("calm") + &term("evil")).as_bytes());
    at("Di", "2025-04-04", &["commit", "-qam", "four"]);
    archive.put("content/entities/beside.yaml", (term("soon") + &term("beside")).as_bytes());
    // Git is told not to look whether this one is as it was.
    at("Di", "2025-04-04", &["update-index", "--assume-unchanged", "content/entities/branch.yaml"]);
    archive.put("content/entities/branch.yaml", (term("hidden") + &term("branch")).as_bytes());
    // Without the first commit the second would have made what is in both.
    at("Di", "2025-04-04", &["config", "log.showRoot", "false"]);
    assert_eq!(archive.run(&["build", "--history"]).code, 0);
    let signed = |name: &str| {
        let page = String::from_utf8(fs::read(archive.site(&format!("entities/{name}.html"))).unwrap()).unwrap();
        let days = ["2025-01-01", "2025-02-02", "2025-03-03", "2025-04-04"].into_iter().filter(|day| page.contains(day));
        days.collect::<Vec<_>>().join(" ")
    };
    let found = ["old", "calm", "beside", "branch", "evil", "soon", "hidden"].map(signed);
    assert_eq!(found, ["2025-01-01", "2025-01-01", "2025-02-02", "2025-03-03", "2025-04-04", "", ""]);
}

#[test]
fn a_record_that_is_only_moved_stays_whose_it_is() {
    let term =
        |id: &str, says: &str| format!("- id: {id}\n  term: the {id}\n  scheme: technical\n  language: en\n  says: {says}\n");
    let (ebb, tide) = (term("ebb", "Water that goes away again."), term("tide", "Water that comes and goes."));
    let of_files = |terms: &[&str]| terms.concat();
    let archive = Archive::with(&[("archive.yaml", b"title: A\n"), ("terms.yaml", of_files(&[&tide, &ebb]).as_bytes())]);
    let commit = |author: &str, day: &str, terms: &[&str]| {
        archive.put("content/terms.yaml", of_files(terms).as_bytes());
        git(&archive, author, day, &["commit", "-qam", "next"]);
    };
    git(&archive, "Ana", "2025-01-01", &["init", "-q", "-b", "main"]);
    git(&archive, "Ana", "2025-01-01", &["add", "."]);
    git(&archive, "Ana", "2025-01-01", &["commit", "-qm", "one"]);
    commit("Bo", "2025-02-02", &[&ebb, &tide]);
    // Lines that are copied make no record older than it is.
    let neap = term("neap", "Water that comes and goes.");
    commit("Bo", "2025-03-03", &[&neap, &ebb, &tide]);
    let spring = term("spring", "Water that goes away again.").replace("id: spring", "id: flood");
    commit("Bo", "2025-03-03", &[&neap, &ebb, &tide, &spring]);
    commit("Di", "2025-04-04", &[&neap, &ebb, &tide, &spring.replace("id: flood", "id: spring")]);
    // A setting of the machine that names a file which is not there.
    git(&archive, "Di", "2025-04-04", &["config", "blame.ignoreRevsFile", ".git-blame-ignore-revs"]);
    assert_eq!(archive.run(&["build", "--history"]).code, 0);
    let signed = |name: &str| {
        let page = String::from_utf8(fs::read(archive.site(&format!("terms/{name}.html"))).unwrap()).unwrap();
        let days = ["2025-01-01", "2025-02-02", "2025-03-03", "2025-04-04"].into_iter().filter(|day| page.contains(day));
        days.collect::<Vec<_>>().join(" ")
    };
    let found = ["ebb", "tide", "neap", "spring"].map(signed);
    assert_eq!(found, ["2025-01-01", "2025-01-01", "2025-03-03", "2025-03-03 2025-04-04"]);
    // What an old record takes over from a younger one is new in it, and a record may begin with lines of another.
    let long = "  says: Water that stands and then goes away again with the moon.\n";
    let ebb = ebb.replace("  says: Water that goes away again.\n", long);
    let young = format!("- term: the surge\n  scheme: technical\n{long}  language: en\n  id: surge\n");
    git(&archive, "Di", "2025-04-04", &["config", "--unset", "blame.ignoreRevsFile"]);
    commit("Bo", "2025-03-03", &[&ebb.replace(long, ""), &tide, &young]);
    commit("Di", "2025-04-04", &[&ebb, &tide, &young, &young.replace("surge", "swell").replace("the swell", "the surge")]);
    assert_eq!(archive.run(&["build", "--history"]).code, 0);
    assert_eq!(["ebb", "swell"].map(signed), ["2025-01-01 2025-04-04", "2025-04-04"]);
}

#[test]
fn of_a_repository_that_is_not_all_here_nothing_is_guessed() {
    let whole = Archive::with(&[
        ("archive.yaml", b"title: A\n"),
        ("terms.yaml", b"- {id: tide, term: tide, scheme: technical, language: en}\n"),
    ]);
    git(&whole, "Ana", "2025-01-01", &["init", "-q", "-b", "main"]);
    git(&whole, "Ana", "2025-01-01", &["config", "uploadpack.allowFilter", "true"]);
    for day in ["2025-01-01", "2025-02-02"] {
        git(&whole, "Ana", day, &["add", "."]);
        git(&whole, "Ana", day, &["commit", "-qm", day]);
        whole.put("content/terms.yaml", b"- {id: tide, scheme: technical}\n");
    }
    git(&whole, "Ana", "2025-02-02", &["reset", "-q", "--hard"]);
    for filter in ["blob:none", "tree:0"] {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (format!("file://{}", whole.root().display()), folder.path().join("archive"));
        git(&whole, "Ana", "2025-02-02", &["clone", "-q", &format!("--filter={filter}"), &from, to.to_str().unwrap()]);
        let part = Archive { folder };
        part.run(&["build", "--history"]).says(3, &["git fetch --refetch --no-filter"]);
        assert!(!part.site("index.html").exists(), "{filter}");
        let since = part.run(&["check", "--changed-since", "HEAD~1"]);
        if filter == "tree:0" {
            since.says(3, &["git fetch --refetch --no-filter"]);
        } else {
            since.says(1, &["1 error"]);
        }
        git(&part, "Ana", "2025-02-02", &["fetch", "-q", "--refetch", "--no-filter"]);
        part.run(&["check", "--changed-since", "HEAD~1"]).says(1, &["1 error"]);
        part.run(&["build", "--draft", "--history"]).says(0, &[]);
    }
}

#[test]
fn an_archive_that_was_not_there_yet_is_new_as_a_whole() {
    let archive = Archive::with(&[("questions.yaml", b"- {id: q, asks: What burned?, kind: open}\n")]);
    fs::rename(archive.root().join("content"), archive.folder.path().join("content")).unwrap();
    archive.put("README.md", b"Soon.\n");
    git(&archive, "Nora", "2025-03-07", &["init", "-q", "-b", "main"]);
    git(&archive, "Nora", "2025-03-07", &["add", "."]);
    git(&archive, "Nora", "2025-03-07", &["commit", "-qm", "one"]);
    fs::rename(archive.folder.path().join("content"), archive.root().join("content")).unwrap();
    let ended = archive.run(&["diff", "--format", "markdown", "main"]);
    ended.says(0, &["there is no archive at this place in `main`: all of it is new"]);
    assert!(ended.output.contains("- new `q`: “What burned?”") && ended.output.contains("\n0 changed, "), "{ended:?}");
    assert!(!ended.messages.contains("error"), "{ended:?}");
    archive.run(&["diff", "absent"]).says(2, &["git knows no commit `absent`"]);
}

#[test]
fn the_repository_of_a_hook_in_which_a_command_runs_is_not_asked() {
    let (archive, other) = (Archive::with(&[]), Archive::with(&[("archive.yaml", b"title: Another\n")]));
    for archive in [&archive, &other] {
        git(archive, "Nora", "2025-03-07", &["init", "-q", "-b", "main"]);
        git(archive, "Nora", "2025-03-07", &["add", "."]);
        git(archive, "Nora", "2025-03-07", &["commit", "-qm", "one"]);
    }
    let inherited = |words: &[&str]| {
        let mut command = archive.command(&archive.root(), words);
        command.env("GIT_DIR", other.root().join(".git")).env("GIT_INDEX_FILE", other.root().join(".git/index"));
        ended(command.env("GIT_WORK_TREE", other.root()).output().unwrap())
    };
    assert_eq!(inherited(&["diff", "main"]).output, "nothing changes for readers\n");
    archive.put("content/archive.yaml", BROKEN);
    inherited(&["check", "--changed-since", "main"]).says(1, &["content/archive.yaml:2:1"]);
}

#[test]
fn a_workflow_publishes_the_branch_of_the_repository_and_never_over_it() {
    let archive = Archive::with(&[]);
    git(&archive, "Nora", "2025-03-07", &["init", "-q", "-b", "master"]);
    archive.run(&["ci", "init", "github"]).says(0, &["what is pushed to master is published (--branch names another)"]);
    let workflow = fs::read_to_string(archive.root().join(".github/workflows/postil.yml")).unwrap();
    assert!(workflow.contains(r#"branches: ["master"]"#) && !workflow.contains("refs/heads/main"), "{workflow}");
    for provider in ["forgejo", "woodpecker"] {
        archive.run(&["ci", "init", provider, "--branch", "pages"]).says(2, &["onto the branch `pages`", "--branch main"]);
    }
    archive.run(&["ci", "init", "github", "--branch", "pages", "--dry-run"]).says(0, &[]);
    git(&archive, "Nora", "2025-03-07", &["symbolic-ref", "HEAD", "refs/heads/pages"]);
    archive.run(&["ci", "init", "forgejo"]).says(2, &["onto the branch `pages`"]);
    git(&archive, "Nora", "2025-03-07", &["symbolic-ref", "HEAD", "refs/heads/häuser"]);
    archive.run(&["ci", "init", "gitlab"]).says(2, &["`häuser` cannot be written", "--branch main"]);
    assert!(!archive.root().join(".forgejo").exists() && !archive.root().join(".woodpecker").exists());
    let hash = "a1".repeat(32);
    for (name, code) in [("p.zip", 2), ("p.zip?x=1", 2), ("p.tgz", 2), ("p.tar.gz?x=1", 0)] {
        let address = format!("https://example.org/{name}");
        let words = ["ci", "init", "gitlab", "--branch", "main", "--dry-run", "--program", &address, "--sha256", &hash];
        archive.run(&words).says(code, if code == 2 { &[".tar.gz"] } else { &[] });
    }
}

#[test]
fn hooks_of_others_are_never_written_over() {
    let archive = Archive::with(&[]);
    let others = "repos:\n  - repo: https://example.org/others\n    rev: v1\n    hooks:\n      - id: theirs\n";
    archive.put(".pre-commit-config.yaml", others.as_bytes());
    for words in [&["ci", "init", "pre-commit"][..], &["ci", "init", "pre-commit", "--force"]] {
        let ended = archive.run(words);
        ended.says(2, &["stays as it is", "`repos:`"]);
        assert!(ended.output.starts_with("  - repo: local\n") && ended.output.contains("always_run: true"), "{ended:?}");
        assert_eq!(archive.read(".pre-commit-config.yaml"), others);
        // With what was printed nothing is left to do.
        if words.len() > 3 {
            archive.put(".pre-commit-config.yaml", format!("{others}{}", ended.output).as_bytes());
        }
    }
    archive.run(&["ci", "init", "pre-commit"]).says(0, &["nothing has changed"]);
}

#[test]
fn a_site_is_not_published_into_the_repository_it_is_made_from() {
    let archive = Archive::with(&[]);
    git(&archive, "Nora", "2025-03-07", &["init", "-q", "--bare", "-b", "main", "../bare.git"]);
    let here = archive.folder.path();
    for site in ["bare.git", "bare.git/site", ".", "x/../bare.git/refs"] {
        let ended = archive.run_in(here, &["ci", "init", "git-hook", "-C", "bare.git", "--site", site]);
        ended.says(2, &["would be written over the repository", "--site /srv/archive/site/public"]);
    }
    assert!(!here.join("bare.git/postil").exists());
    archive.run_in(here, &["ci", "init", "git-hook", "-C", "bare.git", "--site", "site"]).says(0, &[]);
    // Settings of the web server are whoever's who runs it; hooks are brought up to date.
    fs::write(here.join("bare.git/postil/nginx.conf"), "mine").unwrap();
    fs::write(here.join("bare.git/hooks/pre-receive"), "old").unwrap();
    let again = archive.run_in(here, &["ci", "init", "git-hook", "-C", "bare.git", "--force"]);
    again.says(0, &["`postil/nginx.conf` stays as it is", "1 file written"]);
    assert_eq!(fs::read(here.join("bare.git/postil/nginx.conf")).unwrap(), b"mine");
}

#[cfg(unix)]
#[test]
fn where_no_home_is_named_none_is_written_over() {
    let archive = Archive::with(&[("archive.yaml", b"title: A\n")]);
    for variable in [None, Some("")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        command.args(["build", "-o", "/home/nobody-of-this-machine"]).current_dir(archive.root()).env_remove("HOME");
        command.envs(variable.map(|home| ("HOME", home)));
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("it is the home folder or holds it"), "{output:?}");
    }
}

#[test]
fn a_history_that_is_not_there_is_wrong_use() {
    let archive = Archive::with(&[]);
    let ended = archive.run(&["build", "--history"]);
    assert_eq!(ended.code, 2);
    assert!(ended.messages.contains("leave `--history` out"), "{}", ended.messages);
}

#[test]
fn files_are_put_in_order_once_and_only_when_asked() {
    let notes = b"# Head.\n\n- id: b\n  quote: two\n# Of a.\n- id: a\n  quote: one\n";
    let archive = Archive::with(&[
        ("documents/d/text.md", b"one two\n"),
        ("documents/d/document.yaml", b"title: D\nlanguage: en\nkind: post\n"),
        ("documents/d/notes.yaml", notes),
    ]);
    let path = archive.root().join("content/documents/d/notes.yaml");
    let checked = archive.run(&["fmt", "--check"]);
    checked.says(1, &["2 files would be written"]);
    assert_eq!(checked.output, "content/documents/d/document.yaml\ncontent/documents/d/notes.yaml\n");
    let shown = archive.run(&["fmt", "--diff"]);
    shown.says(1, &[]);
    assert!(shown.output.contains("+text_sha256: ") && shown.output.contains("-- id: b\n"), "{shown:?}");
    assert_eq!(fs::read(&path).unwrap(), notes);
    archive.run(&["fmt"]).says(0, &["2 files written"]);
    let expected = "# Head.\n\n# Of a.\n- id: a\n  quote: one\n- id: b\n  quote: two\n";
    assert_eq!(String::from_utf8(fs::read(&path).unwrap()).unwrap(), expected);
    archive.run(&["fmt", "--check"]).says(0, &["in order"]);
    archive.run(&["check"]).says(0, &[]);
}

/// The workflows that `postil ci init` writes ask for it.
#[test]
fn the_demonstration_is_in_order() {
    let command = Command::new(env!("CARGO_BIN_EXE_postil")).args(["fmt", "--check", "-C", env!("CARGO_MANIFEST_DIR")]).output();
    let command = command.unwrap();
    assert!(command.status.success(), "{}", String::from_utf8_lossy(&command.stdout));
}

/// A folder with the archive that `postil new` makes.
fn sample() -> Archive {
    let archive = Archive { folder: tempfile::tempdir().unwrap() };
    let made = archive.run_in(archive.folder.path(), &["new", "archive"]);
    made.says(0, &["postil build", "postil add claim"]);
    archive
}

impl Archive {
    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }
}

#[test]
fn a_new_archive_builds_without_a_word_of_complaint_and_shows_its_notes() {
    let archive = sample();
    archive.run(&["check"]).says(0, &["no problems in 2 documents"]);
    archive.run(&["fmt", "--check"]).says(0, &["in order"]);
    let built = archive.run(&["build"]);
    assert_eq!((built.code, built.messages.as_str()), (0, ""), "{built:?}");
    let page = fs::read_to_string(archive.site("documents/lower-town.html")).unwrap();
    assert!(page.contains("41 houses were lost.") && page.contains("id=\"n-houses\""));
    assert!(fs::read_to_string(archive.site("questions/houses-lost.html")).unwrap().contains("disputed"));
    archive.run_in(archive.folder.path(), &["new", "archive"]).says(2, &["not an empty folder"]);
    assert!(archive.root().join(".gitignore").is_file() && archive.root().join(".gitattributes").is_file());
}

const NOTES: &str = "content/documents/lower-town/notes.yaml";

#[test]
fn what_is_to_be_typed_next_is_typed_as_a_shell_takes_it() {
    let archive = Archive::with(&[]);
    archive.run(&["new", "My Arch/one two"]).says(0, &["\n  cd 'My Arch/one two'\n"]);
    archive.run(&["new", "plain"]).says(0, &["\n  cd plain\n"]);
}

#[test]
fn a_note_is_added_in_its_place_and_the_archive_stays_sound() {
    let archive = sample();
    let before = archive.read(NOTES);
    let words =
        ["add", "claim", "--document", "lower-town", "--quote", "the watchman had rung the bell", "--modality", "asserted"];
    let given = [&words[..], &["--says", "A bell warned people.", "--where", "lower-town", "--by", "first"]].concat();
    let shown = archive.run(&[&given[..], &["--dry-run"]].concat());
    shown.says(0, &["nothing was written"]);
    assert!(shown.output.contains("+- id: the-watchman-had-rung") && archive.read(NOTES) == before, "{shown:?}");
    let added = archive.run(&given);
    added.says(0, &["added the claim lower-town/the-watchman-had-rung"]);
    assert_eq!(added.output, "content/documents/lower-town/notes.yaml:27\n");
    let after = archive.read(NOTES);
    assert!(after.find("nobody-lost").unwrap() < after.find("watchman").unwrap());
    assert!(after.find("watchman").unwrap() < after.find("too-late").unwrap());
    assert_eq!(after.lines().filter(|line| !before.contains(line)).count(), 5, "{after}");
    archive.run(&["check"]).says(0, &["no problems"]);
    archive.run(&["fmt", "--check"]).says(0, &[]);
    let remark = ["add", "comment", "--document", "lower-town", "--quote", "the mill", "--note", "X", "--layer", "review"];
    archive.run(&remark).says(1, &["does not stand in the text", "the nearest words are"]);
    let remark = ["add", "comment", "--document", "lower-town", "--quote", "the bell", "--note", "X", "--layer", "review"];
    archive.run(&remark).says(0, &[]);
    assert!(archive.read("content/documents/lower-town/notes.review.yaml").starts_with("- id: the-bell\n"));
}

#[test]
fn what_cannot_be_added_is_told_and_nothing_is_written() {
    let archive = sample();
    let before = archive.read(NOTES);
    let add = |kind: &str, flags: &[&str]| archive.run(&[&["add", kind][..], flags].concat());
    let note = |kind: &str, flags: &[&str]| add(kind, &[&["--document", "lower-town"][..], flags].concat());
    note("claim", &["--quote", "the bell", "--modality", "asserted"]).says(2, &["--says", "needs"]);
    note("claim", &["--says", "X", "--modality", "asserted"]).says(2, &["--quote"]);
    add("claim", &["--quote", "the bell"]).says(2, &["--document"]);
    add("claim", &["--document", "lower-twon"]).says(2, &["did you mean `lower-town`?"]);
    note("claim", &["--quote", "x", "--says", "X", "--modality", "asserte"]).says(2, &["asserted"]);
    note("comment", &["--note", "X", "--quote", "the"]).says(1, &["several places", "--suffix 'night'"]);
    note("mention", &["--quote", "the council", "--mention", "lower-counsil"]).says(1, &["upper and lower case"]);
    note("mention", &["--quote", "council", "--mention", "lower-counsil"]).says(1, &["did you mean `lower-council`?"]);
    let claim = ["--quote", "the bell", "--says", "X", "--modality", "asserted"];
    note("claim", &[&claim[..], &["--question", "houses-lots"]].concat()).says(1, &["did you mean `houses-lost`?"]);
    note("claim", &[&claim[..], &["--figures", "{value: many}"]].concat()).says(1, &["error[invalid-number]"]);
    note("claim", &[&claim[..], &["--figures", "{value: 1"]].concat()).says(2, &["--figures"]);
    note("claim", &[&claim[..], &["--id", "houses"]].concat()).says(2, &["`houses` already"]);
    add("entity", &["--type", "place", "--name", "X", "--by", "frist"]).says(1, &["did you mean `first`?"]);
    note("comment", &["--quote", "the bell", "--note", "X", "--layer", "../other.yaml"]).says(2, &["no name of a file"]);
    assert_eq!(archive.read(NOTES), before);
    archive.run(&["check"]).says(0, &["no problems in 2 documents"]);
}

#[test]
fn a_document_is_added_with_its_text_byte_for_byte() {
    let archive = sample();
    let text = "\u{feff}One.\r\n\r\nTwo.\r\n";
    fs::write(archive.folder.path().join("third.txt"), text).unwrap();
    let words =
        ["add", "document", "--title", "A third: voice", "--language", "en", "--kind", "letter", "--text", "../third.txt"];
    let added = archive.run(&words);
    added.says(0, &["added the document a-third-voice"]);
    assert_eq!(added.output, "content/documents/a-third-voice/document.yaml:1\n");
    assert_eq!(archive.read("content/documents/a-third-voice/text.txt"), text);
    archive.run(&["check"]).says(0, &["no problems in 3 documents"]);
    archive.run(&["fmt", "--check"]).says(0, &[]);
    archive.run(&words).says(0, &["a-third-voice-2"]);
    archive.run(&["add", "document", "--title", "X", "--language", "en", "--kind", "letter"]).says(2, &["--text"]);
    archive.put("a.pdf", b"x");
    let words = ["add", "document", "--title", "X", "--language", "en", "--kind", "letter", "--text", "a.pdf"];
    archive.run(&words).says(2, &["neither Markdown (.md) nor plain text (.txt)"]);
}

#[test]
fn other_records_come_into_their_files() {
    let archive = sample();
    let add = |words: &[&str]| {
        let added = archive.run(&[&["add"][..], words].concat());
        added.says(0, &[]);
        added.output
    };
    assert_eq!(add(&["entity", "--type", "place", "--name", "{en: Bridge, de: Brücke}"]), "content/entities/all.yaml:9\n");
    assert_eq!(add(&["entity", "--type", "person", "--name", "Miller", "--file", "people"]), "content/entities/people.yaml:1\n");
    assert!(add(&["question", "--asks", "Who rang?", "--kind", "open"]).starts_with("content/questions.yaml:"));
    assert!(add(&["term", "--term", "weir", "--scheme", "technical"]).starts_with("content/terms.yaml:"));
    assert_eq!(add(&["work", "--type", "book", "--title", "On weirs", "--date", "1990"]), "content/bibliography.yaml:1\n");
    assert_eq!(archive.read("content/bibliography.yaml"), "on-weirs:\n  type: book\n  title: On weirs\n  date: 1990\n");
    // Nothing uses them yet, and nothing else is wrong with them.
    archive.run(&["check"]).says(0, &["5 warnings in 2 documents"]);
}

#[test]
fn what_an_archive_holds_can_be_listed_and_shown() {
    let archive = sample();
    let claims = archive.run(&["list", "claims", "--status", "disputed"]);
    assert_eq!((claims.code, claims.output.lines().count()), (0, 4), "{claims:?}");
    assert!(claims.output.contains("content/documents/upper-town/notes.yaml:3\n"), "{claims:?}");
    let listed = |words: &[&str]| {
        let ended = archive.run(&[&["list"][..], words, &["--format", "json"]].concat());
        let json: serde_json::Value = serde_json::from_str(&ended.output).unwrap();
        json.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed(&["documents"]), ["lower-town", "upper-town"]);
    assert_eq!(listed(&["figures", "--question", "houses-lost"]), ["lower-town/houses#1", "upper-town/houses#1"]);
    assert_eq!(listed(&["claims", "--entity", "parson"]), ["upper-town/houses"]);
    assert_eq!(listed(&["comments", "--document", "upper-town"]), ["upper-town/sluice"]);
    assert_eq!(listed(&["questions", "--status", "disputed"]).len(), 2);
    for (kind, count) in [("notes", 8), ("entities", 6), ("terms", 1), ("works", 0), ("editors", 1), ("wordings", 1)] {
        assert_eq!(listed(&[kind]).len(), count, "{kind}");
    }
    archive.run(&["list", "terms", "--status", "agreed"]).says(2, &["--document"]);
    archive.run(&["list", "claims", "--question", "weirs"]).says(2, &["did you mean `weir`?"]);
    archive.run(&["list", "claims", "--status", "wrong"]).says(2, &["there is no status `wrong`", "there are `disputed`"]);

    archive.put("content/bibliography.yaml", b"hay:\n  type: book\n  title: On Hay\n  author: Moe, Ann\n");
    let shown = archive.run(&["show", "hay"]);
    assert!(shown.output.contains("On Hay") && shown.output.contains("author: Moe, Ann"), "{}", shown.output);
    assert!(archive.run(&["list", "works"]).output.contains("On Hay"));
    let shown = archive.run(&["show", "upper-town/in-time"]);
    for words in ["claim upper-town/in-time", "status", "disputed", "it disputes lower-town/too-late", "notes.yaml:14"] {
        assert!(shown.output.contains(words), "{words} in {shown:?}");
    }
    for name in ["lower-town", "weir", "the-flood", "visitation", "about", "first", "question:houses-lost"] {
        let shown = archive.run(&["show", name, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&shown.output).unwrap();
        assert!(shown.code == 0 && json[0]["line"].as_u64().unwrap() > 0, "{shown:?}");
    }
    // A document and an entity have this name.
    assert_eq!(archive.run(&["show", "lower-town"]).output.matches("lower-town\n").count(), 2);
    archive.run(&["show", "visitaton"]).says(2, &["did you mean `visitation`?"]);
    archive.run(&["show", "sluice"]).says(2, &["`upper-town/sluice`"]);
}

/// In a terminal, which `script` of Debian's bsdutils is, a line says what takes its time, and is gone at the end.
#[test]
fn what_takes_its_time_is_told_in_a_terminal_only() {
    let archive = Archive::with(&[]);
    // As much as keeps a fast machine busy for more than a moment, too.
    let text = "The mill stood by the weir.\n\n".repeat(300);
    for number in 0..600 {
        archive.put(&format!("content/documents/d{number}/document.yaml"), b"title: A\nlanguage: en\nkind: report\n");
        archive.put(&format!("content/documents/d{number}/text.md"), text.as_bytes());
    }
    let words = format!("'{}' build -o site", env!("CARGO_BIN_EXE_postil"));
    let terminal = |term: &str| {
        let mut command = Command::new("script");
        command.args(["-qec", &words, "/dev/null"]).current_dir(archive.root()).env("TERM", term);
        ended(command.output().unwrap()).output
    };
    let told = terminal("xterm");
    assert!(told.contains("\rdrawing pages: ") && told.contains(" files written\u{1b}[K"), "{told:?}");
    let last = told.rfind("\r\u{1b}[K").expect("the line is taken away");
    assert!(!told[last..].contains("drawing") && told[last..].contains("Built 600 documents"), "{told:?}");
    assert!(!terminal("dumb").contains('\u{1b}'));
    let built = archive.run(&["build", "-o", "site"]);
    assert!(!built.messages.contains("drawing"), "{built:?}");
}
