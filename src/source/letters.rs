//! The letters of a word, counted: how much two words differ at least, before anybody compares them letter by letter.

/// How many letters a word has, and how often each occurs; some share a count.
#[derive(Debug)]
pub struct Letters {
    length: usize,
    counts: [u8; 32],
}

impl Letters {
    /// Counts the letters of a word.
    pub fn of(word: &str) -> Letters {
        let (mut length, mut counts) = (0, [0_u8; 32]);
        for letter in word.chars() {
            length += 1;
            let count = &mut counts[letter as usize % 32];
            *count = count.saturating_add(1);
        }
        Letters { length, counts }
    }

    /// How many letters there are.
    pub fn length(&self) -> usize {
        self.length
    }

    /// How many changes (Damerau and Levenshtein's) lead from one word to the other at least: each takes one letter at most away,
    /// and puts one at most there.
    pub fn changes_min(&self, other: &Letters) -> usize {
        let pairs = self.counts.iter().zip(&other.counts);
        let differing: u16 = pairs.map(|(one, other)| u16::from(one.abs_diff(*other))).sum();
        (usize::from(differing) + self.length.abs_diff(other.length)).div_ceil(2)
    }
}
