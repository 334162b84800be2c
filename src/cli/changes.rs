//! How changes are told: as text for a terminal, as Markdown for a pull request.

use crate::model::{Aspect, Changes, Difference, Fate};

/// Pages that are named in Markdown; of more only the number is told.
const PAGES_MAX: usize = 20;

/// A line for each thing, the aspect before the first of its lines, and a line about pages.
pub fn text(changes: &Changes) -> String {
    if is_empty(changes) {
        return "nothing changes for readers\n".to_owned();
    }
    let mut text = String::new();
    for group in changes.differences.chunk_by(|left, right| left.aspect == right.aspect) {
        for (number, difference) in group.iter().enumerate() {
            let aspect = if number == 0 { aspect(difference.aspect) } else { "" };
            let line = format!("{aspect:<13}{} {}  {}", sign(difference.fate), difference.name, difference.words);
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text.push_str(&format!("{:<13}{}\n", "pages", pages(changes)));
    text
}

/// A heading, a list for each aspect, and the pages that are different.
pub fn markdown(changes: &Changes, revision: &str) -> String {
    let mut text = format!("## What changes for readers since {}\n\n", code(revision));
    if is_empty(changes) {
        text.push_str("Nothing.\n");
        return text;
    }
    for group in changes.differences.chunk_by(|left, right| left.aspect == right.aspect) {
        text.push_str(&format!("### {}\n\n", capital(aspect(group[0].aspect))));
        group.iter().for_each(|difference| text.push_str(&item(difference)));
        text.push('\n');
    }
    text.push_str(&format!("### Pages\n\n{}\n", pages(changes)));
    let names = ["New", "Changed", "Removed"];
    for (name, list) in names.iter().zip(&changes.pages).filter(|(_, list)| !list.is_empty() && list.len() <= PAGES_MAX) {
        let list: Vec<String> = list.iter().map(|path| code(path)).collect();
        text.push_str(&format!("\n{name}: {}\n", list.join(", ")));
    }
    text
}

fn item(difference: &Difference) -> String {
    let fate = match difference.fate {
        Fate::New => "new ",
        Fate::Changed => "",
        Fate::Gone => "removed ",
    };
    let words = if difference.words.is_empty() { String::new() } else { format!(": {}", escaped(&difference.words)) };
    format!("- {fate}{}{words}\n", code(&difference.name))
}

fn is_empty(changes: &Changes) -> bool {
    changes.differences.is_empty() && changes.pages.iter().all(Vec::is_empty) && changes.other_files == 0
}

fn pages(changes: &Changes) -> String {
    let [new, changed, gone] = changes.pages.each_ref().map(Vec::len);
    let others =
        if changes.other_files == 1 { "1 other file".to_owned() } else { format!("{} other files", changes.other_files) };
    format!("{changed} changed, {new} new, {gone} removed; {others} changed")
}

fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Archive => "archive",
        Aspect::Document => "documents",
        Aspect::Claim => "claims",
        Aspect::Note => "other notes",
        Aspect::Question => "questions",
        Aspect::Entity => "names",
        Aspect::Term => "words",
        Aspect::Work => "bibliography",
        Aspect::Page => "prose",
        Aspect::Text => "texts",
        Aspect::Figures => "figures",
        Aspect::Verdicts => "verdicts",
        Aspect::Statuses => "statuses",
    }
}

fn sign(fate: Fate) -> char {
    match fate {
        Fate::New => '+',
        Fate::Changed => '~',
        Fate::Gone => '-',
    }
}

/// A name in Markdown's marks for code, more of them than stand in it.
fn code(name: &str) -> String {
    let longest = name.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    let space = if name.starts_with('`') || name.ends_with('`') { " " } else { "" };
    format!("{marks}{space}{name}{space}{marks}")
}

/// Words in which nothing is markup, nor a mention of somebody.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 8);
    for letter in words.chars() {
        match letter {
            '<' => text.push_str("&lt;"),
            '&' => text.push_str("&amp;"),
            '@' => text.push_str("&#64;"),
            '#' => text.push_str("&#35;"),
            '\n' => text.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '>' | '|' | '~' | '!' => {
                text.push('\\');
                text.push(letter);
            }
            _ => text.push(letter),
        }
    }
    text
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{code, escaped};

    #[test]
    fn nothing_in_markdown_is_more_than_words() {
        assert_eq!(escaped("a *b* <i> @c [d](e) #1"), "a \\*b\\* &lt;i\\> &#64;c \\[d\\](e) &#35;1");
        assert_eq!([code("a"), code("a`b"), code("`")], ["`a`", "``a`b``", "`` ` ``"]);
    }
}
