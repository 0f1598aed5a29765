//! A database with an owner: changes and questions stand in one queue. Changes are made in
//! order by the owner alone; questions run beside it, each on a snapshot. A question that a
//! change interrupts is asked again of the new state.

use crate::{Analysis, STACK, Setup};
use salsa::Cancelled;
use std::panic::AssertUnwindSafe;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread;

/// The handle of an owner. The owner ends when all handles are gone.
#[derive(Clone)]
pub struct Host {
    inbox: Arc<Sender<Message>>,
}

type Question = Box<dyn FnMut(&Analysis) + Send>;

enum Message {
    /// The editor's text of a file; none if it has closed it.
    Text {
        path: String,
        text: Option<String>,
    },
    /// Files that may have changed on the disk.
    Changed(Vec<String>),
    Ask(Question),
}

impl Host {
    /// Starts an owner.
    ///
    /// # Panics
    /// If the system gives no thread.
    #[must_use]
    pub fn start(setup: Setup) -> Host {
        let (inbox, messages) = channel();
        let inbox = Arc::new(inbox);
        let owner = Owner { analysis: Analysis::new(setup), inbox: Arc::downgrade(&inbox) };
        spawn("fedic owner", move || owner.run(&messages));
        Host { inbox }
    }

    /// Takes the text of a file from an editor; none once it is closed.
    pub fn set_text(&self, path: String, text: Option<String>) {
        self.send(Message::Text { path, text });
    }

    /// Looks at files again.
    pub fn changed(&self, paths: Vec<String>) {
        self.send(Message::Changed(paths));
    }

    /// Asks a question of the state after all changes so far. It may be asked more than
    /// once, until an answer is finished; where the answer goes is its own business.
    pub fn ask(&self, question: impl FnMut(&Analysis) + Send + 'static) {
        self.send(Message::Ask(Box::new(question)));
    }

    fn send(&self, message: Message) {
        // An owner that has ended answers nobody.
        let _ = self.inbox.send(message);
    }
}

struct Owner {
    analysis: Analysis,
    /// Where interrupted questions go, as long as anybody can ask.
    inbox: Weak<Sender<Message>>,
}

impl Owner {
    fn run(mut self, messages: &Receiver<Message>) {
        for message in messages {
            match message {
                Message::Text { path, text } => self.analysis.set_text(&path, text.as_deref()),
                Message::Changed(paths) => paths.iter().for_each(|path| self.analysis.changed(path)),
                Message::Ask(question) => self.answer(question),
            }
        }
    }

    fn answer(&self, mut question: Question) {
        let snapshot = self.analysis.clone();
        let inbox = self.inbox.clone();
        spawn("fedic query", move || {
            let done = Cancelled::catch(AssertUnwindSafe(|| question(&snapshot)));
            // The owner waits for this before it makes the change that interrupted.
            drop(snapshot);
            if let (Err(_), Some(inbox)) = (done, inbox.upgrade()) {
                let _ = inbox.send(Message::Ask(question));
            }
        });
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().name(name.to_owned()).stack_size(STACK);
    if let Err(error) = thread.spawn(work) {
        panic!("the system gives no thread: {error}");
    }
}
