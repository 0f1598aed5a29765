//! Whether a type takes the head of a definition. What lies deeper is the business of merging.

use super::{Kind, Simple, Submodule, Type, TypeRef};
use crate::{Def, Session};
use fedic_eval::{Attrs, Failure, Slot, Value, known};

impl<'a> Session<'a> {
    /// The `check` of a type for a value.
    ///
    /// # Errors
    /// What evaluating the head gives, or a check of somebody's own.
    pub fn check(&'a self, ty: TypeRef<'a>, value: &'a Slot<'a>) -> Result<bool, Failure> {
        match ty {
            TypeRef::Native(ty) => self.ev.deeper(|| self.check_native(ty, value)),
            TypeRef::Foreign(attrs) => {
                let check = self.ev.force(self.attribute(attrs, known::CHECK)?)?;
                let verdict = self.ev.call(check, &[self.ev.share(value)])?;
                self.ev.as_bool(verdict)
            }
        }
    }

    /// Whether a type takes all definitions.
    pub(crate) fn check_all(&'a self, ty: TypeRef<'a>, defs: &[Def<'a>]) -> Result<bool, Failure> {
        for def in defs {
            if !self.check(ty, def.value)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The definitions that a type refuses.
    pub(crate) fn refused(&'a self, ty: TypeRef<'a>, defs: &[Def<'a>]) -> Result<Vec<Def<'a>>, Failure> {
        let mut refused = Vec::new();
        for def in defs {
            if !self.check(ty, def.value)? {
                refused.push(*def);
            }
        }
        Ok(refused)
    }

    fn check_native(&'a self, ty: &'a Type<'a>, slot: &'a Slot<'a>) -> Result<bool, Failure> {
        if let Kind::Simple(Simple::Raw | Simple::Anything | Simple::Unspecified) = ty.kind {
            return Ok(true);
        }
        let value = self.ev.force(slot)?;
        Ok(match &ty.kind {
            Kind::Simple(simple) => self.check_simple(*simple, value)?,
            Kind::Int(range) => {
                matches!(value, Value::Int(number) if (range.low..=range.high).contains(&number))
            }
            Kind::Enum(values) => {
                for candidate in self.ev.list_of(values)?.items {
                    if self.ev.equal(value, self.ev.force(candidate)?)? {
                        return Ok(true);
                    }
                }
                false
            }
            Kind::Separated(_) => matches!(value, Value::Str(_)),
            Kind::NullOr(element) => {
                matches!(value, Value::Null) || self.check(self.type_in(element)?, slot)?
            }
            Kind::ListOf(_) => matches!(value, Value::List(_)),
            Kind::AttrsOf { .. } => matches!(value, Value::Attrs(_)),
            Kind::AttrTag(tags) => matches!(value, Value::Attrs(attrs) if one_tag(tags, attrs)),
            Kind::Submodule(_) | Kind::Deferred(_) => self.looks_like_module(value),
            Kind::FunctionTo(_) => self.is_callable(value),
            Kind::Either(left, right) => {
                self.check(self.type_in(left)?, slot)? || self.check(self.type_in(right)?, slot)?
            }
            Kind::CoercedTo { from, function, to } => {
                let (from, to) = (self.type_in(from)?, self.type_in(to)?);
                if self.check(from, slot)? {
                    let coerced = self.coerced(function, slot)?;
                    self.check(to, coerced)?
                } else {
                    self.check(to, slot)?
                }
            }
            Kind::Unique { element, .. } => self.check(self.type_in(element)?, slot)?,
        })
    }

    fn check_simple(&'a self, simple: Simple, value: Value<'a>) -> Result<bool, Failure> {
        Ok(match simple {
            Simple::Bool => matches!(value, Value::Bool(_)),
            Simple::Int => matches!(value, Value::Int(_)),
            Simple::Float => matches!(value, Value::Float(_)),
            Simple::Str => matches!(value, Value::Str(_)),
            Simple::Attrs => matches!(value, Value::Attrs(_)),
            Simple::OptionType => self.tag_of(value)? == Some(b"option-type"),
            Simple::Raw | Simple::Anything | Simple::Unspecified => true,
        })
    }

    /// The result of a coercion, not yet evaluated.
    pub(crate) fn coerced(
        &'a self,
        function: &'a Slot<'a>,
        value: &'a Slot<'a>,
    ) -> Result<&'a Slot<'a>, Failure> {
        let function = self.ev.force(function)?;
        Ok(self.ev.slot(self.ev.suspend_call(function, &[self.ev.share(value)])))
    }

    /// A function, or a set that can be called like one.
    pub(crate) fn is_callable(&'a self, value: Value<'a>) -> bool {
        value.is_function() || matches!(value, Value::Attrs(attrs) if attrs.get(known::FUNCTOR).is_some())
    }

    /// An attribute set, a function, or a path of a file that holds one.
    fn looks_like_module(&'a self, value: Value<'a>) -> bool {
        match value {
            Value::Attrs(_) | Value::Path(_) => true,
            Value::Str(text) => text.bytes.first() == Some(&b'/'),
            other => other.is_function(),
        }
    }

    /// The freeform type of a submodule's modules, if they have one.
    pub(crate) fn freeform_of(
        &'a self,
        submodule: &'a Submodule<'a>,
    ) -> Result<Option<&'a Slot<'a>>, Failure> {
        self.freeform_type(self.submodule_base(submodule)?)
    }
}

/// Whether the only name of an attribute set is a tag.
fn one_tag<'a>(tags: &Attrs<'a>, attrs: &Attrs<'a>) -> bool {
    attrs.len() == 1 && tags.index(attrs.names()[0]).is_some()
}
