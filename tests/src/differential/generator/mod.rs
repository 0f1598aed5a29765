//! Random expressions of the language: of matching types, so that most have a value, and now and
//! then of the wrong one, so that errors are met too.
//!
//! A name tells what it holds (`i` a number, `s` a text, `a` a set …), in scopes and in sets
//! alike: so a selection or a variable fits where it stands without any bookkeeping of types.

mod builtins;
mod forms;
mod leaves;
mod texts;

use super::dice::Dice;
use crate::workspace;
use std::path::PathBuf;

/// What an expression should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Any,
    Int,
    /// A number of things: small, so that what is made of it is small.
    Count,
    Float,
    Bool,
    Text,
    /// Texts of a form of their own.
    Name,
    Pattern,
    Version,
    Json,
    Toml,
    Path,
    /// Without what else may be in it: lists of one kind.
    List,
    Ints,
    Texts,
    Sets,
    Set,
    /// A set made by `derivation`.
    Derivation,
    /// A function of these to that.
    Function(&'static [Kind], &'static Kind),
}

/// The kinds that a value on its own may have.
const PLAIN: [Kind; 12] = [
    Kind::Int,
    Kind::Float,
    Kind::Bool,
    Kind::Text,
    Kind::Path,
    Kind::List,
    Kind::Ints,
    Kind::Texts,
    Kind::Sets,
    Kind::Set,
    Kind::Set,
    Kind::Function(&[Kind::Any], &Kind::Any),
];

/// An expression, and the folder where its relative paths start.
pub fn expression(dice: &mut Dice) -> (String, PathBuf) {
    let mut generator = Generator { dice, scope: Vec::new(), size: 0 };
    let kind = generator.plain();
    let depth = 2 + generator.dice.below(5);
    (generator.of(kind, depth), workspace::cases("builtins"))
}

/// More than this and only leaves grow.
const SIZE: usize = 150;

struct Generator<'a> {
    dice: &'a mut Dice,
    /// The names in scope.
    scope: Vec<&'static str>,
    /// The number of expressions made so far.
    size: usize,
}

impl Generator<'_> {
    fn plain(&mut self) -> Kind {
        *self.dice.pick(&PLAIN)
    }

    /// An expression that can stand anywhere.
    fn of(&mut self, kind: Kind, depth: usize) -> String {
        self.size += 1;
        let kind = self.perhaps_another(kind);
        if depth == 0 || self.size > SIZE || self.dice.once_in(10) {
            return self.variable(kind).unwrap_or_else(|| self.leaf(kind, depth));
        }
        if self.dice.once_in(4)
            && let Some(variable) = self.variable(kind)
        {
            return variable;
        }
        let text = match self.dice.below(10) {
            0..=3 => self.form(kind, depth - 1),
            4..=6 => self.call(kind, depth - 1),
            _ => self.operation(kind, depth - 1),
        };
        // Without parentheses what stands around it may take a part of it.
        if self.dice.once_in(25) { text } else { format!("({text})") }
    }

    /// Any kind becomes one; and rarely it is the wrong one.
    fn perhaps_another(&mut self, kind: Kind) -> Kind {
        match kind {
            Kind::Any => self.plain(),
            // Numbers of elements stay small whatever happens.
            Kind::Count => kind,
            _ if self.dice.once_in(120) => self.plain(),
            _ => kind,
        }
    }

    fn variable(&mut self, kind: Kind) -> Option<String> {
        let fitting: Vec<&str> =
            self.scope.iter().copied().filter(|name| kind == Kind::Any || holds(name) == kind).collect();
        (!fitting.is_empty()).then(|| (*self.dice.pick(&fitting)).to_owned())
    }

    /// An expression with names in scope.
    fn within(&mut self, names: &[&'static str], kind: Kind, depth: usize) -> String {
        let before = self.scope.len();
        self.scope.extend(names);
        let text = self.of(kind, depth);
        self.scope.truncate(before);
        text
    }
}

/// The names of variables and attributes, by what they hold.
const NAMES: [(&str, Kind); 18] = [
    ("i", Kind::Int),
    ("j", Kind::Int),
    ("x", Kind::Float),
    ("p", Kind::Bool),
    ("q", Kind::Bool),
    ("s", Kind::Text),
    ("t", Kind::Text),
    ("d", Kind::Path),
    ("l", Kind::List),
    ("is", Kind::Ints),
    ("ts", Kind::Texts),
    ("as", Kind::Sets),
    ("a", Kind::Set),
    ("b", Kind::Set),
    ("f", Kind::Function(&[Kind::Any], &Kind::Any)),
    ("g", Kind::Function(&[Kind::Any], &Kind::Any)),
    ("v", Kind::Any),
    ("w", Kind::Any),
];

/// What a name holds.
fn holds(name: &str) -> Kind {
    NAMES.iter().find(|it| it.0 == name).map_or(Kind::Any, |it| it.1)
}
