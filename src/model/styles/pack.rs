//! The build script: packs what the library knows of citation styles and locales, 3 MB of much the same words.

#![expect(clippy::print_stdout, reason = "cargo is told so")]

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use hayagriva::archive::{ArchivedStyle, LOCALES};
use hayagriva::citationberg::Locale;

/// Writes a file for each style and locale, and `packed.rs`, which takes them into the program by their names.
fn main() {
    println!("cargo::rerun-if-changed=src/model/styles/pack.rs");
    let folder = env::var_os("OUT_DIR").expect("cargo names a folder for what is made");
    let pack = |name: &str, bytes: &[u8]| {
        let packed = miniz_oxide::deflate::compress_to_vec(bytes, 9);
        fs::write(Path::new(&folder).join(name), packed).unwrap_or_else(|error| panic!("{name} cannot be written: {error}"));
    };
    let mut table = String::from("static STYLES: &[(&[&str], &[u8])] = &[\n");
    for (number, style) in ArchivedStyle::all().iter().enumerate() {
        let mut bytes = Vec::new();
        ciborium::into_writer(&style.get(), &mut bytes).expect("memory takes every style");
        pack(&format!("style-{number}"), &bytes);
        writeln!(table, "    (&{:?}, include_bytes!(\"style-{number}\")),", style.names()).expect("a string takes every text");
    }
    table.push_str("];\nstatic LOCALES: &[(&str, &[u8])] = &[\n");
    for (number, bytes) in LOCALES.iter().enumerate() {
        let locale: Locale = ciborium::from_reader(*bytes).expect("the library can read its locales");
        let tag = locale.lang.expect("a locale names its language").0;
        pack(&format!("locale-{number}"), bytes);
        writeln!(table, "    ({tag:?}, include_bytes!(\"locale-{number}\")),").expect("a string takes every text");
    }
    table.push_str("];\n");
    fs::write(Path::new(&folder).join("packed.rs"), table).unwrap_or_else(|error| panic!("packed.rs cannot be written: {error}"));
}
