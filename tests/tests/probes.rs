//! The law of schemas over models that somebody wrote: for every option of the models in
//! `cases/schema`, a value that the schema takes, and strangers in each place of it, are judged by
//! the schema and by evaluation. Random models hardly ever come to such types, nor random values
//! to such places.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_analysis::{Analysis, MemoryDisk, SchemaRequest, Setup, evaluated, with_big_stack};
use fedic_tests::workspace;
use serde_json::{Map, Value as Json, json};
use std::fs;
use std::path::Path;
use std::sync::Arc;

fn analysis(case: &Path) -> Analysis {
    let disk = MemoryDisk::default();
    for file in workspace::files(case, "nix") {
        // Of a model that takes no configuration at all, `probed.nix` leaves out why.
        let name = match file.file_name().unwrap().to_str().unwrap() {
            "model.nix" if case.join("probed.nix").exists() => continue,
            "probed.nix" => "model.nix",
            name => name,
        };
        disk.write(&format!("/p/{name}"), Some(&fs::read_to_string(&file).unwrap()));
    }
    Analysis::new(Setup::new(Arc::new(disk), "/p"))
}

fn strangers() -> Vec<Json> {
    let texts = ["", "a", "ab", "a b", "two\nlines", "\n", "/x", "a:b", "12", "é", "none", "small", "Anna"];
    let mut all: Vec<Json> = texts.into_iter().map(Json::from).collect();
    all.extend([json!(null), json!(true), json!(false), json!(0), json!(-1), json!(4), json!(70000)]);
    all.extend([json!(0.5), json!(3.0), json!(i64::MIN), json!(1e300)]);
    all.extend([json!([]), json!([1]), json!(["a"]), json!([null]), json!([[]]), json!([{}])]);
    all.extend([json!({}), json!({ "a": 1 }), json!({ "a": "b" }), json!({ "a": {} }), json!({ "a": null })]);
    all.extend([json!({ "x": 1 }), json!({ "x": 1, "y": "a" }), json!({ "a": { "x": 1 } })]);
    all.extend([json!([{ "x": 1 }]), json!({ "a": 1, "b": "c" }), json!([1, "a"]), json!([1, 2, 3])]);
    all
}

/// A schema and the values that it takes.
struct Samples<'a> {
    whole: &'a Json,
    pool: &'a [Json],
}

impl Samples<'_> {
    fn resolved<'s>(&'s self, mut schema: &'s Json) -> &'s Json {
        while let Some(name) = schema["$ref"].as_str() {
            schema = self.whole.pointer(name.strip_prefix('#').unwrap()).unwrap();
        }
        schema
    }

    fn takes(&self, schema: &Json, value: &Json) -> bool {
        let Json::Object(mut place) = schema.clone() else { return *schema == json!(true) };
        if let Some(definitions) = self.whole.get("$defs") {
            place.insert("$defs".to_owned(), definitions.clone());
        }
        jsonschema::draft202012::new(&Json::Object(place)).unwrap().is_valid(value)
    }

    /// Some value that a schema takes, with every member to a depth.
    fn value(&self, schema: &Json, depth: usize) -> Option<Json> {
        let made = schema["examples"].get(0).cloned().or_else(|| self.made(self.resolved(schema), depth));
        made.filter(|it| self.takes(schema, it))
            .or_else(|| self.pool.iter().find(|it| self.takes(schema, it)).cloned())
    }

    fn made(&self, schema: &Json, depth: usize) -> Option<Json> {
        for keyword in ["anyOf", "oneOf"] {
            if let Some(all) = schema[keyword].as_array() {
                return all.iter().rev().find_map(|it| self.value(it, depth));
            }
        }
        if schema["type"] == "array" {
            let is_empty = depth == 0 && schema.get("minItems").is_none();
            let item = || self.value(&schema["items"], depth.saturating_sub(1));
            return Some(if is_empty { json!([]) } else { json!([item()?]) });
        }
        if schema["type"] != "object" {
            return schema["enum"].get(0).or(schema.get("minimum")).cloned();
        }
        let empty = Map::new();
        let required = |name: &str| schema["required"].as_array().is_some_and(|it| it.contains(&json!(name)));
        let mut members = Map::new();
        for (name, inner) in schema["properties"].as_object().unwrap_or(&empty) {
            if required(name) || (depth > 0 && inner["deprecated"] != true) {
                let value = self.value(inner, depth.saturating_sub(1));
                members.extend(value.map(|it| (name.clone(), it)));
            }
        }
        if depth > 0 && schema["additionalProperties"].is_object() {
            members.extend(
                self.value(&schema["additionalProperties"], depth - 1).map(|it| ("free".to_owned(), it)),
            );
        }
        Some(Json::Object(members))
    }

    /// Whether a part takes more than the model does, or what it refers to.
    fn is_wider(&self, schema: &Json, seen: &mut Vec<String>) -> bool {
        if schema["x-nix"]["coverage"] == "wider" {
            return true;
        }
        match schema {
            Json::Object(members) => members.iter().any(|(keyword, inner)| match inner.as_str() {
                Some(name) if keyword == "$ref" => {
                    let is_new = !seen.iter().any(|it| it == name);
                    seen.push(name.to_owned());
                    is_new && self.is_wider(self.resolved(schema), seen)
                }
                _ => self.is_wider(inner, seen),
            }),
            Json::Array(items) => items.iter().any(|it| self.is_wider(it, seen)),
            _ => false,
        }
    }
}

