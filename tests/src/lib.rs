//! What crosses crates: cases, the real Nix beside fedic, real clients.
