//! Making values: everything the evaluator, builtins and hosts put into the arena.

use crate::attrs::Shape;
use crate::value::{Builtin, Mapping, Over};
use crate::{Attrs, Evaluator, List, Mapped, Partial, Position, Slot, State, Str, Suspended, Sym, Value};
use fedic_hir::Expr;
use std::cell::Cell;

impl<'a> Evaluator<'a> {
    /// A string without context.
    pub fn string(&self, text: &str) -> Value<'a> {
        self.bytes(text.as_bytes(), &[])
    }

    /// A string of bytes that speaks of these store paths (sorted, each once).
    pub fn bytes(&self, bytes: &[u8], context: &'a [&'a str]) -> Value<'a> {
        self.shared_bytes(self.arena().alloc_slice_copy(bytes), context)
    }

    /// A text that is in the arena already as a string.
    pub(crate) fn shared_text(&self, text: &'a str) -> Value<'a> {
        self.shared_bytes(text.as_bytes(), &[])
    }

    /// A string of bytes that are in the arena already.
    pub(crate) fn shared_bytes(&self, bytes: &'a [u8], context: &'a [&'a str]) -> Value<'a> {
        Value::Str(self.str(bytes, context))
    }

    /// A string, or the text of a path, of bytes that are in the arena already.
    pub(crate) fn str(&self, bytes: &'a [u8], context: &'a [&'a str]) -> &'a Str<'a> {
        let arena = self.arena();
        arena.alloc(match context {
            [] => Str::plain(bytes),
            _ => Str::speaking(bytes, arena.alloc(context)),
        })
    }

    /// A path; it must be absolute and normalised.
    pub fn path(&self, path: &str) -> Value<'a> {
        Value::Path(self.str(self.arena().alloc_str(path).as_bytes(), &[]))
    }

    /// A slot of its own.
    pub fn slot(&self, state: State<'a>) -> &'a Slot<'a> {
        self.arena().alloc(Slot::new(state))
    }

    /// Slots beside each other.
    pub fn slots(&self, states: &[State<'a>]) -> &'a [Slot<'a>] {
        self.arena().alloc_slice_fill_with(states.len(), |index| Slot::new(states[index]))
    }

    /// A list.
    pub fn list(&self, items: &[State<'a>]) -> Value<'a> {
        self.list_of_slots(self.slots(items))
    }

    /// A list of slots that exist already.
    pub fn list_of_slots(&self, items: &'a [Slot<'a>]) -> Value<'a> {
        Value::List(self.arena().alloc(List { items, owner: Cell::new(0) }))
    }

    /// The value as that of a slot which was in this state, and no link to another: a list that
    /// is the value of another slot already becomes a list of its own, and a function another one.
    #[inline]
    pub(crate) fn owned_by(&self, slot: &'a Slot<'a>, state: State<'a>, value: Value<'a>) -> Value<'a> {
        match value {
            Value::List(list) => {
                let address = std::ptr::from_ref(slot) as usize;
                if list.owner.get() != 0 {
                    return self.list_owned_by(list.items, address);
                }
                list.owner.set(address);
                value
            }
            Value::Lambda(..) | Value::Builtin(_) | Value::Partial(_) => self.another(value, state),
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Str(_)
            | Value::Path(_)
            | Value::Attrs(_)
            | Value::Native(_) => value,
        }
    }

    /// The same function, which to `==` is another one, as what a slot in this state has come to.
    #[inline(never)]
    fn another(&self, function: Value<'a>, state: State<'a>) -> Value<'a> {
        if let State::Suspended(Suspended { expr, frame }) = state
            && matches!(
                frame.code().exprs[expr.0 as usize],
                Expr::Lambda(_) | Expr::Local { .. } | Expr::Global(_)
            )
        {
            return function;
        }
        match function {
            Value::Lambda(id, frame) => Value::Lambda(id, self.section_frame(frame, frame.code())),
            Value::Partial(partial) => Value::Partial(self.arena().alloc(Partial { ..*partial })),
            Value::Builtin(builtin) => {
                let copy = self.copied_builtins.get().wrapping_add(1);
                self.copied_builtins.set(copy);
                Value::Builtin(Builtin { copy, ..builtin })
            }
            other => other,
        }
    }

    #[inline(never)]
    fn list_owned_by(&self, items: &'a [Slot<'a>], owner: usize) -> Value<'a> {
        Value::List(self.arena().alloc(List { items, owner: Cell::new(owner) }))
    }

    /// An attribute set. Sorts the entries; their names must be distinct.
    pub fn attrs(&self, entries: &mut [(Sym, State<'a>, Position)]) -> &'a Attrs<'a> {
        entries.sort_unstable_by_key(|entry| entry.0);
        let arena = self.arena();
        let mut shape = self.shapes.of(entries.iter().map(|entry| entry.0), arena);
        if entries.iter().any(|entry| entry.2 != Position::NONE) {
            let positions = arena.alloc_slice_fill_with(entries.len(), |index| entries[index].2);
            shape = arena.alloc(Shape::new(shape.names(), positions));
        }
        let slots = arena.alloc_slice_fill_with(entries.len(), |index| Slot::new(entries[index].1));
        arena.alloc(Attrs::new(shape, slots))
    }

    /// An attribute set of parts that exist already; names sorted by symbol, each once.
    pub fn attrs_of_slots(
        &self,
        names: &'a [Sym],
        slots: &'a [Slot<'a>],
        positions: &'a [Position],
    ) -> &'a Attrs<'a> {
        let shape = self.arena().alloc(Shape::new(names, positions));
        self.arena().alloc(Attrs::new(shape, slots))
    }

    /// The same without positions. Sets of the same names have them in common.
    pub fn attrs_named(&self, names: &[Sym], slots: &'a [Slot<'a>]) -> &'a Attrs<'a> {
        let arena = self.arena();
        arena.alloc(Attrs::new(self.shapes.of(names.iter().copied(), arena), slots))
    }

    /// A set with the names of another.
    pub fn attrs_like(&self, like: &'a Attrs<'a>, slots: &'a [Slot<'a>]) -> &'a Attrs<'a> {
        self.arena().alloc(Attrs::new(like.shape(), slots))
    }

    /// The application of a function, not yet done.
    pub fn suspend_call(&self, function: Value<'a>, arguments: &[State<'a>]) -> State<'a> {
        State::Apply(self.arena().alloc(Partial { function, arguments: self.slots(arguments) }))
    }

    /// The applications of a function to each of so many things, none done yet.
    pub(crate) fn suspend_mapping(
        &self,
        function: Value<'a>,
        over: Over<'a>,
        length: usize,
    ) -> &'a [Slot<'a>] {
        let arity = match over {
            Over::Numbers | Over::Items(_) => 1,
            Over::Members(_) => 2,
        };
        let mapping = self.arena().alloc(Mapping { function: self.prepared(function, arity), over });
        self.arena().alloc_slice_fill_with(length, |index| {
            let index = u32::try_from(index).unwrap_or_else(|_| unreachable!("more slots than memory"));
            Slot::new(State::Mapped(Mapped { index, mapping }))
        })
    }

    /// A function that has been given some of its arguments, fewer than it takes.
    pub fn partial(&self, function: Value<'a>, arguments: &[State<'a>]) -> Value<'a> {
        Value::Partial(self.arena().alloc(Partial { function, arguments: self.slots(arguments) }))
    }
}
