//! The evaluator's world, answered by the database.

use crate::database::Db;
use crate::disk::Entry;
use crate::files::FileText;
use crate::reach::{Reach, Rule, look, resolve};
use crate::{paths, queries};
use fedic_diagnostics::{FileId, Place, Problem, SectionId};
use fedic_eval::{Features, FileKind, LoadError, LoadedFile, Loader};
use fedic_hir::{Bindings, BindingsId, Body, Expr};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How files are taken that are not right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Reading {
    /// What is wrong with one fails whoever needs it.
    #[default]
    Strict,
    /// As far as they can be read: mistakes of syntax are no reason to take none of one, and one in which
    /// nothing stands yet is an empty set.
    Recovering,
}

/// The world as one evaluation sees it.
pub(crate) struct DatabaseLoader<'db> {
    db: &'db dyn Db,
    reach: &'db Reach,
    /// Files that were read.
    read: RefCell<BTreeSet<String>>,
    /// Lines that were printed, or would have been.
    printed: RefCell<Vec<String>>,
    quiet: bool,
    /// Entries of the search path that were said to be missing.
    missing: RefCell<BTreeSet<String>>,
    /// Files whose undefined names are told of by themselves, sorted.
    told: &'db [String],
    opened: Option<&'db Opened>,
    reading: Reading,
    /// Paths at which there were Nix files.
    asked: RefCell<BTreeSet<String>>,
}

/// Nix files that have been opened, by the paths that were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Opened(FxHashMap<String, LoadedFile>);

/// What an evaluation was given of the world, and what it left there.
pub(crate) struct Seen {
    /// The files that were read, sorted.
    pub(crate) read: Vec<String>,
    /// The paths at which there were Nix files, sorted.
    pub(crate) asked: Vec<String>,
    /// The lines that were printed.
    pub(crate) printed: Vec<String>,
}

impl<'db> DatabaseLoader<'db> {
    pub(crate) fn new(db: &'db dyn Db, reach: &'db Reach) -> DatabaseLoader<'db> {
        let (read, printed, missing, asked) = Default::default();
        let reading = Reading::Strict;
        let (quiet, told, opened) = (false, &[], None);
        DatabaseLoader { db, reach, read, printed, quiet, missing, told, opened, reading, asked }
    }

    /// Undefined names in these files, sorted, are no fault of theirs as long as nothing needs one:
    /// they are told of by themselves, and an edit that brings one or mends it changes nothing else.
    pub(crate) fn told(self, files: &'db [String]) -> DatabaseLoader<'db> {
        DatabaseLoader { told: files, ..self }
    }

    /// Files that have been opened for others too, in this way: who depends on all of them depends on
    /// one answer, not on several of each.
    pub(crate) fn beside(self, opened: &'db Opened) -> DatabaseLoader<'db> {
        DatabaseLoader { opened: Some(opened), ..self }
    }

    /// Files that are not right are taken in this way.
    pub(crate) fn reading(self, reading: Reading) -> DatabaseLoader<'db> {
        DatabaseLoader { reading, ..self }
    }

    /// What is at these paths, of what can be read.
    pub(crate) fn opened(&self, paths: &[String]) -> Opened {
        let open = |path: &String| Some((path.clone(), self.nix_file(path).ok()?));
        Opened(paths.iter().filter_map(open).collect())
    }

    /// Lines are not printed, only kept.
    pub(crate) fn quiet(self) -> DatabaseLoader<'db> {
        DatabaseLoader { quiet: true, ..self }
    }

    /// What it was asked for.
    pub(crate) fn into_seen(self) -> Seen {
        Seen {
            read: self.read.into_inner().into_iter().collect(),
            asked: self.asked.into_inner().into_iter().collect(),
            printed: self.printed.into_inner(),
        }
    }

    /// Experimental features that are on.
    pub(crate) fn features(&self) -> Features {
        self.db.features()
    }

    /// Whether nothing of the machine may be known.
    pub(crate) fn is_pure(&self) -> bool {
        self.reach.rule == Rule::Pure
    }

    /// What is wrong with a file, of what is a reason to take none of it. Who takes it all the same does
    /// not depend on that: it moves with every edit.
    fn problems(&self, path: &str, file: FileText) -> Arc<[Problem]> {
        let problems = match self.reading {
            Reading::Recovering => return Arc::default(),
            Reading::Strict if self.told.binary_search_by(|it| it.as_str().cmp(path)).is_ok() => {
                queries::faults(self.db, file)
            }
            Reading::Strict if self.reach.rule != Rule::Closed => queries::problems_to_nix(self.db, file),
            Reading::Strict => queries::problems(self.db, file),
        };
        problems.clone()
    }

    /// The path of a file, symlinks followed, if it may be read.
    fn admitted(&self, path: &str) -> Result<String, LoadError> {
        let real = resolve(self.db, path)?;
        self.reach.admit(path, &real)?;
        Ok(real)
    }

    /// Whether files are called as code calls them, where folders on the way are symlinks. Who asks
    /// again knows a file by one name only.
    fn names_paths(&self) -> bool {
        self.db.asks_once() && self.reach.rule != Rule::Closed
    }

    /// The path with symlinks at its end followed, but for those on the way to it: relative paths of
    /// a file start from here.
    fn followed(&self, path: &str) -> Result<String, LoadError> {
        let mut path = path.to_owned();
        while let Entry::Symlink(target) = self.itself(&path)? {
            path = paths::join(paths::parent(&path).unwrap_or("/"), target);
        }
        Ok(path)
    }

    /// What is at a path, its last symlink not followed, if that may be known.
    fn itself(&self, path: &str) -> Result<&Entry, LoadError> {
        let Some(folder) = paths::parent(path) else { return Ok(look(self.db, "/")) };
        let name = path.rsplit('/').next().unwrap_or_default();
        let real = paths::join(&resolve(self.db, folder)?, name);
        self.reach.admit(path, &real)?;
        Ok(look(self.db, &real))
    }
}

