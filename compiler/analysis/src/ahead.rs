//! A second thread that asks what can be known beside the evaluation of the model: what each
//! file is by itself, whether configurations are fine, what is known of machines and of `lib`.
//! Whoever asks after it finds the answers, and waits for the one that is being looked for; so
//! the answers are the same with it and without.

use crate::STACK;
use crate::checking::ask_backwards;
use crate::database::{Database, Db};
use crate::evaluate::{Kind, kind};
use crate::files::FileText;
use crate::inference::{by_itself, library};
use crate::project::{self, Project};
use crate::survey::fine_beside;
use crate::{nixos, queries};
use salsa::Cancelled;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// What is asked ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ahead {
    /// What the files are by themselves.
    Files,
    /// That, and what a check needs of them.
    Check,
    /// The parts of the model, one by one.
    Parts,
}

/// Works, while a second thread asks ahead if the setup allows one.
pub(crate) fn beside<T>(db: &Database, project: Project<'_>, ahead: Ahead, work: impl FnOnce() -> T) -> T {
    number_files(db, project);
    let layout = project.layout(db).clone();
    meanwhile(db, |db| ask(db, Project::new(db, layout), ahead), work)
}

/// So many files are read before it is known that they are a model's, at most.
const MOST_FILES: usize = 5_000;

/// The project of a path. Where a model has to be evaluated to know that it is one, a
/// second thread reads its files meanwhile, from the last one on, if nobody asks again.
pub(crate) fn found<'db>(
    db: &'db Database,
    path: &str,
    include: &[(String, String)],
) -> Option<Project<'db>> {
    let perhaps = match project::named(db, path, include) {
        Ok(project) => return project,
        Err(perhaps) => perhaps,
    };
    // The folder may be no model's, and any number of files lie below it.
    let is_small = |project: &&Project<'_>| project::nix_files(db, **project).len() <= MOST_FILES;
    if let Some(first) = perhaps.first().filter(|_| db.is_helped() && db.asks_once()).filter(is_small) {
        number_files(db, *first);
        let layout = first.layout(db).clone();
        let is_known = AtomicBool::new(false);
        let read = |db: &Database| {
            let files = files(db, Project::new(db, layout)).into_iter().rev();
            for file in files.take_while(|_| !is_known.load(Ordering::Relaxed)) {
                queries::problems(db, file);
            }
        };
        meanwhile(db, read, || {
            kind(db, *first);
            is_known.store(true, Ordering::Relaxed);
        });
    }
    perhaps.into_iter().find(|project| kind(db, *project) != Kind::Modules)
}

/// Works, while a second thread asks if the setup allows one.
pub(crate) fn meanwhile<T>(db: &Database, ask: impl FnOnce(&Database) + Send, work: impl FnOnce() -> T) -> T {
    if !db.is_helped() {
        drop(ask);
        return work();
    }
    let other = db.clone();
    thread::scope(|scope| {
        let helper = thread::Builder::new().name("fedic ahead".to_owned()).stack_size(STACK);
        // Where the system gives no thread, nothing is asked ahead.
        let _ = helper.spawn_scoped(scope, move || {
            // A change that stops the one stops the other, which is told of it.
            let _ = Cancelled::catch(AssertUnwindSafe(|| ask(&other)));
        });
        work()
    })
}

/// Numbers the files that both threads read, so that no answer depends on who is first.
fn number_files(db: &dyn Db, project: Project<'_>) {
    for path in project::nix_files(db, project).iter() {
        db.files().text(db, path);
    }
    for path in project::configurations(db, project).iter() {
        db.files().text(db, path);
    }
    nixos::list_file(db, project);
}

fn files(db: &dyn Db, project: Project<'_>) -> Vec<FileText> {
    project::nix_files(db, project).iter().map(|path| db.files().text(db, path)).collect()
}

fn ask(db: &dyn Db, project: Project<'_>, ahead: Ahead) {
    let files = files(db, project);
    // A check gives both threads an evaluation, for which either reads half of the files.
    let first = if ahead == Ahead::Check { files.len() / 2 } else { files.len() };
    for file in &files[..first] {
        queries::problems(db, *file);
    }
    if ahead == Ahead::Parts {
        ask_backwards(db, project);
    }
    if ahead == Ahead::Check {
        fine_beside(db, project);
        nixos::nixos(db, project);
        if kind(db, project) == Kind::Modules {
            library(db, project);
        }
        for file in files {
            by_itself(db, file);
        }
    }
}
