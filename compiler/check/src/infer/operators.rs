//! Operators, conditions and interpolations: what they take and what they give.

use super::{Checker, Env, Want};
use crate::ty::{SetTy, Ty};
use fedic_diagnostics::problem::types::TypesProblem;
use fedic_hir::{BinaryOp, ExprId, UnaryOp};
use std::sync::Arc;

impl Checker<'_> {
    pub(super) fn boolean(&mut self, id: ExprId, env: &Env, of: &str) {
        let ty = self.infer(id, env);
        self.operand(id, &ty, &Ty::Bool, of, None);
    }

    pub(super) fn interpolation(&mut self, id: ExprId, ty: &Ty) {
        let ty = self.model.expand(ty);
        let help =
            matches!(ty, Ty::Int | Ty::Float | Ty::Number).then(|| "convert it with `toString`".to_owned());
        self.operand(id, &ty, &Ty::String, "an interpolation", help);
    }

    /// Reports a value that certainly is not what is wanted.
    fn operand(&mut self, id: ExprId, ty: &Ty, wanted: &Ty, of: &str, help: Option<String>) {
        if !self.model.clash(ty, wanted) {
            return;
        }
        let (expected, found) = (wanted.words(), self.model.expand(ty).words());
        let at = self.place_of(id);
        self.report(at, TypesProblem::WrongOperand { at, of: of.to_owned(), expected, found, help });
    }

    pub(super) fn unary(&mut self, op: UnaryOp, operand: ExprId, env: &Env) -> Ty {
        let ty = self.infer(operand, env);
        match op {
            UnaryOp::Not => {
                self.operand(operand, &ty, &Ty::Bool, "`!`", None);
                Ty::Bool
            }
            UnaryOp::Negate => {
                self.operand(operand, &ty, &Ty::Number, "`-`", None);
                numeric(&self.model.expand(&ty), &Ty::Int)
            }
        }
    }

    pub(super) fn binary(
        &mut self,
        id: ExprId,
        op: BinaryOp,
        left: ExprId,
        right: ExprId,
        env: &Env,
        want: &Want,
    ) -> Ty {
        match op {
            BinaryOp::Update => return self.update(left, right, env, want),
            BinaryOp::Concat => return self.concat(left, right, env, want),
            _ => {}
        }
        let (a, b) = (self.infer(left, env), self.infer(right, env));
        let ty = match op {
            BinaryOp::Add => self.add(left, &a, right, &b),
            BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide => {
                let of = sign(op);
                self.operand(left, &a, &Ty::Number, of, None);
                self.operand(right, &b, &Ty::Number, of, None);
                numeric(&self.model.expand(&a), &self.model.expand(&b))
            }
            BinaryOp::And | BinaryOp::Or | BinaryOp::Implies => {
                self.operand(left, &a, &Ty::Bool, sign(op), None);
                self.operand(right, &b, &Ty::Bool, sign(op), None);
                Ty::Bool
            }
            BinaryOp::Less | BinaryOp::LessOrEqual | BinaryOp::Greater | BinaryOp::GreaterOrEqual => {
                self.compared(left, &a, right, &b, sign(op));
                Ty::Bool
            }
            BinaryOp::Equal | BinaryOp::NotEqual => Ty::Bool,
            BinaryOp::Update | BinaryOp::Concat => Ty::Unknown,
        };
        self.compare(id, &ty, want);
        ty
    }

    /// `a + b`: numbers, or strings and paths.
    fn add(&mut self, left: ExprId, a: &Ty, right: ExprId, b: &Ty) -> Ty {
        let addable = Ty::union([Ty::Number, Ty::String, Ty::Path]);
        let of = "`+`";
        for (id, ty) in [(left, a), (right, b)] {
            let help = match self.model.expand(ty) {
                Ty::List(_) => Some("lists are joined with `++`".to_owned()),
                Ty::Set(_) | Ty::Options(_) => Some("sets are joined with `//`".to_owned()),
                _ => None,
            };
            self.operand(id, ty, &addable, of, help);
        }
        let (a, b) = (self.model.expand(a), self.model.expand(b));
        let number = |ty: &Ty| matches!(ty, Ty::Int | Ty::Float | Ty::Number);
        match (&a, &b) {
            _ if number(&a) && number(&b) => numeric(&a, &b),
            (Ty::String, Ty::String) => Ty::String,
            (Ty::String, _) if number(&b) => {
                self.operand(
                    right,
                    &b,
                    &Ty::String,
                    "`+` behind a string",
                    Some("convert it with `toString`".to_owned()),
                );
                Ty::String
            }
            (_, Ty::String) if number(&a) => {
                self.operand(
                    left,
                    &a,
                    &Ty::String,
                    "`+` before a string",
                    Some("convert it with `toString`".to_owned()),
                );
                Ty::String
            }
            (Ty::String, _) => Ty::String,
            _ => Ty::Unknown,
        }
    }

    fn compared(&mut self, left: ExprId, a: &Ty, right: ExprId, b: &Ty, of: &str) {
        let ordered = Ty::union([Ty::Number, Ty::String, Ty::Path, Ty::list(Ty::Unknown)]);
        self.operand(left, a, &ordered, of, None);
        let (a, known) = (self.model.expand(a), |ty: &Ty| {
            matches!(ty, Ty::Int | Ty::Float | Ty::Number | Ty::String | Ty::List(_))
        });
        let wanted = match &a {
            Ty::Int | Ty::Float => Ty::Number,
            a if known(a) => a.clone(),
            _ => ordered,
        };
        self.operand(right, b, &wanted, of, None);
    }

    fn concat(&mut self, left: ExprId, right: ExprId, env: &Env, want: &Want) -> Ty {
        let any = Ty::list(Ty::Unknown);
        let mut elements = Vec::new();
        for id in [left, right] {
            let ty = self.visit(id, env, want);
            self.operand(id, &ty, &any, "`++`", None);
            elements.push(match self.model.expand(&ty) {
                Ty::List(element) => (*element).clone(),
                _ => Ty::Unknown,
            });
        }
        Ty::list(Ty::union(elements))
    }

    /// `a // b`. What the left defines may be overwritten, so that only the right is held
    /// against what is wanted.
    fn update(&mut self, left: ExprId, right: ExprId, env: &Env, want: &Want) -> Ty {
        let a = self.infer(left, env);
        let partial = match want {
            Want::Value(definition) | Want::Result(definition) => self.parts(definition),
            Want::Module(tree) | Want::Definitions(tree) => Want::Definitions(tree.clone()),
            Want::Nothing | Want::Hint(_) | Want::Function { .. } => Want::Nothing,
        };
        let b = self.visit(right, env, &partial);
        self.operand(left, &a, &Ty::open_set(), "`//`", None);
        self.operand(right, &b, &Ty::open_set(), "`//`", None);
        match (self.model.expand(&a), self.model.expand(&b)) {
            (Ty::Set(a), Ty::Set(b)) => Ty::Set(Arc::new(updated(&a, &b))),
            _ => Ty::open_set(),
        }
    }
}

