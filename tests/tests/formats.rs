//! The forms of output that other programs read, each judged by a reader of its own: SARIF by
//! its schema, JUnit by an XML parser, diagrams by Mermaid. What is written of the project in
//! `cases/formats/project` is kept beside it; `FEDIC_BLESS=1` writes it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_emit::plan_mermaid;
use fedic_model::Plan;
use fedic_tests::{cli, kept, workspace};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What a command prints in a copy of the project; the copy is called `/project`.
fn said(arguments: &[&str], status: i32) -> String {
    let copy = tempfile::tempdir().unwrap();
    let folder = copy.path().canonicalize().unwrap();
    cli::copy_folder(&workspace::cases("formats/project"), &folder).unwrap();
    let call = cli::fedic(&folder, arguments);
    assert_eq!(call.status, Some(status), "{}", call.transcript());
    call.stdout.replace(&folder.display().to_string(), "/project")
}

fn compare(is: &str, name: &str) {
    kept::assert_kept(&workspace::cases("formats").join(name), is);
}

/// What `npm ci` in `tests/npm` has installed.
fn installed(path: &str) -> PathBuf {
    let path = workspace::root().join("tests/npm/node_modules").join(path);
    assert!(path.exists(), "no {}: run `npm ci` in tests/npm", path.display());
    path
}

#[test]
fn sarif_is_what_its_schema_says() {
    let text = said(&["check", "--format", "sarif"], 1);
    compare(&text, "report.sarif");
    let schema = fs::read(installed("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")).unwrap();
    let mut schema: Value = serde_json::from_slice(&schema).unwrap();
    // Names of languages, which we give none of, have a pattern that is no regular expression.
    for of in ["run", "toolComponent"] {
        schema["definitions"][of]["properties"]["language"] = json!({});
    }
    let schema = jsonschema::validator_for(&schema).unwrap();
    let faults = |log: &Value| {
        schema.iter_errors(log).map(|it| format!("{}: {it}", it.instance_path())).collect::<Vec<_>>()
    };
    let mut log: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(faults(&log), Vec::<String>::new());
    let fine = said(&["check", "--format", "sarif", "fedic.toml"], 0);
    assert_eq!(faults(&serde_json::from_str(&fine).unwrap()), Vec::<String>::new());
    log["runs"][0]["results"][0]["level"] = json!("bad");
    assert!(!faults(&log).is_empty(), "the schema refuses nothing");
}

#[test]
fn every_result_of_sarif_has_a_rule_and_a_place_in_a_file_that_is_there() {
    let log: Value = serde_json::from_str(&said(&["check", "--format", "sarif"], 1)).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 2, "{results:?}");
    for result in results {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let physical = &result["locations"][0]["physicalLocation"];
        let file = physical["artifactLocation"]["uri"].as_str().unwrap();
        let text = fs::read_to_string(workspace::cases("formats/project").join(file)).unwrap();
        let line = physical["region"]["startLine"].as_u64().unwrap() as usize;
        assert!(line <= text.lines().count(), "{file}:{line}");
    }
    let fix = &results.iter().find(|it| it["fixes"].is_array()).unwrap()["fixes"][0]["artifactChanges"][0];
    assert_eq!(fix["replacements"][0]["insertedContent"]["text"], "\"title\"");
}

#[test]
fn annotations_are_commands_of_one_line() {
    let text = said(&["check", "--format", "github"], 1);
    compare(&text, "report.github");
    for line in text.lines() {
        let (properties, _) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (level, properties) = properties.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&level), "{line}");
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').unwrap();
            let known = ["file", "line", "endLine", "col", "endColumn", "title"];
            assert!(known.contains(&name) && !value.contains(':'), "{line}");
        }
    }
}

#[test]
fn warnings_fail_a_check_that_denies_them() {
    let folder = tempfile::tempdir().unwrap();
    let model = "{ lib, ... }:\nlet\n  forgotten = 1;\nin\n{ config = lib.mkIf true { }; }\n";
    fs::write(folder.path().join("model.nix"), model).unwrap();
    let status = |arguments: &[&str]| cli::fedic(folder.path(), arguments).status;
    assert_eq!(status(&["check"]), Some(0));
    assert_eq!(status(&["check", "--deny-warnings"]), Some(1));
}

