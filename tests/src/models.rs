//! Models and values that nobody wrote: option types at random, values that they take, and
//! values with something strange in them. What a value means to a type is said here a second
//! time, as plainly as can be, to hold the module system against it.

use crate::differential::dice::Dice;
use serde_json::{Map, Value as Json, json};
use std::fmt::Write as _;

/// What a type without parts is to who looks at a value's head, or gives none.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Its head is all of it, and it has no value of its own.
    Plain,
    Attrs,
    Json,
    Toml,
    /// A list of sets of one name each, which may be written as one set.
    Items,
}

/// A type without parts that are types at random.
pub struct Scalar {
    pub kind: Kind,
    /// Its text.
    pub text: &'static str,
    /// Values that it takes.
    pub values: Vec<Json>,
    /// What becomes of a value; none if it is refused.
    pub means: fn(&Json) -> Option<Json>,
}

/// An option type, as far as values are made for it.
pub enum Ty {
    Scalar(Scalar),
    NullOr(Box<Ty>),
    List(Box<Ty>, bool),
    AttrsOf(Box<Ty>),
    Either(Box<Ty>, Box<Ty>),
    Tags(Vec<(String, Ty)>),
    Options(Options),
}

/// An option: its name and its type.
pub struct Opt {
    pub name: String,
    pub ty: Ty,
    pub default: Option<Json>,
    /// It may be none of the type's.
    pub example: Option<Json>,
}

/// Options, and perhaps free names.
pub struct Options {
    pub members: Vec<Opt>,
    pub free: Option<Box<Ty>>,
}

fn same_if(takes: bool, value: &Json) -> Option<Json> {
    takes.then(|| value.clone())
}

fn text_if(value: &Json, takes: impl Fn(&str) -> bool) -> Option<Json> {
    same_if(value.as_str().is_some_and(takes), value)
}

/// A whole number between two others.
fn whole(value: &Json, low: i64, high: i64) -> Option<Json> {
    let number = value.as_i64().or_else(|| value.as_f64().filter(|it| it.fract() == 0.0).map(|it| it as i64));
    number.filter(|it| (low..=high).contains(it)).map(Json::from)
}

fn is_code(text: &str) -> bool {
    let small = !text.is_empty() && text.bytes().all(|it| it.is_ascii_lowercase());
    small || ((2..=3).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit()))
}

fn is_toml(value: &Json) -> bool {
    match value {
        Json::Null => false,
        Json::Array(items) => items.iter().all(is_toml),
        Json::Object(members) => members.values().all(is_toml),
        Json::Bool(_) | Json::Number(_) | Json::String(_) => true,
    }
}

/// Items of one name each, from a list of them or from a set of them all.
fn items(value: &Json) -> Option<Json> {
    let sets: Vec<Json> = match value {
        Json::Array(sets) => sets.clone(),
        Json::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by_key(|it| it.0);
            sorted.into_iter().map(|(name, value)| json!({ name: value })).collect()
        }
        _ => return None,
    };
    let one = |set: &Json| {
        let (name, value) = set.as_object().filter(|it| it.len() == 1)?.iter().next()?;
        Some(json!({ name: whole(value, i64::MIN, i64::MAX)? }))
    };
    sets.iter().map(one).collect::<Option<Vec<_>>>().map(Json::Array)
}

