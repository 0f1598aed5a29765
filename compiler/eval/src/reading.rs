//! Reading values: what a slot must hold, with Nix's words where it does not.

use crate::show::Brief;
use crate::{
    Attrs, Error, ErrorKind, Evaluator, Failure, List, Partial, Slot, State, Str, Sym, Value, known,
};
use fedic_diagnostics::Place;
use fedic_hir::Params;
use std::borrow::Cow;

/// The indices of texts in the order of their bytes, of equal texts in the order given. Their
/// first bytes, as a number, decide nearly always.
pub(crate) fn order_of_texts(texts: &[&[u8]]) -> Vec<u32> {
    let start = |text: &[u8]| {
        let mut start = [0; 8];
        let len = text.len().min(8);
        start[..len].copy_from_slice(&text[..len]);
        u64::from_be_bytes(start)
    };
    let mut keys: Vec<(u64, u32)> = texts.iter().zip(0..).map(|(text, at)| (start(text), at)).collect();
    keys.sort_unstable();
    for alike in keys.chunk_by_mut(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        alike.sort_by_key(|&(_, at)| texts[at as usize]);
    }
    keys.into_iter().map(|(_, at)| at).collect()
}

impl Value<'_> {
    /// The kind of the value with its article, as Nix's messages say it.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "a Boolean",
            Value::Int(_) => "an integer",
            Value::Float(_) => "a float",
            Value::Str(text) if !text.context().is_empty() => "a string with context",
            Value::Str(_) => "a string",
            Value::Path(_) => "a path",
            Value::List(_) => "a list",
            Value::Attrs(_) => "a set",
            Value::Native(native) if native.is_open() => "a set",
            Value::Builtin(_) => "a built-in function",
            Value::Partial(Partial { function: Value::Builtin(_), .. }) => {
                "a partially applied built-in function"
            }
            Value::Lambda(..) | Value::Partial(_) | Value::Native(_) => "a function",
        }
    }

    /// The kind as `builtins.typeOf` gives it.
    #[must_use]
    pub fn type_name(self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "string",
            Value::Path(_) => "path",
            Value::List(_) => "list",
            Value::Attrs(_) => "set",
            Value::Native(native) if native.is_open() => "set",
            Value::Lambda(..) | Value::Builtin(_) | Value::Partial(_) | Value::Native(_) => "lambda",
        }
    }

    /// Whether it is a function (a set with `__functor` is not).
    #[must_use]
    pub fn is_function(self) -> bool {
        self.type_name() == "lambda"
    }
}

impl<'a> Evaluator<'a> {
    /// The attribute set in a slot.
    ///
    /// # Errors
    /// `expected a set but found …`, or what evaluating it gives; so for all of these.
    pub fn attrs_of(&'a self, slot: &'a Slot<'a>) -> Result<&'a Attrs<'a>, Failure> {
        self.as_attrs(self.force(slot)?)
    }

    /// The list in a slot.
    ///
    /// # Errors
    /// It is no list.
    pub fn list_of(&'a self, slot: &'a Slot<'a>) -> Result<&'a List<'a>, Failure> {
        match self.force(slot)? {
            Value::List(list) => Ok(list),
            other => Err(self.expected("a list", other)),
        }
    }

    /// The string in a slot, without coercion.
    ///
    /// # Errors
    /// It is no string.
    pub fn string_of(&'a self, slot: &'a Slot<'a>) -> Result<&'a Str<'a>, Failure> {
        self.as_string(self.force(slot)?)
    }

