//! A build over a site that is there: it draws what has changed, and what it leaves is byte by byte a clean build.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use postil::source::digest::sha256;

use crate::serving::archive::{Archive, below};
use crate::serving::edits::{Chance, clean, edit, edits, files};

/// How a build has ended.
struct Ended {
    code: Option<i32>,
    output: String,
    messages: String,
}

impl Ended {
    /// How many pages it drew; all of them where it does not say.
    fn drawn(&self) -> Option<usize> {
        let (before, _) = self.output.split_once(" drawn anew)")?;
        before.rsplit_once('(')?.1.parse().ok()
    }

    /// Says that it drew so many pages, and nothing else.
    fn draws(&self, pages: usize) {
        assert_eq!((self.code, self.drawn(), self.messages.as_str()), (Some(0), Some(pages), ""), "{}", self.output);
    }

    /// Says that it drew all pages, without a word more.
    fn draws_all(&self) {
        assert_eq!((self.code, self.drawn(), self.messages.as_str()), (Some(0), None, ""), "{}", self.output);
    }
}

fn build(root: &Path, words: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    let ended = command.arg("build").args(words).arg("-C").arg(root).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code: ended.status.code(), output: text(ended.stdout), messages: text(ended.stderr) }
}

fn list(root: &Path) -> PathBuf {
    root.join(".public.postil/pages")
}

/// An archive with its site.
fn built() -> Archive {
    let archive = Archive::new();
    build(&archive.root(), &[]).draws_all();
    archive
}

fn is_clean(archive: &Archive) {
    assert_eq!(files(&archive.root().join("public")), clean(archive).unwrap());
}

#[test]
fn after_each_edit_the_next_build_is_that_of_a_clean_one() {
    let archive = Archive::new();
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0x0dd_ba11);
    let mut chance = Chance(seed);
    let folder = archive.beside("again");
    let again = |words: &[&str]| build(&archive.root(), &[words, &["-o", folder.to_str().unwrap()]].concat());
    assert_eq!(again(&[]).code, Some(0));
    let mut before = files(&folder);
    let (mut compared, mut spared, mut is_built) = (0, 0, true);
    for number in 1..=edits() {
        let done = match chance.below(8) {
            0 => damage(&folder, &mut chance, is_built),
            _ => edit(&archive, &mut chance, number),
        };
        let built = clean(&archive);
        let ended = match again(&[]) {
            ended if ended.code == Some(0) => ended,
            _ => again(&["--draft"]),
        };
        assert_eq!(ended.code == Some(0), built.is_some(), "edit {number}, {done}: {}", ended.messages);
        // What cannot be built leaves the site as it was.
        let wanted = built.clone().unwrap_or_else(|| before.clone());
        if built.is_some() {
            let found = files(&folder);
            let unlike = found.iter().filter(|file| !wanted.contains(file)).map(|(path, _)| path).collect::<Vec<_>>();
            assert!(unlike.is_empty() && found.len() == wanted.len(), "edit {number}, {done}: otherwise {unlike:?}");
            compared += 1;
            spared += usize::from(ended.drawn().is_some());
        }
        before = files(&folder);
        is_built = built.is_some();
    }
    assert!(compared * 3 > edits() && spared * 4 > compared, "{compared} could be built, {spared} of them over pages that stood");
}

/// Does something to a site, or to what is remembered of it.
fn damage(site: &Path, chance: &mut Chance, is_built: bool) -> String {
    let list = site.parent().unwrap().join(".again.postil/pages");
    let mut paths = Vec::new();
    below(site, site, &mut paths);
    // Without its list a site is somebody else's, unless the next build makes the same again: only then is the list mended.
    paths.retain(|path| is_built || !path.ends_with("manifest-sha256.txt"));
    paths.sort();
    let page = site.join(&paths[chance.below(paths.len())]);
    match chance.below(4) {
        0 => fs::remove_file(&list).unwrap_or(()),
        1 => {
            let mut bytes = fs::read(&list).unwrap_or_default();
            bytes.truncate(chance.below(bytes.len() + 1));
            fs::write(&list, bytes).unwrap_or(());
        }
        2 => fs::write(&page, "something else").unwrap(),
        _ => fs::remove_file(&page).unwrap(),
    }
    format!("damage to {} or its list", page.display())
}

