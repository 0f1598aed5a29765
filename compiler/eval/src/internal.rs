//! What of the language is written in Nix: the files of `nix/`. A loader serves them at these
//! paths, like any others.

/// Where `lib` lies.
pub(crate) const LIBRARY: &str = "/fedic/lib";

/// Where `derivation` is written: shown so in positions.
pub const DERIVATION: &str = "/derivation-internal.nix";

/// Where `<nix/…>` leads.
pub const CORE: &str = "/fedic/nix";
