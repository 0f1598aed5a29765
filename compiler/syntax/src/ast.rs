//! rnix's typed view of a tree in rowan's form: every accessor gives an `Option`, because any
//! part of a text may be missing.

pub use rnix::ast::*;
pub use rnix::{NixLanguage, SyntaxElement, SyntaxKind, SyntaxNode, SyntaxToken, TextRange, TextSize};
pub use rowan::ast::AstNode;
pub use rowan::{Direction, NodeOrToken, TokenAtOffset, WalkEvent};
