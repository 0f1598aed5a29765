//! One session of the module system inside one evaluation: the tables of its objects, and the
//! dispatch from a native's number to what it means.
//!
//! Everything lives in the evaluator's arena. An object is known to the evaluator by number
//! alone, so that values stay small and `eval` knows nothing of types and options.

use crate::evaluation::{Argument, Defining, Evaluation};
use crate::loc::{Loc, Step};
use crate::names::Names;
use crate::op::Op;
use crate::option::Opt;
use crate::packages::Package;
use crate::recorder::Grant;
use crate::site::Site;
use crate::tree::{Group, Member};
use crate::types::{Type, TypeTable};
use bumpalo::collections::Vec as ArenaVec;
use fedic_eval::{Attrs, Evaluator, Host, Native, Res, Slot, State, Sym, Value};
use std::cell::{Cell, OnceCell, RefCell};

/// The module system of one evaluation.
pub struct Session<'a> {
    pub(crate) ev: &'a Evaluator<'a>,
    pub(crate) n: Names,
    pub(crate) root_loc: &'a Loc<'a>,
    /// `<unknown-file>`.
    pub(crate) unknown_file: &'a Slot<'a>,
    /// The names of every native type's attributes, sorted by symbol, and which is which.
    pub(crate) type_names: &'a [Sym],
    /// The first native type that was made, whose shape all others have.
    pub(crate) any_type: OnceCell<&'a Attrs<'a>>,
    /// `option-type`
    pub(crate) option_type: Value<'a>,
    pub(crate) simple: TypeTable<'a>,
    pub(crate) types: Table<'a, Type<'a>>,
    pub(crate) sites: Table<'a, Site<'a>>,
    pub(crate) groups: Table<'a, Group<'a>>,
    pub(crate) members: Table<'a, Member<'a>>,
    pub(crate) options: Table<'a, Opt<'a>>,
    pub(crate) evaluations: Table<'a, Evaluation<'a>>,
    pub(crate) arguments: Table<'a, Argument<'a>>,
    pub(crate) locs: Table<'a, (&'a Loc<'a>, &'a Slot<'a>)>,
    pub(crate) pairs: Table<'a, (&'a Slot<'a>, &'a Slot<'a>)>,
    pub(crate) packages: RefCell<ArenaVec<'a, Package<'a>>>,
    pub(crate) grants: RefCell<ArenaVec<'a, Grant<'a>>>,
    pub(crate) natives: OnceCell<Value<'a>>,
    pub(crate) lib: OnceCell<&'a Slot<'a>>,
    /// The file and key of the module that declares `_module`.
    pub(crate) own_file: &'a Slot<'a>,
    /// The declarations of `_module`, at the top and below it.
    pub(crate) own_options: OnceCell<&'a Attrs<'a>>,
    pub(crate) inner_options: OnceCell<&'a Attrs<'a>>,
    pub(crate) own_types: OnceCell<[Value<'a>; 3]>,
    /// The module that gives submodules without a definition their name.
    pub(crate) placeholder: OnceCell<Defining<'a>>,
}

/// Objects of one kind by number, in the arena: rows, none of which is moved when others are added.
pub(crate) struct Table<'a, T> {
    rows: RefCell<ArenaVec<'a, Row<'a, T>>>,
    length: Cell<u32>,
}

