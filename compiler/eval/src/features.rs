//! Experimental features of Nix: what the language allows only when asked to. Features that
//! change nothing in evaluation are known by nobody here.

use crate::{Error, ErrorKind, Failure};

/// An experimental feature that evaluation knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// `|>` and `<|`.
    PipeOperators,
    /// Derivations with `__contentAddressed`.
    CaDerivations,
    /// Derivations with `__impure`.
    ImpureDerivations,
    /// Dates and times in TOML.
    TomlTimestamps,
    /// References to flakes of most kinds.
    Flakes,
}

const NAMES: [(&str, Feature); 5] = [
    ("pipe-operators", Feature::PipeOperators),
    ("ca-derivations", Feature::CaDerivations),
    ("impure-derivations", Feature::ImpureDerivations),
    ("parse-toml-timestamps", Feature::TomlTimestamps),
    ("flakes", Feature::Flakes),
];

/// The features that are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features(u8);

impl Features {
    /// Those of Nix's names that evaluation knows; the others change nothing.
    #[must_use]
    pub fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> Features {
        let known = |name| NAMES.iter().find(|known| known.0 == name).map(|known| bit(known.1));
        Features(names.into_iter().filter_map(known).fold(0, |on, feature| on | feature))
    }

    /// Whether a feature is on.
    #[must_use]
    pub fn has(self, feature: Feature) -> bool {
        self.0 & bit(feature) != 0
    }

    /// # Errors
    /// Nix's words for a feature that is off.
    pub(crate) fn require(self, feature: Feature) -> Result<(), Failure> {
        if self.has(feature) {
            return Ok(());
        }
        let name = NAMES.iter().find(|known| known.1 == feature).map_or("", |known| known.0);
        Err(Error::new(ErrorKind::Evaluation, disabled(name)))
    }
}

/// Nix's words for a feature that is off.
pub(crate) fn disabled(name: &str) -> String {
    format!(
        "experimental Nix feature '{name}' is disabled; add '--extra-experimental-features {name}' to enable it"
    )
}

fn bit(feature: Feature) -> u8 {
    1 << feature as u8
}
