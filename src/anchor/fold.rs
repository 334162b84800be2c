//! Makes two writings of the same words alike, and knows for each place of the result where it stands in the text.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::border::{Flags, is_border};

/// How much two writings may differ and still be the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Only in white space.
    Exact,
    /// Also in the form of quotation marks, dashes, dots, invisible characters, composed letters.
    Loose,
    /// Also in upper and lower case; only ever used to explain a mistake, never to bind a note.
    Caseless,
}

/// A text folded to a level, with the way back.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The folded text: runs of white space are one space.
    pub text: String,
    /// Where the text from which it was made has letters of flags.
    pub flags: Flags,
    segments: Vec<Segment>,
    /// How long the text is from which it was made.
    plain_length: usize,
}

/// From `folded` on, up to the next segment, the folded text comes from `plain` on.
#[derive(Debug, Clone, Copy)]
struct Segment {
    folded: usize,
    plain: usize,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Byte for byte.
    Same,
    /// As a whole: no place lies inside; its folded form may be empty.
    Whole,
}

impl Folded {
    /// Folds a whole text.
    pub fn new(plain: &str, level: Level) -> Folded {
        let mut folded = Folded {
            text: String::with_capacity(plain.len()),
            flags: Flags::of(plain),
            segments: Vec::new(),
            plain_length: plain.len(),
        };
        match level {
            Level::Exact => folded.collapse(plain),
            Level::Loose | Level::Caseless => folded.clusters(plain, level),
        }
        folded
    }

    /// Where a match that starts at a folded offset starts in the text, if a place lies there.
    ///
    /// Of what was dropped right before it nothing belongs to the match.
    pub fn start(&self, offset: usize) -> Option<usize> {
        let after = self.segments.partition_point(|segment| segment.folded <= offset);
        let segment = self.segments.get(after.checked_sub(1)?)?;
        self.inside(segment, offset)
    }

    /// Where a match that ends at a folded offset ends in the text, if a place lies there.
    ///
    /// Of what was dropped right after it nothing belongs to the match.
    pub fn end(&self, offset: usize) -> Option<usize> {
        let next = self.segments.partition_point(|segment| segment.folded < offset);
        match self.segments.get(next) {
            Some(segment) if segment.folded == offset => Some(segment.plain),
            None if offset == self.text.len() => Some(self.plain_length),
            Some(_) | None => self.inside(self.segments.get(next.checked_sub(1)?)?, offset),
        }
    }

    fn inside(&self, segment: &Segment, offset: usize) -> Option<usize> {
        match segment.kind {
            Kind::Same => Some(segment.plain + (offset - segment.folded)),
            Kind::Whole => (segment.folded == offset).then_some(segment.plain),
        }
    }

    /// The words of the text around a stretch of the folded text, not smaller than it.
    pub fn around(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.segments.partition_point(|segment| segment.folded <= start).saturating_sub(1);
        let start = self.segments.get(first).map_or(0, |segment| self.inside(segment, start).unwrap_or(segment.plain));
        let next = self.segments.partition_point(|segment| segment.folded < end);
        let after = self.segments.get(next).map_or(self.plain_length, |segment| segment.plain);
        (start, self.end(end).unwrap_or(after))
    }

