//! Attribute names as numbers, for one evaluation.

use crate::{Str, Value};
use bumpalo::Bump;
use rustc_hash::FxHasher;
use std::cell::{Cell, RefCell};
use std::hash::Hasher;

/// A name. Equal names have equal symbols; the order of symbols is that of first use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sym(pub u32);

macro_rules! known {
    ($($name:ident $text:literal;)*) => {
        /// Names that have a symbol before any text is read, as far as the evaluator speaks of them.
        pub mod known {
            use super::{ORDER, Sym, word_of};
            $(#[doc = concat!("`", $text, "`")] pub const $name: Sym = Sym(word_of(ORDER, $text));)*
            #[cfg(test)]
            pub(super) const ALL: &[(Sym, &str)] = &[$(($name, $text),)*];
        }
    };
}

known! {
    OUT_PATH "outPath"; DRV_PATH "drvPath"; PLAIN_TYPE "type"; META "meta"; NAME "name"; VALUE "value";
    OVERRIDES "__overrides"; FILE "file"; LINE "line"; COLUMN "column"; FUNCTOR "__functor";
    TO_STRING "__toString"; RIGHT "right"; WRONG "wrong"; ARGS "args"; DESCRIPTION "description"; KEY "key";
    PREFIX "prefix"; TYPE "_type"; SUCCESS "success"; CONFIG "config"; OPTIONS "options"; IMPORTS "imports";
    LIB "lib"; SPECIAL_ARGS "specialArgs"; MODULES "modules"; CLASS "class"; UNDERSCORE_CLASS "_class";
    UNDERSCORE_FILE "_file"; MODULE "_module"; CHECK "check"; FREEFORM_TYPE "freeformType";
    DISABLED_MODULES "disabledModules"; UNDERSCORE_PREFIX "_prefix"; CONTENT "content"; CONTENTS "contents";
    CONDITION "condition"; PRIORITY "priority"; DEFAULT "default"; EXAMPLE "example"; APPLY "apply";
    READ_ONLY "readOnly"; INTERNAL "internal"; MERGE "merge"; FUNCTOR_PLAIN "functor";
    NESTED_TYPES "nestedTypes"; PAYLOAD "payload"; V2 "v2"; LOC "loc"; DEFS "defs"; REQUIRE "require";
    FUNCTION_ARGS "__functionArgs";
}

/// The names that have a symbol before any text is read: those of Nix first and in its own order,
/// since strict evaluation goes through a set by its symbols. The empty name is one of them, between
/// two blanks.
const ORDER: &str = "\
    outPath drvPath type meta name value system __overrides outputs outputName __ignoreNulls file line \
    column __functor __toString right wrong __structuredAttrs __json allowedReferences allowedRequisites \
    disallowedReferences disallowedRequisites maxSize maxClosureSize builder args __contentAddressed \
    __impure outputHash outputHashAlgo outputHashMode recurseForDerivations description self  \
    startSet operator key path prefix outputSpecified __sub __lessThan __mul __div or __findFile \
    __nixPath body \
    builtins true false null __currentTime currentTime __currentSystem currentSystem __nixVersion \
    nixVersion __storeDir storeDir __langVersion langVersion __traceVerbose traceVerbose nixPath \
    scopedImport import __typeOf typeOf isNull __isFunction isFunction __isInt isInt __isFloat isFloat \
    __isString isString __isBool isBool __isPath isPath __genericClosure genericClosure break abort \
    throw __addErrorContext addErrorContext __ceil ceil __floor floor __tryEval tryEval __getEnv getEnv \
    __seq seq __deepSeq deepSeq __trace trace __warn warn derivationStrict placeholder __toPath toPath \
    __storePath storePath __pathExists pathExists baseNameOf dirOf __readFile readFile findFile \
    __hashFile hashFile __readFileType readFileType __readDir readDir __toXML toXML __toJSON toJSON \
    __fromJSON fromJSON __toFile toFile __filterSource filterSource __path __attrNames attrNames \
    __attrValues attrValues __getAttr getAttr __unsafeGetAttrPos unsafeGetAttrPos __hasAttr hasAttr \
    __isAttrs isAttrs removeAttrs __listToAttrs listToAttrs __intersectAttrs intersectAttrs __catAttrs \
    catAttrs __functionArgs functionArgs __mapAttrs mapAttrs __zipAttrsWith zipAttrsWith __isList isList \
    __elemAt elemAt __head head __tail tail map __filter filter __elem elem __concatLists concatLists \
    __length length __foldl' foldl' __any any __all all __genList genList __sort sort __partition \
    partition __groupBy groupBy __concatMap concatMap __add add sub mul div __bitAnd bitAnd __bitOr \
    bitOr __bitXor bitXor lessThan toString __substring substring __stringLength stringLength \
    __hashString hashString __convertHash convertHash __match match __split split __concatStringsSep \
    concatStringsSep __replaceStrings replaceStrings __parseDrvName parseDrvName __compareVersions \
    compareVersions __splitVersion splitVersion __unsafeDiscardStringContext unsafeDiscardStringContext \
    __hasContext hasContext __unsafeDiscardOutputDependency unsafeDiscardOutputDependency \
    __addDrvOutputDependencies addDrvOutputDependencies __getContext getContext __appendContext \
    appendContext fetchMercurial __fetchurl fetchurl fetchTarball fetchGit fromTOML __getFlake getFlake \
    __parseFlakeRef parseFlakeRef __flakeRefToString flakeRefToString \
    derivation strict drvAttrs commonAttrs outputsList x outputToAttrListElement _type success config \
    options imports lib specialArgs modules class _class _file _module check freeformType \
    disabledModules _prefix content contents condition priority default example apply readOnly internal \
    visible merge functor nestedTypes payload v2 loc defs require";

/// Which word of a text this is.
const fn word_of(text: &str, word: &str) -> u32 {
    let (mut at, mut number, mut same) = (0, 0, 0);
    while at < text.len() {
        let byte = text.as_bytes()[at];
        if byte == b' ' {
            if same == word.len() {
                return number;
            }
            (number, same) = (number + 1, 0);
        } else if same < word.len() && byte == word.as_bytes()[same] {
            same += 1;
        } else {
            same = usize::MAX;
        }
        at += 1;
    }
    assert!(same == word.len(), "every known name has its place in the order");
    number
}

/// The names of one evaluation. The texts live in the arena, the table that finds them beside it:
/// that is made anew each time it grows.
pub struct Symbols<'a> {
    arena: &'a Bump,
    /// Shelves of doubling length, so that no name ever moves.
    shelves: [Cell<&'a [Cell<Name<'a>>]>; 22],
    len: Cell<usize>,
    table: &'a RefCell<Vec<Entry>>,
}

