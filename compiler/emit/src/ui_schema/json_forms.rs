//! The UI schema of JSON Forms: one layout of controls and groups. JSON Forms writes the value of a
//! control to a path that dots divide: of an option with a dot in its name it would make another one,
//! so a layout has no control of it.

use super::{Shown, help, placeholder, put, shown, widget};
use crate::json_schema::is_property;
use crate::part::Part;
use crate::texts::title_of;
use crate::title::title;
use fedic_model::{OptionDecl, OptionId, TreeId, TypeKind, pointer};
use serde_json::{Map, Value as Json, json};

/// The UI schema of a part. What is no set of options is one control.
#[must_use]
pub fn json_forms(part: &Part<'_>) -> Json {
    let mut writer = Writer { part: *part, is_property: &is_property(part), open: Vec::new() };
    match part.tree() {
        Some(tree) => json!({ "type": "VerticalLayout", "elements": writer.tree(tree, "#") }),
        None => json!({ "type": "Control", "scope": "#" }),
    }
}

struct Writer<'a> {
    part: Part<'a>,
    is_property: &'a dyn Fn(OptionId) -> bool,
    open: Vec<TreeId>,
}

impl Writer<'_> {
    /// The elements of a tree whose schema stands at `scope`.
    fn tree(&mut self, tree: TreeId, scope: &str) -> Vec<Json> {
        self.open.push(tree);
        let interface = self.part.interface;
        let mut elements: Vec<Json> = Vec::new();
        let members = shown(interface, &interface.trees[tree.0 as usize], self.is_property);
        for (name, member) in members.into_iter().filter(|(name, _)| is_path(name)) {
            let scope = format!("{scope}/properties/{}", pointer::part(name));
            match member {
                Shown::Group(group) => {
                    let below = self.tree(group, &scope);
                    let own = interface.trees[group.0 as usize].ui.title.clone();
                    let label = own.unwrap_or_else(|| title(name));
                    elements.push(json!({ "type": "Group", "label": label, "elements": below }));
                }
                Shown::Option(option) => {
                    let element = self.option(option, &scope);
                    match &option.ui.group {
                        Some(group) => into_group(&mut elements, group, element),
                        None => elements.push(element),
                    }
                }
            }
        }
        self.open.pop();
        elements
    }

    fn option(&mut self, option: &OptionDecl, scope: &str) -> Json {
        match self.part.ty(option.ty).kind {
            TypeKind::Submodule(tree) if !self.open.contains(&tree) => {
                json!({ "type": "Group", "label": title_of(option), "elements": self.tree(tree, scope) })
            }
            // Of what may be null, JSON Forms shows the choices alone.
            TypeKind::NullOr(_) => {
                json!({ "type": "Group", "label": title_of(option), "elements": [self.control(option, scope)] })
            }
            _ => self.control(option, scope),
        }
    }

    fn control(&self, option: &OptionDecl, scope: &str) -> Json {
        let mut control = Map::new();
        control.insert("type".into(), "Control".into());
        control.insert("scope".into(), scope.into());
        let mut options = Map::new();
        match widget(self.part.interface, option).as_deref() {
            Some("textarea") => drop(options.insert("multi".into(), true.into())),
            Some(format @ ("password" | "radio")) => drop(options.insert("format".into(), format.into())),
            Some(_) | None => {}
        }
        put(&mut options, "placeholder", placeholder(self.part.interface, option));
        put(&mut options, "help", help(self.part.interface, option));
        if !options.is_empty() {
            control.insert("options".into(), Json::Object(options));
        }
        Json::Object(control)
    }
}

/// Whether a name is one step of a path to JSON Forms.
fn is_path(name: &str) -> bool {
    !name.is_empty() && !name.contains(['.', '[', ']'])
}

/// Adds an element to the group of a name, which stands where its first element does.
fn into_group(elements: &mut Vec<Json>, name: &str, element: Json) {
    let is_group = |known: &&mut Json| known["type"] == "Group" && known["label"] == name;
    match elements.iter_mut().find(is_group).and_then(|group| group["elements"].as_array_mut()) {
        Some(inner) => inner.push(element),
        None => elements.push(json!({ "type": "Group", "label": name, "elements": [element] })),
    }
}
