//! A stored configuration moved forward: what stands under an old name goes where its new name
//! is, and what can no longer be set is taken out. Options that were changed by a function are
//! found, and left to whoever can evaluate.

use crate::place::{Node, Step, shown, tree_of};
use crate::{DEPTH, option, tree, ty};
use fedic_model::{Below, Interface, Member, OptionDecl, Text, TreeId, TypeId, Value, Verdict, nix};
use serde_json::{Map, Value as Json};

/// What became of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It stands under another name now.
    To(String),
    /// The model makes it into these values.
    Into(Vec<String>),
    /// It cannot be set any more, for this reason.
    Removed(String),
    /// It was left, since its new name has another value.
    Conflicts(String),
}

/// A value that was moved, by its path in the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: String,
    pub moved: Moved,
}

/// What was found in a configuration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Migration {
    pub moves: Vec<Move>,
    /// Values of hidden options that a function of the model makes into others.
    pub changed: Vec<Vec<String>>,
}

/// Moves what can be moved without evaluating.
pub fn migrate(interface: &Interface, ty: TypeId, value: &mut Json) -> Migration {
    let mut walk = Walk { interface, steps: Vec::new(), found: Migration::default() };
    walk.ty(ty, value);
    walk.found
}

struct Walk<'a> {
    interface: &'a Interface,
    steps: Vec<String>,
    found: Migration,
}

impl Walk<'_> {
    fn ty(&mut self, id: TypeId, value: &mut Json) {
        if self.steps.len() > DEPTH {
            return;
        }
        let kind = &ty(self.interface, id).kind;
        match (kind.below(), value) {
            (Below::Options(id), Json::Object(members)) => self.tree(id, members),
            (Below::Same(inner), value) => self.ty(inner, value),
            (Below::Each(element, Some(_)), Json::Object(members)) => {
                for (name, value) in members {
                    self.within(name, |walk| walk.ty(element, value));
                }
            }
            (Below::Each(element, None), Json::Array(items)) => {
                for (index, value) in items.iter_mut().enumerate() {
                    self.within(&index.to_string(), |walk| walk.ty(element, value));
                }
            }
            (Below::Either(one, other) | Below::Coerced { from: other, to: one }, value) => {
                let first = self.interface.judge(one, value) != Verdict::Refuses;
                self.ty(if first { one } else { other }, value);
            }
            (Below::Tags(tags), Json::Object(members)) => {
                for tag in tags.iter().map(|tag| option(self.interface, *tag)) {
                    if let Some(value) = members.get_mut(&tag.name) {
                        self.within(&tag.name, |walk| walk.ty(tag.ty, value));
                    }
                }
            }
            (Below::Nothing | Below::Options(_) | Below::Each(..) | Below::Tags(_), _) => {}
        }
    }

    fn within(&mut self, name: &str, work: impl FnOnce(&mut Self)) {
        self.steps.push(name.to_owned());
        work(self);
        self.steps.pop();
    }

    /// The path of something from the top of the configuration, for people.
    fn path(&self, below: &[String]) -> String {
        let steps: Vec<Step> = self.steps.iter().chain(below).cloned().map(Step::Member).collect();
        shown(&steps)
    }

    /// A set of options: names are of the tree as a whole, through its groups.
    fn tree(&mut self, id: TreeId, members: &mut Map<String, Json>) {
        let mut old = Vec::new();
        self.old_names(id, &mut Vec::new(), &mut old);
        for (from, became) in old {
            if value_at(members, &from).is_none() {
                continue;
            }
            match became {
                Became::Removed(reason) => {
                    take(members, &from);
                    self.found.moves.push(Move { from: self.path(&from), moved: Moved::Removed(reason) });
                }
                Became::Changed => {
                    self.found.changed.push(self.steps.iter().chain(&from).cloned().collect());
                }
                Became::Renamed(to) => self.rename(members, &from, &to),
            }
        }
        self.below(id, members);
    }

    fn rename(&mut self, members: &mut Map<String, Json>, from: &[String], to: &[String]) {
        let there = value_at(members, to).cloned();
        let moved = match there {
            Some(there) if Some(&there) != value_at(members, from) => Moved::Conflicts(self.path(to)),
            _ => {
                if let Some(value) = take(members, from) {
                    put(members, to, value);
                }
                Moved::To(self.path(to))
            }
        };
        self.found.moves.push(Move { from: self.path(from), moved });
    }

    fn below(&mut self, id: TreeId, members: &mut Map<String, Json>) {
        for (name, member) in &tree(self.interface, id).members {
            let Some(value) = members.get_mut(name) else { continue };
            match (member, value) {
                (Member::Option(id), value) => {
                    let ty = option(self.interface, *id).ty;
                    self.within(name, |walk| walk.ty(ty, value));
                }
                (Member::Group(group), Json::Object(members)) => {
                    self.within(name, |walk| walk.below(*group, members));
                }
                (Member::Group(_), _) => {}
            }
        }
    }

    /// The options of a tree that are there for old configurations alone.
    fn old_names(&self, id: TreeId, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, Became)>) {
        for (name, member) in &tree(self.interface, id).members {
            path.push(name.clone());
            match member {
                Member::Group(group) => self.old_names(*group, path, found),
                Member::Option(id) => {
                    let option = option(self.interface, *id);
                    let became = match (&option.removed, option.renamed_to()) {
                        (Some(reason), _) => Some(Became::Removed(reason.clone())),
                        (None, Some(to)) => Some(Became::Renamed(nix::attribute_path(to))),
                        (None, None) if is_merged(option) => Some(Became::Changed),
                        (None, None) => None,
                    };
                    found.extend(became.map(|became| (path.clone(), became)));
                }
            }
            path.pop();
        }
    }
}

