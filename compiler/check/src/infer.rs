//! The walk: each expression once, in its scope, with what is wanted of it.
//!
//! A variable's type is that of the expression it is bound to, inferred when first asked
//! for; one that is asked for while it is being inferred is unknown. A lambda is inferred
//! once, under the first expectation that reaches it, its parameters unknown without one.

mod call;
mod define;
mod function;
mod operators;
mod select;
mod sets;

use crate::{Guess, Input, Others, library, model::Model, ty::Ty};
use fedic_diagnostics::{NodeId, Place, Problem, problem::types::TypesProblem};
use fedic_hir::{BindingsId, Body, Expr, ExprId, KeyPart, NameId, StringPiece};
use fedic_model::{Expectation, TreeId, TypeId};
use std::{
    collections::{BTreeMap, HashSet},
    rc::Rc,
};

/// Deeper expressions are unknown.
const MAX_DEPTH: usize = 150;

pub(crate) fn infer(input: &Input) -> Vec<Problem> {
    let mut problems = walked(input, None, &Others::default()).problems;
    problems.sort_by_key(|(place, _)| *place);
    let mut seen = HashSet::new();
    problems.retain(|(_, problem)| seen.insert(problem.clone()));
    problems.into_iter().map(|(_, problem)| problem).collect()
}

/// The type of each expression, and what is expected of it.
pub(crate) fn guess(input: &Input, others: &Others) -> Guess {
    let checker = walked(input, Some(vec![None; input.body.exprs.len()]), others);
    let types = checker.states.into_iter().map(|state| match state {
        State::Done(ty) => ty,
        State::Todo | State::Running => Ty::Unknown,
    });
    Guess { types: types.collect(), expected: checker.expected.unwrap_or_default(), handed: checker.handed }
}

fn walked<'i>(input: &'i Input<'i>, expected: Expected, others: &'i Others) -> Checker<'i> {
    let mut checker = Checker {
        file: input.file,
        body: input.body,
        input,
        model: Model { own: input.interface, nixos: input.nixos, trusts: expected.is_some() },
        states: vec![State::Todo; input.body.exprs.len()],
        facts: input.facts.of(input.file).map(|(place, facts)| (place.node, facts)).collect(),
        tested: tested(input.body),
        problems: Vec::new(),
        depth: 0,
        expected,
        handed: BTreeMap::new(),
        others,
    };
    if let Some(root) = input.body.root {
        checker.visit(root, &None, &Want::Nothing);
    }
    checker
}

/// What is expected of each expression, where somebody asks for it.
type Expected = Option<Vec<Option<Expectation>>>;

/// The names that the file tests with `?` or `hasAttr`: code behind such a test is not
/// reported for lacking them.
fn tested(body: &Body) -> HashSet<NameId> {
    let mut names = HashSet::new();
    for expr in &body.exprs {
        if let Expr::HasAttr { path, .. } = expr {
            names.extend(body.paths[path.0 as usize].iter().filter_map(|part| match part {
                KeyPart::Static { name, .. } => Some(*name),
                KeyPart::Dynamic(_) => None,
            }));
        }
    }
    names
}

#[derive(Clone)]
enum State {
    Todo,
    Running,
    Done(Ty),
}

/// The frames around an expression, as in the body.
type Env = Option<Rc<Frame>>;

struct Frame {
    kind: FrameKind,
    parent: Env,
}

enum FrameKind {
    /// A lambda's, by slot.
    Slots(Vec<Ty>),
    Bindings(BindingsId),
    With(Ty),
}

/// What is wanted of an expression.
#[derive(Clone, Debug)]
enum Want {
    Nothing,
    /// It will be used as this; parameters of lambdas get their types from it.
    Hint(Ty),
    /// It defines an option of this type.
    Value(Definition),
    /// It is what a function returns: the value, or `{ input; output; }`.
    Result(Definition),
    /// It is a module with these options.
    Module(Tree),
    /// It is a set of definitions of these options.
    Definitions(Tree),
    Function {
        argument: Option<TypeId>,
        result: Option<Definition>,
    },
}

impl Want {
    /// The same in the words of the model.
    fn expectation(&self) -> Option<Expectation> {
        Some(match self {
            Want::Nothing | Want::Hint(_) => return None,
            Want::Value(it) | Want::Result(it) => Expectation::Value { ty: it.ty, path: it.path.to_vec() },
            Want::Module(tree) => Expectation::Module { options: tree.id },
            Want::Definitions(tree) => {
                Expectation::Definitions { options: tree.id, path: tree.path.to_vec() }
            }
            Want::Function { argument, result } => Expectation::Function {
                argument: *argument,
                result: result.as_ref().map(|it| it.ty),
                path: result.as_ref().map_or_else(Vec::new, |it| it.path.to_vec()),
            },
        })
    }
}

