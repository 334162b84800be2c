//! A text that somebody changes at random, while each of its letters remembers where it stood.

/// Numbers that are the same on every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }
}

/// A letter and the byte at which it stood before; none if it is new.
type Letter = (char, Option<usize>);

/// A text with the memory of its letters.
#[derive(Clone)]
pub struct Changing {
    pub letters: Vec<Letter>,
}

impl Changing {
    pub fn new(text: &str) -> Changing {
        Changing { letters: text.char_indices().map(|(at, letter)| (letter, Some(at))).collect() }
    }

    pub fn text(&self) -> String {
        self.letters.iter().map(|(letter, _)| letter).collect()
    }

    /// Where the letters of a stretch of the text, in bytes, stood before; white space left out.
    pub fn origins(&self, start: usize, end: usize) -> Vec<Option<usize>> {
        let mut at = 0;
        let mut origins = Vec::new();
        for (letter, origin) in &self.letters {
            if (start..end).contains(&at) && !letter.is_whitespace() {
                origins.push(*origin);
            }
            at += letter.len_utf8();
        }
        origins
    }

    /// Sentences, roughly: from behind a full stop or line end to the next.
    fn sentences(&self) -> Vec<(usize, usize)> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for (at, (letter, _)) in self.letters.iter().enumerate() {
            if matches!(letter, '.' | '\n' | '?') && at > start {
                sentences.push((start, at + 1));
                start = at + 1;
            }
        }
        sentences.push((start, self.letters.len()));
        sentences.retain(|(start, end)| end - start > 8);
        sentences
    }

    fn words(&self, (start, end): (usize, usize)) -> Vec<String> {
        let text: String = self.letters[start..end].iter().map(|(letter, _)| letter).collect();
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_lowercase).collect()
    }

    fn put(&mut self, at: usize, letters: Vec<Letter>) {
        self.letters.splice(at..at, letters);
    }

    /// One change of one of nine kinds.
    pub fn change(&mut self, dice: &mut Dice) {
        if self.letters.len() < 60 {
            return;
        }
        let sentences = self.sentences();
        let (start, end) = sentences[dice.below(sentences.len())];
        let anywhere = dice.below(self.letters.len());
        match dice.below(9) {
            0 => {
                let words =
                    ["and not one", " 1.040 ", "the regime of ", "tidak ", " in Idlib", "“", " over 1,000 dead. ", "\n\n"];
                let word = words[dice.below(words.len())];
                self.put(anywhere, word.chars().map(|letter| (letter, None)).collect());
            }
            1 => {
                let length = 1 + dice.below(120);
                let end = (anywhere + length).min(self.letters.len());
                self.letters.drain(anywhere..end);
            }
            2 => {
                let moved: Vec<Letter> = self.letters.drain(start..end).collect();
                let at = dice.below(self.letters.len() + 1);
                self.put(at, moved);
            }
            3 => self.swap_alike(&sentences, dice),
            4 => {
                let digits: Vec<usize> = (0..self.letters.len()).filter(|at| self.letters[*at].0.is_ascii_digit()).collect();
                if !digits.is_empty() {
                    let at = digits[dice.below(digits.len())];
                    let digit = self.letters[at].0.to_digit(10).unwrap_or(0);
                    let other = char::from_digit((digit + 1 + dice.below(9) as u32) % 10, 10).unwrap_or('0');
                    self.letters[at] = (other, None);
                }
            }
            5 => {
                let copy = self.letters[start..end].to_vec();
                let at = sentences[dice.below(sentences.len())].0;
                self.put(at, copy);
            }
            6 => {
                self.letters.drain(start..end);
            }
            7 => {
                // A change of signs takes nothing away from where a letter stood.
                for (letter, _) in &mut self.letters[start..end] {
                    *letter = match *letter {
                        '“' | '”' => '"',
                        '‘' | '’' => '\'',
                        '—' | '–' => '-',
                        '-' => '–',
                        other => other,
                    };
                }
            }
            _ => {
                let blanks: Vec<usize> = (start..end).filter(|at| self.letters[*at].0 == ' ').collect();
                if !blanks.is_empty() {
                    let word = [" not", " no", " tidak", " bukan", ",", "  ", "\n", " 12"][dice.below(8)];
                    self.put(blanks[dice.below(blanks.len())], word.chars().map(|letter| (letter, None)).collect());
                }
            }
        }
    }

    /// Two sentences that share most of their words change places, or one takes the place of the other.
    fn swap_alike(&mut self, sentences: &[(usize, usize)], dice: &mut Dice) {
        let first = sentences[dice.below(sentences.len())];
        let words = self.words(first);
        let shared = |other: &(usize, usize)| self.words(*other).iter().filter(|word| words.contains(word)).count();
        let Some(second) = sentences.iter().filter(|other| **other != first).max_by_key(|other| shared(other)).copied() else {
            return;
        };
        let (left, right) = if first < second { (first, second) } else { (second, first) };
        let (one, other) = (self.letters[left.0..left.1].to_vec(), self.letters[right.0..right.1].to_vec());
        if dice.below(4) == 0 {
            self.letters.splice(right.0..right.1, one);
        } else {
            self.letters.splice(right.0..right.1, one);
            self.letters.splice(left.0..left.1, other);
        }
    }
}
