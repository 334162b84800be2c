//! Reads `archive.yaml`: title, address, languages, editors, licence.

use super::fields::Fields;
use super::language;
use super::yaml::Root;
use crate::format::{ARCHIVE, EDITOR, OTHER_ARCHIVE};
use crate::model::{ClosedList, DataFormat, Editor, License, OtherArchive, Site, is_web_address};
use crate::problem::{Code, Problem, Problems, did_you_mean};
use crate::source::{Placed, SourceFile};

/// Reads the record of the archive; what is broken is reported and stands empty. The flag tells whether it is sound.
pub fn site(file: &SourceFile, root: Root, problems: &mut Problems) -> (Site, bool) {
    let mut fields = Fields::of_root(file, &ARCHIVE, root);
    let english = || language::parse("en").expect("English is a language");
    let site = Site {
        title: fields.localised("title"),
        subtitle: fields.localised("subtitle"),
        description: fields.localised("description"),
        base_url: fields.site_address("base_url").map(with_slash),
        language: fields.language("language").map_or_else(english, |language| language.value),
        editors: editors(&mut fields),
        archives: archives(&mut fields),
        license: license(&mut fields),
        theme: fields.text("theme"),
        citation_style: fields.text("citation_style"),
        searchable: searchable(&mut fields),
        data: data(&mut fields),
    };
    let sound = fields.finish().report(problems);
    (site, sound)
}

fn searchable(fields: &mut Fields<'_>) -> bool {
    let is_said = fields.place_of("search").is_some();
    fields.flag("search") || !is_said
}

/// The formats of data: the usual ones where nothing is said, none for `none`.
fn data(fields: &mut Fields<'_>) -> Vec<DataFormat> {
    let is_said = fields.place_of("data").is_some();
    let words = fields.texts("data");
    if !is_said {
        return DataFormat::ALL.iter().copied().filter(|format| format.is_by_default()).collect();
    }
    let mut formats = Vec::new();
    let is_alone = words.len() == 1;
    for Placed { value, place } in words {
        if value == "none" && is_alone {
            continue;
        }
        match DataFormat::ALL.iter().find(|format| format.name() == value) {
            Some(format) => formats.push(*format),
            None => {
                let known = || DataFormat::ALL.iter().map(|format| format.name());
                let list = || format!("write some of {}, or `none` alone", known().collect::<Vec<_>>().join(", "));
                let problem =
                    Problem::new(Code::UnknownValue, place, format!("`{value}` is no format in which data is published"));
                fields.fault(problem.help(did_you_mean(&value, known()).unwrap_or_else(list)));
            }
        }
    }
    let brought: Vec<DataFormat> = formats.iter().flat_map(|format| format.brings()).copied().collect();
    formats.extend(brought);
    formats
}

/// The address of a folder: with one `/` at its end.
pub fn with_slash(address: String) -> String {
    format!("{}/", address.trim_end_matches('/'))
}

fn editors(fields: &mut Fields<'_>) -> Vec<Editor> {
    let mut editors: Vec<Editor> = Vec::new();
    for map in fields.maps("editors") {
        let mut inner = Fields::new(fields.file, &EDITOR, map);
        let id = inner.id();
        let name = inner.required_text("name").value;
        let url = inner.address("url");
        if let Some(id) = id
            && is_first(&mut inner, "editor", &id, editors.iter().map(|editor| &editor.id))
        {
            editors.push(Editor { id, name, url });
        }
        fields.absorb(inner.finish());
    }
    editors
}

/// Other archives; one whose record is broken is left out, for its id becomes the name of a file.
fn archives(fields: &mut Fields<'_>) -> Vec<OtherArchive> {
    let mut archives: Vec<OtherArchive> = Vec::new();
    for map in fields.maps("archives") {
        let mut inner = Fields::new(fields.file, &OTHER_ARCHIVE, map);
        if let (Some(id), Some(inventory)) = (inner.id(), inner.address("inventory"))
            && is_first(&mut inner, "archive", &id, archives.iter().map(|other| &other.id))
            && inner.is_sound()
        {
            archives.push(OtherArchive { id, inventory });
        }
        fields.absorb(inner.finish());
    }
    archives
}

/// Whether an id is the first of its kind; another one is reported (`duplicate-id`).
fn is_first<'a>(
    inner: &mut Fields<'_>,
    kind: &str,
    id: &Placed<String>,
    mut known: impl Iterator<Item = &'a Placed<String>>,
) -> bool {
    let Some(earlier) = known.find(|known| known.value == id.value) else { return true };
    let message = format!("there is another {kind} `{}`", id.value);
    inner.fault(Problem::new(Code::DuplicateId, id.place, message).related(earlier.place, "the other"));
    false
}

/// The licence that SPDX knows by a name, with its address.
pub fn license_named(name: &str) -> Option<License> {
    let name = spdx::license_id(name)?.name;
    Some(License { name: name.to_owned(), url: Some(format!("https://spdx.org/licenses/{name}.html")) })
}

fn license(fields: &mut Fields<'_>) -> Option<License> {
    let text = fields.text("license")?;
    if is_web_address(&text.value) {
        return Some(License { name: text.value.clone(), url: Some(text.value) });
    }
    if let Some(license) = license_named(&text.value) {
        return Some(license);
    }
    let Placed { value, place } = text;
    let known = || spdx::identifiers::LICENSES.iter().map(|license| license.name);
    // A licence without its version: the newest.
    let versions = known().filter(|name| name.strip_prefix(value.as_str()).is_some_and(|rest| rest.starts_with('-')));
    let newest = versions.min_by_key(|name| (name.len(), std::cmp::Reverse(*name))).map(|name| format!("did you mean `{name}`?"));
    let meant = newest.or_else(|| did_you_mean(&value, known()));
    let problem = Problem::new(Code::InvalidLicense, place, format!("“{value}” is neither an SPDX identifier nor an address"));
    fields.fault(problem.help(meant.unwrap_or_else(|| "write `CC-BY-4.0`, `CC0-1.0` or the address of the licence".to_owned())));
    None
}
