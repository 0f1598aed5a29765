//! Queries about one file: text, tree, body, positions. A body holds no positions, so an
//! edit that only moves things ends here.

use crate::database::Db;
use crate::embedded;
use crate::files::{Contents, FileText};
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::problem::scope::ScopeProblem;
use fedic_diagnostics::{FileId, Place, Problem, SectionId, Severity, Span};
use fedic_eval::{Feature, LoadError, LoadedFile};
use fedic_hir::{Body, Dialect, Grain, Lowered, SourceMap, Stored};
use fedic_syntax::LineIndex;
use fedic_syntax::json::JsonParsed;
use std::sync::Arc;

/// The largest source that is parsed.
const TEXT_LIMIT: u64 = 1_000_000_000;

/// A file as text, or why it is none. A file that cannot be read is an empty text here:
/// whoever asked for it by name reports that.
#[salsa::tracked(returns(ref))]
pub(crate) fn text(db: &dyn Db, file: FileText) -> Result<Arc<str>, ProjectProblem> {
    let contents = match file.contents(db) {
        Ok(contents) => contents,
        Err(reason) => return Err(unreadable(Some(file.id(db)), file.path(db), reason)),
    };
    let bytes = contents.len() as u64;
    if bytes > TEXT_LIMIT {
        return Err(ProjectProblem::TooLarge { file: file.id(db), bytes, limit: TEXT_LIMIT });
    }
    match contents {
        Contents::Embedded(file) => Ok(Arc::from(file.text)),
        Contents::Text(text) => Ok(text.clone()),
        Contents::Bytes(bytes) => {
            let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
            let offset = u32::try_from(valid).unwrap_or(u32::MAX);
            Err(ProjectProblem::NotUtf8 { file: file.id(db), offset })
        }
    }
}

/// A file as text, whatever its bytes; and whether some are no characters, which are written as
/// `fedic_syntax::raw` does.
#[salsa::tracked(returns(ref))]
fn any_text(db: &dyn Db, file: FileText) -> (Arc<str>, bool) {
    match (text(db, file), file.contents(db)) {
        (Ok(text), _) => (text.clone(), false),
        (Err(ProjectProblem::NotUtf8 { .. }), Ok(Contents::Bytes(bytes))) => {
            fedic_syntax::raw::written(bytes).map_or_else(Default::default, |text| (Arc::from(text), true))
        }
        (Err(_), _) => Default::default(),
    }
}

/// Why a file cannot be read, apart from its bytes: these change more often.
#[salsa::tracked(returns(ref))]
pub(crate) fn load_error(db: &dyn Db, file: FileText) -> Option<LoadError> {
    file.contents(db).as_ref().err().cloned()
}

/// The problem of a file that was named but cannot be read.
pub(crate) fn unreadable(file: Option<FileId>, path: &str, reason: &LoadError) -> ProjectProblem {
    let reason = match reason {
        LoadError::Missing => "no such file".to_owned(),
        LoadError::Forbidden(reason)
        | LoadError::Hidden(reason)
        | LoadError::WrongKind(reason)
        | LoadError::Unreadable(reason) => reason.clone(),
    };
    ProjectProblem::MissingFile { file, path: path.to_owned(), reason }
}

/// The values of a JSON file, and where they stand.
#[salsa::tracked(returns(ref), lru = 64)]
pub(crate) fn json(db: &dyn Db, file: FileText) -> JsonParsed {
    db.runs("parse", file.path(db));
    fedic_syntax::json::parse(text(db, file).as_deref().unwrap_or_default())
}

/// What lowering a file gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LoweredFile {
    body: Arc<Body>,
    /// None if the file is not cut.
    sections: Vec<Arc<Body>>,
    /// None where places of few files are asked for: most are right, and of those nobody does.
    source_map: Option<Arc<SourceMap>>,
    problems: Arc<[Problem]>,
}

#[salsa::tracked(returns(ref))]
fn lowered(db: &dyn Db, file: FileText) -> LoweredFile {
    let lowered = lower(db, file);
    LoweredFile {
        body: Arc::new(lowered.body),
        sections: lowered.sections,
        source_map: (!db.spares_places()).then(|| Arc::new(lowered.source_map)),
        problems: Arc::from(lowered.problems),
    }
}

/// Lowers a file, whose problems are all that is wrong with it.
fn lower(db: &dyn Db, file: FileText) -> Lowered {
    db.runs("lower", file.path(db));
    let id = file.id(db);
    let (read, raw) = any_text(db, file);
    let parsed = fedic_syntax::parse(read);
    let dialect = Dialect {
        embedded: embedded::owns(file.path(db)),
        pipe_operators: db.features().has(Feature::PipeOperators),
        raw: *raw,
        ordered: db.orders_names(),
        scoped: false,
    };
    let mut lowered = fedic_hir::lower(id, &parsed, dialect);
    if let Some(grain) = grain(db, file.path(db)) {
        fedic_hir::cut(&mut lowered, grain);
    }
    let mut problems: Vec<Problem> = Vec::new();
    match text(db, file) {
        Ok(_) => problems.extend(parsed.problems(id)),
        Err(problem) => problems.push(Problem::Project(problem.clone())),
    }
    lowered.problems.splice(0..0, problems);
    lowered
}

/// How a file is cut into sections; a text that is no file is not, nor is any that nobody asks
/// about again.
fn grain(db: &dyn Db, path: &str) -> Option<Grain> {
    let grain = if embedded::owns(path) { Grain::Coarse } else { Grain::Fine };
    (path.starts_with('/') && !db.asks_once()).then_some(grain)
}

