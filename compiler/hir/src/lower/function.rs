//! Lambdas and calls.

use super::{
    Lowering, Pending, index, node_of,
    scope::{Frame, Slots},
};
use crate::{Expr, ExprId, Formal, Lambda, LambdaId, NameId, Params, Range};
use fedic_diagnostics::{NodeId, Span, problem::scope::ScopeProblem};
use fedic_syntax::view::{self, View};
use rustc_hash::FxHashMap;

impl Lowering {
    /// Lowers a lambda but for its body, which is left pending. Consecutive simple
    /// parameters become one lambda.
    pub(super) fn lambda<'t>(
        &mut self,
        id: ExprId,
        lambda: view::Lambda<'t>,
        name: Option<NameId>,
    ) -> Option<Pending<'t>> {
        let span = lambda.span();
        let (params, frame, body) = match lambda.param() {
            Some(view::Param::Pattern(pattern)) => {
                let (params, frame) = self.pattern(pattern);
                (params, frame, lambda.body())
            }
            Some(view::Param::IdentParam(_)) | None => self.simple_params(lambda),
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

    fn simple_params<'t>(&mut self, mut lambda: view::Lambda<'t>) -> (Params, Frame, Option<view::Expr<'t>>) {
        let mut params = Vec::new();
        let mut names = Slots::default();
        loop {
            if let Some(view::Param::IdentParam(param)) = lambda.param() {
                let (name, at) = self.ident(param.ident(), param.span());
                names.insert(name, index(params.len()));
                params.push((name, at));
            }
            match lambda.body() {
                Some(view::Expr::Lambda(inner))
                    if matches!(inner.param(), Some(view::Param::IdentParam(_))) =>
                {
                    lambda = inner;
                }
                body => return (Params::Simple(params.into()), Frame::Names(names), body),
            }
        }
    }

    fn pattern(&mut self, pattern: view::Pattern<'_>) -> (Params, Frame) {
        let mut names = Slots::default();
        let mut first: FxHashMap<NameId, NodeId> = FxHashMap::default();
        let at_name = pattern.pat_bind().and_then(|bind| bind.ident()).map(|ident| {
            let (name, at) = self.ident(Some(ident), ident.span());
            names.insert(name, 0);
            first.insert(name, at);
            (name, at)
        });
        let mut formals = Vec::new();
        for entry in pattern.pat_entries() {
            let (name, at) = self.ident(entry.ident(), entry.span());
            if let Some(&earlier) = first.get(&name) {
                let text = self.name_text(name).to_owned();
                let (at, first) = (self.place(at), self.place(earlier));
                self.problem(ScopeProblem::DuplicateFormal { at, name: text, first });
            }
            formals.push(Formal { name, at, default: None });
            names.insert(name, index(formals.len()));
            first.insert(name, at);
        }
        let ellipsis = pattern.has_ellipsis();
        (Params::Pattern { formals: formals.into(), ellipsis, at_name }, Frame::Names(names))
    }

    /// Lowers the formals' defaults, inside the lambda's frame.
    fn defaults(&mut self, id: LambdaId, lambda: view::Lambda<'_>) {
        let Some(view::Param::Pattern(pattern)) = lambda.param() else { return };
        for (at, entry) in pattern.pat_entries().enumerate() {
            if !entry.has_default() {
                continue;
            }
            let default = self.expr(entry.default(), entry.span());
            if let Params::Pattern { formals, .. } = &mut self.body.lambdas[id.0 as usize].params {
                formals[at].default = Some(default);
            }
        }
    }

    /// A name with a node of its own.
    pub(super) fn ident(&mut self, ident: Option<view::Ident<'_>>, around: Span) -> (NameId, NodeId) {
        let node = self.name_node(ident.map_or(around, View::span));
        (self.name(ident.map_or("", view::Ident::text)), node)
    }

    /// Lowers a call with all the arguments that stand beside each other.
    pub(super) fn call(&mut self, id: ExprId, call: view::Apply<'_>) {
        let span = call.span();
        let mut arguments = vec![call.argument()];
        let mut function = call.lambda();
        while let Some(view::Expr::Apply(inner)) = function {
            arguments.push(inner.argument());
            function = inner.lambda();
        }
        let function = self.expr(function, span);
        let arguments: Vec<ExprId> =
            arguments.into_iter().rev().map(|argument| self.part(argument, span)).collect();
        let arguments = self.children(&arguments);
        self.set(id, Expr::Call { function, arguments });
    }

    pub(super) fn list(&mut self, id: ExprId, list: view::List<'_>) {
        let items: Vec<ExprId> = list.items().map(|item| self.part(Some(item), item.span())).collect();
        let items = self.children(&items);
        self.set(id, Expr::List(items));
    }

    /// An argument or an item.
    fn part(&mut self, node: Option<view::Expr<'_>>, around: Span) -> ExprId {
        let part = self.expr(node, around);
        self.warn_of_or(node, part);
        part
    }

    /// An argument, an item or a default is a call without parentheses only if that of `or`.
    pub(super) fn warn_of_or(&mut self, node: Option<view::Expr<'_>>, id: ExprId) {
        if let Some(view::Expr::Apply(_)) = node {
            self.problem(ScopeProblem::OldOr { at: self.place(node_of(id)) });
        }
    }

    pub(super) fn children(&mut self, ids: &[ExprId]) -> Range {
        let start = index(self.body.children.len());
        self.body.children.extend_from_slice(ids);
        Range { start, len: index(ids.len()) }
    }
}
