//! What crosses crates: cases, the real Nix beside fedic, real clients.
//!
//! This library holds what the tests share; the cases themselves are files below `cases/`.

pub mod cli;
pub mod differential;
pub mod engine;
pub mod fuzz;
pub mod ide;
pub mod kept;
pub mod lsp;
pub mod merging;
pub mod models;
pub mod oracle;
pub mod pairs;
pub mod planted;
pub mod workspace;
