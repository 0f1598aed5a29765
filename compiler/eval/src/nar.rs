//! The NAR serialisation of a file tree, which Nix hashes for the path of a source.

use crate::{Error, ErrorKind, Evaluator, Failure, FileKind, LoadError};

/// Decides which paths below the root belong to the tree.
pub(crate) type Filter<'f> = &'f dyn Fn(&str, FileKind) -> Result<bool, Failure>;

impl<'a> Evaluator<'a> {
    /// The serialisation of what is at a path.
    ///
    /// # Errors
    /// It, or something below it, cannot be read; or the filter fails.
    pub(crate) fn nar(&'a self, path: &str, filter: Filter<'_>) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        put(&mut bytes, "nix-archive-1");
        self.put_node(&mut bytes, path, filter)?;
        Ok(bytes)
    }

    fn put_node(&'a self, bytes: &mut Vec<u8>, path: &str, filter: Filter<'_>) -> Result<(), Failure> {
        self.tick()?;
        self.reserve_large(bytes.len())?;
        put(bytes, "(");
        put(bytes, "type");
        match self.kind_at(path)? {
            FileKind::Regular => {
                put(bytes, "regular");
                if self.loader().is_executable(path).map_err(|error| self.unreadable(path, &error))? {
                    put(bytes, "executable");
                    put(bytes, "");
                }
                put(bytes, "contents");
                put_bytes(bytes, &self.loader().read(path).map_err(|error| self.unreadable(path, &error))?);
            }
            FileKind::Symlink => {
                put(bytes, "symlink");
                put(bytes, "target");
                put(bytes, &self.loader().link(path).map_err(|error| self.unreadable(path, &error))?);
            }
            FileKind::Directory => {
                put(bytes, "directory");
                for (name, kind) in self.loader().list(path).map_err(|error| self.unreadable(path, &error))? {
                    let inner = if path == "/" { format!("/{name}") } else { format!("{path}/{name}") };
                    if !filter(&inner, kind)? {
                        continue;
                    }
                    put(bytes, "entry");
                    put(bytes, "(");
                    put(bytes, "name");
                    put(bytes, &name);
                    put(bytes, "node");
                    self.deeper(|| self.put_node(bytes, &inner, filter))?;
                    put(bytes, ")");
                }
            }
            FileKind::Unknown => {
                let message = format!("file '{path}' has an unsupported type");
                return Err(Error::new(ErrorKind::Evaluation, message));
            }
        }
        put(bytes, ")");
        Ok(())
    }

    /// What is at a path, where something must be.
    pub(crate) fn kind_at(&'a self, path: &str) -> Result<FileKind, Failure> {
        let kind = self.loader().kind(path).map_err(|error| self.unreadable(path, &error))?;
        kind.ok_or_else(|| self.unreadable(path, &LoadError::Missing))
    }
}

fn put(bytes: &mut Vec<u8>, text: &str) {
    put_bytes(bytes, text.as_bytes());
}

/// Length in eight bytes, little end first; content; zeros up to a multiple of eight.
fn put_bytes(bytes: &mut Vec<u8>, content: &[u8]) {
    bytes.extend_from_slice(&(content.len() as u64).to_le_bytes());
    bytes.extend_from_slice(content);
    bytes.resize(bytes.len().next_multiple_of(8), 0);
}
