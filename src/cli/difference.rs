//! Shows what would be written instead of what stands in a file, line by line, as `diff -u` does.

/// So many lines that stay are shown around those that do not.
const AROUND: usize = 3;
/// Longer stretches are shown as taken out and put in whole.
const CELLS_MAX: usize = 25_000_000;

/// A line and what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line<'a> {
    Stays(&'a str),
    Goes(&'a str),
    Comes(&'a str),
}

/// The difference of two texts of one file; empty where there is none.
pub fn difference(path: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let lines = lines(&before.split_inclusive('\n').collect::<Vec<_>>(), &after.split_inclusive('\n').collect::<Vec<_>>());
    let is_change = |line: &Line| !matches!(line, Line::Stays(_));
    let changes: Vec<usize> = (0..lines.len()).filter(|at| is_change(&lines[*at])).collect();
    let mut text = format!("--- {path}\n+++ {path}\n");
    for hunk in changes.chunk_by(|left, right| right - left <= 2 * AROUND) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        let (start, end) = (first.saturating_sub(AROUND), (last + AROUND + 1).min(lines.len()));
        let count = |lines: &[Line], of_before: Side| lines.iter().filter(|line| of_before.has(line)).count();
        let (old, new) = (count(&lines[..start], Side::Before), count(&lines[..start], Side::After));
        let (old_length, new_length) = (count(&lines[start..end], Side::Before), count(&lines[start..end], Side::After));
        text.push_str(&format!("@@ -{},{old_length} +{},{new_length} @@\n", old + 1, new + 1));
        for line in &lines[start..end] {
            let (sign, words) = match line {
                Line::Stays(words) => (' ', words),
                Line::Goes(words) => ('-', words),
                Line::Comes(words) => ('+', words),
            };
            text.push(sign);
            text.push_str(words);
            if !words.ends_with('\n') {
                text.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    text
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

impl Side {
    fn has(self, line: &Line) -> bool {
        match (self, line) {
            (_, Line::Stays(_)) | (Side::Before, Line::Goes(_)) | (Side::After, Line::Comes(_)) => true,
            (Side::Before, Line::Comes(_)) | (Side::After, Line::Goes(_)) => false,
        }
    }
}

fn lines<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<Line<'a>> {
    let same = before.iter().zip(after).take_while(|(left, right)| left == right).count();
    let (left, right) = (&before[same..], &after[same..]);
    let same_end = left.iter().rev().zip(right.iter().rev()).take_while(|(left, right)| left == right).count();
    let (left, right) = (&left[..left.len() - same_end], &right[..right.len() - same_end]);
    let mut lines: Vec<Line> = before[..same].iter().map(|line| Line::Stays(line)).collect();
    lines.extend(middle(left, right));
    lines.extend(before[before.len() - same_end..].iter().map(|line| Line::Stays(line)));
    lines
}

/// The stretch between what is the same at both ends, by the longest common subsequence.
fn middle<'a>(left: &[&'a str], right: &[&'a str]) -> Vec<Line<'a>> {
    let width = right.len() + 1;
    if (left.len() + 1) * width > CELLS_MAX {
        let goes = left.iter().map(|line| Line::Goes(line));
        return goes.chain(right.iter().map(|line| Line::Comes(line))).collect();
    }
    let mut lengths = vec![0_u32; (left.len() + 1) * width];
    for (row, line) in left.iter().enumerate().rev() {
        for (column, other) in right.iter().enumerate().rev() {
            lengths[row * width + column] = if line == other {
                lengths[(row + 1) * width + column + 1] + 1
            } else {
                lengths[(row + 1) * width + column].max(lengths[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut lines = Vec::new();
    while row < left.len() || column < right.len() {
        let both = row < left.len() && column < right.len();
        if both && left[row] == right[column] {
            lines.push(Line::Stays(left[row]));
            (row, column) = (row + 1, column + 1);
        } else if column == right.len() || (both && lengths[(row + 1) * width + column] >= lengths[row * width + column + 1]) {
            lines.push(Line::Goes(left[row]));
            row += 1;
        } else {
            lines.push(Line::Comes(right[column]));
            column += 1;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_difference_is_told_with_the_lines_around_it() {
        let before = "a\nb\nc\nd\ne\nf\ng\nh\n";
        let after = "a\nb\nc\nd\nE\nf\ng\nh";
        let told = "--- n\n+++ n\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n-h\n+h\n\\ No newline at end of file\n";
        assert_eq!(difference("n", before, after), told);
        assert_eq!(difference("n", before, before), "");
    }
}
