//! Expressions one by one: everything but functions and bindings.

use super::{Lowering, Pending, index, node_of, scope::Frame};
use crate::{BinaryOp, Expr, ExprId, KeyPart, NameId, PathId, PiecesId, StringPiece, UnaryOp};
use fedic_diagnostics::{Span, problem::scope::ScopeProblem};
use fedic_syntax::{
    Piece,
    ast::{self, AstNode},
    path_pieces, string_pieces,
};

impl Lowering {
    /// Lowers one expression into its number; gives what remains to be lowered in tail
    /// position. Frames pushed here stay until the whole tail is done.
    pub(super) fn step(&mut self, pending: Pending) -> Option<Pending> {
        let Pending { id, node, name } = pending;
        let node = node?;
        let span = ast::span(&node);
        self.source_map.exprs[id.0 as usize] = span;
        match node {
            ast::Expr::Paren(paren) => return Some(Pending { id, node: paren.expr(), name }),
            ast::Expr::Root(root) => return Some(Pending { id, node: root.expr(), name }),
            ast::Expr::Lambda(lambda) => return self.lambda(id, &lambda, name),
            ast::Expr::LetIn(let_in) => return self.let_in(id, &let_in),
            ast::Expr::With(with) => return self.with(id, &with, span),
            ast::Expr::Assert(assert) => return self.assert(id, &assert, span),
            ast::Expr::IfElse(if_else) => return self.if_else(id, &if_else, span),
            ast::Expr::UnaryOp(unary) => return self.unary(id, &unary, span),
            ast::Expr::BinOp(binary) => return self.binary(id, binary),
            ast::Expr::Select(select) => return self.select(id, &select, span),
            ast::Expr::HasAttr(has) => {
                let base = self.expr(has.expr(), span);
                let path = self.path(has.attrpath());
                self.set(id, Expr::HasAttr { base, path });
            }
            ast::Expr::Apply(call) => self.call(id, &call),
            ast::Expr::List(list) => self.list(id, &list),
            ast::Expr::AttrSet(set) => self.attr_set(id, &set),
            ast::Expr::LegacyLet(legacy) => self.legacy_let(id, &legacy),
            ast::Expr::Ident(ident) => {
                let name = self.name(&ast::ident_text(&ident));
                let expr = self.variable(name, node_of(id));
                self.set(id, expr);
            }
            ast::Expr::CurPos(_) => self.set(id, Expr::CurrentPosition),
            ast::Expr::Literal(literal) => self.literal(id, &literal),
            ast::Expr::Str(string) => self.string_literal(id, &string),
            ast::Expr::PathSearch(path) => self.search_path(id, path.into()),
            ast::Expr::PathAbs(path) => self.path_literal(id, &path.into()),
            ast::Expr::PathRel(path) => self.path_literal(id, &path.into()),
            ast::Expr::PathHome(path) => self.path_literal(id, &path.into()),
            ast::Expr::Error(_) => {}
        }
        None
    }

    fn let_in(&mut self, id: ExprId, let_in: &ast::LetIn) -> Option<Pending> {
        let bindings = self.let_bindings(let_in);
        let body = self.reserve(ast::span(let_in));
        self.set(id, Expr::Let { bindings, body });
        Some(Pending { id: body, node: let_in.body(), name: None })
    }

    fn with(&mut self, id: ExprId, with: &ast::With, span: Span) -> Option<Pending> {
        let scope = self.expr(with.namespace(), span);
        let body = self.reserve(span);
        self.set(id, Expr::WithIn { scope, body });
        self.frames.push(Frame::Set);
        Some(Pending { id: body, node: with.body(), name: None })
    }

    fn assert(&mut self, id: ExprId, assert: &ast::Assert, span: Span) -> Option<Pending> {
        let condition = self.expr(assert.condition(), span);
        let body = self.reserve(span);
        self.set(id, Expr::Assert { condition, body });
        Some(Pending { id: body, node: assert.body(), name: None })
    }

