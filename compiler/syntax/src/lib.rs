//! Nix and JSON text to lossless trees.
//!
//! [`parse()`] turns any text into a tree and a list of [`Fault`]s; it never fails. The typed
//! view of a tree is [`ast`]; no other crate names the libraries that the trees are made of.
//! What a text *means* (names, values of strings aside) is not decided here.

pub mod ast;
pub mod json;
mod lexer;
mod line_index;
mod literal;
mod parse;
mod parser;
pub mod raw;
mod tree;
pub mod view;

pub use line_index::{LineColumn, LineIndex};
pub use literal::{Piece, path_pieces, string_pieces};
pub use parse::{Fault, Parsed, parse};
