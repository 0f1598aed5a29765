//! The table of builtins. To add one, add a line to the list of its topic's file; to add a
//! topic, add its file and a line to `TOPICS`. Which of their names are seen, and how, is in
//! `fedic_hir::globals`; nothing else knows them by name.

mod attrs;
mod closure;
pub(crate) mod context;
mod control;
mod data;
mod derivations;
mod fetching;
mod files;
mod flakes;
mod hashes;
mod lists;
mod numbers;
mod order;
mod patterns;
mod positions;
pub(crate) mod store;
mod strings;
mod types;
mod versions;

use crate::attrs::Shape;
use crate::value::Builtin;
use crate::{Attrs, Error, ErrorKind, Evaluator, Failure, Partial, Res, Slot, State, Sym, Symbols, Value};
use bumpalo::Bump;
use fedic_hir::globals::is_global;

/// As many slots as the builtin's arity, not yet forced.
type Arguments<'a> = &'a [Slot<'a>];

/// A builtin: a function, or a value where the arity is zero.
pub(crate) struct BuiltinDef {
    /// As a member of `builtins`.
    pub(crate) name: &'static str,
    pub(crate) arity: u8,
    pub(crate) run: for<'a> fn(&'a Evaluator<'a>, Arguments<'a>) -> Res<'a>,
}

/// A builtin of this name.
const fn function(
    name: &'static str,
    arity: u8,
    run: for<'a> fn(&'a Evaluator<'a>, Arguments<'a>) -> Res<'a>,
) -> BuiltinDef {
    BuiltinDef { name, arity, run }
}

/// An error in Nix's words.
fn fault(message: impl Into<String>) -> Failure {
    Error::new(ErrorKind::Evaluation, message)
}

/// All builtins, topic by topic.
const TOPICS: &[&[BuiltinDef]] = &[
    attrs::BUILTINS,
    closure::BUILTINS,
    context::BUILTINS,
    control::BUILTINS,
    data::BUILTINS,
    derivations::BUILTINS,
    fetching::BUILTINS,
    files::BUILTINS,
    flakes::BUILTINS,
    hashes::BUILTINS,
    lists::BUILTINS,
    numbers::BUILTINS,
    order::BUILTINS,
    patterns::BUILTINS,
    positions::BUILTINS,
    store::BUILTINS,
    strings::BUILTINS,
    types::BUILTINS,
    versions::BUILTINS,
];

/// Those that tell of the machine.
const IMPURE: [&str; 2] = ["currentSystem", "currentTime"];

/// The builtins of one evaluation, and its global scope.
pub(crate) struct BuiltinTable<'a> {
    defs: &'a [&'static BuiltinDef],
    /// By symbol: the names of the global scope.
    globals: &'a [Option<&'a Slot<'a>>],
}

impl<'a> BuiltinTable<'a> {
    /// Without those that tell of the machine, if pure.
    pub(crate) fn new(arena: &'a Bump, symbols: &Symbols<'a>, pure: bool) -> BuiltinTable<'a> {
        let mut defs: Vec<&'static BuiltinDef> = TOPICS.iter().flat_map(|topic| topic.iter()).collect();
        defs.sort_by_key(|def| def.name);
        let mut members: Vec<(Sym, State<'a>, Option<String>)> = Vec::new();
        let mut add = |name: &str, state| {
            let prefixed = (!is_global(name)).then(|| format!("__{name}"));
            // What is global under neither name is the evaluator's alone.
            if prefixed.as_ref().is_none_or(|name| is_global(name)) {
                members.push((symbols.intern(name), state, prefixed));
            }
        };
        let is_seen = |def: &BuiltinDef| !(pure && IMPURE.contains(&def.name));
        for (index, def) in (0..).zip(&defs).filter(|(_, def)| is_seen(def)) {
            let function = Value::Builtin(Builtin { index, copy: 0 });
            add(
                def.name,
                match def.arity {
                    0 => State::Apply(arena.alloc(Partial { function, arguments: &[] })),
                    _ => State::Ready(function),
                },
            );
        }
        for (name, value) in
            [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)]
        {
            add(name, State::Ready(value));
        }
        add("builtins", State::Running);
        members.sort_by_key(|member| member.0);

        let slots: &'a [Slot<'a>] =
            arena.alloc_slice_fill_iter(members.iter().map(|member| Slot::new(member.1)));
        let names = arena.alloc_slice_fill_iter(members.iter().map(|member| member.0));
        let set = Value::Attrs(arena.alloc(Attrs::new(arena.alloc(Shape::new(names, &[])), slots)));
        let mut globals = Vec::new();
        for (slot, (name, state, prefixed)) in slots.iter().zip(&members) {
            if matches!(state, State::Running) {
                slot.set(State::Ready(set));
            }
            let visible = prefixed.as_ref().map_or(*name, |name| symbols.intern(name));
            if globals.len() <= visible.0 as usize {
                globals.resize(visible.0 as usize + 1, None);
            }
            globals[visible.0 as usize] = Some(slot);
        }
        BuiltinTable { defs: arena.alloc_slice_copy(&defs), globals: arena.alloc_slice_copy(&globals) }
    }

    /// What a builtin is.
    pub(crate) fn get(&self, builtin: Builtin) -> &'static BuiltinDef {
        self.defs[usize::from(builtin.index)]
    }

    /// A builtin by its name, as a value.
    pub(crate) fn named(&self, name: &str) -> Value<'a> {
        let index = self.defs.binary_search_by_key(&name, |def| def.name);
        let index = index.unwrap_or_else(|_| unreachable!("only builtins of the table are asked for"));
        let index = u16::try_from(index).unwrap_or_else(|_| unreachable!("a short table"));
        Value::Builtin(Builtin { index, copy: 0 })
    }

    /// A name of the global scope.
    pub(crate) fn global(&self, name: Sym) -> Option<&'a Slot<'a>> {
        self.globals.get(name.0 as usize).copied().flatten()
    }
}
