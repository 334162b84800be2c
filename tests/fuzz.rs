//! Readers are fed what nobody would write: seeds that are changed at random, for some seconds each, or for as long as one likes.
//!
//! `FUZZ_SECONDS=600 cargo test --release --test all fuzz::` feeds each for ten minutes; `FUZZ_START=7` begins with other numbers.
//! An input that fails is told as a Rust string; the test that it deserves is a file in `tests/cases/` or a seed.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test reads its seeds and the clock, and tells what it did"
)]

mod change;
mod targets;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use change::Chance;

/// Seconds for each target, where nothing else is asked for.
const SECONDS: u64 = 2;

/// Characters of an input; more only takes longer.
const LENGTH_MAX: usize = 3_000;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn seeds(target: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(target);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// Feeds a target: first the seeds as they are, then changed ones; an input that is answered in a new way becomes a seed.
fn feed(target: &str, words: &[&str]) {
    let eat = targets::named(target);
    let mut pool = seeds(target);
    assert!(pool.len() >= 3, "{target} has seeds");
    let mut answers = BTreeSet::new();
    let mut chance = Chance::new(number("FUZZ_START", 1));
    let (begun, time) = (Instant::now(), Duration::from_secs(number("FUZZ_SECONDS", SECONDS)));
    let mut fed = 0_u64;
    let mut waiting: Vec<String> = pool.clone();
    while !waiting.is_empty() || begun.elapsed() < time {
        let input = waiting.pop().unwrap_or_else(|| change::changed(&pool, words, LENGTH_MAX, &mut chance));
        match catch_unwind(AssertUnwindSafe(|| eat(&input))) {
            Ok(answer) => {
                if answers.insert(answer) && pool.len() < 5_000 {
                    pool.push(input);
                }
            }
            Err(_) => panic!("{target} cannot take {input:?}"),
        }
        fed += 1;
    }
    println!("{target}: {fed} inputs, {} answers", answers.len());
}

#[test]
fn records_are_read_or_told_at_their_place() {
    feed("records", change::YAML);
}

#[test]
fn quotations_are_found_word_for_word_or_refused() {
    feed("anchors", change::WORDS);
}

#[test]
fn texts_are_drawn_word_for_word() {
    feed("texts", change::MARKDOWN);
}

#[test]
fn dates_are_days_or_told() {
    feed("dates", change::DATES);
}

#[test]
fn prose_leads_nowhere_harmful() {
    feed("prose", change::MARKDOWN);
}

#[test]
fn notes_of_others_are_placed_to_the_letter_or_told() {
    feed("offers", change::OFFERS);
}

#[test]
fn inventories_of_others_can_be_linked_to_or_are_told() {
    feed("inventories", change::OFFERS);
}
