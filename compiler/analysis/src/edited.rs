//! What is wrong in files that were edited, told before the rest of their projects has been looked
//! at: the parts of the model are asked that have to do with them, as far as that is known.

use crate::checking::{linted_reports, parts, points_into};
use crate::database::Db;
use crate::faults;
use crate::files::FileText;
use crate::ide::remembered::{Memory, Remembered};
use crate::inference::{by_itself, concerned, infer};
use crate::partition::{about, extents};
use crate::project::{self, Project};
use crate::report::Report;
use crate::{alternatives, annotations};
use fedic_diagnostics::Problem;
use fedic_modules::Extent;

/// Parts, at most, that are looked at before all others.
const PARTS: usize = 4;

/// The problems of edited files of a project, by file; of those that have to do with few parts of
/// the model.
pub(crate) fn diagnose_edited(
    db: &dyn Db,
    memory: &Memory,
    project: Project<'_>,
    paths: &[String],
) -> Vec<(String, Vec<Report>)> {
    let remembered = memory.known(db, project);
    let own = project::nix_files(db, project);
    let edited = paths.iter().filter(|path| own.binary_search(path).is_ok());
    let look = |path: &String| {
        let found = problems(db, project, remembered.as_deref(), db.files().text(db, path))?;
        Some((path.clone(), linted_reports(db, project, found.iter())))
    };
    edited.filter_map(look).collect()
}

fn problems(
    db: &dyn Db,
    project: Project<'_>,
    remembered: Option<&Remembered>,
    file: FileText,
) -> Option<Vec<Problem>> {
    let id = file.id(db);
    let likely = likely(db, project, remembered, file);
    // What many have to do with is told with all there is.
    if likely.len() > PARTS {
        return None;
    }
    let parts = parts(db, project, likely.into_iter());
    let mut problems = by_itself(db, file).to_vec();
    for (evaluation, _) in &parts {
        problems.extend(alternatives::problems(db, project, &evaluation.interface));
        problems.extend(annotations::unknown(db, project, &evaluation.interface));
    }
    problems.extend(parts.iter().flat_map(|(evaluation, _)| evaluation.problems.iter().cloned()));
    if parts.iter().any(|(evaluation, _)| evaluation.facts.concern(id)) {
        for extent in concerned(id, &parts) {
            problems.extend(infer(db, project, file, extent.clone()).iter().cloned());
        }
    }
    let known = remembered.into_iter().flat_map(|it| &it.parts);
    let known: Vec<Problem> = known.flat_map(|it| it.evaluation.problems.iter().cloned()).collect();
    faults::independent(&known, &mut problems);
    problems.retain(|problem| points_into(problem, id));
    Some(problems)
}

/// The parts that a file seems to be about, and those that had to do with it before. What takes all
/// applications together is looked at later.
fn likely<'db>(
    db: &'db dyn Db,
    project: Project<'db>,
    remembered: Option<&Remembered>,
    file: FileText,
) -> Vec<&'db Extent> {
    let id = file.id(db);
    let about = about(db, project, file);
    let blames = |problems: &[Problem]| problems.iter().any(|problem| points_into(problem, id));
    let concerned = |extent: &Extent| {
        let mut parts = remembered.into_iter().flat_map(|it| &it.parts);
        parts.any(|it| it.extent == *extent && (it.concerns(id) || blames(&it.evaluation.problems)))
    };
    let is_likely = |extent: &&Extent| match extent {
        Extent::Front | Extent::Whole | Extent::Declared => false,
        Extent::Frame => concerned(extent),
        Extent::Applications(names) | Extent::Environments(names) => {
            names.iter().any(|name| about.contains(name)) || concerned(extent)
        }
    };
    extents(db, project).iter().filter(is_likely).collect()
}
