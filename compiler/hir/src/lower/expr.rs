//! Expressions one by one: everything but functions and bindings.

use super::{Lowering, Pending, index, node_of, scope::Frame};
use crate::{BinaryOp, Expr, ExprId, KeyPart, NameId, PathId, PiecesId, StringPiece, UnaryOp};
use fedic_diagnostics::{Span, problem::scope::ScopeProblem};
use fedic_syntax::{
    Piece,
    ast::{BinOpKind, SyntaxKind, UnaryOpKind},
    path_pieces, string_pieces,
    view::{self, View},
};
use std::borrow::Cow;

impl Lowering {
    /// Lowers one expression into its number; gives what remains to be lowered in tail
    /// position. Frames pushed here stay until the whole tail is done.
    pub(super) fn step<'t>(&mut self, pending: Pending<'t>) -> Option<Pending<'t>> {
        let Pending { id, node, name } = pending;
        let node = node?;
        let span = node.span();
        self.source_map.exprs[id.0 as usize] = span;
        match node {
            view::Expr::Paren(paren) => return Some(Pending { id, node: paren.expr(), name }),
            view::Expr::Lambda(lambda) => return self.lambda(id, lambda, name),
            view::Expr::LetIn(let_in) => return self.let_in(id, let_in),
            view::Expr::With(with) => return self.with(id, with, span),
            view::Expr::Assert(assert) => return self.assert(id, assert, span),
            view::Expr::IfElse(if_else) => return self.if_else(id, if_else, span),
            view::Expr::UnaryOp(unary) => return self.unary(id, unary, span),
            view::Expr::BinOp(binary) => return self.binary(id, binary),
            view::Expr::Select(select) => return self.select(id, select, span),
            view::Expr::HasAttr(has) => {
                let base = self.expr(has.expr(), span);
                let path = self.path(has.attrpath());
                self.set(id, Expr::HasAttr { base, path });
            }
            view::Expr::Apply(call) => self.call(id, call),
            view::Expr::List(list) => self.list(id, list),
            view::Expr::AttrSet(set) => self.attr_set(id, set),
            view::Expr::LegacyLet(legacy) => self.legacy_let(id, legacy),
            view::Expr::Ident(ident) => {
                let name = self.name(ident.text());
                let expr = self.variable(name, node_of(id));
                self.set(id, expr);
            }
            view::Expr::CurPos(_) => self.set(id, Expr::CurrentPosition),
            view::Expr::Literal(literal) => self.literal(id, literal),
            view::Expr::Str(string) => self.string_literal(id, string),
            view::Expr::PathSearch(path) => self.search_path(id, path),
            view::Expr::PathAbs(path) => self.path_literal(id, path.node()),
            view::Expr::PathRel(path) => self.path_literal(id, path.node()),
            view::Expr::PathHome(path) => self.path_literal(id, path.node()),
            view::Expr::Error(_) => {}
        }
        None
    }

    fn let_in<'t>(&mut self, id: ExprId, let_in: view::LetIn<'t>) -> Option<Pending<'t>> {
        let bindings = self.let_bindings(let_in);
        let body = self.reserve(let_in.span());
        self.set(id, Expr::Let { bindings, body });
        Some(Pending { id: body, node: let_in.body(), name: None })
    }

    fn with<'t>(&mut self, id: ExprId, with: view::With<'t>, span: Span) -> Option<Pending<'t>> {
        let scope = self.expr(with.namespace(), span);
        let body = self.reserve(span);
        self.set(id, Expr::WithIn { scope, body });
        self.frames.push(Frame::Set);
        Some(Pending { id: body, node: with.body(), name: None })
    }

    fn assert<'t>(&mut self, id: ExprId, assert: view::Assert<'t>, span: Span) -> Option<Pending<'t>> {
        let condition = self.expr(assert.condition(), span);
        let body = self.reserve(span);
        self.set(id, Expr::Assert { condition, body });
        Some(Pending { id: body, node: assert.body(), name: None })
    }

    fn if_else<'t>(&mut self, id: ExprId, if_else: view::IfElse<'t>, span: Span) -> Option<Pending<'t>> {
        let condition = self.expr(if_else.condition(), span);
        let then = self.expr(if_else.body(), span);
        let otherwise = self.reserve(span);
        self.set(id, Expr::If { condition, then, otherwise });
        Some(Pending { id: otherwise, node: if_else.else_body(), name: None })
    }

    /// `!a`, `-a`. Negation is `__sub 0 a`, and means whatever `__sub` means here.
    fn unary<'t>(&mut self, id: ExprId, unary: view::UnaryOp<'t>, span: Span) -> Option<Pending<'t>> {
        let negate = matches!(unary.operator(), Some(UnaryOpKind::Negate));
        let rebound = if negate { self.rebound("__sub", id) } else { None };
        let zero = rebound.map(|_| self.add(span, Expr::Int(0)));
        let operand = self.reserve(span);
        match rebound.zip(zero) {
            Some((function, zero)) => {
                let arguments = self.children(&[zero, operand]);
                self.set(id, Expr::Call { function, arguments });
            }
            None => {
                let op = if negate { UnaryOp::Negate } else { UnaryOp::Not };
                self.set(id, Expr::Unary { op, operand });
            }
        }
        Some(Pending { id: operand, node: unary.expr(), name: None })
    }

    /// Lowers an operator with the whole chain of operators on its left; the right operand of
    /// the outermost is left pending.
    fn binary<'t>(&mut self, id: ExprId, node: view::BinOp<'t>) -> Option<Pending<'t>> {
        let mut chain = vec![(id, node)];
        let leftmost = loop {
            let (_, last) = chain.last()?;
            match last.lhs() {
                Some(view::Expr::BinOp(inner)) => {
                    let inner_id = self.reserve(inner.span());
                    chain.push((inner_id, inner));
                }
                lhs => break lhs,
            }
        };
        let mut left = self.expr(leftmost, self.span_of(id));
        while let Some((id, node)) = chain.pop() {
            let right = self.reserve(node.span());
            self.operator(id, node, left, right);
            let pending = Pending { id: right, node: node.rhs(), name: None };
            if chain.is_empty() {
                return Some(pending);
            }
            self.expr_into(pending);
            left = id;
        }
        None
    }

    fn operator(&mut self, id: ExprId, node: view::BinOp<'_>, left: ExprId, right: ExprId) {
        let Some(kind) = node.operator() else { return };
        let op = match binary_op(kind) {
            Ok(op) => op,
            Err(Pipe::Right) => return self.pipe(id, right, left),
            Err(Pipe::Left) => return self.pipe(id, left, right),
        };
        let Some(function) = function_of(op).and_then(|name| self.rebound(name, id)) else {
            self.set(id, Expr::Binary { op, left, right });
            return;
        };
        let swapped = matches!(op, BinaryOp::Greater | BinaryOp::LessOrEqual);
        let arguments = self.children(&if swapped { [right, left] } else { [left, right] });
        let call = Expr::Call { function, arguments };
        if matches!(op, BinaryOp::LessOrEqual | BinaryOp::GreaterOrEqual) {
            let operand = self.add(self.span_of(id), call);
            self.set(id, Expr::Unary { op: UnaryOp::Not, operand });
        } else {
            self.set(id, call);
        }
    }

    /// `f <| a` and `a |> f` are `f a`.
    fn pipe(&mut self, id: ExprId, function: ExprId, argument: ExprId) {
        if !self.dialect.pipe_operators {
            self.problem(ScopeProblem::PipeOperator { at: self.place(node_of(id)) });
        }
        let arguments = self.children(&[argument]);
        self.set(id, Expr::Call { function, arguments });
    }

    /// The variable behind an operator or a search path, if the text gives it a meaning of its
    /// own: Nix reads `a - b` as `__sub a b` in the scope where it stands.
    fn rebound(&mut self, name: &str, around: ExprId) -> Option<ExprId> {
        if !self.dialect.scoped && !self.names.contains_key(name) {
            return None;
        }
        let name = self.name(name);
        match self.resolve(name, node_of(around)) {
            Expr::Global(_) => None,
            variable => Some(self.add(self.span_of(around), variable)),
        }
    }

    fn select<'t>(&mut self, id: ExprId, select: view::Select<'t>, span: Span) -> Option<Pending<'t>> {
        let base = self.expr(select.expr(), span);
        let path = self.path(select.attrpath());
        if !select.has_default() {
            self.set(id, Expr::Select { base, path });
            return None;
        }
        let default = self.reserve(span);
        self.set(id, Expr::SelectOr { base, path, default });
        self.warn_of_or(select.default_expr(), default);
        Some(Pending { id: default, node: select.default_expr(), name: None })
    }

    fn path(&mut self, path: Option<view::Attrpath<'_>>) -> PathId {
        let attrs = path.into_iter().flat_map(view::Attrpath::attrs);
        let parts = attrs
            .map(|attr| match static_name(attr) {
                Ok(text) => self.static_key(&text, attr.span()),
                Err(computed) => KeyPart::Dynamic(self.expr(computed, attr.span())),
            })
            .collect();
        self.add_path(parts)
    }

    pub(super) fn static_key(&mut self, text: &str, span: Span) -> KeyPart {
        KeyPart::Static { name: self.name(text), at: self.name_node(span) }
    }

    pub(super) fn add_path(&mut self, parts: Vec<KeyPart>) -> PathId {
        let path = PathId(index(self.body.paths.len()));
        self.body.paths.push(parts.into());
        path
    }

    fn literal(&mut self, id: ExprId, literal: view::Literal<'_>) {
        // A number that is out of range is the parser's to report.
        let expr = match literal.token() {
            Some((SyntaxKind::TOKEN_INTEGER, text)) => text.parse().map_or(Expr::Missing, Expr::Int),
            Some((SyntaxKind::TOKEN_FLOAT, text)) => text.parse().map_or(Expr::Missing, Expr::Float),
            Some((_, uri)) => Expr::Str(self.string(uri)),
            None => Expr::Missing,
        };
        self.set(id, expr);
    }

    fn string_literal(&mut self, id: ExprId, string: view::Str<'_>) {
        let pieces = string_pieces(string);
        let expr = match pieces.as_slice() {
            [] => Expr::Str(self.string("")),
            [Piece::Text(text)] => Expr::Str(self.string(text)),
            [Piece::Interpolation(inner)] if string.is_indented() => {
                let inner = self.expr(inner.expr(), inner.span());
                // `''${"a"}''` is `"a"`: Nix leaves nothing of such a string.
                if let literal @ Expr::Str(_) = self.body.exprs[inner.0 as usize] {
                    literal
                } else {
                    Expr::Interpolated(self.interpolated(vec![StringPiece::Expr(inner)]))
                }
            }
            _ => Expr::Interpolated(self.pieces(pieces)),
        };
        self.set(id, expr);
    }

    fn path_literal(&mut self, id: ExprId, path: view::Node<'_>) {
        let pieces = path_pieces(path);
        let expr = match pieces.as_slice() {
            [] => Expr::Missing,
            [Piece::Text(text)] => Expr::Path(self.string(text)),
            _ => Expr::InterpolatedPath(self.pieces(pieces)),
        };
        self.set(id, expr);
    }

    /// `<a/b>` is `__findFile __nixPath "a/b"`, and means whatever these mean here.
    fn search_path(&mut self, id: ExprId, path: view::PathSearch<'_>) {
        let span = self.span_of(id);
        let pieces = path_pieces(path.node());
        let [Piece::Text(text)] = pieces.as_slice() else { return };
        let string = self.string(text);
        let finder = self.rebound("__findFile", id);
        let entries = self.rebound("__nixPath", id);
        if finder.is_none() && entries.is_none() {
            self.set(id, Expr::SearchPath(string));
            return;
        }
        let global = |this: &mut Lowering, name: &str| {
            let name: NameId = this.name(name);
            this.add(span, Expr::Global(name))
        };
        let function = finder.unwrap_or_else(|| global(self, "__findFile"));
        let entries = entries.unwrap_or_else(|| global(self, "__nixPath"));
        let text = self.add(span, Expr::Str(string));
        let arguments = self.children(&[entries, text]);
        self.set(id, Expr::Call { function, arguments });
    }

    fn pieces(&mut self, pieces: Vec<Piece<'_>>) -> PiecesId {
        let pieces = pieces
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => StringPiece::Text(self.string(&text)),
                Piece::Interpolation(inner) => StringPiece::Expr(self.expr(inner.expr(), inner.span())),
            })
            .collect();
        self.interpolated(pieces)
    }

    fn interpolated(&mut self, pieces: Vec<StringPiece>) -> PiecesId {
        let id = PiecesId(index(self.body.pieces.len()));
        self.body.pieces.push(pieces.into());
        id
    }
}

