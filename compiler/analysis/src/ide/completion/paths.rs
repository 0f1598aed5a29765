//! Files and folders, where a path is written. Only what the project may read is looked at.

use super::{At, Completion, CompletionKind, MARK};
use crate::ide::Asked;
use crate::paths;
use crate::project;
use crate::reach::{Reach, resolve};
use fedic_eval::FileKind;
use std::collections::BTreeSet;

pub(super) fn completions(at: &At<'_, '_>, asked: &Asked<'_>, written: &str) -> Vec<Completion> {
    let before = written.split(MARK).next().unwrap_or_default();
    let folder = before.rfind('/').map_or("", |slash| &before[..=slash]);
    let here = paths::parent(&asked.path).unwrap_or("/");
    let folder = paths::join(here, folder);
    let Ok(real) = resolve(asked.db, &folder) else { return Vec::new() };
    let closed = Reach { roots: vec![here.to_owned()], ..Reach::default() };
    let reach = asked.project.map_or(&closed, |project| project::reach(asked.db, project));
    if reach.admit(&folder, &real).is_err() {
        return Vec::new();
    }
    let own = asked.path.rsplit('/').next().unwrap_or_default();
    let listed = listed(asked, &real);
    let others = listed.into_iter().filter(|(name, _)| real != here || name != own);
    others.map(|(name, kind)| item(at, &name, kind)).collect()
}

/// The same between angle brackets, where modules and functions are looked up.
pub(super) fn searched(at: &At<'_, '_>, asked: &Asked<'_>, written: &str) -> Vec<Completion> {
    let before = written.split(MARK).next().unwrap_or_default();
    let reach = asked.project.map(|project| project::reach(asked.db, project));
    let Some(slash) = before.rfind('/') else {
        let own = reach.into_iter().flat_map(|it| &it.search).map(|(prefix, _)| prefix.as_str());
        let names: BTreeSet<&str> = own.chain(["fedic"]).filter(|it| !it.is_empty()).collect();
        return names.into_iter().map(|name| item(at, name, FileKind::Directory)).collect();
    };
    let name = &before[..slash];
    if name == "fedic" {
        return BROUGHT.iter().map(|name| item(at, name, FileKind::Directory)).collect();
    }
    let Some(reach) = reach else { return Vec::new() };
    let Ok(folder) = reach.search(asked.db, name, |_| {}) else { return Vec::new() };
    let Ok(real) = resolve(asked.db, &folder) else { return Vec::new() };
    if reach.admit(&folder, &real).is_err() {
        return Vec::new();
    }
    let code = |(name, kind): &(String, FileKind)| *kind == FileKind::Directory || name.ends_with(".nix");
    listed(asked, &real).into_iter().filter(code).map(|(name, kind)| item(at, &name, kind)).collect()
}

/// What fedic brings along.
const BROUGHT: &[&str] = &["catalogue", "lib", "model"];

/// What a folder has that is not hidden.
fn listed(asked: &Asked<'_>, folder: &str) -> Vec<(String, FileKind)> {
    let names = asked.db.files().listing(asked.db, folder).names(asked.db);
    let names = names.as_deref().unwrap_or_default().iter();
    names.filter(|(name, _)| !name.starts_with('.')).cloned().collect()
}

fn item(at: &At<'_, '_>, name: &str, kind: FileKind) -> Completion {
    let is_folder = matches!(kind, FileKind::Directory);
    let mut item = at.item(name, if is_folder { CompletionKind::Folder } else { CompletionKind::File });
    item.order = match (is_folder, name.ends_with(".nix")) {
        (false, true) => 0,
        (true, _) => 1,
        (false, false) => 2,
    };
    item
}
