//! Type inference over bodies, guided by what the model expects of each place.
//!
//! Every branch of every function is looked at, whether or not anybody's configuration runs
//! it. Types are gradual: what is unknown never makes a false alarm, and a problem is
//! reported only where each run of the code would fail there. Expectations ([`Facts`]) say
//! what a function's argument is and what options a set defines; the library's signatures
//! say what its functions take and give.
//!
//! Not done here: whatever needs a value. That is evaluation's.

mod clash;
mod declared;
mod infer;
mod library;
mod model;
pub mod signature;
mod ty;
mod unused;

use fedic_diagnostics::problem::options::OptionsProblem;
use fedic_diagnostics::{FileId, Place, Problem};
use fedic_hir::{Body, ExprId};
use fedic_model::{Expectation, Facts, Interface};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use declared::declared;
pub use library::{BUILTINS, Library, LibraryFile, comment, library_names, signature_line};
pub use model::Model;
pub use ty::{FunctionTy, MemberTy, PatternTy, SetTy, Ty};
pub use unused::unused;

/// A file to be checked, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'i> {
    pub file: FileId,
    /// The whole file.
    pub body: &'i Body,
    pub facts: &'i Facts,
    /// The tables that the facts speak of.
    pub interface: &'i Interface,
    /// The `lib` that modules get.
    pub library: &'i Library,
    pub nixos: &'i Nixos,
}

/// What is known of the options of machines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Nixos {
    /// The options, their ids moved on by [`Nixos::IDS`].
    pub interface: Interface,
    /// Names that modules of the project declare by themselves.
    pub declared: BTreeSet<Arc<str>>,
}

impl Nixos {
    /// Where its ids begin: those of a model are smaller.
    pub const IDS: u32 = 1 << 31;
}

/// Infers the types of a file, and tells what is wrong with them, by place.
#[must_use]
pub fn infer(input: &Input) -> Vec<Problem> {
    infer::infer(input)
}

/// The fault that an option is defined by an old name, of a path; `now` is its path from the module that
/// renames it.
#[must_use]
pub fn deprecated(at: Place, path: &[String], now: &str) -> Problem {
    let segments: Vec<&str> = now.split('.').collect();
    let same = segments.split_last().and_then(|(name, around)| {
        let old = path.get(path.len().checked_sub(segments.len())?..path.len() - 1)?;
        let is_plain = !name.contains('"') && !name.is_empty();
        (is_plain && old.iter().zip(around).all(|(old, new)| old == new)).then(|| (*name).to_owned())
    });
    Problem::Options(OptionsProblem::DeprecatedOption {
        at,
        path: path.join("."),
        now: now.to_owned(),
        name: same,
    })
}

/// What is known of the expressions of a file, by their numbers: as good as can be guessed, for
/// whoever writes them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guess {
    /// Unknown where nothing is known.
    pub types: Vec<Ty>,
    /// None where nothing is expected.
    pub expected: Vec<Option<Expectation>>,
    /// What functions are called with by those that they are given to: of `f` in `map f [ 1 ]`, a function
    /// of an integer.
    pub handed: BTreeMap<ExprId, Ty>,
}

/// What is known of a file from others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Others {
    pub called: Called,
    /// What the files give that the file imports.
    pub imported: Imported,
}

/// What functions of a file are called with elsewhere, by their lambdas: the types of the first
/// arguments, unknown where nothing is known.
pub type Called = BTreeMap<ExprId, Vec<Ty>>;

/// The types of what files give, by the paths that `import` is called with.
pub type Imported = BTreeMap<ExprId, Ty>;

/// Infers the types of a file, and what is expected of each of its expressions.
#[must_use]
pub fn guess(input: &Input, others: &Others) -> Guess {
    infer::guess(input, others)
}
