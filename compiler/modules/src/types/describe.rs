//! The words for a type: its name, its description, and the class of the description, which
//! decides about parentheses in the description of a type around it.

use super::{Kind, Simple, Submodule, Type, TypeRef};
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
        let mut words = String::new();
        self.put_words(ty, &mut words)?;
        Ok(words)
    }

    /// Puts them behind others: types may be deep, and nothing of theirs is copied at each level.
    fn put_words(&'a self, ty: TypeRef<'a>, words: &mut String) -> Result<(), Failure> {
        match ty {
            TypeRef::Native(ty) => self.ev.deeper(|| self.put_native(ty, words)),
            TypeRef::Foreign(attrs) => {
                let description = self.ev.force(self.attribute(attrs, known::DESCRIPTION)?)?;
                words.push_str(&self.ev.coerce_to_string(description, Coercion::INTERPOLATED)?.text());
                Ok(())
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
    fn put_phrase(&'a self, part: &'a Slot<'a>, classes: &[&str], words: &mut String) -> Result<(), Failure> {
        let ty = self.type_in(part)?;
        if self.description_class(ty)?.is_some_and(|class| classes.contains(&class.as_str())) {
            return self.put_words(ty, words);
        }
        words.push('(');
        self.put_words(ty, words)?;
        words.push(')');
        Ok(())
    }

    fn put_native(&'a self, ty: &'a Type<'a>, words: &mut String) -> Result<(), Failure> {
        match &ty.kind {
            Kind::Simple(simple) => words.push_str(simple.description()),
            Kind::Int(range) => words.push_str(range.description),
            Kind::Enum(values) => words.push_str(&self.describe_enum(values)?),
            Kind::Separated(separator) => {
                let separator = self.ev.to_json(self.ev.force(separator)?, false)?.0;
                words.extend(["strings concatenated with ", &separator]);
            }
            Kind::NullOr(element) => {
                words.push_str("null or ");
                self.put_phrase(element, &[NOUN, CONJUNCTION], words)?;
            }
            Kind::ListOf(element) => {
                words.push_str("list of ");
                self.put_phrase(element, &[NOUN, COMPOSITE], words)?;
            }
            Kind::AttrsOf { element, lazy, .. } => {
                words.push_str(if self.ev.bool_of(lazy)? { "lazy " } else { "" });
                words.push_str("attribute set of ");
                self.put_phrase(element, &[NOUN, COMPOSITE], words)?;
            }
            Kind::AttrTag(tags) => {
                let sorted = self.ev.sorted(tags).into_iter();
                let tags: Vec<String> = sorted.map(|(name, _)| identifier(self.ev.name(name))).collect();
                words.extend(["attribute-tagged union with choices: ", &tags.join(", ")]);
            }
            Kind::Submodule(submodule) => self.put_submodule(submodule, words)?,
            Kind::Deferred(_) => words.push_str("module"),
            Kind::FunctionTo(element) => {
                words.push_str("function that evaluates to a(n) ");
                self.put_phrase(element, &[NOUN, COMPOSITE], words)?;
            }
            Kind::Either(left, right) => {
                let ty = self.type_in(left)?;
                if self.description_class(ty)?.as_deref() == Some("nonRestrictiveClause") {
                    self.put_words(ty, words)?;
                    words.push(',');
                } else {
                    self.put_phrase(left, &[NOUN, CONJUNCTION], words)?;
                }
                words.push_str(" or ");
                self.put_phrase(right, &[NOUN, CONJUNCTION, COMPOSITE], words)?;
            }
            Kind::CoercedTo { from, to, .. } => {
                self.put_phrase(to, &[NOUN], words)?;
                words.push_str(" or ");
                self.put_phrase(from, &[NOUN], words)?;
                words.push_str(" convertible to it");
            }
            Kind::Unique { element, .. } => self.put_words(self.type_in(element)?, words)?,
        }
        Ok(())
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

    fn put_submodule(&'a self, submodule: &'a Submodule<'a>, words: &mut String) -> Result<(), Failure> {
        match self.ev.force(submodule.description)? {
            Value::Null => {}
            own => {
                words.push_str(&self.ev.coerce_to_string(own, Coercion::INTERPOLATED)?.text());
                return Ok(());
            }
        }
        let Some(freeform) = self.freeform_of(submodule)? else {
            words.push_str("submodule");
            return Ok(());
        };
        words.push_str("open submodule of ");
        self.put_phrase(freeform, &[NOUN, COMPOSITE], words)
    }
}
