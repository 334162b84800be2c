//! What a code means, why it matters, and a wrong and a right record, out of `explain/CODE.md`.

use super::Code;

/// The long help for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Paragraphs, with an empty line between them.
    pub text: &'static str,
    /// Files with the mistake; none where a text cannot show it (bytes, rights).
    pub wrong: Vec<Example>,
    /// The same files as they should be.
    pub right: Vec<Example>,
}

/// A file of an archive, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Its path below the archive's folder: `content/terms.yaml`.
    pub path: &'static str,
    /// What stands in it.
    pub text: &'static str,
}

impl Code {
    /// The long help for the code.
    pub fn explanation(self) -> Explanation {
        let written = self.written();
        let (text, examples) = written.split_once("\n```").unwrap_or((written, ""));
        let mut explanation = Explanation { text: text.trim_end(), wrong: Vec::new(), right: Vec::new() };
        for block in examples.split("\n```").map(|block| block.trim_start_matches(['`', '\n'])) {
            let Some((head, text)) = block.split_once('\n') else { continue };
            match head.split_once(' ') {
                Some(("wrong", path)) => explanation.wrong.push(Example { path, text }),
                Some(("right", path)) => explanation.right.push(Example { path, text }),
                Some(_) | None => {}
            }
        }
        explanation
    }
}
