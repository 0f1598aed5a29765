//! Builtins that read the world: files, folders, the search path, the environment.

use super::{Arguments, BuiltinDef, fault, function};
use crate::paths::{after_prefix, normal, not_in_search_path};
use crate::{
    Coercion, During, Error, ErrorKind, Evaluator, Failure, FileKind, LoadError, Position, Res, Slot, State,
    Str, Value, known, store_path,
};
use std::sync::Arc;

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("currentSystem", 0, |cx, _| Ok(cx.string(&cx.loader().system()))),
    function("currentTime", 0, |cx, _| Ok(Value::Int(cx.loader().time()))),
    function("findFile", 2, find_file),
    function("getEnv", 1, get_env),
    function("import", 1, import),
    function("langVersion", 0, |_, _| Ok(Value::Int(6))),
    function("nixPath", 0, nix_path),
    function("nixVersion", 0, |cx, _| Ok(cx.string("2.34.8"))),
    function("pathExists", 1, path_exists),
    function("readDir", 1, read_dir),
    function("readFile", 1, read_file),
    function("readFileType", 1, read_file_type),
    function("scopedImport", 2, scoped_import),
    function("storeDir", 0, |cx, _| Ok(cx.string(store_path::STORE))),
];

impl<'a> Evaluator<'a> {
    /// A path, or text that is one, of what can be read now: nothing that must be built.
    pub(crate) fn real_path(&'a self, slot: &'a Slot<'a>) -> Result<&'a str, Failure> {
        let text = self.coerced(slot, Coercion::PLAIN).during("while realising the context of a path")?;
        self.outside_store(text)?;
        self.absolute(self.utf8(text)).during("while realising the context of a path")
    }

    /// Refuses text that speaks of the store: there is nothing to read.
    pub(crate) fn outside_store(&self, text: &Str<'a>) -> Result<(), Failure> {
        if text.context().is_empty() {
            return Ok(());
        }
        let path = text.text();
        let message = format!(
            "cannot read '{path}': it would be in the Nix store, and nothing is built or copied there"
        );
        Err(Error::new(ErrorKind::Restricted, message))
    }

    /// An absolute path as text, made normal.
    pub(crate) fn absolute(&self, path: &'a str) -> Result<&'a str, Failure> {
        if !path.starts_with('/') {
            let message = format!("string '{path}' doesn't represent an absolute path");
            return Err(fault(message));
        }
        let same = path == "/"
            || !path.ends_with('/') && path[1..].split('/').all(|it| !matches!(it, "" | "." | ".."));
        Ok(if same { path } else { self.arena().alloc_str(&normal(path)) })
    }

    /// The bytes of a file.
    pub(crate) fn read(&'a self, path: &str) -> Result<Arc<[u8]>, Failure> {
        self.loader().read(path).map_err(|error| self.unreadable(path, &error))
    }
}

fn import<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    cx.import(cx.real_path(&arguments[0])?)
}

fn scoped_import<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let path = cx.real_path(&arguments[1])?;
    let scope = cx
        .attrs_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.scopedImport")?;
    cx.import_scoped(path, scope)
}

fn read_file<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let path = cx.real_path(&arguments[0])?;
    let bytes = cx.read(path)?;
    if bytes.contains(&0) {
        let message = format!("the contents of the file '{path}' cannot be represented as a Nix string");
        return Err(fault(message));
    }
    Ok(cx.bytes(&bytes, &[]))
}

fn kind_name(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Regular => "regular",
        FileKind::Directory => "directory",
        FileKind::Symlink => "symlink",
        FileKind::Unknown => "unknown",
    }
}

impl<'a> Evaluator<'a> {
    /// A kind of file as a string.
    pub(crate) fn kind_value(&self, kind: FileKind) -> Value<'a> {
        self.shared_text(kind_name(kind))
    }
}

fn read_dir<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let path = cx.real_path(&arguments[0])?;
    let names = cx.loader().list(path).map_err(|error| cx.not_listed(path, &error))?;
    let entry = |(name, kind): &(String, FileKind)| {
        (cx.sym(name), State::Ready(cx.kind_value(*kind)), Position::NONE)
    };
    Ok(Value::Attrs(cx.attrs(&mut names.iter().map(entry).collect::<Vec<_>>())))
}

