//! The pass itself: its tables, its entry, and the recursion over expressions.
//!
//! Trees are as deep as the parser lets them be; what can be long without brackets (operator
//! chains, `else if`, curried lambdas, calls) is lowered in loops, so that the native stack
//! only follows real nesting; it grows on the heap, up to [`MAX_DEPTH`].

mod bindings;
mod expr;
mod function;
mod names;
mod scope;

use crate::{Body, Expr, ExprId, NameId, SourceMap, StrId};
use fedic_diagnostics::{FileId, NodeId, Place, Problem, Span, problem::scope::ScopeProblem};
use fedic_syntax::{
    Parsed,
    view::{self, View},
};
use rustc_hash::FxHashMap;
use scope::Frame;
use std::sync::Arc;

/// Real nesting beyond this is refused; the parser refuses earlier what is bracketed.
const MAX_DEPTH: usize = 500_000;
/// Scopes inside each other beyond this are refused: they are counted in 16 bits.
const MAX_FRAMES: usize = 60_000;
/// The stack that one level of nesting may need, and what is added when it is not there.
const LEVEL: usize = 64 << 10;
const STACK: usize = 4 << 20;

/// What the language of a file has beside the common one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dialect {
    /// An embedded file: one more global name, `__fedic`.
    pub embedded: bool,
    /// A file read by `scopedImport`. It starts in one frame, which is counted, whose only
    /// slot holds the given set. A name that is bound nowhere in the file becomes an
    /// [`Expr::With`] that looks there first, then in the `with`s around it unless the name
    /// is global; when no set has it, the evaluator takes the global of that name.
    pub scoped: bool,
    /// Whether `|>` and `<|` are allowed.
    pub pipe_operators: bool,
    /// Whether bytes of the text that are no characters are written as in [`fedic_syntax::raw`].
    pub raw: bool,
    /// Whether names are numbered as Nix numbers them, which takes a look at all of the text. Those
    /// of embedded files always are.
    pub ordered: bool,
}

/// A body, where its nodes stand, and what is wrong with its names.
#[derive(Clone, Debug, PartialEq)]
pub struct Lowered {
    /// The whole file.
    pub body: Body,
    /// The sections that it has been cut into, the outermost first; none if it has not been.
    pub sections: Vec<Arc<Body>>,
    pub source_map: SourceMap,
    pub problems: Vec<Problem>,
    /// The values of attributes and bindings, and the bodies of functions among them: the
    /// number of the first expression and of the one behind the last.
    pub(crate) values: Vec<(u32, u32)>,
}

/// Lowers a parsed text. Faults of the text itself stay with `parsed`; what could not be read
/// is [`Expr::Missing`] here. In a text with faults no variable is reported as undefined, nor an
/// `or` as one: what binds it may stand in what could not be read.
#[must_use]
pub fn lower(file: FileId, parsed: &Parsed<'_>, dialect: Dialect) -> Lowered {
    let mut lowering = Lowering {
        file,
        dialect,
        body: Body { raw: dialect.raw, ..Body::default() },
        source_map: SourceMap::default(),
        problems: Vec::new(),
        frames: Vec::new(),
        names: FxHashMap::default(),
        strings: FxHashMap::default(),
        depth: 0,
        compared: 0,
        with_depths: 0,
        values: Vec::new(),
        bodies: Vec::new(),
    };
    if dialect.scoped {
        lowering.frames.push(Frame::Set);
    }
    if dialect.embedded || dialect.ordered {
        lowering.name_in_order(parsed);
    }
    let root = view::root(parsed);
    let id = lowering.expr(root.expr(), root.span());
    lowering.body.root = Some(id);
    if !parsed.faults.is_empty() {
        lowering.problems.retain(|problem| {
            !matches!(
                problem,
                Problem::Scope(ScopeProblem::UndefinedVariable { .. } | ScopeProblem::OldOr { .. })
            )
        });
    }
    lowering.shrink();
    Lowered {
        body: lowering.body,
        sections: Vec::new(),
        source_map: lowering.source_map,
        problems: lowering.problems,
        values: lowering.values,
    }
}

struct Lowering {
    file: FileId,
    dialect: Dialect,
    body: Body,
    source_map: SourceMap,
    problems: Vec<Problem>,
    /// The frames around the expression being lowered, outermost first.
    frames: Vec<Frame>,
    names: FxHashMap<Arc<str>, NameId>,
    strings: FxHashMap<Arc<str>, StrId>,
    depth: usize,
    /// Names that were looked at for those that may have been meant.
    compared: usize,
    /// The depths in all lookups in the sets of `with`.
    with_depths: usize,
    values: Vec<(u32, u32)>,
    /// The bodies of functions that are values, while they are lowered.
    bodies: Vec<ExprId>,
}

