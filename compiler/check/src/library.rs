//! The type of `lib`, read from the library's own files: which names it has, and the
//! signatures in the comments above them.
//!
//! Nothing is evaluated. Where a file computes its names, the topic is open: any name is
//! taken to be there.

use crate::{
    signature::{named, signature},
    ty::{MemberTy, SetTy, Ty},
};
use fedic_diagnostics::{NodeId, SectionId};
use fedic_hir::{BindingsId, Body, Expr, ExprId, KeyPart, Params, SourceMap};
use std::{collections::BTreeSet, rc::Rc, sync::Arc};

/// A file of the library: its path below `lib`, its text, and what lowering made of it.
#[derive(Clone)]
pub struct LibraryFile<'f> {
    pub path: &'f str,
    pub text: &'f str,
    /// The whole file, or its outermost section.
    pub body: Arc<Body>,
    pub section: Rc<dyn Fn(SectionId) -> Arc<Body> + 'f>,
    pub source_map: &'f SourceMap,
}

/// What is known of `lib`.
#[derive(Clone, Debug, PartialEq)]
pub struct Library {
    pub(crate) lib: Ty,
}

impl Default for Library {
    /// Of a `lib` that is not fedic's own, nothing is known.
    fn default() -> Library {
        Library { lib: Ty::Unknown }
    }
}

impl Library {
    /// Reads the library from its files, asked for by their paths; `default.nix` says which
    /// names are where. Of a name that is not wanted it is known that it is there; of a topic
    /// none of whose names is wanted nothing is known, and its files are not asked for.
    #[must_use]
    pub fn read<'f>(
        file: &dyn Fn(&str) -> Option<LibraryFile<'f>>,
        wanted: &dyn Fn(&str) -> bool,
    ) -> Library {
        let reader = Reader { file, wanted };
        let Some(default) = &file("default.nix") else { return Library::default() };
        let Some((body, set)) = names_of(default) else { return Library::default() };
        let entries = reader.entries(default, &body, set);
        let topics: BTreeSet<&str> = entries
            .iter()
            .filter(|(name, _)| wanted(name))
            .map(|(name, from)| if let Entry::Topic(topic) = from { topic } else { name }.as_str())
            .collect();
        let mut members: Vec<MemberTy> = Vec::new();
        for (name, from) in &entries {
            let ty = match from {
                Entry::File(path) if topics.contains(name.as_str()) => reader.topic(name, path),
                Entry::File(_) => Ty::Unknown,
                Entry::Topic(topic) => match members.iter().find(|member| *member.name == **topic) {
                    Some(MemberTy { ty: Ty::Set(set), .. }) => {
                        set.member(name).map_or(Ty::Unknown, |member| member.ty.clone())
                    }
                    _ => Ty::Unknown,
                },
                Entry::Other => Ty::Unknown,
            };
            members.push(MemberTy { name: name.as_str().into(), ty, optional: false, at: None });
        }
        for name in ["extend", "lib"] {
            members.push(MemberTy { name: name.into(), ty: Ty::Unknown, optional: false, at: None });
        }
        Library { lib: Ty::Set(Arc::new(SetTy { name: Some("`lib`".into()), members, rest: None })) }
    }

    /// The signature of a function of the library by its path: `lists.map`, `map`.
    #[must_use]
    pub fn find(&self, path: &[&str]) -> Option<&Ty> {
        path.iter().try_fold(&self.lib, |ty, name| match ty {
            Ty::Set(set) => set.member(name).map(|member| &member.ty),
            _ => None,
        })
    }
}

enum Entry {
    /// `lists = import ./lists.nix lib;`
    File(String),
    /// `inherit (lib.lists) map;`
    Topic(String),
    Other,
}

struct Reader<'r, 'f> {
    file: &'r dyn Fn(&str) -> Option<LibraryFile<'f>>,
    wanted: &'r dyn Fn(&str) -> bool,
}

