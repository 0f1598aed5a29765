//! What people read of an option, and how its values are written in JSON.

use fedic_check::Model;
use fedic_model::{OptionDecl, Text, TypeId, TypeKind, Value};

pub(crate) use fedic_emit::nix_text as nix;

/// The type of an option, in words.
pub(crate) fn type_words(model: Model<'_>, ty: TypeId) -> String {
    model.ty(ty).map_or_else(String::new, |ty| ty.description.clone())
}

/// The description of an option as Markdown: what it is for, its default and an example.
pub(crate) fn documentation(model: Model<'_>, option: &OptionDecl) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(description) = option.description.as_deref().or(option.ui.help.as_deref()) {
        parts.push(description.trim().to_owned());
    }
    parts.extend(text("default", option.default.as_ref(), option.ui.secret));
    parts.extend(text("example", option.example.as_ref(), option.ui.secret));
    if let TypeKind::Enum(values) = model.kind(option.ty)
        && !values.is_empty()
    {
        let values: Vec<String> = values.iter().map(|value| format!("`{}`", nix(value))).collect();
        parts.push(format!("One of {}.", values.join(", ")));
    }
    let marks: Vec<&str> = [
        (option.required, "required"),
        (option.read_only, "read-only"),
        (option.ui.secret, "secret"),
        (option.internal, "internal"),
    ]
    .into_iter()
    .filter_map(|(is, mark)| is.then_some(mark))
    .collect();
    if !marks.is_empty() {
        parts.push(format!("*{}*", marks.join(", ")));
    }
    parts.join("\n\n")
}

fn text(label: &str, text: Option<&Text>, secret: bool) -> Option<String> {
    if secret {
        return None;
    }
    Some(match text? {
        Text::Markdown(text) => format!("{label}: {text}"),
        Text::Value(value) => shown(label, &nix(value)),
        Text::Source(text) => shown(label, text),
    })
}

fn shown(label: &str, text: &str) -> String {
    match text.contains('\n') {
        true => format!("{label}:\n```nix\n{}\n```", text.trim_end()),
        false => format!("{label}: `{text}`"),
    }
}

/// A value as JSON text.
pub(crate) fn json(value: &Value) -> Option<String> {
    match value {
        Value::Function | Value::Package(_) | Value::Source { .. } | Value::Secret => None,
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Path(_)
        | Value::List(_)
        | Value::Set(_) => serde_json::to_string(value).ok(),
    }
}

/// Text without a meaning of its own in a snippet.
pub(crate) fn plain(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
