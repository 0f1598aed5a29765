//! The NixOS module system: option types, merging, provenance.