    /// The string in a slot as text; it must not speak of store paths.
    ///
    /// # Errors
    /// It is no string, or has context.
    pub fn text_of(&'a self, slot: &'a Slot<'a>) -> Result<&'a str, Failure> {
        self.as_text(self.force(slot)?)
    }

    /// The string in a slot as bytes; it must not speak of store paths.
    ///
    /// # Errors
    /// It is no string, or has context.
    pub(crate) fn bytes_of(&'a self, slot: &'a Slot<'a>) -> Result<&'a [u8], Failure> {
        Ok(self.as_plain(self.force(slot)?)?.bytes)
    }

    /// The boolean in a slot.
    ///
    /// # Errors
    /// It is none.
    pub fn bool_of(&'a self, slot: &'a Slot<'a>) -> Result<bool, Failure> {
        self.as_bool(self.force(slot)?)
    }

    /// The integer in a slot.
    ///
    /// # Errors
    /// It is none.
    pub fn int_of(&'a self, slot: &'a Slot<'a>) -> Result<i64, Failure> {
        match self.force(slot)? {
            Value::Int(number) => Ok(number),
            other => Err(self.expected("an integer", other)),
        }
    }

    /// The number in a slot, an integer made a float.
    ///
    /// # Errors
    /// It is none.
    pub(crate) fn float_of(&'a self, slot: &'a Slot<'a>) -> Result<f64, Failure> {
        match self.force(slot)? {
            Value::Int(number) => Ok(number as f64),
            Value::Float(number) => Ok(number),
            other => Err(self.expected("a float", other)),
        }
    }

    /// The function in a slot: also a set with `__functor`.
    ///
    /// # Errors
    /// It is none.
    pub fn function_of(&'a self, slot: &'a Slot<'a>) -> Result<Value<'a>, Failure> {
        match self.force(slot)? {
            function if function.is_function() => Ok(function),
            Value::Attrs(attrs) if attrs.get(known::FUNCTOR).is_some() => Ok(Value::Attrs(attrs)),
            other => Err(self.expected("a function", other)),
        }
    }

    /// A value that must be an attribute set.
    ///
    /// # Errors
    /// It is none.
    pub fn as_attrs(&'a self, value: Value<'a>) -> Result<&'a Attrs<'a>, Failure> {
        match value {
            Value::Attrs(attrs) => Ok(attrs),
            Value::Native(native) if native.is_open() => {
                let message = "the names of packages are not known, because there is no nixpkgs here";
                Err(Error::new(ErrorKind::Evaluation, message))
            }
            other => Err(self.expected("a set", other)),
        }
    }

    /// A value that must be a string.
    ///
    /// # Errors
    /// It is none.
    pub fn as_string(&'a self, value: Value<'a>) -> Result<&'a Str<'a>, Failure> {
        match value {
            Value::Str(text) => Ok(text),
            other => Err(self.expected("a string", other)),
        }
    }

    /// A value that must be a string without context, as text.
    ///
    /// # Errors
    /// It is none, or has context.
    pub(crate) fn as_text(&'a self, value: Value<'a>) -> Result<&'a str, Failure> {
        Ok(self.utf8(self.as_plain(value)?))
    }

    fn as_plain(&'a self, value: Value<'a>) -> Result<&'a Str<'a>, Failure> {
        let text = self.as_string(value)?;
        self.speaks_of_store(text).map_or(Ok(text), Err)
    }

    /// A value that must be a string without context, as a name.
    ///
    /// # Errors
    /// It is none, or has context.
    pub(crate) fn as_sym(&'a self, value: Value<'a>) -> Result<Sym, Failure> {
        Ok(self.sym_of(self.as_plain(value)?))
    }

    /// A value that must be a boolean.
    ///
    /// # Errors
    /// It is none.
    pub fn as_bool(&'a self, value: Value<'a>) -> Result<bool, Failure> {
        match value {
            Value::Bool(truth) => Ok(truth),
            other => Err(self.expected("a Boolean", other)),
        }
    }

    /// A string as text; what is not UTF-8 is replaced.
    pub fn utf8(&self, text: &'a Str<'a>) -> &'a str {
        match std::str::from_utf8(text.bytes) {
            Ok(text) => text,
            Err(_) => self.arena().alloc_str(&text.text()),
        }
    }

    /// The attributes by the bytes of their names, as Nix code sees them.
    pub fn sorted(&self, attrs: &'a Attrs<'a>) -> Vec<(Sym, &'a Slot<'a>)> {
        self.by_text(attrs)
            .iter()
            .map(|&at| (attrs.names()[at as usize], &attrs.slots()[at as usize]))
            .collect()
    }

    /// The indices of the attributes by the bytes of their names.
    pub(crate) fn by_text(&self, attrs: &Attrs<'a>) -> &'a [u32] {
        attrs.by_text(|names| {
            let texts: Vec<&[u8]> = names.iter().map(|&name| self.name_bytes(name)).collect();
            self.arena().alloc_slice_copy(&order_of_texts(&texts))
        })
    }

    /// Where the pattern of a function names a formal.
    pub fn formal_place(&self, function: Value<'a>, name: Sym) -> Option<Place> {
        let Value::Lambda(lambda, frame) = function else { return None };
        let Params::Pattern { formals, .. } = &frame.code().body.lambdas[lambda.0 as usize].params else {
            return None;
        };
        let formal = formals.iter().find(|formal| frame.code().symbols[formal.name.0 as usize] == name)?;
        Some(Place { file: frame.code().file, node: formal.at })
    }

    /// The formals of a function's pattern, each with whether it has a default; `None` for
    /// a function without pattern. A set with `__functor` is looked through.
    pub fn formals(&'a self, function: Value<'a>) -> Option<Vec<(Sym, bool)>> {
        match function {
            Value::Lambda(lambda, frame) => match &frame.code().body.lambdas[lambda.0 as usize].params {
                Params::Simple(_) => None,
                Params::Pattern { formals, .. } => Some(
                    formals
                        .iter()
                        .map(|formal| {
                            (frame.code().symbols[formal.name.0 as usize], formal.default.is_some())
                        })
                        .collect(),
                ),
            },
            Value::Attrs(attrs) => {
                let functor = self.force(attrs.get(known::FUNCTOR)?).ok()?;
                self.formals(self.call(functor, &[State::Ready(function)]).ok()?)
            }
            _ => None,
        }
    }

    /// The kind of the value, as [`Value::kind`] says it; of a builtin, with its name.
    pub(crate) fn kind_of(&self, value: Value<'a>) -> Cow<'static, str> {
        match value {
            Value::Builtin(index) => format!("the built-in function '{}'", self.builtin(index).name).into(),
            Value::Partial(Partial { function: Value::Builtin(index), .. }) => {
                format!("the partially applied built-in function '{}'", self.builtin(*index).name).into()
            }
            other => other.kind().into(),
        }
    }

    /// `expected … but found …: …`
    pub fn expected(&'a self, wanted: &str, found: Value<'a>) -> Failure {
        let message = format!(
            "expected {wanted} but found {}: {}",
            self.kind_of(found),
            self.brief(found, Brief::ERROR)
        );
        Error::new(ErrorKind::Type, message)
    }
}
