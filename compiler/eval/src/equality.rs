//! Nix's equality and order.

use crate::show::Brief;
use crate::{Attrs, During, Error, ErrorKind, Evaluator, Failure, List, Slot, Sym, Value, known};
use fedic_model::nix::attribute_name;
use std::cmp::Ordering;

impl<'a> Evaluator<'a> {
    /// `left == right`, as the operator and `builtins.elem` decide it.
    ///
    /// # Errors
    /// What evaluating their parts gives.
    pub fn equal(&'a self, left: Value<'a>, right: Value<'a>) -> Result<bool, Failure> {
        Ok(match (left, right) {
            (Value::Null, Value::Null) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a == b,
            (Value::Int(a), Value::Float(b)) | (Value::Float(b), Value::Int(a)) => a as f64 == b,
            (Value::Str(a), Value::Str(b)) | (Value::Path(a), Value::Path(b)) => a.bytes == b.bytes,
            (Value::List(a), Value::List(b)) => self.deeper(|| self.equal_items(a, b))?,
            (Value::Attrs(a), Value::Attrs(b)) => self.deeper(|| self.equal_attrs(a, b))?,
            (Value::Native(a), Value::Native(b)) => a.is_open() && a == b,
            _ => false,
        })
    }

    /// Whether two slots hold equal values. Unlike the operator it takes what is one and the
    /// same for equal without a look inside, functions too, as Nix does inside lists and sets.
    ///
    /// # Errors
    /// What evaluating them gives.
    pub(crate) fn equal_slots(&'a self, left: &'a Slot<'a>, right: &'a Slot<'a>) -> Result<bool, Failure> {
        let (a, b) = (self.force(left)?, self.force(right)?);
        Ok(std::ptr::eq(left, right) || is_same(a, b) || self.equal(a, b)?)
    }

    /// The order of two values, as `<` and `builtins.lessThan` decide it. Unordered floats
    /// compare as greater.
    ///
    /// # Errors
    /// `cannot compare …`, or what evaluating their parts gives.
    pub fn compare(&'a self, left: Value<'a>, right: Value<'a>) -> Result<Ordering, Failure> {
        let floats = |a: f64, b: f64| Ok(a.partial_cmp(&b).unwrap_or(Ordering::Greater));
        match (left, right) {
            (Value::Int(a), Value::Int(b)) => Ok(a.cmp(&b)),
            (Value::Float(a), Value::Float(b)) => floats(a, b),
            (Value::Int(a), Value::Float(b)) => floats(a as f64, b),
            (Value::Float(a), Value::Int(b)) => floats(a, b as f64),
            (Value::Str(a), Value::Str(b)) | (Value::Path(a), Value::Path(b)) => Ok(a.bytes.cmp(b.bytes)),
            (Value::List(a), Value::List(b)) => self.deeper(|| self.compare_items(a, b)),
            _ => Err(self.incomparable(left, right)),
        }
    }

    /// An error that says where two values differ, if they do: for a failed `assert a == b`.
    ///
    /// # Errors
    /// The difference, or what evaluating their parts gives.
    pub(crate) fn assert_equal(&'a self, left: Value<'a>, right: Value<'a>) -> Result<(), Failure> {
        match (left, right) {
            (Value::Int(_) | Value::Float(_), Value::Int(_) | Value::Float(_)) => {}
            (Value::List(a), Value::List(b)) => {
                return if a.items.len() == b.items.len() {
                    self.deeper(|| self.assert_equal_items(a, b))
                } else {
                    let sizes = format!(
                        "of size '{}' is not equal to list of size '{}'",
                        a.items.len(),
                        b.items.len()
                    );
                    let shown = self.brief(right, Brief::ERROR);
                    Err(difference(format!(
                        "list {sizes}, left hand side is '{}', right hand side is '{shown}'",
                        self.brief(left, Brief::ERROR)
                    )))
                };
            }
            (Value::Attrs(a), Value::Attrs(b)) => return self.deeper(|| self.assert_equal_attrs(a, b)),
            (Value::Str(_), Value::Str(_))
            | (Value::Path(_), Value::Path(_))
            | (Value::Bool(_), Value::Bool(_))
            | (Value::Null, Value::Null) => {}
            _ if left.is_function() && right.is_function() => {
                return Err(difference(
                    "distinct functions and immediate comparisons of identical functions compare as unequal"
                        .to_owned(),
                ));
            }
            _ => {
                let (a, b) = (self.brief(left, Brief::ERROR), self.brief(right, Brief::ERROR));
                let message = format!(
                    "{} of value '{a}' is not equal to {} of value '{b}'",
                    self.kind_of(left),
                    self.kind_of(right)
                );
                return Err(difference(message));
            }
        }
        if self.equal(left, right)? {
            return Ok(());
        }
        let (a, b) = (self.brief(left, Brief::ERROR), self.brief(right, Brief::ERROR));
        Err(difference(match left {
            Value::Str(_) => format!("string '{a}' is not equal to string '{b}'"),
            Value::Path(_) => format!("path '{a}' is not equal to path '{b}'"),
            Value::Bool(_) => format!("boolean '{a}' is not equal to boolean '{b}'"),
            _ => {
                format!("{} with value '{a}' is not equal to {} with value '{b}'", left.kind(), right.kind())
            }
        }))
    }

