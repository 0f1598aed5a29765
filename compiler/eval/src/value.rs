//! Values in the arena. All are `Copy` handles of two words; nothing is counted or freed
//! before the arena goes.
//!
//! A [`Value`] is in weak head normal form, always. What may still need work lives in a
//! [`Slot`], whose [`State`] changes in place: so a suspended expression costs no
//! allocation, and no work is ever done twice. A state is never copied from slot to slot;
//! sharing goes through [`State::Alias`].

use crate::attrs::Shape;
use crate::call::Prepared;
use crate::{Attrs, ErrorId, Frame, Native, Sym};
use fedic_diagnostics::{FileId, NodeId, Place};
use fedic_hir::{Body, Expr, ExprId, Lambda, LambdaId};
use std::cell::Cell;

/// A value in weak head normal form. With a tag of four bytes every other part is aligned: moving
/// a value about is most of what the evaluator does.
#[derive(Clone, Copy)]
#[repr(u32)]
pub enum Value<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(&'a Str<'a>),
    /// An absolute path, normalised; without context.
    Path(&'a Str<'a>),
    List(&'a List<'a>),
    Attrs(&'a Attrs<'a>),
    Lambda(LambdaId, &'a Frame<'a>),
    Builtin(Builtin),
    /// A function that has some of its arguments.
    Partial(&'a Partial<'a>),
    /// A function of the host.
    Native(Native),
}

/// A builtin.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Builtin {
    /// Its number in the table of builtins.
    pub(crate) index: u16,
    /// Which of its values it is: to Nix two of them are different functions.
    pub(crate) copy: u32,
}

/// What a slot holds.
#[derive(Clone, Copy)]
pub enum State<'a> {
    Ready(Value<'a>),
    /// An expression in its frame.
    Suspended(Suspended<'a>),
    /// A function's application.
    Apply(&'a Partial<'a>),
    /// The application of a function to one element of many.
    Mapped(Mapped<'a>),
    /// The value of another slot.
    Alias(&'a Slot<'a>),
    /// A value that the host makes when asked.
    Native(Native),
    /// Being evaluated: met again, it is an infinite recursion.
    Running,
    /// Failed before; the error is kept, so that one fault stays one fault.
    Failed(ErrorId),
}

/// An expression in its frame. Packed, so that a state, whose tag lies in a value's first
/// word, stays within two words.
#[derive(Clone, Copy)]
#[repr(C, packed(4))]
pub struct Suspended<'a> {
    pub expr: ExprId,
    pub frame: &'a Frame<'a>,
}

/// One of the applications that `Mapping` speaks of. Packed as [`Suspended`] is.
#[derive(Clone, Copy)]
#[repr(C, packed(4))]
pub struct Mapped<'a> {
    pub(crate) index: u32,
    pub(crate) mapping: &'a Mapping<'a>,
}

/// A function, applied to each of many things.
pub(crate) struct Mapping<'a> {
    pub(crate) function: Prepared<'a>,
    pub(crate) over: Over<'a>,
}

/// What a function is mapped over.
pub(crate) enum Over<'a> {
    /// The numbers from zero on.
    Numbers,
    Items(&'a [Slot<'a>]),
    /// Each name and its value.
    Members(&'a Attrs<'a>),
}

const _: () = assert!(size_of::<Value<'_>>() == 16 && size_of::<State<'_>>() == 16);

/// A place for a value that may still need work.
pub struct Slot<'a>(Cell<State<'a>>);

