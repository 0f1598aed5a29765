//! Lambdas and calls.

use super::{Lowering, Pending, index, scope::Frame};
use crate::{Expr, ExprId, Formal, Lambda, LambdaId, NameId, Params, Range};
use fedic_diagnostics::{NodeId, Span, problem::scope::ScopeProblem};
use fedic_syntax::ast::{self, AstNode};
use rustc_hash::FxHashMap;

impl Lowering {
    /// Lowers a lambda but for its body, which is left pending. Consecutive simple
    /// parameters become one lambda.
    pub(super) fn lambda(
        &mut self,
        id: ExprId,
        lambda: &ast::Lambda,
        name: Option<NameId>,
    ) -> Option<Pending> {
        let span = ast::span(lambda);
        let (params, frame, body) = match lambda.param() {
            Some(ast::Param::Pattern(pattern)) => {
                let (params, frame) = self.pattern(&pattern);
                (params, frame, lambda.body())
            }
            Some(ast::Param::IdentParam(_)) | None => self.simple_params(lambda),
        };
        let lambda_id = LambdaId(index(self.body.lambdas.len()));
        self.body.lambdas.push(Lambda { params, body: id, name });
        self.set(id, Expr::Lambda(lambda_id));
        self.frames.push(frame);
        self.defaults(lambda_id, lambda);
        let body_id = self.reserve(span);
        self.body.lambdas[lambda_id.0 as usize].body = body_id;
        if name.is_some() {
            self.bodies.push(body_id);
        }
        Some(Pending { id: body_id, node: body, name })
    }

    fn simple_params(&mut self, lambda: &ast::Lambda) -> (Params, Frame, Option<ast::Expr>) {
        let mut params = Vec::new();
        let mut names = FxHashMap::default();
        let mut lambda = lambda.clone();
        loop {
            if let Some(ast::Param::IdentParam(param)) = lambda.param() {
                let (name, at) = self.ident(param.ident().as_ref(), ast::span(&param));
                names.insert(name, index(params.len()));
                params.push((name, at));
            }
            match lambda.body() {
                Some(ast::Expr::Lambda(inner))
                    if matches!(inner.param(), Some(ast::Param::IdentParam(_))) =>
                {
                    lambda = inner;
                }
                body => return (Params::Simple(params), Frame::Names(names), body),
            }
        }
    }

    fn pattern(&mut self, pattern: &ast::Pattern) -> (Params, Frame) {
        let mut names: FxHashMap<NameId, u32> = FxHashMap::default();
        let mut first: FxHashMap<NameId, NodeId> = FxHashMap::default();
        let at_name = pattern.pat_bind().and_then(|bind| bind.ident()).map(|ident| {
            let (name, at) = self.ident(Some(&ident), ast::span(&ident));
            names.insert(name, 0);
            first.insert(name, at);
            (name, at)
        });
        let mut formals = Vec::new();
        for entry in pattern.pat_entries() {
            let (name, at) = self.ident(entry.ident().as_ref(), ast::span(&entry));
            if let Some(&earlier) = first.get(&name) {
                let text = self.name_text(name).to_owned();
                let (at, first) = (self.place(at), self.place(earlier));
                self.problem(ScopeProblem::DuplicateFormal { at, name: text, first });
            }
            formals.push(Formal { name, at, default: None });
            names.insert(name, index(formals.len()));
            first.insert(name, at);
        }
        let ellipsis = pattern.ellipsis_token().is_some();
        (Params::Pattern { formals, ellipsis, at_name }, Frame::Names(names))
    }

    /// Lowers the formals' defaults, inside the lambda's frame.
    fn defaults(&mut self, id: LambdaId, lambda: &ast::Lambda) {
        let Some(ast::Param::Pattern(pattern)) = lambda.param() else { return };
        for (at, entry) in pattern.pat_entries().enumerate() {
            if entry.question_token().is_none() {
                continue;
            }
            let default = self.expr(entry.default(), ast::span(&entry));
            if let Params::Pattern { formals, .. } = &mut self.body.lambdas[id.0 as usize].params {
                formals[at].default = Some(default);
            }
        }
    }

    /// A name with a node of its own.
    pub(super) fn ident(&mut self, ident: Option<&ast::Ident>, around: Span) -> (NameId, NodeId) {
        let text = ident.map(ast::ident_text).unwrap_or_default();
        let node = self.name_node(ident.map_or(around, ast::span));
        (self.name(&text), node)
    }

    /// Lowers a call with all the arguments that stand beside each other.
    pub(super) fn call(&mut self, id: ExprId, call: &ast::Apply) {
        let span = ast::span(call);
        let mut arguments = vec![call.argument()];
        let mut function = call.lambda();
        while let Some(ast::Expr::Apply(inner)) = &function {
            arguments.push(inner.argument());
            function = inner.lambda();
        }
        let function = self.expr(function, span);
        let arguments: Vec<ExprId> =
            arguments.into_iter().rev().map(|argument| self.expr(argument, span)).collect();
        let arguments = self.children(&arguments);
        self.set(id, Expr::Call { function, arguments });
    }

    pub(super) fn list(&mut self, id: ExprId, list: &ast::List) {
        let items: Vec<ExprId> = list
            .items()
            .map(|item| {
                let span = ast::to_span(item.syntax().text_range());
                self.expr(Some(item), span)
            })
            .collect();
        let items = self.children(&items);
        self.set(id, Expr::List(items));
    }

    pub(super) fn children(&mut self, ids: &[ExprId]) -> Range {
        let start = index(self.body.children.len());
        self.body.children.extend_from_slice(ids);
        Range { start, len: index(ids.len()) }
    }
}
