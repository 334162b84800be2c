//! Which requests a build makes to the machine, in the words of strace.

use std::collections::BTreeMap;

/// Requests that change what is on the disk.
pub const CHANGE: &[&str] = &[
    "open",
    "openat",
    "write",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "unlink",
    "unlinkat",
    "rmdir",
    "mkdir",
    "mkdirat",
    "chmod",
    "fchmodat",
    "ftruncate",
];

/// Requests for which a disk needs room.
pub const ALLOCATE: &[&str] =
    &["open", "openat", "write", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "mkdir", "mkdirat"];

/// All of those, and requests that only look.
pub const LOOK: &[&str] = &[
    "open",
    "openat",
    "write",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "unlink",
    "unlinkat",
    "rmdir",
    "mkdir",
    "mkdirat",
    "chmod",
    "fchmodat",
    "ftruncate",
    "flock",
    "statx",
    "newfstatat",
    "read",
    "getdents64",
];

/// One request of a build.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Request {
    /// What the machine calls it.
    pub name: String,
    /// The how many-th of this name it is in its thread.
    pub number: usize,
}

impl Request {
    /// What strace is told to do with it; `+` for all that follow as well.
    pub fn inject(&self, fault: &str, also: &str) -> String {
        format!("inject={}:{fault}:when={}{also}", self.name, self.number)
    }
}

/// Which requests a test spoils.
pub struct Wanted {
    pub names: &'static [&'static str],
    pub number: usize,
}

/// A sample of the requests of a trace from where it first names `root`; files that are opened to be read are left out.
pub fn requests(trace: &str, root: &str, wanted: Wanted) -> Vec<Request> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut found = Vec::new();
    let mut begun = false;
    for line in trace.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((name, words)) = rest.trim_start().split_once('(') else { continue };
        begun |= line.contains(root) && name != "execve";
        let count = counts.entry((thread, name)).or_default();
        *count += 1;
        let is_read = name.starts_with("open") && !words.contains("O_CREAT");
        if begun && !is_read && wanted.names.contains(&name) {
            found.push(Request { name: name.to_owned(), number: *count });
        }
    }
    assert!(found.len() > 20, "a build asks the machine for more than {}", found.len());
    found.sort();
    found.dedup();
    sample(found, wanted.number)
}

/// So many of them, the same on every run; all where there are not as many.
fn sample(mut of: Vec<Request>, number: usize) -> Vec<Request> {
    let mut seed: u64 = 0x9E37_79B9_7F4A_7C15;
    for last in (1..of.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        of.swap(last, (seed >> 33) as usize % (last + 1));
    }
    of.truncate(number);
    of
}
