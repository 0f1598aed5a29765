//! Two interfaces to what changed between them, for whom.
//!
//! Types are compared as sets of values, place by place: what is taken no more, and what is
//! taken now. Where types alone cannot tell, nothing is claimed. Each claim of a break comes
//! with trials, values to be given to both versions; to carry them out is the affair of whoever
//! can evaluate. Nothing here evaluates anything.

mod guess;
mod leaf;
mod migrate;
mod parts;
mod pattern;
mod place;
mod samples;
mod walk;

pub use guess::{Comparison, named, neighbours};
pub use migrate::{Migration, Move, Moved, carry_over, migrate};
pub use parts::{Basis, Compared, Finding, Version, compare};
pub use place::{Expect, Node, Step, Trial, found_at, least_whole, switched_on, whole};

use fedic_model::{Interface, OptionDecl, OptionId, OptionTree, TreeId, Type, TypeId};

/// Types that nest deeper are not looked into.
const DEPTH: usize = 100;

fn ty(interface: &Interface, id: TypeId) -> &Type {
    &interface.types[id.0 as usize]
}

fn tree(interface: &Interface, id: TreeId) -> &OptionTree {
    &interface.trees[id.0 as usize]
}

fn option(interface: &Interface, id: OptionId) -> &OptionDecl {
    &interface.options[id.0 as usize]
}
