//! Store paths of texts and of files of the world: computed and never written.

use super::{Arguments, BuiltinDef, fault, function};
use crate::hash::{Algorithm, Hash};
use crate::store_path::{self, Method};
use crate::{Coercion, During, Evaluator, Failure, FileKind, Res, Slot, State, Str, Value, known};
use fedic_model::nix::attribute_name;

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("filterSource", 2, filter_source),
    function("path", 1, path),
    function("placeholder", 1, placeholder),
    function("storePath", 1, store_path),
    function("toFile", 2, to_file),
    function("toPath", 1, to_path),
];

impl<'a> Evaluator<'a> {
    /// A store path as a string that speaks of itself.
    fn stored(&self, path: &str) -> &'a Str<'a> {
        let path: &'a str = self.arena().alloc_str(path);
        self.str(path.as_bytes(), self.arena().alloc_slice_copy(&[path]))
    }

    /// The store path that a path would have if it were copied to the store, with itself as context.
    pub(crate) fn copy_path_to_store(&'a self, path: &str) -> Result<&'a Str<'a>, Failure> {
        if let Some(stored) = self.copies.get(path) {
            return Ok(stored);
        }
        let hash = Algorithm::Sha256.hash(&self.nar(path, &|_, _| Ok(true))?);
        let stored = store_path::of_content(base_name(path), Method::Recursive, &hash).map_err(fault)?;
        let stored = self.stored(&stored);
        self.copies.insert(self.arena().alloc_str(path), stored);
        Ok(stored)
    }
}

/// The last part of a path.
fn base_name(path: &str) -> &str {
    match path.rsplit('/').next() {
        None | Some("") => "source",
        Some(name) => name,
    }
}

/// A file of the store with this content.
fn to_file<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let name =
        cx.text_of(&arguments[0]).during("while evaluating the first argument passed to builtins.toFile")?;
    let text = cx
        .string_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.toFile")?;
    if let Some(other) = text.context().iter().find(|element| !element.starts_with('/')) {
        let other = other.replace(&format!("{}/", store_path::STORE), "");
        let message = format!(
            "files created by builtins.toFile may not reference derivations, but {name} references {other}"
        );
        return Err(fault(message));
    }
    let path = store_path::of_text(name, text.bytes, text.context()).map_err(fault)?;
    Ok(Value::Str(cx.stored(&path)))
}

/// What is to be put into the store.
struct Source<'a> {
    path: &'a str,
    name: &'a str,
    filter: Option<Value<'a>>,
    method: Method,
    /// What the user says the hash is.
    expected: Option<Hash>,
}

impl<'a> Evaluator<'a> {
    fn add_source(&'a self, source: &Source<'a>) -> Res<'a> {
        let added = self.source_path(source);
        added
            .map(|path| Value::Str(self.stored(&path)))
            .map_err(|error| error.during(None, format!("while adding path '{}'", source.path)))
    }

    fn source_path(&'a self, source: &Source<'a>) -> Result<String, Failure> {
        let path = self.followed(source.path)?;
        let bytes = match source.method {
            Method::Flat => self.read(&path)?.to_vec(),
            Method::Recursive => self.nar(&path, &|path, kind| self.keeps(source.filter, path, kind))?,
        };
        let hash = Algorithm::Sha256.hash(&bytes);
        if source.expected.as_ref().is_some_and(|expected| *expected != hash) {
            let path = source.path;
            return Err(fault(format!(
                "store path mismatch in (possibly filtered) path added from '{path}'"
            )));
        }
        store_path::of_content(source.name, source.method, &hash).map_err(fault)
    }

    fn keeps(&'a self, filter: Option<Value<'a>>, path: &str, kind: FileKind) -> Result<bool, Failure> {
        let Some(filter) = filter else { return Ok(true) };
        let arguments = [State::Ready(self.string(path)), State::Ready(self.kind_value(kind))];
        let kept = self.call(filter, &arguments)?;
        self.as_bool(kept).during("while evaluating the return value of the path filter function")
    }

    /// A path that is to be stored, from a path or text.
    fn source(&'a self, slot: &'a Slot<'a>, during: &str) -> Result<&'a str, Failure> {
        let text = self.coerced(slot, Coercion::PLAIN).during(during)?;
        self.outside_store(text)?;
        self.absolute(self.utf8(text)).during(during)
    }
}

