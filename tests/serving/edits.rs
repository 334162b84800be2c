//! Whatever is saved, what is served is what a build of the same files writes, byte by byte.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use super::archive::{Archive, below};
use super::client::{Preview, published};

/// How many saves are tried: `EDITS=1000 cargo test --test all edit` by hand.
pub fn edits() -> usize {
    std::env::var("EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(60)
}

/// Numbers that look like chance and are the same on every run (Marsaglia's xorshift).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    pub fn one<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// Words that make files better or worse.
const WORDS: &[&str] = &[
    "40",
    "41",
    "boats",
    "kapal",
    "union",
    "[](note:gull/seized)",
    "[](entity:gone)",
    "\n\nAnother paragraph.\n\n",
    "é",
    "قارب",
    ": ",
    "\t",
    "{{ page.title }}",
    "{{ nothing }}",
    "<b>",
];

/// Saves something, in one of the ways in which files are saved; gives what was done.
pub fn edit(archive: &Archive, chance: &mut Chance, number: usize) -> String {
    let files: Vec<String> = archive.files().into_iter().filter(|path| !path.ends_with("archive.yaml")).collect();
    let path = chance.one(&files.iter().map(String::as_str).collect::<Vec<_>>()).to_owned();
    let text = archive.text(&path);
    let sound: Vec<usize> = text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect();
    let at = sound[chance.below(sound.len())];
    match chance.below(10) {
        0..=2 => {
            let word = chance.one(WORDS);
            archive.put(&path, &format!("{}{word}{}", &text[..at], &text[at..]));
            format!("{path}: put in {word:?}")
        }
        3..=4 => {
            let end = sound[chance.below(sound.len())].max(at);
            let end = sound.iter().copied().filter(|offset| *offset <= end && *offset <= at + 12).max().unwrap_or(at);
            archive.exchange(&path, &format!("{}{}", &text[..at], &text[end..]));
            format!("{path}: take out {:?}", &text[at..end])
        }
        5 => {
            let claim = format!(
                "\n- id: n{number}\n  quote: boats\n  in: p{}\n  claim:\n    says: Number {number}.\n    question: boats\n    modality: implied\n    figures: {{max: {number}}}\n",
                chance.below(4)
            );
            let path = "content/documents/gull/notes.yaml";
            let notes = if archive.root().join(path).exists() { archive.text(path) } else { String::new() };
            archive.put(path, &(notes + &claim));
            format!("{path}: note {number}")
        }
        6 => {
            fs::remove_file(archive.root().join(&path)).unwrap();
            format!("{path}: remove")
        }
        7 => {
            let (from, to) = (archive.root().join("content/documents/tern"), archive.root().join("content/documents/skua"));
            let (from, to) = if from.exists() { (from, to) } else { (to, from) };
            if from.exists() {
                fs::rename(from, to).unwrap();
            }
            "rename a document".to_owned()
        }
        8 => {
            let entity = format!(
                "- id: e{number}\n  type: group\n  name: {}\n  match: true\n",
                chance.one(&["boats", "kapal", "the port"])
            );
            archive.put(&format!("content/entities/e{}.yaml", number % 3), &entity);
            format!("entity {number}")
        }
        _ => {
            // Back to where it began, so that good states are seen among the bad ones.
            let fresh = Archive::new();
            fs::remove_dir_all(archive.root().join("content/documents")).unwrap();
            for path in fresh.files() {
                archive.put(&path, &fresh.text(&path));
            }
            for path in archive.files().iter().filter(|path| !fresh.files().contains(path)) {
                fs::remove_file(archive.root().join(path)).unwrap();
            }
            "back to the beginning".to_owned()
        }
    }
}

/// A clean build of the files of the moment: its files by path, or nothing where its theme or its files cannot be used.
pub fn clean(archive: &Archive) -> Option<Vec<(String, Vec<u8>)>> {
    let folder = archive.beside("site");
    for words in [&["build"][..], &["build", "--draft"]] {
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        command.args(words).arg("--no-cache").arg("-C").arg(archive.root()).arg("-o").arg(&folder);
        let ended = command.output().unwrap();
        if ended.status.code() == Some(0) && folder.exists() {
            return Some(files(&folder));
        }
    }
    None
}

pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths = Vec::new();
    below(folder, folder, &mut paths);
    paths.retain(|path| path != "manifest-sha256.txt");
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(folder.join(path)).unwrap())).collect()
}

fn escaped(path: &str) -> String {
    path.bytes()
        .map(|byte| if byte.is_ascii_graphic() && byte != b'%' { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Files that are served otherwise than they were built; the list of what is served is that of the build.
fn differences(preview: &Preview, built: &[(String, Vec<u8>)]) -> Vec<String> {
    let served = |path: &str| preview.get(&format!("/{}", escaped(path)));
    let other = built.iter().filter(|(path, bytes)| published(&served(path).body) != bytes.as_slice());
    other.map(|(path, _)| path.clone()).collect()
}

#[test]
fn after_each_save_the_site_is_that_of_a_clean_build() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let mut events = preview.events();
    events.next();
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0x5eed_cafe);
    let mut chance = Chance(seed);
    let (mut before, mut compared) = (clean(&archive).unwrap(), 0);
    for number in 1..=edits() {
        let done = edit(&archive, &mut chance, number);
        // Also several saves at once.
        let done = if chance.below(5) == 0 { done + ", " + &edit(&archive, &mut chance, number + 10_000) } else { done };
        let built = clean(&archive);
        // What cannot be built leaves the last good site where it was.
        let wanted = built.as_ref().unwrap_or(&before);
        let gone: Vec<&String> =
            before.iter().map(|(path, _)| path).filter(|path| !wanted.iter().any(|(known, _)| known == *path)).collect();
        let mut wrong = differences(&preview, wanted);
        let is_there = |path: &&&String| preview.get(&format!("/{}", escaped(path))).status == 200;
        let mut left = gone.iter().find(is_there);
        while !wrong.is_empty() || left.is_some() {
            // A build that has not ended is waited for; one that never comes ends the test with the connection.
            assert!(events.next().is_some(), "edit {number}, {done}: otherwise {wrong:?}, left {left:?}");
            wrong = differences(&preview, wanted);
            left = gone.iter().find(is_there);
        }
        compared += usize::from(built.is_some());
        before = wanted.clone();
    }
    assert!(compared * 3 > edits(), "{compared} of the states could be built");
}

#[test]
fn while_it_is_built_again_every_page_is_there_whole() {
    let archive = Archive::new();
    let preview = Preview::start(&archive.root(), &[]);
    let mut events = preview.events();
    events.next();
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut read = 0;
                    while !ended.load(Ordering::Relaxed) {
                        for path in ["/", "/documents/gull.html", "/assets/style.css", "/documents/tern.html"] {
                            let answer = preview.get(path);
                            assert_eq!(answer.status, 200, "{path}");
                            assert_eq!(answer.header("content-length").unwrap(), answer.body.len().to_string());
                            read += 1;
                        }
                    }
                    read
                })
            })
            .collect();
        let text = archive.text("content/documents/gull/text.md");
        for number in 0..12 {
            archive.put("content/documents/gull/text.md", &format!("{text}\nParagraph {number}.\n"));
            while !preview.get("/documents/gull.html").text().contains(&format!("Paragraph {number}.")) {
                events.next().expect("each save is followed by a build");
            }
        }
        ended.store(true, Ordering::Relaxed);
        assert!(readers.into_iter().map(|reader| reader.join().unwrap()).sum::<usize>() > 20);
    });
}
