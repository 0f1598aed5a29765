//! What a schema requires is what evaluation misses: of a model that says parts of its options
//! itself, configurations with a member less, or with one more, are judged by both.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_analysis::{Analysis, MemoryDisk, SchemaRequest, Setup, evaluated, with_big_stack};
use fedic_tests::workspace;
use serde_json::{Value as Json, json};
use std::fs;
use std::sync::Arc;

fn analysis() -> Analysis {
    let disk = MemoryDisk::default();
    for name in ["model.nix", "options.nix"] {
        let text = fs::read_to_string(workspace::cases("required").join(name)).unwrap();
        disk.write(&format!("/p/{name}"), Some(&text));
    }
    Analysis::new(Setup::new(Arc::new(disk), "/p"))
}

/// Configurations that say only what they must, and what else may stand in each place.
fn configurations() -> Vec<Json> {
    let least = json!({
        "incomplete-default": { "name": "n" },
        "half": { "name": "n" },
        "tagged": { "only": {} },
        "choice": 1,
    });
    let mut all = vec![json!({}), least.clone()];
    for name in least.as_object().unwrap().keys() {
        let mut without = least.clone();
        without.as_object_mut().unwrap().shift_remove(name);
        all.push(without);
    }
    let variants = json!({
        "incomplete-default": [{}, { "size": 2 }],
        "whole-default": [{}, { "name": "n" }, { "size": 2 }],
        "filled": [{}, { "size": 2 }, { "name": "n" }],
        "half": [{}, { "size": 3 }],
        "weak": [{}, { "size": 3 }, { "name": "n" }],
        "deep": [{}, { "inner": {} }, { "inner": { "database": {} } }, { "inner": { "database": { "size": 2 } } }],
        "known": [{}, { "ours": {} }, { "ours": { "size": 2 } }, { "ours": { "name": "x" } }, { "other": {} },
                  { "other": { "name": "n" } }],
        "weakly-known": [{}, { "ours": {} }, { "ours": { "name": "n" } }],
        "listed": [[], [{}], [{ "name": "n" }]],
        "tagged": [{ "only": { "size": 2 } }, { "only": { "name": "n" } }],
        "users": [{ "one": { "name": "n" } }, { "one": { "name": "n", "mail": { "address": "a" } } },
                  { "one": { "mail": { "address": "a" } } }],
        "optional": [null, {}, { "name": "n" }],
        "choice": [{}, { "name": "n" }],
        "follows": ["a"],
    });
    for (name, values) in variants.as_object().unwrap() {
        for value in values.as_array().unwrap() {
            let mut with = least.clone();
            with[name] = value.clone();
            all.push(with);
        }
    }
    all
}

#[test]
fn a_schema_requires_what_evaluation_misses() {
    with_big_stack(|| {
        let analysis = analysis();
        let answer = analysis.schema(&SchemaRequest::default());
        let schema: Json =
            serde_json::from_str(&answer.schema.unwrap_or_else(|| panic!("{:#?}", answer.reports))).unwrap();
        let schema = jsonschema::draft202012::new(&schema).unwrap();
        let all = configurations();
        let mut wrong = Vec::new();
        let mut taken = 0;
        for (value, outcome) in all.iter().zip(evaluated(&analysis, &all)) {
            let by_model = outcome.unwrap();
            taken += usize::from(by_model.is_ok());
            // Which members the model defines, the schema of all members does not say.
            let is_wider = schema.is_valid(value) && value["known"]["other"] == json!({});
            if schema.is_valid(value) != by_model.is_ok() && !is_wider {
                wrong.push(format!(
                    "{value}\n  schema: {}, model: {:?}",
                    schema.is_valid(value),
                    by_model.err()
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(taken * 3 > all.len(), "{taken} of {}", all.len());
    });
}