/// What a type is, its text, values and what they mean.
type Known = (Kind, &'static str, Vec<Json>, fn(&Json) -> Option<Json>);

fn scalar(dice: &mut Dice) -> Ty {
    let all: [Known; 25] = [
        (Kind::Plain, "types.bool", vec![json!(true), json!(false)], |it| same_if(it.is_boolean(), it)),
        (Kind::Plain, "types.int", vec![json!(0), json!(-7), json!(i64::MAX)], |it| {
            whole(it, i64::MIN, i64::MAX)
        }),
        (Kind::Plain, "types.port", vec![json!(0), json!(443), json!(65535)], |it| whole(it, 0, 65535)),
        (Kind::Plain, "(types.ints.between (-2) 5)", vec![json!(-2), json!(5)], |it| whole(it, -2, 5)),
        (Kind::Plain, "types.float", vec![json!(1.5), json!(0.25)], |it| same_if(it.is_number(), it)),
        (Kind::Plain, "types.number", vec![json!(1), json!(0.25)], |it| same_if(it.is_number(), it)),
        (Kind::Plain, "types.str", vec![json!(""), json!("text"), json!("two\nlines")], |it| {
            same_if(it.is_string(), it)
        }),
        (Kind::Plain, "types.nonEmptyStr", vec![json!("text"), json!(" a")], |it| {
            text_if(it, |it| it.contains(|letter| !" \t\n".contains(letter)))
        }),
        (Kind::Plain, "types.singleLineStr", vec![json!("line"), json!("line\n")], |it| {
            let text = it.as_str()?;
            let line = text.strip_suffix('\n').unwrap_or(text);
            (!line.contains(['\n', '\r'])).then(|| json!(line))
        }),
        (Kind::Plain, "(types.strMatching \"[a-z]+|[0-9]{2,3}\")", vec![json!("abc"), json!("12")], |it| {
            text_if(it, is_code)
        }),
        (Kind::Plain, "types.path", vec![json!("/srv"), json!("/")], |it| {
            text_if(it, |it| it.starts_with('/'))
        }),
        (Kind::Plain, "(types.enum [ \"a\" \"b\" 3 ])", vec![json!("a"), json!(3)], |it| {
            whole(it, 3, 3).or_else(|| text_if(it, |it| it == "a" || it == "b"))
        }),
        (Kind::Plain, "types.lines", vec![json!("a\nb")], |it| same_if(it.is_string(), it)),
        (Kind::Plain, "types.anything", vec![json!({ "a": [1, null] }), json!(null)], |it| Some(it.clone())),
        (Kind::Plain, "types.ints.positive", vec![json!(1), json!(1000)], |it| whole(it, 1, i64::MAX)),
        (Kind::Plain, "(types.addCheck types.int (it: it != 3))", vec![json!(4), json!(3)], |it| {
            whole(it, i64::MIN, i64::MAX).filter(|it| *it != json!(3))
        }),
        (
            Kind::Plain,
            "(types.coercedTo types.int toString types.str)",
            vec![json!(4), json!("four")],
            |it| {
                let number = whole(it, i64::MIN, i64::MAX).map(|it| json!(it.to_string()));
                number.or_else(|| same_if(it.is_string(), it))
            },
        ),
        (Kind::Plain, "types.ints.u8", vec![json!(0), json!(255)], |it| whole(it, 0, 255)),
        (Kind::Attrs, "types.attrs", vec![json!({}), json!({ "a": 1 })], |it| same_if(it.is_object(), it)),
        (Kind::Json, "types.json", vec![json!({ "a": [1, null] }), json!("a")], |it| Some(it.clone())),
        (Kind::Toml, "types.toml", vec![json!({ "a": [1, "b"] }), json!(1.5)], |it| same_if(is_toml(it), it)),
        (
            Kind::Items,
            "(types.attrListOf types.int)",
            vec![json!({ "a": 1 }), json!([{ "b": 2 }, { "b": 1 }])],
            items,
        ),
        (Kind::Plain, "(types.passwdEntry types.str)", vec![json!("a b"), json!("")], |it| {
            text_if(it, |it| !it.contains([':', '\n']))
        }),
        (Kind::Plain, "(types.pathWith { absolute = false; })", vec![json!("a/b"), json!("")], |it| {
            text_if(it, |it| !it.starts_with('/'))
        }),
        (
            Kind::Plain,
            "(types.coercedTo types.bool (on: if on then \"on\" else \"off\") (types.enum [ \"on\" \"auto\" ]))",
            vec![json!(true), json!("auto")],
            |it| match it {
                Json::Bool(true) => Some(json!("on")),
                _ => text_if(it, |it| it == "on" || it == "auto"),
            },
        ),
    ];
    let (kind, text, values, means) = dice.pick(&all).clone();
    Ty::Scalar(Scalar { kind, text, values, means })
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

/// Options at random.
pub fn options(dice: &mut Dice, depth: usize) -> Options {
    let count = dice.below(4);
    let members = (0..count).map(|index| {
        let ty = any_type(dice, depth);
        let default = if dice.below(2) == 0 { fitting(&ty, dice, Of::First) } else { None };
        let example = if dice.below(3) == 0 { fitting(&ty, dice, Of::Any) } else { None };
        let example = example.map(|it| disturbed(it, dice));
        Opt { name: format!("o{index}"), ty, default, example }
    });
    let members = members.collect();
    let free = (dice.below(4) == 0).then(|| Box::new(any_type(dice, depth.min(1))));
    Options { members, free }
}

/// Which alternatives a value may be of.
#[derive(Clone, Copy)]
enum Of {
    Any,
    /// What that takes by its head is its own.
    First,
}

/// A value that a type most likely takes; certainly, if it is of the first alternatives.
fn fitting(ty: &Ty, dice: &mut Dice, of: Of) -> Option<Json> {
    Some(match ty {
        Ty::Scalar(scalar) => dice.pick(&scalar.values).clone(),
        Ty::NullOr(inner) => {
            if dice.below(3) == 0 {
                Json::Null
            } else {
                fitting(inner, dice, of)?
            }
        }
        Ty::List(inner, non_empty) => {
            let count = dice.below(2) + usize::from(*non_empty);
            Json::Array((0..count).map(|_| fitting(inner, dice, of)).collect::<Option<_>>()?)
        }
        Ty::AttrsOf(inner) => match dice.below(2) {
            0 => json!({}),
            _ => json!({ *dice.pick(&["x", "a b", "$y", "key", "config"]): fitting(inner, dice, of)? }),
        },
        Ty::Either(one, other) => {
            let first = matches!(of, Of::First) || dice.below(2) == 0;
            fitting(if first { one } else { other }, dice, of)?
        }
        Ty::Tags(tags) => {
            let (name, inner) = dice.pick(tags);
            json!({ name: fitting(inner, dice, of)? })
        }
        Ty::Options(options) => written_of(options, dice, of)?,
    })
}

/// A value for options that they most likely take.
pub fn written(options: &Options, dice: &mut Dice) -> Option<Json> {
    written_of(options, dice, Of::Any)
}

fn written_of(options: &Options, dice: &mut Dice, of: Of) -> Option<Json> {
    let mut members = Map::new();
    for Opt { name, ty, default, .. } in &options.members {
        if default.is_none() || dice.below(2) == 0 {
            members.insert(name.clone(), fitting(ty, dice, of)?);
        }
    }
    if let (Some(free), 0) = (&options.free, dice.below(2)) {
        members.insert("free".to_owned(), fitting(free, dice, of)?);
    }
    Some(Json::Object(members))
}

/// The value with something strange somewhere, now and then.
pub fn disturbed(value: Json, dice: &mut Dice) -> Json {
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
        json!("a:b"),
        json!({ "one": 1, "two": 2 }),
    ];
    if dice.below(8) == 0 {
        return dice.pick(&strangers).clone();
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
                changed.insert("stranger".to_owned(), dice.pick(&strangers).clone());
            }
            Json::Object(changed)
        }
        Json::Array(items) => Json::Array(items.into_iter().map(|item| disturbed(item, dice)).collect()),
        other => other,
    }
}

