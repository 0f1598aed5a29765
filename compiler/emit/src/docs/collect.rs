//! What there is to document, flat: every option with the path under which it is set.

use crate::nix_text;
use crate::part::{Locate, Part, Top};
use crate::texts::{choices, description, title_of};
use crate::title::title;
use fedic_diagnostics::Place;
use fedic_model::{
    Below, Interface, Member, OptionDecl, OptionId, Resource, Text, TreeId, TypeId, TypeKind, Value, nix,
};

/// The documentation of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Docs {
    pub title: String,
    pub sections: Vec<Section>,
    /// Which applications ask for which kinds of resources, as far as a plan shows it.
    pub requests: Vec<(String, String)>,
    /// Which environments offer which kinds.
    pub offers: Vec<(String, String)>,
}

/// Something of the model with options of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// `configuration`, `application`, `resource`, `environment`.
    pub kind: &'static str,
    pub name: String,
    pub title: String,
    pub description: Option<String>,
    pub declared: Vec<String>,
    pub lists: Vec<List>,
}

/// Options that are set in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What they are for; none if the section has one list.
    pub title: Option<&'static str>,
    /// What stands before their names where all of the model is meant.
    pub prefix: Vec<String>,
    pub entries: Vec<Entry>,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// From the top of its list; members of any name are `<name>`, those of lists `*`.
    pub path: Vec<String>,
    pub title: String,
    /// CommonMark.
    pub description: Option<String>,
    /// The type in words.
    pub ty: String,
    /// What its pattern is, if it has one.
    pub pattern: Option<String>,
    /// Values that people call something else, in Nix, with what they are called.
    pub choices: Vec<(String, String)>,
    pub unit: Option<String>,
    /// Nix, or CommonMark.
    pub default: Option<Shown>,
    pub example: Option<Shown>,
    pub required: bool,
    pub read_only: bool,
    pub secret: bool,
    /// The new name of an option that was renamed.
    pub renamed_to: Option<String>,
    pub declared: Vec<String>,
}

/// A value for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    Nix(String),
    Markdown(String),
}

impl Docs {
    /// What a section is linked with: in words, and by name.
    pub(super) fn links(&self, section: &Section) -> Vec<(&'static str, Vec<&str>)> {
        fn to<'d>(pairs: &'d [(String, String)], name: &str) -> Vec<&'d str> {
            pairs.iter().filter(|pair| pair.0 == name).map(|pair| pair.1.as_str()).collect()
        }
        fn from<'d>(pairs: &'d [(String, String)], name: &str) -> Vec<&'d str> {
            pairs.iter().filter(|pair| pair.1 == name).map(|pair| pair.0.as_str()).collect()
        }
        let name = &section.name;
        let mut all = match section.kind {
            "application" => vec![("Asks for", to(&self.requests, name))],
            "environment" => vec![("Offers", to(&self.offers, name))],
            "resource" => {
                vec![("Asked for by", from(&self.requests, name)), ("Offered by", from(&self.offers, name))]
            }
            _ => Vec::new(),
        };
        all.retain(|(_, names)| !names.is_empty());
        all
    }
}

impl Entry {
    /// The path as Nix writes it.
    #[must_use]
    pub fn name(&self) -> String {
        name(&self.path)
    }
}

pub(super) fn name(path: &[String]) -> String {
    let parts = path.iter().map(|part| match part.as_str() {
        part if nix::is_placeholder(part) => part.to_owned(),
        part => nix::attribute_name(part).into_owned(),
    });
    parts.collect::<Vec<_>>().join(".")
}

/// Everything that a model declares. `requests` are pairs of application and kind.
#[must_use]
pub fn collect(
    interface: &Interface,
    title: &str,
    requests: Vec<(String, String)>,
    locate: Locate<'_>,
) -> Docs {
    let collector = Collector { interface, locate };
    let mut sections = Vec::new();
    sections.extend(interface.written().map(|ty| collector.configuration(ty)));
    let applications = interface.applications.iter().map(|application| Section {
        kind: "application",
        name: application.name.clone(),
        title: crate::title::title(&application.name),
        description: application.description.as_deref().map(description),
        declared: collector.places(&application.defined),
        lists: collector.list(None, &["applications", &application.name], application.settings),
    });
    sections.extend(applications);
    sections.extend(interface.resources.iter().map(|resource| collector.resource(resource)));
    sections.extend(interface.environments.iter().map(|environment| Section {
        kind: "environment",
        name: environment.name.clone(),
        title: crate::title::title(&environment.name),
        description: None,
        declared: collector.places(&environment.defined),
        lists: Vec::new(),
    }));
    let mut offers: Vec<(String, String)> = interface
        .environments
        .iter()
        .flat_map(|it| it.offers.iter().map(|offer| (it.name.clone(), offer.kind.clone())))
        .collect();
    offers.sort();
    offers.dedup();
    Docs { title: title.to_owned(), sections, requests, offers }
}

struct Collector<'a> {
    interface: &'a Interface,
    locate: Locate<'a>,
}

