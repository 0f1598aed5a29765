//! The law of schemas, over models and values that nobody wrote: what the modules take, the schema
//! takes; where no part of the schema is marked wider, it takes nothing else. What is evaluated
//! fits the schema of the output, the order of modules is no matter, and each default and example is
//! taken where it stands.
//!
//! `FEDIC_COUNT=10000 cargo test -p fedic-tests --test property` tries so many pairs;
//! `FEDIC_SEED` begins elsewhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_analysis::{Analysis, MemoryDisk, SchemaProfile, SchemaRequest, Setup, evaluated, with_big_stack};
use fedic_tests::differential::dice::Dice;
use fedic_tests::models::{Options, disturbed, module_text, options, written};
use serde_json::Value as Json;
use std::sync::Arc;

/// Values a model.
const VALUES: usize = 20;

/// The model whose operators write these options; with the order of its two modules.
fn model(one: &Options, other: &Options, order: [&str; 2]) -> Analysis {
    let disk = MemoryDisk::default();
    let head = "{ lib, ... }:\nlet inherit (lib) mkOption types; in\n";
    let whole = format!(
        "{{\n  operator = {{\n    module = {{ imports = [ ./{}.nix ./{}.nix ]; }};\n    configure = values: {{ }};\n  }};\n}}\n",
        order[0], order[1]
    );
    disk.write("/p/model.nix", Some(&whole));
    disk.write("/p/one.nix", Some(&format!("{head}{}\n", module_text("options", one))));
    // A group of its own, so that no name is declared twice.
    disk.write("/p/other.nix", Some(&format!("{head}{}\n", module_text("options.group", other))));
    Analysis::new(Setup::new(Arc::new(disk), "/p"))
}

fn schema(analysis: &Analysis, profile: SchemaProfile) -> Result<Json, String> {
    let answer = analysis.schema(&SchemaRequest { profile, ..SchemaRequest::default() });
    match answer.schema {
        Some(text) => Ok(serde_json::from_str(&text).unwrap()),
        None => Err(answer.reports.iter().map(|it| format!("{}\n", it.message)).collect()),
    }
}

/// What came of a model and its values.
#[derive(Default)]
struct Judged {
    tried: usize,
    taken: usize,
    /// Refused, where no part of the schema is wider.
    refused: usize,
    /// Defaults and examples.
    texts: usize,
    wrong: Vec<String>,
}

fn judge(seed: u64) -> Judged {
    let mut dice = Dice::new(seed);
    let mut one = options(&mut dice, 3);
    one.free = None;
    let mut other = options(&mut dice, 1);
    other.free = None;
    let analysis = model(&one, &other, ["one", "other"]);
    let input = match schema(&analysis, SchemaProfile::Input) {
        Ok(schema) => schema,
        // A default that its own type refuses, or a check of ours: no model.
        Err(_) => return Judged::default(),
    };
    let (mut wrong, mut texts) = (Vec::new(), 0);
    if schema(&model(&one, &other, ["other", "one"]), SchemaProfile::Input).as_ref() != Ok(&input) {
        wrong.push("the schema depends on the order of modules".to_owned());
    }
    let exact = !input.to_string().contains("\"coverage\":\"wider\"");
    for profile in [SchemaProfile::Input, SchemaProfile::Form, SchemaProfile::Codegen] {
        let schema = schema(&analysis, profile).unwrap();
        for (part, value) in said(&schema, &schema) {
            if !jsonschema::draft202012::new(&part).unwrap().is_valid(&value) {
                wrong.push(format!("a default or example is refused where it stands: {value}: {part}"));
            }
            texts += 1;
        }
    }
    let by_schema = jsonschema::draft202012::new(&input).unwrap();
    let output = jsonschema::draft202012::new(&schema(&analysis, SchemaProfile::Output).unwrap()).unwrap();
    let values: Vec<Json> = (0..VALUES)
        .filter_map(|index| {
            let mut whole = written(&one, &mut dice)?;
            let group = written(&other, &mut dice)?;
            if !other.members.is_empty() {
                whole["group"] = group;
            }
            Some(if index % 4 == 0 { whole } else { disturbed(whole, &mut dice) })
        })
        .collect();
    let (mut taken, mut refused) = (0, 0);
    let outcomes = evaluated(&analysis, &values);
    for (value, outcome) in values.iter().zip(outcomes) {
        let by_schema = by_schema.is_valid(value);
        match outcome {
            Some(Ok(evaluated)) => {
                taken += 1;
                let evaluated = serde_json::to_value(&evaluated).unwrap();
                if !by_schema {
                    wrong.push(format!("the modules take, the schema refuses: {value}"));
                }
                if let Err(error) = output.validate(&evaluated) {
                    wrong.push(format!(
                        "no output: {evaluated} of {value}: {error} at {}",
                        error.instance_path()
                    ));
                }
            }
            Some(Err(refusal)) if by_schema && exact => {
                wrong.push(format!("the schema takes, the modules refuse: {value}: {refusal:?}"));
            }
            Some(Err(_)) => refused += usize::from(exact),
            None => wrong.push(format!("not tried: {value}")),
        }
    }
    if !wrong.is_empty() {
        wrong.insert(
            0,
            format!(
                "seed {seed}: {}\n  group: {}",
                module_text("options", &one),
                module_text("options.group", &other)
            ),
        );
    }
    Judged { tried: values.len(), taken, refused, texts, wrong }
}

/// The defaults and examples in a schema, each with the schema of its place.
fn said(part: &Json, whole: &Json) -> Vec<(Json, Json)> {
    let mut found = Vec::new();
    let Some(members) = part.as_object() else { return found };
    let examples = members.get("examples").and_then(Json::as_array);
    for value in members.get("default").into_iter().chain(examples.into_iter().flatten()) {
        let mut place = part.clone();
        if let Some(definitions) = whole.get("$defs") {
            place["$defs"] = definitions.clone();
        }
        found.push((place, value.clone()));
    }
    for (keyword, inner) in members {
        match (keyword.as_str(), inner) {
            ("properties" | "$defs", Json::Object(inner)) => {
                found.extend(inner.values().flat_map(|it| said(it, whole)));
            }
            ("anyOf" | "oneOf" | "allOf", Json::Array(inner)) => {
                found.extend(inner.iter().flat_map(|it| said(it, whole)));
            }
            ("items" | "additionalProperties" | "if" | "then" | "else" | "not", inner) => {
                found.extend(said(inner, whole));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn what_the_modules_take_the_schema_takes() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<usize>().ok());
    let wanted = number("FEDIC_COUNT").unwrap_or(1_200);
    let first = number("FEDIC_SEED").unwrap_or(1);
    let mut all = Judged::default();
    for seed in first..first + wanted {
        let one = with_big_stack(|| judge(u64::try_from(seed).unwrap()));
        all.tried += one.tried;
        all.taken += one.taken;
        all.refused += one.refused;
        all.texts += one.texts;
        all.wrong.extend(one.wrong);
        if all.tried >= wanted || all.wrong.len() > 40 {
            break;
        }
    }
    let Judged { tried, taken, refused, texts, wrong } = all;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried >= wanted, "most models have no schema: {tried} of {wanted}");
    assert!(taken * 5 > tried, "{taken} of {tried}");
    assert!(texts > tried / 20, "{texts} defaults and examples");
    assert!(refused > 0, "nothing tells whether schemas take anything else");
}
