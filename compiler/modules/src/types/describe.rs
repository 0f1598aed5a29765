//! The words for a type: its name, its description, and the class of the description, which
//! decides about parentheses in the description of a type around it.

use super::{Kind, Simple, Type, TypeRef};
use crate::Session;
use crate::loc::identifier;
use fedic_eval::{Coercion, Failure, Slot, Value, known};

const NOUN: &str = "noun";
const CONJUNCTION: &str = "conjunction";
const COMPOSITE: &str = "composite";

impl<'a> Session<'a> {
    /// The `name` of a type of ours.
    pub(crate) fn native_name(&'a self, ty: &Type<'a>) -> String {
        match &ty.kind {
            Kind::Simple(simple) => simple.name(),
            Kind::Int(range) => range.name,
            Kind::Enum(_) => "enum",
            Kind::Separated(_) => "separatedString",
            Kind::NullOr(_) => "nullOr",
            Kind::ListOf(_) => "listOf",
            Kind::AttrsOf { lazy, .. } => {
                if matches!(self.ev.force(lazy), Ok(Value::Bool(true))) {
                    "lazyAttrsOf"
                } else {
                    "attrsOf"
                }
            }
            Kind::AttrTag(_) => "attrTag",
            Kind::Submodule(_) => "submodule",
            Kind::Deferred(_) => "deferredModule",
            Kind::FunctionTo(_) => "functionTo",
            Kind::Either(..) => "either",
            Kind::CoercedTo { .. } => "coercedTo",
            Kind::Unique { .. } => "unique",
        }
        .to_owned()
    }

    /// The `name` of a type.
    ///
    /// # Errors
    /// What evaluating it gives, where it is somebody's own type; so for all of these.
    pub fn type_name(&'a self, ty: TypeRef<'a>) -> Result<String, Failure> {
        match ty {
            TypeRef::Native(ty) => Ok(self.native_name(ty)),
            TypeRef::Foreign(attrs) => {
                Ok(self.ev.string_of(self.attribute(attrs, known::NAME)?)?.text().into_owned())
            }
        }
    }

    /// The `description` of a type.
    ///
    /// # Errors
    /// As above.
    pub fn describe(&'a self, ty: TypeRef<'a>) -> Result<String, Failure> {
        match ty {
            TypeRef::Native(ty) => self.ev.deeper(|| self.describe_native(ty)),
            TypeRef::Foreign(attrs) => {
                let description = self.ev.force(self.attribute(attrs, known::DESCRIPTION)?)?;
                Ok(self.ev.coerce_to_string(description, Coercion::INTERPOLATED)?.text().into_owned())
            }
        }
    }