/// Options that a set defines.
#[derive(Clone, Debug)]
struct Tree {
    id: TreeId,
    path: Rc<[String]>,
    returned: bool,
}

/// An option's definition.
#[derive(Clone, Debug)]
struct Definition {
    ty: TypeId,
    path: Rc<[String]>,
    declared: Option<Place>,
    /// Whether a function returns it. Otherwise evaluation meets it too, and knows the types
    /// of the options inside it better: they may depend on what its siblings are.
    returned: bool,
}

struct Checker<'i> {
    file: fedic_diagnostics::FileId,
    body: &'i Body,
    input: &'i Input<'i>,
    model: Model<'i>,
    states: Vec<State>,
    /// What the model expects of nodes of this file, in their order.
    facts: Vec<(NodeId, &'i [Expectation])>,
    tested: HashSet<NameId>,
    problems: Vec<(Place, Problem)>,
    depth: usize,
    expected: Expected,
    /// Functions that are given to others, where somebody asks for it.
    handed: BTreeMap<ExprId, Ty>,
    others: &'i Others,
}

impl<'i> Checker<'i> {
    fn visit(&mut self, id: ExprId, env: &Env, want: &Want) -> Ty {
        let at = id.0 as usize;
        match &self.states[at] {
            State::Done(ty) => {
                let ty = ty.clone();
                self.compare(id, &ty, want);
                return ty;
            }
            State::Running => return Ty::Unknown,
            State::Todo if self.depth == MAX_DEPTH => return Ty::Unknown,
            State::Todo => {}
        }
        self.states[at] = State::Running;
        self.depth += 1;
        // What is expected of this very place says more than what the type of a whole does.
        let fact = self.fact(id);
        let want = fact.as_ref().unwrap_or(want);
        if let Some(expected) = &mut self.expected {
            expected[at] = want.expectation();
        }
        let ty = self.expr(id, env, want);
        self.depth -= 1;
        self.states[at] = State::Done(ty.clone());
        ty
    }

    fn infer(&mut self, id: ExprId, env: &Env) -> Ty {
        self.visit(id, env, &Want::Nothing)
    }

    /// What the model expects here: nothing that could be said if it is several things.
    fn fact(&self, id: ExprId) -> Option<Want> {
        let found = self.facts.binary_search_by_key(&self.body.node(id), |(node, _)| *node).ok()?;
        let [fact] = self.facts[found].1 else { return Some(Want::Nothing) };
        Some(match fact.clone() {
            Expectation::Value { ty, path } => Want::Value(self.definition(ty, path)),
            Expectation::Module { options } => {
                Want::Module(Tree { id: options, path: [].into(), returned: false })
            }
            Expectation::Definitions { options, path } => {
                Want::Definitions(Tree { id: options, path: path.into(), returned: false })
            }
            Expectation::Function { argument, result, path } => {
                // Where only the kept form is known, its two options say the types.
                let sides = result.and_then(|result| self.model.sides(result));
                let argument = argument.or(sides.map(|(input, _)| input));
                let result = sides.map(|(_, output)| output).or(result);
                let returned = |ty| Definition { returned: true, ..self.definition(ty, path) };
                Want::Function { argument, result: result.map(returned) }
            }
        })
    }

    /// A definition that evaluation meets too: what it knows of the options inside is expected of
    /// their own places. Whoever asks for expectations wants a guess where it knows nothing.
    fn definition(&self, ty: TypeId, path: Vec<String>) -> Definition {
        Definition { ty, path: path.into(), declared: None, returned: self.expected.is_some() }
    }

    fn place_of(&self, id: ExprId) -> Place {
        self.place(self.body.node(id))
    }

    fn place(&self, node: NodeId) -> Place {
        Place { file: self.file, node }
    }

