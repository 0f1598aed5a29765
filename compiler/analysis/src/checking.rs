//! `fedic check`: everything that is wrong with a project, from whatever stage knows it.

use crate::ahead::{self, Ahead, beside};
use crate::configured::{configure, told};
use crate::database::{Database, Db};
use crate::disk::Entry;
use crate::evaluate::{Tables, evaluate, kind, tables};
use crate::files::FileText;
use crate::inference::{Part, by_itself, concerned, infer, inferred};
use crate::partition::extents;
use crate::project::{self, Project};
use crate::reach::{look, resolve};
use crate::report::{Report, report, reports as reports_of, sort};
use crate::setup::Setup;
use crate::survey::survey;
use crate::{alternatives, annotations};
use crate::{faults, imports, nixos, paths, plans, queries, renamed};
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::{FileId, Problem, Severity, Spot};
use fedic_modules::Extent;
use std::sync::Arc;

/// What `check` found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    pub reports: Vec<Report>,
    /// Whether the embedded catalogue was checked, for want of a project.
    pub catalogue: bool,
}

/// Checks the projects of paths.
pub(crate) fn check(db: &Database, setup: &Setup, named: &[String]) -> Result<Checked, Box<Report>> {
    let mut checked = Checked::default();
    let mut wanted: Vec<(Project<'_>, Vec<String>)> = Vec::new();
    for path in if named.is_empty() { std::slice::from_ref(&setup.folder) } else { named } {
        let path = paths::join(&setup.folder, path);
        let real = there(db, &path).map_err(|problem| Box::new(report(db, &problem.diagnostic())))?;
        let Some(project) = ahead::found(db, &real, &setup.include) else {
            if !matches!(look(db, &real), Entry::Folder) {
                checked.reports.extend(file_reports(db, &real));
                continue;
            }
            let problem = ProjectProblem::NoProject { folder: path };
            return Err(Box::new(report(db, &problem.diagnostic())));
        };
        let whole = paths::within(&project.layout(db).folder, &real);
        match wanted.iter_mut().find(|(it, _)| *it == project) {
            Some((_, only)) if whole => only.clear(),
            Some((_, only)) if only.is_empty() => {}
            Some((_, only)) => only.push(real),
            None => wanted.push((project, if whole { Vec::new() } else { vec![real] })),
        }
    }
    for (project, only) in wanted {
        checked.reports.extend(beside(db, project, Ahead::Check, || reports(db, project, &only)));
    }
    Ok(checked)
}

/// How much is asked of projects that are asked about again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// All of a project in one evaluation: soon, but nothing is kept for the next time.
    First,
    /// What is known before all applications have been looked at together, and configurations.
    Early,
    /// Everything, part by part.
    Whole,
}

/// The problems of the projects that hold files, and of files that no project holds.
pub(crate) fn diagnose(
    db: &Database,
    setup: &Setup,
    files: &[String],
    look: impl Fn(Project<'_>) -> Look,
) -> Vec<Report> {
    let (projects, others) = projects_of(db, setup, files);
    // Editors have JSON of their own, with comments.
    let others = others.into_iter().filter(|file| !file.ends_with(".json"));
    let mut found: Vec<Report> = others.flat_map(|file| file_reports(db, file)).collect();
    for project in projects {
        found.extend(match look(project) {
            Look::First => {
                let all = || linted_reports(db, project, first_problems(db, project).iter());
                beside(db, project, Ahead::Check, all)
            }
            Look::Early => linted_reports(db, project, early_problems(db, project).iter()),
            Look::Whole => reports(db, project, &[]),
        });
    }
    sort(&mut found);
    found
}

/// Asks for everything that a project is asked for part by part, on all threads there are.
pub(crate) fn prepare(db: &Database, project: Project<'_>) {
    beside(db, project, Ahead::Parts, || problems(db, project));
}

/// The projects that hold files, each once, and the files that no project holds.
pub(crate) fn projects_of<'db, 'f>(
    db: &'db dyn Db,
    setup: &Setup,
    files: &'f [String],
) -> (Vec<Project<'db>>, Vec<&'f str>) {
    let (mut projects, mut others) = (Vec::new(), Vec::new());
    for file in files {
        match project::find(db, file, &setup.include) {
            Some(project) if projects.contains(&project) => {}
            Some(project) => projects.push(project),
            None => others.push(file.as_str()),
        }
    }
    (projects, others)
}

/// The problems of a project whose place is in a file.
pub(crate) fn reports_in(db: &dyn Db, project: Project<'_>, file: FileId) -> Vec<Report> {
    let here = problems(db, project).iter().filter(|problem| points_into(problem, file));
    linted_reports(db, project, here)
}

/// The problems of a file by itself, told as the project that holds it wants it. JSON is
/// looked at where it is a configuration of the project.
pub(crate) fn diagnose_file(db: &dyn Db, setup: &Setup, path: &str) -> Vec<Report> {
    let path = resolve(db, path).unwrap_or_else(|_| path.to_owned());
    let file = db.files().text(db, &path);
    let project = project::find(db, &path, &setup.include);
    let mut problems: Vec<Problem> = Vec::new();
    if path.ends_with(".nix") {
        problems.extend(queries::problems(db, file).iter().cloned());
    } else if let (Some(project), Err(fault)) = (project, &queries::json(db, file).tree)
        && project::configurations(db, project).contains(&path)
    {
        problems.push(fault.problem(file.id(db)));
    }
    match project {
        Some(project) => linted_reports(db, project, problems.iter()),
        None => reports_of(db, &problems),
    }
}

/// The problems of a file by itself.
fn file_reports(db: &dyn Db, path: &str) -> Vec<Report> {
    let path = resolve(db, path).unwrap_or_else(|_| path.to_owned());
    let file = db.files().text(db, &path);
    if path.ends_with(".json") {
        let fault = queries::json(db, file).tree.as_ref().err().map(|fault| fault.problem(file.id(db)));
        return reports_of(db, fault.iter());
    }
    reports_of(db, queries::problems(db, file).iter())
}

/// The path without symlinks, if something is there.
pub(crate) fn there(db: &dyn Db, path: &str) -> Result<String, ProjectProblem> {
    let missing = |reason: String| ProjectProblem::MissingFile { file: None, path: path.to_owned(), reason };
    let real = resolve(db, path).map_err(|_| missing("symlinks lead in a circle".to_owned()))?;
    match look(db, &real) {
        Entry::Missing => Err(missing("no such file".to_owned())),
        Entry::Unreadable(reason) => Err(missing(reason.clone())),
        Entry::File { .. } | Entry::Folder | Entry::Other | Entry::Symlink(_) => Ok(real),
    }
}

/// The problems of a project.
#[salsa::tracked(returns(ref))]
pub(crate) fn problems<'db>(db: &'db dyn Db, project: Project<'db>) -> Arc<[Problem]> {
    all_problems(db, project, db.asks_once())
}

