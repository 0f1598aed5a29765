//! The map in ARCHITECTURE.md and cargo's own knowledge of the crates must be one.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::workspace;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Direct dependencies by crate, and the folder of each.
type Graph = BTreeMap<String, (String, BTreeSet<String>)>;

fn page() -> String {
    std::fs::read_to_string(workspace::root().join("compiler/ARCHITECTURE.md")).unwrap()
}

/// The words in backticks.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The rows of the map: `| folder | crate | its one job | uses |`.
fn drawn() -> Graph {
    let page = page();
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.split('|').collect::<Vec<_>>())
        .filter(|cells| cells.len() == 6)
        .map(|cells| {
            (
                quoted(cells[2])[0].clone(),
                (quoted(cells[1])[0].clone(), quoted(cells[4]).into_iter().collect()),
            )
        })
        .collect()
}

/// What cargo knows: dependencies of the workspace's crates on each other, those for tests apart.
fn built() -> Graph {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(workspace::root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let top = workspace::root().to_str().unwrap();
    let graph = packages.iter().map(|package| {
        let folder =
            package["manifest_path"].as_str().unwrap().trim_start_matches(top).trim_start_matches('/');
        let uses = package["dependencies"].as_array().unwrap().iter();
        let uses = uses
            .filter(|it| it["path"].is_string() && it["kind"] != "dev")
            .map(|it| it["name"].as_str().unwrap().to_owned())
            .filter(|name| name != "fedic-diagnostics");
        let name = package["name"].as_str().unwrap().to_owned();
        (name, (folder.trim_end_matches("/Cargo.toml").to_owned(), uses.collect()))
    });
    graph.filter(|(name, _)| name != "fedic-tests").collect()
}

#[test]
fn the_map_is_what_cargo_builds() {
    assert_eq!(drawn(), built());
}

#[test]
fn the_glossary_has_at_most_twenty_words() {
    let page = page();
    let glossary = page.split("## Glossary").nth(1).unwrap();
    let words = glossary.lines().filter(|line| line.starts_with("| ")).count() - 1;
    assert!((1..=20).contains(&words), "{words} words");
}

#[test]
fn only_analysis_starts_threads_or_knows_salsa() {
    for (name, (folder, _)) in built() {
        if name == "fedic-analysis" {
            continue;
        }
        let manifest = std::fs::read_to_string(workspace::root().join(folder).join("Cargo.toml")).unwrap();
        assert!(!manifest.contains("salsa") && !manifest.contains("rayon"), "{name}");
    }
}
