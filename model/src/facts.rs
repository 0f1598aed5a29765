//! What the model expects of places in the source: the checker's guide.

use crate::{TreeId, TypeId};
use fedic_diagnostics::{FileId, NodeId, Place};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Expectations by place, found by probing the model without any configuration. The ids
/// are those of the [`Interface`](crate::Interface) that was extracted with them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    pub at: BTreeMap<Place, Vec<Expectation>>,
}

impl Facts {
    /// What is expected of places in a file.
    pub fn of(&self, file: FileId) -> impl Iterator<Item = (Place, &[Expectation])> {
        let first = Place { file, node: NodeId::expr(0) };
        let inside = self.at.range(first..).take_while(move |(place, _)| place.file == file);
        inside.map(|(place, expectations)| (*place, expectations.as_slice()))
    }

    /// Whether anything is expected in a file.
    #[must_use]
    pub fn concern(&self, file: FileId) -> bool {
        self.of(file).next().is_some()
    }
}

/// What is expected of the expression at a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Expectation {
    /// It defines an option (or a part of one) of this type.
    Value { ty: TypeId, path: Vec<String> },
    /// It is a module of an evaluation with these options: if a function, its `config`
    /// argument has their values; its own definitions must be theirs.
    Module { options: TreeId },
    /// It is a function whose argument has this type and whose result should have the other.
    Function { argument: Option<TypeId>, result: Option<TypeId>, path: Vec<String> },
    /// It is a set of definitions below an option path of these options.
    Definitions { options: TreeId, path: Vec<String> },
}
