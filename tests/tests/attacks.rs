//! The gate, attacked: whatever is put into a configuration, wherever, either the gate refuses it
//! or it means what data means. What that is, `models` says without the module system. The model
//! fixes one option, defines members of another, and has a file beside it that would change both.
//!
//! `FEDIC_COUNT=20000 cargo test -p fedic-tests --test attacks` tries so many; `FEDIC_SEED` begins
//! elsewhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_analysis::{Analysis, MemoryDisk, Setup, evaluated, refused_at_the_gate, with_big_stack};
use fedic_tests::differential::dice::Dice;
use fedic_tests::models::{self, Options, configured, disturbed, module_text, options, written};
use serde_json::{Map, Value as Json, json};
use std::sync::Arc;

/// Attacks and plain values tried with one model.
const A_MODEL: usize = 150;

/// What the model says for itself.
const FIXED: &str = r#"{ lib, ... }:
let
  inherit (lib) mkOption types;
  entry = types.submodule {
    options.a = mkOption { type = types.str; default = "d"; };
  };
in
{
  options.fixed = mkOption { type = types.str; default = "free"; };
  options.group.inner = mkOption { type = types.str; default = "i"; };
  options.shared = mkOption { type = types.attrsOf (types.either types.str entry); };
  config.fixed = lib.mkOverride 60 "kept";
  config.shared.ours.a = "model";
}
"#;

/// What no configuration may read.
const EVIL: &str = r#"{ lib, ... }: {
  options.evil = lib.mkOption { default = "evil"; };
  config = {
    _module.check = false;
    fixed = lib.mkForce "evil";
    shared.ours.a = lib.mkForce "evil";
    a = lib.mkForce "evil";
    o0 = lib.mkForce "evil";
  };
}
"#;

fn model(options: &Options) -> Analysis {
    let disk = MemoryDisk::default();
    let whole =
        "{\n  operator.module.imports = [ ./one.nix ./fixed.nix ];\n  operator.configure = _: { };\n}\n";
    disk.write("/p/model.nix", Some(whole));
    let one = format!(
        "{{ lib, ... }}:\nlet inherit (lib) mkOption types; in\n{}\n",
        module_text("options", options)
    );
    disk.write("/p/one.nix", Some(&one));
    disk.write("/p/fixed.nix", Some(FIXED));
    disk.write("/p/evil.nix", Some(EVIL));
    Analysis::new(Setup::new(Arc::new(disk), "/p"))
}

/// What a configuration means.
fn meaning(options: &Options, value: &Json) -> Option<Json> {
    let mut given = value.as_object()?.clone();
    let shared = given.shift_remove("shared");
    let group = group_meaning(options, given.shift_remove("group").unwrap_or_else(|| json!({})))?;
    given.shift_remove("fixed");
    let Json::Object(mut whole) = configured(options, &Json::Object(given))? else { return None };
    whole.insert("fixed".to_owned(), json!("kept"));
    whole.insert("group".to_owned(), group);
    whole.insert("shared".to_owned(), shared_meaning(shared.as_ref().unwrap_or(&json!({})))?);
    Some(Json::Object(whole))
}

/// Free names reach into groups: what a group does not declare is one value of the free type.
fn group_meaning(options: &Options, value: Json) -> Option<Json> {
    let Json::Object(mut given) = value else { return None };
    let inner = given.shift_remove("inner").unwrap_or_else(|| json!("i"));
    let mut whole = Map::new();
    let given = Json::Object(given);
    if given != json!({}) {
        let ty = options.free.as_ref()?;
        // What is no set as a value of the free type does not stay beside the group's options.
        if !models::becomes_a_list(ty, &given) {
            let Json::Object(free) = models::meaning(ty, &given)? else { return None };
            whole.extend(free);
        }
    }
    whole.insert("inner".to_owned(), inner.is_string().then_some(inner)?);
    Some(Json::Object(whole))
}

/// Members of the model's own are merged with an operator's.
fn shared_meaning(value: &Json) -> Option<Json> {
    let mut members = Map::new();
    for (name, value) in value.as_object()? {
        let meant = match value {
            Json::String(_) if name != "ours" => value.clone(),
            Json::Object(inner) if inner.keys().all(|it| it == "a") => match inner.get("a") {
                None if name == "ours" => json!({ "a": "model" }),
                None => json!({ "a": "d" }),
                Some(a) if a.is_string() && (name != "ours" || a == "model") => json!({ "a": a }),
                Some(_) => return None,
            },
            _ => return None,
        };
        members.insert(name.clone(), meant);
    }
    members.entry("ours").or_insert_with(|| json!({ "a": "model" }));
    Some(Json::Object(members))
}

