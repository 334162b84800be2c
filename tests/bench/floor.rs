//! The floor under any build: reads every file of a folder, then writes as many bytes into as many files as a site has.
//!
//! `floor SOURCE SITE OUTPUT`, with two threads; OUTPUT gets files of the names and sizes of SITE.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Does the work on every item, two at a time.
fn two_at_a_time<T: Send>(items: Vec<T>, work: impl Fn(T) + Sync) {
    let waiting = Mutex::new(items);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("no thread fails").pop();
                    let Some(item) = next else { break };
                    work(item);
                }
            });
        }
    });
}

fn main() {
    let words: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let [source, site, output] = words.as_slice() else { panic!("floor SOURCE SITE OUTPUT") };
    let mut read = Vec::new();
    files(source, &mut read);
    two_at_a_time(read, |path| assert!(fs::read(path).expect("a file can be read").len() < usize::MAX));
    let mut written = Vec::new();
    files(site, &mut written);
    let sized = written.into_iter().map(|path| {
        let size = fs::metadata(&path).expect("a file has a size").len() as usize;
        (output.join(path.strip_prefix(site).expect("it lies in the site")), size)
    });
    let sized: Vec<(PathBuf, usize)> = sized.collect();
    let bytes = vec![b'a'; sized.iter().map(|(_, size)| *size).max().unwrap_or(0)];
    two_at_a_time(sized, |(path, size)| {
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
        fs::write(path, &bytes[..size]).expect("a file can be written");
    });
}
