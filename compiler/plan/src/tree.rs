//! The plan of a tree of modules that is not the data model: its configuration, evaluated.
//! Such a tree says nothing of applications, requests and machines, so neither does its plan.

use crate::accept::taken;
use crate::data::{Copier, Missing};
use crate::planner::Planned;
use crate::secrets::Secrets;
use fedic_diagnostics::Place;
use fedic_eval::{Attrs, Failure, Position, State, Value as Evaluated};
use fedic_model::{FORMAT_VERSION, Plan, Value};
use fedic_modules::Session;
use std::collections::BTreeMap;

/// What the plan of a tree is made of.
pub struct Tree<'i, 'a> {
    /// The evaluated tree: the result of `lib.evalModules`.
    pub model: Evaluated<'a>,
    /// The configuration, as one more module.
    pub module: Evaluated<'a>,
    /// The version of fedic.
    pub version: &'i str,
    /// The text of a place.
    pub sources: &'i dyn Fn(Place) -> Option<String>,
}

/// Plans.
pub fn plan_tree<'a>(session: &'a Session<'a>, input: &Tree<'_, 'a>) -> Planned {
    let ev = session.evaluator();
    let copier = Copier::new(session, input.sources);
    let answers = copier.catch(|| answers(session, input));
    let configuration = answers.and_then(|answers| configuration(&copier, answers));
    let mut failures = copier.failures.into_inner();
    failures.extend(ev.take_aside());
    let plan = configuration.filter(|_| failures.is_empty()).map(|configuration| Plan {
        format_version: FORMAT_VERSION,
        fedic: input.version.to_owned(),
        digest: String::new(),
        environment: None,
        configuration,
        applications: BTreeMap::new(),
        requests: BTreeMap::new(),
        machines: BTreeMap::new(),
        deployment: Value::Set(BTreeMap::new()),
        actions: None,
        warnings: Vec::new(),
    });
    Planned { plan, problems: Vec::new(), failures }
}

/// Asks a tree whether it takes a configuration: the values of all options, secrets among them, or
/// why it does not. For who shows none of them: no option is asked whether it is secret.
///
/// # Errors
/// Everything that failed.
pub fn accept_tree<'a>(session: &'a Session<'a>, input: &Tree<'_, 'a>) -> Result<Value, Vec<Failure>> {
    let ev = session.evaluator();
    let copier = Copier::new(session, input.sources);
    let written = copier.catch(|| ev.member(answers(session, input)?, ev.sym("written")));
    let written = written.map(|written| copier.copy(written, Missing::Unread));
    taken(copier, written)
}

/// What the tree says with the configuration in it, by name.
fn answers<'a>(session: &'a Session<'a>, input: &Tree<'_, 'a>) -> Result<&'a Attrs<'a>, Failure> {
    let ev = session.evaluator();
    let argument = |name: &str, value| (ev.sym(name), State::Ready(value), Position::NONE);
    let arguments = ev.attrs(&mut [argument("model", input.model), argument("module", input.module)]);
    let questions = ev.import("/fedic/model/tree.nix")?;
    ev.as_attrs(ev.call(questions, &[State::Ready(Evaluated::Attrs(arguments))])?)
}

/// The values of all options, without secrets.
fn configuration<'a>(copier: &Copier<'_, 'a>, answers: &'a Attrs<'a>) -> Option<Value> {
    let ev = copier.ev;
    let part = |name: &str| copier.catch(|| ev.member(answers, ev.sym(name)));
    let mut masked = copier.copy(part("masked")?, Missing::Unread);
    if masked.holds_secret() {
        let mut secrets = Secrets::default();
        let written = copier.copy(part("written")?, Missing::Absent);
        // What leads to itself has been copied as deep as may be.
        if copier.has_failed() {
            return None;
        }
        secrets.learn(&written, &masked);
        secrets.mask(&mut masked);
    }
    Some(masked)
}
