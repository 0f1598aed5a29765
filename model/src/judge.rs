//! Whether a type takes a value, as far as types alone tell. Checks and coercions are for the
//! evaluator; patterns for whoever knows them.

use crate::{Beside, Interface, Member, OptionDecl, OptionId, OptionTree, TreeId, TypeId, TypeKind, Value};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

/// Types that nest deeper are not looked into.
const DEPTH: usize = 100;

/// Whether a pattern of a type matches the whole of a text; none if that is not known.
pub type Matches<'a> = &'a dyn Fn(&str, &str) -> Option<bool>;

/// What types say of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Takes,
    Unknown,
    Refuses,
}

impl Verdict {
    fn of(takes: bool) -> Verdict {
        if takes { Verdict::Takes } else { Verdict::Refuses }
    }

    /// Takes only what is certain.
    fn at_most(self, other: Verdict) -> Verdict {
        self.max(other)
    }
}

/// What of a model its reader is shown: all that an operator may write, or less.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Whether an option is there at all.
    pub option: &'a dyn Fn(&OptionDecl) -> bool,
    /// Whether the first of two alternatives stands for both.
    pub first_alone: &'a dyn Fn(TypeId, TypeId) -> bool,
    pub matches: Matches<'a>,
}

impl Shown<'_> {
    /// All that an operator may write, patterns aside.
    const ALL: Shown<'static> = Shown {
        option: &|option| option.is_input() && option.removed.is_none(),
        first_alone: &|_, _| false,
        matches: &|_, _| None,
    };
}

impl Interface {
    /// Whether a type takes a value, patterns aside.
    #[must_use]
    pub fn judge(&self, id: TypeId, value: &Json) -> Verdict {
        Judge { interface: self, shown: Shown::ALL }.ty(id, value, DEPTH)
    }

    /// Whether an option takes a value, as far as it is shown.
    #[must_use]
    pub fn judge_option(&self, option: &OptionDecl, value: &Json, shown: Shown<'_>) -> Verdict {
        Judge { interface: self, shown }.option(option, value, DEPTH)
    }
}

/// What is taken under names that no option of a tree declares.
#[derive(Clone, Copy)]
enum Free {
    Nothing,
    /// What they take, only the evaluator knows.
    Unknown,
    Anything,
    Of(TypeId),
}

struct Judge<'a> {
    interface: &'a Interface,
    shown: Shown<'a>,
}

