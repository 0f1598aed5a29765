//! Looking for files in folders.

use crate::database::Db;
use crate::disk::Entry;
use crate::paths;
use crate::reach::{look, resolve};
use fedic_eval::FileKind;
use std::collections::VecDeque;

/// Folders deeper than this are not looked into.
const DEPTH: usize = 24;

/// Files of tests at or below a path, and whether the path is the file itself. None if
/// nothing is there.
pub(crate) fn test_files(db: &dyn Db, path: &str) -> Option<Vec<(String, bool)>> {
    let real = resolve(db, path).ok()?;
    match look(db, &real) {
        Entry::Missing => None,
        Entry::File { .. } | Entry::Other | Entry::Symlink(_) | Entry::Unreadable(_) => {
            Some(vec![(real, true)])
        }
        Entry::Folder => {
            let files = files_below(db, &real).into_iter();
            Some(files.filter(|file| is_test(&real, file)).map(|file| (file, false)).collect())
        }
    }
}

fn is_test(top: &str, file: &str) -> bool {
    let Some(stem) = file.strip_suffix(".nix") else { return false };
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let from = paths::parent(top).map_or(0, str::len);
    matches!(name, "test" | "tests") || name.ends_with(".test") || stem[from..].contains("/tests/")
}

/// Folders that are looked into for projects, at most.
const MOST: usize = 4096;

/// The folders with a manifest or a `model.nix` at or below a folder, sorted; those below a
/// folder with a `model.nix` but no manifest of their own are parts of its model.
pub(crate) fn projects_below(db: &dyn Db, folder: &str) -> Vec<String> {
    let mut projects = Vec::new();
    let mut folders = VecDeque::from([(folder.to_owned(), 0, false)]);
    let mut seen = 0;
    while let Some((folder, depth, inside)) = folders.pop_front() {
        seen += 1;
        let Ok(names) = db.files().listing(db, &folder).names(db) else { continue };
        let has = |name: &str| names.iter().any(|(it, kind)| it == name && *kind == FileKind::Regular);
        let (manifest, model) = (has("fedic.toml"), has("model.nix"));
        if manifest || (model && !inside) {
            projects.push(folder.clone());
        }
        let inside = inside || manifest || model;
        for (name, _) in names.iter().filter(|(name, kind)| *kind == FileKind::Directory && !skipped(name)) {
            if depth < DEPTH && seen + folders.len() < MOST {
                folders.push_back((paths::join(&folder, name), depth + 1, inside));
            }
        }
    }
    projects.sort();
    projects
}

/// What is hidden, and what tools put into a folder.
fn skipped(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "node_modules" | "target")
}

/// All files below a folder, sorted; hidden ones and what tools have put there left out.
/// Symlinks are not followed.
pub(crate) fn files_below(db: &dyn Db, folder: &str) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let Ok(names) = db.files().listing(db, &folder).names(db) else { continue };
        for (name, kind) in names {
            if skipped(name) {
                continue;
            }
            let path = paths::join(&folder, name);
            match kind {
                FileKind::Regular => files.push(path),
                FileKind::Directory if depth < DEPTH => folders.push((path, depth + 1)),
                FileKind::Directory | FileKind::Symlink | FileKind::Unknown => {}
            }
        }
    }
    files.sort();
    files
}
