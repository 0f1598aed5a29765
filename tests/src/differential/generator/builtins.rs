//! Calls of builtins: a table of what each takes and gives.

use super::{Generator, Kind};
use Kind::{
    Any, Bool, Count, Derivation, Float, Function, Int, Ints, Json, List, Name, Path, Pattern, Set, Sets,
    Text, Texts, Toml, Version,
};

/// A builtin, what it takes, and what it gives.
type Signature = (&'static str, &'static [Kind], Kind);

const SIGNATURES: &[Signature] = &[
    ("add", &[Int, Int], Int),
    ("sub", &[Int, Int], Int),
    ("mul", &[Int, Int], Int),
    ("div", &[Int, Int], Int),
    ("bitAnd", &[Int, Int], Int),
    ("bitOr", &[Int, Int], Int),
    ("bitXor", &[Int, Int], Int),
    ("add", &[Float, Int], Float),
    ("mul", &[Int, Float], Float),
    ("div", &[Float, Float], Float),
    ("ceil", &[Float], Int),
    ("floor", &[Float], Int),
    ("floor", &[Int], Int),
    ("length", &[List], Int),
    ("stringLength", &[Text], Int),
    ("compareVersions", &[Version, Version], Int),
    ("foldl'", &[Function(&[Int, Int], &Int), Int, Ints], Int),
    ("foldl'", &[Function(&[Text, Any], &Text), Text, List], Text),
    ("foldl'", &[Function(&[Set, Text], &Set), Set, Texts], Set),
    ("lessThan", &[Int, Float], Bool),
    ("lessThan", &[Text, Text], Bool),
    ("lessThan", &[List, List], Bool),
    ("lessThan", &[Path, Path], Bool),
    ("isAttrs", &[Any], Bool),
    ("isBool", &[Any], Bool),
    ("isFloat", &[Any], Bool),
    ("isFunction", &[Any], Bool),
    ("isInt", &[Any], Bool),
    ("isList", &[Any], Bool),
    ("isNull", &[Any], Bool),
    ("isPath", &[Any], Bool),
    ("isString", &[Any], Bool),
    ("elem", &[Int, Ints], Bool),
    ("elem", &[Any, List], Bool),
    ("all", &[Function(&[Int], &Bool), Ints], Bool),
    ("any", &[Function(&[Text], &Bool), Texts], Bool),
    ("hasAttr", &[Name, Set], Bool),
    ("hasContext", &[Text], Bool),
    ("pathExists", &[Path], Bool),
    ("typeOf", &[Any], Text),
    ("toString", &[Any], Text),
    ("toString", &[Text], Text),
    ("toJSON", &[Any], Text),
    ("toJSON", &[Set], Text),
    ("toXML", &[Any], Text),
    ("substring", &[Count, Count, Text], Text),
    ("substring", &[Count, Int, Text], Text),
    ("replaceStrings", &[Texts, Texts, Text], Text),
    ("concatStringsSep", &[Text, Texts], Text),
    ("concatStringsSep", &[Text, List], Text),
    ("baseNameOf", &[Text], Text),
    ("baseNameOf", &[Path], Text),
    ("dirOf", &[Text], Text),
    ("dirOf", &[Path], Path),
    ("toPath", &[Path], Text),
    ("unsafeDiscardStringContext", &[Text], Text),
    ("unsafeDiscardOutputDependency", &[Text], Text),
    ("addDrvOutputDependencies", &[Text], Text),
    ("getContext", &[Text], Set),
    ("hashString", &[Text, Text], Text),
    ("readFileType", &[Path], Text),
    ("placeholder", &[Name], Text),
    ("toFile", &[Name, Text], Text),
    ("fromJSON", &[Json], Any),
    ("fromJSON", &[Json], Set),
    ("fromTOML", &[Toml], Set),
    ("match", &[Pattern, Text], List),
    ("split", &[Pattern, Text], List),
    ("splitVersion", &[Version], Texts),
    ("parseDrvName", &[Version], Set),
    ("attrNames", &[Set], Texts),
    ("attrValues", &[Set], List),
    ("concatLists", &[List], List),
    ("concatMap", &[Function(&[Any], &List), List], List),
    ("concatMap", &[Function(&[Int], &Texts), Ints], Texts),
    ("filter", &[Function(&[Int], &Bool), Ints], Ints),
    ("filter", &[Function(&[Any], &Bool), List], List),
    ("genList", &[Function(&[Int], &Int), Count], Ints),
    ("genList", &[Function(&[Int], &Any), Count], List),
    ("map", &[Function(&[Int], &Int), Ints], Ints),
    ("map", &[Function(&[Text], &Text), Texts], Texts),
    ("map", &[Function(&[Int], &Set), Ints], Sets),
    ("map", &[Function(&[Any], &Any), List], List),
    ("partition", &[Function(&[Int], &Bool), Ints], Set),
    ("sort", &[Function(&[Int, Int], &Bool), Ints], Ints),
    ("sort", &[Function(&[Any, Any], &Bool), List], List),
    ("tail", &[List], List),
    ("tail", &[Ints], Ints),
    ("catAttrs", &[Name, Sets], List),
    ("groupBy", &[Function(&[Any], &Text), List], Set),
    ("groupBy", &[Function(&[Text], &Text), Texts], Set),
    ("intersectAttrs", &[Set, Set], Set),
    ("listToAttrs", &[Sets], Set),
    ("mapAttrs", &[Function(&[Text, Any], &Any), Set], Set),
    ("removeAttrs", &[Set, Texts], Set),
    ("zipAttrsWith", &[Function(&[Text, List], &Any), Sets], Set),
    ("functionArgs", &[Function(&[Any], &Any)], Set),
    ("tryEval", &[Any], Set),
    ("readDir", &[Path], Set),
    ("unsafeGetAttrPos", &[Name, Set], Any),
    ("derivation", &[Set], Set),
    ("derivationStrict", &[Set], Set),
    ("deepSeq", &[Any, Any], Any),
    ("seq", &[Any, Any], Any),
    ("addErrorContext", &[Text, Any], Any),
    ("head", &[List], Any),
    ("elemAt", &[List, Count], Any),
    ("elemAt", &[Ints, Count], Int),
    ("getAttr", &[Name, Set], Any),
    ("head", &[Sets], Set),
    ("storePath", &[Path], Text),
    ("parseFlakeRef", &[Text], Set),
    ("flakeRefToString", &[Set], Text),
    ("import", &[Path], Any),
    ("scopedImport", &[Set, Path], Any),
    ("convertHash", &[Set], Text),
    ("appendContext", &[Text, Set], Text),
    ("toString", &[Path], Text),
    ("toString", &[Derivation], Text),
];

