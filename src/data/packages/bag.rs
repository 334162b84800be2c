//! A bag: the tag files of BagIt 1.0 (RFC 8493) beside what it carries in `data/`.

use std::fmt::Write;

use super::{Carried, best};
use crate::data::hexadecimal;
use crate::model::Site;
use sha2::{Digest, Sha256};

/// The tag files of a bag by their names; `day` is that of bagging, `files` lie below `data/`.
pub fn tags(site: &Site, files: &[Carried], day: &str) -> Vec<(&'static str, String)> {
    let manifest = manifest(files.iter().map(|file| (file.path.as_str(), file.sha256.as_str())));
    let mut tags = vec![
        ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
        ("bag-info.txt", info(site, files, day)),
        ("manifest-sha256.txt", manifest),
    ];
    let hashes: Vec<(&str, String)> =
        tags.iter().map(|(name, text)| (*name, hexadecimal(&Sha256::digest(text.as_bytes())))).collect();
    tags.push(("tagmanifest-sha256.txt", self::manifest(hashes.iter().map(|(name, hash)| (*name, hash.as_str())))));
    tags
}

/// A line for each file; line ends and per cent signs in names are written as the RFC says (section 2.1.3).
fn manifest<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = String::new();
    for (path, hash) in files {
        let path = path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D");
        writeln!(text, "{hash}  {path}").expect("a text takes every line");
    }
    text
}

fn info(site: &Site, files: &[Carried], day: &str) -> String {
    let bytes: u64 = files.iter().map(|file| file.size_bytes).sum();
    let title = best(site, &site.title).unwrap_or_default();
    let described = best(site, &site.description);
    let editors: Vec<&str> = site.editors.iter().map(|editor| editor.name.as_str()).collect();
    let fields = [
        ("Bag-Software-Agent", Some(format!("postil {}", env!("CARGO_PKG_VERSION")))),
        ("Bagging-Date", Some(day.to_owned())),
        ("Contact-Name", (!editors.is_empty()).then(|| editors.join(", "))),
        ("External-Description", Some(described.map_or(title.clone(), |described| format!("{title}. {described}")))),
        ("External-Identifier", site.base_url.clone()),
        ("Payload-Oxum", Some(format!("{bytes}.{}", files.len()))),
    ];
    let line = |(name, value): (&str, Option<String>)| {
        let value = value?.split_whitespace().collect::<Vec<_>>().join(" ");
        (!value.is_empty()).then(|| format!("{name}: {value}\n"))
    };
    fields.into_iter().filter_map(line).collect()
}
