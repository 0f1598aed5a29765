//! Alternatives of option types that no value reaches.

use crate::database::Db;
use crate::paths;
use crate::project::Project;
use fedic_diagnostics::Problem;
use fedic_diagnostics::problem::options::OptionsProblem;
use fedic_model::{Interface, TypeKind};
use std::collections::BTreeSet;

/// Those in the types of a project's own options, each once.
pub(crate) fn problems(db: &dyn Db, project: Project<'_>, interface: &Interface) -> Vec<Problem> {
    let is_choice = |kind: &TypeKind| matches!(kind, TypeKind::Either(..));
    if !interface.types.iter().any(|ty| is_choice(&ty.kind)) {
        return Vec::new();
    }
    let folder = &project.layout(db).folder;
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for option in &interface.options {
        let Some(&at) = option.declared.first() else { continue };
        let file = db.files().by_id(at.file);
        if !file.is_some_and(|file| paths::within(file.path(db), folder)) {
            continue;
        }
        for (first, alternative) in interface.unreachable(option.ty) {
            if seen.insert((at, alternative)) {
                let words = |id: fedic_model::TypeId| interface.types[id.0 as usize].description.clone();
                found.push(Problem::Options(OptionsProblem::UnreachableAlternative {
                    at,
                    path: option.path.join("."),
                    alternative: words(alternative),
                    first: words(first),
                }));
            }
        }
    }
    found
}
