//! Code as a text that can be compared: an expression with what the variables in it are bound to
//! in its file, and all of the files that it names. Two that read the same decide the same, as far
//! as texts tell: what they take from arguments is compared where it is said.

use super::comparisons;
use crate::database::Db;
use crate::reach::file_at;
use crate::{embedded, paths, queries};
use fedic_diagnostics::{FileId, NodeId, Place};
use fedic_diff::Comparison;
use fedic_hir::{Binder, Body, Expr, ExprId, Scopes, SourceMap};
use fedic_syntax::ast::{AstNode, NodeOrToken, SyntaxKind};
use fedic_syntax::parse;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

/// The code of a project, by place.
pub(super) struct Codes<'d> {
    db: &'d dyn Db,
    known: RefCell<BTreeMap<FileId, Rc<Uses>>>,
    /// Whether a file names no other.
    alone: RefCell<BTreeMap<FileId, bool>>,
    /// What has been read of files that code names, each once.
    read: RefCell<BTreeMap<String, Option<Rc<Named>>>>,
}

/// A file that code names.
struct Named {
    text: Arc<str>,
    /// What decides in it, once somebody asks.
    words: OnceCell<String>,
    is_nix: bool,
    /// The files that it names itself.
    paths: Vec<String>,
}

impl Named {
    fn words(&self) -> &str {
        if !self.is_nix {
            return &self.text;
        }
        self.words.get_or_init(|| {
            let mut words = String::new();
            add_words(&mut words, &self.text);
            words
        })
    }
}

impl<'d> Codes<'d> {
    pub(super) fn new(db: &'d dyn Db) -> Codes<'d> {
        Codes { db, known: RefCell::default(), alone: RefCell::default(), read: RefCell::default() }
    }

    /// What decides what stands for the code at a place, if that is the text of its file alone.
    pub(super) fn text(&self, place: Place) -> Option<&'d Arc<str>> {
        let file = self.db.files().by_id(place.file)?;
        let mut alone = self.alone.borrow_mut();
        let alone = *alone.entry(place.file).or_insert_with(|| {
            let names_file = |expr: &Expr| matches!(expr, Expr::Path(_));
            !queries::body(self.db, file).exprs.iter().any(names_file)
        });
        queries::text(self.db, file).as_ref().ok().filter(|_| alone)
    }

    /// What stands for the code at a place: an expression, or the key of a binding. Of a binding's
    /// set these members are left out.
    pub(super) fn at(&self, place: Place, told: &[&str]) -> Option<String> {
        let file = self.db.files().by_id(place.file)?;
        let text = queries::text(self.db, file).as_ref().ok()?;
        let (body, map) = (queries::body(self.db, file), queries::source_map(self.db, file));
        let uses = &*self.uses(place.file, body);
        let exprs = match place.node.as_name() {
            Some(_) => {
                let value = *uses.keys.get(&place.node)?;
                let kept = without_words(body, map, text, value);
                kept.or_else(|| without(body, value, told)).unwrap_or_else(|| vec![value])
            }
            None => vec![map.expr(place.node)?],
        };
        let mut whole = String::new();
        let mut named = BTreeSet::new();
        for expr in exprs {
            let (words, files) = with_bindings((body, map, text), uses, expr)?;
            whole += &words;
            named.extend(files);
        }
        let folder = paths::parent(file.path(self.db)).unwrap_or("/");
        whole += &self.files(folder, named);
        Some(whole)
    }

    /// What stands for the files that an expression names, and for those that they name: nothing, if
    /// there are none.
    fn files(&self, folder: &str, named: BTreeSet<String>) -> String {
        let files = self.reached(folder, named);
        if files.is_empty() {
            return String::new();
        }
        fedic_plan::digest(files.iter().map(|(_, file)| ("", file.words().as_bytes()))) + "\n"
    }

    /// The files that an expression in a folder names, and those that they name.
    fn reached(&self, folder: &str, named: BTreeSet<String>) -> Vec<(Arc<str>, Rc<Named>)> {
        let mut rest: Vec<String> = named.iter().rev().map(|path| paths::join(folder, path)).collect();
        let (mut seen, mut files) = (BTreeSet::new(), Vec::new());
        while let Some(path) = rest.pop() {
            let Some(path) = file_at(self.db, &path).map(|file| file.path(self.db)) else { continue };
            // What fedic brings along is the same for both versions.
            if embedded::owns(path) || !seen.insert(path.clone()) {
                continue;
            }
            let Some(file) = self.named(path) else { continue };
            rest.extend(file.paths.iter().cloned());
            files.push((path.clone(), file));
        }
        files
    }

