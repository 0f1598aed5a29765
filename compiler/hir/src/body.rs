//! The body of a file, or of one of its sections: compact, resolved, free of positions. The
//! evaluator runs it as it stands, the checker infers over it.
//!
//! # Frames
//! A frame is an array of slots with a link to the frame around it. `Local { depth, slot }`
//! counts frames outwards from the expression's own, 0 being the innermost. Frames are made by
//! - a lambda: simple parameters in slots 0…; with a pattern, slot 0 holds the whole
//!   argument (named or not) and slots 1… the formals in the order of the text;
//! - `let` and `rec { }`: the static names in the order of [`Bindings::attrs`], then one
//!   hidden slot for each `inherit (source)`;
//! - a plain set with at least one `inherit (source)`: the hidden slots alone, and only
//!   the values of attributes with [`Attr::inner`] are evaluated inside this frame;
//! - `with`: one slot, the set.
//!
//! A file starts in an empty frame, which is not counted: a top-level lambda's parameters
//! are at depth 0 in its body. Only a file read by `scopedImport` starts in a frame that is
//! counted, with one slot, the given set.

use fedic_diagnostics::{NodeId, SectionId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])* #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            pub struct $name(pub u32);)*
    };
}

ids! {
    /// An expression, by its index in [`Body::exprs`]; [`Body::node`] is its node.
    ExprId;
    /// A name (attribute or variable), by its index in [`Body::names`].
    NameId;
    /// A literal text, by its index in [`Body::strings`].
    StrId;
    /// A lambda, by its index in [`Body::lambdas`].
    LambdaId;
    /// Bindings of a `let` or a set, by their index in [`Body::bindings`].
    BindingsId;
    /// The parts of an attribute path, by their index in [`Body::paths`].
    PathId;
    /// The pieces of an interpolated string, by their index in [`Body::pieces`].
    PiecesId;
    /// A variable to be looked up in `with` sets, by its index in [`Body::withs`].
    WithId;
    /// A section that was cut out, by its index in [`Body::inner`].
    InnerId;
}

/// A run of [`Body::children`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Range {
    pub start: u32,
    pub len: u32,
}

/// A file's code, or that of one of its sections.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Which section it is; the outermost one also if it is the whole of a file.
    pub section: SectionId,
    pub exprs: Vec<Expr>,
    /// The nodes of the expressions, in the whole body of a file that has been cut.
    #[serde(skip)]
    pub nodes: Vec<NodeId>,
    /// Its outermost expression; `None` only in an empty body.
    pub root: Option<ExprId>,
    /// Names, each once. A stored file has one table for all of its sections.
    #[serde(skip)]
    pub names: Vec<Arc<str>>,
    pub strings: Vec<Arc<str>>,
    /// Whether some bytes of its strings are no characters, and written as in [`fedic_syntax::raw`].
    pub raw: bool,
    pub lambdas: Vec<Lambda>,
    pub bindings: Vec<Bindings>,
    pub paths: Vec<Box<[KeyPart]>>,
    pub pieces: Vec<Box<[StringPiece]>>,
    pub withs: Vec<WithLookup>,
    /// Arguments of calls and elements of lists.
    pub children: Vec<ExprId>,
    /// The sections that were cut out.
    pub inner: Vec<SectionId>,
}

impl Body {
    /// The node of an expression. What was cut out has the node that it has in its own section.
    #[must_use]
    pub fn node(&self, expr: ExprId) -> NodeId {
        if let Some(&node) = self.nodes.get(expr.0 as usize) {
            return node;
        }
        match self.exprs.get(expr.0 as usize) {
            Some(Expr::Section(inner)) => NodeId::expr(0).within(self.inner[inner.0 as usize]),
            _ => NodeId::expr(expr.0).within(self.section),
        }
    }

    /// The expressions of a run: the arguments of a call, the items of a list.
    #[must_use]
    pub fn run(&self, range: Range) -> &[ExprId] {
        &self.children[range.start as usize..(range.start + range.len) as usize]
    }

    /// Looks at the node of each name, wherever it stands, and may change it.
    pub(crate) fn each_name_node(&mut self, change: &mut dyn FnMut(&mut NodeId)) {
        for lambda in &mut self.lambdas {
            match &mut lambda.params {
                Params::Simple(params) => params.iter_mut().for_each(|(_, at)| change(at)),
                Params::Pattern { formals, at_name, .. } => {
                    formals.iter_mut().for_each(|formal| change(&mut formal.at));
                    at_name.iter_mut().for_each(|(_, at)| change(at));
                }
            }
        }
        for bindings in &mut self.bindings {
            bindings.attrs.iter_mut().for_each(|attr| change(&mut attr.at));
            bindings.dynamic.iter_mut().for_each(|attr| change(&mut attr.at));
        }
        for part in self.paths.iter_mut().flat_map(|path| path.iter_mut()) {
            if let KeyPart::Static { at, .. } = part {
                change(at);
            }
        }
    }
}

