//! Paths: literals, search paths, places as text.

use crate::internal::{CORE, DERIVATION};
use crate::{Error, ErrorKind, Evaluator, Failure, FileKind, Frame, LoadError, Res, Str};
use fedic_diagnostics::problem::evaluation::EvaluationProblem;
use fedic_diagnostics::{Place, Problem};
use fedic_hir::{ExprId, StrId};
use std::borrow::Cow;

/// An absolute path without `.`, `..` and doubled slashes.
#[must_use]
pub fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// What of a name a prefix leaves, if whole parts of it are the prefix.
#[must_use]
pub fn after_prefix<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    if prefix.is_empty() {
        return Some(name);
    }
    let rest = name.strip_prefix(prefix)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// A path as it prints: what comes with the language is shown as it is looked up, `<nix/a.nix>`.
pub(crate) fn shown(path: &str) -> Cow<'_, str> {
    match after_prefix(path, CORE) {
        Some(rest) => format!("<nix/{rest}>").into(),
        None => path.into(),
    }
}

/// The error of a name that no entry of the search path has.
pub(crate) fn not_in_search_path(name: &str) -> Failure {
    let message =
        format!("file '{name}' was not found in the Nix search path (add it using $NIX_PATH or -I)");
    Error::new(ErrorKind::Thrown, message)
}

impl<'a> Evaluator<'a> {
    /// A path as written, resolved against the folder of its file; worked out once.
    pub(crate) fn path_literal(&'a self, text: StrId, frame: &'a Frame<'a>, expr: ExprId) -> Res<'a> {
        let cell = &frame.code().paths[text.0 as usize];
        if let Some(path) = cell.get() {
            return Ok(path);
        }
        let written = frame.code().strings[text.0 as usize];
        let start = self.path_start(written, frame).map_err(|error| error.at(frame.place(expr)))?;
        // Below the home directory Nix leaves a path as it is written: `~/a/../b`.
        let home = written.bytes.starts_with(b"~/");
        let path = if home { self.path(&start.text()) } else { self.path(&normal(&start.text())) };
        cell.set(Some(path));
        Ok(path)
    }

    /// The absolute form of a path's first piece, its end as written.
    pub(crate) fn path_start(
        &'a self,
        written: &'a Str<'a>,
        frame: &'a Frame<'a>,
    ) -> Result<&'a Str<'a>, Failure> {
        Ok(match self.resolved(self.utf8(written), frame.code().folder)? {
            Cow::Borrowed(_) => written,
            Cow::Owned(absolute) => self.str(self.arena().alloc_str(&absolute).as_bytes(), &[]),
        })
    }

    /// What a path stands for that is written in a file of this folder, its end as written.
    ///
    /// # Errors
    /// It is below a home directory that nobody knows.
    pub(crate) fn resolved<'t>(&self, text: &'t str, folder: &str) -> Result<Cow<'t, str>, Failure> {
        if text.starts_with('/') {
            return Ok(text.into());
        }
        let Some(rest) = text.strip_prefix("~/") else { return Ok(format!("{folder}/{text}").into()) };
        let home = self.loader().variable("HOME");
        if home.is_empty() {
            let message = "home-directory paths are not allowed here: no home directory is known";
            return Err(Error::new(ErrorKind::Restricted, message));
        }
        Ok(format!("{home}/{rest}").into())
    }

    /// `<name>`.
    pub(crate) fn search_path(&'a self, text: StrId, frame: &'a Frame<'a>, expr: ExprId) -> Res<'a> {
        let name = self.utf8(frame.code().strings[text.0 as usize]);
        match self.loader().search(name) {
            Ok(path) => Ok(self.path(&path)),
            Err(LoadError::Missing) => Err(not_in_search_path(name)
                .at(frame.place(expr))
                .during(frame.place(expr), "while calling the 'findFile' builtin")),
            Err(other) => Err(self.unreadable(&format!("<{name}>"), &other).at(frame.place(expr))),
        }
    }

    /// A path with every symlink in it followed.
    ///
    /// # Errors
    /// They lead in a circle.
    pub(crate) fn followed(&self, path: &str) -> Result<String, Failure> {
        let mut done = String::from("/");
        let mut rest: Vec<String> =
            path.rsplit('/').filter(|part| !part.is_empty()).map(String::from).collect();
        let mut links = 0;
        while let Some(part) = rest.pop() {
            let next = normal(&format!("{done}/{part}"));
            let target = match self.loader().kind(&next) {
                Ok(Some(FileKind::Symlink)) => self.loader().link(&next).ok(),
                _ => None,
            };
            let Some(target) = target else {
                done = next;
                continue;
            };
            links += 1;
            if links > 1000 {
                let message = format!("infinite symlink recursion in path '{path}'");
                return Err(Error::new(ErrorKind::Evaluation, message));
            }
            if target.starts_with('/') {
                done = String::from("/");
            }
            rest.extend(target.rsplit('/').filter(|part| !part.is_empty()).map(String::from));
        }
        Ok(done)
    }

    /// The error of something that could not be read.
    pub fn unreadable(&self, path: &str, why: &LoadError) -> Failure {
        match why {
            LoadError::Missing => {
                let found = self.followed(path).unwrap_or_else(|_| path.to_owned());
                let mut error = Error::new(ErrorKind::Evaluation, format!("path '{found}' does not exist"));
                let missing =
                    EvaluationProblem::MissingPath { at: None, path: path.to_owned(), similar: Vec::new() };
                error.problem = Some(Problem::Evaluation(missing));
                error
            }
            LoadError::Forbidden(why) => {
                Error::new(ErrorKind::Restricted, format!("access to '{path}' is forbidden: {why}"))
            }
            LoadError::Hidden(words) => Error::new(ErrorKind::Restricted, words.clone()),
            LoadError::WrongKind(why) | LoadError::Unreadable(why) => match self.followed(path) {
                Err(endless) => endless,
                Ok(_) => Error::new(ErrorKind::Evaluation, format!("cannot read '{path}': {why}")),
            },
        }
    }

    /// A place as `file:line:column`.
    pub(crate) fn position_text(&self, place: Place) -> String {
        match self.loader().position(place) {
            Some((file, line, column)) if file == DERIVATION => {
                format!("«nix-internal»{file}:{line}:{column}")
            }
            Some((file, line, column)) => format!("{file}:{line}:{column}"),
            None => "«string»".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::after_prefix;

    #[test]
    fn a_prefix_is_a_whole_name() {
        assert_eq!(after_prefix("nixpkgs/lib", "nixpkgs"), Some("lib"));
        assert_eq!(after_prefix("nixpkgs-unstable", "nixpkgs"), None);
        assert_eq!(after_prefix("a/b", ""), Some("a/b"));
    }
}
