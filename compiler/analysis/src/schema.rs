//! `fedic schema`: what may be written, for forms and other programs.

use crate::database::Db;
use crate::evaluate::evaluate;
use crate::interface::interface;
use crate::paths;
use crate::project::{self, Project};
use crate::report::{Report, range, reports};
use crate::setup::Setup;
use fedic_diagnostics::{Place, Spot};
use fedic_emit::json_schema;
use fedic_modules::Extent;

/// The schema of a configuration, as text that ends with a line end.
pub(crate) fn configuration(db: &dyn Db, setup: &Setup) -> Result<String, Vec<Report>> {
    let project = project::find(db, &setup.folder, &setup.include)
        .unwrap_or_else(|| project::catalogue(db, &setup.include));
    let interface = interface(db, project);
    let Some(ty) = interface.written() else {
        return Err(reports(db, evaluate(db, project, Extent::Whole).problems.iter()));
    };
    let locate = |place: Place| location(db, project, place);
    let schema = json_schema(interface, ty, "Configuration", &locate);
    Ok(format!("{schema:#}\n"))
}

/// `application.nix:12:5`, if the place is in the project.
fn location(db: &dyn Db, project: Project<'_>, place: Place) -> Option<String> {
    let at = range(db, Spot::Node(place))?;
    let folder = &project.layout(db).folder;
    paths::within(&at.path, folder)
        .then(|| format!("{}:{}:{}", paths::shown(&at.path, folder), at.start.line, at.start.column))
}