/// The name that a part of an attribute path is, or the expression that computes it. A literal
/// without interpolation is a name, in `${ }` too.
pub(super) fn static_name<'t>(attr: view::Attr<'t>) -> Result<Cow<'t, str>, Option<view::Expr<'t>>> {
    let expr = match attr {
        view::Attr::Ident(ident) => return Ok(Cow::Borrowed(ident.text())),
        view::Attr::Str(string) => view::Expr::Str(string),
        view::Attr::Dynamic(dynamic) => match dynamic.expr().and_then(view::unparenthesised) {
            Some(expr) => expr,
            None => return Err(None),
        },
    };
    let mut literal = expr;
    loop {
        let string = match literal {
            view::Expr::Str(string) => string,
            view::Expr::Literal(literal) => match literal.token() {
                Some((SyntaxKind::TOKEN_URI, uri)) => return Ok(Cow::Borrowed(uri)),
                _ => break,
            },
            _ => break,
        };
        let mut pieces = string_pieces(string);
        match pieces.pop() {
            None => return Ok(Cow::Borrowed("")),
            Some(_) if !pieces.is_empty() => break,
            Some(Piece::Text(text)) => return Ok(text),
            Some(Piece::Interpolation(inner)) => match inner.expr().and_then(view::unparenthesised) {
                Some(inner) if string.is_indented() => literal = inner,
                _ => break,
            },
        }
    }
    Err(Some(expr))
}

