//! What a model declares: a graph of types and options. All links are ids into tables, so
//! that recursive and shared types are what they are.
//!
//! Identity of a type is its object in the evaluation (for a submodule: its modules'
//! places and environments), so one type used twice stands here once.

use crate::{Below, Type, TypeKind, Value, is_entry, is_equal, nix};
use fedic_diagnostics::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeSet;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub struct $name(pub u32);)*
    };
}

ids! {
    /// A type, by its index in [`Interface::types`].
    TypeId;
    /// An option, by its index in [`Interface::options`].
    OptionId;
    /// A tree of options, by its index in [`Interface::trees`].
    TreeId;
}

/// Everything a model declares.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Interface {
    pub types: Vec<Type>,
    pub options: Vec<OptionDecl>,
    pub trees: Vec<OptionTree>,
    /// The options at the top of the model.
    pub root: Option<TreeId>,
    /// What an operator may write: the type of a configuration. In a tree of modules that is
    /// not the data model, all of its options.
    pub configuration: Option<TypeId>,
    /// The type of configuration files, where the model sets `operator`.
    pub operator: Option<TypeId>,
    pub applications: Vec<Application>,
    pub resources: Vec<Resource>,
    pub environments: Vec<Environment>,
}

impl Interface {
    /// Adds the type whose values are configurations of a tree of options.
    pub fn add_submodule(&mut self, tree: TreeId) -> TypeId {
        let id = TypeId(u32::try_from(self.types.len()).unwrap_or(u32::MAX));
        self.types.push(Type {
            name: "submodule".to_owned(),
            description: "submodule".to_owned(),
            kind: TypeKind::Submodule(tree),
            checked: false,
            code: Vec::new(),
        });
        id
    }

    /// The type of configuration files.
    #[must_use]
    pub fn written(&self) -> Option<TypeId> {
        self.operator.or(self.configuration)
    }
}

