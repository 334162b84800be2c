//! What is told, of what, to whom and with which exit code; what is mended, and what is left alone.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![allow(clippy::disallowed_methods, reason = "tests read their own files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use postil::problem::report::FORMATS;

/// An archive in a folder of its own.
struct Archive(tempfile::TempDir);

/// How the program ended: exit code, standard output, standard error.
type Ended = (i32, String, String);

const NOTES: &str = "documents/halver/notes.yaml";

impl Archive {
    fn with(files: &[(&str, &str)]) -> Archive {
        let archive = Archive(tempfile::tempdir().unwrap());
        archive.put("archive.yaml", "title: Five papers on a strike\n");
        archive.put("documents/halver/document.yaml", "title: Five papers\nlanguage: en\nkind: report\n");
        archive.put(
            "documents/halver/text.md",
            "On Monday 1,040 dockers of Halver put down their hooks.\n\nThey called it a strike.\n",
        );
        files.iter().for_each(|(path, text)| archive.put(path, text));
        archive
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join("content").join(path)).unwrap()
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        command.args(words).current_dir(self.0.path()).env("HOME", self.0.path()).env_remove("GITHUB_STEP_SUMMARY");
        command
    }

    fn run(&self, words: &[&str]) -> Ended {
        ended(self.command(words))
    }

    fn git(&self, words: &[&str]) {
        let name = ["-c", "user.name=Nora Quist", "-c", "user.email=nora@example.org", "-c", "commit.gpgsign=false"];
        let done = Command::new("git").args(name).args(words).current_dir(self.0.path()).output().unwrap();
        assert!(done.status.success(), "{done:?}");
    }
}

