//! A file that is broken in the middle of an edit, as if that had not been written yet: a bracket too
//! many can leave no tree of all that stands behind it.

use super::remembered::Change;
use super::view::View;
use crate::database::Db;
use crate::files::FileText;
use crate::queries;
use fedic_diagnostics::Problem;

/// A broken file without the edit that broke it, and the edit; none if it is whole, was never whole, or
/// would be broken all the same.
pub(super) fn whole<'v>(view: &View<'v>) -> Option<(View<'v>, Change)> {
    if !is_broken(view.db, view.input) {
        return None;
    }
    let good = view.memory.text(view.db, view.project?, view.file)?;
    let change = Change::between(&good, &view.text);
    let text = change.undone(&good, &view.text)?;
    let parsed = fedic_syntax::parse(&text);
    let whole = || View::with_text(view.db, view.memory, view.project, view.input, &text, &parsed);
    parsed.faults.is_empty().then(|| (whole(), change))
}

fn is_broken(db: &dyn Db, file: FileText) -> bool {
    let is_syntax = |problem: &Problem| matches!(problem, Problem::Syntax(_));
    queries::problems(db, file).iter().any(is_syntax)
}

/// Whether a file is broken and has a name in its text: not all of its names may be known.
pub(super) fn may_name(db: &dyn Db, file: FileText, name: &str) -> bool {
    is_broken(db, file) && queries::text(db, file).as_ref().is_ok_and(|text| text.contains(name))
}

/// What is found in all of a file: of a broken one, in the edit that broke it as it stands, and before
/// and behind it as if that had not been written yet.
pub(super) fn everywhere<'v, T>(
    view: &View<'v>,
    find: impl Fn(&View<'v>) -> Vec<T>,
    starts_at: impl Fn(&T) -> u32,
) -> Vec<T> {
    let mut found = find(view);
    if let Some((whole, change)) = whole(view) {
        found.retain(|it| change.covers(starts_at(it)));
        found.extend(find(&whole).into_iter().filter(|it| !change.covers(starts_at(it))));
    }
    found
}
