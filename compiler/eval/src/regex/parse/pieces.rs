//! Pieces of the automaton put together: in a row, side by side, repeated.

use super::{Level, OPEN, Parsed, Parser, Piece};
use crate::regex::{Node, RegexError};

/// The limit on states, GCC's own.
const MOST_STATES: usize = 100_000;

impl Parser<'_> {
    pub(super) fn add(&mut self, node: Node) -> Parsed<usize> {
        if self.nodes.len() >= MOST_STATES {
            return Err(RegexError::TooBig);
        }
        self.nodes.push(node);
        Ok(self.nodes.len() - 1)
    }

    pub(super) fn one(&mut self, node: Node) -> Parsed<Piece> {
        let at = self.add(node)?;
        Ok(Piece { start: at, end: at, low: at })
    }

    pub(super) fn link(&mut self, from: usize, to: usize) {
        match &mut self.nodes[from] {
            Node::Byte { next, .. }
            | Node::Set { next, .. }
            | Node::Empty { next }
            | Node::Open { next, .. }
            | Node::Close { next, .. }
            | Node::LineStart { next }
            | Node::LineEnd { next }
            | Node::Repeat { next, .. }
            | Node::Run { next, .. } => *next = to,
            Node::Either { .. } | Node::Accept => unreachable!("no piece ends in a fork or the end"),
        }
    }

    pub(super) fn join(&mut self, first: Option<Piece>, second: Piece) -> Piece {
        let Some(first) = first else { return second };
        self.link(first.end, second.start);
        Piece { start: first.start, end: second.end, low: first.low }
    }

    pub(super) fn settle_atom(&mut self, level: &mut Level) {
        if let Some(atom) = level.atom.take() {
            level.sequence = Some(self.join(level.sequence, atom));
        }
    }

    pub(super) fn put_atom(&mut self, level: &mut Level, piece: Piece) {
        self.settle_atom(level);
        level.atom = Some(piece);
    }

    /// An assertion is no atom: it cannot be repeated.
    pub(super) fn put_assertion(&mut self, level: &mut Level, node: Node) -> Parsed<()> {
        self.settle_atom(level);
        let piece = self.one(node)?;
        level.sequence = Some(self.join(level.sequence, piece));
        Ok(())
    }

    pub(super) fn end_branch(&mut self, level: &mut Level) -> Parsed<()> {
        self.settle_atom(level);
        let right = match level.sequence.take() {
            Some(piece) => piece,
            None => self.one(Node::Empty { next: OPEN })?,
        };
        level.branches = Some(match level.branches {
            None => right,
            Some(left) => {
                let end = self.add(Node::Empty { next: OPEN })?;
                self.link(left.end, end);
                self.link(right.end, end);
                let start = self.add(Node::Either { left: left.start, right: right.start, branch: 0 })?;
                Piece { start, end, low: left.low }
            }
        });
        Ok(())
    }

    pub(super) fn end_level(&mut self, mut level: Level) -> Parsed<Piece> {
        self.end_branch(&mut level)?;
        let piece = level.branches.unwrap_or_else(|| unreachable!("a branch has just ended"));
        Ok(Piece { low: level.low, ..piece })
    }

    pub(super) fn close(&mut self, level: Level) -> Parsed<Piece> {
        let (group, low) = (level.group - 1, level.low);
        let inner = self.end_level(level)?;
        let open = self.add(Node::Open { group, next: inner.start })?;
        let close = self.add(Node::Close { group, next: OPEN })?;
        self.link(inner.end, close);
        Ok(Piece { start: open, end: close, low })
    }
}

/// Repetitions.
impl Parser<'_> {
    pub(super) fn repeated(&mut self, sign: u8, atom: Piece) -> Parsed<Piece> {
        match sign {
            b'*' => self.star(atom),
            b'+' => {
                let again = self.repeat(atom.start)?;
                self.link(atom.end, again);
                Ok(Piece { end: again, ..atom })
            }
            b'?' => {
                let end = self.add(Node::Empty { next: OPEN })?;
                let start = self.repeat(atom.start)?;
                self.link(atom.end, end);
                self.link(start, end);
                Ok(Piece { start, end, low: atom.low })
            }
            _ => self.interval(atom),
        }
    }

    fn repeat(&mut self, body: usize) -> Parsed<usize> {
        self.add(Node::Repeat { body, next: OPEN, branch: 0, idle: None })
    }

    fn star(&mut self, atom: Piece) -> Parsed<Piece> {
        let again = self.repeat(atom.start)?;
        self.link(atom.end, again);
        Ok(Piece { start: again, end: again, low: atom.low })
    }

    /// `{2}`, `{2,}`, `{2,5}`: copies, the brace being read already.
    fn interval(&mut self, atom: Piece) -> Parsed<Piece> {
        let least = self.number().ok_or(RegexError::Invalid)?;
        let most = match self.next() {
            Some(b'}') => Some(least),
            Some(b',') => {
                let most = self.number();
                if self.next() != Some(b'}') {
                    return Err(RegexError::Invalid);
                }
                most
            }
            _ => return Err(RegexError::Invalid),
        };
        if most.is_some_and(|most| most < least) {
            return Err(RegexError::Invalid);
        }
        let high = self.nodes.len();
        let head = self.add(Node::Empty { next: OPEN })?;
        let mut piece = Piece { start: head, end: head, low: head };
        for _ in 0..least {
            let copy = self.copy(atom, high)?;
            piece = self.join(Some(piece), copy);
        }
        let Some(most) = most else {
            let copy = self.copy(atom, high)?;
            let star = self.star(copy)?;
            return Ok(self.join(Some(piece), star));
        };
        let end = self.add(Node::Empty { next: OPEN })?;
        for _ in least..most {
            let copy = self.copy(atom, high)?;
            let fork = self.repeat(copy.start)?;
            self.link(fork, end);
            self.link(piece.end, fork);
            piece.end = copy.end;
        }
        self.link(piece.end, end);
        Ok(Piece { end, ..piece })
    }

    fn number(&mut self) -> Option<u64> {
        let digits = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = self.rest.split_at(digits);
        self.rest = rest;
        let value = |sum: u64, &digit: &u8| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
        (digits > 0).then(|| number.iter().fold(0, value))
    }

    /// A copy of a piece whose nodes lie below `high`.
    fn copy(&mut self, piece: Piece, high: usize) -> Parsed<Piece> {
        let base = self.nodes.len();
        let moved = |at: usize| if at == OPEN || at < piece.low { OPEN } else { at - piece.low + base };
        for at in piece.low..high {
            let mut node = self.nodes[at].clone();
            match &mut node {
                Node::Either { left, right, .. } => (*left, *right) = (moved(*left), moved(*right)),
                Node::Repeat { body, next, .. } => (*body, *next) = (moved(*body), moved(*next)),
                Node::Byte { next, .. }
                | Node::Set { next, .. }
                | Node::Empty { next }
                | Node::Open { next, .. }
                | Node::Close { next, .. }
                | Node::LineStart { next }
                | Node::LineEnd { next }
                | Node::Run { next, .. } => *next = moved(*next),
                Node::Accept => {}
            }
            self.add(node)?;
        }
        Ok(Piece { start: moved(piece.start), end: moved(piece.end), low: base })
    }
}
