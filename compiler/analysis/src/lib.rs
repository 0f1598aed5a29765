//! The database of a project: files in, every answer out as a query.
//!
//! This is the façade: plain data in editor words (path, offset, range, label, edit), and
//! no type of any stage. An [`Analysis`] owns the database; asking never changes it, and
//! whatever is asked again is answered from what did not change since.

mod ahead;
mod alternatives;
mod annotations;
mod checking;
pub mod codes;
mod compare;
mod configured;
mod confined;
mod database;
mod differences;
mod disk;
mod docs;
mod edited;
mod edits;
mod embedded;
mod evaluate;
mod expression;
mod failure;
mod faults;
mod files;
mod host;
mod ide;
mod imports;
mod inference;
mod interface;
mod loader;
mod manifest;
mod nixos;
mod offers;
mod partition;
mod paths;
mod plans;
mod previous;
mod project;
mod queries;
mod reach;
mod refused;
mod renamed;
mod report;
mod schema;
mod search;
mod setup;
mod survey;
mod units;
mod watch;
mod workers;

use checking::Look;
use database::{Database, Db};
use ide::remembered::{Known, Memory, remember};
use project::Project;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use checking::Checked;
pub use confined::ConfinedDisk;
pub use database::{Event, Observer, Printer};
pub use differences::{
    DiffAnswer, DiffAudience, DiffForm, DiffRequest, DiffSide, MigrateAnswer, SavedInterface, diff,
    evaluated, migrate_configuration, read_saved, refused_at_the_gate, save,
};
pub use disk::{Disk, Entry, MemoryDisk, SystemDisk};
pub use docs::{DocsAnswer, DocsForm};
pub use embedded::owns as is_embedded;
pub use expression::{EvalForm, EvalInput, EvalRequest, Evaluated, Given};
pub use fedic_emit::Profile as SchemaProfile;
pub use fedic_eval::{Counters, FileKind, LoadError};
pub use host::{Asked, Host, Stopped};
pub use ide::actions::{Action, ActionKind};
pub use ide::completion::{About, Completion, CompletionKind};
pub use ide::hints::Hint;
pub use ide::hover::Hover;
pub use ide::references::{Reference, SiteKind};
pub use ide::signature::SignatureHelp;
pub use ide::structure::{Fold, Link};
pub use ide::symbols::{Symbol, SymbolKind};
pub use ide::tokens::{Token, TokenKind};
pub use manifest::ChosenLimits;
pub use paths::shown;
pub use plans::{PlanAnswer, PlanForm, PlanRequest};
pub use reach::Rule;
pub use report::{Document, Label, Level, Point, Report, SourceRange, TextEdit};
pub use schema::{SchemaAnswer, SchemaForm, SchemaOf, SchemaRequest};
pub use setup::Setup;
pub use units::{Tested, TestedFile, Verdict};
pub use watch::{Watch, on_interrupt};

/// The texts that reports point into, by path.
pub type Sources = BTreeMap<String, Arc<str>>;

/// The stack on which queries run: models recurse deeply, and so do their trees.
const STACK: usize = 64 << 20;

/// A database and how it was asked for. Clones share everything; a change through one waits
/// until the others are dropped.
#[derive(Clone)]
pub struct Analysis {
    db: Database,
    setup: Arc<Setup>,
    memory: Memory,
}

impl Analysis {
    /// An analysis that has read nothing yet.
    #[must_use]
    pub fn new(setup: Setup) -> Analysis {
        let db = Database::new(&setup);
        Analysis { db, setup: Arc::new(setup), memory: Memory::default() }
    }

