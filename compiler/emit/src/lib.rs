//! Interfaces and plans to text, one file a format.
//!
//! Everything here is a pure function of the model's vocabulary: the same input gives the
//! same bytes. Places become text through a function that the caller hands in, since only the
//! façade knows lines.

pub mod json_schema;
mod nix_text;
mod pattern;
mod plan_mermaid;
mod plan_text;
mod title;
mod value;

pub use json_schema::json_schema;
pub use nix_text::inline as nix_text;
pub use plan_mermaid::plan_mermaid;
pub use plan_text::plan_text;
