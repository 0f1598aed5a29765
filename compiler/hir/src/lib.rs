//! Trees to bodies: names resolved to slots, sugar gone, positions put aside.
//!
//! [`lower()`] never fails; what is wrong comes beside the body. Its result always has these
//! properties: every [`Expr::Local`] names a slot that exists in a frame that encloses it;
//! attribute sets have each static name once; ids follow the order of the text.

mod body;
pub mod globals;
mod lower;
mod scopes;
mod sections;
mod source_map;
mod stored;

pub use body::{
    Attr, BinaryOp, Bindings, BindingsId, Body, DynamicAttr, Expr, ExprId, Formal, InnerId, KeyPart, Lambda,
    LambdaId, NameId, Params, PathId, PiecesId, Range, StrId, StringPiece, UnaryOp, WithId, WithLookup,
};
pub use fedic_syntax::raw::read_back;
pub use lower::{Dialect, Lowered, lower};
pub use scopes::{Binder, FrameId, FrameKind, ScopeFrame, Scopes};
pub use sections::{Grain, cut};
pub use source_map::SourceMap;
pub use stored::{Stored, store};
