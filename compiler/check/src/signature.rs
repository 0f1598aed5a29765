//! Signatures of the library: `map : (a -> b) -> [a] -> [b]`, text to type.
//!
//! `Int Float Number String Path Bool Null Any Never`, `OptionType t`, `[t]`, `{ k : t; k? : t; ... }`,
//! `{ _ : t }`, `t | u` (binds more tightly than the arrow), `t -> u`, parentheses, and variables in
//! lower case.

use crate::ty::{FunctionTy, MemberTy, SetTy, Ty};
use std::sync::Arc;

/// Reads `name : type`. The error says what was expected, and before which text.
pub fn signature(text: &str) -> Result<(String, Ty), String> {
    let (name, ty) = text.split_once(" : ").ok_or_else(|| format!("expected `name : type` in `{text}`"))?;
    Ok((name.trim().to_owned(), parse_type(ty)?))
}

/// Reads a type.
pub fn parse_type(text: &str) -> Result<Ty, String> {
    let mut reader = Reader { rest: text.trim_start(), depth: 0 };
    let ty = reader.arrow()?;
    if reader.rest.is_empty() { Ok(ty) } else { Err(reader.expected("the end")) }
}

/// No signature nests deeper.
const MAX_DEPTH: usize = 60;

struct Reader<'t> {
    /// Never begins with a blank.
    rest: &'t str,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn expected(&self, what: &str) -> String {
        format!("expected {what} before `{}`", self.rest)
    }

    fn eat(&mut self, sign: &str) -> bool {
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn need(&mut self, sign: &str) -> Result<(), String> {
        if self.eat(sign) { Ok(()) } else { Err(self.expected(&format!("`{sign}`"))) }
    }

    fn word(&mut self) -> Result<&'t str, String> {
        let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '\'');
        let len = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        // The `-` of an arrow that stands directly behind a name is not the name's.
        let len = self.rest[..len].find("->").unwrap_or(len);
        let word = self.rest[..len].trim_end_matches('-');
        if word.is_empty() {
            return Err(self.expected("a name"));
        }
        self.rest = self.rest[word.len()..].trim_start();
        Ok(word)
    }

    fn arrow(&mut self) -> Result<Ty, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("nested too deeply".to_owned());
        }
        let argument = self.union()?;
        let ty = if self.eat("->") { Ty::function(argument, self.arrow()?) } else { argument };
        self.depth -= 1;
        Ok(ty)
    }

    fn union(&mut self) -> Result<Ty, String> {
        let mut parts = vec![self.simple()?];
        while self.eat("|") {
            parts.push(self.simple()?);
        }
        Ok(Ty::union(parts))
    }

    fn simple(&mut self) -> Result<Ty, String> {
        if self.eat("(") {
            let ty = self.arrow()?;
            self.need(")")?;
            return Ok(ty);
        }
        if self.eat("[") {
            let element = self.arrow()?;
            self.need("]")?;
            return Ok(Ty::list(element));
        }
        if self.eat("{") {
            return self.set();
        }
        if self.rest.starts_with('"') {
            return self.literal();
        }
        let word = self.word()?;
        Ok(match word {
            "Int" => Ty::Int,
            "Float" => Ty::Float,
            "Number" => Ty::Number,
            "String" => Ty::String,
            "Path" => Ty::Path,
            "Bool" => Ty::Bool,
            "Null" => Ty::Null,
            "Any" => Ty::Unknown,
            "Never" => Ty::Never,
            "OptionType" => {
                self.simple()?;
                Ty::OptionType
            }
            _ if word.starts_with(|c: char| c.is_ascii_lowercase()) => Ty::Variable(word.into()),
            _ => return Err(format!("unknown type `{word}`")),
        })
    }

    /// One of several strings is still a string.
    fn literal(&mut self) -> Result<Ty, String> {
        let inner = &self.rest[1..];
        let end = inner.find('"').ok_or_else(|| self.expected("a closed string"))?;
        self.rest = inner[end + 1..].trim_start();
        Ok(Ty::String)
    }

    fn set(&mut self) -> Result<Ty, String> {
        let mut set = SetTy::default();
        loop {
            if self.eat("}") {
                return Ok(Ty::Set(Arc::new(set)));
            }
            if self.eat("...") {
                set.rest = Some(Ty::Unknown);
            } else {
                let name = self.word()?;
                let optional = self.eat("?");
                self.need(":")?;
                let ty = self.arrow()?;
                match name {
                    "_" => set.rest = Some(ty),
                    _ => set.members.push(MemberTy { name: name.into(), ty, optional, at: None }),
                }
            }
            if !self.eat(";") && !self.rest.starts_with('}') {
                return Err(self.expected("`;` or `}`"));
            }
        }
    }
}

/// A function with the name it has in the library.
pub(crate) fn named(name: &str, ty: Ty) -> Ty {
    match ty {
        Ty::Function(function) => {
            let function = FunctionTy { name: Some(name.into()), ..(*function).clone() };
            Ty::Function(Arc::new(function))
        }
        other => other,
    }
}
