//! The table of builtins. To add one, add a line to the list of its topic's file; to add a
//! topic, add its file and a line to `TOPICS`. Nothing else knows them by name.

mod control;
pub(crate) mod store;

use crate::{Attrs, Evaluator, Partial, Position, Res, Slot, State, Sym, Symbols, Value};
use bumpalo::Bump;

/// A builtin: a function, or a value where the arity is zero.
pub(crate) struct BuiltinDef {
    /// As a member of `builtins`.
    pub(crate) name: &'static str,
    pub(crate) arity: u8,
    /// The slots are as many as the arity, and not yet forced.
    pub(crate) run: for<'a> fn(&'a Evaluator<'a>, &'a [Slot<'a>]) -> Res<'a>,
    /// Whether the name is visible without `builtins.`; the others are there as `__name`.
    pub(crate) global: bool,
}

/// All builtins, topic by topic.
const TOPICS: &[&[BuiltinDef]] = &[control::BUILTINS, store::BUILTINS];

/// The builtins of one evaluation, and its global scope.
pub(crate) struct BuiltinTable<'a> {
    defs: &'a [&'static BuiltinDef],
    /// By symbol: the names of the global scope.
    globals: &'a [Option<&'a Slot<'a>>],
}

impl<'a> BuiltinTable<'a> {
    pub(crate) fn new(arena: &'a Bump, symbols: &Symbols<'a>) -> BuiltinTable<'a> {
        let mut defs: Vec<&'static BuiltinDef> = TOPICS.iter().flat_map(|topic| topic.iter()).collect();
        defs.sort_by_key(|def| def.name);
        let mut members: Vec<(Sym, State<'a>, bool)> = Vec::new();
        for (index, def) in (0..).zip(&defs) {
            let function = Value::Builtin(index);
            let state = match def.arity {
                0 => State::Apply(arena.alloc(Partial { function, arguments: &[] })),
                _ => State::Ready(function),
            };
            members.push((symbols.intern(def.name), state, def.global));
        }
        for (name, value) in
            [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)]
        {
            members.push((symbols.intern(name), State::Ready(value), true));
        }
        members.push((symbols.intern("builtins"), State::Running, true));
        members.sort_by_key(|member| member.0);

        let slots: &'a [Slot<'a>] =
            arena.alloc_slice_fill_iter(members.iter().map(|member| Slot::new(member.1)));
        let names = arena.alloc_slice_fill_iter(members.iter().map(|member| member.0));
        let set = Value::Attrs(arena.alloc(Attrs { names, slots, positions: &[] as &[Position] }));
        let mut globals = Vec::new();
        for (slot, &(name, state, global)) in slots.iter().zip(&members) {
            if matches!(state, State::Running) {
                slot.set(State::Ready(set));
            }
            let visible = if global { name } else { symbols.intern(&format!("__{}", symbols.text(name))) };
            if globals.len() <= visible.0 as usize {
                globals.resize(visible.0 as usize + 1, None);
            }
            globals[visible.0 as usize] = Some(slot);
        }
        BuiltinTable { defs: arena.alloc_slice_copy(&defs), globals: arena.alloc_slice_copy(&globals) }
    }

    /// A builtin by its index.
    pub(crate) fn get(&self, index: u16) -> &'static BuiltinDef {
        self.defs[usize::from(index)]
    }

    /// A name of the global scope.
    pub(crate) fn global(&self, name: Sym) -> Option<&'a Slot<'a>> {
        self.globals.get(name.0 as usize).copied().flatten()
    }
}