/// A file as far as it can be read.
fn recovered(mut file: LoadedFile) -> LoadedFile {
    if let Some(root) = file.body.root
        && let Expr::Missing = file.body.exprs[root.0 as usize]
    {
        let body = Arc::make_mut(&mut file.body);
        let count = u32::try_from(body.bindings.len());
        let nothing = BindingsId(count.unwrap_or_else(|_| unreachable!("fewer sets than memory")));
        body.bindings.push(Bindings::default());
        body.exprs[root.0 as usize] = Expr::Set(nothing);
    }
    file
}

impl Loader for DatabaseLoader<'_> {
    fn nix_file(&self, path: &str) -> Result<LoadedFile, LoadError> {
        if let Some(known) = self.opened.and_then(|opened| opened.0.get(path)) {
            return Ok(known.clone());
        }
        let mut real = self.admitted(path)?;
        let mut name = if self.names_paths() { self.followed(path)? } else { real.clone() };
        if matches!(look(self.db, &real), Entry::Folder) {
            name = paths::join(&name, "default.nix");
            real = self.admitted(&name)?;
            name = if self.names_paths() { name } else { real.clone() };
        }
        file_at(self.db, &real)?;
        let text = self.db.files().text(self.db, &name);
        if let Some(error) = queries::load_error(self.db, text) {
            return Err(error.clone());
        }
        let problems = self.problems(&real, text);
        self.read.borrow_mut().insert(real);
        self.asked.borrow_mut().insert(path.to_owned());
        let loaded = queries::loaded_with(self.db, text, self.reach.rule == Rule::Closed, problems);
        Ok(match self.reading {
            Reading::Strict => loaded,
            Reading::Recovering => recovered(loaded),
        })
    }

    fn section(&self, file: FileId, section: SectionId) -> Arc<Body> {
        match self.db.files().by_id(file) {
            Some(file) => queries::section(self.db, file, section),
            None => unreachable!("only files that were given out have sections"),
        }
    }

    fn read(&self, path: &str) -> Result<Arc<[u8]>, LoadError> {
        let real = self.admitted(path)?;
        file_at(self.db, &real)?;
        let contents = self.db.files().text(self.db, &real).contents(self.db);
        self.read.borrow_mut().insert(real);
        contents.as_ref().map(Arc::from).map_err(Clone::clone)
    }

    fn list(&self, path: &str) -> Result<Vec<(String, FileKind)>, LoadError> {
        let real = self.admitted(path)?;
        match look(self.db, &real) {
            Entry::Folder => self.db.files().listing(self.db, &real).names(self.db).clone(),
            Entry::Missing => Err(LoadError::Missing),
            Entry::Unreadable(reason) => Err(LoadError::Unreadable(reason.clone())),
            Entry::File { .. } | Entry::Other | Entry::Symlink(_) => {
                Err(LoadError::WrongKind("it is not a folder".to_owned()))
            }
        }
    }

    fn kind(&self, path: &str) -> Result<Option<FileKind>, LoadError> {
        match self.itself(path)? {
            Entry::Missing => Ok(None),
            Entry::File { .. } => Ok(Some(FileKind::Regular)),
            Entry::Folder => Ok(Some(FileKind::Directory)),
            Entry::Symlink(_) => Ok(Some(FileKind::Symlink)),
            Entry::Other => Ok(Some(FileKind::Unknown)),
            Entry::Unreadable(reason) => Err(LoadError::Unreadable(reason.clone())),
        }
    }

    fn link(&self, path: &str) -> Result<String, LoadError> {
        match self.itself(path)? {
            Entry::Symlink(target) => Ok(target.clone()),
            Entry::Missing => Err(LoadError::Missing),
            Entry::Unreadable(reason) => Err(LoadError::Unreadable(reason.clone())),
            Entry::File { .. } | Entry::Folder | Entry::Other => {
                Err(LoadError::WrongKind("it is not a symlink".to_owned()))
            }
        }
    }

    fn is_executable(&self, path: &str) -> Result<bool, LoadError> {
        let real = self.admitted(path)?;
        Ok(matches!(look(self.db, &real), Entry::File { executable: true }))
    }

    fn search(&self, name: &str) -> Result<String, LoadError> {
        self.reach.search(self.db, name, |entry| self.entry_is_missing(entry))
    }

    fn entry_is_missing(&self, entry: &str) {
        if self.missing.borrow_mut().insert(entry.to_owned()) {
            self.warn(&format!("warning: Nix search path entry '{entry}' does not exist, ignoring"));
        }
    }

    fn search_path(&self) -> Vec<(String, String)> {
        self.reach.search.clone()
    }

    fn path(&self, file: FileId) -> Option<String> {
        let path = self.db.files().by_id(file)?.path(self.db);
        path.starts_with('/').then(|| path.to_string())
    }

    fn position(&self, place: Place) -> Option<(String, u32, u32)> {
        queries::position(self.db, place)
    }

    fn variable(&self, name: &str) -> String {
        if self.reach.rule == Rule::Open { std::env::var(name).unwrap_or_default() } else { String::new() }
    }

    fn time(&self) -> i64 {
        // A closed command gives the same answer whenever it is asked.
        if self.reach.rule == Rule::Closed {
            return 0;
        }
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(0, |now| i64::try_from(now.as_secs()).unwrap_or(i64::MAX))
    }

    fn system(&self) -> String {
        if let Some(system) = &self.reach.system {
            return system.clone();
        }
        if self.reach.rule == Rule::Closed {
            return "x86_64-linux".to_owned();
        }
        let os = if std::env::consts::OS == "macos" { "darwin" } else { std::env::consts::OS };
        format!("{}-{os}", std::env::consts::ARCH)
    }

    fn print(&self, line: &str) {
        if !self.quiet {
            self.db.print(line);
        }
        self.printed.borrow_mut().push(line.to_owned());
    }

    fn warn(&self, line: &str) {
        if self.reach.rule != Rule::Closed {
            self.print(line);
        }
    }

    fn cancelled(&self) -> bool {
        // Unwinds if the database is about to change: the question is asked again then.
        self.db.unwind_if_revision_cancelled();
        self.db.goes_on();
        false
    }
}

/// Whether there is a file to be read.
fn file_at(db: &dyn Db, path: &str) -> Result<(), LoadError> {
    match look(db, path) {
        Entry::File { .. } | Entry::Other => Ok(()),
        Entry::Missing => Err(LoadError::Missing),
        Entry::Folder => Err(LoadError::WrongKind("it is a folder".to_owned())),
        Entry::Symlink(_) => Err(LoadError::Unreadable("symlinks lead in a circle".to_owned())),
        Entry::Unreadable(reason) => Err(LoadError::Unreadable(reason.clone())),
    }
}