fn updated(a: &SetTy, b: &SetTy) -> SetTy {
    let mut members = a.members.clone();
    for member in &b.members {
        match members.iter_mut().find(|old| old.name == member.name) {
            Some(old) if member.optional => {
                old.ty = Ty::union([old.ty.clone(), member.ty.clone()]);
            }
            Some(old) => *old = member.clone(),
            None => members.push(member.clone()),
        }
    }
    let rest = match (&a.rest, &b.rest) {
        (None, None) => None,
        // What the right has may lie over what the left is known to have.
        (_, Some(_)) => {
            members.retain(|member| b.member(&member.name).is_some());
            Some(Ty::Unknown)
        }
        (Some(rest), None) => Some(rest.clone()),
    };
    SetTy { name: None, members, rest }
}

fn numeric(a: &Ty, b: &Ty) -> Ty {
    match (a, b) {
        (Ty::Int, Ty::Int) => Ty::Int,
        (Ty::Float, Ty::Int | Ty::Float) | (Ty::Int, Ty::Float) => Ty::Float,
        _ => Ty::Number,
    }
}

fn sign(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "`+`",
        BinaryOp::Subtract => "`-`",
        BinaryOp::Multiply => "`*`",
        BinaryOp::Divide => "`/`",
        BinaryOp::Concat => "`++`",
        BinaryOp::Update => "`//`",
        BinaryOp::And => "`&&`",
        BinaryOp::Or => "`||`",
        BinaryOp::Implies => "`->`",
        BinaryOp::Equal => "`==`",
        BinaryOp::NotEqual => "`!=`",
        BinaryOp::Less => "`<`",
        BinaryOp::LessOrEqual => "`<=`",
        BinaryOp::Greater => "`>`",
        BinaryOp::GreaterOrEqual => "`>=`",
    }
}
