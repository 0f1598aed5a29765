//! Values of types: of each kind those at its edges. That a type takes them is likely, not
//! certain.

use crate::{DEPTH, option, pattern, tree, ty};
use fedic_model::{Interface, Member, OptionDecl, Text, TreeId, TypeId, TypeKind, Verdict, is_entry};
use serde_json::{Map, Value as Json, json};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Values that a type takes, the plainest first.
#[must_use]
pub(crate) fn samples(interface: &Interface, id: TypeId) -> Vec<Json> {
    Sampler::new(interface, None).ty(id, DEPTH)
}

/// The plainest value that a type takes and that, if there is a choice, another version's type
/// takes too.
#[must_use]
pub(crate) fn simplest(
    interface: &Interface,
    id: TypeId,
    other: Option<(&Interface, TypeId)>,
) -> Option<Json> {
    let all = Sampler::new(interface, other.map(|it| it.0)).ty(id, DEPTH);
    let fits = |value: &&Json| other.is_none_or(|(there, id)| there.judge(id, value) != Verdict::Refuses);
    all.iter().find(fits).or(all.first()).cloned()
}

/// A set that has what a tree of options wants to be set, and what another version's tree does.
pub(crate) fn least(interface: &Interface, id: TreeId, other: Option<(&Interface, TreeId)>) -> Json {
    Sampler::new(interface, other.map(|it| it.0)).tree(id, other.map(|it| it.1), DEPTH)
}

/// What an option says of its values: default and example.
pub(crate) fn said(option: &OptionDecl) -> impl Iterator<Item = Json> {
    let texts = [&option.example, &option.default].into_iter().flatten();
    texts.filter_map(|text| match text {
        Text::Value(value) => value.data().filter(|_| !value.has_stand_in()),
        Text::Source(_) | Text::Markdown(_) => None,
    })
}

struct Sampler<'a> {
    interface: &'a Interface,
    other: Option<&'a Interface>,
    /// The types around: a type inside itself has no sample there.
    open: RefCell<BTreeSet<TypeId>>,
}

