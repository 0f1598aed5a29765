//! What an analysis is made from: a disk, a folder, a search path.

use crate::database::{Observer, Printer};
use crate::disk::{Disk, SystemDisk};
use crate::paths;
use crate::reach::Reach;
use std::io::Write;
use std::sync::Arc;

/// How an analysis sees the world.
#[derive(Clone)]
pub struct Setup {
    pub(crate) disk: Arc<dyn Disk>,
    /// Relative paths start here.
    pub(crate) folder: String,
    pub(crate) printer: Printer,
    pub(crate) observer: Option<Observer>,
    pub(crate) logging: bool,
    /// Whether questions are asked once.
    pub(crate) once: bool,
    /// Threads that a question may use.
    pub(crate) jobs: usize,
    /// Entries of `-I`.
    pub(crate) include: Vec<(String, String)>,
    /// Entries of `NIX_PATH`, which open commands see too.
    environment: Vec<(String, String)>,
}

impl Setup {
    /// The system's disk; what evaluations print goes to standard error.
    #[must_use]
    pub fn system(folder: &str) -> Setup {
        let mut setup = Setup::new(Arc::new(SystemDisk), folder);
        setup.printer = Arc::new(|line| {
            let _ = writeln!(std::io::stderr().lock(), "{line}");
        });
        let path = std::env::var("NIX_PATH").unwrap_or_default();
        setup.environment = path.split(':').filter(|it| !it.is_empty()).map(|it| entry(folder, it)).collect();
        setup
    }

    /// Any disk; what evaluations print is dropped.
    #[must_use]
    pub fn new(disk: Arc<dyn Disk>, folder: &str) -> Setup {
        Setup {
            disk,
            folder: fedic_eval::normal(folder),
            printer: Arc::new(|_| {}),
            observer: None,
            logging: false,
            once: false,
            jobs: 1,
            include: Vec::new(),
            environment: Vec::new(),
        }
    }

    /// Adds an entry to the search path: `name=path`, or a path whose members are names.
    pub fn include(&mut self, text: &str) {
        self.include.push(entry(&self.folder, text));
    }

    /// Reads from another disk.
    pub fn read_from(&mut self, disk: Arc<dyn Disk>) {
        self.disk = disk;
    }

    /// Sends what evaluations print elsewhere.
    pub fn print_to(&mut self, printer: Printer) {
        self.printer = printer;
    }

    /// Tells somebody what happens, while it happens.
    pub fn observe(&mut self, observer: Observer) {
        self.observer = Some(observer);
    }

    /// Keeps a log of the queries that run.
    pub fn keep_log(&mut self) {
        self.logging = true;
    }

    /// Says that each question is asked once, so that nothing is gained by evaluating a model
    /// part by part. The answers are the same.
    pub fn ask_once(&mut self) {
        self.once = true;
    }

    /// Lets a question use so many threads. The answers are the same.
    pub fn use_threads(&mut self, jobs: usize) {
        self.jobs = jobs;
    }

    /// What commands may read that may read everything.
    pub(crate) fn open(&self) -> Reach {
        let search = self.include.iter().chain(&self.environment).cloned().collect();
        Reach { open: true, roots: Vec::new(), search }
    }
}

fn entry(folder: &str, text: &str) -> (String, String) {
    match text.split_once('=') {
        Some((name, path)) => (name.to_owned(), paths::join(folder, path)),
        None => (String::new(), paths::join(folder, text)),
    }
}
