//! A disk of which only some folders are shown: nothing outside of them is read, whatever a
//! file inside names. For an editor's workspace that nobody has called trustworthy yet.

use crate::disk::{Disk, Entry};
use crate::paths;
use fedic_eval::{FileKind, LoadError};
use std::fs;
use std::sync::{Arc, PoisonError, RwLock};

/// Why something is not shown.
const REASON: &str = "it lies outside the workspace, which is not trusted";

/// Another disk, the whole of it or some folders.
pub struct ConfinedDisk<D> {
    disk: D,
    /// None if everything is shown.
    folders: RwLock<Option<Arc<[String]>>>,
}

impl<D: Disk> ConfinedDisk<D> {
    /// All of a disk.
    #[must_use]
    pub fn new(disk: D) -> ConfinedDisk<D> {
        ConfinedDisk { disk, folders: RwLock::new(None) }
    }

    /// Shows these folders alone from now on; with none, everything. The database is told to
    /// look again by whoever calls this. Whether that is another view than before.
    pub fn show(&self, folders: Option<&[String]>) -> bool {
        let folders = folders.map(|folders| {
            let real = folders.iter().filter_map(|it| fs::canonicalize(it).ok()?.to_str().map(str::to_owned));
            folders.iter().cloned().chain(real).collect::<Arc<[String]>>()
        });
        let before = std::mem::replace(
            &mut *self.folders.write().unwrap_or_else(PoisonError::into_inner),
            folders.clone(),
        );
        before != folders
    }

    fn shown(&self) -> Option<Arc<[String]>> {
        self.folders.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether a file or folder may be read, wherever symlinks lead to.
    fn admit(&self, path: &str) -> Result<(), LoadError> {
        let Some(folders) = self.shown() else { return Ok(()) };
        let inside = |path: &str| folders.iter().any(|folder| paths::within(path, folder));
        let leads_out = || match fs::canonicalize(path) {
            Ok(real) => !real.to_str().is_some_and(inside),
            // What is not there leads nowhere.
            Err(_) => false,
        };
        if !inside(path) || leads_out() { Err(LoadError::Forbidden(REASON.to_owned())) } else { Ok(()) }
    }
}

impl<D: Disk> Disk for ConfinedDisk<D> {
    fn entry(&self, path: &str) -> Entry {
        let Some(folders) = self.shown() else { return self.disk.entry(path) };
        // What leads to the folders is a part of their names.
        let visible = |folder: &String| paths::within(path, folder) || paths::within(folder, path);
        if folders.iter().any(visible) { self.disk.entry(path) } else { Entry::Unreadable(REASON.to_owned()) }
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        self.admit(path)?;
        self.disk.read(path)
    }

    fn list(&self, path: &str) -> Result<Vec<(String, FileKind)>, LoadError> {
        self.admit(path)?;
        self.disk.list(path)
    }
}
