//! What a function takes: the names of its argument, and help while a call is written.

use super::resolve::{self, Located};
use super::view::{Guided, View};
use super::{Asked, library, types, written};
use crate::database::Db;
use crate::queries;
use fedic_check::{MemberTy, Model, Ty};
use fedic_diagnostics::Place;
use fedic_hir::{Expr, ExprId, Formal, Params};
use std::sync::Arc;

/// A function and which of its arguments is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureHelp {
    /// `map : (a -> b) -> [a] -> [b]`
    pub label: String,
    /// Markdown.
    pub documentation: Option<String>,
    /// Where each parameter stands in the label, in bytes.
    pub parameters: Vec<(u32, u32)>,
    pub active: u32,
}

/// An argument that a function takes by its name.
pub(crate) struct Taken {
    pub(crate) name: String,
    /// Whether it may be left out.
    pub(crate) is_optional: bool,
    /// Where the function has it, if it is written as one that takes it.
    pub(crate) at: Option<Place>,
}

/// What a function takes by name where it is called with a set as its argument with this number: by its type,
/// or as its own text has it, in the file, in another one (`import ./page.nix { … }`) or in the library.
pub(crate) fn taken(
    view: &View<'_>,
    guided: &Guided<'_>,
    function: ExprId,
    arguments: &[ExprId],
    nth: usize,
) -> Vec<Taken> {
    let ty = guided.types.get(function.0 as usize).cloned().unwrap_or(Ty::Unknown);
    let of_library = match &ty {
        Ty::Function(function) if nth == 0 => function.name.as_deref(),
        _ => None,
    };
    let written = match of_library {
        Some(name) => formals_in_library(view, name),
        None => formals(view, function, arguments, nth),
    };
    let mut taken = typed(view, guided.model(), ty, nth);
    if taken.is_empty() {
        return written;
    }
    for it in taken.iter_mut().filter(|it| it.at.is_none()) {
        it.at = written.iter().find(|formal| formal.name == it.name).and_then(|formal| formal.at);
    }
    taken
}

/// The same by the function's type alone.
fn typed(view: &View<'_>, model: Model<'_>, mut ty: Ty, nth: usize) -> Vec<Taken> {
    for _ in 0..nth {
        match model.expand(&ty) {
            Ty::Function(function) => ty = function.result.clone(),
            _ => return Vec::new(),
        }
    }
    let Ty::Function(called) = model.expand(&ty) else { return Vec::new() };
    if let Some(pattern) = &called.pattern {
        let formal = |(name, is_optional): &(Arc<str>, bool)| Taken {
            name: name.to_string(),
            is_optional: *is_optional,
            at: formal_at(view, pattern.at, name),
        };
        return pattern.formals.iter().map(formal).collect();
    }
    match model.expand(&called.argument) {
        Ty::Set(set) => {
            let members = set.members.iter();
            let member =
                |it: &MemberTy| Taken { name: it.name.to_string(), is_optional: it.optional, at: None };
            members.map(member).collect()
        }
        Ty::Options(tree) => {
            let members = model.tree(tree).into_iter().flat_map(|tree| &tree.members);
            members.map(|(name, _)| Taken { name: name.clone(), is_optional: true, at: None }).collect()
        }
        _ => Vec::new(),
    }
}

/// Where the function that stands at a place has a formal.
fn formal_at(view: &View<'_>, function: Place, name: &str) -> Option<Place> {
    let other = view.db.files().by_id(function.file).filter(|_| function.file != view.file);
    let body = match other {
        Some(file) => queries::body(view.db, file),
        None => &view.body,
    };
    let lambda = body.exprs.iter().zip(0..).find_map(|(expr, id)| match expr {
        Expr::Lambda(lambda) if body.node(ExprId(id)) == function.node => Some(*lambda),
        _ => None,
    })?;
    let Params::Pattern { formals, .. } = &body.lambdas[lambda.0 as usize].params else { return None };
    let formal = formals.iter().find(|formal| *body.names[formal.name.0 as usize] == *name)?;
    Some(Place { node: formal.at, ..function })
}

/// The formals of a function of another file.
fn formals(view: &View<'_>, function: ExprId, arguments: &[ExprId], nth: usize) -> Vec<Taken> {
    let imported = arguments.first().and_then(|first| resolve::import(view, function, *first));
    let called = match imported {
        Some(root) => nth.checked_sub(1).map(|behind| (root, behind)),
        None => resolve::called(view, function).map(|(first, given)| (first, given + nth)),
    };
    called.and_then(|(first, behind)| behind_arguments(view.db, first, behind)).unwrap_or_default()
}

/// The formals of a function of the library, as its source has them.
fn formals_in_library(view: &View<'_>, name: &str) -> Vec<Taken> {
    let found = library::find(&[name]).and_then(|entry| library::located(view.db, entry));
    found.and_then(|found| behind_arguments(view.db, found, 0)).unwrap_or_default()
}

/// The formals of a function, behind so many arguments.
fn behind_arguments(db: &dyn Db, function: Located, mut behind: usize) -> Option<Vec<Taken>> {
    let body = queries::body(db, function.file);
    let mut at = function.expr;
    loop {
        let lambda = resolve::lambda(body, at)?;
        match &lambda.params {
            Params::Simple(params) => behind = behind.checked_sub(params.len())?,
            Params::Pattern { formals, .. } if behind == 0 => {
                let formal = |it: &Formal| Taken {
                    name: body.names[it.name.0 as usize].to_string(),
                    is_optional: it.default.is_some(),
                    at: Some(Place { file: function.file.id(db), node: it.at }),
                };
                return Some(formals.iter().map(formal).collect());
            }
            Params::Pattern { .. } => behind -= 1,
        }
        at = lambda.body;
    }
}