impl Judge<'_> {
    fn ty(&self, id: TypeId, value: &Json, depth: usize) -> Verdict {
        let Some(depth) = depth.checked_sub(1) else { return Verdict::Unknown };
        let ty = &self.interface.types[id.0 as usize];
        let verdict = self.kind(&ty.kind, value, depth);
        if ty.checked { verdict.at_most(Verdict::Unknown) } else { verdict }
    }

    fn kind(&self, kind: &TypeKind, value: &Json, depth: usize) -> Verdict {
        let text = value.as_str();
        match kind {
            TypeKind::Any => Verdict::Takes,
            TypeKind::Bool => Verdict::of(value.is_boolean()),
            TypeKind::Int { min, max } => Verdict::of(whole(value).is_some_and(|it| between(it, *min, *max))),
            TypeKind::Float => Verdict::of(value.is_number()),
            TypeKind::Number { min, max, exclusive_min } => Verdict::of(value.as_f64().is_some_and(|it| {
                let above = min.is_none_or(|min| if *exclusive_min { min < it } else { min <= it });
                above && max.is_none_or(|max| it <= max)
            })),
            TypeKind::String { .. } => Verdict::of(value.is_string()),
            TypeKind::Pattern(pattern) => text.map_or(Verdict::Refuses, |text| {
                (self.shown.matches)(pattern, text).map_or(Verdict::Unknown, Verdict::of)
            }),
            TypeKind::NonEmptyString => {
                Verdict::of(text.is_some_and(|it| it.contains(|c| !" \t\n".contains(c))))
            }
            TypeKind::SingleLineString => {
                let line = |it: &str| !it.strip_suffix('\n').unwrap_or(it).contains(['\n', '\r']);
                Verdict::of(text.is_some_and(line))
            }
            TypeKind::Path { in_store, absolute } => path(text, *in_store, *absolute),
            TypeKind::Package => text.map_or(Verdict::Refuses, package),
            TypeKind::Enum(values) => Verdict::of(values.iter().any(|it| is(it, value))),
            TypeKind::NullOr(_) if value.is_null() => Verdict::Takes,
            TypeKind::NullOr(inner) => self.ty(*inner, value, depth),
            TypeKind::List { element, non_empty } => self.list(*element, *non_empty, value, depth),
            TypeKind::AttrsOf { element, .. } => match value {
                Json::Object(members) => self.all(members.values(), *element, depth),
                _ => Verdict::Refuses,
            },
            TypeKind::Attrs => Verdict::of(value.is_object()),
            TypeKind::AttrTag(tags) => self.tag(tags, value, depth),
            TypeKind::Submodule(tree) => self.tree(*tree, &self.interface.aliased(*tree), None, value, depth),
            TypeKind::Either(one, other) => self.either(*one, *other, value, depth),
            TypeKind::Entry(_) if !is_entry(value) => Verdict::Refuses,
            TypeKind::Entry(inner) => self.ty(*inner, value, depth),
            TypeKind::AttrList { item, .. } => self.attr_list(*item, value, depth),
            TypeKind::CoercedTo { from, to, .. } => {
                coerced(self.ty(*from, value, depth), || self.ty(*to, value, depth))
            }
            TypeKind::FunctionTo(_) | TypeKind::DeferredModule(_) | TypeKind::OptionType | TypeKind::Code => {
                Verdict::Refuses
            }
            TypeKind::Opaque => Verdict::Unknown,
        }
    }

    fn list(&self, element: TypeId, non_empty: bool, value: &Json, depth: usize) -> Verdict {
        match value {
            Json::Array(items) if items.is_empty() => Verdict::of(!non_empty),
            Json::Array(items) => self.all(items, element, depth),
            _ => Verdict::Refuses,
        }
    }

    /// Items of one name each, or the same as a set.
    fn attr_list(&self, item: TypeId, value: &Json, depth: usize) -> Verdict {
        let is_item = |it: &Json| it.as_object().is_some_and(|it| it.len() == 1);
        match value {
            Json::Array(items) if items.iter().all(is_item) => self.all(items, item, depth),
            Json::Array(_) => Verdict::Refuses,
            _ => self.ty(item, value, depth),
        }
    }

    /// The first whose head fits decides, whatever is inside.
    fn either(&self, one: TypeId, other: TypeId, value: &Json, depth: usize) -> Verdict {
        if (self.shown.first_alone)(one, other) {
            return self.ty(one, value, depth);
        }
        match self.head(one, value, depth) {
            Verdict::Takes => self.ty(one, value, depth),
            Verdict::Refuses => self.ty(other, value, depth),
            Verdict::Unknown => match (self.ty(one, value, depth), self.ty(other, value, depth)) {
                (Verdict::Refuses, Verdict::Refuses) => Verdict::Refuses,
                (Verdict::Takes, Verdict::Takes) => Verdict::Takes,
                (_, _) => Verdict::Unknown,
            },
        }
    }

    /// Whether a type takes a value for its own (its `check`): of what is inside, it asks nothing.
    fn head(&self, id: TypeId, value: &Json, depth: usize) -> Verdict {
        let Some(depth) = depth.checked_sub(1) else { return Verdict::Unknown };
        let ty = &self.interface.types[id.0 as usize];
        let verdict = match &ty.kind {
            TypeKind::NullOr(_) if value.is_null() => Verdict::Takes,
            TypeKind::NullOr(inner) => self.head(*inner, value, depth),
            TypeKind::List { non_empty, .. } => {
                Verdict::of(value.as_array().is_some_and(|it| !non_empty || !it.is_empty()))
            }
            TypeKind::AttrsOf { .. } => Verdict::of(value.is_object()),
            TypeKind::AttrList { .. } => Verdict::of(value.is_object() || value.is_array()),
            // A text may be the file of a module.
            TypeKind::Submodule(_) if value.is_string() => Verdict::Unknown,
            TypeKind::Submodule(_) => Verdict::of(value.is_object()),
            TypeKind::AttrTag(tags) => Verdict::of(value.as_object().is_some_and(|members| {
                let is_tag = |name: &String| tags.iter().any(|tag| self.decl(*tag).name == *name);
                members.len() == 1 && members.keys().all(is_tag)
            })),
            TypeKind::Either(one, other) => {
                self.head(*one, value, depth).min(self.head(*other, value, depth))
            }
            TypeKind::CoercedTo { from, to, .. } => {
                coerced(self.head(*from, value, depth), || self.head(*to, value, depth))
            }
            TypeKind::Entry(_) if !is_entry(value) => Verdict::Refuses,
            TypeKind::Entry(inner) => self.head(*inner, value, depth),
            // What has no inside is all head.
            kind => self.kind(kind, value, depth),
        };
        if ty.checked { verdict.at_most(Verdict::Unknown) } else { verdict }
    }

    fn all<'v>(&self, values: impl IntoIterator<Item = &'v Json>, ty: TypeId, depth: usize) -> Verdict {
        values.into_iter().map(|value| self.ty(ty, value, depth)).max().unwrap_or(Verdict::Takes)
    }

    fn tag(&self, tags: &[OptionId], value: &Json, depth: usize) -> Verdict {
        let Some(members) = value.as_object().filter(|it| it.len() == 1) else { return Verdict::Refuses };
        let named = members.iter().next().and_then(|(name, inner)| {
            let tag = tags.iter().map(|tag| self.decl(*tag)).find(|tag| tag.name == *name)?;
            (self.shown.option)(tag).then(|| self.ty(tag.ty, inner, depth))
        });
        named.unwrap_or(Verdict::Refuses)
    }

    fn decl(&self, id: OptionId) -> &OptionDecl {
        &self.interface.options[id.0 as usize]
    }

    /// `aliased`, and what a freeform type takes, come from a tree around it, for a group in it.
    fn tree(
        &self,
        id: TreeId,
        aliased: &BTreeSet<OptionId>,
        around: Option<Free>,
        value: &Json,
        depth: usize,
    ) -> Verdict {
        let Some(depth) = depth.checked_sub(1) else { return Verdict::Unknown };
        let Json::Object(members) = value else { return Verdict::Refuses };
        let tree = &self.interface.trees[id.0 as usize];
        let free_names = self.free_names(tree, around);
        let reaching = (tree.freeform.is_some() || around.is_some()).then_some(free_names);
        let known = |name: &str| tree.members.iter().find(|(it, _)| it == name);
        let free = members.iter().filter(|(name, _)| known(name).is_none());
        let free = free.map(|(_, value)| self.free(free_names, value, depth)).max();
        let declared = tree.members.iter().map(|(name, member)| match *member {
            Member::Group(group) => {
                let empty = Json::Object(Map::new());
                self.tree(group, aliased, reaching, members.get(name).unwrap_or(&empty), depth)
            }
            Member::Option(option) => self.member(option, aliased, members.get(name), depth),
        });
        declared.max().unwrap_or(Verdict::Takes).at_most(free.unwrap_or(Verdict::Takes))
    }

    /// What is free in a tree. A group in a tree is to the freeform type one of its values.
    fn free_names(&self, tree: &OptionTree, around: Option<Free>) -> Free {
        match (tree.freeform, around) {
            (Some(freeform), _) | (None, Some(Free::Of(freeform))) => self.names_of(freeform),
            (None, Some(around)) => around,
            (None, None) if tree.closed => Free::Nothing,
            (None, None) => Free::Anything,
        }
    }

    /// What a type takes under names of a set.
    fn names_of(&self, freeform: TypeId) -> Free {
        let ty = &self.interface.types[freeform.0 as usize];
        match ty.kind {
            _ if ty.checked => Free::Unknown,
            TypeKind::AttrsOf { element, .. } => Free::Of(element),
            TypeKind::Any | TypeKind::Attrs => Free::Anything,
            _ if self.head(freeform, &Json::Object(Map::new()), DEPTH) == Verdict::Refuses => Free::Nothing,
            _ => Free::Unknown,
        }
    }

    fn free(&self, names: Free, value: &Json, depth: usize) -> Verdict {
        match names {
            Free::Nothing => Verdict::Refuses,
            Free::Unknown => Verdict::Unknown,
            Free::Anything => Verdict::Takes,
            Free::Of(element) => self.ty(element, value, depth),
        }
    }

    fn member(
        &self,
        id: OptionId,
        aliased: &BTreeSet<OptionId>,
        value: Option<&Json>,
        depth: usize,
    ) -> Verdict {
        let option = self.decl(id);
        match value {
            // Which members the model defines itself is not known by type.
            None if option.relaxed => Verdict::Unknown,
            None if !option.required => Verdict::Takes,
            // It may be set by another name.
            None if aliased.contains(&id) => Verdict::Unknown,
            None => Verdict::Refuses,
            Some(_) if !(self.shown.option)(option) => Verdict::Refuses,
            Some(value) => self.option(option, value, depth),
        }
    }

    fn option(&self, option: &OptionDecl, value: &Json, depth: usize) -> Verdict {
        if option.beside == Beside::Dropped { Verdict::Takes } else { self.ty(option.ty, value, depth) }
    }
}

