//! Texts that are kept in files: what cases are expected to say, what is made from the code, and
//! the lists of what fails today. Tests compare with them; with `FEDIC_BLESS` set they write them,
//! and people read the difference. Where such a file lies is told by the test that keeps it.

use crate::workspace;
use libtest_mimic::Failed;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Whether kept files are to be written.
#[must_use]
pub fn blessing() -> bool {
    std::env::var_os("FEDIC_BLESS").is_some()
}

/// Whether this is what is wished to be written beyond the usual.
#[must_use]
pub fn blessing_also(what: &str) -> bool {
    std::env::var_os("FEDIC_BLESS").is_some_and(|wish| wish == what)
}

/// Compares a text with that of a file; without a text there should be no file.
///
/// # Errors
/// The lines that differ.
pub fn compare(file: &Path, made: Option<&str>) -> Result<(), Failed> {
    if blessing() {
        return match made {
            Some(made) => Ok(fs::write(file, made)?),
            None if file.exists() => Ok(fs::remove_file(file)?),
            None => Ok(()),
        };
    }
    let kept = fs::read_to_string(file).ok();
    if kept.as_deref() == made {
        return Ok(());
    }
    let (kept, made) = (kept.unwrap_or_default(), made.unwrap_or_default());
    let difference =
        similar::TextDiff::from_lines(kept.as_str(), made).unified_diff().header("kept", "is").to_string();
    Err(format!("{} differs (FEDIC_BLESS=1 writes it):\n{difference}", file.display()).into())
}

/// The same for a test that stands alone.
///
/// # Panics
/// With the lines that differ.
pub fn assert_kept(file: &Path, made: &str) {
    if let Err(difference) = compare(file, Some(made)) {
        panic!("{}", difference.message().unwrap_or_default());
    }
}

/// What fails today and says so: a list of names in `tests/cases`, which must shrink when one passes.
#[derive(Clone, Debug)]
pub struct NotYet {
    list: String,
    names: BTreeSet<String>,
}

impl NotYet {
    /// Reads the list; `wrong` finds the names for it when it is to be written.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn read(list: &str, wrong: impl FnOnce() -> Vec<String>) -> NotYet {
        let file = workspace::cases(list);
        if blessing() {
            let lines = wrong().into_iter().fold(String::new(), |text, name| text + &name + "\n");
            fs::write(&file, lines).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        }
        let names = fs::read_to_string(file).unwrap_or_default().lines().map(str::to_owned).collect();
        NotYet { list: list.to_owned(), names }
    }

    /// Turns the verdict round for what is on the list.
    ///
    /// # Errors
    /// The verdict's, or that it is right now.
    pub fn judge(&self, name: &str, verdict: Result<(), Failed>) -> Result<(), Failed> {
        match verdict {
            verdict if !self.names.contains(name) => verdict,
            Ok(()) => Err(format!("right now: take it out of cases/{}", self.list).into()),
            Err(_) => Ok(()),
        }
    }
}
