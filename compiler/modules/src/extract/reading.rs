//! Reading members of attribute sets as probes: what is not there, or fails, is `None`, and
//! the failure is kept.

use super::Extractor;
use fedic_diagnostics::{Problem, problem::options::OptionsProblem};
use fedic_eval::{Attrs, ErrorKind, Failure, List, Slot, Sym, Value};

impl<'a> Extractor<'a> {
    /// The result of a probe.
    pub(super) fn probe<T>(&mut self, result: Result<T, Failure>) -> Option<T> {
        result.map_err(|failure| self.keep(failure)).ok()
    }

    /// Keeps a failure, unless it is known already, or is no fault: what nobody gave is
    /// missing wherever placeholders stand for values.
    fn keep(&mut self, failure: Failure) {
        let is_missing = matches!(
            failure.problem,
            Some(Problem::Options(
                OptionsProblem::MissingValue { .. } | OptionsProblem::MissingArgument { .. }
            ))
        );
        if is_missing && (self.declaring || !self.strict) {
            return;
        }
        // Two evaluations that fail alike are two: the one that knows the option's whole path is told.
        let is_known = self.out.failures.iter().any(|it| match (it.id, failure.id) {
            (Some(one), Some(other)) => one == other,
            _ => it.is_same(&failure),
        });
        if failure.kind != ErrorKind::Cancelled && !is_known {
            self.out.failures.push(failure);
        }
    }

    /// The slot of a member.
    pub(super) fn slot(&self, attrs: &'a Attrs<'a>, name: &'static str) -> Option<&'a Slot<'a>> {
        attrs.get(self.sym(name))
    }

    /// The symbol of a name that is written here: it is known again by where it stands.
    pub(super) fn sym(&self, name: &'static str) -> Sym {
        let place = &self.symbols[name.as_ptr().addr() % self.symbols.len()];
        match place.get() {
            Some((known, symbol)) if std::ptr::eq(known, name) => symbol,
            _ => {
                let symbol = self.ev.sym(name);
                place.set(Some((name, symbol)));
                symbol
            }
        }
    }

    /// The value of a member.
    pub(super) fn value(&mut self, attrs: &'a Attrs<'a>, name: &'static str) -> Option<Value<'a>> {
        let slot = self.slot(attrs, name)?;
        let value = self.ev.force(slot);
        self.probe(value)
    }

    /// The attribute set that a member is.
    pub(super) fn attrs(&mut self, attrs: &'a Attrs<'a>, name: &'static str) -> Option<&'a Attrs<'a>> {
        match self.value(attrs, name)? {
            Value::Attrs(attrs) => Some(attrs),
            _ => None,
        }
    }

    /// The attribute set at a path of members.
    pub(super) fn attrs_at(&mut self, attrs: &'a Attrs<'a>, path: &[&'static str]) -> Option<&'a Attrs<'a>> {
        path.iter().try_fold(attrs, |attrs, name| self.attrs(attrs, name))
    }

    /// The list that a member is.
    pub(super) fn list(&mut self, attrs: &'a Attrs<'a>, name: &'static str) -> Option<&'a List<'a>> {
        match self.value(attrs, name)? {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The string that a member is.
    pub(super) fn text(&mut self, attrs: &'a Attrs<'a>, name: &'static str) -> Option<String> {
        match self.value(attrs, name)? {
            Value::Str(text) => Some(text.text().into_owned()),
            _ => None,
        }
    }

    /// The Boolean that a member is.
    pub(super) fn truth(&mut self, attrs: &'a Attrs<'a>, name: &'static str) -> Option<bool> {
        match self.value(attrs, name)? {
            Value::Bool(truth) => Some(truth),
            _ => None,
        }
    }

    /// Whether `_type` says that a set is this.
    pub(super) fn is(&self, attrs: &'a Attrs<'a>, kind: &str) -> bool {
        let tag = self.slot(attrs, "_type").map(|slot| self.ev.force(slot));
        matches!(tag, Some(Ok(Value::Str(text))) if text.bytes == kind.as_bytes())
    }

    /// The set in a slot.
    pub(super) fn set_in(&mut self, slot: &'a Slot<'a>) -> Option<&'a Attrs<'a>> {
        let value = self.ev.force(slot);
        match self.probe(value)? {
            Value::Attrs(attrs) => Some(attrs),
            _ => None,
        }
    }
}