/// Those that are seen everywhere.
const GLOBAL: &[&str] = &[
    "baseNameOf",
    "derivation",
    "dirOf",
    "import",
    "isNull",
    "map",
    "removeAttrs",
    "toString",
    "placeholder",
    "scopedImport",
    "derivationStrict",
    "fromTOML",
];

impl Generator<'_> {
    /// A call of a builtin that gives this kind, now and then with one argument too few or too many.
    pub(super) fn call(&mut self, kind: Kind, depth: usize) -> String {
        match kind {
            Text if self.dice.once_in(12) => return self.hash(depth),
            Sets if self.dice.once_in(2) => return self.closure(depth),
            Set if self.dice.once_in(15) => return self.derivation_of(depth),
            _ => {}
        }
        let fitting: Vec<&Signature> = SIGNATURES.iter().filter(|it| it.2 == kind || it.2 == Any).collect();
        let exact: Vec<&Signature> = fitting.iter().copied().filter(|it| it.2 == kind).collect();
        let among = if exact.is_empty() || self.dice.once_in(4) { &fitting } else { &exact };
        let (name, takes, _) = **self.dice.pick(among);
        let mut text = if GLOBAL.contains(&name) && self.dice.once_in(2) {
            name.to_owned()
        } else {
            format!("builtins.{name}")
        };
        let takes = match self.dice.below(60) {
            0 => &takes[..takes.len() - 1],
            _ => takes,
        };
        for &kind in takes {
            text = format!("{text} {}", self.argument(kind, depth));
        }
        text
    }

    /// An argument; of a kind with a grammar of its own mostly a literal.
    fn argument(&mut self, kind: Kind, depth: usize) -> String {
        match kind {
            Name | Pattern | Version | Json | Toml | Count if !self.dice.once_in(15) => {
                self.leaf(kind, depth)
            }
            Name | Pattern | Version | Json | Toml => self.of(Text, depth),
            _ => self.of(kind, depth),
        }
    }

    fn hash(&mut self, depth: usize) -> String {
        let algorithm = self.dice.word(&["md5", "sha1", "sha256", "sha512", "sha256", "sha3"]);
        let text = self.of(Text, depth);
        if self.dice.once_in(2) {
            return format!("builtins.hashString \"{algorithm}\" {text}");
        }
        let format = self.dice.word(&["base16", "nix32", "base32", "base64", "sri"]);
        format!(
            "builtins.convertHash {{ hash = builtins.hashString \"{algorithm}\" {text}; hashAlgo = \"{algorithm}\"; toHashFormat = \"{format}\"; }}"
        )
    }

    fn closure(&mut self, depth: usize) -> String {
        let start = self.of(Ints, depth);
        let next = self.within(&["i"], Ints, depth.min(1));
        format!(
            "builtins.genericClosure {{ startSet = map (i: {{ key = i; }}) {start}; operator = item: let i = item.key; in map (i: {{ key = i; }}) (builtins.filter (n: n > i && n < 9) {next}); }}"
        )
    }

    fn derivation_of(&mut self, depth: usize) -> String {
        let (first, second) = (self.of(Any, depth), self.of(Text, depth));
        let structured = self.dice.word(&["", "", "__structuredAttrs = true; "]);
        format!(
            "derivation {{ name = \"n\"; system = \"s\"; builder = \"b\"; {structured}v = {first}; s = {second}; }}"
        )
    }
}
