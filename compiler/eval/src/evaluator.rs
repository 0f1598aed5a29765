//! The evaluator itself: what one evaluation knows. Its work stands in the other files.

use crate::attrs::{Merges, Shapes};
use crate::builtins::{BuiltinDef, BuiltinTable};
use crate::frame::FreeFrames;
use crate::limits::Meter;
use crate::origins::USUAL_ORIGINS;
use crate::regex::Regex;
use crate::table::TextTable;
use crate::value::Builtin;
use crate::{Failure, Features, Host, Limits, Loader, Slot, Store, Str, Sym, Symbols, Value};
use bumpalo::Bump;
use fedic_diagnostics::Place;
use std::cell::{Cell, RefCell};

/// Calls may follow each other in one place up to this part of all steps: `f = x: f x` takes no
/// stack here.
const ENDLESS: u64 = 100;
/// Nix follows so many at least.
const FOLLOWED: u64 = 10_000;

/// How to evaluate.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    pub limits: Limits,
    pub features: Features,
    /// Whether to remember which expression made the value of each slot.
    pub origins: bool,
    /// Whether builtins that tell of the machine are missing, as in Nix's pure mode.
    pub pure: bool,
    /// Whether `builtins.warn` ends the evaluation.
    pub abort_on_warn: bool,
    /// Whether `builtins.traceVerbose` prints.
    pub trace_verbose: bool,
    /// Whether a fault that leaves the rest standing is set aside, so that it hides no other.
    /// Answers may differ from Nix's then, but only where there is a fault to be told.
    pub tolerant: bool,
}

/// One evaluation. It lives in the arena of its store.
pub struct Evaluator<'a> {
    pub(crate) store: &'a Store,
    loader: &'a dyn Loader,
    host: Cell<Option<&'a dyn Host<'a>>>,
    pub(crate) natives: Cell<Option<&'a Slot<'a>>>,
    pub(crate) symbols: Symbols<'a>,
    options: Options,
    pub(crate) meter: Meter,
    pub(crate) builtins: BuiltinTable<'a>,
    /// The values of imported files, by path.
    pub(crate) imports: TextTable<'a, &'a Slot<'a>>,
    /// The compiled patterns of `match` and `split`, by their texts.
    pub(crate) patterns: TextTable<'a, &'a Regex>,
    /// The store paths of copied files, by their own paths.
    pub(crate) copies: TextTable<'a, &'a Str<'a>>,
    pub(crate) free_frames: FreeFrames<'a>,
    pub(crate) merges: Merges<'a>,
    pub(crate) shapes: Shapes<'a>,
    /// How many values of builtins were made that are not those of the table.
    pub(crate) copied_builtins: Cell<u32>,
    /// The address of what an infinite recursion came back to, while its cycle is collected.
    pub(crate) recursion: Cell<usize>,
    /// Calls that may follow each other in one place, the last thing that each does being the next.
    pub(crate) tail_calls: u64,
    /// Whether origins are kept, for now.
    pub(crate) origins: Cell<bool>,
    /// While origins are kept: the expression that made the value at hand.
    pub(crate) made: Cell<Option<Place>>,
    /// What a tolerant evaluation has set aside.
    aside: RefCell<Vec<Failure>>,
    /// Whether nothing is set aside for now.
    strict: Cell<bool>,
}

impl<'a> Evaluator<'a> {
    /// A new evaluation in a store, which holds one at a time.
    pub fn new(store: &'a Store, loader: &'a dyn Loader, options: Options) -> &'a Evaluator<'a> {
        let arena = &store.arena;
        let symbols = Symbols::new(arena, &store.names);
        let builtins = BuiltinTable::new(arena, &symbols, options.pure);
        if options.origins {
            store.origins.borrow_mut().reserve(USUAL_ORIGINS);
        }
        arena.alloc(Evaluator {
            store,
            loader,
            host: Cell::new(None),
            natives: Cell::new(None),
            symbols,
            options,
            meter: Meter::new(),
            builtins,
            imports: TextTable::new(arena, 64),
            patterns: TextTable::new(arena, 64),
            copies: TextTable::new(arena, 16),
            free_frames: FreeFrames::new(),
            merges: Merges::new(),
            shapes: Shapes::new(),
            copied_builtins: Cell::new(0),
            recursion: Cell::new(0),
            tail_calls: (options.limits.steps / ENDLESS).max(FOLLOWED),
            origins: Cell::new(options.origins),
            made: Cell::new(None),
            aside: RefCell::default(),
            strict: Cell::new(!options.tolerant),
        })
    }

    /// Gives the evaluation its host, which lives in the arena too. Done once.
    pub fn attach(&self, host: &'a dyn Host<'a>) {
        self.host.set(Some(host));
    }

    /// Gives embedded files the value of their extra name `__fedic`.
    pub fn set_natives(&self, natives: Value<'a>) {
        self.natives.set(Some(self.arena().alloc(Slot::ready(natives))));
    }

    /// Where values live. What is put there is never dropped.
    #[must_use]
    pub fn arena(&self) -> &'a Bump {
        &self.store.arena
    }

    /// The world.
    #[must_use]
    pub fn loader(&self) -> &'a dyn Loader {
        self.loader
    }

    /// How this evaluation was asked for.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The symbol of a name.
    pub fn sym(&self, text: &str) -> Sym {
        self.symbols.intern(text)
    }

    /// The name of a symbol, with replacement characters where it is not UTF-8.
    #[must_use]
    pub fn name(&self, sym: Sym) -> &'a str {
        self.symbols.text(sym)
    }

    /// The name of a symbol as it is: what programs see, and what is sorted by.
    pub(crate) fn name_bytes(&self, sym: Sym) -> &'a [u8] {
        self.symbols.bytes(sym)
    }

    /// The symbol of a string without context.
    pub(crate) fn sym_of(&self, name: &'a Str<'a>) -> Sym {
        name.sym.get().unwrap_or_else(|| self.symbols.intern_value(name))
    }

    /// Sets a fault aside that leaves the rest standing.
    ///
    /// # Errors
    /// The fault, if this evaluation ends with the first.
    pub fn set_aside(&self, fault: Failure) -> Result<(), Failure> {
        if self.strict.get() {
            return Err(fault);
        }
        self.aside.borrow_mut().push(fault);
        Ok(())
    }

    /// What was set aside, in the order in which it was met.
    pub fn take_aside(&self) -> Vec<Failure> {
        self.aside.take()
    }

    /// Does work that sets nothing aside: somebody is asking whether it fails.
    pub fn strictly<T>(&self, work: impl FnOnce() -> T) -> T {
        let before = self.strict.replace(true);
        let done = work();
        self.strict.set(before);
        done
    }

    /// What a builtin is.
    pub(crate) fn builtin(&self, builtin: Builtin) -> &'static BuiltinDef {
        self.builtins.get(builtin)
    }

    /// The host; there is one wherever there are natives.
    pub(crate) fn host(&self) -> &'a dyn Host<'a> {
        self.host.get().unwrap_or_else(|| unreachable!("only a host makes natives"))
    }
}
