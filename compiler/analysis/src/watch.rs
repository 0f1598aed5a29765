//! Waiting for changes on the system's disk, and for a person who has had enough.
//!
//! Only folders with something that the database has read are watched, none of them with
//! what lies below: what was not read changes no answer.

use crate::Analysis;
use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// Changes that come within this are one: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(40);
/// Where something changes all the time, it is told after this.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(400);

type News = notify::Result<notify::Event>;

/// A watch over folders.
pub struct Watch {
    watcher: Box<dyn Watcher + Send>,
    polls: bool,
    sender: Sender<News>,
    news: Receiver<News>,
    folders: BTreeSet<String>,
}

impl Watch {
    /// A watch over nothing yet. Where the system does not tell of changes, files are looked
    /// at now and then.
    ///
    /// # Errors
    /// Why not even that can be done.
    pub fn start() -> Result<Watch, String> {
        let (sender, news) = channel();
        match RecommendedWatcher::new(sender.clone(), Config::default()) {
            Ok(watcher) => {
                let watcher = Box::new(watcher);
                Ok(Watch { watcher, polls: false, sender, news, folders: BTreeSet::new() })
            }
            Err(_) => Watch::start_polling(),
        }
    }

    fn start_polling() -> Result<Watch, String> {
        let (sender, news) = channel();
        let watcher = Box::new(polling(&sender)?);
        Ok(Watch { watcher, polls: true, sender, news, folders: BTreeSet::new() })
    }

    /// Watches the folders that the analysis has read from, and no others. Says which of
    /// them are new: they may have changed since they were read.
    ///
    /// # Errors
    /// Why they cannot be watched.
    pub fn follow(&mut self, analysis: &Analysis) -> Result<Vec<String>, String> {
        self.follow_folders(&analysis.folders_read())
    }

    /// Watches these folders, and no others. Says which of them are new.
    pub(crate) fn follow_folders(&mut self, wanted: &BTreeSet<String>) -> Result<Vec<String>, String> {
        for folder in self.folders.difference(wanted) {
            // It may be gone, and the watch with it.
            let _ = self.watcher.unwatch(Path::new(folder));
        }
        self.folders.retain(|folder| wanted.contains(folder));
        let fresh: Vec<String> = wanted.difference(&self.folders).cloned().collect();
        for folder in &fresh {
            self.add(folder)?;
        }
        Ok(fresh)
    }

    fn add(&mut self, folder: &str) -> Result<(), String> {
        let done = self.watcher.watch(Path::new(folder), RecursiveMode::NonRecursive);
        match done {
            Ok(()) => {
                self.folders.insert(folder.to_owned());
                Ok(())
            }
            // It has just gone: what was in it changes to nothing, which its parent tells.
            Err(_) if !Path::new(folder).exists() => Ok(()),
            // The system watches only so many folders for one user.
            Err(_) if !self.polls => {
                let mut watcher = polling(&self.sender)?;
                for folder in self.folders.iter().map(String::as_str).chain([folder]) {
                    watcher.watch(Path::new(folder), RecursiveMode::NonRecursive).map_err(|it| words(&it))?;
                }
                self.folders.insert(folder.to_owned());
                self.watcher = Box::new(watcher);
                self.polls = true;
                Ok(())
            }
            Err(error) => Err(words(&error)),
        }
    }

    /// Waits until something changes; says what.
    pub fn wait(&mut self) -> Vec<String> {
        let mut changed = BTreeSet::new();
        while changed.is_empty() {
            let Ok(news) = self.news.recv() else { unreachable!("the watch itself could send") };
            self.take(news, &mut changed);
        }
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            match self.news.recv_timeout(QUIET) {
                Ok(news) => self.take(news, &mut changed),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        changed.into_iter().collect()
    }

    fn take(&mut self, news: News, changed: &mut BTreeSet<String>) {
        // What went wrong may have hidden a change: all is looked at.
        let Ok(event) = news else {
            changed.extend(self.folders.iter().cloned());
            return;
        };
        if event.need_rescan() {
            changed.extend(self.folders.iter().cloned());
        }
        match event.kind {
            // Reading is no change.
            EventKind::Access(_) => {}
            EventKind::Any
            | EventKind::Create(_)
            | EventKind::Modify(_)
            | EventKind::Remove(_)
            | EventKind::Other => {
                for path in event.paths.iter().filter_map(|path| text(path)) {
                    // A folder that was replaced is another one: it is to be watched again.
                    if self.folders.contains(&path) && !matches!(event.kind, EventKind::Create(_)) {
                        self.folders.remove(&path);
                    }
                    changed.insert(path);
                }
            }
        }
    }
}

fn polling(sender: &Sender<News>) -> Result<PollWatcher, String> {
    // Times of change count in seconds here: two edits in one are told apart by what was written.
    let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
    PollWatcher::new(sender.clone(), config).map_err(|error| words(&error))
}

fn text(path: &Path) -> Option<String> {
    Some(path.to_str()?.trim_end_matches('/').to_owned())
}

fn words(error: &notify::Error) -> String {
    error.to_string()
}

/// Has something done when a person interrupts the program (Ctrl-C) or the system wants it
/// to end; then nothing else is done about it.
///
/// # Errors
/// Why the system will not have it.
pub fn on_interrupt(act: impl FnMut() + Send + 'static) -> Result<(), String> {
    ctrlc::set_handler(act).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Setup;
    use std::error::Error;
    use std::{fs, thread};

    type Told = Result<Option<String>, Box<dyn Error>>;

    /// Edits a file that was read and says what the watch tells; none if it tells nothing.
    fn told(name: &str, mut watch: Watch) -> Told {
        let folder = std::env::temp_dir().join(format!("fedic-watch-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let folder = fs::canonicalize(folder)?;
        let file = folder.join("a.nix").display().to_string();
        fs::write(&file, "1")?;
        let mut analysis = Analysis::new(Setup::system(&folder.display().to_string()));
        assert_eq!(analysis.text(&file).as_deref(), Some("1"));
        watch.follow(&analysis)?;
        let (sender, text) = channel();
        let path = file.clone();
        thread::spawn(move || {
            watch.wait().iter().for_each(|path| analysis.changed(path));
            // Nobody listens once the patience below has ended.
            let _ = sender.send(analysis.text(&path));
        });
        fs::write(&file, "another")?;
        let told = text.recv_timeout(Duration::from_secs(30)).ok().flatten();
        fs::remove_dir_all(folder)?;
        Ok(told.map(|text| text.to_string()))
    }

    #[test]
    fn the_system_tells_of_an_edit() -> Result<(), Box<dyn Error>> {
        assert_eq!(told("system", Watch::start()?)?.as_deref(), Some("another"));
        Ok(())
    }

    #[test]
    fn looking_now_and_then_finds_an_edit_too() -> Result<(), Box<dyn Error>> {
        assert_eq!(told("polling", Watch::start_polling()?)?.as_deref(), Some("another"));
        Ok(())
    }
}
