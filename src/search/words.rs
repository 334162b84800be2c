//! Every word with the records that it stands in, and the words that share a stem.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::{fold, stems};
use crate::model::{Language, SearchRecord, SearchRole, SearchStem, SearchWord};

/// A word in a language.
type Key = (String, usize);

/// Where a word stands, and one of the ways in which it is written: the first, as texts compare, so that it is always the same.
struct Found {
    written: String,
    places: Vec<(u32, SearchRole)>,
}

/// Records that one thread takes apart at a time.
const PORTION: usize = 256;

/// The words of all records, and their stems.
pub fn words(languages: &[Language], records: &[SearchRecord]) -> (Vec<SearchWord>, Vec<SearchStem>) {
    let portions: Vec<BTreeMap<Key, Found>> =
        records.par_chunks(PORTION).enumerate().map(|(index, records)| portion(index * PORTION, records)).collect();
    let mut all: BTreeMap<Key, Found> = BTreeMap::new();
    for (key, found) in portions.into_iter().flatten() {
        add(&mut all, key, &found.written, &found.places);
    }
    let stems = stems(languages, &all);
    let mut of_stem: BTreeMap<Key, Vec<String>> = BTreeMap::new();
    for ((word, language), stem) in all.keys().zip(&stems) {
        of_stem.entry((stem.clone(), *language)).or_default().push(word.clone());
    }
    of_stem.retain(|(stem, _), words| words.len() > 1 || words[0] != *stem);
    let words = all.into_iter().zip(stems).map(|(((word, language), found), stem)| {
        let stem = Some((stem, language)).filter(|key| of_stem.contains_key(key)).map(|(stem, _)| stem);
        SearchWord { word, language, stem, places: found.places }
    });
    let mut words: Vec<SearchWord> = words.collect();
    words.sort_by(|one, other| units(&one.word, &other.word));
    let stems = of_stem.into_iter().map(|((stem, language), words)| SearchStem { stem, language, words });
    let mut stems: Vec<SearchStem> = stems.collect();
    stems.sort_by(|one, other| units(&one.stem, &other.stem));
    (words, stems)
}

/// The order in which scripts in a browser compare texts.
fn units(one: &str, other: &str) -> Ordering {
    one.encode_utf16().cmp(other.encode_utf16())
}

/// The words of some records, of which `first` is the number of the first.
///
/// Folding costs more than looking a word up, so that each way of writing is folded once.
fn portion(first: usize, records: &[SearchRecord]) -> BTreeMap<Key, Found> {
    let mut written: IndexMap<(&str, usize), Vec<(u32, SearchRole)>> = IndexMap::new();
    for (index, record) in records.iter().enumerate() {
        for text in &record.texts {
            for word in fold::words(&text.text) {
                let places = written.entry((word, text.language)).or_default();
                let place = ((first + index) as u32, text.role);
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
    }
    let mut all = BTreeMap::new();
    for ((word, language), places) in written {
        let folded = fold::fold(word);
        if !folded.is_empty() {
            add(&mut all, (folded, language), word, &places);
        }
    }
    for found in all.values_mut() {
        found.places.sort_unstable();
        // A word that stands in the title and in the text counts for the title.
        found.places.dedup_by_key(|(record, _)| *record);
    }
    all
}

fn add(all: &mut BTreeMap<Key, Found>, key: Key, written: &str, places: &[(u32, SearchRole)]) {
    let found = all.entry(key).or_insert_with(|| Found { written: written.to_owned(), places: Vec::new() });
    if written < found.written.as_str() {
        written.clone_into(&mut found.written);
    }
    found.places.extend_from_slice(places);
}

/// The stem of every word, in the order of the words; the word itself where its language has no stemmer.
fn stems(languages: &[Language], all: &BTreeMap<Key, Found>) -> Vec<String> {
    let words: Vec<(&Key, &Found)> = all.iter().collect();
    let stem = |portion: &[(&Key, &Found)]| -> Vec<String> {
        let stemmers: Vec<_> = languages.iter().map(stems::stemmer).collect();
        let of = |((word, language), found): &(&Key, &Found)| {
            match &stemmers[*language] {
                Some(stemmer) => Some(stems::stem(stemmer, &found.written)).filter(|stem| !stem.is_empty()),
                None => None,
            }
            .unwrap_or_else(|| word.clone())
        };
        portion.iter().map(of).collect()
    };
    words.par_chunks(PORTION).flat_map_iter(stem).collect()
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::model::{Direction, DocumentId, Language, SearchRecord, SearchRole, SearchTarget, SearchText};

    fn record(texts: &[(SearchRole, usize, &str)]) -> SearchRecord {
        let text = |(role, language, text): &(SearchRole, usize, &str)| SearchText {
            role: *role,
            language: *language,
            text: (*text).to_owned(),
        };
        SearchRecord { target: SearchTarget::Document(DocumentId(0)), texts: texts.iter().map(text).collect() }
    }

    #[test]
    fn a_word_knows_its_records_and_the_words_of_its_stem() {
        use SearchRole::{Text, Title};
        let languages = ["en", "id"].map(|tag| Language { tag: tag.to_owned(), direction: Direction::LeftToRight });
        let records = [
            record(&[(Title, 0, "Killings"), (Text, 0, "Killed, killings")]),
            record(&[(Text, 0, "They KILLED"), (Text, 1, "dibunuh")]),
        ];
        let (words, stems) = words(&languages, &records);
        let found: Vec<_> = words.iter().map(|word| (word.word.as_str(), word.language, word.stem.as_deref())).collect();
        assert_eq!(
            found,
            [("dibunuh", 1, Some("bunuh")), ("killed", 0, Some("kill")), ("killings", 0, Some("kill")), ("they", 0, None)]
        );
        assert_eq!(words[1].places, [(0, Text), (1, Text)]);
        assert_eq!(words[2].places, [(0, Title)]);
        let stems: Vec<_> = stems.iter().map(|stem| (stem.stem.as_str(), stem.language, stem.words.join(" "))).collect();
        assert_eq!(stems, [("bunuh", 1, "dibunuh".to_owned()), ("kill", 0, "killed killings".to_owned())]);
    }
}