    /// What is known of a file, by its path.
    fn named(&self, path: &str) -> Option<Rc<Named>> {
        if let Some(known) = self.read.borrow().get(path) {
            return known.clone();
        }
        let file = self.db.files().text(self.db, path);
        let read = queries::text(self.db, file).as_ref().ok().map(|text| {
            let is_nix = path.ends_with(".nix");
            let paths = if is_nix { named_in(path, queries::body(self.db, file)) } else { Vec::new() };
            Rc::new(Named { text: text.clone(), words: OnceCell::new(), is_nix, paths })
        });
        self.read.borrow_mut().insert(path.to_owned(), read.clone());
        read
    }

    fn uses(&self, file: FileId, body: &Body) -> Rc<Uses> {
        self.known.borrow_mut().entry(file).or_insert_with(|| Rc::new(Uses::of(body))).clone()
    }

    /// What the code at a place compares, the files that it names included.
    pub(super) fn comparisons(&self, place: Place) -> Vec<Comparison> {
        let Some(file) = self.db.files().by_id(place.file) else { return Vec::new() };
        let (body, map) = (queries::body(self.db, file), queries::source_map(self.db, file));
        let uses = &*self.uses(place.file, body);
        let expr = match place.node.as_name() {
            Some(_) => uses.keys.get(&place.node).copied(),
            None => map.expr(place.node),
        };
        let Some(expr) = expr else { return Vec::new() };
        let exprs = deciding(uses, expr);
        let mut all = comparisons::within(body, uses, &exprs);
        let paths = uses.paths.iter().filter(|(at, _)| exprs.iter().any(|it| uses.is_within(*at, *it)));
        let folder = paths::parent(file.path(self.db)).unwrap_or("/");
        for (path, _) in self.reached(folder, paths.map(|it| it.1.clone()).collect()) {
            if path.ends_with(".nix") {
                let file = self.db.files().text(self.db, &path);
                let body = queries::body(self.db, file);
                let whole: Vec<ExprId> = body.root.into_iter().collect();
                all.extend(comparisons::within(body, &self.uses(file.id(self.db), body), &whole));
            }
        }
        all
    }
}

/// The files that a file's body names.
fn named_in(path: &str, body: &Body) -> Vec<String> {
    let folder = paths::parent(path).unwrap_or("/");
    let named: BTreeSet<String> = body.exprs.iter().filter_map(|it| path_of(body, *it)).collect();
    named.iter().rev().map(|path| paths::join(folder, path)).collect()
}

/// The path that an expression is.
fn path_of(body: &Body, expr: Expr) -> Option<String> {
    match expr {
        Expr::Path(text) => Some(body.strings[text.0 as usize].to_string()),
        _ => None,
    }
}

/// What `mkOption { … }` says for people, and is told by itself.
const WORDS: [&str; 5] = ["default", "defaultText", "description", "example", "meta"];

/// What decides in `mkOption { … }`, if an expression is such a call.
fn without_words(body: &Body, map: &SourceMap, text: &str, expr: ExprId) -> Option<Vec<ExprId>> {
    let Expr::Call { function, arguments } = body.exprs[expr.0 as usize] else { return None };
    let span = map.span(body.node(function))?;
    let called = text.get(span.start as usize..span.end as usize)?;
    let ([argument], true) = (body.run(arguments), called.ends_with("mkOption")) else { return None };
    let Expr::Set(bindings) = body.exprs[argument.0 as usize] else { return None };
    let bindings = &body.bindings[bindings.0 as usize];
    if bindings.recursive || !bindings.dynamic.is_empty() {
        return None;
    }
    let is_code = |name: &str| !WORDS.contains(&name);
    let kept = bindings.attrs.iter().filter(|attr| is_code(&body.names[attr.name.0 as usize]));
    Some(std::iter::once(function).chain(kept.map(|attr| attr.value)).collect())
}

/// The members of a set but some, if an expression is a set.
fn without(body: &Body, expr: ExprId, told: &[&str]) -> Option<Vec<ExprId>> {
    let Expr::Set(bindings) = body.exprs[expr.0 as usize] else { return None };
    let bindings = &body.bindings[bindings.0 as usize];
    if told.is_empty() || bindings.recursive || !bindings.dynamic.is_empty() {
        return None;
    }
    let kept = bindings.attrs.iter().filter(|attr| !told.contains(&&*body.names[attr.name.0 as usize]));
    Some(kept.map(|attr| attr.value).collect())
}

/// The variables of a body that are bound to a value in it, and the values of its keys.
pub(super) struct Uses {
    pub(super) scopes: Scopes,
    keys: BTreeMap<NodeId, ExprId>,
    /// Each with that value.
    pub(super) bound: Vec<(ExprId, ExprId)>,
    /// The paths in a body.
    paths: Vec<(ExprId, String)>,
}