/// What a value becomes as one of a type; none if it is refused.
#[must_use]
pub fn meaning(ty: &Ty, value: &Json) -> Option<Json> {
    match ty {
        Ty::Scalar(scalar) => (scalar.means)(value),
        Ty::NullOr(_) if value.is_null() => Some(Json::Null),
        Ty::NullOr(inner) => meaning(inner, value),
        Ty::List(inner, non_empty) => {
            let items = value.as_array().filter(|it| !non_empty || !it.is_empty())?;
            items.iter().map(|item| meaning(inner, item)).collect::<Option<_>>().map(Json::Array)
        }
        Ty::AttrsOf(inner) => {
            let members = value.as_object()?.iter();
            members
                .map(|(name, member)| Some((name.clone(), meaning(inner, member)?)))
                .collect::<Option<Map<_, _>>>()
                .map(Json::Object)
        }
        // The first whose head fits has it for good.
        Ty::Either(one, other) => meaning(if has_head(one, value) { one } else { other }, value),
        Ty::Tags(tags) => {
            let (name, member) = value.as_object().filter(|it| it.len() == 1)?.iter().next()?;
            let inner = &tags.iter().find(|tag| tag.0 == *name)?.1;
            Some(json!({ name: meaning(inner, member)? }))
        }
        Ty::Options(options) => configured(options, value),
    }
}

