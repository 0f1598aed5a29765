//! `fedic docs`: what a model declares, for people to read.

use crate::configured::configure;
use crate::database::{Database, Db};
use crate::evaluate::{kind, tables};
use crate::interface::interface;
use crate::project::{self, Project};
use crate::report::Report;
use crate::schema::{faults, location};
use crate::setup::Setup;
use crate::{ahead, plans};
use fedic_diagnostics::Place;
use fedic_emit::docs;
use std::collections::BTreeSet;

/// How documentation is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocsForm {
    #[default]
    Markdown,
    /// One page that needs nothing beside it.
    Html,
    /// In the shape of nixpkgs' option documentation.
    Json,
}

/// Documentation in the form asked for, or why there is none.
#[derive(Clone, Debug, Default)]
pub struct DocsAnswer {
    pub docs: Option<String>,
    pub reports: Vec<Report>,
    /// Whether it is the embedded catalogue's, for want of a project.
    pub catalogue: bool,
}

/// The documentation of the project of the folder.
pub(crate) fn docs(db: &Database, setup: &Setup, form: DocsForm) -> DocsAnswer {
    let found = ahead::found(db, &setup.folder, &setup.include);
    let project = found.unwrap_or_else(|| project::catalogue(db, &setup.include));
    let catalogue = found.is_none();
    let reports = faults(db, project);
    if !reports.is_empty() {
        return DocsAnswer { docs: None, reports, catalogue };
    }
    let interface = interface(db, project);
    let locate = |place: Place| location(db, project, place);
    let folder = project.layout(db).folder.as_str();
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let title = if catalogue { "Catalogue" } else { name };
    let collected = docs::collect(interface, title, requests(db, project), &locate);
    let text = match form {
        DocsForm::Markdown => docs::markdown(&collected),
        DocsForm::Html => docs::html(&collected),
        DocsForm::Json => format!("{:#}\n", docs::json(&collected)),
    };
    DocsAnswer { docs: Some(text), reports: Vec::new(), catalogue }
}

/// Which application asks for which kind: what the project's configurations show of it. A
/// configuration that has no plan shows nothing.
fn requests(db: &dyn Db, project: Project<'_>) -> Vec<(String, String)> {
    let mut found = BTreeSet::new();
    for (file, environment) in plans::pairs(db, project, kind(db, project), tables(db, project)) {
        let plan = configure(db, project, file, environment).plan.as_ref();
        let requests = plan.into_iter().flat_map(|plan| plan.requests.values());
        found.extend(requests.map(|request| (request.application.clone(), request.kind.clone())));
    }
    found.into_iter().collect()
}
