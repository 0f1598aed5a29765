//! The files of the database: each path that was ever asked for is an input, made when it
//! is first read. The editor's text lies over the disk's, the embedded files under both.

use crate::database::{Database, Db};
use crate::disk::{Disk, Entry};
use crate::partition::OpenTexts;
use crate::{embedded, paths};
use fedic_diagnostics::FileId;
use fedic_eval::{FileKind, LoadError};
use rustc_hash::FxHashMap;
use salsa::{Durability, Setter};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A file's bytes, or why there are none.
#[salsa::input(debug)]
pub(crate) struct FileText {
    #[returns(copy)]
    pub(crate) id: FileId,
    #[returns(ref)]
    pub(crate) path: Arc<str>,
    #[returns(ref)]
    pub(crate) contents: Result<Contents, LoadError>,
}

/// The bytes of a file.
#[derive(Clone, Debug)]
pub(crate) enum Contents {
    Text(Arc<str>),
    /// What is no text.
    Bytes(Arc<[u8]>),
    /// An embedded file as it is, with what was made of it before.
    Embedded(&'static embedded::File),
}

impl Deref for Contents {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Contents::Text(text) => text.as_bytes(),
            Contents::Bytes(bytes) => bytes,
            Contents::Embedded(file) => file.text.as_bytes(),
        }
    }
}

impl From<Vec<u8>> for Contents {
    fn from(bytes: Vec<u8>) -> Contents {
        match String::from_utf8(bytes) {
            Ok(text) => Contents::Text(Arc::from(text)),
            Err(error) => Contents::Bytes(Arc::from(error.into_bytes())),
        }
    }
}

impl PartialEq for Contents {
    fn eq(&self, other: &Contents) -> bool {
        match (self, other) {
            (Contents::Embedded(file), Contents::Embedded(other)) => std::ptr::eq(*file, *other),
            _ => **self == **other,
        }
    }
}

impl From<&Contents> for Arc<[u8]> {
    fn from(contents: &Contents) -> Arc<[u8]> {
        match contents {
            Contents::Text(text) => Arc::from(text.clone()),
            Contents::Bytes(bytes) => bytes.clone(),
            Contents::Embedded(file) => Arc::from(file.text.as_bytes()),
        }
    }
}

/// What is at a path; absence too is something that an answer can depend on.
#[salsa::input(debug)]
pub(crate) struct PathEntry {
    #[returns(ref)]
    pub(crate) entry: Entry,
}

/// The names in a folder.
#[salsa::input(debug)]
pub(crate) struct Listing {
    #[returns(ref)]
    pub(crate) names: Result<Vec<(String, FileKind)>, LoadError>,
}

/// All paths that the database knows. Shared by its snapshots.
pub(crate) struct Files {
    disk: Arc<dyn Disk>,
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    known: FxHashMap<Arc<str>, Known>,
    /// By `FileId`, those that are not embedded.
    texts: Vec<FileText>,
    overlay: FxHashMap<String, Arc<str>>,
    /// How often something was said to have changed.
    changes: u64,
}

#[derive(Clone, Copy, Default)]
struct Known {
    text: Option<FileText>,
    entry: Option<PathEntry>,
    listing: Option<Listing>,
}

impl Files {
    /// The texts of editors that lie over the disk's.
    pub(crate) fn laid_over(&self) -> BTreeMap<String, String> {
        let table = self.table();
        table.overlay.iter().map(|(path, text)| (path.clone(), text.to_string())).collect()
    }

