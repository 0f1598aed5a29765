//! The NixOS module system: option types, merging, provenance.

mod extract;

pub use extract::{Extracted, extract};
