//! Requests, and how one is recognised again when a policy is called with it.
//!
//! A request's id is unique within its application only, and environments rename requests as
//! they like. But most hand on the very set that the application gave, so its address tells;
//! where the set was made anew, the name must do.

use fedic_eval::{Attrs, Evaluator, Failure, Slot, Value as Evaluated};
use std::collections::BTreeMap;

/// A request of an enabled application.
pub(crate) struct Request<'a> {
    pub(crate) application: String,
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) values: &'a Slot<'a>,
}

/// All requests, by `<application>/<id>`.
pub(crate) struct Requests<'a> {
    pub(crate) all: BTreeMap<String, Request<'a>>,
    by_address: BTreeMap<usize, String>,
}

impl<'a> Requests<'a> {
    /// Reads `{ <application>.resources.<id>.<kind> = values; }`. What fails is handed to `fail`.
    pub(crate) fn read(
        ev: &'a Evaluator<'a>,
        required: &'a Attrs<'a>,
        mut fail: impl FnMut(Failure),
    ) -> Requests<'a> {
        let mut requests = Requests { all: BTreeMap::new(), by_address: BTreeMap::new() };
        for (application, slot) in ev.sorted(required) {
            match requests.application(ev, ev.name(application), slot, &mut fail) {
                Ok(()) => {}
                Err(failure) => fail(failure),
            }
        }
        requests
    }

    fn application(
        &mut self,
        ev: &'a Evaluator<'a>,
        application: &str,
        slot: &'a Slot<'a>,
        fail: &mut impl FnMut(Failure),
    ) -> Result<(), Failure> {
        let resources = ev.attrs_of(ev.member(ev.attrs_of(slot)?, ev.sym("resources"))?)?;
        for (id, tagged) in ev.sorted(resources) {
            let id = ev.name(id);
            match ev.attrs_of(tagged) {
                Ok(set) => self.request(ev, application, id, set),
                Err(failure) => fail(failure),
            }
        }
        Ok(())
    }

    fn request(&mut self, ev: &'a Evaluator<'a>, application: &str, id: &str, set: &'a Attrs<'a>) {
        let Some((kind, values)) = set.iter().next() else { return };
        let name = format!("{application}/{id}");
        self.by_address.insert(address(set), name.clone());
        // An empty set may be any empty set.
        if let Ok(Evaluated::Attrs(inner)) = ev.force(values)
            && !inner.names().is_empty()
        {
            self.by_address.insert(address(inner), name.clone());
        }
        let (application, id) = (application.to_owned(), id.to_owned());
        let kind = ev.name(kind).to_owned();
        self.all.insert(name, Request { application, id, kind, values });
    }

    /// The name of the request that a policy was called with under this id.
    pub(crate) fn find(&self, ev: &'a Evaluator<'a>, id: &str, slot: &'a Slot<'a>) -> Option<String> {
        let Ok(Evaluated::Attrs(set)) = ev.force(slot) else { return None };
        if let Some(name) = self.by_address.get(&address(set)) {
            return Some(name.clone());
        }
        let (kind, values) = set.iter().next()?;
        if let Ok(Evaluated::Attrs(inner)) = ev.force(values)
            && let Some(name) = self.by_address.get(&address(inner))
        {
            return Some(name.clone());
        }
        self.by_name(id, ev.name(kind))
    }

    /// `<application>/<id>`, or an id that only one application uses.
    fn by_name(&self, id: &str, kind: &str) -> Option<String> {
        if self.all.get(id).is_some_and(|request| request.kind == kind) {
            return Some(id.to_owned());
        }
        let mut alike = self.all.iter().filter(|(_, request)| request.id == id && request.kind == kind);
        match (alike.next(), alike.next()) {
            (Some((name, _)), None) => Some(name.clone()),
            (_, _) => None,
        }
    }
}

fn address(set: &Attrs<'_>) -> usize {
    std::ptr::from_ref(set) as usize
}
