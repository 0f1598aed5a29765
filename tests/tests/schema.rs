//! The schema of the catalogue takes what `plan` takes, and refuses what it refuses: tried by
//! putting strangers into every place of the sample configuration.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::{cli, workspace};
use serde_json::{Value, json};
use std::fs;

fn strangers() -> [Value; 9] {
    [
        json!(null),
        json!(true),
        json!(0),
        json!(1.5),
        json!(""),
        json!("a b"),
        json!([]),
        json!({}),
        json!("two\nlines"),
    ]
}

/// Every change of one place: another value, no value, a member too many.
fn changes(value: &Value) -> Vec<Value> {
    let mut all: Vec<Value> = strangers().into_iter().filter(|stranger| stranger != value).collect();
    if let Value::Object(members) = value {
        for (name, member) in members {
            let mut without = members.clone();
            without.shift_remove(name);
            all.push(Value::Object(without));
            for change in changes(member) {
                let mut with = members.clone();
                with.insert(name.clone(), change);
                all.push(Value::Object(with));
            }
        }
        let mut more = members.clone();
        more.insert("stranger".into(), json!(1));
        all.push(Value::Object(more));
    }
    all
}

#[test]
fn the_schema_and_the_plan_agree() {
    let project = tempfile::tempdir().unwrap();
    cli::copy_folder(&workspace::root().join("model/nix/catalogue"), project.path()).unwrap();
    let call = cli::fedic(project.path(), &["schema", "--of", "configuration"]);
    assert_eq!(call.status, Some(0), "{}", call.transcript());
    let schema: Value = serde_json::from_str(&call.stdout).unwrap();
    let schema = jsonschema::draft202012::new(&schema).unwrap();

    let file = project.path().join("configuration.json");
    let sample: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let mut disagreements = Vec::new();
    let mut taken = 0;
    for configuration in std::iter::once(sample.clone()).chain(changes(&sample)) {
        fs::write(&file, configuration.to_string()).unwrap();
        let plan =
            cli::fedic(project.path(), &["plan", "--format", "json", "--config", "configuration.json"]);
        let (by_plan, by_schema) = (plan.status == Some(0), schema.is_valid(&configuration));
        taken += usize::from(by_plan);
        if by_plan != by_schema {
            disagreements.push(format!("{configuration}\n  schema: {by_schema}, plan: {}", plan.stderr));
        }
    }
    assert!(taken > 5, "{taken}");
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}

#[test]
fn a_form_has_the_order_of_the_front() {
    let call =
        cli::fedic(&workspace::root().join("model/nix/catalogue"), &["schema", "--of", "configuration"]);
    assert_eq!(call.status, Some(0), "{}", call.transcript());
    let at = |indent: usize, name: &str| call.stdout.find(&format!("\n{:indent$}\"{name}\": {{", ""));
    let pages: Vec<_> = ["enable", "domain", "initialUser", "hello", "mastodon", "peertube", "pixelfed"]
        .map(|it| at(4, it))
        .into();
    assert!(pages.is_sorted() && pages[0].is_some(), "{pages:?}");
    // What a group takes from other files comes after what it names itself.
    let group = [at(4, "peertube"), at(8, "shortDescription"), at(8, "quota"), at(8, "live")];
    assert!(group.is_sorted(), "{group:?}");
}
