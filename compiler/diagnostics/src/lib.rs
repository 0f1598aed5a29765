//! Places in sources, and what can be wrong there.
//!
//! Every stage reports a user's mistake as a [`Problem`]: a fact about places, without
//! positions and without prose. [`Problem::diagnostic`] turns the fact into words; the
//! façade turns its places into lines. So a moved line changes no result of a stage, and
//! all messages are written in one crate.

mod codes;
mod diagnostic;
mod place;
pub mod problem;
mod similar;
mod words;

pub use codes::Code;
pub use diagnostic::{Diagnostic, Edit, Label, Severity, Spot};
pub use place::{FileId, NodeId, Place, SectionId, Span};
pub use problem::Problem;
pub use similar::similar;
pub use words::did_you_mean;
