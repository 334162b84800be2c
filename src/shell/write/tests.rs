//! What an output folder keeps, replaces and removes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::change::Change;
use super::stand_in::{self, Raised};
use super::workplace::{Where, name_beside};
use super::{MANIFEST, MARK, Output, UNFINISHED, taken};
use crate::source::digest::Fingerprint;

fn begun(folder: &Path, files: &[(&str, &str)]) -> Output {
    let output = Output::open(folder.to_owned(), &mut |_| panic!("no other build writes into it")).unwrap();
    for (path, text) in files {
        output.write(path, text.as_bytes()).unwrap();
    }
    output
}

fn build(folder: &Path, files: &[(&str, &str)]) {
    begun(folder, files).finish().unwrap();
    assert!(!folder.parent().unwrap().join(name_beside(folder)).exists(), "nothing is left beside the site");
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
    let output = Output::open(site.clone(), &mut |_| ()).unwrap();
    assert!(output.write("claims/1.html", b"1").is_err());
    output.write("index.html", b"2").unwrap();
    output.finish().unwrap();
    assert_eq!(names(&elsewhere), ["page"]);
    assert_eq!(fs::read(site.join("index.html")).unwrap(), b"2");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_neither_written_over_nor_removed() {
    use std::os::unix::fs::{FileTypeExt, symlink};
    use std::os::unix::net::UnixListener;
    let (folder, site) = site();
    fs::write(folder.path().join("mine.html"), "mine").unwrap();
    fs::create_dir(&site).unwrap();
    let is_link = |name: &str| fs::symlink_metadata(site.join(name)).unwrap().is_symlink();
    symlink("../mine.html", site.join("index.html")).unwrap();
    drop(UnixListener::bind(site.join("a.html")).unwrap());
    let refused = |path: &str| begun(&site, &[]).write(path, b"mine").unwrap_err().to_string();
    assert!(refused("index.html").contains("index.html") && refused("a.html").contains("a.html"));
    fs::remove_file(site.join("index.html")).unwrap();
    build(&site, &[("index.html", "1"), ("b/c.html", "1"), ("d", "1")]);
    // Nor where the list of the last build has the name.
    for name in ["index.html", "b/c.html", "d"] {
        fs::remove_file(site.join(name)).unwrap();
        symlink(folder.path().join("mine.html"), site.join(name)).unwrap();
    }
    assert!(refused("index.html").contains("index.html") && refused("d/e.html").contains("/d"));
    fs::remove_file(site.join("index.html")).unwrap();
    build(&site, &[("index.html", "2")]);
    assert!(is_link("b/c.html") && is_link("d"));
    assert!(fs::symlink_metadata(site.join("a.html")).unwrap().file_type().is_socket());
    // The list itself is not read through a link, which would name what is to be removed.
    fs::rename(site.join(MANIFEST), folder.path().join("list")).unwrap();
    symlink("../list", site.join(MANIFEST)).unwrap();
    assert!(Output::open(site.clone(), &mut |_| ()).unwrap_err().to_string().contains(MANIFEST));
    assert!(is_link(MANIFEST));
}

#[test]
fn an_output_folder_that_is_a_file_is_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    fs::write(&site, "x").unwrap();
    assert!(Output::open(site, &mut |_| ()).unwrap_err().to_string().contains("site"));
}

/// A site in a folder of its own, and whatever stands beside it.
fn site() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    (folder, site)
}

#[cfg(unix)]
fn identity(path: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::symlink_metadata(path).unwrap().ino()
}

#[test]
fn until_its_end_a_build_changes_nothing() {
    let (_folder, site) = site();
    build(&site, &[("index.html", "1"), ("a.html", "1")]);
    let output = begun(&site, &[("index.html", "2"), ("b.html", "2")]);
    assert_eq!(names(&site), ["a.html", "index.html", MANIFEST]);
    assert_eq!(fs::read(site.join("index.html")).unwrap(), b"1");
    drop(output);
    assert_eq!(names(site.parent().unwrap()), ["site", "site/a.html", "site/index.html", &format!("site/{MANIFEST}")]);
}

#[cfg(unix)]
#[test]
fn the_folder_itself_stays_for_a_server_that_was_started_in_it() {
    let (_folder, site) = site();
    build(&site, &[("index.html", "1")]);
    let before = identity(&site);
    build(&site, &[("index.html", "2"), ("a/b.html", "2")]);
    assert_eq!(identity(&site), before);
    assert_eq!(names(&site), ["a", "a/b.html", "index.html", MANIFEST]);
}