/// The same, found in one evaluation: shared by all who ask before the parts are known.
#[salsa::tracked(returns(ref))]
fn first_problems<'db>(db: &'db dyn Db, project: Project<'db>) -> Arc<[Problem]> {
    all_problems(db, project, true)
}

/// The problems of a project, each stage's in turn.
fn all_problems(db: &dyn Db, project: Project<'_>, at_once: bool) -> Arc<[Problem]> {
    let mut problems = Vec::new();
    let configured = if at_once {
        found_at_once(db, project, &mut problems)
    } else {
        found_in_parts(db, project, &mut problems)
    };
    problems.splice(0..0, written_problems(db, project));
    faults::independent(&[], &mut problems);
    let model_is_wrong = problems.iter().any(|problem| problem.diagnostic().severity == Severity::Error);
    let known = problems.len();
    for (file, found) in configured {
        // A model that is wrong makes plans wrong; only what a configuration itself got wrong
        // is news then.
        let news = |problem: &&Problem| !model_is_wrong || points_into(problem, file);
        let mut found: Vec<Problem> = found.iter().filter(news).cloned().collect();
        faults::independent(&problems[..known], &mut found);
        problems.extend(found);
    }
    problems.into()
}

/// The problems that are known before all applications have been looked at together, as
/// configurations see them, and before configurations are.
#[salsa::tracked(returns(ref))]
fn early_problems<'db>(db: &'db dyn Db, project: Project<'db>) -> Arc<[Problem]> {
    let mut problems = written_problems(db, project);
    let early = extents(db, project).iter().filter(|extent| **extent != Extent::Front);
    problems_of_parts(db, project, &parts(db, project, early), &mut problems);
    faults::independent(&[], &mut problems);
    problems.into()
}

/// What is wrong with configurations, by their files.
type Configurations = Vec<(FileId, Arc<[Problem]>)>;

/// Asks each part of the model by itself, and each configuration: what an edit leaves as it is
/// is not asked again. Adds what is wrong with the model.
fn found_in_parts(db: &dyn Db, project: Project<'_>, problems: &mut Vec<Problem>) -> Configurations {
    let parts = parts(db, project, extents(db, project).iter());
    problems_of_parts(db, project, &parts, problems);
    let front = &evaluate(db, project, Extent::Front).interface;
    problems.extend(renamed::problems(db, project, front));
    problems.extend(annotations::problems(db, project, front));
    let pairs = plans::pairs(db, project, kind(db, project), tables(db, project)).into_iter();
    let found = pairs.map(|(path, environment)| {
        let file = db.files().text(db, &path).id(db);
        (file, configure(db, project, path, environment).problems.clone())
    });
    found.collect()
}

/// Parts of a project's model, evaluated.
pub(crate) fn parts<'db>(
    db: &'db dyn Db,
    project: Project<'db>,
    extents: impl Iterator<Item = &'db Extent>,
) -> Vec<Part<'db>> {
    extents.map(|extent| (evaluate(db, project, extent.clone()), extent)).collect()
}

