//! A schema as programming languages see it: unions, objects, references. What a type cannot
//! say (patterns, bounds) stays with the shape it bounds.

use serde_json::{Map, Value as Json};

/// The values of a schema.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Any,
    Never,
    Null,
    Boolean,
    Integer(Bounds),
    Number(Bounds),
    String {
        pattern: Option<String>,
    },
    /// One of these values.
    Literals(Vec<Json>),
    List {
        items: Box<Shape>,
        non_empty: bool,
    },
    Tuple(Vec<Shape>),
    Object(Object),
    /// A definition, by name.
    Reference(String),
    Union(Vec<Shape>),
    /// All of them at once.
    All(Vec<Shape>),
}

/// The least and the greatest value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bounds {
    pub(super) least: Option<Json>,
    pub(super) above: Option<Json>,
    pub(super) most: Option<Json>,
}

/// An object: named members, and what stands beside them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Object {
    pub(super) fields: Vec<Field>,
    /// The shape of other members; none if there are none.
    pub(super) rest: Option<Box<Shape>>,
}

/// A named member of an object.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) shape: Shape,
    pub(super) required: bool,
    pub(super) about: About,
}

/// What is said of a shape.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) default: Option<Json>,
    pub(super) examples: Vec<Json>,
    pub(super) deprecated: bool,
    /// Values and what people call them.
    pub(super) choices: Vec<(String, String)>,
}

/// A type with a name.
pub(super) struct Definition {
    pub(super) name: String,
    pub(super) shape: Shape,
    pub(super) about: About,
}

/// The definitions of a schema: first the schema itself, under its title.
pub(super) fn definitions(schema: &Json) -> Vec<Definition> {
    let define = |name: &str, schema: &Json| Definition {
        name: name.to_owned(),
        shape: shape(schema),
        about: about(schema),
    };
    let title = schema.get("title").and_then(Json::as_str).unwrap_or("Value");
    let below = schema.get("$defs").and_then(Json::as_object);
    std::iter::once(define(title, schema))
        .chain(below.into_iter().flatten().map(|(name, schema)| define(name, schema)))
        .collect()
}

fn about(schema: &Json) -> About {
    let text = |name: &str| schema.get(name).and_then(Json::as_str).map(str::to_owned);
    let choices = schema.pointer("/x-nix/enumTitles").and_then(Json::as_object);
    let choice = |(value, title): (&String, &Json)| Some((value.clone(), title.as_str()?.to_owned()));
    About {
        choices: choices.into_iter().flatten().filter_map(choice).collect(),
        title: text("title"),
        description: text("description"),
        default: schema.get("default").cloned(),
        examples: schema.get("examples").and_then(Json::as_array).cloned().unwrap_or_default(),
        deprecated: schema.get("deprecated") == Some(&Json::Bool(true)),
    }
}

/// The shape of one schema.
pub(super) fn shape(schema: &Json) -> Shape {
    let Json::Object(members) = schema else {
        return if *schema == Json::Bool(false) { Shape::Never } else { Shape::Any };
    };
    if members.get("not").and_then(Json::as_object).is_some_and(Map::is_empty) {
        return Shape::Never;
    }
    let all: Vec<Shape> = [reference, literals, alternatives, conditional, together, typed]
        .into_iter()
        .filter_map(|read| read(members))
        .collect();
    match <[Shape; 1]>::try_from(all) {
        Ok([shape]) => shape,
        Err(all) if all.is_empty() => Shape::Any,
        Err(all) => first_literal(all),
    }
}

/// Values that are listed say more than their type.
fn first_literal(all: Vec<Shape>) -> Shape {
    match all.iter().position(|shape| matches!(shape, Shape::Literals(_))) {
        Some(index) => all[index].clone(),
        None => Shape::All(all),
    }
}

fn reference(schema: &Map<String, Json>) -> Option<Shape> {
    let name = schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
    Some(Shape::Reference(name.to_owned()))
}