/// An expression still to be lowered, into a number that it already has.
struct Pending<'t> {
    id: ExprId,
    node: Option<view::Expr<'t>>,
    /// The name it is bound to, if it turns out to be a lambda.
    name: Option<NameId>,
}

impl Lowering {
    /// Lowers an expression; `around` is the range to report when there is none.
    fn expr(&mut self, node: Option<view::Expr<'_>>, around: Span) -> ExprId {
        self.named_expr(node, around, None)
    }

    fn named_expr(&mut self, node: Option<view::Expr<'_>>, around: Span, name: Option<NameId>) -> ExprId {
        let id = self.reserve(around);
        self.expr_into(Pending { id, node, name });
        id
    }

    /// Lowers an expression, what is in tail position of it in a loop.
    fn expr_into(&mut self, pending: Pending<'_>) {
        if self.depth == MAX_DEPTH {
            self.problem(ScopeProblem::TooDeep { at: self.place(node_of(pending.id)) });
            return;
        }
        self.depth += 1;
        let (frames, bodies) = (self.frames.len(), self.bodies.len());
        stacker::maybe_grow(LEVEL, STACK, || {
            let mut next = Some(pending);
            while let Some(pending) = next {
                if self.frames.len() > MAX_FRAMES {
                    self.problem(ScopeProblem::TooDeep { at: self.place(node_of(pending.id)) });
                    return;
                }
                next = self.step(pending);
            }
        });
        self.frames.truncate(frames);
        self.depth -= 1;
        while self.bodies.len() > bodies {
            let body = self.bodies.pop();
            body.into_iter().for_each(|body| self.end_value(body));
        }
    }

    /// Gives back what the tables do not need: bodies stay as long as their files.
    fn shrink(&mut self) {
        self.body.exprs.shrink_to_fit();
        self.body.names.shrink_to_fit();
        self.body.strings.shrink_to_fit();
        self.body.lambdas.shrink_to_fit();
        self.body.bindings.shrink_to_fit();
        self.body.paths.shrink_to_fit();
        self.body.pieces.shrink_to_fit();
        self.body.children.shrink_to_fit();
        self.source_map.exprs.shrink_to_fit();
        self.source_map.names.shrink_to_fit();
        self.source_map.paths.shrink_to_fit();
    }

    /// Says that the last expression of a value has been lowered.
    fn end_value(&mut self, value: ExprId) {
        self.values.push((value.0, index(self.body.exprs.len())));
    }

    /// A new expression, so far missing.
    fn reserve(&mut self, span: Span) -> ExprId {
        let id = ExprId(index(self.body.exprs.len()));
        self.body.exprs.push(Expr::Missing);
        self.source_map.exprs.push(span);
        id
    }

    fn set(&mut self, id: ExprId, expr: Expr) {
        self.body.exprs[id.0 as usize] = expr;
    }

    fn add(&mut self, span: Span, expr: Expr) -> ExprId {
        let id = self.reserve(span);
        self.set(id, expr);
        id
    }

    fn span_of(&self, id: ExprId) -> Span {
        self.source_map.exprs[id.0 as usize]
    }

    /// A new name node.
    fn name_node(&mut self, span: Span) -> NodeId {
        let node = NodeId::name(index(self.source_map.names.len()));
        self.source_map.names.push(span);
        self.source_map.paths.push(span.start);
        node
    }

    fn name(&mut self, text: &str) -> NameId {
        if let Some(&name) = self.names.get(text) {
            return name;
        }
        let text: Arc<str> = text.into();
        let name = NameId(index(self.body.names.len()));
        self.body.names.push(text.clone());
        self.names.insert(text, name);
        name
    }

    fn name_text(&self, name: NameId) -> &str {
        &self.body.names[name.0 as usize]
    }

    fn string(&mut self, text: &str) -> StrId {
        if let Some(&string) = self.strings.get(text) {
            return string;
        }
        let text: Arc<str> = text.into();
        let string = StrId(index(self.body.strings.len()));
        self.body.strings.push(text.clone());
        self.strings.insert(text, string);
        string
    }

    fn place(&self, node: NodeId) -> Place {
        Place { file: self.file, node }
    }

    fn problem(&mut self, problem: ScopeProblem) {
        self.problems.push(Problem::Scope(problem));
    }
}

/// The node of an expression in a file that has not been cut.
fn node_of(expr: ExprId) -> NodeId {
    NodeId::expr(expr.0)
}

/// A text is shorter than 4 GB, so none of its tables has more entries.
pub(crate) fn index(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