/// The call around an offset, and what the called function takes.
pub(crate) fn signature_help(asked: &Asked<'_>, offset: u32) -> Option<SignatureHelp> {
    let view = asked.view()?;
    let text = view.text.clone();
    let before = text.get(..offset as usize)?.trim_end();
    let at = u32::try_from(before.len()).ok()?;
    let inner = view.innermost(at)?;
    // `f ` with nothing behind it yet is no call, unless it is an argument of one.
    let is_name = matches!(
        view.expr(inner),
        Expr::Select { .. } | Expr::Local { .. } | Expr::With(_) | Expr::Global(_)
    );
    let is_argument =
        view.scopes.parent(inner).is_some_and(|parent| matches!(view.expr(parent), Expr::Call { .. }));
    if is_name && !is_argument && offset > at {
        return help(&view, inner, 0);
    }
    for expr in view.scopes.around(inner) {
        match view.expr(expr) {
            Expr::Call { function, arguments } => {
                let arguments = view.body.run(arguments);
                let ended =
                    arguments.iter().filter(|it| view.span_of(**it).is_some_and(|span| span.end < offset));
                let in_function = view.span_of(function).is_some_and(|span| offset <= span.end);
                if !in_function {
                    let mut active = ended.count();
                    let is_inside = arguments
                        .get(active)
                        .and_then(|it| view.span_of(*it))
                        .is_some_and(|span| span.start <= offset);
                    if !is_inside && active > 0 && offset <= at {
                        active -= 1;
                    }
                    return help(&view, function, u32::try_from(active).ok()?);
                }
            }
            // A set between braces is an argument by itself; what stands deeper is not.
            Expr::Lambda(_) | Expr::Let { .. } => return None,
            _ => {}
        }
    }
    None
}

/// What a function of the library takes is said by its signature; what others take, best by the names of
/// their parameters.
fn help(view: &View<'_>, function: ExprId, active: u32) -> Option<SignatureHelp> {
    let of_library = by_type(view, function, active, |name| name.is_some());
    let written = of_library.or_else(|| builtin(view, function, active));
    written
        .or_else(|| elsewhere(view, function, active))
        .or_else(|| by_type(view, function, active, |_| true))
}

/// The help by the type of a function, if it is wanted by the name that it has in the library.
fn by_type(
    view: &View<'_>,
    function: ExprId,
    active: u32,
    is_wanted: impl Fn(Option<&str>) -> bool,
) -> Option<SignatureHelp> {
    for guided in view.guided() {
        let Some(ty) = guided.types.get(function.0 as usize) else { continue };
        let ty = guided.model().expand(ty);
        let Ty::Function(called) = &ty else { continue };
        if !is_wanted(called.name.as_deref()) {
            continue;
        }
        let text = view.written(function)?;
        let name = called.name.as_deref().unwrap_or(text);
        let label = format!("{name} : {}", types::words(guided.model(), &ty)?);
        let documentation = called.name.as_deref().and_then(|name| {
            let path: Vec<&str> = text.split('.').skip(1).collect();
            let entry = library::find(&path).or_else(|| library::find(&[name]))?;
            Some(library::markdown(&entry.text))
        });
        let parameters = parameters(&label, name.len() + 3);
        return Some(SignatureHelp { label, documentation, parameters, active });
    }
    None
}

/// The same of a builtin whose type is only written about.
fn builtin(view: &View<'_>, function: ExprId, active: u32) -> Option<SignatureHelp> {
    let name = match view.expr(function) {
        Expr::Global(name) => view.name(name),
        Expr::Select { base, path } => match (view.expr(base), view.static_names(path).as_slice()) {
            (Expr::Global(set), [name]) if view.name(set) == "builtins" => *name,
            _ => return None,
        },
        _ => return None,
    };
    let documentation = library::builtin(name)?;
    let label = documentation.lines().find(|line| line.starts_with(&format!("{name} : ")))?.to_owned();
    let parameters = parameters(&label, name.len() + 3);
    Some(SignatureHelp { label, documentation: Some(documentation), parameters, active })
}

/// The same of a function of another file, by the names of its parameters.
fn elsewhere(view: &View<'_>, function: ExprId, active: u32) -> Option<SignatureHelp> {
    let (called, given) = resolve::called(view, function)?;
    let taken = written::parameters(view.db, called);
    let name = view.written(function)?;
    let label = written::signature(name, taken.get(given..).filter(|rest| !rest.is_empty())?);
    let parameters = parameters(&label, name.len() + 3);
    Some(SignatureHelp { label, documentation: None, parameters, active })
}

/// Where the arguments of a signature stand: what is before each outermost arrow.
fn parameters(label: &str, from: usize) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0, from);
    for (at, letter) in label.char_indices().skip_while(|(at, _)| *at < from) {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '-' if depth == 0 && label[at..].starts_with("-> ") => {
                let end = label[..at].trim_end().len();
                if let (Ok(first), Ok(last)) = (u32::try_from(start), u32::try_from(end)) {
                    found.push((first, last));
                }
                start = at + 3;
            }
            _ => {}
        }
    }
    found
}
