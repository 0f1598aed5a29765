//! The last touches to an automaton: short cuts for the common loops, numbers for branches and
//! for the loops that can run without consuming anything.

use super::{OPEN, Parser};
use crate::regex::{ByteSet, Node, Regex};

impl Parser<'_> {
    pub(super) fn finish(mut self, start: usize) -> Regex {
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
