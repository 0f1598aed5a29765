//! Inference over the files of a project: what is wrong in code that may never run.

use crate::database::Db;
use crate::evaluate::{Evaluation, Kind, evaluate, kind};
use crate::files::FileText;
use crate::nixos::{nixos, spoken};
use crate::project::Project;
use crate::{embedded, imports, queries};
use fedic_check::{Input, Library, Nixos};
use fedic_diagnostics::{FileId, Problem};
use fedic_modules::Extent;
use std::sync::Arc;

/// What inference finds in a file, given what one part of the model expects of its places.
/// What a part that is wrong does not tell is unknown, and nothing follows from that.
#[salsa::tracked(returns(ref))]
pub(crate) fn infer<'db>(
    db: &'db dyn Db,
    project: Project<'db>,
    file: FileText,
    extent: Extent,
) -> Arc<[Problem]> {
    inferred(db, project, file, evaluate(db, project, extent), nixos(db, project)).into()
}

/// The same, given what an evaluation expects of places and what is known of machines.
pub(crate) fn inferred(
    db: &dyn Db,
    project: Project<'_>,
    file: FileText,
    expected: &Evaluation,
    nixos: &Nixos,
) -> Vec<Problem> {
    db.runs("infer", file.path(db));
    if !is_certain(db, file) {
        return Vec::new();
    }
    let foreign = Library::default();
    let input = Input {
        file: file.id(db),
        body: queries::body(db, file),
        facts: &expected.facts,
        interface: &expected.interface,
        // A model that was evaluated by somebody else's `lib` hands that to its modules.
        library: if kind(db, project) == Kind::Modules { library(db, project) } else { &foreign },
        nixos,
    };
    fedic_check::infer(&input)
}

/// The bindings of a file that nothing uses.
#[salsa::tracked(returns(ref))]
pub(crate) fn unused(db: &dyn Db, file: FileText) -> Arc<[Problem]> {
    if !is_certain(db, file) {
        return Arc::default();
    }
    fedic_check::unused(file.id(db), queries::body(db, file)).into()
}

/// What is wrong with a file whatever its project is: in its text, and with what it imports.
#[salsa::tracked(returns(ref))]
pub(crate) fn by_itself(db: &dyn Db, file: FileText) -> Arc<[Problem]> {
    let all = [queries::problems(db, file), imports::problems(db, file), unused(db, file)];
    all.into_iter().flat_map(|found| found.iter().cloned()).collect()
}

/// Whether it is certain in a file what is bound to what.
fn is_certain(db: &dyn Db, file: FileText) -> bool {
    queries::problems(db, file).iter().all(|problem| matches!(problem, Problem::Scope(_)))
}

/// A part of a model, and what it says.
pub(crate) type Part<'e> = (&'e Evaluation, &'e Extent);

/// The parts that expect something of a file; the frame, if none does.
pub(crate) fn concerned<'p>(file: FileId, parts: &'p [Part<'_>]) -> Vec<&'p Extent> {
    let concerns = |(evaluation, _): &&Part<'_>| evaluation.facts.concern(file);
    let found: Vec<&Extent> = parts.iter().filter(concerns).map(|(_, extent)| *extent).collect();
    if found.is_empty() { vec![&Extent::Frame] } else { found }
}

/// What is known of the embedded `lib`: all of it, or, where every question is asked once, of
/// the topics that the project's files speak of.
#[salsa::tracked(returns(ref))]
pub(crate) fn library<'db>(db: &'db dyn Db, project: Project<'db>) -> Library {
    Library::read(embedded::LIBRARY, &|name| !db.asks_once() || spoken(db, project).contains(name))
}