fn literals(schema: &Map<String, Json>) -> Option<Shape> {
    match (schema.get("const"), schema.get("enum")) {
        (Some(value), _) => Some(Shape::Literals(vec![value.clone()])),
        (None, Some(Json::Array(values))) => Some(Shape::Literals(values.clone())),
        (None, _) => None,
    }
}

fn alternatives(schema: &Map<String, Json>) -> Option<Shape> {
    let list = schema.get("anyOf").or_else(|| schema.get("oneOf"))?.as_array()?;
    Some(union(list.iter().map(shape)))
}

/// Which of the two holds is more than a type says.
fn conditional(schema: &Map<String, Json>) -> Option<Shape> {
    schema.get("if")?;
    Some(union(["then", "else"].into_iter().filter_map(|name| schema.get(name)).map(shape)))
}

fn together(schema: &Map<String, Json>) -> Option<Shape> {
    let list = schema.get("allOf")?.as_array()?;
    let shapes: Vec<Shape> = list.iter().map(shape).collect();
    Some(<[Shape; 1]>::try_from(shapes).map_or_else(Shape::All, |[only]| only))
}

/// A union in which no union stands, and nothing twice.
fn union(shapes: impl Iterator<Item = Shape>) -> Shape {
    let mut flat = Vec::new();
    for shape in shapes {
        let parts = match shape {
            Shape::Union(parts) => parts,
            other => vec![other],
        };
        for part in parts {
            if !flat.contains(&part) && part != Shape::Never {
                flat.push(part);
            }
        }
    }
    match <[Shape; 1]>::try_from(flat) {
        Ok([only]) => only,
        Err(flat) if flat.is_empty() => Shape::Never,
        Err(flat) => Shape::Union(flat),
    }
}

fn typed(schema: &Map<String, Json>) -> Option<Shape> {
    match schema.get("type") {
        Some(Json::String(name)) => Some(of_type(name, schema)),
        Some(Json::Array(names)) => {
            Some(union(names.iter().filter_map(Json::as_str).map(|name| of_type(name, schema))))
        }
        _ => None,
    }
}

fn of_type(name: &str, schema: &Map<String, Json>) -> Shape {
    match name {
        "null" => Shape::Null,
        "boolean" => Shape::Boolean,
        "integer" => Shape::Integer(bounds(schema)),
        "number" => Shape::Number(bounds(schema)),
        "string" => {
            let pattern = schema.get("pattern").and_then(Json::as_str);
            Shape::String { pattern: pattern.map(str::to_owned) }
        }
        "array" => list(schema),
        "object" => object(schema),
        _ => Shape::Any,
    }
}

fn bounds(schema: &Map<String, Json>) -> Bounds {
    let get = |name: &str| schema.get(name).cloned();
    Bounds { least: get("minimum"), above: get("exclusiveMinimum"), most: get("maximum") }
}

fn list(schema: &Map<String, Json>) -> Shape {
    if let Some(Json::Array(items)) = schema.get("prefixItems") {
        return Shape::Tuple(items.iter().map(shape).collect());
    }
    let count = |name: &str| schema.get(name).and_then(Json::as_u64);
    let items = match count("maxItems") {
        Some(0) => Shape::Never,
        _ => schema.get("items").map_or(Shape::Any, shape),
    };
    Shape::List { items: Box::new(items), non_empty: count("minItems").is_some_and(|least| least > 0) }
}

fn object(schema: &Map<String, Json>) -> Shape {
    let required: Vec<&str> = match schema.get("required") {
        Some(Json::Array(names)) => names.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    };
    let named = schema.get("properties").and_then(Json::as_object);
    let fields = named.into_iter().flatten().map(|(name, member)| Field {
        name: name.clone(),
        shape: shape(member),
        required: required.contains(&name.as_str()),
        about: about(member),
    });
    let rest = match schema.get("additionalProperties") {
        None => Some(Shape::Any),
        Some(rest) => Some(shape(rest)).filter(|shape| *shape != Shape::Never),
    };
    Shape::Object(Object { fields: fields.collect(), rest: rest.map(Box::new) })
}