#[test]
fn what_has_not_changed_is_not_drawn() {
    let archive = built();
    let root = archive.root();
    build(&root, &[]).draws(0);
    let record = archive.text("content/documents/tern/document.yaml");
    archive.put("content/documents/tern/document.yaml", &format!("{record}note: Seen twice.\n"));
    let ended = build(&root, &[]);
    assert!(ended.drawn().is_some_and(|pages| (1..=3).contains(&pages)), "{}", ended.output);
    is_clean(&archive);
    build(&root, &["--no-cache"]).draws_all();
    build(&root, &[]).draws(0);
    is_clean(&archive);
}

#[test]
fn another_theme_or_address_draws_every_page() {
    let archive = built();
    let root = archive.root();
    archive.put("themes/mine/assets/tokens.css", ":root { --ink: #456 }\n");
    build(&root, &[]).draws_all();
    is_clean(&archive);
    build(&root, &["--base-url", "https://example.org/elsewhere/"]).draws_all();
    build(&root, &[]).draws_all();
    is_clean(&archive);
}

#[test]
fn a_page_that_somebody_has_touched_is_drawn() {
    let archive = built();
    let root = archive.root();
    let page = root.join("public/index.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("Harbour", "Harvour")).unwrap();
    build(&root, &[]).draws(1);
    fs::remove_file(&page).unwrap();
    build(&root, &[]).draws(1);
    is_clean(&archive);
}

#[test]
fn a_list_that_is_gone_or_damaged_is_done_without() {
    let archive = built();
    let root = archive.root();
    fs::remove_dir_all(root.join(".public.postil")).unwrap();
    build(&root, &[]).draws_all();
    let text = fs::read_to_string(list(&root)).unwrap();
    let lines = text.lines().count();
    for damaged in [&text[..text.len() / 2], &text.replacen("index.html", "indax.html", 1), "", "\u{0}", "something else\n"] {
        fs::write(list(&root), damaged).unwrap();
        let ended = build(&root, &[]);
        assert_eq!((ended.code, ended.drawn()), (Some(0), None), "{damaged:?}");
        let told = ".public.postil/pages is damaged and was passed over: every page is drawn\n";
        assert!(ended.messages.ends_with(told), "{}", ended.messages);
        is_clean(&archive);
    }
    // A list that a later program has written is none of this one's business.
    fs::write(list(&root), text.replacen("postil pages 1", "postil pages 2", 1)).unwrap();
    build(&root, &[]).draws_all();
    assert_eq!(fs::read_to_string(list(&root)).unwrap().lines().count(), lines);
    build(&root, &[]).draws(0);
}

#[test]
fn a_list_that_came_from_elsewhere_speaks_of_no_site() {
    let archive = built();
    let other = archive.beside("forged");
    let mut paths = Vec::new();
    below(&archive.root(), &archive.root(), &mut paths);
    for path in paths {
        let target = other.join(&path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(archive.root().join(path), target).unwrap();
    }
    // A page of somebody else, under which the list stands as if it had been drawn so.
    let page = other.join("public/index.html");
    let (drawn, forged) = (fs::read(&page).unwrap(), b"forged".as_slice());
    fs::write(&page, forged).unwrap();
    for path in [other.join("public/manifest-sha256.txt"), list(&other)] {
        let text = fs::read_to_string(&path).unwrap().replace(&sha256(&drawn), &sha256(forged));
        let text = match text.split_once('\n').filter(|(first, _)| first.starts_with("postil pages ")) {
            Some((first, lines)) => format!("{} {}\n{lines}", first.rsplit_once(' ').unwrap().0, sha256(lines.as_bytes())),
            None => text,
        };
        fs::write(&path, text).unwrap();
    }
    build(&other, &[]).draws_all();
    assert_eq!(fs::read(&page).unwrap(), drawn);
}

#[cfg(unix)]
#[test]
fn links_in_the_place_of_the_list_lead_nowhere() {
    let archive = built();
    let root = archive.root();
    fs::write(archive.beside("own"), "mine").unwrap();
    for name in ["pages", "pages-next"] {
        let link = root.join(".public.postil").join(name);
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink(archive.beside("own"), &link).unwrap();
        assert_eq!(build(&root, &[]).code, Some(0));
        assert!(fs::symlink_metadata(list(&root)).unwrap().is_file());
        assert_eq!(fs::read_to_string(archive.beside("own")).unwrap(), "mine");
    }
    build(&root, &[]).draws(0);
}