    fn equal_items(&'a self, left: &'a List<'a>, right: &'a List<'a>) -> Result<bool, Failure> {
        self.tick()?;
        if left.items.len() != right.items.len() {
            return Ok(false);
        }
        for (a, b) in left.items.iter().zip(right.items) {
            if !self.equal_slots(a, b)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn equal_attrs(&'a self, left: &'a Attrs<'a>, right: &'a Attrs<'a>) -> Result<bool, Failure> {
        self.tick()?;
        if self.is_derivation(left)?
            && self.is_derivation(right)?
            && let (Some(a), Some(b)) = (left.get(known::OUT_PATH), right.get(known::OUT_PATH))
        {
            return self.equal_slots(a, b);
        }
        if left.names() != right.names() {
            return Ok(false);
        }
        for &at in self.by_text(left) {
            if !self.equal_slots(&left.slots()[at as usize], &right.slots()[at as usize])? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a set's `type` is `"derivation"`.
    ///
    /// # Errors
    /// What evaluating `type` gives.
    pub fn is_derivation(&'a self, attrs: &'a Attrs<'a>) -> Result<bool, Failure> {
        let Some(slot) = attrs.get(known::PLAIN_TYPE) else { return Ok(false) };
        Ok(matches!(self.force(slot)?, Value::Str(text) if text.bytes == b"derivation"))
    }

    fn compare_items(&'a self, left: &'a List<'a>, right: &'a List<'a>) -> Result<Ordering, Failure> {
        self.tick()?;
        for (a, b) in left.items.iter().zip(right.items) {
            if !self.equal_slots(a, b)? {
                return self
                    .compare(self.force(a)?, self.force(b)?)
                    .map_err(|error| error.during(None, "while comparing two list elements"));
            }
        }
        Ok(left.items.len().cmp(&right.items.len()))
    }

    fn assert_equal_items(&'a self, left: &'a List<'a>, right: &'a List<'a>) -> Result<(), Failure> {
        for (index, (a, b)) in left.items.iter().zip(right.items).enumerate() {
            if !self.equal_slots(a, b)? {
                self.assert_equal(self.force(a)?, self.force(b)?)
                    .map_err(|error| error.during(None, format!("while comparing list element {index}")))?;
            }
        }
        Ok(())
    }

    fn assert_equal_attrs(&'a self, left: &'a Attrs<'a>, right: &'a Attrs<'a>) -> Result<(), Failure> {
        if self.is_derivation(left)?
            && self.is_derivation(right)?
            && let (Some(a), Some(b)) = (left.get(known::OUT_PATH), right.get(known::OUT_PATH))
        {
            let during = "while comparing a derivation by its 'outPath' attribute";
            return self.assert_equal(self.force(a)?, self.force(b)?).during(during);
        }
        if left.names() != right.names() {
            let (a, b) = (Value::Attrs(left), Value::Attrs(right));
            let (a, b) = (self.brief(a, Brief::ERROR), self.brief(b, Brief::ERROR));
            let mut pairs = left.names().iter().zip(right.names());
            let name = |name: Sym| attribute_name(self.name(name));
            return Err(difference(match pairs.find(|(one, other)| one != other) {
                Some((&one, _)) if left.len() == right.len() && right.get(one).is_none() => {
                    format!("attribute name '{}' is contained in '{a}', but not in '{b}'", name(one))
                }
                Some((_, &other)) if left.len() == right.len() => {
                    format!("attribute name '{}' is missing in '{a}', but is contained in '{b}'", name(other))
                }
                _ => format!("attribute names of attribute set '{a}' differs from attribute set '{b}'"),
            }));
        }
        for (&name, a) in left.names().iter().zip(left.slots()) {
            let b = right.get(name).unwrap_or_else(|| unreachable!("both have the same names"));
            if !self.equal_slots(a, b)? {
                self.assert_equal(self.force(a)?, self.force(b)?).map_err(|error| {
                    error
                        .during(right.place(name), "where right hand side is")
                        .during(left.place(name), "where left hand side is")
                        .during(
                            None,
                            format!("while comparing attribute '{}'", attribute_name(self.name(name))),
                        )
                })?;
            }
        }
        Ok(())
    }

    #[cold]
    fn incomparable(&'a self, left: Value<'a>, right: Value<'a>) -> Failure {
        let (a, b) = (self.brief(left, Brief::ERROR), self.brief(right, Brief::ERROR));
        let (first, second) = (self.kind_of(left), self.kind_of(right));
        let message = if first == second {
            format!(
                "cannot compare {first} with {second}; values of that type are incomparable (values are {a} and {b})"
            )
        } else {
            format!("cannot compare {first} with {second}; values are {a} and {b}")
        };
        Error::new(ErrorKind::Type, message)
    }
}

fn difference(message: String) -> Failure {
    Error::new(ErrorKind::Assertion, message)
}

/// Whether two functions, lists or sets are one and the same.
fn is_same<'a>(left: Value<'a>, right: Value<'a>) -> bool {
    match (left, right) {
        (Value::Lambda(a, in_a), Value::Lambda(b, in_b)) => a == b && std::ptr::eq(in_a, in_b),
        (Value::Builtin(a), Value::Builtin(b)) => a == b,
        (Value::Partial(a), Value::Partial(b)) => std::ptr::eq(a, b),
        (Value::Native(a), Value::Native(b)) => a == b,
        (Value::List(a), Value::List(b)) => std::ptr::eq(a, b),
        (Value::Attrs(a), Value::Attrs(b)) => std::ptr::eq(a, b),
        _ => false,
    }
}
