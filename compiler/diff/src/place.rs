//! Where a value stands in a whole one, and whole values made around it.

use crate::samples::{least, simplest};
use crate::{option, tree, ty};
use fedic_model::{Interface, Member, TreeId, TypeId, TypeKind, nix};
use serde_json::{Map, Value as Json};

/// A type, or a tree of options as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    Type(TypeId),
    Tree(TreeId),
}

/// One level inwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Member(String),
    Tag(String),
    /// Of a list.
    Item,
    /// A member of any name, with the word for such names.
    Key(String),
}

/// The name of a member that may have any.
const EXAMPLE: &str = "example";

/// A value to be given to both versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// What stands at the steps; nothing, if it is left out there.
    pub value: Option<Json>,
    pub expect: Expect,
    /// Whether types alone say that it is as expected.
    pub certain: bool,
}

/// What shows the break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Taken by the old version, refused by the new one.
    Refused,
    /// Taken by the new version, which then has a value that this type of the old one does
    /// not have.
    Strange(TypeId),
    /// Taken by both; the old version has a value there and the new one has none.
    Gone,
}

/// The steps as a path for people.
pub(crate) fn shown(steps: &[Step]) -> String {
    let parts = steps.iter().map(|step| match step {
        Step::Member(name) | Step::Tag(name) => nix::attribute_name(name).into_owned(),
        Step::Item => "*".to_owned(),
        Step::Key(word) => format!("<{word}>"),
    });
    parts.collect::<Vec<_>>().join(".")
}

/// What stands at the steps in a value of a version; for a member of any name, at the first that no
/// option has.
#[must_use]
pub fn found_at<'v>(
    (interface, top): (&Interface, Node),
    value: &'v Json,
    steps: &[Step],
) -> Option<&'v Json> {
    let mut node = Some(top);
    steps.iter().try_fold(value, |value, step| {
        let around = node;
        node = node.and_then(|node| below(interface, node, step));
        match step {
            Step::Member(name) | Step::Tag(name) => value.get(name),
            Step::Item => value.get(0),
            Step::Key(_) => {
                let members = value.as_object()?;
                Some(members.iter().find(|(name, _)| !declares(interface, around, name))?.1)
            }
        }
    })
}

/// Whether a name is that of an option of a node's sets.
fn declares(interface: &Interface, node: Option<Node>, name: &str) -> bool {
    let options = node.and_then(|node| tree_of(interface, node));
    options.is_some_and(|id| tree(interface, id).members.iter().any(|(it, _)| it == name))
}

/// A whole value with a part at the steps: made in a given one, else in the least that a
/// version takes, and as far as there is a choice the other one too.
#[must_use]
pub fn whole(
    (interface, top): (&Interface, Node),
    other: (&Interface, Node),
    base: Option<&Json>,
    steps: &[Step],
    part: Option<&Json>,
) -> Option<Json> {
    let builder = Builder { interface, other: other.0 };
    builder.place(Some(top), Some(other.1), base.cloned(), steps, part)
}

/// The least value that a version takes, and as far as there is a choice the other one too.
#[must_use]
pub fn least_whole(
    (interface, top): (&Interface, Node),
    (other, other_top): (&Interface, Node),
) -> Option<Json> {
    Builder { interface, other }.plain(Some(top), Some(other_top))
}

/// The least value in which all is enabled that can be: options called `enable` are true, as far as
/// they stand in sets of options without a name of their own.
#[must_use]
pub fn switched_on(
    (interface, top): (&Interface, Node),
    (other, other_top): (&Interface, Node),
) -> Option<Json> {
    let there = tree_of(other, other_top).map(|id| (other, id));
    on(interface, tree_of(interface, top)?, there, SWITCHES).map(Json::Object)
}

/// Sets of options that lie deeper are left as they are.
const SWITCHES: usize = 6;

/// A set with its switches on; none, if it has none.
fn on(
    interface: &Interface,
    id: TreeId,
    other: Option<(&Interface, TreeId)>,
    depth: usize,
) -> Option<Map<String, Json>> {
    let depth = depth.checked_sub(1)?;
    let Json::Object(mut members) = least(interface, id, other) else { return None };
    let mut found = false;
    for (name, member) in &tree(interface, id).members {
        let inner = match *member {
            Member::Group(group) => Some(group),
            Member::Option(id) => {
                let option = option(interface, id);
                match ty(interface, option.ty).kind {
                    _ if !option.is_input() || option.alias_of().is_some() => None,
                    TypeKind::Bool if name == "enable" => {
                        members.insert(name.clone(), Json::Bool(true));
                        found = true;
                        None
                    }
                    TypeKind::Submodule(inner) => Some(inner),
                    _ => None,
                }
            }
        };
        let step = Step::Member(name.clone());
        let there = other
            .and_then(|(other, id)| Some((other, tree_of(other, below(other, Node::Tree(id), &step)?)?)));
        if let Some(inner) = inner.and_then(|inner| on(interface, inner, there, depth)) {
            members.insert(name.clone(), Json::Object(inner));
            found = true;
        }
    }
    found.then_some(members)
}

struct Builder<'a> {
    interface: &'a Interface,
    other: &'a Interface,
}