impl<'a> Evaluator<'a> {
    /// Why there is no listing of what a path leads to.
    fn not_listed(&self, path: &str, why: &LoadError) -> Failure {
        match self.followed(path) {
            Err(endless) => endless,
            Ok(found) => match self.loader().kind(&found) {
                Ok(Some(FileKind::Regular | FileKind::Unknown)) => {
                    fault(format!("cannot read directory \"{found}\": Not a directory"))
                }
                _ => self.unreadable(path, why),
            },
        }
    }

    /// What is at a path that leads through no symlink, as if nobody had asked where they go.
    fn kind_unfollowed(&'a self, path: &str) -> Result<FileKind, Failure> {
        for (end, _) in path.match_indices('/').skip(1) {
            let folder = &path[..end];
            if matches!(self.loader().kind(folder), Ok(Some(FileKind::Symlink))) {
                return Err(fault(format!("path '{folder}' is a symlink")));
            }
        }
        self.kind_at(path)
    }
}

/// The only one that follows no symlink at all, as in Nix.
fn read_file_type<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let path = cx.real_path(&arguments[0])?;
    Ok(cx.kind_value(cx.kind_unfollowed(path)?))
}

/// Text that ends in `/` or `/.` asks for a folder.
fn path_exists<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let folder = match cx.force(&arguments[0])? {
        Value::Str(text) => text.bytes.ends_with(b"/") || text.bytes.ends_with(b"/."),
        _ => false,
    };
    let path = cx.real_path(&arguments[0])?;
    let exists = match cx.loader().kind(path) {
        Ok(Some(FileKind::Directory)) => true,
        Ok(Some(FileKind::Symlink)) if folder => cx.loader().list(path).is_ok(),
        Ok(kind) => kind.is_some() && !folder,
        Err(error @ LoadError::Forbidden(_)) => return Err(cx.unreadable(path, &error)),
        Err(_) => {
            // Symlinks in a circle are an error, anything else is not there.
            cx.followed(path)?;
            false
        }
    };
    Ok(Value::Bool(exists))
}

/// `findFile [ { prefix; path; } … ] "prefix/rest"`
fn find_file<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let entries = cx
        .list_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.findFile")?;
    let mut places = Vec::with_capacity(entries.items.len());
    for item in entries.items {
        let entry = cx
            .attrs_of(item)
            .during("while evaluating an element of the list passed to builtins.findFile")?;
        let prefix = match entry.get(known::PREFIX) {
            Some(slot) => cx.text_of(slot).during(
                "while evaluating the `prefix` attribute of an element of the list passed to builtins.findFile",
            )?,
            None => "",
        };
        let path = cx.wanted(entry, "path", "in an element of the __nixPath")?;
        let path = cx.coerced(path, Coercion::PLAIN).during(
            "while evaluating the `path` attribute of an element of the list passed to builtins.findFile",
        )?;
        places.push((prefix, cx.utf8(path)));
    }
    let name = cx
        .text_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.findFile")?;
    for (prefix, path) in places {
        let Some(rest) = after_prefix(name, prefix) else { continue };
        let is_there = |path: &str| matches!(cx.loader().kind(path), Ok(Some(_)));
        let found = normal(&format!("{path}/{rest}"));
        if path.starts_with('/') && is_there(&found) {
            return Ok(cx.path(&found));
        }
        if !path.starts_with('/') || !is_there(&normal(path)) {
            cx.loader().entry_is_missing(path);
        }
    }
    Err(not_in_search_path(name))
}

fn nix_path<'a>(cx: &'a Evaluator<'a>, _: Arguments<'a>) -> Res<'a> {
    let entry = |(prefix, path): (String, String)| {
        let entry = |name, text: &str| (name, State::Ready(cx.string(text)), Position::NONE);
        let entries = &mut [entry(known::PREFIX, &prefix), entry(cx.sym("path"), &path)];
        State::Ready(Value::Attrs(cx.attrs(entries)))
    };
    Ok(cx.list(&cx.loader().search_path().into_iter().map(entry).collect::<Vec<_>>()))
}

fn get_env<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let name =
        cx.text_of(&arguments[0]).during("while evaluating the first argument passed to builtins.getEnv")?;
    Ok(cx.string(&cx.loader().variable(name)))
}
