//! What is known of a file from those that it imports: the types of what they give, as far as their
//! texts say. Values of options are known to the parts of the model alone, and are left out here.

use super::resolve;
use crate::database::Db;
use crate::evaluate::{Kind, kind};
use crate::files::FileText;
use crate::inference::library;
use crate::project::Project;
use crate::queries;
use fedic_check::{Imported, Input, Library, Nixos, Others, Ty};
use fedic_hir::{Body, Expr, ExprId};
use fedic_model::{Facts, Interface};

/// Files that are followed inwards at most.
const STEPS: usize = 3;

/// The types of what the files give that a body imports, by the paths that `import` is given.
pub(super) fn imported(db: &dyn Db, project: Project<'_>, file: FileText, body: &Body) -> Imported {
    within(db, project, file, body, STEPS)
}

fn within(db: &dyn Db, project: Project<'_>, file: FileText, body: &Body, steps: usize) -> Imported {
    let Some(steps) = steps.checked_sub(1) else { return Imported::new() };
    let given = |path: ExprId| {
        let target = resolve::imported(db, file, body, path)?;
        Some((path, given(db, project, target, steps).clone()))
    };
    let path = |expr: &Expr| match *expr {
        Expr::Call { function, arguments } if resolve::is_import(body, function) => {
            body.run(arguments).first().copied()
        }
        _ => None,
    };
    let imported = body.exprs.iter().filter_map(path).filter_map(given);
    imported.filter(|(_, ty)| *ty != Ty::Unknown).collect()
}

/// The type of what a file gives, with so many more steps.
#[salsa::tracked(returns(ref))]
fn given<'db>(db: &'db dyn Db, project: Project<'db>, file: FileText, steps: usize) -> Ty {
    let body = queries::body(db, file);
    let Some(root) = body.root else { return Ty::Unknown };
    let foreign = Library::default();
    let input = Input {
        file: file.id(db),
        body,
        facts: &Facts::default(),
        interface: &Interface::default(),
        library: if kind(db, project) == Kind::Modules { library(db, project) } else { &foreign },
        nixos: &Nixos::default(),
    };
    let others = Others { imported: within(db, project, file, body, steps), ..Others::default() };
    fedic_check::guess(&input, &others).types.swap_remove(root.0 as usize)
}
