//! Random expressions of the language: mostly of matching types, so that most have a value,
//! and now and then of the wrong one, so that errors are met too. The same seed gives the
//! same expressions.

use std::fmt::Write as _;

/// What an expression should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Int,
    Float,
    Bool,
    Text,
    List,
    Set,
    Function,
    Any,
}

const KINDS: [Kind; 7] =
    [Kind::Int, Kind::Float, Kind::Bool, Kind::Text, Kind::List, Kind::Set, Kind::Function];
const NAMES: [&str; 8] = ["a", "b", "c", "x", "y", "foo", "bar", "a-b"];
const TEXTS: [&str; 9] = ["", "a", "b", "ab", "x y", "1", "é", "a,b", "\\n"];

/// Makes expressions.
pub struct Generator {
    state: u64,
    /// Names in scope and what they hold.
    scope: Vec<(String, Kind)>,
}

impl Generator {
    /// A generator of the expressions of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Generator {
        Generator { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, scope: Vec::new() }
    }

    /// An expression of at most this depth.
    pub fn expression(&mut self, depth: u32) -> String {
        let kind = self.kind();
        self.scope.clear();
        self.of(kind, depth)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap_or(0) % bound
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn kind(&mut self) -> Kind {
        self.pick(&KINDS)
    }

    fn of(&mut self, kind: Kind, depth: u32) -> String {
        // The wrong type, rarely.
        let kind = if kind == Kind::Any || self.below(60) == 0 { self.kind() } else { kind };
        let known: Vec<String> = self.scope.iter().filter(|it| it.1 == kind).map(|it| it.0.clone()).collect();
        if !known.is_empty() && self.below(3) == 0 {
            return known[self.below(known.len())].clone();
        }
        if depth == 0 {
            return self.leaf(kind);
        }
        match self.below(12) {
            0 => self.leaf(kind),
            1 => self.binding(kind, depth),
            2 => {
                let (test, yes, no) =
                    (self.of(Kind::Bool, depth - 1), self.of(kind, depth - 1), self.of(kind, depth - 1));
                format!("(if {test} then {yes} else {no})")
            }
            3 => self.call(kind, depth),
            4 => {
                let (name, value, rest) =
                    (self.pick(&NAMES), self.of(kind, depth - 1), self.of(Kind::Set, depth - 1));
                format!("({{ {name} = {value}; }} // {rest}).{name}")
            }
            5 => {
                let (set, name, other) =
                    (self.of(Kind::Set, depth - 1), self.pick(&NAMES), self.of(kind, depth - 1));
                format!("({set}.{name} or {other})")
            }
            _ => self.operation(kind, depth - 1),
        }
    }

    fn leaf(&mut self, kind: Kind) -> String {
        match kind {
            Kind::Int => self.pick(&["0", "1", "2", "3", "7", "(-1)", "100", "9223372036854775807"]).into(),
            Kind::Float => self.pick(&["0.0", "1.0", "1.5", "(-2.25)", "1.0e10", "0.1", "3.14159"]).into(),
            Kind::Bool => self.pick(&["true", "false"]).into(),
            Kind::Text => format!("\"{}\"", self.pick(&TEXTS)),
            Kind::List => self.pick(&["[ ]", "[ 1 ]", "[ 1 2 3 ]", "[ \"a\" \"b\" ]", "[ [ ] null ]"]).into(),
            Kind::Set => self.pick(&["{ }", "{ a = 1; }", "{ a = 1; b = \"b\"; }", "{ x.y = [ ]; }"]).into(),
            Kind::Function => {
                self.pick(&["(x: x)", "(x: [ x ])", "(_: 1)", "toString", "builtins.typeOf"]).into()
            }
            Kind::Any => "null".into(),
        }
    }

    /// A name bound in front of a body that may use it.
    fn binding(&mut self, kind: Kind, depth: u32) -> String {
        let (name, held) = (self.pick(&NAMES[..7]), self.kind());
        let value = self.of(held, depth - 1);
        self.scope.push((name.into(), held));
        let body = self.of(kind, depth - 1);
        self.scope.pop();
        match self.below(5) {
            0 => format!("(let {name} = {value}; in {body})"),
            1 => format!("(({name}: {body}) {value})"),
            2 => format!("(({{ {name}, ... }}: {body}) {{ {name} = {value}; z = 1; }})"),
            3 => format!("(({{ {name} ? {value} }}: {body}) {{ }})"),
            _ => format!("(with {{ {name} = {value}; }}; {body})"),
        }
    }

    fn call(&mut self, kind: Kind, depth: u32) -> String {
        let depth = depth - 1;
        match kind {
            Kind::List => {
                let (function, list) = (self.of(Kind::Function, depth), self.of(Kind::List, depth));
                format!("(map {function} {list})")
            }
            Kind::Set => {
                let set = self.of(Kind::Set, depth);
                format!("(builtins.mapAttrs (n: v: [ n v ]) {set})")
            }
            Kind::Any | Kind::Int | Kind::Float | Kind::Bool | Kind::Text | Kind::Function => {
                let value = self.of(kind, depth);
                format!("((x: x) {value})")
            }
        }
    }

    fn operation(&mut self, kind: Kind, depth: u32) -> String {
        match kind {
            Kind::Int => self.integer(depth),
            Kind::Float => {
                let operator = self.pick(&["+", "-", "*", "/"]);
                let (left, right) = (self.of(Kind::Float, depth), self.pick(&[Kind::Int, Kind::Float]));
                format!("({left} {operator} {})", self.of(right, depth))
            }
            Kind::Bool => self.boolean(depth),
            Kind::Text => self.text(depth),
            Kind::List => self.list(depth),
            Kind::Set | Kind::Any => self.set(depth),
            Kind::Function => {
                let name = self.pick(&NAMES[..7]);
                let held = self.kind();
                self.scope.push((name.into(), held));
                let body = self.of(Kind::Any, depth);
                self.scope.pop();
                format!("({name}: {body})")
            }
        }
    }

    fn integer(&mut self, depth: u32) -> String {
        match self.below(6) {
            0 => format!("(builtins.length {})", self.of(Kind::List, depth)),
            1 => format!("(builtins.stringLength {})", self.of(Kind::Text, depth)),
            2 => format!("(-{})", self.of(Kind::Int, depth)),
            3 => format!("(builtins.foldl' (s: x: s + 1) 0 {})", self.of(Kind::List, depth)),
            _ => {
                let operator = self.pick(&["+", "-", "*", "/"]);
                let (left, right) = (self.of(Kind::Int, depth), self.of(Kind::Int, depth));
                format!("({left} {operator} {right})")
            }
        }
    }

    fn boolean(&mut self, depth: u32) -> String {
        match self.below(7) {
            0 => format!("(!{})", self.of(Kind::Bool, depth)),
            1 => {
                let operator = self.pick(&["<", "<=", ">", ">="]);
                let kind = self.pick(&[Kind::Int, Kind::Float, Kind::Text, Kind::List]);
                let (left, right) = (self.of(kind, depth), self.of(kind, depth));
                format!("({left} {operator} {right})")
            }
            2 => {
                let (operator, kind) = (self.pick(&["==", "!="]), self.kind());
                let (left, right) = (self.of(kind, depth), self.of(kind, depth));
                format!("({left} {operator} {right})")
            }
            3 => {
                let set = self.of(Kind::Set, depth);
                let path = self.pick(&["a", "x.y", "\"b\"", "foo.bar.a"]);
                format!("({set} ? {path})")
            }
            4 => format!("(builtins.isAttrs {})", self.of(Kind::Any, depth)),
            5 => {
                let value = self.of(Kind::Any, depth);
                format!("(builtins.tryEval (if true then {value} else 1)).success")
            }
            _ => {
                let operator = self.pick(&["&&", "||", "->"]);
                let (left, right) = (self.of(Kind::Bool, depth), self.of(Kind::Bool, depth));
                format!("({left} {operator} {right})")
            }
        }
    }

    fn text(&mut self, depth: u32) -> String {
        match self.below(8) {
            0 => format!("(toString {})", self.of(Kind::Int, depth)),
            1 => {
                let (left, right) = (self.of(Kind::Text, depth), self.of(Kind::Text, depth));
                format!("\"<${{{left}}}|${{{right}}}>\"")
            }
            2 => format!("(builtins.typeOf {})", self.of(Kind::Any, depth)),
            3 => {
                let (start, length) = (self.below(4), self.below(5));
                format!("(builtins.substring {start} {length} {})", self.of(Kind::Text, depth))
            }
            4 => format!("(builtins.toJSON {})", self.of(Kind::Any, depth)),
            5 => {
                let text = self.of(Kind::Text, depth);
                format!("(builtins.replaceStrings [ \"a\" \"\" ] [ \"b\" \"_\" ] {text})")
            }
            6 => {
                let text = self.of(Kind::Text, depth);
                format!("''\n  line ${{{text}}}\n    more\n''")
            }
            _ => format!("({} + {})", self.of(Kind::Text, depth), self.of(Kind::Text, depth)),
        }
    }

    fn list(&mut self, depth: u32) -> String {
        match self.below(9) {
            0 => format!("({} ++ {})", self.of(Kind::List, depth), self.of(Kind::List, depth)),
            1 => format!("(builtins.attrNames {})", self.of(Kind::Set, depth)),
            2 => format!("(builtins.attrValues {})", self.of(Kind::Set, depth)),
            3 => {
                let test = self.of(Kind::Bool, depth);
                format!("(builtins.filter (x: {test}) {})", self.of(Kind::List, depth))
            }
            4 => format!("(builtins.genList (i: i * i) {})", self.below(5)),
            5 => format!("(builtins.split \"[a,]\" {})", self.of(Kind::Text, depth)),
            6 => format!("(builtins.sort (a: b: a < b) {})", self.of(Kind::List, depth)),
            7 => format!("(builtins.concatMap (x: [ x x ]) {})", self.of(Kind::List, depth)),
            _ => {
                let elements = (0..self.below(4)).map(|_| format!("{} ", self.of(Kind::Any, depth)));
                format!("[ {}]", elements.collect::<String>())
            }
        }
    }

    fn set(&mut self, depth: u32) -> String {
        match self.below(8) {
            0 => format!("({} // {})", self.of(Kind::Set, depth), self.of(Kind::Set, depth)),
            1 => {
                let set = self.of(Kind::Set, depth);
                format!("(removeAttrs {set} [ \"{}\" ])", self.pick(&NAMES))
            }
            2 => format!(
                "(builtins.intersectAttrs {} {})",
                self.of(Kind::Set, depth),
                self.of(Kind::Set, depth)
            ),
            3 => format!("(builtins.tryEval {})", self.of(Kind::Any, depth)),
            4 => format!("(builtins.groupBy builtins.typeOf {})", self.of(Kind::List, depth)),
            recursion => {
                let mut text = String::from(if recursion == 5 { "rec { " } else { "{ " });
                let first = self.below(4);
                for name in NAMES.iter().skip(first).step_by(2).take(self.below(4)) {
                    let kind = self.kind();
                    let _ = write!(text, "{name} = {}; ", self.of(kind, depth));
                    if recursion == 5 && !name.contains('-') {
                        self.scope.push(((*name).into(), kind));
                    }
                }
                if recursion == 5 {
                    self.scope.clear();
                }
                text + "}"
            }
        }
    }
}