/// What a value becomes as definitions of options, every option set.
#[must_use]
pub fn configured(options: &Options, value: &Json) -> Option<Json> {
    let given = value.as_object()?;
    let mut whole = Map::new();
    for Opt { name, ty, default, .. } in &options.members {
        let value = match given.get(name).or(default.as_ref()) {
            Some(value) => meaning(ty, value)?,
            None => empty(ty)?,
        };
        whole.insert(name.clone(), value);
    }
    for (name, value) in given {
        if !options.members.iter().any(|known| known.name == *name) {
            whole.insert(name.clone(), meaning(options.free.as_ref()?, value)?);
        }
    }
    Some(Json::Object(whole))
}

/// The value of an option that nobody sets.
fn empty(ty: &Ty) -> Option<Json> {
    match ty {
        Ty::NullOr(_) => Some(Json::Null),
        Ty::List(_, false) => Some(json!([])),
        Ty::AttrsOf(_) => Some(json!({})),
        Ty::Options(options) => configured(options, &json!({})),
        Ty::Scalar(scalar) => match scalar.kind {
            Kind::Attrs => Some(json!({})),
            Kind::Json => Some(json!(null)),
            Kind::Items => Some(json!([])),
            Kind::Plain | Kind::Toml => None,
        },
        Ty::List(_, true) | Ty::Either(..) | Ty::Tags(_) => None,
    }
}

/// Whether a set becomes a list as a value of a type: its items are not looked at for that.
#[must_use]
pub fn becomes_a_list(ty: &Ty, value: &Json) -> bool {
    match ty {
        Ty::Scalar(scalar) => matches!(scalar.kind, Kind::Items),
        Ty::NullOr(inner) => becomes_a_list(inner, value),
        Ty::Either(one, other) => becomes_a_list(if has_head(one, value) { one } else { other }, value),
        Ty::List(..) | Ty::AttrsOf(_) | Ty::Tags(_) | Ty::Options(_) => false,
    }
}

/// Whether a type takes a value for its own, whatever is inside.
fn has_head(ty: &Ty, value: &Json) -> bool {
    match ty {
        Ty::Scalar(scalar) => match scalar.kind {
            Kind::Toml => !value.is_null(),
            Kind::Items => value.is_array() || value.is_object(),
            Kind::Plain | Kind::Attrs | Kind::Json => (scalar.means)(value).is_some(),
        },
        Ty::NullOr(inner) => value.is_null() || has_head(inner, value),
        Ty::List(_, non_empty) => value.as_array().is_some_and(|it| !non_empty || !it.is_empty()),
        Ty::AttrsOf(_) | Ty::Options(_) => value.is_object(),
        Ty::Either(one, other) => has_head(one, value) || has_head(other, value),
        Ty::Tags(tags) => {
            let members = value.as_object().filter(|it| it.len() == 1);
            members.is_some_and(|it| it.keys().all(|name| tags.iter().any(|tag| tag.0 == *name)))
        }
    }
}

/// Data as an expression.
#[must_use]
pub fn nix(value: &Json) -> String {
    let text = value.to_string().replace("${", "\\${");
    format!("(builtins.fromJSON {})", Json::from(text))
}

fn type_text(ty: &Ty) -> String {
    match ty {
        Ty::Scalar(scalar) => scalar.text.to_owned(),
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
        Ty::Options(options) => format!("(types.submodule {})", module_text("options", options)),
    }
}

/// The module that declares options in a group.
#[must_use]
pub fn module_text(group: &str, options: &Options) -> String {
    let mut text = String::from("{ ");
    for Opt { name, ty, default, example } in &options.members {
        let _ = write!(text, "{group}.{name} = mkOption {{ type = {}; ", type_text(ty));
        if let Some(default) = default {
            let _ = write!(text, "default = {}; ", nix(default));
        }
        if let Some(example) = example {
            let _ = write!(text, "example = {}; ", nix(example));
        }
        text.push_str("}; ");
    }
    if let Some(free) = &options.free {
        let _ = write!(text, "freeformType = types.attrsOf {}; ", type_text(free));
    }
    text + "}"
}
