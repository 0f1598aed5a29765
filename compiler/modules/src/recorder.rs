//! What the data model tells the evaluation around it: which policies granted what, a record
//! that who makes a plan reads afterwards; and which deployments are wrong, as facts.

use crate::{Session, problems};
use fedic_eval::{Failure, Res, Slot};

/// A call of a policy.
#[derive(Clone, Copy)]
pub struct Grant<'a> {
    /// The location of the policy's `apply`: a list of names.
    pub policy: &'a Slot<'a>,
    /// What it was called with.
    pub requests: &'a Slot<'a>,
    /// What it gives, which need not have been evaluated yet.
    pub granted: &'a Slot<'a>,
}

impl<'a> Session<'a> {
    /// How many calls of policies there were so far.
    #[must_use]
    pub fn grants(&self) -> usize {
        self.grants.borrow().len()
    }

    /// The calls of policies since there were so many.
    #[must_use]
    pub fn grants_since(&self, count: usize) -> Vec<Grant<'a>> {
        self.grants.borrow().iter().skip(count).copied().collect()
    }

    /// The native `record`: location, requests and result of a call; gives the result.
    pub(crate) fn record_grant(&self, arguments: &'a [Slot<'a>]) -> Res<'a> {
        let slot = |index: usize| self.ev.slot(self.ev.share(&arguments[index]));
        let grant = Grant { policy: slot(0), requests: slot(1), granted: slot(2) };
        self.grants.borrow_mut().push(grant);
        self.ev.force(grant.granted)
    }

    /// The native `refuseTarget`: location, definition, known targets and message of a deployment
    /// that is none; gives the error.
    pub(crate) fn refused_target(&'a self, arguments: &'a [Slot<'a>]) -> Result<Failure, Failure> {
        let path = self.show_loc(self.given_loc(&arguments[0]))?;
        let attrs = self.ev.attrs_of(&arguments[1])?;
        let found =
            self.ev.sorted(attrs).into_iter().map(|(name, _)| (self.ev.name(name), attrs.place(name)));
        let mut targets = Vec::new();
        for slot in self.ev.list_of(&arguments[2])?.items {
            targets.push(self.ev.text_of(slot)?.to_owned());
        }
        let error = self.thrown(self.ev.text_of(&arguments[3])?.to_owned());
        Ok(problems::wrong_target(path, &found.collect::<Vec<_>>(), targets, error))
    }
}
