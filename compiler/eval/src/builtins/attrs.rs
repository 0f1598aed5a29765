//! Builtins over attribute sets.

use super::{Arguments, BuiltinDef, function};
use crate::value::Over;
use crate::{Attrs, During, Evaluator, Failure, Position, Res, Slot, State, Sym, Value, known};
use rustc_hash::FxHashMap;

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("attrNames", 1, attr_names),
    function("attrValues", 1, attr_values),
    function("catAttrs", 2, cat_attrs),
    function("getAttr", 2, get_attr),
    function("groupBy", 2, group_by),
    function("hasAttr", 2, has_attr),
    function("intersectAttrs", 2, intersect_attrs),
    function("listToAttrs", 1, list_to_attrs),
    function("mapAttrs", 2, map_attrs),
    function("removeAttrs", 2, remove_attrs),
    function("unsafeGetAttrPos", 2, attr_position),
    function("zipAttrsWith", 2, zip_attrs_with),
];

impl<'a> Evaluator<'a> {
    /// The slot of an attribute that must be there; `during` says in which set.
    pub(crate) fn wanted(
        &'a self,
        attrs: &'a Attrs<'a>,
        name: &str,
        during: &str,
    ) -> Result<&'a Slot<'a>, Failure> {
        self.member(attrs, self.sym(name)).during(during)
    }

    /// A name in a slot, as text: a string without context.
    fn name_of(&'a self, slot: &'a Slot<'a>) -> Result<Sym, Failure> {
        self.as_sym(self.force(slot)?)
    }
}

fn attr_names<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let attrs =
        cx.attrs_of(&arguments[0]).during("while evaluating the argument passed to builtins.attrNames")?;
    let names = cx.by_text(attrs).iter().map(|&at| Slot::ready(cx.symbols.value(attrs.names()[at as usize])));
    Ok(cx.list_of_slots(cx.arena().alloc_slice_fill_iter(names)))
}

fn attr_values<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let attrs =
        cx.attrs_of(&arguments[0]).during("while evaluating the argument passed to builtins.attrValues")?;
    let slots = cx.by_text(attrs).iter().map(|&at| Slot::new(cx.share(&attrs.slots()[at as usize])));
    Ok(cx.list_of_slots(cx.arena().alloc_slice_fill_iter(slots)))
}

fn cat_attrs<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let name = cx
        .name_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.catAttrs")?;
    let list = cx
        .list_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.catAttrs")?;
    let mut found = Vec::new();
    for item in list.items {
        let attrs = cx.attrs_of(item).during(
            "while evaluating an element in the list passed as second argument to builtins.catAttrs",
        )?;
        found.extend(attrs.get(name).map(|slot| cx.share(slot)));
    }
    Ok(cx.list(&found))
}

fn get_attr<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let name =
        cx.name_of(&arguments[0]).during("while evaluating the first argument passed to builtins.getAttr")?;
    let attrs = cx
        .attrs_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.getAttr")?;
    cx.force(cx.member(attrs, name).during("in the attribute set under consideration")?)
}

fn has_attr<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let name =
        cx.name_of(&arguments[0]).during("while evaluating the first argument passed to builtins.hasAttr")?;
    let attrs = cx
        .attrs_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.hasAttr")?;
    Ok(Value::Bool(attrs.get(name).is_some()))
}

fn group_by<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let key = cx
        .function_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.groupBy")?;
    let list = cx
        .list_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.groupBy")?;
    let mut groups = Groups::default();
    for item in list.items {
        let name = cx.apply(key, std::slice::from_ref(item))?;
        let name = cx.as_sym(name).during(
            "while evaluating the return value of the grouping function passed to builtins.groupBy",
        )?;
        groups.add(name, cx.share(item));
    }
    let entry = |(name, items): (Sym, Vec<State<'a>>)| (name, State::Ready(cx.list(&items)), Position::NONE);
    Ok(Value::Attrs(cx.attrs(&mut groups.0.into_iter().map(entry).collect::<Vec<_>>())))
}

/// Slots by name, names in the order of their first coming.
#[derive(Default)]
struct Groups<'a>(Vec<(Sym, Vec<State<'a>>)>, FxHashMap<Sym, usize>);

