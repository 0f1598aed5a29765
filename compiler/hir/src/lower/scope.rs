//! Names to what they are bound to: slots of frames, `with` sets, the global scope.

use super::Lowering;
use crate::{
    Expr, NameId, WithId, WithLookup,
    globals::{EMBEDDED_GLOBAL, GLOBALS, is_global},
};
use fedic_diagnostics::{NodeId, problem::scope::ScopeProblem, similar};
use rustc_hash::FxHashMap;

/// Names with their slots. Few are looked for one by one, many in a table.
#[derive(Default)]
pub(super) struct Slots {
    each: Vec<(NameId, u32)>,
    /// All of them, if they are many.
    many: FxHashMap<NameId, u32>,
}

/// Names that are looked at for those that may have been meant, in one file.
const MAX_COMPARED: usize = 300_000;
/// The sets of `with` that all variables of a file may be looked for in, together: each variable
/// knows all of those around it, so a text could ask for more memory than there is.
const MAX_WITH_DEPTHS: usize = 30_000_000;

/// As many names as are looked for one by one.
const FEW: usize = 8;

impl Slots {
    /// The slot of a name; of several, the one given last.
    pub(super) fn get(&self, name: NameId) -> Option<u32> {
        if self.many.is_empty() {
            self.each.iter().rev().find(|(it, _)| *it == name).map(|(_, slot)| *slot)
        } else {
            self.many.get(&name).copied()
        }
    }

    /// Gives a name a slot.
    pub(super) fn insert(&mut self, name: NameId, slot: u32) {
        self.each.push((name, slot));
        if self.each.len() == FEW + 1 {
            self.many.extend(self.each.iter().copied());
        } else if self.each.len() > FEW {
            self.many.insert(name, slot);
        }
    }

    fn names(&self) -> impl Iterator<Item = NameId> {
        self.each.iter().map(|(name, _)| *name)
    }
}

/// A frame around an expression, as far as names go.
pub(super) enum Frame {
    /// Names by slot. Frames of hidden slots alone have none.
    Names(Slots),
    /// The set of a `with`, or of `scopedImport` if outermost.
    Set,
}

impl Lowering {
    /// The expression that a variable stands for; reports it if it is bound nowhere.
    pub(super) fn variable(&mut self, name: NameId, at: NodeId) -> Expr {
        let found = self.resolve(name, at);
        if let Expr::Undefined(_) = found {
            let text = self.name_text(name).to_owned();
            let similar = self.similar_in_scope(&text);
            self.problem(ScopeProblem::UndefinedVariable { at: self.place(at), name: text, similar });
        }
        found
    }

    /// Likewise; one that is bound nowhere is no fault.
    pub(super) fn resolve(&mut self, name: NameId, at: NodeId) -> Expr {
        let mut withs = Vec::new();
        for (depth, frame) in self.frames.iter().rev().enumerate() {
            let depth = frame_depth(depth);
            match frame {
                Frame::Names(names) => {
                    if let Some(slot) = names.get(name) {
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
            None => self.with_lookup(name, at, withs),
            Some(scope) if global => self.with_lookup(name, at, vec![scope]),
            Some(scope) => {
                withs.insert(0, scope);
                self.with_lookup(name, at, withs)
            }
        }
    }

    fn with_lookup(&mut self, name: NameId, at: NodeId, depths: Vec<u16>) -> Expr {
        let before = self.with_depths;
        self.with_depths += depths.len();
        if self.with_depths > MAX_WITH_DEPTHS {
            // Told of once.
            if before <= MAX_WITH_DEPTHS {
                self.problem(ScopeProblem::TooDeep { at: self.place(at) });
            }
            return Expr::Missing;
        }
        let id = WithId(super::index(self.body.withs.len()));
        self.body.withs.push(WithLookup { name, depths: depths.into() });
        Expr::With(id)
    }

    /// Names in scope that are like this one, as long as not too many have been looked at in this
    /// file: a text of nothing but unknown names should not take longer than one that is right.
    fn similar_in_scope(&mut self, text: &str) -> Vec<String> {
        if self.compared > MAX_COMPARED {
            return Vec::new();
        }
        let names = self.names_in_scope();
        let (many, similar) = (names.len(), similar(text, names));
        self.compared += many + self.frames.len();
        similar
    }

    /// All names that could have been meant, sorted; internal ones (`__add`) left out.
    fn names_in_scope(&self) -> Vec<&str> {
        let mut names: Vec<&str> = GLOBALS.iter().copied().filter(|name| !name.starts_with("__")).collect();
        for frame in &self.frames {
            if let Frame::Names(bound) = frame {
                names.extend(bound.names().map(|name| self.name_text(name)));
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
