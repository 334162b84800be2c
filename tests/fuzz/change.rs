//! Changes texts at random, the same way on every run.

/// Numbers that look like chance (xorshift, 64 bits).
pub struct Chance(u64);

impl Chance {
    pub fn new(start: u64) -> Chance {
        Chance(start.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below a limit; 0 where the limit is.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn one<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// Signs that mean something to whoever reads them.
const SIGNS: &[&str] = &[
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\"",
    "'",
    "\\",
    ":",
    ": ",
    "#",
    " #",
    "-",
    "- ",
    ",",
    ".",
    "a",
    "0",
    "é",
    "e\u{301}",
    "قتل",
    "中",
    "👩\u{200d}🚀",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "\u{1b}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "ﬁ",
    "İ",
    "ß",
    "\u{308}",
    "🇸🇾",
];

pub const YAML: &[&str] = &[
    "- id: a\n",
    "  term: b\n",
    "  says: |-\n    c\n\n    d\n",
    "  says: >-\n    c\n    d\n",
    "{",
    "}",
    "[",
    "]",
    "{a: b}",
    "[a, b]",
    "? ",
    "&a ",
    "*a",
    "!!str ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "~",
    "|",
    ">",
    "|2\n",
    ">+\n",
    "\"\\x41\\u0041\\n\"",
    "'it''s'",
    "<<: ",
    "<<<<<<< a\n",
    "=======\n",
    "id",
    "term",
    "language: en\n",
    "scheme: loaded\n",
    "related: [a]\n",
    "note: [](entity:a)\n",
    "    ",
    "  ",
];

pub const WORDS: &[&str] = &[
    "\n%%\n",
    "the ",
    "end ",
    "1,383",
    "1.383",
    "“",
    "”",
    "’",
    "—",
    "…",
    "...",
    "*",
    "**",
    "_",
    "[a](b)",
    "&amp;",
    "<b>",
    "> ",
    "\u{a0}",
    "\u{2009}",
    "ال",
    "أ",
    "ا",
    "ی\u{200c}",
    "각",
    "ক্ষ",
    "\u{1160}",
    "A",
    "ı",
    "K",
    "  ",
];

pub const MARKDOWN: &[&str] = &[
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "> ",
    "    ",
    "1. ",
    "* ",
    "+ ",
    "# ",
    "###### ",
    "---\n",
    "===\n",
    "|",
    "a|b\n-|-\n",
    "|a|b|\n",
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "[a](b)",
    "[a]: b\n",
    "[a]",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<?",
    "<a href=\"",
    "&amp;",
    "&#0;",
    "&nbsp;",
    "&",
    "https://a.org",
    "<https://a.org>",
    "javascript:a()",
    "entity:a",
    "note:d/a",
    "static/a.png",
    "[@",
    "[@a, p. 3]",
    ";",
    "@a",
    "  \n",
    "\\\n",
    "![*a ![b](c) d*](https://a.org)",
    "[![a](b)](https://c.org)",
];

pub const DATES: &[&str] = &[
    "2025", "-0044", "0000", "9999", "201X", "20XX", "XXXX", "-03", "-07", "-XX", "-21", "-24", "-13", "-00", "-31", "-02-29",
    "-02-30", "/", "..", "~", "?", "%", "X", "T00:00", "+", "Y", "E",
];

/// A text out of a pool, changed in a few places; sometimes with part of another.
pub fn changed(pool: &[String], words: &[&str], longest: usize, chance: &mut Chance) -> String {
    let mut text = pool[chance.below(pool.len())].clone();
    for _ in 0..=chance.below(6) {
        let (start, end) = stretch(&text, chance);
        let piece = match chance.below(9) {
            0 => String::new(),
            1 => text[start..end].repeat(2),
            2 => chance.one(words).repeat(1 + chance.below(80)),
            3 => {
                let other = &pool[chance.below(pool.len())];
                let (from, to) = stretch(other, chance);
                other[from..to].to_owned()
            }
            4 => text[start..end].chars().rev().collect(),
            5 => format!("{}{}", text[start..end].to_owned(), chance.one(words)),
            6 => format!("{}{}{}", chance.one(words), &text[start..end], chance.one(words)),
            7 => chance.one(SIGNS).to_owned(),
            _ => chance.one(words).to_owned(),
        };
        text.replace_range(start..end, &piece);
    }
    let end = text.char_indices().nth(longest).map_or(text.len(), |(at, _)| at);
    text.truncate(end);
    text
}

/// A part of a text, mostly short.
fn stretch(text: &str, chance: &mut Chance) -> (usize, usize) {
    let border = |at: usize| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(at).unwrap_or(text.len());
    let count = text.chars().count();
    let start = chance.below(count + 1);
    let length = if chance.below(4) == 0 { chance.below(count + 1) } else { chance.below(6) };
    (border(start), border(start + length))
}

/// What notes of other programs are made of.
pub const OFFERS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "true",
    "-1",
    "1e400",
    "\\ud83d",
    "\"type\"",
    "\"Annotation\"",
    "\"target\"",
    "\"selector\"",
    "\"exact\"",
    "\"prefix\"",
    "\"start\":0",
    "\"items\":[]",
    "\"rows\":[]",
    "\"refinedBy\":{}",
    "\"body\"",
    "The mill burned",
    "Forty men came",
    "https://news.example/mill",
    "https://example.org/a/documents/d/text.txt",
    "quote",
    "\n",
    "https://example.org/a/data/vocabulary.jsonld#claiming",
    "<p>",
    "[@",
    "](entity:",
    "<note",
    "</note>",
    "&amp;",
    "&#0;",
    "]]>",
];