/// What is wrong with parts of a model, and in the files that they say something of.
fn problems_of_parts(db: &dyn Db, project: Project<'_>, parts: &[Part<'_>], problems: &mut Vec<Problem>) {
    for (evaluation, _) in parts {
        problems.extend(evaluation.problems.iter().cloned());
        problems.extend(alternatives::problems(db, project, &evaluation.interface));
        problems.extend(annotations::unknown(db, project, &evaluation.interface));
    }
    for file in nix_files(db, project) {
        for extent in concerned(file.id(db), parts) {
            problems.extend(infer(db, project, file, extent.clone()).iter().cloned());
        }
    }
}

/// Asks part by part from the last one on, what another thread asks from the first one on.
pub(crate) fn ask_backwards(db: &dyn Db, project: Project<'_>) {
    for extent in extents(db, project).iter().rev() {
        evaluate(db, project, extent.clone());
    }
    let parts = parts(db, project, extents(db, project).iter());
    let files: Vec<FileText> = nix_files(db, project).collect();
    for file in files.into_iter().rev() {
        for extent in concerned(file.id(db), &parts) {
            infer(db, project, file, extent.clone());
        }
    }
}

/// Asks the whole model in one evaluation, and all configurations with it as far as it goes.
fn found_at_once(db: &dyn Db, project: Project<'_>, problems: &mut Vec<Problem>) -> Configurations {
    let mut survey = survey(db, project);
    problems.extend(survey.evaluation.problems.iter().cloned());
    let nixos = nixos::nixos(db, project);
    for file in nix_files(db, project) {
        problems.extend(inferred(db, project, file, &survey.evaluation, nixos));
        // It will be asked for, and the other thread may be at the configurations still.
        by_itself(db, file);
    }
    problems.extend(renamed::problems(db, project, &survey.evaluation.interface));
    problems.extend(annotations::problems(db, project, &survey.evaluation.interface));
    problems.extend(alternatives::problems(db, project, &survey.evaluation.interface));
    problems.extend(annotations::unknown(db, project, &survey.evaluation.interface));
    let tables = Tables::of(&survey.evaluation.interface);
    let fine = survey.fine(db, project);
    let pairs = plans::pairs(db, project, kind(db, project), &tables).into_iter();
    let found = pairs.filter(|pair| !fine.contains(pair)).map(|(path, environment)| {
        let file = db.files().text(db, &path).id(db);
        let interface = &survey.evaluation.interface;
        (file, told(db, project, &path, environment.as_deref(), interface))
    });
    found.collect()
}

fn nix_files<'db>(db: &'db dyn Db, project: Project<'db>) -> impl Iterator<Item = FileText> {
    project::nix_files(db, project).iter().map(move |path| db.files().text(db, path))
}

/// Whether a problem's primary place is in a file.
pub(crate) fn points_into(problem: &Problem, file: FileId) -> bool {
    match problem.diagnostic().primary.map(|label| label.at) {
        Some(Spot::Node(place)) => place.file == file,
        Some(Spot::Span(it, _) | Spot::File(it)) => it == file,
        None => false,
    }
}

/// What stands in the way of evaluating a project, as far as its texts tell.
pub(crate) fn static_problems(db: &dyn Db, project: Project<'_>) -> Vec<Problem> {
    let mut problems = manifest_problems(db, project);
    for file in nix_files(db, project) {
        problems
            .extend(queries::problems(db, file).iter().chain(imports::problems(db, file).iter()).cloned());
    }
    problems
}

/// All that the texts of a project tell, of what stands in nobody's way too.
fn written_problems(db: &dyn Db, project: Project<'_>) -> Vec<Problem> {
    let mut problems = manifest_problems(db, project);
    for file in nix_files(db, project) {
        problems.extend(by_itself(db, file).iter().cloned());
    }
    problems
}

fn manifest_problems(db: &dyn Db, project: Project<'_>) -> Vec<Problem> {
    let mut problems = project::manifest_problems(db, project);
    problems.extend(nixos::list_problem(db, project).map(Problem::Project));
    problems
}

/// The problems of a project as reports, those in (or about) `only` if it names any paths.
pub(crate) fn reports(db: &dyn Db, project: Project<'_>, only: &[String]) -> Vec<Report> {
    let mut reports = linted_reports(db, project, problems(db, project).iter());
    reports.retain(|report| only.is_empty() || concerns(report, only));
    reports
}

/// The reports of a project's problems, as its manifest wants them.
pub(crate) fn linted_reports<'p>(
    db: &dyn Db,
    project: Project<'_>,
    problems: impl Iterator<Item = &'p Problem>,
) -> Vec<Report> {
    let manifest = project::manifest(db, project);
    let diagnostics = problems.filter_map(|problem| project::linted(manifest, problem.diagnostic()));
    let mut reports: Vec<Report> = diagnostics.map(|diagnostic| report(db, &diagnostic)).collect();
    sort(&mut reports);
    faults::once(&mut reports);
    reports
}

/// Whether a report points into one of the paths, or nowhere.
fn concerns(report: &Report, only: &[String]) -> bool {
    let Some(primary) = &report.primary else { return true };
    let inside = |path: &str| only.iter().any(|it| paths::within(path, it));
    inside(&primary.range.path) || report.secondary.iter().any(|label| inside(&label.range.path))
}