/// What is made of a value of the first type, only the function knows; any other is for the final
/// type.
fn coerced(from: Verdict, to: impl FnOnce() -> Verdict) -> Verdict {
    match from {
        Verdict::Refuses => to(),
        Verdict::Takes | Verdict::Unknown => Verdict::Unknown,
    }
}

fn is(choice: &Value, value: &Json) -> bool {
    choice.data().is_some_and(|choice| is_equal(&choice, value))
}

/// Whether two values are equal to Nix, as to JSON Schema: a whole number is a float without a
/// fraction.
#[must_use]
pub fn is_equal(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Array(ones), Json::Array(others)) => {
            ones.len() == others.len() && ones.iter().zip(others).all(|(one, other)| is_equal(one, other))
        }
        (Json::Object(ones), Json::Object(others)) => {
            let is_there = |(name, one)| others.get(name).is_some_and(|other| is_equal(one, other));
            ones.len() == others.len() && ones.iter().all(is_there)
        }
        (Json::Number(left), Json::Number(right)) if left.is_f64() || right.is_f64() => {
            left.as_f64().zip(right.as_f64()).is_some_and(|(left, right)| (left - right).abs() == 0.0)
        }
        _ => one == other,
    }
}

/// Whether a value can stand in a table whose columns colons divide: what is no text is for another
/// type to refuse.
#[must_use]
pub fn is_entry(value: &Json) -> bool {
    value.as_str().is_none_or(|text| !text.contains([':', '\n']))
}

