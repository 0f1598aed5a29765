//! What a command may read, and where a path really leads.
//!
//! `fedic eval` and `fedic test` read what Nix would. The other commands are closed: their
//! answer depends on the project, the embedded files and the folders named for the search
//! path or as inputs, and on nothing else. Between them lie Nix's own restricted and pure modes.

use crate::database::Db;
use crate::disk::Entry;
use crate::files::FileText;
use crate::{embedded, paths};
use fedic_eval::{LoadError, after_prefix};
use std::collections::VecDeque;

/// Symlinks that one path may lead through, as on Linux.
const LINKS: usize = 40;

/// By which rule something may be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Everything, the environment and the clock too.
    Open,
    /// As Nix with `--restrict-eval`: what the search path names, and no environment.
    Restricted,
    /// As Nix with `--pure-eval`: nothing of the machine.
    Pure,
    /// The project and what it names.
    #[default]
    Closed,
}

/// What may be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Reach {
    pub(crate) rule: Rule,
    /// What `builtins.currentSystem` says, if somebody chose.
    pub(crate) system: Option<String>,
    /// Folders (or single files), free of symlinks.
    pub(crate) roots: Vec<String>,
    /// Prefix and path of each entry of the search path; an empty prefix makes every name
    /// below the path known.
    pub(crate) search: Vec<(String, String)>,
    /// Where relative paths of the search path start.
    pub(crate) folder: String,
}

impl Reach {
    /// Whether a path, free of symlinks, may be read.
    ///
    /// # Errors
    /// `Forbidden`, with the reason.
    pub(crate) fn admit(&self, asked: &str, path: &str) -> Result<(), LoadError> {
        let open = self.rule == Rule::Open;
        if open || embedded::owns(path) || self.roots.iter().any(|root| paths::within(path, root)) {
            return Ok(());
        }
        let mode = match self.rule {
            Rule::Restricted => Some("restricted mode"),
            Rule::Pure => Some("pure evaluation mode (use '--impure' to override)"),
            Rule::Open | Rule::Closed => None,
        };
        if let Some(mode) = mode {
            return Err(LoadError::Hidden(format!(
                "access to absolute path '{path}' is forbidden in {mode}"
            )));
        }
        let linked = self.roots.iter().any(|root| paths::within(asked, root));
        Err(LoadError::Forbidden(if linked {
            format!("a symlink leads from it to `{path}`, outside the project")
        } else {
            "it lies outside the project; folders outside are named in `[paths]` or `[inputs]` of `fedic.toml`, or \
             with `-I`"
                .to_owned()
        }))
    }

    /// The same with what its rule admits of the search path.
    pub(crate) fn admitting(mut self, db: &dyn Db) -> Reach {
        match self.rule {
            Rule::Open | Rule::Closed => {}
            Rule::Pure => self.search.clear(),
            Rule::Restricted => {
                let named = self.search.iter().map(|(_, path)| paths::join(&self.folder, path));
                self.roots = named.filter_map(|path| resolve(db, &path).ok()).collect();
            }
        }
        self
    }

    /// The path that `<name>` stands for: the first entry that has it, then the embedded files.
    /// Tells of each entry on the way that is not there.
    ///
    /// # Errors
    /// `Missing` if nothing has it.
    pub(crate) fn search(
        &self,
        db: &dyn Db,
        name: &str,
        missing: impl Fn(&str),
    ) -> Result<String, LoadError> {
        for (prefix, written) in &self.search {
            let Some(rest) = after_prefix(name, prefix) else { continue };
            let path = paths::join(&self.folder, written);
            let found = if rest.is_empty() { path.clone() } else { paths::join(&path, rest) };
            if exists(db, &found) {
                return Ok(found);
            }
            if !exists(db, &path) {
                missing(written);
            }
        }
        if let Some(rest) = after_prefix(name, "nix").filter(|rest| !rest.is_empty()) {
            return Ok(paths::join(fedic_eval::CORE, rest));
        }
        let found = embedded_name(name).filter(|path| exists(db, path));
        found.ok_or_else(|| match self.rule {
            Rule::Pure => LoadError::Hidden(format!(
                "cannot look up '<{name}>' in pure evaluation mode (use '--impure' to override)"
            )),
            Rule::Open | Rule::Restricted | Rule::Closed => LoadError::Missing,
        })
    }
}

