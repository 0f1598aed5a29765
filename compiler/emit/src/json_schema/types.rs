//! Every kind of option type as a schema.

use super::{Key, Profile, Schema, Writer, members, note, wider, written};
use crate::pattern;
use crate::title::title;
use fedic_model::{OptionId, TypeId, TypeKind, Ui, Value, is_entry, is_equal};
use serde_json::{Map, Value as Json, json};

/// What a store path, or the hash of one, looks like: all that JSON can say of a package.
const PACKAGE: &str = "^/(?:nix/store/[^/]*|[0-9a-z]{52})$";

impl Writer<'_> {
    /// The schema of a type: a reference where it has a definition.
    pub(super) fn schema(&self, ty: TypeId) -> Schema {
        let key = match self.part.ty(ty).kind {
            TypeKind::Submodule(tree) => Key::Tree(tree),
            // Another option may call the same values by other words.
            TypeKind::Enum(_) if self.titles.is_some() => return self.body(ty),
            _ => Key::Type(ty),
        };
        match self.reference(key) {
            Some(mut schema) => {
                self.mark_checked(ty, &mut schema);
                Some(schema)
            }
            None => self.body(ty),
        }
    }

    /// The schema of a type in place.
    pub(super) fn body(&self, ty: TypeId) -> Schema {
        let mut schema = self.by_kind(ty)?;
        self.mark_checked(ty, &mut schema);
        Some(schema)
    }

    /// A check of the user's own refuses more than any schema says.
    fn mark_checked(&self, ty: TypeId, schema: &mut Map<String, Json>) {
        if self.part.ty(ty).checked {
            note(schema, [("check", true.into())]);
            wider(schema, "the model checks more than the type says");
        }
    }

    fn by_kind(&self, ty: TypeId) -> Schema {
        let ty = self.part.ty(ty);
        Some(match &ty.kind {
            TypeKind::Any => Map::new(),
            TypeKind::Bool => of_type("boolean"),
            TypeKind::Int { min, max } => integer(*min, *max),
            TypeKind::Float => of_type("number"),
            TypeKind::Number { min, max, exclusive_min } => number(*min, *max, *exclusive_min),
            TypeKind::String { .. } => of_type("string"),
            TypeKind::NonEmptyString => matching("[^ \\t\\n]"),
            // The line end is gone from the value.
            TypeKind::SingleLineString if self.profile == Profile::Output => matching("^[^\\n\\r]*$"),
            TypeKind::SingleLineString => matching("^[^\\n\\r]*\\n?$"),
            TypeKind::Pattern(posix) => translated(posix),
            TypeKind::Path { in_store, absolute } => path(*in_store, *absolute),
            TypeKind::Package => self.package(),
            TypeKind::Enum(values) => return self.chosen(values, |_| true),
            TypeKind::NullOr(inner) => or_null(self.schema(*inner)),
            TypeKind::List { element, non_empty } => return list(self.schema(*element), *non_empty),
            TypeKind::AttrsOf { element, placeholder, .. } => {
                named_members(self.schema(*element), placeholder)
            }
            TypeKind::AttrList { item, as_attrs } => return self.attr_list(*item, *as_attrs),
            TypeKind::Entry(inner) => return self.entry(*inner),
            TypeKind::Attrs => members([("type", "object".into()), ("additionalProperties", true.into())]),
            TypeKind::AttrTag(tags) => return self.tags(tags),
            TypeKind::Submodule(tree) => self.object(*tree),
            TypeKind::Either(left, right) => return self.either(*left, *right),
            TypeKind::CoercedTo { from, to, total } => return self.coerced(*from, *to, *total),
            // A plan has a text in place of code. It cannot be written in JSON: such an option is set
            // by a module.
            TypeKind::FunctionTo(_) | TypeKind::DeferredModule(_) | TypeKind::OptionType | TypeKind::Code => {
                return (self.profile == Profile::Output).then(Map::new);
            }
            TypeKind::Opaque => {
                let mut schema = Map::new();
                note(&mut schema, [("type", ty.name.as_str().into())]);
                wider(&mut schema, "a type of the model's own, which only evaluation knows");
                schema
            }
        })
    }

    /// Exactly one of the tags: the branches exclude each other.
    fn tags(&self, tags: &[OptionId]) -> Schema {
        let mut branches: Vec<_> = tags.iter().filter_map(|&tag| self.tag(tag)).collect();
        if branches.len() < 2 {
            // The member inside has the tag's title: this is that of a type, which is no tag.
            let mut only = branches.pop()?;
            only.shift_remove("title");
            return Some(only);
        }
        let branches = branches.into_iter().map(Json::Object).collect();
        Some(members([("oneOf", Json::Array(branches))]))
    }

    pub(super) fn tag(&self, tag: OptionId) -> Schema {
        let option = self.option(tag);
        let mut branch = self.described(option);
        let inner = written(Some(self.property(tag).0?));
        branch.extend(members([
            ("type", "object".into()),
            ("properties", json!({ option.name.as_str(): inner })),
            ("required", json!([option.name])),
            ("additionalProperties", false.into()),
        ]));
        Some(branch)
    }

    /// What is coerced, or the final type. Whether the result of coercing fits, only the
    /// function knows.
    fn coerced(&self, from: TypeId, to: TypeId, total: bool) -> Schema {
        if self.profile == Profile::Output {
            return self.schema(to);
        }
        // The function gets whatever fits the head of the type: nobody looks at what is in it.
        let source = match self.schema(from) {
            Some(_) if self.profile == Profile::Input => Some(self.head_of(from)),
            whole => whole,
        };
        let mut schema = match (source, self.schema(to)) {
            (Some(from), Some(to)) => {
                members([("anyOf", Json::Array(vec![written(Some(to)), written(Some(from))]))])
            }
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => return None,
        };
        if !total {
            wider(&mut schema, "whether the result of coercing fits, only the function knows");
        }
        Some(schema)
    }

    /// Items of one name each, in their order, or the same as an object.
    fn attr_list(&self, item: TypeId, as_attrs: bool) -> Schema {
        let TypeKind::AttrsOf { element, .. } = self.part.ty(item).kind else { return self.schema(item) };
        let element = self.schema(element);
        let map = named_members(element.clone(), "name");
        // What is made of the values of one name, only the model knows.
        if self.profile == Profile::Output && as_attrs {
            return Some(named_members(Some(Map::new()), "name"));
        }
        let mut one = named_members(element, "name");
        one.insert("minProperties".into(), 1.into());
        one.insert("maxProperties".into(), 1.into());
        let list = list(Some(one), false)?;
        if self.profile == Profile::Output {
            return Some(list);
        }
        Some(members([("anyOf", Json::Array(vec![Json::Object(map), Json::Object(list)]))]))
    }

    /// A text for one line of a table whose columns colons divide.
    fn entry(&self, inner: TypeId) -> Schema {
        const PATTERN: &str = "^[^:\\n]*$";
        if let TypeKind::Enum(values) = &self.part.ty(inner).kind {
            let mut schema = self.chosen(values, is_entry)?;
            self.mark_checked(inner, &mut schema);
            return Some(schema);
        }
        Some(match self.schema(inner) {
            // One type with a pattern of its own has two.
            Some(mut text) if text != of_type("string") => {
                if let Json::Array(all) = text.entry("allOf").or_insert_with(|| json!([])) {
                    all.push(json!({ "pattern": PATTERN }));
                }
                text
            }
            Some(_) | None => matching(PATTERN),
        })
    }

    /// One of those of some values that fit.
    fn chosen(&self, values: &[Value], fits: impl Fn(&Json) -> bool) -> Schema {
        let values = distinct(values.iter().filter_map(Value::data).filter(fits));
        match self.titles {
            Some(ui) => choices(values, ui),
            None => enumeration(values),
        }
    }

    /// A store path; in a plan a package has its name alone.
    fn package(&self) -> Map<String, Json> {
        let path = matching(PACKAGE);
        if self.profile == Profile::Output {
            let named = json!({
                "type": "object",
                "properties": { "$package": { "type": "string" } },
                "required": ["$package"],
                "additionalProperties": false,
            });
            return members([("anyOf", Json::Array(vec![Json::Object(path), named]))]);
        }
        let mut schema = path;
        note(&mut schema, [("notJson", "package".into())]);
        wider(&mut schema, "a store path has to exist");
        schema
    }
}

