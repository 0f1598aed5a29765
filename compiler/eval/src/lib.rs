//! The lazy evaluator of the Nix language: a body in, values in an arena out.
//!
//! One evaluation is one [`Store`]: a bump arena that is dropped, or reset, when the answer
//! has been copied out as owned data. The evaluator reads the world only through its
//! [`Loader`], and knows objects of other crates only as numbers, through its [`Host`].

mod error;
mod host;
mod loader;
mod symbol;
mod value;

pub use error::{Error, ErrorId, ErrorKind, Failure, Res};
pub use host::{Host, Native};
pub use loader::{FileKind, LoadError, LoadedFile, Loader};
pub use symbol::{Sym, Symbols, known};
pub use value::{Attrs, Code, Frame, List, Partial, Position, Slot, State, Str, Suspended, Value};
