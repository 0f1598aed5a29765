//! Names that are bound where the cursor is: variables, what `with` brings in, globals; and the
//! names that a function may ask to be called with.

use super::keys::type_of;
use super::members::{self, of_type};
use super::{About, At, Completion, CompletionKind, MARK};
use crate::evaluate::{Kind, kind};
use crate::ide::policies;
use crate::ide::resolve::inherited_source;
use crate::ide::types;
use crate::ide::view::{Guided, View};
use fedic_check::Ty;
use fedic_hir::{Binder, BindingsId, Expr, ExprId, FrameKind, LambdaId, Params};
use fedic_model::Expectation;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What begins an expression.
const KEYWORDS: &[(&str, &str)] = &[
    ("let", "let\n  $1\nin\n$0"),
    ("if", "if ${1:condition} then $2 else $3"),
    ("with", "with $1; $0"),
    ("rec", "rec { $1 }"),
];

/// The names that may begin an expression.
pub(super) fn completions(at: &At<'_, '_>, expr: ExprId) -> Vec<Completion> {
    let mut items = bound(at, expr);
    for name in fedic_hir::globals::GLOBALS.iter().filter(|name| !name.starts_with("__")) {
        let kind = match *name {
            "true" | "false" | "null" => CompletionKind::Value,
            _ => CompletionKind::Function,
        };
        let mut item = at.item(name, kind);
        item.about = Some(About::Builtin((*name).to_owned()));
        item.order = 6;
        items.push(item);
    }
    items.extend(KEYWORDS.iter().map(|(word, snippet)| keyword(at, word, snippet)));
    let mut seen = BTreeSet::new();
    // What is bound nearest hides the others.
    items.retain(|item| seen.insert(item.label.clone()));
    items
}

/// A word of the language, and what follows it.
pub(super) fn keyword(at: &At<'_, '_>, word: &str, snippet: &str) -> Completion {
    let mut item = at.item(word, CompletionKind::Keyword);
    item.order = 7;
    if at.snippets {
        (item.text, item.snippet) = (snippet.to_owned(), true);
    }
    item
}

/// What is bound by the scopes around an expression, nearest first; names of `with` last.
fn bound(at: &At<'_, '_>, expr: ExprId) -> Vec<Completion> {
    let view = at.view;
    let (mut items, mut brought) = (Vec::new(), Vec::new());
    let Some(guided) = view.guided().first() else { return items };
    let used = types_of_uses(view, guided);
    for frame in view.scopes.frames_of(expr) {
        let binders = view.binders(frame).into_iter();
        items.extend(binders.filter_map(|binder| variable(at, guided, binder, &used)));
        if let FrameKind::With(scope) = frame {
            let members = of_type(at, guided.model(), &type_of(guided, scope), 0);
            brought.extend(members.into_iter().map(|item| Completion { order: 4, ..item }));
        }
    }
    items.extend(brought);
    items
}

fn variable(
    at: &At<'_, '_>,
    guided: &Guided<'_>,
    binder: Binder,
    used: &FxHashMap<Binder, &Ty>,
) -> Option<Completion> {
    let view = at.view;
    let (name, _) = binder.name(&view.body)?;
    let name = view.name(name);
    if name == MARK {
        return None;
    }
    let mut item = at.item(name, CompletionKind::Variable);
    item.order = 3;
    let ty = type_of_binder(view, guided, binder, used);
    item.detail = types::words(guided.model(), &ty);
    if matches!(ty, Ty::Function(_)) {
        item.kind = CompletionKind::Function;
    }
    Some(item)
}

/// The type of a variable: of what it is bound to, or of a use of it.
fn type_of_binder(view: &View<'_>, guided: &Guided<'_>, binder: Binder, used: &FxHashMap<Binder, &Ty>) -> Ty {
    if let Binder::Name { bindings, index } = binder {
        let attr = view.body.bindings[bindings.0 as usize].attrs[index as usize];
        let ty = type_of(guided, attr.value);
        if ty != Ty::Unknown {
            return ty;
        }
    }
    used.get(&binder).map_or(Ty::Unknown, |ty| (*ty).clone())
}

/// Of each variable, the type of its first use that has one.
fn types_of_uses<'g>(view: &View<'_>, guided: &'g Guided<'_>) -> FxHashMap<Binder, &'g Ty> {
    let mut found = FxHashMap::default();
    for (ty, expr) in guided.types.iter().zip(0..).filter(|(ty, _)| **ty != Ty::Unknown) {
        if let Some(binder) = view.scopes.binder(&view.body, ExprId(expr)) {
            found.entry(binder).or_insert(ty);
        }
    }
    found
}

