//! Records from a stranger: long words, long names, long chains, many of each; a check of them ends while somebody waits for it.

use super::{alone, cpu_time, file};

use postil::pipeline;
use postil::problem::{Code, Problem, Problems};
use postil::source::Sources;

/// Of the processor, in a program that is not compiled for speed. Each of these archives took minutes.
const SECONDS_MAX: f64 = 60.0;

/// One test of all, for what the threads of others took would be counted too, and less when they end.
#[test]
fn no_record_holds_a_check_up() {
    let _alone = alone();
    words_without_an_end_hold_no_check_up();
    names_without_an_end_have_no_help();
    names_that_are_looked_for_may_be_many_but_not_long();
    a_paragraph_may_begin_at_every_word();
    flags_without_an_end_hold_no_check_up();
    signposts_may_lead_over_all_others();
    notes_that_do_not_stand_share_the_time_there_is_for_them();
}

/// Checks an archive with one document; some files more may stand beside it.
fn checked(what: &str, text: &str, notes: &str, more: &[(&str, &str)]) -> Vec<Problem> {
    let mut files = vec![
        file("archive.yaml", "title: A\nlanguage: en\n"),
        file("documents/d/text.txt", text),
        file("documents/d/notes.yaml", notes),
    ];
    if !more.iter().any(|(path, _)| *path == "documents/d/document.yaml") {
        files.push(file("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n"));
    }
    files.extend(more.iter().map(|(path, text)| file(path, text)));
    let sources = Sources::new(files);
    let begun = cpu_time();
    let (_, problems) = pipeline::check(&sources, Problems::default());
    let seconds = cpu_time() - begun;
    println!("{seconds:6.3}  {what}");
    assert!(seconds < SECONDS_MAX, "{what}: {seconds:.1} s");
    problems
}

/// How many problems have a code.
fn count(problems: &[Problem], code: Code) -> usize {
    problems.iter().filter(|problem| problem.code == code).count()
}

fn words_without_an_end_hold_no_check_up() {
    let word = "a".repeat(100_000);
    let problems = checked("a word", &format!("{word}c\n"), &format!("- id: n\n  quote: {word}b\n  note: N.\n"), &[]);
    assert_eq!(count(&problems, Code::QuoteNotFound), 1);
}

fn names_without_an_end_have_no_help() {
    let entities: String = (0..300).map(|n| format!("- {{id: {}{n}, type: person, name: N{n}}}\n", "a".repeat(3_000))).collect();
    let note = |n: usize| format!("- {{id: n{n}, quote: Words, every: true, mention: {}{n}}}\n", "a".repeat(2_500));
    let notes: String = (0..300).map(note).collect();
    let problems = checked("long names", "Words.\n", &notes, &[("entities/all.yaml", &entities)]);
    assert_eq!(count(&problems, Code::UnknownEntity), 300);
}

fn names_that_are_looked_for_may_be_many_but_not_long() {
    for (what, name) in [("one letter", "a".repeat(200_000)), ("one word", "a ".repeat(100_000) + "b")] {
        let entity = format!("- {{id: e, type: person, name: {name}, match: true}}\n");
        let problems = checked(what, &"a ".repeat(100_000), "", &[("entities/all.yaml", &entity)]);
        assert_eq!(count(&problems, Code::ConflictingFields), 1, "{what}");
    }
    let names: Vec<String> = (0..80_000).map(|n| format!("N{n}")).collect();
    let entity = format!("- {{id: e, type: person, name: X, match: true, also: [{}]}}\n", names.join(", "));
    let problems = checked("many names", "N1 and N79999.\n", "", &[("entities/all.yaml", &entity)]);
    assert!(problems.is_empty(), "{problems:?}");
}

fn a_paragraph_may_begin_at_every_word() {
    let text: String = (0..100_000).map(|n| format!("w{n}x ")).collect();
    let breaks: Vec<String> = (1..100_000).rev().map(|n| format!("w{n}x")).collect();
    let record = format!("title: D\nlanguage: en\nkind: post\nbreaks: [{}]\n", breaks.join(", "));
    let note = "- id: last\n  quote: w99999x\n  in: p100000\n  note: N.\n";
    let problems = checked("breaks", &text, note, &[("documents/d/document.yaml", &record)]);
    assert!(problems.is_empty(), "{problems:?}");
}

fn flags_without_an_end_hold_no_check_up() {
    let problems = checked("flags", &"🇸".repeat(200_000), "- id: n\n  quote: 🇸🇸\n  note: N.\n", &[]);
    assert_eq!(count(&problems, Code::QuoteAmbiguous), 1);
}

fn signposts_may_lead_over_all_others() {
    let many = 160_000;
    for (what, last) in [("a chain", "match: true".to_owned()), ("a circle", "see: e0".to_owned())] {
        let entity = |n: usize| match n + 1 {
            next if next < many => format!("- {{id: e{n}, type: person, name: N{n}, see: e{next}}}\n"),
            _ => format!("- {{id: e{n}, type: person, name: N{n}, {last}}}\n"),
        };
        let files: Vec<(String, String)> = (0..many)
            .step_by(10_000)
            .map(|from| (format!("entities/e{from}.yaml"), (from..from + 10_000).map(entity).collect()))
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let problems = checked(what, "N0 and N7 are the last.\n", "", &files);
        assert_eq!(count(&problems, Code::Circular), usize::from(last.starts_with("see")), "{what}");
    }
}

fn notes_that_do_not_stand_share_the_time_there_is_for_them() {
    let record = format!("title: D\nlanguage: en\nkind: post\ntext_sha256: {}\n", "1".repeat(64));
    let more = [("documents/d/document.yaml", record.as_str())];
    let notes = |quote: &dyn Fn(usize) -> String, count: usize| -> String {
        (0..count).map(|n| format!("- {{id: n{n}, quote: {}, note: N.}}\n", quote(n))).collect()
    };
    let text = "a ".repeat(100_000);
    let repeated = checked("many places", &text, &notes(&|_| "a a a b a a a".to_owned(), 200), &more);
    let word = |n: usize| format!("w{}x ", n * n % 7_919);
    let text: String = (0..25_000).map(word).collect();
    let wrong =
        |n: usize| (n..n + 500).map(word).collect::<String>() + "wrong " + &(n + 501..n + 600).map(word).collect::<String>();
    let long = checked("long quotations", &text, &notes(&wrong, 200), &more);
    for problems in [repeated, long] {
        let is_later = |problem: &&Problem| problem.help.iter().any(|help| help.contains("when those before it are corrected"));
        let later = problems.iter().filter(is_later).count();
        assert_eq!(count(&problems, Code::QuoteNotFound), 200);
        assert!(later > 100 && later < 200, "{later}");
        assert!(problems.iter().any(|problem| problem.help.iter().any(|help| help.contains("not compared"))));
    }
}
