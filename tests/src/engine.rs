//! fedic's evaluator in process, over the disk and the repository's own `stdlib/` and
//! `model/nix/` as the embedded files: what thousands of small cases are run with.

use crate::{oracle, workspace};
use fedic_diagnostics::{FileId, Place, SectionId};
use fedic_eval::{ErrorKind, Evaluator, FileKind, Limits, LoadError, LoadedFile, Loader, Options, Store};
use fedic_hir::{Body, Dialect, Grain, SourceMap};
use fedic_modules::Session;
use fedic_syntax::LineIndex;
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// What became of an evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The value, strictly, as Nix prints it.
    Value(String),
    Error {
        kind: ErrorKind,
        message: String,
    },
    /// A fault of fedic's own.
    Panic(String),
}

impl Outcome {
    /// As the real Nix would have said it: the value, or the headline of the error.
    #[must_use]
    pub fn said(self) -> oracle::Answer {
        match self {
            Outcome::Value(value) => oracle::Answer::Value(value),
            Outcome::Error { message, .. } => {
                let headline = message.lines().map(str::trim).find(|line| !line.is_empty());
                oracle::Answer::Error(headline.unwrap_or_default().to_owned())
            }
            Outcome::Panic(message) => oracle::Answer::Error(format!("panic: {message}")),
        }
    }
}

/// An outcome and the lines for standard error on the way.
#[derive(Clone, Debug)]
pub struct Answer {
    pub outcome: Outcome,
    pub printed: Vec<String>,
}

/// No case needs more: an endless one ends in an error.
const LIMITS: Limits = Limits { steps: 200_000_000, depth_bytes: 256 << 20, bytes: 1 << 30 };

/// How a text is given to the evaluator. By sections the answers are the same; but of several
/// mistakes another may be met first, because symbols are ordered as they are met.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Whole,
    Sections,
}

/// How a value is printed, always strictly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Printing {
    Plain,
    Json,
    Xml,
}

/// Evaluates an expression strictly; its relative paths start at `folder`.
#[must_use]
pub fn evaluate(expression: &str, folder: &Path, form: Form) -> Answer {
    evaluate_as(expression, folder, form, Printing::Plain, LIMITS)
}

/// The same with the value printed in this way, at no more than this cost.
#[must_use]
pub fn evaluate_as(
    expression: &str,
    folder: &Path,
    form: Form,
    printing: Printing,
    limits: Limits,
) -> Answer {
    let world = World { form, printed: RefCell::default(), closed: false };
    answer_in(&world, expression, folder, printing, limits)
}

/// Evaluates a text that may say anything: nothing but the repository's own `stdlib/` and
/// `model/nix/` is there to be read.
#[must_use]
pub fn evaluate_closed(expression: &str, limits: Limits) -> Answer {
    let world = World { form: Form::Whole, printed: RefCell::default(), closed: true };
    answer_in(&world, expression, Path::new("/"), Printing::Plain, limits)
}

fn answer_in(world: &World, expression: &str, folder: &Path, printing: Printing, limits: Limits) -> Answer {
    let work = std::panic::AssertUnwindSafe(|| evaluate_in(world, expression, folder, printing, limits));
    let outcome = std::panic::catch_unwind(work).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        Outcome::Panic(
            text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default(),
        )
    });
    Answer { outcome, printed: world.printed.take() }
}

/// Runs work in an evaluation with the module system, as a project has it: with origins kept, and
/// faults set aside that leave the rest standing.
pub fn in_session<T>(work: impl for<'a> FnOnce(&'a Session<'a>) -> T) -> T {
    let world = World { form: Form::Sections, printed: RefCell::default(), closed: false };
    let store = Store::new();
    let options = Options { limits: LIMITS, origins: true, tolerant: true, ..Options::default() };
    work(Session::new(Evaluator::new(&store, &world, options)))
}

/// The text of an expression of a Nix file, or of the smallest one around a name.
#[must_use]
pub fn source(place: Place) -> Option<String> {
    let known = known(place)?;
    let span = known.map.expression(place.node)?;
    known.text.get(span.start as usize..span.end as usize).map(str::to_owned)
}

/// Path, line and column of a node of a Nix file, both from one.
#[must_use]
pub fn line(place: Place) -> Option<(String, u32, u32)> {
    let known = known(place)?;
    let (line, column) = line_and_column(&known.text, known.map.span(place.node)?.start);
    Some((known.path.clone(), line, column))
}

