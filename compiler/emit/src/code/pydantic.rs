//! A schema as models of Pydantic 2: a class for every object, an alias for the rest. They
//! are strict, so that no text is taken for a number, and refuse what the schema refuses,
//! an explicit null for an optional member too.

use super::shape::{About, Bounds, Definition, Field, Object, Shape, definitions};
use crate::json_schema::RESERVED;
use crate::title::pascal_case;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const HEAD: &str = "from __future__ import annotations

from typing import Annotated, Any, Literal, Never

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType
";

/// The models of a schema and of all its definitions.
#[must_use]
pub fn pydantic(schema: &Json) -> String {
    let definitions = definitions(schema);
    let reserved = RESERVED.iter().map(|name| (*name).to_owned());
    let names = definitions.iter().map(|it| it.name.clone()).chain(reserved).collect();
    let mut module = Module { names, ..Module::default() };
    for definition in &definitions {
        module.definition(definition);
    }
    // Classes know each other by name: what is below may use what is above only then.
    let rebuilt: String = module.classes.iter().map(|name| format!("{name}.model_rebuild()\n")).collect();
    format!("{HEAD}{}\n\n{rebuilt}", module.text)
}

/// A module as it is written.
#[derive(Default)]
struct Module {
    text: String,
    classes: Vec<String>,
    /// The names that no class of an object without a definition may have any more.
    names: BTreeSet<String>,
}

impl Module {
    fn definition(&mut self, definition: &Definition) {
        match &definition.shape {
            Shape::Object(object) if is_class(object) => {
                self.class(&definition.name, object, &definition.about);
            }
            shape => {
                let name = &definition.name;
                // The classes of alternatives are told apart by their tags, any other from the alias.
                let inner = match shape {
                    Shape::Union(shapes) if classes(shapes) > 1 => name.clone(),
                    _ => format!("{name}Item"),
                };
                let written = self.written(shape, &inner);
                let _ = write!(self.text, "\n\n{name} = TypeAliasType(\"{name}\", {})\n", string(&written));
            }
        }
    }

    /// The class of an object; those of objects in it come before it.
    fn class(&mut self, name: &str, object: &Object, about: &About) {
        let mut body = String::new();
        if let Some(text) = &about.description {
            let _ = writeln!(body, "    {}\n", string(text));
        }
        let extra = if object.rest.is_some() { "allow" } else { "forbid" };
        let _ = writeln!(
            body,
            "    model_config = ConfigDict(extra=\"{extra}\", strict=True, protected_namespaces=())"
        );
        if let Some(rest) = &object.rest {
            let rest = self.written(rest, &format!("{name}Member"));
            let _ = writeln!(body, "    __pydantic_extra__: dict[str, {rest}] = Field(init=False)");
        }
        let mut taken = Vec::new();
        for field in &object.fields {
            let mut attribute = attribute(&field.name, &taken);
            // Beside members of any name, one of them must not be called like an attribute.
            if object.rest.is_some() && attribute != field.name {
                attribute.push('_');
            }
            let line = self.field(name, field, &attribute);
            body += &line;
            taken.push(attribute);
        }
        let _ = write!(self.text, "\n\nclass {name}(BaseModel):\n{body}");
        self.classes.push(name.to_owned());
    }

    /// The name, with a number behind it if it is taken.
    fn distinct(&mut self, name: &str) -> String {
        let mut own = name.to_owned();
        let mut number = 2;
        while !self.names.insert(own.clone()) {
            own = format!("{name}{number}");
            number += 1;
        }
        own
    }

    fn field(&mut self, class: &str, field: &Field, attribute: &str) -> String {
        let shape = self.written(&field.shape, &format!("{class}{}", pascal_case(&field.name)));
        let about = &field.about;
        let mut given = Vec::new();
        match &about.default {
            // A mutable default belongs to one object each.
            Some(value @ (Json::Array(_) | Json::Object(_))) => {
                given.push(format!("default_factory=lambda: {}", python(value)));
                // What stands for an object becomes one.
                given.push("validate_default=True".into());
            }
            Some(value) => given.push(format!("default={}", python(value))),
            // Absent is none of the values: the default is not judged by the type.
            None if !field.required => given.push("default=None".into()),
            None => {}
        }
        if *attribute != *field.name {
            given.push(format!("alias={}", string(&field.name)));
        }
        given.extend(about.title.iter().map(|title| format!("title={}", string(title))));
        given.extend(about.description.iter().map(|text| format!("description={}", string(text))));
        if !about.examples.is_empty() {
            given.push(format!("examples={}", python(&Json::Array(about.examples.clone()))));
        }
        if !about.choices.is_empty() {
            let titles = about.choices.iter().map(|(value, title)| (value.clone(), title.as_str().into()));
            let titles = python(&Json::Object(titles.collect()));
            given.push(format!("json_schema_extra={{\"enumTitles\": {titles}}}"));
        }
        if about.deprecated {
            given.push("deprecated=True".into());
        }
        match given.as_slice() {
            [] => format!("    {attribute}: {shape}\n"),
            [only] => format!("    {attribute}: {shape} = Field({only})\n"),
            all => {
                format!("    {attribute}: {shape} = Field(\n        {},\n    )\n", all.join(",\n        "))
            }
        }
    }

