//! Where an option stands: a path as a linked list, made into text only when a message or a
//! Nix function needs it. So the thousands of locations of an evaluation cost a few words each.

use crate::Session;
use fedic_eval::{Failure, Slot, State, Sym, Value, json_string};
use fedic_model::nix;

/// A path of an option, innermost part first.
#[derive(Clone, Copy)]
pub struct Loc<'a> {
    pub parent: Option<&'a Loc<'a>>,
    pub part: Step<'a>,
}

/// A part of a path.
#[derive(Clone, Copy)]
pub enum Step<'a> {
    /// The empty path.
    Root,
    Name(Sym),
    /// An element of a list: the number of the definition and of the element in it, from one.
    Entry(u32, u32),
    /// The result of a function type.
    Body,
    /// A whole path that Nix code gave: a list of strings, not yet looked at.
    Given(&'a Slot<'a>),
}

impl<'a> Session<'a> {
    /// The empty path.
    pub(crate) fn root(&self) -> &'a Loc<'a> {
        self.root_loc
    }

    /// The path one part further.
    pub(crate) fn below(&self, parent: &'a Loc<'a>, part: Step<'a>) -> &'a Loc<'a> {
        self.ev.arena().alloc(Loc { parent: Some(parent), part })
    }

    /// The path that a list of strings from Nix code stands for.
    pub(crate) fn given_loc(&self, list: &'a Slot<'a>) -> &'a Loc<'a> {
        self.ev.arena().alloc(Loc { parent: None, part: Step::Given(list) })
    }

    /// The parts as Nix strings, outermost first.
    pub(crate) fn parts(&'a self, loc: &'a Loc<'a>) -> Result<Vec<State<'a>>, Failure> {
        let mut parts = Vec::new();
        let mut at = Some(loc);
        while let Some(Loc { parent, part }) = at {
            match *part {
                Step::Root => {}
                Step::Given(list) => {
                    parts.extend(self.ev.list_of(list)?.items.iter().rev().map(|slot| self.ev.share(slot)));
                }
                Step::Name(name) => parts.push(State::Ready(self.ev.string(self.ev.name(name)))),
                Step::Entry(..) | Step::Body => parts.push(State::Ready(self.ev.string(&part.text(self)))),
            }
            at = *parent;
        }
        parts.reverse();
        Ok(parts)
    }

    /// The path as a Nix list of strings.
    pub(crate) fn loc_value(&'a self, loc: &'a Loc<'a>) -> Result<Value<'a>, Failure> {
        if let Loc { parent: None, part: Step::Given(list) } = loc {
            return self.ev.force(list);
        }
        Ok(self.ev.list(&self.parts(loc)?))
    }

    /// The last part as a string.
    pub(crate) fn last_part(&'a self, loc: &'a Loc<'a>) -> Result<State<'a>, Failure> {
        match self.parts(loc)?.pop() {
            Some(part) => Ok(part),
            None => Err(self.thrown("lib.lists.last: list must not be empty!")),
        }
    }

    /// The path as texts.
    pub fn loc_texts(&'a self, loc: &'a Loc<'a>) -> Result<Vec<&'a str>, Failure> {
        self.parts(loc)?
            .into_iter()
            .map(|part| Ok(self.ev.utf8(self.ev.string_of(self.ev.slot(part))?)))
            .collect()
    }

    /// The path as messages show it: parts that are no identifiers are quoted.
    ///
    /// # Errors
    /// A path that Nix code gave is no list of strings.
    pub fn show_loc(&'a self, loc: &'a Loc<'a>) -> Result<String, Failure> {
        let parts: Vec<String> = self.loc_texts(loc)?.into_iter().map(show_part).collect();
        Ok(parts.join("."))
    }

    /// The path for a message; empty where it cannot be told.
    pub(crate) fn shown(&'a self, loc: &'a Loc<'a>) -> String {
        self.show_loc(loc).unwrap_or_default()
    }
}

impl Loc<'_> {
    /// Whether it is known, without evaluating anything, that there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        let nothing = match self.part {
            Step::Root => true,
            Step::Given(list) => {
                matches!(list.state(), State::Ready(Value::List(list)) if list.items.is_empty())
            }
            Step::Name(_) | Step::Entry(..) | Step::Body => false,
        };
        nothing && self.parent.is_none()
    }
}

impl<'a> Step<'a> {
    fn text(self, cx: &Session<'a>) -> String {
        match self {
            Step::Root | Step::Given(_) => String::new(),
            Step::Name(name) => cx.ev.name(name).to_owned(),
            Step::Entry(definition, entry) => format!("[definition {definition}-entry {entry}]"),
            Step::Body => "<function body>".to_owned(),
        }
    }
}

/// A part of an option's path as it is written in Nix. Placeholders such as `<name>` and `*`
/// stay as they are.
pub(crate) fn show_part(part: &str) -> String {
    if nix::is_placeholder(part) { part.to_owned() } else { identifier(part) }
}

/// An attribute name, in quotes where nixpkgs' `escapeNixIdentifier` puts it in quotes: unlike
/// Nix it takes `or` for a keyword.
pub(crate) fn identifier(name: &str) -> String {
    if nix::is_identifier(name) && name != "or" { name.to_owned() } else { quoted(name) }
}

/// A text as nixpkgs' `escapeNixString` quotes it: as JSON does, and with every `$` escaped.
pub(crate) fn quoted(text: &str) -> String {
    json_string(text).replace('$', "\\$")
}
