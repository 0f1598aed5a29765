//! A rename that follows the errors it makes. Where a name that only options have is known by types
//! alone, a text behind a function of another file may be one more site: it is renamed, too, when the
//! rename without it leaves an error there, fails a test, or leaves a plan without a value. Nothing is
//! guessed: each text that is taken was asked for so, and in the end nothing is wrong, all tests pass
//! that did, and every plan is what it was, but for the name.

use super::Asked;
use super::inherited::{self, Role};
use super::trial::{self, Doubt, Names, Planned, Trial, Why};
use crate::report::{Report, SourceRange, TextEdit, source_range};
use crate::setup::Setup;
use fedic_diagnostics::Span;

/// Rounds at most: each costs a check of everything.
const ROUNDS: usize = 16;

/// What came of following.
pub(super) enum Followed {
    /// The edits that are to be made beside those of the sites that are known.
    Certain(Vec<TextEdit>),
    /// Something is not what it was, and no text that could mend it is known.
    Lost(Doubt),
}

/// A text that is taken for a site.
struct Taken {
    range: SourceRange,
    /// The edits that it may need, and those that it gets.
    ways: Vec<Vec<TextEdit>>,
    way: usize,
}

/// Follows the errors of a rename, whose edits at known sites are `base`. The trial is asked for only
/// once nothing is wrong.
pub(super) fn follow<'t>(
    asked: &Asked<'_>,
    setup: &Setup,
    base: &[TextEdit],
    doubtful: &[SourceRange],
    names: Names<'_>,
    trial: impl Fn() -> Option<&'t Trial<'t>>,
) -> Followed {
    let before = trial::errors_before(asked, names);
    let mut taken: Vec<Taken> = Vec::new();
    let (mut round, mut plan) = (0, None);
    loop {
        let edits: Vec<TextEdit> = base.iter().chain(chosen(&taken)).cloned().collect();
        let errors = trial::errors_after(asked, setup, &edits, &before);
        let asks: Vec<Ask> = match errors.is_empty() {
            true if taken.is_empty() && doubtful.is_empty() => return Followed::Certain(Vec::new()),
            true => match trial().and_then(|trial| trial.lost(asked, edits.iter())) {
                None => return Followed::Certain(chosen(&taken).cloned().collect()),
                Some(lost) => {
                    plan = lost.plan;
                    lost.asks
                }
            },
            false => errors.into_iter().map(|report| Ask::Error(vec![report])).collect(),
        };
        if round == ROUNDS || !take(asked, &asks, &edits, doubtful, &mut taken, names) {
            let mut texts = taken.iter().map(|it| &it.range).chain(doubtful);
            return Followed::Lost(doubt(asked, &edits, &asks, plan, texts.next().cloned()));
        }
        round += 1;
    }
}

/// What is told of what was lost: the first error, at its own place. A plan that is another one is so from a
/// value on that is gone, if one is. Else there is a text of which nobody knows what it names.
fn doubt(
    asked: &Asked<'_>,
    edits: &[TextEdit],
    asks: &[Ask],
    plan: Option<Planned>,
    text: Option<SourceRange>,
) -> Doubt {
    let placed = |ask: &Ask| ask.ranges().find_map(|range| original(asked, edits, range));
    let said = asks.iter().find_map(|ask| Some((ask, ask.message()?)));
    match (said, plan) {
        (Some((ask, message)), _) => Doubt { at: placed(ask), why: Why::Said(message) },
        (None, Some(plan)) => Doubt { at: asks.iter().find_map(placed), why: Why::Changes(plan) },
        (None, None) => Doubt { at: text, why: Why::Unclear },
    }
}

fn chosen(taken: &[Taken]) -> impl Iterator<Item = &TextEdit> {
    taken.iter().flat_map(|it| &it.ways[it.way])
}

/// What asks for one more site.
pub(super) enum Ask {
    /// What went wrong that did not before, as far as anything is told of it.
    Error(Vec<Report>),
    /// A text that had a value in the plans before, and has none any more.
    Value(SourceRange),
}

impl Ask {
    fn ranges(&self) -> impl Iterator<Item = &SourceRange> {
        let (reports, value) = match self {
            Ask::Error(reports) => (reports.as_slice(), None),
            Ask::Value(range) => (&[][..], Some(range)),
        };
        let labels = reports.iter().flat_map(|it| it.primary.iter().chain(&it.secondary));
        labels.map(|label| &label.range).chain(value)
    }

    /// What is wrong, in words.
    fn message(&self) -> Option<String> {
        match self {
            Ask::Error(reports) => reports.first().map(|report| report.message.clone()),
            Ask::Value(_) => None,
        }
    }

