//! An interface that was kept, to be compared with later ones: with what it says of places,
//! since there may be no files any more that it is of.

use crate::Interface;
use fedic_diagnostics::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The format of saved interfaces: changes when a reader could break.
pub const SAVED_VERSION: u32 = 3;

/// An interface as a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    pub format_version: u32,
    /// The version of fedic that wrote it.
    pub fedic: String,
    pub interface: Interface,
    /// Where places are: `options.nix:12:5`. Sorted.
    pub places: Vec<(Place, String)>,
    /// What stands for the code at a place. Sorted.
    pub code: Vec<(Place, String)>,
}

impl Saved {
    /// Where a place is.
    #[must_use]
    pub fn located(&self, place: Place) -> Option<String> {
        find(&self.places, place)
    }

    /// What stands for the code at a place.
    #[must_use]
    pub fn code_at(&self, place: Place) -> Option<String> {
        find(&self.code, place)
    }
}

fn find(sorted: &[(Place, String)], place: Place) -> Option<String> {
    let index = sorted.binary_search_by(|(it, _)| it.cmp(&place)).ok()?;
    Some(sorted[index].1.clone())
}
