//! What a file declares and defines, as a tree; what a project declares, by name.

use super::view::View;
use super::{Asked, Language};
use crate::queries;
use crate::report::{SourceRange, range, source_range};
use fedic_diagnostics::{Place, Span, Spot};
use fedic_hir::{Expr, ExprId};
use fedic_model::Interface;
use fedic_syntax::json::{Json, JsonId};

/// A name of a file and what is inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub name: String,
    pub kind: SymbolKind,
    /// All of it.
    pub range: SourceRange,
    /// Its name.
    pub name_range: SourceRange,
    pub inner: Vec<Symbol>,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SymbolKind {
    Application,
    Environment,
    Resource,
    /// A declared option.
    Option,
    Function,
    Set,
    Value,
}

/// Deeper names are left out.
const DEPTH: usize = 24;

/// The names of a file.
pub(crate) fn document_symbols(asked: &Asked<'_>) -> Vec<Symbol> {
    let Some(view) = asked.view() else {
        if asked.language() == Language::Manifest {
            return Vec::new();
        }
        let parsed = queries::json(asked.db, asked.file);
        return match &parsed.tree {
            Ok(tree) => members(asked, tree.root(), 0),
            Err(_) => Vec::new(),
        };
    };
    view.body.root.map(|root| inside(&view, root, &[], 0)).unwrap_or_default()
}

fn members(asked: &Asked<'_>, id: JsonId, depth: usize) -> Vec<Symbol> {
    let parsed = queries::json(asked.db, asked.file);
    let Ok(tree) = &parsed.tree else { return Vec::new() };
    let Json::Object(members_here) = tree.get(id) else { return Vec::new() };
    if depth > DEPTH {
        return Vec::new();
    }
    let symbol = |member: &fedic_syntax::json::JsonMember| {
        let (key, value) = (parsed.spans.span(member.at)?, parsed.spans.span(member.value.node())?);
        Some(Symbol {
            name: member.key.text.to_string(),
            kind: match tree.get(member.value) {
                Json::Object(_) => SymbolKind::Set,
                _ => SymbolKind::Value,
            },
            range: asked.range(Span::new(key.start, value.end))?,
            name_range: asked.range(key)?,
            inner: members(asked, member.value, depth + 1),
        })
    };
    members_here.iter().filter_map(symbol).collect()
}

/// The names in what an expression makes.
fn inside(view: &View<'_>, expr: ExprId, path: &[&str], depth: usize) -> Vec<Symbol> {
    if depth > DEPTH {
        return Vec::new();
    }
    let deeper = |expr: ExprId| inside(view, expr, path, depth + 1);
    match view.expr(expr) {
        Expr::Set(bindings) => named(view, bindings, path, depth),
        Expr::Let { bindings, body } => {
            let mut found = named(view, bindings, &[], depth);
            found.extend(deeper(body));
            found
        }
        Expr::Lambda(lambda) => deeper(view.body.lambdas[lambda.0 as usize].body),
        Expr::WithIn { body, .. } | Expr::Assert { body, .. } => deeper(body),
        Expr::Call { arguments, .. } => {
            view.body.run(arguments).last().map(|last| deeper(*last)).unwrap_or_default()
        }
        Expr::Binary { left, right, .. } => [left, right].into_iter().flat_map(deeper).collect(),
        Expr::List(items) => view.body.run(items).iter().flat_map(|item| deeper(*item)).collect(),
        _ => Vec::new(),
    }
}

fn named(view: &View<'_>, bindings: fedic_hir::BindingsId, path: &[&str], depth: usize) -> Vec<Symbol> {
    let attrs = &view.body.bindings[bindings.0 as usize].attrs;
    let symbol = |attr: &fedic_hir::Attr| {
        let (key, value) = (view.map.span(attr.at)?, view.span_of(attr.value)?);
        if key == value {
            // What is inherited is named elsewhere.
            return None;
        }
        let name = view.name(attr.name);
        let mut inner_path = path.to_vec();
        inner_path.push(name);
        let at = |span: Span| source_range(view.db, view.file, span);
        let kind = kind(view, attr.value, &inner_path);
        if kind == SymbolKind::Option {
            // What is inside of a declaration is declared only below `options` of its own.
            inner_path.clear();
        }
        Some(Symbol {
            name: name.to_owned(),
            kind,
            range: at(Span::new(key.start, value.end.max(key.end)))?,
            name_range: at(key)?,
            inner: inside(view, attr.value, &inner_path, depth + 1),
        })
    };
    attrs.iter().filter_map(symbol).collect()
}

fn kind(view: &View<'_>, value: ExprId, path: &[&str]) -> SymbolKind {
    match (path, view.expr(value)) {
        (["applications", _], _) => SymbolKind::Application,
        (["environments", _], _) => SymbolKind::Environment,
        (["resources", _], _) => SymbolKind::Resource,
        (_, Expr::Call { .. } | Expr::Binary { .. })
            if path.iter().rev().skip(1).any(|it| *it == "options") =>
        {
            SymbolKind::Option
        }
        (_, Expr::Lambda(_)) => SymbolKind::Function,
        (_, Expr::Set(_)) => SymbolKind::Set,
        _ => SymbolKind::Value,
    }
}

/// What the project of a file declares whose name has the letters of a query in their order.
pub(crate) fn workspace_symbols(asked: &Asked<'_>, query: &str) -> Vec<Symbol> {
    let Some(project) = asked.project else { return Vec::new() };
    let mut found: Vec<Symbol> = Vec::new();
    for part in &asked.memory.of(asked.db, project).parts {
        let interface = &part.evaluation.interface;
        for (name, kind, places) in declared(interface) {
            found.extend(
                places.iter().filter(|_| fits(&name, query)).filter_map(|at| symbol(asked, &name, kind, *at)),
            );
        }
        for (option, key) in interface.options.iter().zip(part.evaluation.keys.iter()) {
            let Some(key) = key.filter(|_| !option.internal && fits(&option.name, query)) else { continue };
            found.extend(symbol(asked, &option.name, SymbolKind::Option, key));
        }
    }
    found.retain(|it| !crate::embedded::owns(&it.range.path));
    found.sort_by(|left, right| {
        (left.kind, &left.name, &left.range).cmp(&(right.kind, &right.name, &right.range))
    });
    found.dedup();
    found
}

fn declared(interface: &Interface) -> Vec<(String, SymbolKind, &[Place])> {
    let mut all: Vec<(String, SymbolKind, &[Place])> = Vec::new();
    all.extend(
        interface.applications.iter().map(|it| (it.name.clone(), SymbolKind::Application, &*it.defined)),
    );
    all.extend(
        interface.environments.iter().map(|it| (it.name.clone(), SymbolKind::Environment, &*it.defined)),
    );
    all.extend(interface.resources.iter().map(|it| (it.kind.clone(), SymbolKind::Resource, &*it.defined)));
    all
}

fn symbol(asked: &Asked<'_>, name: &str, kind: SymbolKind, at: Place) -> Option<Symbol> {
    let range = range(asked.db, Spot::Node(at))?;
    Some(Symbol { name: name.to_owned(), kind, name_range: range.clone(), range, inner: Vec::new() })
}

/// Whether a name has the letters of a query in their order.
fn fits(name: &str, query: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    query.chars().flat_map(char::to_lowercase).all(|wanted| letters.any(|letter| letter == wanted))
}