impl Interface {
    /// What a value of a type may be, without the choices: the types in the order in which they are
    /// asked.
    #[must_use]
    pub fn alternatives(&self, id: TypeId) -> Vec<TypeId> {
        let (mut found, mut seen, mut rest) = (Vec::new(), BTreeSet::new(), vec![id]);
        while let Some(id) = rest.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.types[id.0 as usize].kind.below() {
                Below::Same(inner) => rest.push(inner),
                Below::Either(one, other) | Below::Coerced { to: one, from: other } => {
                    rest.extend([other, one]);
                }
                Below::Nothing | Below::Each(..) | Below::Tags(_) | Below::Options(_) => found.push(id),
            }
        }
        found
    }

    /// The values of the enumerations that values of a type, or what they contain, are chosen from,
    /// those of other options apart: each once, in JSON, and none that an entry around it refuses.
    /// None if there is no enumeration.
    #[must_use]
    pub fn choices(&self, id: TypeId) -> Option<Vec<(&Value, Json)>> {
        let (mut found, mut seen, mut rest) = (None, BTreeSet::new(), vec![(id, false)]);
        while let Some((id, in_entry)) = rest.pop() {
            if !seen.insert((id, in_entry)) {
                continue;
            }
            let kind = &self.types[id.0 as usize].kind;
            if let TypeKind::Enum(values) = kind {
                let known: &mut Vec<(&Value, Json)> = found.get_or_insert_default();
                for value in values {
                    let Some(data) = value.data().filter(|data| !in_entry || is_entry(data)) else {
                        continue;
                    };
                    if !known.iter().any(|(_, other)| is_equal(other, &data)) {
                        known.push((value, data));
                    }
                }
            }
            if let TypeKind::Entry(inner) = kind {
                rest.push((*inner, true));
            }
            match kind.below() {
                Below::Same(inner) => rest.push((inner, in_entry)),
                Below::Each(inner, _) => rest.push((inner, false)),
                Below::Either(one, other) | Below::Coerced { to: one, from: other } => {
                    rest.extend([(other, in_entry), (one, in_entry)]);
                }
                Below::Nothing | Below::Tags(_) | Below::Options(_) => {}
            }
        }
        found
    }

    /// The options of a tree that others in it are other names of.
    #[must_use]
    pub fn aliased(&self, tree: TreeId) -> BTreeSet<OptionId> {
        let (mut found, mut rest) = (BTreeSet::new(), vec![tree]);
        while let Some(within) = rest.pop() {
            for (_, member) in &self.trees[within.0 as usize].members {
                match member {
                    Member::Group(group) => rest.push(*group),
                    Member::Option(option) => {
                        let path = self.options[option.0 as usize].alias_of();
                        found.extend(path.and_then(|path| self.option_at(tree, path)));
                    }
                }
            }
        }
        found
    }

    fn option_at(&self, mut tree: TreeId, path: &str) -> Option<OptionId> {
        for name in nix::attribute_path(path) {
            match self.trees[tree.0 as usize].members.iter().find(|(known, _)| *known == name)?.1 {
                Member::Group(group) => tree = group,
                Member::Option(option) => return Some(option),
            }
        }
        None
    }

    /// Whether every id in it is of something that it holds, and nothing is a part of itself without
    /// a value in between: others come from files.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.is_closed() && !self.holds_itself()
    }

    /// Whether a group of options is within itself, or a type a choice of itself.
    fn holds_itself(&self) -> bool {
        let groups = |tree: usize| {
            let members = self.trees[tree].members.iter();
            let groups = members.filter_map(|(_, member)| match member {
                Member::Group(group) => Some(group.0 as usize),
                Member::Option(_) => None,
            });
            groups.collect()
        };
        let choices = |ty: usize| match self.types[ty].kind.below() {
            Below::Same(inner) => vec![inner.0 as usize],
            Below::Either(one, other) | Below::Coerced { from: one, to: other } => {
                vec![one.0 as usize, other.0 as usize]
            }
            Below::Nothing | Below::Each(..) | Below::Tags(_) | Below::Options(_) => Vec::new(),
        };
        has_cycle(self.trees.len(), groups) || has_cycle(self.types.len(), choices)
    }

    fn is_closed(&self) -> bool {
        let ty = |id: &TypeId| (id.0 as usize) < self.types.len();
        let tree = |id: &TreeId| (id.0 as usize) < self.trees.len();
        let option = |id: &OptionId| (id.0 as usize) < self.options.len();
        let kind = |kind: &TypeKind| match kind {
            TypeKind::FunctionTo(inner) | TypeKind::Entry(inner) => ty(inner),
            TypeKind::DeferredModule(Some(inner)) => tree(inner),
            kind => match kind.below() {
                Below::Nothing => true,
                Below::Same(inner) | Below::Each(inner, _) => ty(&inner),
                Below::Either(one, other) | Below::Coerced { from: one, to: other } => ty(&one) && ty(&other),
                Below::Tags(tags) => tags.iter().all(option),
                Below::Options(inner) => tree(&inner),
            },
        };
        let member = |(_, member): &(String, Member)| match member {
            Member::Option(id) => option(id),
            Member::Group(id) => tree(id),
        };
        let parts = self.applications.iter().filter_map(|it| it.settings.as_ref());
        let parts = parts.chain(self.resources.iter().flat_map(|it| it.request.iter().chain(&it.policy)));
        self.types.iter().all(|it| kind(&it.kind))
            && self.options.iter().all(|it| ty(&it.ty))
            && self.trees.iter().all(|it| it.members.iter().all(member) && it.freeform.iter().all(ty))
            && self.configuration.iter().chain(&self.operator).all(ty)
            && self.root.iter().chain(parts).all(tree)
    }

    /// The same with all ids moved on, so that they can stand beside those of another.
    #[must_use]
    pub fn shifted(mut self, by: u32) -> Interface {
        for ty in &mut self.types {
            ty.kind.shift(by);
        }
        for option in &mut self.options {
            option.ty.0 += by;
        }
        for tree in &mut self.trees {
            for (_, member) in &mut tree.members {
                match member {
                    Member::Option(option) => option.0 += by,
                    Member::Group(group) => group.0 += by,
                }
            }
            if let Some(freeform) = &mut tree.freeform {
                freeform.0 += by;
            }
        }
        self.root = self.root.map(|root| TreeId(root.0 + by));
        self
    }
}

