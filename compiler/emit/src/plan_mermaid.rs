//! A plan as a Mermaid flowchart: applications, their requests, the offers that grant them,
//! the machines that carry them. What a plan holds beside these links is left to the other forms.

use fedic_model::{Act, Plan, RequestPlan, Subject};
use std::collections::{BTreeMap, BTreeSet};

/// The plan as a diagram, with a line end after the last line.
///
/// Names of nodes are made here, so that nothing a user wrote can be syntax; labels are
/// quoted and escaped.
#[must_use]
pub fn plan_mermaid(plan: &Plan) -> String {
    let requests = with_deleted(&plan.requests, plan, Subject::Request);
    let machines = with_deleted(&plan.machines, plan, Subject::Machine);
    let offers: BTreeSet<&String> = plan.requests.values().flat_map(offers).collect();
    let chart = Chart {
        plan,
        applications: numbered(plan.applications.keys()),
        requests: numbered(requests.into_iter()),
        offers: numbered(offers.into_iter()),
        machines: numbered(machines.into_iter()),
    };
    let mut lines = vec!["flowchart LR".to_owned()];
    lines.extend(chart.nodes());
    lines.extend(chart.edges());
    lines.extend(chart.classes());
    lines.join("\n") + "\n"
}

/// Every name with its number among its kind.
type Numbers<'p> = BTreeMap<&'p str, usize>;

struct Chart<'p> {
    plan: &'p Plan,
    applications: Numbers<'p>,
    requests: Numbers<'p>,
    offers: Numbers<'p>,
    machines: Numbers<'p>,
}

impl Chart<'_> {
    fn nodes(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let applications = self.applications.iter().map(|(name, number)| {
            let enabled = self.plan.applications.get(*name).is_some_and(|it| it.enabled);
            let state = if enabled { "" } else { "not enabled" };
            format!("    a{number}([{}])", label(name, state))
        });
        group(&mut lines, "applications", "Applications", applications);
        let requests = self.requests.iter().map(|(name, number)| {
            let kind = self.plan.requests.get(*name).map_or("", |request| &request.kind);
            format!("    r{number}[{}]", label(name, kind))
        });
        group(&mut lines, "requests", "Requests", requests);
        let offers =
            self.offers.iter().map(|(name, number)| format!("    o{number}{{{{{}}}}}", label(name, "")));
        let environment = self.plan.environment.as_deref().unwrap_or("no environment");
        let title = format!("Offers of {environment}");
        group(&mut lines, "offers", &title, offers);
        let machines = self.machines.iter().map(|(name, number)| {
            let machine = self.plan.machines.get(*name);
            let address = machine.and_then(|it| it.address.as_deref().or(Some(&it.target)));
            format!("    m{number}[[{}]]", label(name, address.unwrap_or_default()))
        });
        group(&mut lines, "machines", "Machines", machines);
        lines
    }

    fn edges(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (name, request) in &self.plan.requests {
            let number = self.requests[name.as_str()];
            if let Some(application) = self.applications.get(request.application.as_str()) {
                lines.push(format!("  a{application} --> r{number}"));
            }
            for offer in offers(request) {
                let arrow = if request.granted.contains_key(offer) { "-->" } else { "-.-" };
                lines.push(format!("  r{number} {arrow} o{}", self.offers[offer.as_str()]));
            }
        }
        let mut carried = BTreeSet::new();
        for (name, machine) in &self.plan.machines {
            let asked = machine.requests.iter().filter_map(|request| self.plan.requests.get(request));
            for offer in asked.flat_map(|request| request.granted.keys()) {
                carried.insert((self.offers[offer.as_str()], self.machines[name.as_str()]));
            }
        }
        lines.extend(carried.into_iter().map(|(offer, machine)| format!("  o{offer} --> m{machine}")));
        lines
    }

    /// Colours: what is off, what nobody serves, and what is to be done.
    fn classes(&self) -> Vec<String> {
        let mut by_class: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (name, application) in &self.plan.applications {
            if !application.enabled {
                by_class.entry("off").or_default().push(format!("a{}", self.applications[name.as_str()]));
            }
        }
        for (name, request) in &self.plan.requests {
            if request.granted.is_empty() {
                by_class.entry("unserved").or_default().push(format!("r{}", self.requests[name.as_str()]));
            }
        }
        for action in self.plan.actions.iter().flatten() {
            let (numbers, letter) = match action.subject {
                Subject::Request => (&self.requests, 'r'),
                Subject::Machine => (&self.machines, 'm'),
            };
            let node = numbers.get(action.name.as_str()).map(|number| format!("{letter}{number}"));
            if let (Some(class), Some(node)) = (class(action.act), node) {
                by_class.entry(class).or_default().push(node);
            }
        }
        let line = |(class, nodes): (&str, Vec<String>)| {
            [format!("  classDef {class} {}", style(class)), format!("  class {} {class}", nodes.join(","))]
        };
        by_class.into_iter().flat_map(line).collect()
    }
}