#[cfg(unix)]
#[test]
fn foreign_files_are_neither_copied_nor_moved() {
    use std::os::unix::ffi::OsStrExt;
    let (_folder, site) = site();
    build(&site, &[("index.html", "1"), ("claims/x/1.html", "1"), ("terms/t.html", "1")]);
    let odd = std::ffi::OsStr::from_bytes(b"caf\xe9");
    fs::create_dir_all(site.join(".git/objects")).unwrap();
    let foreign = [site.join("CNAME"), site.join(".git/objects/0"), site.join("claims/x/y"), site.join("terms").join(odd)];
    foreign.iter().for_each(|path| fs::write(path, "x").unwrap());
    let before: Vec<u64> = foreign.iter().map(|path| identity(path)).collect();
    build(&site, &[("index.html", "2"), ("claims/x/1.html", "2")]);
    build(&site, &[("index.html", "3")]);
    assert_eq!(foreign.iter().map(|path| identity(path)).collect::<Vec<_>>(), before);
    assert!(!site.join("claims/x/1.html").exists() && !site.join("terms/t.html").exists());
}

#[test]
fn what_is_not_ours_is_not_overwritten_by_a_folder_or_through_one() {
    let (_folder, site) = site();
    build(&site, &[("index.html", "1")]);
    fs::create_dir(site.join("a.html")).unwrap();
    fs::write(site.join("a.html/precious"), "x").unwrap();
    assert!(begun(&site, &[("index.html", "2"), ("a.html", "2")]).finish().is_err());
    fs::write(site.join("claims"), "x").unwrap();
    let output = Output::open(site.clone(), &mut |_| ()).unwrap();
    assert!(output.write("claims/1.html", b"2").is_err());
    fs::write(site.join("b.html"), "mine").unwrap();
    assert!(output.write("b.html", b"2").is_err());
    output.write("b.html", b"mine").unwrap();
    drop(output);
    assert_eq!(fs::read(site.join("index.html")).unwrap(), b"1");
    assert_eq!(names(&site), ["a.html", "a.html/precious", "b.html", "claims", "index.html", MANIFEST]);
}

/// The change that a build is about to make.
fn change<'a>(site: &'a Path, output: &'a Output) -> Change<'a> {
    let mut written: BTreeMap<String, Fingerprint> = taken(&output.written);
    let text = super::manifest::text(&written);
    output.put(MANIFEST, text.as_bytes()).unwrap();
    written.insert(MANIFEST.to_owned(), Fingerprint::default());
    Change::new(site, &output.workplace, written, taken(&output.changed), &output.earlier)
}

#[test]
fn where_each_file_changes_by_itself_what_is_about_to_come_is_listed_first() {
    let (_folder, site) = site();
    build(&site, &[("index.html", "1")]);
    let output = begun(&site, &[("index.html", "2"), ("a.html", "2"), ("b.html", "2")]);
    fs::remove_file(output.workplace.stage().join("b.html")).unwrap();
    // As if the disk had failed at b.html.
    assert!(change(&site, &output).make(Where::Inside).is_err());
    assert_eq!(names(&site), ["a.html", "index.html", MANIFEST]);
    drop(output);
    build(&site, &[("index.html", "2")]);
    assert_eq!(names(&site), ["index.html", MANIFEST]);
}

/// Leaves a build at the moment when its stand-in has just been shown.
#[cfg(unix)]
fn killed_behind_the_stand_in(site: &Path, files: &[(&str, &str)]) {
    let output = begun(site, files);
    // Disks that cannot exchange folders have nothing to heal.
    assert_eq!(stand_in::raise(&change(site, &output)).unwrap(), Raised::Yes);
}

