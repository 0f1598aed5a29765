//! Nix and JSON text to lossless trees.
