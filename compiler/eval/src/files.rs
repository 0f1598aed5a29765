//! Files as values: imports, each evaluated once.

use crate::{Attrs, Error, ErrorKind, Evaluator, LoadedFile, Res};

impl<'a> Evaluator<'a> {
    /// The value of the file at a path (of a folder: of its `default.nix`). Evaluated once.
    ///
    /// # Errors
    /// It cannot be read, is no Nix, or what evaluating it gives.
    pub fn import(&'a self, path: &str) -> Res<'a> {
        Err(Error::new(ErrorKind::Evaluation, format!("cannot read '{path}'")))
    }

    /// The value of the file at a path, with names in front of the global scope.
    ///
    /// # Errors
    /// As [`Evaluator::import`].
    pub fn import_scoped(&'a self, path: &str, scope: &'a Attrs<'a>) -> Res<'a> {
        let _ = scope;
        self.import(path)
    }

    /// The value of a text that is no file of its own, such as that of `-E`. Its paths
    /// resolve against `folder`.
    ///
    /// # Errors
    /// It is no Nix, or what evaluating it gives.
    pub fn eval_file(&'a self, file: LoadedFile, folder: &str) -> Res<'a> {
        let _ = file;
        self.import(folder)
    }
}