fn filter_source<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let path = cx.source(
        &arguments[1],
        "while evaluating the second argument (the path to filter) passed to 'builtins.filterSource'",
    )?;
    let filter = cx
        .function_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.filterSource")?;
    let name = base_name(path);
    cx.add_source(&Source { path, name, filter: Some(filter), method: Method::Recursive, expected: None })
}

/// `path { path; name; filter; recursive; sha256; }`: read in the order in which Nix, too,
/// comes to know the names.
fn path<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let attrs =
        cx.attrs_of(&arguments[0]).during("while evaluating the argument passed to 'builtins.path'")?;
    let early = [known::NAME, cx.sym("path"), cx.sym("filter")];
    let late = attrs.names().iter().copied().filter(|name| !early.contains(name));
    let mut source = Source { path: "", name: "", filter: None, method: Method::Recursive, expected: None };
    for name in early.into_iter().chain(late) {
        if let Some(slot) = attrs.get(name) {
            source.read(cx, cx.name(name), slot)?;
        }
    }
    if source.path.is_empty() {
        return Err(fault("missing required 'path' attribute in the first argument to 'builtins.path'"));
    }
    if source.name.is_empty() {
        source.name = base_name(source.path);
    }
    cx.add_source(&source)
}

impl<'a> Source<'a> {
    /// Takes in one attribute.
    fn read(&mut self, cx: &'a Evaluator<'a>, name: &str, slot: &'a Slot<'a>) -> Result<(), Failure> {
        match name {
            "path" => {
                self.path =
                    cx.source(slot, "while evaluating the 'path' attribute passed to 'builtins.path'")?;
            }
            "name" => {
                self.name = cx
                    .text_of(slot)
                    .during("while evaluating the `name` attribute passed to builtins.path")?;
            }
            "filter" => {
                let filter = cx
                    .function_of(slot)
                    .during("while evaluating the `filter` parameter passed to builtins.path")?;
                self.filter = Some(filter);
            }
            "recursive" => {
                let recursive = cx
                    .bool_of(slot)
                    .during("while evaluating the `recursive` attribute passed to builtins.path")?;
                self.method = if recursive { Method::Recursive } else { Method::Flat };
            }
            "sha256" => {
                let hash = cx
                    .text_of(slot)
                    .during("while evaluating the `sha256` attribute passed to builtins.path")?;
                self.expected = Some(cx.hash_or_empty(hash, Some(Algorithm::Sha256))?);
            }
            other => {
                let other = attribute_name(other);
                return Err(fault(format!("unsupported argument '{other}' to 'builtins.path'")));
            }
        }
        Ok(())
    }
}

impl<'a> Evaluator<'a> {
    /// A hash as users write it; an empty one stands for zeros, with a warning.
    pub(crate) fn hash_or_empty(&self, text: &str, known: Option<Algorithm>) -> Result<Hash, Failure> {
        if !text.is_empty() {
            return Hash::parse(text, known).map_err(fault);
        }
        let algorithm = known.ok_or_else(|| fault("empty hash requires explicit hash algorithm"))?;
        let hash = Hash::zero(algorithm);
        self.loader()
            .print(&format!("warning: found empty hash, assuming '{}'", hash.show(crate::hash::Format::Sri)));
        Ok(hash)
    }
}

fn placeholder<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let output = cx
        .text_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.placeholder")?;
    Ok(cx.string(&store_path::placeholder(output)))
}

/// A path of the store, believed to be there.
fn store_path<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let text = cx
        .coerced(&arguments[0], Coercion::PLAIN)
        .during("while evaluating the first argument passed to 'builtins.storePath'")?;
    let path = cx
        .absolute(cx.utf8(text))
        .during("while evaluating the first argument passed to 'builtins.storePath'")?;
    let Some(root) = store_path::prefix(path) else {
        let path = cx.followed(path)?;
        return Err(fault(format!("path '{path}' is not in the Nix store")));
    };
    let context = cx.join_contexts(text.context(), cx.stored(root).context());
    Ok(cx.shared_bytes(path.as_bytes(), context))
}

/// An absolute path, made normal, as a string.
fn to_path<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let during = "while evaluating the first argument passed to builtins.toPath";
    let text = cx.coerced(&arguments[0], Coercion::PLAIN).during(during)?;
    let path = cx.absolute(cx.utf8(text)).during(during)?;
    Ok(cx.shared_bytes(path.as_bytes(), text.context()))
}
