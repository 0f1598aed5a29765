//! The UI schema of react-jsonschema-form.

use super::{Shown, help, placeholder, put, shown, widget};
use crate::json_schema::is_property;
use crate::part::{Part, Top};
use fedic_model::{Below, OptionDecl, OptionId, TreeId, TypeId, TypeKind};
use serde_json::{Map, Value as Json, json};

/// The UI schema of a part.
#[must_use]
pub fn rjsf(part: &Part<'_>) -> Json {
    let mut writer = Writer { part: *part, is_property: &is_property(part), open: Vec::new() };
    let whole = match part.top {
        Top::Tree(tree) => writer.tree(tree),
        Top::Type(ty) => writer.ty(ty),
    };
    Json::Object(whole)
}

struct Writer<'a> {
    part: Part<'a>,
    is_property: &'a dyn Fn(OptionId) -> bool,
    /// The trees around: one that contains itself is shown plainly within.
    open: Vec<TreeId>,
}

impl Writer<'_> {
    fn tree(&mut self, tree: TreeId) -> Map<String, Json> {
        let mut ui = Map::new();
        if self.open.contains(&tree) {
            return ui;
        }
        self.open.push(tree);
        let interface = self.part.interface;
        let members = shown(interface, &interface.trees[tree.0 as usize], self.is_property);
        let order = members.iter().map(|(name, _)| Json::from(*name)).chain(["*".into()]);
        ui.insert("ui:order".into(), order.collect());
        for (name, member) in members {
            let member = match member {
                Shown::Option(option) => self.option(option),
                Shown::Group(group) => self.tree(group),
            };
            if !member.is_empty() {
                ui.insert(name.to_owned(), Json::Object(member));
            }
        }
        self.open.pop();
        ui
    }

    fn option(&mut self, option: &OptionDecl) -> Map<String, Json> {
        let nullable = match self.part.ty(option.ty).kind {
            TypeKind::NullOr(inner) => Some(inner),
            _ => None,
        };
        let mut field = self.ty(nullable.unwrap_or(option.ty));
        put(&mut field, "ui:widget", widget(self.part.interface, option));
        put(&mut field, "ui:placeholder", placeholder(self.part.interface, option));
        let mut ui = if nullable.is_some() { or_null(field) } else { field };
        put(&mut ui, "ui:help", help(self.part.interface, option));
        if option.description.is_some() {
            ui.insert("ui:enableMarkdownInDescription".into(), true.into());
        }
        if let Some(group) = &option.ui.group {
            ui.insert("ui:options".into(), json!({ "group": group }));
        }
        ui
    }

    /// What is to be said below a type.
    fn ty(&mut self, ty: TypeId) -> Map<String, Json> {
        let mut ui = Map::new();
        let mut below = |name: &str, inner: Map<String, Json>| {
            if !inner.is_empty() {
                ui.insert(name.to_owned(), Json::Object(inner));
            }
        };
        match self.part.ty(ty).kind.below() {
            Below::Same(inner) => return or_null(self.ty(inner)),
            Below::Options(tree) => return self.tree(tree),
            Below::Each(element, None) => below("items", self.ty(element)),
            Below::Each(element, Some(_)) => below("additionalProperties", self.ty(element)),
            Below::Tags(tags) => {
                let branch = |writer: &mut Self, tag: &OptionId| {
                    let option = &writer.part.interface.options[tag.0 as usize];
                    Map::from_iter([(option.name.clone(), Json::Object(writer.option(option)))])
                };
                let tags = tags.iter().filter(|tag| (self.is_property)(**tag));
                let mut branches: Vec<_> = tags.map(|tag| branch(self, tag)).collect();
                if branches.len() < 2 {
                    return branches.pop().unwrap_or_default();
                }
                let branches = branches.into_iter().map(Json::Object).collect();
                ui.insert("oneOf".into(), branches);
            }
            Below::Nothing | Below::Either(..) | Below::Coerced { .. } => {}
        }
        ui
    }
}

/// What is said of a value that may be null is said of the first choice: on the choice itself it
/// would hide that there is one.
fn or_null(field: Map<String, Json>) -> Map<String, Json> {
    let mut ui = Map::new();
    if !field.is_empty() {
        ui.insert("anyOf".into(), json!([field, {}]));
    }
    ui
}