    /// What an inherited name probably does there: an option that does not exist is defined, anything
    /// else is read.
    fn role(&self) -> Role {
        match self {
            Ask::Error(reports) if reports.iter().any(|report| report.code == "F0301") => Role::Key,
            Ask::Error(_) | Ask::Value(_) => Role::Member,
        }
    }
}

/// Takes the texts that are asked for; whether there is one, or another way to write one that was
/// taken before.
fn take(
    asked: &Asked<'_>,
    asks: &[Ask],
    edits: &[TextEdit],
    doubtful: &[SourceRange],
    taken: &mut Vec<Taken>,
    names: Names<'_>,
) -> bool {
    let mut moved: Vec<SourceRange> = Vec::new();
    for ask in asks {
        for range in ask.ranges() {
            // What was written for a text stands nowhere in the original.
            let edit = edited_at(edits, range).map(|nth| &edits[nth]);
            let here = original(asked, edits, range);
            let again = taken.iter_mut().find(|it| {
                edit.is_some_and(|edit| it.ways[it.way].contains(edit))
                    || here.as_ref().is_some_and(|here| stands_at(&it.range, here))
            });
            if let Some(it) = again {
                let is_moved = moved.contains(&it.range);
                if !is_moved && it.way + 1 < it.ways.len() {
                    it.way += 1;
                    moved.push(it.range.clone());
                } else if !is_moved {
                    continue;
                }
                break;
            }
            let is_it = |it: &&SourceRange| here.as_ref().is_some_and(|here| stands_at(it, here));
            if let Some(range) = doubtful.iter().find(is_it) {
                let ways = ways(asked, range, ask.role(), names);
                taken.push(Taken { range: range.clone(), ways, way: 0 });
                moved.push(range.clone());
                break;
            }
        }
    }
    !moved.is_empty()
}

/// The ways in which a text can get the new name, the likeliest first.
fn ways(asked: &Asked<'_>, range: &SourceRange, role: Role, names: Names<'_>) -> Vec<Vec<TextEdit>> {
    let plain = vec![trial::renamed(asked, range, names)];
    let roles = match role {
        Role::Key => [Role::Key, Role::Member],
        Role::Member => [Role::Member, Role::Key],
    };
    let [first, last] = roles.map(|role| inherited::edits(asked, range, role, names.1));
    first.into_iter().chain([plain]).chain(last).collect()
}

/// Whether a text is what an error stands at: the name itself, or an access that ends with it.
fn stands_at(text: &SourceRange, error: &SourceRange) -> bool {
    text.path == error.path
        && error.start.line == error.end.line
        && error.start.offset <= text.start.offset
        && text.end.offset == error.end.offset
}

/// Edits of a file in the order of its text, by their numbers, each with how far behind it all moves.
fn in_order(edits: &[TextEdit], path: &str) -> Vec<(usize, i64)> {
    let mut own: Vec<usize> = (0..edits.len()).filter(|nth| edits[*nth].range.path == path).collect();
    own.sort_by(|left, right| edits[*left].range.cmp(&edits[*right].range));
    own.dedup_by(|next, first| edits[*next].range == edits[*first].range);
    let mut shift = 0;
    let moved = |nth: usize| {
        let TextEdit { range, text } = &edits[nth];
        shift += i64::try_from(text.len()).unwrap_or(i64::MAX);
        shift -= i64::from(range.end.offset - range.start.offset);
        (nth, shift)
    };
    own.into_iter().map(moved).collect()
}

/// The edit that wrote a range of the edited text.
fn edited_at(edits: &[TextEdit], range: &SourceRange) -> Option<usize> {
    let mut before = 0;
    for (nth, shift) in in_order(edits, &range.path) {
        let start = i64::from(edits[nth].range.start.offset) + before;
        let end = start + i64::try_from(edits[nth].text.len()).unwrap_or(i64::MAX);
        // A path that goes on in front of the edit ends in it.
        let ends = i64::from(range.end.offset);
        if start < ends && ends <= end {
            return Some(nth);
        }
        before = shift;
    }
    None
}

/// A range of an edited text, in the text before the edits.
fn original(asked: &Asked<'_>, edits: &[TextEdit], range: &SourceRange) -> Option<SourceRange> {
    let own = in_order(edits, &range.path);
    let before = |offset: u32| {
        let (offset, mut shift) = (i64::from(offset), 0);
        for &(nth, behind) in &own {
            let start = i64::from(edits[nth].range.start.offset);
            let written = i64::try_from(edits[nth].text.len()).unwrap_or(i64::MAX);
            if offset < start + shift {
                break;
            }
            if offset < start + shift + written {
                return start;
            }
            shift = behind;
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
