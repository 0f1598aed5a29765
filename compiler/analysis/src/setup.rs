//! What an analysis is made from: a disk, a folder, a search path.

use crate::database::{Observer, Printer};
use crate::disk::{Disk, SystemDisk};
use crate::paths;
use crate::reach::{Reach, Rule};
use fedic_eval::Features;
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
    /// Whether places of few files are asked for.
    pub(crate) sparing: bool,
    /// Whether names have the order that Nix gives them.
    pub(crate) ordered: bool,
    /// Threads that a question may use.
    pub(crate) jobs: usize,
    /// Experimental features that are on.
    pub(crate) features: Features,
    /// What open commands may read.
    rule: Rule,
    /// What open commands say the system is, if somebody chose.
    system: Option<String>,
    /// Entries of `-I`.
    pub(crate) include: Vec<(String, String)>,
    /// The same as they were written.
    written: Vec<(String, String)>,
    /// Entries of `NIX_PATH` as they are written, which open commands see too.
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
        setup.environment = entries(&path).into_iter().filter(|it| !it.is_empty()).map(entry).collect();
        setup
    }

    /// The same for another folder.
    pub(crate) fn at(&self, folder: &str) -> Setup {
        Setup { folder: fedic_eval::normal(folder), ..self.clone() }
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
            sparing: false,
            ordered: false,
            jobs: 1,
            features: Features::default(),
            rule: Rule::Open,
            system: None,
            include: Vec::new(),
            written: Vec::new(),
            environment: Vec::new(),
        }
    }

    /// Adds an entry to the search path: `name=path`, or a path whose members are names.
    pub fn include(&mut self, text: &str) {
        let (name, path) = entry(text);
        self.include.push((name.clone(), paths::join(&self.folder, &path)));
        self.written.push((name, path));
    }

    /// Takes these entries, as Nix's setting `nix-path` has them, in place of those of `NIX_PATH`.
    pub fn search_in(&mut self, entries: &str) {
        self.environment = entries.split_whitespace().map(entry).collect();
    }

    /// Turns experimental features of Nix on, by their names there; what evaluation does not
    /// know changes nothing.
    pub fn enable<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        self.features = Features::named(names);
    }

    /// Lets open commands read by another rule.
    pub fn restrict(&mut self, rule: Rule) {
        self.rule = rule;
    }

    /// Lets open commands say that this is the system, such as `aarch64-linux`.
    pub fn choose_system(&mut self, system: &str) {
        self.system = Some(system.to_owned());
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

    /// Says that places of few files are asked for, as when most are right: those of a file are then not
    /// kept, and found by reading it again. The answers are the same.
    pub fn spare_places(&mut self) {
        self.sparing = true;
    }

    /// Gives names the order that Nix gives them. Of several mistakes the first met is Nix's then;
    /// other answers are the same.
    pub fn order_names(&mut self) {
        self.ordered = true;
    }

    /// Lets a question use so many threads. The answers are the same.
    pub fn use_threads(&mut self, jobs: usize) {
        self.jobs = jobs;
    }

    /// What commands may read that may read everything.
    pub(crate) fn open(&self) -> Reach {
        let search = self.written.iter().chain(&self.environment).cloned().collect();
        Reach {
            rule: self.rule,
            system: self.system.clone(),
            roots: Vec::new(),
            search,
            folder: self.folder.clone(),
        }
    }
}

/// The name of an entry, empty if it has none, and its path.
fn entry(text: &str) -> (String, String) {
    let (name, path) = text.split_once('=').unwrap_or(("", text));
    (name.to_owned(), path.to_owned())
}

/// The entries of a search path; the colon of a URL separates none.
fn entries(path: &str) -> Vec<&str> {
    let mut entries = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let mut end = rest.find(':').unwrap_or(rest.len());
        let target = rest[..end].rfind('=').map_or(0, |at| at + 1);
        if is_url(&rest[target..]) {
            end = rest[end + 1..].find(':').map_or(rest.len(), |more| end + 1 + more);
        }
        entries.push(&rest[..end]);
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    entries
}

/// Whether Nix takes something for the address of an archive, or for a flake.
fn is_url(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    text.starts_with("channel:")
        || text.starts_with("flake:")
        || scheme.is_some_and(|it| matches!(it, "http" | "https" | "file" | "channel" | "git" | "s3" | "ssh"))
}
