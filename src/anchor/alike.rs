//! Finds the stretch of a text whose words are most like those of a quotation; what the difference is, others say.

use super::drift::{NameWords, change};
use super::edges;
use super::spelling::{LOST, Spelt, Vocabulary};
use super::tokens::Token;
use crate::model::Change;
use crate::source::Span;

/// Cells that a comparison may have; beyond (a page of quotation against a shelf of text) nothing is looked for.
const CELLS_MAX: usize = 40_000_000;
/// So many words a quotation may have: what it costs to lose all of them is still a number of a cell.
const WORDS_MAX: usize = (u16::MAX / LOST) as usize;
/// So many cells all notes of a text may have together, a second or two: who corrects these is told of the next.
pub const CELLS_OF_ALL_MAX: usize = 400_000_000;
/// So many words are looked at in places that are as near as one another: more places than anybody will read.
const PLACES_WORDS_MAX: usize = 200_000;
/// What such a word costs, in cells.
const PLACES_WORD_CELLS: usize = 100;
/// A word that the text has beyond those of the quotation.
const ADDED: u16 = 2;
/// So many words at an end may have been put in the place of others; more are the beginning of something else.
const STRANGERS_MAX: usize = 2;

/// What is looked for: the words before, of and after a quotation.
pub struct Wanted {
    /// All of them.
    pub tokens: Vec<Token>,
    /// Which of them are the quotation's.
    pub quote: (usize, usize),
}

/// A stretch of a text, in its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// All that is like what was wanted.
    pub whole: (usize, usize),
    /// What is like the quotation itself.
    pub quote: (usize, usize),
}

/// What came of looking.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// One stretch, and what the change from the quotation to it is.
    One(Stretch, Change),
    /// Several that are as near as one another, in the order of the text.
    Several(Vec<Stretch>),
    /// Nothing of which at least half of the words are the same, or several places of which just half are.
    Nothing,
    /// To look for it would take too long: nobody knows whether there is something like it.
    TooMuch,
}

impl Stretch {
    /// The words of a range of tokens.
    pub fn span(tokens: &[Token], (start, end): (usize, usize)) -> Span {
        Span::new(tokens[start].span.start(), tokens[end - 1].span.end())
    }
}

/// Looks through a text for what is wanted; with it come the cells that this took.
pub fn search(vocabulary: &Vocabulary, wanted: &Wanted, names: &NameWords) -> (Found, usize) {
    let (text, theirs) = (&vocabulary.tokens, &vocabulary.words);
    let ours: Vec<usize> = (0..wanted.tokens.len()).filter(|at| wanted.tokens[*at].is_word()).collect();
    let cells = (ours.len() + 1).saturating_mul(theirs.len() + 1);
    if ours.is_empty() || theirs.is_empty() {
        return (Found::Nothing, 0);
    }
    if cells > CELLS_MAX || ours.len() > WORDS_MAX {
        return (Found::TooMuch, 0);
    }
    // One word alone may at most be spelt otherwise; of more, half must be there.
    let cost_max = ours.len() * usize::from(LOST / 2);
    let costs = Costs::new(wanted, &ours, vocabulary);
    let spelt = costs.cells.len();
    if costs.at_least() > cost_max {
        return (Found::Nothing, spelt);
    }
    let table = Table::new(costs, &ours, theirs);
    let least = table.least();
    if usize::from(least) > cost_max {
        return (Found::Nothing, spelt + cells);
    }
    // How many words are the same, for how many there is another, what the change is, where.
    let mut found: Vec<(usize, usize, Change, Stretch)> = Vec::new();
    let mut longest = 0;
    let mut ends = table.ends(least);
    let ends_max = PLACES_WORDS_MAX / ours.len();
    let mut count = 0;
    for end in ends.by_ref().take(ends_max) {
        count += 1;
        let pairs = without_strangers(table.pairs(end), &wanted.tokens, text);
        let Some(stretch) = stretch(&pairs, text, wanted) else { continue };
        let (start, end) = stretch.whole;
        let same = pairs.iter().filter(|(ours, theirs)| wanted.tokens[*ours].key == text[*theirs].key).count();
        let change = change(&wanted.tokens, &text[start..end], names);
        longest = longest.max(end - start);
        // Stretches come by their ends, less a few words: those that end far before this one cannot meet it.
        let near = found.iter_mut().rev().take_while(|(_, _, _, other)| start < other.whole.1 + 2 * longest);
        // One place, taken with a word more or less: the more words are the same, and then the graver change, tell.
        match near.filter(|(_, _, _, other)| start < other.whole.1 && other.whole.0 < end).last() {
            Some(other) if (other.0, other.1, other.2) < (same, pairs.len(), change) => {
                *other = (same, pairs.len(), change, stretch);
            }
            Some(_) => {}
            None => found.push((same, pairs.len(), change, stretch)),
        }
    }
    let found = match found.as_slice() {
        // Behind the last that was looked at may be others.
        [] | [_] if ends.next().is_some() => Found::TooMuch,
        [] => Found::Nothing,
        [(_, _, change, stretch)] => Found::One(*stretch, *change),
        // “the” alone, of “the mill”, stands all over a text.
        [..] if ours.len() > 1 && usize::from(least) == cost_max => Found::Nothing,
        [..] => Found::Several(found.into_iter().map(|(_, _, _, stretch)| stretch).collect()),
    };
    (found, spelt + cells + count * ours.len() * PLACES_WORD_CELLS)
}

