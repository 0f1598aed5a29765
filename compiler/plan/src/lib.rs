//! Model and configuration to a deployment plan.
