//! An evaluator's error as a problem: the place to blame, and what was under way.

use crate::database::Db;
use crate::{embedded, imports};
use fedic_diagnostics::problem::evaluation::EvaluationProblem;
use fedic_diagnostics::problem::types::TypesProblem;
use fedic_diagnostics::{Place, Problem};
use fedic_eval::{Error, ErrorKind};

/// Steps of a trace that are told when nobody asked for it: those in the user's own files.
const STEPS: usize = 3;

/// The problem behind an error. With `whole`, every step of the trace is told.
pub(crate) fn problem(db: &dyn Db, error: &Error, whole: bool) -> Problem {
    match &error.problem {
        // Faults of a call and of a path: Nix's own words where all of the trace is wanted.
        Some(Problem::Types(_) | Problem::Evaluation(EvaluationProblem::MissingPath { .. })) if whole => {}
        Some(Problem::Types(
            TypesProblem::MissingArgument { at, .. } | TypesProblem::UnexpectedArgument { at, .. },
        )) if is_embedded(db, *at) => {}
        Some(Problem::Evaluation(EvaluationProblem::MissingPath { path, .. })) => {
            return missing_path(db, error, path);
        }
        Some(problem) => return in_own_files(db, problem.clone()),
        None => {}
    }
    if let ErrorKind::Limit(limit) = error.kind {
        return Problem::Evaluation(EvaluationProblem::Limit {
            at: under_way(db, error),
            message: error.message.clone(),
            limit: limit.name(),
        });
    }
    let own = |place: &Place| !is_embedded(db, *place);
    let outside = in_own_file(db, error);
    let steps = error.trace.iter().filter(|step| whole || step.at.as_ref().is_some_and(own));
    let mut trace: Vec<(Option<Place>, String)> =
        steps.map(|step| (step.at, if whole { step.text.clone() } else { quoted(&step.text) })).collect();
    if let (Some(at), true) = (error.at, outside != error.at) {
        trace.insert(0, (Some(at), "raised here".to_owned()));
    }
    if !whole {
        trace.retain(|(at, _)| *at != outside);
        trace.truncate(STEPS);
    }
    Problem::Evaluation(EvaluationProblem::Failed {
        at: outside.or(error.at),
        message: error.message.clone(),
        similar: error.suggestions.clone(),
        trace,
    })
}

/// A fault inside `lib` is shown where the user's own code led there.
fn in_own_file(db: &dyn Db, error: &Error) -> Option<Place> {
    let mut places = error.at.into_iter().chain(error.trace.iter().filter_map(|step| step.at));
    places.find(|place| !is_embedded(db, *place))
}

/// A path at which nothing is, as seen from the file that names it.
fn missing_path(db: &dyn Db, error: &Error, path: &str) -> Problem {
    let at = in_own_file(db, error).or(error.at);
    let file = at.and_then(|at| db.files().by_id(at.file));
    Problem::Evaluation(match file {
        Some(file) => imports::missing(db, at, file.path(db), path),
        None => EvaluationProblem::MissingPath { at, path: path.to_owned(), similar: Vec::new() },
    })
}

/// A step in the marks of our own messages: Nix writes `` `a.b': `` where we write `` `a.b` ``.
fn quoted(step: &str) -> String {
    match step.strip_suffix("':") {
        Some(step) => format!("{step}`"),
        None => step.to_owned(),
    }
}

/// What of the user's own files was under way, innermost first.
fn under_way(db: &dyn Db, error: &Error) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for place in error.at.into_iter().chain(error.trace.iter().filter_map(|step| step.at)) {
        if places.len() < STEPS && !places.contains(&place) && !is_embedded(db, place) {
            places.push(place);
        }
    }
    places
}

/// A recursion is shown where it goes through the user's own files.
fn in_own_files(db: &dyn Db, mut problem: Problem) -> Problem {
    if let Problem::Evaluation(EvaluationProblem::InfiniteRecursion { cycle, options, .. }) = &mut problem {
        for (_, at) in options.iter_mut() {
            *at = at.filter(|place| !is_embedded(db, *place));
        }
        let shown = options.iter().any(|(_, at)| at.is_some());
        if shown || cycle.iter().any(|place| !is_embedded(db, *place)) {
            cycle.retain(|place| !is_embedded(db, *place));
        }
        cycle.dedup();
    }
    problem
}

fn is_embedded(db: &dyn Db, place: Place) -> bool {
    db.files().by_id(place.file).is_some_and(|file| embedded::owns(file.path(db)))
}