impl<'a> Slot<'a> {
    /// A slot in this state.
    #[must_use]
    pub const fn new(state: State<'a>) -> Slot<'a> {
        Slot(Cell::new(state))
    }

    /// A slot that holds a value.
    #[must_use]
    pub const fn ready(value: Value<'a>) -> Slot<'a> {
        Slot::new(State::Ready(value))
    }

    /// What it holds now.
    #[must_use]
    pub fn state(&self) -> State<'a> {
        self.0.get()
    }

    /// What it holds now, through the links to other slots; a link, if they lead in a circle:
    /// `rec { a = a; }`.
    #[must_use]
    pub fn settled(&'a self) -> State<'a> {
        let mut slot = self;
        // A slot met before, moved on after twice as many links each time.
        let (mut met, mut left, mut next) = (self, 1_u32, 2);
        while let State::Alias(target) = slot.state() {
            if std::ptr::eq(target, met) {
                break;
            }
            slot = target;
            left -= 1;
            if left == 0 {
                (met, left, next) = (slot, next, next * 2);
            }
        }
        slot.state()
    }

    /// Changes what it holds.
    pub fn set(&self, state: State<'a>) {
        self.0.set(state);
    }

    /// The state of a second slot with the same value: a copy of a value, else a link.
    #[must_use]
    pub fn share(&'a self) -> State<'a> {
        match self.0.get() {
            ready @ State::Ready(_) => ready,
            link @ State::Alias(_) => link,
            State::Suspended(..)
            | State::Apply(_)
            | State::Mapped(_)
            | State::Native(_)
            | State::Running
            | State::Failed(_) => State::Alias(self),
        }
    }
}

/// A string: bytes (Nix's strings need not be UTF-8) and the store paths it speaks of.
pub struct Str<'a> {
    pub bytes: &'a [u8],
    context: Option<&'a &'a [&'a str]>,
    /// The name that it is, once somebody has looked for it.
    pub(crate) sym: Cell<Option<Sym>>,
}

const _: () = assert!(size_of::<Str<'_>>() == 32);

impl<'a> Str<'a> {
    /// A string without context.
    #[must_use]
    pub const fn plain(bytes: &'a [u8]) -> Str<'a> {
        Str { bytes, context: None, sym: Cell::new(None) }
    }

    /// A string that speaks of these store paths.
    pub(crate) fn speaking(bytes: &'a [u8], context: &'a &'a [&'a str]) -> Str<'a> {
        Str { bytes, context: Some(context), sym: Cell::new(None) }
    }

    /// The store paths, sorted, each once, in Nix's own encoding: `/nix/store/…` (a path),
    /// `!out!….drv` (an output), `=….drv` (a derivation with all its outputs).
    #[must_use]
    pub fn context(&self) -> &'a [&'a str] {
        self.context.copied().unwrap_or_default()
    }

    /// The text, with replacement characters where it is not UTF-8.
    #[must_use]
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.bytes)
    }
}

/// A list's elements.
pub struct List<'a> {
    pub items: &'a [Slot<'a>],
    /// The slot whose value it became first, by address. To Nix, the value of another slot that
    /// is no link to that one is another list: `let l = [ 1 ]; in [ l l (x: x) l ]` shows
    /// the second `l` as `«repeated»`, and `(x: x) l` in full.
    pub(crate) owner: Cell<usize>,
}

/// Where an attribute was written, or nowhere (made by a builtin from nothing of the user's).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Position {
    file: FileId,
    node: NodeId,
}

impl Position {
    pub const NONE: Position = Position { file: FileId(u32::MAX), node: NodeId::expr(0) };

    /// The position of a place.
    #[must_use]
    pub const fn at(place: Place) -> Position {
        Position { file: place.file, node: place.node }
    }

    /// The place, if there is one.
    #[must_use]
    pub fn place(self) -> Option<Place> {
        (self.file != Position::NONE.file).then_some(Place { file: self.file, node: self.node })
    }
}

/// A function and arguments that it has been given.
pub struct Partial<'a> {
    pub function: Value<'a>,
    pub arguments: &'a [Slot<'a>],
}

/// A loaded file, or a section of one, in this evaluation: its body, its names as symbols, its literals as values.
#[derive(Clone)]
pub struct Code<'a> {
    pub file: FileId,
    pub body: &'a Body,
    /// The expressions of the body, nearer at hand.
    pub exprs: &'a [Expr],
    /// The lambdas of the body, nearer at hand.
    pub(crate) lambdas: &'a [Lambda],
    /// The arguments and elements of the body, nearer at hand.
    pub(crate) children: &'a [ExprId],
    /// By `NameId`.
    pub symbols: &'a [Sym],
    /// By `StrId`.
    pub strings: &'a [&'a Str<'a>],
    /// The folder against which its paths resolve.
    pub folder: &'a str,
    /// Whether it belongs to `lib`, where nobody looks for what made a value.
    pub(crate) library: bool,
    /// By `BindingsId`: what its sets look like, made at first use.
    pub(crate) literals: &'a [Cell<Option<&'a Literal<'a>>>],
    /// By `PathId`: where the last part of a selection was found the last time.
    pub(crate) hints: &'a [Cell<u32>],
    /// By `StrId`: the paths that its path literals stand for, worked out at first use.
    pub(crate) paths: &'a [Cell<Option<Value<'a>>>],
    /// By `InnerId`: the sections that were entered.
    pub(crate) inner: &'a [Cell<Option<&'a Code<'a>>>],
    /// The section around it.
    pub(crate) around: Option<&'a Code<'a>>,
    /// Names that stand in front of the global scope, in a file of `scopedImport`.
    pub(crate) scope: Option<&'a Attrs<'a>>,
    /// Whether it is what frames show that somebody holds on to; see [`Frame::keep`].
    pub(crate) kept: bool,
    /// The same code for frames of the other kind.
    pub(crate) twin: Cell<Option<&'a Code<'a>>>,
}

/// What all sets of one literal have in common.
pub(crate) struct Literal<'a> {
    pub(crate) shape: Shape<'a>,
    /// By sorted name: the number of the attribute in the text.
    pub(crate) order: &'a [u32],
}
