//! A build that is killed, or whose disk fills up or fails, leaves the old site or the new one, and the next build heals what is left.
//!
//! strace kills or misleads the program at chosen requests to the machine. `tests/faults/run` does so hundreds of times.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![allow(clippy::disallowed_methods, reason = "a test asks how often it shall try")]
#![cfg(target_os = "linux")]

mod bench;
mod trace;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use bench::{Bench, Site};
use trace::{ALLOCATE, CHANGE, LOOK, Request, Wanted};

/// How often each fault is tried: what `POSTIL_FAULTS` says, else `few`.
fn times(few: usize) -> usize {
    std::env::var("POSTIL_FAULTS").ok().map_or(few, |many| many.parse().expect("POSTIL_FAULTS is a number"))
}

/// Says something that is also seen when the test passes.
fn say(what: &str) {
    std::io::stderr().write_all(format!("faults: {what}\n").as_bytes()).unwrap();
}

/// Nothing where strace is not installed.
fn strace() -> Option<()> {
    let found = Command::new("strace").arg("-V").output().is_ok_and(|answer| answer.status.success());
    if !found {
        say("LEFT OUT: strace is not installed (apt-get install strace), so that nothing was killed");
    }
    found.then_some(())
}

/// What a fault must leave behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaves {
    /// One of the two sites, whole.
    OldOrNew,
    /// Perhaps pages of both; where folders cannot be exchanged.
    Anything,
}

/// Tries a fault at each of these requests, a bench for each; tells what went wrong.
fn tried(bench: &Bench, requests: &[Request], fault: &dyn Fn(&Request) -> Vec<String>, leaves: Leaves) {
    let mut wrong = Vec::new();
    let mut struck = 0;
    for request in requests {
        bench.reset();
        let faults = fault(request);
        let code = bench.build_with(&faults);
        struck += usize::from(code != Some(0));
        let mut tell = |what: &str| wrong.push(format!("{faults:?}, exit {code:?}: {what}"));
        let seen = bench.seen();
        match (leaves, seen == bench.new, seen == bench.old) {
            (_, true, _) | (Leaves::OldOrNew, _, true) if code != Some(0) || seen == bench.new => {}
            (Leaves::Anything, _, _) if code != Some(0) => {}
            _ => tell(&format!("a reader finds neither the old nor the new site: {}", bench.difference(&seen))),
        }
        if !bench.foreign_stands() {
            tell("a foreign file is gone");
        }
        if !bench.sources_stand() {
            tell("the archive has changed");
        }
        match bench.build_with(&[]) {
            Some(0) if bench.seen() == bench.new && bench.is_tidy() && bench.foreign_stands() => {}
            code => tell(&format!("the next build (exit {code:?}) does not heal: {}", bench.difference(&bench.seen()))),
        }
    }
    assert!(wrong.is_empty(), "{} of {} went wrong:\n{}", wrong.len(), requests.len(), wrong.join("\n"));
    // A build may do without an answer that it did not get, or not ask where folders cannot be exchanged; but not each time.
    assert!(struck * 3 >= requests.len(), "only {struck} of {} faults struck", requests.len());
    say(&format!("{struck} of {} faults ended a build", requests.len()));
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let Some(()) = strace() else { return };
    let kill = |request: &Request| vec![request.inject("signal=SIGKILL", "")];
    for (site, few) in [(Site::Published, 12), (Site::Absent, 4)] {
        let bench = Bench::new(site);
        let requests = bench.requests(Wanted { names: CHANGE, number: times(few) });
        tried(&bench, &requests, &kill, Leaves::OldOrNew);
    }
}

#[test]
fn a_disk_that_refuses_to_grow_leaves_the_old_site_or_the_new_one() {
    let Some(()) = strace() else { return };
    let full = |request: &Request| vec![request.inject("error=ENOSPC", "+")];
    let bench = Bench::new(Site::Published);
    let requests = bench.requests(Wanted { names: ALLOCATE, number: times(12).div_ceil(2) });
    tried(&bench, &requests, &full, Leaves::OldOrNew);
}

