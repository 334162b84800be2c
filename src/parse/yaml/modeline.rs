//! Puts the line into a YAML file that tells editors' programs which schema describes it.

use crate::source::{Edit, Span, apply};

/// What such a line begins with; yaml-language-server reads it above the first record.
const MARK: &str = "# yaml-language-server: $schema=";

/// What became of a file's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Modeline {
    /// The file with the line, put in or set right.
    Written(String),
    /// It is there already.
    Stands,
    /// The file names a schema of somebody else, which stays.
    Foreign,
}

/// A file with the line that names the schema at `path`, as seen from the file's folder.
///
/// A line that names a file of the same name is taken for an older one of ours.
pub fn modeline(text: &str, path: &str) -> Modeline {
    let wanted = format!("{MARK}{path}");
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        if !(content.is_empty() || content.starts_with('#')) {
            break;
        }
        if let Some(written) = content.strip_prefix(MARK) {
            let span = Span::new(start, start + content.len());
            return match written.trim() {
                same if same == path => Modeline::Stands,
                older if name(older) == name(path) => Modeline::Written(apply(text, &[Edit { span, text: wanted }])),
                _ => Modeline::Foreign,
            };
        }
        start += line.len();
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Modeline::Written(apply(text, &[Edit { span: Span::new(0, 0), text: wanted + newline }]))
}

#[cfg(test)]
mod tests {
    use super::{Modeline, modeline};

    const LINE: &str = "# yaml-language-server: $schema=../.postil/schema/terms.json";
    const PATH: &str = "../.postil/schema/terms.json";

    #[test]
    fn the_line_is_put_in_once_and_nothing_else_changes() {
        for text in ["- id: a\n", "", "# Words.\r\n\r\n- id: a\r\n", "---\n- id: a"] {
            let Modeline::Written(written) = modeline(text, PATH) else { panic!("{text}") };
            assert!(written.starts_with(LINE) && written.ends_with(text), "{written}");
            assert_eq!(modeline(&written, PATH), Modeline::Stands);
        }
    }

    #[test]
    fn an_older_line_of_ours_is_set_right_and_somebody_elses_stays() {
        let moved = format!("# Words.\n{}\n- id: a\n", LINE.replace("../", "../../"));
        assert_eq!(modeline(&moved, PATH), Modeline::Written(format!("# Words.\n{LINE}\n- id: a\n")));
        let other = "# yaml-language-server: $schema=https://example.org/mine.json\n- id: a\n";
        assert_eq!(modeline(other, PATH), Modeline::Foreign);
        // Below the first record it is a remark like any other.
        assert!(matches!(modeline(&format!("- id: a\n{LINE}\n"), PATH), Modeline::Written(_)));
    }
}
