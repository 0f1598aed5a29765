//! The vocabulary: the owned data in which the compiler's stages and its emitters meet.
//!
//! In front of it everything knows Nix and no output format; behind it everything knows
//! only this. All of it is comparable, serialisable and free of positions: places are
//! (file, node), and lines are filled in by the façade.

mod at;
mod difference;
mod facts;
mod heads;
mod interface;
mod judge;
pub mod nix;
mod option_type;
mod plan;
pub mod pointer;
mod saved;
mod value;

pub use at::{At, Line};
pub use difference::{Audience, Change, Differences, Judge, Severity, Topic, What, Witness};
pub use facts::{Expectation, Facts};
pub use heads::Heads;
pub use interface::{
    Application, Beside, Environment, Interface, Member, Offer, OptionDecl, OptionId, OptionTree, Resource,
    Text, TreeId, TypeId, Ui, alias_in,
};
pub use judge::{Matches, Shown, Verdict, is_entry, is_equal};
pub use option_type::{Below, Type, TypeKind};
pub use plan::{
    Act, Action, ApplicationPlan, FORMAT_VERSION, GrantPlan, MachinePlan, OfferPlan, Plan, RequestPlan,
    Subject,
};
pub use saved::{SAVED_VERSION, Saved};
pub use value::{NAME_STAND_IN, Value};