fn path(text: Option<&str>, in_store: Option<bool>, absolute: Option<bool>) -> Verdict {
    let Some(text) = text else { return Verdict::Refuses };
    match (in_store, absolute) {
        (Some(_), _) if text.starts_with('/') => Verdict::Unknown,
        (Some(_), _) => Verdict::Refuses,
        (None, Some(absolute)) => Verdict::of(text.starts_with('/') == absolute),
        (None, None) => Verdict::Takes,
    }
}

/// A path in the store, or one of those that stand for a path that is not known.
fn package(text: &str) -> Verdict {
    let is_stand_in = |name: &str| {
        name.len() == 52 && name.bytes().all(|it| it.is_ascii_digit() || it.is_ascii_lowercase())
    };
    let is_one = text.strip_prefix("/nix/store/").is_some_and(|name| !name.contains('/'));
    if is_one || text.strip_prefix('/').is_some_and(is_stand_in) {
        Verdict::Unknown
    } else {
        Verdict::Refuses
    }
}

fn between(number: i128, min: Option<i64>, max: Option<i64>) -> bool {
    min.is_none_or(|min| i128::from(min) <= number) && max.is_none_or(|max| number <= i128::from(max))
}

/// A number without a fraction.
fn whole(value: &Json) -> Option<i128> {
    let number = value.as_number()?;
    number.as_i128().or_else(|| {
        let float = number.as_f64()?;
        #[expect(clippy::cast_possible_truncation, reason = "only taken where it is exact")]
        let whole = float as i128;
        (float.fract() == 0.0).then_some(whole)
    })
}

#[cfg(test)]
mod tests {
    use super::Verdict::{self, Refuses, Takes};
    use crate::{Interface, Member, OptionTree, TreeId, Type, TypeId, TypeKind};
    use serde_json::json;

    fn sets_of(element: u32) -> TypeKind {
        TypeKind::AttrsOf { element: TypeId(element), lazy: false, placeholder: "name".to_owned() }
    }

    /// A submodule with a group in a group, and free names of a type.
    fn model(freeform: TypeKind) -> (Interface, TypeId) {
        let group = |name: &str, tree| vec![(name.to_owned(), Member::Group(TreeId(tree)))];
        let ty = |kind| Type {
            name: String::new(),
            description: String::new(),
            kind,
            checked: false,
            code: Vec::new(),
        };
        let mut interface = Interface {
            types: vec![ty(TypeKind::String { separator: None }), ty(sets_of(0)), ty(freeform)],
            trees: vec![
                OptionTree { members: group("g", 1), freeform: Some(TypeId(2)), ..OptionTree::default() },
                OptionTree { members: group("h", 2), ..OptionTree::default() },
                OptionTree::default(),
            ],
            ..Interface::default()
        };
        let id = interface.add_submodule(TreeId(0));
        (interface, id)
    }

    #[test]
    fn free_names_reach_as_deep_into_groups_as_their_type() {
        let depths = |freeform: TypeKind| -> [Verdict; 3] {
            let (interface, id) = model(freeform);
            [json!({ "x": "a" }), json!({ "g": { "x": "a" } }), json!({ "g": { "h": { "x": "a" } } })]
                .map(|value| interface.judge(id, &value))
        };
        assert_eq!(depths(sets_of(0)), [Takes, Refuses, Refuses]);
        assert_eq!(depths(sets_of(1)), [Refuses, Takes, Refuses]);
        assert_eq!(depths(TypeKind::Attrs), [Takes, Takes, Takes]);
    }
}
