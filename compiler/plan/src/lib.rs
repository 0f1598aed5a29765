//! Model and configuration to a deployment plan.

mod actions;

pub use actions::{actions, differences};