/// Every place in a value, as the way to it.
fn places(value: &Json) -> Vec<Vec<String>> {
    let mut all = vec![Vec::new()];
    let below: Vec<(String, &Json)> = match value {
        Json::Object(members) => members.iter().map(|(name, it)| (name.clone(), it)).collect(),
        Json::Array(items) => items.iter().enumerate().map(|(index, it)| (index.to_string(), it)).collect(),
        _ => Vec::new(),
    };
    for (name, inner) in below {
        for mut way in places(inner) {
            way.insert(0, name.clone());
            all.push(way);
        }
    }
    all
}

fn at<'v>(value: &'v mut Json, way: &[String]) -> &'v mut Json {
    way.iter().fold(value, |value, step| match value {
        Json::Object(members) => members.get_mut(step).unwrap(),
        Json::Array(items) => &mut items[step.parse::<usize>().unwrap()],
        _ => unreachable!("ways lead through sets and lists"),
    })
}

/// What stands in place of a value.
fn replacing(value: &Json) -> Vec<Json> {
    let mut all = vec![
        json!({ "_type": "override", "priority": 10, "content": value }),
        json!({ "_type": "if", "condition": false, "content": value }),
        json!({ "_type": "merge", "contents": [value] }),
        json!({ "_type": "order", "priority": 1, "content": value }),
        json!({ "_type": "definition", "file": "x", "value": value }),
        json!({ "_type": "defined", "value": value }),
        json!({ "_type": "lua-inline", "expr": "1" }),
        json!({ "type": "derivation" }),
        json!({ "outPath": "/x" }),
        json!({ "__toString": 1 }),
        json!({ "__functor": 1 }),
        json!({ "imports": ["/p/evil.nix"] }),
        json!({ "config": value }),
        json!({ "config": {}, "options": {} }),
        json!({ "_module": { "check": false }, "zzz": 1 }),
        json!({ "freeformType": 1, "zzz": 1 }),
        json!("/p/evil.nix"),
        json!(["/p/evil.nix"]),
        json!({ "ours": "/p/evil.nix" }),
    ];
    let marks = ["secret", "undefined", "option-type", "pkgs", "fileset", "derivation", "option"];
    all.extend(marks.map(|mark| json!({ "_type": mark })));
    all
}

/// What is put into a set.
fn added() -> Vec<(&'static str, Json)> {
    vec![
        ("_type", json!("override")),
        ("_type", json!("undefined")),
        ("_type", json!(3)),
        ("_module", json!({ "check": false })),
        ("_module", json!({ "freeformType": null, "args": { "lib": 1 } })),
        ("__functor", json!(1)),
        ("__toString", json!("x")),
        ("__functionArgs", json!({})),
        ("outPath", json!("/x")),
        ("drvPath", json!("/x")),
        ("type", json!("derivation")),
        ("imports", json!(["/p/evil.nix"])),
        ("require", json!(["/p/evil.nix"])),
        ("disabledModules", json!(["/p/fixed.nix"])),
        ("options", json!({ "zzz": {} })),
        ("config", json!({ "fixed": "evil" })),
        ("freeformType", json!(1)),
        ("_file", json!("/x")),
        ("key", json!("x")),
        ("_class", json!("nixos")),
        ("fixed", json!({ "_type": "override", "priority": 10, "content": "evil" })),
    ]
}

fn attacked(value: &Json) -> Vec<Json> {
    let mut all = Vec::new();
    for way in places(value) {
        let with = |change: &dyn Fn(&mut Json)| {
            let mut value = value.clone();
            change(at(&mut value, &way));
            value
        };
        let here = at(&mut value.clone(), &way).clone();
        all.extend(replacing(&here).into_iter().map(|it| with(&|place| *place = it.clone())));
        if here.is_object() {
            all.extend(added().into_iter().map(|(name, it)| with(&|place| place[name] = it.clone())));
        }
    }
    all
}

/// Numbers are one kind in JSON.
fn same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => {
            one == other || (one.as_f64().unwrap() - other.as_f64().unwrap()).abs() == 0.0
        }
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            let is_there = |(name, one): (&String, &Json)| other.get(name).is_some_and(|it| same(one, it));
            one.len() == other.len() && one.iter().all(is_there)
        }
        (one, other) => one == other,
    }
}

#[derive(Default)]
struct Judged {
    tried: usize,
    /// Attacks that were refused by the gate, and those that are only data.
    refused: usize,
    passed: usize,
    taken: usize,
    wrong: Vec<String>,
}

