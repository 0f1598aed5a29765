//! Everything that a check asks of a project's model, in one evaluation: for who asks once.
//! Who edits is answered part by part, each part in an evaluation of its own, so that an edit
//! runs little again; then the whole costs more, and the answers are the same.
//!
//! Where a second thread helps, it makes the plans meanwhile, in an evaluation of its own.

use crate::configured::Opened;
use crate::database::Db;
use crate::evaluate::{
    Evaluation, Tables, Traces, eval_modules, evaluated, in_session, kind, model, tables_in,
};
use crate::plans::pairs;
use crate::project::{self, Project};
use crate::{failure, queries};
use fedic_diagnostics::{Code, Problem};
use fedic_eval::Failure;
use fedic_model::Interface;
use fedic_modules::{Asked, Extent, Session, extract_written};
use fedic_plan::Purpose;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What one evaluation of a project told.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// The whole model.
    pub(crate) evaluation: Evaluation,
    /// What is fine; none if that is asked beside.
    fine: Option<Fine>,
    /// The lines that were printed.
    lines: Vec<String>,
}

/// The configuration files and environments with which nothing is wrong, as far as an
/// evaluation was up to them.
pub(crate) type Fine = BTreeSet<(String, Option<String>)>;

/// Evaluates a project's model and asks it everything.
pub(crate) fn survey(db: &dyn Db, project: Project<'_>) -> Survey {
    db.runs("evaluate", "whole");
    let mut traces = Traces::default();
    let found = in_session(db, project, true, &mut traces, |session| surveyed(db, project, session));
    let survey = found.unwrap_or_else(|error| {
        let problems = Arc::from([failure::problem(db, &error, false)]);
        let evaluation = Evaluation { problems, ..Evaluation::default() };
        Survey { evaluation, fine: Some(Fine::new()), ..Survey::default() }
    });
    Survey { lines: traces.lines, ..survey }
}

impl Survey {
    /// The configurations with which nothing is wrong.
    pub(crate) fn fine(&mut self, db: &dyn Db, project: Project<'_>) -> Fine {
        self.fine.take().unwrap_or_else(|| {
            let (fine, lines) = fine_beside(db, project);
            // What the model itself says has been said.
            for line in lines {
                match self.lines.iter().position(|said| said == line) {
                    Some(said) => drop(self.lines.swap_remove(said)),
                    None => db.print(line),
                }
            }
            fine.clone()
        })
    }
}

fn surveyed<'a>(db: &dyn Db, project: Project<'_>, session: &'a Session<'a>) -> Result<Survey, Failure> {
    let model = model(db, session, project)?;
    let evaluation = evaluated(db, session, model, &Extent::Whole)?;
    let mut survey = Survey { evaluation, ..Survey::default() };
    if is_exhausted(&survey.evaluation.problems) {
        survey.fine = Some(Fine::new());
    } else if !db.is_helped() {
        let ev = session.evaluator();
        ev.renew();
        // A plan that is wrong is made once more, in an evaluation that knows the places.
        ev.forgo_origins();
        let interface = &survey.evaluation.interface;
        let opened = Opened { db, project, session, model };
        survey.fine = Some(fine_in(opened, &Tables::of(interface), interface));
    }
    Ok(survey)
}

/// The configurations with which nothing is wrong, in an evaluation of their own; and what it
/// would have printed.
#[salsa::tracked(returns(ref))]
pub(crate) fn fine_beside<'db>(db: &'db dyn Db, project: Project<'db>) -> (Fine, Vec<String>) {
    let mut traces = Traces { quiet: true, ..Traces::default() };
    let found = in_session(db, project, false, &mut traces, |session| {
        let model = model(db, session, project)?;
        let tables = tables_in(session.evaluator(), model)?;
        let interface = match keys(db, project) {
            Some(keys) => extract_written(session, model, eval_modules(session.evaluator())?, &keys),
            None => Interface::default(),
        };
        Ok(fine_in(Opened { db, project, session, model }, &tables, &Arc::new(interface)))
    });
    // A model that cannot be evaluated is told of by who asked for all of it.
    (found.unwrap_or_default(), traces.lines)
}

/// The keys in a project's configurations that are data; none if none is.
fn keys(db: &dyn Db, project: Project<'_>) -> Option<Asked> {
    let mut found = None;
    for path in project::configurations(db, project).iter().filter(|path| path.ends_with(".json")) {
        let keys: &mut Asked = found.get_or_insert_default();
        if let Ok(tree) = &queries::json(db, db.files().text(db, path)).tree {
            keys.extend(tree.members().map(|member| Arc::from(&*member.key.text)));
        }
    }
    found
}

fn fine_in(opened: Opened<'_, '_>, tables: &Tables, interface: &Arc<Interface>) -> Fine {
    let Opened { db, project, session, .. } = opened;
    let ev = session.evaluator();
    let mut fine = Fine::new();
    for (file, environment) in pairs(db, project, kind(db, project), tables) {
        // Each question may cost as much as if it were the only one.
        ev.renew();
        if ev.counters().bytes > ev.options().limits.bytes as u64 / 4 {
            break;
        }
        let configured = opened.configured(&file, environment.as_deref(), interface, Purpose::Faults);
        if is_exhausted(&configured.problems) {
            break;
        }
        if configured.problems.is_empty() {
            fine.insert((file, environment));
        }
    }
    fine
}

/// Whether an evaluation has come to its limits: then others do not go on in it.
fn is_exhausted(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.code() == Code::LimitReached)
}
