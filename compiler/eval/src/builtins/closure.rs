//! `genericClosure`: what can be reached from a start, each key once, breadth first.

use super::{Arguments, BuiltinDef, function};
use crate::show::Brief;
use crate::{Attrs, During, Evaluator, Failure, Res, Slot, State, Value, known};
use rustc_hash::FxHashSet;
use std::cmp::Ordering;
use std::collections::VecDeque;

pub(crate) const BUILTINS: &[BuiltinDef] = &[function("genericClosure", 1, generic_closure)];

/// An item with its key, both evaluated.
#[derive(Clone, Copy)]
struct Item<'a> {
    value: Value<'a>,
    key: Value<'a>,
}

fn generic_closure<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let attrs = cx
        .attrs_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.genericClosure")?;
    let inside = "in the attrset passed as argument to builtins.genericClosure";
    let start = cx
        .list_of(cx.wanted(attrs, "startSet", inside)?)
        .during("while evaluating the 'startSet' attribute passed as argument to builtins.genericClosure")?;
    if start.items.is_empty() {
        return Ok(Value::List(start));
    }
    let operator = cx
        .function_of(cx.wanted(attrs, "operator", inside)?)
        .during("while evaluating the 'operator' attribute passed as argument to builtins.genericClosure")?;
    let mut todo: VecDeque<&'a Slot<'a>> = start.items.iter().collect();
    let mut found = Vec::new();
    let mut seen = Seen::default();
    while let Some(slot) = todo.pop_front() {
        let item = item(cx, slot)?;
        if !seen.insert(cx, item)? {
            continue;
        }
        found.push(State::Ready(item.value));
        let more = cx.call(operator, &[State::Ready(item.value)])?;
        let Value::List(more) = more else {
            return Err(cx.expected("a list", more)).during(
                "while evaluating the return value of the `operator` passed to builtins.genericClosure",
            );
        };
        todo.extend(more.items);
    }
    Ok(cx.list(&found))
}

fn item<'a>(cx: &'a Evaluator<'a>, slot: &'a Slot<'a>) -> Result<Item<'a>, Failure> {
    let value = cx.force(slot)?;
    let inside = |error: Failure| {
        error.during(None, format!("in genericClosure element {}", cx.brief(value, Brief::ERROR)))
    };
    let attrs: &'a Attrs<'a> = cx.as_attrs(value).map_err(inside)?;
    let key = cx.member(attrs, known::KEY).map_err(inside)?;
    Ok(Item { value, key: cx.force(key)? })
}

/// The items so far. Their keys must be comparable with each other, as if they stood in a
/// sorted tree; strings and integers, as almost all keys are, are found by their hash.
#[derive(Default)]
enum Seen<'a> {
    #[default]
    Nothing,
    Texts(FxHashSet<&'a [u8]>, Item<'a>),
    Integers(FxHashSet<i64>, Vec<Item<'a>>),
    /// In the order of the keys.
    Sorted(Vec<Item<'a>>),
}

impl<'a> Seen<'a> {
    /// Adds an item; false if there is one with this key already.
    fn insert(&mut self, cx: &'a Evaluator<'a>, item: Item<'a>) -> Result<bool, Failure> {
        match (&mut *self, item.key) {
            (Seen::Nothing, key) => {
                *self = match key {
                    Value::Str(text) => Seen::Texts(std::iter::once(text.bytes).collect(), item),
                    Value::Int(number) => Seen::Integers(std::iter::once(number).collect(), vec![item]),
                    _ => Seen::Sorted(vec![item]),
                };
                Ok(true)
            }
            (Seen::Texts(texts, _), Value::Str(text)) => Ok(texts.insert(text.bytes)),
            (Seen::Texts(_, first), _) => compare(cx, item, *first).map(|_| true),
            (Seen::Integers(numbers, items), Value::Int(number)) => {
                let new = numbers.insert(number);
                if new {
                    items.push(item);
                }
                Ok(new)
            }
            (Seen::Integers(_, items), _) => {
                let mut sorted = Vec::new();
                for &item in items.iter() {
                    insert_sorted(cx, &mut sorted, item)?;
                }
                let new = insert_sorted(cx, &mut sorted, item)?;
                *self = Seen::Sorted(sorted);
                Ok(new)
            }
            (Seen::Sorted(items), _) => insert_sorted(cx, items, item),
        }
    }
}

fn insert_sorted<'a>(
    cx: &'a Evaluator<'a>,
    items: &mut Vec<Item<'a>>,
    item: Item<'a>,
) -> Result<bool, Failure> {
    let (mut low, mut high) = (0, items.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        match compare(cx, item, items[middle])? {
            Ordering::Equal => return Ok(false),
            Ordering::Less => high = middle,
            Ordering::Greater => low = middle + 1,
        }
    }
    items.insert(low, item);
    Ok(true)
}

fn compare<'a>(cx: &'a Evaluator<'a>, item: Item<'a>, other: Item<'a>) -> Result<Ordering, Failure> {
    cx.compare(item.key, other.key).map_err(|error| {
        error
            .during(None, format!("with element {}", cx.brief(other.value, Brief::ERROR)))
            .during(None, format!("while comparing element {}", cx.brief(item.value, Brief::ERROR)))
    })
}