type Row<'a, T> = &'a [Cell<Option<&'a T>>];

/// Objects in a row.
const ROW: u32 = 64;

impl<'a, T> Table<'a, T> {
    fn new(ev: &Evaluator<'a>) -> Table<'a, T> {
        Table { rows: RefCell::new(ArenaVec::new_in(ev.arena())), length: Cell::new(0) }
    }

    /// Adds the object that is made from its number.
    pub(crate) fn add(&self, ev: &Evaluator<'a>, make: impl FnOnce(u32) -> T) -> &'a T {
        let number = self.next();
        let object: &'a T = ev.arena().alloc(make(number));
        self.push(ev, object);
        object
    }

    /// The number that the next object gets.
    pub(crate) fn next(&self) -> u32 {
        self.length.get()
    }

    /// Adds an object whose number it knows already.
    pub(crate) fn push(&self, ev: &Evaluator<'a>, object: &'a T) {
        let number = self.length.get();
        let mut rows = self.rows.borrow_mut();
        if number.is_multiple_of(ROW) {
            rows.push(ev.arena().alloc_slice_fill_with(ROW as usize, |_| Cell::new(None)));
        }
        rows[(number / ROW) as usize][(number % ROW) as usize].set(Some(object));
        self.length.set(number.checked_add(1).unwrap_or_else(|| unreachable!("fewer objects than memory")));
    }

    pub(crate) fn get(&self, number: u32) -> &'a T {
        let object = self.rows.borrow()[(number / ROW) as usize][(number % ROW) as usize].get();
        object.unwrap_or_else(|| unreachable!("numbers are those of objects"))
    }

    /// The latest object for which something holds.
    pub(crate) fn latest(&self, mut holds: impl FnMut(&'a T) -> bool) -> Option<&'a T> {
        // Looking at one may make others.
        (0..self.next()).rev().map(|number| self.get(number)).find(|it| holds(it))
    }
}

/// A slot's state that this operation on this object makes the value of.
pub(crate) fn native<'a>(op: Op, object: u32) -> State<'a> {
    State::Native(Native { operation: op as u16, object })
}

/// The function that this operation on this object is.
pub(crate) fn function<'a>(op: Op, object: u32) -> Value<'a> {
    Value::Native(Native { operation: op as u16, object })
}

impl<'a> Session<'a> {
    /// A value that this operation makes of a path and a slot when it is asked for.
    pub(crate) fn later(&self, op: Op, loc: &'a Loc<'a>, slot: &'a Slot<'a>) -> State<'a> {
        let number = self.locs.next();
        self.locs.add(self.ev, |_| (loc, slot));
        native(op, number)
    }

    /// The module system of an evaluation; it attaches itself.
    pub fn new(ev: &'a Evaluator<'a>) -> &'a Session<'a> {
        let arena = ev.arena();
        let n = Names::new(ev);
        let session: &'a Session<'a> = arena.alloc(Session {
            ev,
            type_names: Session::sorted_type_names(ev, &n),
            any_type: OnceCell::new(),
            option_type: ev.string("option-type"),
            simple: TypeTable::new(),
            n,
            root_loc: arena.alloc(Loc { parent: None, part: Step::Root }),
            unknown_file: ev.slot(State::Ready(ev.string("<unknown-file>"))),
            types: Table::new(ev),
            sites: Table::new(ev),
            groups: Table::new(ev),
            members: Table::new(ev),
            options: Table::new(ev),
            evaluations: Table::new(ev),
            arguments: Table::new(ev),
            locs: Table::new(ev),
            pairs: Table::new(ev),
            packages: RefCell::new(ArenaVec::new_in(arena)),
            grants: RefCell::new(ArenaVec::new_in(arena)),
            natives: OnceCell::new(),
            lib: OnceCell::new(),
            own_file: ev.slot(State::Ready(ev.string(crate::collect::OWN_KEY))),
            own_options: OnceCell::new(),
            inner_options: OnceCell::new(),
            own_types: OnceCell::new(),
            placeholder: OnceCell::new(),
        });
        ev.attach(arena.alloc(session));
        ev.set_natives(session.natives());
        session
    }

    /// The evaluation that it is part of.
    pub fn evaluator(&self) -> &'a Evaluator<'a> {
        self.ev
    }
}

impl<'a> Host<'a> for &'a Session<'a> {
    fn force(&self, native: Native) -> Res<'a> {
        self.make(Op::of(native.operation), native.object)
    }

    fn arity(&self, native: Native) -> usize {
        Op::of(native.operation & !Native::OPEN).arity()
    }

    fn call(&self, native: Native, arguments: &'a [Slot<'a>]) -> Res<'a> {
        self.run(Op::of(native.operation & !Native::OPEN), native.object, arguments)
    }

    fn member(&self, native: Native, name: Sym) -> Option<&'a Slot<'a>> {
        self.package_member(native.object, name)
    }

    fn label(&self, native: Native) -> &'a str {
        self.ev.arena().alloc_str(&self.package_path(native.object))
    }
}
