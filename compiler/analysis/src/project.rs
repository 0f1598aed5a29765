//! Projects: which folder a path belongs to, what its manifest says, what it may read.

use crate::database::Db;
use crate::disk::Entry;
use crate::evaluate::{Kind, kind};
use crate::files::FileText;
use crate::manifest::{Lint, Manifest};
use crate::reach::{Reach, look, resolve};
use crate::{embedded, paths, queries, search};
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::{Diagnostic, Problem, Severity};
use std::sync::Arc;

/// Where a project is and what it was called with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Layout {
    /// Free of symlinks.
    pub(crate) folder: String,
    /// Whether there is a `fedic.toml`.
    pub(crate) manifest: bool,
    /// Entries of `-I`.
    pub(crate) include: Vec<(String, String)>,
}

/// A project.
#[salsa::interned(debug)]
pub(crate) struct Project<'db> {
    #[returns(ref)]
    pub(crate) layout: Layout,
}

/// The project of a path: the nearest folder upwards with a manifest, else with a
/// `model.nix`, else with a `default.nix` that gives a configuration; else none.
pub(crate) fn find<'db>(db: &'db dyn Db, path: &str, include: &[(String, String)]) -> Option<Project<'db>> {
    match named(db, path, include) {
        Ok(project) => project,
        Err(perhaps) => perhaps.into_iter().find(|project| kind(db, *project) != Kind::Modules),
    }
}

/// The same, as far as names tell; where they do not, the folders upwards with a `default.nix`: the
/// first that gives a configuration is the project.
pub(crate) fn named<'db>(
    db: &'db dyn Db,
    path: &str,
    include: &[(String, String)],
) -> Result<Option<Project<'db>>, Vec<Project<'db>>> {
    let Ok(real) = resolve(db, path) else { return Ok(None) };
    if embedded::owns(&real) {
        return Ok(Some(catalogue(db, include)));
    }
    let has = |folder: &str, name: &str| {
        let file = resolve(db, &paths::join(folder, name));
        file.is_ok_and(|file| matches!(look(db, &file), Entry::File { .. }))
    };
    let nearest = |name: &str| paths::ancestors(&real).find(|folder| has(folder, name));
    let of = |folder: &str| {
        let manifest = has(folder, "fedic.toml");
        Project::new(db, Layout { folder: folder.to_owned(), manifest, include: include.to_vec() })
    };
    match nearest("fedic.toml").or_else(|| nearest("model.nix")) {
        Some(folder) => Ok(Some(of(folder))),
        None => Err(paths::ancestors(&real).filter(|folder| has(folder, "default.nix")).map(of).collect()),
    }
}

/// The embedded catalogue as a project.
pub(crate) fn catalogue<'db>(db: &'db dyn Db, include: &[(String, String)]) -> Project<'db> {
    let folder = embedded::CATALOGUE.to_owned();
    let manifest = embedded::file(&paths::join(&folder, "fedic.toml")).is_some();
    Project::new(db, Layout { folder, manifest, include: include.to_vec() })
}

/// The text of a project's manifest.
pub(crate) fn manifest_file(db: &dyn Db, project: Project<'_>) -> Option<FileText> {
    let layout = project.layout(db);
    layout.manifest.then(|| db.files().text(db, &paths::join(&layout.folder, "fedic.toml")))
}

#[salsa::tracked(returns(ref))]
fn manifest_text(db: &dyn Db, file: FileText) -> (Manifest, Vec<ProjectProblem>) {
    match queries::text(db, file) {
        Ok(text) => crate::manifest::read(file.id(db), text),
        Err(problem) => (Manifest::default(), vec![problem.clone()]),
    }
}

/// What a project says of itself.
#[salsa::tracked(returns(ref))]
pub(crate) fn manifest<'db>(db: &'db dyn Db, project: Project<'db>) -> Manifest {
    manifest_file(db, project).map(|file| manifest_text(db, file).0.clone()).unwrap_or_default()
}

