//! A schema as declarations of TypeScript: an interface for every object with a name, a type
//! for the rest. What a type cannot say stands in the comments.

use super::shape::{About, Definition, Field, Object, Shape, definitions};
use serde_json::Value as Json;

/// The declarations of a schema and of all its definitions.
#[must_use]
pub fn typescript(schema: &Json) -> String {
    let declarations: Vec<String> = definitions(schema).iter().map(declaration).collect();
    declarations.join("\n")
}

fn declaration(definition: &Definition) -> String {
    let about = About { title: None, ..definition.about.clone() };
    let comment = comment(&about, "");
    let name = &definition.name;
    match &definition.shape {
        Shape::Object(object) => format!("{comment}export interface {name} {}\n", body(object, "")),
        shape => format!("{comment}export type {name} = {};\n", written(shape, "")),
    }
}

/// The members of an object, in braces.
fn body(object: &Object, indent: &str) -> String {
    let inner = format!("{indent}  ");
    let mut text = String::from("{\n");
    for field in &object.fields {
        text += &comment(&field.about, &inner);
        let mark = if field.required { "" } else { "?" };
        text += &format!("{inner}{}{mark}: {};\n", key(&field.name), written(&field.shape, &inner));
    }
    if let Some(rest) = &object.rest {
        text += &format!("{inner}[name: string]: {};\n", beside(&object.fields, rest, &inner));
    }
    text + indent + "}"
}

/// What an index signature takes: it has to take the named members too.
fn beside(fields: &[Field], rest: &Shape, indent: &str) -> String {
    if fields.is_empty() || *rest == Shape::Any {
        return written(rest, indent);
    }
    let mut all = vec![rest.clone()];
    all.extend(fields.iter().map(|field| field.shape.clone()));
    all.dedup();
    let text = written(&Shape::Union(all), indent);
    if fields.iter().all(|field| field.required) { text } else { text + " | undefined" }
}

fn written(shape: &Shape, indent: &str) -> String {
    match shape {
        Shape::Any => "unknown".into(),
        Shape::Never => "never".into(),
        Shape::Null => "null".into(),
        Shape::Boolean => "boolean".into(),
        Shape::Integer(_) | Shape::Number(_) => "number".into(),
        Shape::String { .. } => "string".into(),
        Shape::Literals(values) => values.iter().map(Json::to_string).collect::<Vec<_>>().join(" | "),
        Shape::List { items, non_empty } => {
            let item = in_brackets(items, indent);
            if *non_empty {
                format!("[{}, ...{item}[]]", written(items, indent))
            } else {
                format!("{item}[]")
            }
        }
        Shape::Tuple(items) => format!("[{}]", joined(items, ", ", indent)),
        Shape::Object(object) => match (object.fields.as_slice(), &object.rest) {
            ([], Some(rest)) => format!("{{ [name: string]: {} }}", written(rest, indent)),
            ([], None) => "Record<string, never>".into(),
            _ => body(object, indent),
        },
        Shape::Reference(name) => name.clone(),
        Shape::Union(shapes) => joined(shapes, " | ", indent),
        Shape::All(shapes) => {
            let parts: Vec<String> = shapes.iter().map(|shape| in_brackets(shape, indent)).collect();
            parts.join(" & ")
        }
    }
}

fn joined(shapes: &[Shape], between: &str, indent: &str) -> String {
    shapes.iter().map(|shape| written(shape, indent)).collect::<Vec<_>>().join(between)
}

/// A type as part of another: a union in brackets.
fn in_brackets(shape: &Shape, indent: &str) -> String {
    let text = written(shape, indent);
    let loose = match shape {
        Shape::Union(_) | Shape::All(_) => true,
        Shape::Literals(values) => values.len() > 1,
        _ => false,
    };
    if loose { format!("({text})") } else { text }
}

/// A member's name, quoted where it is no identifier.
fn key(name: &str) -> String {
    let mut letters = name.chars();
    let starts = letters.next().is_some_and(|first| first.is_ascii_alphabetic() || "_$".contains(first));
    if starts && letters.all(|letter| letter.is_ascii_alphanumeric() || "_$".contains(letter)) {
        name.to_owned()
    } else {
        Json::from(name).to_string()
    }
}

/// A comment for tools that show documentation; nothing where nothing is said.
fn comment(about: &About, indent: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(about.title.iter().map(|title| format!("{title}.")));
    if let Some(text) = &about.description {
        lines.extend(text.lines().map(str::to_owned));
    }
    lines.extend(about.choices.iter().map(|(value, title)| format!("- `{value}`: {title}")));
    lines.extend(about.default.iter().map(|value| format!("@default {value}")));
    lines.extend(about.examples.iter().map(|value| format!("@example {value}")));
    if about.deprecated {
        lines.push("@deprecated".into());
    }
    // What a user wrote must not end the comment.
    let lines: Vec<String> = lines.iter().map(|line| line.replace("*/", "*\u{200b}/")).collect();
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let body: String =
                lines.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n").collect();
            format!("{indent}/**\n{body}{indent} */\n")
        }
    }
}
