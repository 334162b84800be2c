//! What an output folder keeps, replaces and removes.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::{MANIFEST, Output, UNFINISHED};

fn build(folder: &Path, files: &[(&str, &str)]) {
    let output = Output::open(folder.to_owned()).unwrap();
    for (path, text) in files {
        output.write(path, text.as_bytes()).unwrap();
    }
    output.finish().unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
    let path = |entry: walkdir::DirEntry| entry.path().strip_prefix(folder).unwrap().display().to_string();
    entries.into_iter().map(|entry| path(entry.unwrap())).collect()
}

#[test]
fn pages_that_are_no_longer_made_go_and_foreign_files_stay() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("a/site");
    build(&site, &[("index.html", "1"), ("claims/x/1.html", "1"), ("claims/y/1.html", "1")]);
    fs::write(site.join("CNAME"), "example.org").unwrap();
    fs::write(site.join("claims/y/foreign"), "x").unwrap();
    build(&site, &[("index.html", "2"), ("terms/t.html", "1")]);
    let expected = ["CNAME", "claims", "claims/y", "claims/y/foreign", "index.html", MANIFEST, "terms", "terms/t.html"];
    assert_eq!(names(&site), expected);
    assert_eq!(fs::read(site.join("index.html")).unwrap(), b"2");
    let manifest = String::from_utf8(fs::read(site.join(MANIFEST)).unwrap()).unwrap();
    let of_two = "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"; // printf 2 | sha256sum
    assert_eq!(manifest.lines().next(), Some(format!("{of_two}  index.html").as_str()));
}

#[test]
fn a_file_that_has_not_changed_keeps_its_time() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &[("same.html", "same"), ("other.html", "old")]);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for name in ["same.html", "other.html", MANIFEST] {
        fs::File::options().write(true).open(folder.path().join(name)).unwrap().set_modified(long_ago).unwrap();
    }
    build(folder.path(), &[("same.html", "same"), ("other.html", "new")]);
    let is_old = |name: &str| fs::metadata(folder.path().join(name)).unwrap().modified().unwrap() == long_ago;
    assert!(is_old("same.html") && !is_old("other.html") && !is_old(MANIFEST));
}

#[test]
fn what_a_killed_build_left_is_cleaned_away() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(UNFINISHED)).unwrap();
    fs::write(folder.path().join(UNFINISHED).join("7"), "half").unwrap();
    build(folder.path(), &[("index.html", "1")]);
    assert_eq!(names(folder.path()), ["index.html", MANIFEST]);
}

#[test]
fn a_file_makes_way_for_a_folder_and_a_folder_for_a_file() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &[("a", "1"), ("b/c", "1"), ("d/e/f", "1")]);
    build(folder.path(), &[("a/c", "1"), ("b", "1"), ("d/e", "1")]);
    assert_eq!(names(folder.path()), ["a", "a/c", "b", "d", "d/e", MANIFEST]);
}

#[test]
fn a_manifest_that_leads_elsewhere_removes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (site, elsewhere) = (folder.path().join("site"), folder.path().join("elsewhere"));
    fs::create_dir_all(&site).unwrap();
    fs::create_dir_all(&elsewhere).unwrap();
    fs::write(elsewhere.join("precious"), "x").unwrap();
    let hash = "a".repeat(64);
    let absolute = elsewhere.join("precious");
    let lines = format!("{hash}  ../elsewhere/precious\n{hash}  {}\n{hash}  link/precious\n", absolute.display());
    fs::write(site.join(MANIFEST), lines).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&elsewhere, site.join("link")).unwrap();
    build(&site, &[("index.html", "1")]);
    assert!(elsewhere.join("precious").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let (site, elsewhere) = (folder.path().join("site"), folder.path().join("elsewhere"));
    fs::create_dir_all(&site).unwrap();
    fs::create_dir_all(&elsewhere).unwrap();
    fs::write(elsewhere.join("page"), "1").unwrap();
    std::os::unix::fs::symlink(&elsewhere, site.join("claims")).unwrap();
    std::os::unix::fs::symlink(elsewhere.join("page"), site.join("index.html")).unwrap();
    let output = Output::open(site.clone()).unwrap();
    assert!(output.write("claims/1.html", b"1").is_err());
    output.write("index.html", b"2").unwrap();
    assert_eq!(fs::read(elsewhere.join("page")).unwrap(), b"1");
    assert_eq!(fs::read(site.join("index.html")).unwrap(), b"2");
}

#[test]
fn an_output_folder_that_is_a_file_is_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    fs::write(&site, "x").unwrap();
    assert!(Output::open(site).unwrap_err().to_string().contains("site"));
}