/// The pairs without those at either end that have nothing to do with each other: there, words are gone, and others follow.
fn without_strangers(mut pairs: Vec<(usize, usize)>, wanted: &[Token], text: &[Token]) -> Vec<(usize, usize)> {
    let is_alike = |(ours, theirs): &(usize, usize)| Spelt::new(&wanted[*ours]).cost(&Spelt::new(&text[*theirs])) < LOST;
    let words = |tokens: &[Token]| tokens.iter().filter(|token| token.is_word()).count();
    let (Some(first), Some(last)) = (pairs.iter().position(is_alike), pairs.iter().rposition(is_alike)) else {
        return pairs;
    };
    if words(&wanted[pairs[last].0 + 1..]) > STRANGERS_MAX {
        pairs.truncate(last + 1);
    }
    if words(&wanted[..pairs[first].0]) > STRANGERS_MAX {
        pairs.drain(..first);
    }
    pairs
}

/// How many words must be changed from the beginning of the quotation up to each word of the text.
struct Table<'a> {
    cells: Vec<u16>,
    width: usize,
    costs: Costs<'a>,
    ours: &'a [usize],
    theirs: &'a [usize],
}

/// What it costs to put each word of the text in the place of each of the quotation.
struct Costs<'a> {
    vocabulary: &'a Vocabulary,
    /// For each word of the quotation those for all that differ.
    cells: Vec<u16>,
}

impl Costs<'_> {
    fn new<'a>(wanted: &Wanted, ours: &[usize], vocabulary: &'a Vocabulary) -> Costs<'a> {
        let row = |at: &usize| {
            let word = Spelt::new(&wanted.tokens[*at]);
            vocabulary.distinct.iter().map(move |other| word.cost(other))
        };
        Costs { vocabulary, cells: ours.iter().flat_map(row).collect() }
    }

    fn of(&self, ours: usize, theirs: usize) -> u16 {
        self.cells[ours * self.vocabulary.distinct.len() + self.vocabulary.numbers[theirs]]
    }

    /// Those of each word of the quotation.
    fn rows(&self) -> impl Iterator<Item = &[u16]> {
        self.cells.chunks(self.vocabulary.distinct.len())
    }

    /// What a stretch costs in which every word is where it is best: no stretch costs less.
    fn at_least(&self) -> usize {
        self.rows().map(|row| usize::from(row.iter().copied().min().unwrap_or(LOST))).sum()
    }
}

