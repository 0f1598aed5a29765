//! A rename that follows the errors it makes. Where a name that only options have is known by types
//! alone, a text behind a function of another file may be one more site: it is renamed, too, when the
//! rename without it leaves an error there. Nothing is guessed: each text that is taken was asked for
//! by an error, and in the end nothing is wrong and every plan is what it was, but for the name.

use super::Asked;
use super::inherited::{self, Role};
use super::trial::{self, Names, Trial};
use crate::report::{Label, Report, SourceRange, TextEdit, source_range};
use crate::setup::Setup;
use fedic_diagnostics::Span;
use std::cell::LazyCell;

/// Rounds at most: each costs a check of everything.
const ROUNDS: usize = 16;

/// What came of following.
pub(super) enum Followed {
    /// The edits that are to be made beside those of the sites that are known.
    Certain(Vec<TextEdit>),
    /// Errors remain, the first of them here.
    Lost(SourceRange),
}

/// A text that is taken for a site.
struct Taken {
    range: SourceRange,
    /// The edits that it may need, and those that it gets.
    ways: Vec<Vec<TextEdit>>,
    way: usize,
}

/// Follows the errors of a rename, whose edits at known sites are `base`.
pub(super) fn follow(
    asked: &Asked<'_>,
    setup: &Setup,
    base: &[TextEdit],
    doubtful: &LazyCell<Vec<SourceRange>, impl FnOnce() -> Vec<SourceRange>>,
    names: Names<'_>,
) -> Followed {
    let before = trial::errors_before(asked, names);
    let mut taken: Vec<Taken> = Vec::new();
    let mut round = 0;
    loop {
        let edits: Vec<TextEdit> = base.iter().chain(chosen(&taken)).cloned().collect();
        let news = trial::errors_after(asked, setup, &edits, &before);
        let Some(first) = news.first() else { return settled(asked, setup, base, &taken, names) };
        if round == ROUNDS || !take(asked, &news, &edits, doubtful, &mut taken, names) {
            let label = labels(first).next().and_then(|label| original(asked, &edits, &label.range));
            let at = label.or_else(|| base.first().map(|edit| edit.range.clone()));
            return at.map_or_else(|| Followed::Certain(Vec::new()), Followed::Lost);
        }
        round += 1;
    }
}

fn chosen(taken: &[Taken]) -> impl Iterator<Item = &TextEdit> {
    taken.iter().flat_map(|it| &it.ways[it.way])
}

/// What is found when nothing is wrong any more.
fn settled(
    asked: &Asked<'_>,
    setup: &Setup,
    base: &[TextEdit],
    taken: &[Taken],
    names: Names<'_>,
) -> Followed {
    let Some(first) = taken.first() else { return Followed::Certain(Vec::new()) };
    let edits: Vec<TextEdit> = chosen(taken).cloned().collect();
    let fits =
        Trial::new(asked, setup, names).is_none_or(|trial| trial.fits(asked, base.iter().chain(&edits)));
    if fits { Followed::Certain(edits) } else { Followed::Lost(first.range.clone()) }
}

/// Takes the texts that errors stand at; whether there is one, or another way to write one that was
/// taken before.
fn take(
    asked: &Asked<'_>,
    news: &[Report],
    edits: &[TextEdit],
    doubtful: &[SourceRange],
    taken: &mut Vec<Taken>,
    names: Names<'_>,
) -> bool {
    let mut moved: Vec<SourceRange> = Vec::new();
    for report in news {
        let found = labels(report).find_map(|label| {
            let here = original(asked, edits, &label.range)?;
            doubtful.iter().find(|it| stands_at(it, &here))
        });
        let Some(range) = found.filter(|range| !moved.contains(range)) else { continue };
        match taken.iter_mut().find(|it| it.range == *range) {
            Some(it) if it.way + 1 < it.ways.len() => it.way += 1,
            Some(_) => continue,
            None => {
                let ways = ways(asked, range, report, names);
                taken.push(Taken { range: range.clone(), ways, way: 0 });
            }
        }
        moved.push(range.clone());
    }
    !moved.is_empty()
}

/// The ways in which a text can get the new name, the likeliest first.
fn ways(asked: &Asked<'_>, range: &SourceRange, report: &Report, names: Names<'_>) -> Vec<Vec<TextEdit>> {
    let plain = vec![trial::renamed(asked, range, names)];
    // An option that does not exist is defined there, anything else is read.
    let roles = match report.code {
        "F0301" => [Role::Key, Role::Member],
        _ => [Role::Member, Role::Key],
    };
    let [first, last] = roles.map(|role| inherited::edits(asked, range, role, names.1));
    first.into_iter().chain([plain]).chain(last).collect()
}

fn labels(report: &Report) -> impl Iterator<Item = &Label> {
    report.primary.iter().chain(&report.secondary)
}

/// Whether a text is what an error stands at: the name itself, or an access that ends with it.
fn stands_at(text: &SourceRange, error: &SourceRange) -> bool {
    text.path == error.path
        && error.start.line == error.end.line
        && error.start.offset <= text.start.offset
        && text.end.offset == error.end.offset
}

/// A range of an edited text, in the text before the edits.
fn original(asked: &Asked<'_>, edits: &[TextEdit], range: &SourceRange) -> Option<SourceRange> {
    let mut own: Vec<&TextEdit> = edits.iter().filter(|edit| edit.range.path == range.path).collect();
    own.sort_by(|left, right| left.range.cmp(&right.range));
    let before = |offset: u32| {
        let (offset, mut shift) = (i64::from(offset), 0);
        for edit in &own {
            let (start, end) = (i64::from(edit.range.start.offset), i64::from(edit.range.end.offset));
            let written = i64::try_from(edit.text.len()).unwrap_or(i64::MAX);
            if offset < start + shift {
                break;
            }
            if offset < start + shift + written {
                return start;
            }
            shift += written - (end - start);
        }
        offset - shift
    };
    let file = asked.db.files().text(asked.db, &range.path);
    let offset = |at: u32| u32::try_from(before(at)).ok();
    source_range(
        asked.db,
        file.id(asked.db),
        Span::new(offset(range.start.offset)?, offset(range.end.offset)?),
    )
}
