//! Differences of models: what is said of the pairs in `cases/diff` is kept beside them. What
//! breaks has a witness; a model does not differ from itself, nor from what was saved of it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_analysis::{
    Analysis, DiffAnswer, DiffForm, DiffRequest, DiffSide, MemoryDisk, Setup, diff, evaluated,
    migrate_configuration, read_saved, save, with_big_stack,
};
use fedic_tests::{cli, kept, workspace};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

fn main() {
    let cases = workspace::entries(&workspace::cases("diff"));
    let mut trials: Vec<Trial> = cases
        .into_iter()
        .map(|case| {
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            Trial::test(name, move || with_big_stack(|| judge(&case)))
        })
        .collect();
    for case in workspace::entries(&workspace::cases("migrate")) {
        let name = format!("migrate: {}", case.file_name().unwrap().to_string_lossy());
        trials.push(Trial::test(name, move || with_big_stack(|| migrated(&case))));
    }
    trials.push(Trial::test("revisions and saved interfaces are compared", on_the_command_line));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// A version of a case, as a project of its own.
fn version(folder: PathBuf) -> Analysis {
    let disk = MemoryDisk::default();
    for ending in ["nix", "json"] {
        for file in workspace::files(&folder, ending) {
            let name = file.file_name().unwrap().to_str().unwrap();
            disk.write(&format!("/p/{name}"), Some(&fs::read_to_string(&file).unwrap()));
        }
    }
    Analysis::new(Setup::new(Arc::new(disk), "/p"))
}

fn judge(case: &Path) -> Result<(), Failed> {
    let (old, new) = (version(case.join("old")), version(case.join("new")));
    let (old_side, new_side) = (DiffSide::Model(&old), DiffSide::Model(&new));
    for (file, form) in [
        ("changes.txt", DiffForm::Text),
        ("changes.json", DiffForm::Json),
        ("changes.md", DiffForm::Markdown),
    ] {
        kept::compare(&case.join(file), Some(&said(old_side, new_side, form)?))?;
    }
    let changes: Value = serde_json::from_str(&said(old_side, new_side, DiffForm::Json)?)?;
    for change in changes["changes"].as_array().unwrap() {
        if change["severity"] == "breaking" && change["witness"].is_null() {
            return Err(format!("a break without a witness: {change}").into());
        }
        if change["of"] == "configuration" && !change["witness"].is_null() {
            witnesses(change, &old, &new)?;
        }
    }
    let saved = save(&new).map_err(|reports| format!("{reports:#?}"))?;
    let saved = read_saved(&saved)?;
    for other in [new_side, DiffSide::Saved(&saved)] {
        let text = said(other, new_side, DiffForm::Text)?;
        if text != "no changes\n" {
            return Err(format!("the new version differs from itself:\n{text}").into());
        }
    }
    Ok(())
}

/// What an operator cannot write any more, the old version takes, and the new one refuses; what panels
/// are shown, one of them takes.
fn witnesses(change: &Value, old: &Analysis, new: &Analysis) -> Result<(), Failed> {
    let value = std::slice::from_ref(&change["witness"]["value"]);
    let [was, is] = [old, new].map(|version| evaluated(version, value).remove(0));
    let is_witness = match change["concerns"].as_str() {
        Some("operator") => matches!((was, is), (Some(Ok(_)), Some(Err(_)))),
        _ => matches!(was, Some(Ok(_))) || matches!(is, Some(Ok(_))),
    };
    is_witness.then_some(()).ok_or_else(|| format!("not what was seen in both versions: {change}").into())
}

/// A stored configuration is moved; what comes of it is moved no further.
fn migrated(case: &Path) -> Result<(), Failed> {
    let model = version(case.to_owned());
    let stored = fs::read_to_string(case.join("stored.json"))?;
    let answer = migrate_configuration(&model, &stored)?;
    let configuration = answer.configuration.ok_or_else(|| format!("{:#?}", answer.reports))?;
    let refused = answer.refusals.iter().map(|words| format!("still refused: {words}"));
    let said: String = answer.moves.iter().cloned().chain(refused).map(|line| line + "\n").collect();
    kept::compare(&case.join("migrated.json"), Some(&configuration))?;
    kept::compare(&case.join("said.txt"), Some(&said))?;
    let again = migrate_configuration(&model, &configuration)?;
    assert_eq!(again.configuration, Some(configuration));
    Ok(())
}

fn said(old: DiffSide<'_>, new: DiffSide<'_>, form: DiffForm) -> Result<String, Failed> {
    let DiffAnswer { text, old, new, .. } = diff(old, new, &DiffRequest { form, ..DiffRequest::default() });
    text.ok_or_else(|| format!("{old:#?}{new:#?}").into())
}

/// `git` in a folder, as somebody who has set up nothing.
fn git(folder: &Path, arguments: &[&str]) {
    let settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
    let output = Command::new("git").args(settings).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn on_the_command_line() -> Result<(), Failed> {
    let case = workspace::cases("diff/a-value-of-a-choice-is-gone");
    let project = tempfile::tempdir()?;
    let folder = project.path();
    git(folder, &["init", "--quiet"]);
    cli::copy_folder(&case.join("old"), &folder.join("model"))?;
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "--message", "old"]);
    let kept = cli::fedic(&folder.join("model"), &["schema", "--format", "interface"]);
    fs::write(folder.join("old.json"), &kept.stdout)?;
    cli::copy_folder(&case.join("new"), &folder.join("model"))?;
    let expected = fs::read_to_string(case.join("changes.txt"))?;
    for old in ["HEAD", "HEAD:model"] {
        let call = cli::fedic(&folder.join("model"), &["diff", old]);
        assert_eq!((call.status, &call.stdout), (Some(1), &expected), "{old}: {}", call.transcript());
    }
    let call = cli::fedic(folder, &["diff", "old.json", "model", "--for", "operator"]);
    assert_eq!(call.status, Some(1), "{}", call.transcript());
    assert!(call.stdout.contains("(by types alone): {\"size\":\"large\"}"), "{}", call.transcript());
    // One names a type that is not there; in the other a group of options is within itself.
    for (before, after) in
        [("\"type\":0", "\"type\":70000"), ("\"members\":[", "\"members\":[[\"g\",{\"group\":0}],")]
    {
        let broken = kept.stdout.replacen(before, after, 1);
        assert_ne!(broken, kept.stdout);
        fs::write(folder.join("broken.json"), broken)?;
        let call = cli::fedic(folder, &["diff", "broken.json", "model"]);
        assert_eq!(call.status, Some(2), "{}", call.transcript());
    }
    let call = cli::fedic(folder, &["diff", "model", "model", "--format", "json"]);
    assert_eq!(call.status, Some(0), "{}", call.transcript());
    for wrong in ["nowhere", "--upload-pack=x", "HEAD:nowhere"] {
        let call = cli::fedic(&folder.join("model"), &["diff", "--", wrong]);
        assert_eq!(call.status, Some(2), "{wrong}: {}", call.transcript());
    }
    Ok(())
}