/// A value with each of its places changed.
fn changes(value: &Json, strangers: &[Json]) -> Vec<Json> {
    let mut all: Vec<Json> = strangers.iter().filter(|it| *it != value).cloned().collect();
    match value {
        Json::Object(members) => {
            for (name, member) in members {
                let mut without = members.clone();
                without.shift_remove(name);
                all.push(Json::Object(without));
                for change in changes(member, strangers) {
                    let mut with = members.clone();
                    with.insert(name.clone(), change);
                    all.push(Json::Object(with));
                }
            }
            let mut more = members.clone();
            more.insert("stranger".into(), json!(1));
            all.push(Json::Object(more));
        }
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                for change in changes(item, strangers) {
                    let mut with = items.clone();
                    with[index] = change;
                    all.push(Json::Array(with));
                }
            }
        }
        _ => {}
    }
    all
}

fn judge(case: &Path, sample: &Json) -> Vec<String> {
    let analysis = analysis(case);
    let answer = analysis.schema(&SchemaRequest::default());
    let whole: Json =
        serde_json::from_str(&answer.schema.unwrap_or_else(|| panic!("{:#?}", answer.reports))).unwrap();
    let by_schema = jsonschema::draft202012::new(&whole).unwrap();
    let pool = strangers();
    let samples = Samples { whole: &whole, pool: &pool };
    let least = samples.value(&samples.whole.clone(), 0);
    let mut least = least.unwrap_or_else(|| {
        let all = whole["properties"].as_object().unwrap().iter();
        let none = all.filter(|(_, schema)| samples.value(schema, 0).is_none());
        panic!("{}: no value is taken: {:?}", case.display(), none.collect::<Vec<_>>())
    });
    for (name, value) in sample.as_object().unwrap() {
        least[name] = value.clone();
    }
    let mut values = vec![(least.clone(), Json::Null, false)];
    for (name, schema) in whole["properties"].as_object().unwrap() {
        let Some(value) = sample.get(name).cloned().or_else(|| samples.value(schema, 2)) else { continue };
        // An old name beside its new one is refused, which marks the new one.
        let is_wider = schema["deprecated"] == true || samples.is_wider(schema, &mut Vec::new());
        for change in std::iter::once(value.clone()).chain(changes(&value, &pool)) {
            let mut with = least.clone();
            with[name] = change.clone();
            values.push((with, json!({ name: change }), is_wider));
        }
        let mut without = least.clone();
        without.as_object_mut().unwrap().shift_remove(name);
        values.push((without, json!({ name: "(absent)" }), is_wider));
    }
    if let Some(Err(refusal)) = &evaluated(&analysis, &[least])[0] {
        return vec![format!("{}: the least that the schema takes is refused: {refusal:?}", case.display())];
    }
    let all: Vec<Json> = values.iter().map(|(value, ..)| value.clone()).collect();
    let mut wrong = Vec::new();
    for ((value, change, is_wider), outcome) in
        values.iter().zip(all.chunks(20).flat_map(|some| evaluated(&analysis, some)))
    {
        let outcome = outcome.unwrap_or_else(|| Err(vec!["not tried".to_owned()]));
        match (by_schema.is_valid(value), outcome) {
            (false, Ok(_)) => wrong.push(format!("the modules take, the schema refuses: {change}")),
            (true, Err(refusal)) if !is_wider => {
                wrong.push(format!("the schema takes, the modules refuse: {change}: {refusal:?}"));
            }
            _ => {}
        }
    }
    wrong
}

#[test]
fn what_the_modules_take_the_schema_takes_in_every_place() {
    let mut wrong = Vec::new();
    for case in workspace::entries(&workspace::cases("schema")) {
        // What the model refuses of what its schema takes for options that are marked wider is said.
        let Ok(sample) = fs::read_to_string(case.join("sample.json")) else { continue };
        wrong.extend(with_big_stack(|| judge(&case, &serde_json::from_str(&sample).unwrap())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