impl<'a> Groups<'a> {
    fn add(&mut self, name: Sym, item: State<'a>) {
        let at = *self.1.entry(name).or_insert_with(|| {
            self.0.push((name, Vec::new()));
            self.0.len() - 1
        });
        self.0[at].1.push(item);
    }
}

fn intersect_attrs<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let left = cx
        .attrs_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.intersectAttrs")?;
    let right = cx
        .attrs_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.intersectAttrs")?;
    Ok(Value::Attrs(cx.with_names(right, left.names())))
}

fn remove_attrs<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let attrs = cx
        .attrs_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.removeAttrs")?;
    let list = cx
        .list_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.removeAttrs")?;
    let mut names = Vec::with_capacity(list.items.len());
    for item in list.items {
        names.push(
            cx.name_of(item).during(
                "while evaluating the values of the second argument passed to builtins.removeAttrs",
            )?,
        );
    }
    names.sort_unstable();
    names.dedup();
    Ok(Value::Attrs(cx.without_names(attrs, &names)))
}

/// Of equal names the first counts; the values of the others need not even be there.
fn list_to_attrs<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let list =
        cx.list_of(&arguments[0]).during("while evaluating the argument passed to builtins.listToAttrs")?;
    let in_pair = "in a {name=...; value=...;} pair";
    let mut pairs: Vec<(Sym, &'a Attrs<'a>)> = Vec::with_capacity(list.items.len());
    for item in list.items {
        let pair = cx
            .attrs_of(item)
            .during("while evaluating an element of the list passed to builtins.listToAttrs")?;
        let name = cx.name_of(cx.member(pair, known::NAME).during(in_pair)?).during(
            "while evaluating the `name` attribute of an element of the list passed to builtins.listToAttrs",
        )?;
        pairs.push((name, pair));
    }
    pairs.sort_by_key(|pair| pair.0);
    pairs.dedup_by_key(|pair| pair.0);
    for (_, pair) in &pairs {
        cx.member(pair, known::VALUE).during(in_pair)?;
    }
    let value =
        |pair: &Attrs<'_>| pair.index(known::VALUE).unwrap_or_else(|| unreachable!("each was looked at"));
    let of = |at: usize| (pairs[at].1, value(pairs[at].1));
    let is_placed = (0..pairs.len()).any(|at| of(at).0.position(of(at).1) != Position::NONE);
    let arena = cx.arena();
    Ok(Value::Attrs(cx.attrs_of_slots(
        arena.alloc_slice_fill_iter(pairs.iter().map(|pair| pair.0)),
        arena.alloc_slice_fill_with(pairs.len(), |at| {
            let (pair, value) = of(at);
            Slot::new(cx.share(&pair.slots()[value]))
        }),
        arena.alloc_slice_fill_with(if is_placed { pairs.len() } else { 0 }, |at| {
            let (pair, value) = of(at);
            pair.position(value)
        }),
    )))
}

fn map_attrs<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let attrs = cx
        .attrs_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.mapAttrs")?;
    if attrs.is_empty() {
        return Ok(Value::Attrs(attrs));
    }
    let function = cx.lazy_function(&arguments[0]);
    let slots = cx.suspend_mapping(function, Over::Members(attrs), attrs.len());
    Ok(Value::Attrs(cx.attrs_of_slots(attrs.names(), slots, &[])))
}

fn attr_position<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let name = cx
        .name_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.unsafeGetAttrPos")?;
    let attrs = cx
        .attrs_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.unsafeGetAttrPos")?;
    Ok(cx.position_value(attrs.place(name)))
}

fn zip_attrs_with<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let function = cx
        .function_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.zipAttrsWith")?;
    let list = cx
        .list_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.zipAttrsWith")?;
    let mut groups = Groups::default();
    for item in list.items {
        let attrs = cx.attrs_of(item).during(
            "while evaluating a value of the list passed as second argument to builtins.zipAttrsWith",
        )?;
        attrs.iter().for_each(|(name, slot)| groups.add(name, cx.share(slot)));
    }
    let call = |(name, items): (Sym, Vec<State<'a>>)| {
        let arguments = [State::Ready(cx.symbols.value(name)), State::Ready(cx.list(&items))];
        (name, cx.suspend_call(function, &arguments), Position::NONE)
    };
    Ok(Value::Attrs(cx.attrs(&mut groups.0.into_iter().map(call).collect::<Vec<_>>())))
}