    pub(crate) fn new(disk: Arc<dyn Disk>) -> Files {
        Files { disk, table: Mutex::default() }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The text at a path, which should be free of symlinks.
    pub(crate) fn text(&self, db: &dyn Db, path: &str) -> FileText {
        if let Some(text) = self.known(path).text {
            return text;
        }
        let (mut table, contents) = self.found(|| self.read(path));
        table.text(db, path, contents)
    }

    /// A text that lies nowhere, such as an expression of the command line.
    pub(crate) fn virtual_text(&self, db: &dyn Db, name: &str, text: &[u8]) -> FileText {
        self.table().add(db, name, Ok(Contents::from(text.to_vec())))
    }

    /// The text with this number.
    pub(crate) fn by_id(&self, id: FileId) -> Option<FileText> {
        match id.0.checked_sub(FIRST_EMBEDDED) {
            Some(index) => self.known(embedded::path(index as usize)?).text,
            None => self.table().texts.get(id.0 as usize).copied(),
        }
    }

    /// What is at a path, its last symlink not followed.
    pub(crate) fn entry(&self, db: &dyn Db, path: &str) -> PathEntry {
        if let Some(entry) = self.known(path).entry {
            return entry;
        }
        let (mut table, found) = self.found(|| self.look(path));
        let new = || PathEntry::builder(found).durability(of_place(path)).new(db);
        *table.of(path).entry.get_or_insert_with(new)
    }

    /// The names in a folder.
    pub(crate) fn listing(&self, db: &dyn Db, path: &str) -> Listing {
        if let Some(listing) = self.known(path).listing {
            return listing;
        }
        let (mut table, found) = self.found(|| self.names(path));
        let new = || Listing::builder(found).durability(of_place(path)).new(db);
        *table.of(path).listing.get_or_insert_with(new)
    }

    fn known(&self, path: &str) -> Known {
        self.table().known.get(path).copied().unwrap_or_default()
    }

    /// What a look finds, and the table to note it in. Nobody waits at the table for a disk; but
    /// what has changed meanwhile is looked at again, as it was not known when that was said.
    fn found<T>(&self, look: impl Fn() -> T) -> (MutexGuard<'_, Table>, T) {
        loop {
            let changes = self.table().changes;
            let found = look();
            let table = self.table();
            if table.changes == changes {
                return (table, found);
            }
        }
    }

    /// The folders that hold what is known of the disk: whoever watches them sees all changes.
    pub(crate) fn folders(&self) -> BTreeSet<String> {
        let known: Vec<(Arc<str>, bool)> = {
            let table = self.table();
            let of_disk =
                table.known.iter().filter(|(path, _)| !embedded::owns(path) && path.starts_with('/'));
            of_disk.map(|(path, known)| (path.clone(), known.listing.is_some())).collect()
        };
        let mut folders = BTreeSet::new();
        for (path, listed) in known {
            let is_folder = self.disk.entry(&path) == Entry::Folder;
            if is_folder && listed {
                folders.insert(path.to_string());
            }
            // A folder on the way to a file is seen by what happens to the file.
            if !is_folder {
                let there = paths::ancestors(&path).skip(1).find(|it| self.disk.entry(it) == Entry::Folder);
                folders.extend(there.map(str::to_owned));
            }
        }
        folders
    }

    fn read(&self, path: &str) -> Result<Contents, LoadError> {
        if let Some(text) = self.table().overlay.get(path) {
            Ok(Contents::Text(text.clone()))
        } else if embedded::owns(path) {
            embedded::file(path).map(Contents::Embedded).ok_or(LoadError::Missing)
        } else {
            self.disk.read(path).map(Contents::from)
        }
    }

    fn look(&self, path: &str) -> Entry {
        if self.table().overlay.contains_key(path) {
            return Entry::File { executable: false };
        }
        if !embedded::owns(path) {
            return self.disk.entry(path);
        }
        match embedded::kind(path) {
            Some(FileKind::Directory) => Entry::Folder,
            Some(FileKind::Regular | FileKind::Symlink | FileKind::Unknown) => {
                Entry::File { executable: false }
            }
            None => Entry::Missing,
        }
    }

    fn names(&self, path: &str) -> Result<Vec<(String, FileKind)>, LoadError> {
        if embedded::owns(path) {
            embedded::list(path).ok_or(LoadError::Missing)
        } else {
            self.disk.list(path)
        }
    }
}

impl Table {
    fn of(&mut self, path: &str) -> &mut Known {
        self.known.entry(Arc::from(path)).or_default()
    }

