//! Whether a value is taken, without planning anything: a configuration, or what is written
//! for a part of the model. What makes a value of it is the same as in a plan.

use crate::data::{Copier, Missing};
use crate::planner::{Input, Planner};
use crate::secrets::Secrets;
use fedic_diagnostics::Place;
use fedic_eval::{Failure, Position, State, Value as Evaluated};
use fedic_model::Value;
use fedic_modules::Session;

/// A part of a model that takes values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'i> {
    Application(&'i str),
    Request(&'i str),
    Policy(&'i str),
}

/// A value for a part.
pub struct Given<'i, 'a> {
    /// The evaluated model: the result of `lib.evalModules`.
    pub model: Evaluated<'a>,
    pub part: Part<'i>,
    pub definitions: Evaluated<'a>,
    /// What it is called in messages.
    pub file: &'i str,
    /// The text of a place.
    pub sources: &'i dyn Fn(Place) -> Option<String>,
}

/// What came of a value: itself as evaluated, without its secrets.
///
/// # Errors
/// What is wrong with it.
pub fn accept<'a>(session: &'a Session<'a>, input: &Input<'_, 'a>) -> Result<Value, Vec<Failure>> {
    let copier = Copier::new(session, input.sources);
    let value = copier.catch(|| Planner::new(session, input, &copier)).and_then(|planner| {
        let mut secrets = Secrets::default();
        let applications = planner.applications(&mut secrets).unwrap_or_default();
        planner.configuration(&applications, &mut secrets)
    });
    taken(copier, value)
}

/// The same of a value for a part.
///
/// # Errors
/// What is wrong with it.
pub fn accept_part<'a>(session: &'a Session<'a>, given: &Given<'_, 'a>) -> Result<Value, Vec<Failure>> {
    let ev = session.evaluator();
    let copier = Copier::new(session, given.sources);
    let argument = |name: &str, value| (ev.sym(name), State::Ready(value), Position::NONE);
    let (part, name) = match given.part {
        Part::Application(name) => ("application", name),
        Part::Request(name) => ("request", name),
        Part::Policy(name) => ("policy", name),
    };
    let arguments = ev.attrs(&mut [
        argument("model", given.model),
        argument("part", ev.string(part)),
        argument("name", ev.string(name)),
        argument("definitions", given.definitions),
        argument("file", ev.string(given.file)),
    ]);
    let taken_slot = || {
        let questions = ev.import("/fedic/model/accept.nix")?;
        let answers = ev.as_attrs(ev.call(questions, &[State::Ready(Evaluated::Attrs(arguments))])?)?;
        ev.member(answers, ev.sym("taken"))
    };
    let value = copier.catch(taken_slot).map(|slot| copier.copy(slot, Missing::Fault));
    taken(copier, value)
}

/// What was taken, if nothing failed.
pub(crate) fn taken(copier: Copier<'_, '_>, value: Option<Value>) -> Result<Value, Vec<Failure>> {
    let ev = copier.ev;
    let mut failures = copier.failures.into_inner();
    failures.extend(ev.take_aside());
    value.filter(|_| failures.is_empty()).ok_or(failures)
}
