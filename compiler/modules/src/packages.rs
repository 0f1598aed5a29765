//! Packages where there is no nixpkgs: references that stand for what somebody else builds.
//!
//! `pkgs` is an open set. Each of its attributes is a package, which is an open set again:
//! what is selected from it is another package, and so is what calling it gives. A package
//! knows its name and nothing else; as a string it is `${pkgs.hello}`, with context.

use crate::Session;
use crate::op::Op;
use fedic_eval::{Brief, Native, Res, Slot, State, Sym, Value};

/// How much of an argument a package's name shows.
const SHOWN: usize = 200;

impl<'a> Session<'a> {
    /// The package at an attribute path below `pkgs`; `pkgs` itself at the empty one.
    pub(crate) fn package(&self, path: &str) -> Value<'a> {
        let mut paths = self.packages.borrow_mut();
        let known = paths.iter().position(|it| *it == path);
        let number = known.unwrap_or_else(|| {
            paths.push(self.ev.arena().alloc_str(path));
            paths.len() - 1
        });
        let object = u32::try_from(number).unwrap_or_else(|_| unreachable!("fewer packages than memory"));
        Value::Native(Native { operation: Op::Package as u16 | Native::OPEN, object })
    }

    /// The attribute path of a package.
    pub(crate) fn package_path(&self, object: u32) -> &'a str {
        self.packages.borrow()[object as usize]
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
            "name" | "pname" => self.ev.string(last(path)),
            "outPath" => self.package_text(path, "out"),
            "drvPath" => self.package_text(path, "drv"),
            _ => self.package(&format!("{path}.{}", part(name))),
        };
        Some(self.ev.slot(State::Ready(value)))
    }

    /// A package called with an argument: another package, named after both.
    pub(crate) fn call_package(&self, object: u32, argument: &'a Slot<'a>) -> Res<'a> {
        let value = self.ev.force(argument)?;
        let mut shown = match value {
            Value::Attrs(_) | Value::List(_) | Value::Native(_) => self.ev.brief(value, Brief::ERROR),
            _ if value.is_function() => "…".to_owned(),
            _ => self.ev.brief(value, Brief::ERROR),
        };
        if let Some((end, _)) = shown.char_indices().nth(SHOWN) {
            shown.truncate(end);
            shown.push('…');
        }
        Ok(self.package(&format!("{} {shown}", self.package_path(object))))
    }

    /// `${pkgs.hello}` with a context that names the package.
    fn package_text(&self, path: &str, output: &str) -> Value<'a> {
        let text =
            if output == "out" { format!("${{pkgs.{path}}}") } else { format!("${{pkgs.{path}.drvPath}}") };
        let context: &'a str = self.ev.arena().alloc_str(&text);
        self.ev.bytes(text.as_bytes(), self.ev.arena().alloc_slice_copy(&[context]))
    }
}

/// A name as a part of an attribute path.
fn part(name: &str) -> std::borrow::Cow<'_, str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '\'');
    if !name.is_empty() && name.chars().all(plain) { name.into() } else { format!("{name:?}").into() }
}

/// The last part of an attribute path, which packages are named after.
fn last(path: &str) -> &str {
    let called = path.split(' ').next().unwrap_or(path);
    called.rsplit('.').next().unwrap_or(called)
}
