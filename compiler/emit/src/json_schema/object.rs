//! Trees of options as objects, and options as properties.

use super::{Schema, Writer, members, note, written};
use crate::title::title;
use crate::value;
use fedic_model::{Member, OptionDecl, OptionId, Text, TreeId, TypeId, TypeKind};
use serde_json::{Map, Value as Json, json};

/// What is taken beside the declared members.
#[derive(Clone, Copy)]
enum Beside {
    Nothing,
    Anything,
    Of(TypeId),
}

/// Whether an operator may set an option: one that is read-only and already has its value is
/// none of his.
pub(super) fn is_input(option: &OptionDecl) -> bool {
    !option.read_only || (option.default.is_none() && option.defined.is_empty())
}

impl Writer<'_> {
    /// The object of a tree. `freeform` comes from a tree around it, for a group in it.
    pub(super) fn object(&self, tree: TreeId, freeform: Option<TypeId>) -> Map<String, Json> {
        let tree = &self.interface.trees[tree.0 as usize];
        let freeform = tree.freeform.or(freeform);
        let beside = match freeform {
            None if tree.closed => Beside::Nothing,
            None => Beside::Anything,
            Some(ty) => self.elements(ty),
        };
        let mut properties = Map::new();
        let mut required = Vec::new();
        for (name, member) in &tree.members {
            let (schema, needed) = match member {
                Member::Option(option) => self.property(*option),
                Member::Group(group) => self.group(name, *group, beside),
            };
            // What no JSON can be is left out: a closed object refuses it by name.
            if let Some(schema) = schema {
                properties.insert(name.clone(), Json::Object(schema));
                if needed {
                    required.push(Json::from(name.as_str()));
                }
            }
        }
        let mut object = members([("type", "object".into()), ("properties", Json::Object(properties))]);
        if !required.is_empty() {
            object.insert("required".into(), Json::Array(required));
        }
        let additional = match beside {
            Beside::Nothing => Json::Bool(false),
            Beside::Anything => Json::Bool(true),
            Beside::Of(ty) => written(self.schema(ty)),
        };
        object.insert("additionalProperties".into(), additional);
        object
    }

    /// What a freeform type takes for each free name.
    fn elements(&self, freeform: TypeId) -> Beside {
        match &self.interface.types[freeform.0 as usize].kind {
            TypeKind::AttrsOf { element, .. } => Beside::Of(*element),
            TypeKind::NullOr(inner) => self.elements(*inner),
            _ => Beside::Anything,
        }
    }

    /// A group of options: free names reach into it as into any other attribute.
    fn group(&self, name: &str, group: TreeId, beside: Beside) -> (Schema, bool) {
        let freeform = match beside {
            Beside::Of(ty) => Some(ty),
            Beside::Nothing | Beside::Anything => None,
        };
        let mut schema = members([("title", title(name).into())]);
        let object = self.object(group, freeform);
        let required = object.contains_key("required");
        schema.extend(object);
        (Some(schema), required)
    }

    /// An option as a property, and whether it is required.
    pub(super) fn property(&self, option: OptionId) -> (Schema, bool) {
        let option = &self.interface.options[option.0 as usize];
        if !is_input(option) {
            return (None, false);
        }
        let Some(inner) = self.schema(option.ty) else { return (None, false) };
        let mut schema = self.described(option);
        schema.extend(inner);
        if option.ui.secret {
            schema.extend(members([("writeOnly", true.into()), ("format", "password".into())]));
        }
        self.texts(option, &mut schema);
        self.origin(option, &mut schema);
        (Some(schema), option.required)
    }

    /// Title and description: what a person reads first stands first.
    pub(super) fn described(&self, option: &OptionDecl) -> Map<String, Json> {
        let words = option.ui.title.clone().unwrap_or_else(|| title(&option.name));
        let mut schema = members([("title", words.into())]);
        if let Some(text) = &option.description {
            schema.insert("description".into(), description(text).into());
        }
        schema
    }

    /// Default and example: as data where they are, else as text.
    fn texts(&self, option: &OptionDecl, schema: &mut Map<String, Json>) {
        let data = |text: &Text| match text {
            Text::Value(value) if !option.ui.secret => value::json(value),
            Text::Value(_) | Text::Source(_) | Text::Markdown(_) => None,
        };
        if let Some(text) = &option.default {
            match (data(text), text) {
                (Some(value), _) => drop(schema.insert("default".into(), value)),
                (None, Text::Source(words) | Text::Markdown(words)) => {
                    note(schema, [("defaultText", words.as_str().into())]);
                }
                (None, Text::Value(_)) => {}
            }
        }
        if let Some(text) = &option.example {
            match (data(text), text) {
                (Some(value), _) => drop(schema.insert("examples".into(), json!([value]))),
                (None, Text::Source(words) | Text::Markdown(words)) => {
                    note(schema, [("exampleText", words.as_str().into())]);
                }
                (None, Text::Value(_)) => {}
            }
        }
    }

    /// What only Nix knows: the type in its words, where it is declared.
    fn origin(&self, option: &OptionDecl, schema: &mut Map<String, Json>) {
        let ty = &self.interface.types[option.ty.0 as usize];
        note(schema, [("type", ty.description.as_str().into())]);
        let places = |places: &[_]| -> Vec<Json> {
            places.iter().filter_map(|&place| (self.locate)(place).map(Json::from)).collect()
        };
        let declared = places(&option.declared);
        if !declared.is_empty() {
            note(schema, [("declared", Json::Array(declared))]);
        }
        let defined = places(&option.defined);
        if !defined.is_empty() {
            note(schema, [("defined", Json::Array(defined))]);
        }
        if !option.visible || option.internal {
            note(schema, [("visible", false.into())]);
        }
        if option.applied {
            note(schema, [("apply", true.into())]);
        }
    }
}

/// A description as CommonMark: the roles of option documentation become plain code.
fn description(text: &str) -> String {
    let mut plain = text.trim_end().to_owned();
    for role in ["option", "var", "file", "command", "env", "manpage"] {
        plain = plain.replace(&format!("{{{role}}}`"), "`");
    }
    plain
}