#[cfg(unix)]
#[test]
fn a_build_that_was_killed_behind_its_stand_in_is_finished_by_the_next() {
    let (_folder, site) = site();
    build(&site, &[("index.html", "1"), ("same.html", "1"), ("old/a.html", "1")]);
    fs::write(site.join("CNAME"), "example.org").unwrap();
    fs::create_dir(site.join(".git")).unwrap();
    fs::write(site.join(".git/HEAD"), "x").unwrap();
    let (folder, git) = (identity(&site), identity(&site.join(".git")));
    killed_behind_the_stand_in(&site, &[("index.html", "2"), ("same.html", "1"), ("new/b.html", "2")]);
    // Whoever looks in between finds the new site, and what is not ours through links.
    assert_eq!(fs::read(site.join("new/b.html")).unwrap(), b"2");
    assert!(site.join("same.html").is_file() && !site.join("old/a.html").exists());
    assert_eq!(fs::read(site.join(".git/HEAD")).unwrap(), b"x");
    fs::write(site.join("left-meanwhile"), "x").unwrap();
    build(&site, &[("index.html", "2"), ("same.html", "1"), ("new/b.html", "2")]);
    assert_eq!((identity(&site), identity(&site.join(".git"))), (folder, git));
    let expected = [".git", ".git/HEAD", "CNAME", "index.html", "left-meanwhile", MANIFEST, "new", "new/b.html", "same.html"];
    assert_eq!(names(&site), expected);
    assert!(!fs::symlink_metadata(site.join("CNAME")).unwrap().is_symlink());
}

#[test]
fn what_a_killed_build_prepared_is_cleaned_away_and_nothing_else() {
    let (_folder, site) = site();
    build(&site, &[("index.html", "1")]);
    let prepared = site.parent().unwrap().join(name_beside(&site)).join("new");
    // Killed before anything was prepared.
    fs::create_dir_all(&prepared).unwrap();
    build(&site, &[("index.html", "2")]);
    fs::create_dir_all(prepared.join("claims")).unwrap();
    fs::write(prepared.join("claims/1.html"), "half").unwrap();
    // Without the mark it may be anything, even a site whose stand-in somebody has removed.
    assert!(Output::open(site.clone(), &mut |_| ()).unwrap_err().to_string().contains("new"));
    assert!(prepared.join("claims/1.html").exists());
    fs::write(prepared.join(MARK), "").unwrap();
    build(&site, &[("index.html", "1")]);
    // A first build that was killed between its last two steps.
    fs::write(site.join(MARK), "").unwrap();
    build(&site, &[("index.html", "1")]);
    assert_eq!(names(&site), ["index.html", MANIFEST]);
}

#[cfg(unix)]
#[test]
fn a_link_that_somebody_planted_among_the_prepared_files_is_not_followed() {
    use std::os::unix::fs::symlink;
    let plant = |path: &str, to: &str| {
        let (folder, site) = site();
        fs::create_dir(folder.path().join("elsewhere")).unwrap();
        fs::write(folder.path().join("elsewhere/keys"), "mine").unwrap();
        fs::write(folder.path().join("elsewhere").join(MARK), "").unwrap();
        let workplace = site.parent().unwrap().join(name_beside(&site));
        for (path, text) in [("x/keys", "theirs"), ("keys", "theirs"), (MARK, "")] {
            fs::create_dir_all(site.join(path).parent().unwrap()).unwrap();
            fs::write(site.join(path), text).unwrap();
        }
        let line = |path: &str| format!("{}  {path}\n", "0".repeat(64));
        fs::write(site.join(MANIFEST), line("keys")).unwrap();
        let link = workplace.join(path);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        if path != "new" {
            fs::write(workplace.join("new").join(MANIFEST), line("x/y")).unwrap();
        }
        symlink(folder.path().join(to), &link).unwrap();
        assert!(Output::open(site, &mut |_| ()).is_err());
        assert_eq!(fs::read(folder.path().join("elsewhere/keys")).unwrap(), b"mine");
        assert_eq!(names(&folder.path().join("elsewhere")), [MARK, "keys"]);
    };
    plant("new", "elsewhere");
    plant("new/x", "elsewhere");
}

#[cfg(unix)]
#[test]
fn a_folder_that_could_not_be_written_into_for_a_while_does_not_stop_later_builds() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, site) = site();
    build(&site, &[("index.html", "1")]);
    let may = |rights| fs::set_permissions(&site, fs::Permissions::from_mode(rights)).unwrap();
    may(0o555);
    let output = begun(&site, &[("index.html", "2")]);
    let prepared = site.parent().unwrap().join(name_beside(&site)).join("new");
    assert_ne!(fs::metadata(prepared).unwrap().permissions().mode() & 0o200, 0, "what is prepared can be taken away");
    drop(output);
    may(0o755);
    build(&site, &[("index.html", "2")]);
}
