//! A bag: the tag files of BagIt 1.0 (RFC 8493) beside what it carries in `data/`.

use super::{Carried, best};
use crate::model::{Site, manifest_line};
use crate::source::digest::sha256;
use crate::source::word::on_one_line;

/// The tag files of a bag by their names; `day` is that of bagging, `files` lie below `data/`.
pub fn tags(site: &Site, files: &Carried, day: &str) -> Vec<(&'static str, String)> {
    let carried = files.iter().map(|(path, print)| manifest_line(path, &print.sha256)).collect();
    let mut tags = vec![
        ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
        ("bag-info.txt", info(site, files, day)),
        ("manifest-sha256.txt", carried),
    ];
    let own = tags.iter().map(|(name, text)| manifest_line(name, &sha256(text.as_bytes()))).collect();
    tags.push(("tagmanifest-sha256.txt", own));
    tags
}

fn info(site: &Site, files: &Carried, day: &str) -> String {
    let bytes: u64 = files.values().map(|print| print.size_bytes).sum();
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
        let value = on_one_line(&value?);
        (!value.is_empty()).then(|| format!("{name}: {value}\n"))
    };
    fields.into_iter().filter_map(line).collect()
}