/// The schema, or null; null alone where no JSON passes the schema.
fn or_null(inner: Schema) -> Map<String, Json> {
    match inner {
        Some(inner) => {
            let none = json!({ "title": "None", "type": "null" });
            members([("anyOf", Json::Array(vec![written(Some(inner)), none]))])
        }
        None => of_type("null"),
    }
}

fn of_type(name: &str) -> Map<String, Json> {
    members([("type", name.into())])
}

fn matching(pattern: &str) -> Map<String, Json> {
    members([("type", "string".into()), ("pattern", pattern.into())])
}

fn integer(min: Option<i64>, max: Option<i64>) -> Map<String, Json> {
    let mut schema = members([
        ("type", "integer".into()),
        ("minimum", min.unwrap_or(i64::MIN).into()),
        ("maximum", max.unwrap_or(i64::MAX).into()),
    ]);
    if min.is_none() || max.is_none() {
        schema.insert("format".into(), "int64".into());
    }
    schema
}

fn number(min: Option<f64>, max: Option<f64>, exclusive_min: bool) -> Map<String, Json> {
    let mut schema = of_type("number");
    if let Some(min) = min {
        let name = if exclusive_min { "exclusiveMinimum" } else { "minimum" };
        schema.insert(name.into(), bound(min));
    }
    if let Some(max) = max {
        schema.insert("maximum".into(), bound(max));
    }
    schema
}

