//! Running the automaton: depth first, first choices first, each branch at each position
//! once. What an earlier visit of a branch found cannot be bettered by a later one (an
//! equal match does not replace an earlier one), so that remembering only *whether* it
//! found something keeps the answer and makes the time linear.

use super::{Match, Node, Regex, Span};
use rustc_hash::FxHashMap;

/// What counts as a match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// The text to its end; the first found is the answer.
    Whole,
    /// Any; the longest found is the answer.
    Longest,
}

/// A search in one text.
pub(super) struct Search<'r> {
    regex: &'r Regex,
    text: &'r [u8],
    mode: Mode,
    /// Where `^` holds, if anywhere.
    line_start: Option<usize>,
    /// The start of a match that must not be empty.
    nonempty_from: Option<usize>,
    memory: Memory,
    /// The groups on the way that is being tried.
    groups: Vec<Option<Span>>,
    /// How often each idle loop was entered, and where.
    entered: Vec<(usize, u8)>,
    best: Option<(usize, Vec<Option<Span>>)>,
    todo: Vec<Task>,
}

/// What is left to do when a way has been followed to its end.
enum Task {
    /// The left branch is done: try the right one from here.
    Right {
        key: Key,
        node: usize,
        at: usize,
    },
    /// Both are done; the left one had found something or not.
    Both {
        key: Key,
        left: bool,
    },
    /// A repetition's body is done: put back its count and, if nothing was found, go on.
    Body {
        key: Key,
        node: usize,
        at: usize,
        count: (usize, u8),
    },
    /// A run has been left at `at` without success: leave it one byte earlier.
    Shorter {
        node: usize,
        first: usize,
        at: usize,
    },
    Remember(Key),
    Group {
        group: usize,
        old: Option<Span>,
    },
}

/// A branch at a position; if there are idle loops, with their counts there.
type Key = (usize, u64);

/// A larger table would take more memory than most of the branches it has a cell for.
const LARGEST_TABLE: usize = 64 << 20;

/// What is known of branches at positions.
enum Memory {
    /// Two bits for each: seen, found. And which were touched, to wipe them.
    Table {
        cells: Vec<u8>,
        touched: Vec<usize>,
    },
    Map(FxHashMap<Key, bool>),
}

impl Memory {
    fn get(&self, key: Key) -> Option<bool> {
        match self {
            Memory::Table { cells, .. } => Some(cells[key.0]).filter(|&cell| cell != 0).map(|cell| cell == 2),
            Memory::Map(map) => map.get(&key).copied(),
        }
    }

    fn set(&mut self, key: Key, found: bool) {
        match self {
            Memory::Table { cells, touched } => {
                if cells[key.0] == 0 {
                    touched.push(key.0);
                }
                cells[key.0] = 1 + u8::from(found);
            }
            Memory::Map(map) => {
                map.insert(key, found);
            }
        }
    }

    fn wipe(&mut self) {
        match self {
            Memory::Table { cells, touched } => touched.drain(..).for_each(|at| cells[at] = 0),
            Memory::Map(map) => map.clear(),
        }
    }
}

