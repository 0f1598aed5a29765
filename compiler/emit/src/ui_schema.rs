//! How a form shows a part of an interface: widgets, order, groups, help. The data itself is
//! described by the schema of the profile `form`, beside which these stand.

mod json_forms;
mod rjsf;

pub use json_forms::json_forms;
pub use rjsf::rjsf;

use crate::json_schema::Profile;
use fedic_model::{Interface, Member, OptionDecl, OptionId, OptionTree, Text, TreeId, TypeKind, Value};
use serde_json::Value as Json;

/// The members of a tree that a form shows, in its order: by `meta.ui.order` (none is 0),
/// then as in the source. Whether the schema has an option is asked of `is_property`.
fn shown<'a>(
    interface: &'a Interface,
    tree: &'a OptionTree,
    is_property: &dyn Fn(OptionId) -> bool,
) -> Vec<(&'a str, Shown<'a>)> {
    let members = tree.members.iter().filter(|(_, member)| match member {
        Member::Option(option) => is_property(*option),
        Member::Group(group) => Profile::Form.shows_group(interface, *group, tree),
    });
    let shown = members.map(|(name, member)| match member {
        Member::Option(option) => (name.as_str(), Shown::Option(&interface.options[option.0 as usize])),
        Member::Group(group) => (name.as_str(), Shown::Group(*group)),
    });
    let mut members: Vec<(&str, Shown<'_>)> = shown.collect();
    members.sort_by_key(|(_, member)| match member {
        Shown::Option(option) => option.ui.order.unwrap_or(0),
        Shown::Group(group) => interface.trees[group.0 as usize].ui.order.unwrap_or(0),
    });
    members
}

/// A member that a form shows.
#[derive(Clone, Copy)]
enum Shown<'a> {
    Option(&'a OptionDecl),
    Group(TreeId),
}

/// The widget of an option: its own, else what suits its type; none is the form's usual one.
fn widget(interface: &Interface, option: &OptionDecl) -> Option<String> {
    if let Some(widget) = &option.ui.widget {
        return Some(widget.clone());
    }
    let kind = own_kind(interface, option);
    let name = match kind {
        // A reference to a secret is typed in plain sight.
        _ if option.ui.secret && is_text(kind) => "password",
        TypeKind::String { separator: Some(separator) } if separator == "\n" => "textarea",
        TypeKind::Bool if option.required => "radio",
        TypeKind::Enum(values) if values.len() <= 3 => "radio",
        TypeKind::Int { .. } => "updown",
        _ => return None,
    };
    Some(name.into())
}

/// What stands in an empty field: its own words, else an example.
fn placeholder(interface: &Interface, option: &OptionDecl) -> Option<String> {
    option.ui.placeholder.clone().or_else(|| example(interface, option).map(str::to_owned))
}

/// What helps who fills in an option: its own words, and the unit. What a pattern takes is shown:
/// who breaks it is told no more than the pattern.
fn help(interface: &Interface, option: &OptionDecl) -> Option<String> {
    let is_pattern = matches!(own_kind(interface, option), TypeKind::Pattern(_));
    let example = example(interface, option).filter(|_| is_pattern && option.ui.help.is_none());
    let example = example.map(|text| format!("For example: {text}"));
    let unit = option.ui.unit.as_ref().map(|unit| format!("Unit: {unit}."));
    let parts: Vec<String> = option.ui.help.clone().into_iter().chain(unit).chain(example).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The example of a text.
fn example<'a>(interface: &Interface, option: &'a OptionDecl) -> Option<&'a str> {
    match &option.example {
        Some(Text::Value(Value::String(text))) if !option.ui.secret => {
            is_text(own_kind(interface, option)).then_some(text)
        }
        Some(Text::Value(_) | Text::Source(_) | Text::Markdown(_)) | None => None,
    }
}

/// The kind of an option's type, null aside.
fn own_kind<'a>(interface: &'a Interface, option: &OptionDecl) -> &'a TypeKind {
    match &interface.types[option.ty.0 as usize].kind {
        TypeKind::NullOr(inner) => &interface.types[inner.0 as usize].kind,
        kind => kind,
    }
}

/// Whether people type its values in.
fn is_text(kind: &TypeKind) -> bool {
    kind.is_text() && *kind != TypeKind::Package
}

/// A member that is only there if it says something.
fn put(members: &mut serde_json::Map<String, Json>, name: &str, value: Option<impl Into<Json>>) {
    if let Some(value) = value {
        members.insert(name.to_owned(), value.into());
    }
}
