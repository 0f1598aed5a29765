//! Where something is, without line numbers: a file and a node of it.
//!
//! Positions live in the source map of a file alone. Everything that is compared or
//! cached names nodes, so that an edited comment changes nothing but the source map.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A file, by its number in the table of files of whoever runs the stages. A number is
/// never used for a second file while that table lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct FileId(pub u32);

/// A section of a Nix file: a part that is worked on by itself. Its number says which way
/// leads to it from the outermost one, so that it stays when something inside another section
/// changes. Texts that are not cut are their outermost section alone.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct SectionId(pub u32);

impl SectionId {
    /// The section that the file begins in.
    pub const OUTERMOST: SectionId = SectionId(0);
}

/// A node of a file: an expression or a name of a Nix body, or a value of a JSON text.
///
/// Numbers follow the order of the text within a section, so that they survive edits of
/// blanks and comments, and of other sections. Expressions count from zero; names (the keys
/// of attribute sets, formals) count on their own with the top bit set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct NodeId {
    section: SectionId,
    number: u32,
}

impl NodeId {
    const NAME: u32 = 1 << 31;

    /// The node of the expression (or JSON value) with this number, in the outermost section.
    #[must_use]
    pub const fn expr(number: u32) -> NodeId {
        NodeId { section: SectionId::OUTERMOST, number }
    }

    /// The node of the name (or JSON key) with this number, in the outermost section.
    #[must_use]
    pub const fn name(number: u32) -> NodeId {
        NodeId { section: SectionId::OUTERMOST, number: number | Self::NAME }
    }

    /// The node with the same number in this section.
    #[must_use]
    pub const fn within(self, section: SectionId) -> NodeId {
        NodeId { section, number: self.number }
    }

    /// The section that it is in.
    #[must_use]
    pub const fn section(self) -> SectionId {
        self.section
    }

    /// The number among the names, if this is a name.
    #[must_use]
    pub const fn as_name(self) -> Option<u32> {
        if self.number & Self::NAME != 0 { Some(self.number & !Self::NAME) } else { None }
    }

    /// The number among the expressions, if this is an expression.
    #[must_use]
    pub const fn as_expr(self) -> Option<u32> {
        if self.number & Self::NAME == 0 { Some(self.number) } else { None }
    }
}

/// A node of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    pub file: FileId,
    pub node: NodeId,
}

/// A half-open range of bytes in one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// Whether `offset` lies in the range, its end included (where a cursor may stand).
    #[must_use]
    pub const fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// The number of bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether no byte lies in the range.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
}
