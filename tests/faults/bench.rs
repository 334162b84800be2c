//! A small archive with an old site and foreign files beside its pages, on which one build after the other is spoilt.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::trace::{Request, Wanted, requests};

/// Files by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What stands in the output folder before the build that is spoilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Site {
    /// An earlier site, and foreign files.
    Published,
    /// Nothing.
    Absent,
}

/// Files that are not postil's, and must stand whatever happens.
const FOREIGN: [(&str, &str); 4] =
    [("CNAME", "example.org"), (".git/HEAD", "ref: x"), (".git/objects/0", "x"), ("assets/own/logo.svg", "<svg/>")];

pub struct Bench {
    _folder: Option<tempfile::TempDir>,
    root: PathBuf,
    start: Site,
    /// What readers find before.
    pub old: Files,
    /// What they find after a build that nothing disturbs.
    pub new: Files,
    sources: Files,
}

impl Bench {
    pub fn new(start: Site) -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        Bench { _folder: Some(folder), ..Bench::inside(&root, start) }
    }

    pub fn inside(root: &Path, start: Site) -> Bench {
        let mut bench =
            Bench { _folder: None, root: root.to_owned(), start, old: Files::new(), new: Files::new(), sources: Files::new() };
        bench.write("content/documents/quay/document.yaml", "title: Quay\nlanguage: en\nkind: post\n");
        bench.write("content/documents/quay/text.md", "On Monday 1,040 dockers put down their hooks.\n");
        bench.write("content/static/same.txt", "the same in both");
        // So many pages that a build makes more requests than are spoilt.
        let term = |number: usize| format!("- {{id: t{number}, term: t{number}, scheme: technical, language: en}}\n");
        bench.write("content/terms.yaml", &(0..60).map(term).collect::<String>());
        bench.titled(0);
        bench.write("content/pages/gone.md", "# Gone\n\nSoon.\n");
        if start == Site::Published {
            assert_eq!(bench.build_with(&[]), Some(0));
            FOREIGN.iter().for_each(|(path, text)| bench.write(&format!("public/{path}"), text));
        }
        fs::remove_file(bench.root.join("content/pages/gone.md")).unwrap();
        bench.write("content/documents/pier/document.yaml", "title: Pier\nlanguage: en\nkind: post\n");
        bench.write("content/documents/pier/text.md", "The harbour board called it a mutiny.\n");
        bench.titled(1);
        bench.sources = files(&bench.root.join("content"));
        copy(&bench.site(), &bench.root.join("kept"));
        bench.old = bench.seen();
        assert_eq!(bench.build_with(&[]), Some(0));
        bench.new = bench.seen();
        assert!(bench.new.contains_key("documents/pier.html") && !bench.new.contains_key("gone.html"));
        assert_eq!(bench.old.contains_key("gone.html"), start == Site::Published);
        bench.reset();
        bench
    }

    /// Gives the archive another title, which stands on every page.
    pub fn titled(&self, number: usize) {
        self.write("content/archive.yaml", &format!("title: Harbour {number}\n"));
        self.write("content/pages/about.md", "# About\n\nText.\n");
    }

    pub fn site(&self) -> PathBuf {
        self.root.join("public")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Puts the old site back.
    pub fn reset(&self) {
        for name in ["public", ".public.postil"] {
            remove(&self.root.join(name));
        }
        copy(&self.root.join("kept"), &self.site());
    }

    /// Builds under these faults; gives the exit code, or nothing for a build that was killed.
    pub fn build_with(&self, faults: &[String]) -> Option<i32> {
        let mut command = if faults.is_empty() { Command::new(PROGRAM) } else { self.traced(Path::new("/dev/null"), faults) };
        let status = command.args(["build", "-C"]).arg(&self.root).env("RAYON_NUM_THREADS", "1");
        status.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().code()
    }

    fn traced(&self, trace: &Path, words: &[String]) -> Command {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-s", "0", "-o"]).arg(trace);
        for word in words {
            command.args(["-e", word]);
        }
        command.arg(PROGRAM);
        command
    }

    /// Some of the requests that an undisturbed build makes from when it first looks at the archive.
    pub fn requests(&self, wanted: Wanted) -> Vec<Request> {
        self.reset();
        let trace = self.root.join("trace");
        let mut command = self.traced(&trace, &["trace=%file,%desc".to_owned()]);
        let status = command.args(["build", "-C"]).arg(&self.root).env("RAYON_NUM_THREADS", "1").stdout(Stdio::null()).status();
        assert!(status.unwrap().success());
        requests(&fs::read_to_string(trace).unwrap(), self.root.to_str().unwrap(), wanted)
    }

    /// What a reader finds by its path, also through links.
    pub fn seen(&self) -> Files {
        files(&self.site())
    }

    pub fn difference(&self, seen: &Files) -> String {
        let unlike = |other: &Files| {
            let paths = seen.keys().chain(other.keys()).filter(|path| seen.get(*path) != other.get(*path));
            paths.take(3).cloned().collect::<Vec<_>>().join(", ")
        };
        format!("unlike the old in {}; unlike the new in {}", unlike(&self.old), unlike(&self.new))
    }

    pub fn foreign_stands(&self) -> bool {
        let stands = |(path, text): &(&str, &str)| fs::read(self.site().join(path)).is_ok_and(|found| found == text.as_bytes());
        self.start == Site::Absent || FOREIGN.iter().all(stands)
    }

    pub fn sources_stand(&self) -> bool {
        files(&self.root.join("content")) == self.sources
    }

    /// Whether nothing that only a build needs is left, but for what it remembers, and no link of a stand-in.
    pub fn is_tidy(&self) -> bool {
        let walked = walkdir::WalkDir::new(self.site()).into_iter().map(Result::unwrap);
        let is_left =
            |entry: &walkdir::DirEntry| entry.path_is_symlink() || entry.file_name().to_string_lossy().contains("postil");
        let beside = fs::read_dir(self.root.join(".public.postil")).into_iter().flatten().map(|entry| entry.unwrap().file_name());
        beside.into_iter().all(|name| name == "pages" || name == ".gitignore") && !walked.into_iter().any(|entry| is_left(&entry))
    }

    /// Bytes of the new site.
    pub fn size(&self) -> u64 {
        self.new.values().map(|bytes| bytes.len() as u64).sum()
    }
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_postil");

fn files(folder: &Path) -> Files {
    if !folder.exists() {
        return Files::new();
    }
    let walker = walkdir::WalkDir::new(folder).follow_links(true).into_iter();
    let own = |entry: &walkdir::DirEntry| [".postil-stage", ".postil-unfinished"].iter().any(|name| entry.file_name() == *name);
    let entries = walker.filter_entry(|entry| !own(entry)).map(|entry| entry.expect("no link leads nowhere"));
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    let read = |path: &Path| fs::read(path).unwrap();
    entries.filter(|entry| entry.file_type().is_file()).map(|entry| (name(entry.path()), read(entry.path()))).collect()
}

fn copy(from: &Path, to: &Path) {
    if from.exists() {
        assert!(Command::new("cp").arg("-a").args([from, to]).status().unwrap().success());
    }
}

fn remove(path: &Path) {
    if path.exists() {
        fs::remove_dir_all(path).unwrap();
    }
}

/// A disk of a few megabytes in the memory, gone at the end of the test.
pub struct SmallDisk(PathBuf);

impl SmallDisk {
    pub fn mount(at: &Path) -> Option<SmallDisk> {
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=12m", "tmpfs"]).arg(at).output();
        mounted.is_ok_and(|answer| answer.status.success()).then(|| SmallDisk(at.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Fills a disk but for so many bytes.
pub fn fill(path: &Path, left: u64) {
    let mut file = fs::File::create(path).unwrap();
    let mut size = 0;
    while let Ok(more) = file.write(&[0; 4096]) {
        size += more as u64;
    }
    file.set_len(size.saturating_sub(left)).unwrap();
}
