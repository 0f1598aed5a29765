//! Attribute names as numbers, for one evaluation.

use crate::table::TextTable;
use std::cell::RefCell;

/// A name. Equal names have equal symbols; the order of symbols is that of first use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sym(pub u32);

macro_rules! known {
    ($($constant:ident $text:literal;)*) => {
        /// Names that have a symbol before any text is read, in this order: those of Nix first and
        /// in its own order, since strict evaluation goes through a set by its symbols.
        pub mod known {
            use super::Sym;
            #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "constants in disguise, to count them")]
            #[repr(u32)]
            enum Index { $($constant,)* }
            $(#[doc = concat!("`", $text, "`")] pub const $constant: Sym = Sym(Index::$constant as u32);)*
            pub(super) const TEXTS: &[&str] = &[$($text,)*];
        }
    };
}

known! {
    OUT_PATH "outPath"; DRV_PATH "drvPath"; PLAIN_TYPE "type"; META "meta"; NAME "name"; VALUE "value";
    SYSTEM "system"; OVERRIDES "__overrides"; OUTPUTS "outputs"; OUTPUT_NAME "outputName";
    IGNORE_NULLS "__ignoreNulls"; FILE "file"; LINE "line"; COLUMN "column"; FUNCTOR "__functor";
    TO_STRING "__toString"; RIGHT "right"; WRONG "wrong"; STRUCTURED_ATTRS "__structuredAttrs"; JSON "__json";
    ALLOWED_REFERENCES "allowedReferences"; ALLOWED_REQUISITES "allowedRequisites";
    DISALLOWED_REFERENCES "disallowedReferences"; DISALLOWED_REQUISITES "disallowedRequisites";
    MAX_SIZE "maxSize"; MAX_CLOSURE_SIZE "maxClosureSize"; BUILDER "builder"; ARGS "args";
    CONTENT_ADDRESSED "__contentAddressed"; IMPURE "__impure"; OUTPUT_HASH "outputHash";
    OUTPUT_HASH_ALGO "outputHashAlgo"; OUTPUT_HASH_MODE "outputHashMode";
    RECURSE_FOR_DERIVATIONS "recurseForDerivations"; DESCRIPTION "description"; SELF "self"; EMPTY "";
    START_SET "startSet"; OPERATOR "operator"; KEY "key"; PATH "path"; PREFIX "prefix";
    OUTPUT_SPECIFIED "outputSpecified"; OR "or"; BODY "body"; X "x";
    TYPE "_type"; FUNCTION_ARGS "__functionArgs"; SUCCESS "success";
    CONFIG "config"; OPTIONS "options"; IMPORTS "imports"; LIB "lib"; SPECIAL_ARGS "specialArgs";
    MODULES "modules"; CLASS "class"; UNDERSCORE_CLASS "_class"; UNDERSCORE_FILE "_file";
    MODULE "_module"; CHECK "check"; FREEFORM_TYPE "freeformType"; DISABLED_MODULES "disabledModules";
    UNDERSCORE_PREFIX "_prefix"; CONTENT "content"; CONTENTS "contents"; CONDITION "condition";
    PRIORITY "priority"; DEFAULT "default"; EXAMPLE "example"; APPLY "apply";
    READ_ONLY "readOnly"; INTERNAL "internal"; VISIBLE "visible"; MERGE "merge"; FUNCTOR_PLAIN "functor";
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
