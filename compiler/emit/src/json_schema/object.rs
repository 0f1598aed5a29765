//! Trees of options as objects, and options as properties.

use super::{Profile, Schema, Writer, members, note, wider, written};
use crate::nix_text::inline;
use crate::texts;
use crate::title::title;
use fedic_model::{
    Beside as Kept, Member, OptionDecl, OptionId, OptionTree, Shown, Text, TreeId, TypeId, TypeKind, Ui,
    Value, Verdict, nix, pointer as json_pointer,
};
use serde_json::{Map, Value as Json, json};

/// What is taken beside the declared members.
#[derive(Clone, Copy)]
enum Beside {
    Nothing,
    Anything,
    Of(TypeId),
}

impl Writer<'_> {
    /// The object of a tree that is no group of another one.
    pub(super) fn object(&self, tree: TreeId) -> Map<String, Json> {
        self.object_within(tree, None)
    }

    /// The object of a tree; of a group, with what is taken beside it in the tree around it.
    fn object_within(&self, tree: TreeId, around: Option<Beside>) -> Map<String, Json> {
        let tree = &self.part.interface.trees[tree.0 as usize];
        let (freeform, beside) = self.beside(tree, around);
        let mut properties = Map::new();
        let mut required = Vec::new();
        let mut left_out = Map::new();
        let mut refused = Vec::new();
        for (name, member) in &tree.members {
            let (schema, needed) = match member {
                Member::Option(option) => self.property(*option),
                Member::Group(group) if !self.profile.shows_group(self.part.interface, *group, tree) => {
                    (None, false)
                }
                Member::Group(group) => self.group(name, *group, beside),
            };
            match (schema, member) {
                (Some(schema), _) => {
                    properties.insert(name.clone(), Json::Object(schema));
                    if needed {
                        required.push(Json::from(name.as_str()));
                    }
                }
                // What no JSON can be is left out: a closed object refuses it by name.
                (None, Member::Option(option)) => {
                    let option = self.option(*option);
                    if self.shows(option) {
                        left_out.insert(name.clone(), Json::Object(self.origin(option)));
                    }
                    refused.push(name.clone());
                }
                (None, Member::Group(_)) => {}
            }
        }
        // An open object would take what it does not name.
        if !matches!(beside, Beside::Nothing) && self.profile == Profile::Input {
            properties.extend(refused.into_iter().map(|name| (name, Json::Object(super::nothing()))));
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
        if let Some(ty) = freeform.filter(|_| self.profile == Profile::Input) {
            self.mark_freeform(ty, &mut object);
        }
        if !left_out.is_empty() {
            note(&mut object, [("notJson", Json::Object(left_out))]);
        }
        object
    }

    /// The freeform type that reaches a tree, and what is taken beside its members.
    fn beside(&self, tree: &OptionTree, around: Option<Beside>) -> (Option<TypeId>, Beside) {
        let reaching = match around {
            Some(Beside::Of(ty)) => Some(ty),
            Some(Beside::Nothing | Beside::Anything) | None => None,
        };
        let freeform = tree.freeform.or(reaching);
        let beside = match (freeform, around) {
            (Some(ty), _) => self.free_names(ty).0,
            (None, Some(around)) => around,
            (None, None) if tree.closed => Beside::Nothing,
            (None, None) => Beside::Anything,
        };
        (freeform, beside)
    }

    pub(super) fn option(&self, option: OptionId) -> &OptionDecl {
        &self.part.interface.options[option.0 as usize]
    }

    /// What a freeform type takes for each free name, and whether that is all that it asks.
    fn free_names(&self, freeform: TypeId) -> (Beside, bool) {
        let interface = self.part.interface;
        let kind = |ty: &TypeId| &self.part.ty(*ty).kind;
        let mut objects = interface.alternatives(freeform);
        objects.retain(|&ty| self.takes_objects(ty));
        let checked = objects.iter().any(|ty| self.part.ty(*ty).checked) || self.part.ty(freeform).checked;
        match objects.as_slice() {
            _ if matches!(kind(&freeform), TypeKind::CoercedTo { .. }) => (Beside::Anything, false),
            [] => (Beside::Nothing, true),
            [one] => match kind(one) {
                TypeKind::AttrsOf { element, .. } => (Beside::Of(*element), !checked),
                TypeKind::Attrs | TypeKind::Any => (Beside::Anything, !checked),
                _ => (Beside::Anything, false),
            },
            _ => (Beside::Anything, false),
        }
    }

    /// What of a freeform type its schema does not say.
    fn mark_freeform(&self, freeform: TypeId, object: &mut Map<String, Json>) {
        match self.free_names(freeform) {
            // The model may define the same name, which is then merged with a text.
            (Beside::Of(element), _) if self.may_import(element) => {
                wider(object, super::alternatives::NAMES_FILES);
            }
            (_, true) => {}
            (_, false) => wider(object, "of free names only evaluation knows what is taken"),
        }
    }

    /// A group of options: free names reach into it as into any other attribute.
    fn group(&self, name: &str, group: TreeId, beside: Beside) -> (Schema, bool) {
        let ui = &self.part.interface.trees[group.0 as usize].ui;
        let mut schema = members([("title", ui.title.clone().unwrap_or_else(|| title(name)).into())]);
        if let Some(help) = &ui.help {
            schema.insert("description".into(), help.as_str().into());
        }
        let object = self.object_within(group, Some(beside));
        let required = object.contains_key("required");
        schema.extend(object);
        (Some(schema), required)
    }

    /// Whether an option is a property, if JSON can be its value at all.
    pub(super) fn shows(&self, option: &OptionDecl) -> bool {
        self.profile.shows(self.part.interface, option)
    }

    /// An option as a property, and whether it is required.
    pub(super) fn property(&self, option: OptionId) -> (Schema, bool) {
        let has_alias = self.aliased.contains(&option);
        let option = self.option(option);
        if !self.shows(option) {
            return (None, false);
        }
        let Some(inner) = self.value_marked(option, has_alias) else { return (None, false) };
        let mut schema = self.described(option);
        schema.extend(inner);
        if self.profile == Profile::Output {
            if option.read_only {
                schema.insert("readOnly".into(), true.into());
            }
        } else {
            if option.ui.secret {
                schema.insert("writeOnly".into(), true.into());
                // A reference to a secret is typed in plain sight.
                if schema.get("type").is_some_and(|ty| ty == "string") {
                    schema.insert("format".into(), "password".into());
                }
            }
            self.texts(option, &mut schema);
        }
        if let Some(other) = option.alias_of() {
            if option.renamed_to().is_some() {
                schema.insert("deprecated".into(), true.into());
            }
            note(&mut schema, [("renamedTo", pointer(other).into())]);
        }
        if self.part.ty(option.ty).name == "loaOf" {
            schema.insert("deprecated".into(), true.into());
        }
        let origin = self.origin(option);
        if let Json::Object(known) = schema.entry("x-nix").or_insert_with(|| Json::Object(Map::new())) {
            known.extend(origin);
        }
        if self.profile == Profile::Output {
            return (Some(schema), true);
        }
        let required = option.required && option.alias_of().is_none() && !has_alias;
        (Some(schema), required)
    }

    /// What values an option has, and whether they are all that the schema takes; nothing is said of
    /// it for people.
    pub(super) fn marked(&self, option: OptionId) -> Schema {
        self.value_marked(self.option(option), self.aliased.contains(&option))
    }

    /// Whether of what an option takes more is said than its type says.
    pub(super) fn says_more(&self, option: OptionId) -> bool {
        let has_alias = self.aliased.contains(&option);
        let option = self.option(option);
        option.beside != Kept::Alone || option.relaxed || (option.required && has_alias)
    }

    fn value_marked(&self, option: &OptionDecl, has_alias: bool) -> Schema {
        let mut schema = self.value_of(option)?;
        if self.profile == Profile::Output {
            return Some(schema);
        }
        if self.profile == Profile::Input {
            if option.beside == Kept::Merged && self.may_import(option.ty) {
                wider(&mut schema, super::alternatives::NAMES_FILES);
            }
            if option.relaxed {
                wider(&mut schema, "it must be said where the model does not say it itself");
            }
        }
        // What has two names may be set by either of them.
        if option.required && has_alias {
            wider(&mut schema, "it must be set, by this name or an old one");
        }
        Some(schema)
    }

    /// What values an option has, before anything is said of it.
    fn value_of(&self, option: &OptionDecl) -> Schema {
        match self.profile {
            // Whatever is written there, nobody looks at it.
            Profile::Input | Profile::Codegen if option.beside == Kept::Dropped => Some(Map::new()),
            Profile::Output if option.ui.secret => Some(secret()),
            Profile::Output if option.applied => Some(Map::new()),
            _ if self.profile.titles_choices(option) => {
                Writer { titles: Some(&option.ui), ..self.clone() }.schema(option.ty)
            }
            Profile::Input | Profile::Output | Profile::Form | Profile::Codegen => self.schema(option.ty),
        }
    }

    /// Title and description: what a person reads first stands first.
    pub(super) fn described(&self, option: &OptionDecl) -> Map<String, Json> {
        let mut schema = members([("title", texts::title_of(option).into())]);
        let mut paragraphs: Vec<String> =
            option.description.iter().map(|text| texts::description(text)).collect();
        if self.profile == Profile::Codegen {
            paragraphs.extend(self.choices_in_words(option));
        }
        if !paragraphs.is_empty() {
            schema.insert("description".into(), paragraphs.join("\n\n").into());
        }
        schema
    }

    /// What values are called, for comments: a title beside a value would become a type.
    fn choices_in_words(&self, option: &OptionDecl) -> Option<String> {
        let choices = texts::choices(self.part.interface, option);
        let line =
            |(value, title): (&Value, &str)| Some(format!("- `{}`: {title}", Ui::value_name(&value.data()?)));
        let lines: Vec<String> = choices.into_iter().filter_map(line).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// Default and example: as data where they are data that the schema takes, else as text.
    fn texts(&self, option: &OptionDecl, schema: &mut Map<String, Json>) {
        let shown = Shown {
            option: &|option| self.shows(option),
            first_alone: &|left, right| self.shows_first_alone(left, right),
            matches: self.part.matches,
        };
        let taken = |value: &Json| self.part.interface.judge_option(option, value, shown) != Verdict::Refuses;
        let mut say = |text: &Option<Text>, keyword: &str, list: bool, instead: &str| match text {
            None => {}
            Some(Text::Source(words) | Text::Markdown(words)) => {
                note(schema, [(instead, words.as_str().into())])
            }
            Some(Text::Value(_)) if option.ui.secret => {}
            Some(Text::Value(value)) => match value.data() {
                Some(data) if !value.has_stand_in() && taken(&data) && self.is_held(&data) => {
                    schema.insert(keyword.into(), if list { json!([data]) } else { data });
                }
                Some(_) => note(schema, [(instead, inline(value).into())]),
                None => {}
            },
        };
        say(&option.default, "default", false, "defaultText");
        say(&option.example, "examples", true, "exampleText");
    }

    /// Whether readers hold a value as it is: forms are written in a language whose numbers are floats.
    fn is_held(&self, value: &Json) -> bool {
        const MOST: u64 = 1 << 53;
        match value {
            _ if self.profile != Profile::Form => true,
            Json::Number(number) => number.as_i64().is_none_or(|whole| whole.unsigned_abs() <= MOST),
            Json::Array(items) => items.iter().all(|item| self.is_held(item)),
            Json::Object(members) => members.values().all(|member| self.is_held(member)),
            Json::Null | Json::Bool(_) | Json::String(_) => true,
        }
    }

    /// What only Nix knows: the type in its words, where it is declared.
    fn origin(&self, option: &OptionDecl) -> Map<String, Json> {
        let mut known = members([("type", self.part.ty(option.ty).description.as_str().into())]);
        let defined: Vec<_> = option.defined.iter().filter_map(|&place| (self.part.locate)(place)).collect();
        for (name, places) in [("declared", self.part.declared(option)), ("defined", defined)] {
            if !places.is_empty() {
                known.insert(name.into(), places.into());
            }
        }
        if !option.visible || option.internal {
            known.insert("visible".into(), false.into());
        }
        if option.beside == Kept::Dropped {
            known.insert("fixed".into(), true.into());
        }
        if option.applied {
            known.insert("apply".into(), true.into());
        }
        if !option.ui.enum_titles.is_empty() {
            let titles = option.ui.enum_titles.iter();
            let titles = titles.map(|(value, title)| (value.clone(), title.as_str().into())).collect();
            known.insert("enumTitles".into(), Json::Object(titles));
        }
        known
    }
}

/// Where an attribute path leads in the same object, as a JSON pointer.
fn pointer(path: &str) -> String {
    let names = nix::attribute_path(path);
    names.iter().map(|name| format!("/{}", json_pointer::part(name))).collect()
}

/// What a plan shows of a secret.
fn secret() -> Map<String, Json> {
    members([
        ("type", "object".into()),
        ("properties", json!({ "$secret": { "const": true } })),
        ("required", json!(["$secret"])),
        ("additionalProperties", false.into()),
    ])
}
