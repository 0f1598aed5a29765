//! The forms of the language: those that can give any kind, and the operators and literals of
//! each.

use super::{Generator, Kind, NAMES, holds};
use std::fmt::Write as _;

/// Attribute names that are no variables.
const ODD_NAMES: [&str; 7] = ["a-b", "\"if\"", "\"1\"", "\"\"", "\"x y\"", "c'", "or"];

impl Generator<'_> {
    /// A form that gives what its parts give.
    pub(super) fn form(&mut self, kind: Kind, depth: usize) -> String {
        match self.dice.below(17) {
            0 => {
                let (test, yes, no) =
                    (self.of(Kind::Bool, depth), self.of(kind, depth), self.of(kind, depth));
                format!("if {test} then {yes} else {no}")
            }
            1..=4 => self.binding(kind, depth),
            5 => {
                let (test, body) = (self.of(Kind::Bool, depth), self.of(kind, depth));
                if self.dice.once_in(3) {
                    format!("assert {test}; {body}")
                } else {
                    format!("assert {test} || true; {body}")
                }
            }
            6 | 7 => {
                let name = self.name_of(kind);
                let (value, rest) = (self.of(kind, depth), self.of(Kind::Set, depth));
                format!("({rest} // {{ {name} = {value}; }}).{name}")
            }
            8 => {
                let name = self.name_of(kind);
                let (set, other) = (self.of(Kind::Set, depth), self.of(kind, depth));
                format!("{set}.{name} or {other}")
            }
            9 => {
                let name = self.name_of(kind);
                format!("{}.{name}", self.of(Kind::Set, depth))
            }
            10 => format!("builtins.seq {} {}", self.of(Kind::Any, depth), self.of(kind, depth)),
            11 => {
                let value = if self.dice.once_in(2) {
                    self.of(kind, depth)
                } else {
                    format!("(throw {})", self.of(Kind::Text, depth))
                };
                let (name, other) = ("r", self.of(kind, depth));
                format!(
                    "let {name} = builtins.tryEval {value}; in if {name}.success then {name}.value else {other}"
                )
            }
            12 => format!("builtins.head [ {} {} ]", self.of(kind, depth), self.of(Kind::Any, depth)),
            13 => {
                let (own, body) = (self.of(Kind::Int, depth), self.within(&["i", "v"], kind, depth));
                format!(
                    "{{ __functor = self: v: let inherit (self) i; in {body}; i = {own}; }} {}",
                    self.of(Kind::Any, depth)
                )
            }
            14 => format!("(v: v) {}", self.of(kind, depth)),
            15 if matches!(kind, Kind::Text | Kind::Int | Kind::Bool | Kind::Set | Kind::List) => {
                format!("builtins.fromJSON (builtins.toJSON {})", self.of(kind, depth))
            }
            _ => self
                .dice
                .word(&[
                    "throw \"t\"",
                    "abort \"a\"",
                    "v",
                    "builtins.nope",
                    "null",
                    "{ }.i",
                    "assert false; 1",
                ])
                .to_owned(),
        }
    }

    /// A name that holds this kind.
    fn name_of(&mut self, kind: Kind) -> &'static str {
        let fitting: Vec<&str> = NAMES.iter().filter(|it| it.1 == kind).map(|it| it.0).collect();
        if fitting.is_empty() || self.dice.once_in(30) {
            NAMES[self.dice.below(NAMES.len())].0
        } else {
            self.dice.word(&fitting)
        }
    }

    /// Names bound in front of a body that may use them.
    fn binding(&mut self, kind: Kind, depth: usize) -> String {
        let names: Vec<&'static str> =
            (0..1 + self.dice.below(2)).map(|_| NAMES[self.dice.below(NAMES.len())].0).collect();
        let (first, last) = (names[0], names[names.len() - 1]);
        match self.dice.below(9) {
            0 | 1 => {
                let bindings = self.bindings(&names, true, depth);
                format!("let {bindings}in {}", self.within(&names, kind, depth))
            }
            2 => {
                let bindings = self.bindings(&names, false, depth);
                format!("with {{ {bindings}}}; {}", self.within(&names, kind, depth))
            }
            3 => {
                format!("({first}: {}) {}", self.within(&[first], kind, depth), self.of(holds(first), depth))
            }
            4 if first != last => {
                let (default, body) =
                    (self.within(&[first], holds(last), depth), self.within(&names, kind, depth));
                let value = self.of(holds(first), depth);
                let more = self.dice.word(&["", ", ..."]);
                format!("({{ {first}, {last} ? {default}{more} }}: {body}) {{ {first} = {value}; }}")
            }
            5 => {
                let (body, set) = (self.within(&[first, "b"], kind, depth), self.of(Kind::Set, depth));
                let value = self.of(holds(first), depth);
                format!("(b@{{ {first} ? {value}, ... }}: {body}) {set}")
            }
            6 => {
                let bindings = self.bindings(&names, true, depth);
                format!("let {{ {bindings}body = {}; }}", self.within(&names, kind, depth))
            }
            7 => {
                let set = self.of(Kind::Set, depth);
                let body = self.within(&[first], kind, depth);
                format!("let inherit ({set}) {first}; in {body}")
            }
            _ => {
                let (value, more) = (self.within(&names, holds(first), depth), self.of(Kind::Set, depth));
                format!(
                    "(rec {{ {first} = {value}; v = {more}; r = {}; }}).r",
                    self.within(&[first, "v"], kind, depth)
                )
            }
        }
    }

    /// `name = value; ` for each name, once.
    fn bindings(&mut self, names: &[&'static str], recursive: bool, depth: usize) -> String {
        let mut text = String::new();
        for (index, name) in names.iter().enumerate().filter(|(index, name)| !names[..*index].contains(name))
        {
            let seen = if recursive && self.dice.once_in(8) {
                names
            } else {
                &names[..if recursive { index } else { 0 }]
            };
            let _ = write!(text, "{name} = {}; ", self.within(seen, holds(name), depth));
        }
        text
    }

    /// A function of arguments with names of their kinds.
    pub(super) fn function(&mut self, from: &[Kind], to: Kind, depth: usize) -> String {
        if from.len() == 1 && self.dice.once_in(8) {
            return self
                .dice
                .word(&[
                    "toString",
                    "builtins.typeOf",
                    "(builtins.add 1)",
                    "builtins.isInt",
                    "(v: v)",
                    "({ i ? 1, ... }: i)",
                ])
                .to_owned();
        }
        let names: Vec<&'static str> = from.iter().map(|kind| self.name_of(*kind)).collect();
        let body = self.within(&names, to, depth.saturating_sub(1));
        format!("({}: {body})", names.join(": "))
    }

    /// An operator or a literal with parts.
    pub(super) fn operation(&mut self, kind: Kind, depth: usize) -> String {
        match kind {
            Kind::Int => match self.dice.below(6) {
                0 => format!("-{}", self.of(Kind::Int, depth)),
                _ => self.infix(&["+", "-", "*", "/"], Kind::Int, Kind::Int, depth),
            },
            Kind::Float => {
                let right = *self.dice.pick(&[Kind::Int, Kind::Float]);
                self.infix(&["+", "-", "*", "/"], Kind::Float, right, depth)
            }
            Kind::Bool => self.test(depth),
            Kind::Text | Kind::Name | Kind::Pattern | Kind::Version | Kind::Json | Kind::Toml => {
                self.text(depth)
            }
            Kind::Path => match self.dice.below(3) {
                0 => format!(
                    "./fixtures/{}",
                    if self.dice.once_in(2) { "${\"tree\"}/d" } else { "${toString 1}" }
                ),
                _ => format!(
                    "{} + {}",
                    self.of(Kind::Path, depth),
                    self.dice.word(&["\"/a\"", "\"/..\"", "\"b/../c\"", "\"\"", "./b"])
                ),
            },
            Kind::List | Kind::Ints | Kind::Texts | Kind::Sets => self.list(kind, depth),
            Kind::Set => self.set(depth),
            Kind::Derivation => self.leaf(kind, depth),
            Kind::Function(from, to) => self.function(from, *to, depth),
            Kind::Any | Kind::Count => self.leaf(kind, depth),
        }
    }

    fn infix(&mut self, operators: &[&str], left: Kind, right: Kind, depth: usize) -> String {
        let operator = *self.dice.pick(operators);
        format!("{} {operator} {}", self.of(left, depth), self.of(right, depth))
    }

    fn test(&mut self, depth: usize) -> String {
        match self.dice.below(6) {
            0 => format!("!{}", self.of(Kind::Bool, depth)),
            1 => {
                let kind = *self.dice.pick(&[
                    Kind::Int,
                    Kind::Float,
                    Kind::Text,
                    Kind::List,
                    Kind::Ints,
                    Kind::Texts,
                    Kind::Path,
                ]);
                let other = if kind == Kind::Int { Kind::Float } else { kind };
                self.infix(&["<", "<=", ">", ">="], kind, other, depth)
            }
            2 | 3 => {
                let kind = self.plain();
                let other = if self.dice.once_in(4) { Kind::Any } else { kind };
                self.infix(&["==", "!="], kind, other, depth)
            }
            4 => {
                let set = self.of(Kind::Set, depth);
                format!(
                    "{set} ? {}",
                    self.dice.word(&["i", "a.b", "\"b\"", "a.i", "${\"s\"}", "is.v", "a.\"i\".j"])
                )
            }
            _ => self.infix(&["&&", "||", "->"], Kind::Bool, Kind::Bool, depth),
        }
    }

    fn text(&mut self, depth: usize) -> String {
        match self.dice.below(5) {
            0 | 1 => {
                let holes = [Kind::Text, Kind::Text, Kind::Path, Kind::Derivation, Kind::Text, Kind::Text];
                let (first, second) = (*self.dice.pick(&holes), *self.dice.pick(&holes));
                format!("\"<${{{}}}|${{{}}}>\"", self.of(first, depth), self.of(second, depth))
            }
            2 => {
                let text = self.of(Kind::Text, depth);
                self.indented(&text)
            }
            _ => self.infix(&["+"], Kind::Text, Kind::Text, depth),
        }
    }

    /// An indented string with this hole.
    fn indented(&mut self, hole: &str) -> String {
        let mut text = String::from("''");
        for _ in 0..1 + self.dice.below(6) {
            match self.dice.below(4) {
                0 => text += &format!("${{{hole}}}"),
                1 => {
                    text += self
                        .dice
                        .word(&["''${x}", "'''", "''\\t", "''\\n", "''$", "$$", "$ ", "' ", "\"", "''\\x"]);
                }
                2 => text += self.dice.word(&["\n", "\n  ", "\n    ", "\n\n", "\n\t", "\n \n  ", "\r\n "]),
                _ => text += self.dice.word(&["a", " b ", "line", "  ", "é", "\\", "{", "}"]),
            }
        }
        text + "''"
    }

    fn list(&mut self, kind: Kind, depth: usize) -> String {
        if self.dice.once_in(3) {
            return self.infix(&["++"], kind, kind, depth);
        }
        let item = match kind {
            Kind::Ints => Kind::Int,
            Kind::Texts => Kind::Text,
            Kind::Sets => Kind::Set,
            _ => Kind::Any,
        };
        let items: String = (0..self.dice.below(4)).map(|_| self.of(item, depth) + " ").collect();
        format!("[ {items}]")
    }

    fn set(&mut self, depth: usize) -> String {
        if self.dice.once_in(4) {
            return self.infix(&["//"], Kind::Set, Kind::Set, depth);
        }
        let recursive = self.dice.once_in(3);
        let mut names: Vec<&'static str> = Vec::new();
        for _ in 0..self.dice.below(4) {
            let name = NAMES[self.dice.below(NAMES.len())].0;
            if !names.contains(&name) || self.dice.once_in(20) {
                names.push(name);
            }
        }
        let mut text = String::from(if recursive { "rec { " } else { "{ " });
        for name in &names {
            let seen = if recursive { &names[..] } else { &[] };
            let value = if self.dice.once_in(6) {
                self.of(Kind::Any, depth)
            } else {
                self.within(&seen[..seen.len().min(1)], holds(name), depth)
            };
            let _ = write!(text, "{name} = {value}; ");
        }
        if self.dice.once_in(6) {
            text += &self.nested_or_inherited(depth);
        }
        if self.dice.once_in(6) {
            let name = *self.dice.pick(&ODD_NAMES);
            let _ = write!(text, "{name} = {}; ", self.of(Kind::Any, depth));
        }
        if self.dice.once_in(12) {
            text += &self.special(depth);
        }
        text + "}"
    }

    /// Attributes by paths, which make one set, and attributes from elsewhere.
    fn nested_or_inherited(&mut self, depth: usize) -> String {
        let (first, second) = (self.of(Kind::Any, depth), self.of(Kind::Any, depth));
        match self.dice.below(6) {
            0 => format!("n.m = {first}; n.o.p = {second}; "),
            1 => format!("n = rec {{ m = {first}; }}; n.o = {second}; "),
            2 => format!("n.m = {first}; n = {{ o.p = {second}; q = n; }}; "),
            3 => format!("n.${{{}}} = {first}; n.m = {second}; ", self.of(Kind::Text, depth)),
            4 => format!("inherit ({}) n i \"o p\"; ", self.of(Kind::Set, depth)),
            _ => match self.variable(Kind::Any) {
                Some(name) => format!("inherit {name} true; "),
                None => "inherit (builtins) typeOf; inherit null; ".to_owned(),
            },
        }
    }

    /// Attributes that the language knows.
    fn special(&mut self, depth: usize) -> String {
        match self.dice.below(5) {
            0 => format!("__toString = self: {}; ", self.of(Kind::Text, depth)),
            1 => format!("outPath = {}; ", self.of(Kind::Text, depth)),
            2 => format!("${{{}}} = {}; ", self.of(Kind::Text, depth), self.of(Kind::Any, depth)),
            3 => format!("type = \"derivation\"; drvPath = {}; ", self.of(Kind::Text, depth)),
            _ => format!("__overrides = {}; ", self.of(Kind::Set, depth)),
        }
    }
}