/// What is wrong with a project's manifest.
pub(crate) fn manifest_problems(db: &dyn Db, project: Project<'_>) -> Vec<Problem> {
    let problems = manifest_file(db, project).map(|file| manifest_text(db, file).1.as_slice());
    problems.unwrap_or_default().iter().cloned().map(Problem::Project).collect()
}

/// What a project's evaluations may read.
#[salsa::tracked(returns(ref))]
pub(crate) fn reach<'db>(db: &'db dyn Db, project: Project<'db>) -> Reach {
    let layout = project.layout(db);
    let manifest = manifest(db, project);
    let own = |(name, path): &(String, String)| (name.clone(), paths::join(&layout.folder, path));
    let search: Vec<(String, String)> =
        layout.include.iter().cloned().chain(manifest.paths.iter().map(own)).collect();
    let inputs = manifest.inputs.values().map(|path| paths::join(&layout.folder, path));
    let outside = search.iter().map(|(_, path)| path.clone()).chain(inputs);
    let mut roots = vec![layout.folder.clone()];
    roots.extend(outside.filter_map(|path| resolve(db, &path).ok()));
    Reach { roots, search, folder: layout.folder.clone(), ..Reach::default() }
}

/// The file that describes the project's model.
#[salsa::tracked(returns(clone))]
pub(crate) fn model_file<'db>(db: &'db dyn Db, project: Project<'db>) -> String {
    let folder = &project.layout(db).folder;
    if let Some(model) = &manifest(db, project).model {
        return paths::join(folder, model);
    }
    let model = paths::join(folder, "model.nix");
    if matches!(look(db, &model), Entry::Missing) { paths::join(folder, "default.nix") } else { model }
}

/// The Nix files in a project's folder, sorted; those of projects inside it left out.
#[salsa::tracked(returns(ref))]
pub(crate) fn nix_files<'db>(db: &'db dyn Db, project: Project<'db>) -> Arc<[String]> {
    let folder = &project.layout(db).folder;
    let files = search::files_below(db, folder);
    let inner: Vec<&str> = files
        .iter()
        .filter(|file| file.ends_with("/fedic.toml"))
        .filter_map(|file| paths::parent(file))
        .filter(|it| it != folder)
        .collect();
    let own = |file: &&String| file.ends_with(".nix") && !inner.iter().any(|it| paths::within(file, it));
    files.iter().filter(own).cloned().collect()
}

/// The configuration files of a project: those its manifest names; without a manifest, all
/// JSON files called `configuration.json` or `configuration.*.json` beside the model.
#[salsa::tracked(returns(ref))]
pub(crate) fn configurations<'db>(db: &'db dyn Db, project: Project<'db>) -> Arc<[String]> {
    let folder = &project.layout(db).folder;
    let named = &manifest(db, project).configurations;
    let files = search::files_below(db, folder).into_iter();
    if named.is_empty() {
        return files.filter(|file| is_configuration(&paths::shown(file, folder))).collect();
    }
    let mut globs = globset::GlobSetBuilder::new();
    for glob in
        named.iter().filter_map(|glob| globset::GlobBuilder::new(glob).literal_separator(true).build().ok())
    {
        globs.add(glob);
    }
    let Ok(globs) = globs.build() else { return Arc::default() };
    files.filter(|file| globs.is_match(paths::shown(file, folder))).collect()
}

/// Whether a file is called as configurations are. To ask globs would be a good part of what a
/// small check costs.
fn is_configuration(path: &str) -> bool {
    let rest = path.strip_prefix("configuration.").filter(|rest| !rest.contains('/'));
    rest.is_some_and(|rest| rest == "json" || rest.ends_with(".json"))
}

/// A diagnostic with the severity that the project wants; none if it wants none of it. What
/// is an error cannot be talked down.
pub(crate) fn linted(manifest: &Manifest, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
    if diagnostic.severity == Severity::Error {
        return Some(diagnostic);
    }
    diagnostic.severity = match manifest.lints.get(&diagnostic.code) {
        Some(Lint::Allow) => return None,
        Some(Lint::Warn) => Severity::Warning,
        Some(Lint::Deny) => Severity::Error,
        None => diagnostic.severity,
    };
    Some(diagnostic)
}
