//! POSIX extended regular expressions over bytes, with the answers of Nix.
//!
//! Nix runs patterns with the C++ standard library of GCC, whose answers are neither the
//! letter of POSIX nor those of Perl: the branches of `|` are all tried and the longest
//! match wins, the first of equal ones; repetitions are greedy and settle for the first
//! match; a loop may run twice without consuming anything; groups keep what they matched
//! last. Patterns that it refuses are refused here. What differs: no pattern takes
//! exponential time and no text overflows the stack.

mod parse;
mod search;

use std::cell::RefCell;
use std::collections::BTreeMap;

/// A compiled pattern.
pub(crate) struct Regex {
    nodes: Vec<Node>,
    start: usize,
    /// How many groups there are, the whole match not counted.
    groups: usize,
    /// How many nodes remember what they found; their numbers are in the nodes.
    branches: usize,
    /// How many loops can run without consuming anything.
    idle_loops: usize,
}

/// What is wrong with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RegexError {
    /// Not a pattern of the language.
    Invalid,
    /// More than a hundred thousand states.
    TooBig,
}

/// A half-open range of the text.
pub(crate) type Span = (usize, usize);

/// A match: the whole, then each group that took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) whole: Span,
    pub(crate) groups: Vec<Option<Span>>,
}

/// A set of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ByteSet([u64; 4]);

impl ByteSet {
    const EMPTY: ByteSet = ByteSet([0; 4]);

    fn of(test: impl Fn(u8) -> bool) -> ByteSet {
        let mut set = ByteSet::EMPTY;
        (0..=255).filter(|&byte| test(byte)).for_each(|byte| set.add(byte));
        set
    }

    fn add(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    fn add_all(&mut self, other: ByteSet) {
        self.0.iter_mut().zip(other.0).for_each(|(word, more)| *word |= more);
    }

    fn inverted(self) -> ByteSet {
        ByteSet(self.0.map(|word| !word))
    }

    fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] & (1 << (byte & 63)) != 0
    }
}

/// A state of the automaton; numbers are indices of other nodes.
#[derive(Clone, Debug)]
enum Node {
    Byte {
        byte: u8,
        next: usize,
    },
    Set {
        set: ByteSet,
        next: usize,
    },
    /// Goes on without consuming.
    Empty {
        next: usize,
    },
    Open {
        group: usize,
        next: usize,
    },
    Close {
        group: usize,
        next: usize,
    },
    LineStart {
        next: usize,
    },
    LineEnd {
        next: usize,
    },
    /// `left|right`
    Either {
        left: usize,
        right: usize,
        branch: usize,
    },
    /// Once more (`body`), or else on (`next`). `idle` numbers the loops that can come back
    /// here without consuming anything.
    Repeat {
        body: usize,
        next: usize,
        branch: usize,
        idle: Option<usize>,
    },
    /// A repetition of one byte set, the common case.
    Run {
        set: ByteSet,
        next: usize,
        branch: usize,
    },
    Accept,
}

/// Patterns that are matched with many texts, each compiled once.
#[derive(Default)]
pub struct Patterns(RefCell<BTreeMap<String, Option<Regex>>>);

impl Patterns {
    /// Whether a pattern matches the whole of a text, as `builtins.match` has it; none if it is no
    /// pattern.
    #[must_use]
    pub fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        let mut known = self.0.borrow_mut();
        if !known.contains_key(pattern) {
            known.insert(pattern.to_owned(), Regex::new(pattern.as_bytes()).ok());
        }
        let regex = known.get(pattern)?.as_ref()?;
        Some(regex.matches(text.as_bytes()).is_some())
    }
}

impl Regex {
    /// Compiles a pattern.
    pub(crate) fn new(pattern: &[u8]) -> Result<Regex, RegexError> {
        parse::parse(pattern)
    }

    /// The groups of a match of the whole text, or `None`.
    pub(crate) fn matches(&self, text: &[u8]) -> Option<Match> {
        search::Search::new(self, text, search::Mode::Whole).from(0)
    }

    /// All matches in turn, as the iterator of the C++ library finds them: after an empty
    /// match a non-empty one is first tried at the same place.
    pub(crate) fn find_all(&self, text: &[u8]) -> Vec<Match> {
        let mut found = Vec::new();
        let mut search = search::Search::new(self, text, search::Mode::Longest);
        let Some(mut last) = search.within(0) else { return found };
        loop {
            let (start, end) = last.whole;
            found.push(last);
            let mut from = end;
            if start == end {
                if end == text.len() {
                    return found;
                }
                if let Some(next) = search.nonempty_at(end) {
                    last = next;
                    continue;
                }
                from += 1;
            }
            search.forget_line_start();
            let Some(next) = search.within(from) else { return found };
            last = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Match, Regex};

    fn all(pattern: &str, text: &str) -> Vec<(usize, usize)> {
        let regex = Regex::new(pattern.as_bytes()).unwrap_or_else(|_| panic!("{pattern}"));
        regex.find_all(text.as_bytes()).iter().map(|it: &Match| it.whole).collect()
    }

    #[test]
    fn an_empty_match_is_followed_by_a_nonempty_one_at_its_place() {
        assert_eq!(all("a*", "baac"), [(0, 0), (1, 3), (3, 3), (4, 4)]);
    }

    #[test]
    fn the_longest_branch_wins() {
        assert_eq!(all("a|ab|abc", "abc"), [(0, 3)]);
    }

    #[test]
    fn time_stays_linear_where_backtracking_is_exponential() {
        let text = "a".repeat(20_000);
        let regex = Regex::new(b"(a|aa)*(a*)*b").unwrap_or_else(|_| panic!("a pattern"));
        assert_eq!(regex.matches(text.as_bytes()), None);
    }
}
