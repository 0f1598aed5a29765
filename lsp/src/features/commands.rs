//! What an editor can have done beyond its usual requests: the plan and the schema of a
//! project as data, a value and the page of a code as text.

use crate::convert;
use crate::features::references::refused;
use crate::snapshot::Snapshot;
use fedic_analysis::{PlanForm, PlanRequest, Report, SchemaRequest, codes};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandOptions, ExecuteCommandParams, Position, WorkDoneProgressOptions};

/// Takes the address of a file or a folder of a project.
const PLAN: &str = "fedic.plan";
/// Takes the address of a file or a folder of a project.
const SCHEMA: &str = "fedic.schema";
/// Takes the address of a file and a position in it.
const VALUE: &str = "fedic.value";
/// Takes a code.
const EXPLAIN: &str = "fedic.explain";

pub(crate) fn options() -> ExecuteCommandOptions {
    ExecuteCommandOptions {
        commands: [PLAN, SCHEMA, VALUE, EXPLAIN].map(str::to_owned).to_vec(),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    }
}

/// The result of a command.
///
/// # Errors
/// There is no such command, its argument is missing, or its answer is that something is wrong.
pub(crate) fn run(snapshot: &Snapshot<'_>, asked: &ExecuteCommandParams) -> Result<Option<Value>> {
    let argument = asked.arguments.first().and_then(Value::as_str).unwrap_or_default();
    let project = (!asked.arguments.is_empty()).then_some(argument);
    match asked.command.as_str() {
        PLAN => plan(snapshot, project).map(Some),
        SCHEMA => schema(snapshot, project).map(Some),
        VALUE => value(snapshot, argument, asked.arguments.get(1)).map(Some),
        EXPLAIN => match codes::page(argument) {
            Ok(page) => Ok(Some(page.into())),
            Err(_) => Err(Error::invalid_params(format!("`{argument}` is not a code of fedic"))),
        },
        other => Err(Error::invalid_params(format!("there is no command `{other}`"))),
    }
}

/// The plan, with the address of the `folder` from which its files are named.
fn plan(snapshot: &Snapshot<'_>, address: Option<&str>) -> Result<Value> {
    let request = PlanRequest { form: PlanForm::Json, ..PlanRequest::default() };
    let folder = folder(snapshot, address)?;
    let answer = snapshot.analysis.plan_of(&folder, &request);
    let mut plan = answer.plan.as_deref().map_or_else(|| Err(wrong(&answer.reports)), data)?;
    if let (Some(members), Some(uri)) = (plan.as_object_mut(), snapshot.uri(&folder)) {
        members.insert("folder".to_owned(), uri.as_str().into());
    }
    Ok(plan)
}

fn schema(snapshot: &Snapshot<'_>, address: Option<&str>) -> Result<Value> {
    let answer = snapshot.analysis.schema_of(&folder(snapshot, address)?, &SchemaRequest::default());
    answer.schema.as_deref().map_or_else(|| Err(wrong(&answer.reports)), data)
}

/// What stands at a position of a file, evaluated, as Nix shows it.
fn value(snapshot: &Snapshot<'_>, address: &str, position: Option<&Value>) -> Result<Value> {
    let path = address.parse().ok().and_then(|uri| convert::path(&uri));
    let position = position.and_then(|it| serde_json::from_value::<Position>(it.clone()).ok());
    let (Some(path), Some(position)) = (path, position) else {
        return Err(Error::invalid_params("the arguments are the address of a file and a position in it"));
    };
    let path = snapshot.analysis.real_path(&path);
    let found = snapshot.analysis.value(&path, snapshot.offset(&path, position));
    found.map(Value::from).map_err(refused)
}

/// The folder of the project that an address lies in. Who names none means that of the workspace.
fn folder(snapshot: &Snapshot<'_>, address: Option<&str>) -> Result<String> {
    let path = match address {
        Some(address) => address.parse().ok().and_then(|uri| convert::path(&uri)),
        None => snapshot.session.folders.first().cloned(),
    };
    path.and_then(|path| snapshot.analysis.project_of(&snapshot.analysis.real_path(&path)))
        .ok_or_else(|| Error::invalid_params("the argument is the address of a file or folder of a project"))
}

fn data(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|_| Error::internal_error())
}

/// Why there is no answer, a line each.
fn wrong(reports: &[Report]) -> Error {
    let lines: Vec<String> = reports
        .iter()
        .map(|report| match &report.primary {
            Some(label) => {
                let at = &label.range;
                format!("{}:{}:{}: {}", at.path, at.start.line, at.start.column, report.message)
            }
            None => report.message.clone(),
        })
        .collect();
    refused(lines.join("\n"))
}
