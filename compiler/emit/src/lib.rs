//! Interfaces and plans to text, one file a format.
//!
//! Everything here is a pure function of the model's vocabulary: the same input gives the
//! same bytes. Places become text through a function that the caller hands in, since only the
//! façade knows lines.

mod code;
mod coverage;
mod differences;
pub mod docs;
mod json_schema;
mod nix_text;
mod openapi;
mod part;
mod pattern;
mod plan_mermaid;
mod plan_text;
mod texts;
mod title;
mod ui_schema;

pub use code::{pydantic, typescript};
pub use coverage::{Coverage, coverage};
pub use differences::{differences_json, differences_markdown, differences_text};
pub use json_schema::{Profile, Reach, draft_07, json_schema, json_schema_with, later_definitions};
pub use nix_text::inline as nix_text;
pub use openapi::openapi;
pub use part::{Locate, Part, Top};
pub use plan_mermaid::plan_mermaid;
pub use plan_text::plan_text;
pub use title::pascal_case;
pub use ui_schema::{json_forms, rjsf};
