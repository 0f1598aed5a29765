//! Files as values: imports, each evaluated once.

use crate::internal::LIBRARY;
use crate::paths::after_prefix;
use crate::{
    Attrs, Code, Error, ErrorKind, Evaluator, Failure, FileKind, Frame, LoadedFile, Res, State, Str, Sym,
};
use fedic_diagnostics::{FileId, Problem, Severity, problem::scope::ScopeProblem};
use fedic_hir::{Body, ExprId, InnerId};
use std::borrow::Cow;
use std::cell::Cell;
use std::sync::Arc;

impl<'a> Evaluator<'a> {
    /// The value of the file at a path (of a folder: of its `default.nix`). Evaluated once.
    ///
    /// # Errors
    /// It cannot be read, is no Nix, or what evaluating it gives.
    pub fn import(&'a self, path: &str) -> Res<'a> {
        if let Some(slot) = self.imports.get(path) {
            return self.follow(slot);
        }
        let file = self.nix_file(path)?;
        let slot = match self.imports.get(&file.path) {
            Some(slot) => slot,
            None => {
                let real = self.arena().alloc_str(&file.path);
                let slot = self.slot(self.suspend_file(&file, folder(real), None)?);
                self.imports.insert(real, slot);
                slot
            }
        };
        self.imports.insert(self.arena().alloc_str(path), slot);
        self.follow(slot)
    }

    /// The value of the file at a path, with names in front of the global scope.
    ///
    /// # Errors
    /// As [`Evaluator::import`].
    pub(crate) fn import_scoped(&'a self, path: &str, scope: &'a Attrs<'a>) -> Res<'a> {
        let file = self.nix_file(path)?;
        let folder = self.arena().alloc_str(folder(&file.path));
        let slot = self.slot(self.suspend_file(&file, folder, Some(scope))?);
        self.follow(slot)
    }

    /// The value of a text that is no file of its own, such as that of `-E`. Its paths
    /// resolve against `folder`.
    ///
    /// # Errors
    /// It is no Nix, or what evaluating it gives.
    pub fn eval_file(&'a self, file: LoadedFile, folder: &str) -> Res<'a> {
        let folder = self.arena().alloc_str(folder);
        let slot = self.slot(self.suspend_file(&file, folder, None)?);
        self.follow(slot)
    }

    /// A text as Nix shows what it has read: names resolved, operators as calls, everything in
    /// parentheses.
    ///
    /// # Errors
    /// It is no Nix.
    pub fn parsed_text(&'a self, file: &LoadedFile, folder: &str) -> Result<String, Failure> {
        let folder = self.arena().alloc_str(folder);
        match self.suspend_file(file, folder, None)? {
            State::Suspended(root) => Ok(self.source_text(root.frame.code(), root.expr)),
            _ => unreachable!("a file is an expression"),
        }
    }

    fn nix_file(&self, path: &str) -> Result<LoadedFile, Failure> {
        self.loader().nix_file(path).map_err(|why| {
            let is_link = matches!(self.loader().kind(path), Ok(Some(FileKind::Symlink)));
            if is_link && self.followed(path).is_err() {
                let message =
                    format!("too many symbolic links encountered while traversing the path '{path}'");
                return Error::new(ErrorKind::Evaluation, message);
            }
            let folder = self.loader().list(path).is_ok();
            let file =
                if folder { format!("{}/default.nix", path.trim_end_matches('/')) } else { path.to_owned() };
            self.unreadable(&file, &why)
        })
    }

    /// The root of a file, not yet evaluated, unless something is wrong with the file.
    fn suspend_file(
        &'a self,
        file: &LoadedFile,
        folder: &'a str,
        scope: Option<&'a Attrs<'a>>,
    ) -> Result<State<'a>, Failure> {
        let given = |name: &str| scope.is_some_and(|scope| scope.get(self.sym(name)).is_some());
        // Names are looked up in a text that holds together.
        let (names, text): (Vec<&Problem>, Vec<&Problem>) = file
            .problems
            .iter()
            .partition(|it| matches!(it, Problem::Scope(ScopeProblem::UndefinedVariable { .. })));
        for problem in &text {
            self.warn_of(problem);
        }
        for problem in text.into_iter().chain(names) {
            let Some(error) = fatal(problem, given) else { continue };
            match problem {
                // Whatever else the file says can be read.
                Problem::Scope(ScopeProblem::UndefinedVariable { .. }) => self.set_aside(error)?,
                _ => return Err(error),
            }
        }
        for name in file.names.iter().flat_map(|names| names.iter()) {
            self.sym(name);
        }
        let code = self.code(file.file, Arc::clone(&file.body), folder, scope, None);
        let frame = self.root_frame(code);
        match code.body.root {
            Some(expr) => Ok(frame.suspend(expr)),
            None => Err(Error::new(ErrorKind::Parse, "syntax error, unexpected end of file")),
        }
    }

    /// Says what Nix says of a text that it will read otherwise one day.
    fn warn_of(&self, problem: &Problem) {
        let Problem::Scope(ScopeProblem::OldOr { at }) = problem else { return };
        let Some((path, line, column)) = self.loader().position(*at) else { return };
        self.loader().warn(&format!(
            "warning: at {path}:{line}:{column}: This expression uses `or` as an identifier in a way that will change \
             in a future Nix release.\nWrap it in parentheses to preserve its meaning."
        ));
    }

    /// The frame of a section that was cut out here, and the expression to evaluate in it.
    /// The slots are those around it; only the code is another.
    pub(crate) fn enter_section(&'a self, inner: InnerId, frame: &'a Frame<'a>) -> (ExprId, &'a Frame<'a>) {
        let (expr, code) = self.section(frame.code(), inner);
        (expr, self.section_frame(frame, code))
    }

    /// A section of some code, and its outermost expression.
    #[inline]
    pub(crate) fn section(&self, code: &'a Code<'a>, inner: InnerId) -> (ExprId, &'a Code<'a>) {
        let section = code.inner[inner.0 as usize].get().unwrap_or_else(|| self.load_section(code, inner));
        (ExprId(0), section)
    }

    #[cold]
    fn load_section(&self, code: &'a Code<'a>, inner: InnerId) -> &'a Code<'a> {
        let body = self.loader().section(code.file, code.body.inner[inner.0 as usize]);
        let section = self.code(code.file, body, code.folder, code.scope, Some(code.canonical()));
        code.inner[inner.0 as usize].set(Some(section));
        section
    }

    /// A string of a text that is not UTF-8.
    #[cold]
    fn read_back(&self, text: &'a str) -> &'a [u8] {
        match fedic_hir::read_back(text) {
            Cow::Borrowed(bytes) => bytes,
            Cow::Owned(bytes) => self.arena().alloc_slice_copy(&bytes),
        }
    }

    fn code(
        &self,
        file: FileId,
        body: Arc<Body>,
        folder: &'a str,
        scope: Option<&'a Attrs<'a>>,
        around: Option<&'a Code<'a>>,
    ) -> &'a Code<'a> {
        let arena = self.arena();
        let body = &**self.store.bodies.push(body);
        let symbol = |name: &'a Arc<str>| match body.raw {
            true => self.sym_of(arena.alloc(Str::plain(self.read_back(name)))),
            false => self.sym(name),
        };
        let symbols: &'a [Sym] = arena.alloc_slice_fill_iter(body.names.iter().map(symbol));
        let string = |text: &'a Arc<str>| {
            let bytes = if body.raw { self.read_back(text) } else { text.as_bytes() };
            &*arena.alloc(Str::plain(bytes))
        };
        let strings: &'a [&'a Str<'a>] = arena.alloc_slice_fill_iter(body.strings.iter().map(string));
        let kept = &*arena.alloc(Code {
            file,
            body,
            exprs: &body.exprs,
            lambdas: &body.lambdas,
            children: &body.children,
            symbols,
            strings,
            folder,
            library: after_prefix(folder, LIBRARY).is_some(),
            literals: arena.alloc_slice_fill_with(body.bindings.len(), |_| Cell::new(None)),
            hints: arena.alloc_slice_fill_with(body.paths.len(), |_| Cell::new(0)),
            paths: arena.alloc_slice_fill_with(body.strings.len(), |_| Cell::new(None)),
            inner: arena.alloc_slice_fill_with(body.inner.len(), |_| Cell::new(None)),
            around,
            scope,
            kept: true,
            twin: Cell::new(None),
        });
        let fresh = Code { kept: false, twin: Cell::new(Some(kept)), ..kept.clone() };
        kept.twin.set(Some(arena.alloc(fresh)));
        kept
    }
}

/// The folder that a file lies in.
fn folder(path: &str) -> &str {
    match path.rfind('/') {
        None | Some(0) => "/",
        Some(end) => &path[..end],
    }
}

/// The error of evaluating a file with this problem, unless it is a warning, or a name that
/// is bound after all.
fn fatal(problem: &Problem, given: impl Fn(&str) -> bool) -> Option<Failure> {
    let diagnostic = problem.diagnostic();
    if diagnostic.severity != Severity::Error {
        return None;
    }
    let mut error = match problem {
        Problem::Scope(ScopeProblem::UndefinedVariable { name, .. }) if given(name) => return None,
        Problem::Scope(ScopeProblem::UndefinedVariable { at, name, similar }) => {
            let mut error =
                Error::new(ErrorKind::UndefinedVariable, format!("undefined variable '{name}'")).at(*at);
            error.suggestions.clone_from(similar);
            error
        }
        _ => Error::new(ErrorKind::Parse, diagnostic.message),
    };
    error.problem = Some(problem.clone());
    Some(error)
}
