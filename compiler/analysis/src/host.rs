//! A database with an owner: changes and questions stand in one queue. Changes are made in
//! order by the owner alone; questions run beside it, each on a snapshot that the owner takes
//! when the question's turn comes. What a change interrupts is asked again of the new state,
//! or told to whoever asked, as that one wants it.

use crate::watch::Watch;
use crate::workers::Workers;
use crate::{Analysis, Setup, workers};
use salsa::{CancellationToken, Cancelled, Database as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// The handle of an owner. The owner ends when all handles are gone.
#[derive(Clone)]
pub struct Host {
    inbox: Arc<Inbox>,
    /// The number of the last question that follows the changes.
    last: Arc<AtomicU64>,
}

/// Why a question has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// A change came first.
    Changed,
    /// Whoever asked wants no answer any more.
    Cancelled,
    /// The question panicked. What it said stands on standard error.
    Failed,
}

/// A question that was asked, for who may want to take it back.
#[derive(Clone, Default)]
pub struct Asked(Arc<Mutex<Progress>>);

#[derive(Default)]
enum Progress {
    #[default]
    Waiting,
    Running(CancellationToken),
    Cancelled,
}

type Inbox = Sender<Message>;
type Job = Box<dyn FnOnce(Analysis) + Send>;

enum Message {
    /// The editor's text of a file; none if it has closed it.
    Text {
        path: String,
        text: Option<String>,
    },
    /// Files that may have changed on the disk.
    Changed(Vec<String>),
    Ask(Job),
    /// A question that is asked again of each new state; the last one counts.
    Follow(Job),
}

/// Threads for questions that somebody waits for; more would only share the processors.
const ASKED: usize = 8;
/// Threads for questions that follow the changes. What one of them is told of is soon old, so they
/// are asked one by one; and what somebody waits for never stands behind them.
const FOLLOWING: usize = 1;

impl Host {
    /// Starts an owner, which is set up when it is first asked for something.
    ///
    /// # Panics
    /// If the system gives no thread.
    #[must_use]
    pub fn start(setup: impl FnOnce() -> Setup + Send + 'static) -> Host {
        let (inbox, messages) = channel();
        workers::spawn("fedic owner", move || {
            // Whoever starts an owner has other things to do first.
            let Ok(first) = messages.recv() else { return };
            own(Analysis::new(setup()), std::iter::once(first).chain(&messages));
        });
        Host { inbox: Arc::new(inbox), last: Arc::default() }
    }

    /// Takes the text of a file from an editor; none once it is closed.
    pub fn set_text(&self, path: String, text: Option<String>) {
        self.send(Message::Text { path, text });
    }

    /// Looks at files again.
    pub fn changed(&self, paths: Vec<String>) {
        self.send(Message::Changed(paths));
    }

    /// Asks a question of the state after all changes so far, in the place of the last one that
    /// was asked so. It may be asked more than once, until an answer is finished; where the answer
    /// goes is its own business.
    pub fn follow(&self, question: impl FnMut(&Analysis) + Send + 'static) {
        let number = self.last.fetch_add(1, Ordering::SeqCst) + 1;
        let (last, inbox) = (self.last.clone(), Arc::downgrade(&self.inbox));
        self.send(Message::Follow(Following { question, number, last, inbox }.job()));
    }

    /// Watches the folders that answers have read from, and looks again at what changes there;
    /// each time, `told` is called. What is read for the first time between two changes is
    /// watched from the next one on.
    ///
    /// # Errors
    /// Why the system will not have it.
    pub fn watch(&self, told: impl Fn() + Send + 'static) -> Result<(), String> {
        let mut watch = Watch::start()?;
        let inbox = Arc::downgrade(&self.inbox);
        workers::spawn("fedic watch", move || {
            while let Some(owner) = inbox.upgrade() {
                let (sender, folders) = channel();
                let _ = owner.send(Message::Ask(Box::new(move |snapshot| {
                    let _ = sender.send(snapshot.folders_read());
                })));
                drop(owner);
                let Ok(fresh) = folders.recv().map(|folders| watch.follow_folders(&folders)) else { return };
                // A folder that was read before it was watched may have changed in between.
                let mut changed = fresh.unwrap_or_default();
                if changed.is_empty() {
                    changed = watch.wait();
                }
                let Some(owner) = inbox.upgrade() else { return };
                let _ = owner.send(Message::Changed(changed));
                told();
            }
        });
        Ok(())
    }