impl Builder<'_> {
    fn place(
        &self,
        node: Option<Node>,
        other: Option<Node>,
        base: Option<Json>,
        steps: &[Step],
        part: Option<&Json>,
    ) -> Option<Json> {
        let Some((step, rest)) = steps.split_first() else { return part.cloned() };
        let below = |node: Option<Node>, interface| node.and_then(|node| below(interface, node, step));
        let (inner, inner_other) = (below(node, self.interface), below(other, self.other));
        let go = |base| self.place(inner, inner_other, base, rest, part);
        match step {
            Step::Member(name) => {
                let mut members = self.members(node, other, base);
                let before = members.shift_remove(name);
                if let Some(made) = go(before) {
                    members.insert(name.clone(), made);
                }
                Some(Json::Object(members))
            }
            Step::Tag(name) => {
                let before = base.and_then(|mut base| Some(base.get_mut(name)?.take()));
                let made = go(before).or_else(|| self.plain(inner, inner_other))?;
                Some(Json::Object(Map::from_iter([(name.clone(), made)])))
            }
            Step::Item => {
                let before = base.and_then(|mut base| Some(base.get_mut(0)?.take()));
                Some(go(before).map_or(Json::Array(Vec::new()), |made| Json::Array(vec![made])))
            }
            Step::Key(_) => {
                let mut members = self.members(node, other, base);
                let free = members.keys().find(|name| !declares(self.interface, node, name));
                let name = free.cloned().unwrap_or_else(|| EXAMPLE.to_owned());
                let before = members.shift_remove(&name);
                if let Some(made) = go(before) {
                    members.insert(name, made);
                }
                Some(Json::Object(members))
            }
        }
    }

    /// The members around one: those of the base, else what must be there.
    fn members(&self, node: Option<Node>, other: Option<Node>, base: Option<Json>) -> Map<String, Json> {
        if let Some(Json::Object(members)) = base {
            return members;
        }
        let here = node.and_then(|node| tree_of(self.interface, node));
        let there = other.and_then(|node| tree_of(self.other, node)).map(|id| (self.other, id));
        match here.map(|id| least(self.interface, id, there)) {
            Some(Json::Object(members)) => members,
            _ => Map::new(),
        }
    }

    fn plain(&self, node: Option<Node>, other: Option<Node>) -> Option<Json> {
        match (node?, other) {
            (Node::Type(id), Some(Node::Type(other))) => {
                simplest(self.interface, id, Some((self.other, other)))
            }
            (Node::Type(id), _) => simplest(self.interface, id, None),
            (Node::Tree(id), _) => Some(least(self.interface, id, None)),
        }
    }
}

/// The options of a node's sets.
pub(crate) fn tree_of(interface: &Interface, node: Node) -> Option<TreeId> {
    match node {
        Node::Tree(id) => Some(id),
        Node::Type(id) => structure(interface, id, &|kind| match kind {
            TypeKind::Submodule(tree) => Some(*tree),
            _ => None,
        }),
    }
}

/// What is found in the first of the types that a value of a type may be.
fn structure<T>(interface: &Interface, id: TypeId, find: &dyn Fn(&TypeKind) -> Option<T>) -> Option<T> {
    interface.alternatives(id).into_iter().find_map(|id| find(&ty(interface, id).kind))
}

/// What stands one step inwards.
pub(crate) fn below(interface: &Interface, node: Node, step: &Step) -> Option<Node> {
    match step {
        Step::Member(name) => {
            let tree = tree(interface, tree_of(interface, node)?);
            let member = tree.members.iter().find(|(it, _)| it == name);
            match member {
                Some((_, Member::Option(id))) => Some(Node::Type(option(interface, *id).ty)),
                Some((_, Member::Group(id))) => Some(Node::Tree(*id)),
                None => tree.freeform.and_then(|id| element(interface, id)).map(Node::Type),
            }
        }
        Step::Tag(name) => {
            let Node::Type(id) = node else { return None };
            structure(interface, id, &|kind| match kind {
                TypeKind::AttrTag(tags) => {
                    let tag = tags.iter().map(|tag| option(interface, *tag)).find(|tag| tag.name == *name)?;
                    Some(Node::Type(tag.ty))
                }
                _ => None,
            })
        }
        Step::Item => {
            let Node::Type(id) = node else { return None };
            structure(interface, id, &|kind| match kind {
                TypeKind::List { element, .. } => Some(Node::Type(*element)),
                _ => None,
            })
        }
        Step::Key(_) => match node {
            Node::Type(id) => element(interface, id).map(Node::Type),
            Node::Tree(id) => {
                tree(interface, id).freeform.and_then(|id| element(interface, id)).map(Node::Type)
            }
        },
    }
}

/// The type of the members of sets with any names.
pub(crate) fn element(interface: &Interface, id: TypeId) -> Option<TypeId> {
    structure(interface, id, &|kind| match kind {
        TypeKind::AttrsOf { element, .. } => Some(*element),
        TypeKind::Submodule(tree) => match crate::tree(interface, *tree).freeform {
            Some(freeform) if freeform != id => match ty(interface, freeform).kind {
                TypeKind::AttrsOf { element, .. } => Some(element),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    })
}
