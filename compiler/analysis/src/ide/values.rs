//! What each configuration makes of an option, and who says so: settings of applications, what an
//! operator writes, values of requests, options of machines, all as the last plans have it; and what
//! each environment's offers make of a policy's.

use super::Asked;
use super::masked::{holds, masked};
use super::option_text::nix;
use super::remembered::{Part, Remembered};
use crate::evaluate::{Kind, kind};
use crate::offers::{Offered, offered};
use crate::paths;
use crate::report::range;
use fedic_check::{Model, Nixos};
use fedic_diagnostics::{Place, Spot};
use fedic_model::nix::is_placeholder;
use fedic_model::{At, Below, Member, OptionDecl, OptionId, Plan, Text, TreeId, TypeId, Value};
use fedic_plan::Secrets;
use std::collections::{BTreeMap, BTreeSet};

/// A step on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Name(String),
    /// Every member of a set, every element of a list.
    Each,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    steps: Vec<Step>,
    /// Whether a function of an option on it, the last included, changes what is below, or a function
    /// that coerces values with secrets in them.
    reshaped: bool,
}

/// Lines that are shown at most.
const SHOWN: usize = 12;
/// Steps to a value at most, and types and options that are looked at.
const DEPTH: usize = 12;
const LOOKED_AT: usize = 5_000;

/// What the configurations of the project make of an option of a part of the model, a paragraph each.
pub(super) fn values(asked: &Asked<'_>, model: Model<'_>, part: Option<&Part>, id: OptionId) -> String {
    let (Some(project), Some(option)) = (asked.project, model.option(id)) else { return String::new() };
    if option.ui.secret {
        return String::new();
    }
    let remembered = asked.memory.of(asked.db, project);
    let of_key = || part.and_then(|part| part.key(id)).map(|key| Ways::to(&remembered, model.nixos, key));
    let ways = match kind(asked.db, project) {
        _ if id.0 >= Nixos::IDS => Ways { machine: Some(steps(&option.path)), ..Ways::default() },
        // An option whose key is not known can be found by its path, unless a submodule has it.
        Kind::Tree => of_key()
            .filter(|ways| !ways.written.is_empty())
            .unwrap_or_else(|| Ways { written: vec![steps(&option.path)], ..Ways::default() }),
        _ => of_key().unwrap_or_default(),
    };
    let is_made = remembered.parts.iter().any(|part| part.evaluation.interface.operator.is_some());
    let mut lines: Vec<String> = Vec::new();
    for (file, environment, plan) in &remembered.plans {
        let shown = paths::shown(file, &project.layout(asked.db).folder);
        let environment = environment.as_deref().map(|it| format!(" for `{it}`")).unwrap_or_default();
        let in_file = Told { asked, file: &shown, environment: &environment, option };
        lines.extend(ways.lines(&in_file, plan, is_made));
    }
    lines.extend(ways.of_offers(asked, model, option));
    lines.dedup();
    let more = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    lines.extend((more > 0).then(|| format!("… and {more} more")));
    lines.iter().map(|line| format!("\n\n{line}")).collect()
}

/// The steps along the path of an option.
fn steps(path: &[String]) -> Vec<Step> {
    let step = |name: &String| if is_placeholder(name) { Step::Each } else { Step::Name(name.clone()) };
    path.iter().map(step).collect()
}

/// The ways that lead to an option's values in a plan.
#[derive(Default)]
struct Ways {
    /// In the settings of an application.
    settings: Vec<(String, Vec<Step>)>,
    /// In what an operator writes.
    written: Vec<Vec<Step>>,
    /// In the values of a request of a kind.
    requests: Vec<(String, Vec<Step>)>,
    /// In the policy of offers of a kind.
    policies: Vec<(String, Way)>,
    /// To the secrets of a policy, by kind: what is made of them is shown no more than they are.
    secrets: BTreeMap<String, BTreeSet<Vec<Step>>>,
    /// In the options of a machine.
    machine: Option<Vec<Step>>,
}

