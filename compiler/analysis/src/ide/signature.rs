//! What a function takes: the names of its argument, and help while a call is written.

use super::view::{Guided, View};
use super::{Asked, library, resolve, types, written};
use crate::queries;
use fedic_check::Ty;
use fedic_hir::{Expr, ExprId, Params};

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

/// The names of the set that a function takes as its argument with this number, and whether
/// each may be left out.
pub(crate) fn names(
    view: &View<'_>,
    guided: &Guided<'_>,
    function: ExprId,
    nth: usize,
) -> Vec<(String, bool)> {
    let model = guided.model();
    let Some(mut ty) = guided.types.get(function.0 as usize).cloned() else { return Vec::new() };
    let name = match &ty {
        Ty::Function(function) => function.name.clone(),
        _ => None,
    };
    for _ in 0..nth {
        match model.expand(&ty) {
            Ty::Function(function) => ty = function.result.clone(),
            _ => return Vec::new(),
        }
    }
    let Ty::Function(called) = model.expand(&ty) else { return Vec::new() };
    if let Some(pattern) = &called.pattern {
        return pattern.formals.iter().map(|(name, optional)| (name.to_string(), *optional)).collect();
    }
    match model.expand(&called.argument) {
        Ty::Set(set) if !set.members.is_empty() => {
            set.members.iter().map(|member| (member.name.to_string(), member.optional)).collect()
        }
        Ty::Options(tree) => {
            let tree = model.tree(tree).into_iter().flat_map(|tree| &tree.members);
            tree.map(|(name, _)| (name.clone(), true)).collect()
        }
        _ => match (name, nth) {
            (Some(name), 0) => formals_in_library(view, &name),
            _ => Vec::new(),
        },
    }
}

/// The formals of a function of another file, where it is called with a set as its argument with
/// this number: `import ./page.nix { … }`.
pub(crate) fn formals_elsewhere(
    view: &View<'_>,
    function: ExprId,
    arguments: &[ExprId],
    nth: usize,
) -> Option<Vec<(String, bool)>> {
    let (first, mut rest) = match resolve::import(view, function, *arguments.first()?) {
        Some(root) => (root, nth.checked_sub(1)?),
        None => {
            let (first, given) = resolve::called(view, function)?;
            (first, given + nth)
        }
    };
    let body = queries::body(view.db, first.file);
    let mut at = first.expr;
    loop {
        let lambda = resolve::lambda(body, at)?;
        match &lambda.params {
            Params::Simple(params) => rest = rest.checked_sub(params.len())?,
            Params::Pattern { formals, .. } if rest == 0 => {
                let name = |it: &fedic_hir::Formal| body.names[it.name.0 as usize].to_string();
                return Some(formals.iter().map(|it| (name(it), it.default.is_some())).collect());
            }
            Params::Pattern { .. } => rest -= 1,
        }
        at = lambda.body;
    }
}

/// The formals of a function of the library, as its source has them.
fn formals_in_library(view: &View<'_>, name: &str) -> Vec<(String, bool)> {
    let Some(entry) = library::find(&[name]) else { return Vec::new() };
    let Some(found) = library::located(view.db, entry) else { return Vec::new() };
    let body = queries::body(view.db, found.file);
    let Expr::Lambda(lambda) = body.exprs[found.expr.0 as usize] else { return Vec::new() };
    match &body.lambdas[lambda.0 as usize].params {
        Params::Simple(_) => Vec::new(),
        Params::Pattern { formals, .. } => formals
            .iter()
            .map(|formal| (body.names[formal.name.0 as usize].to_string(), formal.default.is_some()))
            .collect(),
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
    let of_library = typed(view, function, active, |name| name.is_some());
    let written = of_library.or_else(|| builtin(view, function, active));
    written.or_else(|| elsewhere(view, function, active)).or_else(|| typed(view, function, active, |_| true))
}

/// The help by the type of a function, if it is wanted by the name that it has in the library.
fn typed(
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