/// Line and column of an offset in a text, both from one.
#[must_use]
pub fn line_and_column(text: &str, offset: u32) -> (u32, u32) {
    let at = LineIndex::new(text).bytes(offset);
    (at.line + 1, at.column + 1)
}

fn known(place: Place) -> Option<Arc<Known>> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).files.get(place.file.0 as usize).cloned()
}

fn evaluate_in(
    world: &World,
    expression: &str,
    folder: &Path,
    printing: Printing,
    limits: Limits,
) -> Outcome {
    let file = load("«string»", Path::new("«string»"), expression, false, world.form);
    let number = file.file;
    let store = Store::new();
    let options = Options { limits, ..Options::default() };
    let evaluator = Evaluator::new(&store, world, options);
    Session::new(evaluator);
    let value = evaluator.eval_file(file, &folder.display().to_string());
    let text = value.and_then(|value| match printing {
        Printing::Plain => evaluator.show_strict(value),
        Printing::Json => Ok(evaluator.to_json(value, true)?.0),
        Printing::Xml => Ok(String::from_utf8_lossy(&evaluator.to_xml(value, true, true)?.0).into_owned()),
    });
    forget(number);
    match text {
        Ok(text) => Outcome::Value(text),
        Err(error) => Outcome::Error { kind: error.kind, message: error.message },
    }
}

/// A file with what its positions need.
struct Known {
    path: String,
    text: String,
    map: SourceMap,
    sections: Vec<Arc<Body>>,
    loaded: LoadedFile,
}

/// All files read so far, by `FileId`, for all threads: `lib` is parsed once.
static KNOWN: LazyLock<Mutex<Shelf>> = LazyLock::new(Mutex::default);

#[derive(Default)]
struct Shelf {
    files: Vec<Arc<Known>>,
    by_path: HashMap<String, FileId>,
}

/// Parses and lowers a text under the next number.
fn load(path: &str, real: &Path, text: &str, embedded: bool, form: Form) -> LoadedFile {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(id) = known.by_path.get(path) {
        return known.files[id.0 as usize].loaded.clone();
    }
    let file = FileId(u32::try_from(known.files.len()).unwrap_or(u32::MAX));
    let dialect = Dialect { embedded, ordered: true, ..Dialect::default() };
    let parsed = fedic_syntax::parse(text);
    let mut lowered = fedic_hir::lower(file, &parsed, dialect);
    if form == Form::Sections {
        fedic_hir::cut(&mut lowered, Grain::Fine);
    }
    let problems: Vec<_> = parsed.problems(file).into_iter().chain(lowered.problems).collect();
    let loaded = LoadedFile {
        file,
        path: real.display().to_string().into(),
        body: lowered.sections.first().cloned().unwrap_or_else(|| Arc::new(lowered.body)),
        names: None,
        problems: problems.into(),
        embedded,
    };
    let entry = Known {
        path: path.to_owned(),
        text: text.to_owned(),
        map: lowered.source_map,
        sections: lowered.sections,
        loaded: loaded.clone(),
    };
    known.files.push(Arc::new(entry));
    if path.starts_with('/') {
        known.by_path.insert(path.to_owned(), file);
    }
    loaded
}

/// Lets go of the newest text, so that a million of them do not fill the memory.
fn forget(file: FileId) {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if file.0 as usize + 1 == known.files.len() {
        known.files.pop();
    }
}

/// The world of one evaluation.
struct World {
    form: Form,
    printed: RefCell<Vec<String>>,
    /// Whether only what is embedded can be read.
    closed: bool,
}

impl World {
    /// Where a path of the evaluation lies on the disk, and whether it is embedded.
    fn place(&self, path: &str) -> Result<(PathBuf, bool), LoadError> {
        let (place, embedded) = disk(path);
        if self.closed && !embedded { Err(LoadError::Missing) } else { Ok((place, embedded)) }
    }
}

/// Where a path of the evaluation lies on the disk, and whether it is embedded.
fn disk(path: &str) -> (PathBuf, bool) {
    if path == fedic_eval::DERIVATION {
        return (workspace::root().join("compiler/eval/nix/derivation.nix"), true);
    }
    for (seen, folder) in [
        ("/fedic/lib", "stdlib"),
        ("/fedic/model", "model/nix"),
        ("/fedic/catalogue", "model/nix/catalogue"),
        (fedic_eval::CORE, "compiler/eval/nix"),
    ] {
        if let Some(rest) = fedic_eval::after_prefix(path, seen) {
            return (workspace::root().join(folder).join(rest), true);
        }
    }
    (path.into(), false)
}