#[test]
fn a_disk_that_fails_once_leaves_the_old_site_or_the_new_one() {
    let Some(()) = strace() else { return };
    let broken = |request: &Request| vec![request.inject("error=EIO", "")];
    let bench = Bench::new(Site::Published);
    let requests = bench.requests(Wanted { names: LOOK, number: times(12).div_ceil(2) });
    tried(&bench, &requests, &broken, Leaves::OldOrNew);
}

#[test]
fn where_folders_cannot_be_exchanged_the_next_build_heals_as_well() {
    let Some(()) = strace() else { return };
    let apart = "inject=renameat2:error=EINVAL".to_owned();
    let kill = |request: &Request| vec![apart.clone(), request.inject("signal=SIGKILL", "")];
    let bench = Bench::new(Site::Published);
    assert_eq!(bench.build_with(std::slice::from_ref(&apart)), Some(0));
    assert!(bench.seen() == bench.new && bench.is_tidy() && bench.foreign_stands());
    let requests = bench.requests(Wanted { names: CHANGE, number: times(12).div_ceil(2) });
    tried(&bench, &requests, &kill, Leaves::Anything);
}

#[test]
fn a_full_disk_leaves_the_old_site_or_the_new_one() {
    let mounted = tempfile::tempdir().unwrap();
    let Some(_small) = bench::SmallDisk::mount(mounted.path()) else {
        say("LEFT OUT: no small disk could be mounted here (that needs root)");
        return;
    };
    let number = times(12).div_ceil(2);
    let bench = Bench::inside(mounted.path(), Site::Published);
    for number in 0..number {
        bench.reset();
        let filler = mounted.path().join("filler");
        bench::fill(&filler, number as u64 * bench.size() / times(12).div_ceil(2) as u64);
        let code = bench.build_with(&[]);
        let seen = bench.seen();
        assert!(seen == bench.new || (seen == bench.old && code != Some(0)), "{code:?}: {}", bench.difference(&seen));
        assert!(bench.foreign_stands() && bench.sources_stand());
        fs::remove_file(&filler).unwrap();
        assert_eq!(bench.build_with(&[]), Some(0));
        assert!(bench.seen() == bench.new && bench.is_tidy(), "{}", bench.difference(&bench.seen()));
    }
}

#[test]
fn a_disk_that_is_mounted_at_the_output_folder_is_no_hindrance() {
    let bench = Bench::new(Site::Published);
    let Some(_small) = bench::SmallDisk::mount(&bench.site()) else {
        say("LEFT OUT: no small disk could be mounted here (that needs root)");
        return;
    };
    fs::write(bench.site().join("CNAME"), "example.org").unwrap();
    assert_eq!(bench.build_with(&[]), Some(0));
    assert!(bench.site().join("index.html").is_file() && bench.site().join("CNAME").is_file());
    assert!(!bench.site().join(".postil-unfinished").exists() && bench.is_tidy());
}

#[test]
fn a_reader_never_meets_two_sites_at_once() {
    let bench = Bench::new(Site::Published);
    let (index, about) = (bench.site().join("index.html"), bench.site().join("about.html"));
    let published = |path: &Path| -> usize {
        let page = fs::read_to_string(path).expect("a page is there at any time");
        let (_, rest) = page.split_once("Harbour ").expect("each page has the title of the archive");
        rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
    };
    bench.titled(1);
    assert_eq!(bench.build_with(&[]), Some(0));
    let ended = AtomicBool::new(false);
    let looked = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut last, mut looked) = (0, 0);
            while !ended.load(Ordering::Relaxed) {
                for page in [&index, &about] {
                    let now = published(page);
                    assert!(now >= last, "{} is of build {now}, and the page before it was of build {last}", page.display());
                    last = now;
                }
                looked += 1;
            }
            looked
        });
        for number in 2..10 {
            bench.titled(number);
            assert_eq!(bench.build_with(&[]), Some(0));
        }
        ended.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert!(looked > 100, "the reader was slow: {looked}");
}