/// Whether one of so many nodes can be reached from itself: then those that none leads to can not
/// all be taken away, one after the other.
fn has_cycle(nodes: usize, next: impl Fn(usize) -> Vec<usize>) -> bool {
    let mut leading = vec![0_usize; nodes];
    (0..nodes).flat_map(&next).for_each(|node| leading[node] += 1);
    let mut free: Vec<usize> = (0..nodes).filter(|node| leading[*node] == 0).collect();
    let mut taken = 0;
    while let Some(node) = free.pop() {
        taken += 1;
        for inner in next(node) {
            leading[inner] -= 1;
            if leading[inner] == 0 {
                free.push(inner);
            }
        }
    }
    taken < nodes
}

/// Options by name, in the order of the source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OptionTree {
    pub members: Vec<(String, Member)>,
    /// The type of what is defined without being declared.
    pub freeform: Option<TypeId>,
    /// Whether undeclared definitions are refused (`_module.check`).
    pub closed: bool,
    /// The `_class` its modules must have.
    pub class: Option<String>,
    /// Whether a set that has `config` or `options` is taken for a module in full, not for
    /// definitions (`shorthandOnlyDefinesConfig = false`).
    #[serde(default)]
    pub takes_modules: bool,
    /// How a form shows it, where it is a group.
    #[serde(default, skip_serializing_if = "Ui::is_empty")]
    pub ui: Ui,
}

impl OptionTree {
    /// Whether it takes names that it does not declare.
    #[must_use]
    pub fn takes_free_names(&self) -> bool {
        self.freeform.is_some() || !self.closed
    }

    /// Whether it stands for the options of machines, which no model declares.
    #[must_use]
    pub fn is_nixos(&self) -> bool {
        self.members.is_empty() && self.class.as_deref() == Some("nixos")
    }
}

/// A member of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Member {
    Option(OptionId),
    Group(TreeId),
}

/// A declared option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OptionDecl {
    pub name: String,
    /// From the root, or from the submodule it is declared in; placeholders as `<name>`.
    pub path: Vec<String>,
    #[serde(rename = "type")]
    pub ty: TypeId,
    pub description: Option<String>,
    pub default: Option<Text>,
    pub example: Option<Text>,
    /// Whether somebody must define it: no default, no definition in the model, no empty value.
    pub required: bool,
    /// What becomes of an operator's definitions beside those of the model.
    #[serde(default, skip_serializing_if = "Beside::is_alone")]
    pub beside: Beside,
    /// Whether it would be required, were it not for members that the model defines.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub relaxed: bool,
    pub read_only: bool,
    pub internal: bool,
    pub visible: bool,
    /// Whether a function changes the value after merging.
    pub applied: bool,
    /// Why it can no longer be set, if it is there only to say that.
    #[serde(default)]
    pub removed: Option<String>,
    /// The expressions that say what no data does: what is made of its value; its declaration,
    /// where a coercion or a type of the model's own decides.
    #[serde(default)]
    pub code: Vec<Place>,
    /// `meta.ui` of the declaration.
    pub ui: Ui,
    /// Where it is declared, last module first.
    pub declared: Vec<Place>,
    /// Where the model itself defines it.
    pub defined: Vec<Place>,
}

/// What becomes of what an operator says of an option, beside what the model says of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Beside {
    /// It is all there is: the model says nothing, or gives way (`default`, `mkDefault`).
    #[default]
    Alone,
    /// Both have one priority, and are merged.
    Merged,
    /// The model has its way (`mkForce`): nobody looks at what an operator says.
    Dropped,
}

impl Beside {
    fn is_alone(&self) -> bool {
        *self == Beside::Alone
    }
}

