//! Store paths, computed and never written.

use super::BuiltinDef;
use crate::{Error, ErrorKind, Evaluator, Failure, Str};

pub(crate) const BUILTINS: &[BuiltinDef] = &[];

impl<'a> Evaluator<'a> {
    /// The store path that a path would have if it were copied to the store, with itself as context.
    pub(crate) fn copy_path_to_store(&'a self, path: &str) -> Result<&'a Str<'a>, Failure> {
        Err(Error::new(ErrorKind::Evaluation, format!("cannot copy '{path}' to the store")))
    }
}
