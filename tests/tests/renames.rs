//! Renames of the catalogue, one after another, each of it as it is: what `prepare_rename` admits is
//! renamed, and then the catalogue checks and plans as before, but for the name; or it is refused, and
//! says why. A share of them is walked; `FEDIC_COUNT` says how many, `FEDIC_SEED` which.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stderr, reason = "who walks them all wants to know what came of it")]

use fedic_analysis::{Analysis, MemoryDisk, PlanForm, PlanRequest, Setup, SourceRange, TextEdit};
use fedic_tests::differential::dice::Dice;
use fedic_tests::workspace;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What everything is renamed to: nothing else has it in its name.
const NEW: &str = "wholly-new";
const FOLDER: &str = "/p";
const ENVIRONMENTS: [&str; 2] = ["single-machine", "one-machine-per-service"];
/// So many renames are tried where nobody says otherwise.
const SHARE: usize = 20;

type Files = BTreeMap<String, String>;

/// What is to stay as it was.
#[derive(Debug, PartialEq)]
struct State {
    /// The codes of all reports.
    told: Vec<&'static str>,
    plans: Vec<Option<Value>>,
}

#[test]
fn a_rename_leaves_the_catalogue_as_it_was_or_says_why_not() {
    fedic_analysis::with_big_stack(|| {
        let number = |name: &str| std::env::var(name).ok().map(|it| it.parse::<u64>().unwrap());
        let mut dice = Dice::new(number("FEDIC_SEED").unwrap_or(5));
        let count = number("FEDIC_COUNT").map_or(SHARE, |it| usize::try_from(it).unwrap());
        let files = catalogue();
        let before = analysis(&files);
        let state = state(&before, "");
        assert!(state.plans.iter().all(Option::is_some), "{state:?}");
        let mut places = names(&before, &files);
        let mut outcome: BTreeMap<String, usize> = BTreeMap::new();
        let mut wrong = Vec::new();
        let mut tried = 0;
        while tried < count && !places.is_empty() {
            let (path, offset) = places.swap_remove(dice.below(places.len()));
            let Ok((_, name)) = before.prepare_rename(&path, offset) else {
                *outcome.entry("admits no rename".to_owned()).or_default() += 1;
                continue;
            };
            tried += 1;
            let result = match before.rename(&path, offset, NEW) {
                Ok(edits) => {
                    let touched: BTreeSet<(&str, u32)> = edits.iter().map(|it| start(&it.range)).collect();
                    places.retain(|(path, at)| !touched.contains(&(path.as_str(), *at)));
                    let after = self::state(&analysis(&edited(&files, &edits)), &name);
                    if after != state {
                        wrong.push(format!("{path}:{offset}: `{name}`, {} edits: {after:?}", edits.len()));
                    }
                    "done".to_owned()
                }
                Err(reason) => {
                    wrong.extend(reason.trim().is_empty().then(|| format!("{path}:{offset}: no reason")));
                    for site in before.references(&path, offset) {
                        places.retain(|(path, at)| start(&site.range) != (path.as_str(), *at));
                    }
                    format!("refused: {reason}")
                }
            };
            *outcome.entry(result).or_default() += 1;
        }
        eprintln!("{outcome:#?}");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}

fn start(range: &SourceRange) -> (&str, u32) {
    (range.path.as_str(), range.start.offset)
}

fn catalogue() -> Files {
    let folder = workspace::root().join("model/nix/catalogue");
    let all = ["nix", "json", "toml"].map(|extension| workspace::files_below(&folder, extension)).concat();
    let text = |path: &std::path::PathBuf| {
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        (format!("{FOLDER}/{name}"), std::fs::read_to_string(path).unwrap())
    };
    all.iter().map(text).collect()
}

fn analysis(files: &Files) -> Analysis {
    let disk = MemoryDisk::new(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    Analysis::new(Setup::new(Arc::new(disk), FOLDER))
}

/// Where names stand in the Nix files.
fn names(analysis: &Analysis, files: &Files) -> Vec<(String, u32)> {
    let of_nix = files.keys().filter(|path| path.ends_with(".nix"));
    let names = |path: &String| {
        let tokens = analysis.tokens(path, 0, u32::MAX).into_iter();
        tokens.map(|token| (path.clone(), token.start)).collect::<Vec<_>>()
    };
    of_nix.flat_map(names).collect()
}

fn edited(files: &Files, edits: &[TextEdit]) -> Files {
    let mut files = files.clone();
    for edit in edits.iter().rev() {
        let text = files.get_mut(&edit.range.path).unwrap();
        text.replace_range(edit.range.start.offset as usize..edit.range.end.offset as usize, &edit.text);
    }
    files
}

/// What is said of a catalogue and what it plans, with the new name as the old one.
fn state(analysis: &Analysis, old: &str) -> State {
    let mut told: Vec<&str> = analysis.diagnose(&[FOLDER.to_owned()]).iter().map(|it| it.code).collect();
    told.sort_unstable();
    let plan = |environment: &str| {
        let request = PlanRequest {
            configuration: Some(format!("{FOLDER}/configuration.json")),
            environment: Some(environment.to_owned()),
            form: PlanForm::Json,
            ..PlanRequest::default()
        };
        let text = analysis.plan_of(FOLDER, &request).plan?.replace(NEW, old);
        let mut plan: Value = serde_json::from_str(&text).unwrap();
        // It is one of the texts.
        plan.as_object_mut().unwrap().remove("digest");
        without_places(&mut plan);
        Some(plan)
    };
    State { told, plans: ENVIRONMENTS.map(plan).into() }
}

/// An edit moves what stands behind it.
fn without_places(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, value| name != "at" || value.get("line").is_none());
            members.values_mut().for_each(without_places);
        }
        Value::Array(items) => items.iter_mut().for_each(without_places),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
