//! Pattern text → automaton. Accepts what GCC's `std::regex::extended` accepts.

mod bracket;
mod finish;
mod pieces;

use super::{ByteSet, Node, Regex, RegexError};

/// The bytes that mean something outside brackets, and that a backslash makes plain.
const SPECIAL: &[u8] = b".[\\()*+?{|^$";

/// An edge to nowhere yet.
const OPEN: usize = usize::MAX;

type Parsed<T> = Result<T, RegexError>;

/// A piece of the automaton: where it begins, and the node whose `next` is open.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
    /// The first of its nodes; they run to the last made when it was finished.
    low: usize,
}

/// What is being read inside one pair of parentheses.
struct Level {
    group: usize,
    low: usize,
    /// The branches of `|` so far.
    branches: Option<Piece>,
    /// The pieces of the present branch so far.
    sequence: Option<Piece>,
    /// What a repetition would repeat: the last atom.
    atom: Option<Piece>,
}

struct Parser<'p> {
    rest: &'p [u8],
    nodes: Vec<Node>,
    groups: usize,
}

/// Parses a pattern.
pub(super) fn parse(pattern: &[u8]) -> Parsed<Regex> {
    let mut parser = Parser { rest: pattern, nodes: Vec::new(), groups: 0 };
    let piece = parser.pattern()?;
    let accept = parser.add(Node::Accept)?;
    parser.link(piece.end, accept);
    Ok(parser.finish(piece.start))
}

impl Parser<'_> {
    fn next(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    fn pattern(&mut self) -> Parsed<Piece> {
        let mut levels = Vec::new();
        let mut level = self.level(0);
        while let Some(byte) = self.next() {
            match byte {
                b'(' => {
                    self.groups += 1;
                    let inner = self.level(self.groups);
                    levels.push(std::mem::replace(&mut level, inner));
                }
                b')' => {
                    let outer = levels.pop().ok_or(RegexError::Invalid)?;
                    let inner = std::mem::replace(&mut level, outer);
                    let piece = self.close(inner)?;
                    self.put_atom(&mut level, piece);
                }
                b'|' => self.end_branch(&mut level)?,
                b'*' | b'+' | b'?' | b'{' => {
                    let atom = level.atom.ok_or(RegexError::Invalid)?;
                    level.atom = Some(self.repeated(byte, atom)?);
                }
                b'^' => self.put_assertion(&mut level, Node::LineStart { next: OPEN })?,
                b'$' => self.put_assertion(&mut level, Node::LineEnd { next: OPEN })?,
                _ => {
                    let node = self.single(byte)?;
                    let piece = self.one(node)?;
                    self.put_atom(&mut level, piece);
                }
            }
        }
        if levels.is_empty() { self.end_level(level) } else { Err(RegexError::Invalid) }
    }

    fn level(&self, group: usize) -> Level {
        Level { group, low: self.nodes.len(), branches: None, sequence: None, atom: None }
    }

    /// What matches a single byte and begins with this one.
    fn single(&mut self, byte: u8) -> Parsed<Node> {
        Ok(match byte {
            b'.' => Node::Set { set: ByteSet::of(|byte| byte != 0), next: OPEN },
            b'[' => Node::Set { set: self.bracket()?, next: OPEN },
            b'\\' => {
                let byte = self.next().filter(|byte| SPECIAL.contains(byte)).ok_or(RegexError::Invalid)?;
                Node::Byte { byte, next: OPEN }
            }
            byte => Node::Byte { byte, next: OPEN },
        })
    }
}
