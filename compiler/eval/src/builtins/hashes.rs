//! Hashes of strings and files, and their spellings.

use super::{Arguments, BuiltinDef, fault, function};
use crate::hash::{Algorithm, Format, Hash};
use crate::{During, Evaluator, Res};

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("convertHash", 1, convert),
    function("hashFile", 2, hash_file),
    function("hashString", 2, hash_string),
];

fn hash_string<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let algorithm = cx
        .text_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.hashString")?;
    let algorithm = Algorithm::named(algorithm).map_err(fault)?;
    let text = cx
        .string_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.hashString")?;
    Ok(cx.string(&algorithm.hash(text.bytes).show(Format::Base16)))
}

fn hash_file<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let algorithm = cx
        .text_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.hashFile")?;
    let algorithm = Algorithm::named(algorithm).map_err(fault)?;
    let path = cx.real_path(&arguments[1])?;
    Ok(cx.string(&algorithm.hash(&cx.read(path)?).show(Format::Base16)))
}

fn convert<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let attrs = cx
        .attrs_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.convertHash")?;
    let hash = cx.wanted(attrs, "hash", "while locating the attribute 'hash'")?;
    let hash = cx.text_of(hash).during("while evaluating the attribute 'hash'")?;
    let algorithm = match attrs.get(cx.sym("hashAlgo")) {
        Some(slot) => {
            let name = cx.text_of(slot).during("while evaluating the attribute 'hashAlgo'")?;
            Some(Algorithm::named(name).map_err(fault)?)
        }
        None => None,
    };
    let format = cx.wanted(attrs, "toHashFormat", "while locating the attribute 'toHashFormat'")?;
    let format = cx.text_of(format).during("while evaluating the attribute 'toHashFormat'")?;
    if format == "base32" {
        cx.loader().print("warning: \"base32\" is a deprecated alias for hash format \"nix32\".");
    }
    let format = Format::named(format).map_err(fault)?;
    Ok(cx.string(&Hash::parse(hash, algorithm).map_err(fault)?.show(format)))
}
