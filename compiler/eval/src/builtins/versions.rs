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
        .bytes_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.compareVersions")?;
    let right = cx
        .bytes_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.compareVersions")?;
    Ok(Value::Int(order(left, right) as i64))
}

fn split_version<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let version = cx
        .bytes_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.splitVersion")?;
    let components = components(version).map(|component| State::Ready(cx.shared_bytes(component, &[])));
    Ok(cx.list(&components.collect::<Vec<_>>()))
}

fn parse_drv_name<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let whole = cx
        .bytes_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.parseDrvName")?;
    let (name, version) = split_name(whole);
    let entry = |name, text| (name, State::Ready(cx.shared_bytes(text, &[])), Position::NONE);
    Ok(Value::Attrs(cx.attrs(&mut [entry(known::NAME, name), entry(cx.sym("version"), version)])))
}

/// The version begins behind the first dash that no letter follows.
fn split_name(whole: &[u8]) -> (&[u8], &[u8]) {
    let begins =
        |at: &usize| whole[*at] == b'-' && whole.get(at + 1).is_some_and(|byte| !byte.is_ascii_alphabetic());
    match (0..whole.len()).find(begins) {
        Some(dash) => (&whole[..dash], &whole[dash + 1..]),
        None => (whole, b""),
    }
}

/// The runs of digits and of other bytes between dots and dashes.
fn components(version: &[u8]) -> impl Iterator<Item = &[u8]> {
    let separates = |byte: u8| matches!(byte, b'.' | b'-');
    let mut rest = version;
    std::iter::from_fn(move || {
        rest = &rest[rest.iter().position(|&byte| !separates(byte))?..];
        let digits = rest[0].is_ascii_digit();
        let ends = |&byte: &u8| separates(byte) || byte.is_ascii_digit() != digits;
        let (component, after) = rest.split_at(rest.iter().position(ends).unwrap_or(rest.len()));
        rest = after;
        Some(component)
    })
}

fn order(left: &[u8], right: &[u8]) -> Ordering {
    let (mut left, mut right) = (components(left), components(right));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (left, right) => match component_order(left.unwrap_or_default(), right.unwrap_or_default()) {
                Ordering::Equal => {}
                different => return different,
            },
        }
    }
}

/// Numbers by value; `pre` before everything, nothing before a number, letters before numbers.
fn component_order(left: &[u8], right: &[u8]) -> Ordering {
    if left == right {
        return Ordering::Equal;
    }
    match (number(left), number(right)) {
        (Some(left), Some(right)) => left.cmp(&right),
        (left_number, right_number) => {
            if left == b"pre" || left.is_empty() && right_number.is_some() {
                Ordering::Less
            } else if right == b"pre" || left_number.is_some() {
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
fn number(component: &[u8]) -> Option<i32> {
    std::str::from_utf8(component).ok()?.parse().ok()
}