impl Collector<'_> {
    fn configuration(&self, ty: TypeId) -> Section {
        let part = Part {
            interface: self.interface,
            top: Top::Type(ty),
            title: "",
            locate: self.locate,
            matches: &|_, _| None,
        };
        let tree = part.tree();
        Section {
            kind: "configuration",
            name: "configuration".into(),
            title: "Configuration".into(),
            description: Some("What an operator writes.".into()),
            declared: Vec::new(),
            lists: self.list(None, &[], tree),
        }
    }

    fn resource(&self, resource: &Resource) -> Section {
        let before = ["resources", &resource.kind];
        let request = self.list(
            Some("What an application asks for"),
            &[&before[..], &["request"]].concat(),
            resource.request,
        );
        let policy =
            self.list(Some("What a provider says"), &[&before[..], &["policy"]].concat(), resource.policy);
        Section {
            kind: "resource",
            name: resource.kind.clone(),
            title: title(&resource.kind),
            description: resource.description.as_deref().map(description),
            declared: self.places(&resource.defined),
            lists: request.into_iter().chain(policy).collect(),
        }
    }

    fn places(&self, places: &[Place]) -> Vec<String> {
        places.iter().filter_map(|&place| (self.locate)(place)).collect()
    }

    fn list(&self, title: Option<&'static str>, prefix: &[&str], tree: Option<TreeId>) -> Vec<List> {
        let Some(tree) = tree else { return Vec::new() };
        let mut walk =
            Walk { collector: self, entries: Vec::new(), open: Vec::new(), open_types: Vec::new() };
        walk.tree(tree, &mut Vec::new());
        let prefix = prefix.iter().map(|&part| part.to_owned()).collect();
        vec![List { title, prefix, entries: walk.entries }]
    }

    fn entry(&self, option: &OptionDecl, path: &[String]) -> Entry {
        let ty = &self.interface.types[option.ty.0 as usize];
        let shown = |text: &Option<Text>| match text {
            _ if option.ui.secret => None,
            None => None,
            Some(Text::Value(value)) => Some(Shown::Nix(nix_text::inline(value))),
            Some(Text::Source(text)) => Some(Shown::Nix(text.clone())),
            Some(Text::Markdown(text)) => Some(Shown::Markdown(text.clone())),
        };
        let in_nix = |(value, title): (&Value, &str)| (nix_text::inline(value), title.to_owned());
        Entry {
            path: path.to_vec(),
            title: title_of(option),
            description: option.description.as_deref().map(description),
            ty: ty.description.clone(),
            pattern: self.pattern(option.ty),
            choices: choices(self.interface, option).into_iter().map(in_nix).collect(),
            unit: option.ui.unit.clone(),
            default: shown(&option.default),
            example: shown(&option.example),
            required: option.required,
            read_only: option.read_only,
            secret: option.ui.secret,
            renamed_to: option.renamed_to().map(str::to_owned),
            declared: self.places(&option.declared),
        }
    }

    /// The pattern that strings of a type have to match, if its words do not say it already.
    fn pattern(&self, ty: TypeId) -> Option<String> {
        let ty = &self.interface.types[ty.0 as usize];
        match &ty.kind {
            TypeKind::Pattern(pattern) if !ty.description.contains(pattern.as_str()) => Some(pattern.clone()),
            TypeKind::NullOr(inner) => self.pattern(*inner),
            _ => None,
        }
    }
}

struct Walk<'a> {
    collector: &'a Collector<'a>,
    entries: Vec<Entry>,
    /// The trees around: one that contains itself is told once.
    open: Vec<TreeId>,
    /// The types around, some of which contain themselves without any options: `types.json`.
    open_types: Vec<TypeId>,
}

impl Walk<'_> {
    fn tree(&mut self, id: TreeId, path: &mut Vec<String>) {
        if self.open.contains(&id) {
            return;
        }
        self.open.push(id);
        let tree = &self.collector.interface.trees[id.0 as usize];
        for (name, member) in &tree.members {
            path.push(name.clone());
            match member {
                Member::Option(option) => self.option(*option, path),
                Member::Group(group) => self.tree(*group, path),
            }
            path.pop();
        }
        self.open.pop();
    }

    fn option(&mut self, option: OptionId, path: &mut Vec<String>) {
        let option = &self.collector.interface.options[option.0 as usize];
        if option.internal || (!option.visible && option.renamed_to().is_none()) {
            return;
        }
        self.entries.push(self.collector.entry(option, path));
        self.ty(option.ty, path);
    }

    /// The options below a type.
    fn ty(&mut self, ty: TypeId, path: &mut Vec<String>) {
        if self.open_types.contains(&ty) {
            return;
        }
        self.open_types.push(ty);
        self.below(ty, path);
        self.open_types.pop();
    }

    fn below(&mut self, ty: TypeId, path: &mut Vec<String>) {
        let mut below = |part: String, ty: TypeId, walk: &mut Self| {
            path.push(part);
            walk.ty(ty, path);
            path.pop();
        };
        match self.collector.interface.types[ty.0 as usize].kind.below() {
            Below::Nothing => {}
            Below::Same(inner) => self.ty(inner, path),
            Below::Each(element, None) => below("*".into(), element, self),
            Below::Each(element, Some(placeholder)) => below(format!("<{placeholder}>"), element, self),
            Below::Either(one, other) => {
                self.ty(one, path);
                self.ty(other, path);
            }
            Below::Coerced { to, .. } => self.ty(to, path),
            Below::Tags(tags) => {
                for tag in tags {
                    path.push(self.collector.interface.options[tag.0 as usize].name.clone());
                    self.option(*tag, path);
                    path.pop();
                }
            }
            Below::Options(tree) => self.tree(tree, path),
        }
    }
}
