//! Values of the evaluator as data of a plan.

use crate::planner::Purpose;
use fedic_diagnostics::problem::types::TypesProblem;
use fedic_diagnostics::{Code, Place, Problem};
use fedic_eval::{ErrorKind, Evaluator, Failure, Slot, Value as Evaluated};
use fedic_model::{At, Value};
use fedic_modules::Session;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What becomes of a part that cannot be evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// It is a fault.
    Fault,
    /// It is left out: nobody will look at it.
    Absent,
    /// A value that nobody gave is left out, unless another value needs it; the rest are faults.
    Unread,
    /// It needs what is not here; its source stands for it. A `throw` is a fault all the same.
    Source,
    /// The same in a machine's configuration, where it is known what is not here: what NixOS
    /// has beside the options that are known. Whatever else is not there is a fault.
    Machine,
}

/// Copies values, and collects what fails on the way.
pub(crate) struct Copier<'s, 'a> {
    session: &'a Session<'a>,
    pub(crate) ev: &'a Evaluator<'a>,
    /// The text of a place.
    pub(crate) sources: &'s dyn Fn(Place) -> Option<String>,
    /// Where nobody reads a plan, what is in sets and lists is looked at and not kept.
    pub(crate) purpose: Purpose,
    pub(crate) failures: RefCell<Vec<Failure>>,
    /// Values that nobody gave, met once.
    unread: RefCell<Vec<Failure>>,
}

impl<'s, 'a> Copier<'s, 'a> {
    /// A copier that has met no failure yet.
    pub(crate) fn new(session: &'a Session<'a>, sources: &'s dyn Fn(Place) -> Option<String>) -> Self {
        Copier {
            session,
            ev: session.evaluator(),
            sources,
            purpose: Purpose::Plan,
            failures: RefCell::default(),
            unread: RefCell::default(),
        }
    }

    /// The value of a slot; null where it could not be evaluated.
    pub(crate) fn copy(&self, slot: &'a Slot<'a>, missing: Missing) -> Value {
        self.member(slot, missing).unwrap_or(Value::Null)
    }

    /// Runs something that may fail; a failure is kept.
    pub(crate) fn catch<T>(&self, work: impl FnOnce() -> Result<T, Failure>) -> Option<T> {
        work().map_err(|failure| self.fail(failure)).ok()
    }

    /// Keeps a failure, once.
    pub(crate) fn fail(&self, failure: Failure) {
        let mut failures = self.failures.borrow_mut();
        if !failures.iter().any(|it| it.is_same(&failure)) {
            failures.push(failure);
        }
    }

    /// Keeps the failure of a value that nobody gave, if it is met a second time: the first
    /// time it may be the value itself.
    fn fail_again(&self, failure: Failure) {
        let met = self.unread.borrow().iter().any(|it| it.is_same(&failure));
        if met { self.fail(failure) } else { self.unread.borrow_mut().push(failure) }
    }

    /// Whether anything failed so far.
    pub(crate) fn has_failed(&self) -> bool {
        !self.failures.borrow().is_empty()
    }

    /// The value of a slot; none where it is left out.
    fn member(&self, slot: &'a Slot<'a>, missing: Missing) -> Option<Value> {
        // An expression that nobody has evaluated yet is what a missing value comes from.
        let origin = self.ev.origin(slot);
        match self.ev.deeper(|| self.ev.force(slot)) {
            Ok(value) => match self.ev.deeper(|| Ok(self.whole(value, missing))) {
                Ok(value) => value,
                Err(failure) => {
                    self.fail(failure);
                    None
                }
            },
            Err(failure) => self.missing(failure, origin, missing),
        }
    }

    fn missing(&self, failure: Failure, origin: Option<Place>, missing: Missing) -> Option<Value> {
        let hopeless = matches!(
            failure.kind,
            ErrorKind::Limit(_) | ErrorKind::Cancelled | ErrorKind::Restricted | ErrorKind::Parse
        );
        let thrown = matches!(failure.kind, ErrorKind::Thrown | ErrorKind::Assertion | ErrorKind::Abort);
        match missing {
            Missing::Absent if !hopeless => None,
            Missing::Unread if is_missing_value(&failure) => {
                self.fail_again(failure);
                None
            }
            Missing::Source | Missing::Machine
                if !hopeless && !thrown && (missing == Missing::Source || !self.is_certain(&failure)) =>
            {
                let at = failure.at.or(origin);
                let text = at.and_then(|at| (self.sources)(at)).unwrap_or_else(|| failure.message.clone());
                Some(Value::Source { text, at: at.map(At::from) })
            }
            Missing::Fault | Missing::Absent | Missing::Unread | Missing::Source | Missing::Machine => {
                self.fail(failure);
                None
            }
        }
    }

