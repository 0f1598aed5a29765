//! A record of what policies granted, kept while an evaluation runs. The data model tells it
//! of each call of a policy's `apply`; who makes a plan reads it afterwards.

use crate::Session;
use fedic_eval::{Res, Slot};

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
}