impl<'f> Reader<'_, 'f> {
    /// The names of the set in `default.nix`, and where each is from.
    fn entries(&self, file: &LibraryFile, body: &Arc<Body>, set: BindingsId) -> Vec<(String, Entry)> {
        let bindings = &body.bindings[set.0 as usize];
        let mut entries: Vec<(String, Entry)> = Vec::new();
        for attr in &bindings.attrs {
            let name = body.names[attr.name.0 as usize].to_string();
            let entry = match body.exprs[attr.value.0 as usize] {
                Expr::Select { base, .. } if attr.inner => {
                    self.source(body, base, bindings.sources.as_slice())
                }
                _ => {
                    let (body, value) = file.entered(body, attr.value);
                    imported(&body, value).map_or(Entry::Other, Entry::File)
                }
            };
            entries.push((name, entry));
        }
        // Topics first, for the others are found in them.
        entries.sort_by_key(|(_, entry)| !matches!(entry, Entry::File(_)));
        entries
    }

    fn source(&self, body: &Body, base: ExprId, sources: &[ExprId]) -> Entry {
        let Expr::Local { slot, .. } = body.exprs[base.0 as usize] else { return Entry::Other };
        let Some(source) = sources.get(slot as usize) else { return Entry::Other };
        let Expr::Select { path, .. } = body.exprs[source.0 as usize] else { return Entry::Other };
        match body.paths[path.0 as usize].as_slice() {
            [KeyPart::Static { name, .. }] => Entry::Topic(body.names[name.0 as usize].to_string()),
            _ => Entry::Other,
        }
    }

    fn topic(&self, topic: &str, path: &str) -> Ty {
        let Some(file) = &(self.file)(path) else { return Ty::Unknown };
        let mut set = SetTy { name: Some(format!("`lib.{topic}`").into()), ..SetTy::default() };
        let mut seen = BTreeSet::new();
        match file.body.root {
            Some(root) => self.collect(file, &file.body, root, &mut set, &mut seen),
            None => set.rest = Some(Ty::Unknown),
        }
        Ty::Set(Arc::new(set))
    }

    /// Adds the names that an expression's set has; opens the set where they are computed.
    fn collect(
        &self,
        file: &LibraryFile<'f>,
        body: &Arc<Body>,
        id: ExprId,
        set: &mut SetTy,
        seen: &mut BTreeSet<&'f str>,
    ) {
        let (code, id) = &file.entered(body, id);
        match code.exprs[id.0 as usize] {
            Expr::Let { body, .. } | Expr::Assert { body, .. } | Expr::WithIn { body, .. } => {
                self.collect(file, code, body, set, seen);
            }
            Expr::Lambda(lambda) => {
                let lambda = &code.lambdas[lambda.0 as usize];
                match lambda.params {
                    Params::Simple(_) => self.collect(file, code, lambda.body, set, seen),
                    Params::Pattern { .. } => set.rest = Some(Ty::Unknown),
                }
            }
            Expr::Binary { op: fedic_hir::BinaryOp::Update, left, right } => {
                self.collect(file, code, left, set, seen);
                self.collect(file, code, right, set, seen);
            }
            Expr::Set(bindings) => self.collect_set(file, code, bindings, set),
            Expr::Call { .. } => match imported(code, *id).and_then(|path| self.resolve(file.path, &path)) {
                Some(inner) if seen.insert(inner.path) => match inner.body.root {
                    Some(root) => self.collect(&inner, &inner.body, root, set, seen),
                    None => set.rest = Some(Ty::Unknown),
                },
                _ => set.rest = Some(Ty::Unknown),
            },
            _ => set.rest = Some(Ty::Unknown),
        }
    }

    fn resolve(&self, from: &str, path: &str) -> Option<LibraryFile<'f>> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
        (self.file)(&path)
    }

    fn collect_set(&self, file: &LibraryFile, body: &Body, bindings: BindingsId, set: &mut SetTy) {
        let bindings = &body.bindings[bindings.0 as usize];
        for attr in &bindings.attrs {
            let name = body.names[attr.name.0 as usize].clone();
            let ty = if (self.wanted)(&name) { declared(file, attr.at, &name) } else { Ty::Unknown };
            set.members.retain(|member| member.name != name);
            set.members.push(MemberTy { name, ty, optional: false, at: None });
        }
        if !bindings.dynamic.is_empty() {
            set.rest = Some(Ty::Unknown);
        }
    }
}

impl LibraryFile<'_> {
    /// An expression in its own section, if it has one.
    fn entered(&self, body: &Arc<Body>, id: ExprId) -> (Arc<Body>, ExprId) {
        match body.exprs[id.0 as usize] {
            Expr::Section(inner) => ((self.section)(body.inner[inner.0 as usize]), ExprId(0)),
            _ => (body.clone(), id),
        }
    }
}

/// The type of a name by the comment above it.
fn declared(file: &LibraryFile, at: NodeId, name: &Arc<str>) -> Ty {
    file.source_map
        .span(at)
        .and_then(|span| comment(file.text, span.start as usize))
        .and_then(signature_line)
        .and_then(|line| signature(line).ok())
        .filter(|(declared, _)| **declared == **name)
        .map_or(Ty::Unknown, |(_, ty)| named(name, ty))
}

/// The set that `default.nix` gives: the body of the innermost function it hands to its fixed
/// point, which is the largest.
fn names_of(file: &LibraryFile) -> Option<(Arc<Body>, BindingsId)> {
    let mut bodies = vec![file.body.clone()];
    let mut largest: Option<(usize, Arc<Body>, BindingsId)> = None;
    while let Some(body) = bodies.pop() {
        bodies.extend(body.inner.iter().map(|&inner| (file.section)(inner)));
        for expr in &body.exprs {
            let Expr::Set(bindings) = *expr else { continue };
            let size = body.bindings[bindings.0 as usize].attrs.len();
            if largest.as_ref().is_none_or(|(most, ..)| size > *most) {
                largest = Some((size, body.clone(), bindings));
            }
        }
    }
    largest.map(|(_, body, set)| (body, set))
}

/// `a/b.nix` of `import ./a/b.nix …`.
fn imported(body: &Body, id: ExprId) -> Option<String> {
    let Expr::Call { function, arguments } = body.exprs[id.0 as usize] else { return None };
    let Expr::Global(name) = body.exprs[function.0 as usize] else { return None };
    if &*body.names[name.0 as usize] != "import" {
        return None;
    }
    let first = *body.children.get(arguments.start as usize)?;
    let Expr::Path(path) = body.exprs[first.0 as usize] else { return None };
    body.strings[path.0 as usize].strip_prefix("./").map(str::to_owned)
}

/// The `/** … */` that ends right before an offset.
pub fn comment(text: &str, offset: usize) -> Option<&str> {
    let before = text.get(..offset)?.trim_end().strip_suffix("*/")?;
    let start = before.rfind("/*")?;
    before[start..].strip_prefix("/**")
}

/// The line of a comment that is a signature.
pub fn signature_line(comment: &str) -> Option<&str> {
    comment.lines().map(str::trim).find(|line| {
        line.split_once(" : ")
            .is_some_and(|(name, _)| !name.is_empty() && !name.contains(char::is_whitespace))
    })
}