/// Whether an option is there for a function of the model to make others of: the modules of
/// `lib` that do so hide it, and know by its default that it is not set.
fn is_merged(option: &OptionDecl) -> bool {
    let unset = Text::Value(Value::String("_mkMergedOptionModule".to_owned()));
    !option.visible && (option.applied || option.default.as_ref() == Some(&unset))
}

/// Whether people write the option at a path.
fn is_written(interface: &Interface, top: TypeId, path: &[String]) -> bool {
    let mut node = Node::Type(top);
    for name in path {
        let Some(id) = tree_of(interface, node) else { return true };
        match tree(interface, id).members.iter().find(|(it, _)| it == name) {
            None => return true,
            Some((_, Member::Group(group))) => node = Node::Tree(*group),
            Some((_, Member::Option(id))) => {
                let option = option(interface, *id);
                if option.internal || !option.visible || !option.is_input() {
                    return false;
                }
                node = Node::Type(option.ty);
            }
        }
    }
    true
}

/// What became of an option.
enum Became {
    Renamed(Vec<String>),
    Removed(String),
    Changed,
}

fn value_at<'v>(members: &'v Map<String, Json>, path: &[String]) -> Option<&'v Json> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(members.get(first)?, |value, name| value.get(name))
}

/// Takes a value out, and the sets around it that are empty then.
pub(crate) fn take(members: &mut Map<String, Json>, path: &[String]) -> Option<Json> {
    let (first, rest) = path.split_first()?;
    if rest.is_empty() {
        return members.shift_remove(first);
    }
    let inner = members.get_mut(first)?.as_object_mut()?;
    let taken = take(inner, rest);
    if inner.is_empty() {
        members.shift_remove(first);
    }
    taken
}

/// Puts a value in, with the sets around it.
pub(crate) fn put(members: &mut Map<String, Json>, path: &[String], value: Json) {
    let Some((first, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        members.insert(first.clone(), value);
        return;
    }
    let inner = members.entry(first.clone()).or_insert_with(|| Json::Object(Map::new()));
    if !inner.is_object() {
        *inner = Json::Object(Map::new());
    }
    if let Json::Object(inner) = inner {
        put(inner, rest, value);
    }
}

/// Takes the value at a path out of a configuration; the places where another evaluated one
/// differs from this one get its values. What came of it, by paths.
pub fn carry_over(
    (interface, ty): (&Interface, TypeId),
    configuration: &mut Json,
    path: &[String],
    (with, without): (&Json, &Json),
) -> Vec<String> {
    let mut differing = Vec::new();
    differences(with, without, &mut Vec::new(), &mut differing);
    differing.retain(|(at, _)| at.as_slice() != path && is_written(interface, ty, at));
    let Json::Object(members) = configuration else { return Vec::new() };
    if differing.is_empty() || take(members, path).is_none() {
        return Vec::new();
    }
    let name = |at: &[String]| shown(&at.iter().cloned().map(Step::Member).collect::<Vec<_>>());
    differing
        .into_iter()
        .map(|(at, value)| {
            put(members, &at, value);
            name(&at)
        })
        .collect()
}

/// The innermost places where the one has another value than the other.
fn differences(one: &Json, other: &Json, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, Json)>) {
    match (one, other) {
        (Json::Object(one), Json::Object(other)) => {
            for (name, value) in one {
                path.push(name.clone());
                match other.get(name) {
                    Some(other) => differences(value, other, path, found),
                    None => found.push((path.clone(), value.clone())),
                }
                path.pop();
            }
        }
        (one, other) if one != other => found.push((path.clone(), one.clone())),
        _ => {}
    }
}