/// The class of what is to be changed.
fn class(act: Act) -> Option<&'static str> {
    match act {
        Act::Create => Some("create"),
        Act::Update => Some("update"),
        Act::Replace => Some("replace"),
        Act::Delete => Some("delete"),
        Act::Nothing => None,
    }
}

fn style(class: &str) -> &'static str {
    match class {
        "off" => "stroke-dasharray:4,color:#888",
        "unserved" => "stroke:#c60,stroke-width:2px,stroke-dasharray:4",
        "create" => "stroke:#2a2,stroke-width:3px",
        "update" => "stroke:#26c,stroke-width:3px",
        "replace" => "stroke:#c60,stroke-width:3px",
        "delete" => "stroke:#c22,stroke-width:3px,stroke-dasharray:4",
        _ => unreachable!("the classes are those above"),
    }
}

/// A group of nodes under a title; nothing if it has none.
fn group(lines: &mut Vec<String>, name: &str, title: &str, nodes: impl Iterator<Item = String>) {
    let mut nodes = nodes.peekable();
    if nodes.peek().is_some() {
        lines.push(format!("  subgraph {name} [{}]", label(title, "")));
        lines.extend(nodes);
        lines.push("  end".to_owned());
    }
}

/// A quoted label of a name and what is to be said below it.
fn label(name: &str, below: &str) -> String {
    if below.is_empty() {
        format!("\"{}\"", escaped(name))
    } else {
        format!("\"{}<br/>{}\"", escaped(name), escaped(below))
    }
}

/// A text in which nothing is markup: letters, digits and a few harmless signs stay, the rest
/// is written by number. A label must not be empty.
fn escaped(text: &str) -> String {
    let mut shown = String::new();
    if text.is_empty() {
        shown.push(' ');
    }
    for letter in text.chars() {
        if letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_' | '.' | '/' | ':' | '@' | ',') {
            shown.push(letter);
        } else if letter.is_control() {
            shown.push(' ');
        } else {
            shown.push_str(&format!("#{};", u32::from(letter)));
        }
    }
    shown
}

/// The offers that have to do with a request.
fn offers(request: &RequestPlan) -> BTreeSet<&String> {
    request.candidates.keys().chain(request.granted.keys()).collect()
}

/// The names of a table, and those that an action deletes.
fn with_deleted<'p, T>(
    table: &'p BTreeMap<String, T>,
    plan: &'p Plan,
    subject: Subject,
) -> BTreeSet<&'p String> {
    let deleted = plan.actions.iter().flatten().filter(|it| it.subject == subject).map(|it| &it.name);
    table.keys().chain(deleted).collect()
}

fn numbered<'p>(names: impl Iterator<Item = &'p String>) -> Numbers<'p> {
    names.map(String::as_str).zip(0..).collect()
}