/// A name's text; and as a value, once somebody wanted it. One that is not UTF-8 is a value from the
/// beginning, and its text is what messages show.
#[derive(Clone, Copy)]
struct Name<'a> {
    text: &'a str,
    value: Option<&'a Str<'a>>,
}

impl<'a> Name<'a> {
    fn bytes(self) -> &'a [u8] {
        self.value.map_or(self.text.as_bytes(), |value| value.bytes)
    }
}

/// A place of the hash table: a symbol, plus one, and some bits of its text's hash.
#[derive(Clone, Copy, Default)]
pub(crate) struct Entry {
    hash: u32,
    sym: u32,
}

/// The length of the first shelf.
const FIRST: usize = 1024;

impl<'a> Symbols<'a> {
    /// A table with the known names.
    pub(crate) fn new(arena: &'a Bump, table: &'a RefCell<Vec<Entry>>) -> Symbols<'a> {
        table.replace(vec![Entry::default(); 2 * FIRST]);
        let symbols = Symbols {
            arena,
            shelves: [const { Cell::new(&[] as &[Cell<Name<'a>>]) }; 22],
            len: Cell::new(0),
            table,
        };
        for text in ORDER.split(' ') {
            symbols.intern(text);
        }
        symbols
    }

    /// The symbol of a name.
    pub fn intern(&self, text: &str) -> Sym {
        let hash = hash(text.as_bytes());
        match self.place(hash, text.as_bytes()) {
            Ok(sym) => sym,
            Err(place) => self.add(hash, place, Name { text: self.arena.alloc_str(text), value: None }),
        }
    }

    /// The symbol of the name that a value in the arena is.
    pub(crate) fn intern_value(&self, value: &'a Str<'a>) -> Sym {
        let hash = hash(value.bytes);
        let sym = self.place(hash, value.bytes).unwrap_or_else(|place| {
            let text =
                std::str::from_utf8(value.bytes).unwrap_or_else(|_| self.arena.alloc_str(&value.text()));
            self.add(hash, place, Name { text, value: Some(value) })
        });
        value.sym.set(Some(sym));
        sym
    }

    /// The name of a symbol, with replacement characters where it is not UTF-8.
    #[must_use]
    pub fn text(&self, sym: Sym) -> &'a str {
        self.name(sym).get().text
    }

    /// The bytes of a symbol's name.
    pub(crate) fn bytes(&self, sym: Sym) -> &'a [u8] {
        self.name(sym).get().bytes()
    }

    /// The name of a symbol as a string value.
    pub(crate) fn value(&self, sym: Sym) -> Value<'a> {
        let name = self.name(sym);
        let value = name.get().value.unwrap_or_else(|| {
            let value = &*self.arena.alloc(Str::plain(name.get().text.as_bytes()));
            value.sym.set(Some(sym));
            name.set(Name { value: Some(value), ..name.get() });
            value
        });
        Value::Str(value)
    }