fn judge(seed: u64) -> Judged {
    let mut dice = Dice::new(seed);
    let options = options(&mut dice, 3);
    let analysis = model(&options);
    let mut plain = Vec::new();
    for _ in 0..4 {
        let Some(mut value) = written(&options, &mut dice) else { return Judged::default() };
        value["shared"] = json!({ "mine": "text", "sub": { "a": "b" } });
        value["fixed"] = json!("other");
        value["group"] = json!({ "inner": "text" });
        if let (Some(Json::Object(free)), true) = (value.get("free").cloned(), dice.below(2) == 0) {
            value["group"].as_object_mut().unwrap().extend(free);
        }
        plain.push(disturbed(value.clone(), &mut dice));
        plain.push(value);
    }
    let mut attacks = attacked(plain.last().unwrap());
    while attacks.len() > A_MODEL {
        attacks.swap_remove(dice.below(attacks.len()));
    }
    let harmless = plain.len();
    let values: Vec<Json> = plain.into_iter().chain(attacks).collect();
    let refusals = refused_at_the_gate(&analysis, &values);
    let mut judged = Judged::default();
    for (index, (value, outcome)) in values.iter().zip(evaluated(&analysis, &values)).enumerate() {
        judged.tried += 1;
        let meant = meaning(&options, value);
        if !refusals[index].is_empty() {
            judged.refused += 1;
            // A text that names a file could be one wherever a module can stand.
            if index < harmless && meant.is_some() && !value.to_string().contains("\"/x\"") {
                judged.wrong.push(format!("the gate refuses data: {value}: {:?}", refusals[index]));
            }
            continue;
        }
        judged.passed += usize::from(index >= harmless);
        let evaluated = match outcome {
            Some(Ok(evaluated)) => serde_json::to_value(evaluated).unwrap(),
            Some(Err(refusal)) => {
                if meant.is_some() {
                    judged.wrong.push(format!("data is refused: {value}: {refusal:?}"));
                }
                continue;
            }
            None => {
                judged.wrong.push(format!("not tried: {value}"));
                continue;
            }
        };
        judged.taken += 1;
        // Names of a plan's own have a sign of dollar more.
        let meant = meant.map(dollars);
        if !meant.as_ref().is_some_and(|meant| same(meant, &evaluated)) {
            judged.wrong.push(format!("{value}\n  became {evaluated}\n  means  {meant:?}"));
        }
    }
    if !judged.wrong.is_empty() {
        judged.wrong.insert(0, format!("seed {seed}: {}", module_text("options", &options)));
    }
    judged
}

fn dollars(value: Json) -> Json {
    match value {
        Json::Object(members) => {
            let doubled = members.into_iter().map(|(name, value)| {
                (if name.starts_with('$') { format!("${name}") } else { name }, dollars(value))
            });
            Json::Object(doubled.collect())
        }
        Json::Array(items) => Json::Array(items.into_iter().map(dollars).collect()),
        other => other,
    }
}

#[test]
fn no_attack_changes_what_a_configuration_means() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<usize>().ok());
    let wanted = number("FEDIC_COUNT").unwrap_or(4_000);
    let first = number("FEDIC_SEED").unwrap_or(1);
    let mut all = Judged::default();
    for seed in first..first + wanted {
        let one = with_big_stack(|| judge(u64::try_from(seed).unwrap()));
        all.tried += one.tried;
        all.refused += one.refused;
        all.passed += one.passed;
        all.taken += one.taken;
        all.wrong.extend(one.wrong);
        if all.tried >= wanted || all.wrong.len() > 30 {
            break;
        }
    }
    let Judged { tried, refused, passed, taken, wrong } = all;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried >= wanted, "{tried} of {wanted}");
    assert!(refused > 0 && passed > 0 && taken > 0, "{refused} refused, {passed} passed, {taken} taken");
}

#[test]
fn a_choice_inside_an_entry_is_one_type_to_what_is_around_it() {
    let disk = MemoryDisk::default();
    disk.write(
        "/p/model.nix",
        Some(
            "{ lib, ... }: {
              operator.configure = _: { };
              operator.module.options.entry = lib.mkOption {
                type = with lib.types; either (passwdEntry (either str path)) (submodule { });
              };
            }
            ",
        ),
    );
    disk.write("/p/evil.nix", Some(EVIL));
    let analysis = Analysis::new(Setup::new(Arc::new(disk), "/p"));
    let values = [json!({ "entry": "/p/evil.nix" }), json!({ "entry": "/p/evil.nix:" })];
    let refusals = refused_at_the_gate(&analysis, &values);
    assert!(refusals[0].is_empty(), "a text is data: {refusals:?}");
    assert!(!refusals[1].is_empty(), "no entry has a colon: it would be the file of a module");
    let Some(Ok(taken)) = evaluated(&analysis, &values[..1]).remove(0) else { panic!("data is refused") };
    assert_eq!(serde_json::to_value(taken).unwrap(), values[0]);
}
