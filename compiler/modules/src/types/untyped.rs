//! Merging by the values alone: what `unspecified`, `attrs` and `anything` do, whose
//! definitions say themselves how they go together.

use super::{Simple, TypeRef};
use crate::def::Def;
use crate::loc::{Loc, Step};
use crate::op::Op;
use crate::session::function;
use crate::site::Site;
use crate::{Session, problems};
use fedic_eval::{Res, Slot, State, Str, Value, known};

impl<'a> Session<'a> {
    /// Whatever can be joined is joined, by the kind of the values.
    pub(crate) fn merge_default(&'a self, loc: &'a Loc<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        if let [def] = defs {
            return self.ev.force(def.value);
        }
        let mut values = Vec::with_capacity(defs.len());
        for def in defs {
            values.push(self.ev.force(def.value)?);
        }
        let all = |test: fn(&Value<'a>) -> bool| values.iter().all(test);
        if values.iter().all(|value| self.is_callable(*value)) {
            let loc = State::Ready(self.loc_value(loc)?);
            let functions: Vec<State<'a>> = values.iter().map(|value| State::Ready(*value)).collect();
            let functions = State::Ready(self.ev.list(&functions));
            return Ok(self.ev.partial(function(Op::MergeDefaultCalls, 0), &[loc, functions]));
        }
        if all(|value| matches!(value, Value::List(_))) {
            let mut items = Vec::new();
            for value in &values {
                if let Value::List(list) = value {
                    items.extend(list.items.iter().map(|slot| self.ev.share(slot)));
                }
            }
            return Ok(self.ev.list(&items));
        }
        if all(|value| matches!(value, Value::Attrs(_))) {
            return self.merge_shallow(defs);
        }
        if all(|value| matches!(value, Value::Bool(_))) {
            return Ok(Value::Bool(values.iter().any(|value| matches!(value, Value::Bool(true)))));
        }
        if all(|value| matches!(value, Value::Str(_))) {
            let nothing = self.ev.arena().alloc(Str::plain(&[]));
            return self.join_strings(nothing, defs);
        }
        if let Some(Value::Int(first)) = values.first()
            && values.iter().all(|value| matches!(value, Value::Int(number) if number == first))
        {
            return Ok(Value::Int(*first));
        }
        let path = self.show_loc(loc)?;
        let message =
            format!("Cannot merge definitions of `{path}'. Definition values:{}", self.show_defs(defs)?);
        Err(problems::conflict(self, path, defs, self.thrown(message)))
    }

    /// The result of functions that were merged without a type.
    pub(crate) fn merge_default_calls(&'a self, arguments: &'a [Slot<'a>]) -> Res<'a> {
        let [loc, functions, argument] = arguments else { unreachable!("it takes three arguments") };
        let mut calls = Vec::new();
        for item in self.ev.list_of(functions)?.items {
            calls.push(self.ev.suspend_call(self.ev.force(item)?, &[self.ev.share(argument)]));
        }
        let results = self.ev.slot(State::Ready(self.ev.list(&calls)));
        self.merge_default(self.given_loc(loc), self.given_defs(results)?)
    }

    /// Attribute sets, the attributes of later ones in place of earlier ones.
    pub(super) fn merge_shallow(&'a self, defs: &'a [Def<'a>]) -> Res<'a> {
        let mut merged = self.ev.attrs(&mut []);
        for def in defs {
            merged = self.ev.update(merged, self.ev.attrs_of(def.value)?);
        }
        Ok(Value::Attrs(merged))
    }

    /// Sets merge name by name, functions result by result, the rest must be equal.
    pub(super) fn merge_anything(&'a self, site: &'a Site<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        let mut kinds = Vec::with_capacity(defs.len());
        for def in defs {
            kinds.push(match self.ev.force(def.value)? {
                Value::Attrs(attrs)
                    if attrs.get(known::OUT_PATH).is_some() || attrs.get(known::TO_STRING).is_some() =>
                {
                    "a set that stands for a string"
                }
                other => other.type_name(),
            });
        }
        let Some((&first, rest)) = kinds.split_first() else { return Err(self.no_head()) };
        if rest.iter().any(|kind| *kind != first) {
            let path = self.show_loc(site.loc)?;
            let files: Vec<_> = defs.iter().map(|def| def.file).collect();
            let message =
                format!("The option `{path}' has conflicting option types in {}", self.show_files(&files)?);
            return Err(problems::conflict(self, path, defs, self.thrown(message)));
        }
        match first {
            "set" => {
                let anything = self.simple_type(Simple::Anything);
                let all = self.attrs_of_type(self.type_slot(anything));
                let inner = self.plain_site(site.loc, self.type_slot(all), defs, site.option);
                self.merge_unchecked(TypeRef::Native(all), inner)
            }
            "a set that stands for a string" => self.merge_unique(site, defs, ""),
            "lambda" => Ok(self.ev.partial(function(Op::AnythingBody, site.id), &[])),
            _ => self.merge_equal(site.loc, defs),
        }
    }

    /// The result of merged functions of type `anything`.
    pub(crate) fn anything_body(&'a self, site: &'a Site<'a>, argument: &'a Slot<'a>) -> Res<'a> {
        let defs = self.applied(site, argument)?;
        let anything = self.simple_type(Simple::Anything);
        let inner =
            self.plain_site(self.below(site.loc, Step::Body), self.type_slot(anything), defs, site.option);
        self.merge_unchecked(TypeRef::Native(anything), inner)
    }
}
