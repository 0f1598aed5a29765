//! Pattern text → automaton. Accepts what GCC's `std::regex::extended` accepts.

use super::{ByteSet, Node, Regex, RegexError};

/// The bytes that mean something outside brackets, and that a backslash makes plain.
const SPECIAL: &[u8] = b".[\\()*+?{|^$";

/// The limit on states, GCC's own.
const MOST_STATES: usize = 100_000;

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

/// Putting pieces together.
impl Parser<'_> {
    fn add(&mut self, node: Node) -> Parsed<usize> {
        if self.nodes.len() >= MOST_STATES {
            return Err(RegexError::TooBig);
        }
        self.nodes.push(node);
        Ok(self.nodes.len() - 1)
    }

    fn one(&mut self, node: Node) -> Parsed<Piece> {
        let at = self.add(node)?;
        Ok(Piece { start: at, end: at, low: at })
    }

    fn link(&mut self, from: usize, to: usize) {
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

    fn join(&mut self, first: Option<Piece>, second: Piece) -> Piece {
        let Some(first) = first else { return second };
        self.link(first.end, second.start);
        Piece { start: first.start, end: second.end, low: first.low }
    }

    fn settle_atom(&mut self, level: &mut Level) {
        if let Some(atom) = level.atom.take() {
            level.sequence = Some(self.join(level.sequence, atom));
        }
    }

    fn put_atom(&mut self, level: &mut Level, piece: Piece) {
        self.settle_atom(level);
        level.atom = Some(piece);
    }

    /// An assertion is no atom: it cannot be repeated.
    fn put_assertion(&mut self, level: &mut Level, node: Node) -> Parsed<()> {
        self.settle_atom(level);
        let piece = self.one(node)?;
        level.sequence = Some(self.join(level.sequence, piece));
        Ok(())
    }

    fn end_branch(&mut self, level: &mut Level) -> Parsed<()> {
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

    fn end_level(&mut self, mut level: Level) -> Parsed<Piece> {
        self.end_branch(&mut level)?;
        let piece = level.branches.unwrap_or_else(|| unreachable!("a branch has just ended"));
        Ok(Piece { low: level.low, ..piece })
    }

    fn close(&mut self, level: Level) -> Parsed<Piece> {
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
    fn repeated(&mut self, sign: u8, atom: Piece) -> Parsed<Piece> {
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

/// Bracket expressions.
impl Parser<'_> {
    /// What stands between `[` and `]`, the opening bracket being read already.
    fn bracket(&mut self) -> Parsed<ByteSet> {
        /// What the last item was: only a single byte can begin a range.
        enum Last {
            Nothing,
            Byte(u8),
            Class,
        }
        let negated = self.rest.first() == Some(&b'^');
        if negated {
            self.next();
        }
        let mut set = ByteSet::EMPTY;
        let mut last = Last::Nothing;
        let mut first = true;
        loop {
            let at_start = std::mem::replace(&mut first, false);
            let item = self.item(at_start)?;
            match item {
                Item::End => break,
                Item::Byte(byte) => {
                    set.add(byte);
                    last = Last::Byte(byte);
                }
                Item::Class(class) => {
                    set.add_all(class);
                    last = Last::Class;
                }
                Item::Dash if at_start => {
                    set.add(b'-');
                    last = Last::Byte(b'-');
                }
                Item::Dash => match (self.item(false)?, last) {
                    (Item::End, _) => {
                        set.add(b'-');
                        break;
                    }
                    (Item::Byte(high), Last::Byte(low)) => {
                        set.add_all(range(low, high)?);
                        last = Last::Nothing;
                    }
                    (Item::Dash, Last::Byte(low)) => {
                        set.add_all(range(low, b'-')?);
                        last = Last::Nothing;
                    }
                    _ => return Err(RegexError::Invalid),
                },
            }
        }
        Ok(if negated { set.inverted() } else { set })
    }

    fn item(&mut self, at_start: bool) -> Parsed<Item> {
        Ok(match self.next().ok_or(RegexError::Invalid)? {
            b'-' => Item::Dash,
            b']' if !at_start => Item::End,
            b'[' => match *self.rest.first().ok_or(RegexError::Invalid)? {
                mark @ (b':' | b'.' | b'=') => self.named_item(mark)?,
                _ => Item::Byte(b'['),
            },
            byte => Item::Byte(byte),
        })
    }

    /// `[:alpha:]`, `[.space.]`, `[=a=]`; the first bracket being read already.
    fn named_item(&mut self, mark: u8) -> Parsed<Item> {
        self.next();
        let length = self.rest.iter().position(|&byte| byte == mark).ok_or(RegexError::Invalid)?;
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest.get(1..).and_then(|rest| rest.strip_prefix(b"]")).ok_or(RegexError::Invalid)?;
        Ok(match mark {
            b':' => Item::Class(class(name).ok_or(RegexError::Invalid)?),
            b'.' => Item::Byte(collating(name).ok_or(RegexError::Invalid)?),
            _ => {
                let byte = collating(name).ok_or(RegexError::Invalid)?;
                Item::Class(ByteSet::of(|it| it.eq_ignore_ascii_case(&byte)))
            }
        })
    }
}

/// An item of a bracket expression.
enum Item {
    End,
    Dash,
    Byte(u8),
    Class(ByteSet),
}

/// Bytes are compared as C++ compares `char`: with a sign.
fn range(low: u8, high: u8) -> Parsed<ByteSet> {
    let (low, high) = (low.cast_signed(), high.cast_signed());
    if low > high {
        return Err(RegexError::Invalid);
    }
    Ok(ByteSet::of(|byte| (low..=high).contains(&byte.cast_signed())))
}

/// The bytes of a class, in the C locale. Names are taken in any case, as GCC does.
fn class(name: &[u8]) -> Option<ByteSet> {
    let test: fn(u8) -> bool = match name.to_ascii_lowercase().as_slice() {
        b"alnum" => |byte| byte.is_ascii_alphanumeric(),
        b"alpha" => |byte| byte.is_ascii_alphabetic(),
        b"blank" => |byte| matches!(byte, b' ' | b'\t'),
        b"cntrl" => |byte| byte.is_ascii_control(),
        b"d" | b"digit" => |byte| byte.is_ascii_digit(),
        b"graph" => |byte| byte.is_ascii_graphic(),
        b"lower" => |byte| byte.is_ascii_lowercase(),
        b"print" => |byte| byte == b' ' || byte.is_ascii_graphic(),
        b"punct" => |byte| byte.is_ascii_punctuation(),
        b"s" | b"space" => |byte| matches!(byte, b' ' | b'\t'..=b'\r'),
        b"upper" => |byte| byte.is_ascii_uppercase(),
        b"w" => |byte| byte == b'_' || byte.is_ascii_alphanumeric(),
        b"xdigit" => |byte| byte.is_ascii_hexdigit(),
        _ => return None,
    };
    Some(ByteSet::of(test))
}

/// The POSIX names of the characters before the digits, of those between the letters, and so on.
const COLLATING: [(u8, &str); 5] = [
    (
        0,
        "NUL SOH STX ETX EOT ENQ ACK alert backspace tab newline vertical-tab form-feed carriage-return SO SI DLE DC1 \
         DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC IS4 IS3 IS2 IS1 space exclamation-mark quotation-mark number-sign \
         dollar-sign percent-sign ampersand apostrophe left-parenthesis right-parenthesis asterisk plus-sign comma \
         hyphen period slash zero one two three four five six seven eight nine colon semicolon less-than-sign \
         equals-sign greater-than-sign question-mark commercial-at",
    ),
    (b'A', "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"),
    (b'[', "left-square-bracket backslash right-square-bracket circumflex underscore grave-accent"),
    (b'a', "a b c d e f g h i j k l m n o p q r s t u v w x y z"),
    (b'{', "left-curly-bracket vertical-line right-curly-bracket tilde DEL"),
];

fn collating(name: &[u8]) -> Option<u8> {
    COLLATING.iter().find_map(|(first, names)| {
        let at = names.split_ascii_whitespace().position(|it| it.as_bytes() == name)?;
        Some(first + u8::try_from(at).ok()?)
    })
}

/// The last touches: short cuts and numbers.
impl Parser<'_> {
    fn finish(mut self, start: usize) -> Regex {
        self.shorten_runs();
        let mut branches = 0;
        let mut idle_loops = 0;
        let mut seen = vec![OPEN; self.nodes.len()];
        for at in 0..self.nodes.len() {
            let idles = self.is_idle(at, &mut seen);
            match &mut self.nodes[at] {
                Node::Repeat { branch, idle, .. } => {
                    *branch = branches;
                    branches += 1;
                    if idles {
                        *idle = Some(idle_loops);
                        idle_loops += 1;
                    }
                }
                Node::Either { branch, .. } | Node::Run { branch, .. } => {
                    *branch = branches;
                    branches += 1;
                }
                _ => {}
            }
        }
        Regex { nodes: self.nodes, start, groups: self.groups, branches, idle_loops }
    }

    /// Loops over a single byte become runs.
    fn shorten_runs(&mut self) {
        for at in 0..self.nodes.len() {
            let Node::Repeat { body, next, .. } = self.nodes[at] else { continue };
            let set = match self.nodes[body] {
                Node::Byte { byte, next } if next == at => ByteSet::of(|it| it == byte),
                Node::Set { set, next } if next == at => set,
                _ => continue,
            };
            self.nodes[at] = Node::Run { set, next, branch: 0 };
        }
    }

    /// Whether a repetition can come back to itself through its body and consume nothing.
    /// What it sees it marks with its own number.
    fn is_idle(&self, at: usize, seen: &mut [usize]) -> bool {
        let Node::Repeat { body, .. } = self.nodes[at] else { return false };
        let mut todo = vec![body];
        while let Some(node) = todo.pop() {
            if node == at {
                return true;
            }
            if node == OPEN || std::mem::replace(&mut seen[node], at) == at {
                continue;
            }
            match self.nodes[node] {
                Node::Byte { .. } | Node::Set { .. } | Node::Accept => {}
                Node::Empty { next }
                | Node::Open { next, .. }
                | Node::Close { next, .. }
                | Node::LineStart { next }
                | Node::LineEnd { next }
                | Node::Run { next, .. } => todo.push(next),
                Node::Either { left, right, .. } => todo.extend([left, right]),
                Node::Repeat { body, next, .. } => todo.extend([body, next]),
            }
        }
        false
    }
}