/// The function whose call an operator stands for.
fn function_of(op: BinaryOp) -> Option<&'static str> {
    match op {
        BinaryOp::Subtract => Some("__sub"),
        BinaryOp::Multiply => Some("__mul"),
        BinaryOp::Divide => Some("__div"),
        BinaryOp::Less | BinaryOp::LessOrEqual | BinaryOp::Greater | BinaryOp::GreaterOrEqual => {
            Some("__lessThan")
        }
        BinaryOp::Add
        | BinaryOp::Concat
        | BinaryOp::Update
        | BinaryOp::And
        | BinaryOp::Or
        | BinaryOp::Implies
        | BinaryOp::Equal
        | BinaryOp::NotEqual => None,
    }
}

/// An operator that is a call, and where its function stands.
enum Pipe {
    Left,
    Right,
}

fn binary_op(kind: BinOpKind) -> Result<BinaryOp, Pipe> {
    Ok(match kind {
        BinOpKind::Concat => BinaryOp::Concat,
        BinOpKind::Update => BinaryOp::Update,
        BinOpKind::Add => BinaryOp::Add,
        BinOpKind::Sub => BinaryOp::Subtract,
        BinOpKind::Mul => BinaryOp::Multiply,
        BinOpKind::Div => BinaryOp::Divide,
        BinOpKind::And => BinaryOp::And,
        BinOpKind::Equal => BinaryOp::Equal,
        BinOpKind::Implication => BinaryOp::Implies,
        BinOpKind::Less => BinaryOp::Less,
        BinOpKind::LessOrEq => BinaryOp::LessOrEqual,
        BinOpKind::More => BinaryOp::Greater,
        BinOpKind::MoreOrEq => BinaryOp::GreaterOrEqual,
        BinOpKind::NotEqual => BinaryOp::NotEqual,
        BinOpKind::Or => BinaryOp::Or,
        BinOpKind::PipeRight => return Err(Pipe::Right),
        BinOpKind::PipeLeft => return Err(Pipe::Left),
    })
}
