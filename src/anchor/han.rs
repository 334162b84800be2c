//! Says what binds the numbers that Chinese and Japanese write in signs: “五万” is inside “三点五万”, “三人” inside “第三人”.

use super::numbers::digit;
use crate::source::word::counts;

/// What makes one number, or one estimate, of the two between which it stands: 三点五, 三分之一, 二至三, 二、三, 二～三.
const BETWEEN: [&str; 8] = ["点", "點", "分之", "至", "、", "～", "〜", "–"];

/// How many bytes before a number belong to it.
pub fn bound_before(before: &str, number: &str) -> usize {
    let Some(first) = number.chars().next().filter(|first| counts(*first)) else { return 0 };
    let joined = BETWEEN.into_iter().filter_map(|sign| Some((sign, before.strip_suffix(sign)?))).find_map(|(sign, rest)| {
        rest.chars().next_back().filter(|last| joins(*last, sign, first))?;
        Some(sign.len() + rest.len() - rest.trim_end_matches(counts).len())
    });
    let alone = || match before.chars().next_back() {
        Some(sign @ '第') => sign.len_utf8(),
        // 数十 is dozens; 人数三十 is a count of thirty.
        Some(sign @ ('数' | '數')) if is_unit(first) => sign.len_utf8(),
        Some(_) | None => 0,
    };
    joined.unwrap_or_else(alone)
}

/// How many bytes behind a number belong to it.
pub fn bound_after(number: &str, after: &str) -> usize {
    let Some(last) = number.chars().next_back().filter(|last| counts(*last)) else { return 0 };
    let joined = BETWEEN.into_iter().filter_map(|sign| Some((sign, after.strip_prefix(sign)?))).find_map(|(sign, rest)| {
        rest.chars().next().filter(|first| joins(last, sign, *first))?;
        Some(sign.len() + rest.len() - rest.trim_start_matches(counts).len())
    });
    let alone = || match after.chars().next() {
        Some(sign @ '半') => sign.len_utf8(),
        Some(sign @ ('多' | '余' | '餘')) if is_unit(last) || digit(last).is_some() => sign.len_utf8(),
        Some(sign @ ('数' | '數')) if is_unit(last) => sign.len_utf8(),
        Some(_) | None => 0,
    };
    joined.unwrap_or_else(alone)
}

/// Whether a sign makes one number of two: 点 does not between digits, where it stands behind an hour.
fn joins(last: char, sign: &str, first: char) -> bool {
    let is_han = |character: char| counts(character) && digit(character).is_none();
    match sign {
        "点" | "點" | "–" => is_han(last) && is_han(first),
        _ => counts(last) && counts(first),
    }
}

fn is_unit(character: char) -> bool {
    "十百千万萬亿億兆拾佰仟廿卅卌".contains(character)
}

#[cfg(test)]
mod tests {
    use super::{bound_after, bound_before};

    #[test]
    fn what_makes_one_number_with_another_belongs_to_it() {
        for (before, number) in [
            ("三点", "五万人"),
            ("三點", "五萬人"),
            ("三分之", "一人"),
            ("二、", "三人"),
            ("二至", "三人"),
            ("10至", "12人"),
            ("二～", "三人"),
            ("第", "三人"),
            ("第", "3人"),
            ("数", "十人"),
        ] {
            assert_eq!(bound_before(before, number), before.len(), "{before} {number}");
        }
        for (number, after) in [("三", "点五"), ("三", "分之一"), ("二", "、三"), ("三十", "多"), ("30", "余"), ("一", "半")]
        {
            assert_eq!(bound_after(number, after), after.len(), "{number} {after}");
        }
    }

    #[test]
    fn the_same_signs_elsewhere_bind_nothing() {
        for (before, number) in
            [("人数", "三人"), ("3点", "40人"), ("村庄、", "三人"), ("甚至", "三人"), ("重点", "三人"), ("之", "三人")]
        {
            assert_eq!(bound_before(before, number), 0, "{before} {number}");
        }
        for (number, after) in [("三", "、村庄"), ("三", "点"), ("三", "人"), ("三", "多"), ("30", "数据")] {
            assert_eq!(bound_after(number, after), 0, "{number} {after}");
        }
    }
}
