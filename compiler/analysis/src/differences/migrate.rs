//! `fedic migrate-config`: a stored configuration in the words of today's model.

use super::{DiffSide, interface_of, taker, wrong};
use crate::Analysis;
use crate::report::Report;
use fedic_diff::{Migration, Move, Moved, carry_over, migrate};
use fedic_model::{Interface, Topic, TypeId};
use serde_json::Value as Json;

/// A configuration that was moved forward.
#[derive(Clone, Debug, Default)]
pub struct MigrateAnswer {
    /// As it is written now; ends with a line end.
    pub configuration: Option<String>,
    /// What was moved, a line each.
    pub moves: Vec<String>,
    /// Why the result would still be refused.
    pub refusals: Vec<String>,
    /// What is wrong with the model.
    pub reports: Vec<Report>,
}

/// Moves a configuration in JSON forward.
///
/// # Errors
/// Why the text is no JSON.
pub fn migrate_configuration(analysis: &Analysis, text: &str) -> Result<MigrateAnswer, String> {
    let mut value: Json = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let side = DiffSide::Model(analysis);
    let reports = wrong(side);
    let interface = interface_of(side);
    let Some(ty) = interface.written().filter(|_| reports.is_empty()) else {
        return Ok(MigrateAnswer { reports, ..MigrateAnswer::default() });
    };
    let mut found = migrate(interface, ty, &mut value);
    let mut refusals = Vec::new();
    taker::with(side, &mut |taker| {
        let Some(take) = taker else { return };
        let taken = |value: &Json| take(&Topic::Configuration, value);
        carry((interface, ty), &mut found, &mut value, &|value| taken(value)?.ok()?.data());
        if let Some(Err(words)) = taken(&value) {
            refusals = words;
        }
    });
    let configuration = Some(format!("{value:#}\n"));
    Ok(MigrateAnswer { configuration, moves: found.moves.iter().map(words).collect(), refusals, reports })
}

/// What the model makes of an option is what is there with it, and is not without it.
fn carry(
    model: (&Interface, TypeId),
    found: &mut Migration,
    value: &mut Json,
    evaluated: &dyn Fn(&Json) -> Option<Json>,
) {
    for path in std::mem::take(&mut found.changed) {
        let mut without = value.clone();
        let parent = path[..path.len() - 1].iter().try_fold(&mut without, |value, name| value.get_mut(name));
        let taken = parent.and_then(|it| it.as_object_mut()?.shift_remove(path.last()?));
        let (Some(_), Some(with), Some(rest)) = (taken, evaluated(value), evaluated(&without)) else {
            continue;
        };
        let into = carry_over(model, value, &path, (&with, &rest));
        if !into.is_empty() {
            found.moves.push(Move { from: path.join("."), moved: Moved::Into(into) });
        }
    }
}

fn words(it: &Move) -> String {
    let from = &it.from;
    match &it.moved {
        Moved::To(to) => format!("`{from}` is `{to}` now"),
        Moved::Into(to) => format!("`{from}` became `{}`", to.join("`, `")),
        Moved::Removed(reason) => {
            let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("`{from}` was taken out: {reason}")
        }
        Moved::Conflicts(to) => format!("`{from}` was left: its new name `{to}` has another value"),
    }
}
