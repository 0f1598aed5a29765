//! Versions and names of packages.

use super::{Arguments, BuiltinDef, function};
use crate::{During, Evaluator, Position, Res, State, Value, known};
use std::cmp::Ordering;

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("compareVersions", 2, compare_versions),
    function("parseDrvName", 1, parse_drv_name),
    function("splitVersion", 1, split_version),
];

fn compare_versions<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let left = cx
        .text_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.compareVersions")?;
    let right = cx
        .text_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.compareVersions")?;
    Ok(Value::Int(order(left, right) as i64))
}

fn split_version<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let version = cx
        .text_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.splitVersion")?;
    let components = components(version).map(|component| State::Ready(cx.shared_text(component)));
    Ok(cx.list(&components.collect::<Vec<_>>()))
}

fn parse_drv_name<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let whole = cx
        .text_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.parseDrvName")?;
    let (name, version) = split_name(whole);
    let entry = |name, text| (name, State::Ready(cx.shared_text(text)), Position::NONE);
    Ok(Value::Attrs(cx.attrs(&mut [entry(known::NAME, name), entry(cx.sym("version"), version)])))
}

/// The version begins behind the first dash that no letter follows.
fn split_name(whole: &str) -> (&str, &str) {
    let bytes = whole.as_bytes();
    let begins =
        |at: &usize| bytes[*at] == b'-' && bytes.get(at + 1).is_some_and(|byte| !byte.is_ascii_alphabetic());
    match (0..bytes.len()).find(begins) {
        Some(dash) => (&whole[..dash], &whole[dash + 1..]),
        None => (whole, ""),
    }
}

/// The runs of digits and of other bytes between dots and dashes.
fn components(version: &str) -> impl Iterator<Item = &str> {
    let mut rest = version;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(['.', '-']);
        let digits = rest.as_bytes().first()?.is_ascii_digit();
        let ends = |char: char| matches!(char, '.' | '-') || char.is_ascii_digit() != digits;
        let (component, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        rest = after;
        Some(component)
    })
}

fn order(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (components(left), components(right));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (left, right) => match component_order(left.unwrap_or(""), right.unwrap_or("")) {
                Ordering::Equal => {}
                different => return different,
            },
        }
    }
}

/// Numbers by value; `pre` before everything, nothing before a number, letters before numbers.
fn component_order(left: &str, right: &str) -> Ordering {
    if left == right {
        return Ordering::Equal;
    }
    match (number(left), number(right)) {
        (Some(left), Some(right)) => left.cmp(&right),
        (left_number, right_number) => {
            if left == "pre" || left.is_empty() && right_number.is_some() {
                Ordering::Less
            } else if right == "pre" || left_number.is_some() {
                Ordering::Greater
            } else if right_number.is_some() {
                Ordering::Less
            } else {
                left.cmp(right)
            }
        }
    }
}

/// Nix reads 32 bits: what is larger is no number.
fn number(component: &str) -> Option<i32> {
    component.parse().ok()
}
