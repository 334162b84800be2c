//! Counts the items of lists, so that each keeps the number that the text gives it.

/// A list that is open.
#[derive(Debug)]
pub struct Count {
    first: u64,
    /// For each item the piece that opens it, and the number as it is written.
    items: Vec<(usize, u64)>,
}

impl Count {
    /// A list that begins with a number.
    pub fn new(first: u64) -> Count {
        Count { first, items: Vec::new() }
    }

    /// An item; `piece` is the one that opens it.
    pub fn item(&mut self, source: &str, piece: usize) {
        let digits = source.trim_start().split(|sign: char| !sign.is_ascii_digit()).next();
        self.items.push((piece, digits.and_then(|digits| digits.parse().ok()).unwrap_or(self.first)));
    }

    /// The items with numbers that do not come by counting. Where all have the same (`1.`, `1.`, `1.`), the counting is left to Markdown.
    pub fn out_of_order(self) -> impl Iterator<Item = (usize, u32)> {
        let all_alike = self.items.iter().all(|(_, number)| *number == self.first);
        let mut next = self.first;
        let items = self.items.into_iter().filter(move |(_, number)| {
            let is_next = *number == next;
            next = number + 1;
            !is_next && !all_alike
        });
        // Markdown takes nine digits at most.
        items.map(|(piece, number)| (piece, number as u32))
    }
}
