//! Packages where there is no nixpkgs: references that stand for what somebody else builds.
//!
//! `pkgs` is an open set. Each of its attributes is a package, which is an open set again:
//! what is selected from it is another package, and so is what calling it gives. A package
//! knows how it was named and nothing else; as a string it is `${pkgs.hello}`, with context.

use crate::Session;
use crate::op::Op;
use fedic_eval::{Native, Res, Slot, State, Sym, Value, known};
use fedic_model::nix::quoted;
use std::borrow::Cow;

/// How a package is named.
#[derive(Clone, Copy)]
pub(crate) enum Package<'a> {
    /// By an attribute path below `pkgs`; `pkgs` itself by the empty one.
    Named(&'a str),
    /// By the package that was called, and the argument.
    Called(u32, &'a Slot<'a>),
}

/// How much of an argument a name shows: levels, parts of a level, characters of a text.
const DEPTH: usize = 4;
const PARTS: usize = 12;
const TEXT: usize = 80;

impl<'a> Session<'a> {
    /// `pkgs`.
    pub fn packages(&self) -> Value<'a> {
        self.package("")
    }

    /// The package at an attribute path below `pkgs`.
    pub(crate) fn package(&self, path: &str) -> Value<'a> {
        let same = |it: &Package<'_>| matches!(it, Package::Named(name) if *name == path);
        let known = self.packages.borrow().iter().position(same);
        match known {
            Some(number) => package(number),
            None => self.new_package(Package::Named(self.ev.arena().alloc_str(path))),
        }
    }

    /// How a package is named: an attribute path below `pkgs`, and what it was called with.
    pub(crate) fn package_path(&'a self, object: u32) -> Cow<'a, str> {
        let known = self.packages.borrow()[object as usize];
        match known {
            Package::Named(path) => path.into(),
            Package::Called(function, argument) => {
                format!("{} {}", self.package_path(function), self.shown_argument(argument, DEPTH)).into()
            }
        }
    }

    /// What is selected from a package. Names with underscores in front mean something to
    /// Nix or to the module system, and no package has them.
    pub(crate) fn package_member(&'a self, object: u32, name: Sym) -> Option<&'a Slot<'a>> {
        let (path, name) = (self.package_path(object), self.ev.name(name));
        let value = match name {
            _ if name.starts_with('_') => return None,
            "lib" if path.is_empty() => return Some(self.lib()),
            _ if path.is_empty() => self.package(&part(name)),
            "type" => self.ev.string("derivation"),
            "name" | "pname" => self.ev.string(last(&path)),
            "outPath" => self.package_text(format!("${{pkgs.{path}}}")),
            "drvPath" => self.package_text(format!("${{pkgs.{path}.drvPath}}")),
            _ if path.contains(' ') => self.package(&format!("({path}).{}", part(name))),
            _ => self.package(&format!("{path}.{}", part(name))),
        };
        Some(self.ev.slot(State::Ready(value)))
    }

    /// A package called with an argument: another package, named after both.
    pub(crate) fn call_package(&self, object: u32, argument: &'a Slot<'a>) -> Res<'a> {
        Ok(self.new_package(Package::Called(object, self.ev.slot(self.ev.share(argument)))))
    }

    fn new_package(&self, named: Package<'a>) -> Value<'a> {
        let mut packages = self.packages.borrow_mut();
        packages.push(named);
        package(packages.len() - 1)
    }

    /// A package as a string, whose context names it.
    fn package_text(&self, text: String) -> Value<'a> {
        let context: &'a str = self.ev.arena().alloc_str(&text);
        self.ev.bytes(text.as_bytes(), self.ev.arena().alloc_slice_copy(&[context]))
    }

    /// As much of an argument as tells packages apart; `…` for what is no data.
    fn shown_argument(&'a self, slot: &'a Slot<'a>, depth: usize) -> String {
        let Ok(value) = self.ev.deeper(|| self.ev.force(slot)) else { return "…".to_owned() };
        match value {
            Value::Null => "null".to_owned(),
            Value::Bool(truth) => truth.to_string(),
            Value::Int(number) => number.to_string(),
            Value::Float(number) => number.to_string(),
            Value::Str(text) => shown_text(&text.text()),
            Value::Path(path) => path.text().into_owned(),
            Value::Native(native) if native.is_open() => match self.package_path(native.object) {
                path if path.contains(' ') => format!("(pkgs.{path})"),
                path => format!("pkgs.{path}"),
            },
            Value::List(_) | Value::Attrs(_) if depth == 0 => "…".to_owned(),
            Value::List(list) => {
                let items =
                    list.items.iter().take(PARTS).map(|item| self.shown_argument(item, depth - 1) + " ");
                let rest = if list.items.len() > PARTS { "… " } else { "" };
                format!("[ {}{rest}]", items.collect::<String>())
            }
            Value::Attrs(attrs) if attrs.get(known::OUT_PATH).is_some() => "…".to_owned(),
            Value::Attrs(attrs) => {
                let members = self.ev.sorted(attrs);
                let shown = members.iter().take(PARTS).map(|(name, slot)| {
                    format!("{} = {}; ", part(self.ev.name(*name)), self.shown_argument(slot, depth - 1))
                });
                let rest = if members.len() > PARTS { "… " } else { "" };
                format!("{{ {}{rest}}}", shown.collect::<String>())
            }
            Value::Lambda(..) | Value::Builtin(_) | Value::Partial(_) | Value::Native(_) => "…".to_owned(),
        }
    }
}

fn package<'a>(number: usize) -> Value<'a> {
    let object = u32::try_from(number).unwrap_or_else(|_| unreachable!("fewer packages than memory"));
    Value::Native(Native { operation: Op::Package as u16 | Native::OPEN, object })
}

/// A text in quotes; a long one is cut, and a sum over it tells it from others.
fn shown_text(text: &str) -> String {
    match text.char_indices().nth(TEXT) {
        None => quoted(text),
        Some((end, _)) => {
            let sum = text
                .bytes()
                .fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
            format!("{}… ({sum:08x})", quoted(&text[..end]))
        }
    }
}

/// A name as a part of an attribute path.
fn part(name: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '\'');
    if !name.is_empty() && name.chars().all(plain) { name.into() } else { quoted(name).into() }
}

/// The last part of an attribute path, which packages are named after.
fn last(path: &str) -> &str {
    let called = path.split(' ').next().unwrap_or(path);
    called.rsplit('.').next().unwrap_or(called)
}