    /// The `descriptionClass` of a type.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn description_class(&'a self, ty: TypeRef<'a>) -> Result<Option<String>, Failure> {
        let ty = match ty {
            TypeRef::Native(ty) => ty,
            TypeRef::Foreign(attrs) => {
                let Some(slot) = attrs.get(self.n.description_class) else { return Ok(None) };
                return Ok(match self.ev.force(slot)? {
                    Value::Str(text) => Some(text.text().into_owned()),
                    _ => None,
                });
            }
        };
        let class = match &ty.kind {
            Kind::Simple(Simple::Attrs) | Kind::CoercedTo { .. } | Kind::Submodule(_) => return Ok(None),
            Kind::Simple(_) | Kind::Separated(_) | Kind::AttrTag(_) | Kind::Deferred(_) => NOUN,
            Kind::Int(range) => range.class,
            Kind::Enum(values) => match self.ev.list_of(values)?.items.len() {
                0 | 1 => NOUN,
                _ => CONJUNCTION,
            },
            Kind::NullOr(_) | Kind::Either(..) => CONJUNCTION,
            Kind::ListOf(_) | Kind::AttrsOf { .. } | Kind::FunctionTo(_) => COMPOSITE,
            Kind::Unique { element, .. } => return self.description_class(self.type_in(element)?),
        };
        Ok(Some(class.to_owned()))
    }

    /// The description of a type as a part of another's: in parentheses unless its class is
    /// one of these.
    pub(crate) fn phrase(&'a self, part: &'a Slot<'a>, classes: &[&str]) -> Result<String, Failure> {
        let ty = self.type_in(part)?;
        let description = self.describe(ty)?;
        let bare = self.description_class(ty)?.is_some_and(|class| classes.contains(&class.as_str()));
        Ok(if bare { description } else { format!("({description})") })
    }

    fn describe_native(&'a self, ty: &'a Type<'a>) -> Result<String, Failure> {
        Ok(match &ty.kind {
            Kind::Simple(simple) => simple.description().to_owned(),
            Kind::Int(range) => range.description.to_owned(),
            Kind::Enum(values) => self.describe_enum(values)?,
            Kind::Separated(separator) => {
                let separator = self.ev.force(separator)?;
                format!("strings concatenated with {}", self.ev.to_json(separator, false)?.0)
            }
            Kind::NullOr(element) => format!("null or {}", self.phrase(element, &[NOUN, CONJUNCTION])?),
            Kind::ListOf(element) => format!("list of {}", self.phrase(element, &[NOUN, COMPOSITE])?),
            Kind::AttrsOf { element, lazy, .. } => {
                let lazy = if self.ev.bool_of(lazy)? { "lazy " } else { "" };
                format!("{lazy}attribute set of {}", self.phrase(element, &[NOUN, COMPOSITE])?)
            }
            Kind::AttrTag(tags) => {
                let sorted = self.ev.sorted(tags).into_iter();
                let tags: Vec<String> = sorted.map(|(name, _)| identifier(self.ev.name(name))).collect();
                format!("attribute-tagged union with choices: {}", tags.join(", "))
            }
            Kind::Submodule(_) => self.describe_submodule(ty)?,
            Kind::Deferred(_) => "module".to_owned(),
            Kind::FunctionTo(element) => {
                format!("function that evaluates to a(n) {}", self.phrase(element, &[NOUN, COMPOSITE])?)
            }
            Kind::Either(left, right) => {
                let ty = self.type_in(left)?;
                let left = match self.description_class(ty)?.as_deref() {
                    Some("nonRestrictiveClause") => format!("{},", self.describe(ty)?),
                    _ => self.phrase(left, &[NOUN, CONJUNCTION])?,
                };
                format!("{left} or {}", self.phrase(right, &[NOUN, CONJUNCTION, COMPOSITE])?)
            }
            Kind::CoercedTo { from, to, .. } => {
                let to = self.phrase(to, &[NOUN])?;
                format!("{to} or {} convertible to it", self.phrase(from, &[NOUN])?)
            }
            Kind::Unique { element, .. } => self.describe(self.type_in(element)?)?,
        })
    }

    fn describe_enum(&'a self, values: &'a Slot<'a>) -> Result<String, Failure> {
        let items = self.ev.list_of(values)?.items;
        let mut shown = Vec::with_capacity(items.len());
        for item in items {
            shown.push(match self.ev.force(item)? {
                Value::Str(text) => format!("\"{}\"", text.text()),
                Value::Int(number) => number.to_string(),
                Value::Bool(truth) => truth.to_string(),
                other => format!("<{}>", other.type_name()),
            });
        }
        Ok(match &shown[..] {
            [] => "impossible (empty enum)".to_owned(),
            [only] => format!("value {only} (singular enum)"),
            _ => format!("one of {}", shown.join(", ")),
        })
    }

    fn describe_submodule(&'a self, ty: &'a Type<'a>) -> Result<String, Failure> {
        let Kind::Submodule(submodule) = &ty.kind else { unreachable!("the caller knows it is one") };
        match self.ev.force(submodule.description)? {
            Value::Null => {}
            own => return Ok(self.ev.coerce_to_string(own, Coercion::INTERPOLATED)?.text().into_owned()),
        }
        match self.freeform_of(submodule)? {
            Some(freeform) => Ok(format!("open submodule of {}", self.phrase(freeform, &[NOUN, COMPOSITE])?)),
            None => Ok("submodule".to_owned()),
        }
    }
}
