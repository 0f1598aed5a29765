//! Everything that a check asks of a project's model, in one evaluation: for who asks once.
//! Who edits is answered part by part, each part in an evaluation of its own, so that an edit
//! runs little again; then the whole costs more, and the answers are the same.

use crate::configured::Opened;
use crate::database::Db;
use crate::evaluate::{Evaluation, Tables, evaluated, in_session, kind, model};
use crate::plans::pairs;
use crate::project::Project;
use crate::{failure, nixos};
use fedic_diagnostics::{Code, Problem};
use fedic_eval::Failure;
use fedic_model::Interface;
use fedic_modules::{Extent, Session};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What one evaluation of a project told.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// The whole model.
    pub(crate) evaluation: Evaluation,
    /// The options of machines that the project speaks of; none if they could not be asked for,
    /// or are asked for beside.
    pub(crate) nixos: Option<Interface>,
    /// The configuration files and environments with which nothing is wrong, as far as this
    /// evaluation was up to them.
    pub(crate) fine: BTreeSet<(String, Option<String>)>,
}

/// Evaluates a project's model and asks it everything.
pub(crate) fn survey(db: &dyn Db, project: Project<'_>) -> Survey {
    db.runs("evaluate", "whole");
    let found = in_session(db, project, true, &mut Vec::new(), |session| surveyed(db, project, session));
    found.unwrap_or_else(|error| {
        let problems = Arc::from([failure::problem(db, &error, false)]);
        Survey { evaluation: Evaluation { problems, ..Evaluation::default() }, ..Survey::default() }
    })
}

fn surveyed<'a>(db: &dyn Db, project: Project<'_>, session: &'a Session<'a>) -> Result<Survey, Failure> {
    let model = model(db, session, project)?;
    let evaluation = evaluated(db, session, model, &Extent::Whole)?;
    let mut survey = Survey { evaluation, ..Survey::default() };
    if is_exhausted(&survey.evaluation.problems) {
        return Ok(survey);
    }
    let ev = session.evaluator();
    if !db.is_helped() {
        ev.renew();
        survey.nixos = nixos::interface_in(db, session, project).ok();
    }
    // A plan that is wrong is made once more, in an evaluation that knows the places.
    ev.forgo_origins();
    let interface = &survey.evaluation.interface;
    let opened = Opened { db, project, session, model };
    for (file, environment) in pairs(db, project, kind(db, project), &Tables::of(interface)) {
        // Each question may cost as much as if it were the only one.
        ev.renew();
        if ev.counters().bytes > ev.options().limits.bytes as u64 / 4 {
            break;
        }
        let configured = opened.configured(&file, environment.as_deref(), interface);
        if is_exhausted(&configured.problems) {
            break;
        }
        if configured.problems.is_empty() {
            survey.fine.insert((file, environment));
        }
    }
    Ok(survey)
}

/// Whether an evaluation has come to its limits: then others do not go on in it.
fn is_exhausted(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.code() == Code::LimitReached)
}