    /// A shape as an annotation; an object in it becomes a class of this name.
    fn written(&mut self, shape: &Shape, name: &str) -> String {
        match shape {
            Shape::Any => "Any".into(),
            Shape::Never => "Never".into(),
            Shape::Null => "None".into(),
            Shape::Boolean => "bool".into(),
            Shape::Integer(bounds) => bounded("int", bounds),
            // What is whole stays so.
            Shape::Number(bounds) => bounded("int | float", bounds),
            Shape::String { pattern: None } => "str".into(),
            Shape::String { pattern: Some(pattern) } => {
                format!("Annotated[str, Field(pattern={})]", string(pattern))
            }
            Shape::Literals(values) => literals(values),
            Shape::List { items, non_empty } => {
                let list = format!("list[{}]", self.written(items, name));
                if *non_empty { format!("Annotated[{list}, Field(min_length=1)]") } else { list }
            }
            Shape::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.written(item, name)).collect();
                format!("tuple[{}]", items.join(", "))
            }
            Shape::Object(object) if is_class(object) => {
                let name = self.distinct(name);
                self.class(&name, object, &About::default());
                name
            }
            Shape::Object(object) => {
                let rest = object.rest.as_deref().unwrap_or(&Shape::Any);
                format!("dict[str, {}]", self.written(rest, name))
            }
            Shape::Reference(name) => name.clone(),
            Shape::Union(shapes) => self.union(shapes, name),
            // Python has no intersections: the part that says most.
            Shape::All(shapes) => shapes.first().map_or_else(|| "Any".into(), |it| self.written(it, name)),
        }
    }

    /// The first alternative that takes a value has it, as the module system does. Null is
    /// none of them: it stands beside.
    fn union(&mut self, shapes: &[Shape], name: &str) -> String {
        let objects =
            shapes.iter().filter(|shape| matches!(shape, Shape::Object(it) if is_class(it))).count();
        let mut parts: Vec<String> = Vec::new();
        for shape in shapes.iter().filter(|shape| **shape != Shape::Null) {
            let name = match shape {
                Shape::Object(object) if objects > 1 => format!("{name}{}", tag(object)),
                _ => name.to_owned(),
            };
            parts.push(self.written(shape, &name));
        }
        let mut all = parts.join(" | ");
        if parts.len() > 1 {
            all = format!("Annotated[{all}, Field(union_mode=\"left_to_right\")]");
        }
        if parts.len() < shapes.len() { all + " | None" } else { all }
    }
}

/// How many of the shapes become classes.
fn classes(shapes: &[Shape]) -> usize {
    shapes.iter().filter(|shape| matches!(shape, Shape::Object(object) if is_class(object))).count()
}

/// Whether an object has members with names; one without is a dictionary.
fn is_class(object: &Object) -> bool {
    !object.fields.is_empty() || object.rest.is_none()
}

/// What tells one of several objects from the others: the name of its first member.
fn tag(object: &Object) -> String {
    object.fields.first().map_or_else(String::new, |field| pascal_case(&field.name))
}

fn bounded(name: &str, bounds: &Bounds) -> String {
    let limits: Vec<String> = [("ge", &bounds.least), ("gt", &bounds.above), ("le", &bounds.most)]
        .into_iter()
        .filter_map(|(name, limit)| Some(format!("{name}={}", limit.as_ref()?)))
        .collect();
    if limits.is_empty() {
        name.to_owned()
    } else {
        format!("Annotated[{name}, Field({})]", limits.join(", "))
    }
}

/// Values that are listed. `Literal` takes no fractions, which are bounds of themselves then, and no
/// composed values.
fn literals(values: &[Json]) -> String {
    let is_fraction = |value: &&Json| matches!(value, Json::Number(number) if number.is_f64());
    let is_composed = |value: &Json| matches!(value, Json::Array(_) | Json::Object(_));
    if values.iter().any(is_composed) {
        return "Any".into();
    }
    let plain: Vec<String> = values.iter().filter(|it| !is_fraction(it)).map(python).collect();
    let listed = (!plain.is_empty()).then(|| format!("Literal[{}]", plain.join(", ")));
    let fraction = |value: &Json| {
        let bounds = Bounds { least: Some(value.clone()), most: Some(value.clone()), ..Bounds::default() };
        bounded("int | float", &bounds)
    };
    listed.into_iter().chain(values.iter().filter(is_fraction).map(fraction)).collect::<Vec<_>>().join(" | ")
}

/// A value as Python writes it.
fn python(value: &Json) -> String {
    match value {
        Json::Null => "None".into(),
        Json::Bool(true) => "True".into(),
        Json::Bool(false) => "False".into(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => string(text),
        Json::Array(items) => format!("[{}]", items.iter().map(python).collect::<Vec<_>>().join(", ")),
        Json::Object(members) => {
            let members = members.iter().map(|(name, value)| format!("{}: {}", string(name), python(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A text as Python writes it. JSON's escapes are Python's, but for characters beyond the
/// basic plane, which JSON leaves as they are.
fn string(text: &str) -> String {
    Json::from(text).to_string()
}

/// Words that Python keeps, or that a model has as its own.
const TAKEN: [&str; 52] = [
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "class",
    "continue",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "nonlocal",
    "not",
    "or",
    "pass",
    "raise",
    "return",
    "try",
    "while",
    "with",
    "yield",
    "bool",
    "int",
    "float",
    "str",
    "list",
    "dict",
    "tuple",
    "construct",
    "copy",
    "dict",
    "fields",
    "json",
    "parse_obj",
    "schema",
    "validate",
    "model_config",
    "self",
];

/// The name of a member as an attribute of a class: small letters, with underscores.
fn attribute(name: &str, taken: &[String]) -> String {
    let mut words = String::new();
    let mut before = '_';
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            words.push('_');
        }
        words.push(if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' });
        before = letter;
    }
    let mut word = words.trim_start_matches('_').to_owned();
    if word.is_empty() || word.starts_with(|first: char| first.is_ascii_digit()) {
        word.insert_str(0, "member_");
    }
    if word.starts_with("model_") {
        word.insert_str(0, "the_");
    }
    while TAKEN.contains(&word.as_str()) || taken.contains(&word) {
        word.push('_');
    }
    word
}
