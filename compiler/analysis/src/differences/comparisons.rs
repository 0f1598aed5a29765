//! What code compares with values that it knows: there it may decide otherwise than another
//! version does. What is compared is known by its names alone.

use super::code::Uses;
use fedic_diff::Comparison;
use fedic_hir::{BinaryOp, Body, Expr, ExprId, KeyPart, NameId, UnaryOp};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// The comparisons within some expressions of a body, in the order of the text.
pub(super) fn within(body: &Body, uses: &Uses, outer: &[ExprId]) -> Vec<Comparison> {
    let outer: BTreeSet<ExprId> = outer.iter().copied().collect();
    let reader = Reader { body, uses, bound: uses.bound.iter().copied().collect() };
    let inside = reader.exprs().filter(|expr| uses.scopes.around(*expr).any(|it| outer.contains(&it)));
    let found: Vec<Found> = inside.flat_map(|expr| reader.comparisons(expr)).collect();
    let names = reader.names(found.iter().flat_map(|it| it.compared.iter().copied()).collect());
    let named = |found: Found| {
        let names: BTreeSet<String> =
            found.compared.iter().filter_map(|it| names.get(it)).flatten().cloned().collect();
        (!names.is_empty()).then_some(Comparison { by: found.by, names, with: found.with })
    };
    found.into_iter().filter_map(named).collect()
}

/// Those that only one of two versions makes; where all are the same, those of the new one.
pub(super) fn changed(old: &[Comparison], new: Vec<Comparison>) -> Vec<Comparison> {
    let only = |some: &[Comparison], others: &[Comparison]| -> Vec<Comparison> {
        some.iter().filter(|it| !others.contains(it)).cloned().collect()
    };
    let mut all = only(&new, old);
    all.extend(only(old, &new));
    if all.is_empty() { new } else { all }
}

/// A comparison before its names are known.
struct Found {
    by: String,
    compared: Vec<ExprId>,
    with: Vec<Json>,
}

struct Reader<'b> {
    body: &'b Body,
    uses: &'b Uses,
    /// What variables are bound to in their file.
    bound: BTreeMap<ExprId, ExprId>,
}

impl Reader<'_> {
    fn exprs(&self) -> impl Iterator<Item = ExprId> + use<> {
        (0_u32..).take(self.body.exprs.len()).map(ExprId)
    }

    /// What one expression compares.
    fn comparisons(&self, expr: ExprId) -> Vec<Found> {
        let found = |by: &str, known: ExprId, compared: Vec<ExprId>| {
            let with = self.values(known);
            (!with.is_empty()).then(|| Found { by: by.to_owned(), compared, with })
        };
        match self.body.exprs[expr.0 as usize] {
            Expr::Binary { op, left, right } if compares(op) => {
                let by = format!("{op:?}");
                let sides = [(left, right), (right, left)];
                sides.into_iter().filter_map(|(known, other)| found(&by, known, vec![other])).collect()
            }
            Expr::Call { function, arguments } => {
                let arguments = self.body.run(arguments);
                let by = self.name(function).unwrap_or_default();
                let others = |known: &ExprId| arguments.iter().copied().filter(|it| it != known).collect();
                arguments.iter().filter_map(|known| found(&by, *known, others(known))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The numbers and texts that an expression is, or the elements of a list of them.
    fn values(&self, expr: ExprId) -> Vec<Json> {
        match self.body.exprs[self.bound(expr).0 as usize] {
            Expr::List(elements) => self.body.run(elements).iter().filter_map(|it| self.value(*it)).collect(),
            _ => self.value(expr).into_iter().collect(),
        }
    }

    fn value(&self, expr: ExprId) -> Option<Json> {
        match self.body.exprs[self.bound(expr).0 as usize] {
            Expr::Int(number) => Some(number.into()),
            Expr::Float(number) => Some(number.into()),
            Expr::Str(text) => Some(self.body.strings[text.0 as usize].as_ref().into()),
            Expr::Unary { op: UnaryOp::Negate, operand } => match self.body.exprs[operand.0 as usize] {
                Expr::Int(number) => Some(number.checked_neg()?.into()),
                Expr::Float(number) => Some((-number).into()),
                _ => None,
            },
            _ => None,
        }
    }

    /// What a variable is bound to in its file, else the expression itself.
    fn bound(&self, expr: ExprId) -> ExprId {
        self.bound.get(&expr).copied().unwrap_or(expr)
    }

    /// The names in each of some expressions, and in what the variables in it are bound to.
    fn names(&self, outer: BTreeSet<ExprId>) -> BTreeMap<ExprId, BTreeSet<String>> {
        let mut owners: BTreeMap<ExprId, BTreeSet<ExprId>> =
            outer.into_iter().map(|expr| (expr, BTreeSet::from([expr]))).collect();
        let around = |owners: &BTreeMap<ExprId, BTreeSet<ExprId>>, expr: ExprId| -> BTreeSet<ExprId> {
            self.uses.scopes.around(expr).filter_map(|it| owners.get(&it)).flatten().copied().collect()
        };
        let bound: Vec<(ExprId, BTreeSet<ExprId>)> =
            self.bound.iter().map(|(user, value)| (*value, around(&owners, *user))).collect();
        for (value, of) in bound {
            owners.entry(value).or_default().extend(of);
        }
        let mut names: BTreeMap<ExprId, BTreeSet<String>> = BTreeMap::new();
        for expr in self.exprs() {
            let Some(name) = self.name(expr) else { continue };
            for owner in around(&owners, expr) {
                names.entry(owner).or_default().insert(name.clone());
            }
        }
        names
    }

    /// What an expression that is a variable or a member is called.
    fn name(&self, expr: ExprId) -> Option<String> {
        let name = |id: NameId| self.body.names[id.0 as usize].to_string();
        match self.body.exprs[expr.0 as usize] {
            Expr::Select { path, .. } | Expr::SelectOr { path, .. } => {
                match self.body.paths[path.0 as usize].last()? {
                    KeyPart::Static { name: id, .. } => Some(name(*id)),
                    KeyPart::Dynamic(_) => None,
                }
            }
            Expr::Local { .. } => Some(name(self.uses.scopes.binder(self.body, expr)?.name(self.body)?.0)),
            Expr::With(with) => Some(name(self.body.withs[with.0 as usize].name)),
            _ => None,
        }
    }
}

fn compares(op: BinaryOp) -> bool {
    match op {
        BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::LessOrEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterOrEqual => true,
        BinaryOp::Add
        | BinaryOp::Subtract
        | BinaryOp::Multiply
        | BinaryOp::Divide
        | BinaryOp::Concat
        | BinaryOp::Update
        | BinaryOp::And
        | BinaryOp::Or
        | BinaryOp::Implies => false,
    }
}