impl Uses {
    fn of(body: &Body) -> Uses {
        let scopes = Scopes::new(body);
        let exprs = (0_u32..).take(body.exprs.len()).map(ExprId);
        let bound = exprs.filter_map(|expr| match scopes.binder(body, expr)? {
            Binder::Name { bindings, index } => {
                Some((expr, body.bindings[bindings.0 as usize].attrs.get(index as usize)?.value))
            }
            Binder::Parameter { .. } => None,
        });
        let bound = bound.collect();
        let all = body.exprs.iter().zip(0_u32..);
        let paths = all.filter_map(|(expr, at)| Some((ExprId(at), path_of(body, *expr)?))).collect();
        let attrs = body.bindings.iter().flat_map(|it| &it.attrs);
        Uses { bound, paths, keys: attrs.map(|attr| (attr.at, attr.value)).collect(), scopes }
    }

    pub(super) fn is_within(&self, inner: ExprId, outer: ExprId) -> bool {
        self.scopes.around(inner).any(|around| around == outer)
    }
}

/// An expression and what the variables in it are bound to, which decide with it.
fn deciding(uses: &Uses, expr: ExprId) -> Vec<ExprId> {
    let (mut all, mut seen, mut rest) = (Vec::new(), BTreeSet::new(), vec![expr]);
    while let Some(next) = rest.pop() {
        // What holds the expression itself says nothing more of it.
        if !seen.insert(next) || next != expr && uses.is_within(expr, next) {
            continue;
        }
        all.push(next);
        let inside = uses.bound.iter().filter(|(user, _)| uses.is_within(*user, next));
        rest.extend(inside.map(|(_, value)| *value).filter(|value| !uses.is_within(*value, next)));
    }
    all
}

/// The words of an expression and of the bindings that it uses, and the paths among them.
fn with_bindings(
    file: (&Body, &SourceMap, &str),
    uses: &Uses,
    expr: ExprId,
) -> Option<(String, BTreeSet<String>)> {
    let (body, map, text) = file;
    let (mut whole, mut paths) = (String::new(), BTreeSet::new());
    for next in deciding(uses, expr) {
        let span = map.span(body.node(next))?;
        add_words(&mut whole, text.get(span.start as usize..span.end as usize)?);
        let named = uses.paths.iter().filter(|(at, _)| uses.is_within(*at, next));
        paths.extend(named.map(|(_, path)| path.clone()));
    }
    Some((whole, paths))
}

/// Adds a line of the tokens of a text, without what stands between them: a blank in a string is
/// a part of it, one beside it is not.
fn add_words(whole: &mut String, text: &str) {
    for element in parse(text).root().syntax().descendants_with_tokens() {
        let NodeOrToken::Token(token) = element else { continue };
        if !matches!(token.kind(), SyntaxKind::TOKEN_WHITESPACE | SyntaxKind::TOKEN_COMMENT) {
            whole.push_str(token.text());
            whole.push(' ');
        }
    }
    whole.push('\n');
}

#[cfg(test)]
mod tests {
    use super::{Uses, with_bindings};
    use fedic_diagnostics::FileId;
    use fedic_hir::{Dialect, Expr, ExprId, lower};

    /// The code of the first call in a file.
    fn code(file: &str) -> Option<String> {
        let lowered = lower(FileId(0), &fedic_syntax::parse(file), Dialect::default());
        let calls = lowered.body.exprs.iter().position(|it| matches!(it, Expr::Call { .. }))?;
        let call = ExprId(u32::try_from(calls).ok()?);
        let uses = Uses::of(&lowered.body);
        with_bindings((&lowered.body, &lowered.source_map, file), &uses, call).map(|it| it.0)
    }

    #[test]
    fn what_a_variable_is_bound_to_belongs_to_the_code() {
        let file = "{ f }: let even = x: x > limit; limit = 3; other = 4; in f even";
        let text = code(file).unwrap_or_default();
        assert!(text.contains("x > limit") && text.contains("3 \n") && !text.contains('4'), "{text}");
    }

    #[test]
    fn text_and_comments_are_no_code() {
        let file = r#"{ f }: let re = "a;b.*"; other = 4; in f /* other; */ re"#;
        let text = code(file).unwrap_or_default();
        assert!(text.contains("a;b.*") && !text.contains('4'), "{text}");
    }

    #[test]
    fn comments_and_blanks_between_tokens_are_no_code() {
        let plain = code(r#"{ f }: f (x: x + 1) "a  b""#);
        assert_eq!(plain, code("{ f }: f ( x:\n  # one more\n  x + /* that is */ 1 ) \"a  b\""));
    }

    #[test]
    fn blanks_in_a_string_are_code() {
        assert_ne!(code(r#"{ f }: f "a  b""#), code(r#"{ f }: f "a b""#));
        assert_ne!(code("{ f }: f ''\n  a\n   b''"), code("{ f }: f ''\n  a\n  b''"));
    }
}
