//! Feeds one reader, `FUZZ_TARGET`, with what libFuzzer makes of its seeds: `tests/fuzz/run` compiles and starts this.

#![no_main]

#[path = "../targets.rs"]
mod targets;

use std::sync::LazyLock;

static EAT: LazyLock<targets::Eat> =
    LazyLock::new(|| targets::named(&std::env::var("FUZZ_TARGET").expect("FUZZ_TARGET names a target")));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        EAT(text);
    }
});
