//! Model and configuration to a deployment plan.

mod actions;
mod gate;
mod ingest;

pub use actions::{actions, differences};
pub use gate::{Gated, gate};
pub use ingest::ingest;