impl OptionDecl {
    /// An option of which no more is known than that it is there.
    #[must_use]
    pub fn new(name: impl Into<String>, path: Vec<String>, ty: TypeId) -> OptionDecl {
        OptionDecl {
            name: name.into(),
            path,
            ty,
            description: None,
            default: None,
            example: None,
            required: false,
            beside: Beside::Alone,
            relaxed: false,
            read_only: false,
            internal: false,
            visible: true,
            applied: false,
            removed: None,
            code: Vec::new(),
            ui: Ui::default(),
            declared: Vec::new(),
            defined: Vec::new(),
        }
    }

    /// Whether an operator may set it: one that is read-only and already has its value is none
    /// of his.
    #[must_use]
    pub fn is_input(&self) -> bool {
        !self.read_only || (self.default.is_none() && self.defined.is_empty())
    }

    /// The option that this one is another name of. The module system has no fact for it:
    /// the renaming modules of `lib` say so in the description.
    #[must_use]
    pub fn alias_of(&self) -> Option<&str> {
        alias_in(self.description.as_deref()?)
    }

    /// The new name of an option that was renamed: an alias which is hidden.
    #[must_use]
    pub fn renamed_to(&self) -> Option<&str> {
        self.alias_of().filter(|_| !self.visible)
    }
}

/// The path that a description says the option is another name of, as nixpkgs' `doRename` writes it.
#[must_use]
pub fn alias_in(description: &str) -> Option<&str> {
    description.strip_prefix("Alias of {option}`")?.trim_end().strip_suffix("`.")
}

/// A default or an example: data, or the text that stands for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Text {
    Value(Value),
    /// `defaultText`, `literalExpression`, or the source itself.
    Source(String),
    Markdown(String),
}

/// How a form shows an option: `mkOption { … } // { meta.ui = { … }; }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Ui {
    pub title: Option<String>,
    pub help: Option<String>,
    pub placeholder: Option<String>,
    pub widget: Option<String>,
    pub group: Option<String>,
    pub order: Option<i64>,
    /// Values are secrets: never printed.
    pub secret: bool,
    pub unit: Option<String>,
    pub enum_titles: Vec<(String, String)>,
    /// What no form knows of, with the places of the keys.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<(String, Option<Place>)>,
}

impl Ui {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Ui::default()
    }

    /// What `meta.ui` may say.
    pub const NAMES: [&'static str; 9] =
        ["title", "help", "placeholder", "widget", "group", "order", "secret", "unit", "enumTitles"];

    /// The name under which `enumTitles` speaks of a value.
    #[must_use]
    pub fn value_name(value: &serde_json::Value) -> String {
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    }

    /// What a form calls a value of an enumeration.
    #[must_use]
    pub fn title_of_value(&self, value: &str) -> Option<&str> {
        self.enum_titles.iter().find(|(known, _)| known == value).map(|(_, title)| title.as_str())
    }

    /// Says what another says, and keeps what that says nothing of. Whether it is a secret is not
    /// for others to say.
    pub fn overlay(&mut self, other: &Ui) {
        let texts = [
            (&mut self.title, &other.title),
            (&mut self.help, &other.help),
            (&mut self.placeholder, &other.placeholder),
            (&mut self.widget, &other.widget),
            (&mut self.group, &other.group),
            (&mut self.unit, &other.unit),
        ];
        for (mine, theirs) in texts {
            if theirs.is_some() {
                mine.clone_from(theirs);
            }
        }
        self.order = other.order.or(self.order);
        for (name, title) in &other.enum_titles {
            self.enum_titles.retain(|known| known.0 != *name);
            self.enum_titles.push((name.clone(), title.clone()));
        }
    }
}

/// An application on offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Application {
    pub name: String,
    pub description: Option<String>,
    /// What the operator may set.
    pub settings: Option<TreeId>,
    pub defined: Vec<Place>,
}

/// A kind of thing that an application can need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Resource {
    pub kind: String,
    pub description: Option<String>,
    pub request: Option<TreeId>,
    pub policy: Option<TreeId>,
    pub defined: Vec<Place>,
}

/// What a provider offers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Environment {
    pub name: String,
    pub offers: Vec<Offer>,
    pub defined: Vec<Place>,
}

/// A policy filled in by a provider.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    pub name: String,
    pub kind: String,
    pub defined: Vec<Place>,
}
