//! Values as strings: interpolation, `toString`, and what builtins take for a string.

use crate::show::Brief;
use crate::{Error, ErrorKind, Evaluator, Failure, Str, Value, known};

/// What may become a string, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coercion {
    /// Also numbers, booleans, null and lists, as `toString` does.
    pub more: bool,
    /// A path becomes the path of its copy in the store; else it stays as it is.
    pub copy: bool,
}

impl Coercion {
    /// As in `"${…}"`.
    pub const INTERPOLATED: Coercion = Coercion { more: false, copy: true };
    /// As `toString` does.
    pub const SHOWN: Coercion = Coercion { more: true, copy: false };
    /// As where a builtin takes a string or path as text.
    pub const PLAIN: Coercion = Coercion { more: false, copy: false };
}

impl<'a> Evaluator<'a> {
    /// A value as a string, with its context.
    ///
    /// # Errors
    /// `cannot coerce … to a string`, or what evaluating it gives.
    pub fn coerce_to_string(&'a self, value: Value<'a>, how: Coercion) -> Result<&'a Str<'a>, Failure> {
        match value {
            Value::Str(text) => Ok(text),
            Value::Path(path) if !how.copy => Ok(path),
            Value::Path(path) => self.copy_path_to_store(&path.text()),
            Value::Native(native) if native.is_open() => match self.host().member(native, known::OUT_PATH) {
                Some(path) => self.coerce_to_string(self.force(path)?, how),
                None => Err(self.cannot_coerce(value)),
            },
            Value::Attrs(_) | Value::List(_) => self.deeper(|| self.coerce_structure(value, how)),
            Value::Bool(true) if how.more => Ok(self.plain("1")),
            Value::Bool(false) | Value::Null if how.more => Ok(self.plain("")),
            Value::Int(number) if how.more => Ok(self.decimal(number)),
            Value::Float(number) if how.more => Ok(self.plain(&format!("{number:.6}"))),
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Lambda(..)
            | Value::Builtin(_)
            | Value::Partial(_)
            | Value::Native(_) => Err(self.cannot_coerce(value)),
        }
    }

    /// The contexts of two strings as one.
    pub fn join_contexts(&self, left: &'a [&'a str], right: &'a [&'a str]) -> &'a [&'a str] {
        if right.is_empty() || std::ptr::eq(left, right) {
            return left;
        }
        if left.is_empty() {
            return right;
        }
        let mut all: Vec<&'a str> = left.iter().chain(right).copied().collect();
        all.sort_unstable();
        all.dedup();
        self.arena().alloc_slice_copy(&all)
    }

    fn coerce_structure(&'a self, value: Value<'a>, how: Coercion) -> Result<&'a Str<'a>, Failure> {
        self.tick()?;
        match value {
            Value::Attrs(attrs) => {
                if let Some(method) = attrs.get(known::TO_STRING) {
                    let method = self.force(method)?;
                    let text = self.call(method, &[crate::State::Ready(value)])?;
                    return self.coerce_to_string(text, how).map_err(|error| {
                        error.during(None, "while evaluating the result of the `__toString` attribute")
                    });
                }
                match attrs.get(known::OUT_PATH) {
                    Some(path) => self.coerce_to_string(self.force(path)?, how),
                    None => Err(self.cannot_coerce(value)),
                }
            }
            Value::List(list) if how.more => self.coerce_list(list, how),
            _ => Err(self.cannot_coerce(value)),
        }
    }

    /// Elements separated by blanks; an empty list as an element gives no blank.
    fn coerce_list(&'a self, list: &'a crate::List<'a>, how: Coercion) -> Result<&'a Str<'a>, Failure> {
        let mut bytes = Vec::new();
        let mut context: &'a [&'a str] = &[];
        for (index, item) in list.items.iter().enumerate() {
            let item = self.force(item)?;
            let text = self
                .coerce_to_string(item, how)
                .map_err(|error| error.during(None, "while evaluating one element of the list"))?;
            self.reserve_large(bytes.len() + text.bytes.len())?;
            bytes.extend_from_slice(text.bytes);
            context = self.join_contexts(context, text.context());
            let empty = matches!(item, Value::List(inner) if inner.items.is_empty());
            if index + 1 < list.items.len() && !empty {
                bytes.push(b' ');
            }
        }
        Ok(self.str(self.arena().alloc_slice_copy(&bytes), context))
    }

    /// The digits of a number, made without a string of their own.
    fn decimal(&self, number: i64) -> &'a Str<'a> {
        let mut digits = [0; 20];
        let mut start = digits.len();
        let mut rest = number.unsigned_abs();
        loop {
            start -= 1;
            digits[start] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            start -= 1;
            digits[start] = b'-';
        }
        self.str(self.arena().alloc_slice_copy(&digits[start..]), &[])
    }

    fn plain(&self, text: &str) -> &'a Str<'a> {
        self.str(self.arena().alloc_str(text).as_bytes(), &[])
    }

    fn cannot_coerce(&'a self, value: Value<'a>) -> Failure {
        let message =
            format!("cannot coerce {} to a string: {}", self.kind_of(value), self.brief(value, Brief::ERROR));
        Error::new(ErrorKind::Type, message)
    }
}
