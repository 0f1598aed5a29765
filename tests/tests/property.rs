//! The law of schemas, over models and values that nobody wrote: what the modules take, the schema
//! takes; where no part of the schema is marked wider, it takes nothing else. What is evaluated
//! fits the schema of the output, and the order of modules is no matter.
//!
//! `FEDIC_COUNT=10000 cargo test -p fedic-tests --test property` tries so many pairs;
//! `FEDIC_SEED` begins elsewhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_analysis::{Analysis, MemoryDisk, SchemaProfile, SchemaRequest, Setup, evaluated, with_big_stack};
use serde_json::{Map, Value as Json, json};
use std::fmt::Write as _;
use std::sync::Arc;

/// Values a model.
const VALUES: usize = 20;

/// A reproducible source of choices.
struct Dice {
    state: u64,
    /// Whether of alternatives the first is taken: what it takes by its head is its own.
    first: bool,
}

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap() % limit
    }

    fn one<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}

/// An option type, as far as values are made for it.
enum Ty {
    /// Its text and values that it takes.
    Scalar(&'static str, Vec<Json>),
    NullOr(Box<Ty>),
    List(Box<Ty>, bool),
    AttrsOf(Box<Ty>),
    Either(Box<Ty>, Box<Ty>),
    Tags(Vec<(String, Ty)>),
    Options(Options),
}

/// Options by name: with a default or without, and perhaps free names.
struct Options {
    members: Vec<(String, Ty, Option<Json>)>,
    free: Option<Box<Ty>>,
}

fn scalar(dice: &mut Dice) -> Ty {
    let (text, values) = match dice.below(19) {
        0 => ("types.bool", vec![json!(true), json!(false)]),
        1 => ("types.int", vec![json!(0), json!(-7), json!(i64::MAX)]),
        2 => ("types.port", vec![json!(0), json!(443), json!(65535)]),
        3 => ("(types.ints.between (-2) 5)", vec![json!(-2), json!(5)]),
        4 => ("types.float", vec![json!(1.5), json!(0.25)]),
        5 => ("types.number", vec![json!(1), json!(0.25)]),
        6 => ("types.str", vec![json!(""), json!("text"), json!("two\nlines")]),
        7 => ("types.nonEmptyStr", vec![json!("text"), json!(" a")]),
        8 => ("types.singleLineStr", vec![json!("line"), json!("line\n")]),
        9 => ("(types.strMatching \"[a-z]+|[0-9]{2,3}\")", vec![json!("abc"), json!("12")]),
        10 => ("types.path", vec![json!("/srv"), json!("/")]),
        11 => ("(types.enum [ \"a\" \"b\" 3 ])", vec![json!("a"), json!(3)]),
        12 => ("types.lines", vec![json!("a\nb")]),
        13 => ("types.anything", vec![json!({ "a": [1, null] }), json!(null)]),
        14 => ("types.ints.positive", vec![json!(1), json!(1000)]),
        15 => ("(types.addCheck types.int (it: it != 3))", vec![json!(4), json!(3)]),
        16 => ("(types.coercedTo types.int toString types.str)", vec![json!(4), json!("four")]),
        17 => ("types.ints.u8", vec![json!(0), json!(255)]),
        _ => ("types.attrs", vec![json!({}), json!({ "a": 1 })]),
    };
    Ty::Scalar(text, values)
}

fn any_type(dice: &mut Dice, depth: usize) -> Ty {
    let inner = |dice: &mut Dice| Box::new(any_type(dice, depth - 1));
    match if depth == 0 { 0 } else { dice.below(12) } {
        0..=4 => scalar(dice),
        5 => Ty::NullOr(inner(dice)),
        6 => Ty::List(inner(dice), dice.below(3) == 0),
        7 => Ty::AttrsOf(inner(dice)),
        8 => Ty::Either(inner(dice), inner(dice)),
        9 => Ty::Tags((0..1 + dice.below(3)).map(|it| (format!("tag{it}"), *inner(dice))).collect()),
        _ => Ty::Options(options(dice, depth - 1)),
    }
}

fn options(dice: &mut Dice, depth: usize) -> Options {
    let count = dice.below(4);
    let members = (0..count).map(|index| {
        let ty = any_type(dice, depth);
        let default = if dice.below(2) == 0 { plain(&ty, dice) } else { None };
        (format!("o{index}"), ty, default)
    });
    let members = members.collect();
    let free = (dice.below(4) == 0).then(|| Box::new(any_type(dice, depth.min(1))));
    Options { members, free }
}

/// A value that a type takes.
fn plain(ty: &Ty, dice: &mut Dice) -> Option<Json> {
    dice.first = true;
    let value = fitting(ty, dice);
    dice.first = false;
    value
}

/// A value that a type most likely takes.
fn fitting(ty: &Ty, dice: &mut Dice) -> Option<Json> {
    Some(match ty {
        Ty::Scalar(_, values) => dice.one(values).clone(),
        Ty::NullOr(inner) => {
            if dice.below(3) == 0 {
                Json::Null
            } else {
                fitting(inner, dice)?
            }
        }
        Ty::List(inner, non_empty) => {
            let count = dice.below(2) + usize::from(*non_empty);
            Json::Array((0..count).map(|_| fitting(inner, dice)).collect::<Option<_>>()?)
        }
        Ty::AttrsOf(inner) => match dice.below(2) {
            0 => json!({}),
            _ => json!({ *dice.one(&["x", "a b", "$y"]): fitting(inner, dice)? }),
        },
        Ty::Either(one, other) => fitting(if dice.first || dice.below(2) == 0 { one } else { other }, dice)?,
        Ty::Tags(tags) => {
            let (name, inner) = dice.one(tags);
            json!({ name: fitting(inner, dice)? })
        }
        Ty::Options(options) => written(options, dice)?,
    })
}

fn written(options: &Options, dice: &mut Dice) -> Option<Json> {
    let mut members = Map::new();
    for (name, ty, default) in &options.members {
        if default.is_none() || dice.below(2) == 0 {
            members.insert(name.clone(), fitting(ty, dice)?);
        }
    }
    if let (Some(free), 0) = (&options.free, dice.below(2)) {
        members.insert("free".to_owned(), fitting(free, dice)?);
    }
    Some(Json::Object(members))
}

/// The value with something strange somewhere, now and then.
fn disturbed(value: Json, dice: &mut Dice) -> Json {
    let strangers = [
        json!(null),
        json!(3),
        json!(1.5),
        json!(true),
        json!("a"),
        json!(""),
        json!([]),
        json!({}),
        json!("/x"),
    ];
    if dice.below(8) == 0 {
        return dice.one(&strangers).clone();
    }
    match value {
        Json::Object(members) => {
            let mut changed = Map::new();
            for (name, member) in members {
                if dice.below(12) != 0 {
                    changed.insert(name, disturbed(member, dice));
                }
            }
            if dice.below(12) == 0 {
                changed.insert("stranger".to_owned(), dice.one(&strangers).clone());
            }
            Json::Object(changed)
        }
        Json::Array(items) => Json::Array(items.into_iter().map(|item| disturbed(item, dice)).collect()),
        other => other,
    }
}

fn nix(value: &Json) -> String {
    let text = value.to_string().replace("${", "\\${");
    format!("(builtins.fromJSON {})", Json::from(text))
}

fn type_text(ty: &Ty) -> String {
    match ty {
        Ty::Scalar(text, _) => (*text).to_owned(),
        Ty::NullOr(inner) => format!("(types.nullOr {})", type_text(inner)),
        Ty::List(inner, false) => format!("(types.listOf {})", type_text(inner)),
        Ty::List(inner, true) => format!("(types.nonEmptyListOf {})", type_text(inner)),
        Ty::AttrsOf(inner) => format!("(types.attrsOf {})", type_text(inner)),
        Ty::Either(one, other) => format!("(types.either {} {})", type_text(one), type_text(other)),
        Ty::Tags(tags) => {
            let tags = tags.iter().fold(String::new(), |text, (name, ty)| {
                text + &format!("{name} = mkOption {{ type = {}; }}; ", type_text(ty))
            });
            format!("(types.attrTag {{ {tags}}})")
        }
        Ty::Options(options) => format!("(types.submodule {})", module_text(options)),
    }
}

fn module_text(options: &Options) -> String {
    module_in("options", options)
}

/// The module that declares options in a group.
fn module_in(group: &str, options: &Options) -> String {
    let mut text = String::from("{ ");
    for (name, ty, default) in &options.members {
        let _ = write!(text, "{group}.{name} = mkOption {{ type = {}; ", type_text(ty));
        if let Some(default) = default {
            let _ = write!(text, "default = {}; ", nix(default));
        }
        text.push_str("}; ");
    }
    if let Some(free) = &options.free {
        let _ = write!(text, "freeformType = types.attrsOf {}; ", type_text(free));
    }
    text + "}"
}

/// The model whose operators write these options; with the order of its two modules.
fn model(one: &Options, other: &Options, order: [&str; 2]) -> Analysis {
    let disk = MemoryDisk::default();
    let head = "{ lib, ... }:\nlet inherit (lib) mkOption types; in\n";
    let whole = format!(
        "{{\n  operator = {{\n    module = {{ imports = [ ./{}.nix ./{}.nix ]; }};\n    configure = values: {{ }};\n  }};\n}}\n",
        order[0], order[1]
    );
    disk.write("/p/model.nix", Some(&whole));
    disk.write("/p/one.nix", Some(&format!("{head}{}\n", module_text(one))));
    // A group of its own, so that no name is declared twice.
    disk.write("/p/other.nix", Some(&format!("{head}{}\n", module_in("options.group", other))));
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
    wrong: Vec<String>,
}

fn judge(seed: u64) -> Judged {
    let mut dice = Dice { state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1, first: false };
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
    let mut wrong = Vec::new();
    if schema(&model(&one, &other, ["other", "one"]), SchemaProfile::Input).as_ref() != Ok(&input) {
        wrong.push("the schema depends on the order of modules".to_owned());
    }
    let exact = !input.to_string().contains("\"coverage\":\"wider\"");
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
            format!("seed {seed}: {}\n  group: {}", module_text(&one), module_in("options.group", &other)),
        );
    }
    Judged { tried: values.len(), taken, refused, wrong }
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
        all.wrong.extend(one.wrong);
        if all.tried >= wanted || all.wrong.len() > 40 {
            break;
        }
    }
    let Judged { tried, taken, refused, wrong } = all;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried >= wanted, "most models have no schema: {tried} of {wanted}");
    assert!(taken * 5 > tried, "{taken} of {tried}");
    assert!(refused > 0, "nothing tells whether schemas take anything else");
}