    /// The text of a path, this one if it has none.
    fn text(&mut self, db: &dyn Db, path: &str, contents: Result<Contents, LoadError>) -> FileText {
        match self.of(path).text {
            Some(text) => text,
            None => self.add(db, path, contents),
        }
    }

    fn add(&mut self, db: &dyn Db, path: &str, contents: Result<Contents, LoadError>) -> FileText {
        let embedded = match &contents {
            Ok(Contents::Embedded(file)) => file.index(),
            Ok(Contents::Text(_) | Contents::Bytes(_)) | Err(_) => None,
        };
        let number = embedded.map_or(self.texts.len(), |index| FIRST_EMBEDDED as usize + index);
        let id = FileId(u32::try_from(number).unwrap_or_else(|_| unreachable!("fewer files than memory")));
        let input = FileText::builder(id, Arc::from(path), contents);
        let text = input.durability(durability(path)).new(db);
        if embedded.is_none() {
            self.texts.push(text);
        }
        self.of(path).text = Some(text);
        text
    }
}

/// Embedded files are numbered from here on, by where they stand among their like: whoever reads
/// one first has no say in it.
const FIRST_EMBEDDED: u32 = 1 << 31;

/// Embedded files never change.
fn durability(path: &str) -> Durability {
    if embedded::owns(path) { Durability::HIGH } else { Durability::LOW }
}

/// What is where changes less often than what files say.
fn of_place(path: &str) -> Durability {
    durability(path).max(Durability::MEDIUM)
}

impl Database {
    /// Lays an editor's text over the disk's, or (with none) takes it away.
    pub(crate) fn lay_over(&mut self, path: &str, text: Option<&str>) {
        let files = self.files.clone();
        let (before, known) = {
            let mut table = files.table();
            table.changes += 1;
            let before = match text {
                Some(text) => table.overlay.insert(path.to_owned(), Arc::from(text)),
                None => table.overlay.remove(path),
            };
            (before, table.known.get(path).copied())
        };
        match known {
            // An edit changes the text alone: nobody has to look at the folder for that.
            Some(Known { text, .. }) if before.is_some() == files.table().overlay.contains_key(path) => {
                self.look_again(&files, path, Known { text, ..Known::default() });
            }
            Some(_) | None => self.changed(path),
        }
        if before.is_some() != text.is_some() {
            let mut open: Vec<String> = files.table().overlay.keys().cloned().collect();
            open.sort_unstable();
            drop(OpenTexts::get(self).set_paths(self).to(open));
        }
        if text.is_some() {
            // An input from now on, so that who looks at this state sees no later text.
            files.text(self, path);
        }
    }

    /// Looks again at everything known of a path, of what lies below it and of the folder
    /// it lies in. Inputs that are as they were stay untouched.
    pub(crate) fn changed(&mut self, path: &str) {
        let files = self.files.clone();
        let folder = paths::parent(path).unwrap_or("/");
        let mut known: Vec<(Arc<str>, Known)> = {
            let mut table = files.table();
            table.changes += 1;
            let concerned = table.known.iter().filter(|(it, _)| paths::within(it, path) || &***it == folder);
            concerned.map(|(path, known)| (path.clone(), *known)).collect()
        };
        known.sort_by(|left, right| left.0.cmp(&right.0));
        for (path, known) in known {
            self.look_again(&files, &path, known);
        }
    }

    fn look_again(&mut self, files: &Files, path: &str, known: Known) {
        if let Some(input) = known.text {
            let now = files.read(path);
            if *input.contents(self) != now {
                drop(input.set_contents(self).to(now));
            }
        }
        if let Some(input) = known.entry {
            let now = files.look(path);
            if *input.entry(self) != now {
                drop(input.set_entry(self).to(now));
            }
        }
        if let Some(input) = known.listing {
            let now = files.names(path);
            if *input.names(self) != now {
                drop(input.set_names(self).to(now));
            }
        }
    }
}
