//! How a model is cut into the parts that are evaluated one by one: an edit that concerns one of
//! them leaves the others' answers as they are. What is found does not depend on where the cuts
//! are, only how much of it is looked for again.

use crate::database::Db;
use crate::evaluate::{Tables, tables, tables_read};
use crate::files::FileText;
use crate::loader::Reading;
use crate::project::{self, Project};
use crate::queries;
use fedic_modules::Extent;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Members of a table, at most, that are evaluated one by one. Each part costs an evaluation
/// of the frame, so a larger table is evaluated in `PARTS` parts, and beside them what is edited.
const ALONE: usize = 64;
const PARTS: usize = 16;
/// Members of the tables, at most, that a file is taken to be about.
const ABOUT: usize = 3;

/// The texts that an editor has open.
#[salsa::input(singleton, debug)]
pub(crate) struct OpenTexts {
    /// Sorted, free of symlinks.
    #[returns(ref)]
    pub(crate) paths: Vec<String>,
}

/// The parts of a model that are evaluated one by one.
pub(crate) fn extents<'db>(db: &'db dyn Db, project: Project<'db>) -> &'db Arc<[Extent]> {
    extents_read(db, project, Reading::Strict)
}

/// The same, of files that are taken in some way.
#[salsa::tracked(returns(ref))]
pub(crate) fn extents_read<'db>(db: &'db dyn Db, project: Project<'db>, reading: Reading) -> Arc<[Extent]> {
    let (tables, alone) = (tables_read(db, project, reading), edited(db, project, reading));
    let mut extents = vec![Extent::Frame, Extent::Front];
    extents.extend(parts(&tables.applications, alone).into_iter().map(Extent::Applications));
    extents.extend(parts(&tables.environments, alone).into_iter().map(Extent::Environments));
    extents.into()
}

/// The parts of a table; what stands alone if anything does, where it is large.
fn parts(names: &[String], alone: &[String]) -> Vec<Vec<String>> {
    if names.len() <= ALONE {
        return names.iter().map(|name| vec![name.clone()]).collect();
    }
    let mut parts = Vec::new();
    for chunk in names.chunks(names.len().div_ceil(PARTS)) {
        let (single, together): (Vec<String>, Vec<String>) =
            chunk.iter().cloned().partition(|name| alone.contains(name));
        parts.extend((!together.is_empty()).then_some(together));
        parts.extend(single.into_iter().map(|name| vec![name]));
    }
    parts
}

/// The members of large tables that open files are about.
#[salsa::tracked(returns(ref))]
fn edited<'db>(db: &'db dyn Db, project: Project<'db>, reading: Reading) -> Vec<String> {
    let tables = tables_read(db, project, reading);
    let Tables { applications, environments } = tables;
    let Some(open) = OpenTexts::try_get(db).filter(|_| applications.len().max(environments.len()) > ALONE)
    else {
        return Vec::new();
    };
    let own = project::nix_files(db, project);
    let open = open.paths(db).iter().filter(|path| own.binary_search(path).is_ok());
    open.flat_map(|path| named(db, tables, db.files().text(db, path))).collect()
}

/// The members of the tables that a file seems to be about: what its names say costs nothing. None
/// if it speaks of many.
#[salsa::tracked(returns(ref))]
pub(crate) fn about<'db>(db: &'db dyn Db, project: Project<'db>, file: FileText) -> Vec<String> {
    named(db, tables(db, project), file)
}

fn named(db: &dyn Db, tables: &Tables, file: FileText) -> Vec<String> {
    let Tables { applications, environments } = tables;
    let names: FxHashSet<&str> = queries::body(db, file).names.iter().map(|name| &**name).collect();
    let spoken = applications.iter().chain(environments).filter(|name| names.contains(name.as_str()));
    let spoken: Vec<String> = spoken.take(ABOUT + 1).cloned().collect();
    if spoken.len() > ABOUT { Vec::new() } else { spoken }
}