    /// Whether something fails in a machine's configuration whatever NixOS has beside the
    /// options that are known.
    fn is_certain(&self, failure: &Failure) -> bool {
        if failure.lacking.is_some() {
            // What was granted is told by that argument, and is known as a whole.
            let text = failure.at.and_then(|at| (self.sources)(at));
            let granted = text.is_some_and(|text| text.starts_with("granted."));
            return granted || self.session.lacks_for_certain(failure);
        }
        matches!(failure.problem, Some(Problem::Types(TypesProblem::MissingArgument { .. })))
    }

    fn whole(&self, value: Evaluated<'a>, missing: Missing) -> Option<Value> {
        Some(match value {
            Evaluated::Null => Value::Null,
            Evaluated::Bool(truth) => Value::Bool(truth),
            Evaluated::Int(number) => Value::Int(number),
            Evaluated::Float(number) => Value::Float(number),
            Evaluated::Str(text) => Value::String(text.text().into_owned()),
            Evaluated::Path(path) => Value::Path(path.text().into_owned()),
            Evaluated::List(list) => {
                let items = list.items.iter().map(|item| self.copy(item, missing));
                Value::List(items.filter(|_| self.purpose == Purpose::Plan).collect())
            }
            Evaluated::Attrs(attrs) if self.is_module(attrs) => Value::Function,
            Evaluated::Attrs(attrs) => return self.set(attrs, missing),
            Evaluated::Native(native) if native.is_open() => return self.ev.copy_out(value).ok(),
            Evaluated::Lambda(..) | Evaluated::Builtin(_) | Evaluated::Partial(_) | Evaluated::Native(_) => {
                Value::Function
            }
        })
    }

    fn set(&self, attrs: &'a fedic_eval::Attrs<'a>, missing: Missing) -> Option<Value> {
        if let Some(name) = self.package(attrs) {
            return Some(Value::Package(name));
        }
        Some(match self.marked(attrs).as_deref() {
            Some("secret") => Value::Secret,
            // A type as a value: it leads to itself.
            Some("option-type") => Value::Function,
            Some("undefined") => return None,
            Some("defined") => return self.defined(attrs, missing),
            _ => {
                let (mut members, mut is_empty) = (BTreeMap::new(), true);
                for (name, slot) in self.ev.sorted(attrs) {
                    let Some(value) = self.member(slot, missing) else { continue };
                    is_empty = false;
                    if self.purpose == Purpose::Plan {
                        members.insert(self.ev.name(name).to_owned(), value);
                    }
                }
                // Where all that a NixOS module says of something is switched off, nothing is said.
                let is_said = matches!(missing, Missing::Source | Missing::Machine);
                if is_said && is_empty && !attrs.names().is_empty() {
                    return None;
                }
                Value::Set(members)
            }
        })
    }

    /// A set that somebody defined, though perhaps nothing in it.
    fn defined(&self, attrs: &'a fedic_eval::Attrs<'a>, missing: Missing) -> Option<Value> {
        let value = attrs.get(self.ev.sym("value"))?;
        Some(self.member(value, missing).unwrap_or_else(|| Value::Set(BTreeMap::new())))
    }

    /// The name of a derivation, which leads to itself.
    fn package(&self, attrs: &'a fedic_eval::Attrs<'a>) -> Option<String> {
        let text = |name| match self.ev.force(attrs.get(name)?) {
            Ok(Evaluated::Str(text)) => Some(text.text().into_owned()),
            _ => None,
        };
        attrs.get(fedic_eval::known::OUT_PATH)?;
        self.ev.is_derivation(attrs).ok().filter(|&it| it)?;
        let name = text(self.ev.sym("name")).or_else(|| text(self.ev.sym("pname")));
        name.or_else(|| text(fedic_eval::known::OUT_PATH))
    }

    /// Whether a set is what a deferred module is merged to. Like a function, it is code. Each
    /// of its definitions is wrapped with its file; data of the same name is not.
    fn is_module(&self, attrs: &'a fedic_eval::Attrs<'a>) -> bool {
        let [fedic_eval::known::IMPORTS] = attrs.names() else { return false };
        let Ok(Evaluated::List(imports)) = self.ev.force(&attrs.slots()[0]) else { return false };
        imports.items.iter().any(|item| match self.ev.force(item) {
            Ok(Evaluated::Attrs(module)) => [fedic_eval::known::UNDERSCORE_FILE, fedic_eval::known::IMPORTS]
                .into_iter()
                .all(|name| module.get(name).is_some()),
            Ok(Evaluated::Lambda(..) | Evaluated::Path(_)) => true,
            Ok(_) | Err(_) => false,
        })
    }

    /// The `_type` of a set.
    fn marked(&self, attrs: &'a fedic_eval::Attrs<'a>) -> Option<String> {
        match self.ev.force(attrs.get(fedic_eval::known::TYPE)?) {
            Ok(Evaluated::Str(text)) => Some(text.text().into_owned()),
            _ => None,
        }
    }
}

fn is_missing_value(failure: &Failure) -> bool {
    failure.problem.as_ref().is_some_and(|it| it.code() == Code::MissingValue)
}