    /// Asks a question of the state after all changes so far, once, and tells the answer or
    /// why there is none.
    pub fn ask_once<T>(
        &self,
        question: impl FnOnce(&Analysis) -> T + Send + 'static,
        tell: impl FnOnce(Result<T, Stopped>) + Send + 'static,
    ) -> Asked {
        let asked = Asked::default();
        let this = asked.clone();
        self.send(Message::Ask(Box::new(move |snapshot| {
            let wanted = this.begin(snapshot.db.cancellation_token());
            let answer = if wanted { answer(&snapshot, question) } else { Err(Stopped::Cancelled) };
            drop(snapshot);
            tell(answer);
        })));
        asked
    }

    fn send(&self, message: Message) {
        // An owner that has ended answers nobody.
        let _ = self.inbox.send(message);
    }
}

impl Asked {
    /// Takes the question back. It ends as soon as it asks the database for something.
    pub fn cancel(&self) {
        let before = std::mem::replace(&mut *self.progress(), Progress::Cancelled);
        if let Progress::Running(token) = before {
            token.cancel();
        }
    }

    /// Whether it is still wanted, now that its turn has come.
    fn begin(&self, token: CancellationToken) -> bool {
        let mut progress = self.progress();
        let wanted = matches!(*progress, Progress::Waiting);
        if wanted {
            *progress = Progress::Running(token);
        }
        wanted
    }

    fn progress(&self) -> std::sync::MutexGuard<'_, Progress> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn own(mut analysis: Analysis, messages: impl Iterator<Item = Message>) {
    let (asked, following) = (Workers::at_most(ASKED), Workers::at_most(FOLLOWING));
    let run = |workers: &Workers, job: Job, snapshot: Analysis| workers.run(move || job(snapshot));
    for message in messages {
        match message {
            Message::Text { path, text } => analysis.set_text(&path, text.as_deref()),
            Message::Changed(paths) => paths.iter().for_each(|path| analysis.changed(path)),
            Message::Ask(job) => run(&asked, job, analysis.clone()),
            Message::Follow(job) => run(&following, job, analysis.clone()),
        }
    }
}

/// A question that is asked again when a change interrupts it, as long as anybody can ask and no
/// other one has taken its place.
struct Following<Q> {
    question: Q,
    number: u64,
    last: Arc<AtomicU64>,
    inbox: Weak<Inbox>,
}

impl<Q: FnMut(&Analysis) + Send + 'static> Following<Q> {
    fn job(mut self) -> Job {
        Box::new(move |snapshot| {
            if !self.is_last() {
                return;
            }
            let done = answer(&snapshot, &mut self.question);
            // The owner waits for this before it makes the change that interrupted.
            drop(snapshot);
            if done == Err(Stopped::Changed)
                && self.is_last()
                && let Some(owner) = self.inbox.upgrade()
            {
                let _ = owner.send(Message::Follow(self.job()));
            }
        })
    }

    fn is_last(&self) -> bool {
        self.last.load(Ordering::SeqCst) == self.number
    }
}

/// The answer of a snapshot, unless it is stopped.
fn answer<T>(analysis: &Analysis, question: impl FnOnce(&Analysis) -> T) -> Result<T, Stopped> {
    let asked = || {
        analysis.db.unwind_if_revision_cancelled();
        question(analysis)
    };
    let Ok(caught) = catch_unwind(AssertUnwindSafe(|| Cancelled::catch(AssertUnwindSafe(asked)))) else {
        return Err(Stopped::Failed);
    };
    caught.map_err(|cancelled| match cancelled {
        Cancelled::Local => Stopped::Cancelled,
        Cancelled::PendingWrite => Stopped::Changed,
        // Another question that computed the same was stopped: by a change, or by a panic.
        _ => match Cancelled::catch(AssertUnwindSafe(|| analysis.db.unwind_if_revision_cancelled())) {
            Ok(()) => Stopped::Failed,
            Err(_) => Stopped::Changed,
        },
    })
}