    fn if_else(&mut self, id: ExprId, if_else: &ast::IfElse, span: Span) -> Option<Pending> {
        let condition = self.expr(if_else.condition(), span);
        let then = self.expr(if_else.body(), span);
        let otherwise = self.reserve(span);
        self.set(id, Expr::If { condition, then, otherwise });
        Some(Pending { id: otherwise, node: if_else.else_body(), name: None })
    }

    /// `!a`, `-a`. Negation is `__sub 0 a`, and means whatever `__sub` means here.
    fn unary(&mut self, id: ExprId, unary: &ast::UnaryOp, span: Span) -> Option<Pending> {
        let negate = matches!(unary.operator(), Some(ast::UnaryOpKind::Negate));
        let rebound = if negate { self.rebound("__sub", span) } else { None };
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
    fn binary(&mut self, id: ExprId, node: ast::BinOp) -> Option<Pending> {
        let mut chain = vec![(id, node)];
        let leftmost = loop {
            let (_, last) = chain.last()?;
            match last.lhs() {
                Some(ast::Expr::BinOp(inner)) => {
                    let inner_id = self.reserve(ast::span(&inner));
                    chain.push((inner_id, inner));
                }
                lhs => break lhs,
            }
        };
        let mut left = self.expr(leftmost, self.span_of(id));
        while let Some((id, node)) = chain.pop() {
            let right = self.reserve(ast::span(&node));
            self.operator(id, &node, left, right);
            let pending = Pending { id: right, node: node.rhs(), name: None };
            if chain.is_empty() {
                return Some(pending);
            }
            self.expr_into(pending);
            left = id;
        }
        None
    }

    fn operator(&mut self, id: ExprId, node: &ast::BinOp, left: ExprId, right: ExprId) {
        let Some(kind) = node.operator() else { return };
        let op = binary_op(kind);
        if matches!(op, BinaryOp::PipeRight | BinaryOp::PipeLeft) && !self.dialect.pipe_operators {
            self.problem(ScopeProblem::PipeOperator { at: self.place(node_of(id)) });
        }
        let Some(function) = function_of(op).and_then(|name| self.rebound(name, self.span_of(id))) else {
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

    /// The variable behind an operator or a search path, if the text gives it a meaning of its
    /// own: Nix reads `a - b` as `__sub a b` in the scope where it stands.
    fn rebound(&mut self, name: &str, span: Span) -> Option<ExprId> {
        if !self.dialect.scoped && !self.names.contains_key(name) {
            return None;
        }
        let name = self.name(name);
        match self.resolve(name) {
            Expr::Global(_) => None,
            variable => Some(self.add(span, variable)),
        }
    }

    fn select(&mut self, id: ExprId, select: &ast::Select, span: Span) -> Option<Pending> {
        let base = self.expr(select.expr(), span);
        let path = self.path(select.attrpath());
        if select.or_token().is_none() {
            self.set(id, Expr::Select { base, path });
            return None;
        }
        let default = self.reserve(span);
        self.set(id, Expr::SelectOr { base, path, default });
        Some(Pending { id: default, node: select.default_expr(), name: None })
    }

    fn path(&mut self, path: Option<ast::Attrpath>) -> PathId {
        let attrs: Vec<ast::Attr> = path.into_iter().flat_map(|path| path.attrs()).collect();
        let parts = attrs
            .into_iter()
            .map(|attr| {
                let span = ast::span(&attr);
                match static_name(&attr) {
                    Ok(text) => self.static_key(&text, span),
                    Err(computed) => KeyPart::Dynamic(self.expr(computed, span)),
                }
            })
            .collect();
        self.add_path(parts)
    }

    pub(super) fn static_key(&mut self, text: &str, span: Span) -> KeyPart {
        KeyPart::Static { name: self.name(text), at: self.name_node(span) }
    }

    pub(super) fn add_path(&mut self, parts: Vec<KeyPart>) -> PathId {
        let path = PathId(index(self.body.paths.len()));
        self.body.paths.push(parts);
        path
    }

    fn literal(&mut self, id: ExprId, literal: &ast::Literal) {
        // A number that is out of range is the parser's to report.
        let expr = match literal.kind() {
            ast::LiteralKind::Integer(int) => int.value().map_or(Expr::Missing, Expr::Int),
            ast::LiteralKind::Float(float) => float.value().map_or(Expr::Missing, Expr::Float),
            ast::LiteralKind::Uri(uri) => Expr::Str(self.string(&uri.to_string())),
        };
        self.set(id, expr);
    }

    fn string_literal(&mut self, id: ExprId, string: &ast::Str) {
        let pieces = string_pieces(string);
        let expr = match pieces.as_slice() {
            [] => Expr::Str(self.string("")),
            [Piece::Text(text)] => Expr::Str(self.string(text)),
            _ => Expr::Interpolated(self.pieces(pieces)),
        };
        self.set(id, expr);
    }

    fn path_literal(&mut self, id: ExprId, path: &ast::Path) {
        let pieces = path_pieces(path);
        let expr = match pieces.as_slice() {
            [] => Expr::Missing,
            [Piece::Text(text)] => Expr::Path(self.string(text)),
            _ => Expr::InterpolatedPath(self.pieces(pieces)),
        };
        self.set(id, expr);
    }

    /// `<a/b>` is `__findFile __nixPath "a/b"`, and means whatever these mean here.
    fn search_path(&mut self, id: ExprId, path: ast::Path) {
        let span = self.span_of(id);
        let pieces = path_pieces(&path);
        let [Piece::Text(text)] = pieces.as_slice() else { return };
        let string = self.string(text);
        let finder = self.rebound("__findFile", span);
        let entries = self.rebound("__nixPath", span);
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

    fn pieces(&mut self, pieces: Vec<Piece>) -> PiecesId {
        let pieces = pieces
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => StringPiece::Text(self.string(&text)),
                Piece::Interpolation(inner) => {
                    StringPiece::Expr(self.expr(inner.expr(), ast::to_span(inner.syntax().text_range())))
                }
            })
            .collect();
        let id = PiecesId(index(self.body.pieces.len()));
        self.body.pieces.push(pieces);
        id
    }
}

/// The name that a part of an attribute path is, or the expression that computes it. A
/// string without interpolation is a name, in `${ }` too.
pub(super) fn static_name(attr: &ast::Attr) -> Result<String, Option<ast::Expr>> {
    let expr = match attr {
        ast::Attr::Ident(ident) => return Ok(ast::ident_text(ident)),
        ast::Attr::Str(string) => ast::Expr::Str(string.clone()),
        ast::Attr::Dynamic(dynamic) => match dynamic.expr().and_then(ast::unparenthesised) {
            Some(expr) => expr,
            None => return Err(None),
        },
    };
    let ast::Expr::Str(string) = &expr else { return Err(Some(expr)) };
    match string_pieces(string).as_slice() {
        [] => Ok(String::new()),
        [Piece::Text(text)] => Ok(text.clone()),
        _ => Err(Some(expr)),
    }
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
        | BinaryOp::NotEqual
        | BinaryOp::PipeRight
        | BinaryOp::PipeLeft => None,
    }
}

fn binary_op(kind: ast::BinOpKind) -> BinaryOp {
    match kind {
        ast::BinOpKind::Concat => BinaryOp::Concat,
        ast::BinOpKind::Update => BinaryOp::Update,
        ast::BinOpKind::Add => BinaryOp::Add,
        ast::BinOpKind::Sub => BinaryOp::Subtract,
        ast::BinOpKind::Mul => BinaryOp::Multiply,
        ast::BinOpKind::Div => BinaryOp::Divide,
        ast::BinOpKind::And => BinaryOp::And,
        ast::BinOpKind::Equal => BinaryOp::Equal,
        ast::BinOpKind::Implication => BinaryOp::Implies,
        ast::BinOpKind::Less => BinaryOp::Less,
        ast::BinOpKind::LessOrEq => BinaryOp::LessOrEqual,
        ast::BinOpKind::More => BinaryOp::Greater,
        ast::BinOpKind::MoreOrEq => BinaryOp::GreaterOrEqual,
        ast::BinOpKind::NotEqual => BinaryOp::NotEqual,
        ast::BinOpKind::Or => BinaryOp::Or,
        ast::BinOpKind::PipeRight => BinaryOp::PipeRight,
        ast::BinOpKind::PipeLeft => BinaryOp::PipeLeft,
    }
}
