//! An earlier plan, as `fedic plan --format json` wrote it.

use crate::database::Db;
use crate::refused::refused;
use crate::{checking, queries};
use fedic_diagnostics::Span;
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_model::{FORMAT_VERSION, Plan};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// Reads the plan in a file.
///
/// # Errors
/// The file cannot be read, is no plan, or is one of another format.
pub(crate) fn read(db: &dyn Db, path: &str) -> Result<Plan, ProjectProblem> {
    let path = checking::there(db, path)?;
    let file = db.files().text(db, &path);
    let text = queries::text(db, file).as_ref().map_err(Clone::clone)?;
    let id = file.id(db);
    let refused = |error: &serde_json::Error| {
        let (span, message) = refused(text, error);
        ProjectProblem::NotAPlan { file: id, span, message }
    };
    let head: Head = serde_json::from_str(text).map_err(|error| refused(&error))?;
    match head.format_version {
        None => Err(ProjectProblem::NotAPlan {
            file: id,
            span: Span::new(0, 0),
            message: "it has no `formatVersion`".to_owned(),
        }),
        Some(version) if version != u64::from(FORMAT_VERSION) => {
            Err(ProjectProblem::OtherPlanFormat { file: id, found: version, known: FORMAT_VERSION })
        }
        Some(_) => serde_json::from_str(text).map_err(|error| refused(&error)),
    }
}

/// What is read of a plan of any format.
#[derive(Deserialize)]
struct Head {
    #[serde(rename = "formatVersion")]
    format_version: Option<u64>,
    /// So that a list is no plan, and the whole text is looked at.
    #[serde(flatten)]
    _rest: std::collections::BTreeMap<String, IgnoredAny>,
}