    /// Level 1: only white space is folded.
    fn collapse(&mut self, plain: &str) {
        let bytes = plain.as_bytes();
        let is_graphic = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_graphic);
        let (mut copied, mut at) = (0, 0);
        while at < bytes.len() {
            // Almost every white space of a text is a single blank between two words: left to be copied in bulk.
            if is_graphic(at) || (bytes[at] == b' ' && at > copied && is_graphic(at + 1)) {
                at += 1;
                continue;
            }
            let character = plain[at..].chars().next().expect("a text goes on at the start of a character");
            let end = at + character.len_utf8();
            if character.is_whitespace() {
                self.same(copied, &plain[copied..at]);
                self.whole(at, " ", end - at);
                copied = end;
            }
            at = end;
        }
        self.same(copied, &plain[copied..]);
    }

    /// Level 2 and beyond: each grapheme cluster is folded on its own, so that no place lies inside one.
    fn clusters(&mut self, plain: &str, level: Level) {
        let mut at = 0;
        let mut form = String::new();
        while at < plain.len() {
            let length = cluster_length(plain, at);
            let cluster = &plain[at..at + length];
            form.clear();
            fold_cluster(cluster, level, &mut form);
            if form == cluster && !form.starts_with(' ') {
                self.same(at, cluster);
            } else {
                self.whole(at, &form, length);
            }
            at += length;
        }
    }

    fn same(&mut self, at: usize, words: &str) {
        if words.is_empty() {
            return;
        }
        if self.segments.last().is_none_or(|segment| segment.kind == Kind::Whole) {
            self.segments.push(Segment { folded: self.text.len(), plain: at, kind: Kind::Same });
        }
        self.text.push_str(words);
    }

    fn whole(&mut self, at: usize, form: &str, length: usize) {
        if form.starts_with(' ') && self.text.ends_with(' ') {
            self.take_back_space();
        } else if form == " " && length == 1 {
            // One byte for one byte: the bulk need not be interrupted.
            return self.same(at, form);
        }
        self.segments.push(Segment { folded: self.text.len(), plain: at, kind: Kind::Whole });
        self.text.push_str(form);
    }

    /// A run of white space is the last of its characters; the ones before become empty.
    fn take_back_space(&mut self) {
        self.text.pop();
        let space = self.text.len();
        let dropped_after = self.segments.partition_point(|segment| segment.folded <= space);
        for segment in &mut self.segments[dropped_after..] {
            segment.folded = space;
        }
        let holder = dropped_after.checked_sub(1).map(|index| self.segments[index]);
        if let Some(Segment { folded, plain, kind: Kind::Same }) = holder {
            // The blank ended a stretch copied in bulk: give it a place of its own, so that a match can end before it.
            let blank = Segment { folded: space, plain: plain + (space - folded), kind: Kind::Whole };
            self.segments.insert(dropped_after, blank);
        }
    }
}

/// The quotation in the form in which it is searched: folded, without white space around it.
pub fn needle(quote: &str, level: Level) -> String {
    trim(&Folded::new(trim(quote), level).text).to_string()
}

/// Without white space at both ends, except where a combining mark holds on to it.
fn trim(words: &str) -> &str {
    let start = words.len() - words.trim_start().len();
    let start = if is_border(words, start) { start } else { previous(words, start) };
    let end = start + words[start..].trim_end().len();
    let end = if is_border(words, end) { end } else { next(words, end) };
    &words[start..end]
}

fn previous(words: &str, at: usize) -> usize {
    words[..at].char_indices().next_back().map_or(0, |(start, _)| start)
}

fn next(words: &str, at: usize) -> usize {
    at + words[at..].chars().next().map_or(0, char::len_utf8)
}

fn cluster_length(plain: &str, at: usize) -> usize {
    let bytes = plain.as_bytes();
    // Two ASCII characters are two clusters unless they are a line end; this spares the table for most of a text.
    if bytes[at].is_ascii() && bytes[at] != b'\r' && bytes.get(at + 1).is_none_or(u8::is_ascii) {
        return 1;
    }
    plain[at..].graphemes(true).next().map_or(1, str::len)
}

fn fold_cluster(cluster: &str, level: Level, form: &mut String) {
    if cluster.chars().all(char::is_whitespace) {
        form.push(' ');
        return;
    }
    // A joiner between pictures makes one picture of two (👩‍🚀); between letters it only shapes them.
    let joins_pictures = !cluster.starts_with(char::is_alphanumeric);
    for character in cluster.nfc() {
        match character {
            '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2039}' | '\u{203A}' | '\u{2032}' | '\u{02BC}' => {
                form.push('\'')
            }
            '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{00AB}' | '\u{00BB}' | '\u{2033}' => form.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => form.push('-'),
            '\u{2026}' => form.push_str("..."),
            '\u{200D}' if joins_pictures => form.push(character),
            invisible if is_invisible(invisible) => {}
            space if space.is_whitespace() => form.push(' '),
            letter => match level {
                Level::Exact | Level::Loose => form.push(letter),
                Level::Caseless => form.extend(letter.to_lowercase()),
            },
        }
    }
}

/// Whether a character takes no room on a page: soft hyphens, zero-width characters, marks of direction.
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}
