//! Places in data that leaves us: a node until somebody knows its line.

use fedic_diagnostics::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where something is written. The stages know nodes; who renders their data puts lines in
/// their stead, so that a moved line recomputes nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum At {
    Line(Line),
    Node(Place),
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// The path of the file, relative to the project where it lies in it.
    pub file: String,
    /// From one.
    pub line: u32,
    /// In characters, from one.
    pub column: u32,
}

impl From<Place> for At {
    fn from(place: Place) -> At {
        At::Node(place)
    }
}

impl At {
    /// Puts the line in the place of a node, if it is known.
    pub fn resolve(&mut self, lines: &dyn Fn(Place) -> Option<Line>) {
        if let At::Node(place) = self
            && let Some(line) = lines(*place)
        {
            *self = At::Line(line);
        }
    }
}

/// Readers see lines.
impl JsonSchema for At {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Line".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Line::json_schema(generator)
    }
}
