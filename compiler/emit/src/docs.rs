//! Documentation of a model: what an operator sets, the applications and resources on offer,
//! the environments that provide them. One collection, three forms.

mod collect;
mod html;
mod json;
mod markdown;
mod picture;

pub use collect::{Docs, Entry, List, Section, collect};
pub use html::html;
pub use json::json;
pub use markdown::markdown;
