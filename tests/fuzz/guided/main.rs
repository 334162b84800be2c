//! Feeds one reader, `FUZZ_TARGET`, with what libFuzzer makes of its seeds: `tests/fuzz/run` compiles and starts this.

#![no_main]

#[path = "../targets.rs"]
mod targets;

use std::sync::LazyLock;

static EAT: LazyLock<fn(&str) -> String> = LazyLock::new(|| match std::env::var("FUZZ_TARGET").as_deref() {
    Ok("anchors") => targets::anchors,
    Ok("dates") => targets::dates,
    Ok("inventories") => targets::inventories,
    Ok("offers") => targets::offers,
    Ok("prose") => targets::prose,
    Ok("records") => targets::records,
    Ok("texts") => targets::texts,
    other => panic!("FUZZ_TARGET names a folder of tests/fuzz/seeds, not {other:?}"),
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        EAT(text);
    }
});