fn load_error(error: &std::io::Error) -> LoadError {
    match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => LoadError::Missing,
        std::io::ErrorKind::IsADirectory => LoadError::WrongKind("is a directory".into()),
        _ => LoadError::Unreadable(error.to_string()),
    }
}

impl Loader for World {
    fn nix_file(&self, path: &str) -> Result<LoadedFile, LoadError> {
        let (mut place, embedded) = self.place(path)?;
        let mut path = path.to_owned();
        if place.is_dir() {
            place.push("default.nix");
            path += "/default.nix";
        }
        let bytes = std::fs::read(&place).map_err(|error| load_error(&error))?;
        let text = String::from_utf8(bytes).map_err(|_| LoadError::Unreadable("is not UTF-8".into()))?;
        let real = if embedded { path.clone().into() } else { place.canonicalize().unwrap_or(place) };
        Ok(load(&path, &real, &text, embedded, self.form))
    }

    fn section(&self, file: FileId, section: SectionId) -> Arc<Body> {
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sections = known.files[file.0 as usize].sections.iter();
        sections.find(|it| it.section == section).expect("a section of the file").clone()
    }

    fn read(&self, path: &str) -> Result<Arc<[u8]>, LoadError> {
        std::fs::read(self.place(path)?.0).map(Arc::from).map_err(|error| load_error(&error))
    }

    fn list(&self, path: &str) -> Result<Vec<(String, FileKind)>, LoadError> {
        let entries = std::fs::read_dir(self.place(path)?.0).map_err(|error| load_error(&error))?;
        let mut names = Vec::new();
        for entry in entries.flatten() {
            let kind = entry.file_type().map_or(FileKind::Unknown, file_kind);
            names.push((entry.file_name().to_string_lossy().into_owned(), kind));
        }
        names.sort_by(|left, right| left.0.cmp(&right.0));
        Ok(names)
    }

    fn kind(&self, path: &str) -> Result<Option<FileKind>, LoadError> {
        match self
            .place(path)
            .and_then(|place| std::fs::symlink_metadata(place.0).map_err(|error| load_error(&error)))
        {
            Ok(data) => Ok(Some(file_kind(data.file_type()))),
            Err(LoadError::Missing) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn link(&self, path: &str) -> Result<String, LoadError> {
        let target = std::fs::read_link(self.place(path)?.0).map_err(|error| load_error(&error))?;
        Ok(target.to_string_lossy().into_owned())
    }

    fn is_executable(&self, path: &str) -> Result<bool, LoadError> {
        let data = std::fs::metadata(self.place(path)?.0).map_err(|error| load_error(&error))?;
        Ok(std::os::unix::fs::PermissionsExt::mode(&data.permissions()) & 0o100 != 0)
    }

    fn search(&self, name: &str) -> Result<String, LoadError> {
        if let Some(rest) = name.strip_prefix("nix/") {
            return Ok(format!("{}/{rest}", fedic_eval::CORE));
        }
        let path = match name {
            "nixpkgs/lib" => "/fedic/lib".to_owned(),
            name => format!("/{name}"),
        };
        if disk(&path).1 && disk(&path).0.exists() { Ok(path) } else { Err(LoadError::Missing) }
    }

    fn search_path(&self) -> Vec<(String, String)> {
        Vec::new()
    }

    fn path(&self, file: FileId) -> Option<String> {
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known.files.get(file.0 as usize).map(|it| it.path.clone())
    }

    fn position(&self, place: Place) -> Option<(String, u32, u32)> {
        let known = known(place)?;
        let (line, column) = line_and_column(&known.text, known.map.position(place.node)?);
        Some((known.path.clone(), line, column))
    }

    fn variable(&self, _: &str) -> String {
        String::new()
    }

    fn time(&self) -> i64 {
        1_767_225_600
    }

    fn system(&self) -> String {
        "x86_64-linux".into()
    }

    fn print(&self, line: &str) {
        self.printed.borrow_mut().push(line.to_owned());
    }
}

fn file_kind(kind: std::fs::FileType) -> FileKind {
    if kind.is_symlink() {
        FileKind::Symlink
    } else if kind.is_dir() {
        FileKind::Directory
    } else if kind.is_file() {
        FileKind::Regular
    } else {
        FileKind::Unknown
    }
}