fn ended(mut command: Command) -> Ended {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A note that is wrong in one field, by number.
fn wrong(number: usize) -> String {
    format!("- id: n{number}\n  quote: dockers\n  every: true\n  comment: '{number}, a: b % c'\n")
}

/// A term that nothing uses: a warning.
const UNUSED: (&str, &str) = ("terms.yaml", "- {id: strike, term: strike, scheme: loaded}\n");

#[test]
fn only_what_is_chosen_is_told_and_counted() {
    let archive = Archive::with(&[(NOTES, &wrong(1)), ("questions.yaml", "- {id: why, asks: Why?, kind: reason}\n")]);
    let codes = |words: &[&str]| {
        let (code, output, _) = archive.run(&[&["check", "--format", "concise"], words].concat());
        let codes: BTreeSet<String> = output.lines().map(|line| line.split(['[', ']']).nth(1).unwrap().to_owned()).collect();
        (code, codes.into_iter().collect::<Vec<_>>().join(" "))
    };
    assert_eq!(codes(&[]), (1, "unknown-field unknown-value".to_owned()));
    assert_eq!(codes(&["--select", "unknown-value"]), (1, "unknown-value".to_owned()));
    assert_eq!(codes(&["--ignore", "unknown-value"]), (1, "unknown-field".to_owned()));
    assert_eq!(codes(&["--ignore", "unknown-value,unknown-field"]), (0, String::new()));
    assert_eq!(codes(&["--select", "unused"]), (0, String::new()));
    let (code, _, messages) = archive.run(&["check", "--ignore", "unknown-fields"]);
    assert!(code == 2 && messages.contains("did you mean `unknown-field`?"), "{messages}");
}

#[test]
fn warnings_fail_where_that_is_asked_for_and_nothing_does_where_that_is() {
    let warned = Archive::with(&[UNUSED]);
    assert_eq!(warned.run(&["check"]).0, 0);
    assert_eq!(warned.run(&["check", "--strict"]).0, 1);
    let (code, _, messages) = warned.run(&["build", "--strict"]);
    assert!(
        code == 1 && messages.contains("nothing was written") && !warned.0.path().join("public/index.html").exists(),
        "{messages}"
    );
    assert_eq!(warned.run(&["build"]).0, 0);
    let broken = Archive::with(&[(NOTES, &wrong(1))]);
    assert_eq!(broken.run(&["check"]).0, 1);
    let (code, _, messages) = broken.run(&["check", "--exit-zero"]);
    assert!(code == 0 && messages.contains("1 error"), "{messages}");
    assert_eq!(broken.run(&["check", "--exit-zero", "--strict"]).0, 2);
}

#[test]
fn the_text_says_where_to_read_more() {
    let (_, _, messages) = Archive::with(&[(NOTES, &wrong(1))]).run(&["check"]);
    let last: Vec<&str> = messages.lines().rev().take(2).collect();
    assert_eq!(last, ["1 error in 1 document", "more about it: postil explain unknown-field"]);
    let (_, _, messages) = Archive::with(&[]).run(&["check"]);
    assert_eq!(messages, "no problems in 1 document\n");
}

#[test]
fn a_report_goes_into_a_file_in_every_format() {
    let archive = Archive::with(&[(NOTES, &wrong(1))]);
    for format in FORMATS {
        let (code, output, messages) = archive.run(&["check", "--format", format.name, "--output-file", "report"]);
        let written = fs::read_to_string(archive.0.path().join("report")).unwrap();
        assert!(code == 1 && output.is_empty() && messages.ends_with("1 error in 1 document\n"), "{}: {messages}", format.name);
        assert!(written.contains("unknown-field") && written.contains("notes.yaml"), "{}: {written}", format.name);
        assert!(!written.contains('\u{1b}'), "{}", format.name);
    }
    assert_eq!(archive.run(&["check", "--output-file", "absent/report"]).0, 3);
}

#[test]
fn a_command_of_a_workflow_holds_its_signs_in_their_escaped_form() {
    let archive = Archive::with(&[("documents/a, b%/document.yaml", "x\n"), ("documents/a, b%/text.md", "x\n")]);
    let (_, output, _) = archive.run(&["check", "--format", "github"]);
    let line = output.lines().next().unwrap();
    assert!(
        line.starts_with("::error file=content/documents/a%2C b%25/document.yaml,line=1,endLine=1,col=1,endColumn="),
        "{line}"
    );
    assert!(line.contains(",title=invalid-id::") && line.contains("%0A"), "{line}");
    for line in output.lines() {
        let (head, said) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let bare = |text: &str| text.replace("%25", "").replace("%0A", "").replace("%0D", "").contains('%');
        assert!(!bare(said) && !bare(&head.replace("%3A", "").replace("%2C", "")), "{line}");
    }
}

#[test]
fn a_workflow_shows_the_worst_ten_and_its_summary_all() {
    let notes: String = (1..=14).map(wrong).collect();
    let archive = Archive::with(&[(NOTES, &notes), ("archive.yaml", "title: 'A' # b\ndescription: A letter # 3\n")]);
    let summary = archive.0.path().join("summary.md");
    fs::write(&summary, "before\n").unwrap();
    let mut command = archive.command(&["check", "--format", "github"]);
    command.env("GITHUB_STEP_SUMMARY", &summary);
    let (code, output, _) = ended(command);
    let errors = output.lines().filter(|line| line.starts_with("::error ")).count();
    assert_eq!((code, errors), (1, 10));
    let told: Vec<&str> = output.lines().filter(|line| line.contains("more, in the log")).collect();
    assert_eq!(told, ["::notice title=postil::5 more, in the log and in the summary of the job"]);
    assert_eq!(output.lines().filter(|line| line.contains(": error[") || line.contains(": warning[")).count(), 5);
    let summary = fs::read_to_string(summary).unwrap();
    assert!(summary.starts_with("before\n### postil check: 14 errors, 1 warning\n"), "{summary}");
    assert_eq!(summary.lines().filter(|line| line.starts_with("| content/")).count(), 15);
}

#[test]
fn paths_are_told_from_where_one_stands() {
    let archive = Archive::with(&[(NOTES, &wrong(1))]);
    let here = archive.0.path().parent().unwrap();
    let folder = archive.0.path().file_name().unwrap().to_str().unwrap();
    for format in ["text", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit", "rdjson"] {
        let mut command = archive.command(&["check", "-C", folder, "--format", format]);
        command.current_dir(here);
        let (code, output, messages) = ended(command);
        let (told, path) = (output + &messages, format!("content/{NOTES}"));
        assert!(code == 1 && told.contains(&format!("{folder}/{path}")), "{format}: {told}");
        assert_eq!(told.matches(&path).count(), told.matches(&format!("{folder}/{path}")).count(), "{format}: {told}");
        let (_, inside, messages) = archive.run(&["check", "--format", format]);
        assert!((inside + &messages).contains(&path) && !told.is_empty(), "{format}");
    }
}

#[test]
fn only_files_that_have_changed_are_told_of() {
    let archive = Archive::with(&[(NOTES, &wrong(1))]);
    archive.git(&["init", "--quiet", "--initial-branch=main"]);
    archive.git(&["add", "--all"]);
    archive.git(&["commit", "--quiet", "--message=One"]);
    let (code, _, messages) = archive.run(&["check", "--changed-since", "main"]);
    assert_eq!((code, messages.as_str()), (0, "no problems in 0 files that differ from main\n"));
    archive.put("documents/halver/notes.new.yaml", &wrong(2));
    archive.put("documents/halver/document.yaml", "title: Five papers\nlanguage: en\nkind: paper\n");
    let (code, output, messages) = archive.run(&["check", "--format", "concise", "--changed-since", "main"]);
    assert!(messages.contains("in 2 files that differ from main"), "{messages}");
    let paths: Vec<&str> = output.lines().map(|line| line.split(':').next().unwrap().rsplit('/').next().unwrap()).collect();
    assert_eq!((code, paths), (1, vec!["document.yaml", "notes.new.yaml"]));
    for revision in ["absent", "--output=x", "-x"] {
        let (code, _, messages) = archive.run(&["check", &format!("--changed-since={revision}")]);
        assert!(code == 2 && messages.contains("git knows no commit"), "{messages}");
    }
    assert!(!archive.0.path().join("x").exists());
}

/// Mistakes with what becomes of them.
const MENDED: &[(&str, &str)] = &[
    ("  note: The board: no strikes.  # said so\n", "  note: 'The board: no strikes.'  # said so\n"),
    ("  note: 'The board's word.'\n", "  note: The board's word.\n"),
    ("  note: *Their* word.\n", "  note: '*Their* word.'\n"),
    ("  note: @nora wrote it.\n", "  note: '@nora wrote it.'\n"),
    ("  note:\tTheir word.\n", "  note: Their word.\n"),
    ("\tnote: Their word.\n", "  note: Their word.\n"),
    ("  note: Their word.\t\n  in: p1\n", "  note: Their word.\n  in: p1\n"),
    ("  every: Yes\n", "  every: true\n"),
    ("  every: off\n", "  every: false\n"),
    (
        "  translation:\n    gloss: strike\n    to: DE\n    alternatives:\n      - a walk-out: of all\n",
        "  translation:\n    gloss: strike\n    to: de\n    alternatives:\n      - 'a walk-out: of all'\n",
    ),
    // What comes to light behind a slip is told, and the slip is mended all the same.
    ("  note: The board: as [they](note:absent) say.\n", "  note: 'The board: as [they](note:absent) say.'\n"),
];

/// Mistakes that somebody must look at.
const LEFT: &[&str] = &[
    "  note: A letter # 3 of the board.\n",
    "  claim: {says: It was: a strike, modality: asserted}\n",
    "  claim: {says: A, or B, modality: asserted}\n",
    "  notes: Their word.\n",
    "  prefix: They note: Their word.\n",
    "  claim:\n    says: A.\n    modality: asserted\n    basis:\n      - kind: count of: dockers\n",
    "  by: nora: quist\n",
    "  claim: {says: A., modality: assertd}\n",
    "  claim: {says: A., modality: asserted, figures: {value: '1,040'}}\n",
    "  claim:\n\t says: A.\n",
    "  by: Nora\n",
    "  note: > Their word.\n",
    "  note: | Their word.\n",
    "  note: - Their word.\n",
];

#[test]
fn what_is_certain_is_mended_and_nothing_else_changes() {
    let head = "# Two editors: ours.\n- id: hooks\n  quote: put down their hooks\n";
    for (slip, mended) in MENDED {
        let archive = Archive::with(&[(NOTES, &format!("{head}{slip}\n# The end.\n"))]);
        let (_, shown, _) = archive.run(&["check", "--diff"]);
        assert!(shown.contains("\n-") && shown.contains("\n+"), "{shown}");
        assert_eq!(archive.text(NOTES), format!("{head}{slip}\n# The end.\n"), "--diff writes nothing");
        let (_, _, messages) = archive.run(&["check", "--fix"]);
        assert_eq!(archive.text(NOTES), format!("{head}{mended}\n# The end.\n"), "{messages}");
        assert!(messages.contains(&format!("mended content/{NOTES}")), "{messages}");
        let (code, _, again) = archive.run(&["check", "--diff"]);
        assert!(code == 0 && again.contains("nothing can be mended"), "{again}");
    }
    for slip in LEFT {
        let archive = Archive::with(&[(NOTES, &format!("{head}{slip}"))]);
        let (_, _, messages) = archive.run(&["check", "--fix"]);
        assert_eq!(archive.text(NOTES), format!("{head}{slip}"), "{messages}");
    }
}

#[test]
fn only_what_is_chosen_is_mended() {
    let notes = "- id: a\n  quote: hooks\n  every: yes\n- id: b\n  quote: dockers\n  note: A: b\n";
    let archive = Archive::with(&[(NOTES, notes)]);
    archive.run(&["check", "--fix", "--select", "yaml-colon"]);
    assert_eq!(archive.text(NOTES), notes.replace("A: b", "'A: b'"));
    archive.run(&["check", "--fix", "--ignore", "wrong-type"]);
    assert!(archive.text(NOTES).contains("every: yes"));
}

#[test]
fn many_slips_are_mended_in_one_run() {
    let record = |number: usize| format!("- id: n{number}\n  quote: hooks\n\tnote: A: {number}\n\tevery: yes\n");
    let archive = Archive::with(&[(NOTES, &(1..=30).map(record).collect::<String>())]);
    let (code, _, messages) = archive.run(&["check", "--fix"]);
    assert_eq!((code, messages.lines().last()), (0, Some("no problems in 1 document")), "{messages}");
    assert!(archive.text(NOTES).contains("- id: n30\n  quote: hooks\n  note: 'A: 30'\n  every: true\n"));
}

#[test]
fn a_record_that_a_mend_does_not_help_keeps_no_other_from_being_mended() {
    let doubtful = "- id: b\n  quote: hooks\n  prefix: They note: Their word.\n";
    let notes = format!("- id: a\n  quote: hooks\n  note: A: a\n{doubtful}- id: c\n  quote: dockers\n  note: A: c\n");
    // Neither what stands above the records nor a tab behind a hyphen divides them otherwise.
    let notes = format!("---\n{}", notes.replace("- id: c", "-\tid: c"));
    let archive = Archive::with(&[(NOTES, &notes)]);
    let (_, _, messages) = archive.run(&["check"]);
    assert!(messages.contains("may be mended: postil check --fix"), "{messages}");
    let (_, _, messages) = archive.run(&["check", "--fix"]);
    let mended = notes.replace("A: a", "'A: a'").replace("A: c", "'A: c'").replace("-\tid", "- id");
    assert_eq!(archive.text(NOTES), mended, "{messages}");
    assert!(!messages.contains("may be mended"), "{messages}");
}

/// Words that say how a program is made, not what an editor wrote.
const JARGON: &[&str] = &[
    "mapping",
    "scalar",
    "token",
    "sequence",
    "node",
    "parse",
    "parser",
    "parsing",
    "parsed",
    "deserialize",
    "deserialization",
    "serde",
    "struct",
    "enum",
    "boolean",
    "integer",
    "string",
    "array",
    "null",
    "usize",
    "u32",
    "u64",
    "i64",
    "f64",
    "vec",
    "utf8error",
    "regex",
    "iterator",
    "unwrap",
    "panicked",
];

/// The words of a message but for what it quotes: names in backticks and words of files.
fn words(message: &str) -> BTreeSet<String> {
    let mut bare = String::new();
    let mut closes = None;
    for letter in message.chars() {
        match (closes, letter) {
            (None, '`') => closes = Some('`'),
            (None, '“') => closes = Some('”'),
            (None, letter) => bare.push(letter),
            (Some(close), letter) if letter == close => closes = None,
            (Some(_), _) => {}
        }
    }
    bare.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect()
}

#[test]
fn no_message_speaks_like_a_program() {
    use postil::problem::{Code, Problems};
    use postil::source::{SourceFile, Sources};
    let mut faults = Vec::new();
    let mut look = |message: &str, from: &str| {
        let found = words(message);
        JARGON
            .iter()
            .filter(|word| found.contains(**word))
            .for_each(|word| faults.push(format!("“{word}” in {from}: {message}")));
        for name in ["Some(", "None)", "Err(", "Ok(", "::"] {
            if message.split('`').step_by(2).any(|part| part.contains(name)) {
                faults.push(format!("{name} in {from}: {message}"));
            }
        }
    };
    for code in Code::ALL {
        look(code.summary(), code.name());
        look(code.explanation().text, code.name());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut messages = 0;
    for room in fs::read_dir(root).unwrap().map(|room| room.unwrap().path()).filter(|room| room.is_dir()) {
        for case in fs::read_dir(room).unwrap().map(|case| case.unwrap().path()) {
            let mut files: Vec<(String, String)> = vec![("content/archive.yaml".to_owned(), "title: A\n".to_owned())];
            for line in fs::read_to_string(&case).unwrap().lines() {
                if let Some(path) = line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
                    files.retain(|(other, _)| *other != format!("content/{path}"));
                    files.push((format!("content/{path}"), String::new()));
                } else if let Some((_, text)) = files.last_mut().filter(|_| !line.trim_start().starts_with('^')) {
                    text.push_str(&format!("{line}\n"));
                }
            }
            let file =
                |(path, text): (String, String)| SourceFile { path, text, bytes: Vec::new(), sha256: None, readable: true };
            let sources = Sources::new(files.into_iter().map(file).collect());
            for problem in postil::pipeline::check(&sources, Problems::default()).1 {
                let related = problem.related.iter().map(|(_, word)| word);
                for message in problem.help.iter().chain(related).chain([&problem.message]) {
                    look(message, &case.file_name().unwrap().to_string_lossy());
                    messages += 1;
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(messages > 500, "{messages} messages");
}
