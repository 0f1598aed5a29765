//! `sort`: stable, and never confused by a comparison that contradicts itself.

use super::{Arguments, BuiltinDef, function};
use crate::reading::order_of_texts;
use crate::{During, Evaluator, Failure, Res, Slot, State, Value};
use std::cmp::Ordering;

pub(crate) const BUILTINS: &[BuiltinDef] = &[function("sort", 2, sort)];

/// Up to this many elements are sorted by insertion.
const FEW: usize = 12;

fn sort<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let list =
        cx.list_of(&arguments[1]).during("while evaluating the second argument passed to builtins.sort")?;
    if list.items.is_empty() {
        return Ok(Value::List(list));
    }
    let before = cx
        .function_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.sort")?;
    let forced = |item: &'a Slot<'a>| Ok((cx.force(item)?, item));
    let mut items = list.items.iter().map(forced).collect::<Result<Vec<_>, Failure>>()?;
    let builtin = matches!(before, Value::Builtin(index) if cx.builtin(index).name == "lessThan");
    if builtin && sort_texts(&mut items) {
        return Ok(sorted(cx, items));
    }
    let call = cx.prepared(before, 2);
    sort_by(&mut items, &mut |(left, _), (right, _)| {
        let during = "while evaluating the ordering function passed to builtins.sort";
        if builtin {
            return Ok(cx.compare(left, right).during(during)? == Ordering::Less);
        }
        let answer = cx.call_prepared(&call, [State::Ready(left), State::Ready(right)])?;
        cx.as_bool(answer)
            .during("while evaluating the return value of the sorting function passed to builtins.sort")
    })?;
    Ok(sorted(cx, items))
}

fn sorted<'a>(cx: &'a Evaluator<'a>, items: Vec<(Value<'a>, &'a Slot<'a>)>) -> Value<'a> {
    let items = items.into_iter().map(|(_, item)| Slot::new(cx.share(item)));
    cx.list_of_slots(cx.arena().alloc_slice_fill_iter(items))
}

/// Sorts strings, which `lessThan` compares without fail; false if there is anything else.
fn sort_texts<'a>(items: &mut Vec<(Value<'a>, &'a Slot<'a>)>) -> bool {
    let text = |(value, _): &(Value<'a>, _)| match *value {
        Value::Str(text) => Some(text.bytes),
        _ => None,
    };
    let Some(texts) = items.iter().map(text).collect::<Option<Vec<_>>>() else { return false };
    *items = order_of_texts(&texts).into_iter().map(|at| items[at as usize]).collect();
    true
}

/// Merge sort from the bottom up. Whatever `before` says, the result has the same elements.
fn sort_by<T: Copy>(
    items: &mut [T],
    before: &mut impl FnMut(T, T) -> Result<bool, Failure>,
) -> Result<(), Failure> {
    for few in items.chunks_mut(FEW) {
        for at in 1..few.len() {
            let mut hole = at;
            while hole > 0 && before(few[hole], few[hole - 1])? {
                few.swap(hole, hole - 1);
                hole -= 1;
            }
        }
    }
    let mut width = FEW;
    let mut merged = Vec::with_capacity(items.len());
    while width < items.len() {
        for pair in items.chunks_mut(2 * width) {
            if pair.len() > width && before(pair[width], pair[width - 1])? {
                merge(pair, width, &mut merged, before)?;
            }
        }
        width *= 2;
    }
    Ok(())
}

/// Merges two sorted halves.
fn merge<T: Copy>(
    pair: &mut [T],
    middle: usize,
    merged: &mut Vec<T>,
    before: &mut impl FnMut(T, T) -> Result<bool, Failure>,
) -> Result<(), Failure> {
    merged.clear();
    let (mut left, mut right) = (0, middle);
    while left < middle && right < pair.len() {
        if before(pair[right], pair[left])? {
            merged.push(pair[right]);
            right += 1;
        } else {
            merged.push(pair[left]);
            left += 1;
        }
    }
    merged.extend_from_slice(&pair[left..middle]);
    // What is left of the right half stands in its place already.
    pair[..merged.len()].copy_from_slice(merged);
    Ok(())
}
