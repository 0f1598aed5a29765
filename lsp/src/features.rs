//! What an editor can ask for, a file a feature: each is a function of a [`Snapshot`] and the
//! request's parameters, run on a thread of the analysis. `server.rs` names the request that
//! calls it, `capabilities.rs` says that it can be asked.
//!
//! [`Snapshot`]: crate::snapshot::Snapshot

pub(crate) mod actions;
pub(crate) mod commands;
pub(crate) mod completion;
pub(crate) mod content;
pub(crate) mod definition;
pub(crate) mod diagnostic;
pub(crate) mod formatting;
pub(crate) mod hover;
pub(crate) mod references;
pub(crate) mod signature;
pub(crate) mod structure;
pub(crate) mod symbols;
pub(crate) mod tokens;
