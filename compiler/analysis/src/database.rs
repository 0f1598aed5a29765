//! The salsa database: inputs and what queries share. One owner changes it; whoever only
//! asks has a clone, and lets go of it soon: a change waits for all clones to be dropped.

use crate::files::Files;
use crate::partition::OpenTexts;
use crate::setup::Setup;
use fedic_eval::Features;
use salsa::Durability;
use std::sync::{Arc, Mutex, PoisonError};

/// What a query may ask of the database beside its inputs.
#[salsa::db]
pub(crate) trait Db: salsa::Database {
    /// The files known so far.
    fn files(&self) -> &Files;

    /// Takes a line that an evaluation prints (`trace: …`).
    fn print(&self, line: &str);

    /// Notes that a query runs, if somebody keeps a log or watches.
    fn runs(&self, query: &str, of: &str);

    /// Whether questions are asked once: then parts of a model are not told apart.
    fn asks_once(&self) -> bool;

    /// Whether places of few files are asked for.
    fn spares_places(&self) -> bool;

    /// Whether names have the order that Nix gives them.
    fn orders_names(&self) -> bool;

    /// Whether a second thread may ask ahead.
    fn is_helped(&self) -> bool;

    /// Experimental features that are on.
    fn features(&self) -> Features;

    /// Notes that an evaluation goes on, if somebody watches.
    fn goes_on(&self);
}

/// Where lines printed by evaluations go.
pub type Printer = Arc<dyn Fn(&str) + Send + Sync>;

/// What happens inside, for whoever wants to show progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'e> {
    /// A query runs, such as `plan` of `configuration.json in single-machine`.
    Runs { query: &'e str, of: &'e str },
    /// An evaluation has made some more steps.
    GoesOn,
}

/// Is told what happens, at once.
pub type Observer = Arc<dyn Fn(Event<'_>) + Send + Sync>;

/// The database.
#[salsa::db]
#[derive(Clone)]
pub(crate) struct Database {
    storage: salsa::Storage<Self>,
    pub(crate) files: Arc<Files>,
    printer: Printer,
    observer: Option<Observer>,
    once: bool,
    sparing: bool,
    ordered: bool,
    jobs: usize,
    features: Features,
    log: Option<Arc<Mutex<Vec<String>>>>,
}

impl Database {
    pub(crate) fn new(setup: &Setup) -> Database {
        let db = Database {
            storage: salsa::Storage::new(None),
            files: Arc::new(Files::new(setup.disk.clone())),
            printer: setup.printer.clone(),
            observer: setup.observer.clone(),
            once: setup.once,
            sparing: setup.sparing,
            ordered: setup.ordered,
            jobs: setup.jobs,
            features: setup.features,
            log: setup.logging.then(Arc::default),
        };
        let _ = OpenTexts::builder(Vec::new()).durability(Durability::MEDIUM).new(&db);
        db
    }

    /// The queries that ran since this was last asked, such as `body /p/model.nix`.
    pub(crate) fn take_log(&self) -> Vec<String> {
        let log = self
            .log
            .as_ref()
            .map(|log| std::mem::take(&mut *log.lock().unwrap_or_else(PoisonError::into_inner)));
        log.unwrap_or_default()
    }
}

#[salsa::db]
impl salsa::Database for Database {}

#[salsa::db]
impl Db for Database {
    fn files(&self) -> &Files {
        &self.files
    }

    fn print(&self, line: &str) {
        (self.printer)(line);
    }

    fn runs(&self, query: &str, of: &str) {
        if let Some(log) = &self.log {
            log.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{query} {of}"));
        }
        if let Some(observer) = &self.observer {
            observer(Event::Runs { query, of });
        }
    }

    fn asks_once(&self) -> bool {
        self.once
    }

    fn spares_places(&self) -> bool {
        self.sparing
    }

    fn orders_names(&self) -> bool {
        self.ordered
    }

    fn is_helped(&self) -> bool {
        self.jobs > 1
    }

    fn features(&self) -> Features {
        self.features
    }

    fn goes_on(&self) {
        if let Some(observer) = &self.observer {
            observer(Event::GoesOn);
        }
    }
}
