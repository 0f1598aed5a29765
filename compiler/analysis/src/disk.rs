//! What lies on a disk: the system's, or one in memory for tests and for editors that
//! have none. Read through the database only, so that every answer knows what it read.

use crate::paths;
use fedic_eval::{FileKind, LoadError};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

/// What is at a path, its last symlink not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    Missing,
    File {
        /// By its owner.
        executable: bool,
    },
    Folder,
    /// Where it points, as written.
    Symlink(String),
    /// A device, a socket, a pipe.
    Other,
    /// The system refuses to say, in its words.
    Unreadable(String),
}

/// A source of files. Paths are absolute and normalised.
pub trait Disk: Send + Sync {
    /// What is at a path.
    fn entry(&self, path: &str) -> Entry;

    /// The bytes of a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError>;

    /// The names in a folder with their kinds, sorted.
    ///
    /// # Errors
    /// Why it cannot be listed.
    fn list(&self, path: &str) -> Result<Vec<(String, FileKind)>, LoadError>;
}

/// The system's disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    fn entry(&self, path: &str) -> Entry {
        match fs::symlink_metadata(path) {
            Ok(data) if data.is_symlink() => match fs::read_link(path) {
                Ok(target) => match target.into_os_string().into_string() {
                    Ok(target) => Entry::Symlink(target),
                    Err(_) => Entry::Unreadable("a symlink to a name that is not UTF-8".to_owned()),
                },
                Err(error) => Entry::Unreadable(words(&error)),
            },
            Ok(data) if data.is_dir() => Entry::Folder,
            Ok(data) if data.is_file() => Entry::File { executable: executable(&data) },
            Ok(_) => Entry::Other,
            Err(error) if absent(&error) => Entry::Missing,
            Err(error) => Entry::Unreadable(words(&error)),
        }
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        fs::read(path).map_err(|error| load_error(&error))
    }

    fn list(&self, path: &str) -> Result<Vec<(String, FileKind)>, LoadError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path).map_err(|error| load_error(&error))? {
            let entry = entry.map_err(|error| load_error(&error))?;
            let kind = match entry.file_type() {
                Ok(it) if it.is_symlink() => FileKind::Symlink,
                Ok(it) if it.is_dir() => FileKind::Directory,
                Ok(it) if it.is_file() => FileKind::Regular,
                Ok(_) | Err(_) => FileKind::Unknown,
            };
            // A name that is not UTF-8 cannot be written in Nix, nor asked for.
            if let Ok(name) = entry.file_name().into_string() {
                names.push((name, kind));
            }
        }
        names.sort_by(|left, right| left.0.cmp(&right.0));
        Ok(names)
    }
}

#[cfg(unix)]
fn executable(data: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    data.permissions().mode() & 0o100 != 0
}

#[cfg(not(unix))]
fn executable(_: &fs::Metadata) -> bool {
    false
}

fn absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn load_error(error: &io::Error) -> LoadError {
    if absent(error) { LoadError::Missing } else { LoadError::Unreadable(words(error)) }
}

/// The system's words without its number: `permission denied`.
pub(crate) fn words(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Files in memory. Folders are where files are.
#[derive(Debug, Default)]
pub struct MemoryDisk(Mutex<BTreeMap<String, String>>);

impl MemoryDisk {
    /// A disk with these files.
    #[must_use]
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> MemoryDisk {
        let disk = MemoryDisk::default();
        for (path, text) in files {
            disk.write(path, Some(text));
        }
        disk
    }

    /// Writes a file, or removes it. The database is told by `Analysis::changed`.
    pub fn write(&self, path: &str, text: Option<&str>) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match text {
            Some(text) => files.insert(path.to_owned(), text.to_owned()),
            None => files.remove(path),
        };
    }
}

impl Disk for MemoryDisk {
    fn entry(&self, path: &str) -> Entry {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if files.contains_key(path) {
            Entry::File { executable: false }
        } else if path == "/" || files.keys().any(|it| paths::within(it, path)) {
            Entry::Folder
        } else {
            Entry::Missing
        }
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(path).map(|text| text.clone().into_bytes()).ok_or(LoadError::Missing)
    }

    fn list(&self, path: &str) -> Result<Vec<(String, FileKind)>, LoadError> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut names: Vec<(String, FileKind)> = Vec::new();
        for file in files.keys() {
            let Ok(rest) = Path::new(file).strip_prefix(path) else { continue };
            let mut parts = rest.components();
            let Some(first) = parts.next() else { continue };
            let kind = if parts.next().is_some() { FileKind::Directory } else { FileKind::Regular };
            names.push((first.as_os_str().to_string_lossy().into_owned(), kind));
        }
        names.dedup();
        if names.is_empty() { Err(LoadError::Missing) } else { Ok(names) }
    }
}