/// A whole bound is written without a fraction.
fn bound(value: f64) -> Json {
    #[expect(clippy::cast_possible_truncation, reason = "only taken where it is exact")]
    let whole = value as i64;
    #[expect(clippy::cast_precision_loss, reason = "this is how exactness is found out")]
    let exact = (whole as f64 - value).abs() == 0.0;
    if exact { whole.into() } else { value.into() }
}

fn translated(posix: &str) -> Map<String, Json> {
    match pattern::translate(posix) {
        Some(translated) => {
            let mut schema = matching(&translated.pattern);
            if !translated.exact {
                wider(&mut schema, "Nix matches bytes, JSON Schema characters");
            }
            schema
        }
        None => {
            let mut schema = of_type("string");
            note(&mut schema, [("pattern", posix.into())]);
            wider(&mut schema, "no pattern of JSON Schema says the same");
            schema
        }
    }
}

/// Which paths lie in the store is decided after normalising them, which no pattern can do.
fn path(in_store: Option<bool>, absolute: Option<bool>) -> Map<String, Json> {
    let mut schema = match (in_store, absolute) {
        (Some(true), _) | (_, Some(true)) => matching("^/"),
        (_, Some(false)) => {
            let mut schema = of_type("string");
            schema.insert("not".into(), json!({ "pattern": "^/" }));
            schema
        }
        (_, None) => of_type("string"),
    };
    if in_store.is_some() {
        wider(&mut schema, "whether a path is in the store is decided after normalising it");
    }
    schema
}

/// The JSON type of a value.
fn type_of(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(number) if number.is_f64() => "number",
        Json::Number(_) => "integer",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    }
}

/// Values without those that are equal to one before: two choices would take one of them.
fn distinct(values: impl Iterator<Item = Json>) -> Vec<Json> {
    let mut all: Vec<Json> = Vec::new();
    for value in values {
        if !all.iter().any(|known| is_equal(known, &value)) {
            all.push(value);
        }
    }
    all
}

/// Values of one type say so; mixed ones are alternatives by type.
fn enumeration(values: Vec<Json>) -> Schema {
    by_type(values, |values| ("enum", Json::Array(values)))
}

/// Values of each type, with the keyword that says which.
fn by_type(values: Vec<Json>, said: impl Fn(Vec<Json>) -> (&'static str, Json)) -> Schema {
    let mut by_type: Vec<(&'static str, Vec<Json>)> = Vec::new();
    for value in values {
        let name = type_of(&value);
        match by_type.iter_mut().find(|(known, _)| *known == name) {
            Some((_, same)) => same.push(value),
            None => by_type.push((name, vec![value])),
        }
    }
    let branch = |(name, values): (&str, Vec<Json>)| members([("type", name.into()), said(values)]);
    match by_type.len() {
        0 => None,
        1 => by_type.pop().map(branch),
        _ => {
            let branches = by_type.into_iter().map(|it| Json::Object(branch(it))).collect();
            Some(members([("anyOf", Json::Array(branches))]))
        }
    }
}

/// Values as choices with titles: their own, else the value in words. Mixed ones are alternatives by
/// type: a form shows no field without one.
fn choices(values: Vec<Json>, ui: &Ui) -> Schema {
    let choice = |value: Json| {
        let name = Ui::value_name(&value);
        let words = ui.title_of_value(&name).map_or_else(|| title(&name), str::to_owned);
        json!({ "const": value, "title": words })
    };
    by_type(values, |values| ("oneOf", values.into_iter().map(choice).collect()))
}

fn list(element: Schema, non_empty: bool) -> Schema {
    let mut schema = of_type("array");
    match element {
        Some(element) => drop(schema.insert("items".into(), written(Some(element)))),
        None if non_empty => return None,
        None => drop(schema.insert("maxItems".into(), 0.into())),
    }
    if non_empty {
        schema.insert("minItems".into(), 1.into());
    }
    Some(schema)
}

fn named_members(element: Schema, placeholder: &str) -> Map<String, Json> {
    let mut schema = members([("type", "object".into()), ("additionalProperties", written(element))]);
    if placeholder != "name" {
        note(&mut schema, [("placeholder", placeholder.into())]);
    }
    schema
}
