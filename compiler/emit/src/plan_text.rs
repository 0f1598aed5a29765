//! A plan for people: who asked for what, who grants it, what each machine becomes.

use crate::nix_text::lines;
use fedic_model::{Act, Action, MachinePlan, Plan, RequestPlan, Subject, Value};
use std::collections::BTreeMap;

/// How many characters of a line of a machine's configuration are shown.
const WIDTH: usize = 160;

/// The plan as text, with a line end after the last line.
#[must_use]
pub fn plan_text(plan: &Plan) -> String {
    let mut text = Text::default();
    match &plan.environment {
        Some(environment) => {
            text.line(0, &format!("Plan for the environment `{environment}`"));
            if plan.applications.values().all(|application| !application.enabled) {
                text.line(0, "Nothing is enabled.");
            }
            applications(plan, &mut text);
        }
        None => {
            text.line(0, "Configuration");
            entries(&plan.configuration, 1, &mut text);
        }
    }
    requests(&plan.requests, &mut text);
    machines(&plan.machines, &mut text);
    deployment(plan, &mut text);
    if let Some(actions) = &plan.actions {
        text.section("Actions");
        actions.iter().for_each(|it| action(it, &mut text));
    }
    if !plan.warnings.is_empty() {
        text.section("Warnings");
        plan.warnings.iter().for_each(|warning| text.line(1, warning));
    }
    text.section(&format!("Digest {}", plan.digest));
    text.0
}

/// Lines with indentation.
#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, depth: usize, line: &str) {
        self.0.extend(std::iter::repeat_n("  ", depth));
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn section(&mut self, title: &str) {
        self.0.push('\n');
        self.line(0, title);
    }

    /// Rows whose cells begin below each other.
    fn table(&mut self, depth: usize, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in rows {
            let cells: Vec<String> =
                row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
            self.line(depth, cells.join("  ").trim_end());
        }
    }
}

fn applications(plan: &Plan, text: &mut Text) {
    text.section("Applications");
    let rows: Vec<Vec<String>> = plan
        .applications
        .iter()
        .map(|(name, application)| {
            let state = if application.enabled { "enabled" } else { "disabled" };
            vec![name.clone(), state.to_owned(), application.description.clone()]
        })
        .collect();
    text.table(1, &rows);
}

fn requests(requests: &BTreeMap<String, RequestPlan>, text: &mut Text) {
    if requests.is_empty() {
        return;
    }
    text.section("Requests");
    let rows: Vec<Vec<String>> = requests
        .iter()
        .map(|(name, request)| vec![name.clone(), request.kind.clone(), served(request)])
        .collect();
    text.table(1, &rows);
}

/// Who serves a request, or could.
fn served(request: &RequestPlan) -> String {
    let names = |names: Vec<&String>| names.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(", ");
    if !request.granted.is_empty() {
        format!("granted by {}", names(request.granted.keys().collect()))
    } else if request.candidates.is_empty() {
        "offered by nobody".to_owned()
    } else {
        format!("granted by nobody; offered by {}", names(request.candidates.keys().collect()))
    }
}

fn machines(machines: &BTreeMap<String, MachinePlan>, text: &mut Text) {
    for (name, machine) in machines {
        let system = machine.system.as_ref().map(|system| format!(" ({system})")).unwrap_or_default();
        let address = machine.address.as_ref().map(|address| format!(" {address}")).unwrap_or_default();
        text.section(&format!("Machine `{name}`: {}{address}{system}", machine.target));
        if !machine.requests.is_empty() {
            text.line(1, &format!("serves {}", machine.requests.join(", ")));
        }
        if machine.nixos != Value::Null {
            entries(&machine.nixos, 1, text);
        }
    }
}

/// What is deployed beside the machines' own configurations.
fn deployment(plan: &Plan, text: &mut Text) {
    let shown = plan.machines.values().all(|machine| machine.target != "nixops4");
    let empty = plan.deployment == Value::Set(BTreeMap::new());
    if empty || shown && !plan.machines.is_empty() {
        return;
    }
    text.section("Deployment");
    entries(&plan.deployment, 1, text);
}

/// The members of a set, a line each.
fn entries(value: &Value, depth: usize, text: &mut Text) {
    for (path, value) in lines(value) {
        let value = match value.char_indices().nth(WIDTH) {
            Some((end, _)) => format!("{}…", &value[..end]),
            None => value,
        };
        text.line(depth, &format!("{path} = {value}"));
    }
}

fn action(action: &Action, text: &mut Text) {
    let act = match action.act {
        Act::Create => "create",
        Act::Update => "update",
        Act::Replace => "replace",
        Act::Delete => "delete",
        Act::Nothing => "keep",
    };
    let subject = match action.subject {
        Subject::Request => "request",
        Subject::Machine => "machine",
    };
    text.line(1, &format!("{act} {subject} {}: {}", action.name, action.reason));
    for path in &action.changed {
        text.line(2, path);
    }
}
