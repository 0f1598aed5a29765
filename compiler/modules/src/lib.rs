//! The NixOS module system: option types, merging, provenance.

mod extract;

pub use extract::{Extent, Extracted, extract, extract_extent};
