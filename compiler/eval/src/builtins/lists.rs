//! Builtins over lists. Where elements of a result are calls, they are suspended, not done.

use super::{Arguments, BuiltinDef, fault, function};
use crate::value::Over;
use crate::{During, Evaluator, Failure, List, Position, Res, Slot, State, Value, known};
use bumpalo::collections::Vec as ArenaVec;

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("all", 2, |cx, it| quantify(cx, it, "all", false)),
    function("any", 2, |cx, it| quantify(cx, it, "any", true)),
    function("concatLists", 1, concat_lists),
    function("concatMap", 2, concat_map),
    function("elem", 2, elem),
    function("elemAt", 2, elem_at),
    function("filter", 2, filter),
    function("foldl'", 3, fold),
    function("genList", 2, gen_list),
    function("head", 1, head),
    function("length", 1, length),
    function("map", 2, map),
    function("partition", 2, partition),
    function("tail", 1, tail),
];

fn quantify<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>, name: &str, stop: bool) -> Res<'a> {
    let test = cx.function_of(&arguments[0]).map_err(|error| {
        error.during(None, format!("while evaluating the first argument passed to builtins.{name}"))
    })?;
    let list = cx.list_of(&arguments[1]).map_err(|error| {
        error.during(None, format!("while evaluating the second argument passed to builtins.{name}"))
    })?;
    for item in list.items {
        let answer = cx.apply(test, std::slice::from_ref(item))?;
        let answer = cx.as_bool(answer).map_err(|error| {
            let text = format!("while evaluating the return value of the function passed to builtins.{name}");
            error.during(None, text)
        })?;
        if answer == stop {
            return Ok(Value::Bool(stop));
        }
    }
    Ok(Value::Bool(!stop))
}

fn concat_lists<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let lists = cx
        .list_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.concatLists")?;
    let part =
        |item| cx.list_of(item).during("while evaluating a value of the list passed to builtins.concatLists");
    let parts = lists.items.iter().map(part).collect::<Result<Vec<_>, Failure>>()?;
    cx.concat(&parts)
}

fn concat_map<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let function = cx
        .function_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.concatMap")?;
    let list = cx
        .list_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.concatMap")?;
    let mut parts = Vec::with_capacity(list.items.len());
    for item in list.items {
        match cx.apply(function, std::slice::from_ref(item))? {
            Value::List(part) => parts.push(part),
            other => {
                return Err(cx.expected("a list", other)).during(
                    "while evaluating the return value of the function passed to builtins.concatMap",
                );
            }
        }
    }
    cx.concat(&parts)
}

