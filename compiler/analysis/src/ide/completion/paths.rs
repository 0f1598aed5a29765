//! Files and folders, where a path is written. Only what the project may read is looked at.

use super::{At, Completion, CompletionKind, MARK};
use crate::ide::Asked;
use crate::paths;
use crate::project;
use crate::reach::{Reach, resolve};
use fedic_eval::FileKind;

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
    let names = asked.db.files().listing(asked.db, &real).names(asked.db);
    let own = asked.path.rsplit('/').next().unwrap_or_default();
    let items = names.as_deref().unwrap_or_default().iter().filter(|(name, _)| !name.starts_with('.'));
    let items = items.filter(|(name, _)| real != here || name != own).map(|(name, kind)| {
        let is_folder = matches!(kind, FileKind::Directory);
        let mut item = at.item(name, if is_folder { CompletionKind::Folder } else { CompletionKind::File });
        item.order = match (is_folder, name.ends_with(".nix")) {
            (false, true) => 0,
            (true, _) => 1,
            (false, false) => 2,
        };
        item
    });
    items.collect()
}