impl Ways {
    /// The ways to all options that a key declares: parts of the model have one each.
    fn to(remembered: &Remembered, nixos: &Nixos, key: Place) -> Ways {
        let mut ways = Ways::default();
        let mut whole = Vec::new();
        for part in remembered.parts.iter().filter(|part| part.declares(key)) {
            let interface = &part.evaluation.interface;
            let is_wanted = |id: OptionId| part.key(id) == Some(key);
            let model = Model { own: interface, nixos, trusts: true };
            let in_tree = |tree: TreeId| walked(model, From::Tree(tree), is_wanted);
            let plain = |ways: Vec<Way>| ways.into_iter().map(|way| way.steps);
            for application in &interface.applications {
                let found = application.settings.map(in_tree).unwrap_or_default();
                ways.settings.extend(plain(found).map(|way| (application.name.clone(), way)));
            }
            for resource in &interface.resources {
                let found = resource.request.map(in_tree).unwrap_or_default();
                ways.requests.extend(plain(found).map(|way| (resource.kind.clone(), way)));
                let Some(policy) = resource.policy else { continue };
                let found = in_tree(policy);
                if !found.is_empty() {
                    let is_secret = |id: OptionId| interface.options[id.0 as usize].ui.secret;
                    let secrets = walked(model, From::Tree(policy), is_secret);
                    ways.secrets.entry(resource.kind.clone()).or_default().extend(plain(secrets));
                }
                ways.policies.extend(found.into_iter().map(|way| (resource.kind.clone(), way)));
            }
            let written = |ty: TypeId| walked(model, From::Type(ty), is_wanted);
            ways.written.extend(plain(interface.operator.map(written).unwrap_or_default()));
            whole.extend(plain(interface.configuration.map(written).unwrap_or_default()));
        }
        if ways.settings.is_empty() && ways.written.is_empty() {
            ways.written = whole;
        }
        ways.settings.sort();
        ways.settings.dedup();
        ways.requests.sort();
        ways.requests.dedup();
        ways.policies.sort();
        ways.policies.dedup();
        ways.written.sort();
        ways.written.dedup();
        ways
    }

    /// What the offers of all environments make of an option of their policy, which they need not define.
    fn of_offers(&self, asked: &Asked<'_>, model: Model<'_>, option: &OptionDecl) -> Vec<String> {
        let Some(project) = asked.project else { return Vec::new() };
        let mut lines = Vec::new();
        for (kind, way) in &self.policies {
            let along = |way: &[Step]| offered(asked.db, project, kind.clone(), names(way));
            let mut secrets = Secrets::default();
            for way in self.secrets.get(kind).into_iter().flatten() {
                along(way).iter().for_each(|it| secrets.learn(&it.value, &Value::Secret));
            }
            for Offered { environment, offer, path, value, at } in along(&way.steps) {
                let mut value = masked(model, option.ty, value.clone(), way.reshaped);
                secrets.mask(&mut value);
                // Code says nothing here that does not stand where it is defined.
                if matches!(value, Value::Function | Value::Source { .. }) {
                    continue;
                }
                let who = match at.and_then(|at| placed(asked, at)) {
                    Some(at) => format!("`{at}`"),
                    None => "by default".to_owned(),
                };
                let value = shown(path, &way.steps, &value);
                lines.push(format!("{value} in offer `{offer}` of `{environment}`, {who}"));
            }
        }
        lines
    }

    fn lines(&self, told: &Told<'_, '_>, plan: &Plan, is_made: bool) -> Vec<String> {
        let mut lines = Vec::new();
        for (application, way) in &self.settings {
            let Some(plan) = plan.applications.get(application) else { continue };
            for (path, value) in along(&plan.settings, way) {
                let before = ["applications".to_owned(), application.clone()];
                let keys: Vec<String> = before.into_iter().chain(path.iter().cloned()).collect();
                lines.push(told.written(&path, &keys, way, value, is_made));
            }
        }
        for way in &self.written {
            for (path, value) in along(&plan.configuration, way) {
                lines.push(told.written(&path, &path, way, value, false));
            }
        }
        for (kind, way) in &self.requests {
            for (name, request) in plan.requests.iter().filter(|(_, it)| it.kind == *kind) {
                for (path, value) in along(&request.values, way) {
                    let value = shown(&path, way, value);
                    let at = request.at.as_ref().and_then(|at| told.place(at)).unwrap_or_default();
                    lines.push(format!(
                        "{value} in request `{name}`{at}, `{}`{}",
                        told.file, told.environment
                    ));
                }
            }
        }
        for (name, machine) in &plan.machines {
            let Some(way) = &self.machine else { break };
            for (path, value) in along(&machine.nixos, way) {
                let value = shown(&path, way, value);
                lines.push(format!("{value} on `{name}`, `{}`{}", told.file, told.environment));
            }
        }
        lines
    }
}

/// A configuration of which something is told.
struct Told<'t, 'q> {
    asked: &'t Asked<'q>,
    file: &'t str,
    environment: &'t str,
    option: &'t OptionDecl,
}

impl Told<'_, '_> {
    /// A value that stands in the configuration, or does not: then somebody else gave it.
    fn written(&self, path: &[String], keys: &[String], way: &[Step], value: &Value, made: bool) -> String {
        let is_default = match &self.option.default {
            Some(Text::Value(default)) => default == value,
            Some(Text::Source(_) | Text::Markdown(_)) => !made,
            None => false,
        };
        let file = self.file;
        let who = match self.asked.written_at(file, keys) {
            Some(line) => format!("`{file}:{line}`"),
            None if is_default => format!("`{file}`, by default"),
            None if made => format!("`{file}`, by `operator.configure`"),
            None => format!("`{file}`"),
        };
        format!("{} in {who}{}", shown(path, way, value), self.environment)
    }

