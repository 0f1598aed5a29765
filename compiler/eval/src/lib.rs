//! The lazy evaluator of the Nix language: a body in, values in an arena out.
//!
//! One evaluation is one [`Store`]: a bump arena that is dropped, or reset, when the answer
//! has been copied out as owned data. The evaluator reads the world only through its
//! [`Loader`], and knows objects of other crates only as numbers, through its [`Host`].

mod attrs;
mod builtins;
mod call;
mod coerce;
mod concat;
mod copy;
mod derivation;
mod equality;
mod error;
mod evaluator;
mod features;
mod files;
mod flake_ref;
mod force;
mod frame;
mod hash;
mod host;
mod internal;
mod interpret;
mod json;
mod json_float;
mod json_text;
mod limits;
mod loader;
mod making;
mod memo;
mod nar;
mod operators;
mod origins;
mod paths;
mod reading;
mod regex;
mod select;
mod sets;
mod show;
mod source;
mod store;
mod store_path;
mod symbol;
mod table;
mod toml_text;
mod value;
mod xml;

pub use attrs::Attrs;
pub use coerce::Coercion;
pub use error::{During, Error, ErrorId, ErrorKind, Failure, Res, SetId, Trace};
pub use evaluator::{Evaluator, Options};
pub use features::{Feature, Features};
pub use frame::Frame;
pub use host::{Host, Native};
pub use internal::{CORE, DERIVATION};
pub use json::json_string;
pub use limits::{Counters, Limit, Limits};
pub use loader::{FileKind, LoadError, LoadedFile, Loader};
pub use memo::Memo;
pub use paths::{after_prefix, normal};
pub use regex::Patterns;
pub use store::Store;
pub use symbol::{Sym, Symbols, known};
pub use value::{Code, List, Mapped, Partial, Position, Slot, State, Str, Suspended, Value};
