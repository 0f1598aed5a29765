//! The store paths that strings speak of. In a string's context a path stands as it is, an
//! output as `!out!/nix/store/….drv`, a derivation with all it needs as `=/nix/store/….drv`.

use super::{Arguments, BuiltinDef, fault, function};
use crate::{Coercion, During, Evaluator, Failure, Position, Res, Slot, State, Str, Sym, Value, store_path};
use fedic_model::nix::attribute_name;
use std::collections::BTreeMap;

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("addDrvOutputDependencies", 1, add_outputs),
    function("appendContext", 2, append),
    function("getContext", 1, get),
    function("hasContext", 1, has),
    function("unsafeDiscardOutputDependency", 1, discard_outputs),
    function("unsafeDiscardStringContext", 1, discard),
];

/// An element of a context.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Element<'c> {
    Path(&'c str),
    Output { derivation: &'c str, output: &'c str },
    Deep(&'c str),
}

impl<'c> Element<'c> {
    pub(crate) fn of(text: &'c str) -> Element<'c> {
        if let Some(derivation) = text.strip_prefix('=') {
            return Element::Deep(derivation);
        }
        match text.strip_prefix('!').and_then(|rest| rest.split_once('!')) {
            Some((output, derivation)) => Element::Output { derivation, output },
            None => Element::Path(text),
        }
    }

    /// As Nix's messages write it.
    pub(crate) fn shown(self) -> String {
        match self {
            Element::Path(path) => path.to_owned(),
            Element::Output { derivation, output } => format!("{derivation}^{output}"),
            Element::Deep(derivation) => format!("{derivation} (deep)"),
        }
    }
}

impl<'a> Evaluator<'a> {
    /// A context of these elements.
    pub(crate) fn context(&self, mut elements: Vec<String>) -> &'a [&'a str] {
        elements.sort_unstable();
        elements.dedup();
        let arena = self.arena();
        arena.alloc_slice_fill_iter(elements.iter().map(|element| &*arena.alloc_str(element)))
    }
}

fn has<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let text =
        cx.string_of(&arguments[0]).during("while evaluating the argument passed to builtins.hasContext")?;
    Ok(Value::Bool(!text.context().is_empty()))
}

fn discard<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let text = cx
        .coerced(&arguments[0], Coercion::INTERPOLATED)
        .during("while evaluating the argument passed to builtins.unsafeDiscardStringContext")?;
    Ok(cx.shared_bytes(text.bytes, &[]))
}

fn discard_outputs<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let text = cx
        .coerced(&arguments[0], Coercion::INTERPOLATED)
        .during("while evaluating the argument passed to builtins.unsafeDiscardOutputDependency")?;
    let shallow = text.context().iter().map(|it| it.strip_prefix('=').unwrap_or(it).to_owned());
    Ok(cx.shared_bytes(text.bytes, cx.context(shallow.collect())))
}

fn add_outputs<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let text = cx
        .coerced(&arguments[0], Coercion::INTERPOLATED)
        .during("while evaluating the argument passed to builtins.addDrvOutputDependencies")?;
    let [only] = text.context() else {
        let (text, count) = (text.text(), text.context().len());
        let message = format!("context of string '{text}' must have exactly one element, but has {count}");
        return Err(fault(message));
    };
    let message = match Element::of(only) {
        Element::Deep(_) => return Ok(Value::Str(text)),
        Element::Path(path) if path.ends_with(".drv") => {
            return Ok(cx.shared_bytes(text.bytes, cx.context(vec![format!("={path}")])));
        }
        Element::Path(path) => format!("path '{path}' is not a derivation"),
        Element::Output { output, .. } => format!(
            "`addDrvOutputDependencies` can only act on derivations, not on a derivation output such as '{output}'"
        ),
    };
    Err(fault(message))
}

/// What a context says of one store path.
#[derive(Default)]
struct Mentions<'c> {
    path: bool,
    all_outputs: bool,
    outputs: Vec<&'c str>,
}