/// What may be inherited: variables of the scope around, or members of a source.
pub(super) fn inherited(at: &At<'_, '_>, bindings: BindingsId, value: ExprId) -> Vec<Completion> {
    let view = at.view;
    let these = &view.body.bindings[bindings.0 as usize];
    let written: BTreeSet<&str> = these.attrs.iter().map(|attr| view.name(attr.name)).collect();
    let mut items = match view.expr(value) {
        Expr::Select { .. } => {
            let source = inherited_source(&view.body, these, value);
            let found = view.guided().iter().find_map(|guided| {
                let items = of_type(at, guided.model(), &type_of(guided, source?), 0);
                (!items.is_empty()).then_some(items)
            });
            match found {
                Some(found) => found,
                None => source.map(|source| members::completions(at, source, &[])).unwrap_or_default(),
            }
        }
        _ => bound(at, value),
    };
    let mut seen = BTreeSet::new();
    // What is bound nearest hides the others.
    items.retain(|item| !written.contains(item.label.as_str()) && seen.insert(item.label.clone()));
    items
}

/// The arguments that a function can be called with.
pub(super) fn formals(at: &At<'_, '_>, lambda: LambdaId) -> Vec<Completion> {
    let view = at.view;
    let (written, ellipsis): (BTreeSet<&str>, bool) = match &view.body.lambdas[lambda.0 as usize].params {
        Params::Simple(_) => return Vec::new(),
        Params::Pattern { formals, ellipsis, .. } => {
            (formals.iter().map(|formal| view.name(formal.name)).collect(), *ellipsis)
        }
    };
    let mut names: Vec<(String, String)> = Vec::new();
    let add = |names: &mut Vec<(String, String)>, list: &[(&str, &str)]| {
        names.extend(list.iter().map(|(name, about)| ((*name).to_owned(), (*about).to_owned())));
    };
    let expr = view.scopes.lambda(lambda);
    let mut is_module = ellipsis;
    for guided in view.guided() {
        let expectation = expr.and_then(|expr| guided.expected[expr.0 as usize].as_ref());
        match expectation {
            Some(Expectation::Module { options }) => {
                is_module = true;
                if guided.model().is_nixos(*options) {
                    add(&mut names, &[("granted", "what the application's other requests were granted")]);
                }
            }
            Some(Expectation::Function { argument: Some(argument), .. }) => {
                let argument = guided.model().expand(&Ty::Declared(*argument));
                for item in of_type(at, guided.model(), &argument, 0) {
                    names.push((item.label, item.detail.unwrap_or_default()));
                }
            }
            Some(_) | None => {}
        }
        if let Some(arguments) = expr.and_then(|expr| called_with(view, guided, expr)) {
            is_module = false;
            if names.is_empty() {
                add(&mut names, arguments);
            }
        }
    }
    if is_module {
        add(&mut names, MODULE);
    }
    let mut seen = BTreeSet::new();
    names.retain(|(name, _)| !written.contains(name.as_str()) && seen.insert(name.clone()));
    let item = |(name, about): (String, String)| {
        let mut item = at.item(&name, CompletionKind::Variable);
        item.detail = Some(about).filter(|text| !text.is_empty());
        item.order = 1;
        item
    };
    names.into_iter().map(item).collect()
}

/// What an argument is that a function takes by this name, in a few words: one of an option's, or a module
/// that takes any.
pub(crate) fn argument(view: &View<'_>, lambda: LambdaId, name: &str) -> Option<&'static str> {
    let Params::Pattern { ellipsis, .. } = view.body.lambdas[lambda.0 as usize].params else { return None };
    let function = view.scopes.lambda(lambda)?;
    let of_options: Vec<Arguments> =
        view.guided().iter().filter_map(|guided| called_with(view, guided, function)).collect();
    let known: &[Arguments] = if of_options.is_empty() && ellipsis { &[MODULE] } else { &of_options };
    known.iter().copied().flatten().find(|(it, _)| *it == name).map(|(_, about)| *about)
}

/// Names of arguments, and what each is.
type Arguments = &'static [(&'static str, &'static str)];

/// What the data model calls a function with that an option has as its value. None if no option has it:
/// it may be a module.
fn called_with(view: &View<'_>, guided: &Guided<'_>, function: ExprId) -> Option<Arguments> {
    if kind(view.db, view.project?) == Kind::Tree {
        return None;
    }
    if policies::policy_of(view, guided, function).is_some() {
        return Some(POLICY);
    }
    let path = match &guided.expected[function.0 as usize] {
        Some(Expectation::Function { path, .. }) => path,
        // Of a module that is merged elsewhere, only what its options are is known.
        _ => &policies::option_of(view, guided, function)?.path,
    };
    Some(match path.as_slice() {
        [table, _, name] if table == "environments" && name == "implementation" => ENVIRONMENT,
        _ => &[],
    })
}

/// What modules are called with.
const MODULE: Arguments = &[
    ("config", "the values of all options"),
    ("lib", "the library"),
    ("options", "the declarations of all options"),
    ("pkgs", "references to packages"),
    ("inputs", "the folders that the project names as inputs"),
    ("name", "the name that the submodule has in its set"),
];

/// What the function is called with by which a policy grants requests.
const POLICY: Arguments = &[("resources", "the requests of this kind, by name")];

/// What the implementation of an environment is called with.
const ENVIRONMENT: Arguments = &[
    ("required-resources", "the requests of all enabled applications"),
    ("deployment-name", "the name of the deployment"),
];