/// An embedded file as it was lowered when the program was built. The text of another file is
/// not looked at: whoever asks depends on what was made of it alone.
fn stored(db: &dyn Db, file: FileText) -> Option<&'static Stored> {
    if !embedded::owns(file.path(db)) {
        return None;
    }
    match file.contents(db) {
        Ok(Contents::Embedded(file)) => file.stored(),
        _ => None,
    }
}

/// The whole body of a file: unchanged by edits of blanks and comments.
#[salsa::tracked(returns(ref))]
pub(crate) fn body(db: &dyn Db, file: FileText) -> Arc<Body> {
    lowered(db, file).body.clone()
}

/// A section of a file: unchanged also by edits inside other sections. The whole, if the file
/// is not cut.
pub(crate) fn section(db: &dyn Db, file: FileText, section: SectionId) -> Arc<Body> {
    match stored(db, file).and_then(|stored| stored.section(section)) {
        Some(body) => body.clone(),
        None => lowered_section(db, file, section).clone(),
    }
}

#[salsa::tracked(returns(ref))]
fn lowered_section(db: &dyn Db, file: FileText, section: SectionId) -> Arc<Body> {
    let lowered = lowered(db, file);
    match lowered.sections.binary_search_by_key(&section, |it| it.section) {
        Ok(index) => lowered.sections[index].clone(),
        Err(_) => lowered.body.clone(),
    }
}

/// Where the nodes of a body stand.
#[salsa::tracked(returns(ref))]
pub(crate) fn source_map(db: &dyn Db, file: FileText) -> Arc<SourceMap> {
    match stored(db, file) {
        Some(stored) => stored.source_map().clone(),
        None => match &lowered(db, file).source_map {
            Some(source_map) => source_map.clone(),
            None => Arc::new(lower(db, file).source_map),
        },
    }
}

/// Faults of syntax and scope, and of the file itself.
#[salsa::tracked(returns(ref))]
pub(crate) fn problems(db: &dyn Db, file: FileText) -> Arc<[Problem]> {
    match stored(db, file) {
        Some(_) => Arc::default(),
        None => lowered(db, file).problems.clone(),
    }
}

/// What is wrong with a file as Nix takes it, to which a text is bytes.
#[salsa::tracked(returns(ref))]
pub(crate) fn problems_to_nix(db: &dyn Db, file: FileText) -> Arc<[Problem]> {
    let is_one = |problem: &&Problem| !matches!(problem, Problem::Project(ProjectProblem::NotUtf8 { .. }));
    match problems(db, file) {
        problems if problems.iter().all(|it| is_one(&it)) => problems.clone(),
        problems => problems.iter().filter(is_one).cloned().collect(),
    }
}

/// Faults of a file that leave nothing of it standing: undefined names are none of them.
#[salsa::tracked(returns(ref))]
pub(crate) fn faults(db: &dyn Db, file: FileText) -> Arc<[Problem]> {
    let is_fault = |problem: &&Problem| {
        !matches!(problem, Problem::Scope(ScopeProblem::UndefinedVariable { .. }))
            && problem.diagnostic().severity == Severity::Error
    };
    problems(db, file).iter().filter(is_fault).cloned().collect()
}

/// The lines of a file.
#[salsa::tracked(returns(ref), lru = 512)]
pub(crate) fn lines(db: &dyn Db, file: FileText) -> LineIndex {
    LineIndex::new(&any_text(db, file).0)
}

/// A file as the evaluator takes it, in sections or whole. Nix orders names by where a file
/// has them first, and in that order it meets mistakes, when there are several: only who has
/// all names of a file from the beginning meets the same one.
pub(crate) fn loaded(db: &dyn Db, file: FileText, sections: bool) -> LoadedFile {
    loaded_with(db, file, sections, problems(db, file).clone())
}

/// The same, with this in place of all that is wrong with it.
pub(crate) fn loaded_with(
    db: &dyn Db,
    file: FileText,
    sections: bool,
    problems: Arc<[Problem]>,
) -> LoadedFile {
    let stored = stored(db, file);
    let in_sections = sections || stored.is_some();
    LoadedFile {
        file: file.id(db),
        path: file.path(db).clone(),
        body: if in_sections { section(db, file, SectionId::OUTERMOST) } else { body(db, file).clone() },
        names: stored.filter(|_| !sections).map(|stored| stored.names().clone()),
        problems,
        embedded: embedded::owns(file.path(db)),
    }
}

/// The range of a place in its text.
pub(crate) fn span(db: &dyn Db, place: Place) -> Option<Span> {
    let file = db.files().by_id(place.file)?;
    if file.path(db).ends_with(".json") {
        return json(db, file).spans.span(place.node);
    }
    source_map(db, file).span(place.node)
}

/// Where a place stands for Nix code.
pub(crate) fn offset(db: &dyn Db, place: Place) -> Option<u32> {
    let file = db.files().by_id(place.file)?;
    match file.path(db).ends_with(".json") {
        true => Some(span(db, place)?.start),
        false => source_map(db, file).position(place.node),
    }
}

/// Path, line and column as Nix code sees them: columns count bytes. The path of a text that is
/// no file says so: `«string»`.
pub(crate) fn position(db: &dyn Db, place: Place) -> Option<(String, u32, u32)> {
    let file = db.files().by_id(place.file)?;
    let path = file.path(db);
    let offset = offset(db, place)?;
    let at = lines(db, file).bytes(offset);
    let (text, raw) = any_text(db, file);
    let column = match text.get((offset - at.column) as usize..offset as usize) {
        Some(before) if *raw => u32::try_from(fedic_syntax::raw::read_back(before).len()).unwrap_or(u32::MAX),
        _ => at.column,
    };
    Some((path.to_string(), at.line + 1, column + 1))
}
