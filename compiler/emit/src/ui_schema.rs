//! How a form shows a part of an interface: widgets, order, groups, help. The data itself is
//! described by the schema of the profile `form`, beside which these stand.

mod json_forms;
mod rjsf;

pub use json_forms::json_forms;
pub use rjsf::rjsf;

use crate::json_schema::Profile;
use fedic_model::{Interface, Member, OptionDecl, OptionTree, TreeId, Type, TypeKind};
use serde_json::Value as Json;

/// The members of a tree that a form shows, in its order: by `meta.ui.order` (none is 0),
/// then as in the source.
fn shown<'a>(interface: &'a Interface, tree: &'a OptionTree) -> Vec<(&'a str, Shown<'a>)> {
    let mut members: Vec<(&str, Shown<'_>)> = tree
        .members
        .iter()
        .map(|(name, member)| match member {
            Member::Option(option) => (name.as_str(), Shown::Option(&interface.options[option.0 as usize])),
            Member::Group(group) => (name.as_str(), Shown::Group(*group)),
        })
        .filter(|(_, member)| match member {
            Shown::Option(option) => Profile::Form.shows(option),
            Shown::Group(_) => true,
        })
        .collect();
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
    let mut ty: &Type = &interface.types[option.ty.0 as usize];
    if let TypeKind::NullOr(inner) = ty.kind {
        ty = &interface.types[inner.0 as usize];
    }
    let is_text = matches!(
        ty.kind,
        TypeKind::String { .. }
            | TypeKind::Pattern(_)
            | TypeKind::NonEmptyString
            | TypeKind::SingleLineString
            | TypeKind::Path { .. }
    );
    let name = match &ty.kind {
        // A reference to a secret is typed in plain sight.
        _ if option.ui.secret && is_text => "password",
        TypeKind::String { separator: Some(separator) } if separator == "\n" => "textarea",
        TypeKind::Bool if option.required => "radio",
        TypeKind::Enum(values) if values.len() <= 3 => "radio",
        TypeKind::Int { .. } => "updown",
        _ => return None,
    };
    Some(name.into())
}

/// What helps who fills in an option: its own words, and the unit.
fn help(option: &OptionDecl) -> Option<String> {
    match (&option.ui.help, &option.ui.unit) {
        (Some(help), Some(unit)) => Some(format!("{help} Unit: {unit}.")),
        (Some(help), None) => Some(help.clone()),
        (None, Some(unit)) => Some(format!("Unit: {unit}.")),
        (None, None) => None,
    }
}

/// A member that is only there if it says something.
fn put(members: &mut serde_json::Map<String, Json>, name: &str, value: Option<impl Into<Json>>) {
    if let Some(value) = value {
        members.insert(name.to_owned(), value.into());
    }
}
