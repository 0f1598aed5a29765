//! An earlier plan, as `fedic plan --format json` wrote it.

use crate::database::Db;
use crate::{checking, queries};
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::{FileId, Span};
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
    let refused = |error: &serde_json::Error| refused(id, text, error);
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

fn refused(file: FileId, text: &str, error: &serde_json::Error) -> ProjectProblem {
    let said = error.to_string();
    // The place is shown as one.
    let message = said.split(" at line ").next().unwrap_or(&said).to_owned();
    let start = offset(text, error.line(), error.column());
    ProjectProblem::NotAPlan { file, span: Span::new(start, start), message }
}

/// The offset of a line and a column of bytes, both from one.
fn offset(text: &str, line: usize, column: usize) -> u32 {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    u32::try_from((before + column.saturating_sub(1)).min(text.len())).unwrap_or(u32::MAX)
}