    fn text(&self, name: NameId) -> &'i str {
        &self.body.names[name.0 as usize]
    }

    fn report(&mut self, at: Place, problem: TypesProblem) {
        self.problems.push((at, Problem::Types(problem)));
    }

    fn expr(&mut self, id: ExprId, env: &Env, want: &Want) -> Ty {
        let ty = match self.body.exprs[id.0 as usize] {
            Expr::Let { bindings, body } => {
                let env = &self.enter(FrameKind::Bindings(bindings), env);
                let ty = self.visit(body, env, want);
                self.bound(bindings, env);
                return ty;
            }
            Expr::If { condition, then, otherwise } => {
                self.boolean(condition, env, "the condition of `if`");
                let then = self.visit(then, env, want);
                return Ty::union([then, self.visit(otherwise, env, want)]);
            }
            Expr::Assert { condition, body } => {
                self.boolean(condition, env, "the condition of `assert`");
                return self.visit(body, env, want);
            }
            Expr::WithIn { scope, body } => {
                let scope = self.infer(scope, env);
                let env = self.enter(FrameKind::With(scope), env);
                return self.visit(body, &env, want);
            }
            Expr::Lambda(lambda) => self.lambda(id, lambda, env, want),
            Expr::Set(bindings) => return self.set(id, bindings, env, want),
            Expr::List(items) => return self.list(id, items, env, want),
            Expr::Call { function, arguments } => self.call(function, arguments, env, want),
            Expr::Binary { op, left, right } => return self.binary(id, op, left, right, env, want),
            other => self.plain(id, other, env),
        };
        self.compare(id, &ty, want);
        ty
    }

    /// What passes no expectation on.
    fn plain(&mut self, id: ExprId, expr: Expr, env: &Env) -> Ty {
        match expr {
            Expr::Int(_) => Ty::Int,
            Expr::Float(_) => Ty::Float,
            Expr::Str(_) => Ty::String,
            Expr::Interpolated(pieces) => {
                self.interpolated(pieces, env);
                Ty::String
            }
            Expr::InterpolatedPath(pieces) => {
                self.interpolated(pieces, env);
                Ty::Path
            }
            Expr::Path(_) | Expr::SearchPath(_) => Ty::Path,
            Expr::CurrentPosition => Ty::open_set(),
            Expr::Local { depth, slot } => self.local(depth, slot, env),
            Expr::With(with) => self.with_variable(id, with, env),
            Expr::Global(name) => self.global(self.text(name)),
            Expr::Select { base, path } => {
                let base = self.infer(base, env);
                self.path(base, path, env, true)
            }
            Expr::SelectOr { base, path, default } => {
                let base = self.infer(base, env);
                let found = self.path(base, path, env, false);
                Ty::union([found, self.infer(default, env)])
            }
            Expr::HasAttr { base, path } => {
                let base = self.infer(base, env);
                self.path(base, path, env, false);
                Ty::Bool
            }
            Expr::Unary { op, operand } => self.unary(op, operand, env),
            Expr::Missing
            | Expr::Undefined(_)
            | Expr::Let { .. }
            | Expr::If { .. }
            | Expr::Assert { .. }
            | Expr::WithIn { .. }
            | Expr::Lambda(_)
            | Expr::Set(_)
            | Expr::List(_)
            | Expr::Call { .. }
            | Expr::Binary { .. }
            | Expr::Section(_) => Ty::Unknown,
        }
    }

    fn enter(&self, kind: FrameKind, env: &Env) -> Env {
        Some(Rc::new(Frame { kind, parent: env.clone() }))
    }

    fn local(&mut self, depth: u16, slot: u32, env: &Env) -> Ty {
        let mut env = env;
        for _ in 0..depth {
            let Some(frame) = env else { return Ty::Unknown };
            env = &frame.parent;
        }
        let Some(frame) = env else { return Ty::Unknown };
        let slot = slot as usize;
        match &frame.kind {
            FrameKind::Slots(slots) => slots.get(slot).cloned().unwrap_or(Ty::Unknown),
            FrameKind::With(set) => set.clone(),
            FrameKind::Bindings(id) => self.binding(*id, slot, env, frame),
        }
    }

    /// A name bound by a `let` or a set, or the source of an `inherit`.
    fn binding(&mut self, id: BindingsId, slot: usize, env: &Env, frame: &Rc<Frame>) -> Ty {
        let bindings = &self.body.bindings[id.0 as usize];
        let names = if bindings.recursive { bindings.attrs.len() } else { 0 };
        if let (true, Some(attr)) = (bindings.recursive, bindings.attrs.get(slot)) {
            let env = if attr.inner { env } else { &frame.parent };
            return self.infer(attr.value, env);
        }
        match bindings.sources.get(slot - names) {
            Some(&source) => self.infer(source, if bindings.recursive { env } else { &frame.parent }),
            None => Ty::Unknown,
        }
    }

    fn global(&self, name: &str) -> Ty {
        match name {
            "true" | "false" => Ty::Bool,
            "null" => Ty::Null,
            "builtins" => library::builtins(self.expected.is_some()).clone(),
            "throw" | "abort" => Ty::function(Ty::Unknown, Ty::Never),
            "toString" => crate::signature::named("toString", Ty::function(Ty::Unknown, Ty::String)),
            "isNull" => Ty::function(Ty::Unknown, Ty::Bool),
            "map" | "removeAttrs" | "baseNameOf" => match self.input.library.find(&[name]) {
                Some(ty) => ty.clone(),
                None if self.expected.is_some() => library::builtin(name),
                None => Ty::Unknown,
            },
            _ => Ty::Unknown,
        }
    }

    fn interpolated(&mut self, pieces: fedic_hir::PiecesId, env: &Env) {
        let body = self.body;
        for piece in &body.pieces[pieces.0 as usize] {
            if let StringPiece::Expr(expr) = *piece {
                let ty = self.infer(expr, env);
                self.interpolation(expr, &ty);
            }
        }
    }
}
