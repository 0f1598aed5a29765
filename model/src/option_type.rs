//! Option types: what values each takes, and what stands below it.

use crate::{OptionId, TreeId, TypeId, Value};
use fedic_diagnostics::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An option type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Type {
    /// nixpkgs' `name`: `str`, `attrsOf`, …
    pub name: String,
    /// The type in words, as `description` says it.
    pub description: String,
    pub kind: TypeKind,
    /// Whether the user has put a check of his own over it, which only evaluation knows.
    pub checked: bool,
    /// The functions that this check is made of.
    #[serde(default)]
    pub code: Vec<Place>,
}

/// What values a type takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum TypeKind {
    /// Anything at all: `anything`, `raw`, `unspecified`.
    Any,
    Bool,
    Int {
        min: Option<i64>,
        max: Option<i64>,
    },
    Float,
    Number {
        min: Option<f64>,
        max: Option<f64>,
        exclusive_min: bool,
    },
    /// Any string; `separator` if several definitions are joined by one.
    String {
        separator: Option<String>,
    },
    /// A string that matches a POSIX regular expression as a whole.
    Pattern(String),
    NonEmptyString,
    SingleLineString,
    /// What the type takes, if it is a text without colons and line breaks: `passwdEntry`.
    Entry(TypeId),
    Path {
        /// Whether only paths in the store, or none of them, are taken.
        in_store: Option<bool>,
        absolute: Option<bool>,
    },
    Package,
    Enum(Vec<Value>),
    NullOr(TypeId),
    List {
        element: TypeId,
        non_empty: bool,
    },
    AttrsOf {
        element: TypeId,
        lazy: bool,
        placeholder: String,
    },
    /// A list of sets with one name each, that may be written as a set: `attrListOf`. Of its items
    /// the type is known as that of sets with any names. What comes of it may be a set again.
    AttrList {
        item: TypeId,
        as_attrs: bool,
    },
    /// An attribute set of anything, unmerged.
    Attrs,
    /// Exactly one of these tags, each an option.
    AttrTag(Vec<OptionId>),
    Submodule(TreeId),
    Either(TypeId, TypeId),
    CoercedTo {
        from: TypeId,
        to: TypeId,
        /// Whether the final type takes what is made of each value: where these are few, all were
        /// tried.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        total: bool,
    },
    FunctionTo(TypeId),
    /// A module to be evaluated elsewhere; the options of its static part, if that could be probed.
    DeferredModule(Option<TreeId>),
    /// A type as a value.
    OptionType,
    /// What only code makes, though it is no function: `luaInline`, `pkgs`, `fileset`, …
    Code,
    /// A type of the user's own making: only evaluation knows.
    Opaque,
}

/// What stands below a type, where options may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Below<'t> {
    /// No options: data of one piece, or code.
    Nothing,
    /// The same value, unless it is null.
    Same(TypeId),
    /// Each of many values; the placeholder of their names, if they have names.
    Each(TypeId, Option<&'t str>),
    /// One or the other.
    Either(TypeId, TypeId),
    /// What is written, and what becomes of it.
    Coerced {
        from: TypeId,
        to: TypeId,
    },
    /// One of these.
    Tags(&'t [OptionId]),
    Options(TreeId),
}

impl TypeKind {
    /// What stands below: the one list of all kinds for who looks for options.
    #[must_use]
    pub fn below(&self) -> Below<'_> {
        match self {
            TypeKind::NullOr(inner) => Below::Same(*inner),
            TypeKind::List { element, .. } | TypeKind::AttrList { item: element, .. } => {
                Below::Each(*element, None)
            }
            TypeKind::AttrsOf { element, placeholder, .. } => Below::Each(*element, Some(placeholder)),
            TypeKind::Either(one, other) => Below::Either(*one, *other),
            TypeKind::CoercedTo { from, to, .. } => Below::Coerced { from: *from, to: *to },
            TypeKind::AttrTag(tags) => Below::Tags(tags),
            TypeKind::Submodule(tree) => Below::Options(*tree),
            TypeKind::Any
            | TypeKind::Bool
            | TypeKind::Int { .. }
            | TypeKind::Float
            | TypeKind::Number { .. }
            | TypeKind::String { .. }
            | TypeKind::Pattern(_)
            | TypeKind::NonEmptyString
            | TypeKind::SingleLineString
            | TypeKind::Entry(_)
            | TypeKind::Path { .. }
            | TypeKind::Package
            | TypeKind::Enum(_)
            | TypeKind::Attrs
            | TypeKind::FunctionTo(_)
            | TypeKind::DeferredModule(_)
            | TypeKind::OptionType
            | TypeKind::Code
            | TypeKind::Opaque => Below::Nothing,
        }
    }
}

impl TypeKind {
    /// Whether it has no parts.
    #[must_use]
    pub fn is_scalar(&self) -> bool {
        let is_other = matches!(
            self,
            TypeKind::Bool
                | TypeKind::Int { .. }
                | TypeKind::Float
                | TypeKind::Number { .. }
                | TypeKind::Enum(_)
        );
        is_other || self.is_text()
    }

    /// Whether its values are texts.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(
            self,
            TypeKind::String { .. }
                | TypeKind::Pattern(_)
                | TypeKind::NonEmptyString
                | TypeKind::SingleLineString
                | TypeKind::Path { .. }
                | TypeKind::Package
        )
    }

    /// Whether functions of the model's own decide what it takes, which its data does not say: the
    /// option's declaration does.
    #[must_use]
    pub fn is_by_code(&self) -> bool {
        matches!(self, TypeKind::Opaque | TypeKind::CoercedTo { .. })
    }

    /// Adds a number to all ids in it.
    pub(crate) fn shift(&mut self, by: u32) {
        match self {
            TypeKind::NullOr(ty)
            | TypeKind::List { element: ty, .. }
            | TypeKind::AttrsOf { element: ty, .. }
            | TypeKind::AttrList { item: ty, .. }
            | TypeKind::Entry(ty)
            | TypeKind::FunctionTo(ty) => ty.0 += by,
            TypeKind::Either(one, other) | TypeKind::CoercedTo { from: one, to: other, .. } => {
                one.0 += by;
                other.0 += by;
            }
            TypeKind::AttrTag(options) => options.iter_mut().for_each(|option| option.0 += by),
            TypeKind::Submodule(tree) | TypeKind::DeferredModule(Some(tree)) => tree.0 += by,
            TypeKind::Any
            | TypeKind::Bool
            | TypeKind::Int { .. }
            | TypeKind::Float
            | TypeKind::Number { .. }
            | TypeKind::String { .. }
            | TypeKind::Pattern(_)
            | TypeKind::NonEmptyString
            | TypeKind::SingleLineString
            | TypeKind::Path { .. }
            | TypeKind::Package
            | TypeKind::Enum(_)
            | TypeKind::Attrs
            | TypeKind::DeferredModule(None)
            | TypeKind::OptionType
            | TypeKind::Code
            | TypeKind::Opaque => {}
        }
    }
}
