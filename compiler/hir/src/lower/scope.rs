//! Names to what they are bound to: slots of frames, `with` sets, the global scope.

use super::Lowering;
use crate::{
    Expr, NameId, WithId, WithLookup,
    globals::{EMBEDDED_GLOBAL, GLOBALS, is_global},
};
use fedic_diagnostics::{NodeId, problem::scope::ScopeProblem, similar};
use rustc_hash::FxHashMap;

/// A frame around an expression, as far as names go.
pub(super) enum Frame {
    /// Names by slot. Frames of hidden slots alone have none.
    Names(FxHashMap<NameId, u32>),
    /// The set of a `with`, or of `scopedImport` if outermost.
    Set,
}

impl Lowering {
    /// The expression that a variable stands for; reports it if it is bound nowhere.
    pub(super) fn variable(&mut self, name: NameId, at: NodeId) -> Expr {
        let found = self.resolve(name);
        if let Expr::Undefined(_) = found {
            let text = self.name_text(name).to_owned();
            let similar = similar(&text, self.names_in_scope());
            self.problem(ScopeProblem::UndefinedVariable { at: self.place(at), name: text, similar });
        }
        found
    }

    pub(super) fn resolve(&mut self, name: NameId) -> Expr {
        let mut withs = Vec::new();
        for (depth, frame) in self.frames.iter().rev().enumerate() {
            let depth = frame_depth(depth);
            match frame {
                Frame::Names(names) => {
                    if let Some(&slot) = names.get(&name) {
                        return Expr::Local { depth, slot };
                    }
                }
                Frame::Set => withs.push(depth),
            }
        }
        let scope = if self.dialect.scoped { withs.pop() } else { None };
        let text = self.name_text(name);
        let global = is_global(text) || (self.dialect.embedded && text == EMBEDDED_GLOBAL);
        match scope {
            None if global => Expr::Global(name),
            None if withs.is_empty() => Expr::Undefined(name),
            None => self.with_lookup(name, withs),
            Some(scope) if global => self.with_lookup(name, vec![scope]),
            Some(scope) => {
                withs.insert(0, scope);
                self.with_lookup(name, withs)
            }
        }
    }

    fn with_lookup(&mut self, name: NameId, depths: Vec<u16>) -> Expr {
        let id = WithId(super::index(self.body.withs.len()));
        self.body.withs.push(WithLookup { name, depths });
        Expr::With(id)
    }

    /// All names that could have been meant, sorted; internal ones (`__add`) left out.
    fn names_in_scope(&self) -> Vec<&str> {
        let mut names: Vec<&str> = GLOBALS.iter().copied().filter(|name| !name.starts_with("__")).collect();
        for frame in &self.frames {
            if let Frame::Names(bound) = frame {
                names.extend(bound.keys().map(|&name| self.name_text(name)));
            }
        }
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// Frames nest no deeper than expressions do, which is bounded far below this.
fn frame_depth(depth: usize) -> u16 {
    u16::try_from(depth).unwrap_or(u16::MAX)
}
