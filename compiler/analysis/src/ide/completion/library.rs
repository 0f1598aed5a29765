//! Documentation that is asked for once a proposal is looked at.

use super::About;
use crate::ide::library;

/// What is to be read about something.
pub(crate) fn document(about: &About) -> Option<String> {
    match about {
        About::Library(path) => {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            library::find(&path).map(|entry| library::markdown(&entry.text))
        }
        About::Builtin(name) => library::builtin(name),
    }
}
