//! The module system of NixOS: option types, merging, provenance.
//!
//! A [`Session`] lives in the arena of an evaluation and stands behind its natives: types are
//! attribute sets whose members it makes when asked for, `evalModules` answers with sets whose
//! options it evaluates one by one. What it knows of options, definitions and their places is
//! open to the crates above; [`extract()`] turns a whole evaluation into owned data.

mod collect;
mod declaration;
mod def;
mod evaluation;
mod extract;
mod free;
mod identity;
mod internals;
mod loc;
mod module;
mod names;
mod natives;
mod nearest;
mod op;
mod option;
mod packages;
mod places;
mod problems;
mod recorder;
mod session;
mod site;
mod submodule;
mod tree;
mod types;
mod words;

pub use def::{Def, Merged};
pub use evaluation::Evaluation;
pub use extract::{
    Asked, Extent, Extracted, extract, extract_extent, extract_options, extract_written, is_data_model,
};
pub use loc::{Loc, Step};
pub use module::Module;
pub use option::Opt;
pub use recorder::Grant;
pub use session::Session;
pub use site::Site;
pub use tree::{Decl, Group, Member, MemberKind, Unmatched};
pub use types::{Kind, Range, Simple, Submodule, Type, TypeRef};
