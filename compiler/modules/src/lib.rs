//! The NixOS module system: option types, merging, provenance.

mod extract;

pub use extract::{Extracted, Part, extract, extract_part};