impl<'a> Evaluator<'a> {
    /// The elements of lists as one list; those of a single list that is not empty are shared.
    pub(crate) fn concat(&'a self, parts: &[&'a List<'a>]) -> Res<'a> {
        let length = parts.iter().map(|part| part.items.len()).sum();
        if let Some(whole) = parts.iter().find(|part| part.items.len() == length) {
            return Ok(self.list_of_slots(whole.items));
        }
        self.reserve_large(length * size_of::<Slot<'_>>())?;
        let mut items = ArenaVec::with_capacity_in(length, self.arena());
        for part in parts {
            items.extend(part.items.iter().map(|item| Slot::new(self.share(item))));
        }
        Ok(self.list_of_slots(items.into_bump_slice()))
    }
}

fn elem<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let list =
        cx.list_of(&arguments[1]).during("while evaluating the second argument passed to builtins.elem")?;
    for item in list.items {
        if cx
            .equal_slots(&arguments[0], item)
            .during("while searching for the presence of the given element in the list")?
        {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn elem_at<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let index = cx
        .int_of(&arguments[1])
        .during("while evaluating the second argument passed to 'builtins.elemAt'")?;
    let list = cx
        .list_of(&arguments[0])
        .during("while evaluating the first argument passed to 'builtins.elemAt'")?;
    match usize::try_from(index).ok().and_then(|index| list.items.get(index)) {
        Some(item) => cx.force(item),
        None => {
            let length = list.items.len();
            let message = format!("'builtins.elemAt' called with index {index} on a list of size {length}");
            Err(fault(message))
        }
    }
}

fn filter<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let list =
        cx.list_of(&arguments[1]).during("while evaluating the second argument passed to builtins.filter")?;
    if list.items.is_empty() {
        return Ok(Value::List(list));
    }
    let test = cx
        .function_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.filter")?;
    let mut kept = Vec::new();
    for item in list.items {
        let answer = cx.apply(test, std::slice::from_ref(item))?;
        if cx
            .as_bool(answer)
            .during("while evaluating the return value of the filtering function passed to builtins.filter")?
        {
            kept.push(cx.share(item));
        }
    }
    // A list of its own either way: printing tells the same list from an equal one.
    if kept.len() == list.items.len() { Ok(cx.list_of_slots(list.items)) } else { Ok(cx.list(&kept)) }
}

fn fold<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let function = cx
        .function_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.foldlStrict")?;
    let list = cx
        .list_of(&arguments[2])
        .during("while evaluating the third argument passed to builtins.foldlStrict")?;
    let Some((first, rest)) = list.items.split_first() else { return cx.force(&arguments[1]) };
    let function = cx.prepared(function, 2);
    let mut sum = cx.call_prepared(&function, [cx.share(&arguments[1]), cx.share(first)])?;
    for item in rest {
        sum = cx.call_prepared(&function, [State::Ready(sum), cx.share(item)])?;
    }
    Ok(sum)
}

fn gen_list<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let length =
        cx.int_of(&arguments[1]).during("while evaluating the second argument passed to builtins.genList")?;
    let Ok(count) = usize::try_from(length) else {
        return Err(fault(format!("cannot create list of size {length}")));
    };
    let function = cx
        .function_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.genList")?;
    cx.reserve(count.saturating_mul(size_of::<Slot<'_>>()))?;
    if u32::try_from(count).is_err() {
        return Err(fault(format!("cannot create list of size {length}")));
    }
    Ok(cx.list_of_slots(cx.suspend_mapping(function, Over::Numbers, count)))
}

fn map<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let list =
        cx.list_of(&arguments[1]).during("while evaluating the second argument passed to builtins.map")?;
    if list.items.is_empty() {
        return Ok(Value::List(list));
    }
    let function =
        cx.function_of(&arguments[0]).during("while evaluating the first argument passed to builtins.map")?;
    cx.reserve_large(size_of_val(list.items))?;
    Ok(cx.list_of_slots(cx.suspend_mapping(function, Over::Items(list.items), list.items.len())))
}

fn head<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let list =
        cx.list_of(&arguments[0]).during("while evaluating the first argument passed to 'builtins.head'")?;
    let first = list.items.first().ok_or_else(|| fault("'builtins.head' called on an empty list"))?;
    cx.force(first)
}

fn tail<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let list =
        cx.list_of(&arguments[0]).during("while evaluating the first argument passed to 'builtins.tail'")?;
    let items = list.items.get(1..).ok_or_else(|| fault("'builtins.tail' called on an empty list"))?;
    Ok(cx.list_of_slots(items))
}

fn length<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let list =
        cx.list_of(&arguments[0]).during("while evaluating the first argument passed to builtins.length")?;
    Ok(Value::Int(list.items.len() as i64))
}

fn partition<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let test = cx
        .function_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.partition")?;
    let list = cx
        .list_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.partition")?;
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for item in list.items {
        // As in Nix, whether the function looks at it or not.
        cx.force(item)?;
        let answer = cx.apply(test, std::slice::from_ref(item))?;
        let answer = cx.as_bool(answer).during(
            "while evaluating the return value of the partition function passed to builtins.partition",
        )?;
        if answer { &mut right } else { &mut wrong }.push(cx.share(item));
    }
    let entry = |name, items: &[State<'a>]| (name, State::Ready(cx.list(items)), Position::NONE);
    Ok(Value::Attrs(cx.attrs(&mut [entry(known::RIGHT, &right), entry(known::WRONG, &wrong)])))
}