    /// The folder that relative paths start from.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.setup.folder
    }

    /// Evaluates expressions or files as `nix-instantiate --eval` does.
    #[must_use]
    pub fn eval(&self, request: &EvalRequest) -> Evaluated {
        expression::eval(&self.db, &self.setup, request)
    }

    /// Everything that is wrong with the projects of these paths; of the project of the
    /// folder, if none is named. A path below a project narrows what is reported.
    ///
    /// # Errors
    /// A report that says which path is not there, or has no project.
    pub fn check(&self, paths: &[String]) -> Result<Checked, Box<Report>> {
        checking::check(&self.db, &self.setup, paths)
    }

    /// Everything that is wrong with the projects that hold these files, nothing left out;
    /// and with the files themselves that are in no project.
    #[must_use]
    pub fn diagnose(&self, files: &[String]) -> Vec<Report> {
        checking::diagnose(&self.db, &self.setup, files, |_| Look::Whole)
    }

    /// The same, where a project has not been looked at yet: in one evaluation, sooner, but who
    /// asks again waits as long. None if all of them have.
    #[must_use]
    pub fn first_look(&self, files: &[String]) -> Option<Vec<Report>> {
        let (projects, _) = checking::projects_of(&self.db, &self.setup, files);
        let is_new = |project: Project<'_>| !self.memory.is(Known::LookedAt, &self.db, project);
        let look = |project: Project<'_>| if is_new(project) { Look::First } else { Look::Whole };
        if !projects.iter().any(|project| is_new(*project)) {
            return None;
        }
        let found = checking::diagnose(&self.db, &self.setup, files, look);
        projects.iter().for_each(|project| self.memory.note(Known::LookedAt, &self.db, *project));
        Some(found)
    }

    /// What is wrong with these files by themselves and in the parts of the model that they have to do
    /// with, by file: sooner than all the rest. Files that have to do with much are left out.
    #[must_use]
    pub fn diagnose_edited(&self, files: &[String]) -> Vec<(String, Vec<Report>)> {
        let (projects, _) = checking::projects_of(&self.db, &self.setup, files);
        let look = |project| edited::diagnose_edited(&self.db, &self.memory, project, files);
        projects.into_iter().flat_map(look).collect()
    }

    /// Evaluates projects part by part, so that after an edit most is known.
    pub fn prepare(&self, files: &[String]) {
        for project in checking::projects_of(&self.db, &self.setup, files).0 {
            if !self.memory.is(Known::Prepared, &self.db, project) {
                checking::prepare(&self.db, project);
                self.memory.note(Known::Prepared, &self.db, project);
            }
        }
    }

    /// A part of what [`Analysis::diagnose`] tells, sooner: all that does not need all applications
    /// together, nor configurations.
    #[must_use]
    pub fn diagnose_early(&self, files: &[String]) -> Vec<Report> {
        checking::diagnose(&self.db, &self.setup, files, |_| Look::Early)
    }

    /// What is wrong with a file by itself, as its project wants it told: syntax and scope,
    /// known before anything is evaluated.
    #[must_use]
    pub fn diagnose_file(&self, path: &str) -> Vec<Report> {
        checking::diagnose_file(&self.db, &self.setup, path)
    }

    /// What the data model says of the options of machines, as it is kept beside the data model.
    #[must_use]
    pub fn options_of_machines(&self) -> String {
        nixos::kept_text(&self.db)
    }

    /// The folders of projects in a folder, sorted: those with a manifest or a `model.nix`.
    #[must_use]
    pub fn projects_below(&self, folder: &str) -> Vec<String> {
        search::projects_below(&self.db, &self.real(folder))
    }

    /// The folder of the project that holds a path.
    #[must_use]
    pub fn project_of(&self, path: &str) -> Option<String> {
        Some(ahead::found(&self.db, path, &self.setup.include)?.layout(&self.db).folder.clone())
    }

    /// The path of a file without symlinks, as reports name it.
    #[must_use]
    pub fn real_path(&self, path: &str) -> String {
        self.real(path)
    }

    /// The plan of a configuration of the project of the folder; of the embedded catalogue,
    /// if there is no project.
    #[must_use]
    pub fn plan(&self, request: &PlanRequest) -> PlanAnswer {
        plans::plan(&self.db, &self.setup, request)
    }

    /// The schema of what is asked for, of the project of the folder; of the embedded
    /// catalogue, if there is no project.
    #[must_use]
    pub fn schema(&self, request: &SchemaRequest) -> SchemaAnswer {
        schema::schema(&self.db, &self.setup, request)
    }

    /// The documentation of what the project of the folder declares; of the embedded catalogue,
    /// if there is no project.
    #[must_use]
    pub fn docs(&self, form: DocsForm) -> DocsAnswer {
        docs::docs(&self.db, &self.setup, form)
    }

    /// As [`Analysis::plan`], for the project of another folder.
    #[must_use]
    pub fn plan_of(&self, folder: &str, request: &PlanRequest) -> PlanAnswer {
        plans::plan(&self.db, &self.setup.at(folder), request)
    }

    /// As [`Analysis::schema`], for the project of another folder.
    #[must_use]
    pub fn schema_of(&self, folder: &str, request: &SchemaRequest) -> SchemaAnswer {
        schema::schema(&self.db, &self.setup.at(folder), request)
    }

    /// Where what stands at an offset of a file is declared: an option, a variable, a file.
    #[must_use]
    pub fn definition(&self, path: &str, offset: u32) -> Vec<SourceRange> {
        ide::definition::definition(&self.asked(path), offset)
    }

    /// Where the type of what stands at an offset of a file is declared.
    #[must_use]
    pub fn type_definition(&self, path: &str, offset: u32) -> Vec<SourceRange> {
        ide::definition::type_definition(&self.asked(path), offset)
    }

    /// What gives the option at an offset of a file its value.
    #[must_use]
    pub fn implementation(&self, path: &str, offset: u32) -> Vec<SourceRange> {
        ide::definition::implementation(&self.asked(path), offset)
    }

    /// Everything that names what stands at an offset of a file.
    #[must_use]
    pub fn references(&self, path: &str, offset: u32) -> Vec<Reference> {
        ide::references::references(&self.asked(path), offset)
    }

    /// What in a file names the same as an offset in it.
    #[must_use]
    pub fn highlights(&self, path: &str, offset: u32) -> Vec<Reference> {
        ide::references::highlights(&self.asked(path), offset)
    }

    /// What can be renamed at an offset of a file.
    ///
    /// # Errors
    /// Why nothing can.
    pub fn prepare_rename(&self, path: &str, offset: u32) -> Result<(SourceRange, String), String> {
        ide::rename::prepare(&self.asked(path), offset)
    }

    /// The edits that give what stands at an offset of a file a new name.
    ///
    /// # Errors
    /// Why there are none.
    pub fn rename(&self, path: &str, offset: u32, name: &str) -> Result<Vec<TextEdit>, String> {
        ide::rename::rename(&self.asked(path), &self.setup, offset, name)
    }

    /// Keeps what the projects of these files say now, for questions about texts that are broken
    /// while somebody types. To be called once they have been diagnosed.
    pub fn remember(&self, files: &[String]) {
        remember(&self.db, &self.memory, &self.setup.include, files);
    }

    fn asked(&self, path: &str) -> ide::Asked<'_> {
        ide::Asked::new(&self.db, &self.setup, &self.memory, path)
    }

    /// All that may be written at an offset of a file; as snippets, if the editor takes them.
    #[must_use]
    pub fn completions(&self, path: &str, offset: u32, snippets: bool) -> Vec<Completion> {
        ide::completion::completions(&self.asked(path), offset, snippets)
    }

    /// What is to be read about what stands at an offset of a file.
    #[must_use]
    pub fn hover(&self, path: &str, offset: u32) -> Option<Hover> {
        ide::hover::hover(&self.asked(path), offset)
    }

    /// The names of a file, as a tree.
    #[must_use]
    pub fn document_symbols(&self, path: &str) -> Vec<Symbol> {
        ide::symbols::document_symbols(&self.asked(path))
    }

    /// What the project of a path declares whose name has the letters of a query in their order.
    #[must_use]
    pub fn workspace_symbols(&self, path: &str, query: &str) -> Vec<Symbol> {
        ide::symbols::workspace_symbols(&self.asked(path), query)
    }

    /// What the names of a part of a file are, between two offsets.
    #[must_use]
    pub fn tokens(&self, path: &str, start: u32, end: u32) -> Vec<Token> {
        ide::tokens::tokens(&self.asked(path), start, end)
    }

    /// What is not written but counts, between two offsets of a file.
    #[must_use]
    pub fn hints(&self, path: &str, start: u32, end: u32) -> Vec<Hint> {
        ide::hints::hints(&self.asked(path), start, end)
    }

    /// What can be folded away in a file.
    #[must_use]
    pub fn folds(&self, path: &str) -> Vec<Fold> {
        ide::structure::folds(&self.asked(path))
    }

    /// The ranges around an offset of a file, from the smallest to the whole text.
    #[must_use]
    pub fn selections(&self, path: &str, offset: u32) -> Vec<SourceRange> {
        ide::structure::selections(&self.asked(path), offset)
    }

    /// The paths in a file that lead to files.
    #[must_use]
    pub fn links(&self, path: &str) -> Vec<Link> {
        ide::structure::links(&self.asked(path))
    }

    /// The changes on offer between two offsets of a file.
    #[must_use]
    pub fn actions(&self, path: &str, start: u32, end: u32) -> Vec<Action> {
        ide::actions::actions(&self.asked(path), &self.setup, start, end)
    }

    /// The value of what stands at an offset of a file, as Nix shows it.
    ///
    /// # Errors
    /// Why it has none, in words.
    pub fn value(&self, path: &str, offset: u32) -> Result<String, String> {
        ide::value::value(&self.asked(path), offset)
    }

    /// What is to be read about a proposal, as Markdown.
    #[must_use]
    pub fn document(&self, about: &About) -> Option<String> {
        ide::library::document(about)
    }

    /// What the function takes whose call is being written at an offset of a file.
    #[must_use]
    pub fn signature_help(&self, path: &str, offset: u32) -> Option<SignatureHelp> {
        ide::signature::signature_help(&self.asked(path), offset)
    }

    /// Runs the nix-unit tests of files and of folders, where files named `tests.nix`,
    /// `test.nix` or `*.test.nix` and files in folders named `tests` are looked for.
    ///
    /// # Errors
    /// The path that is not there.
    pub fn test(&self, paths: &[String], attribute: &str) -> Result<Vec<TestedFile>, String> {
        let mut tested = Vec::new();
        for path in paths {
            let found = search::test_files(&self.db, &paths::join(&self.setup.folder, path))
                .ok_or_else(|| path.clone())?;
            tested.extend(self.tested(&found, attribute));
        }
        Ok(tested)
    }

    /// The same of files, each with whether the call names it.
    pub(crate) fn tested(&self, files: &[(String, bool)], attribute: &str) -> Vec<TestedFile> {
        let suite = |(file, named): &(String, bool)| {
            units::Suite::new(&self.db, file.clone(), attribute.to_owned(), *named, self.setup.open())
        };
        files.iter().map(|it| units::tested(&self.db, suite(it))).collect()
    }

    /// The texts of all files that reports point into.
    #[must_use]
    pub fn sources(&self, reports: &[Report]) -> Sources {
        let labels = reports.iter().flat_map(|report| report.primary.iter().chain(&report.secondary));
        labels.filter_map(|label| Some((label.range.path.clone(), self.text(&label.range.path)?))).collect()
    }

    /// The text of a file as it counts now: the editor's, else the disk's.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<Arc<str>> {
        queries::text(&self.db, self.db.files().text(&self.db, path)).as_ref().ok().cloned()
    }

    /// The line of an offset of a file, from zero.
    #[must_use]
    pub fn line(&self, path: &str, offset: u32) -> u32 {
        queries::lines(&self.db, self.db.files().text(&self.db, path)).bytes(offset).line
    }

    /// Takes the text of a file from an editor; with none, the disk's counts again.
    pub fn set_text(&mut self, path: &str, text: Option<&str>) {
        let path = self.real(path);
        self.db.lay_over(&path, text);
    }

    /// Looks at a file or a folder again, because it may have changed on the disk.
    pub fn changed(&mut self, path: &str) {
        self.db.changed(path);
        let real = self.real(path);
        self.db.changed(&real);
    }

    /// The folders that have what was read so far, or in which it would be if it were there.
    #[must_use]
    pub fn folders_read(&self) -> BTreeSet<String> {
        self.db.files.folders()
    }

    /// The queries that ran since this was last asked, if the setup keeps a log.
    #[must_use]
    pub fn take_log(&self) -> Vec<String> {
        self.db.take_log()
    }

    fn real(&self, path: &str) -> String {
        reach::resolve(&self.db, path).unwrap_or_else(|_| path.to_owned())
    }
}

/// Runs something on a stack that is deep enough for queries; panics pass.
pub fn with_big_stack<T>(work: impl FnOnce() -> T) -> T {
    // A thread of its own would be a tenth of what a small project takes.
    stacker::grow(STACK, work)
}