impl<'r> Search<'r> {
    pub(super) fn new(regex: &'r Regex, text: &'r [u8], mode: Mode) -> Search<'r> {
        let cells = regex.branches.saturating_mul(text.len() + 1);
        let memory = if regex.idle_loops == 0 && cells <= LARGEST_TABLE {
            Memory::Table { cells: vec![0; cells], touched: Vec::new() }
        } else {
            Memory::Map(FxHashMap::default())
        };
        Search {
            regex,
            text,
            mode,
            line_start: Some(0),
            nonempty_from: None,
            memory,
            groups: vec![None; regex.groups],
            entered: vec![(usize::MAX, 0); regex.idle_loops],
            best: None,
            todo: Vec::new(),
        }
    }

    /// From here on `^` holds nowhere.
    pub(super) fn forget_line_start(&mut self) {
        self.line_start = None;
    }

    /// The match that starts exactly here.
    pub(super) fn from(&mut self, at: usize) -> Option<Match> {
        self.run(at);
        self.memory.wipe();
        self.take(at)
    }

    /// The first match that starts here or later.
    pub(super) fn within(&mut self, from: usize) -> Option<Match> {
        self.line_start = self.line_start.map(|_| from);
        let start = (from..=self.text.len()).find(|&at| self.run(at));
        self.memory.wipe();
        self.take(start?)
    }

    /// The match that starts exactly here and is not empty.
    pub(super) fn nonempty_at(&mut self, at: usize) -> Option<Match> {
        self.line_start = self.line_start.map(|_| at);
        self.nonempty_from = Some(at);
        let found = self.from(at);
        self.nonempty_from = None;
        found
    }

    fn take(&mut self, start: usize) -> Option<Match> {
        self.best.take().map(|(end, groups)| Match { whole: (start, end), groups })
    }

    /// Tries one start. Afterwards groups and counts are as before.
    fn run(&mut self, start: usize) -> bool {
        let mut found = self.follow(self.regex.start, start);
        while let Some(task) = self.todo.pop() {
            found = self.unwind(task, found);
        }
        found
    }

    /// Follows first choices from a node until they fail or succeed.
    fn follow(&mut self, mut node: usize, mut at: usize) -> bool {
        loop {
            let step = match &self.regex.nodes[node] {
                Node::Accept => return self.accept(at),
                &Node::Either { left, branch, .. } => {
                    self.either(node, at, branch).map_or(Ok((left, at)), Err)
                }
                Node::Repeat { .. } => self.repeat(node, at),
                Node::Run { .. } => self.run_through(node, at),
                plain => Ok(match self.pass(plain, at) {
                    Some(step) => step,
                    None => return false,
                }),
            };
            match step {
                Ok(step) => (node, at) = step,
                Err(found) => return found,
            }
        }
    }

    /// Passes a node that leads one way at most.
    fn pass(&mut self, node: &Node, at: usize) -> Option<(usize, usize)> {
        match node {
            Node::Byte { byte, next } if self.text.get(at) == Some(byte) => Some((*next, at + 1)),
            Node::Set { set, next } if self.text.get(at).is_some_and(|&byte| set.has(byte)) => {
                Some((*next, at + 1))
            }
            Node::Empty { next } => Some((*next, at)),
            Node::LineStart { next } if self.line_start == Some(at) => Some((*next, at)),
            Node::LineEnd { next } if at == self.text.len() => Some((*next, at)),
            &Node::Open { group, next } => {
                // The end of a group that is still open is never read.
                self.enter(group, (at, at));
                Some((next, at))
            }
            &Node::Close { group, next } => {
                let start = self.groups[group].map_or(at, |(start, _)| start);
                self.enter(group, (start, at));
                Some((next, at))
            }
            _ => None,
        }
    }

    /// Begins a fork; gives what is known of it already.
    fn either(&mut self, node: usize, at: usize, branch: usize) -> Option<bool> {
        let key = self.key(branch, at);
        let known = self.memory.get(key);
        if known.is_none() {
            self.memory.set(key, false);
            self.todo.push(Task::Right { key, node, at });
        }
        known
    }

    /// Begins a repetition: the way to follow, or what is known of it already.
    fn repeat(&mut self, node: usize, at: usize) -> Result<(usize, usize), bool> {
        let Node::Repeat { body, next, branch, idle } = self.regex.nodes[node] else {
            unreachable!("asked for a repetition")
        };
        let key = self.key(branch, at);
        if let Some(found) = self.memory.get(key) {
            return Err(found);
        }
        self.memory.set(key, false);
        match self.once_more(idle, at) {
            Some(count) => {
                self.todo.push(Task::Body { key, node, at, count });
                Ok((body, at))
            }
            None => {
                self.todo.push(Task::Remember(key));
                Ok((next, at))
            }
        }
    }

    /// Runs as far as bytes fit, or up to where a run has been before.
    fn run_through(&mut self, node: usize, first: usize) -> Result<(usize, usize), bool> {
        let Node::Run { set, next, branch } = &self.regex.nodes[node] else {
            unreachable!("asked for a run")
        };
        let mut at = first;
        loop {
            let key = self.key(*branch, at);
            match self.memory.get(key) {
                Some(true) => return Err(true),
                Some(false) if at == first => return Err(false),
                Some(false) => {
                    // Every later way out has failed before.
                    at -= 1;
                    break;
                }
                None => self.memory.set(key, false),
            }
            if !self.text.get(at).is_some_and(|&byte| set.has(byte)) {
                break;
            }
            at += 1;
        }
        self.todo.push(Task::Shorter { node, first, at });
        Ok((*next, at))
    }

    /// Finishes a task, given whether what came after it was found.
    fn unwind(&mut self, task: Task, found: bool) -> bool {
        match task {
            Task::Right { key, node, at } => {
                let Node::Either { right, .. } = self.regex.nodes[node] else {
                    unreachable!("only a fork has a right branch")
                };
                if found && self.mode == Mode::Whole {
                    return true;
                }
                self.todo.push(Task::Both { key, left: found });
                self.follow(right, at)
            }
            Task::Both { key, left } => {
                let found = found || left;
                self.memory.set(key, found);
                found
            }
            Task::Body { key, node, at, count } => {
                let Node::Repeat { next, idle, .. } = self.regex.nodes[node] else {
                    unreachable!("only a repetition has a body")
                };
                if let Some(idle) = idle {
                    self.entered[idle] = count;
                }
                self.todo.push(Task::Remember(key));
                if found { true } else { self.follow(next, at) }
            }
            Task::Shorter { node, first, at } => {
                let Node::Run { next, branch, .. } = self.regex.nodes[node] else {
                    unreachable!("only a run can be shorter")
                };
                if found {
                    // All ways into the run up to here lead to this one.
                    (first..=at).for_each(|at| self.memory.set(self.key(branch, at), true));
                    return true;
                }
                if at == first {
                    return false;
                }
                self.todo.push(Task::Shorter { node, first, at: at - 1 });
                self.follow(next, at - 1)
            }
            Task::Remember(key) => {
                self.memory.set(key, found);
                found
            }
            Task::Group { group, old } => {
                self.groups[group] = old;
                found
            }
        }
    }

    fn enter(&mut self, group: usize, span: Span) {
        let old = self.groups[group].replace(span);
        self.todo.push(Task::Group { group, old });
    }

    fn accept(&mut self, at: usize) -> bool {
        if self.nonempty_from == Some(at) || self.mode == Mode::Whole && at != self.text.len() {
            return false;
        }
        if self.best.as_ref().is_none_or(|(end, _)| *end < at) {
            self.best = Some((at, self.groups.clone()));
        }
        true
    }

    /// Counts an entry of a loop's body, if it may be entered: at one place only twice. Gives
    /// the count before.
    fn once_more(&mut self, idle: Option<usize>, at: usize) -> Option<(usize, u8)> {
        let Some(idle) = idle else { return Some((at, 0)) };
        let old = self.entered[idle];
        let count = if old.0 == at { old.1 } else { 0 };
        if count >= 2 {
            return None;
        }
        self.entered[idle] = (at, count + 1);
        Some(old)
    }

    fn key(&self, branch: usize, at: usize) -> Key {
        let cell = at * self.regex.branches + branch;
        let fold = |sum: u64, &(place, count): &(usize, u8)| {
            // Exact for forty loops; with more it is a hash.
            sum.wrapping_mul(3).wrapping_add(if place == at { u64::from(count) } else { 0 })
        };
        (cell, self.entered.iter().fold(0, fold))
    }
}
