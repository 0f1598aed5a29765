//! Schemas as types of programming languages: what generators of code lose is kept here, a
//! default beside an optional property above all.

mod pydantic;
mod shape;
mod typescript;

pub use pydantic::pydantic;
pub use typescript::typescript;