impl<'a> Sampler<'a> {
    fn new(interface: &'a Interface, other: Option<&'a Interface>) -> Sampler<'a> {
        Sampler { interface, other, open: RefCell::default() }
    }

    fn ty(&self, id: TypeId, depth: usize) -> Vec<Json> {
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        if !self.open.borrow_mut().insert(id) {
            return Vec::new();
        }
        let found = self.kind(id, depth);
        self.open.borrow_mut().remove(&id);
        found
    }

    fn kind(&self, id: TypeId, depth: usize) -> Vec<Json> {
        let texts = |texts: &[&str]| texts.iter().map(|it| Json::from(*it)).collect();
        match &ty(self.interface, id).kind {
            TypeKind::Any | TypeKind::Opaque => {
                vec![json!("text"), json!(1), json!(true), json!({}), json!([]), json!(null)]
            }
            TypeKind::Bool => vec![json!(false), json!(true)],
            TypeKind::Int { min, max } => integers(*min, *max),
            TypeKind::Float => vec![json!(1.5), json!(-0.5)],
            TypeKind::Number { min, max, exclusive_min } => numbers(*min, *max, *exclusive_min),
            TypeKind::String { .. } => texts(&["text", "some text", "1", "", "two\nlines", "Ä-9_.@/"]),
            TypeKind::Pattern(posix) => pattern::matching(posix).into_iter().map(Json::from).collect(),
            TypeKind::NonEmptyString => texts(&["text", "two\nlines", " a b "]),
            TypeKind::SingleLineString => texts(&["text", "", "line\n"]),
            TypeKind::Path { absolute: Some(false), .. } => texts(&["some/path", ""]),
            TypeKind::Path { in_store: Some(true), .. } | TypeKind::Package => {
                texts(&["/nix/store/00000000000000000000000000000000-name"])
            }
            TypeKind::Path { .. } => texts(&["/some/path", "/"]),
            TypeKind::Enum(values) => values.iter().filter_map(fedic_model::Value::data).collect(),
            TypeKind::NullOr(inner) => {
                let mut all = self.ty(*inner, depth);
                all.insert(all.len().min(1), Json::Null);
                all
            }
            TypeKind::List { element, non_empty } => {
                let filled = self.ty(*element, depth).into_iter().next().map(|it| json!([it]));
                let empty = (!non_empty).then(|| json!([]));
                empty.into_iter().chain(filled).collect()
            }
            TypeKind::AttrsOf { element, .. } => {
                let filled = self.ty(*element, depth).into_iter().next().map(|it| json!({ "example": it }));
                std::iter::once(json!({})).chain(filled).collect()
            }
            TypeKind::AttrList { item, .. } => {
                let sets = self.ty(*item, depth);
                let item = sets.iter().find(|it| it.as_object().is_some_and(|it| it.len() == 1));
                let listed = item.map(|it| json!([it]));
                std::iter::once(json!([])).chain(listed).chain(sets).collect()
            }
            TypeKind::Entry(inner) => {
                let mut all = self.ty(*inner, depth);
                all.retain(is_entry);
                all
            }
            TypeKind::Attrs => vec![json!({}), json!({ "example": 1 })],
            TypeKind::AttrTag(tags) => {
                let tags = tags.iter().map(|tag| option(self.interface, *tag));
                tags.filter_map(|tag| Some(json!({ &tag.name: self.ty(tag.ty, depth).first()? }))).collect()
            }
            TypeKind::Submodule(id) => vec![self.tree(*id, None, depth)],
            TypeKind::Either(one, other) | TypeKind::CoercedTo { from: other, to: one, .. } => {
                let mut all = self.ty(*one, depth);
                all.extend(self.ty(*other, depth));
                all
            }
            TypeKind::FunctionTo(_) | TypeKind::DeferredModule(_) | TypeKind::OptionType | TypeKind::Code => {
                Vec::new()
            }
        }
    }

    /// What must be set, here or in the other version.
    fn tree(&self, id: TreeId, other: Option<TreeId>, depth: usize) -> Json {
        let mut members = Map::new();
        let Some(depth) = depth.checked_sub(1) else { return Json::Object(members) };
        let there = self.other.zip(other);
        for (name, member) in &tree(self.interface, id).members {
            let other = there.and_then(|(there, id)| {
                tree(there, id).members.iter().find(|(it, _)| it == name).map(|it| it.1)
            });
            match *member {
                Member::Group(group) => {
                    let other = if let Some(Member::Group(other)) = other { Some(other) } else { None };
                    let inner = self.tree(group, other, depth);
                    if inner.as_object().is_some_and(|it| !it.is_empty()) {
                        members.insert(name.clone(), inner);
                    }
                }
                Member::Option(id) => {
                    let here = option(self.interface, id);
                    let other = match (self.other, other) {
                        (Some(there), Some(Member::Option(id))) => Some((there, option(there, id))),
                        _ => None,
                    };
                    let wanted = |option: &OptionDecl| option.required && option.alias_of().is_none();
                    if (wanted(here) || other.is_some_and(|it| wanted(it.1))) && here.is_input() {
                        let taken = |value: &Json| {
                            self.interface.judge(here.ty, value) != Verdict::Refuses
                                && other
                                    .is_none_or(|(there, it)| there.judge(it.ty, value) != Verdict::Refuses)
                        };
                        let mut all: Vec<Json> = said(here).chain(self.ty(here.ty, depth)).collect();
                        let best = all.iter().position(taken).unwrap_or(0);
                        if best < all.len() {
                            members.insert(name.clone(), all.swap_remove(best));
                        }
                    }
                }
            }
        }
        Json::Object(members)
    }
}

fn integers(min: Option<i64>, max: Option<i64>) -> Vec<Json> {
    let mut all: Vec<i64> = [Some(1), Some(0), min, max].into_iter().flatten().collect();
    all.retain(|it| min.is_none_or(|min| min <= *it) && max.is_none_or(|max| *it <= max));
    all.dedup();
    if min.is_none() {
        all.extend([-1, i64::MIN]);
    }
    if max.is_none() {
        all.extend([1_000_000, i64::MAX]);
    }
    all.into_iter().map(Json::from).collect()
}

fn numbers(min: Option<f64>, max: Option<f64>, exclusive_min: bool) -> Vec<Json> {
    let above = min.map(|min| if exclusive_min { min + 0.5 } else { min });
    let mut all: Vec<f64> = [Some(1.5), above, max].into_iter().flatten().collect();
    all.retain(|it| above.is_none_or(|min| min <= *it) && max.is_none_or(|max| *it <= max));
    if min.is_none() {
        all.push(-1.5);
    }
    if max.is_none() {
        all.push(1e9);
    }
    all.into_iter().map(Json::from).collect()
}
