//! Places that may name what the model knows by a name that code can compute, such as an
//! application, and of which nobody can tell whether they do.

use super::Asked;
use super::levels;
use super::references::Reference;
use super::target::{self, Target};
use super::types;
use super::view::View;
use crate::project;
use crate::queries;
use crate::report::{SourceRange, source_range};
use fedic_check::Ty;
use fedic_diagnostics::Span;
use fedic_hir::{BindingsId, Expr, ExprId, KeyPart, Params};

/// The places in the Nix files of a project that may name it and are none of those that do.
pub(crate) fn doubtful(asked: &Asked<'_>, name: &str, sites: &[Reference]) -> Vec<SourceRange> {
    let Some(project) = asked.project else { return Vec::new() };
    let in_file = |file: &String| {
        let input = asked.db.files().text(asked.db, file);
        let body = queries::body(asked.db, input);
        let is_there = [&body.names, &body.strings].into_iter().flatten().any(|it| is_about(it, name));
        if !is_there {
            return Vec::new();
        }
        let view = View::of(asked.db, asked.memory, asked.project, input);
        let mut spans = mentions(&view, name);
        spans.sort();
        spans.dedup();
        let mut ranges: Vec<SourceRange> =
            spans.into_iter().filter_map(|span| source_range(view.db, view.file, span)).collect();
        ranges.retain(|range| sites.iter().all(|site| site.range != *range));
        ranges
    };
    project::nix_files(asked.db, project).iter().flat_map(in_file).collect()
}

/// What has a name in a file, but for variables and for what is known to be something else.
fn mentions(view: &View<'_>, name: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for (bindings, id) in view.body.bindings.iter().zip(0..) {
        let bindings_id = BindingsId(id);
        let named =
            bindings.attrs.iter().enumerate().filter(|(_, attr)| is_about(view.name(attr.name), name));
        for (index, attr) in named {
            if !is_certain_key(view, bindings_id, index) {
                found.extend(view.map.span(attr.at));
            }
        }
    }
    for (expr, id) in view.body.exprs.iter().zip(0..) {
        let id = ExprId(id);
        match *expr {
            Expr::Str(text) if is_about(&view.body.strings[text.0 as usize], name) => {
                found.extend(view.span_of(id))
            }
            Expr::With(with) if is_about(view.name(view.body.withs[with.0 as usize].name), name) => {
                found.extend(doubted(view, Target::Variable(id)));
            }
            Expr::Select { base, path }
            | Expr::SelectOr { base, path, .. }
            | Expr::HasAttr { base, path } => {
                for (nth, part) in view.body.paths[path.0 as usize].iter().enumerate() {
                    if matches!(part, KeyPart::Static { name: it, .. } if is_about(view.name(*it), name)) {
                        found.extend(doubted(view, Target::Part { expr: id, base, path, nth }));
                    }
                }
            }
            _ => {}
        }
    }
    for lambda in &view.body.lambdas {
        if let Params::Pattern { formals, .. } = &lambda.params {
            let named = formals.iter().filter(|formal| is_about(view.name(formal.name), name));
            found.extend(named.filter_map(|formal| view.map.span(formal.at)));
        }
    }
    found
}

/// Whether a text is a name, or that of something of its: `forum/posts` of `forum`.
fn is_about(text: &str, name: &str) -> bool {
    fedic_eval::after_prefix(text, name).is_some()
}

/// Whether it is known what a key is: a variable of `let`, an option, a name that its set leaves free.
fn is_certain_key(view: &View<'_>, bindings: BindingsId, index: usize) -> bool {
    let owner = view.scopes.owner(bindings);
    let is_let = owner.is_some_and(|owner| matches!(view.expr(owner), Expr::Let { .. }));
    if target::is_inherited(view, bindings, index) {
        return is_let && doubted(view, Target::Inherited { bindings, index }).is_none();
    }
    is_let || view.guided().iter().any(|guided| !levels::of_set(view, guided, bindings).is_empty())
}

/// Where a member stands of which it is not known what it is.
fn doubted(view: &View<'_>, target: Target) -> Option<Span> {
    let is_known = view.guided().iter().any(|guided| {
        target::option_in(view, guided, target).is_some()
            || target.member(view, guided).is_some_and(|(ty, name)| match guided.model().expand(&ty) {
                Ty::Set(set) => set.member(name).is_some(),
                ty => types::member(guided.model(), &ty, name) != Ty::Unknown,
            })
    });
    if is_known { None } else { target.span(view) }
}
