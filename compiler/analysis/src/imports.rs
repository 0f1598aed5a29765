//! Files that are imported by a path in the text, and are not there: told without evaluating,
//! so also in functions that nobody calls. Not for code that asks `pathExists`.

use crate::database::Db;
use crate::disk::Entry;
use crate::files::FileText;
use crate::paths;
use crate::queries;
use crate::reach::{look, resolve};
use fedic_diagnostics::problem::evaluation::EvaluationProblem;
use fedic_diagnostics::{Place, Problem, similar};
use fedic_hir::{Body, Expr, ExprId};
use std::sync::Arc;

/// The missing files that a file imports.
#[salsa::tracked(returns(ref))]
pub(crate) fn problems(db: &dyn Db, file: FileText) -> Arc<[Problem]> {
    let body = queries::body(db, file);
    if body.names.iter().any(|name| &**name == "pathExists") {
        return Arc::default();
    }
    let folder = paths::parent(file.path(db)).unwrap_or("/");
    let mut problems = Vec::new();
    for (at, written) in imported(body) {
        let path = paths::join(folder, written);
        if resolve(db, &path).is_ok_and(|path| matches!(look(db, &path), Entry::Missing)) {
            let at = Place { file: file.id(db), node: body.node(at) };
            problems.push(Problem::Evaluation(missing(db, Some(at), file.path(db), &path)));
        }
    }
    problems.into()
}

/// A path at which nothing is, named in a file: shown as it would be written there.
pub(crate) fn missing(db: &dyn Db, at: Option<Place>, file: &str, path: &str) -> EvaluationProblem {
    let folder = paths::parent(file).unwrap_or("/");
    let here = |path: &str| paths::written(path, folder);
    let around = paths::parent(path).unwrap_or("/");
    let name = path.rsplit('/').next().unwrap_or_default();
    let names = db.files().listing(db, around).names(db);
    let names = names.as_ref().map(|names| names.iter().map(|(name, _)| name.as_str()).collect());
    let near = similar(name, names.unwrap_or_else(|_| Vec::new()));
    let similar = near.iter().map(|name| here(&paths::join(around, name))).collect();
    EvaluationProblem::MissingPath { at, path: here(path), similar }
}

/// What `import ./file.nix` and `imports = [ ./file.nix ]` name, and the place that a failing
/// evaluation would blame: the call, and the path.
fn imported(body: &Body) -> Vec<(ExprId, &str)> {
    let expr = |id: ExprId| body.exprs[id.0 as usize];
    let path = |id: ExprId| match expr(id) {
        Expr::Path(text) => Some(&*body.strings[text.0 as usize]),
        _ => None,
    };
    let mut found = Vec::new();
    for (index, at) in body.exprs.iter().zip(0..) {
        if let Expr::Call { function, arguments } = *index
            && matches!(expr(function), Expr::Global(name) if &*body.names[name.0 as usize] == "import")
            && let Some(&argument) = body.children.get(arguments.start as usize)
        {
            found.extend(path(argument).map(|path| (ExprId(at), path)));
        }
    }
    for attr in body.bindings.iter().flat_map(|bindings| &bindings.attrs) {
        if &*body.names[attr.name.0 as usize] == "imports"
            && let Expr::List(items) = expr(attr.value)
        {
            found.extend(body.run(items).iter().filter_map(|&item| Some((item, path(item)?))));
        }
    }
    found
}