fn get<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let text =
        cx.string_of(&arguments[0]).during("while evaluating the argument passed to builtins.getContext")?;
    let mut paths = BTreeMap::<&'a str, Mentions<'a>>::new();
    for element in text.context() {
        match Element::of(element) {
            Element::Path(path) => paths.entry(path).or_default().path = true,
            Element::Deep(path) => paths.entry(path).or_default().all_outputs = true,
            Element::Output { derivation, output } => {
                paths.entry(derivation).or_default().outputs.push(output);
            }
        }
    }
    let entry = |name: Sym, value| (name, State::Ready(value), Position::NONE);
    let mut entries = Vec::new();
    for (path, mut mentions) in paths {
        let mut info = Vec::new();
        if mentions.path {
            info.push(entry(cx.sym("path"), Value::Bool(true)));
        }
        if mentions.all_outputs {
            info.push(entry(cx.sym("allOutputs"), Value::Bool(true)));
        }
        if !mentions.outputs.is_empty() {
            mentions.outputs.sort_unstable();
            let names = mentions.outputs.iter().map(|output| State::Ready(cx.shared_text(output)));
            info.push(entry(cx.sym("outputs"), cx.list(&names.collect::<Vec<_>>())));
        }
        entries.push(entry(cx.sym(path), Value::Attrs(cx.attrs(&mut info))));
    }
    Ok(Value::Attrs(cx.attrs(&mut entries)))
}

fn append<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let text = cx
        .string_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.appendContext")?;
    let more = cx
        .attrs_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.appendContext")?;
    let mut elements: Vec<String> = text.context().iter().map(ToString::to_string).collect();
    for (name, slot) in more.iter() {
        let path = cx.name(name);
        if !path.starts_with(&format!("{}/", store_path::STORE)) {
            return Err(fault(format!("context key '{}' is not a store path", attribute_name(path))));
        }
        if store_path::prefix(path) != Some(path) {
            return Err(fault(format!("context key '{}' is not a store path", attribute_name(path))));
        }
        append_path(cx, path, slot, &mut elements)?;
    }
    Ok(cx.shared_bytes(text.bytes, cx.context(elements)))
}

fn append_path<'a>(
    cx: &'a Evaluator<'a>,
    path: &str,
    slot: &'a Slot<'a>,
    elements: &mut Vec<String>,
) -> Result<(), Failure> {
    let info = cx.attrs_of(slot).during("while evaluating the value of a string context")?;
    let derivation = path.ends_with(".drv");
    let refused = |kind: &str| {
        let message =
            format!("tried to add {kind} context of \"{path}\", which is not a derivation, to a string");
        Err(fault(message))
    };
    if let Some(slot) = info.get(cx.sym("path"))
        && cx.bool_of(slot).during("while evaluating the `path` attribute of a string context")?
    {
        elements.push(path.to_owned());
    }
    if let Some(slot) = info.get(cx.sym("allOutputs"))
        && cx.bool_of(slot).during("while evaluating the `allOutputs` attribute of a string context")?
    {
        if !derivation {
            return refused("all-outputs");
        }
        elements.push(format!("={path}"));
    }
    let Some(slot) = info.get(cx.sym("outputs")) else { return Ok(()) };
    let outputs = cx.list_of(slot).during("while evaluating the `outputs` attribute of a string context")?;
    if !outputs.items.is_empty() && !derivation {
        return refused("derivation output");
    }
    for item in outputs.items {
        let output = cx.text_of(item).during("while evaluating an output name within a string context")?;
        elements.push(format!("!{output}!{path}"));
    }
    Ok(())
}

impl<'a> Evaluator<'a> {
    /// The refusal of a string whose text must not depend on the store.
    pub(crate) fn speaks_of_store(&self, text: &Str<'a>) -> Option<Failure> {
        let such = Element::of(text.context().first()?).shown();
        let message = format!(
            "the string '{}' is not allowed to refer to a store path (such as '{such}')",
            text.text()
        );
        Some(fault(message))
    }
}