impl<'a> Table<'a> {
    fn new(costs: Costs<'a>, ours: &'a [usize], theirs: &'a [usize]) -> Table<'a> {
        let width = theirs.len() + 1;
        // The first row is nothing but noughts: a stretch may begin anywhere.
        let mut cells = vec![0_u16; (ours.len() + 1) * width];
        for (row, of_word) in (1..).zip(costs.rows()) {
            let (above, here) = cells[(row - 1) * width..(row + 1) * width].split_at_mut(width);
            // A row for each word, of which there are no more than a cell can count.
            let mut last = row as u16 * LOST;
            here[0] = last;
            // Millions of times: nothing is looked up that need not be.
            for ((cell, before), number) in here[1..].iter_mut().zip(above.windows(2)).zip(&costs.vocabulary.numbers) {
                let across = before[0].saturating_add(of_word[*number]);
                let lost = before[1].saturating_add(LOST);
                last = across.min(lost).min(last.saturating_add(ADDED));
                *cell = last;
            }
        }
        Table { cells, width, costs, ours, theirs }
    }

    fn last(&self) -> &[u16] {
        &self.cells[self.ours.len() * self.width..]
    }

    fn least(&self) -> u16 {
        self.last()[1..].iter().copied().min().unwrap_or(u16::MAX)
    }

    /// Where stretches of a cost end.
    fn ends(&self, cost: u16) -> impl Iterator<Item = usize> {
        self.last().iter().enumerate().skip(1).filter(move |(_, found)| **found == cost).map(|(column, _)| column)
    }

    /// The words that stand for each other, as tokens of the quotation and of the text, in order.
    fn pairs(&self, end: usize) -> Vec<(usize, usize)> {
        let (mut row, mut column) = (self.ours.len(), end);
        let mut pairs = Vec::new();
        while row > 0 {
            let here = self.cells[row * self.width + column];
            let is_across =
                column > 0 && here == self.cells[(row - 1) * self.width + column - 1] + self.costs.of(row - 1, column - 1);
            if is_across {
                (row, column) = (row - 1, column - 1);
                pairs.push((self.ours[row], self.theirs[column]));
            } else if column == 0 || here == self.cells[(row - 1) * self.width + column].saturating_add(LOST) {
                row -= 1;
            } else {
                column -= 1;
            }
        }
        pairs.reverse();
        pairs
    }
}

/// The stretch that pairs of words make, with the signs at its ends that the quotation has there too.
fn stretch(pairs: &[(usize, usize)], text: &[Token], wanted: &Wanted) -> Option<Stretch> {
    let is_quote = |(ours, _): &&(usize, usize)| (wanted.quote.0..wanted.quote.1).contains(ours);
    let ends = |pairs: &[(usize, usize)], (from, to): (usize, usize)| {
        let mut words = wanted.tokens[from..to].iter().filter(|token| token.is_word());
        let first = words.next()?;
        let found = (pairs.first()?.1, pairs.last()?.1 + 1);
        let (start, end) = edges::whole(text, found, (first, words.next_back().unwrap_or(first)));
        let before = wanted.tokens[from..to].iter().take_while(|token| !token.is_word());
        let before: Vec<&Token> = before.collect();
        let same = before.iter().rev().zip(text[..start].iter().rev()).take_while(|(ours, theirs)| ours.key == theirs.key);
        let after = wanted.tokens[from..to].iter().rev().take_while(|token| !token.is_word());
        let after: Vec<&Token> = after.collect();
        let same_after = after.iter().rev().zip(&text[end..]).take_while(|(ours, theirs)| ours.key == theirs.key);
        Some((start - same.count(), end + same_after.count()))
    };
    let of_quote: Vec<(usize, usize)> = pairs.iter().filter(is_quote).copied().collect();
    let quote = ends(&of_quote, wanted.quote)?;
    let whole = ends(pairs, (0, wanted.tokens.len()))?;
    Some(Stretch { whole: (whole.0.min(quote.0), whole.1.max(quote.1)), quote })
}

#[cfg(test)]
mod tests {
    use super::{Found, Stretch, Wanted, search};
    use crate::anchor::drift::NameWords;
    use crate::anchor::spelling::Vocabulary;
    use crate::anchor::tokens::tokens_of;
    use crate::model::Change;