    #[inline]
    fn name(&self, sym: Sym) -> &'a Cell<Name<'a>> {
        let index = sym.0 as usize + FIRST;
        let shelf = index.ilog2() - FIRST.ilog2();
        &self.shelves[shelf as usize].get()[index - (FIRST << shelf)]
    }

    fn add(&self, hash: u32, place: usize, name: Name<'a>) -> Sym {
        let len = self.len.get();
        let sym = u32::try_from(len).unwrap_or_else(|_| unreachable!("fewer names than memory"));
        let index = len + FIRST;
        if index.is_power_of_two() {
            let empty = Name { text: "", value: None };
            let shelf = self.arena.alloc_slice_fill_with(index, |_| Cell::new(empty));
            self.shelves[(index.ilog2() - FIRST.ilog2()) as usize].set(shelf);
        }
        self.len.set(len + 1);
        self.name(Sym(sym)).set(name);
        let mut table = self.table.borrow_mut();
        table[place] = Entry { hash, sym: sym + 1 };
        if (len + 1) * 4 > table.len() * 3 {
            grow(&mut table);
        }
        Sym(sym)
    }

    /// The symbol of a name, or where in the table it would stand.
    fn place(&self, hash: u32, bytes: &[u8]) -> Result<Sym, usize> {
        let table = self.table.borrow();
        let mut place = hash as usize & (table.len() - 1);
        loop {
            let entry = table[place];
            let Some(sym) = entry.sym.checked_sub(1).map(Sym) else { return Err(place) };
            if entry.hash == hash && self.bytes(sym) == bytes {
                return Ok(sym);
            }
            place = (place + 1) & (table.len() - 1);
        }
    }
}

fn grow(table: &mut Vec<Entry>) {
    let old = std::mem::take(table);
    table.resize(old.len() * 2, Entry::default());
    for entry in old.into_iter().filter(|entry| entry.sym != 0) {
        let mut place = entry.hash as usize & (table.len() - 1);
        while table[place].sym != 0 {
            place = (place + 1) & (table.len() - 1);
        }
        table[place] = entry;
    }
}

fn hash(bytes: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_have_their_symbols() {
        let arena = Bump::new();
        let table = RefCell::default();
        let symbols = Symbols::new(&arena, &table);
        for (symbol, text) in known::ALL {
            assert_eq!(symbols.text(*symbol), *text);
        }
    }
}