/// `<fedic/…>`, and `<nixpkgs/lib>` where no nixpkgs is named.
fn embedded_name(name: &str) -> Option<String> {
    if let Some(rest) = after_prefix(name, "nixpkgs/lib") {
        return Some(paths::join("/fedic/lib", rest));
    }
    let path = paths::join(embedded::ROOT, after_prefix(name, "fedic")?);
    embedded::owns(&path).then_some(path)
}

fn exists(db: &dyn Db, path: &str) -> bool {
    resolve(db, path).is_ok_and(|path| !matches!(look(db, &path), Entry::Missing))
}

/// What is at a path, its last symlink not followed.
pub(crate) fn look<'db>(db: &'db dyn Db, path: &str) -> &'db Entry {
    db.files().entry(db, path).entry(db)
}

/// The path with every symlink followed; what does not exist stays as it is written.
///
/// # Errors
/// A loop of symlinks.
pub(crate) fn resolve(db: &dyn Db, path: &str) -> Result<String, LoadError> {
    if embedded::owns(path) {
        return Ok(path.to_owned());
    }
    let mut rest: VecDeque<String> = parts(path).collect();
    let mut done = String::new();
    let mut links = 0;
    while let Some(part) = rest.pop_front() {
        if part == ".." {
            done.truncate(done.rfind('/').unwrap_or(0));
            continue;
        }
        let next = format!("{done}/{part}");
        match look(db, &next) {
            Entry::Symlink(target) => {
                links += 1;
                if links > LINKS {
                    return Err(LoadError::Unreadable("symlinks lead in a circle".to_owned()));
                }
                if target.starts_with('/') {
                    done.clear();
                }
                for part in parts(target).collect::<Vec<_>>().into_iter().rev() {
                    rest.push_front(part);
                }
            }
            Entry::Missing | Entry::File { .. } | Entry::Folder | Entry::Other | Entry::Unreadable(_) => {
                done = next
            }
        }
    }
    Ok(if done.is_empty() { "/".to_owned() } else { done })
}

/// The file that an import of a path reads: a folder's is its `default.nix`.
pub(crate) fn file_at(db: &dyn Db, path: &str) -> Option<FileText> {
    let mut real = resolve(db, path).ok()?;
    if matches!(look(db, &real), Entry::Folder) {
        real = resolve(db, &paths::join(&real, "default.nix")).ok()?;
    }
    let there = matches!(look(db, &real), Entry::File { .. });
    there.then(|| db.files().text(db, &real))
}

fn parts(path: &str) -> impl Iterator<Item = String> + '_ {
    path.split('/').filter(|part| !part.is_empty() && *part != ".").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_embedded_has_a_name() {
        assert_eq!(embedded_name("fedic/model/x.nix").as_deref(), Some("/fedic/model/x.nix"));
        assert_eq!(embedded_name("fedic/secrets"), None);
    }

    #[test]
    fn closed_commands_stay_inside_their_roots() {
        let reach = Reach { roots: vec!["/p".to_owned()], ..Reach::default() };
        assert!(reach.admit("/p/x.nix", "/p/x.nix").is_ok());
        assert!(reach.admit("/fedic/lib/default.nix", "/fedic/lib/default.nix").is_ok());
        let Err(LoadError::Forbidden(reason)) = reach.admit("/p/link", "/etc/passwd") else {
            unreachable!("outside")
        };
        assert!(reason.starts_with("a symlink leads"));
    }
}
