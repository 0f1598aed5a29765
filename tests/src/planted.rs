//! Mistakes planted in a copy of the catalogue, one file each: `file`, `old` text, `new` text,
//! and `at` where the fault shows elsewhere; more of them in the same copy as `[[and]]`.

use crate::{cli, workspace};
use serde::Deserialize;
use std::error::Error;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    file: String,
    old: String,
    new: String,
    /// `file:line`, where the error stands if not in the changed lines.
    at: Option<String>,
    /// More of them in the same copy.
    #[serde(default)]
    and: Vec<Mistake>,
}

/// A copy of the catalogue with mistakes.
pub struct Planted {
    pub copy: TempDir,
    /// For each mistake where its error may stand, as `file:line`.
    pub places: Vec<Vec<String>>,
}

/// Plants the mistakes of a case.
///
/// # Errors
/// The case cannot be read, or the catalogue does not have an old text exactly once.
pub fn plant(case: &Path) -> Result<Planted, Box<dyn Error>> {
    let mut mistake: Mistake = toml::from_str(&fs::read_to_string(case)?)?;
    let mut mistakes = std::mem::take(&mut mistake.and);
    mistakes.insert(0, mistake);
    let copy = tempfile::tempdir()?;
    cli::copy_folder(&workspace::root().join("model/nix/catalogue"), copy.path())?;
    let mut places = Vec::new();
    for mistake in &mistakes {
        let file = copy.path().join(&mistake.file);
        let text = fs::read_to_string(&file)?;
        if text.matches(&mistake.old).count() != 1 {
            return Err(format!("{} does not have the old text exactly once", mistake.file).into());
        }
        fs::write(&file, text.replacen(&mistake.old, &mistake.new, 1))?;
        places.push(lines(mistake, &text));
    }
    Ok(Planted { copy, places })
}

/// Where the error of a mistake may stand, as `file:line`.
fn lines(mistake: &Mistake, text: &str) -> Vec<String> {
    let first = text[..text.find(&mistake.old).unwrap_or_default()].lines().count().max(1);
    let lines = first..=first + mistake.new.lines().count();
    mistake
        .at
        .clone()
        .map_or_else(|| lines.map(|line| format!("{}:{line}", mistake.file)).collect(), |at| vec![at])
}
