//! Attribute names as numbers, for one evaluation.

use crate::table::TextTable;
use std::cell::RefCell;

/// A name. Equal names have equal symbols; the order of symbols is that of first use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sym(pub u32);

macro_rules! known {
    ($($constant:ident $text:literal;)*) => {
        /// Names that the evaluator and its host use themselves: interned first, in this order.
        pub mod known {
            use super::Sym;
            #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "constants in disguise, to count them")]
            #[repr(u32)]
            enum Index { $($constant,)* }
            $(#[doc = $text] pub const $constant: Sym = Sym(Index::$constant as u32);)*
            pub(super) const TEXTS: &[&str] = &[$($text,)*];
        }
    };
}

known! {
    TYPE "_type"; TO_STRING "__toString"; OUT_PATH "outPath"; DRV_PATH "drvPath"; FUNCTOR "__functor";
    FUNCTION_ARGS "__functionArgs"; OVERRIDES "__overrides"; BODY "body"; NAME "name"; VALUE "value";
    SUCCESS "success"; FILE "file"; LINE "line"; COLUMN "column"; PLAIN_TYPE "type"; RIGHT "right"; WRONG "wrong";
    CONFIG "config"; OPTIONS "options"; IMPORTS "imports"; LIB "lib"; SPECIAL_ARGS "specialArgs";
    MODULES "modules"; CLASS "class"; UNDERSCORE_CLASS "_class"; UNDERSCORE_FILE "_file"; KEY "key";
    MODULE "_module"; ARGS "args"; CHECK "check"; FREEFORM_TYPE "freeformType"; DISABLED_MODULES "disabledModules";
    PREFIX "prefix"; UNDERSCORE_PREFIX "_prefix"; CONTENT "content"; CONTENTS "contents"; CONDITION "condition";
    PRIORITY "priority"; DESCRIPTION "description"; DEFAULT "default"; EXAMPLE "example"; APPLY "apply";
    READ_ONLY "readOnly"; INTERNAL "internal"; VISIBLE "visible"; META "meta"; MERGE "merge"; FUNCTOR_PLAIN "functor";
    NESTED_TYPES "nestedTypes"; PAYLOAD "payload"; V2 "v2"; LOC "loc"; DEFS "defs"; REQUIRE "require";
}

/// The names of one evaluation. The texts live in the arena.
pub struct Symbols<'a> {
    arena: &'a bumpalo::Bump,
    texts: RefCell<bumpalo::collections::Vec<'a, &'a str>>,
    table: TextTable<'a, Sym>,
}

impl<'a> Symbols<'a> {
    /// A table with the known names.
    #[must_use]
    pub fn new(arena: &'a bumpalo::Bump) -> Symbols<'a> {
        let texts = RefCell::new(bumpalo::collections::Vec::with_capacity_in(1024, arena));
        let symbols = Symbols { arena, texts, table: TextTable::new(arena, 2048) };
        for text in known::TEXTS {
            symbols.intern(text);
        }
        symbols
    }

    /// The symbol of a name.
    pub fn intern(&self, text: &str) -> Sym {
        if let Some(sym) = self.table.get(text) {
            return sym;
        }
        let text: &'a str = self.arena.alloc_str(text);
        let mut texts = self.texts.borrow_mut();
        let sym = Sym(u32::try_from(texts.len()).unwrap_or_else(|_| unreachable!("fewer names than memory")));
        texts.push(text);
        self.table.insert(text, sym);
        sym
    }

    /// The symbol of a name that has one.
    pub fn find(&self, text: &str) -> Option<Sym> {
        self.table.get(text)
    }

    /// The name of a symbol.
    #[must_use]
    pub fn text(&self, sym: Sym) -> &'a str {
        self.texts.borrow()[sym.0 as usize]
    }
}
