//! The evaluator's only way out: files, listings, line numbers, environment, clock.

use fedic_diagnostics::{FileId, Place, Problem, SectionId};
use fedic_hir::Body;
use std::sync::Arc;

/// A Nix file, parsed and lowered.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedFile {
    pub file: FileId,
    /// Where it lies, symlinks at the end and `default.nix` resolved: relative paths in it start
    /// from its folder, and it is evaluated once under this name.
    pub path: Arc<str>,
    /// The whole file, or its outermost section.
    pub body: Arc<Body>,
    /// The names of the whole file, in the order of its text, if they shall be known from the
    /// beginning though sections are read later.
    pub names: Option<Arc<[Arc<str>]>>,
    /// What is wrong with it; evaluating a file with errors fails with the first.
    pub problems: Arc<[Problem]>,
    /// Whether it is one of the embedded files, which see natives.
    pub embedded: bool,
}

/// Why something could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    Missing,
    /// Outside what this command may read; says why.
    Forbidden(String),
    /// Hidden by a mode of Nix's own, as if it were not there; says so in Nix's words.
    Hidden(String),
    /// A folder where a file is wanted, or the other way round.
    WrongKind(String),
    /// Any other failure of the system, in its words.
    Unreadable(String),
}

/// What a name in a folder is, as `builtins.readFileType` says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Regular,
    Directory,
    Symlink,
    Unknown,
}

/// The world as one evaluation may see it. Paths are absolute, normalised, with `/`.
pub trait Loader {
    /// The Nix file at a path (for a folder: its `default.nix`), symlinks followed.
    ///
    /// # Errors
    /// Why it cannot be read. A file that is read but wrong is no error here.
    fn nix_file(&self, path: &str) -> Result<LoadedFile, LoadError>;

    /// A section of a file that was given out. It is asked for when it is entered, once in an
    /// evaluation: an answer depends on those sections alone that it entered.
    fn section(&self, file: FileId, section: SectionId) -> Arc<Body>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, path: &str) -> Result<Arc<[u8]>, LoadError>;

    /// The names in a folder with their kinds, sorted.
    ///
    /// # Errors
    /// Why it cannot be listed.
    fn list(&self, path: &str) -> Result<Vec<(String, FileKind)>, LoadError>;

    /// What is at a path, the last symlink not followed; `None` if nothing is.
    ///
    /// # Errors
    /// Why it cannot be told.
    fn kind(&self, path: &str) -> Result<Option<FileKind>, LoadError>;

    /// What the symlink at a path says, as it was written. A world without symlinks need not
    /// answer.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn link(&self, path: &str) -> Result<String, LoadError> {
        Err(LoadError::WrongKind(format!("'{path}' is no symlink")))
    }

    /// Whether the file at a path may be executed by its owner; store paths depend on it.
    ///
    /// # Errors
    /// Why it cannot be told.
    fn is_executable(&self, _path: &str) -> Result<bool, LoadError> {
        Ok(false)
    }

    /// The path that `<name>` stands for.
    ///
    /// # Errors
    /// `Missing` if no entry of the search path has it.
    fn search(&self, name: &str) -> Result<String, LoadError>;

    /// The entries of the search path, as `builtins.nixPath` shows them: prefix and path.
    fn search_path(&self) -> Vec<(String, String)>;

    /// Told of each entry of a search path that a name was looked for in, and that is not there.
    fn entry_is_missing(&self, _entry: &str) {}

    /// The path of a file, as Nix code sees it.
    fn path(&self, file: FileId) -> Option<String>;

    /// Path (as Nix code sees it), line and column, both from one, of a place.
    fn position(&self, place: Place) -> Option<(String, u32, u32)>;

    /// An environment variable; empty where there is none or none may be seen.
    fn variable(&self, name: &str) -> String;

    /// Seconds since 1970.
    fn time(&self) -> i64;

    /// Such as `x86_64-linux`.
    fn system(&self) -> String;

    /// A line for standard error: `trace: …`, `evaluation warning: …`.
    fn print(&self, line: &str);

    /// What Nix says of a text; silent where diagnostics tell it.
    fn warn(&self, line: &str) {
        self.print(line);
    }

    /// Whether the evaluation should stop now, because its answer is wanted no longer.
    fn cancelled(&self) -> bool {
        false
    }
}
