//! Model and configuration to a deployment plan.

mod accept;
mod actions;
mod data;
mod digest;
mod gate;
mod ingest;
mod machines;
mod planner;
mod requests;
mod secrets;
mod tree;

pub use accept::{Given, Part, accept, accept_part};
pub use actions::actions;
pub use digest::digest;
pub use gate::{Gated, gate};
pub use ingest::ingest;
pub use planner::{Input, Planned, Purpose, plan};
pub use secrets::Secrets;
pub use tree::{Tree, accept_tree, plan_tree};