    fn searched(all: &Vocabulary, quote: &str) -> (Found, usize) {
        let tokens = tokens_of(quote, "en");
        search(all, &Wanted { quote: (0, tokens.len()), tokens }, &NameWords::new())
    }

    fn found(text: &str, quote: &str) -> Option<(String, Change)> {
        let all = Vocabulary::new(tokens_of(text, "en"));
        match searched(&all, quote).0 {
            Found::One(stretch, change) => Some((Stretch::span(&all.tokens, stretch.quote).of(text).to_owned(), change)),
            Found::Several(_) | Found::Nothing | Found::TooMuch => None,
        }
    }

    #[test]
    fn what_takes_too_long_to_be_compared_is_not_called_nothing() {
        let searched = |text: &str, quote: &str| searched(&Vocabulary::new(tokens_of(text, "en")), quote);
        assert_eq!(searched(&"word ".repeat(7_000), &"other ".repeat(7_000)), (Found::TooMuch, 0));
        assert_eq!(searched("some other words", &"word ".repeat(16_384)), (Found::TooMuch, 0));
        let (found, cells) = searched(&"a b a a ".repeat(50_000), "a a a c a a a");
        assert!(matches!(found, Found::Several(places) if places.len() > 1), "{cells}");
        assert!(cells > 8 * 200_000, "{cells}");
    }

    #[test]
    fn the_words_that_are_most_alike_are_found_whole() {
        let text = "Early on, at least 1,050 people were killed, they say. Nobody was not there.";
        let is = |quote: &str, words: &str, change| assert_eq!(found(text, quote), Some((words.to_owned(), change)), "{quote}");
        is("at least 1,040 people were killed", "at least 1,050 people were killed", Change::Number);
        is("at least 1050 people were killed,", "at least 1,050 people were killed,", Change::Cosmetic);
        is("Nobody was there", "Nobody was not there", Change::Negation);
        is("1,040 people were wounded", "1,050 people were killed", Change::Number);
        is("two people were kiled", "1,050 people were killed", Change::Number);
    }

    #[test]
    fn what_is_like_two_places_is_like_none() {
        let text = "In Hama 40 people were killed. In Homs 50 people were killed.";
        assert_eq!(found(text, "60 people were killed"), None);
        assert_eq!(
            found(text, "In Hama 60 people were killed").map(|(words, _)| words).as_deref(),
            Some("In Hama 40 people were killed")
        );
        assert_eq!(found(text, "a wholly other sentence"), None);
    }

    #[test]
    fn half_of_the_words_are_enough() {
        let text = "Some say that 40 people got shot near the old mill.";
        let is = |quote: &str| found(text, quote).map(|(words, _)| words);
        assert_eq!(is("40 people were killed").as_deref(), Some("40 people got shot"));
        assert_eq!(is("ancient mill").as_deref(), Some("old mill"));
        assert_eq!(is("40 persons were killed"), None);
        assert_eq!(is("that town"), Some("that 40".to_owned()));
        let twice = Vocabulary::new(tokens_of("Then the men and the women.", "en"));
        assert_eq!(searched(&twice, "the children").0, Found::Nothing);
        // Half of one word is none.
        assert_eq!(is("tower"), None);
    }

    #[test]
    fn words_that_are_gone_are_not_replaced_by_what_follows() {
        let text = "The bridge was closed at noon. Nothing else is known of that day.";
        assert_eq!(
            found(text, "The bridge was closed at noon. Trains went on running"),
            Some(("The bridge was closed at noon".to_owned(), Change::Wording))
        );
        assert_eq!(
            found(text, "The bridge was closed by force").map(|(words, _)| words).as_deref(),
            Some("The bridge was closed at noon")
        );
    }
}