/// An expression. Small and `Copy`; whatever varies in length stands in a table of the body.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Expr {
    /// What could not be read; evaluating it fails with the syntax error.
    Missing,
    Int(i64),
    Float(f64),
    /// A string without interpolation (a URI literal too), escapes and indentation resolved.
    Str(StrId),
    /// `"a${b}c"`.
    Interpolated(PiecesId),
    /// A path as written: `./x`, `/x`, `~/x`; resolved against the file's folder (or home) when evaluated.
    Path(StrId),
    /// `./a/${b}`: the pieces as written; the first is text.
    InterpolatedPath(PiecesId),
    /// `<a/b>`, without the brackets.
    SearchPath(StrId),
    Local {
        depth: u16,
        slot: u32,
    },
    /// A name that is bound nowhere lexically and stands under at least one `with`.
    With(WithId),
    /// A name of the language's global scope: `builtins`, `true`, `map` …
    Global(NameId),
    /// A name bound nowhere: an error, reported by lowering already.
    Undefined(NameId),
    /// `__curPos`.
    CurrentPosition,
    Select {
        base: ExprId,
        path: PathId,
    },
    /// `base.path or default`.
    SelectOr {
        base: ExprId,
        path: PathId,
        default: ExprId,
    },
    HasAttr {
        base: ExprId,
        path: PathId,
    },
    /// A call with all arguments that stand beside each other: `f a b`.
    Call {
        function: ExprId,
        arguments: Range,
    },
    Lambda(LambdaId),
    /// `let … in body`.
    Let {
        bindings: BindingsId,
        body: ExprId,
    },
    /// `{ … }` or `rec { … }`.
    Set(BindingsId),
    List(Range),
    If {
        condition: ExprId,
        then: ExprId,
        otherwise: ExprId,
    },
    Assert {
        condition: ExprId,
        body: ExprId,
    },
    WithIn {
        scope: ExprId,
        body: ExprId,
    },
    Unary {
        op: UnaryOp,
        operand: ExprId,
    },
    Binary {
        op: BinaryOp,
        left: ExprId,
        right: ExprId,
    },
    /// What was cut out here, evaluated in the same frame.
    Section(InnerId),
}

/// The evaluator reads an expression with each step: it stays within two words.
const _: () = assert!(size_of::<Expr>() == 16);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnaryOp {
    Not,
    Negate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Concat,
    Update,
    And,
    Or,
    Implies,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A part of an attribute path: `.name`, `."name"`, or `.${expr}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyPart {
    Static { name: NameId, at: NodeId },
    Dynamic(ExprId),
}

/// A piece of an interpolated string or path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StringPiece {
    Text(StrId),
    Expr(ExprId),
}

/// A function: consecutive simple parameters (`x: y: …`) are one lambda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lambda {
    pub params: Params,
    pub body: ExprId,
    /// The name it is bound to, for messages.
    pub name: Option<NameId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Params {
    /// `x: y: …`, each with its node.
    Simple(Box<[(NameId, NodeId)]>),
    /// `{ a, b ? 1, ... }@args:`
    Pattern { formals: Box<[Formal]>, ellipsis: bool, at_name: Option<(NameId, NodeId)> },
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Formal {
    pub name: NameId,
    pub at: NodeId,
    /// Evaluated inside the lambda's frame.
    pub default: Option<ExprId>,
}

/// The bindings of a `let` or an attribute set, nested paths (`a.b = 1;`) already made sets.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bindings {
    /// `rec` or `let`: the names are variables in each other's values.
    pub recursive: bool,
    /// Static names, each once, in the order of the text.
    pub attrs: Box<[Attr]>,
    /// `${e} = v;`, name and value evaluated inside a recursive set's frame, outside a plain one's.
    pub dynamic: Box<[DynamicAttr]>,
    /// The expressions of `inherit (e)`, evaluated outside a plain set's frame, inside a recursive one's.
    pub sources: Box<[ExprId]>,
}

impl Bindings {
    /// Whether evaluating these bindings makes a frame.
    #[must_use]
    pub fn has_frame(&self) -> bool {
        self.recursive || !self.sources.is_empty()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attr {
    pub name: NameId,
    /// The key (its first occurrence, if a nested path defines it in parts). Where Nix says
    /// that it stands, the source map knows.
    pub at: NodeId,
    pub value: ExprId,
    /// Whether the value is evaluated inside the frame of these bindings: always in
    /// recursive ones, but for a plain `inherit`; in plain ones only for `inherit (source)`.
    pub inner: bool,
    /// Whether it is written `inherit name`.
    pub inherited: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DynamicAttr {
    /// The key.
    pub at: NodeId,
    pub name: ExprId,
    pub value: ExprId,
}

/// A variable that only `with` can bind: the sets to look in, first to last. If none of them
/// has the name, it is the global of that name; if there is none, it is undefined. (Names
/// that are global come here only in files read by `scopedImport`.)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithLookup {
    pub name: NameId,
    /// Depths of the frames of the `with`s, as in [`Expr::Local`].
    pub depths: Box<[u16]>,
}
