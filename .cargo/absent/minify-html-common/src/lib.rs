//! The tables of minify-html, but of its named characters the `&` alone: no template shows it one, and they weigh ten megabytes.
//!
//! `src/render/minify.rs` puts a placeholder for each `&`. One that came through all the same would stay as it is written.

pub use tables::{spec, whitespace};

/// What is generated there.
pub mod r#gen {
    pub use tables::r#gen::{attrs, codepoints};

    /// The names of characters.
    pub mod entities {
        use crate::pattern::TrieNode;
        pub use tables::r#gen::entities::{SHORTER_ENCODED_ENTITIES_DECODED, SHORTER_ENCODED_ENTITIES_ENCODED};

        /// What a name means.
        #[derive(Debug, Clone, Copy)]
        pub enum EntityType {
            /// A character by its name.
            Named(&'static [u8]),
            /// One by its decimal number.
            Dec,
            /// One by its hexadecimal number.
            Hex,
        }

        /// Behind `&` there is nothing: it is passed by, and means itself.
        pub static ENTITY: &TrieNode<EntityType> = &TrieNode { offset: b'&' as usize, value: None, children: &[Some(&END)] };

        static END: TrieNode<EntityType> = TrieNode { offset: 0, value: None, children: &[] };
    }
}

/// Looking for words.
pub mod pattern {
    use aho_corasick::AhoCorasick;

    /// A letter, and what may follow it.
    #[derive(Debug)]
    pub struct TrieNode<V: 'static + Copy> {
        /// The byte of the first child.
        pub offset: usize,
        /// What the word means that ends here.
        pub value: Option<V>,
        /// By byte.
        pub children: &'static [Option<&'static TrieNode<V>>],
    }

    /// What was found.
    #[derive(Debug)]
    pub enum TrieNodeMatch<V: 'static + Copy> {
        /// A word.
        Found {
            /// Its length in bytes.
            len: usize,
            /// Its meaning.
            value: V,
        },
        /// No word.
        NotFound {
            /// So many bytes could have been the beginning of one.
            reached: usize,
        },
    }

    impl<V: 'static + Copy> TrieNode<V> {
        /// The longest word at the beginning of a text.
        pub fn longest_matching_prefix(&self, text: &[u8]) -> TrieNodeMatch<V> {
            let (mut node, mut reached, mut found) = (self, 0, None);
            for byte in text {
                let child = usize::from(*byte).checked_sub(node.offset).and_then(|at| node.children.get(at).copied().flatten());
                let Some(child) = child else { break };
                node = child;
                reached += 1;
                found = node.value.map(|value| (reached, value)).or(found);
            }
            match found {
                Some((len, value)) => TrieNodeMatch::Found { len, value },
                None => TrieNodeMatch::NotFound { reached },
            }
        }
    }

    /// Several words exchanged in one pass.
    #[derive(Debug)]
    pub struct Replacer {
        words: AhoCorasick,
        others: Vec<Vec<u8>>,
    }

    impl Replacer {
        /// Words, and what comes in the place of each.
        pub fn new(words: AhoCorasick, others: Vec<Vec<u8>>) -> Replacer {
            Replacer { words, others }
        }

        /// The text with words exchanged.
        pub fn replace_all(&self, text: &[u8]) -> Vec<u8> {
            self.words.replace_all_bytes(text, &self.others)
        }
    }
}