#[test]
fn junit_is_xml_that_counts_right() {
    let text = said(&["test", "--format", "junit"], 1);
    compare(&text, "tests.xml");
    let document = roxmltree::Document::parse(&text).unwrap();
    let sum = |name: &str| -> usize {
        let suites = document.descendants().filter(|it| it.has_tag_name("testsuite"));
        suites.map(|it| it.attribute(name).unwrap().parse::<usize>().unwrap()).sum()
    };
    let count = |tag: &str| document.descendants().filter(|it| it.has_tag_name(tag)).count();
    assert_eq!((sum("tests"), sum("failures"), sum("errors")), (5, 1, 3));
    assert_eq!((count("testcase"), count("failure"), count("error")), (5, 1, 3));
    let root = document.root_element();
    assert_eq!(root.attribute("tests"), Some("5"));
    let named = |name: &str| document.descendants().find(|it| it.attribute("name") == Some(name));
    let differs = named("several.some & <more>.test-that-differs").unwrap();
    let failure = differs.first_element_child().unwrap();
    assert!(failure.text().unwrap().contains("]]>") && failure.text().unwrap().contains("a < b &&"));
}

#[test]
fn results_as_json_tell_all() {
    let text = said(&["test", "--format", "json"], 1);
    compare(&text, "tests.json");
    let results: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&results["tests"], &results["passed"]), (&json!(4), &json!(1)));
}

/// What a script in `tests/npm` says.
fn node(script: &str, input: &Value) -> Value {
    let mut node = Command::new("node")
        .arg(workspace::root().join("tests/npm").join(script))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    node.stdin.take().unwrap().write_all(input.to_string().as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What Mermaid says of diagrams.
fn judged(diagrams: &[String]) -> Vec<Option<String>> {
    installed("mermaid");
    serde_json::from_value(node("mermaid.mjs", &json!(diagrams))).unwrap()
}

#[test]
fn the_problem_matcher_of_the_extension_reads_every_problem() {
    let package = fs::read(workspace::root().join("editors/vscode/package.json")).unwrap();
    let package: Value = serde_json::from_slice(&package).unwrap();
    let pattern = &package["contributes"]["problemPatterns"][0];
    let said = said(&["check", "--format", "short"], 1);
    let lines: Vec<&str> = said.lines().collect();
    let found = node("problems.mjs", &json!({ "pattern": pattern, "lines": lines }));
    assert!(lines.len() > 2, "{lines:?}");
    for (line, parts) in lines.iter().zip(found.as_array().unwrap()) {
        let part = |name: &str| parts[name].as_str().unwrap_or_default();
        let (file, at) = (part("file"), [part("line"), part("column")].join(":"));
        assert_eq!(
            *line,
            format!("{file}:{at}: {}[{}]: {}", part("severity"), part("code"), part("message"))
        );
        assert!(workspace::cases("formats/project").join(file).is_file(), "{line}");
    }
}

#[test]
fn every_plan_is_a_diagram() {
    let cases = workspace::entries(&workspace::cases("plan"));
    let mut diagrams: Vec<String> = cases
        .iter()
        .filter_map(|case| fs::read_to_string(case.join("plan.json")).ok())
        .map(|text| plan_mermaid(&serde_json::from_str(&text).unwrap()))
        .collect();
    assert!(diagrams.len() > 3);
    for name in ["a\"]; end\n%% x", "subgraph `end` <b>", "#quot; é {{x}} |", "\\ --> $$ &lt;", ""] {
        diagrams.push(plan_mermaid(&plan_named(name)));
    }
    let faults: Vec<_> =
        judged(&diagrams).into_iter().zip(&diagrams).filter(|(it, _)| it.is_some()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    assert!(judged(&["flowchart LR\n a[ --> b".to_owned()])[0].is_some(), "Mermaid takes everything");
}

#[test]
fn a_diagram_shows_who_grants_what_where_and_what_is_to_be_done() {
    compare(&plan_mermaid(&plan_named("media")), "plan.mmd");
}

/// A plan in which everything is called the same.
fn plan_named(name: &str) -> Plan {
    let key = format!("{name}/{name}");
    let request = |id: &str, granted: Value| {
        json!({
            "application": name, "id": id, "kind": name, "values": {}, "at": null,
            "candidates": { name: { "at": null } }, "granted": granted,
        })
    };
    let granted = json!({ name: { "together": [key], "value": {}, "at": null } });
    let action = |act: &str, subject: &str, name: &str| json!({ "act": act, "subject": subject, "name": name, "reason": "", "changed": [] });
    let plan = json!({
        "formatVersion": 1, "fedic": "0.0.0", "digest": "", "environment": name, "configuration": {},
        "applications": {
            name: { "description": name, "enabled": true, "settings": {}, "requests": [name, "other"] },
            "off": { "description": "", "enabled": false, "settings": {}, "requests": [] },
        },
        "requests": { key.clone(): request(name, granted), "unserved": request("other", json!({})) },
        "machines": { name: { "target": name, "address": name, "requests": [key], "nixos": null } },
        "deployment": {}, "warnings": [],
        "actions": [
            action("create", "request", &key), action("replace", "request", "unserved"),
            action("update", "machine", name), action("delete", "machine", "gone"),
        ],
    });
    serde_json::from_value(plan).unwrap()
}