    fn place(&self, at: &At) -> Option<String> {
        let At::Node(place) = at else { return None };
        Some(format!(" of `{}`", placed(self.asked, *place)?))
    }
}

/// A value, and where it is if that is not said already.
fn shown(path: &[String], way: &[Step], value: &Value) -> String {
    let value = match value {
        Value::Secret => "a secret".to_owned(),
        value => format!("`{}`", super::hover::shortened(&nix(value))),
    };
    if way.contains(&Step::Each) { format!("`{}`: {value}", path.join(".")) } else { value }
}

/// `environments/home.nix:5`, as people of the project call it.
fn placed(asked: &Asked<'_>, place: Place) -> Option<String> {
    let at = range(asked.db, Spot::Node(place))?;
    let folder = &asked.project?.layout(asked.db).folder;
    Some(format!("{}:{}", paths::shown(&at.path, folder), at.start.line))
}

/// The values at the end of a way, with the names on it.
fn along<'v>(value: &'v Value, way: &[Step]) -> Vec<(Vec<String>, &'v Value)> {
    let mut found = vec![(Vec::new(), value)];
    for step in way {
        let mut next = Vec::new();
        for (path, value) in found {
            let below = |name: &str| path.iter().cloned().chain([name.to_owned()]).collect();
            match (step, value) {
                (Step::Name(name), _) => next.extend(value.get(name).map(|it| (below(name), it))),
                (Step::Each, Value::Set(members)) => {
                    next.extend(members.iter().map(|(name, it)| (below(name), it)));
                }
                (Step::Each, Value::List(items)) => {
                    next.extend(items.iter().enumerate().map(|(nth, it)| (below(&nth.to_string()), it)));
                }
                (Step::Each, _) => {}
            }
        }
        found = next;
    }
    found
}

#[derive(Clone, Copy)]
enum From {
    Tree(TreeId),
    Type(TypeId),
}

/// The names on a way.
fn names(way: &[Step]) -> Vec<Option<String>> {
    let name = |step: &Step| match step {
        Step::Name(name) => Some(name.clone()),
        Step::Each => None,
    };
    way.iter().map(name).collect()
}

/// All ways to some options from somewhere above them; none leads through a secret.
fn walked(model: Model<'_>, from: From, is_wanted: impl Fn(OptionId) -> bool) -> Vec<Way> {
    let mut found = Vec::new();
    let mut rest = vec![(from, Way { steps: Vec::new(), reshaped: false })];
    for _ in 0..LOOKED_AT {
        let Some((from, way)) = rest.pop() else { break };
        let mut go = |from: From, step: Option<Step>, reshaped: bool| {
            let steps: Vec<Step> = way.steps.iter().cloned().chain(step).collect();
            if steps.len() <= DEPTH {
                rest.push((from, Way { steps, reshaped: way.reshaped || reshaped }));
            }
        };
        let mut option = |id: OptionId, name: &str, go: &mut dyn FnMut(From, Option<Step>, bool)| {
            let Some(option) = model.option(id) else { return };
            let step = Step::Name(name.to_owned());
            if is_wanted(id) {
                let steps = way.steps.iter().cloned().chain([step]).collect();
                found.push(Way { steps, reshaped: way.reshaped || option.applied });
            } else if !option.ui.secret {
                go(From::Type(option.ty), Some(step), option.applied);
            }
        };
        match from {
            From::Tree(tree) => {
                for (name, member) in model.tree(tree).into_iter().flat_map(|tree| &tree.members) {
                    match member {
                        Member::Group(group) => {
                            go(From::Tree(*group), Some(Step::Name(name.clone())), false);
                        }
                        Member::Option(id) => option(*id, name, &mut go),
                    }
                }
            }
            From::Type(ty) => match model.kind(ty).below() {
                Below::Nothing => {}
                Below::Options(tree) => go(From::Tree(tree), None, false),
                Below::Same(inner) => go(From::Type(inner), None, false),
                Below::Coerced { from, to } => go(From::Type(to), None, holds(model, from)),
                Below::Each(element, _) => go(From::Type(element), Some(Step::Each), false),
                Below::Either(one, other) => {
                    go(From::Type(one), None, false);
                    go(From::Type(other), None, false);
                }
                Below::Tags(tags) => {
                    for id in tags {
                        if let Some(tag) = model.option(*id) {
                            option(*id, &tag.name, &mut go);
                        }
                    }
                }
            },
        }
    }
    found
}
